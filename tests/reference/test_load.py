"""Loading the reference tables, and an office's own catalogue actions beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.choices import SafeguardKind
from planner.errors import BrokenReference, UnknownRow, UnreadableFile
from planner.languages import Voice
from planner.reference import load
from planner.reference.csv_rows import lines
from planner.reference.loading import ACTION_COLUMNS, read_glossary

OWN = {
    "id": "OWN-01",
    "title": "Guard the national archive",
    "what_it_is": "Keep the records of past abuse safe and open.",
    "pillar": "1;2",
    "phase": "recovery",
    "policy_area": "justice",
    "scope": "domestic",
    "coercive": "none",
    "delivery": "national",
    "depends_on_multilateral": "no",
    "risk_factors": "2;9",
    "indicators": "2.7",
    "lead_ministry": "Culture",
}


def table(*rows: dict[str, str]) -> str:
    """A table of own actions as an office would keep it."""
    head = ",".join(ACTION_COLUMNS)
    lines = [",".join(f'"{row.get(column, "")}"' for column in ACTION_COLUMNS) for row in rows]
    return "\n".join([head, *lines]) + "\n"


def test_the_packaged_tables_are_read_once() -> None:
    assert load() is load()


def test_an_office_adds_its_own_actions_and_the_packaged_ones_stay() -> None:
    reference = load(table(OWN))

    assert len(reference.actions) == len(load().actions) + 1
    assert reference.action("OWN-01").risk_factors == (2, 9)
    assert reference.action("OWN-01").pillars == (1, 2)
    assert Voice("fr").tell(reference.action("OWN-01").name) == "Guard the national archive"


def test_an_own_action_may_ask_for_safeguards_of_its_own() -> None:
    head, row = table(OWN).splitlines()

    reference = load(f"{head},safeguards\n{row},evaluated pilot\n")

    assert reference.action("OWN-01").safeguards == (SafeguardKind.PILOT,)
    assert load(table(OWN)).action("OWN-01").safeguards == ()


def test_the_table_an_office_may_edit_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "catalogue_actions.csv"
    path.write_text("\ufeff" + table(OWN) + "\n,,,,,,,,,,,,,,,,,,,\n", encoding="utf-8")

    assert load(path).action("OWN-01").title == OWN["title"]


def test_the_delivered_table_of_own_actions_is_valid() -> None:
    delivered = Path(__file__).parents[2] / "templates" / "catalogue_actions.example.csv"

    assert len(load(delivered).actions) >= len(load().actions)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "own 1"}, "line 2, id: “own 1”"),
        ({"title": " "}, "title: “ ” cannot be used: it must not be blank"),
        ({"phase": "later"}, "phase: “later”"),
        ({"pillar": "4"}, "“4” is not known"),
        ({"risk_factors": "2;15"}, "“15” is not known"),
        ({"indicators": "2.99"}, "“2.99” is not known"),
        ({"depends_on_multilateral": "maybe"}, "use one of: no, yes, security council"),
        ({"id": "DEV-08"}, "Catalogue action: DEV-08 is there twice"),
        ({"fallback_actions": "OWN-01"}, "falls back on “OWN-01”"),
        ({"fallback_actions": "DEV-99"}, "falls back on “DEV-99”"),
    ],
)
def test_an_own_action_that_contradicts_itself_is_refused_with_its_place(
    change: dict[str, str], said: str
) -> None:
    with pytest.raises(BrokenReference, match=r".") as refusal:
        load(table(OWN | change))

    assert said in str(refusal.value.message)
    assert refusal.value.hint


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(BrokenReference, match="columns are not the expected ones"):
        load("id,name\nOWN-01,Something\n")


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(BrokenReference, match="columns are not the expected ones"):
        load("")


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(BrokenReference, match="line 2: 2 cells under 20 columns"):
        load(table() + "OWN-01,Something\n")


def test_a_table_that_is_not_there_is_an_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.csv cannot be read"):
        load(tmp_path / "gone.csv")


def test_an_action_nobody_knows_is_an_unknown_row() -> None:
    with pytest.raises(UnknownRow, match="NOPE-01"):
        load().action("NOPE-01")


def test_a_code_nobody_knows_points_nowhere() -> None:
    assert load().codes("99999") == ()


def test_a_count_that_is_no_number_is_refused_with_its_place() -> None:
    row = next(lines("tool,findings\nMediation,many\n", "tools.csv", ("tool", "findings")))

    with pytest.raises(
        BrokenReference, match=r"tools\.csv, line 2, findings: “many” cannot be used"
    ):
        row.whole("findings")


def test_a_share_beyond_one_is_refused_with_its_place() -> None:
    row = next(lines("prefix,no_link\n15,1.5\n", "sectors.csv", ("prefix", "no_link")))

    with pytest.raises(BrokenReference, match=r"“1\.5” cannot be used: it must be a share"):
        row.share("no_link")


def test_phrases_for_an_action_nobody_knows_are_refused() -> None:
    with pytest.raises(BrokenReference, match="it is no catalogue action"):
        read_glossary(set())


def test_a_risk_factor_and_a_sector_are_found_by_their_number() -> None:
    sector = load().sector("15299")

    assert load().factor_by_number[9].scope == "specific"
    assert sector is not None
    assert sector.prefix == "152"
    assert load().sector("88") is None
