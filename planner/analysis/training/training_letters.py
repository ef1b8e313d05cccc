"""A letter to each ministry: where it falls short, whose certificates end, what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.plans.release import at_level, level_of_letters, told
from planner.analysis.training.requirements import (
    RequirementStatus,
    TargetState,
    Training,
    records,
    training_on,
)
from planner.analysis.training.totals import ExpiringCertificates, expiring
from planner.languages.catalogues import ENGLISH, MINISTRY, spoken
from planner.languages.voice import Voice
from planner.messages import Fact, Message, _, ngettext
from planner.plan import Plan
from planner.tables import Ministry

AHEAD_DAYS = 90
_Part = tuple[Message, Sequence[Message]]


@dataclass(frozen=True, kw_only=True)
class TrainingLetter:
    """What a letter says: its subject, and its text in paragraphs and points that begin with a
    dash; codes of holders are never in it."""

    ministry: Ministry
    language: str
    subject: str
    text: str


def letters(plan: Plan, on: date, language: str = "") -> tuple[TrainingLetter, ...]:
    """One letter to each ministry that has something to do on a day, in the order of the plan.

    In the language that is wished for, else the ministry's own, else the plan's; in English where
    not every sentence is there in it. What is marked above the plan itself is in no letter.
    """
    plan = at_level(plan, level_of_letters(plan)).plan
    known = spoken(MINISTRY)
    asked = training_parts(plan, on)
    written: list[TrainingLetter] = []
    for ministry in plan.of(Ministry):
        parts = asked[ministry.id]
        if parts:
            wished = language or ministry.language or plan.details.language
            voice = Voice(wished if wished in known else ENGLISH)
            written.append(_letter(plan, ministry, on, parts, voice))
    return tuple(written)


def training_parts(plan: Plan, on: date) -> Mapping[str, list[_Part]]:
    """What each ministry is told of the training of its staff, part by part, by its id."""
    register = records(plan)
    found = training_on(register, on)
    ending = expiring(register, found, AHEAD_DAYS)
    return {ministry.id: _parts(ministry, found, ending) for ministry in plan.of(Ministry)}


def _parts(
    ministry: Ministry, found: Training, ending: Sequence[ExpiringCertificates]
) -> list[_Part]:
    """What a ministry is told, part by part; a part with nothing in it is left out."""
    own = [one for one in found.statuses if one.audience.ministry == ministry.id]
    ends = [one for one in ending if one.status.audience.ministry == ministry.id]
    short = [shortfall(one) for one in own if one.state is TargetState.SHORT]
    unclear = [_unclear(one) for one in own if one.state is TargetState.UNCLEAR]
    parts = (
        (_("Below the target:"), short),
        (_("Not certain, because records leave a range:"), unclear),
        (_("Not known:"), list(_unknown(own))),
        (
            _("Certificates that end within {days} days:", days=AHEAD_DAYS),
            [_ends(one, found.on) for one in ends if one.on > found.on],
        ),
    )
    return [(title, lines) for title, lines in parts if lines]


def _letter(
    plan: Plan, ministry: Ministry, on: date, parts: Sequence[_Part], voice: Voice
) -> TrainingLetter:
    opening = _(
        "For {plan} we looked at who holds a valid certificate on {date}. This concerns posts of "
        "your ministry.",
        plan=told(plan.details.title) or _("the prevention plan"),
        date=on,
    )
    asked = _(
        "Please confirm the figures or correct them, book the seats that are missing, and send "
        "head-counts of filled posts where they are not known. Send no names of staff."
    )
    paragraphs = (
        voice.tell(opening),
        *(
            "\n".join((voice.tell(title), *(f"- {voice.tell(line)}" for line in lines)))
            for title, lines in parts
        ),
        voice.tell(asked),
    )
    return TrainingLetter(
        ministry=ministry,
        language=voice.language,
        subject=voice.tell(_("Training of your staff, as of {date}", date=on)),
        text="\n\n".join(paragraphs) + "\n",
    )


def _figures(status: RequirementStatus) -> dict[str, Fact]:
    return {
        "audience": status.audience.title,
        "course": status.course.title,
        "held": status.valid.told,
        "posts": status.posts or 0,
        "target": status.requirement.target,
    }


def shortfall(status: RequirementStatus) -> Message:
    """How far a requirement is below its target, and the seats booked and missing."""
    by = status.requirement.by
    missing = max((status.seats_needed or 0) - status.seats_booked, 0)
    facts: dict[str, Fact] = {
        **_figures(status),
        "booked": status.seats_booked,
        "missing": missing,
        "by": by,
    }
    if by is None:
        return _(
            "{audience}, {course}: {held} of {posts} posts, the target is {target} %; "
            "{booked} seats are booked, {missing} are missing",
            **facts,
        )
    return _(
        "{audience}, {course}: {held} of {posts} posts, the target is {target} % no later than "
        "{by}; {booked} seats are booked, {missing} are missing",
        **facts,
    )


def _unclear(status: RequirementStatus) -> Message:
    return _(
        "{audience}, {course}: {held} of {posts} posts, the target is {target} %; "
        "a register under codes would settle it",
        **_figures(status),
    )


def _unknown(statuses: Sequence[RequirementStatus]) -> Iterator[Message]:
    for one in statuses:
        if one.state is not TargetState.UNKNOWN:
            continue
        audience, course = one.audience.title, one.course.title
        if one.posts is None:
            yield _(
                "{audience}, {course}: the number of filled posts is missing",
                audience=audience,
                course=course,
            )
        else:
            yield _(
                "{audience}, {course}: the target or a number is missing",
                audience=audience,
                course=course,
            )


def _ends(ending: ExpiringCertificates, on: date) -> Message:
    return ngettext(
        "{audience}, {course}: up to {most} on {date}, in {number} day",
        "{audience}, {course}: up to {most} on {date}, in {number} days",
        (ending.on - on).days,
        audience=ending.status.audience.title,
        course=ending.status.course.title,
        most=ending.at_most,
        date=ending.on,
    )
