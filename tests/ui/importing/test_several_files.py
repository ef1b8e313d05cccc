"""Several files at once: where each stands, the way between them, a pair, a stop, the sum."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.store import Store
from planner.tables import Programme
from planner.ui.importing import background
from planner.ui.importing.lot import MOST
from tests.ui.conftest import Open
from tests.ui.importing.test_page import (
    PROGRAMMES,
    button,
    hand_in,
    text_of,
    to_the_end,
    values_to_the_end,
)

REAL = Path(__file__).parents[2] / "data" / "real" / "aims_burundi"
DEFENCE = PROGRAMMES.replace("Justice", "Defence").replace("Mobile courts", "Peace patrols")
BAD = ("notes.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64))


@pytest.fixture
def app(empty_plan: str, open_page: Open) -> AppTest:
    """The page of imports on an empty plan."""
    return open_page("importing")


def press(app: AppTest, part: str) -> AppTest:
    """Press the button whose key ends so."""
    return next(one for one in app.button if str(one.key).endswith(part)).click().run()


def titles(store: Store, plan: str) -> set[str]:
    return {row.title for row in store.load(plan).of(Programme)}


def test_a_bad_file_among_good_ones_is_refused_with_its_sentence_and_nothing_else_is_lost(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = hand_in(app, ("justice.csv", PROGRAMMES), BAD, ("defence.csv", DEFENCE))
    app = button(to_the_end(app), "Take it in")

    assert "Refused · **notes.xlsx**" in text_of(app)
    assert "In hand · **defence.csv**" in text_of(app)
    app = button(to_the_end(app), "Take it in")

    assert "2 files taken in: 4 rows added, 0 changed; 1 refused." in text_of(app)
    assert {"Mobile courts", "Peace patrols"} < titles(store, empty_plan)


def test_each_file_of_several_is_undone_by_itself_afterwards(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = hand_in(app, ("justice.csv", PROGRAMMES), ("defence.csv", DEFENCE))
    for _ in range(2):
        app = button(to_the_end(app), "Take it in")

    app = press(app, ":undo:1:1")

    assert "Mobile courts" not in titles(store, empty_plan)
    assert "Peace patrols" in titles(store, empty_plan)
    assert "1 file taken in: 2 rows added, 0 changed; 1 laid aside." in text_of(app)
    app = button(app, "Hand in other files")
    assert app.file_uploader[0].value in (None, [])


def test_going_to_another_file_and_back_keeps_what_was_settled(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(hand_in(app, ("a.csv", PROGRAMMES), ("b.csv", DEFENCE)), "Continue")
    next(one for one in app.selectbox if one.label == "Budget").set_value("")
    app = button(app, "Continue")

    app = press(app, ":open:1:2")
    assert "In hand · **b.csv**" in text_of(app) and app.number_input[0].value == 2
    app = press(app, ":open:1:1")

    assert "In hand · **a.csv**" in text_of(app)
    button(values_to_the_end(app), "Take it in")
    assert [row.budget for row in store.load(empty_plan).of(Programme)] == [None, None]


def test_a_file_laid_aside_can_be_taken_up_again(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(hand_in(app, ("a.csv", PROGRAMMES), ("b.csv", DEFENCE)), "Cancel")
    assert "Laid aside · **a.csv**" in text_of(app)
    app = button(to_the_end(app), "Take it in")
    assert titles(store, empty_plan) == {"Peace patrols", "Legal aid"}

    app = press(app, ":open:1:1")
    button(to_the_end(app), "Take it in")

    assert "Mobile courts" in titles(store, empty_plan)


def test_two_parts_of_one_list_are_said_to_be_a_pair(app: AppTest) -> None:
    names = ("projects_ancillary.csv", "projects.csv")

    app = hand_in(app, *((name, (REAL / name).read_bytes()) for name in names))
    app = press(app, ":open:1:2")

    said = " ".join(one.value for one in app.info).replace("\\", "")
    assert "**projects.csv** and **projects_ancillary.csv** are two parts of one list" in said
    assert "950 rows stand in both" in said and "adds Description, Ministry" in said
    app = press(press(app, ":open:1:1"), ":begin-with:1:2")
    assert "In hand · **projects.csv**" in text_of(app)


def test_more_files_than_fit_are_named_and_not_taken_in_hand(app: AppTest) -> None:
    app = hand_in(app, *((f"{n}.csv", PROGRAMMES) for n in range(MOST + 2)))

    assert f"Up to {MOST} files go in at once." in app.error[0].value
    assert "10.csv, 11.csv" in app.error[0].value.replace("\\", "")
    assert text_of(app).count("Waiting ·") == MOST - 1


def test_reading_can_be_stopped_and_the_same_file_handed_in_again(
    app: AppTest, empty_plan: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = PROGRAMMES + "".join(f"{n};Programme {n};5;1.5.2027\n" for n in range(100, 40_000))
    monkeypatch.setattr(background, "PATIENCE", 0)
    app = hand_in(app, ("long.csv", long))
    assert "Reading long.csv" in text_of(app)

    app = button(app, "Stop").run()

    assert app.file_uploader[0].value in (None, [])
    monkeypatch.setattr(background, "PATIENCE", 60)
    app = button(to_the_end(hand_in(app, ("long.csv", PROGRAMMES))), "Take it in")
    assert titles(store, empty_plan) == {"Mobile courts", "Legal aid"}
    assert store.load(empty_plan).revision == 2


def test_what_a_blank_cell_means_is_chosen_where_its_effect_is_seen(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(to_the_end(hand_in(app, ("a.csv", PROGRAMMES))), "Take it in")
    blank = PROGRAMMES.replace("300,00", "")

    app = to_the_end(hand_in(app, ("b.csv", blank)))
    assert "leave 2 alone" in text_of(app) and "nothing is lost" in text_of(app)
    control: Any = next(one for one in app.get("button_group") if "blank" in str(one))
    app = control.set_value(True).run()

    assert "change 1 (1 cell)" in text_of(app)
    assert "Budget: ~~300~~ → *blank*" in list(app.table[-1].value["What changes"])


def test_refused_rows_can_still_be_had_after_the_good_ones_went_in(app: AppTest) -> None:
    bad = PROGRAMMES + "009;Radio;much;1.5.2027\n"
    app = button(to_the_end(hand_in(app, ("a.csv", bad))), "Take it in")
    assert "1 row of a.csv still needs you" in app.warning[0].value.replace("\\", "")
    assert labels(app) == ["Empty list for a ministry", "Rows to mend"]

    app = hand_in(app, ("b.csv", bad.replace("Justice", "Water")), ("c.csv", DEFENCE))
    assert "Rows to mend" not in labels(app)
    app = button(to_the_end(app), "Take it in")

    assert labels(app) == ["Rows to mend"]
    app = button(to_the_end(app), "Take it in")
    assert "2 files taken in: 4 rows added, 0 changed; 1 row needs you." in text_of(app)


def labels(app: AppTest) -> list[str]:
    """What can be downloaded."""
    return sorted(one.proto.label for one in app.get("download_button"))
