"""Takes a ministry's file into a plan: what would happen first, then exactly that, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from planner.changes import Changes, Entry, Insert, Origin, OriginKind, SetCell
from planner.errors import StaleChange, WrongValue
from planner.exports import rejected_rows as rejected_workbook
from planner.intake.inspection import FoundTable, Inspection, ReadOptions, capped, inspect_book
from planner.intake.limits import LIMITS, Limits
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import gc_paused, open_book
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.services import editing
from planner.services.actors import acting
from planner.services.importing import earlier_editions, earlier_files, summary
from planner.services.importing.certificate_dates import days_of_passes
from planner.services.importing.file_remarks import remarks
from planner.services.importing.meanings import check_answers
from planner.services.importing.pseudonyms import holds_names, under_codes
from planner.services.importing.reference_entries import by_code
from planner.services.importing.rejections import rejected_rows
from planner.services.importing.row_outcomes import (
    Comparison,
    Fate,
    RowOutcome,
    compare_rows,
    counted,
)
from planner.store import Store

_REASONS = 3  # problems that a refused row tells in one line


@dataclass(frozen=True, kw_only=True)
class ImportPreview:
    """What taking a file in would do to a plan as it stands at `revision`; nothing is stored yet.

    `taken_in_at` is the revision that took in this very file before; then nothing changes.
    `missing` are ids of rows that an earlier edition of the file brought and that it lacks.
    """

    plan: str
    revision: int
    inspection: Inspection
    found: FoundTable
    comparison: Comparison
    taken_in_at: int | None = None
    missing: tuple[str, ...] = ()
    remarks: tuple[Problem, ...] = ()

    @property
    def changes(self) -> Changes:
        """Exactly what will be applied."""
        return self.comparison.changes if self.taken_in_at is None else ()

    @property
    def rows(self) -> tuple[RowOutcome, ...]:
        """What becomes of each row of the file."""
        return self.comparison.rows

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Rows added, changed, unchanged, rejected and ignored, and cells changed."""
        fates = counted(self.rows)
        good = len(self.rows) - fates[Fate.REFUSED]
        again = self.taken_in_at is not None
        return {
            "added": 0 if again else fates[Fate.ADDED],
            "changed": 0 if again else fates[Fate.CHANGED],
            "cells": sum(isinstance(change, SetCell) for change in self.changes),
            "unchanged": good if again else fates[Fate.UNCHANGED],
            "rejected": fates[Fate.REFUSED],
            "ignored": len(self.found.roles.skipped),
        }

    @property
    def besides(self) -> Mapping[str, int]:
        """How many rows of other tables come with the file, as "ministries": 3."""
        found: dict[str, int] = {}
        for change in self.changes:
            if isinstance(change, Insert) and change.table != self.found.table:
                found[change.table] = found.get(change.table, 0) + 1
        return found

    @property
    def sentence(self) -> str:
        """What will happen, in one sentence."""
        return summary.will_happen(self.counts, self.besides, self.taken_in_at)

    @property
    def done(self) -> str:
        """What has happened once it is applied, in one sentence."""
        return summary.has_happened(self.counts, self.besides, self.taken_in_at)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is doubtful, the whole file first, then row by row."""
        of_rows = (problem for row in self.rows for problem in row.problems)
        whole = (
            *self.inspection.problems,
            *self.found.problems,
            *self.comparison.problems,
            *self.remarks,
        )
        return (*whole, *of_rows)

    @property
    def reasons(self) -> Mapping[int, str]:
        """Why each refused row was refused, by its number."""
        refused = (row for row in self.rows if row.fate is Fate.REFUSED)
        return {row.number: _reason(row) for row in refused}

    def rejected(self) -> bytes:
        """The refused rows as a workbook with a reason each, to be mended and handed in again."""
        return rejected_workbook.write(rejected_rows(self.found, self.reasons))

    def as_json(self, applied: Entry | None = None) -> dict[str, Any]:
        """The outcome as the command line prints it; `applied` is the entry it became."""
        return {
            "changeset": applied.revision if applied else None,
            "revision": applied.revision if applied else self.revision,
            **self.counts,
            "file": self.inspection.file,
            "sheet": self.found.sheet.name or None,
            "table": self.found.table,
            "besides": dict(self.besides),
            "missing": list(self.missing),
            "sentence": self.done if applied else self.sentence,
            "problems": [
                replace(problem, file=problem.file or self.inspection.file).as_json()
                for problem in capped(self.problems)
            ],
        }


def preview_import(
    actor: str,
    store: Store,
    plan_name: str,
    content: bytes,
    file_name: str,
    *,
    options: ReadOptions | None = None,
    clear_blanks: bool = False,
    confirm_tenfold: bool = False,
    limits: Limits = LIMITS,
    password: str = "",
    salt: bytes | None = None,
) -> ImportPreview:
    """What a file would do to a plan; nothing is stored.

    UnreadableFile when the file holds no table for a plan, WrongValue for options that do not fit.
    `clear_blanks` lets a blank cell of the file clear what the plan holds; otherwise it is kept.
    `confirm_tenfold` takes sums that change by a power of ten, whose rows are refused otherwise.
    With `salt`, codes made with it take the place of people's names.
    """
    acting(actor)
    book = open_book(file_name, content, limits, password=password)
    digest = hashlib.sha256(content).hexdigest()
    asked = options or ReadOptions()
    inspection = inspect_book(book, asked, digest)
    told: tuple[Problem, ...] = ()
    if asked.values:
        told = tuple(check_answers(store.load(plan_name), inspection.best))
    if inspection.tables[0].matching:
        again = earlier_files.recalled(store, plan_name, inspection.best, asked)
        if again and not taken_in(store, plan_name, inspection, inspection.best):
            inspection = inspect_book(book, again, digest)
            told = (earlier_files.note(inspection.best),)
    return preview_of(
        actor,
        store,
        plan_name,
        replace(inspection, problems=(*inspection.problems, *told)),
        clear_blanks=clear_blanks,
        confirm_tenfold=confirm_tenfold,
        salt=salt,
    )


def preview_of(
    actor: str,
    store: Store,
    plan_name: str,
    inspection: Inspection,
    *,
    table: int = 0,
    clear_blanks: bool = False,
    confirm_tenfold: bool = False,
    salt: bytes | None = None,
    monitor: ReadMonitor | None = None,
) -> ImportPreview:
    """The same for a file that was inspected before; `table` is the place of the chosen table.

    Cancelled when the `monitor` ended it.
    """
    acting(actor)
    found = inspection.tables[table] if table else inspection.best
    plan = store.load(plan_name)
    before = (
        None
        if inspection.options.settles_reading
        else taken_in(store, plan_name, inspection, found)
    )
    previewed = preview(
        plan,
        inspection,
        found,
        clear_blanks=clear_blanks,
        confirm_tenfold=confirm_tenfold,
        taken_in_at=before,
        salt=salt,
        monitor=monitor,
    )
    absent = earlier_editions.absent(store, plan_name, previewed.comparison, inspection, found)
    return replace(previewed, missing=absent)


def preview(
    plan: Plan,
    inspection: Inspection,
    found: FoundTable,
    *,
    clear_blanks: bool = False,
    confirm_tenfold: bool = False,
    taken_in_at: int | None = None,
    salt: bytes | None = None,
    monitor: ReadMonitor | None = None,
) -> ImportPreview:
    """The same for a plan at hand, which need not be stored anywhere.

    WrongValue for a register that holds names, when there is no `salt` to make codes of them.
    """
    found = _without_names(inspection, found, salt)
    found = by_code(days_of_passes(plan, found))
    with gc_paused():
        comparison = compare_rows(
            plan,
            found,
            clear_blanks=clear_blanks,
            confirm_tenfold=confirm_tenfold,
            monitor=monitor or ReadMonitor(),
        )
    return ImportPreview(
        plan=plan.name,
        revision=plan.revision,
        inspection=inspection,
        found=found,
        comparison=comparison,
        taken_in_at=taken_in_at,
        remarks=remarks(plan, inspection, found, comparison.rows),
    )


def _without_names(inspection: Inspection, found: FoundTable, salt: bytes | None) -> FoundTable:
    """The table with codes in the place of people's names; it is the same when it has none."""
    if not holds_names(found):
        return found
    if salt is None:
        raise WrongValue(
            f"{inspection.file} holds names of people. The planner keeps no names.",
            "Let it put codes in their place: the step of values asks for it, and at a terminal "
            "--names-to-codes does.",
        )
    return under_codes(found, salt)


def apply_import(
    actor: str, store: Store, previewed: ImportPreview, *, reason: str = ""
) -> Entry | None:
    """Do exactly what was previewed, in one changeset; None when there is nothing to do.

    StaleChange when the plan has moved on since the preview: nothing is stored then.
    """
    acting(actor)
    if not previewed.changes:
        return None
    stands_at = store.load(previewed.plan).revision
    if stands_at != previewed.revision:
        raise StaleChange(
            f"{previewed.plan} has changed since this preview was made: it stood at revision "
            f"{previewed.revision} and stands at {stands_at}. Nothing was saved.",
            "Look at the preview again.",
        )
    inspection = previewed.inspection
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
    earlier_files.remember(store, previewed.plan, previewed.found, inspection.options)
    return entry


def taken_in(store: Store, plan_name: str, inspection: Inspection, found: FoundTable) -> int | None:
    """The revision that took in this table of this very file, when it still stands."""
    prefix = f"{found.sheet.name}!" if found.sheet.name else ""
    for revision in reversed(store.imports_of(plan_name, inspection.digest)):
        for change in store.entry(plan_name, revision).changeset.changes:
            if change.table == found.table and _comes_from(change, prefix):
                return revision
    return None


def _comes_from(change: object, prefix: str) -> bool:
    match change:
        case Insert():
            return any(cell.startswith(prefix) for cell in change.cells.values())
        case SetCell():
            return bool(change.cell) and change.cell.startswith(prefix)
        case _:
            return False


def _reason(row: RowOutcome) -> str:
    errors = [problem for problem in row.problems if problem.severity is Severity.ERROR]
    return " ".join(
        f"{f'{problem.label}: ' if problem.label else ''}{problem.message} {problem.hint}".strip()
        for problem in errors[:_REASONS]
    )
