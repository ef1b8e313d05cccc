"""Any answer as a sheet: sentences, findings, tables and figures, whatever its figures are."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    Bars,
    CellKind,
    Finding,
    Gravity,
    Matrix,
    MatrixCell,
    Question,
    RangeOverTime,
    Timeline,
    TimelineBar,
)
from planner.analysis.registry import ANSWERS
from planner.exports.sheets import answer_sheet
from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.columns import Col, Line, SheetRows, Sums
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import Share, _
from planner.plan import Plan
from planner.reference import load
from tests.exports.cabinet_books import TODAY, sample

NAMES = (_("Upstream"), _("Response"))
DAYS = (date(2027, 1, 1), date(2027, 2, 1))


def written(found: Answer) -> openpyxl.Workbook:
    book = OutgoingBook(Voice(), marking="PUBLIC")
    page = Page(book, found.title)
    page.head(found.title, "")
    answer_sheet.fill(page, found)
    page.close()
    return openpyxl.load_workbook(io.BytesIO(book.finished()))


def cells(book: openpyxl.Workbook) -> list[object]:
    return [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]


@pytest.mark.parametrize("key", ANSWERS)
def test_every_answer_of_a_sample_plan_can_be_written(key: str) -> None:
    asked = Question(plan=sample("norrvald"), reference=load(), on=TODAY, before=Plan())
    found = ANSWERS[key].make(asked)

    shown = cells(written(found))

    assert {Voice().tell(sentence) for sentence in found.sentences} <= set(shown)
    assert len(shown) > 20


def test_an_answer_tells_its_sentences_findings_and_lines() -> None:
    columns = (
        AnswerColumn[int]("phase", _("Phase"), CellKind.TEXT, lambda line: NAMES[line]),
        AnswerColumn[int]("share", _("Share"), CellKind.SHARE, lambda line: Share(line / 4)),
    )
    found = Answer(
        key="phases",
        title=_("Money by phase"),
        sentences=(_("Most of it comes late."),),
        findings=(Finding(gravity=Gravity.WARNING, message=_("Nothing upstream.")),),
        tables=(AnswerTable(key="phases", title=_("Phases"), columns=columns, lines=(0, 1)),),
    )

    shown = cells(written(found))

    assert {"Most of it comes late.", "Nothing upstream.", "Phase", "Response", 0.25} <= set(shown)


FIGURES = (
    (Bars(title=_("Bars"), groups=NAMES, series=((_("Known"), (3, 4)), (_("Open"), (1, 2)))), 1),
    (RangeOverTime(title=_("Range"), days=DAYS, low=(0.1, 0.2), high=(0.3, 0.4),
                   levels=((_("Target"), 0.5),)), 1),
    (Matrix(title=_("Matrix"), rows=NAMES, columns=NAMES,
            marks=((MatrixCell(1), None), (None, MatrixCell("x")))), 0),
    (Timeline(title=_("Line"),
              spans=(TimelineBar(label=NAMES[0], start=DAYS[0], end=DAYS[1]),)), 0),
)  # fmt: skip


@pytest.mark.parametrize(("figure", "charts"), FIGURES)
def test_every_figure_has_its_numbers_and_its_chart(
    figure: Bars | RangeOverTime | Matrix | Timeline, charts: int
) -> None:
    found = Answer(key="x", title=_("Answer"), sentences=(), figures=(figure,))

    book = written(found)

    sheet = book.worksheets[0]
    assert len(sheet._charts) == charts  # type: ignore[attr-defined]  # openpyxl keeps them there
    assert str(figure.title) in cells(book)
    assert len(cells(book)) > 5


def test_the_sum_over_no_rows_is_nought_and_no_formula_over_itself() -> None:
    columns: list[Col[Line]] = [Col("id", "Id"), Col("mid", "Mid", "money", adds=True)]
    none = SheetRows("Costs", ("id", "mid"), head=4, first=5, last=4)

    assert Sums(columns).cells(("Total",), none, {}, "SUM(") == ["Total", 0]
