"""One matcher of rows for imports and returns: by id, by name, by what a row holds."""

from __future__ import annotations

from planner.plan import table_named
from planner.schema import Row
from planner.services.row_matching import FileRow, RowIndex, place
from planner.tables import Action, Ministry, Programme
from tests.builders import plan_of

PLAN = plan_of(
    Ministry(id="M-01", name="Finance"),
    Ministry(id="M-02", name="Justice"),
    Programme(id="P-0001", ministry="M-01", reference="F-1", title="Budget tracking"),
    Programme(id="P-0002", ministry="M-01", title="Grants to councils"),
    Programme(id="P-0003", reference="X-9", title="Nobody's own programme"),
    Programme(id="P-0004", ministry="M-02", title="Training of judges"),
    Programme(id="P-0005", ministry="M-02", title="Training of judges"),
    Action(id="A-001", title="Set aside money", lead="M-01"),
)
PROGRAMMES = RowIndex(PLAN, table_named("programmes"))


def test_a_new_row_resembles_those_with_its_key_its_reference_or_nearly_its_title() -> None:
    same = PROGRAMMES.resembling({"ministry": "M-01", "reference": "F-1", "title": "Other"})
    theirs = PROGRAMMES.resembling({"ministry": "M-02", "title": "Budget trackings"})

    assert [(one.id, one.same) for one in same] == [("P-0001", True)]
    assert [(one.id, one.same) for one in theirs] == [("P-0001", False)]
    assert "Finance" in str(theirs[0].why)
    assert PROGRAMMES.resembling({"title": "Roads"}) == ()


def placed(*rows: tuple[str, str]) -> tuple[dict[int, str], set[int], set[int]]:
    def likeness(number: int, row: Row) -> float:
        return float(rows[number][1] == getattr(row, "title", ""))

    found = place([FileRow(id=i, texts={"title": t}) for i, t in rows], PROGRAMMES, likeness)
    return {n: row.id for n, row in found.known.items()}, set(found.found), set(found.repeated)


def test_rows_of_a_sheet_are_placed_by_id_and_else_by_what_they_hold() -> None:
    known, found, repeated = placed(
        ("P-0001", "A title that was changed"),
        ("", "Grants to councils"),
        ("", "Quite new"),
        ("P-0003", "Nobody's own programme"),
        ("P-0003", "Nobody's own programme"),
    )

    assert known == {0: "P-0001", 1: "P-0002", 3: "P-0003"}
    assert (found, repeated) == ({1}, {4})


def test_an_id_over_another_known_row_is_not_believed() -> None:
    known, found, _repeated = placed(
        ("P-0002", "Budget tracking"), ("P-0001", "Grants to councils")
    )

    assert known == {0: "P-0001", 1: "P-0002"}
    assert found == {0, 1}
