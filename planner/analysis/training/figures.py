"""Training as figures: posts by state, ranges against targets, and coverage to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Bars, CellKind, RangeOverTime, Target
from planner.analysis.training.forecast import Forecast, Month, outlook
from planner.analysis.training.head_counts import told_share
from planner.analysis.training.requirements import RequirementStatus
from planner.choices import RequiredScope
from planner.messages import Fact, Message, Share, Term, _, pgettext, verbatim
from planner.plan import table_named


class PostState(Term):
    """How the holder of a post stands; in the order in which they are drawn and told."""

    CURRENT = "current", pgettext("posts", "valid")
    ENDING = "ending within 90 days", pgettext("posts", "ending within 90 days")
    OPEN = "not certain", pgettext("posts", "not certain")
    EXPIRED = "expired", pgettext("posts", "expired")
    NEVER = "never", pgettext("posts", "never trained")


def post_states(status: RequirementStatus) -> Mapping[PostState, int] | None:
    """The posts of a requirement by state, which add up to its posts; None when nobody counted.

    Current and ending are certificates held for certain; what the records leave open between
    the least and the most is “not certain”, and is never counted as a certificate or as none.
    """
    posts, low = status.posts, status.valid.low
    if posts is None or posts < 0:
        return None
    high = posts if status.valid.high is None else status.valid.high
    ever = posts if status.ever.high is None else max(status.ever.high, high)
    ending = min(status.due_90, low)
    return {
        PostState.CURRENT: low - ending,
        PostState.ENDING: ending,
        PostState.OPEN: high - low,
        PostState.EXPIRED: ever - high,
        PostState.NEVER: posts - ever,
    }


def held(status: RequirementStatus) -> Message:
    """Valid holders out of posts, as in “24 to 61 of 120”; an end nobody knows says so."""
    if status.posts is None:
        return _("{held} of unknown posts", held=status.valid.told)
    return _("{held} of {posts}", held=status.valid.told, posts=status.posts)


def standing(status: RequirementStatus) -> Message:
    """A requirement in a few words, as in “✗ 24 to 61 of 120”."""
    said = _("{held} listed", held=held(status)) if status.is_listed else held(status)
    return _("{mark} {held}", mark=status.state.mark, held=said)


def state_bars(statuses: Sequence[RequirementStatus], on: date) -> Bars:
    """All filled posts of each requirement by the state of the certificate, and the target."""
    states = [post_states(one) for one in statuses]

    def part(state: PostState) -> tuple[Fact, ...]:
        pairs = zip(statuses, states, strict=True)
        return tuple(
            Share(of[state] / one.posts if of and one.posts else None) for one, of in pairs
        )

    title = _("Posts by the certificate of their holder on {day}", day=on)
    return _bars(title, statuses, [(one.caption, part(one)) for one in PostState])


def range_bars(statuses: Sequence[RequirementStatus], on: date) -> Bars:
    """What of each requirement is held for certain, what possibly on top, and the target."""
    ends = [one.coverage for one in statuses]
    certain = tuple(Share(pair and pair[0]) for pair in ends)
    possible = tuple(Share(pair and pair[1] - pair[0]) for pair in ends)
    title = _("Holders of a valid certificate on {day}, as a share of filled posts", day=on)
    series = [(_("At least"), certain), (_("Possible on top"), possible)]
    return _bars(title, statuses, series)


def _bars(
    title: Message,
    statuses: Sequence[RequirementStatus],
    series: Sequence[tuple[Message, tuple[Fact, ...]]],
) -> Bars:
    return Bars(
        title=title,
        groups=tuple(verbatim(f"{one.audience.title}\n{one.course.title}") for one in statuses),
        series=tuple(series),
        measure=CellKind.SHARE,
        goals=tuple(one.target for one in statuses),
        notes=tuple(map(standing, statuses)),
        leads=tuple(Target("requirements", one.requirement.id) for one in statuses),
    )


def months_range(title: Message, months: Sequence[Month]) -> RangeOverTime:
    """Coverage of one requirement or of several, month by month, with the seats that are held."""
    target = months[0].target
    return RangeOverTime(
        title=title,
        days=tuple(month.on for month in months),
        low=tuple(month.low for month in months),
        high=tuple(month.high for month in months),
        levels=() if target is None else ((_("Target"), target),),
        events=(_("Seats held"), tuple(month.seats for month in months)),
    )


def forecast_range(found: Forecast, other: Forecast | None = None) -> RangeOverTime:
    """One requirement to the plan's end with its long-run level, `other` as it might go instead."""
    title = _(
        "Coverage if every planned session is held with all seats taken, until {day}",
        day=found.months[-1].on,
    )
    own = months_range(title, found.months)
    steady = () if found.steady is None else ((_("Long-run level"), found.steady),)
    ends = other and zip(*((month.low, month.high) for month in other.months), strict=True)
    return replace(own, levels=(*own.levels, *steady), instead=tuple(ends) if ends else None)


TITLE: Final = _("Training forecast")
_FORECASTS: Final = {
    RequiredScope.ALL_POSTS: _("Coverage to come, requirements for all posts"),
    RequiredScope.LISTED_POSTS: _("Coverage to come, requirements for posts in listed situations"),
}


def forecast_answer(known: Sequence[Forecast]) -> Answer:
    """Where all requirements go together, those for posts in listed situations apart."""
    months = {
        scope: outlook(known, listed=scope is RequiredScope.LISTED_POSTS) for scope in RequiredScope
    }
    return Answer(
        key="forecast",
        title=TITLE,
        sentences=tuple(_sentence(scope, ahead) for scope, ahead in months.items() if ahead)
        or (_("No requirement has counted posts, so nothing can be forecast."),),
        tables=(_table([(scope, month) for scope in months for month in months[scope]]),),
        figures=tuple(
            months_range(_FORECASTS[scope], ahead) for scope, ahead in months.items() if ahead
        ),
    )


def _sentence(scope: RequiredScope, ahead: Sequence[Month]) -> Message:
    first, last = ahead[0], ahead[-1]
    return _(
        "Coverage of {scope}: {first} on {start}, {last} on {end}; seats planned: {seats}.",
        scope=scope,
        first=told_share(first.coverage),
        start=first.on,
        last=told_share(last.coverage),
        end=last.on,
        seats=sum(month.seats for month in ahead),
    )


_Line = tuple[RequiredScope, Month]


def _table(lines: Sequence[_Line]) -> AnswerTable[_Line]:
    scope = table_named("requirements").label("scope")
    return AnswerTable(
        key="months",
        title=TITLE,
        columns=(
            answers.day("on", _("Month"), lambda line: line[1].on),
            answers.text("scope", scope, lambda line: line[0]),
            answers.count("posts", _("Certificates required"), lambda line: line[1].count.posts),
            answers.share("coverage", _("Coverage"), lambda line: told_share(line[1].coverage)),
            answers.share("target", _("Target"), lambda line: Share(line[1].target)),
            answers.count("seats", _("Seats"), lambda line: line[1].seats),
        ),
        lines=tuple(lines),
    )
