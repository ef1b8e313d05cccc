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

_SHOWN = 200  # letters of a wrong text
_FAULT = _("The cell shows an error, or a formula that was never calculated.")
_FOREIGN = _("This is no id that a row of this table can have.")
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


@dataclass(kw_only=True)
class PlanBuilder:
    """Collects the rows of a plan table by table, and what is wrong with them."""

    file: str
    problems: list[Problem] = field(default_factory=list[Problem])
    _rows: dict[str, dict[str, Row]] = field(default_factory=dict[str, dict[str, Row]])

    def add(
        self, table: Table, records: Iterable[PlanRecord], *, file: str = "", sheet: str = ""
    ) -> None:
        """Add the records of a table; new ids are given where there was none."""
        reader = _TableReader(table=table, file=file or self.file, sheet=sheet)
        self._rows[table.name] = reader.rows(records)
        self.problems.extend(reader.problems)

    def has(self, table: str) -> bool:
        """Whether the table was there."""
        return table in self._rows

    def built(self, revision: int = 0) -> PlanFile:
        """The plan of those rows, with every problem found on the way."""
        tables = {one.name: self._rows.get(one.name, {}) for one in all_tables()}
        plan = Plan(tables=tables, revision=revision)
        return PlanFile(plan=plan, problems=(*self.problems, *loose_ends(plan, self.file)))


@dataclass(frozen=True, kw_only=True)
class _TableReader:
    """Turns the records of one table into rows and problems."""

    table: Table
    file: str
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list[Problem])

    def rows(self, records: Iterable[PlanRecord]) -> dict[str, Row]:
        """The rows by id; those without one get the next numbers."""
        found: dict[str, Row] = {}
        nameless: list[Mapping[str, Value]] = []
        for record in records:
            values, wrong = self._values(record)
            row_id = str(values.pop("id", ""))
            if row_id and not self.table.number_of(row_id):
                wrong.append(self._problem(record, "id", "id.foreign", _FOREIGN, self._own_ids()))
            elif row_id in found:
                wrong.append(
                    self._problem(record, "id", "row.repeated", _("This id is there twice."))
                )
            self.problems.extend(wrong)
            if not wrong and row_id:
                found[row_id] = build(self.table, row_id, values)
            elif not wrong and values:
                nameless.append(values)
        number = max(map(self.table.number_of, found), default=0)
        for offset, values in enumerate(nameless, start=1):
            row_id = self.table.id_for(number + offset)
            found[row_id] = build(self.table, row_id, values)
        return found

    def _own_ids(self) -> Message:
        return _("Leave it empty for a new row, or write it as in {id}.", id=self.table.id_for(7))

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
            value=clean(record.texts.get(name, ""))[:_SHOWN],
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
