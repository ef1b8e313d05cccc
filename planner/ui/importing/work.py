"""One ministry's file on its way into the plan: what was read, what a person settled, the step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Any

from planner.errors import LockedFile, PlannerError
from planner.intake.grid import Book
from planner.intake.inspection import FoundTable, Inspection, inspect_book
from planner.intake.monitor import ReadMonitor
from planner.intake.opening import open_book
from planner.intake.read_options import ReadOptions
from planner.intake.rows.picks import is_looked_up
from planner.plan import Plan, table_named
from planner.services.importing import earlier_files
from planner.services.importing.meanings import ListColumn, lists_in, with_answers
from planner.services.importing.preview import ImportPreview, preview_of, taken_in
from planner.services.importing.pseudonyms import fresh_salt
from planner.ui import state
from planner.ui.importing.answers import Answers
from planner.ui.importing.background import UnderWay
from planner.ui.wording import counted


class Step(IntEnum):
    """The steps of an import, in their order."""

    FILE = 1
    TABLE = 2
    COLUMNS = 3
    VALUES = 4
    EFFECT = 5


class Standing(StrEnum):
    """Where a file that was handed in stands."""

    WAITING = "Waiting"
    IN_HAND = "In hand"
    TAKEN = "Taken in"
    ASIDE = "Laid aside"
    REFUSED = "Refused"

    @property
    def is_final(self) -> bool:
        """Whether nothing is left to do with the file."""
        return self not in (Standing.WAITING, Standing.IN_HAND)


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass
class Intake:
    """Where the import of one file stands; `number` says which of those handed in, from 1.

    `round` tells one lot of files from the next; `worker` does what takes long. `said` is why the
    file was refused, or what was done with it; `locked`, what was said of it when only a password
    opens it; `recalled`, that it was read as its ministry's last one; `revision`, the revision that
    took it in. With `salt` people's names become codes; `fresh` is one for who gives no phrase.
    """

    upload: Upload
    number: int
    round: int
    worker: ThreadPoolExecutor
    standing: Standing = Standing.WAITING
    said: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    revision: int | None = None
    rest: bytes = b""
    step: Step = Step.FILE
    options: ReadOptions = field(default_factory=ReadOptions)
    answers: Answers = field(default_factory=Answers)
    book: Book | None = None
    first_look: Inspection | None = None
    inspection: Inspection | None = None
    table: int = 0
    clear_blanks: bool = False
    confirm_tenfold: bool = False
    salt: bytes | None = None
    fresh: bytes = field(default_factory=fresh_salt)
    locked: str = ""
    recalled: bool = False
    reading: UnderWay[tuple[Book, Inspection]] | None = None
    comparing: UnderWay[ImportPreview] | None = None
    _basis: tuple[object, ...] = ()
    _listed: tuple[object, tuple[ListColumn, ...]] = ((), ())

    @property
    def found(self) -> FoundTable | None:
        """The table that is looked at now."""
        return self.inspection.tables[self.table] if self.inspection else None

    def read(self, password: str = "") -> None:
        """Begin to read the file beside the page, as it is or with a password."""
        self.stop()
        self.standing, self.locked, self.said = Standing.WAITING, "", ""
        upload = self.upload

        def do(monitor: ReadMonitor) -> tuple[Book, Inspection]:
            book = open_book(upload.name, upload.content, password=password, monitor=monitor)
            rows = sum(len(sheet.rows) for sheet in book.sheets)
            monitor.report(f"Looking for tables and columns in {counted(rows, 'row')}", 0)
            digest = hashlib.sha256(upload.content).hexdigest()
            return book, inspect_book(book, ReadOptions(), digest)

        self.reading = UnderWay(do, self.worker)

    def settle_reading(self) -> None:
        """Take over what was read, or why it was not."""
        if self.reading is None or not self.reading.is_done:
            return
        reading, self.reading = self.reading, None
        try:
            self._begin(*reading.result())
        except LockedFile as failure:
            self.locked = str(failure)
        except PlannerError as failure:
            self.standing, self.said = Standing.REFUSED, str(failure)

    def taken(
        self, said: str, revision: int | None, counts: Mapping[str, int], rest: bytes = b""
    ) -> None:
        """Note that the file is in the plan, but for the `rest`, a workbook of its refused rows.

        What was read of it is let go.
        """
        self.rest = rest
        self.standing, self.said, self.revision, self.counts = (
            Standing.TAKEN, said, revision, counts,
        )  # fmt: skip
        self._forget()

    def taken_back(self) -> None:
        """Note that the file was taken in and then undone."""
        self.standing, self.said = Standing.ASIDE, "It was taken in, and then undone."
        self.revision = None

    def drop(self) -> None:
        """Lay the file aside; nothing of it was stored."""
        self.stop()
        self.standing, self.said = Standing.ASIDE, "Nothing of it was taken in."
        self._forget()

    def stop(self) -> None:
        """End what is under way for this file; harmless when nothing is."""
        for work in (self.reading, self.comparing):
            if work is not None:
                work.cancel()
        self.reading = self.comparing = None

    def settle(self, **options: Any) -> None:
        """Read the file again with other options; one that does not fit changes nothing."""
        book, inspection, found = self.book, self.inspection, self.found
        if book is None or inspection is None or found is None:
            return
        place: dict[str, Any] = {"sheet": found.sheet.name}
        if self._shares_its_sheet(found):
            place["header_row"] = found.place.main
        wanted = replace(self.options, **(place | options))
        self.inspection = inspect_book(book, wanted, inspection.digest)
        self.options, self.table = wanted, self._place_of(wanted.header_row or found.place.main)

    def settle_values(self) -> None:
        """Read the file again with the answers to what the texts of its list columns mean.

        Rows of other tables are looked up when the file is compared: they need no new reading.
        """
        if self.inspection is None or self.found is None:
            return
        columns = {column.name: column for column in table_named(self.found.table).columns}
        said, before = self.answers.said, self.options.values
        values = {name: dict(said[name]) for name in columns if said.get(name)}
        changed = {name for name in columns if values.get(name) != before.get(name)}
        if any(not is_looked_up(columns[name]) for name in changed):
            self.settle(values=values)
        elif changed:
            self.options = replace(self.options, values=values)
            self.inspection = with_answers(self.inspection, values)

    def taken_in_at(self, plan: Plan) -> int | None:
        """The revision that took in this very file before, when nobody wants it read otherwise."""
        if self.inspection is None or self.found is None or self.options.settles_reading:
            return None
        return taken_in(state.store(), plan.name, self.inspection, self.found)

    def lists(self, plan: Plan) -> tuple[ListColumn, ...]:
        """What the texts of the list columns mean, worked out once for each reading."""
        assert self.found is not None
        basis = (plan.name, plan.revision, id(self.found.rows))
        if self._listed[0] != basis:
            self._listed = basis, lists_in(plan, self.found)
        return self._listed[1]

    def choose(self, table: int) -> None:
        """Look at another table of the first look; what was settled for the last is let go."""
        self.inspection, self.options, self.table = self.first_look, ReadOptions(), table
        self.answers = Answers()

    def recall(self, plan: Plan) -> None:
        """Read the file as its ministry's last one, once, where a person settled that one."""
        if self.recalled or not self.inspection or not self.found or self.found.matching is None:
            return
        again = earlier_files.recalled(state.store(), plan.name, self.found, self.options)
        if again and self.taken_in_at(plan) is None:
            self.recalled = True
            self.settle(**{name: getattr(again, name) for name in earlier_files.RECALLED})
            self.answers.recall(again.values)

    def compare(self, plan: Plan) -> UnderWay[ImportPreview]:
        """What taking the table in would do to the plan as it stands, worked out beside the page.

        It is worked out once for each copy of the plan and each way of reading the file.
        """
        assert self.inspection is not None
        inspection, table = self.inspection, self.table
        blanks, tenfold, salt = self.clear_blanks, self.confirm_tenfold, self.salt
        basis = (plan.name, plan.revision, id(inspection), table, blanks, tenfold, salt)
        if self.comparing is None or self._basis != basis:
            actor, store = state.actor(), state.store()

            def do(monitor: ReadMonitor) -> ImportPreview:
                return preview_of(
                    actor,
                    store,
                    plan.name,
                    inspection,
                    table=table,
                    clear_blanks=blanks,
                    confirm_tenfold=tenfold,
                    salt=salt,
                    monitor=monitor,
                )

            self.comparing, self._basis = UnderWay(do, self.worker), basis
        return self.comparing

    def _begin(self, book: Book, inspection: Inspection) -> None:
        """Look into a file that was read."""
        self.book, self.first_look, self.inspection = book, inspection, inspection
        self.step, self.options, self.table = Step.TABLE, ReadOptions(), 0
        self.answers = Answers()
        self.clear_blanks = self.confirm_tenfold = self.recalled = False
        self.comparing = None

    def _forget(self) -> None:
        self.book = self.first_look = self.inspection = self.comparing = None
        self.step, self.locked, self.salt = Step.FILE, "", None

    def _shares_its_sheet(self, found: FoundTable) -> bool:
        tables = self.inspection.tables if self.inspection else ()
        return sum(one.sheet is found.sheet for one in tables) > 1

    def _place_of(self, header_row: int) -> int:
        """Where the table with that header row now stands among the tables found."""
        tables = self.inspection.tables if self.inspection else ()
        rows = [table.place.header_rows for table in tables]
        return next((place for place, row in enumerate(rows) if header_row in row), 0)
