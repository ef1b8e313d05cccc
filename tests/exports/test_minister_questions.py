"""The first pages of the cabinet workbook hold the figure that answers each minister's question."""

from __future__ import annotations

import re
from typing import Any

import pytest

from planner.analysis.mapping.spending import Spending, spending
from planner.analysis.money.asked import asked
from planner.languages.voice import Voice
from planner.messages import Sum
from planner.tables import Action, Commitment, Consultation, Decision
from tests.exports.cabinet_books import SAMPLES, Made, of_sample

PART = "xl/worksheets/sheet{}.xml"
FIRST = ("Cover", "In brief", "Contents")
SAID = {
    "when it is paid, how often, from which line": r"\n(one-off|every year)\nfrom: \w+",
    "where it is worst, since when, how sure, who says so": (
        r"Worst: \w.*, \d+ risk factors at high level, the oldest assessed on \d+ \w+ \d{4} "
        r"\(confidence: \w+; source: [\w-]+; assessed by: \w"
    ),
    "what is late and what moved": r"Late: \d+; due within ninety days: \d+; moved .*version: ",
    "on which route it depends": r"The hardest scenario is “.+”\. Actions that fall: \d+",
    "whether our programmes make it worse": r"May raise .*: programmes \d+, actions \d+",
    "who is trained": r"[\d,]+ to [\d,]+ of [\d,]+ required certificates are held",
    "who decides": r"Who decides: \w+",
}


def first_pages(book: Made) -> str:
    """All that stands on the first sheets, as text."""
    sheets: Any = [book.values[name] for name in FIRST]
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_first_pages_answer_what_a_minister_asks(name: str) -> None:
    book = of_sample(name)
    told, plan = first_pages(book), book.figures.plan
    sums, before = asked(plan, book.figures.money), sum(spending(plan).values(), Spending())

    def euro(amount: object, *, least: bool = False) -> str:
        return Voice().fact(Sum(amount, sums.currency, at_least=least))  # type: ignore[arg-type]  # a sum

    assert f"Cabinet is asked for {len(plan.of(Decision))} decisions" in told
    for amount in (sums.total, sums.gap, sums.not_asked, sums.gap - sums.total / 2):
        assert euro(amount) in told
    assert f"{before.programmes} programmes" in told
    assert euro(before.attributed, least=before.without_share > 0) in told
    for ministry in {action.lead for action in plan.of(Action) if action.lead}:
        assert f"{book.figures.ministry(ministry)}: " in told
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
    for title in titles[3:]:
        assert links[title] == {"'Contents'!A1"}


@pytest.mark.parametrize("name", SAMPLES)
def test_sums_found_in_two_ways_differ_by_nothing(name: str) -> None:
    sheet: Any = of_sample(name).values["Checks"]

    lines = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[4], int | float)]
    assert len(lines) == 11
    assert [row for row in lines if row[4] != 0 or round(row[2] - row[3], 2)] == []
