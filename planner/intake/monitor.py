"""Progress of a file that is being read, and the means to cancel it from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planner.errors import Cancelled
from planner.messages import _

Progress = Callable[[str, int], object]


class ReadMonitor:
    """Follows one reading from its start to its end; for one file only.

    `progress` is called in the thread that reads, with the name of a sheet and the rows of it that
    have arrived; what it raises ends the reading.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._lock = threading.Lock()
        self._end: Callable[[], object] | None = None
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        """Whether somebody has asked for the end."""
        return self._cancelled

    def cancel(self) -> None:
        """End the reading at once, or before it starts; harmless once it is over, or twice."""
        with self._lock:
            self._cancelled = True
            if self._end:
                self._end()

    def report(self, sheet: str, rows: int) -> None:
        """Report that so many rows of a sheet are here."""
        if self._progress:
            self._progress(sheet, rows)

    def raise_if_cancelled(self, name: str) -> None:
        """Cancelled, in one sentence about the file of that name, if somebody asked for the end."""
        if self._cancelled:
            raise Cancelled(
                _("Reading {file} was cancelled; nothing was taken from it.", file=name)
            )

    @contextmanager
    def on_cancel(self, end: Callable[[], object]) -> Iterator[None]:
        """While inside, `cancel` also calls `end`; at once, if it was cancelled before."""
        with self._lock:
            self._end = end
            if self._cancelled:
                end()
        try:
            yield
        finally:
            with self._lock:
                self._end = None
