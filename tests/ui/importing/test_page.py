"""The page of imports: a file is read, shown, changed where the guess is wrong, and taken in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.changes import Origin, OriginKind, insert
from planner.places import samples_folder
from planner.services import editing
from planner.store import Store
from planner.tables import Ministry, Programme
from planner.ui.wording import escaped
from tests.ui.conftest import Open

RAW = samples_folder() / "ministries"
CSV = "text/csv"
PROGRAMMES = """Ministry of Justice;;;
No;Project title;Budget;Start
007;Mobile courts;1 250,50;31.3.2027
008;Legal aid;300,00;1.4.2027
Total;;1 550,50;
"""


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def hand_in(app: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    contents = [
        (name, text.encode() if isinstance(text, str) else text, CSV) for name, text in files
    ]
    return app.file_uploader[0].set_value(contents).run()


def to_the_end(app: AppTest) -> AppTest:
    return values_to_the_end(button(button(app, "Continue"), "Continue"))


def values_to_the_end(app: AppTest) -> AppTest:
    """From the values to what will happen; proposals are taken, new names become new rows."""
    while bulk := next(
        (b for b in app.button if b.label.startswith(("Take the", "Make ", "Yes"))), None
    ):
        app = bulk.click().run()
    return button(app, "See what will happen")


def text_of(app: AppTest) -> str:
    kinds = (app.markdown, app.subheader, app.caption, app.success, app.error, app.expander)
    values = [getattr(one, "value", None) or one.label for kind in kinds for one in kind]
    return "\n".join(map(str, values)).replace("\\", "")


@pytest.fixture
def app(empty_plan: str, open_page: Open) -> AppTest:
    """The page of imports on an empty plan."""
    return open_page("importing")


def test_a_file_is_taken_in_as_one_changeset_with_its_cells(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = to_the_end(hand_in(app, ("justice.csv", PROGRAMMES)))
    assert "Will add 2" in text_of(app)

    app = button(app, "Take it in")

    plan = store.load(empty_plan)
    first, second = plan.of(Programme)
    assert (first.reference, first.title) == ("007", "Mobile courts")
    assert first.budget == Decimal("1250.50")
    assert str(second.start) == "2027-04-01"
    assert [row.name for row in plan.of(Ministry)] == ["Ministry of Justice"]
    entry = store.entries(empty_plan)[-1]
    assert (entry.changeset.origin.kind, entry.changeset.origin.name) == (
        OriginKind.IMPORT,
        "justice.csv",
    )
    found = editing.origin_of("Office", store, empty_plan, "programmes", first.id, "budget")
    assert found is not None
    assert found.cell == "C3"
    assert "justice.csv is taken in. Added 2, changed 0, left 0 alone" in text_of(app)


def test_nothing_is_stored_before_the_last_step(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    to_the_end(hand_in(app, ("justice.csv", PROGRAMMES)))

    assert store.load(empty_plan).revision == 1


def test_the_import_can_be_undone_from_its_message(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(to_the_end(hand_in(app, ("justice.csv", PROGRAMMES))), "Take it in")

    button(app, "Undo")

    assert store.load(empty_plan).of(Programme) == ()


def test_the_same_file_again_changes_nothing(app: AppTest, empty_plan: str, store: Store) -> None:
    app = button(to_the_end(hand_in(app, ("justice.csv", PROGRAMMES))), "Take it in")

    app = to_the_end(hand_in(app, ("justice.csv", PROGRAMMES)))

    assert "nothing changes" in text_of(app)
    button(app, "Done")
    assert store.load(empty_plan).revision == 2


def test_a_mended_file_shows_old_beside_new(app: AppTest) -> None:
    app = button(to_the_end(hand_in(app, ("justice.csv", PROGRAMMES))), "Take it in")

    app = to_the_end(hand_in(app, ("justice.csv", PROGRAMMES.replace("300,00", "450,00"))))

    assert "change 1 (1 cell)" in text_of(app)
    changed = app.table[-1].value
    assert list(changed["What"]) == ["✎ Changed"]
    assert list(changed["What changes"]) == ["Budget: ~~300~~ → **450**"]


def test_rows_left_out_are_listed_with_the_reason(app: AppTest) -> None:
    app = hand_in(app, ("justice.csv", PROGRAMMES))

    assert list(app.dataframe[1].value["Row"]) == [5]


def test_the_header_row_is_guessed_and_can_be_changed(app: AppTest) -> None:
    app = hand_in(app, ("justice.csv", PROGRAMMES))
    header = app.number_input[0]
    assert header.value == 2

    app = header.set_value(1).run()

    assert "→ 1" in list(app.dataframe[0].value.index)


def test_a_column_can_be_said_to_be_missing(app: AppTest, empty_plan: str, store: Store) -> None:
    app = button(hand_in(app, ("justice.csv", PROGRAMMES)), "Continue")
    budget = next(one for one in app.selectbox if one.label == "Budget")
    assert budget.value == "C"

    budget.set_value("")
    app = button(values_to_the_end(button(app, "Continue")), "Take it in")

    assert [row.budget for row in store.load(empty_plan).of(Programme)] == [None, None]


def test_a_column_that_was_not_found_can_be_named(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    text = PROGRAMMES.replace("Project title", "Zzz").replace("No;", "Reference;")
    app = button(hand_in(app, ("justice.csv", text)), "Continue")

    next(one for one in app.selectbox if one.label == "Description").set_value("B")
    app = button(values_to_the_end(button(app, "Continue")), "Take it in")

    assert store.load(empty_plan).of(Programme)[0].description == "Mobile courts"


def test_a_refused_row_is_counted_explained_and_given_back(app: AppTest) -> None:
    text = PROGRAMMES + "009;;12;1.5.2027\n010;Radio;much;1.5.2027\n"

    app = to_the_end(hand_in(app, ("justice.csv", text)))

    assert "needs you" in text_of(app) or "need you" in text_of(app)
    assert ":material/error: Refused" in text_of(app)
    assert [one.proto.label for one in app.get("download_button")] == ["Rows to mend"]


def test_several_files_are_taken_one_after_the_other(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    other = PROGRAMMES.replace("Justice", "Defence").replace("Mobile courts", "Peace patrols")
    app = hand_in(app, ("justice.csv", PROGRAMMES), ("defence.csv", other))
    assert "In hand · **justice.csv**" in text_of(app)
    assert "Waiting · **defence.csv**" in text_of(app)

    app = button(to_the_end(app), "Take it in")
    assert "Taken in · **justice.csv**" in text_of(app)
    assert "In hand · **defence.csv**" in text_of(app)
    app = button(to_the_end(app), "Take it in")

    assert len(store.load(empty_plan).of(Programme)) == 4
    assert "2 files taken in: 4 rows added, 0 changed." in text_of(app)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_is_no_table_gets_one_plain_sentence_and_the_uploader_again(
    name: str, content: bytes, app: AppTest, empty_plan: str, store: Store
) -> None:
    app = hand_in(app, (name, content))

    assert len(app.error) == 1
    assert name in app.error[0].value.replace("\\", "")
    assert app.file_uploader[0].value in (None, [])
    assert store.load(empty_plan).revision == 1


def test_an_error_belongs_to_one_upload(app: AppTest) -> None:
    app = hand_in(app, ("empty.csv", b""))

    app = hand_in(app, ("justice.csv", PROGRAMMES))

    assert list(app.error) == []


def test_rows_that_resemble_nothing_are_shown_and_asked_about(app: AppTest) -> None:
    app = hand_in(app, ("letter.csv", "Dear colleague,\nplease find attached nothing.\n"))

    assert "resemble no table of the plan" in app.info[0].value
    assert next(one for one in app.button if one.label == "Continue").disabled


def test_a_cancelled_import_leaves_nothing(app: AppTest, empty_plan: str, store: Store) -> None:
    app = button(to_the_end(hand_in(app, ("justice.csv", PROGRAMMES))), "Cancel")

    assert app.file_uploader[0].value in (None, [])
    assert store.load(empty_plan).revision == 1


def test_a_plan_that_moved_on_is_compared_again_before_anything_is_stored(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = to_the_end(hand_in(app, ("justice.csv", PROGRAMMES)))
    other = next(one for one in app.button if one.label == "Take it in")
    plan = store.load(empty_plan)
    editing.save(
        "Cabinet office",
        store,
        empty_plan,
        [insert(Ministry(id="M-01", name="Ministry of Water"))],
        reason="",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=plan.revision,
    )

    app = other.click().run()

    assert store.load(empty_plan).of(Programme) == ()
    assert "has changed since this preview was made" in text_of(app)
    button(app, "Take it in")
    assert len(store.load(empty_plan).of(Ministry)) == 2


@pytest.mark.parametrize("path", sorted(RAW.glob("*.[cx]*")), ids=lambda path: path.name)
def test_every_raw_sample_can_be_taken_in(
    path: Path, app: AppTest, empty_plan: str, store: Store
) -> None:
    app = next(one for one in app.button if one.label == escaped(path.name)).click().run()

    app = button(to_the_end(app), "Take it in")

    assert list(app.error) == []
    assert store.load(empty_plan).revision == 2
