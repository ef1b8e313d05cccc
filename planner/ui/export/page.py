"""The page of export: a file for a level, what it leaves out, and what the plan still lacks."""

from __future__ import annotations

import streamlit as st

from planner.analysis.actions.action_parts import open_points
from planner.analysis.plans.progress import progress
from planner.analysis.plans.release import Release, at_level
from planner.choices import Classification
from planner.errors import PlannerError
from planner.exports.export_kinds import EXPORTS
from planner.languages.voice import Voice
from planner.messages import _
from planner.plan import Plan, table_named
from planner.services import exporting
from planner.tables import ExportSetting
from planner.ui import frame, state
from planner.ui.home.page import steps
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told, voice

PAGE = "export"
CHOICE_WIDTH = 500


@frame.page(
    PAGE, _("Make the file that leaves the house, for exactly the readers it is meant for.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    with st.container(horizontal=True, gap="large"):
        with st.container(width=CHOICE_WIDTH):
            kind, level, language = _choice(plan)
            _withheld(state.computed(at_level, plan, level))
            _download(plan, kind, level, language)
            _keep(plan, kind, level, language)
        with st.container():
            _missing(plan)


def _choice(plan: Plan) -> tuple[str, Classification, str]:
    _kept(plan)
    kind = st.radio(
        t("What"),
        list(EXPORTS),
        format_func=lambda one: told(EXPORTS[one].label),
        captions=[told(one.help) for one in EXPORTS.values()],
        key=state.key(PAGE, "kind"),
    )
    chosen = EXPORTS[str(kind)]
    own = plan.details.classification or Classification.GOVERNMENT
    level = st.segmented_control(
        t("For readers cleared up to"),
        list(chosen.levels),
        default=own,
        required=True,
        format_func=voice().answer,
        key=state.key(PAGE, "level"),
        help=t("What is marked above this level will be absent from the file, not hidden in it."),
    )
    language = ""
    if known := chosen.languages:
        wished = plan.details.language
        language = st.selectbox(
            t("Language"),
            known,
            index=known.index(wished) if wished in known else 0,
            format_func=lambda one: Voice(one).name,
            key=state.key(PAGE, "language"),
            width=260,
        )
    return chosen.kind, Classification(level or own), language


def _kept(plan: Plan) -> None:
    """Choose a setting that the plan keeps: it sets what stands below."""
    settings = {one.id: one for one in plan.of(ExportSetting) if one.kind in EXPORTS}
    if not settings:
        return
    key = state.key(PAGE, "setting")

    def take() -> None:
        chosen = settings.get(str(state.widget(key) or ""))
        if chosen is not None:
            state.set_widget(state.key(PAGE, "kind"), chosen.kind)
            if chosen.level:
                state.set_widget(state.key(PAGE, "level"), chosen.level)
            if chosen.language in EXPORTS[chosen.kind].languages:
                state.set_widget(state.key(PAGE, "language"), chosen.language)

    st.selectbox(
        t("As kept before"),
        list(settings),
        index=None,
        format_func=lambda one: settings[one].name,
        key=key,
        on_change=take,
        width=CHOICE_WIDTH,
    )


def _keep(plan: Plan, kind: str, level: Classification, language: str) -> None:
    """Keep what was chosen under a name, to make the same file again."""
    key = state.key(PAGE, "setting-name")

    def keep() -> None:
        name = str(state.widget(key) or "").strip()
        if name:
            setting = ExportSetting(name=name, kind=kind, level=level, language=language)
            try:
                exporting.keep_setting(state.actor(), state.store(), plan, setting)
            except PlannerError as failure:
                frame.tell_refusal(failure)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(t("Keep this choice under the name"), key=key, width=300)
        st.button(t("Keep"), on_click=keep, icon=":material/bookmark_add:")


def _withheld(release: Release) -> None:
    if release.is_whole:
        st.success(t("Nothing of the plan is left out at this level."), icon=":material/check:")
        return
    lines = [
        t("{table}: {number}", table=table_named(name).title, number=number)
        for name, number in release.rows.items()
    ]
    if release.cells:
        lines.append(tn("{number} cell withheld", "{number} cells withheld", len(release.cells)))
    if release.dragged:
        lines.append(
            tn(
                "{number} of these rows is marked for this level itself, but belongs to or names "
                "one that is not",
                "{number} of these rows are marked for this level themselves, but belong to or "
                "name one that is not",
                release.dragged,
            )
        )
    why = t("Withheld, because it is marked above this level, belongs to what is, or names it:")
    said = " · ".join(map(escaped, lines))
    st.warning(f"{why}  \n{said}", icon=":material/visibility_off:")


def _download(plan: Plan, kind: str, level: Classification, language: str) -> None:
    actor, store, today, now = state.actor(), state.store(), state.today(), state.now()

    def content() -> bytes:
        return exporting.export(
            actor, store, plan.name, kind, level=level, today=today, now=now, language=language
        ).content

    edition = exporting.edition_of(plan, kind, level=level, today=today, now=now)
    name = exporting.file_name(edition, kind)
    st.download_button(
        t("Make and download"),
        content,
        file_name=name,
        key=state.key(PAGE, "download", kind, level, language),
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(t("{file} · marked {level}", file=name, level=voice().answer(level)))


def _missing(plan: Plan) -> None:
    st.caption(t("Nothing here stops an export; the cabinet workbook prints what is missing."))
    steps(state.computed(progress, plan))
    lacking = sum(bool(points) for points in state.computed(open_points, plan).values())
    if lacking:
        said = tn(
            "**{number} action** with something open",
            "**{number} actions** with something open",
            lacking,
        )
        st.markdown(f"○ {said}")
