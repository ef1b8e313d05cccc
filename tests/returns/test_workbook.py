"""The workbook that goes out: what it holds, asks and locks, and what it keeps back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from planner.analysis.returns.ministry_share import ministry_share, shared_at
from planner.choices import Classification
from planner.errors import UnknownRow
from planner.languages import Voice
from planner.languages.catalogues import MINISTRY, spoken
from planner.plan import Plan, table_named
from planner.services.returns import issuing
from planner.services.returns.issuing import rows_above_level
from planner.services.returns.status import issued
from planner.tables import Action, Cost, Ministry, Partner, Programme, Situation
from tests.builders import plan_of
from tests.returns.office import HEADER, PLAN, ROWS, TODAY, Office, cell, column_of, worked_in

WITHHELD = "[c]"  # as the pack's key of marks says


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_it_holds_the_ministrys_own_rows_and_those_of_actions_it_supports() -> None:
    share = ministry_share(Office().plan, "M-02")

    assert {table.name: [r.id for r in share.rows(table.name).values()] for table, _ in share} == {
        "programmes": ["P-0004", "P-0005"],
        "actions": ["A-001", "A-002"],
        "milestones": ["MS-0001"],
        "costs": ["C-0001", "C-0002", "C-0003"],
        "indicators": ["I-001"],
        "readings": ["RD-0001"],
        "audiences": ["AU-01"],
        "sessions": ["SE-0001"],
    }


@pytest.mark.parametrize("language", spoken(MINISTRY))
def test_sheets_headers_notes_and_answers_are_in_the_language(language: str) -> None:
    book = opened(Office().file("M-01", language))

    for name in shared_at(Classification.GOVERNMENT):
        table = table_named(name)
        sheet = book[Voice(language).table_label(table)]
        headers = [str(one.value) for one in sheet[HEADER]]
        assert headers == [Voice(language).label(table, c) for c in table.columns]
        for one, column in zip(sheet[HEADER], table.columns, strict=True):
            assert one.comment is not None
            assert one.comment.text.strip() == Voice(language).help(table, column)
        assert bool(sheet.sheet_view.rightToLeft) is (language == "ar")


def test_lists_are_ranges_of_the_visible_sheet_of_lists() -> None:
    book = opened(Office().file())
    rules = [r for sheet in book for r in sheet.data_validations.dataValidation if r.type == "list"]

    assert book["Lists"].sheet_state == "visible"
    assert len(rules) > 10
    for rule in rules:
        place = rule.formula1.removeprefix("'Lists'!").replace("$", "").removeprefix("Lists!")
        left, top, right, bottom = range_boundaries(place)
        rows = book["Lists"].iter_rows(top, bottom, left, right)
        values = [one.value for line in rows for one in line]
        assert all(values)


def test_what_is_asked_stands_above_each_header_and_references_are_locked() -> None:
    book = opened(Office().file())
    sheet = book["Programmes"]
    asked = {str(h.value): sheet.cell(row=1, column=h.column or 1).value for h in sheet[HEADER]}

    assert asked["Title"] == "Required"
    assert asked["Budget"] == "Optional"
    assert asked["Id"] == asked["Ministry"] == "Do not change"
    assert sheet.protection.sheet
    assert cell(book, "programmes", "P-0001", "id").protection.locked
    assert not cell(book, "programmes", "P-0001", "title").protection.locked
    below = sheet.cell(row=HEADER + 10, column=column_of(sheet, "Ministry"))
    assert not (below.has_style and below.protection.locked)


def test_it_says_what_it_is_three_times_and_how_to_fill_it_in() -> None:
    content = Office().file()
    book = opened(content)
    told = [str(one.value) for row in book["About this file"].iter_rows() for one in row]
    line = next(text for text in told if text.startswith("r2p-return?"))

    assert book.sheetnames[-1] == "About this file"
    assert {"Ministry of Finance", "2027-03-31", "2027-03-01", "1"} <= set(told)
    assert any("Sign-off" in text for text in told)
    assert str(book.defined_names["R2P_RETURN"].attr_text).strip('"') == line
    assert [p.value for p in vars(book)["custom_doc_props"].props] == [line]


def test_nothing_of_another_ministry_and_nothing_restricted_is_in_the_file() -> None:
    secret = "CANARY"
    rows = (
        *ROWS,
        Partner(id="LP-01", title=secret, protection=secret),
        Situation(id="S-01", name=secret, classification=Classification.RESTRICTED),
        Programme(id="P-0090", ministry="M-01", title=secret,
                  classification=Classification.RESTRICTED),
        Programme(id="P-0091", ministry="M-03", title=secret, note=secret),
        Ministry(id="M-04", name="Ministry of Works", mailbox=secret),
    )  # fmt: skip
    office = Office(content=plan_of(*rows))
    outbox = issuing.issue("Focal point", office.store, PLAN, today=TODAY, ministries=["M-01"])

    with zipfile.ZipFile(io.BytesIO(outbox.files[0].content)) as archive:
        assert not [name for name in archive.namelist() if secret in archive.read(name).decode()]
    assert secret not in outbox.files[0].letter.text


SECRETS = (
    Situation(id="S-01", name="XX-SITUATION", classification=Classification.RESTRICTED),
    Partner(id="LP-01", title="XX-PARTNER", protection="XX-PROTECTION"),
    Ministry(id="M-04", name="Ministry of Works", mailbox="XX-MAILBOX"),
    Programme(id="P-0090", ministry="M-01", title="XX-OWN", note="XX-NOTE", budget=Decimal(4711),
              classification=Classification.RESTRICTED),
    Programme(id="P-0091", ministry="M-03", title="XX-OTHERS",
              classification=Classification.RESTRICTED),
    Action(id="A-090", title="XX-FALLBACK", lead="M-03", classification=Classification.RESTRICTED),
    Action(id="A-091", title="XX-ACTION", lead="M-01", fallback="A-090", situation="S-01",
           classification=Classification.RESTRICTED),
    Cost(id="C-0090", action="A-091", year=2027, line="XX-COST", mid=Decimal(1)),
)  # fmt: skip
NEVER = {
    "XX-SITUATION",
    "XX-PARTNER",
    "XX-PROTECTION",
    "XX-MAILBOX",
    "XX-OTHERS",
    "XX-FALLBACK",
}
OWN = {"XX-OWN", "XX-NOTE", "XX-ACTION", "XX-COST"}


def words_of(content: bytes, among: set[str]) -> set[str]:
    """Those of the words that are anywhere in a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    return {word for word in among if any(word in part for part in parts)}


@pytest.mark.parametrize("level", Classification)
def test_at_every_level_only_its_own_rows_up_to_that_level_go_to_a_ministry(
    level: Classification,
) -> None:
    office = Office(content=plan_of(*ROWS, *SECRETS))

    (file,) = issuing.issue(
        "Focal point", office.store, PLAN, today=TODAY, ministries=["M-01"], level=level
    ).files

    restricted = level is Classification.RESTRICTED
    assert words_of(file.content, NEVER | OWN) == (OWN if restricted else set())
    assert not any(word in file.letter.text for word in NEVER | OWN)
    assert ("Budget tracking" in str(words_of(file.content, {"Budget tracking"}))) is (
        level is not Classification.PUBLIC
    )
    assert file.issue.level == level.value


@pytest.mark.parametrize("level", Classification)
def test_an_untouched_file_of_any_level_changes_nothing(level: Classification) -> None:
    office = Office(content=plan_of(*ROWS, *SECRETS))
    outbox = issuing.issue(
        "Focal point", office.store, PLAN, today=TODAY, ministries=["M-01"], level=level
    )

    desk = office.back(outbox.files[0].content)

    assert desk.files[0].returned is not None
    assert desk.cases == ()
    assert desk.changes == ()


def test_how_many_rows_a_level_keeps_back_is_told() -> None:
    plan = Office(content=plan_of(*ROWS, *SECRETS)).plan

    assert rows_above_level(plan, ["M-01"], Classification.RESTRICTED) == 0
    assert rows_above_level(plan, ["M-01"], Classification.GOVERNMENT) == 3
    assert rows_above_level(plan, ["M-03"], Classification.GOVERNMENT) == 2
    assert rows_above_level(plan, ["M-01"], Classification.PUBLIC) > 3


def texts_of(content: bytes) -> list[str]:
    """The paragraphs of a letter."""
    return [one.text for one in Document(io.BytesIO(content)).paragraphs]


def test_a_letter_that_was_changed_goes_into_the_zip_as_it_is_now() -> None:
    office = Office()
    outbox = issuing.issue("Focal point", office.store, PLAN, today=TODAY)
    first, second, _ = (file.letter for file in outbox.files)

    changed = outbox.with_letters({first.name: "Dear colleagues"})

    with zipfile.ZipFile(io.BytesIO(changed.zipped())) as archive:
        said, other = (texts_of(archive.read(one.name)) for one in (first, second))
    assert "Dear colleagues" in said
    assert second.text.partition("\n")[0] in other


def test_all_ministries_go_into_one_zip_with_their_letters() -> None:
    office = Office()
    outbox = issuing.issue("Focal point", office.store, PLAN, today=TODAY)

    with zipfile.ZipFile(io.BytesIO(outbox.zipped())) as archive:
        names = archive.namelist()
    assert len(names) == 6
    assert len([name for name in names if name.endswith(".xlsx")]) == 3
    assert [issue.ministry for issue in issued("Focal point", office.store, PLAN)] == [
        "M-01", "M-02", "M-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "language"), [*((code, code) for code in spoken(MINISTRY)), ("sw", "en")]
)
def test_a_ministry_is_written_to_in_its_own_language_where_there_is_a_workbook_in_it(
    own: str, language: str
) -> None:
    rows = [replace(r, language=own) if isinstance(r, Ministry) else r for r in ROWS]
    office = Office(content=plan_of(*rows))
    outbox = issuing.issue("Focal point", office.store, PLAN, today=TODAY, ministries=["MOF"])

    assert outbox.files[0].issue.language == language
    assert "Ministry of Finance" in outbox.files[0].letter.letter.addressee


def test_a_ministry_that_is_not_there_is_refused() -> None:
    office = Office()

    with pytest.raises(UnknownRow, match="no ministry"):
        issuing.issue("Focal point", office.store, PLAN, today=TODAY, ministries=["Magic"])


def test_a_plan_without_ministries_is_refused() -> None:
    office = Office(content=Plan())

    with pytest.raises(UnknownRow, match="no ministries yet"):
        issuing.issue("Focal point", office.store, PLAN, today=TODAY)


def test_what_was_withheld_comes_back_as_nothing_new() -> None:
    office = Office()
    office.add(Situation(id="S-90", name="Ilvandi", classification=Classification.RESTRICTED))
    office.set("actions", "A-001", "legal_basis", "As agreed with Ilvandi")
    content = office.file("M-01")

    def copied_down(book: Workbook) -> None:
        cell(book, "actions", "A-001", "no_cost_reason").value = WITHHELD

    assert (
        cell(openpyxl.load_workbook(io.BytesIO(content)), "actions", "A-001", "legal_basis").value
        == WITHHELD
    )
    assert not office.back(content).cases
    desk = office.back(worked_in(content, copied_down))
    assert (desk.cases, desk.changes) == ((), ())
