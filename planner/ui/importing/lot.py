"""The files that were handed in together: where each stands, and which of them is in hand."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from planner.intake.inspection import Inspection
from planner.services.importing.file_pairs import Pair, pairs_in
from planner.ui.importing.work import Intake, Standing, Upload

MOST: Final = 10
"""So many files are taken in hand at once; each is kept in memory until it is settled."""


@dataclass
class Lot:
    """Files handed in together; `place` is the one in hand, `round` tells one lot from the next.

    `unmended` is the last file taken in by itself, while rows of it wait to be mended.
    """

    intakes: list[Intake] = field(default_factory=list[Intake])
    place: int = 0
    round: int = 0
    unmended: Intake | None = None
    _paired: tuple[Sequence[Inspection], tuple[Pair, ...]] = ((), ())

    @property
    def current(self) -> Intake | None:
        """The file in hand; None when there is none, or all are settled."""
        if self.place < len(self.intakes) and not self.intakes[self.place].standing.is_final:
            return self.intakes[self.place]
        return None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do with any file."""
        return all(one.standing.is_final for one in self.intakes)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Files that are two parts of one list, among those that were read."""
        read = [one.first_look for one in self.intakes if one.first_look]
        if [*map(id, read)] != [*map(id, self._paired[0])]:
            self._paired = read, pairs_in(read)
        return self._paired[1]

    def hand_in(self, uploads: Sequence[Upload]) -> None:
        """Take files in hand and read one after the other; the uploader is empty afterwards."""
        self.clear()
        self.unmended = None
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="intake")
        self.intakes = [
            Intake(upload, number, self.round, worker)
            for number, upload in enumerate(uploads[:MOST], start=1)
        ]
        for intake in self.intakes:
            intake.read()

    def clear(self) -> None:
        """Let go of every file, end what is under way; what is not taken in is not stored."""
        for intake in self.intakes:
            intake.stop()
        if len(self.intakes) == 1 and self.intakes[0].rest:
            self.unmended = self.intakes[0]
        self.intakes, self.place = [], 0
        self.round += 1

    def open(self, number: int) -> None:
        """Take the file of that number in hand; one that was laid aside is read again."""
        intake = self.intakes[number - 1]
        if intake.standing.is_final:
            intake.read()
        self.place = number - 1

    def settle(self) -> None:
        """Take over what was read since, and go on to the next file when one is settled."""
        for intake in self.intakes:
            intake.settle_reading()
        if self.current is None:
            waiting = (n for n, one in enumerate(self.intakes) if not one.standing.is_final)
            self.place = next(waiting, self.place)
        for place, intake in enumerate(self.intakes):
            if not intake.standing.is_final:
                here = place == self.place
                intake.standing = Standing.IN_HAND if here else Standing.WAITING
