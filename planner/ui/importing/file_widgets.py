"""What the steps of an import share: keys and buttons, settling something, work that takes long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.errors import PlannerError
from planner.messages import Fact, Message
from planner.services.importing.background import BackgroundTask
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.ui import frame, state
from planner.ui.markup import escaped
from planner.ui.words import t, told

PAGE: Final = "importing"
PATIENCE = 1.5  # seconds that a page waits before it draws how far the work is
_EVERY: Final = 0.5  # seconds between two looks


def key(file: ImportFile, part: str, *more: object) -> str:
    """The key of a widget about a file."""
    return state.key(PAGE, part, file.batch, file.number, *more)


def settle(file: ImportFile, change: Callable[[ImportDraft], ImportDraft]) -> bool:
    """Change what is settled about a file; a refusal is told, and changes nothing."""
    assert file.draft is not None
    try:
        file.draft = change(file.draft)
        file.keep()
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return False
    return True


def settling(file: ImportFile, change: Callable[[ImportDraft], ImportDraft]) -> Callable[[], None]:
    """The same as a callback."""

    def callback() -> None:
        settle(file, change)

    return callback


def go_to(file: ImportFile, step: Step) -> None:
    """Go to a step of the import, as a callback."""
    file.step = step
    file.keep()


def back_button(file: ImportFile, step: Step) -> None:
    """Draw the way back to a step."""
    st.button(t("Back"), key=key(file, "back", step), on_click=go_to, args=(file, step))


def cancel_button(file: ImportFile) -> None:
    """Draw the way out: nothing of the file is imported."""
    st.button(t("Cancel"), key=key(file, "cancel", file.step), on_click=file.set_aside)


def column(
    name: str, head: Message, value: Callable[[Any], Fact], kind: CellKind = CellKind.TEXT
) -> AnswerColumn[Any]:
    """A column of a listing about a file."""
    return AnswerColumn(name, head, kind, value)


def show_progress(
    task: BackgroundTask[Any], title: str, key: str, stop: Callable[[], None]
) -> None:
    """Say how far work is and offer to end it; the page is drawn anew once it is done."""

    @st.fragment(run_every=_EVERY)
    def progress() -> None:
        if task.is_done or task.is_stopped:
            st.rerun()
        with st.container(border=True, key="background-task"):
            st.markdown(f":material/hourglass_top: **{escaped(title)}**")
            st.caption(escaped(told(task.progress)))
            st.button(t("Stop"), key=key, icon=":material/close:", on_click=stop)

    progress()
