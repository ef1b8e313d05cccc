"""Random plans for laws: rows of any table, filled or half-filled, values of every kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from hypothesis import settings
from hypothesis import strategies as st

from planner.changes import build
from planner.plan import Plan, all_tables
from planner.schema import LANGUAGES, Column, Kind, Row, Table, Value
from planner.values import clean

LARGEST = 10**15 - 1

_PITFALLS = (
    "=1+1", "'=1+1", "''x", "-5", "+32", "@home", "\t=x", "= x", "＝1",
    "007", "1e5", "1,5", "NA", "TRUE", "#N/A",
    "https://example.org", "mailto:x@example.org", "{=1}", "_x000D_", "x005F_", "a;b", '"', "'",
    "a\nb", "été", "العربية", "2027-03-31", "yes", "x" * 40_000, "𝒳" * 17_000,
)  # fmt: skip


_ASKED = settings.default.max_examples if settings.default else 100
FEW = settings(max_examples=max(_ASKED // 3, 5))
"""For a law that is dear to try: a third of the examples that the profile asks for."""


def texts() -> st.SearchStrategy[str]:
    """Clean text, with what spreadsheets mistake for something else among it."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    return (anything | st.sampled_from(_PITFALLS)).map(clean)


def tags() -> st.SearchStrategy[tuple[str, ...]]:
    """A few words without the mark that stands between them."""
    word = texts().map(lambda text: text[:20].replace(";", ",").strip()).filter(bool)
    return st.lists(word, max_size=3).map(lambda words: _tags_of("; ".join(words)))


def _tags_of(text: str) -> tuple[str, ...]:
    return tuple(tag for part in clean(text).split(";") if (tag := part.strip()))


def amounts() -> st.SearchStrategy[Decimal]:
    """Exact numbers: cents, trailing zeros, more digits than a spreadsheet keeps."""
    cents = st.decimals(-LARGEST, LARGEST, places=2)
    fine = st.decimals(-1000, 1000, places=18)
    return cents | fine | st.sampled_from([Decimal("0.10"), Decimal("1E+3"), Decimal("1E-30")])


def values(column: Column, ids: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Value]:
    """Any value of a column, its blank included; `ids` are the rows that can be referred to."""
    languages = st.sampled_from(("en", "fr", "ar"))
    filled = languages if column.refers == LANGUAGES else _filled(column, ids)
    return st.just(column.blank) | filled


def _filled(column: Column, ids: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Value]:
    match column.kind:
        case Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.ENTRY:
            return texts()
        case Kind.ROW:
            return st.sampled_from(ids.get(column.refers) or ("",))
        case Kind.WHOLE:
            return st.integers(-LARGEST, LARGEST)
        case Kind.PERCENT | Kind.MONEY | Kind.NUMBER:
            return amounts()
        case Kind.DATE:
            return st.dates(date(1, 1, 1), date(9999, 12, 31))
        case Kind.FLAG | Kind.CHOICE:
            return st.sampled_from(list(column.answers or (True, False)))
        case Kind.TAGS:
            return tags()
        case _:
            assert_never(column.kind)


def rows(table: Table, row_id: str, ids: dict[str, tuple[str, ...]]) -> st.SearchStrategy[Any]:
    """Any row of a table under that id."""
    columns = {c.name: values(c, ids) for c in table.columns if c.name != "id"}
    return st.fixed_dictionaries(columns).map(lambda found: build(table, row_id, found))


@st.composite
def plans(draw: st.DrawFn, most: int = 3) -> Plan:
    """A plan with up to `most` rows in a handful of its tables; references point at rows it has."""
    chosen = draw(st.lists(st.sampled_from(all_tables()), max_size=5, unique_by=lambda t: t.name))
    ids = {
        table.name: tuple(table.id_for(n + 1) for n in range(draw(st.integers(0, most))))
        for table in chosen
    }
    tables = {
        table.name: {row_id: draw(rows(table, row_id, ids)) for row_id in ids[table.name]}
        for table in chosen
    }
    return Plan(tables=tables)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans with much in common: rows kept, edited, taken out, and new ones."""
    plan = draw(plans(most=2))
    ids = {table.name: tuple(plan.rows(table.name)) for table in all_tables()}
    tables: dict[str, dict[str, Row]] = {}
    for table, row in plan:
        fate = draw(st.sampled_from(["keep", "edit", "drop"]))
        if fate == "drop":
            continue
        column = draw(st.sampled_from(table.columns[1:]))
        new = draw(values(column, ids)) if fate == "edit" else getattr(row, column.name)
        tables.setdefault(table.name, {})[row.id] = replace(row, **{column.name: new})
    for table in draw(st.lists(st.sampled_from(all_tables()), max_size=2)):
        row_id = next(plan.next_ids(table.row))
        tables.setdefault(table.name, {})[row_id] = draw(rows(table, row_id, ids))
    return plan, Plan(tables=tables)
