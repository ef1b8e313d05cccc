"""The answer on training to come: coverage month by month if every planned session is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable
from planner.analysis.training.figures import months_range
from planner.analysis.training.forecast import Forecast, Month, outlook
from planner.analysis.training.head_counts import told_share
from planner.choices import RequiredScope
from planner.messages import Message, Share, _
from planner.plan import table_named

TITLE: Final = _("Training forecast")
_TITLES: Final = {
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
            months_range(_TITLES[scope], ahead) for scope, ahead in months.items() if ahead
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
            answers.count(
                "posts",
                _("Certificates required"),
                lambda line: line[1].count.posts,
            ),
            answers.share("coverage", _("Coverage"), lambda line: told_share(line[1].coverage)),
            answers.share("target", _("Target"), lambda line: Share(line[1].target)),
            answers.count("seats", _("Seats"), lambda line: line[1].seats),
        ),
        lines=tuple(lines),
    )
