"""What the steps of an import share: keys of widgets, and settling something about a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from planner.errors import PlannerError
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.ui import frame, state
from planner.ui.words import t

PAGE: Final = "importing"


def key(file: ImportFile, part: str, *more: object) -> str:
    """The key of a widget about a file."""
    return state.key(PAGE, part, file.batch, file.number, *more)


def settle(file: ImportFile, change: Callable[[ImportDraft], ImportDraft]) -> bool:
    """Change what is settled about a file; a refusal is told, and changes nothing."""
    assert file.draft is not None
    try:
        file.draft = change(file.draft)
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


def back_button(file: ImportFile, step: Step) -> None:
    """Draw the way back to a step."""
    st.button(t("Back"), key=key(file, "back", step), on_click=go_to, args=(file, step))


def cancel_button(file: ImportFile) -> None:
    """Draw the way out: nothing of the file is imported."""
    st.button(t("Cancel"), key=key(file, "cancel", file.step), on_click=file.set_aside)
