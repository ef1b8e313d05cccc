"""What the rows of a file would do to a plan: add, change, leave alone, or be refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.changes import Changes, Insert, SetCell
from planner.intake.inspection import FoundTable
from planner.intake.monitor import ReadMonitor
from planner.intake.rows.checks import power_of_ten_changes
from planner.intake.rows.reading import ReadRow
from planner.plan import Plan, table_named
from planner.problems import Problem, Severity
from planner.schema import Column, Kind, Row, Table, Value
from planner.services.importing.note_lines import noted
from planner.services.importing.row_names import Named, Names
from planner.services.row_finding import Key, Match, RowIndex
from planner.values import to_text

_A_LOOK_UP = 500  # rows compared between two looks at who is monitor


class Fate(StrEnum):
    """What becomes of a row of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class RowOutcome:
    """One row of the file: what becomes of it, as which row of the plan, by which changes and why.

    `found_by` says what it was recognised by; blank for a new row. `title` is what people call it.
    """

    number: int
    fate: Fate
    id: str = ""
    title: str = ""
    found_by: str = ""
    changes: Changes = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Every row's outcome, the rows of other tables that come with them, and what is missing.

    `missing` are ids of rows of the plan, of the ministries in the file, that the file lacks.
    """

    rows: tuple[RowOutcome, ...]
    besides: tuple[Insert, ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]

    @property
    def changes(self) -> Changes:
        """All changes in the order in which they can be applied."""
        return (*self.besides, *(change for row in self.rows for change in row.changes))


def compare_rows(
    plan: Plan,
    found: FoundTable,
    *,
    clear_blanks: bool = False,
    confirm_tenfold: bool = False,
    monitor: ReadMonitor,
) -> Comparison:
    """What the rows of a table found in a file would do to the plan; nothing is changed.

    A row whose sum changes by a power of ten is refused unless that is confirmed. Cancelled when
    the `monitor` ended it.
    """
    comparing = _Comparing(plan, found, clear_blanks=clear_blanks, tenfold=confirm_tenfold)
    return comparing.run(monitor)


class _Comparing:
    """Walks the rows of a file once, top to bottom."""

    def __init__(self, plan: Plan, found: FoundTable, *, clear_blanks: bool, tenfold: bool) -> None:
        self._plan, self._found, self._clear, self._tenfold = plan, found, clear_blanks, tenfold
        self._declared: Table = table_named(found.table)
        self._index = RowIndex(plan, self._declared)
        self._ids = plan.next_ids(self._declared.row)
        self._seen: dict[Key, int] = {}
        self._met: set[str] = set()
        self._columns = {column.name: column for column in self._declared.columns}
        self._matched = set(found.matching.guesses) if found.matching else set[str]()
        good = [row for row in found.rows if not row.is_refused]
        self._ids_are_foreign = _foreign_ids(plan, self._declared, good)
        self._references = {
            column.name: column
            for column in self._declared.columns
            if column.kind is Kind.ROW and any(column.name in row.values for row in good)
        }
        written: defaultdict[str, list[str]] = defaultdict(list)
        for name, column in self._references.items():
            written[column.refers] += [str(row.values[name]) for row in good if name in row.values]
        self._names = {
            table: Names(plan, table, texts, self._picked(table))
            for table, texts in written.items()
        }
        self._note = self._declared.notes

    def run(self, monitor: ReadMonitor) -> Comparison:
        """The outcome of every row and of the file as a whole."""
        rows = tuple(self._outcomes(monitor))
        besides = tuple(insert for names in self._names.values() for insert in names.inserts)
        return Comparison(
            rows=rows,
            besides=besides,
            problems=tuple(self._alike()),
            missing=self._missing(),
        )

    def _outcomes(self, monitor: ReadMonitor) -> Iterator[RowOutcome]:
        for done, row in enumerate(self._found.rows):
            if done % _A_LOOK_UP == 0:
                monitor.raise_if_cancelled("the file")
                monitor.report(self._found.sheet.name, done)
            yield self._outcome(row)

    def _outcome(self, row: ReadRow) -> RowOutcome:
        title = next(
            (str(row.values[n]) for n in ("title", "name", "reference") if n in row.values), ""
        )
        if row.is_refused:
            return _refused(row, self._unread(row), title)
        row = self._left_blank(row)
        values, doubts = self._resolved(row)
        row_id = str(values.pop("id", ""))
        if self._ids_are_foreign and row_id:
            values.setdefault("reference", row_id)
            row_id = ""
        match = self._match(values, row_id)
        if match.doubt:
            doubts.append(self._problem(row, "row.unplaced", match.doubt, "Say which row it is."))
        elif match.key and match.key in self._seen:
            doubts.append(self._repeated(row, match))
        if doubts:
            return _refused(row, match.row.id if match.row else "", title, doubts)
        if match.key:
            self._seen[match.key] = row.number
        self._bring(row)
        if match.row is None:
            return self._added(row, values, title)
        return self._changed(row, values, match.row, title, match.by)

    def _unread(self, row: ReadRow) -> str:
        """The id of the plan's row that a row which cannot be read stands for, as far as it says.

        Whose it is may be what cannot be read, so its reference is enough.
        """
        values = {n: value for n, value in row.values.items() if n not in self._references}
        row_id = str(values.pop("id", ""))
        match = self._match(values, "" if self._ids_are_foreign else row_id)
        return match.row.id if match.row else ""

    def _match(self, values: dict[str, Value], row_id: str) -> Match:
        """The row of the plan that it is; the file has that row then, be it refused."""
        match = self._index.find(values, row_id)
        if match.row is not None:
            self._met.add(match.row.id)
        return match

    def _resolved(self, row: ReadRow) -> tuple[dict[str, Value], list[Problem]]:
        """The row's values with names replaced by ids, and the names that stand for nothing."""
        values = dict(row.values)
        doubts: list[Problem] = []
        for name, column in self._references.items():
            if name in values:
                named = self._name(column, str(values[name]))
                values[name] = named.id
                if not named.id:
                    doubts.append(self._unknown(row, column, named))
            elif column.required:
                doubts.append(self._lacking(row, column))
        return values, doubts

    def _picked(self, table: str) -> Mapping[str, str]:
        """What a person says that the names of a table's rows mean in this file."""
        values = self._found.options.values
        columns = (name for name, column in self._references.items() if column.refers == table)
        return {text: said for name in columns for text, said in values.get(name, {}).items()}

    def _left_blank(self, row: ReadRow) -> ReadRow:
        """The row without the names that a person leaves out; they go into its note."""
        left = [
            column
            for name, column in self._references.items()
            if name in row.values and self._name(column, str(row.values[name])).left
        ]
        if not left:
            return row
        names = {column.name for column in left}
        lines = (f"{column.label}: {row.values[column.name]}" for column in left)
        return replace(
            row,
            values={name: value for name, value in row.values.items() if name not in names},
            unplaced_texts=(*row.unplaced_texts, *lines),
        )

    def _name(self, column: Column, text: str) -> Named:
        return self._names[column.refers].named(text)

    def _bring(self, row: ReadRow) -> None:
        """Let the rows that this one names come into the plan with it."""
        for name, column in self._references.items():
            if name in row.values:
                names = self._names[column.refers]
                names.add(names.named(str(row.values[name])).id, row.cell(name))

    def _added(self, row: ReadRow, values: dict[str, Value], title: str) -> RowOutcome:
        row_id = next(self._ids)
        self._add_unplaced_texts(row, values, "")
        cells = {name: cell for name, cell in row.cells.items() if name in values and cell}
        insert = Insert(table=self._declared.name, id=row_id, values=values, cells=cells)
        return RowOutcome(
            number=row.number,
            fate=Fate.ADDED,
            id=row_id,
            title=title,
            changes=(insert,),
            problems=row.problems,
        )

    def _changed(
        self, row: ReadRow, values: dict[str, Value], before: Row, title: str, found_by: str
    ) -> RowOutcome:
        changes = tuple(self._edits(row, values, before))
        slips = () if self._tenfold else self._slips_of_ten(changes)
        if slips:
            doubts = [self._leap(row, change) for change in changes if change.column in slips]
            return replace(_refused(row, before.id, title, doubts), found_by=found_by)
        return RowOutcome(
            number=row.number,
            fate=Fate.CHANGED if changes else Fate.UNCHANGED,
            id=before.id,
            title=title,
            found_by=found_by,
            changes=changes,
            problems=row.problems,
        )

    def _slips_of_ten(self, changes: Sequence[SetCell]) -> tuple[str, ...]:
        before = {change.column: change.before for change in changes}
        after = {change.column: change.after for change in changes}
        return power_of_ten_changes(self._declared, before, after)

    def _edits(self, row: ReadRow, values: dict[str, Value], before: Row) -> Iterable[SetCell]:
        """The cells in which the file says something else than the plan."""
        self._add_unplaced_texts(row, values, getattr(before, self._note) if self._note else "")
        doubted = {problem.column for problem in row.problems}
        for name, column in self._columns.items():
            if name not in values and not self._clear:
                continue
            old = getattr(before, name)
            if name == "id" or (name in row.fallback_columns and old != column.blank):
                continue
            new = values[name] if name in values else self._when_blank(column, old, doubted)
            if new != old:
                yield SetCell(
                    table=self._declared.name,
                    id=before.id,
                    column=name,
                    before=old,
                    after=new,
                    cell=row.cell(name),
                )

    def _add_unplaced_texts(self, row: ReadRow, values: dict[str, Value], before: str) -> None:
        """Put what the columns have no room for into the note of the file, else of the plan."""
        if row.unplaced_texts and self._note:
            note = str(values.get(self._note, before))
            values[self._note] = noted(note, row.unplaced_texts)

    def _when_blank(self, column: Column, old: Value, doubted: set[str]) -> Value:
        """What a blank cell makes of a value where blanks clear."""
        cleared = column.name in self._matched and column.name not in doubted
        return column.blank if cleared and not column.required else old

    def _missing(self) -> tuple[str, ...]:
        there = self._met
        kept = self._plan.rows(self._declared.name)
        if "ministry" not in self._columns:
            return tuple(row_id for row_id in kept if row_id not in there)
        ministries = {getattr(kept[row_id], "ministry", "") for row_id in there}
        ministries.discard("")
        return tuple(
            row_id
            for row_id, row in kept.items()
            if row_id not in there and getattr(row, "ministry", "") in ministries
        )

    def _alike(self) -> Iterable[Problem]:
        """One warning for every name that was taken for another."""
        told: set[tuple[str, str]] = set()
        for row in self._found.rows:
            for name, column in self._references.items():
                text = str(row.values.get(name, ""))
                if not text or row.is_refused or (name, text) in told:
                    continue
                told.add((name, text))
                named = self._name(column, text)
                if named.alike:
                    message = f"“{text}” was taken for “{named.name}”."
                    hint = "If they are two, spell both out in the plan first."
                    problem = self._problem(row, "name.alike", message, hint, column)
                    yield replace(problem, severity=Severity.WARNING, value=text)

    def _repeated(self, row: ReadRow, match: Match) -> Problem:
        first = self._seen[match.key]
        one = self._declared.one.lower()
        return self._problem(
            row,
            "row.repeated",
            f"It is the same {one} as row {first}: it has the same {_said(match)}.",
            "Keep one of the two rows, or tell them apart.",
        )

    def _leap(self, row: ReadRow, change: SetCell) -> Problem:
        column = self._columns[change.column]
        return self._problem(
            row,
            "number.factor",
            f"The plan holds {to_text(change.before)}, the file says {to_text(change.after)}: "
            "a slip of the decimal mark or of the unit?",
            "Mend it, or confirm that sums may change tenfold.",
            column,
        )

    def _unknown(self, row: ReadRow, column: Column, named: Named) -> Problem:
        one = table_named(column.refers).one.lower()
        message = f"The plan has no {one} “{named.name}”."
        return self._problem(row, "name.unknown", message, f"Add the {one} first.", column)

    def _lacking(self, row: ReadRow, column: Column) -> Problem:
        message = f"{column.label} was left blank, and a row needs it."
        return self._problem(row, "required.blank", message, column.help, column)

    def _problem(
        self, row: ReadRow, code: str, message: str, hint: str, column: Column | None = None
    ) -> Problem:
        cell = row.cells.get(column.name, "") if column else ""
        return Problem(
            severity=Severity.ERROR,
            code=code,
            message=message,
            hint=hint,
            sheet=self._found.sheet.name,
            cell=cell.rpartition("!")[2],
            row=row.number,
            column=column.name if column else "",
            label=column.label if column else "",
        )


def _refused(row: ReadRow, row_id: str, title: str, doubts: Sequence[Problem] = ()) -> RowOutcome:
    problems = (*row.problems, *doubts)
    return RowOutcome(
        number=row.number, fate=Fate.REFUSED, id=row_id, title=title, problems=problems
    )


def _foreign_ids(plan: Plan, declared: Table, rows: Iterable[ReadRow]) -> bool:
    """Whether no id of the file is the plan's, so that they are numbers of the ministry's own."""
    known = plan.rows(declared.name)
    ids = {str(row.values["id"]) for row in rows if "id" in row.values}
    takes_references = any(column.name == "reference" for column in declared.columns)
    return bool(ids) and takes_references and not ids.intersection(known)


def _said(match: Match) -> str:
    return {"reference": "ministry and reference", "title": "title and ministry"}.get(
        match.key[0], match.by or "name"
    )


def counted(rows: Iterable[RowOutcome]) -> Mapping[Fate, int]:
    """How many rows there are of each fate, zero included."""
    found = dict.fromkeys(Fate, 0)
    for row in rows:
        found[row.fate] += 1
    return found
