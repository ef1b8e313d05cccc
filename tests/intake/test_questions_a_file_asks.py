"""A file is asked about where it can be read in two ways and nowhere else, file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.inspection import inspect
from planner.problems import Severity

DATA = Path(__file__).parents[1] / "data"
FOLDERS = ("cells", "identity", "made")
NO_TABLE = {"made/NOTICE.md", "made/hidden.fods", "made/told_content.xml"}
# What a careful clerk would ask of a file before anything of it is taken; of all others nothing.
ASKED = {
    "cells/a_date_cells.xlsx": ["number.is_day"],
    "cells/a_one_side_swapped.csv": ["date.mixed"],
    "cells/a_target.xlsx": ["percent.unsure"],
    "cells/b_half_text_half_dates.xlsx": ["date.swapped"],
    "cells/b_struck_row.xlsx": ["rows.struck"],
    "cells/b_turnover.xlsx": ["percent.unsure"],
    "cells/c_most_are_dates.xlsx": ["number.is_day"],
    "cells/c_struck_part_of_cell.xlsx": ["rows.struck"],
    "cells/k_ones_meant.xlsx": ["percent.unsure"],
    "cells/mixed_currency.csv": ["currency.shared"],
    "identity/mixed_currency.csv": ["currency.shared"],
    "identity/repeated/a_conflict.xlsx": ["rows.repeat_reference"],
    "made/day_month_by_row/a_one_side_swapped.csv": ["date.mixed"],
    "made/day_month_by_row/b_half_text_half_dates.xlsx": ["date.swapped"],
    "made/row_per_sector/a_percent_rows.csv": ["rows.repeat_reference"],
    "made/row_per_sector/b_same_budget_each_row.csv": ["rows.repeat_reference"],
    "made/row_per_sector/c_split_budget.csv": ["rows.repeat_reference"],
    "made/row_per_sector/d_rows_differ_elsewhere.xlsx": ["rows.repeat_reference"],
    "made/three_line_header/a_all_merged.xlsx": ["budget.parts"],
    "made/three_line_header/b_merges_missing.xlsx": ["budget.parts"],
}
MOST_TOLD = 6  # other lines about a file of a few rows; more of them nobody reads


def files() -> list[str]:
    found = (one for folder in FOLDERS for one in (DATA / folder).rglob("*") if one.is_file())
    return sorted({one.relative_to(DATA).as_posix() for one in found} - NO_TABLE)


@pytest.mark.parametrize("name", files())
def test_a_file_asks_what_is_in_doubt_and_no_more(name: str) -> None:
    found = inspect(Path(name).name, (DATA / name).read_bytes())

    said = [*found.problems, *(one for table in found.tables for one in table.all_problems)]
    asked = [one for one in said if one.severity is Severity.QUESTION]
    assert [one.code for one in asked] == ASKED.get(name, [])
    assert all(one.key and one.answers for one in asked)
    assert len(said) - len(asked) <= MOST_TOLD


def test_every_file_of_which_something_is_asked_is_there() -> None:
    assert set(ASKED) <= set(files())
