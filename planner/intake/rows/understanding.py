"""What the writing of a whole column means: order of dates, decimal mark, unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import islice
from typing import Final

from planner.intake.amounts import amount_of
from planner.intake.grid import Cell, Cells, Sheet, cell_in
from planner.intake.read_options import ReadOptions
from planner.intake.rows.checks import NUMERIC
from planner.intake.rows.units import ONE, Unit, unit_of
from planner.intake.tables.cell_evidence import Evidence
from planner.intake.tables.layouts import STATUS
from planner.intake.tables.matching import Matching
from planner.intake.tables.table_places import TablePlace
from planner.messages import NOTHING, Message, _, listing
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.calendars import read_islamic
from planner.readers.dates import ORDERS, Order, OrderFinding, date_order, orders_of, read_date
from planner.readers.numbers import Mark, MarkFinding, decimal_mark, fitting, read_number
from planner.schema import Column, Kind, Value

_SHOWN, _TOLD = 2, 5  # examples in a sentence, doubtful texts
_MONTHS = 12  # days up to this may be months
_DEFAULT_ORDER: Order = "dmy"
ISLAMIC: Final = ProposedAnswer("islamic", _("In the Islamic calendar"))
NO_DATES: Final = ProposedAnswer("none", _("They are no dates"))
SWAP: Final = ProposedAnswer("swap", _("Swap the day and the month of true dates"))
_STAND: Final = ProposedAnswer("stand", _("They are right as they stand"))


@dataclass(frozen=True, kw_only=True)
class Understanding:
    """How the cells of one table are read, and the sentence about each column.

    `order` is None when no text needs one, `decimal` when no text has a decimal mark; `days` and
    `marks` say what settles them, and what contradicts it. `fractions`
    are percent columns kept as shares of one. `answers` say what a text of a list column means in
    an agreed layout, `picked` what a person says that it means: by field and the text's key.
    `said` are a person's answers to questions, by key; `currency` is a person's for sums without
    one; `problems` are those about the whole table.
    """

    order: Order | None = None
    decimal: Mark | None = None
    days: OrderFinding = field(default_factory=OrderFinding)
    marks: MarkFinding = field(default_factory=MarkFinding)
    units: Mapping[str, Unit] = field(default_factory=dict[str, Unit])
    fractions: frozenset[str] = frozenset()
    statements: Mapping[str, Message] = field(default_factory=dict[str, Message])
    problems: tuple[Problem, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    picked: Mapping[str, Mapping[str, Value]] = field(
        default_factory=dict[str, Mapping[str, Value]]
    )
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    currency: str = ""

    def answer_to(self, *codes: str) -> str | None:
        """What a person answered to a question about the table; blank while it is open, None where
        nothing of that kind is asked."""
        return next((one.answer for one in self.problems if one.code in codes), None)

    def leaves_open(self, text: str) -> bool:
        """Whether nobody has answered yet what a date or a number can be read as."""
        if self.answer_to("date.ambiguous", "date.mixed") == "" and len(orders_of(text)) > 1:
            return True
        return self.answer_to("number.ambiguous") == "" and len(fitting(text)) > 1


def understand(
    matching: Matching,
    seen: Mapping[int, Evidence],
    above: Sequence[str],
    options: ReadOptions,
    sheet: Sheet,
    place: TablePlace,
) -> Understanding:
    """How to read the matched columns; what a person says in the `options` wins.

    What all rows of the table together leave open is asked once.
    """
    order, decimal = options.dates, options.decimal
    declared = table_named(matching.table)
    columns = {name: declared.column(name) for name in matching.guesses}
    rows = sheet.rows[place.first_row - 1 : place.last_row]
    dated = _cells(matching, rows, (n for n, c in columns.items() if c.kind is Kind.DATE))
    counted = _cells(matching, rows, (n for n, c in columns.items() if c.kind in NUMERIC))
    dates = tuple(cell for cell in dated if isinstance(cell, str))
    days = date_order(dates)
    marks = decimal_mark(cell for cell in counted if isinstance(cell, str))
    asked = [
        replace(one, key=":".join(filter(None, (one.code, sheet.name)))).answered(options.answers)
        for one in (
            *([] if order else _of_order(days)),
            *_swapped([cell for cell in dated if isinstance(cell, date)], dates),
            *_islamic(dates),
            *_of_mark(marks, decimal),
        )
    ]
    said = {one.answer for one in asked}
    order = order or next(filter(said.__contains__, ORDERS), None) or days.order
    decimal = decimal or next(filter(said.__contains__, _MARKS), None)
    found = Understanding(
        order=order or (None if days.open else _written_iso(dates)),
        decimal=decimal or marks.mark,
        days=OrderFinding(is_buddhist=days.is_buddhist) if options.dates else days,
        marks=marks if decimal is None else MarkFinding(),
        units=_units(matching, columns, above),
        fractions=frozenset(n for n, c in columns.items() if _in_fractions(c, matching, seen)),
        problems=(*asked, *([] if decimal else _mixed_marks(marks))),
        answers=_agreed_answers(matching),
        said=options.answers,
        currency=options.currency,
    )
    told = {n: _statement(c, found, _of(matching, seen, n)) for n, c in columns.items()}
    return replace(found, statements={name: message for name, message in told.items() if message})


def asked_mark(
    how: Understanding, texts: Sequence[str], sheet: str, options: ReadOptions
) -> tuple[tuple[Problem, ...], Mark | None]:
    """The decimal mark of more columns of a table, and the question which it is, where one is due.

    What is known or asked of the table's own numbers holds for these as well.
    """
    if how.decimal or how.answer_to("number.ambiguous") is not None:
        return (), how.decimal
    marks = decimal_mark(texts)
    asked = tuple(
        replace(one, key=f"{one.code}:{sheet}".removesuffix(":")).answered(options.answers)
        for one in _of_mark(marks, options.decimal)
    )
    said = {one.answer for one in asked}
    return asked, next((mark for mark in _MARKS if mark in said), None) or marks.mark


def _units(
    matching: Matching, columns: Mapping[str, Column], above: Sequence[str]
) -> Mapping[str, Unit]:
    """In which unit sums are, as an agreed layout, their header or a line above says."""
    agreed = matching.layout.units if matching.layout else {}
    units = {
        name: agreed.get(name) or unit_of(matching.guesses[name].heading.whole, above)
        for name, column in columns.items()
        if column.kind is Kind.MONEY
    }
    return {name: unit for name, unit in units.items() if unit != Unit()}


def _agreed_answers(matching: Matching) -> Mapping[str, Mapping[str, str]]:
    """What codes stand for: in an agreed layout, or under a hashtag that says they are codes."""
    if matching.layout:
        return matching.layout.answers
    status = matching.guesses.get("status")
    return {"status": STATUS} if status and status.heading.tag.startswith("#status+code") else {}


def _of(matching: Matching, seen: Mapping[int, Evidence], name: str) -> Evidence:
    return seen[matching.guesses[name].heading.column]


def _cells(matching: Matching, rows: Sequence[Cells], names: Iterable[str]) -> tuple[Cell, ...]:
    """What stands in some columns from the first row to the last, each cell once."""
    columns = [matching.columns[name] for name in names]
    return tuple(dict.fromkeys(cell_in(row, at) for at in columns for row in rows))


def _written_iso(texts: Sequence[str]) -> Order | None:
    """The order to state for dates that leave no doubt: year first, or none for years alone."""
    return "ymd" if any(text.strip()[:4].isdecimal() and "-" in text for text in texts) else None


def _in_fractions(column: Column, matching: Matching, seen: Mapping[int, Evidence]) -> bool:
    """Whether a percent column holds 0.25 for 25 %, as spreadsheets do."""
    if column.kind is not Kind.PERCENT:
        return False
    amounts = [*filter(None, map(amount_of, _of(matching, seen, column.name).cells))]
    if any(amount.percent for amount in amounts):
        return False
    values = [amount.value for amount in amounts]
    return all(-1 <= v <= 1 for v in values) and any(v % 1 for v in values)


def _of_order(days: OrderFinding) -> list[Problem]:
    """The question which number is the day, where the column does not say or contradicts itself."""
    if not days.open or (days.order and not days.against):
        return []
    code, example = "date.mixed" if days.order else "date.ambiguous", days.open[0]
    meant: dict[date | None, Order] = {None: "ymd"}
    for order in ORDERS:
        meant.setdefault(read_date(example, order), order)
    offered = [
        ProposedAnswer(order, _("{day} ({order})", day=day, order=_ORDER_SAID[order]))
        for day, order in meant.items()
        if day
    ]
    shown = {"against": days.against[:_TOLD], "open": days.open[:_TOLD]}
    return [problem(code, value=example, answers=offered, **shown)]


def _islamic(texts: Sequence[str]) -> list[Problem]:
    """The question whether dates that are none of ours are of the Islamic calendar."""
    found = next((one for one in texts if read_date(one) is None and read_islamic(one)), None)
    return [problem("date.islamic", value=found, answers=(ISLAMIC, NO_DATES))] if found else []


def _swapped(true_days: Sequence[date], texts: Sequence[str]) -> list[Problem]:
    """A question where the days that are no texts are those that a program can have swapped."""
    turned = [day for day in true_days if day.day != day.month]
    later = [text for text in texts if read_date(text, "dmy") != read_date(text, "mdy")]
    if len(turned) < _SHOWN or not later or any(day.day > _MONTHS for day in turned):
        return []
    if any(read_date(text, "dmy") and read_date(text, "mdy") for text in later):
        return []
    facts = {"number": len(true_days), "texts": len(later), "value": turned[0].isoformat()[:10]}
    return [problem("date.swapped", answers=(SWAP, _STAND), **facts)]


def _of_mark(marks: MarkFinding, decimal: Mark | None) -> list[Problem]:
    """The question which is the decimal mark, where no number of the table says it."""
    if decimal or marks.mark or not marks.open:
        return []
    example = marks.open[0]
    offered = [
        ProposedAnswer(one, _("{value} (decimal mark: {mark})", value=_plain(number), mark=name))
        for one, name in _MARKS.items()
        if (number := read_number(example, one)) is not None
    ]
    return [problem("number.ambiguous", value=example, answers=offered)]


def _mixed_marks(marks: MarkFinding) -> list[Problem]:
    if not marks.against or not marks.mark:
        return []
    return [problem("number.mixed", value=marks.against[0], mark=_MARKS[marks.mark])]


def _statement(column: Column, found: Understanding, seen: Evidence) -> Message:
    """What was understood of a column, with examples from it; blank when nothing needs saying."""
    texts = [cell for cell in seen.cells if isinstance(cell, str) and not found.leaves_open(cell)]
    if column.kind is Kind.DATE:
        return _dates_said(texts, found.order, seen, end=column.is_end)
    if column.kind not in NUMERIC:
        return NOTHING
    unit = found.units.get(column.name, Unit())
    parts = (
        _numbers_said(texts, found.decimal),
        _("0.25 stands for 25 percent") if column.name in found.fractions else NOTHING,
        _("amounts are in “{word}”: 1 stands for {scale}", word=unit.word, scale=f"{unit.scale:,f}")
        if unit.scale != ONE
        else NOTHING,
        _("the currency is {code}", code=unit.currency) if unit.currency else NOTHING,
    )
    return reduce(_joined, filter(None, parts), NOTHING)


def _joined(one: Message, other: Message) -> Message:
    return Message("{one}; {other}", {"one": one, "other": other}) if one else other


_MARKS: Mapping[Mark, Message] = {"point": _("point"), "comma": _("comma")}
_ORDER_SAID: Mapping[Order, Message] = {
    "dmy": _("day first"),
    "mdy": _("month first"),
    "ymd": _("year first"),
}


def _dates_said(texts: Sequence[str], order: Order | None, seen: Evidence, *, end: bool) -> Message:
    shown = _examples(texts, lambda text: read_date(text, order or _DEFAULT_ORDER, end=end))
    if not shown:
        true_dates = any(isinstance(cell, date) for cell in seen.cells)
        return _("true dates") if true_dates else _("years")
    in_order_of_size = all(text.strip()[:4].isdigit() for text in texts)  # 2027-03-01
    if not order or in_order_of_size:
        return shown
    return Message("{order}: {examples}", {"order": _ORDER_SAID[order], "examples": shown})


def _numbers_said(texts: Sequence[str], decimal: Mark | None) -> Message:
    marked = [text for text in texts if any(mark in text for mark in ",. '\u00a0\u202f")]
    shown = _examples(marked, lambda text: read_number(text, decimal))
    if not shown or not decimal:
        return shown
    return _("{mark} is the decimal mark: {examples}", mark=_MARKS[decimal], examples=shown)


def _examples(texts: Sequence[str], read: Callable[[str], date | Decimal | None]) -> Message:
    """The first texts of a column, each with the value that it was read as; blank for none."""
    pairs = ((text.strip(), read(text)) for text in dict.fromkeys(texts))
    shown = tuple(
        _("{text} is {value}", text=text, value=_plain(value))
        for text, value in islice((pair for pair in pairs if pair[1] is not None), _SHOWN)
    )
    return listing(*shown) if shown else NOTHING


def _plain(value: date | Decimal | None) -> str:
    """A value as a file writes it, the same in every language: it stands beside its text."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
