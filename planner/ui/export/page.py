"""The page of export: a file for a level, what it leaves out, and what the plan still lacks."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from planner.analysis.actions.action_parts import open_points
from planner.analysis.plans.progress import progress
from planner.analysis.plans.release import Release, at_level
from planner.choices import Classification
from planner.errors import PlannerError
from planner.exports.edition import EditionOptions
from planner.exports.export_kinds import CABINET, EXPORTS
from planner.languages.voice import Voice
from planner.messages import _
from planner.plan import Plan, table_named
from planner.services import exporting
from planner.tables import ExportSetting
from planner.ui import frame, state
from planner.ui.home.page import steps
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
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
            wished = _choice(plan)
            level = wished.level or Classification.GOVERNMENT
            _withheld(state.computed(at_level, plan, level))
            _download(plan, wished, level)
            _keep(plan, wished)
        with st.container():
            _missing(plan)


def _choice(plan: Plan) -> ExportSetting:
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
    return ExportSetting(
        kind=chosen.kind,
        level=Classification(level or own),
        language=language,
        options=_options(chosen.kind) if chosen.on_paper else (),
    )


def _options(kind: str) -> tuple[str, ...]:
    """The size of the paper, and whether the annexes are in the same file."""
    size = st.segmented_control(
        t("Paper"), ["A4", "A3"], default="A4", required=True, key=state.key(PAGE, "paper")
    )
    is_cabinet = kind == CABINET
    inside = is_cabinet and st.toggle(t("Annexes in the same file"), key=state.key(PAGE, "annexes"))
    return EditionOptions(is_a3=size == "A3", has_annexes=inside).tags


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
            try:
                kept = EditionOptions.read(chosen.options)
            except PlannerError as failure:
                frame.tell_refusal(failure)
                return
            state.set_widget(state.key(PAGE, "paper"), "A3" if kept.is_a3 else "A4")
            state.set_widget(state.key(PAGE, "annexes"), kept.has_annexes)

    st.selectbox(
        t("As kept before"),
        list(settings),
        index=None,
        format_func=lambda one: settings[one].name,
        key=key,
        on_change=take,
        width=CHOICE_WIDTH,
    )


def _keep(plan: Plan, wished: ExportSetting) -> None:
    """Keep what was chosen under a name, to make the same file again."""
    key = state.key(PAGE, "setting-name", len(plan.of(ExportSetting)))

    def keep() -> None:
        name = str(state.widget(key) or "").strip()
        if name:
            setting = replace(wished, name=name)
            try:
                exporting.keep_setting(state.actor(), state.store(), plan, setting)
            except PlannerError as failure:
                frame.tell_refusal(failure)
                return
            state.forget_typed(key)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        text_field(t("Keep this choice under the name"), key, width=300)
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


def _download(plan: Plan, wished: ExportSetting, level: Classification) -> None:
    kind, language, options = wished.kind, wished.language, wished.options
    actor, store, today, now = state.actor(), state.store(), state.today(), state.now()

    def content() -> bytes:
        return exporting.export(
            actor, store, plan.name, kind, level=level, today=today, now=now, language=language,
            options=options,
        ).content  # fmt: skip

    edition = exporting.edition_of(plan, kind, level=level, today=today, now=now)
    name = exporting.file_name(edition, kind)
    st.download_button(
        t("Make and download"),
        content,
        file_name=name,
        key=state.key(PAGE, "download", kind, level, language, *options),
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
