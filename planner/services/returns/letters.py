"""Letters to ministries: with a workbook, after its date, and about what could not be taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.exports.ministry_workbook import MinistryEdition
from planner.languages.return_words import Words

_LISTED = 200


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A text ready to send: to which ministry, the name of its file, the subject and the whole."""

    ministry: str
    name: str
    subject: str
    text: str


def covering_letter(outgoing: MinistryEdition, file: str, counts: str, words: Words) -> Letter:
    """What goes with a workbook: what it is, what to do with it, until when."""
    due = outgoing.due_on
    plan = outgoing.plan.details.title or outgoing.plan.name
    body = words.say(
        "letter_body", file=file, date=outgoing.identity.issued.isoformat(), counts=counts or "–"
    )
    lines = [body, words.say("letter_sign")]
    if due:
        lines.insert(1, words.say("letter_due", due=due.isoformat()))
        subject = words.say("letter_subject", plan=plan, due=due.isoformat())
    else:
        subject = words.say("letter_subject_no_due", plan=plan)
    sender = outgoing.plan.details.focal_point
    name = f"{file.rpartition('.')[0]}-letter.md"
    whose = (outgoing.ministry.id, outgoing.ministry.name)
    return _letter(whose, name, subject, lines, sender, words)


def reminder(
    whose: tuple[str, str],
    plan: str,
    sent: date,
    due: date,
    today: date,
    sender: str,
    words: Words,
) -> Letter:
    """What goes to a ministry whose workbook is late; `whose` is its id and its name."""
    days = (today - due).days
    body = words.say("chase_body", date=sent.isoformat(), due=due.isoformat(), days=days)
    subject = words.say("chase_subject", plan=plan, due=due.isoformat())
    return _letter(whose, f"{whose[0]}-reminder.md", subject, [body], sender, words)


def about_problems(
    whose: tuple[str, str], plan: str, file: str, points: Iterable[str], sender: str, words: Words
) -> Letter:
    """What goes to a ministry whose return has points that could not be taken in."""
    listed = list(points)
    subject = words.say("problems_subject", plan=plan, count=len(listed))
    lines = "\n".join(f"- {point}" for point in listed[:_LISTED])
    more = [f"… {len(listed) - _LISTED}"] if len(listed) > _LISTED else []
    told = [words.say("problems_body", file=file), lines, *more]
    return _letter(whose, f"{whose[0]}-problems.md", subject, told, sender, words)


def _letter(
    whose: tuple[str, str],
    name: str,
    subject: str,
    paragraphs: Iterable[str],
    sender: str,
    words: Words,
) -> Letter:
    greeting = words.say("letter_greeting", ministry=whose[1])
    parts = [f"# {subject}", greeting, *paragraphs]
    if sender:
        parts.append(words.say("letter_end", sender=sender))
    return Letter(ministry=whose[0], name=name, subject=subject, text="\n\n".join(parts) + "\n")
