"""Where a requirement goes: its forecast, what if it went otherwise, what a cancelling costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, AnswerTable
from planner.analysis.training.figures import forecast_range, months_range
from planner.analysis.training.forecast import (
    Forecast,
    Month,
    Scenario,
    forecast,
    forecasts,
    in_scenario,
    outlook,
)
from planner.analysis.training.head_counts import told_share
from planner.analysis.training.requirements import RequirementStatus, Training, by_urgency
from planner.analysis.training.rotation import HALF_THE_GAP, NO_TRAINING, TRAINED_FIRST, Effort
from planner.messages import Message, Share, Sum, _, ngettext
from planner.plan import Plan, table_named
from planner.ui import guidance, state
from planner.ui.charts.drawing import MARGIN, Drawing, font
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.figures import drawing_of
from planner.ui.charts.over_time import share_axis
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.training import gaps as training_gaps
from planner.ui.training import requirement_list
from planner.ui.training.requirement_list import cell_words
from planner.ui.words import t, told, voice

LOOKS = (("solid", "circle"), ("dot", "square"), ("dash", "diamond"), ("longdashdot", "x"))
UNTIL = 10
YEARS = (0, 1, 2, 3, 5, 10)


def examples_drawing(examples: Mapping[Message, Effort]) -> Drawing:
    """A line for each example over ten years; each has its own dashes and marks."""
    years = list(range(UNTIL + 1))
    figure = go.Figure(
        [
            go.Scatter(
                x=years,
                y=[one.covered(year) for year in years],
                name=told(title),
                mode="lines+markers",
                line={"width": 3, "dash": dash},
                marker={"symbol": symbol, "size": 9},
                hovertemplate="%{y:.0%}",
            )
            for (title, one), (dash, symbol) in zip(examples.items(), LOOKS, strict=False)
        ]
    )
    figure.update_layout(
        height=340,
        margin=MARGIN,
        legend={"orientation": "h", "y": -0.18, "yanchor": "top", "x": 0, "font": {"size": 13}},
        dragmode=False,
        hovermode="x unified",
    )
    figure.update_xaxes(title=t("Years from now"), dtick=1, fixedrange=True, tickfont=font())
    figure.update_yaxes(zeroline=False, fixedrange=True, tickfont=font())
    share_axis(figure)
    return Drawing(
        figure=figure,
        title=t("Where the same effort leads, year after year"),
        alt="; ".join(
            told(_("{example}: long-run level {level}", example=title, level=Share(one.settles)))
            for title, one in examples.items()
        ),
        table=_examples_table(examples),
    )


_Line = tuple[Message, Effort]


def _examples_table(examples: Mapping[Message, Effort]) -> AnswerTable[_Line]:
    """One row for each example: what it assumes, and coverage after so many years."""

    def after(year: int) -> AnswerColumn[_Line]:
        head = ngettext("After {number} year", "After {number} years", year) if year else _("Today")
        return answers.share(f"year-{year}", head, lambda line: Share(line[1].covered(year)))

    return AnswerTable(
        key="examples",
        title=_("Worked examples"),
        columns=(
            answers.text("example", _("Example"), lambda line: line[0]),
            answers.share(
                "turnover",
                _("Posts that change holder in a year (r)"),
                lambda line: Share(line[1].turnover),
            ),
            answers.share(
                "trained",
                _("Of the gap trained in a year (a)"),
                lambda line: Share(line[1].trained),
            ),
            answers.share(
                "first", _("Newcomers trained first"), lambda line: Share(line[1].trained_first)
            ),
            *map(after, YEARS),
            answers.share("settles", _("Long-run level"), lambda line: Share(line[1].settles)),
        ),
        lines=tuple(examples.items()),
    )


PAGE = "training"
EXAMPLES: Final[Mapping[Message, Effort]] = MappingProxyType(
    {
        _("Three-year tours, no further training"): NO_TRAINING,
        _("Three-year tours, half of the gap trained each year"): HALF_THE_GAP,
        _("Three-year tours, every newcomer trained before the posting"): TRAINED_FIRST,
    }
)
OWN: Final = _("Your own numbers")


def show_help() -> None:
    """Draw the help of the page."""
    st.subheader(t("How a valid certificate is counted"), anchor=False)
    st.markdown(guidance.text("training"))
    st.subheader(t("Where training settles, and why"), anchor=False)
    examples()


def examples() -> None:
    """Draw the worked examples, and a place to try one's own numbers."""
    st.markdown(guidance.text("training_forecast"))
    st.markdown("\n".join(f"- {_told_example(title, one)}" for title, one in EXAMPLES.items()))
    own = _own_example()
    st.markdown(f"**{_told_example(OWN, own)}**")
    show_drawing(examples_drawing({**EXAMPLES, OWN: own}), state.key(PAGE, "examples"))


def _own_example() -> Effort:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        moved = _percent(t("Posts that change holder in a year, %"), 25, "moved")
        trained = _percent(t("Of the gap trained in a year, %"), 30, "trained")
        first = _percent(t("Newcomers trained before posting, %"), 0, "first")
    return Effort(trained=trained, turnover=moved, trained_first=first)


def _percent(label: str, usual: int, part: str) -> float:
    key = state.key(PAGE, "example", part)
    given = st.number_input(label, 0, 100, usual, 5, key=key, width=280)
    return given / 100


def _told_example(title: Message, one: Effort) -> str:
    return t(
        "{example}: from {start} to {first} after one year and {second} after two; long-run level "
        "{level}.",
        example=title,
        start=Share(1),
        first=Share(one.covered(1)),
        second=Share(one.covered(2)),
        level=Share(one.settles),
    )


_TITLE = _("Coverage if every planned session is held with all seats taken")
BAND = _(
    "The band is what records allow: its lower edge if seats go to people who hold a certificate "
    "already, its upper edge if every seat goes to somebody without one. Triangles are months in "
    "which planned sessions are held."
)
HEADS = (_("Requirements for all posts"), _("Requirements for posts in listed situations"))


def show(plan: Plan, training: Training) -> None:
    """Draw the way to the plan's end: of all requirements together, or of one that is chosen."""
    training_gaps.leave_when_drafted(plan)
    by_id = {one.requirement.id: one for one in by_urgency(training.statuses)}
    chosen = st.selectbox(
        voice().row_label(table_named("requirements")),
        ["", *by_id],
        format_func=lambda one: _name(by_id[one]) if one else t("All requirements together"),
        key=state.key(PAGE, "forecast"),
        persist_state="session",
    )
    if chosen:
        _one(plan, by_id[chosen], training.on)
    else:
        _together(plan, training)
    with st.expander(t("Worked examples: where training settles, and why")):
        examples()


def _together(plan: Plan, training: Training) -> None:
    """All posts, then the posts in listed situations; and what to choose next."""
    known = forecasts(requirement_list.records_of(plan), training, plan.details.end)
    for listed in (False, True):
        ahead = outlook(known, listed=listed)
        if ahead:
            st.subheader(told(HEADS[listed]), anchor=False)
            st.markdown(_gone(ahead))
            key = state.key(PAGE, "outlook", listed, training.on)
            show_drawing(drawing_of(months_range(_TITLE, ahead)), key)
    if known:
        st.caption(told(BAND))
    if not known:
        st.info(t("No requirement has counted posts, so nothing can be forecast."))
    else:
        st.caption(t("Choose a requirement above to see its long-run level, and to try what if."))


def _gone(ahead: Sequence[Month]) -> str:
    first, last = ahead[0], ahead[-1]
    said = t(
        "From **{first}** to **{last}** in {month}; seats planned: {seats}.",
        first=told_share(first.coverage),
        last=told_share(last.coverage),
        month=voice().month(last.on),
        seats=sum(one.seats for one in ahead),
    )
    if not first.target:
        return said
    return f"{said} {t('The targets ask for {share}.', share=Share(first.target))}"


def _one(plan: Plan, status: RequirementStatus, on: date) -> None:
    known, end, chosen = requirement_list.records_of(plan), plan.details.end, status.requirement.id
    found = forecast(known, status, on, end)
    if found is None:
        st.info(f"{escaped(told(status.reason))} {t('Without them nothing can be forecast.')}")
        return
    with st.container(border=True):
        st.markdown(_said(found))
        training_gaps.gap(plan, status)
    what = _supposed(found, chosen)
    other = forecast(*in_scenario(known, status, what, on), on, end) if what else None
    if other is not None:
        st.info(_compared(found, other), icon=":material/compare_arrows:")
    key = state.key(PAGE, "forecast-drawing", chosen, on)
    show_drawing(drawing_of(forecast_range(found, other)), key)
    st.caption(told(BAND))
    _cancelled(found, plan.details.currency)


def _supposed(found: Forecast, chosen: str) -> Scenario:
    """What a person wants to try, beside what is planned."""
    planned = {one.session.id: one.session for one in found.cancelled}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        all_first = st.toggle(
            t("What if every newcomer is trained before the posting"),
            key=state.key(PAGE, "all-first", chosen),
        )
        seats = st.number_input(
            t("Seats more in every year"),
            0,
            100_000,
            0,
            10,
            key=state.key(PAGE, "more-seats", chosen),
            width=200,
        )
        without = st.multiselect(
            t("Sessions cancelled"),
            list(planned),
            format_func=lambda one: told(
                _("{day}, seats: {seats}", day=planned[one].on, seats=planned[one].seats or 0)
            ),
            key=state.key(PAGE, "without", chosen),
            width=320,
            placeholder=t("None chosen"),
            disabled=not planned,
        )
    return Scenario(all_first=all_first, without=tuple(without), seats=int(seats))


def _compared(found: Forecast, other: Forecast) -> str:
    """What is supposed against what is planned, on the day of the target."""
    by = found.status.requirement.by or found.months[-1].on
    place = max((n for n, one in enumerate(found.months) if one.on <= by), default=0)
    before, then = found.months[place], other.months[place]
    said = t(
        "**If so:** {then} in {month} and not {before}.",
        then=told_share((then.low, then.high)),
        month=voice().month(then.on),
        before=told_share((before.low, before.high)),
    )
    if found.steady is None or other.steady is None:
        return said
    steady = t(
        "Coverage settles near **{then}** and not {before}.",
        then=Share(other.steady),
        before=Share(found.steady),
    )
    return f"{said} {steady}"


def _name(status: RequirementStatus) -> str:
    return f"{cell_words(status)} · {status.audience.title} · {status.course.title}"


def _said(found: Forecast) -> str:
    status = found.status
    lines: list[str] = [
        t(
            "**Today** {coverage}, target {target}.",
            coverage=told_share(status.coverage),
            target=Share(status.target),
        )
    ]
    if status.target is not None:
        lines.append(_when(found))
    if found.steady is not None:
        lines.append(_settles(found, found.steady))
    if found.seats_a_year is not None:
        lines.append(
            t(
                "Holding {target} takes **{seats} seats a year**, for those who move on and those "
                "whose certificate ends.",
                target=Share(status.target),
                seats=found.seats_a_year,
            )
        )
    return " ".join(lines)


def _settles(found: Forecast, steady: float) -> str:
    if not found.seats_next_year:
        return t(
            "No seat is booked for the next twelve months; so coverage settles near **{level}**.",
            level=Share(steady),
        )
    return t(
        "Seats booked for the next twelve months: {seats}; with them coverage settles near "
        "**{level}**.",
        seats=found.seats_next_year,
        level=Share(steady),
    )


def _when(found: Forecast) -> str:
    if found.falls is not None:
        return t(
            "**The target is met, and no longer certain from {month}.**",
            month=voice().month(found.falls.on),
        )
    if found.reached is found.months[0]:
        return t("With what is planned the target is met, and stays so.")
    if found.reached is not None:
        return t(
            "With what is planned the target is met for certain from {month}.",
            month=voice().month(found.reached.on),
        )
    if found.possible is not None:
        return t(
            "It can be met by {month}, if seats go to people without a certificate.",
            month=voice().month(found.possible.on),
        )
    return t("**With what is planned the target is not met before the plan ends.**")


def _cancelled(found: Forecast, currency: str) -> None:
    if not found.cancelled:
        st.caption(t("No session is planned, so none can be cancelled."))
        return
    st.markdown(f"**{t('What it costs when a planned session is cancelled')}**")
    sessions = table_named("sessions")
    listing(
        found.cancelled,
        (
            answers.code("id", sessions.label("id"), lambda one: one.session.id),
            answers.day("planned", _("Planned for"), lambda one: one.session.on),
            answers.count("seats", sessions.label("seats"), lambda one: one.session.seats),
            answers.day("on", _("As of"), lambda one: one.on),
            answers.share("held", _("If held"), lambda one: told_share(one.held)),
            answers.share("cancelled", _("If cancelled"), lambda one: told_share(one.cancelled)),
            answers.amount("money", _("Same seats later"), lambda one: Sum(one.money, currency)),
        ),
        alt=t("Planned sessions and what each adds"),
    )
