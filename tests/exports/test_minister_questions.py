"""The first printed pages of the cabinet workbook answer each question of a minister."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from planner.analysis.mapping.spending import Spending, spending
from planner.analysis.money.asked import asked
from planner.analysis.sums import added
from planner.languages.voice import Voice
from planner.messages import Sum
from planner.plan import Plan
from planner.tables import Action, Commitment, Consultation, Decision
from tests.exports.cabinet_books import SAMPLES, Made, made, of_sample, sample

PART = "xl/worksheets/sheet{}.xml"
PAPER = 72 * 11.69
"""The height of an upright page of A4 in points."""
SAID = {
    "in which years, how often, from which line": (
        r"Asked for by year: \d{4}(/\d\d)?: [\d,]+\s\w+.*\. How often: .*(one-off|every year): .*"
        r"\. From: \w+"
    ),
    "where it is worst, since when, how sure, who says so": (
        r"Worst: \w.*, \d+ risk factors at high level, the oldest assessed on \d+ \w+ \d{4} "
        r"\(confidence: \w+; source: [\w-]+; assessed by: \w"
    ),
    "what changed": r"No earlier version of the plan is named|Since “",
    "what is late and what moved": r"Late: \d+; due within ninety days: \d+; moved .*version: ",
    "by whom it is late": r"Late, by ministry: \w+: \d",
    "on which route and source it depends": (
        r"The hardest scenario is “.+”\. Actions that fall: \d+.*Largest source of money: \w"
    ),
    "who objects": r"Who objects is not recorded",
    "whether our programmes make it worse": r"May raise .*: programmes \d+, actions \d+",
    "who is trained": r"[\d,]+ to [\d,]+ of [\d,]+ required certificates are held",
    "who decides": r"Who decides: \w+",
}


def printed(sheet: Any) -> list[str]:
    """What stands on each printed page of a sheet of one page's width, as its breaks cut it."""
    ends = [0, *(one.id for one in sheet.row_breaks.brk), sheet.max_row]
    margins = sheet.page_margins
    room = (PAPER - 72 * (margins.top + margins.bottom)) * 100 / (sheet.page_setup.scale or 100)
    pages = []
    assert not sheet.col_breaks.brk
    for first, last in pairwise(ends):
        tall = [sheet.row_dimensions[row].height or 15 for row in range(first + 1, last + 1)]
        assert sum(tall) <= room
        rows = sheet.iter_rows(min_row=first + 1, max_row=last, values_only=True)
        pages.append("\n".join(str(cell) for row in rows for cell in row if cell is not None))
    return pages


def first_pages(book: Made) -> str:
    """All that stands on the first three printed pages."""
    cover, questions = (book.values[name] for name in ("Cover", "Questions of a minister"))
    pages = [*printed(cover), *printed(questions)]
    assert len(pages) == 3
    return "\n".join(pages)


def long_decisions() -> Plan:
    """A sample plan in which cabinet is asked for twenty-five decisions, each a long sentence."""
    plan = sample("casserane")
    text = "Endow the prevention window of the contingency reserve for every district at once. " * 3
    rows = [Decision(id=f"D-{n}", text=text, amount=Decimal(n)) for n in range(1, 26)]
    return replace(plan, tables={**plan.tables, "decisions": {one.id: one for one in rows}})


def test_twenty_five_long_decisions_leave_the_answers_where_they_are_and_say_what_is_left() -> None:
    told = first_pages(made(long_decisions()))  # six options are in the sample

    found = re.search(r"(\d+) lines more stand on the sheet “Asked of cabinet”", told)
    assert found
    assert int(found[1]) + len(re.findall(r"D-\d+(?=\n)", told)) == 25 + 6
    assert "What do I approve today?" in told


@pytest.mark.parametrize("name", SAMPLES)
def test_the_first_three_printed_pages_answer_what_a_minister_asks(name: str) -> None:
    book = of_sample(name)
    told, plan = first_pages(book), book.figures.plan
    sums, before = asked(plan, book.figures.money), added(spending(plan).values(), Spending())

    def euro(amount: object, *, least: bool = False) -> str:
        return Voice().fact(Sum(amount, sums.currency, at_least=least))  # type: ignore[arg-type]  # a sum

    assert f"Cabinet is asked for {len(plan.of(Decision))} decisions" in told
    for amount in (sums.total, sums.gap, sums.not_asked, sums.gap - sums.total / 2):
        assert euro(amount) in told
    assert f"{before.programmes} programmes" in told
    assert euro(before.attributed, least=before.without_share > 0) in told
    for ministry in {action.lead for action in plan.of(Action) if action.lead}:
        assert f"{book.figures.ministry(ministry)}: leads " in told
    assert f"Consultations: {len(plan.of(Consultation))}, with " in told
    assert f"Commitments to others: {len(plan.of(Commitment))}" in told
    assert [what for what, pattern in SAID.items() if not re.search(pattern, told)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sheet_is_linked_from_the_contents_and_links_back(name: str) -> None:
    book = of_sample(name)
    titles = book.formulas.sheetnames

    links = {
        title: set(re.findall(r'<hyperlink [^>]*location="([^"]+)"', book.parts[part]))
        for title, part in zip(titles, map(PART.format, range(1, len(titles) + 1)), strict=True)
    }
    assert links["Contents"] == {f"'{title}'!A1" for title in titles if title != "Contents"}
    for title in titles[2:]:
        if title != "Contents":
            assert links[title] == {"'Contents'!A1"}


@pytest.mark.parametrize("name", SAMPLES)
def test_sums_found_in_two_ways_differ_by_nothing(name: str) -> None:
    sheet: Any = of_sample(name).values["Checks"]

    lines = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[4], int | float)]
    assert len(lines) == 11
    assert [row for row in lines if row[4] != 0 or round(row[2] - row[3], 2)] == []
