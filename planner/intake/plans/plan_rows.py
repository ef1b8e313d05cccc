"""Rows of a plan from the texts of a file, whatever kind of file it was, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner import languages
from planner.changes import build
from planner.errors import WrongValue
from planner.intake.refusals import refusal
from planner.messages import NOTHING, _
from planner.plan import Plan, all_tables, table_named
from planner.problem_kinds import problem
from planner.problems import Problem, Severity
from planner.schema import Kind, Row, Table, Value
from planner.values import WITHHELD, clean, why_not

_SHOWN = 200  # letters of a wrong text


@dataclass(frozen=True, kw_only=True)
class PlanRecord:
    """One line of a table of a file: each text, and its cell's address, by the column's name.

    `faults` are the columns whose cell shows an error, or a formula that was never calculated.
    """

    row: int
    texts: Mapping[str, str]
    cells: Mapping[str, str] = field(default_factory=dict[str, str])
    faults: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class PlanFile:
    """A plan read from a file and all that was wrong with it; a refused row is not in the plan."""

    plan: Plan
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept a row out."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    def whole(self, file: str) -> Plan:
        """The plan when every row could be read; UnreadableFile with what to mend first."""
        if self.errors:
            first, others = self.errors[0], len(self.errors) - 1
            more = _("Other cells that need mending too: {number}.", number=others)
            cure = more if others else NOTHING
            raise refusal(file, "no whole plan", why=first.sentence, cure=cure)
        return self.plan


@dataclass(kw_only=True)
class PlanBuilder:
    """Collects the rows of a plan table by table, and what is wrong with them.

    With `keeps_ids` a row whose id no row may have is kept, for whoever gives it a new one.
    """

    file: str
    keeps_ids: bool = False
    problems: list[Problem] = field(default_factory=list[Problem])
    _rows: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])

    def tell(self, code: str, **facts: Any) -> None:
        """Note a problem of the file."""
        self.problems.append(problem(code, **{"file": self.file} | facts))

    def add(
        self, table: Table, records: Iterable[PlanRecord], *, file: str = "", sheet: str = ""
    ) -> None:
        """Add the records of a table; those without an id get the next numbers."""
        found: dict[str, Row] = {}
        nameless: list[Mapping[str, Value]] = []
        for record in records:
            values, wrong = _values(table, record)
            row_id = str(values.pop("id", ""))
            if row_id and not (self.keeps_ids or table.number_of(row_id)):
                wrong["id"] = "id.foreign", {"id": table.id_for(7)}
            elif row_id in found:
                wrong["id"] = "row.repeated@plan", {}
            for name, (code, facts) in wrong.items():
                self.tell(
                    code,
                    **{"file": file or self.file, "sheet": sheet, "row": record.row, **facts},
                    cell=record.cells.get(name, ""),
                    column=name,
                    label=table.column(name).title,
                    value=clean(record.texts.get(name, ""))[:_SHOWN],
                )
            if not wrong and row_id:
                found[row_id] = build(table, row_id, values)
            elif not wrong and values:
                nameless.append(values)
        number = max(map(table.number_of, found), default=0)
        for offset, values in enumerate(nameless, start=1):
            row_id = table.id_for(number + offset)
            found[row_id] = build(table, row_id, values)
        self._rows[table.name] = found

    def has(self, table: str) -> bool:
        """Whether the table was there."""
        return table in self._rows

    def built(self, revision: int = 0) -> PlanFile:
        """The plan of those rows, with every problem found on the way."""
        tables = {one.name: self._rows.get(one.name, {}) for one in all_tables()}
        plan = Plan(tables=tables, revision=revision)
        return PlanFile(plan=plan, problems=(*self.problems, *loose_ends(plan, self.file)))


Wrong = dict[str, tuple[str, Mapping[str, Any]]]


def _values(table: Table, record: PlanRecord) -> tuple[dict[str, Value], Wrong]:
    """The values of a record, and what is wrong by the column's name: a code and its facts."""
    values: dict[str, Value] = {}
    wrong: Wrong = {}
    for name, text in record.texts.items():
        column = table.column(name)
        if name in record.faults:
            wrong[name] = "value.fault", {}
        elif text.strip() != WITHHELD:
            try:
                value = languages.typed_value(column, text)
            except WrongValue:
                reason, cure = why_not(column, text)
                wrong[name] = "value.unreadable", {"reason": reason, "cure": cure}
            else:
                if value != column.blank:
                    values[name] = value
    return values, wrong


def loose_ends(plan: Plan, file: str) -> Iterator[Problem]:
    """A warning for each reference to a row that the file does not hold."""
    for table, row in plan:
        for column in table.columns:
            target = getattr(row, column.name) if column.kind is Kind.ROW else ""
            if target and target not in plan.rows(column.refers):
                yield problem(
                    "reference.unknown",
                    file=file,
                    sheet=table.many,
                    column=column.name,
                    label=f"{row.id}, {column.label}",
                    value=target,
                    table=table_named(column.refers).title,
                )
