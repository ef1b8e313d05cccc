"""Files handed in together: where each of them stands on its way into the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import partial
from itertools import combinations
from typing import Final

from planner.changes import Entry
from planner.errors import LockedFile, PlannerError
from planner.intake.inspection import FoundTable, Inspection
from planner.intake.monitor import ReadMonitor
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.languages.voice import Voice
from planner.messages import Message, _, ngettext, paragraph
from planner.plan import table_named
from planner.readers.texts import folded
from planner.services.actors import acting
from planner.services.importing.background import BackgroundTask
from planner.services.importing.draft import ImportDraft, open_draft
from planner.services.importing.kept_files import FileKeeper, KeptFile
from planner.services.importing.preview import ImportOptions, ImportPreview
from planner.services.importing.pseudonyms import fresh_salt
from planner.services.importing.summary import rows_refused
from planner.store import Store

MOST: Final = 10
"""So many files are handed in at once; each is kept in memory until it is settled."""


class Step(IntEnum):
    """The steps of an import, in their order."""

    FILE = 1
    TABLE = 2
    COLUMNS = 3
    VALUES = 4
    EFFECT = 5


class FileStatus(StrEnum):
    """Where a file that was handed in stands."""

    WAITING = "waiting"
    OPEN = "open"
    IMPORTED = "imported"
    SET_ASIDE = "set aside"
    REFUSED = "refused"

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to do with the file."""
        return self not in (FileStatus.WAITING, FileStatus.OPEN)


_ALIKE = 0.5  # share of the shorter list's references that stand in the other too
_FEW = 3  # so few references in both may be chance


@dataclass(frozen=True, kw_only=True)
class FilePair:
    """The file to import first, the one that completes it, and the rows that are in both.

    `adds` are the labels of the columns that only the second brings.
    """

    first: str
    second: str
    rows: int
    adds: tuple[Message, ...]


def file_pairs(inspections: Sequence[Inspection]) -> tuple[FilePair, ...]:
    """The pairs among files that were read, each in the order in which it is best imported."""
    told = [(one.file, one.tables[0], _references(one.tables[0])) for one in inspections]
    found: list[FilePair] = []
    for (file, table, ids), (other_file, other, other_ids) in combinations(told, 2):
        both = len(ids & other_ids)
        if both < max(_FEW, _ALIKE * min(len(ids), len(other_ids))) or file == other_file:
            continue
        if not (_lacks(table, other) and _lacks(other, table)):
            continue
        first, second = (file, table), (other_file, other)
        if not _has(table, "title"):
            first, second = second, first
        adds = _lacks(first[1], second[1])
        found.append(FilePair(first=first[0], second=second[0], rows=both, adds=adds))
    return tuple(found)


def _references(found: FoundTable) -> frozenset[str]:
    if found.table != PROGRAMMES:
        return frozenset()
    return frozenset(
        folded(str(row.values["reference"])) for row in found.rows if "reference" in row.values
    )


def _has(found: FoundTable, column: str) -> bool:
    return bool(found.matching and column in found.matching.guesses)


def _lacks(found: FoundTable, other: FoundTable) -> tuple[Message, ...]:
    """The labels of what only the other file has, in the order of the declaration."""
    declared = table_named(PROGRAMMES)
    names = (column.name for column in declared.columns)
    return tuple(declared.label(n) for n in names if _has(other, n) and not _has(found, n))


@dataclass(frozen=True, kw_only=True)
class ImportOutcome:
    """What came of a file: what was done, how many rows of each kind, as which revision.

    `rejected` is the workbook of the rows that were refused; empty when none was.
    """

    sentence: Message
    counts: Mapping[str, int]
    revision: int | None = None
    rejected: bytes = b""


@dataclass(eq=False)
class ImportFile:
    """One of the files handed in, from reading it to what came of it.

    `read_with` reads it with a password; `worker` does what takes long. `note` says why it was
    refused or set aside, `locked` that only a password opens it. `keeper` keeps it for the next
    visit, `resumed` is the step to go on at. Who gives no phrase gets codes made with `salt`.
    """

    name: str
    number: int
    batch: int
    read_with: Callable[[str, ReadMonitor], ImportDraft]
    worker: ThreadPoolExecutor
    keeper: FileKeeper | None = None
    resumed: Step = Step.TABLE
    salt: bytes = field(default_factory=fresh_salt)
    status: FileStatus = FileStatus.WAITING
    step: Step = Step.FILE
    draft: ImportDraft | None = None
    outcome: ImportOutcome | None = None
    note: tuple[Message | str, ...] = ()
    locked: Message | str = ""
    reading: BackgroundTask[ImportDraft] | None = None
    _compared: tuple[ImportDraft, BackgroundTask[ImportPreview]] | None = None

    def read(self, password: str = "") -> None:
        """Begin to read the file beside the page, as it is or with a password."""
        self.stop()
        self.status, self.locked, self.note, self.outcome = FileStatus.WAITING, "", (), None
        self.reading = BackgroundTask(partial(self.read_with, password), self.worker)

    def take_over(self) -> bool:
        """Take over what was read, or why it was not; whether there is a new draft."""
        if self.reading is None or not self.reading.is_done:
            return False
        reading, self.reading = self.reading, None
        try:
            self.draft, self.step = reading.result(), self.resumed
        except LockedFile as failure:
            self.locked = failure.message
        except PlannerError as failure:
            self._close(FileStatus.REFUSED, failure.message, failure.hint)
        return self.draft is not None

    def keep(self) -> None:
        """Keep what is settled, for who comes back after the page was closed."""
        if self.keeper is not None and self.draft is not None:
            self.keeper.settle(self.number, self.draft, self.step)

    def compare(self) -> BackgroundTask[ImportPreview]:
        """What taking the file in would do, worked out beside the page, once for each draft."""
        assert self.draft is not None
        if self._compared is None or self._compared[0] is not self.draft:
            self._compared = self.draft, BackgroundTask(self.draft.preview, self.worker)
        return self._compared[1]

    def finish(self, previewed: ImportPreview, entry: Entry | None, voice: Voice) -> None:
        """Note what came of the file; what was read of it is let go."""
        self.outcome = ImportOutcome(
            sentence=previewed.done if entry else previewed.sentence,
            counts=previewed.counts,
            revision=entry.revision if entry else None,
            rejected=previewed.rejected(voice) if previewed.reasons else b"",
        )
        self._close(FileStatus.IMPORTED)

    def undone(self) -> None:
        """Note that the file was imported and then undone."""
        self.outcome = None
        self._close(FileStatus.SET_ASIDE, _("It was imported, and then undone."))

    def set_aside(self) -> None:
        """Set the file aside; nothing of it was stored."""
        self.stop()
        self._close(FileStatus.SET_ASIDE, _("Nothing of it was imported."))

    def stop(self) -> None:
        """End what is under way for this file; harmless when nothing is."""
        for task in (self.reading, self._compared and self._compared[1]):
            if task is not None:
                task.cancel()
        self.reading = self._compared = None

    def _close(self, status: FileStatus, *note: Message | str) -> None:
        self.status, self.note = status, note
        if self.keeper is not None:
            self.keeper.drop(self.number)
        self.step, self.draft, self.locked, self._compared = Step.FILE, None, "", None


@dataclass
class ImportBatch:
    """Files handed in together; `place` is the one that is open, `number` counts the batches.

    `unmended` is the last file imported by itself, while rows of it wait to be mended.
    """

    files: list[ImportFile] = field(default_factory=list[ImportFile])
    place: int = 0
    number: int = 0
    unmended: ImportFile | None = None
    is_resumed: bool = False
    _pairs: tuple[FilePair, ...] = ()

    @property
    def current(self) -> ImportFile | None:
        """The open file; None when there is none, or all are settled."""
        if self.place < len(self.files) and not self.files[self.place].status.is_final:
            return self.files[self.place]
        return None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do with any file."""
        return all(one.status.is_final for one in self.files)

    @property
    def pairs(self) -> tuple[FilePair, ...]:
        """Files that are two parts of one list, among those that are on their way."""
        names = {one.name for one in self.files if one.draft}
        return tuple(one for one in self._pairs if {one.first, one.second} <= names)

    def hand_in(
        self, actor: str, store: Store, plan_name: str, files: Sequence[tuple[str, bytes]]
    ) -> None:
        """Read files, by name and content, one after the other; the last batch is let go."""
        self.clear()
        self.unmended = None
        keeper = FileKeeper(actor=acting(actor), store=store, plan=plan_name)
        keeper.drop_all()
        kept = [
            KeptFile(number=number, name=name, content=content)
            for number, (name, content) in enumerate(files[:MOST], start=1)
        ]
        for one in kept:
            keeper.keep(one.number, one.name, one.content)
        self._read(keeper, kept)

    def resume(self, actor: str, store: Store, plan_name: str) -> None:
        """Read the files again that somebody handed in and had not settled when they left."""
        if not self.is_resumed and not self.files:
            keeper = FileKeeper(actor=acting(actor), store=store, plan=plan_name)
            self._read(keeper, keeper.files())
        self.is_resumed = True

    def _read(self, keeper: FileKeeper, files: Sequence[KeptFile]) -> None:
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")

        def reading(kept: KeptFile) -> Callable[[str, ReadMonitor], ImportDraft]:
            return lambda password, monitor: open_draft(
                keeper.actor,
                keeper.store,
                keeper.plan,
                kept.name,
                kept.content,
                ImportOptions(read=kept.read),
                password=password,
                monitor=monitor,
            )

        self.files = [
            ImportFile(
                kept.name,
                kept.number,
                self.number,
                reading(kept),
                worker,
                keeper,
                resumed=Step(kept.step or Step.TABLE),
            )
            for kept in files
        ]
        for file in self.files:
            file.read()

    def clear(self) -> None:
        """Let go of every file, end what is under way; what is not imported is not stored."""
        for file in self.files:
            file.stop()
        if len(self.files) == 1 and (outcome := self.files[0].outcome) and outcome.rejected:
            self.unmended = self.files[0]
        self.files, self.place, self._pairs = [], 0, ()
        self.number += 1

    def open(self, number: int) -> None:
        """Open the file of that number; one that was set aside is read again."""
        self.place = next(at for at, one in enumerate(self.files) if one.number == number)
        if self.files[self.place].status.is_final:
            self.files[self.place].read()

    def settle(self) -> None:
        """Take over what was read since, and go on to the next file when one is settled."""
        news = [file.take_over() for file in self.files]
        if any(news):
            self._pairs = file_pairs([one.draft.first for one in self.files if one.draft])
        if self.current is None:
            waiting = (at for at, one in enumerate(self.files) if not one.status.is_final)
            self.place = next(waiting, self.place)
        for place, file in enumerate(self.files):
            if not file.status.is_final:
                here = place == self.place
                file.status = FileStatus.OPEN if here else FileStatus.WAITING

    @property
    def sentence(self) -> Message:
        """What came of all files, as in “3 files imported: 41 rows added, 7 changed.”."""
        statuses = Counter(one.status for one in self.files)
        rows = Counter[str]()
        for file in self.files:
            rows.update(file.outcome.counts if file.outcome else {})
        refused, aside = statuses[FileStatus.REFUSED], statuses[FileStatus.SET_ASIDE]
        imported = ngettext(
            "{number} file imported: {added} rows added, {changed} changed.",
            "{number} files imported: {added} rows added, {changed} changed.",
            statuses[FileStatus.IMPORTED],
            added=rows["added"],
            changed=rows["changed"],
        )
        others = (
            ngettext("{number} file refused.", "{number} files refused.", refused),
            ngettext("{number} file set aside.", "{number} files set aside.", aside),
            rows_refused(rows["rejected"]),
        )
        return paragraph(imported, *(one for one in others if one.number))
