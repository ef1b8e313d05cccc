"""The page of the review: what a reviewer would find, why, and the way to mend or answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from planner.analysis.answers import Gravity, Target
from planner.analysis.registry import answered
from planner.analysis.review.reviewing import ReviewFinding, ReviewResult, counted, review
from planner.changes import Change, edit, insert
from planner.choices import Verdict
from planner.messages import NOTHING, Message, _, paragraph
from planner.plan import Plan, table_named
from planner.tables import ReviewAnswer
from planner.ui import answer_view, editor, frame, links, state
from planner.ui.actions import opened_action
from planner.ui.marks import GRAVITY_MARKS
from planner.ui.markup import escaped
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.text_fields import text_field
from planner.ui.words import capital, t, told

PAGE: Final = "review"
_ROWS: Final = 10
_MARKS: Final = {
    ReviewResult.FAIL: Gravity.WARNING,
    ReviewResult.UNANSWERED: Gravity.NOTE,
    ReviewResult.WAIVED: Gravity.NOTE,
    ReviewResult.PASS: Gravity.GOOD,
}


@frame.page(PAGE, _("What a reviewer of the plan would find, and the way to mend it first."))
def show(plan: Plan) -> None:
    """Draw the page."""
    found = state.computed(review, plan, state.today())
    answer_view.sentences(state.computed(answered, plan, PAGE, state.today()))
    sums = counted(found)
    parts: dict[str, Message] = {
        **{result.value: result.caption for result in _MARKS},
        **titles_of(PAGE),
    }
    counts = {result.value: number for result, number in sums.items()}
    part = section(PAGE, {key: capital(told(name)) for key, name in parts.items()}, counts)
    if part in grids_of(PAGE):
        draw_grids(plan, grids_of(PAGE)[part])
        return
    chosen = [one for one in found if one.result == part]
    if not chosen:
        st.success(t("Nothing here."))
    for one in chosen:
        _criterion(plan, one)


def _criterion(plan: Plan, one: ReviewFinding) -> None:
    with st.container(border=True):
        mark = GRAVITY_MARKS[_MARKS[one.result]]
        st.markdown(f"{mark} **{one.number}. {escaped(told(one.criterion.name))}**")
        is_open = one.result in (ReviewResult.FAIL, ReviewResult.UNANSWERED)
        cure = one.criterion.what_to_do if is_open else NOTHING
        if said := told(paragraph(one.message, cure)):
            st.markdown(escaped(said))
        with st.container(horizontal=True):
            for row in filter(links.leads, one.rows[:_ROWS]):
                if st.button(
                    escaped(row.id), key=state.key(PAGE, str(one.number), row.id), type="tertiary"
                ):
                    _go(one, row)
            if len(one.rows) > _ROWS:
                st.caption(t("and {more} more", more=len(one.rows) - _ROWS))
            if is_open:
                _mend(plan, one)
        if one.is_asked:
            _answer(plan, one)
        st.caption(t("Source: {source}", source=escaped(one.criterion.source)))


def _go(one: ReviewFinding, row: Target | None) -> None:
    """Leave for the row, open at the part that holds what is missing, else for its table."""
    if one.criterion.field:
        opened_action.lead(one.criterion.field)
    if row is None:
        links.go_to_table(one.place)
    links.go_to_row(row)


def _mend(plan: Plan, one: ReviewFinding) -> None:
    """The way to the place where it is mended, and the way to set it aside."""
    place, number = one.place, str(one.number)
    if place:
        label = t("Go to {page}", page=told(links.title_of_place(place)))
        if st.button(label, key=state.key(PAGE, "place", number), icon=frame.onward()):
            _go(one, next((row for row in one.rows if row.table == place), None))
    if st.button(t("Set aside with a reason"), key=state.key(PAGE, "waive", number)):
        editor.add(plan, table_named("waivers"), {"test": one.number})


def _answer(plan: Plan, one: ReviewFinding) -> None:
    """Yes, partly, no or not applicable, with a note; what the data decide is not asked."""
    given = next((row for row in plan.of(ReviewAnswer) if row.test == one.number), None)
    declared = table_named("answers")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        verdict, verdicts = None, one.criterion.answered.verdicts
        if verdicts:
            verdict = st.segmented_control(
                told(declared.label("verdict")),
                verdicts,
                default=given.verdict if given and given.verdict in verdicts else None,
                format_func=lambda each: told(each.caption),
                key=state.key(PAGE, "verdict", str(one.number)),
            )
        key = state.key(PAGE, "note", str(one.number))
        note = text_field(told(declared.label("note")), key, given.note if given else "")
        if st.button(t("Save the answer"), key=state.key(PAGE, "save", str(one.number))):
            _save(plan, one.number, given, verdict, note)


def _save(
    plan: Plan, number: int, given: ReviewAnswer | None, verdict: Verdict | None, note: str
) -> None:
    if given is None:
        row = ReviewAnswer(
            id=next(plan.next_ids(ReviewAnswer)), test=number, verdict=verdict, note=note
        )
        made: Sequence[Change] = [insert(row)]
    else:
        made = edit(given, replace(given, verdict=verdict, note=note))
    reason = _("Criterion {number} answered", number=number)
    if made and frame.save(made, reason, base_revision=plan.revision) is not None:
        st.rerun()
