"""The sheet of training: every requirement as a range, with what is not known kept not known."""

from __future__ import annotations

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.analysis.training.requirements import RequirementStatus, TargetState
from planner.exports.cabinet import stationery as paper
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import Live
from planner.exports.cabinet.words import Words
from planner.tables import Audience, Requirement

WIDTHS: Final = (8, 44, 12, 13, 8, 11, 11, 11, 11, 10, 8, 13, 12, 9, 9, 9)
LOW, HIGH, SPREAD, STATE = 7, 8, 9, 12


def write(page: Page, figures: Figures) -> Span | None:
    """Requirements with their ranges, worst first; None, with a note, when there is none."""
    words = page.book.words
    page.note(words.say("notes.training", date=figures.edition.today.isoformat()))
    for note in ("training_unknown", "training_country"):
        page.note(words.say(f"notes.{note}"))
    if not figures.training.statuses:
        page.note(words.say("notes.training_none"))
        return None
    page.row += 1
    columns = _columns(words)
    head = page.head_row(columns)
    for standing in sorted(figures.training.statuses, key=shortfall):
        page.line(columns, _cells(words, figures, standing, page.row))
    span = Span(sheet=page.title, head=head, first=head + 1, last=page.row - 1)
    _colour(page, span)
    page.sheet.freeze_panes(head + 1, 2)
    page.sheet.repeat_rows(head)
    return span


def shortfall(standing: RequirementStatus) -> tuple[int, float]:
    """The place of a requirement in the list: what falls furthest short of its target first."""
    order = (TargetState.SHORT, TargetState.UNCLEAR, TargetState.UNKNOWN, TargetState.MET)
    low = standing.coverage[0] if standing.coverage else 0.0
    return order.index(standing.state), low - (standing.target or 0.0)


def named(standing: RequirementStatus) -> str:
    """Who must hold what."""
    return f"{standing.audience.title} – {standing.course.title}"


def _columns(words: Words) -> list[Col]:
    label, say = words.label, words.say
    return [
        Col(head=label(Requirement, "id"), kind="code"),
        Col(head=say("columns.requirement")),
        Col(head=label(Audience, "ministry")),
        Col(head=label(Requirement, "scope")),
        Col(head=label(Audience, "posts"), kind="count"),
        Col(head=say("columns.valid_low"), kind="count"),
        Col(head=say("columns.valid_high"), kind="count"),
        Col(head=say("columns.coverage_low"), kind="share"),
        Col(head=say("columns.coverage_high"), kind="share"),
        Col(head=say("columns.spread"), kind="share"),
        Col(head=label(Requirement, "target"), kind="share"),
        Col(head=label(Requirement, "by"), kind="date"),
        Col(head=say("columns.standing")),
        Col(head=say("columns.due_soon"), kind="count"),
        Col(head=say("columns.expired"), kind="count"),
        Col(head=say("columns.never"), kind="count"),
    ]


def _cells(words: Words, figures: Figures, standing: RequirementStatus, row: int) -> list[Cell]:
    unknown = words.say("columns.unknown")
    low: Cell = unknown
    high: Cell = unknown
    spread: Cell = unknown
    if standing.coverage is not None:
        low, high = standing.coverage
        cells = (xl_rowcol_to_cell(row, HIGH), xl_rowcol_to_cell(row, LOW))
        spread = Live(formula="-".join(cells), value=high - low)

    def known(count: float | None) -> Cell:
        return unknown if count is None else count

    requirement = standing.requirement
    return [
        requirement.id,
        named(standing),
        figures.ministry(standing.audience.ministry),
        words.answer(requirement.scope),
        known(standing.posts),
        standing.valid.low,
        known(standing.valid.high),
        low,
        high,
        spread,
        standing.target,
        requirement.by,
        words.say(f"standing.{standing.state.name.lower()}"),
        standing.due_90,
        standing.expired,
        known(standing.never),
    ]


def _colour(page: Page, span: Span) -> None:
    looks = {
        TargetState.SHORT: {"bg_color": paper.DEEP, "font_color": paper.WHITE, "bold": True},
        TargetState.UNCLEAR: {"bg_color": "#8FB0D6"},
        TargetState.MET: {"bg_color": paper.PALE},
        TargetState.UNKNOWN: {"italic": True, "font_color": paper.AMBER},
    }
    for state, look in looks.items():
        said = page.book.words.say(f"standing.{state.name.lower()}")
        rule = {"type": "cell", "criteria": "==", "value": f'"{said}"'}
        page.sheet.conditional_format(
            span.first, STATE, span.last, STATE, {**rule, "format": page.book.rule(**look)}
        )
