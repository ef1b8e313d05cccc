"""Figures: what they show, that they share the theme, and that their tables say the same."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from planner.analysis.coverage.coverage_answer import (
    CoverMeasure,
    family_places,
    ministry_places,
)
from planner.analysis.coverage.factors import coverage
from planner.analysis.money.costs import money
from planner.analysis.money.money_answer import money_answer
from planner.analysis.risk.assessments import assessments
from planner.analysis.risk.picture import risk_picture
from planner.analysis.training.figures import range_bars
from planner.analysis.training.requirements import training
from planner.choices import (
    CostStatus,
    Family,
    Level,
    SessionState,
    Trend,
)
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.reference import load
from planner.tables import (
    Action,
    ActionRisk,
    Audience,
    Course,
    Ministry,
    Programme,
    Rating,
    Requirement,
    Session,
    Situation,
)
from planner.ui.charts.drawing import PLOTLY_CONFIG, Drawing, chosen, ink, paper, wrapped
from planner.ui.charts.figures import drawing_of
from planner.ui.coverage.chart import matrix_drawing
from planner.ui.risk.chart import ratings_drawing
from tests.builders import DETAILS, cost, link, plan_of

REFERENCE = load()
DAY = date(2027, 3, 1)
ROOM = Path(__file__).parents[3] / "planner" / "ui"


@pytest.fixture
def plan() -> Plan:
    return plan_of(
        DETAILS,
        Ministry(id="M-01", name="Justice", family=Family.JUSTICE),
        Ministry(id="M-02", name="Defence <b>", family=Family.SECURITY),
        Situation(id="S-01", name="Norland"),
        Situation(id="S-02", name="Norland"),
        Rating(id="R-001", situation="S-01", risk_factor="2", level=Level.HIGH, trend=Trend.STABLE),
        Programme(
            id="P-0001", title="Courts", ministry="M-01", budget=Decimal(2_000_000), currency="EUR"
        ),
        link(1, "P-0001", "JUS-03"),
        Action(id="A-001", title="Train", lead="M-02"),
        ActionRisk(id="AR-0001", action="A-001", risk_factor="2"),
        replace(cost(1, 3000), low=Decimal(2000), high=Decimal(5000), status=CostStatus.IN_BUDGET),
        replace(cost(2, 9, year=2028), status=CostStatus.UNFUNDED),
        Audience(id="AU-01", title="Police", posts=100),
        Audience(id="AU-02", title="Judges"),
        Course(id="CR-01", title="Basics"),
        Requirement(id="RQ-01", audience="AU-01", course="CR-01", target=Decimal(50)),
        Requirement(id="RQ-02", audience="AU-02", course="CR-01", target=Decimal(50)),
        Session(
            id="SE-0001",
            audience="AU-01",
            course="CR-01",
            on=DAY,
            state=SessionState.HELD,
            trained=24,
        ),
        Session(
            id="SE-0002",
            audience="AU-01",
            course="CR-01",
            on=DAY,
            state=SessionState.HELD,
            trained=40,
        ),
    )


def covered(plan: Plan, measure: CoverMeasure) -> Drawing:
    found = coverage(plan, REFERENCE)
    return matrix_drawing(found, ministry_places(found, plan), measure)


def drawn(drawing: Drawing) -> list[list[str]]:
    """What stands in the cells of a figure, row by row: words on dark ones, and on the others."""
    dark, others = trace(drawing, 1).text, trace(drawing, 2).text
    return [[a or b for a, b in zip(*rows, strict=True)] for rows in zip(dark, others, strict=True)]


@pytest.fixture
def drawings(plan: Plan) -> tuple[Drawing, ...]:
    return (
        covered(plan, CoverMeasure.TOUCHING),
        ratings_drawing(risk_picture(plan, REFERENCE), assessments(plan, DAY, REFERENCE)),
        drawing_of(range_bars(training(plan, DAY).statuses, DAY)),
        *map(drawing_of, money_answer(plan, money(plan)).figures),
    )


def trace(drawing: Drawing, place: int) -> Any:
    return tuple(drawing.figure.data)[place]


def test_every_figure_has_a_title_a_text_alternative_and_its_table(
    drawings: tuple[Drawing, ...],
) -> None:
    for drawing in drawings:
        assert drawing.title
        assert drawing.alt.endswith(".")
        lines: Any = getattr(drawing.table, "lines", drawing.table)
        assert len(lines)


def test_no_figure_names_a_colour_that_the_theme_does_not_know(
    drawings: tuple[Drawing, ...],
) -> None:
    for drawing in drawings:
        own = drawing.figure.to_plotly_json()
        own["layout"].pop("template", None)
        named = set(re.findall(r"#[0-9a-f]{6}\b", str(own), re.IGNORECASE))
        assert named <= {ink(), paper()}


def test_no_chart_module_writes_a_colour() -> None:
    for module in ROOM.rglob("*.py"):
        texts = [
            n.value
            for n in ast.walk(ast.parse(module.read_text("utf-8")))
            if isinstance(n, ast.Constant)
        ]
        assert [
            t for t in texts if isinstance(t, str) and re.fullmatch(r"#[0-9a-fA-F]{3,8}", t)
        ] == []


def test_nothing_drawn_can_be_sent_to_a_cloud() -> None:
    assert PLOTLY_CONFIG["showSendToCloud"] is False
    assert PLOTLY_CONFIG["displaylogo"] is False
    for module in ROOM.rglob("*.py"):
        text = module.read_text("utf-8")
        assert text.count("plotly_chart(") == text.count("config=dict(PLOTLY_CONFIG)")


def test_bars_are_told_apart_by_pattern_not_by_colour_alone(plan: Plan) -> None:
    drawing = drawing_of(money_answer(plan, money(plan)).figures[0])
    shapes = [trace(drawing, place).marker.pattern.shape for place in range(3)]

    assert all(isinstance(trace(drawing, place), go.Bar) for place in range(3))
    assert len(set(shapes)) == 3


def test_the_bars_of_a_year_add_up_to_its_cost(plan: Plan) -> None:
    found = money_answer(plan, money(plan))
    table: Any = drawing_of(found.figures[0]).table

    lines = [table.cells(line) for line in table.lines]
    assert [str(cells[0]) for cells in lines] == ["2027", "2028"]
    assert [sum(part.amount for part in cells[1:]) for cells in lines] == [3000, 9]
    whole = found.table("by_year")
    sums: list[Any] = [whole.columns[1].value(line) for line in whole.lines]
    assert [one.amount for one in sums] == [3000, 9, 3009]


def test_the_cells_of_the_matrix_say_what_the_table_says(plan: Plan) -> None:
    factor = REFERENCE.action("JUS-03").risk_factors[0]
    shown = {
        measure: dict(zip(heads(covered(plan, measure)), line, strict=True))
        for measure in CoverMeasure
        if (line := drawn(covered(plan, measure))[factor - 1])
    }

    assert shown[CoverMeasure.PROGRAMMES] == {"Justice": "1", "Defence &lt;b&gt;": "–", "All": "1"}
    assert shown[CoverMeasure.TOUCHING]["Justice"] == "2m"
    assert shown[CoverMeasure.ATTRIBUTED]["Justice"] == "not known"
    table: Any = covered(plan, CoverMeasure.PROGRAMMES).table
    line = next(one for one in table.lines if one.number == factor)
    assert [str(cell) for cell in table.cells(line)][1:4] == ["1", "0", "1"]


def heads(drawing: Drawing) -> list[str]:
    return [str(one).replace("<br>", " ") for one in drawing.figure.layout.xaxis.ticktext]


def test_the_level_column_of_the_matrix_says_the_level_of_its_factor(plan: Plan) -> None:
    figure: Any = covered(plan, CoverMeasure.PROGRAMMES).figure
    factors = [" ".join(str(one).split("<br>")) for one in figure.layout.yaxis.ticktext]
    levels = [" ".join(str(one).split("<br>")) for one in figure.layout.yaxis2.ticktext]

    assert factors[1].startswith("2 Record of serious violations")
    assert levels[1] == "▲ High"
    assert {one for place, one in enumerate(levels) if place != 1} == {"? Not assessed"}
    assert figure.layout.annotations[0].text == "Assessment<br>level"


def test_the_darkest_cell_is_the_one_with_most_and_all_of_a_row_is_bare(plan: Plan) -> None:
    figure = covered(plan, CoverMeasure.PROGRAMMES)
    factor = REFERENCE.action("JUS-03").risk_factors[0]

    shades = trace(figure, 0).z[factor - 1]

    assert list(shades) == [1.0, None, None]


def test_a_cell_is_chosen_as_its_factor_and_place(plan: Plan) -> None:
    found = coverage(plan, REFERENCE)

    marks = trace(
        matrix_drawing(found, family_places(found, plan), CoverMeasure.ACTIONS), -1
    ).customdata

    assert [list(one) for one in marks[:3]] == [["1", "security"], ["1", "justice"], ["1", "all"]]
    assert len(marks) == 3 * len(REFERENCE.risk_factors)


def test_the_choice_of_a_click_is_read_from_its_event() -> None:
    event = {"selection": {"points": [{"customdata": ["7", "justice"]}]}}

    assert chosen(event) == ("7", "justice")
    assert chosen({"selection": {"points": []}}) == ()
    assert chosen(None) == ()


def test_what_a_user_wrote_is_no_markup_in_a_figure(drawings: tuple[Drawing, ...]) -> None:
    assert "Defence <b>" not in str(drawings[4].figure.to_plotly_json())
    assert "Defence &lt;b&gt;" in str(drawings[4].figure.to_plotly_json())


def test_a_factor_nobody_judged_is_bare_and_says_so(plan: Plan) -> None:
    drawing: Any = ratings_drawing(risk_picture(plan, REFERENCE), assessments(plan, DAY, REFERENCE))
    shades = trace(drawing, 0).z
    cells = [drawing.table.cells(line) for line in drawing.table.lines]

    assert str(drawing.table.columns[1].head) == "Norland (S-01)"
    assert Voice().fact(cells[1][1]) == "High, Stable, no date"
    assert Voice().fact(cells[0][1]) == "Not assessed"
    assert shades[0][0] is None
    assert shades[1][0] > 0.9


def test_a_long_name_is_wrapped_and_cut_with_a_sign() -> None:
    lines = wrapped("Ministry of the Interior and Decentralisation & Land", 20).split("<br>")

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(len(line) <= 20 for line in lines)
