"""Work that takes long, done beside the page: it tells how far it is, and a person may end it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Final, Generic, TypeVar

import streamlit as st

from planner.intake.monitor import ReadMonitor
from planner.ui.wording import counted, escaped

T = TypeVar("T")

PATIENCE = 1.5  # seconds that a page waits before it draws how far the work is
_EVERY: Final = 0.5  # seconds between two looks


class UnderWay(Generic[T]):
    """One piece of work from its start to its end; what `do` raises is raised by `result`.

    `worker` does one piece after the other, in their order.
    """

    def __init__(self, do: Callable[[ReadMonitor], T], worker: ThreadPoolExecutor) -> None:
        self._lock = threading.Lock()
        self._step, self._rows = "", 0
        self._watching = ReadMonitor(self._heard)
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
    def said(self) -> str:
        """How far it is, as in “Sheet Projects, 40,000 rows”."""
        with self._lock:
            step, rows = self._step, self._rows
        if not rows:
            return step or "It has just begun."
        return ", ".join(
            part for part in (f"Sheet {step}" * bool(step), counted(rows, "row")) if part
        )

    def wait(self) -> bool:
        """Wait a moment for its end; whether it came."""
        with suppress(TimeoutError):
            self._future.exception(PATIENCE)
        return self.is_done

    def cancel(self) -> None:
        """End it as soon as it looks up; harmless when it is done."""
        self._watching.cancel()

    def result(self) -> T:
        """What came of it, once it is done; Cancelled when a person ended it."""
        return self._future.result()

    def _heard(self, step: str, rows: int) -> None:
        with self._lock:
            self._step, self._rows = step, rows


def show(work: UnderWay[T], title: str, key: str, stop: Callable[[], None]) -> None:
    """Say how far the work is and offer to end it; the page is drawn anew once it is done."""

    @st.fragment(run_every=_EVERY)
    def progress() -> None:
        if work.is_done or work.is_stopped:
            st.rerun()
        with st.container(border=True, key="under-way"):
            st.markdown(f":material/hourglass_top: **{escaped(title)}**")
            st.caption(escaped(work.said))
            st.button("Stop", key=key, icon=":material/close:", on_click=stop)

    progress()
