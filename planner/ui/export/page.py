"""The page of export: a file for a level, what it leaves out, and what the plan still lacks."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

import streamlit as st

from planner import languages
from planner.analysis.plans.release import Release
from planner.choices import Classification
from planner.plan import Plan, table_named
from planner.services import exporting
from planner.services.exporting import Kind
from planner.ui import frame, results, state
from planner.ui.home.page import PAGE_OF
from planner.ui.wording import counted
from planner.ui.words import told

PAGE = "export"
CHOICE_WIDTH = 500
KINDS: Final = MappingProxyType(
    {
        Kind.CABINET: (
            "Cabinet workbook",
            "For decision makers: action plan, costs, risk coverage, training; prints on A4.",
        ),
        Kind.PLAN: (
            "Whole plan as a workbook",
            "Every table on its own sheet; reading it back gives the same plan.",
        ),
        Kind.PACKAGE: (
            "Data package",
            "A zip of CSV files with their description, for statisticians and archives.",
        ),
    }
)


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


def _choice(plan: Plan) -> tuple[Kind, Classification, str]:
    kind = st.radio(
        "What",
        list(KINDS),
        format_func=lambda one: KINDS[one][0],
        captions=[caption for _, caption in KINDS.values()],
        key=state.key(PAGE, "kind"),
    )
    levels = list(Classification)
    own = plan.details.classification or Classification.GOVERNMENT
    level = st.segmented_control(
        "For readers cleared up to",
        levels,
        default=own,
        required=True,
        format_func=lambda one: one.label,
        key=state.key(PAGE, "level"),
        help="What is marked above this level will be absent from the file, not hidden in it.",
    )
    language = ""
    if kind is Kind.CABINET:
        names = {one.code: one.name for one in languages.load().complete}
        known = list(names)
        spoken = plan.details.language
        language = st.selectbox(
            "Language",
            known,
            index=known.index(spoken) if spoken in known else 0,
            format_func=lambda one: str(names.get(one, one)),
            key=state.key(PAGE, "language"),
            width=260,
        )
    return Kind(kind), Classification(level or own), language


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


def _download(plan: Plan, kind: Kind, level: Classification, language: str) -> None:
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
