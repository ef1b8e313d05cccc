"""The page of export: a file for a level, what it leaves out, and what the plan still lacks."""

from __future__ import annotations

import streamlit as st

from planner.analysis.plans.release import Release
from planner.choices import Classification
from planner.exports.export_kinds import EXPORTS
from planner.languages.voice import Voice
from planner.plan import Plan, table_named
from planner.services import exporting
from planner.ui import frame, results, state
from planner.ui.home.page import PAGE_OF
from planner.ui.wording import counted
from planner.ui.words import t, told

PAGE = "export"
CHOICE_WIDTH = 500


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "export", "Make the file that leaves the house, for exactly the readers it is meant for."
    )
    if plan is None:
        return
    with st.container(horizontal=True, gap="large"):
        with st.container(width=CHOICE_WIDTH):
            kind, level, language = _choice(plan)
            _left_out(results.release_of(plan, level))
            _download(plan, kind, level, language)
        with st.container():
            _missing(plan)


def _choice(plan: Plan) -> tuple[str, Classification, str]:
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
        "For readers cleared up to",
        list(chosen.levels),
        default=own,
        required=True,
        format_func=lambda one: one.label,
        key=state.key(PAGE, "level"),
        help="What is marked above this level will be absent from the file, not hidden in it.",
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


def _left_out(release: Release) -> None:
    if not release.left_out and not release.cells:
        st.success("Nothing of the plan is left out at this level.", icon=":material/check:")
        return
    rows = [
        f"- {counted(number, table_named(name).one.lower(), table_named(name).many.lower())}"
        for name, number in release.rows.items()
    ]
    cells = [f"- {counted(release.cells, 'cell')} made blank"] if release.cells else []
    st.warning(
        "Left out, because it is marked above this level:\n" + "\n".join([*rows, *cells]),
        icon=":material/visibility_off:",
    )


def _download(plan: Plan, kind: str, level: Classification, language: str) -> None:
    actor, store, today, now = state.actor(), state.store(), state.today(), state.now()

    def content() -> bytes:
        return exporting.export(
            actor, store, plan.name, kind, level=level, today=today, now=now, language=language
        ).content

    edition = exporting.edition_of(plan, kind, level=level, today=today, now=now)
    name = exporting.file_name(edition, kind)
    st.download_button(
        "Make and download",
        content,
        file_name=name,
        key=state.key(PAGE, "download", kind, level, language),
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(f"{name} · marked {level.label}")


def _missing(plan: Plan) -> None:
    st.subheader("What the plan still lacks", anchor=False)
    st.caption("Nothing here stops an export; the cabinet workbook prints what is missing.")
    progress = results.progress_of(plan)
    for step in progress.steps:
        if step.is_done:
            st.markdown(f"✓ {told(step.title)}  \n:gray[{told(step.summary)}]")
            continue
        page = frame.page_file(PAGE_OF[step.stage])
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"○ **{told(step.title)}**  \n{told(step.summary)}. {told(step.todo)}")
            st.page_link(page, label="Open", icon=":material/arrow_forward:", width="content")
    open_points = [points for points in results.open_points_of(plan).values() if points]
    if open_points:
        st.markdown(f"○ **{counted(len(open_points), 'action')}** with something open")
