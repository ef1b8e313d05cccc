"""The cabinet workbook: true to the plan's figures, whole on paper, and nothing in it but ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import Workbook

from planner.analysis.plans.fiscal_years import year_name
from planner.choices import ActionStatus, Classification, CostStatus
from planner.exports import cabinet
from planner.plan import Plan
from planner.tables import Action, Cost, Link, Programme, Rating
from tests.builders import (
    DETAILS,
    audience,
    certificate,
    course,
    plan_of,
    requirement,
    session,
)
from tests.exports.cabinet_books import SAMPLES, Made, annexes, made, of_sample, sample
from tests.exports.formulas import Recalculated

SHEETS = [
    "Cover", "Questions of a minister", "In brief", "Contents", "Action plan", "Who does what",
    "Costs", "Asked of cabinet", "What ministries already spend", "Timeline",
    "Late, due and moved", "Risks", "Risk coverage", "What may raise risk", "Stress test",
    "Training", "Country readiness", "From warning to decision", "The mechanism",
    "Commitments and consultations", "Review", "Since the last version", "Sources and gaps",
    "Checks", "Cost by action and year", "Sign-off",
]  # fmt: skip
TOTAL, FUNDED, GAP, _SHARE, IN_KIND = range(2, 7)  # columns of the tables of costs
LISTS = (
    "Action plan", "Timeline", "Cost lines", "Risk coverage", "Training", "Country readiness",
    "Training seats", "Expiring certificates", "Programme map",
)  # fmt: skip


def formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    return (
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    )


def column(sheet: Any, head: str) -> list[Any]:
    """The cells under a header."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == head)
    rows = sheet.iter_rows(min_row=found.row + 1, min_col=found.column, max_col=found.column)
    return [cell.value for (cell,) in rows]


def rows_by_id(sheet: Any) -> dict[str, tuple[Any, ...]]:
    return {str(row[0]): row for row in sheet.iter_rows(values_only=True) if row[0]}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_totals_are_the_plans_to_the_cent(name: str) -> None:
    book = of_sample(name)
    total = book.figures.money.total

    rows = rows_by_id(book.values["Costs"])
    row = rows["Total"]
    found = [Decimal(str(round(row[i], 2))) for i in (TOTAL, FUNDED, GAP)]

    assert found == [round(amount, 2) for amount in (total.mid, total.funded, total.gap)]
    for ministry, sums in book.figures.money.by_ministry.items():
        assert rows[ministry][TOTAL] == pytest.approx(float(sums.mid))
    for year, sums in book.figures.money.by_year.items():
        name_of_year = year_name(book.figures.plan, year or 0)
        assert rows[name_of_year][FUNDED] == pytest.approx(float(sums.funded))


def recalculated(book: Made) -> dict[tuple[str, str], Any]:
    """Every formula of a workbook worked out anew."""
    again = Recalculated(book.formulas)
    return {name: again.value(*name) for name in formulas(book.formulas)}


def test_a_figure_changed_in_the_costs_changes_every_total() -> None:
    book = Made(of_sample("casserane").figures, of_sample("casserane").content)
    sheet: Any = book.formulas["Cost by action and year"]
    place = next(row for row in sheet.iter_rows() if str(row[0].value).startswith("A-"))[0].row
    before = recalculated(book)

    sheet.cell(place, 7, float(Decimal(str(sheet.cell(place, 7).value)) + 1_000_000))
    after = recalculated(book)

    moved = {sheet for sheet, cell in after if after[sheet, cell] != before[sheet, cell]}
    assert moved == {"Cover", "Costs", "Action plan", "Who does what", "Checks"}


@pytest.mark.parametrize("name", SAMPLES)
def test_risk_coverage_shows_the_plans_own_counts(name: str) -> None:
    book = of_sample(name)

    rows = rows_by_id(book.values["Risk coverage"])

    for factor in book.figures.coverage.factors:
        shown = rows[str(factor.number)]
        cover = factor.cover
        assert shown[2] == factor.level.label
        supports = (cover.programmes, cover.actions, cover.funded_actions)
        assert shown[3:6] == tuple(map(len, supports))
        share = cover.costs.funded_share
        assert shown[6] == (None if share is None else pytest.approx(float(share)))
        assert shown[7] == pytest.approx(float(cover.attributed))
        assert shown[-1] == str(factor.reason)


@pytest.mark.parametrize("name", SAMPLES)
def test_training_keeps_unknown_unknown(name: str) -> None:
    book = of_sample(name)

    rows = rows_by_id(book.values["Training"])

    for standing in book.figures.training.statuses:
        shown = rows[standing.requirement.id]
        assert shown[4] == ("Unknown" if standing.posts is None else standing.posts)
        if standing.coverage is None:
            assert shown[5:8] == ("Unknown",) * 3
        else:
            assert shown[5:7] == pytest.approx(standing.coverage)


def test_a_register_counts_the_same_inside_the_house_and_its_codes_are_in_no_file() -> None:
    passes = [
        replace(certificate(n, f"canary-{n % 9}", date(2026, 6, n)), id=f"CE-{n:05d}")
        for n in range(1, 13)
    ]
    plan = plan_of(DETAILS, audience(20), course(12), requirement(80), *passes)

    found = [made(plan, level) for level in Classification]

    shown = [rows_by_id(book.values["Training"])["RQ-01"] for book in found[1:]]
    assert [row[4:7] for row in shown] == [(20, 0.45, 0.45)] * len(shown)
    assert not [part for book in found for part in book.parts.values() if "canary" in part]


def test_the_seats_that_are_missing_are_priced_and_what_is_unknown_is_in_no_total() -> None:
    priced = replace(course(12), seat_cost=Decimal(200))
    unpriced = replace(course(12), id="CR-02", title="Reporting")
    rows = (audience(100), priced, unpriced, requirement(80), session(1, date(2026, 6, 1), 30))
    other = replace(requirement(50), id="RQ-02", course="CR-02")
    book = made(plan_of(DETAILS, *rows, other), maker=cabinet.write_annexes)

    seats = rows_by_id(book.values["Training seats"])

    assert seats["RQ-01"][4:11] == (50, 0, 50, 50, 200, 10_000, 10_000)
    assert seats["RQ-02"][4:11] == (50, 0, 50, 50, None, "Unknown", "Unknown")
    total = next(row for row in book.values["Training seats"].values if row[1] == "Total")
    assert (total[4], total[6], total[10]) == (100, 100, 10_000)


def test_readiness_says_what_each_situation_lacks() -> None:
    book = of_sample("casserane")

    shown = rows_by_id(book.values["Country readiness"])

    for one in book.figures.readiness:
        row = shown[one.situation.id]
        assert row[2] == {"READY": "Ready", "NEARLY": "Nearly", "NOT": "Not ready"}[one.state.name]
        assert len(str(row[9]).split(", ")) == max(len(one.missing), 1)
        assert row[3] == one.needed
    assert "✗ no module" in shown["S-05"]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_action_and_every_confirmed_link_has_its_row(name: str) -> None:
    book = of_sample(name)
    plan = book.figures.plan

    actions = rows_by_id(book.values["Action plan"])
    annex = annexes(name).values["Programme map"]
    links = column(annex, "Link")

    assert {action.id for action in plan.of(Action)} <= set(actions)
    assert sorted(filter(None, links)) == sorted(
        link.id for link in plan.of(Link) if link.state == "confirmed"
    )
    assert {p.id for p in plan.of(Programme)} <= set(rows_by_id(annex))


def smallest_print(sheet: Any) -> float:
    """The points at which the smallest text of a sheet is printed."""
    sizes = [cell.font.sz for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return min(sizes) * (sheet.page_setup.scale or 100) / 100


def widest_page(sheet: Any) -> float:
    """How much of a page of A4 the widest part of a sheet takes up, repeated columns with it."""
    across = 8.27 if sheet.page_setup.orientation == "portrait" else 11.69
    room = 72 * (across - sheet.page_margins.left - sheet.page_margins.right)
    found: dict[int, Any] = {}
    for shown in sheet.column_dimensions.values():
        found |= dict.fromkeys(range(shown.min, shown.max + 1), shown.width * 5.56)
    ends = [0, *(one.id for one in sheet.col_breaks.brk), len(found)]
    repeated = [found[1], found[2]] if str(sheet.print_title_cols).endswith("$B") else [found[1]]
    parts = [sum(found[at + 1] for at in range(*ends_of)) for ends_of in pairwise(ends)]
    widest = max(parts[0], *(part + sum(repeated) for part in parts[1:]), 0)
    return widest * (sheet.page_setup.scale or 100) / 100 / room


@pytest.mark.parametrize("plan", [Plan(), *map(sample, SAMPLES)], ids=["empty", *SAMPLES])
def test_every_sheet_prints_right_the_first_time(plan: Plan) -> None:
    book = made(plan, Classification.GOVERNMENT)

    assert [name for name in book.formulas.sheetnames if name in SHEETS] == SHEETS
    for number, sheet in enumerate(book.formulas, start=1):
        xml = book.parts[f"xl/worksheets/sheet{number}.xml"]
        assert sheet.sheet_state == "visible"
        assert isinstance(sheet["A1"].value, str)
        assert sheet.print_area
        assert re.search(r'<pageSetup paperSize="9" [^>]*orientation="(landscape|portrait)"', xml)
        assert smallest_print(sheet) >= 9
        assert widest_page(sheet) <= 1
        assert re.search("<oddHeader>.*&amp;R.*GOVERNMENT ONLY</oddHeader>", xml)
        assert re.search("<oddFooter>.*GOVERNMENT ONLY.*Page &amp;P of &amp;N</oddFooter>", xml)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_repeats_its_header_and_keeps_it_in_sight(name: str) -> None:
    book = of_sample("casserane").formulas
    sheet = (book if name in book.sheetnames else annexes("casserane").formulas)[name]

    head = int(str(sheet.print_title_rows).strip("$").split(":")[0])
    assert sheet.freeze_panes == f"C{head + 1}"
    assert all(cell.value for cell in sheet[head][:3])


@pytest.mark.parametrize("name", SAMPLES)
def test_cells_are_merged_for_paragraphs_only(name: str) -> None:
    for sheet in of_sample(name).formulas:
        for merged in sheet.merged_cells.ranges:
            assert merged.min_row == merged.max_row
            assert merged.min_col == 1
            others = [cell.value for cell in sheet[merged.min_row][1:]]
            assert not any(others)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_number_is_wider_than_its_column(name: str) -> None:
    book = of_sample(name)
    scale = {"#,##0.0,,": 1e6, "#,##0,": 1e3}

    for sheet in book.values:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and cell.font.sz == 10:
                    shown = scale.get(cell.number_format.split(";")[0], 1)
                    width = sheet.column_dimensions[re.sub(r"\d", "", cell.coordinate)].width
                    assert len(f"{cell.value / shown:,.1f}") <= width + 2, cell.coordinate


def test_every_chart_says_in_words_what_it_shows() -> None:
    parts = of_sample("casserane").parts

    drawings = [text for name, text in parts.items() if name.startswith("xl/drawings/drawing")]
    told = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]*)"', "".join(drawings))
    charts = [name for name in parts if name.startswith("xl/charts/chart")]
    assert len(told) == len(charts) == 4
    assert all(len(text) > 60 for text in told)


def test_what_is_above_the_level_is_nowhere_in_the_file() -> None:
    canary = "canary-3f9"
    plan = plan_of(
        DETAILS,
        Action(id="A-001", title="Open"),
        Action(id="A-002", title=canary, classification=Classification.RESTRICTED),
        Programme(id="P-0001", title=canary, classification=Classification.RESTRICTED),
        Link(id="L-00001", programme="P-0001", action="DEV-01", reason=canary),
        Cost(id="C-0001", action="A-002", year=2027, line=canary, mid=Decimal(5)),
        Rating(id="R-001", situation="S-01", risk_factor="7", why=canary,
               classification=Classification.RESTRICTED),
    )  # fmt: skip

    below, above = made(plan, Classification.GOVERNMENT), made(plan)

    assert [name for name, text in below.parts.items() if canary in text] == []
    assert any(canary in text for text in above.parts.values())
    for sheet in ("Cover", "Risk coverage"):
        said = [str(row[0]) for row in below.values[sheet].iter_rows(values_only=True)]
        assert sum(text.startswith("Part of this sheet is withheld") for text in said) == 1


def test_the_file_says_which_copy_of_the_plan_it_is_and_names_nobody() -> None:
    book = of_sample("norrvald")

    facts = {key: row[1] for key, row in rows_by_id(book.values["Sources and gaps"]).items()}
    assert (facts["File"], facts["Made"]) == ("x-r1", "2027-03-01 09:30 UTC")
    assert facts["End of the log"] == "abc123"
    properties = book.values.properties
    assert (properties.creator, properties.lastModifiedBy) == (None, None)
    assert properties.title == book.figures.plan.details.title


def test_staff_time_is_apart_and_stopped_actions_are_not_counted() -> None:
    plan = plan_of(
        DETAILS,
        Action(id="A-001", title="Talks"),
        Action(id="A-002", title="Old", status=ActionStatus.STOPPED),
        Cost(
            id="C-0001",
            action="A-001",
            year=2027,
            mid=Decimal(40),
            currency="EUR",
            status=CostStatus.IN_BUDGET,
        ),
        Cost(
            id="C-0002",
            action="A-001",
            year=2027,
            mid=Decimal(7),
            currency="EUR",
            status=CostStatus.IN_KIND,
        ),
        Cost(id="C-0003", action="A-002", year=2027, mid=Decimal(500), currency="EUR"),
    )

    row = rows_by_id(made(plan).values["Costs"])["Total"]

    assert (row[TOTAL], row[IN_KIND]) == (40, 7)


def test_a_line_without_a_year_or_a_ministry_is_still_in_the_totals() -> None:
    plan = plan_of(DETAILS, Cost(id="C-0001", action="A-001", mid=Decimal(40), currency="EUR"))
    book = made(plan)

    again = Recalculated(book.formulas)

    first = next(cell for cell in formulas(book.formulas) if cell[0] == "Cover")
    assert again.value(*first) == 40
    assert rows_by_id(book.values["Costs"])["None"][TOTAL] == 40


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert made(sample("casserane")).content == of_sample("casserane").content


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sheet_is_there_twice_and_no_day_is_written_in_figures_of_a_computer(name: str) -> None:
    book = of_sample(name).values

    titles = [sheet.title.casefold() for sheet in book]
    assert len(titles) == len(set(titles))
    cells = [str(cell) for row in book["Country readiness"].values for cell in row[4:] if cell]
    lines: Any = book["Country readiness"].iter_rows(min_row=9)
    days = [row[10] for row in lines if row[10].value]
    assert days and all(day.is_date for day in days)
    assert not [cell for cell in cells if re.search(r"\d{4}-\d\d-\d\d(?! 00:00:00)", cell)]
    assert not [cell for cell in cells if re.search(r"to [\d,]+ of \d", cell)]


def test_an_arabic_workbook_reads_its_sentences_from_the_right_and_a_latin_name_from_the_left() -> (
    None
):
    sheet = made(sample("norrvald"), language="ar").values["خطة العمل"]

    orders = {
        str(cell.value): cell.alignment.readingOrder
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }
    assert orders["Require missions in listed countries to report on risk each quarter"] == 1
    assert orders["العنوان"] == 2
    assert {orders[text] for text in orders if text.startswith("ترد ")} <= {2}
