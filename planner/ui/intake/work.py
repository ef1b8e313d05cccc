"""A ministry's files on their way into the plan: what was handed in, what a person settled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from planner.errors import LockedFile, PlannerError
from planner.formats.grid import Book
from planner.formats.inspection import FoundTable, Inspection, Wishes, inspect_book
from planner.formats.opening import open_book
from planner.plan import Plan
from planner.services import recalled
from planner.services.importing import ImportPreview, preview_of
from planner.ui import frame, state


class Step(IntEnum):
    """The steps of an import, in their order."""

    FILE = 1
    TABLE = 2
    COLUMNS = 3
    VALUES = 4
    EFFECT = 5


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass
class Intake:
    """Where an import stands: the files that wait, the one in hand, the step it is at.

    `round` tells one uploader from the next, so that each starts empty. `locked` is what was said
    of the file in hand when only a password opens it; `recalled`, that it was read as the last one.
    """

    waiting: list[Upload] = field(default_factory=list[Upload])
    handled: int = 0
    step: Step = Step.FILE
    round: int = 0
    wishes: Wishes = field(default_factory=Wishes)
    book: Book | None = None
    first_look: Inspection | None = None
    inspection: Inspection | None = None
    table: int = 0
    clear_blanks: bool = False
    confirm_tenfold: bool = False
    locked: str = ""
    recalled: bool = False
    _previewed: ImportPreview | None = None
    _basis: tuple[object, ...] = ()

    @property
    def in_hand(self) -> Upload | None:
        """The file that is looked at now."""
        return self.waiting[0] if self.waiting else None

    @property
    def found(self) -> FoundTable | None:
        """The table that is looked at now."""
        return self.inspection.tables[self.table] if self.inspection else None

    @property
    def number(self) -> int:
        """Which of the files handed in is in hand, from 1."""
        return self.handled + 1

    @property
    def total(self) -> int:
        """How many files were handed in."""
        return self.handled + len(self.waiting)

    def hand_in(self, uploads: list[Upload]) -> None:
        """Take files in hand; the uploader is empty afterwards."""
        self.waiting, self.handled = list(uploads), 0
        self.round += 1
        self._look_at_next()

    def done(self) -> None:
        """Lay the file in hand aside and go on to the next."""
        self.waiting = self.waiting[1:]
        self.handled += 1
        self._look_at_next()

    def drop(self) -> None:
        """Lay every file aside; nothing was stored."""
        self.waiting, self.handled = [], 0
        self._begin(None)

    def settle(self, **wishes: Any) -> None:
        """Read the file again as a person wishes; a wish that does not fit changes nothing."""
        book, inspection, found = self.book, self.inspection, self.found
        if book is None or inspection is None or found is None:
            return
        place: dict[str, Any] = {"sheet": found.sheet.name}
        if self._shares_its_sheet(found):
            place["header_row"] = found.place.main
        wanted = replace(self.wishes, **(place | wishes))
        self.inspection = inspect_book(book, wanted, inspection.digest)
        self.wishes, self.table = wanted, self._place_of(wanted.header_row or found.place.main)

    def choose(self, table: int) -> None:
        """Look at another table of the first look; what was settled for the last is let go."""
        self.inspection, self.wishes, self.table = self.first_look, Wishes(), table

    def unlock(self, password: str) -> None:
        """Open the file in hand with a password; a wrong one is told and asked for again."""
        self._look_at_next(password)

    def recall(self, plan: Plan) -> None:
        """Read the file as its ministry's last one, once, where a person settled that one."""
        if self.recalled or self.found is None or self.found.matching is None:
            return
        self.recalled = True
        again = recalled.recalled(state.store(), plan.name, self.found, self.wishes)
        if again is None or self.preview(plan).taken_in_at is not None:
            self.recalled = False
            return
        names = ("columns", "dates", "decimal", "group")
        self.settle(**{name: getattr(again, name) for name in names})

    def preview(self, plan: Plan) -> ImportPreview:
        """What taking the table in would do to the plan as it stands, worked out once."""
        assert self.inspection is not None
        settled = (self.clear_blanks, self.confirm_tenfold)
        basis = (plan.name, plan.revision, self.table, *settled)
        if self._previewed is None or self._previewed.inspection is not self.inspection:
            self._basis = ()
        if self._previewed is None or self._basis != basis:
            self._previewed = preview_of(
                state.actor(),
                state.store(),
                plan.name,
                self.inspection,
                table=self.table,
                clear_blanks=self.clear_blanks,
                confirm_tenfold=self.confirm_tenfold,
            )
            self._basis = basis
        return self._previewed

    def _look_at_next(self, password: str = "") -> None:
        """Read the next file; one that cannot be read is laid aside with the reason."""
        while self.in_hand is not None:
            self.locked = ""
            try:
                name, content = self.in_hand.name, self.in_hand.content
                self._begin(open_book(name, content, password=password))
                return
            except LockedFile as failure:
                self.step, self.locked = Step.FILE, str(failure)
                return
            except PlannerError as failure:
                frame.tell_refusal(failure)
            self.waiting = self.waiting[1:]
            self.handled += 1
        self._begin(None)

    def _begin(self, book: Book | None) -> None:
        """Look into a file that was opened; without one, wait for files."""
        content = self.in_hand.content if self.in_hand else b""
        digest = hashlib.sha256(content).hexdigest()
        inspection = inspect_book(book, Wishes(), digest) if book else None
        self.book, self.first_look, self.inspection = book, inspection, inspection
        self.step = Step.TABLE if inspection else Step.FILE
        self.wishes, self.table = Wishes(), 0
        self.clear_blanks = self.confirm_tenfold = self.recalled = False
        self.locked, self._previewed = "", None

    def _shares_its_sheet(self, found: FoundTable) -> bool:
        tables = self.inspection.tables if self.inspection else ()
        return sum(one.sheet is found.sheet for one in tables) > 1

    def _place_of(self, header_row: int) -> int:
        """Where the table with that header row now stands among the tables found."""
        tables = self.inspection.tables if self.inspection else ()
        rows = [table.place.header_rows for table in tables]
        return next((place for place, row in enumerate(rows) if header_row in row), 0)
