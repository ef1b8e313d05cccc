"""The planner in a notebook: what the README shows, and frames of plans and of answers."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import planner
from planner import Plan, coverage, frame, money, open_plan, read_file, training
from planner.choices import Level
from planner.errors import UnknownPlan, UnreadableFile
from planner.services import plans
from planner.store import Store
from planner.tables import PlanDetails

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_plans" / "casserane"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_file(str(SAMPLE))


def test_what_the_readme_shows_runs_and_gives_a_table_of_coverage() -> None:
    (shown,) = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))

    said = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout

    assert len(shown.strip().splitlines()) <= 5
    assert len([line for line in said.splitlines() if re.match(r"\d+ ", line)]) == 14


def test_a_plan_says_what_it_is_in_one_line(plan: Plan) -> None:
    assert re.fullmatch(r"Plan\(\S.*, revision \d+, \d+ tables, \d+ rows\)", repr(plan))


def test_a_table_of_a_plan_is_a_frame_with_its_columns(plan: Plan) -> None:
    found = frame(plan, "programmes")

    assert len(found) == len(plan.rows("programmes"))
    assert {"id", "title", "ministry", "budget"} <= set(found.columns)
    assert set(frame(plan, "ratings")["level"]) <= {level.label for level in Level}


def test_answers_are_frames_of_numbers(plan: Plan) -> None:
    covered, costs = frame(coverage(plan)), frame(money(plan), "by_year")

    assert list(covered["number"]) == list(range(1, 15))
    assert covered["touching"].dtype.kind == "f"
    assert costs["mid"].iloc[:-1].sum() == pytest.approx(costs["mid"].iloc[-1])
    assert len(frame(training(plan, date(2027, 3, 1)))) == len(plan.rows("requirements"))


def test_a_plan_is_opened_from_a_database_or_refused(plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "plans.sqlite"
    store = Store(f"sqlite:///{file}")
    plans.create_plan("Focal point", store, "Mine", PlanDetails(), content=plan)
    store.close()

    assert open_plan("Mine", str(file)) == plan
    with pytest.raises(UnknownPlan):
        open_plan("Theirs", f"sqlite:///{file}")
    with pytest.raises(UnreadableFile):
        read_file(tmp_path / "nowhere.xlsx")


def test_the_package_says_what_it_offers_and_loads_it_when_asked() -> None:
    ask = "import sys, planner; print('pandas' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
    assert all(getattr(planner, name) for name in planner.__all__)
    with pytest.raises(AttributeError):
        planner.nothing_of_that_name  # noqa: B018 # asking is what is tried
