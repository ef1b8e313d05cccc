"""What every page has: its title, answers to buttons, failures in plain words, the empty state."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Literal

import streamlit as st

from planner.changes import Change, Conflict, Entry, Origin, OriginKind, described
from planner.errors import PlannerError, StaleChange
from planner.messages import Message
from planner.places import app_file
from planner.plan import Plan
from planner.services import editing
from planner.ui import state
from planner.ui.columns import named
from planner.ui.markup import Markup, escaped
from planner.ui.menu import PAGES
from planner.ui.words import t, told, voice

HOME: Final = "home"
LOGO: Final = app_file().parent / "static" / "logo.svg"
MARK: Final = app_file().parent / "static" / "mark.svg"
_NAMED: Final = 3  # rows that an answer names one by one
_PAGES: Final = Path(__file__).parent / "pages"


def guarded(show: Callable[[], None]) -> Callable[[], None]:
    """A view whose failures are said on the page, with what to do next; for `show` functions."""

    @functools.wraps(show)
    def shown() -> None:
        try:
            show()
        except PlannerError as failure:
            refused(failure)
        except Exception:
            st.error(
                t(
                    "Something happened that the planner was not made for. Nothing is half stored; "
                    "the report is where the server writes its log."
                ),
                icon=":material/error:",
            )
            raise  # Streamlit logs it whole and shows none of it

    return shown


def page(name: str, lead: Message) -> Callable[[Callable[[Plan], None]], Callable[[], None]]:
    """A page of the open plan: its head is drawn first; without a plan it says what to do."""

    def framed(show: Callable[[Plan], None]) -> Callable[[], None]:
        @functools.wraps(show)
        def shown() -> None:
            plan = state.current_plan()
            heading(told(PAGES[name].title), told(lead), plan)
            if plan is None:
                todo = t("Open a sample or start a plan on the home page first.")
                empty(t("No plan is open"), todo, HOME)
            else:
                show(plan)

        return guarded(shown)

    return framed


def refused(failure: PlannerError) -> None:
    """Say on the page why something was not done."""
    st.error(failure_words(failure), icon=":material/error:")


def heading(title: str, lead: str, plan: Plan | None = None) -> None:
    """The title of a page beside its plan's name, and one sentence on what the page is for."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="page-head"):
        st.title(title, anchor=False, width="content")
        if plan is not None:
            st.caption(escaped(plan.name), width="content")
    st.markdown(lead)


def tell_now(place: str | None = None) -> None:
    """Say here what is to be said at this place, or all that is left."""
    for notice in state.notices(place):
        _tell(notice)


def empty(title: str, what_to_do: str, page: str) -> None:
    """Say that there is nothing here yet, what to do first, and lead there."""
    with st.container(border=True, key=f"empty-{page}"):
        st.subheader(title, anchor=False)
        st.markdown(what_to_do)
        label = t("Go to {page}", page=told(PAGES[page].title))
        if st.button(label, key=f"go-{page}", type="primary", icon=onward()):
            go(page)


def window(
    title: str, draw: Callable[[], None], width: Literal["small", "medium", "large"] = "small"
) -> None:
    """Open a window over the page; `draw` is called for what stands in it, each time it changes."""

    @st.dialog(title, width=width)
    def opened() -> None:
        draw()

    opened()


def go(page: str) -> None:
    """Leave for another page, by its name in the list of pages."""
    st.switch_page(page_file(page), query_params=state.address())


def link(page: str, label: str, icon: str | None = None) -> None:
    """A link to another page; its icon is an arrow, none, or one of Google's Material set."""
    st.page_link(
        page_file(page),
        label=label,
        icon=onward() if icon is None else f":material/{icon}:" if icon else None,
        query_params=state.address(),
        width="content",
    )


def onward() -> str:
    """The icon of an arrow that leads on, in the direction in which people read."""
    return ":material/arrow_back:" if voice().is_right_to_left else ":material/arrow_forward:"


def file_uploader(label: str, **facts: Any) -> Any:
    """Ask for files: the server lets them in while this is on the page."""
    state.ask_for_files()
    return st.file_uploader(label, **facts)


def page_file(page: str) -> str:
    """The file behind a page's name."""
    return str(_PAGES / f"{page}.py")


def save(
    changes: Iterable[Change],
    reason: Message | str,
    origin: OriginKind | Origin = OriginKind.FORM,
    base_revision: int | None = None,
    place: str = "",
) -> Entry | None:
    """Keep changes to the open plan, and say so with a way back; None when they were refused.

    Meant for callbacks: whatever is to be said stands at its place on the page drawn next, or at
    the top. The reason is kept with the change as it is told here.
    """
    plan = state.current_plan()
    if plan is None:
        return None
    try:
        entry = editing.save(
            *state.at(plan),
            changes,
            reason=told(reason),
            origin=origin if isinstance(origin, Origin) else Origin(kind=origin),
            base_revision=plan.revision if base_revision is None else base_revision,
        )
    except PlannerError as failure:
        tell_refusal(failure, place)
        return None
    state.session().has_changed_plan = True
    made = entry.changeset.changes
    what, rows = escaped(told(described(made))), row_names(made, state.current_plan(), plan)
    saved = t("Saved: {what} ({rows}).", what=what, rows=rows) if rows else ""
    state.tell(saved or t("Saved: {what}.", what=what), undo=entry.revision, place=place)
    return entry


def row_names(made: Sequence[Change], *plans: Plan | None) -> str:
    """The rows that are changed by their titles, the first few, as Markdown; "" where many are."""
    ids = list(dict.fromkeys((one.table, one.id) for one in made))
    if len(ids) > _NAMED:
        return ""
    found = (
        next(
            (rows[row_id] for plan in plans if plan and row_id in (rows := plan.rows(table))), None
        )
        for table, row_id in ids
    )
    return escaped("; ".join(named(row) for row in found if row is not None))


def tell_refusal(failure: PlannerError, place: str = "") -> None:
    """Say on the next page why something was not done, both values of each conflict."""
    conflicts = failure.conflicts if isinstance(failure, StaleChange) else ()
    details = tuple(escaped(told(one.sentence)) for one in conflicts if isinstance(one, Conflict))
    state.tell(failure_words(failure), kind="refused", details=details, place=place)


def undo(revision: int, place: str = "") -> None:
    """Take a changeset back and say what came of it; for callbacks."""
    try:
        plan = state.current_plan()
        name = plan.name if plan else state.session().plan_name
        undone = editing.undo(state.actor(), state.store(), name, revision)
    except PlannerError as failure:
        tell_refusal(failure, place)
        return
    state.session().has_changed_plan = undone.entry is not None
    kept = (
        *(escaped(told(one.sentence)) for one in undone.left),
        *(Markup(f"**{first_words(one)}**") for one in undone.first),
    )
    if undone.entry is None:
        state.tell(t("Nothing could be put back."), kind="refused", details=kept, place=place)
    else:
        what = escaped(told(described(undone.entry.changeset.changes)))
        said = t("Undone: {what}.", what=what)
        state.tell(said, details=kept, undo=undone.entry.revision, place=place)


def first_words(entry: Entry) -> str:
    """That a later changeset must be undone first, as Markdown."""
    return t(
        "Undo revision {revision} first: {reason}",
        revision=entry.revision,
        reason=escaped(entry.changeset.reason),
    )


def failure_words(failure: PlannerError) -> str:
    """A failure and what to do next, as Markdown."""
    return escaped(f"{told(failure.message)} {told(failure.hint)}")


def _tell(notice: state.Notice) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if notice.kind == "refused":
            st.error(escaped(notice.text), icon=":material/error:")
        else:
            st.success(escaped(notice.text), icon=":material/check_circle:")
        if notice.undo is not None:
            revision = notice.undo
            st.button(
                t("Undo"),
                key=f"undo-{revision}",
                on_click=undo,
                args=(revision, notice.place),
                icon=":material/undo:",
            )
    if notice.details:
        st.markdown("\n".join(f"- {escaped(line)}" for line in notice.details))
