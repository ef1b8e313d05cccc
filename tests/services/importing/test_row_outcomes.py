"""Which row of the plan a row of a file is, and which ministry a name in it means."""

from __future__ import annotations

import hashlib

import pytest

from planner.intake.inspection import ReadOptions
from planner.services.editing import undo
from planner.services.importing.preview import apply_import
from planner.services.plans import open_plan
from planner.store import Store
from planner.tables import Audience, Ministry
from tests.intake.difficult.making import Row, workbook
from tests.services.importing.lists import (
    ME,
    PLAN,
    ROWS,
    begun,
    fates,
    preview_import,
    previewed,
    programmes,
    sentence,
    taken_in,
)


@pytest.fixture
def plan(store: Store) -> Store:
    """A store with one plan that holds nothing yet."""
    return begun(store)


def test_one_reference_in_two_ministries_is_two_programmes(plan: Store) -> None:
    taken_in(plan, *ROWS)

    assert programmes(plan)["Courts"].id != programmes(plan)["Police posts"].id


def test_a_row_is_found_by_the_planners_own_id_first(plan: Store) -> None:
    taken_in(plan, *ROWS)
    own = programmes(plan)["Courts"].id
    lines = f"Id,Title,Budget\n{own},Courts of appeal,100\n"

    preview = preview_import(ME, plan, PLAN, lines.encode(), "b.csv")

    assert [(row.id, row.found_by) for row in preview.rows] == [(own, ("id",))]
    assert fates(preview) == ["changed"]


def test_a_cell_that_is_asked_about_clears_nothing_of_the_plan(plan: Store) -> None:
    first = b"Ref,Title,Ministry,Budget,Start\nR-1,Courts,Justice,100,2027-03-01\n"
    apply_import(ME, plan, preview_import(ME, plan, PLAN, first, "a.csv"))
    later = b"Ref,Title,Ministry,Budget,Start\nR-1,Courts,Justice,1.250,03/04/2027\n"

    again = preview_import(ME, plan, PLAN, later, "b.csv", clear_blanks=True)

    assert {one.code for one in again.questions} == {"date.ambiguous", "number.ambiguous"}
    assert again.rows[0].changes == ()


def test_numbers_under_id_that_are_not_the_plans_are_the_ministrys_own(plan: Store) -> None:
    lines = b"ID,Title,Budget\nP-0001,Courts,1\nP-0002,Police,2\n"

    preview = preview_import(ME, plan, PLAN, lines, "a.csv")
    apply_import(ME, plan, preview)

    assert [row.reference for row in programmes(plan).values()] == ["P-0001", "P-0002"]


def test_an_id_that_the_plan_does_not_have_is_asked_about(plan: Store) -> None:
    taken_in(plan, *ROWS)
    own = programmes(plan)["Courts"].id
    lines = f"Id,Title,Budget\n{own},Courts,100\nP-0999,Police,2\n"

    preview = preview_import(ME, plan, PLAN, lines.encode(), "b.csv")

    assert fates(preview) == ["unchanged", "asked"]
    (asked,) = preview.questions
    assert "The plan has no P-0999" in str(asked.message)
    options = ReadOptions(answers={asked.key: "new"})
    again = preview_import(ME, plan, PLAN, lines.encode(), "b.csv", options=options)
    assert fates(again) == ["unchanged", "added"]


def test_a_row_without_reference_is_found_by_title_and_ministry(plan: Store) -> None:
    lines = "Title,Ministry,Budget,Start\nPeace clubs,Ministry of Youth,5,2027\n"
    taken = preview_import(ME, plan, PLAN, lines.encode(), "a.csv")
    apply_import(ME, plan, taken)

    later = b"Title,Ministry,Budget,Start\nPEACE CLUBS,ministry of youth,7,2027\n"
    again = preview_import(ME, plan, PLAN, later, "b.csv")

    assert again.rows[0].found_by == ("title", "ministry")
    assert again.counts["changed"] == 1


def test_a_second_file_joins_the_first_by_its_references(plan: Store) -> None:
    first = (
        "Project ID,Implementing agency,Budget\nX/1,Ministry of Youth,5\nX/2,Ministry of Youth,6\n"
    )
    second = "Project ID,Project title\nX/1,Peace clubs\nX/2,Radio\n"
    apply_import(ME, plan, preview_import(ME, plan, PLAN, first.encode(), "a.csv"))

    joined = preview_import(ME, plan, PLAN, second.encode(), "b.csv")
    apply_import(ME, plan, joined)

    assert joined.counts["changed"] == 2
    assert programmes(plan)["Peace clubs"].ministry
    back = preview_import(ME, plan, PLAN, first.encode() + b"\n", "c.csv")
    assert back.counts["cells"] == 0


def test_rows_that_the_file_lacks_are_told_and_kept(plan: Store) -> None:
    taken_in(plan, *ROWS)

    preview = taken_in(plan, ROWS[0])

    assert preview.comparison.missing == (programmes(plan)["Prisons"].id,)
    assert len(programmes(plan)) == 3


@pytest.mark.parametrize(
    "written", ["MINISTRY OF JUSTICE", "Justice", "Min. of Justice", "Ministry  of Justice"]
)
def test_a_ministry_is_known_under_other_spellings(plan: Store, written: str) -> None:
    taken_in(plan, *ROWS)

    preview = previewed(plan, ["007", "Bars", written, 1, "planned"])

    assert preview.other_tables == {}
    assert not [one for one in preview.problems if one.code.startswith("name")]


@pytest.mark.parametrize("code", ["name.alike", ""])
def test_a_ministry_with_a_slip_of_the_pen_is_asked_about(plan: Store, code: str) -> None:
    taken_in(plan, ["001", "Wells", "Ministry of Health and Sanitation", 1, "planned"])
    later: Row = ["002", "Pumps", "Ministry of Health and Sanitations", 1, "planned"]

    preview = previewed(plan, later)
    (asked,) = [one for one in preview.questions if one.code == "name.alike"]
    assert asked.answers[0].value == "M-01"
    assert preview.other_tables == {}
    (row,) = preview.rows
    assert row.changes[0].values.get("ministry") is None  # type: ignore[union-attr]  # a new row
    assert "Sanitations" in str(row.changes[0].values["note"])  # type: ignore[union-attr]  # a new row

    same = previewed(plan, later, options=ReadOptions(answers={code or asked.key: "M-01"}))
    assert same.rows[0].changes[0].values["ministry"] == "M-01"  # type: ignore[union-attr]  # a new row


@pytest.mark.parametrize(
    ("known", "written", "is_asked"),
    [
        ("Ministry of Health", "Ministry of Helath", True),
        ("Ministry of Justice", "Ministry of Justce", True),
        ("Ministry of Trade", "Ministry of Trace", False),
        ("Gambia", "Zambia", False),
        ("MOFAE", "MOFEA", False),
        ("Area 1", "Area 12", False),
    ],
)
def test_two_short_names_of_a_file_are_asked_about_where_letters_changed_places(
    plan: Store, known: str, written: str, is_asked: bool
) -> None:
    rows: list[Row] = [["1", "Wells", known, 1, "planned"], ["2", "Pumps", written, 1, "planned"]]

    preview = previewed(plan, *rows)

    codes = [one.code for one in preview.questions if one.code != "currency.none"]
    assert codes == ["name.alike"] * is_asked


@pytest.mark.parametrize("other", ["Region 8", "Ministry of Trade", "Kaduna Board"])
def test_names_that_are_told_apart_make_new_rows_and_are_told(plan: Store, other: str) -> None:
    taken_in(plan, ["1", "Wells", "Region 7", 1, "planned"])

    preview = previewed(plan, ["2", "Pumps", other, 1, "planned"])

    assert not [one for one in preview.questions if one.code == "name.alike"]
    (told,) = [one for one in preview.problems if one.code == "names.new"]
    assert str(told.message) == f"New in Ministries (1): {other}."


@pytest.mark.parametrize(("answer", "made"), [("make", 120), ("blank", 0), ("", 0)])
def test_very_many_new_names_are_asked_about_together(plan: Store, answer: str, made: int) -> None:
    digests = (hashlib.sha256(bytes([n])).hexdigest()[:16] for n in range(120))
    names = [one.translate(str.maketrans("0123456789", "ghijklmnop")) for one in digests]
    rows: list[Row] = [[f"K-{n}x", f"T{n}", name, 1] for n, name in enumerate(names)]

    preview = previewed(plan, *rows, options=ReadOptions(answers={"names.many": answer}))

    assert [one.code for one in preview.questions if one.code.startswith("name")] == ["names.many"]
    assert preview.other_tables.get("ministries", 0) == made
    assert preview.counts["added"] == 120


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kano State Education Board", "Kaduna State Education Board"),
        ("Office of Region 1", "Office of Region 2"),
        ("Ministry of the Interior", "Ministry of the Exterior"),
    ],
)
def test_names_that_differ_in_what_tells_them_apart_stay_two(
    plan: Store, one: str, other: str
) -> None:
    preview = previewed(
        plan, ["1", "Wells", one, 1, "planned"], ["2", "Pumps", other, 1, "planned"]
    )

    assert preview.other_tables == {"ministries": 2}


def test_an_acronym_in_brackets_becomes_the_short_name(plan: Store) -> None:
    taken_in(plan, ["1", "Wells", "Ministry of Water and Energy (MoWE)", 1, "planned"])

    found = open_plan(ME, plan, PLAN).of(Ministry)
    assert [(m.name, m.short_name) for m in found] == [("Ministry of Water and Energy", "MoWE")]
    assert previewed(plan, ["2", "Pumps", "MoWE", 1, "planned"]).other_tables == {}


def test_a_ministry_named_by_a_person_holds_for_the_whole_file(plan: Store) -> None:
    lines = b"Code,Title\n1,Wells\n2,Pumps\n"

    preview = preview_import(ME, plan, PLAN, lines, "a.csv", options=ReadOptions(ministry="Water"))
    apply_import(ME, plan, preview)

    assert [m.name for m in open_plan(ME, plan, PLAN).of(Ministry)] == ["Water"]


def test_a_training_register_is_taken_in_with_the_groups_and_courses_it_names(plan: Store) -> None:
    counts: list[Row] = [["Staff group", "Ministry", "Filled posts"], ["Cadets", "Defence", 268]]
    held: list[Row] = [
        ["Course", "Staff group", "Date held", "Number trained"],
        ["Law of war", "Cadets", "2027-01-05", 86],
        ["Law of war", "Cadets", "2027-03-05", None],
    ]
    content = workbook({"Sessions": held, "Head-counts": counts})

    first = preview_import(ME, plan, PLAN, content, "a.xlsx")
    apply_import(ME, plan, first)
    second = preview_import(
        ME, plan, PLAN, content, "a.xlsx", options=ReadOptions(table="audiences")
    )
    apply_import(ME, plan, second)

    assert first.other_tables == {"courses": 1, "audiences": 1}
    assert sentence(second).startswith(
        "Will add 0, change 1 (2 cells), leave 0 alone. New rows of other tables: "
    )
    cadets = open_plan(ME, plan, PLAN).of(Audience)
    assert [(a.title, a.posts) for a in cadets] == [("Cadets", 268)]


def test_a_reference_to_a_row_that_is_not_there_refuses_the_row(plan: Store) -> None:
    lines = (
        b"Action,Fiscal year,Line,Mid cost\nTrain judges,2027,Travel,100\nBuy radios,2028,Sets,5\n"
    )

    preview = preview_import(ME, plan, PLAN, lines, "a.csv", options=ReadOptions(table="costs"))

    assert set(fates(preview)) == {"refused"}
    assert "no “Train judges” in Actions" in str(preview.reasons[2][0].message)


def test_a_row_that_is_refused_is_not_called_missing(plan: Store) -> None:
    taken_in(plan, *ROWS)

    preview = previewed(plan, ROWS[0], ["002", "Prisons", "Ministry of Justice", "much", "planned"])

    assert fates(preview) == ["unchanged", "refused"]
    assert preview.rows[1].id == programmes(plan)["Prisons"].id
    assert preview.missing == ()


def test_only_what_an_earlier_edition_of_the_file_brought_can_be_missing(plan: Store) -> None:
    taken_in(plan, *ROWS, name="Justice 2026.xlsx")

    shorter = previewed(plan, ROWS[0], name="justice_2027 (2).xlsx")
    other = previewed(plan, ROWS[0], name="to-mend-2-1a2b.xlsx")

    prisons = programmes(plan)["Prisons"].id
    assert shorter.missing == (prisons,) and shorter.as_json()["missing"] == [prisons]
    assert other.missing == () and other.as_json()["missing"] == []


def test_what_an_undone_import_brought_is_not_missing(plan: Store) -> None:
    taken_in(plan, ROWS[0], name="justice 2026.xlsx")
    taken_in(plan, ROWS[1], name="other.xlsx")
    taken_in(plan, *ROWS, name="justice 2027.xlsx")
    undo(ME, plan, PLAN, 4)

    assert previewed(plan, ROWS[0], name="justice 2028.xlsx").missing == ()
