"""A letter to each ministry: what it is short of, whose passes end, and what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.training.requirements import RequirementStatus, TargetState, Training
from planner.analysis.training.totals import ExpiringCertificates
from planner.languages import Catalogue
from planner.languages.sentences import Fact, Saying, Says, saying
from planner.plan import Plan
from planner.tables import Ministry

AHEAD_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class TrainingLetter:
    """A letter ready to be sent, as plain text; codes of holders are never in it."""

    ministry: Ministry
    language: str
    subject: str
    text: str


def letters(
    plan: Plan,
    found: Training,
    ending: Sequence[ExpiringCertificates],
    catalogue: Catalogue,
    language: str = "",
) -> tuple[TrainingLetter, ...]:
    """One letter to each ministry that has something to do, in the order of the plan.

    In the language that is wished for, else the ministry's own, else the plan's; in English where
    the catalogue does not say every sentence in it.
    """
    written: list[TrainingLetter] = []
    for ministry in plan.of(Ministry):
        asked = _asked(ministry, found, ending)
        if asked:
            wished = language or ministry.language or plan.details.language
            spoken = catalogue.language(wished)
            code = spoken.code if spoken in catalogue.telling else "en"
            written.append(_letter(plan, ministry, found.on, asked, catalogue, code))
    return tuple(written)


_Part = tuple[Saying, Sequence[Saying]]


def _asked(
    ministry: Ministry, found: Training, ending: Sequence[ExpiringCertificates]
) -> list[_Part]:
    """What a ministry is told, part by part; a part with nothing in it is left out."""
    own = [one for one in found.statuses if one.audience.ministry == ministry.id]
    ends = [one for one in ending if one.status.audience.ministry == ministry.id]
    parts = [
        (saying(Says.LETTER_SHORT), [_short(one) for one in own if one.state is TargetState.SHORT]),
        (
            saying(Says.LETTER_UNCLEAR),
            [_unclear(one) for one in own if one.state is TargetState.UNCLEAR],
        ),
        (saying(Says.LETTER_UNKNOWN), list(_unknown(own))),
        (
            saying(Says.LETTER_ENDING, days=AHEAD_DAYS),
            [_ends(one, found.on) for one in ends if one.on > found.on],
        ),
    ]
    return [(title, lines) for title, lines in parts if lines]


def _letter(
    plan: Plan,
    ministry: Ministry,
    on: date,
    asked: Sequence[_Part],
    catalogue: Catalogue,
    code: str,
) -> TrainingLetter:
    def say(says: Says, **facts: Fact) -> str:
        return catalogue.say(saying(says, **facts), code)

    sender = plan.details.focal_point or say(Says.LETTER_SENDER)
    head = (
        say(Says.LETTER_TO, ministry=ministry.name),
        say(Says.LETTER_FROM, sender=sender),
        say(Says.LETTER_DATE, date=on),
    )
    told = plan.details.title or say(Says.LETTER_PLAN)
    parts = (
        "\n".join(
            (say(Says.HEADED, title=title), *(f"- {catalogue.say(line, code)}" for line in lines))
        )
        for title, lines in asked
    )
    text = "\n\n".join(
        (
            "\n".join(head),
            say(Says.LETTER_OPENING, plan=told, date=on),
            *parts,
            say(Says.LETTER_ASKED),
        )
    )
    return TrainingLetter(
        ministry=ministry,
        language=code,
        subject=say(Says.LETTER_SUBJECT, date=on),
        text=f"{text}\n",
    )


def _named(status: RequirementStatus) -> dict[str, Fact]:
    return {"audience": status.audience.title, "course": status.course.title}


def _figures(status: RequirementStatus) -> dict[str, Fact]:
    low, high = status.valid.low, status.valid.high
    held: Fact = low if high is None or high == low else saying(Says.BETWEEN, low=low, high=high)
    target = status.requirement.target
    return {
        **_named(status),
        "held": held,
        "posts": status.posts or 0,
        "target": "" if target is None else f"{target:f}",
    }


def _short(status: RequirementStatus) -> Saying:
    by = status.requirement.by
    missing = max((status.seats_needed or 0) - status.seats_booked, 0)
    facts = {**_figures(status), "booked": status.seats_booked, "missing": missing}
    if by is None:
        return saying(Says.LETTER_SHORT_LINE, **facts)
    return saying(Says.LETTER_SHORT_BY, by=by, **facts)


def _unclear(status: RequirementStatus) -> Saying:
    return saying(Says.LETTER_UNCLEAR_LINE, **_figures(status))


def _unknown(statuses: Sequence[RequirementStatus]) -> Iterator[Saying]:
    for one in statuses:
        if one.state is TargetState.UNKNOWN:
            lacks = Says.LETTER_NO_POSTS if one.posts is None else Says.LETTER_NO_TARGET
            yield saying(lacks, **_named(one))


def _ends(ending: ExpiringCertificates, on: date) -> Saying:
    return saying(
        Says.LETTER_ENDS_LINE,
        **_named(ending.status),
        number=ending.at_most,
        date=ending.on,
        days=(ending.on - on).days,
    )
