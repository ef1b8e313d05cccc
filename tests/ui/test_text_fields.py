"""Fields of free text: each keeps what is typed, or says why it need not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from planner import ui

TOP = Path(ui.__file__).parent
HELD_OTHERWISE = {
    "text_fields.py": "it is the field that keeps",
    "forms.py": "forms keep drafts in the plan",
    "plans/page.py": "who acts is kept at once; a plan's name is typed to remove it, each time",
    "returns/file_cards.py": "the desk keeps the notes",
    "returns/letters.py": "the desk keeps the letters",
    "about/search.py": "a question, which the page answers at once",
}
PASSING = ("search", "password")


def free_fields(path: Path) -> Iterator[int]:
    """The lines on which a module draws a field of text that is neither search nor secret."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="text_input" | "text_area"), keywords=facts):
                types = {
                    one.value.value
                    for one in facts
                    if one.arg == "type" and isinstance(one.value, ast.Constant)
                }
                if types.isdisjoint(PASSING):
                    yield node.lineno
            case _:
                pass


def test_what_is_typed_beside_grids_and_forms_is_kept_when_the_page_is_loaded_again() -> None:
    losing = [
        f"{name}:{line}"
        for path in sorted(TOP.rglob("*.py"))
        if (name := path.relative_to(TOP).as_posix()) not in HELD_OTHERWISE
        for line in free_fields(path)
    ]

    assert losing == []
