"""An export is made for a level, under a name of its own, and says what it is."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from planner.changes import Change, Origin, OriginKind, SetCell, insert
from planner.choices import Classification
from planner.errors import NotAllowed, UnknownPlan, WrongValue
from planner.exports.export_kinds import CABINET, EXPORTS, PACKAGE, PLAN
from planner.intake.plans import plan_package, plan_workbook
from planner.services import exporting
from planner.services.editing import save
from planner.services.exporting import ExportedFile
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import Action, PlanDetails, Version

FOREIGN = Version(id="V-01", name="Of another plan", revision=3, on=date(2027, 2, 1))
GOVERNMENT, RESTRICTED = Classification.GOVERNMENT, Classification.RESTRICTED


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with a plan of two actions, one of them restricted."""
    create_plan("Office", store, "verania", PlanDetails(country="Verania", currency="EUR"))
    rows = (
        Action(id="A-001", title="Open"),
        Action(id="A-002", title="Closed", classification=RESTRICTED),
    )
    save(
        "Office", store, "verania", tuple(map(insert, rows)),
        reason="first", origin=Origin(kind=OriginKind.FORM), base_revision=1,
    )  # fmt: skip
    return store


def exported(
    store: Store,
    kind: str,
    level: Classification = GOVERNMENT,
    language: str = "",
    options: tuple[str, ...] = (),
) -> ExportedFile:
    return exporting.export(
        "Office", store, "verania", kind, level=level, language=language, options=options,
        today=date(2027, 3, 1), now=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("kind", EXPORTS)
def test_what_is_above_the_level_stays_and_is_counted(filled: Store, kind: str) -> None:
    file = exported(filled, kind)

    parts = [file.content]
    if zipfile.is_zipfile(io.BytesIO(file.content)):
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    assert not any(b"Closed" in part for part in parts)
    assert dict(file.release.rows) == {"actions": 1}
    assert file.sha256 == hashlib.sha256(file.content).hexdigest()


def test_paper_and_annexes_are_as_the_options_say(filled: Store) -> None:
    file = exported(filled, CABINET, options=("paper=A3", "annexes=inside"))
    book = openpyxl.load_workbook(io.BytesIO(file.content))

    assert {str(sheet.page_setup.paperSize) for sheet in book} == {"8"}
    assert "Programme map" in book.sheetnames
    with pytest.raises(WrongValue, match="paper=b5"):
        exported(filled, CABINET, options=("paper=B5",))


def test_each_kind_level_and_revision_has_a_name_of_its_own(filled: Store) -> None:
    names = {exported(filled, kind, level).name for kind in EXPORTS for level in Classification}
    change = SetCell(table="actions", id="A-001", column="title", before="Open", after="New")
    save(
        "Office", filled, "verania", (change,),
        reason="edit", origin=Origin(kind=OriginKind.FORM), base_revision=2,
    )  # fmt: skip
    names.add(exported(filled, CABINET).name)

    assert len(names) == len(EXPORTS) * len(Classification) + 1
    assert {
        "verania-cabinet-r2-government.xlsx",
        "plan-package-r2-public.zip",  # above its marking a plan's own name is withheld too
        "verania-cabinet-r3-government.xlsx",
    } <= names


def test_the_whole_plan_comes_back_from_its_workbook_and_from_its_package(filled: Store) -> None:
    plan = filled.load("verania")

    assert plan_workbook.read(exported(filled, PLAN, RESTRICTED).content) == plan
    assert plan_package.read(exported(filled, PACKAGE, RESTRICTED).content) == plan


def test_the_end_of_the_log_is_printed(filled: Store) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(filled, CABINET).content))

    cells = [cell.value for row in book["Sources and gaps"].iter_rows() for cell in row]

    assert filled.entry("verania", 2).hash in cells


def test_a_language_that_is_not_complete_is_refused_and_named(filled: Store) -> None:
    with pytest.raises(WrongValue) as failure:
        exported(filled, CABINET, language="it")

    assert "English" in str(failure.value.hint)
    assert exported(filled, PLAN, language="it").content


@pytest.mark.parametrize(
    ("actor", "name", "failure"), [(" ", "verania", NotAllowed), ("Office", "no", UnknownPlan)]
)
def test_nobody_and_nothing_are_refused(
    filled: Store, actor: str, name: str, failure: type[Exception]
) -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    with pytest.raises(failure):
        exporting.export(actor, filled, name, PLAN, level=GOVERNMENT, today=now.date(), now=now)


def test_the_offices_own_words_go_before_ours(
    filled: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = 'msgid "Cabinet is asked to decide"\nmsgstr "For decision"\n'
    (tmp_path / "en.po").write_text(own, encoding="utf-8")
    monkeypatch.setattr(exporting, "templates_folder", lambda: tmp_path)

    book = openpyxl.load_workbook(io.BytesIO(exported(filled, CABINET).content))

    assert "For decision" in [cell.value for cell in book["Cover"]["A"]]


def test_a_pack_says_what_moved_since_the_last_version_and_a_lower_one_withholds(
    filled: Store,
) -> None:
    """A version that came with the rows of another plan is no version of this one."""

    def moved(action_id: str, year: int) -> SetCell:
        before = filled.load("verania").get(Action, action_id).end
        after = date(year, 6, 1)
        return SetCell(table="actions", id=action_id, column="end", before=before, after=after)

    def saved(*changes: Change) -> None:
        save(
            "Office", filled, "verania", changes, reason="r",
            origin=Origin(kind=OriginKind.FORM), base_revision=filled.load("verania").revision,
        )  # fmt: skip

    def words(level: Classification) -> str:
        book = openpyxl.load_workbook(io.BytesIO(exported(filled, CABINET, level).content))
        rows = book["Late, due and moved"].iter_rows(values_only=True)
        return " ".join(str(cell) for row in rows for cell in row if cell)

    saved(moved("A-001", 2027), moved("A-002", 2027), insert(FOREIGN))
    saved(moved("A-001", 2028), moved("A-002", 2028))
    assert "no version is named yet" in words(RESTRICTED)

    approved = filled.load("verania").revision - 1
    saved(insert(Version(id="V-02", name="Approved", revision=approved, on=date(2027, 1, 1))))

    assert "since the last version: 2" in words(RESTRICTED)
    assert "A-002" in words(RESTRICTED)
    lower = words(GOVERNMENT)
    assert "since the last version" not in lower
    assert "A-001" in lower
    assert "A-002" not in lower
