"""Registers of people under codes or names: a row a pass, or a column or a sheet a course."""

from __future__ import annotations

from collections.abc import Sequence

from planner.intake.grid import Cell, cell_in, is_blank
from planner.intake.tables import header_vocabulary
from planner.intake.tables.headings import Heading, text_of
from planner.intake.training import record_words
from planner.intake.training.record import COUNTS, MOSTLY, Record, ValueColumn, is_count, is_day
from planner.intake.training.reshaped import CERTIFICATES, SESSIONS, CellRef, LongRow, ReshapedTable
from planner.intake.training.results import Results, is_result
from planner.messages import NOTHING, _
from planner.problems import Problem, ProposedAnswer
from planner.readers.texts import folded

Result = ReshapedTable | Problem | None
_FEWEST, _LONGEST, _CODE = 3, 24, 4  # rows; letters of a code; figures that no count has


def register(record: Record) -> Result:
    """People under codes or names: a row a pass, or a column a course."""
    dated = next((role for role in ("on", "expires") if role in record.at), "")
    if dated and (record.is_about_training or "course" in record.at):
        return _passes(record, dated)
    if "course" in record.at or not record.is_about_training:
        return None
    columns = [v for v in record.values if v.counts == "trained" and v.course]
    for test in (is_day, is_result):
        if across := [v for v in columns if record.mostly(v.heading, test)]:
            return _passes_across(record, across)
    return None


def _passes(record: Record, dated: str, doubts: Sequence[Problem] = ()) -> Result:
    lacking = [role for role in ("audience", "course") if not record.says(role)]
    results = Results(record)
    plain = record.is_in_plain_words and results.heading is None and not record.says_completed
    if dated == "on" and plain:
        return None
    if len(lacking) == 2 or (lacking and not record.named):
        return record.lacks(lacking[0])
    rows: list[LongRow] = []
    for number, _cells in record.rows:
        named = CellRef(cell=record.named) if "course" in lacking else None
        day = record.said(dated, number)
        passed = results.of_row(number, has_day=day is not None)
        if passed is not False:
            course = named or record.said("course", number)
            rows.append(_row(record, number, course, day if passed else None))
    if not rows:
        return record.nobody_passed()
    hows = {
        "audience": _("A register: the sheet's title is the group of staff of all its rows."),
        "course": _("A register: the sheet's title is the course of all its rows."),
    }
    ends = dated == "expires"
    return record.reshaped(
        CERTIFICATES,
        rows,
        hows[lacking[0]] if lacking else _("A register with a row for each pass."),
        _("Its days are those on which passes end.") if ends else NOTHING,
        record.left_aside(rows, results.heading),
        ends=ends,
        doubts=(*doubts, *results.problems),
    )


def _passes_across(record: Record, columns: Sequence[ValueColumn]) -> Result:
    if not record.says("audience") and not record.named:
        return record.lacks("audience")
    rows: list[LongRow] = []
    results = Results(record)
    for number, cells in record.rows:
        for value in columns:
            at = value.heading.column
            cell = cell_in(cells, at)
            passed = is_blank(cell) or is_day(cell) or results.of_cell(cell)
            if is_blank(cell) or passed is False:
                continue
            day = cell if is_day(cell) else value.day or record.day
            if not day:
                return record.undated()
            course = CellRef(cell=value.course, row=record.place.main, column=at)
            on = CellRef(cell=day, row=number, column=at) if passed else None
            rows.append(_row(record, number, course, on))
    how = _("A register with a column for each course.")
    return record.reshaped(CERTIFICATES, rows, how, doubts=tuple(results.problems))


def _row(record: Record, number: int, course: CellRef | None, day: CellRef | None) -> LongRow:
    """A pass of one person: under a code, else the name, which becomes a code before it is kept."""
    found = {
        "holder": record.said("holder", number) or record.said("name", number),
        "audience": record.group(number),
        "course": course,
        "passed_on": day,
        "left_on": record.said("left", number),
    }
    return record.row(number, found)


def unheaded(record: Record) -> Result:
    """Rows of an audience, a course and a day without any count: people whose code has no known
    head, or sessions. It is asked; until it is answered nobody's certificate is kept."""
    columns = _unheaded(record)
    if not columns:
        return None
    answers = [ProposedAnswer(one.letters, one.with_letters) for one in columns]
    answers.append(ProposedAnswer(SESSIONS, _("None: each row is a session")))
    question = record.ask("register.holder", answers, column="holder")
    if question.answer == SESSIONS:
        return None
    chosen = next((one for one in columns if one.letters == question.answer), None)
    if chosen:
        record.at["holder"] = chosen
    return _passes(record, "on", (question,))


def is_unheaded(record: Record) -> bool:
    """Whether rows may be people although no head says who they are."""
    return bool(_unheaded(record))


def _unheaded(record: Record) -> Sequence[Heading]:
    """The columns that may hold the code of a person: another text or number in every row."""
    if not {"audience", "course", "on"} <= record.at.keys() or set(COUNTS) & record.at.keys():
        return ()
    known = {one.column for one in record.at.values()}
    of_sessions = header_vocabulary.words_of(SESSIONS).phrases
    return [
        one
        for one in record.headings
        if one.column not in known
        and not record_words.role_of(one.name)
        and folded(one.name) not in of_sessions
        and _tells_apart(record.cells(one))
    ]


def _tells_apart(cells: Sequence[Cell]) -> bool:
    """Whether cells may be codes: nearly each another one, and neither days, texts nor counts."""
    texts = [text_of(cell) for cell in cells]
    distinct = len(set(texts)) >= MOSTLY * len(texts)
    if len(texts) < _FEWEST or not distinct or sum(map(len, texts)) > _LONGEST * len(texts):
        return False
    counts = all(map(is_count, cells)) and max(map(len, texts)) < _CODE
    return not counts and not all(map(is_day, cells))
