"""What each requirement lacks, in seats, dates and money, and the step that plans it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn
from planner.analysis.money.costs import ZERO
from planner.analysis.training.forecast import forecast
from planner.analysis.training.requirements import RequirementStatus, Training
from planner.analysis.training.seat_needs import (
    Need,
    UsualCourse,
    draft_training,
    need,
    needs,
    require,
    usual_courses,
)
from planner.messages import NOT_KNOWN, Fact, Message, Share, Sum, _
from planner.plan import Plan, table_named
from planner.reference.training import Hook, hooks, presets
from planner.tables import Action, Audience
from planner.ui import frame, links, state
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.training import requirement_list
from planner.ui.training.requirement_list import cell_words, title_words
from planner.ui.words import t, tn, told, voice

PAGE = "training"


def show(plan: Plan, training: Training) -> None:
    """Draw every gap in seats, the most urgent first, and the one chosen with its action."""
    leave_when_drafted(plan)
    wanted = needs(training, state.today(), plan.details.end, plan.details.start)
    if not wanted:
        st.success(t("Every target that is known has the seats it needs."))
        return
    st.markdown(_all_of_it(wanted, plan.details.currency))
    chosen = listing(
        wanted,
        columns(plan),
        key=state.key(PAGE, "next", plan.revision),
        first=True,
        alt=t("Requirements that lack seats; choose one to make an action of it"),
        blank=NOT_KNOWN,
    )
    with st.container(border=True):
        one = (chosen or wanted[0]).status
        st.markdown(f"**{escaped(cell_words(one))} · {title_words(one)}**")
        gap(plan, one)
        found = forecast(requirement_list.records_of(plan), one, training.on, plan.details.end)
        if found is not None and found.seats_a_year is not None:
            st.caption(
                t(
                    "These seats reach the target once. Holding it takes {seats} seats a year, "
                    "because people move on and certificates end; “Forecast” shows how.",
                    seats=found.seats_a_year,
                )
            )


def _all_of_it(wanted: Sequence[Need], currency: str) -> str:
    priced = [one.high for one in wanted if one.high is not None]
    unpriced = len(wanted) - len(priced)
    parts = [
        t(
            "**Seats missing: {seats}**, for requirements: {requirements}; runs: {runs}.",
            seats=sum(one.seats for one in wanted),
            requirements=len(wanted),
            runs=sum(len(one.runs) for one in wanted),
        )
    ]
    if priced:
        parts.append(t("At most {cost}.", cost=Sum(sum(priced, ZERO), currency)))
    if unpriced:
        parts.append(t("Courses without a price: {number}.", number=unpriced))
    parts.append(t("Choose a row and make an action of it; its figures can be changed there."))
    return " ".join(parts)


def columns(plan: Plan) -> Sequence[AnswerColumn[Need]]:
    """What is told of each requirement that lacks seats."""
    requirements, currency = table_named("requirements"), plan.details.currency
    return (
        answers.text(
            "audience", requirements.label("audience"), lambda one: one.status.audience.title
        ),
        answers.text("course", requirements.label("course"), lambda one: one.status.course.title),
        answers.count("missing", _("Missing"), lambda one: one.seats),
        answers.count("runs", _("Runs"), lambda one: len(one.runs)),
        answers.day("by", requirements.label("by"), lambda one: one.runs[-1].on),
        answers.amount("cost", _("Cost at most"), lambda one: Sum(one.high, currency)),
        answers.text("now", _("Now"), lambda one: cell_words(one.status)),
        answers.count("needed", _("Needed"), lambda one: one.status.seats_needed),
        answers.count("booked", _("Booked"), lambda one: one.status.seats_booked),
        answers.amount(
            "seat",
            table_named("courses").label("seat_cost"),
            lambda one: Sum(one.status.course.seat_cost, currency),
        ),
        answers.day("first", _("First run"), lambda one: one.runs[0].on),
        answers.text("rule", _("Rule of this kind"), lambda one: _rule(one.status)),
    )


def _rule(status: RequirementStatus) -> Fact:
    """The law or commitment that asks for training of this kind of audience, where one is known."""
    found = (
        Message(preset.hook.title)
        for preset in presets()
        if preset.hook and preset.kind is status.audience.kind
        if preset.level is status.course.level
    )
    return next(found, "")


def gap(plan: Plan, status: RequirementStatus) -> None:
    """Draw what a requirement lacks and the button that makes an action of it."""
    wanted = need(status, state.today(), plan.details.end, plan.details.start)
    if wanted is None:
        st.markdown(
            t("How many seats are needed is not known.")
            if status.seats_needed is None
            else t(
                "Seats needed: {needed}; booked: {booked}: enough to reach the target once, if "
                "they go to people without a certificate.",
                needed=status.seats_needed,
                booked=status.seats_booked,
            )
        )
        return
    st.markdown(_lacking(plan, wanted))

    def add() -> None:
        action_id, made = draft_training(plan, state.reference(), wanted, state.today(), told)
        reason = _("Drafted from training requirement {id}", id=status.requirement.id)
        entry = frame.save(made, reason, base_revision=plan.revision)
        if entry is not None:
            links.open_action(action_id)
            state.set_widget(state.key(PAGE, "drafted"), (action_id, entry.revision))

    st.button(
        t("Draft the training action"),
        type="primary",
        icon=":material/add_task:",
        on_click=add,
        help=t(
            "Adds the action with its sessions, milestones, cost lines by fiscal year, risk "
            "factors and indicator, in one step that can be undone, and opens it."
        ),
    )


def _lacking(plan: Plan, wanted: Need) -> str:
    status, currency = wanted.status, plan.details.currency
    said = t(
        "Seats needed: {needed}; booked: {booked}; **missing: {missing}**. Runs: {runs}, from "
        "{first} to {last}.",
        needed=status.seats_needed,
        booked=status.seats_booked,
        missing=wanted.seats,
        runs=len(wanted.runs),
        first=voice().month(wanted.runs[0].on),
        last=voice().month(wanted.runs[-1].on),
    )
    if wanted.high is None:
        return f"{said} {t('Their cost is not known.')}"
    each, high = Sum(status.course.seat_cost, currency), Sum(wanted.high, currency)
    if wanted.low == wanted.high:
        return f"{said} {t('Cost: {cost} at {each} a seat.', cost=high, each=each)}"
    low = Sum(wanted.low, currency)
    cost = t("Cost: {low} to {high} at {each} a seat.", low=low, high=high, each=each)
    return f"{said} {cost}"


def leave_when_drafted(plan: Plan) -> None:
    """Go where the new action lies open, and say there what was done, with a way back."""
    drafted = state.key(PAGE, "drafted")
    made = state.widget(drafted)
    if not made:
        return
    state.set_widget(drafted, None)
    action_id, revision = made
    action = plan.find(Action, action_id)
    if action is not None:
        what = t("{id} is drafted: {title}.", id=action_id, title=escaped(action.title))
        state.tell(what, undo=revision)
    frame.go(links.ACTIONS)


def usual_needs(plan: Plan) -> None:
    """Draw what is usually needed and not asked for, and let a person ask for it."""
    found = usual_courses(plan, presets())
    if found:
        _offer(plan, found)
    elif not plan.of(Audience):
        st.info(
            t(
                "No audience is named yet. Name them under “Records”, each with its kind; what "
                "that kind usually needs is then proposed here, as defaults to change."
            )
        )
    else:
        st.success(
            t("Every audience is asked for what its kind usually needs, or its kind is not said.")
        )
    st.markdown(f"**{t('Laws and commitments that ask for training')}**")
    listing(hooks(), hook_columns(), alt=t("Laws and commitments that ask for training"))


def _offer(plan: Plan, found: Sequence[UsualCourse]) -> None:
    st.markdown(
        t(
            "**Courses that audiences of their kind usually need and nobody asks for here: "
            "{number}.** Targets, months and hours are planning defaults, not a standard: no "
            "published one was found. Choose rows, then change the figures under “Records”.",
            number=len(found),
        )
    )
    key = state.key(PAGE, "needs", plan.revision)
    names = {f"{place}": f"{one.audience.title} · {one.title}" for place, one in enumerate(found)}
    listing(found, usual_columns(), alt=t("Usual courses that are not required yet"))
    chosen = st.multiselect(
        t("Courses to require"),
        list(names),
        format_func=lambda one: names[one],
        key=key,
        placeholder=t("Choose"),
    )
    picked = [found[int(one)] for one in chosen]

    def add() -> None:
        frame.save(require(plan, picked), _("Required from defaults"), base_revision=plan.revision)

    st.button(
        tn("Require {number} course", "Require {number} courses", len(picked))
        if picked
        else t("Require the chosen"),
        type="primary",
        disabled=not picked,
        on_click=add,
        icon=":material/playlist_add:",
    )


def usual_columns() -> Sequence[AnswerColumn[UsualCourse]]:
    """What is told of each audience and course."""
    requirements, courses = table_named("requirements"), table_named("courses")
    return (
        answers.text("audience", requirements.label("audience"), lambda one: one.audience.title),
        answers.text("level", courses.label("level"), lambda one: one.preset.level),
        answers.text(
            "course",
            requirements.label("course"),
            lambda one: one.title if one.course else _("{course} (new)", course=one.title),
        ),
        answers.text(
            "hook",
            _("Asked for by"),
            lambda one: Message(one.preset.hook.title) if one.preset.hook else "",
        ),
        answers.text("scope", requirements.label("scope"), lambda one: one.preset.scope),
        answers.share("target", _("Target, default"), lambda one: Share(one.preset.target / 100)),
        answers.count(
            "months", _("Valid for months, default"), lambda one: one.preset.validity_months
        ),
        answers.text("note", _("What for"), lambda one: Message(one.preset.note)),
        answers.text(
            "basis",
            _("Rests on"),
            lambda one: (
                _("a practice seen") if one.preset.basis == "seen" else _("planning default")
            ),
        ),
    )


def hook_columns() -> Sequence[AnswerColumn[Hook]]:
    """What is told of each rule, with how far its text was seen."""
    return (
        answers.text("title", _("Rule"), lambda one: Message(one.title)),
        answers.text("who", _("Who"), lambda one: Message(one.who)),
        answers.text("says", _("Says, in short"), lambda one: Message(one.says)),
        answers.text("use", _("Use in a plan"), lambda one: Message(one.use)),
        answers.text("seen", _("How far seen"), lambda one: Message(one.how_far_seen)),
    )
