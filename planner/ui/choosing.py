"""A choice among rows: held by its id, whatever the rows are called by now.

Streamlit itself holds a choice by the text that it shows. When somebody renames the row it falls
back on another one, and what is typed next goes into the wrong row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from planner.ui import state


@dataclass
class Selection:
    """What is chosen, the options as they were shown last, and how often they were renamed."""

    held: str | None = None
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    generation: int = 0
    begun: bool = False

    def widget(self, name: str) -> str:
        """The key of the widget: options that are called otherwise are another widget."""
        return f"{name}:{self.generation}" if self.generation else name


def choose(
    label: str,
    options: Mapping[str, str],
    name: str,
    *,
    first: bool = False,
    place: Any = st,
    **looks: Any,
) -> str | None:
    """Let a person choose one of the options, id → text; the id, None when none is chosen.

    `first` takes the first option to begin with. What was chosen and is no longer there leaves
    nothing chosen, never another row.
    """
    choice, shown = _choice(name), _told_apart(options)
    choice.generation += _is_renamed(choice.options, shown)
    choice.options = shown
    key = choice.widget(name)
    if not state.is_drawn(key):
        begins = first and not choice.begun and choice.held is None
        held = next(iter(shown), None) if begins else choice.held
        state.set_widget(key, held if held in shown else None)
    choice.begun = True
    choice.held = place.selectbox(
        label,
        list(shown),
        index=None,
        key=key,
        format_func=lambda one: shown.get(one, str(one)),
        **looks,
    )
    return choice.held


def hold(name: str, row_id: str | None) -> None:
    """Make a row the one that is chosen; for callbacks, and before the choice is drawn."""
    choice = _choice(name)
    choice.held = row_id
    state.set_widget(choice.widget(name), row_id)


def held(name: str) -> str | None:
    """The id that is chosen, before the choice is drawn."""
    choice = _choice(name)
    key = choice.widget(name)
    return state.widget(key) if state.is_drawn(key) else choice.held


def _choice(name: str) -> Selection:
    return state.kept(f"{name}:choice", Selection)


def _is_renamed(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether a row is called otherwise now, or a text means another row."""
    meant = {text: row_id for row_id, text in before.items()}
    return any(
        before.get(row_id, text) != text or meant.get(text, row_id) != row_id
        for row_id, text in after.items()
    )


def _told_apart(options: Mapping[str, str]) -> dict[str, str]:
    """Options that read alike with their ids behind: a choice is told by what it reads."""
    often = Counter(options.values())
    return {
        row_id: f"{text} ({row_id})" if often[text] > 1 and row_id else text
        for row_id, text in options.items()
    }
