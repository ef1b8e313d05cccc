"""The empty list that a ministry fills in with what it does, in the office's words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Final

from planner import languages
from planner.errors import BrokenReference
from planner.exports.blank_list import BlankList, write
from planner.places import templates_folder
from planner.plan import Plan
from planner.services.entering import in_order
from planner.tables import Ministry

FILE: Final = "ministry_list_wording.toml"
_WORDS: Final = ("sheet", "title", "how", "kind", "choose", "date", "sum")
_ENGLISH: Final = "en"


def blank_list(plan: Plan, language: str = "") -> bytes:
    """A workbook with the plan's ministries and every catalogue action to choose from.

    In the language asked for, else the plan's, else English. BrokenReference when the office's
    words cannot be used.
    """
    texts = _texts()
    wished = language or plan.details.language
    code = wished if wished in texts else _ENGLISH
    words = texts.get(code, {})
    lacking = [key for key in _WORDS if not words.get(key)]
    if lacking:
        raise BrokenReference(f"{FILE} has no text for {code}.{lacking[0]}.", "Put it back.")
    blank = BlankList(
        language=code,
        words=words,
        kinds=[f"{one.id} {one.title_in(code)}" for one in in_order(plan)],
        ministries=[one.name for one in plan.of(Ministry)],
    )
    return write(blank, languages.load())


def _texts() -> Mapping[str, Mapping[str, str]]:
    try:
        return tomllib.loads((templates_folder() / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        raise BrokenReference(
            f"{FILE} cannot be understood: {failure}.", "Put the file back into templates."
        ) from failure
