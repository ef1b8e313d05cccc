"""Figures and keys in a browser: cells that open rows, the theme's colours, deciding by key."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from playwright.sync_api import expect

from planner.places import app_file
from tests.browser.conftest import Visit

THEME = tomllib.loads((app_file().parent / ".streamlit" / "config.toml").read_text("utf-8"))[
    "theme"
]
# Where the middle of a cell lies in the window, by the column's place and the row's.
CELL = """([column, row]) => {
  const figure = document.querySelector('.js-plotly-plot');
  const { xaxis, yaxis } = figure._fullLayout;
  const { left, top } = figure.getBoundingClientRect();
  return [left + xaxis._offset + xaxis.c2p(column), top + yaxis._offset + yaxis.c2p(row)];
}"""


def field(visit: Visit, label: str) -> Any:
    """What a field of the page shows."""
    return visit.page.get_by_test_id("stMain").get_by_role("combobox", name=label)


def test_a_click_on_a_cell_opens_its_rows(sample: Visit) -> None:
    sample.go("Coverage")
    expect(sample.page.locator(".js-plotly-plot .heatmaplayer").first).to_be_visible()

    sample.page.mouse.click(*sample.page.evaluate(CELL, [4, 1]))

    expect(field(sample, "In")).to_have_value("Justice")
    expect(field(sample, "Risk factor")).to_have_value(re.compile("^2 "))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_have_the_colours_of_the_theme_by_day_and_by_night(sample: Visit, scheme: Any) -> None:
    sample.page.emulate_media(color_scheme=scheme)
    sample.go("Costs")
    bar = sample.page.locator(".js-plotly-plot .barlayer .trace .point path").first
    wanted = THEME[scheme]["chartCategoricalColors"][0].lstrip("#")
    shown = ", ".join(str(int(wanted[i : i + 2], 16)) for i in (0, 2, 4))

    expect(bar).to_have_css("fill", f"rgb({shown})")


def test_a_programme_is_decided_by_a_key_and_the_decision_taken_back(sample: Visit) -> None:
    sample.go("Screening")
    title = sample.page.locator(".st-key-mapping-card").get_by_role("heading").first
    first = title.inner_text()

    sample.page.keyboard.press("n")
    expect(title).not_to_have_text(first)
    expect(sample.page.get_by_text("Last:")).to_be_visible()
    sample.settle()
    sample.page.keyboard.press("u")

    expect(title).to_have_text(first)


BAR = """(requirement) => {
  const figure = document.querySelector('.js-plotly-plot');
  const marks = figure._fullData.find((trace) => trace.customdata);
  const place = marks.customdata.findIndex(([, id]) => id === requirement);
  const { xaxis, yaxis } = figure._fullLayout;
  const { left, top } = figure.getBoundingClientRect();
  return [
    left + xaxis._offset + xaxis.c2p(marks.x[place] / 2),
    top + yaxis._offset + yaxis.c2p(marks.y[place]),
  ];
}"""


def test_a_click_on_a_bar_of_the_training_matrix_opens_what_it_rests_on(sample: Visit) -> None:
    sample.go("Training")
    expect(sample.page.locator(".js-plotly-plot .barlayer").first).to_be_visible()

    sample.page.mouse.click(*sample.page.evaluate(BAR, "RQ-02"))

    opened = field(sample, "Audience and course")
    expect(opened).to_have_value(re.compile("grading of sources$"))
    expect(sample.page.get_by_text("(RQ-02)")).to_be_visible()
