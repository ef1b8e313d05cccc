"""Files back from ministries: handed in, compared, settled, and taken in as one changeset."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.changes import described
from planner.errors import PlannerError
from planner.intake.limits import LIMITS, MEGABYTE
from planner.plan import Plan
from planner.services import returns
from planner.services.returns import Desk
from planner.ui import finding, frame, state
from planner.ui.history.change_lines import changes_listing
from planner.ui.returns import conflicts, files_back, questions
from planner.ui.returns.work import PAGE, Work
from planner.ui.sections import section
from planner.ui.wording import counted, escaped

FILES: Final = "Returns"
CONFLICTS: Final = "Conflicts"
QUESTIONS: Final = "Questions"
PROBLEMS: Final = "Problems"
CHANGES: Final = "What will change"


def show(plan: Plan, work: Work) -> None:
    """Draw the uploader alone, or the desk with the files that came back."""
    with st.spinner("Comparing what lies on the desk …"):
        has_moved = work.lay(plan)
    desk = work.desk
    if desk is None:
        _uploader(plan, work)
        return
    if has_moved:
        st.info("The plan has changed since; the returns were compared with it again.")
    _whose(work, desk)
    _decision(plan, work, desk)
    open_count = len(desk.open)
    part = section(
        f"{PAGE}-desk",
        [FILES, CONFLICTS, QUESTIONS, PROBLEMS, CHANGES],
        {
            FILES: len(desk.files),
            CONFLICTS: open_count,
            QUESTIONS: len(desk.questions),
            PROBLEMS: sum(len(file.problems) for file in desk.files),
            CHANGES: len(desk.changes),
        },
    )
    if part == FILES:
        files_back.show(work, desk)
        with st.expander("Lay more files on the desk", icon=":material/add:"):
            _uploader(plan, work)
    elif part == CONFLICTS:
        conflicts.show(work, desk)
    elif part == QUESTIONS:
        questions.show(work, desk)
    elif part == PROBLEMS:
        files_back.problems(plan, desk)
    else:
        _changes(desk)


def _whose(work: Work, desk: Desk) -> None:
    """Whose desk it is, and what people answered of which it holds no more."""
    people = [escaped(name) for name in work.tray.people if name and name != state.actor()]
    if people:
        st.caption(
            f":material/group: {' and '.join(people)} also worked on this desk. "
            "You see what they see; each answer is kept at once, and nobody's is lost."
        )
    laid = work.laid.cases if work.laid else ()
    if outdated := work.tray.outdated((*desk.cases, *laid)):
        one = outdated == 1
        st.warning(
            f"{counted(outdated, 'answer')} no longer {'fits' if one else 'fit'}, because the plan "
            f"or a return has changed since. Decide {'that' if one else 'those'} again.",
            icon=":material/history:",
        )


def _uploader(plan: Plan, work: Work) -> None:
    uploads = st.file_uploader(
        "Workbooks that came back, one or fifty",
        accept_multiple_files=True,
        max_upload_size=LIMITS.file_bytes // MEGABYTE,
        key=state.key(PAGE, "files", work.round),
        help="As they are: renamed, sorted, filtered, saved by Excel, LibreOffice or Google "
        "Sheets. Each is known by what is in it.",
    )
    st.caption(
        "Every cell is compared with what was sent and with the plan as it is now. What only they "
        "changed is taken, what only you changed is kept, the rest you decide. Nothing is stored "
        "before Apply."
    )
    if uploads:
        with st.spinner(f"Comparing {counted(len(uploads), 'file')} …"):
            work.hand_in(plan, [(one.name, one.getvalue()) for one in uploads])
        st.rerun()


def _decision(plan: Plan, work: Work, desk: Desk) -> None:
    """One sentence on what will change, and the buttons that do it or leave it."""
    waiting = {key for case in desk.open for key in case.by}
    settled = [file for file in desk.included if file.key not in waiting]
    with st.container(border=True, key="returns-apply"):
        st.caption("What Apply will do to the plan")
        st.subheader(escaped(desk.sentence), anchor=False)
        if desk.left:
            st.warning(
                f"{counted(len(desk.left), 'thing')} cannot be done and will be left:\n"
                + "\n".join(f"- {escaped(f'{one.id}: {one.why}')}" for one in desk.left),
                icon=":material/do_not_disturb_on:",
            )
        if waiting:
            st.caption("What nobody has decided stays as it is, and its return stays on the desk.")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Put on record" if settled and not desk.changes else "Apply",
                type="primary",
                icon=":material/check:",
                key=state.key(PAGE, "apply"),
                disabled=work.is_wrong or not (settled or desk.changes),
                on_click=_apply,
                args=(plan, work, desk),
                help="One change of the plan, which can be undone whole. Returns with conflicts "
                "that nobody has decided stay on the desk.",
            )
            with st.popover("Clear the desk", icon=":material/close:"):
                st.markdown(
                    f"This takes {counted(len(desk.files), 'file')} and what was decided of them "
                    "off the desk, for everybody. Nothing of it is in the plan."
                )
                st.button("Clear it", key=state.key(PAGE, "clear"), on_click=work.clear)


def _apply(plan: Plan, work: Work, desk: Desk) -> None:
    if work.is_behind:
        state.tell(
            "Somebody else put or answered something on this desk a moment ago. Nothing was "
            "applied; look again, then apply.",
            kind="refused",
        )
        return
    try:
        applied = returns.apply_desk(state.actor(), state.store(), desk, notes=work.notes)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    settled = {receipt.digest for receipt in applied.receipts}
    waiting = [file.digest for file in desk.included if file.digest not in settled]
    put_by = [file.digest for file in desk.files if file.key in desk.excluded]
    what = str(described(desk.changes)) if applied.entry else "nothing changed"
    state.tell(
        f"Returns taken in: {escaped(what)}; {counted(len(settled), 'return')} on record"
        + (f", {len(waiting)} still on the desk." if waiting else ".")
        + (" After an undo, hand the files in again." if applied.entry else ""),
        details=tuple(escaped(f"{one.id}: {one.why}") for one in applied.left),
        undo=applied.entry.revision if applied.entry else None,
    )
    work.lay_the_rest(state.current_plan() or plan, [*waiting, *put_by])


def _changes(desk: Desk) -> None:
    if not desk.changes:
        st.info("As it stands, Apply changes nothing in the plan.")
        return
    page = finding.turned(desk.changes, "returns-changes")
    changes_listing(page, "What Apply will write, old and new")
