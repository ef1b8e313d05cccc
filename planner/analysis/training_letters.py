"""A letter to each ministry: what it is short of, whose passes end, and what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.training import Standing, State, Training
from planner.analysis.training_sums import Ending
from planner.plan import Plan
from planner.tables import Ministry

AHEAD_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter ready to be sent, as plain text; codes of holders are never in it."""

    ministry: Ministry
    subject: str
    text: str


def letters(plan: Plan, found: Training, ending: Sequence[Ending]) -> tuple[Letter, ...]:
    """One letter to each ministry that has something to do, in the order of the plan."""
    return tuple(
        letter
        for ministry in plan.of(Ministry)
        if (letter := _letter(plan, ministry, found, ending)) is not None
    )


def _letter(
    plan: Plan, ministry: Ministry, found: Training, ending: Sequence[Ending]
) -> Letter | None:
    own = [one for one in found.standings if one.audience.ministry == ministry.id]
    ends = [one for one in ending if one.standing.audience.ministry == ministry.id]
    parts = [
        ("Below the target", [_short(one) for one in own if one.state is State.SHORT]),
        (
            "Not certain, because records leave a range",
            [_unclear(one) for one in own if one.state is State.UNCLEAR],
        ),
        ("Not known", list(_unknown(own))),
        (
            f"Passes that end within {AHEAD_DAYS} days",
            [_ends(one, found.on) for one in ends if one.on > found.on],
        ),
    ]
    asked = [(title, lines) for title, lines in parts if lines]
    if not asked:
        return None
    body = "\n\n".join(
        f"{title}:\n" + "\n".join(f"- {line}" for line in lines) for title, lines in asked
    )
    sender = plan.details.focal_point or "The focal point"
    text = (
        f"To: {ministry.name}\nFrom: {sender}\nDate: {found.on}\n\n"
        f"For {plan.details.title or 'the prevention plan'} we looked at who holds a valid pass "
        f"on {found.on}. This concerns posts of your ministry.\n\n{body}\n\n"
        "Please confirm the figures or correct them, book the seats that are missing, and send "
        "head-counts of filled posts where they are not known. Send no names of staff.\n"
    )
    return Letter(ministry=ministry, subject=f"Training of your staff, as of {found.on}", text=text)


def _named(standing: Standing) -> str:
    return f"{standing.audience.title}, {standing.course.title}"


def _range(standing: Standing) -> str:
    valid = standing.valid
    held = f"{valid.low}" if valid.high == valid.low else f"{valid.low} to {valid.high}"
    return f"{held} of {standing.posts} posts"


def _short(standing: Standing) -> str:
    target, by = standing.requirement.target, standing.requirement.by
    missing = max((standing.seats_needed or 0) - standing.seats_booked, 0)
    until = f" by {by}" if by else ""
    return (
        f"{_named(standing)}: {_range(standing)}, the target is {target:f} %{until}; "
        f"{standing.seats_booked} seats are booked, {missing} are missing"
    )


def _unclear(standing: Standing) -> str:
    return (
        f"{_named(standing)}: {_range(standing)}, the target is {standing.requirement.target:f} %; "
        "a register under codes would settle it"
    )


def _unknown(standings: Sequence[Standing]) -> Iterator[str]:
    for one in standings:
        if one.state is not State.UNKNOWN:
            continue
        lacks = "the number of filled posts" if one.posts is None else "the target or a number"
        yield f"{_named(one)}: {lacks} is missing"


def _ends(ending: Ending, on: date) -> str:
    days = (ending.on - on).days
    return f"{_named(ending.standing)}: up to {ending.at_most} on {ending.on}, in {days} days"
