"""What is above a level is in no byte of a file made for it, and no file misstates the plan."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.analysis.training.training_letters import letters
from planner.choices import Classification, Level
from planner.exports.cabinet import ANNEXES, SHEETS, write, write_annexes
from planner.exports.export_kinds import (
    BRIEF,
    CABINET,
    CALENDAR,
    EXPORTS,
    LETTERS,
    PACKAGE,
    PARAGRAPHS,
    PLAN,
)
from planner.intake.plans import plan_package, plan_workbook
from planner.languages.voice import Voice
from planner.messages import _
from planner.places import templates_folder
from planner.plan import Plan, all_tables
from planner.reference import load
from planner.schema import Column, Kind, Row, Table
from planner.services import plans
from planner.services.exporting import edition_of, file_name
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import Action, Cost, Decision, PlanDetails, Programme, Rating, Situation
from tests.analysis.test_withheld import with_other_people
from tests.builders import audience, course, plan_of, requirement, session
from tests.exports.cabinet_books import NOW, SAMPLES, TODAY, made, of_sample, sample

WITHHELD = "[c]"  # as the pack's key of marks says
WITHHELD_HERE = f"{WITHHELD} Withheld at this level"
OF_SHOWN = "Of what may be shown at this level: "

PUBLIC, GOVERNMENT, RESTRICTED = Classification
OPEN, CLOSED = 1, 2
ENTRIES = {
    "risk_factors": "7", "indicators": "7.1", "signs": "7", "catalogue": "DEV-01",
    "purpose_codes": "15130",
}  # fmt: skip
CODES = {"currency": "EUR", "language": "fr"}
SHUT = "zshut"
"""Begins every text of a row that is restricted or hangs on one."""
KEPT = "zkept"
SHORT = (BRIEF, CALENDAR, LETTERS, PARAGRAPHS)
"""Kinds of files that need not name every action."""


def word(table: Table, column: Column, start: str) -> str:
    """A word that stands in one cell only."""
    letters = f"{table.name}{column.name}".replace("_", "")
    return f"{start}{letters}"


def value(table: Table, column: Column, number: int) -> Any:
    """A value of a column: canaries where it holds texts, references within rows alike."""
    start = SHUT if number == CLOSED else KEPT
    if column.kind is Kind.ROW:
        target = next(one for one in all_tables() if one.name == column.refers)
        return target.id_for(OPEN if is_alone(target) else number)
    if column.kind in (Kind.TEXT, Kind.NOTE, Kind.CODE):
        is_note = column.kind is Kind.NOTE and number == OPEN and column.name not in table.naming
        own = CODES.get(column.name, word(table, column, start))
        return f"As in {word(*NAMED, SHUT)}, {own}." if is_note else own
    if column.kind is Kind.TAGS:
        return ("wps",) if column.answers else (word(table, column, start),)
    if column.kind is Kind.DATE:
        return date(2027, 6, number)
    if column.kind is Kind.ENTRY:
        return ENTRIES[column.refers]
    numbers = {
        Kind.WHOLE: 12,
        **dict.fromkeys((Kind.PERCENT, Kind.MONEY, Kind.NUMBER), Decimal(50)),
    }
    return numbers.get(column.kind) or next(iter(column.answers or (True,)))


ACTIONS = next(table for table in all_tables() if table.name == "actions")
NAMED = ACTIONS, ACTIONS.column("title")


def row(table: Table, number: int) -> Row:
    """A row with every column filled, restricted when it is the closed one."""
    values = {
        one.name: value(table, one, number) for one in table.columns if one.kind is not Kind.ID
    }
    if "classification" in values:
        values["classification"] = RESTRICTED if number == CLOSED else PUBLIC
    return table.row(id=table.id_for(number), **values)


def is_alone(table: Table) -> bool:
    """Whether a table has neither markings nor references: then the plan's own marking counts."""
    return not any(one.name == "classification" or one.kind is Kind.ROW for one in table.columns)


def whole_plan(marking: Classification) -> Plan:
    """An open and a closed row in every table; those that stand alone are all open."""
    details = replace(row(all_tables()[0], OPEN), classification=marking)  # type: ignore[call-arg]  # the first table is the plan's own
    rows = [
        row(table, number)
        for table in all_tables()[1:]
        for number in ((OPEN,) if is_alone(table) else (OPEN, CLOSED))
    ]
    return replace(plan_of(details, *rows), name="zkeptname")


def texts(name: str, content: bytes) -> Iterator[str]:
    """The name of a file and all it holds, unzipped."""
    yield name
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode()
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            yield part.comment.decode()
            yield from texts(part.filename, archive.read(part))


def exported(plan: Plan, kind: str, level: Classification) -> str:
    edition = edition_of(plan, kind, level=level, today=TODAY, now=NOW)
    content = EXPORTS[kind].maker(edition, load(), Voice("en", templates_folder()))
    return "\n".join(texts(file_name(edition, kind), content)).casefold()


@pytest.mark.parametrize(
    ("level", "marking"),
    [(PUBLIC, PUBLIC), (PUBLIC, GOVERNMENT), (GOVERNMENT, GOVERNMENT), (GOVERNMENT, RESTRICTED)],
)
@pytest.mark.parametrize("kind", EXPORTS)
def test_no_text_above_the_level_is_in_any_byte_of_an_export(
    kind: str, level: Classification, marking: Classification
) -> None:
    plan = whole_plan(marking)

    said = exported(plan, kind, level)

    assert SHUT not in said
    if list(Classification).index(marking) > list(Classification).index(level):
        above = [table for table in all_tables() if table.name == "plan" or is_alone(table)]
        columns = [(table, one) for table in above for one in table.columns]
        assert not [f"{t.name}.{c.name}" for t, c in columns if word(t, c, KEPT) in said]
        assert "zkeptname" not in said
    assert word(*NAMED, KEPT) in said or kind in SHORT
    assert WITHHELD in said or "withheld" in said or kind in (CALENDAR, LETTERS)


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_highest_level_holds_all_of_it(kind: str) -> None:
    said = exported(whole_plan(GOVERNMENT), kind, RESTRICTED)

    assert word(*NAMED, SHUT) in said or (kind in SHORT and SHUT in said)
    assert WITHHELD not in said


@pytest.mark.parametrize("level", [PUBLIC, GOVERNMENT])
def test_no_text_above_the_level_goes_to_a_ministry(level: Classification) -> None:
    store, plan = Store("sqlite://"), whole_plan(GOVERNMENT)
    plans.create_plan("Focal point", store, "Plan", plan.details, content=plan)

    outbox = issue("Focal point", store, "Plan", today=TODAY, level=level, ministries=["M-01"])

    said = "\n".join(texts("all.zip", outbox.zipped())).casefold()
    assert SHUT not in said
    assert word(*NAMED, KEPT) in said


def test_no_restricted_text_is_in_a_letter_about_training() -> None:
    country = Situation(id="S-01", name="Ilvandi", classification=RESTRICTED)
    module = replace(course(12), id="CR-02", title="Words and dates", country="S-01")
    rows = (
        PlanDetails(id="PLAN-1", title="Posts for Ilvandi"),
        *(row(table, OPEN) for table in all_tables() if table.name == "ministries"),
        replace(audience(100), ministry="M-01"), course(12), requirement(80),
        module, replace(requirement(80), id="RQ-02", course="CR-02"),
    )  # fmt: skip

    (letter,) = letters(plan_of(country, *rows), TODAY)

    assert "Foundation" in letter.text
    assert "Words and dates" not in letter.text
    assert "Ilvandi" not in letter.text + letter.subject


PARTLY = (
    PlanDetails(id="PLAN-1", title="Plan", currency="EUR"),
    Situation(id="S-01", name="North", listed=True),
    Situation(id="S-02", name="Ilvandi", listed=True, classification=RESTRICTED),
    Action(id="A-001", title="Open talks"),
    Action(id="A-002", title="Quiet talks", classification=RESTRICTED),
    Cost(id="C-0001", action="A-001", year=2027, mid=Decimal(40), currency="EUR"),
    Cost(id="C-0002", action="A-002", year=2027, mid=Decimal(2), currency="EUR"),
    Programme(id="P-0001", title="Roads"),
    Rating(id="R-001", situation="S-01", risk_factor="7", level=Level.LOW),
    Rating(id="R-002", situation="S-02", risk_factor="7", level=Level.HIGH),
)


def lines(sheet: Any) -> list[tuple[Any, ...]]:
    return [line for line in sheet.iter_rows(values_only=True) if any(line)]


def test_a_cabinet_sheet_says_once_that_part_of_it_is_withheld_and_tells_no_lower_level() -> None:
    book = made(plan_of(*PARTLY), GOVERNMENT).values

    said = {
        sheet.title: [
            str(cell) for line in lines(sheet) for cell in line if "withheld" in str(cell)
        ]
        for sheet in book
    }
    assert {len(found) for found in said.values()} <= {0, 1}
    assert all(said[name] for name in ("Cover", "Action plan", "Costs", "Risk coverage"))
    annexes = made(plan_of(*PARTLY), GOVERNMENT, maker=write_annexes).values
    programmes = [str(cell) for line in lines(annexes["Programme map"]) for cell in line]
    assert not [one for one in programmes if "withheld" in one]
    levels = [
        line[2]
        for line in lines(book["Risk coverage"])
        if str(line[0]) in {str(n) for n in range(15)}
    ]
    assert set(levels) == {WITHHELD}
    assert not [
        found for found in said.values() for one in found if any(ch.isdigit() for ch in one)
    ]


def test_a_total_of_a_lower_edition_says_of_what_it_is_and_still_adds_up() -> None:
    book = made(plan_of(*PARTLY), GOVERNMENT).values

    total = next(line for line in lines(book["Costs"]) if line[0] == "Total")
    caption = [
        str(cell)
        for line in lines(book["Cover"])
        for cell in line
        if "planning estimate" in str(cell)
    ]
    assert total[2] == 40
    assert caption == ["Total cost, planning estimate (mid), of what may be shown at this level"]


def test_what_is_whole_is_shown_as_ever() -> None:
    rows = [one for one in PARTLY if getattr(one, "classification", None) is not RESTRICTED]
    plan = plan_of(*(one for one in rows if one.id not in ("C-0002", "R-002")))

    below, above = made(plan, GOVERNMENT), made(plan, RESTRICTED)

    assert [lines(sheet)[3:] for sheet in below.values if sheet.title != "Sources and gaps"] == [
        lines(sheet)[3:] for sheet in above.values if sheet.title != "Sources and gaps"
    ]


@pytest.mark.parametrize("level", [PUBLIC, GOVERNMENT])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_cell_of_a_lower_edition_says_in_words_what_the_whole_plan_does_not(
    name: str, level: Classification
) -> None:
    low, whole = made(sample(name), level), of_sample(name)

    strange = {
        (sheet.title, said)
        for sheet in low.values
        for said in words(sheet) - words(whole.values[sheet.title])
        if said not in (WITHHELD, "Public", "Government only")
        and not said.startswith("All sums")
        and not said.endswith((f": {WITHHELD}", "of what may be shown at this level"))
    }

    assert strange == set()


def words(sheet: Any) -> set[str]:
    rows = sheet.iter_rows(min_row=4, values_only=True)
    found = {cell for row in rows for cell in row if isinstance(cell, str)}
    found = {cell.partition(WITHHELD_HERE)[0].partition(OF_SHOWN)[0].strip() for cell in found}
    if sheet.title == "Questions of a minister":  # a cell of several sentences, each withheld alone
        found = {part for cell in found for part in re.split(r"(?<=\.) ", cell)}
    return {cell for cell in found if cell and not re.search(r": \d+ at least\.$", cell)}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_minister_reads_below_the_highest_level_what_is_withheld_and_what_is_left(
    name: str,
) -> None:
    book = made(sample(name), GOVERNMENT)
    answers = {str(row[0]): str(row[1]) for row in lines(book.values["Questions of a minister"])}
    spent = answers["What do the ministries spend on this already?"]
    worst = answers["Where is it worst, since when, and who says so?"]

    shown = book.figures.plan.of(Programme)
    assert spent.startswith(OF_SHOWN)
    assert f" on {len(shown)} programmes" in spent
    assert re.match(r"Risk factors at high level: \d+ at least\. " + OF_SHOWN, worst)
    assert worst.endswith("it can be read at the level “restricted”.")
    assert WITHHELD not in {one.strip() for one in answers.values()}


def test_an_edition_without_rows_of_a_kind_says_of_them_that_they_are_withheld_not_none() -> None:
    rows = (*PARTLY, Decision(id="D-1", text="Open the second track", classification=RESTRICTED))

    book = made(plan_of(*rows), GOVERNMENT).values

    answers = {str(row[0]): str(row[1]) for row in lines(book["Questions of a minister"])}
    for question in ("What do I approve today?", "What if we say no, or half?"):
        assert answers[question].startswith(WITHHELD_HERE)
    assert "No decision" not in "".join(answers.values())
    assert any(str(row[0]).startswith(WITHHELD_HERE) for row in lines(book["Cover"]))


def test_a_public_sheet_about_people_shows_no_small_number_nor_what_gives_it_away() -> None:
    public = PlanDetails(id="PLAN-1", title="Plan", classification=PUBLIC)
    plan = plan_of(public, audience(14), course(24), requirement(80), session(1, TODAY, 12))

    book = made(plan, PUBLIC).values
    annexes = made(plan, PUBLIC, maker=write_annexes).values

    row = next(line for line in lines(book["Training"]) if line[0] == "RQ-01")
    assert not [cell for cell in row[4:] if isinstance(cell, int | float)]
    assert not [
        cell for line in lines(annexes["Training seats"]) for cell in line if isinstance(cell, int)
    ]


def test_a_sheet_that_counts_people_says_so_where_it_is_declared() -> None:
    plan = sample("casserane")

    for maker, of_sheets in ((write, SHEETS), (write_annexes, ANNEXES)):
        one, other = (
            made(p, RESTRICTED, maker=maker).values for p in (plan, with_other_people(plan))
        )
        differing = {sheet.title for sheet in one if lines(sheet) != lines(other[sheet.title])}
        # What these repeat of an answer is withheld where the answer is made.
        assert differing - {"Contents", "Questions of a minister"} == {
            str(sheet.title) for sheet in of_sheets if sheet.of_people
        }


@pytest.mark.parametrize(("kind", "read"), [(PLAN, plan_workbook), (PACKAGE, plan_package)])
def test_a_lower_edition_reads_back_as_a_plan_in_which_the_withheld_is_blank(
    kind: str, read: Any
) -> None:
    plan = plan_of(*PARTLY, Programme(id="P-0002", title="Bridges", note="As in Ilvandi"))
    edition = edition_of(plan, kind, level=GOVERNMENT, today=TODAY, now=NOW)

    again = read.read(EXPORTS[kind].maker(edition, load(), Voice()))

    assert again.get(Programme, "P-0002").note == ""
    assert [action.id for action in again.of(Action)] == ["A-001"]
    assert WITHHELD not in repr(dict(again.tables))


def test_an_office_names_its_levels_in_its_own_words(tmp_path: Any) -> None:
    words = tmp_path / "en.po"
    words.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "Classification"\nmsgid "Government only"\nmsgstr "Official – sensitive"\n',
        encoding="utf-8",
    )

    parts = made(plan_of(*PARTLY), GOVERNMENT, office=tmp_path).parts

    assert "OFFICIAL – SENSITIVE" in parts["xl/worksheets/sheet1.xml"]
    assert EXPORTS[CABINET].label == _("Cabinet workbook")
