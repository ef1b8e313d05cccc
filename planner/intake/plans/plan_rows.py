"""Rows of a plan from the texts of a file, whatever kind of file it was, with what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from planner import languages
from planner.changes import build
from planner.errors import UnreadableFile, WrongValue
from planner.messages import NOTHING, Message, _
from planner.plan import Plan, all_tables, table_named
from planner.problems import Problem, Severity
from planner.schema import Kind, Row, Table, Value
from planner.values import WITHHELD, clean, why_not

_FAULT = _("The cell shows an error, or a formula that was never calculated.")
_MEND = _("Open the file in a spreadsheet program, mend the cell and save it.")


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
            raise UnreadableFile(
                _("{file} cannot be read as a plan. {why}", file=file, why=first.sentence),
                _("Other cells that need mending too: {number}.", number=others)
                if others
                else NOTHING,
            )
        return self.plan


@dataclass(frozen=True, kw_only=True)
class PlanTableReader:
    """Turns the records of one table into rows and problems."""

    table: Table
    file: str
    sheet: str = ""

    def rows(self, records: Iterable[PlanRecord]) -> tuple[dict[str, Row], list[Problem]]:
        """The rows by id, new ids given where there was none, and what was wrong."""
        problems: list[Problem] = []
        found: dict[str, Row] = {}
        nameless: list[Mapping[str, Value]] = []
        for record in records:
            values, wrong = self._values(record)
            problems.extend(wrong)
            row_id = str(values.pop("id", ""))
            if row_id in found:
                problems.append(
                    self._problem(record, "id", "row.repeated", _("This id is there twice."))
                )
            elif wrong or not (values or row_id):
                continue
            elif row_id:
                found[row_id] = build(self.table, row_id, values)
            else:
                nameless.append(values)
        number = max(map(self.table.number_of, found), default=0)
        for offset, values in enumerate(nameless, start=1):
            row_id = self.table.id_for(number + offset)
            found[row_id] = build(self.table, row_id, values)
        return found, problems

    def _values(self, record: PlanRecord) -> tuple[dict[str, Value], list[Problem]]:
        values: dict[str, Value] = {}
        wrong: list[Problem] = []
        for name, text in record.texts.items():
            column = self.table.column(name)
            if name in record.faults:
                wrong.append(self._problem(record, name, "value.fault", _FAULT, _MEND))
                continue
            if text.strip() == WITHHELD:
                continue
            try:
                value = languages.typed_value(column, text)
            except WrongValue:
                wrong.append(
                    self._problem(record, name, "value.unreadable", *why_not(column, text))
                )
            else:
                if value != column.blank:
                    values[name] = value
        return values, wrong

    def _problem(
        self,
        record: PlanRecord,
        name: str,
        code: str,
        message: Message | str,
        hint: Message | str = "",
    ) -> Problem:
        return Problem(
            severity=Severity.ERROR,
            code=code,
            message=message,
            hint=hint,
            file=self.file,
            sheet=self.sheet,
            cell=record.cells.get(name, ""),
            row=record.row,
            column=name,
            label=self.table.column(name).title,
            value=clean(record.texts.get(name, "")),
        )


def loose_ends(plan: Plan, file: str) -> Iterator[Problem]:
    """A warning for each reference to a row that the file does not hold."""
    for table, row in plan:
        for column in table.columns:
            target = getattr(row, column.name) if column.kind is Kind.ROW else ""
            if target and target not in plan.rows(column.refers):
                yield Problem(
                    severity=Severity.WARNING,
                    code="reference.unknown",
                    message=_(
                        "“{value}” is not in the table “{table}”.",
                        value=target,
                        table=table_named(column.refers).title,
                    ),
                    hint=_("Add that row or choose another."),
                    file=file,
                    sheet=table.many,
                    column=column.name,
                    label=f"{row.id}, {column.label}",
                    value=target,
                )


def assembled(rows: Mapping[str, Mapping[str, Row]], file: str, problems: list[Problem],
              *, revision: int = 0) -> PlanFile:  # fmt: skip
    """The plan of those rows by table, with every problem found on the way."""
    plan = Plan(tables={t.name: rows.get(t.name, {}) for t in all_tables()}, revision=revision)
    return PlanFile(plan=plan, problems=(*problems, *loose_ends(plan, file)))
