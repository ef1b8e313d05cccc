"""Takes a ministry's file into a plan: what would happen first, then exactly that, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from planner.changes import Changes, Entry, Insert, Origin, OriginKind, SetCell
from planner.errors import StaleChange, WrongValue
from planner.exports import rejected_rows as rejected_workbook
from planner.exports.rejected_rows import REASON, RejectedCell, RejectedRows
from planner.intake.grid import Cells, Fault, Shown
from planner.intake.inspection import FoundTable, Inspection, capped
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import gc_paused
from planner.intake.read_options import ReadOptions
from planner.languages.voice import Voice
from planner.messages import Message, _, paragraph
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.services import editing
from planner.services.actors import acting
from planner.services.importing.certificate_dates import with_days_passed
from planner.services.importing.earlier_files import EarlierImports, remember
from planner.services.importing.file_remarks import file_remarks
from planner.services.importing.name_questions import asked_names
from planner.services.importing.pseudonyms import holds_names, under_codes
from planner.services.importing.reference_entries import with_entry_codes
from planner.services.importing.row_outcomes import (
    Comparison,
    RowOutcome,
    RowOutcomeKind,
    compare_rows,
    counted,
)
from planner.services.importing.summary import summary
from planner.services.importing.year_sums import YearChanges, year_changes
from planner.services.operation import refusals
from planner.store import Store

Tell = Callable[[Message | str], str]

_REASONS: Final = 3  # problems that a refused row tells in one line


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """What a person has settled about an import: how the file is read, and what may change.

    `table` is the place of the chosen table among those found. `clear_blanks` lets a blank cell of
    the file clear what the plan holds; otherwise it is kept. With `salt`, codes made with it take
    the place of people's names.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    table: int = 0
    clear_blanks: bool = False
    salt: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class ImportPreview:
    """What taking a file in would do to a plan as it stands at `revision`; nothing is stored yet.

    `missing` are ids of rows that an earlier edition of the file brought and that it lacks.
    """

    plan: str
    revision: int
    inspection: Inspection
    found: FoundTable
    comparison: Comparison
    earlier: EarlierImports
    years: YearChanges = field(default_factory=YearChanges)
    remarks: tuple[Problem, ...] = ()

    @property
    def imported_at(self) -> int | None:
        """The revision that took in this very file before; then nothing changes."""
        return self.earlier.imported_at

    @property
    def changes(self) -> Changes:
        """Exactly what will be applied."""
        return (*self.comparison.changes, *self.years.changes) if self.imported_at is None else ()

    @property
    def rows(self) -> tuple[RowOutcome, ...]:
        """What becomes of each row of the file."""
        return self.comparison.rows

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of rows, of the ministries in the file, that only its earlier editions have."""
        return tuple(one for one in self.comparison.missing if one in self.earlier.brought)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Rows added, changed, unchanged, rejected and ignored, and cells changed."""
        kinds = counted(self.rows)
        good = len(self.rows) - kinds[RowOutcomeKind.REFUSED]
        again = self.imported_at is not None
        return {
            "added": 0 if again else kinds[RowOutcomeKind.ADDED],
            "changed": 0 if again else kinds[RowOutcomeKind.CHANGED],
            "cells": sum(isinstance(change, SetCell) for change in self.changes),
            "unchanged": good if again else kinds[RowOutcomeKind.UNCHANGED],
            "asked": 0 if again else kinds[RowOutcomeKind.ASKED],
            "rejected": kinds[RowOutcomeKind.REFUSED],
            "ignored": len(self.found.roles.skipped),
        }

    @property
    def other_tables(self) -> Mapping[str, int]:
        """How many rows of other tables come with the file, as "ministries": 3."""
        found: dict[str, int] = {}
        for change in self.changes:
            if isinstance(change, Insert) and change.table != self.found.table:
                found[change.table] = found.get(change.table, 0) + 1
        return found

    @property
    def sentence(self) -> Message:
        """What will happen, in a few sentences."""
        return self._sentence(done=False)

    @property
    def done(self) -> Message:
        """What has happened once it is applied, in a few sentences."""
        return self._sentence(done=True)

    def _sentence(self, *, done: bool) -> Message:
        if self.imported_at is None:
            return summary(self.counts, self.other_tables, done=done)
        return _(
            "This file was imported at revision {revision}: nothing changes.",
            revision=self.imported_at,
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is doubtful, the whole file first, then row by row; no answered question.

        Nothing is asked of a file that was imported before.
        """
        return tuple(
            one
            for one in self._said
            if one.severity is not Severity.QUESTION or (one.is_open and self.imported_at is None)
        )

    @property
    def questions(self) -> tuple[Problem, ...]:
        """Every question about the file and its rows, with the answers that were given."""
        if self.imported_at is not None:
            return ()
        return tuple(one for one in self._said if one.severity is Severity.QUESTION)

    @cached_property
    def _said(self) -> tuple[Problem, ...]:
        of_rows = (problem for row in self.rows for problem in row.problems)
        whole = (
            *self.inspection.problems,
            *self.found.problems,
            *self.comparison.problems,
            *self.years.problems,
            *self.remarks,
        )
        return (*whole, *of_rows)

    @property
    def reasons(self) -> Mapping[int, tuple[Problem, ...]]:
        """Why each refused row was refused, by its number: the first few errors."""
        return {
            row.number: tuple(p for p in row.problems if p.severity is Severity.ERROR)[:_REASONS]
            for row in self.rows
            if row.kind is RowOutcomeKind.REFUSED
        }

    def rejected(self, voice: Voice) -> bytes:
        """The refused rows as a workbook with a reason each, to be mended and handed in again."""
        reasons = {
            number: paragraph(*(placeless(one).sentence for one in problems))
            for number, problems in self.reasons.items()
        }
        return rejected_workbook.write(rejected_rows(self.found, reasons), voice)

    def as_json(self, applied: Entry | None = None, tell: Tell = str) -> dict[str, Any]:
        """The outcome as the command line prints it; `applied` is the entry it became."""
        return {
            "changeset": applied.revision if applied else None,
            "revision": applied.revision if applied else self.revision,
            **self.counts,
            "file": self.inspection.file,
            "sheet": self.found.sheet.name or None,
            "table": self.found.table,
            "besides": dict(self.other_tables),
            "missing": list(self.missing),
            "sentence": tell(self.done if applied else self.sentence),
            "problems": [
                replace(problem, file=problem.file or self.inspection.file).as_json(tell)
                for problem in capped(self.problems)
            ],
        }


def preview(
    plan: Plan,
    inspection: Inspection,
    options: ImportOptions | None = None,
    *,
    earlier: EarlierImports | None = None,
    monitor: ReadMonitor | None = None,
) -> ImportPreview:
    """What taking in a table of a file that was read would do to a plan; nothing is stored.

    UnreadableFile when the file holds no table for a plan, WrongValue for a register that holds
    names, when there is no salt to make codes of them. Cancelled when the `monitor` ended it.
    """
    asked = options or ImportOptions()
    found = inspection.tables[asked.table] if asked.table else inspection.best
    found = _without_names(inspection, found, asked.salt)
    found = with_entry_codes(with_days_passed(plan, found))
    found, asked_about = asked_names(plan, found)
    with gc_paused():
        comparison = compare_rows(
            plan,
            found,
            clear_blanks=asked.clear_blanks,
            waiting={(one.column, one.value) for one in asked_about if one.is_open},
            monitor=monitor or ReadMonitor(),
        )
    return ImportPreview(
        plan=plan.name,
        revision=plan.revision,
        inspection=inspection,
        found=found,
        comparison=comparison,
        earlier=earlier or EarlierImports(),
        years=year_changes(plan, found, comparison.rows),
        remarks=(*asked_about, *file_remarks(plan, inspection, found, comparison.rows)),
    )


def apply_import(
    actor: str, store: Store, previewed: ImportPreview, *, reason: str = ""
) -> Entry | None:
    """Do exactly what was previewed, in one changeset; None when there is nothing to do.

    StaleChange when the plan has moved on since the preview: nothing is stored then.
    """
    acting(actor)
    if not previewed.changes:
        return None
    inspection = previewed.inspection
    with refusals(actor, store, OriginKind.IMPORT, plan=previewed.plan, what=inspection.file):
        _check_unmoved(store, previewed)
    with gc_paused():
        entry = editing.save(
            actor,
            store,
            previewed.plan,
            previewed.changes,
            reason=reason or f"Import of {inspection.file}",
            origin=Origin(kind=OriginKind.IMPORT, name=inspection.file, digest=inspection.digest),
            base_revision=previewed.revision,
        )
    remember(store, previewed.plan, previewed.found, inspection.options)
    return entry


def _check_unmoved(store: Store, previewed: ImportPreview) -> None:
    now = store.load(previewed.plan).revision
    if now != previewed.revision:
        raise StaleChange(
            _(
                "{plan} has changed since this preview was made: it stood at revision {before} and "
                "stands at {now}. Nothing was saved.",
                plan=previewed.plan,
                before=previewed.revision,
                now=now,
            ),
            _("Look at the preview again."),
        )


def _without_names(inspection: Inspection, found: FoundTable, salt: bytes | None) -> FoundTable:
    """The table with codes in the place of people's names; it is the same when it has none."""
    if not holds_names(found):
        return found
    if salt is None:
        raise WrongValue(
            _("{file} holds names of people. The planner keeps no names.", file=inspection.file),
            _(
                "Let it put codes in their place: the step of values asks for it, and at a "
                "terminal --names-to-codes does."
            ),
        )
    return under_codes(found, salt)


def placeless(problem: Problem) -> Problem:
    """The problem without its place in the file, which the row itself shows."""
    return replace(problem, file="", sheet="", cell="", row=None)


def rejected_rows(found: FoundTable, reasons: Mapping[int, Message]) -> RejectedRows:
    """The rows named by their numbers, in the file's order, each with its reason.

    The lines above the table, its header and the sections over the rows come along, so that the
    rows are understood as they were.
    """
    numbers = _kept(found, reasons)
    head = {found.place.main: REASON}
    lines = [(_cells(found.sheet.row(n)), reasons.get(n) or head.get(n, "")) for n in numbers]
    if found.sheet.names:
        lines.insert(0, ([*found.sheet.names], REASON))
    at = {number: place for place, number in enumerate(numbers, start=bool(found.sheet.names))}
    merges = [
        (at[merge.top], merge.left - 1, at[merge.bottom], merge.right - 1)
        for merge in found.sheet.merges
        if {merge.top, merge.bottom} <= set(found.place.header_rows) and merge.right > merge.left
    ]
    return RejectedRows(lines=lines, merges=merges)


def _kept(found: FoundTable, reasons: Mapping[int, Message]) -> list[int]:
    """The numbers of the rows to write: titles, header, sections in force, refused rows."""
    sections = {
        inherited.row
        for number in reasons
        for inherited in found.roles.inherited.get(number, ())
        if inherited.row
    }
    return sorted({*found.place.above, *found.place.header_rows, *sections, *reasons})


def _cells(cells: Cells) -> list[RejectedCell]:
    return [cell.text if isinstance(cell, Shown) else _plain(cell) for cell in cells]


def _plain(cell: RejectedCell | Fault) -> RejectedCell:
    return None if isinstance(cell, Fault) else cell
