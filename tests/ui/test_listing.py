"""One table on a screen: what it shows, how it is sorted, what is chosen; and any answer drawn."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

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
    RangeOverTime,
    Target,
    Timeline,
    TimelineBar,
)
from planner.messages import Share, Sum, _
from planner.tables import Ministry, Programme
from planner.ui.charts import figures
from planner.ui.listing import _frame, columns_of
from tests.builders import DETAILS, plan_of

PLAN = plan_of(
    DETAILS,
    Ministry(id="M-01", name="Ministry of Justice", short_name="Justice"),
    Programme(
        id="P-1", title="Courts", ministry="M-01", budget=Decimal(2500000), currency="EUR",
        start=date(2027, 3, 1),
    ),
    Programme(id="P-2", title="Radio", budget=Decimal(900)),
)  # fmt: skip


def shown(columns: Any, lines: Any) -> dict[str, list[str]]:
    """What a person reads in each column."""
    found = _frame(lines, columns)
    if isinstance(found, pd.DataFrame):
        return {str(key): list(found[key]) for key in found}
    cells = found._translate(False, False)["body"]
    keys = list(found.data.columns)
    return {
        key: [row[place + 1]["display_value"] for row in cells] for place, key in enumerate(keys)
    }


def test_a_listing_tells_values_and_names_and_sorts_by_what_they_are() -> None:
    columns = columns_of(PLAN, Programme, "id title ministry budget start")

    found = shown(columns, PLAN.of(Programme))

    assert found["ministry"] == ["Justice", ""]
    assert found["budget"] == ["2,500,000\u00a0EUR", "900"]
    assert found["start"] == ["1 Mar 2027", ""]
    assert list(_frame(PLAN.of(Programme), columns).data["budget"]) == [2500000.0, 900.0]
    assert [str(column.head) for column in columns][:2] == ["Id", "Title"]


def test_sums_of_several_currencies_are_text() -> None:
    column = AnswerColumn[Sum](
        key="sum", head=_("Sum"), measure=CellKind.SUM, value=lambda one: one
    )

    found = _frame([Sum(Decimal(5), "EUR"), Sum(Decimal(5), "USD")], [column])

    assert list(found["sum"]) == ["5\u00a0EUR", "5\u00a0USD"]


@pytest.mark.parametrize(
    "figure",
    [
        Matrix(
            title=_("M"),
            rows=(_("a"),),
            columns=(_("b"),),
            marks=((MatrixCell(text=3, shade=0.5),),),
        ),
        Bars(
            title=_("B"), groups=(_("2027"), _("2028")), measure=CellKind.SUM,
            series=((_("Funded"), (Sum(Decimal(1200000), "EUR"), Sum(None, "EUR"))),),
        ),
        RangeOverTime(
            title=_("R"), days=(date(2027, 1, 1), date(2027, 2, 1)), low=(0.1, 0.2),
            high=(0.3, 0.4),
            levels=((_("Target"), 0.6),), instead=((0.1, 0.1), (0.2, 0.2)),
            events=(_("Seats held"), (0, 5)),
        ),
        Timeline(
            title=_("T"),
            spans=(TimelineBar(label=_("s"), start=date(2027, 1, 1), end=date(2027, 3, 1)),),
        ),
    ],
    ids=lambda figure: type(figure).__name__,
)  # fmt: skip
def test_every_figure_of_an_answer_is_drawn_with_its_words_and_its_table(figure: Any) -> None:
    drawing = figures.drawing_of(figure)

    assert drawing.title == str(figure.title)
    assert drawing.alt
    assert drawing.figure.data
    assert drawing.table.lines


def drawn() -> None:
    """A page that draws one answer."""
    from planner.ui.answer_view import answer_view  # noqa: PLC0415 - runs as a script of its own
    from tests.ui.test_listing import ANSWER  # noqa: PLC0415 - runs as a script of its own

    answer_view(ANSWER)


ANSWER = Answer(
    key="example",
    title=_("Example"),
    sentences=(_("{number} of 4 are met.", number=3), _("One is *not*.")),
    findings=(
        Finding(
            gravity=Gravity.GRAVE,
            message=_("Nobody."),
            targets=(Target(table="actions", id="A-001"),),
        ),
    ),
    tables=(
        AnswerTable(
            key="shares",
            title=_("Shares"),
            columns=(
                AnswerColumn(key="share", head=_("Share"), measure=CellKind.SHARE, value=Share),
            ),
            lines=(0.5, None),
        ),
    ),
)


def test_an_answer_is_drawn_whole() -> None:
    app = AppTest.from_function(drawn).run()

    assert list(app.exception) == []
    said = [one.value.replace("\\", "") for one in app.markdown]
    assert said == ["3 of 4 are met. One is *not*.", "▲ Nobody.", "**Shares**"]
    assert [one.label for one in app.button] == ["A-001"]
    assert app.dataframe[0].value["share"].iloc[0] == 0.5
