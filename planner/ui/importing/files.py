"""The files handed in together: where each stands, a way from one to another, and the sum of it."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.services.importing.file_pairs import Pair
from planner.ui import frame, state
from planner.ui.importing import effect_step
from planner.ui.importing.lot import Lot
from planner.ui.importing.work import Intake, Standing
from planner.ui.wording import counted, escaped

_MARKS: Final = MappingProxyType(
    {
        Standing.WAITING: ":gray[:material/radio_button_unchecked:]",
        Standing.IN_HAND: ":material/play_arrow:",
        Standing.TAKEN: ":green[:material/check_circle:]",
        Standing.ASIDE: ":gray[:material/remove_circle_outline:]",
        Standing.REFUSED: ":red[:material/cancel:]",
    }
)
_EVERY: Final = 1.0  # seconds between two looks at the files still being read


def show(lot: Lot) -> None:
    """Draw the file in hand, or where each of several stands; once all are settled, the sum."""
    if len(lot.intakes) == 1:
        st.markdown(f":material/description: **{escaped(lot.intakes[0].upload.name)}**")
        return
    if lot.is_settled:
        _sum(lot)
    with st.container(border=True, gap="xsmall", key="files-in-hand"):
        for intake in lot.intakes:
            _line(lot, intake)
        if any(intake.reading for intake in lot.intakes):
            _look_again(lot)
    for pair in lot.pairs:
        st.info(_pair(pair), icon=":material/join_inner:")
        _begin_with(lot, pair.first)


def _begin_with(lot: Lot, name: str) -> None:
    """Offer to take the titles first, when another file is in hand."""
    first = next(one for one in lot.intakes if one.upload.name == name)
    if lot.current is not None and lot.current is not first and not first.standing.is_final:
        st.button(
            f"Begin with {escaped(name)}",
            key=state.key("importing", "begin-with", lot.round, first.number),
            on_click=lot.open,
            args=(first.number,),
        )


@st.fragment(run_every=_EVERY)
def _look_again(lot: Lot) -> None:
    """Draw the page anew once another file was read."""
    if any(intake.reading and intake.reading.is_done for intake in lot.intakes):
        st.rerun()


def _line(lot: Lot, intake: Intake) -> None:
    standing = intake.standing
    words = f"{_MARKS[standing]} {standing}"
    name = f"**{escaped(intake.upload.name)}**"
    said = _said(intake)
    about, todo = st.columns([5, 1.3], vertical_alignment="center")
    about.markdown(f"{words} · {name}" + (f"  \n:small[{escaped(said)}]" if said else ""))
    if intake.rest:
        with todo:
            effect_step.rows_to_mend(intake, lambda: intake.rest)
    if intake.revision is not None:
        todo.button(
            "Undo",
            key=state.key("importing", "undo", lot.round, intake.number),
            on_click=_undo,
            args=(intake,),
            icon=":material/undo:",
            help=f"Take {intake.upload.name} back out of the plan",
        )
    elif standing is not Standing.IN_HAND:
        todo.button(
            "Try again" if standing.is_final else "Open",
            key=state.key("importing", "open", lot.round, intake.number),
            on_click=lot.open,
            args=(intake.number,),
            help=f"Go to {intake.upload.name}",
        )


def unmended(intake: Intake) -> None:
    """Say that rows of the file taken in last wait to be mended, and give them."""
    with st.container(horizontal=True, vertical_alignment="center"):
        number = intake.counts["rejected"]
        verb = "needs" if number == 1 else "need"
        rows = counted(number, "row")
        st.warning(f"{rows} of {escaped(intake.upload.name)} still {verb} you.")
        effect_step.rows_to_mend(intake, lambda: intake.rest)


def _said(intake: Intake) -> str:
    if intake.standing.is_final:
        return intake.said
    if intake.locked:
        return "It opens with a password only."
    return "Being read" if intake.reading else ""


def _undo(intake: Intake) -> None:
    assert intake.revision is not None
    if frame.take_back(intake.revision):
        intake.taken_back()


def _sum(lot: Lot) -> None:
    """What came of all files, in one sentence, and the way on."""
    st.subheader(sum_words(lot), anchor=False)
    st.button(
        "Hand in other files",
        type="primary",
        key=state.key("importing", "others", lot.round),
        on_click=lot.clear,
        icon=":material/upload_file:",
    )


def sum_words(lot: Lot) -> str:
    """What came of all files, as in “3 files taken in: 41 added, 7 changed; 1 refused.”."""
    standings = Counter(one.standing for one in lot.intakes)
    rows = Counter[str]()
    for intake in lot.intakes:
        rows.update(intake.counts if intake.standing is Standing.TAKEN else {})
    taken = f"{counted(standings[Standing.TAKEN], 'file')} taken in"
    if standings[Standing.TAKEN]:
        taken += f": {rows['added']:,} rows added, {rows['changed']:,} changed"
    others = (
        (standings[Standing.REFUSED], "refused"),
        (standings[Standing.ASIDE], "laid aside"),
        (rows["rejected"], "row needs you" if rows["rejected"] == 1 else "rows need you"),
    )
    return "; ".join([taken, *(f"{number:,} {what}" for number, what in others if number)]) + "."


def _pair(pair: Pair) -> str:
    adds = ", ".join(escaped(label) for label in pair.adds)
    return (
        f"**{escaped(pair.first)}** and **{escaped(pair.second)}** are two parts of one list: "
        f"{counted(pair.rows, 'row')} stand in both under the same reference. Take in both, "
        f"{escaped(pair.first)} first; {escaped(pair.second)} then adds {adds} to the same rows. "
        "No row is made twice."
    )
