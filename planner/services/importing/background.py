"""Work that takes long, done beside the page: it tells how far it is, and a person may end it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

from planner.intake.monitor import ReadMonitor
from planner.messages import Message, _, ngettext

T = TypeVar("T")


class BackgroundTask(Generic[T]):
    """One piece of work from its start to its end; what `do` raises is raised by `result`.

    `worker` does one piece after the other, in their order.
    """

    def __init__(self, do: Callable[[ReadMonitor], T], worker: ThreadPoolExecutor) -> None:
        self._lock = threading.Lock()
        self._heard: tuple[str, int] | None = None
        self._watching = ReadMonitor(self._hear)
        self._future: Future[T] = worker.submit(do, self._watching)

    @property
    def is_done(self) -> bool:
        """Whether it came to its end, be it a bad one."""
        return self._future.done()

    @property
    def is_stopped(self) -> bool:
        """Whether a person asked for its end."""
        return self._watching.cancelled

    @property
    def progress(self) -> Message:
        """How far it is, as in “Sheet Projects, 40,000 rows”."""
        with self._lock:
            heard = self._heard
        if heard is None:
            return _("It has just begun.")
        sheet, number = heard
        if not number:
            return _("Looking for tables and columns.")
        rows = ngettext("{number} row", "{number} rows", number)
        return _("Sheet {sheet}, {rows}", sheet=sheet, rows=rows) if sheet else rows

    def wait(self, seconds: float) -> bool:
        """Wait a moment for its end; whether it came."""
        with suppress(TimeoutError):
            self._future.exception(seconds)
        return self.is_done

    def cancel(self) -> None:
        """End it as soon as it looks up; harmless when it is done."""
        self._watching.cancel()

    def result(self) -> T:
        """What came of it, once it is done; Cancelled when a person ended it."""
        return self._future.result()

    def _hear(self, sheet: str, rows: int) -> None:
        with self._lock:
            self._heard = sheet, rows
