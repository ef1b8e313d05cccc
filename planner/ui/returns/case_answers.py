"""The answers that a case allows, and values of it as a person reads them."""

from __future__ import annotations

from typing import Final

from planner.plan import Plan, table_named
from planner.schema import Column, Value
from planner.services.returns import Case
from planner.ui.columns import cell, options
from planner.ui.markup import Markup, escaped
from planner.ui.state import reference
from planner.ui.words import t, voice

EDIT: Final = "edit"


def value_words(plan: Plan, column: Column, value: Value) -> Markup:
    """The value as Markdown: rows and entries with their title, numbers in groups, or “blank”."""
    text = cell(column, value)
    if text is None:
        return Markup(f":gray[*{t('blank')}*]")
    known = options(column, plan, reference()) or {}
    shown = text if column.answers is None else voice().shown(column, value)
    return escaped(known.get(text) or shown)


def column_of(case: Case, name: str = "") -> Column:
    """The column that a case is about, or the one of that name in its table."""
    return table_named(case.table).column(name or case.column)


def answers(case: Case) -> dict[str, str]:
    """The answers to a case, each with its label."""
    known = {one.value: voice().fact(one.label) for one in case.answers}
    return known | ({EDIT: t("Edit")} if case.takes_value else {})
