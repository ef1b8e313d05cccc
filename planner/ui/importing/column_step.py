"""The third step of an import: which column of the file is which column of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from planner.errors import PlannerError
from planner.intake.inspection import FoundTable
from planner.intake.tables.guesses import Guess
from planner.intake.tables.headings import Heading, text_of
from planner.plan import Plan, table_named
from planner.readers.dates import Order, read_date
from planner.readers.numbers import Mark, read_number
from planner.schema import Column
from planner.services.importing import earlier_files
from planner.tables import Ministry
from planner.ui import frame, state
from planner.ui.columns import label
from planner.ui.importing.work import Intake, Step
from planner.ui.wording import counted, escaped, shortened
from planner.ui.words import told

LACKING: Final = ""
_SURE, _LIKELY = 0.9, 0.7
_SAMPLES: Final = 3
_LOOKED_AT: Final = 200  # rows searched for samples
_DATES: Final = {
    None: "As understood",
    "dmy": "Day first",
    "mdy": "Month first",
    "ymd": "Year first",
}
_MARKS: Final = {None: "As understood", "comma": "Comma", "point": "Point"}


def show(intake: Intake, found: FoundTable, plan: Plan) -> None:
    """Show each guess with its reason and examples, and let a person change any of them."""
    intake.recall(plan)
    found = intake.found or found
    if intake.recalled:
        st.info(escaped(told(earlier_files.note(found).sentence)), icon=":material/history:")
    declared = table_named(found.table)
    guesses = found.matching.guesses if found.matching else {}
    matched = [column for column in declared.columns if column.name in guesses]
    others = [c for c in declared.columns if c.name not in guesses and c.name != "id"]
    with st.form(_key(intake, "form"), border=False):
        st.caption(
            "Each line is a column of the plan; choose the column of the file that holds it, "
            "or none. A star marks what every row needs."
        )
        for column in matched:
            _line(intake, found, column, guesses[column.name])
        with st.expander(f"Columns of the plan that were not found in the file ({len(others)})"):
            for column in others:
                _choice(intake, found, column, LACKING)
        _unmatched(intake, found)
        _reading(intake, found, plan)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Continue", type="primary", on_click=_continue, args=(intake, found)
            )
            st.form_submit_button("Back", on_click=_back, args=(intake,))


def _key(intake: Intake, *part: object) -> str:
    place = (intake.round, intake.number, intake.table, id(intake.inspection))
    return state.key("importing", "columns", *place, *part)


def _line(intake: Intake, found: FoundTable, column: Column, guess: Guess) -> None:
    with st.grid(3, min_column_width=220):
        _choice(intake, found, column, guess.heading.letters)
        with st.container(gap="xsmall"):
            st.markdown(f"**{_sureness(guess.confidence)}**")
            st.caption(escaped(told(guess.reason)))
        with st.container(gap="xsmall"):
            samples = " · ".join(_samples(found, guess.heading))
            st.markdown(escaped(samples) or "empty")
            understood = told(found.how.statements.get(column.name, "")) if found.how else ""
            if understood:
                st.caption(f"Understood: {escaped(understood)}")


def _choice(intake: Intake, found: FoundTable, column: Column, chosen: str) -> None:
    headings = {one.letters: _named(one) for one in found.place.headings}
    places = [LACKING, *headings]
    st.selectbox(
        label(column),
        places,
        index=places.index(chosen),
        format_func=lambda place: headings.get(place, "— not in this file —"),
        key=_key(intake, column.name),
        help=column.help,
    )


def _named(heading: Heading) -> str:
    return f"{heading.letters}  {shortened(heading.whole, 60)}".strip()


def _sureness(confidence: float) -> str:
    if confidence >= _SURE:
        return "● Sure"
    return "◐ Likely" if confidence >= _LIKELY else "○ A guess"


def _samples(found: FoundTable, heading: Heading) -> Sequence[str]:
    """The first few different texts of a column."""
    cells = (found.sheet.at(row, heading.column) for row in found.roles.rows[:_LOOKED_AT])
    texts = dict.fromkeys(shortened(text_of(cell), 40) for cell in cells if text_of(cell))
    return list(texts)[:_SAMPLES]


def _unmatched(intake: Intake, found: FoundTable) -> None:
    """The columns of the file that have no place, each to be kept in the note or ignored."""
    matching = found.matching
    if matching is None or not matching.unmatched:
        return
    declared = table_named(found.table)
    what = counted(len(matching.unmatched), "column")
    st.markdown(f"**{what} of the file without a place in the plan**")
    if not declared.notes:
        names = "; ".join(_unmatched_name(matching.known, one) for one in matching.unmatched)
        many = declared.many.lower()
        st.caption(f"They are ignored, because {many} have no note to keep them in: {names}.")
        return
    note = told(declared.label(declared.notes))
    st.caption(
        f"They are ignored, unless you keep them: then what they say goes into {note} of the "
        "row, under the header of the column."
    )
    with st.grid(3, min_column_width=220):
        for heading in matching.unmatched:
            with st.container(gap="xsmall"):
                st.checkbox(
                    f"Keep {_unmatched_name(matching.known, heading)}",
                    value=heading in matching.kept,
                    key=_key(intake, "keep", heading.letters),
                )
                st.caption(escaped(" · ".join(_samples(found, heading))) or "empty")


def _unmatched_name(known: Mapping[int, str], heading: Heading) -> str:
    seems = known.get(heading.column, "")
    return escaped(_named(heading)) + (f" (seems to be {escaped(seems)})" if seems else "")


def _reading(intake: Intake, found: FoundTable, plan: Plan) -> None:
    """How dates and numbers are read, and whose rows these are."""
    st.markdown("**How it is read**")
    options = intake.options
    with st.grid(3, min_column_width=180):
        _select(intake, "dates", *_dates(found), options.dates)
        _select(intake, "decimal", *_marks(found), options.decimal)
        if any(column.name == "ministry" for column in table_named(found.table).columns):
            names = {"": "As the file says"}
            names |= {row.name: row.short_name or row.name for row in plan.of(Ministry)}
            _select(intake, "whose", "All rows belong to", names, options.ministry)


def _dates(found: FoundTable) -> tuple[str, Mapping[Any, str]]:
    """How dates may be read; where they can be read in two ways, what each makes of one."""
    text = _doubtful(found, "date.ambiguous")
    orders: tuple[Order, ...] = ("dmy", "mdy")
    read = {order: read_date(text, order) for order in orders} if text else {}
    if not text or len(set(read.values())) == 1:
        return "Dates", _DATES
    days = {order: f"{day.day} {day:%B %Y}" for order, day in read.items() if day}
    return f"“{text}” may be", {order: f"{day} ({_DATES[order]})" for order, day in days.items()}


def _marks(found: FoundTable) -> tuple[str, Mapping[Any, str]]:
    """How numbers may be read; where they can be read in two ways, what each makes of one."""
    text = _doubtful(found, "number.ambiguous")
    if not text:
        return "Decimal mark", _MARKS
    marks: tuple[Mark, ...] = ("comma", "point")
    asked = sorted(marks, key=lambda mark: read_number(text, mark) != read_number(text))
    return f"“{text}” may be", {m: f"{read_number(text, m):f} (the {m} is decimal)" for m in asked}


def _doubtful(found: FoundTable, code: str) -> str:
    """The text of the file that can be read in two ways; blank when none can."""
    return next((problem.value for problem in found.problems if problem.code == code), "")


def _select(
    intake: Intake, part: str, title: str, shown: Mapping[Any, str], chosen: object
) -> None:
    known = list(shown)
    st.selectbox(
        title,
        known,
        index=known.index(chosen) if chosen in known else 0,
        format_func=lambda one: shown.get(one, str(one)),
        key=_key(intake, part),
    )


def _kept(intake: Intake, found: FoundTable) -> tuple[str, ...]:
    """The columns to keep in the note, by their letters; as they were when nothing was changed."""
    matching = found.matching
    headings = matching.unmatched if matching else ()
    chosen = [one for one in headings if state.widget(_key(intake, "keep", one.letters))]
    if matching is None or chosen == list(matching.kept):
        return intake.options.keep
    taken = {state.widget(_key(intake, column.name)) for column in table_named(found.table).columns}
    return tuple(one.letters for one in chosen if one.letters not in taken)


def _back(intake: Intake) -> None:
    intake.step = Step.TABLE


def _continue(intake: Intake, found: FoundTable) -> None:
    """Read the file again where a person chose otherwise than was guessed."""
    guesses = found.matching.guesses if found.matching else {}
    columns = dict(intake.options.columns)
    for column in table_named(found.table).columns:
        chosen = state.widget(_key(intake, column.name))
        guess = guesses.get(column.name)
        if chosen is not None and chosen != (guess.heading.letters if guess else LACKING):
            columns[column.name] = str(chosen)
    options: dict[str, Any] = {
        "columns": columns,
        "dates": state.widget(_key(intake, "dates")),
        "decimal": state.widget(_key(intake, "decimal")),
        "ministry": state.widget(_key(intake, "whose")) or "",
        "keep": _kept(intake, found),
    }
    try:
        if any(getattr(intake.options, name) != option for name, option in options.items()):
            intake.settle(**options)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    intake.step = Step.VALUES
