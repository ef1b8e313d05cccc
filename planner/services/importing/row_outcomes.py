"""What the rows of a file would do to a plan: add, change, leave alone, or be refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from planner.changes import Changes, Insert, SetCell
from planner.intake.inspection import FoundTable
from planner.intake.monitor import ReadMonitor
from planner.intake.rows.checks import NUMERIC, slipped_numbers
from planner.intake.rows.table_reader import ReadRow
from planner.messages import _
from planner.plan import Plan, table_named
from planner.problems import Problem, ProposedAnswer
from planner.readers.references import is_cut
from planner.readers.texts import folded
from planner.schema import Kind, Row, Table, Value
from planner.services.importing.row_copies import ResolvedRow
from planner.services.importing.row_identity import RowIdentity, identify
from planner.services.importing.row_names import References
from planner.services.importing.row_problems import row_problem
from planner.services.importing.unsaid_money import UnsaidMoney
from planner.services.row_matching import RowIndex
from planner.values import to_text

TAKE: Final = ProposedAnswer("file", _("As the file says"))
KEEP: Final = ProposedAnswer("plan", _("As the plan has it"))
"""The answers to whether a value of the file takes the place of the plan's."""

_A_LOOK_UP = 500  # rows compared between two looks at the monitor


class RowOutcomeKind(StrEnum):
    """What becomes of a row of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ASKED = "asked"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class RowOutcome:
    """One row of the file: what becomes of it, as which row of the plan, by which changes and why.

    `found_by` are the columns that it was recognised by; none for a new row. `title` is what people
    call it.
    """

    number: int
    kind: RowOutcomeKind
    id: str = ""
    title: str = ""
    found_by: tuple[str, ...] = ()
    changes: Changes = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Every row's outcome, the rows of other tables that come with them, and what is missing.

    `missing` are ids of rows of the plan, of the ministries in the file, that the file lacks.
    """

    rows: tuple[RowOutcome, ...]
    other_inserts: tuple[Insert, ...]
    problems: tuple[Problem, ...]
    missing: tuple[str, ...]

    @property
    def changes(self) -> Changes:
        """All changes in the order in which they can be applied."""
        return (*self.other_inserts, *(change for row in self.rows for change in row.changes))


def compare_rows(
    plan: Plan,
    found: FoundTable,
    *,
    clear_blanks: bool = False,
    waiting: Collection[tuple[str, str]] = (),
    monitor: ReadMonitor,
) -> Comparison:
    """What the rows of a table found in a file would do to the plan; nothing is changed.

    `waiting` are texts, by column, that nobody has answered a question about. Cancelled when the
    `monitor` ended it.
    """
    return _Comparing(plan, found, waiting, clear_blanks=clear_blanks).run(monitor)


class _Comparing:
    """Walks the rows of a file once, top to bottom."""

    def __init__(
        self,
        plan: Plan,
        found: FoundTable,
        waiting: Collection[tuple[str, str]],
        *,
        clear_blanks: bool,
    ) -> None:
        self._plan, self._found, self._clear = plan, found, clear_blanks
        self._waiting = waiting
        labels = {column.name: column.label for column in table_named(found.table).columns}
        self._asked_of = {f"{labels.get(name)}: {text}": name for name, text in waiting}
        self._answers = found.options.answers
        self._declared: Table = table_named(found.table)
        self._index = RowIndex(plan, self._declared)
        self._ids = plan.next_ids(self._declared.row)
        self._met: set[str] = set()
        self._given: set[tuple[str, str]] = set()
        self._money = UnsaidMoney(plan, found)
        self._ids_are_foreign = _foreign_ids(plan, self._declared, found.rows)
        self._references = References(plan, found)
        self._note = self._declared.notes

    def run(self, monitor: ReadMonitor) -> Comparison:
        """The outcome of every row and of the file as a whole."""
        looked_up = [self._looked_up(row, at, monitor) for at, row in enumerate(self._found.rows)]
        good = [one for one in looked_up if isinstance(one, ResolvedRow)]
        identities = iter(identify(self._index, self._found, good))
        rows = tuple(
            one if isinstance(one, RowOutcome) else self._outcome(one, next(identities))
            for one in looked_up
        )
        return Comparison(
            rows=rows,
            other_inserts=self._references.inserts,
            problems=(*self._references.made(), *self._money.questions()),
            missing=self._missing(),
        )

    def _looked_up(self, row: ReadRow, at: int, monitor: ReadMonitor) -> ResolvedRow | RowOutcome:
        """The row with ids in the place of names; its outcome where it is refused."""
        if at % _A_LOOK_UP == 0:
            monitor.raise_if_cancelled("the file")
            monitor.report(self._found.sheet.name, at)
        if row.is_refused:
            return self._refused(row, row.values)
        values, skipped, doubts = self._references.resolved(row)
        if skipped:
            row = replace(row, unplaced_texts=(*row.unplaced_texts, *skipped))
        if row.money:
            row = replace(row, problems=(*row.problems, *self._money.foreign(row, values)))
        if doubts and all(self._waits(row, doubt) for doubt in doubts):
            return _made(row, RowOutcomeKind.ASKED)
        if doubts:
            return self._refused(row, values, doubts)
        if self._ids_are_foreign and (row_id := values.pop("id", "")):
            values.setdefault("reference", row_id)
        return ResolvedRow(row=row, values=values)

    def _waits(self, row: ReadRow, doubt: Problem) -> bool:
        """Whether a row lacks something only because a question about it is open."""
        return (doubt.column, str(row.values.get(doubt.column))) in self._waiting

    def _refused(
        self, row: ReadRow, values: Mapping[str, Value], doubts: Sequence[Problem] = ()
    ) -> RowOutcome:
        """A row that is not taken, with the plan's row that it stands for, as far as it says."""
        named = str(values.get("id") or "")
        alike = [] if self._ids_are_foreign else [r for r in [self._index.rows.get(named)] if r]
        alike = alike or list(self._index.namesakes(values))
        row_id = alike[0].id if len(alike) == 1 else ""
        self._met.add(row_id)
        return _made(row, RowOutcomeKind.REFUSED, doubts, id=row_id)

    def _outcome(self, one: ResolvedRow, identity: RowIdentity) -> RowOutcome:
        row, values = one.row, one.values
        row_id = identity.row.id if identity.row else ""
        self._met.add(row_id)
        if identity.waits or identity.copy:
            kind = RowOutcomeKind.ASKED if identity.waits else RowOutcomeKind.UNCHANGED
            return _made(row, kind, identity.problems, id=row_id)
        for name in ("id", *identity.left):
            values.pop(name, None)
        self._references.add(row, values)
        if identity.row is None:
            return self._added(row, values, identity.problems)
        return self._changed(row, values, identity)

    def _added(
        self, row: ReadRow, values: dict[str, Value], asked: Sequence[Problem]
    ) -> RowOutcome:
        row_id = next(self._ids)
        row = self._without_taken_reference(row, values)
        self._money.add(row, values)
        self._add_note(row, values, "")
        cells = {name: cell for name, cell in row.cells.items() if name in values and cell}
        insert = Insert(table=self._declared.name, id=row_id, values=values, cells=cells)
        return _made(row, RowOutcomeKind.ADDED, asked, id=row_id, changes=(insert,))

    def _without_taken_reference(self, row: ReadRow, values: dict[str, Value]) -> ReadRow:
        """The row with its reference in the note where it is that of another row, or is cut."""
        said, owner = str(values.get("reference") or ""), self._index.owner
        if not said or not self._index.has_references:
            return row
        key = (str(values.get(owner) or ""), said)
        alike = self._index.named("reference", folded(said))
        there = any(getattr(one, owner) == key[0] for one in alike)
        if not there and key not in self._given and not is_cut(said):
            self._given.add(key)
            return row
        label = self._declared.column("reference").label
        del values["reference"]
        return replace(row, unplaced_texts=(*row.unplaced_texts, f"{label}: {said}"))

    def _changed(self, row: ReadRow, values: dict[str, Value], identity: RowIdentity) -> RowOutcome:
        assert identity.row is not None
        row = self._without_known_names(row, identity.row)
        self._money.add(row, values, identity.row)
        changes = tuple(self._edits(row, values, identity.row))
        slips = tuple(self._slips(row, changes))
        kept = {one.column for one in slips if one.answer != TAKE.value}
        changes = tuple(one for one in changes if one.column not in kept)
        kind = RowOutcomeKind.CHANGED if changes else RowOutcomeKind.UNCHANGED
        facts: dict[str, Any] = {"found_by": identity.by, "changes": changes}
        return _made(row, kind, (*identity.problems, *slips), id=identity.row.id, **facts)

    def _without_known_names(self, row: ReadRow, before: Row) -> ReadRow:
        """The row without names for its note that are still asked about, where the plan has one."""
        lines = row.unplaced_texts
        left = tuple(one for one in lines if not getattr(before, self._asked_of.get(one, ""), ""))
        return replace(row, unplaced_texts=left) if len(left) < len(lines) else row

    def _slips(self, row: ReadRow, changes: Sequence[SetCell]) -> Iterator[Problem]:
        """A question for each number that may be a slip, with a person's answer."""
        before = {change.column: change.before for change in changes}
        after = {change.column: change.after for change in changes}
        for name in slipped_numbers(self._declared, before, after) if changes else ():
            facts: dict[str, Any] = {"before": to_text(before[name])}
            facts["after"] = to_text(after[name])
            asked = row_problem(
                "number.factor",
                row,
                self._found,
                self._declared.column(name),
                answers=(TAKE, KEEP),
                **facts,
            )
            yield asked.answered(self._answers)

    def _edits(self, row: ReadRow, values: dict[str, Value], before: Row) -> Iterable[SetCell]:
        """The cells in which the file says something else than the plan."""
        self._add_note(row, values, getattr(before, self._note) if self._note else "")
        cleared = self._cleared(row) if self._clear else frozenset[str]()
        for column in self._declared.columns:
            name, old = column.name, getattr(before, column.name)
            if name == "id" or (name in row.fallback_columns and old != column.blank):
                continue
            new = values.get(name, column.blank if name in cleared else old)
            if new != old:
                yield SetCell(
                    table=self._declared.name,
                    id=before.id,
                    column=name,
                    before=old,
                    after=new,
                    cell=row.cell(name),
                )

    def _cleared(self, row: ReadRow) -> frozenset[str]:
        """The columns that a blank cell clears: those of the file that nothing is asked about."""
        matched = self._found.matching.guesses if self._found.matching else {}
        doubted = {problem.column for problem in row.problems}
        asked = {
            one.code.partition(".")[0]: one.column for one in self._found.problems if one.is_open
        }
        kinds = {*(NUMERIC if "number" in asked else ()), *([Kind.DATE] if "date" in asked else ())}
        doubted |= {column.name for column in self._declared.columns if column.kind in kinds}
        doubted |= set(asked.values())
        required = {column.name for column in self._declared.columns if column.required}
        return frozenset(matched) - doubted - required

    def _add_note(self, row: ReadRow, values: dict[str, Value], before: str) -> None:
        """Put what the columns have no room for into the note of the file, else of the plan."""
        if row.unplaced_texts and self._note:
            note = str(values.get(self._note, before))
            values[self._note] = merge_note_lines(note, row.unplaced_texts)

    def _missing(self) -> tuple[str, ...]:
        kept = self._plan.rows(self._declared.name)
        absent = {row_id: row for row_id, row in kept.items() if row_id not in self._met}
        if not any(column.name == "ministry" for column in self._declared.columns):
            return tuple(absent)
        ministries = {getattr(kept[i], "ministry", "") for i in self._met if i in kept} - {""}
        return tuple(i for i, row in absent.items() if getattr(row, "ministry", "") in ministries)


def merge_note_lines(note: str, lines: Iterable[str]) -> str:
    """The note with these lines in it; each replaces the one that said the same thing before.

    What a line is about stands before its first colon, as in “Status: unclear”.
    """
    coming = [" ".join(line.split()) for line in lines]
    about = {_about(line) for line in coming} - {""}
    kept = [
        line
        for line in (note.split("\n") if note else [])
        if line in coming or _about(line) not in about
    ]
    return "\n".join([*kept, *(line for line in coming if line not in kept)])


def counted(rows: Iterable[RowOutcome]) -> Mapping[RowOutcomeKind, int]:
    """How many rows there are of each kind, zero included."""
    found = dict.fromkeys(RowOutcomeKind, 0)
    for row in rows:
        found[row.kind] += 1
    return found


def _about(line: str) -> str:
    subject, colon, _rest = line.partition(": ")
    return subject if colon else ""


def _made(
    row: ReadRow, kind: RowOutcomeKind, doubts: Sequence[Problem] = (), **facts: Any
) -> RowOutcome:
    """The outcome of a row under what people call it, with what is wrong with it."""
    names = (row.values[name] for name in ("title", "name", "reference") if name in row.values)
    problems = (*row.problems, *doubts)
    title = str(next(names, ""))
    return RowOutcome(number=row.number, kind=kind, title=title, problems=problems, **facts)


def _foreign_ids(plan: Plan, declared: Table, rows: Iterable[ReadRow]) -> bool:
    """Whether no id of the file is the plan's, so that they are numbers of the ministry's own."""
    ids = {str(row.values["id"]) for row in rows if "id" in row.values and not row.is_refused}
    takes_references = any(column.name == "reference" for column in declared.columns)
    return bool(ids) and takes_references and ids.isdisjoint(plan.rows(declared.name))
