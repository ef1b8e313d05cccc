"""What the matrix of training shows, before it is drawn: audiences, and what each must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, AnswerTable
from planner.analysis.training.post_states import POST_LABELS, PostState, post_states
from planner.analysis.training.requirements import RequirementStatus, Training
from planner.choices import CourseLevel
from planner.messages import Fact, Share, _
from planner.plan import Plan, table_named
from planner.tables import Audience, Ministry
from planner.ui.training.requirement_words import held_words, state_words

MOST_SLOTS: Final = 40
"""So many courses, one below the other, one figure can hold."""


@dataclass(frozen=True, kw_only=True)
class AudienceRow:
    """One audience: its ministry in short, and what it must hold by level of course."""

    audience: Audience
    ministry: str
    cells: Mapping[CourseLevel | None, tuple[RequirementStatus, ...]]

    @property
    def slots(self) -> int:
        """How many courses stand below one another in its fullest cell."""
        return max(map(len, self.cells.values()))

    @property
    def statuses(self) -> tuple[RequirementStatus, ...]:
        """All that it must hold."""
        return tuple(one for cell in self.cells.values() for one in cell)


def rows_of(plan: Plan, training: Training) -> tuple[AudienceRow, ...]:
    """The audiences of whom something is required, ministry by ministry."""
    ministries = plan.names(Ministry)
    cells: dict[str, dict[CourseLevel | None, list[RequirementStatus]]] = {}
    audiences: dict[str, Audience] = {}
    for status in training.statuses:
        audiences[status.audience.id] = status.audience
        levels = cells.setdefault(status.audience.id, {})
        levels.setdefault(status.course.level, []).append(status)
    ordered = sorted(audiences.values(), key=lambda one: (one.ministry, one.id))
    return tuple(
        AudienceRow(
            audience=one,
            ministry=ministries.get(one.ministry, ""),
            cells={level: tuple(found) for level, found in cells[one.id].items()},
        )
        for one in ordered
    )


def pages_of(rows: Sequence[AudienceRow]) -> tuple[tuple[AudienceRow, ...], ...]:
    """The rows in pages that one figure can hold."""
    pages: list[list[AudienceRow]] = [[]]
    height = 0
    for row in rows:
        if pages[-1] and height + row.slots > MOST_SLOTS:
            pages.append([])
            height = 0
        pages[-1].append(row)
        height += row.slots
    return tuple(tuple(page) for page in pages)


_Line = tuple[AudienceRow, RequirementStatus]


def states_table(rows: Sequence[AudienceRow]) -> AnswerTable[_Line]:
    """The figure as a table: one row per requirement, the posts by state."""
    declared, audiences = table_named("requirements"), table_named("audiences")
    return AnswerTable(
        key="states",
        title=declared.title,
        columns=(
            answers.code("id", declared.label("id"), lambda line: line[1].requirement.id),
            answers.text("ministry", audiences.label("ministry"), lambda line: line[0].ministry),
            answers.text(
                "audience", declared.label("audience"), lambda line: line[1].audience.title
            ),
            answers.text("course", declared.label("course"), lambda line: line[1].course.title),
            answers.text("valid", _("Valid"), lambda line: held_words(line[1])),
            answers.share("target", declared.label("target"), lambda line: Share(line[1].target)),
            answers.text("state", _("State"), lambda line: state_words(line[1].state)),
            *map(_posts_in, PostState),
        ),
        lines=tuple((row, one) for row in rows for one in row.statuses),
    )


def _posts_in(state: PostState) -> AnswerColumn[_Line]:
    def value(line: _Line) -> Fact:
        states = post_states(line[1])
        return states[state] if states else None

    return answers.count(state.name.lower(), POST_LABELS[state], value)
