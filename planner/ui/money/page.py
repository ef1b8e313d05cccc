"""The page of costs: what the plan costs by year and ministry, what is there, what is not."""

from __future__ import annotations

import streamlit as st

from planner.analysis.answers import Target
from planner.analysis.money.costs import Money, money
from planner.analysis.money.money_answer import GAP, money_answer
from planner.analysis.registry import ANSWERS, answered, answers_of
from planner.messages import Fact, Message, Share, Sum, _
from planner.plan import Plan
from planner.tables import Action
from planner.ui import frame, links, state
from planner.ui.answer_view import answer_view, not_known
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.figures import drawing_of
from planner.ui.listing import columns_of
from planner.ui.money import currency
from planner.ui.money.portfolio_part import portfolio_part
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import capital, t, tn, told, voice

PAGE = "costs"
PICTURE, MISSING, PORTFOLIO, SPENDING = "picture", "missing", "portfolio", "spending"


@frame.page(
    PAGE, _("What the plan costs, what of that money is there, and what cabinet must still find.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    if not plan.of(Action):
        frame.empty(t("Nothing to cost yet"), t("Draft the first action, then cost it."), "actions")
        return
    costs = state.computed(money, plan)
    not_known(money_answer(plan, costs))
    currency.ask(plan)
    _totals(costs)
    parts = {
        PICTURE: _("By year and ministry"),
        **{kind.key: kind.title for kind in answers_of("money")[1:]},
        SPENDING: ANSWERS[SPENDING].title,
        MISSING: _("Without a cost"),
        **titles_of(PAGE),
    }
    part = section(PAGE, parts, {MISSING: len(costs.uncosted)})
    if part == PICTURE:
        _picture(plan, costs)
    elif part == MISSING:
        _uncosted(plan, costs)
    elif part == PORTFOLIO:
        portfolio_part(plan)
    elif part in ANSWERS:
        answer_view(state.computed(answered, plan, part, state.today()))
    else:
        draw_grids(plan, grids_of(PAGE)[part])


def _totals(costs: Money) -> None:
    total = costs.total

    def short(part: str) -> Sum:
        return total.told(part, costs.currency, short=True)

    shown: tuple[tuple[Message, Fact, Message], ...] = (
        (
            _("Planning estimate (mid)"),
            short("mid"),
            _("{low} to {high}", low=short("low"), high=short("high")),
        ),
        (
            _("Funded"),
            Share(total.funded_share),
            _("{sum} of it", sum=short("funded")),
        ),
        (
            GAP,
            short("gap"),
            _(
                "requested {requested}, not requested {not_requested}",
                requested=short("requested"),
                not_requested=short("not_requested"),
            ),
        ),
        (_("Staff time (no new money)"), short("in_kind"), _("not part of the sums")),
    )
    with st.container(horizontal=True, gap="large"):
        for label, value, below in shown:
            st.metric(
                told(label),
                capital(voice().fact(value)),
                told(below),
                delta_color="off",
                delta_arrow="off",
                width="content",
            )


def _picture(plan: Plan, costs: Money) -> None:
    if not costs.by_year:
        st.info(t("No cost line yet: open an action and enter its costs by year."))
        return
    found = money_answer(plan, costs, detail=True)
    with st.container(horizontal=True, gap="large"):
        for figure, table, width in zip(found.figures, found.tables, (440, "stretch"), strict=True):
            with st.container(width=width):
                show_drawing(drawing_of(figure, table), state.key(PAGE, table.key))


def _uncosted(plan: Plan, costs: Money) -> None:
    if not costs.uncosted:
        st.success(
            t("Every action has cost lines, or says why it has none."), icon=":material/check:"
        )
        return
    actions = [plan.get(Action, action_id) for action_id in costs.uncosted]
    st.markdown(
        tn(
            "{number} action with neither a cost line nor a reason for it.",
            "{number} actions with neither a cost line nor a reason for it.",
            len(actions),
        )
    )
    links.openable(
        actions,
        columns_of(plan, Action, "id title lead"),
        lambda action: Target(links.ACTIONS, action.id),
        key=state.key(PAGE, "uncosted"),
        alt=t("Actions without a cost"),
        primary=True,
    )
