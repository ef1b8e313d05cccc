"""The programmes and actions behind a cell of the coverage matrix, each with a way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, Target
from planner.analysis.coverage.caution import evidence_of, signs_raised
from planner.analysis.coverage.cover import Cover, Support
from planner.analysis.coverage.coverage_answer import (
    ATTRIBUTED,
    EVIDENCE,
    MAY_RAISE,
    NO_EVIDENCE,
    NONE_ON_RECORD,
    TOUCHING,
)
from planner.analysis.money.money_answer import FUNDED_FROM_HALF
from planner.messages import Message, Share, Sum, _
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
        st.caption(told(FUNDED_FROM_HALF))


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
    declared = table_of(Programme)
    return (
        *_named(plan, Programme),
        answers.text(
            "strength",
            table_named("links").label("strength"),
            lambda one: strength_words(one.strength),
        ),
        answers.amount("touching", TOUCHING, lambda one: Sum(one.touching, currency)),
        answers.amount("attributed", ATTRIBUTED, lambda one: Sum(one.attributed, currency)),
        _raised(plan),
        _ministry(plan, "ministry", declared.label("ministry")),
    )


def action_columns(plan: Plan) -> Columns:
    """What is told of an action: its money, public evidence on it, and what it may raise."""
    evidence = evidence_of(plan, state.reference())
    return (
        *_named(plan, Action),
        _ministry(plan, "lead", table_of(Action).label("lead")),
        answers.share(
            "funded_share",
            _("Funded share"),
            lambda one: Share(one.costs and one.costs.funded_share),
        ),
        answers.text(
            "money",
            _("Money"),
            lambda one: _("✓ Funded") if one.is_solid else _("✗ Not funded yet"),
        ),
        _raised(plan),
        answers.text("evidence", EVIDENCE, lambda one: evidence(one.id) or NO_EVIDENCE),
    )


def _raised(plan: Plan) -> AnswerColumn[Support]:
    signs = signs_raised(plan, state.reference())
    column: AnswerColumn[Support] = answers.text(
        "raising", MAY_RAISE, lambda one: signs(one.id) or NONE_ON_RECORD
    )
    return replace(column, width=18)


def _named(plan: Plan, row_type: type[Programme] | type[Action]) -> Columns:
    declared = table_of(row_type)
    names = plan.names(row_type)
    title: AnswerColumn[Support] = answers.text(
        "title", declared.label("title"), lambda one: names[one.id]
    )
    return answers.code("id", declared.label("id"), _id), replace(title, width=34)


def _id(support: Support) -> str:
    return support.id


def _ministry(plan: Plan, key: str, head: Message) -> AnswerColumn[Support]:
    names = plan.names(Ministry)
    return answers.text(key, head, lambda one: names.get(one.ministry) or _("No ministry named"))


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
