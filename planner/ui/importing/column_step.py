"""The third step of an import: which column of the file is which column of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import streamlit as st

from planner.intake.inspection import FoundTable
from planner.intake.tables.header_vocabulary import Guess
from planner.intake.tables.headings import Heading, text_of
from planner.messages import Message, _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.schema import Column
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.tables import Ministry
from planner.ui import state
from planner.ui.columns import label
from planner.ui.importing import file_widgets
from planner.ui.importing.file_widgets import go_to, settle
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, tn, told, voice

NOT_THERE: Final = ""
_SURE, _LIKELY = 0.9, 0.7
_SAMPLES: Final = 3
_LOOKED_AT: Final = 200  # rows searched for samples
_ORDERS: Final[Mapping[str | None, Message]] = MappingProxyType(
    {
        None: _("As understood"),
        "dmy": _("Day first"),
        "mdy": _("Month first"),
        "ymd": _("Year first"),
    }
)
_MARKS: Final[Mapping[str | None, Message]] = MappingProxyType(
    {None: _("As understood"), "comma": _("Comma"), "point": _("Point")}
)


def show(file: ImportFile, draft: ImportDraft) -> None:
    """Show each guess with its reason and examples, and let a person change any of them."""
    found = draft.found
    if draft.is_recalled:
        recalled = problem("columns.recalled")
        said = f"{told(recalled.message)} {told(recalled.hint)}"
        st.info(escaped(said), icon=":material/history:")
    declared = table_named(found.table)
    guesses = found.matching.guesses if found.matching else {}
    matched = [column for column in declared.columns if column.name in guesses]
    others = [c for c in declared.columns if c.name not in guesses and c.name != "id"]
    with st.form(_key(file, "form"), border=False):
        st.caption(t("Choose the column of the file that holds each column of the plan, or none."))
        for column in matched:
            _line(file, found, column, guesses[column.name])
        if others:
            with st.expander(t("Columns not found in the file ({number})", number=len(others))):
                for column in others:
                    _choice(file, found, column, NOT_THERE)
        _unmatched(file, found)
        _reading(file, draft)
        with st.container(horizontal=True):
            st.form_submit_button(
                t("Continue"), type="primary", on_click=_continue, args=(file, found)
            )
            st.form_submit_button(t("Back"), on_click=go_to, args=(file, Step.TABLE))


def _key(file: ImportFile, part: str, *more: object) -> str:
    """The key of a widget; when the file was read otherwise, all of them begin anew."""
    return file_widgets.key(file, part, file.draft and file.draft.readings, *more)


def _line(file: ImportFile, found: FoundTable, column: Column, guess: Guess) -> None:
    with st.grid(3, min_column_width=220):
        _choice(file, found, column, guess.heading.letters)
        with st.container(gap="xsmall"):
            st.markdown(f"**{_sureness(guess.confidence)}**")
            st.caption(escaped(told(guess.reason)))
        with st.container(gap="xsmall"):
            samples = " · ".join(_samples(found, guess.heading))
            st.markdown(escaped(samples) or t("empty"))
            understood = found.how.statements.get(column.name, "") if found.how else ""
            if understood:
                st.caption(t("Understood: {how}", how=escaped(told(understood))))


def _choice(file: ImportFile, found: FoundTable, column: Column, chosen: str) -> None:
    headings = {one.letters: _named(one) for one in found.place.headings}
    places = [NOT_THERE, *headings]
    st.selectbox(
        label(column),
        places,
        index=places.index(chosen),
        format_func=lambda place: headings.get(place) or t("— not in this file —"),
        key=_key(file, "column", column.name),
        help=voice().help(table_named(found.table), column),
    )


def _named(heading: Heading) -> str:
    return f"{heading.letters}  {shortened(heading.whole, 60)}".strip()


def _sureness(confidence: float) -> str:
    if confidence >= _SURE:
        return f"● {t('Sure')}"
    return f"◐ {t('Likely')}" if confidence >= _LIKELY else f"○ {t('A guess')}"


def _samples(found: FoundTable, heading: Heading) -> Sequence[str]:
    """The first few different texts of a column."""
    cells = (found.sheet.at(row, heading.column) for row in found.roles.rows[:_LOOKED_AT])
    texts = dict.fromkeys(shortened(text_of(cell), 40) for cell in cells if text_of(cell))
    return list(texts)[:_SAMPLES]


def _unmatched(file: ImportFile, found: FoundTable) -> None:
    """Which columns hold sums of years; those without a place, each to be kept in the note."""
    for one in found.years.problems:
        if one.code.startswith("years.") and one.row is None:
            st.caption(escaped(told(one.message)))
    matching = found.matching
    if matching is None or not found.unplaced:
        return
    declared = table_named(found.table)
    title = tn(
        "{number} column of the file without a place in the plan",
        "{number} columns of the file without a place in the plan",
        len(found.unplaced),
    )
    st.markdown(f"**{title}**")
    names = {one: _unmatched_name(matching.known, one) for one in found.unplaced}
    if not declared.notes:
        ignored = _(
            "They are ignored, because {table} have no note to keep them in: {columns}.",
            table=declared.title,
            columns=tuple(names.values()),
        )
        st.caption(escaped(told(ignored)))
        return
    st.caption(
        t(
            "They are ignored, unless you keep them in {note} of the row.",
            note=declared.label(declared.notes),
        )
    )
    with st.grid(3, min_column_width=220):
        for heading, name in names.items():
            with st.container(gap="xsmall"):
                st.checkbox(
                    escaped(t("Keep {column}", column=name)),
                    value=heading in matching.kept,
                    key=_key(file, "keep", heading.letters),
                )
                st.caption(escaped(" · ".join(_samples(found, heading))) or t("empty"))


def _unmatched_name(known: Mapping[int, Message | str], heading: Heading) -> Message | str:
    seems, name = known.get(heading.column, ""), _named(heading)
    return _("{column} (seems to be {kind})", column=name, kind=seems) if seems else name


def _reading(file: ImportFile, draft: ImportDraft) -> None:
    """How dates and numbers are read, and whose rows these are; the last page asks in doubt."""
    st.markdown(f"**{t('How it is read')}**")
    found, read = draft.found, draft.options.read
    with st.grid(3, min_column_width=180):
        _select(
            file,
            "dates",
            t("Dates"),
            _ORDERS,
            read.dates,
        )
        _select(
            file,
            "decimal",
            t("Decimal mark"),
            _MARKS,
            read.decimal,
        )
        if any(column.name == "ministry" for column in table_named(found.table).columns):
            plan = draft.chosen.plan
            short = plan.names(Ministry)
            names = {"": t("As the file says")}
            names |= {row.name: short[row.id] for row in plan.of(Ministry)}
            names |= {read.ministry: names.get(read.ministry, read.ministry)}
            _select(file, "whose", t("All rows belong to"), names, read.ministry, grows=True)


def _select(
    file: ImportFile,
    part: str,
    title: str,
    shown: Mapping[Any, Message | str],
    chosen: object,
    *,
    grows: bool = False,
) -> None:
    known = list(shown)
    st.selectbox(
        title,
        known,
        index=known.index(chosen) if chosen in known else 0,
        format_func=lambda one: told(shown.get(one, str(one))),
        accept_new_options=grows,
        key=_key(file, part),
    )


def _kept(file: ImportFile, found: FoundTable) -> tuple[str, ...]:
    """The columns to keep in the note, by their letters."""
    columns = table_named(found.table).columns
    taken = {state.widget(_key(file, "column", column.name)) for column in columns}
    kept = (one.letters for one in found.unplaced if state.widget(_key(file, "keep", one.letters)))
    return tuple(letters for letters in kept if letters not in taken)


def _continue(file: ImportFile, found: FoundTable) -> None:
    """Read the file again where a person chose otherwise than was guessed."""
    assert file.draft is not None
    before = file.draft.options.read
    guesses = found.matching.guesses if found.matching else {}
    columns = dict(before.columns)
    for column in table_named(found.table).columns:
        chosen = state.widget(_key(file, "column", column.name))
        guess = guesses.get(column.name)
        if chosen is not None and chosen != (guess.heading.letters if guess else NOT_THERE):
            columns[column.name] = str(chosen)
    read: dict[str, Any] = {
        "columns": columns,
        "dates": state.widget(_key(file, "dates")),
        "decimal": state.widget(_key(file, "decimal")),
        "ministry": state.widget(_key(file, "whose")) or "",
        "keep": _kept(file, found),
    }
    is_new = any(getattr(before, name) != option for name, option in read.items())
    if not is_new or settle(file, lambda one: one.settle(**read)):
        go_to(file, Step.VALUES)
