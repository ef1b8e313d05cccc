"""Files back from ministries: handed in, compared, settled, and taken in as one changeset."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.changes import described
from planner.errors import PlannerError
from planner.intake.limits import LIMITS, MEGABYTE
from planner.merge.cases import ConflictKind
from planner.messages import NOTHING, _, ngettext, paragraph
from planner.plan import Plan
from planner.problems import Severity
from planner.services.returns.applying import AppliedReturns, apply_desk
from planner.services.returns.desk import ReturnDesk
from planner.ui import finding, frame, state
from planner.ui.history.change_lines import changes_listing
from planner.ui.markup import escaped
from planner.ui.returns import cases, file_cards
from planner.ui.returns.session import PAGE, ReturnsSession
from planner.ui.sections import section
from planner.ui.words import t, tn, told

FILES, CONFLICTS, QUESTIONS = "files", "conflicts", "questions"
PROBLEMS, CHANGES = "problems", "changes"
PARTS: Final = {
    FILES: _("Files"),
    CONFLICTS: _("Conflicts"),
    QUESTIONS: _("Questions"),
    PROBLEMS: _("Problems"),
    CHANGES: _("What will change"),
}


def show(plan: Plan, here: ReturnsSession) -> None:
    """Draw the uploader alone, or the desk with the files that came back."""
    before = here.desk
    with st.spinner(t("Comparing what is on the desk …")):
        desk = here.open()
    if not desk.files:
        _uploader(here)
        return
    if before is not None and before.files and before.revision != desk.revision:
        st.info(t("The plan has changed since; the returns were compared with it again."))
    _watch(here)
    _people(desk)
    _decision(here, desk)
    counts = {
        FILES: len(desk.files),
        CONFLICTS: len(desk.open),
        QUESTIONS: len(desk.questions),
        PROBLEMS: sum(len(file.problems) for file in desk.files),
        CHANGES: len(desk.changes),
    }
    part = section(f"{PAGE}-desk", PARTS, counts)
    if part == FILES:
        file_cards.show(here, desk)
        with st.expander(t("Add more files"), icon=":material/add:"):
            _uploader(here)
    elif part == CONFLICTS:
        cases.conflicts(here, desk)
    elif part == QUESTIONS:
        cases.questions(here, desk)
    elif part == PROBLEMS:
        file_cards.problems(plan, desk)
    else:
        _changes(plan, desk)


@st.fragment(run_every="5s")
def _watch(here: ReturnsSession) -> None:
    """Say, within seconds, that somebody has changed the plan or the desk meanwhile."""
    if here.is_out_of_date:
        with st.container(horizontal=True, vertical_alignment="center", key="returns-out-of-date"):
            st.warning(
                t("The plan or this desk has changed since you opened it; look again first."),
                icon=":material/update:",
            )
            if st.button(t("Look again"), key=state.key(PAGE, "look-again")):
                st.rerun()


def _people(desk: ReturnDesk) -> None:
    """Who else works on the desk, and what people answered that holds no more."""
    people = [name for name in desk.drafts.people if name and name != state.actor()]
    if people:
        shared = t(
            "Also at work on this desk: {people}. You see what they see; each answer is kept at "
            "once, and nobody's is lost.",
            people=tuple(map(escaped, people)),
        )
        st.caption(f":material/group: {shared}")
    if outdated := desk.outdated:
        st.warning(
            tn(
                "{number} answer no longer fits, because the plan or a return has changed since. "
                "Decide that again.",
                "{number} answers no longer fit, because the plan or a return has changed since. "
                "Decide those again.",
                outdated,
            ),
            icon=":material/history:",
        )


def _uploader(here: ReturnsSession) -> None:
    uploads = frame.file_uploader(
        t("Workbooks that came back, one or fifty"),
        accept_multiple_files=True,
        max_upload_size=LIMITS.file_bytes // MEGABYTE,
        key=state.key(PAGE, "files", here.round),
        help=t(
            "As they are: renamed, sorted, filtered, saved by Excel, LibreOffice or Google Sheets. "
            "Each is known by what is in it."
        ),
    )
    st.caption(
        t(
            "Every cell is compared with what was sent and with the plan as it is now. What only "
            "they changed is taken, what only you changed is kept, the rest you decide. Nothing is "
            "stored before Apply."
        )
    )
    if uploads:
        with st.spinner(
            tn("Comparing {number} file …", "Comparing {number} files …", len(uploads))
        ):
            here.hand_in((one.name, one.getvalue()) for one in uploads)
        st.rerun()


def _decision(here: ReturnsSession, desk: ReturnDesk) -> None:
    """One sentence on what will change, and the buttons that do it or leave it."""
    settled = [file for file in desk.included if file.key not in desk.waiting]
    with st.container(border=True, key="returns-apply"):
        st.caption(t("What Apply will do to the plan"))
        st.subheader(escaped(told(desk.sentence)), anchor=False)
        if desk.left:
            st.warning(_left_words(desk), icon=":material/do_not_disturb_on:")
        if doubts := _doubts(desk):
            st.warning(doubts, icon=":material/help:")
        if desk.waiting:
            st.caption(
                t("What nobody has decided stays as it is, and its return stays on the desk.")
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("Put on record") if settled and not desk.changes else t("Apply"),
                type="primary",
                icon=":material/check:",
                key=state.key(PAGE, "apply"),
                disabled=not (settled or desk.changes),
                on_click=_apply,
                args=(here, desk),
                help=t(
                    "One change of the plan, which can be undone whole. Returns with conflicts "
                    "that nobody has decided stay on the desk."
                ),
            )
            with st.popover(t("Clear the desk"), icon=":material/close:"):
                st.markdown(
                    tn(
                        "This removes {number} file and what was decided of it, for everybody. "
                        "Nothing of it is in the plan.",
                        "This removes {number} files and what was decided of them, for everybody. "
                        "Nothing of it is in the plan.",
                        len(desk.files),
                    )
                )
                st.button(t("Clear it"), key=state.key(PAGE, "clear"), on_click=here.clear)


def _doubts(desk: ReturnDesk) -> str:
    """What is doubtful about what Apply would do, counted; each has a part of the desk."""
    told_of = [p for file in desk.included for p in file.problems]
    asked = [one for file in desk.files for one in file.questions if one.is_open]
    doubtful = [case for case in desk.open if case.kind is ConflictKind.DOUBTFUL]
    warnings = [one for one in told_of if one.severity is Severity.WARNING]
    errors = [one for one in told_of if one.severity is Severity.ERROR]
    lines = (
        tn("{number} question about a file is open (Files)",
           "{number} questions about files are open (Files)", len(asked)) if asked else "",
        tn("{number} doubtful change waits for a decision (Conflicts)",
           "{number} doubtful changes wait for a decision (Conflicts)", len(doubtful))
        if doubtful else "",
        tn("{number} cell or row was left out (Problems)",
           "{number} cells or rows were left out (Problems)", len(errors)) if errors else "",
        tn("{number} point is doubtful (Problems)", "{number} points are doubtful (Problems)",
           len(warnings)) if warnings else "",
    )  # fmt: skip
    return "  \n".join(filter(None, lines))


def _left_words(desk: ReturnDesk | AppliedReturns) -> str:
    head = tn(
        "{number} thing cannot be done and will be left:",
        "{number} things cannot be done and will be left:",
        len(desk.left),
    )
    return "\n".join((head, *(f"- {line}" for line in _left_lines(desk))))


def _left_lines(desk: ReturnDesk | AppliedReturns) -> tuple[str, ...]:
    return tuple(escaped(f"{told(one.name)}: {told(one.why)}") for one in desk.left)


def _apply(here: ReturnsSession, desk: ReturnDesk) -> None:
    if here.is_behind:
        behind = t(
            "Somebody else put or answered something on this desk a moment ago. Nothing was "
            "applied; look again, then apply."
        )
        state.tell(behind, kind="refused")
        return
    try:
        applied = apply_desk(state.actor(), state.store(), desk, notes=desk.notes)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    state.tell(
        _applied_words(desk, applied),
        details=_left_lines(applied),
        undo=applied.entry.revision if applied.entry else None,
    )
    here.keep_unapplied(applied)


def _applied_words(desk: ReturnDesk, applied: AppliedReturns) -> str:
    waiting = len(desk.included) - len(applied.receipts)
    parts = (
        _("Returns imported: {changes}.", changes=described(desk.changes)),
        ngettext(
            "{number} return on record.", "{number} returns on record.", len(applied.receipts)
        ),
        ngettext("{number} still on the desk.", "{number} still on the desk.", waiting)
        if waiting
        else NOTHING,
        _("After an undo, the files and the answers are on the desk again.")
        if applied.entry
        else NOTHING,
    )
    return escaped(told(paragraph(*parts)))


def _changes(plan: Plan, desk: ReturnDesk) -> None:
    if not desk.changes:
        st.info(t("As it stands, Apply changes nothing in the plan."))
        return
    page = finding.turned(desk.changes, "returns-changes")
    changes_listing(plan, page, t("What Apply will write, old and new"))
