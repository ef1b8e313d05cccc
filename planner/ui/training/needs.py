"""What each audience usually needs, as defaults to change, and the rules that ask for training."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn
from planner.analysis.training.usual_courses import UsualCourse, require, usual_courses
from planner.messages import Message, Share, _
from planner.plan import Plan, table_named
from planner.reference.training import Hook, hooks, presets
from planner.tables import Audience
from planner.ui import frame, state
from planner.ui.listing import listing
from planner.ui.words import t, tn

PAGE = "training"


def show(plan: Plan) -> None:
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
