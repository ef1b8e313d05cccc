"""What the writing of a whole column means: order of dates, decimal mark, unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planner.intake.rows.checks import NUMERIC
from planner.intake.rows.units import ONE, Unit, unit_of
from planner.intake.tables.evidence import Evidence
from planner.intake.tables.layouts import STATUS
from planner.intake.tables.matching import Matching
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.readers.dates import Order, OrderFinding, date_order, read_date
from planner.readers.numbers import Mark, MarkFinding, decimal_mark, read_number
from planner.schema import Column, Kind, Value

_SHOWN = 2  # examples in a sentence
_DEFAULT_ORDER: Order = "dmy"


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """How the cells of one table are read, and the sentence about each column.

    `order` is None when no text needs one, `decimal` when no text has a decimal mark. `fractions`
    are percent columns kept as shares of one. `answers` say what a text of a list column means in
    an agreed layout, `picked` what a person says that it means: by field and the text's key.
    """

    order: Order | None
    decimal: Mark | None
    units: Mapping[str, Unit]
    fractions: frozenset[str]
    statements: Mapping[str, str]
    problems: tuple[Problem, ...]
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    picked: Mapping[str, Mapping[str, Value]] = field(
        default_factory=dict[str, Mapping[str, Value]]
    )


def understand(
    matching: Matching,
    seen: Mapping[int, Evidence],
    above: Sequence[str],
    order: Order | None = None,
    decimal: Mark | None = None,
) -> Understanding:
    """How to read the matched columns; `order` and `decimal` are a person's word and win."""
    declared = table_named(matching.table)
    columns = {name: declared.column(name) for name in matching.guesses}
    dates = _texts(matching, seen, (n for n, c in columns.items() if c.kind is Kind.DATE))
    numbers = _texts(matching, seen, (n for n, c in columns.items() if c.kind in NUMERIC))
    days, marks = date_order(dates), decimal_mark(numbers)
    asked_of_dates = [] if order else _date_problems(days)
    order = order or days.order or (_DEFAULT_ORDER if days.open else _written_iso(dates))
    agreed = matching.layout.units if matching.layout else {}
    units = {
        name: agreed.get(name) or unit_of(matching.guesses[name].heading.whole, above)
        for name, column in columns.items()
        if column.kind is Kind.MONEY
    }
    found = Understanding(
        order=order,
        decimal=decimal or marks.mark,
        units={name: unit for name, unit in units.items() if unit != Unit()},
        fractions=frozenset(n for n, c in columns.items() if _in_fractions(c, matching, seen)),
        statements={},
        problems=(*asked_of_dates, *_number_problems(marks, decimal)),
        answers=_agreed_answers(matching),
    )
    said = {n: _statement(c, found, _of(matching, seen, n)) for n, c in columns.items()}
    return Understanding(**{**vars(found), "statements": {n: s for n, s in said.items() if s}})


def _agreed_answers(matching: Matching) -> Mapping[str, Mapping[str, str]]:
    """What codes stand for: in an agreed layout, or under a hashtag that says they are codes."""
    if matching.layout:
        return matching.layout.answers
    status = matching.guesses.get("status")
    return {"status": STATUS} if status and status.heading.tag.startswith("#status+code") else {}


def _of(matching: Matching, seen: Mapping[int, Evidence], name: str) -> Evidence:
    return seen[matching.guesses[name].heading.column]


def _texts(
    matching: Matching, seen: Mapping[int, Evidence], names: Iterable[str]
) -> tuple[str, ...]:
    cells = (cell for name in names for cell in _of(matching, seen, name).cells)
    return tuple(cell for cell in cells if isinstance(cell, str))


def _written_iso(texts: Sequence[str]) -> Order | None:
    """The order to state for dates that leave no doubt: year first, or none for years alone."""
    return "ymd" if any(text.strip()[:4].isdecimal() and "-" in text for text in texts) else None


def _in_fractions(column: Column, matching: Matching, seen: Mapping[int, Evidence]) -> bool:
    """Whether a percent column holds 0.25 for 25 %, as spreadsheets do."""
    if column.kind is not Kind.PERCENT:
        return False
    values = [c for c in _of(matching, seen, column.name).cells if isinstance(c, int | float)]
    return bool(values) and all(-1 <= v <= 1 for v in values) and any(v % 1 for v in values)


def _date_problems(days: OrderFinding) -> list[Problem]:
    if days.order or not days.open:
        return []
    example = days.open[0]
    meant = read_date(example, _DEFAULT_ORDER)
    return [
        Problem(
            severity=Severity.WARNING,
            code="date.ambiguous",
            message=f"Day and month cannot be told apart: “{example}” was read as {meant}.",
            hint="Choose the order of day, month and year if it is another one.",
            value=example,
        )
    ]


def _number_problems(marks: MarkFinding, decimal: Mark | None) -> list[Problem]:
    if decimal:
        return []
    if marks.mark is None and marks.open:
        example = marks.open[0]
        return [
            Problem(
                severity=Severity.WARNING,
                code="number.ambiguous",
                message=f"“{example}” can be read in two ways; {read_number(example)} was taken.",
                hint="Choose the decimal mark if it is the other one.",
                value=example,
            )
        ]
    if marks.against:
        example = marks.against[0]
        return [
            Problem(
                severity=Severity.WARNING,
                code="number.mixed",
                message=f"Most numbers have a decimal {marks.mark}; “{example}” does not.",
                hint="Check that these numbers were read as they were meant.",
                value=example,
            )
        ]
    return []


def _statement(column: Column, found: Understanding, seen: Evidence) -> str:
    """What was understood of a column, with examples from it; blank when nothing needs saying."""
    texts = [cell for cell in seen.cells if isinstance(cell, str)]
    if column.kind is Kind.DATE:
        return _dates_said(texts, found.order, seen, end=column.is_end)
    if column.kind not in NUMERIC:
        return ""
    parts = [_numbers_said(texts, found.decimal)]
    if column.name in found.fractions:
        parts.append("0.25 stands for 25 percent")
    unit = found.units.get(column.name)
    if unit and unit.scale != ONE:
        parts.append(f"amounts are in “{unit.word}”: 1 stands for {unit.scale:,f}")
    if unit and unit.currency:
        parts.append(f"the currency is {unit.currency}")
    return "; ".join(part for part in parts if part)


_ORDER_SAID: Mapping[Order, str] = {
    "dmy": "day first",
    "mdy": "month first",
    "ymd": "year first",
}


def _dates_said(texts: Sequence[str], order: Order | None, seen: Evidence, *, end: bool) -> str:
    shown = _examples(texts, lambda text: read_date(text, order or _DEFAULT_ORDER, end=end))
    if not shown:
        return "true dates" if any(isinstance(cell, date) for cell in seen.cells) else "years"
    in_order_of_size = all(text.strip()[:4].isdigit() for text in texts)  # 2027-03-01
    return f"{_ORDER_SAID[order]}: {shown}" if order and not in_order_of_size else shown


def _numbers_said(texts: Sequence[str], decimal: Mark | None) -> str:
    marked = [text for text in texts if any(mark in text for mark in ",. '\u00a0\u202f")]
    shown = _examples(marked, lambda text: read_number(text, decimal))
    if not shown:
        return ""
    return f"{decimal} is the decimal mark: {shown}" if decimal else shown


def _examples(texts: Sequence[str], read: object) -> str:
    assert callable(read)
    pairs = ((text.strip(), read(text)) for text in dict.fromkeys(texts))
    shown = [f"{text} is {_plain(value)}" for text, value in pairs if value is not None]
    return ", ".join(shown[:_SHOWN])


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
