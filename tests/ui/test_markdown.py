"""No text of a stranger is read as markup: what calls draw is looked at, and what pages show."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.plan import all_tables
from planner.schema import Kind
from planner.ui.menu import PAGES
from planner.ui.training.page import Part
from tests.ui.conftest import Open
from tests.ui.test_pages import check_it_is_whole, primary_buttons

TOP = Path(__file__).parents[2]
SOURCES = {
    path.relative_to(TOP).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(TOP.glob("planner/ui/**/*.py"))
}
DRAWN = frozenset(
    "badge button caption checkbox date_input dialog download_button error expander file_uploader "
    "form_submit_button header info markdown metric multiselect number_input page_link pills "
    "popover progress radio segmented_control selectbox slider spinner subheader success text_area "
    "text_input title toast toggle warning window".split()
)
NUMBERS = frozenset("number revision rows confidence share total sheet".split())
DECLARED = frozenset("title explanation row_title lead".split())


def drawn(call: ast.Call) -> Iterator[ast.expr]:
    """What a call draws as Markdown: what it is about, its help, the three texts of a figure."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in DRAWN:
        yield from call.args[: 3 if call.func.attr == "metric" else 1]
        yield from (word.value for word in call.keywords if word.arg in ("help", "text", "body"))


def raw(what: ast.expr, given: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """The parts of an expression that hold a text as somebody wrote it."""
    if is_written(what):
        yield what
    elif isinstance(what, ast.Name):
        for value in given.get(what.id, ()):
            yield from raw(value, {**given, what.id: []})
    else:
        for part in parts(what):
            yield from raw(part, given)


def is_written(what: ast.expr) -> bool:
    """Whether an expression is a text of a row, or a message told with what it holds."""
    match what:
        case ast.Attribute(attr=name):
            return name not in NUMBERS
        case ast.Subscript(value=ast.Name(id=name)):
            return not name.strip("_").isupper()
        case ast.Call(func=ast.Name(id="told"), args=[ast.Attribute(attr=name)]):
            return name not in DECLARED
        case ast.Call(func=ast.Name(id="told"), args=[ast.Call(keywords=words)]):
            return bool(words)
        case _:
            return False


def parts(what: ast.expr) -> list[ast.expr]:
    """What a text is put together from."""
    match what:
        case ast.Call(func=ast.Attribute(attr="join"), args=many):
            return many
        case ast.GeneratorExp(elt=one) | ast.ListComp(elt=one) | ast.FormattedValue(value=one):
            return [one]
        case ast.JoinedStr(values=many) | ast.BoolOp(values=many) | ast.List(elts=many):
            return many
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            return [one, other]
        case _:
            return []


def assigned(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What each name of a function is given."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found


def raw_texts(tree: ast.AST) -> Iterator[str]:
    """Where a module draws a text as somebody wrote it."""
    for scope in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        given = assigned(scope)
        for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
            for part in drawn(call):
                yield from (f"{one.lineno}: {ast.unparse(one)}" for one in raw(part, given))


@pytest.mark.parametrize("module", SOURCES)
def test_no_module_draws_a_text_as_somebody_wrote_it(module: str) -> None:
    assert sorted(set(raw_texts(SOURCES[module]))) == []


def test_files_are_asked_for_in_one_way_that_the_door_knows() -> None:
    asking = [
        module
        for module, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "st.file_uploader"
    ]

    assert asking == ["planner/ui/frame.py"]


@pytest.mark.parametrize(
    "line",
    [
        "st.button(row.title)",
        "st.markdown(f'**{row.title}**')",
        "st.caption(told(finding.message))",
        "st.text_input(t('Name'), help=row.note)",
        "st.metric(t('Sum'), cell.text)",
        "st.markdown(' · '.join(row.title for row in rows))",
        "st.error(told(_('No {name}', name=row.title)))",
        "place.expander(names[0])",
    ],
)
def test_the_look_finds_what_it_is_for(line: str) -> None:
    assert list(raw_texts(ast.parse(f"def draw():\n    {line}"))) != []
    through_a_name = f"def draw():\n    said = {line.partition('(')[2][:-1]}\n    st.markdown(said)"
    if line.count("(") == 1:
        assert list(raw_texts(ast.parse(through_a_name))) != []


MARKED = " [x](http://e.x) ![y](http://e.x/y.png) :red[z] www.e.x"
READ_AS_MARKUP = frozenset("body label help delta content caption".split())
RAW = re.compile(r"(?<!\\)\[x(?!\\)\]|www\.e\.x|(?<!\\):red")


@pytest.fixture
def marked_up(sample_plan: str, database: str) -> str:
    """The sample, with markup and addresses behind every text that people write."""
    connection = sqlite3.connect(database.removeprefix("sqlite:///"))
    for declared in all_tables():
        for column in declared.columns:
            if column.kind in (Kind.TEXT, Kind.NOTE) and column.name != "language":
                connection.execute(
                    f"UPDATE {declared.name} SET {column.name} = {column.name} || ?", [MARKED]
                )
    connection.commit()
    connection.close()
    return sample_plan


def read_as_markup(element: Any) -> Iterator[str]:
    """The texts of an element that the browser reads as Markdown."""
    proto = getattr(element, "proto", None)
    for field, value in proto.ListFields() if proto is not None else ():
        if field.name in READ_AS_MARKUP and isinstance(value, str):
            yield value
        elif field.name == "options" and element.type in ("radio", "button_group"):
            yield from (str(getattr(one, "content", one)) for one in value)


def shown_raw(app: AppTest) -> list[str]:
    """What a page would read as markup, though somebody only wrote it."""
    return [
        f"{element.type}: {text[:200]}"
        for element in app._tree
        if element.type not in ("text", "code")
        for text in read_as_markup(element)
        if RAW.search(text)
    ]


def sections(page: str) -> list[str]:
    """The parts of a page besides the one that it opens with."""
    more = {"plan": ["settings"], "training": list(map(str, Part)), "returns": ["received"]}
    return [*more.get(page, ()), *(part.key for part in PAGES[page].grids)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_and_reads_nothing_that_people_wrote_as_markup(
    page: str, marked_up: str, open_page: Open
) -> None:
    app = open_page(page)
    check_it_is_whole(page, app)
    raw = shown_raw(app)
    assert len(primary_buttons(app)) <= 1
    for part in sections(page):
        app.session_state[f"{marked_up}:{page}:section"] = part
        raw += shown_raw(app.run())
        assert [failure.value for failure in app.exception] == []

    assert raw == []
