"""One ministry's file on its way into a plan: what was read, what is settled, what is open."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from planner.intake.grid import Book
from planner.intake.inspection import FoundTable, Inspection, inspect_book
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import open_book
from planner.intake.read_options import WHOSE, ReadOptions
from planner.intake.rows.picks import is_looked_up, key
from planner.messages import Message, _
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.services.actors import acting
from planner.services.importing import preview
from planner.services.importing.earlier_files import (
    REMEMBERED,
    EarlierImports,
    earlier_imports,
    remembered,
)
from planner.services.importing.meanings import ListColumn, Meaning, check_answers, list_columns
from planner.services.importing.preview import ImportOptions, ImportPreview
from planner.services.importing.pseudonyms import holds_names
from planner.store import Store

Answers = Mapping[str, Mapping[str, str]]
"""What a person says that texts mean: column → text, as it is found again → value."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ChosenTable:
    """The chosen table of a file beside a plan, and what is worked out of both once."""

    store: Store
    plan: Plan
    inspection: Inspection
    found: FoundTable

    @cached_property
    def lists(self) -> tuple[ListColumn, ...]:
        """What the texts of its list columns mean."""
        return list_columns(self.plan, self.found)

    @cached_property
    def holds_names(self) -> bool:
        """Whether it is a register of people by name."""
        return holds_names(self.found)

    @cached_property
    def earlier(self) -> EarlierImports:
        """What was imported of it before."""
        return earlier_imports(self.store, self.plan.name, self.inspection, self.found)


@dataclass(frozen=True, kw_only=True, eq=False)
class ImportDraft:
    """A file that was read, with all that a person has settled of it; nothing of it is stored.

    It never changes: what settles something returns another draft. `first` is the file as it was
    read first. `last` are the answers that were settled for the ministry's last file; `readings`
    counts how often the file was read or looked at otherwise.
    """

    actor: str
    book: Book
    first: Inspection
    chosen: ChosenTable
    options: ImportOptions
    answers: Answers = field(default_factory=dict[str, Mapping[str, str]])
    last: Answers = field(default_factory=dict[str, Mapping[str, str]])
    is_recalled: bool = False
    readings: int = 1

    @property
    def found(self) -> FoundTable:
        """The table that is looked at now."""
        return self.chosen.found

    def on(self, plan: Plan) -> ImportDraft:
        """The same beside the plan as it stands now."""
        if plan.revision == self.chosen.plan.revision and plan.name == self.chosen.plan.name:
            return self
        return replace(self, chosen=replace(self.chosen, plan=plan))

    def choose(self, table: int) -> ImportDraft:
        """Look at another table of the file; what was settled for the last one is let go."""
        found = self.first.tables[table]
        return replace(
            self,
            chosen=replace(self.chosen, inspection=self.first, found=found),
            options=ImportOptions(table=table, salt=self.options.salt),
            answers={},
            last={},
            is_recalled=False,
            readings=self.readings + 1,
        )

    def read_as(self, table: str) -> ImportDraft:
        """Take the rows for those of another table of the plan; what was settled is let go."""
        draft = self.settle(table=table, columns={}, keep=(), values={})
        return replace(draft, answers={}, last={})

    def settle(self, **read: Any) -> ImportDraft:
        """Read the table again with other options; WrongValue for one that does not fit."""
        tables, found = self.chosen.inspection.tables, self.found
        place: dict[str, Any] = {"sheet": found.sheet.name}
        if sum(one.sheet is found.sheet for one in tables) > 1:
            place["header_row"] = found.place.main
        return self._read_again(**(place | read))

    def decide(self, **options: Any) -> ImportDraft:
        """The same with other options of what may change."""
        return replace(self, options=replace(self.options, **options))

    def recall(self) -> ImportDraft:
        """Read the file as its ministry's last one, where a person settled that one.

        The same draft when nothing is remembered, or this very file was imported before.
        """
        chosen = self.chosen
        if self.is_recalled or self.found.matching is None:
            return self
        again = remembered(chosen.store, chosen.plan.name, self.found, self.options.read)
        if again is None or chosen.earlier.imported_at is not None:
            return self
        read = {name: getattr(again, name) for name in REMEMBERED}
        draft = self.settle(**read) if self.options.table else self._read_again(**read)
        values = _by_key(again.values)
        note = problem("columns.recalled", sheet=draft.found.sheet.name)
        return replace(draft.noting(note), answers=values, last=values, is_recalled=True)

    def noting(self, *notes: Any) -> ImportDraft:
        """The same with more to say of the file as a whole."""
        inspection = self.chosen.inspection
        inspection = replace(inspection, problems=(*inspection.problems, *notes))
        return replace(self, chosen=replace(self.chosen, inspection=inspection))

    def answer(self, column: str, answers: Mapping[str, str | None]) -> ImportDraft:
        """Say what texts of a column mean; None takes back what was said."""
        said = dict(self.answers.get(column, {}))
        for text, value in answers.items():
            said.pop(key(text), None)
            if value is not None:
                said[key(text)] = value
        return replace(self, answers={**self.answers, column: said})

    def ask_again(self) -> ImportDraft:
        """Take back all that was said of texts."""
        return replace(self, answers={})

    def answer_to(self, column: str, text: str) -> str | None:
        """What was said of a text; None for nothing yet."""
        return self.answers.get(column, {}).get(key(text))

    def is_last_answer(self, column: str, text: str) -> bool:
        """Whether a text means what was settled for the ministry's last file."""
        before = self.last.get(column, {}).get(key(text))
        return before is not None and before == self.answer_to(column, text)

    def in_question(self, listed: ListColumn) -> tuple[Meaning, ...]:
        """The texts of a column to be asked about, with those that were answered."""
        name = listed.column.name
        return tuple(
            one
            for one in listed.meanings
            if not one.is_sure or self.answer_to(name, one.text) is not None
        )

    def open(self, listed: ListColumn) -> tuple[Meaning, ...]:
        """The texts of a column that still need an answer."""
        return listed.open(self.answers.get(listed.column.name, {}))

    @property
    def is_imported(self) -> bool:
        """Whether this very file was imported before, and nobody gives it another meaning."""
        return not any(self.answers.values()) and self.chosen.earlier.imported_at is not None

    @property
    def needs_codes(self) -> bool:
        """Whether names have to become codes first."""
        return self.chosen.holds_names and self.options.salt is None

    @property
    def blockers(self) -> tuple[Message, ...]:
        """What has to be settled before it is known what will happen."""
        names = _("Names have to become codes before anything is imported.")
        waiting = () if self.is_imported else self.chosen.lists
        counts = ((one.column.title, len(self.open(one))) for one in waiting)
        left = tuple(
            _("{number} in {column}", number=number, column=label)
            for label, number in counts
            if number
        )
        return (
            *((names,) if self.needs_codes else ()),
            *((_("Still to settle: {columns}.", columns=left),) if left else ()),
        )

    def settle_answers(self) -> ImportDraft:
        """Read the file again with the answers to what the texts of its list columns mean.

        Rows of other tables are looked up when the file is compared: they need no new reading.
        """
        columns = {column.name: column for column in table_named(self.found.table).columns}
        before = self.options.read.values
        given = {name: dict(said) for name, said in self.answers.items() if said}
        values = {name: said for name, said in given.items() if name in columns}
        changed = [name for name in columns if values.get(name) != before.get(name)]
        if any(not is_looked_up(columns[name]) for name in changed):
            return self.settle(values=values)
        if not changed:
            return self
        return self._as_read(replace(self.options.read, values=values))

    def answer_questions(self, said: Mapping[str, str]) -> ImportDraft:
        """Answer questions by their keys or codes; a blank takes an answer back.

        The file is read again where it was its reading that asked.
        """
        given = {**self.options.read.answers, **said}
        given = {key: answer for key, answer in given.items() if answer}
        told = (*self.chosen.inspection.problems, *self.found.all_problems)
        if WHOSE in said or any({one.key, one.code} & said.keys() for one in told if one.key):
            return self.settle(answers=given)
        return self._as_read(replace(self.options.read, answers=given))

    def _as_read(self, read: ReadOptions) -> ImportDraft:
        """The same with options that need no new reading."""
        found, inspection = replace(self.found, options=read), self.chosen.inspection
        tables = (found if one is self.found else one for one in inspection.tables)
        inspection = replace(inspection, options=read, tables=tuple(tables))
        chosen = replace(self.chosen, inspection=inspection, found=found)
        return replace(self.decide(read=read), chosen=chosen)

    def preview(self, monitor: ReadMonitor | None = None) -> ImportPreview:
        """What taking the table in would do to the plan; Cancelled when the `monitor` ended it."""
        chosen = self.chosen
        return preview.preview(
            chosen.plan, chosen.inspection, self.options, earlier=chosen.earlier, monitor=monitor
        )

    def _read_again(self, **read: Any) -> ImportDraft:
        """The file read with other options, the same table chosen."""
        wanted = replace(self.options.read, **read)
        inspection = inspect_book(self.book, wanted, self.first.digest)
        sheet, main = self.found.sheet.name, wanted.header_row or self.found.place.main
        tables = enumerate(inspection.tables)
        same = (n for n, one in tables if one.sheet.name == sheet and main in one.place.header_rows)
        place = next(same, 0)
        chosen = replace(self.chosen, inspection=inspection, found=inspection.tables[place])
        draft = self.decide(read=wanted, table=place)
        return replace(draft, chosen=chosen, readings=self.readings + 1)


def open_draft(
    actor: str,
    store: Store,
    plan_name: str,
    file_name: str,
    content: bytes,
    options: ImportOptions | None = None,
    *,
    password: str = "",
    monitor: ReadMonitor | None = None,
) -> ImportDraft:
    """Read a file beside a plan; nothing of it is stored.

    UnreadableFile when the file cannot be opened or holds no table, LockedFile when only a password
    opens it, WrongValue for options that do not fit it. Cancelled when the `monitor` ended it.
    """
    acting(actor)
    asked, monitor = options or ImportOptions(), monitor or ReadMonitor()
    plan = store.load(plan_name)
    book = open_book(file_name, content, password=password, monitor=monitor)
    monitor.report("", 0)
    first = inspect_book(book, asked.read, hashlib.sha256(content).hexdigest())
    chosen = ChosenTable(store=store, plan=plan, inspection=first, found=first.tables[asked.table])
    draft = ImportDraft(actor=actor, book=book, first=first, chosen=chosen, options=asked)
    if not asked.read.values:
        return draft
    draft = draft.noting(*check_answers(plan, first.best, asked.read.values))
    return replace(draft, answers=_by_key(asked.read.values))


def _by_key(answers: Answers) -> Answers:
    """The answers by what their texts are found again by."""
    return {
        name: {key(text): value for text, value in said.items()} for name, said in answers.items()
    }
