"""The sheet of readiness: every listed situation, who is ready for it, and what is missing."""

from __future__ import annotations

from typing import Final

from planner.analysis.training.head_counts import Range
from planner.analysis.training.readiness import Check, PartState, Readiness, ReadinessPart, Ready
from planner.exports.cabinet import stationery as paper
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.words import Words
from planner.tables import Situation

MARKS: Final = {
    PartState.YES: "✓",
    PartState.UNCLEAR: "~",
    PartState.NO: "✗",
    PartState.UNKNOWN: "?",
}
STATE: Final = 2
WIDTHS: Final = (8, 22, 12, 9, 10, 13, 13, 14, 12, 14, 26, 24, 22, 15)


def write(page: Page, figures: Figures) -> None:
    """A line for each listed situation: near trigger dates first, then what is not ready."""
    words = page.book.words
    for note in ("readiness", "readiness_marks"):
        page.note(words.say(f"notes.{note}"))
    if not figures.readiness:
        page.note(words.say("notes.readiness_none"))
        return
    page.row += 1
    span = page.table(_columns(words), (_cells(words, one) for one in figures.readiness))
    _colour(page, span)
    page.sheet.freeze_panes(span.head + 1, 2)
    page.sheet.repeat_rows(span.head)


def _columns(words: Words) -> list[Col]:
    label, say = words.label, words.say
    return [
        Col(head=label(Situation, "id"), kind="code"),
        Col(head=label(Situation, "name")),
        Col(head=say("columns.ready_state")),
        Col(head=say("columns.staff_needed"), kind="count"),
        Col(head=say("columns.ready_people"), kind="centre"),
        *(Col(head=_part(words, part), kind="centre") for part in ReadinessPart),
        Col(head=say("columns.missing")),
        Col(head=say("columns.built_by")),
        Col(head=say("columns.local_partners")),
        Col(head=label(Situation, "next_trigger"), kind="date"),
    ]


def _cells(words: Words, one: Readiness) -> list[Cell]:
    nobody = words.say("columns.nobody_named")
    return [
        one.situation.id,
        one.situation.name,
        words.say(f"ready.{one.state.name.lower()}"),
        one.needed,
        people(one.ready),
        *(_mark(words, one, check) for check in one.checks),
        _missing(words, one),
        "; ".join(one.built_by) or nobody,
        "; ".join(partner.title for partner in one.partners) or nobody,
        one.situation.next_trigger,
    ]


def people(found: Range) -> str:
    """How many people, least to most: 3, 2–5, or 2+ when nothing bounds it."""
    if found.high is None:
        return f"{found.low}+"
    return str(found.low) if found.low == found.high else f"{found.low}–{found.high}"


def _mark(words: Words, one: Readiness, check: Check) -> str:
    """The mark of a part, with the people who have it or the day it was done."""
    said = ""
    if check.held is not None:
        said = words.say("ready.held", held=people(check.held), needed=one.needed)
    elif check.on is not None:
        said = check.on.isoformat()
    elif check.part is ReadinessPart.COUNTRY and not one.modules:
        said = words.say("ready.no_module")
    return f"{MARKS[check.verdict]} {said}".strip()


def _missing(words: Words, one: Readiness) -> str:
    """The parts that are not there, or that they are not in the same people."""
    if one.missing:
        return "; ".join(_part(words, check.part) for check in one.missing)
    return "–" if one.state is Ready.READY else words.say("ready.not_together")


def _part(words: Words, part: ReadinessPart) -> str:
    return words.say(f"ready.{part.name.lower()}")


def _colour(page: Page, span: Span) -> None:
    looks = {
        Ready.NOT: {"bg_color": paper.DEEP, "font_color": paper.WHITE, "bold": True},
        Ready.NEARLY: {"bg_color": "#8FB0D6"},
        Ready.READY: {"bg_color": paper.PALE},
    }
    for state, look in looks.items():
        said = page.book.words.say(f"ready.{state.name.lower()}")
        rule = {"type": "cell", "criteria": "==", "value": f'"{said}"'}
        page.sheet.conditional_format(
            span.first, STATE, span.last, STATE, {**rule, "format": page.book.rule(**look)}
        )
