"""The programmes and actions behind a cell of the coverage matrix, each with a way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind, Target
from planner.analysis.coverage.cover import Cover, Support
from planner.messages import Sum, _
from planner.plan import Plan, table_named
from planner.schema import table_of
from planner.tables import Action, Ministry, Programme
from planner.ui import links, state
from planner.ui.coverage.chart import budgets
from planner.ui.marks import strength_words
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told

Columns = Sequence[AnswerColumn[Support]]


def rows(plan: Plan, cover: Cover, currency: str) -> None:
    """Draw both tables; a row that is chosen in its table can be opened."""
    if not cover.supports:
        st.info(t("Nothing here: no programme is linked to it and no action addresses it."))
        return
    if programmes := programmes_of(cover):
        head = tn("{number} programme", "{number} programmes", len(programmes))
        st.markdown(f"**{head}**  \n{escaped(told(budgets(cover, currency)))}{_open_ends(cover)}")
        _openable(programmes, programme_columns(plan, currency), table_of(Programme).name)
    if actions := [support for support in cover.supports if support.is_action]:
        st.markdown(f"**{tn('{number} action', '{number} actions', len(actions))}**")
        _openable(actions, action_columns(plan), table_of(Action).name)


def programmes_of(cover: Cover) -> list[Support]:
    """The programmes of a cover, largest budget first; one that is not known comes last."""
    found = [support for support in cover.supports if not support.is_action]
    return sorted(found, key=lambda support: -(support.touching or Decimal(-1)))


def _openable(supports: Sequence[Support], columns: Columns, table: str) -> None:
    links.openable(
        supports,
        columns,
        lambda support: Target(table, support.id),
        key=state.key("coverage", table),
        alt=told(_("{rows} behind the cell", rows=table_named(table).title)),
    )


def programme_columns(plan: Plan, currency: str) -> Columns:
    """What is told of a programme: an unknown sum is blank, not zero."""
    declared, names = table_of(Programme), plan.names(Ministry)
    column = AnswerColumn[Support]
    return (
        column("id", declared.label("id"), CellKind.CODE, lambda one: one.id),
        column(
            "title",
            declared.label("title"),
            CellKind.TEXT,
            lambda one: plan.get(Programme, one.id).title,
            width=52,
        ),
        column(
            "strength",
            table_named("links").label("strength"),
            CellKind.TEXT,
            lambda one: strength_words(one.strength),
        ),
        column(
            "touching",
            _("Whole budgets concerned"),
            CellKind.SUM,
            lambda one: Sum(one.touching, currency),
        ),
        column(
            "attributed",
            _("Attributed share of budgets"),
            CellKind.SUM,
            lambda one: Sum(one.attributed, currency),
        ),
        column(
            "ministry",
            declared.label("ministry"),
            CellKind.TEXT,
            lambda one: names.get(one.ministry, ""),
        ),
    )


def action_columns(plan: Plan) -> Columns:
    """What is told of an action."""
    declared, names = table_of(Action), plan.names(Ministry)
    column = AnswerColumn[Support]
    return (
        column("id", declared.label("id"), CellKind.CODE, lambda one: one.id),
        column(
            "title",
            declared.label("title"),
            CellKind.TEXT,
            lambda one: plan.get(Action, one.id).title,
            width=52,
        ),
        column(
            "lead", declared.label("lead"), CellKind.TEXT, lambda one: names.get(one.ministry, "")
        ),
        column(
            "money",
            _("Money"),
            CellKind.TEXT,
            lambda one: _("✓ Some money is there") if one.funded else _("✗ No money yet"),
        ),
    )


def _open_ends(cover: Cover) -> str:
    parts = (
        tn("{number} budget not known", "{number} budgets not known", cover.unknown_budgets)
        if cover.unknown_budgets
        else "",
        tn("{number} share not stated", "{number} shares not stated", cover.unshared)
        if cover.unshared
        else "",
    )
    return "".join(f" · {part}" for part in parts if part)
