"""What an office may edit is whole as delivered, and its README speaks of all of it."""

from __future__ import annotations

import re
from typing import Final

import pytest

from planner.places import templates_folder
from planner.plan import table_named
from planner.reference import load
from planner.reference.loading import ACTION_COLUMNS
from planner.services import catalogue

FOLDER: Final = templates_folder()


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_the_readme_speaks_of_every_file_and_every_column_of_own_actions() -> None:
    readme = text("README.md")

    assert all(f"`{path.name}`" in readme for path in FOLDER.iterdir() if path.name != "README.md")
    assert [column for column in ACTION_COLUMNS if f"`{column}`" not in readme] == []


def test_the_worked_actions_join_the_catalogue() -> None:
    own = load(FOLDER / "catalogue_actions.example.csv").actions[len(load().actions) :]

    assert [action.id for action in own] == ["OWN-01", "OWN-02"]
    assert all(action.risk_factors and action.output_indicator for action in own)


def test_no_worked_action_is_proposed_to_a_plan_that_did_not_ask_for_it() -> None:
    assert catalogue.reference().actions == load().actions


def test_the_skeleton_has_sixteen_sections_each_with_guidance() -> None:
    sections = re.split(r"^## ", text("strategy_skeleton.md"), flags=re.MULTILINE)[1:]

    assert [int(section.split(".")[0]) for section in sections] == list(range(1, 17))
    assert all(re.search(r"^> \w", section, re.MULTILINE) for section in sections)


def test_every_placeholder_of_the_skeleton_is_documented() -> None:
    used = re.findall(r"\{\{(\w+)\.(\w+)\}\}", text("strategy_skeleton.md"))
    readme = text("README.md")

    assert {kind for kind, _ in used} == {"plan", "figure", "table"}
    assert [name for _, name in used if f"`{name}`" not in readme] == []
    for kind, name in used:
        assert kind != "plan" or table_named("plan").column(name)


@pytest.mark.parametrize("page", ["crimes", "lessons"])
def test_a_page_of_knowledge_says_the_same_in_every_language_with_known_sources(page: str) -> None:
    files = sorted(FOLDER.glob(f"knowledge/{page}.*.md"))
    said = [path.read_text(encoding="utf-8") for path in files]
    keys = [one for one in load().sources if all(one.key in text for text in said)]

    assert [path.suffixes[0] for path in files] == [".ar", ".en", ".es", ".fr"]
    assert len(keys) >= 4
    assert len({text.count("|") for text in said}) == 1


def test_the_findings_on_tools_are_those_of_the_reference() -> None:
    told = re.findall(r"\| (\d+) \| (\d+) \| (\d+) \|", text("knowledge/lessons.en.md"))
    known = {
        (str(one.fewer), str(one.none_or_mixed), str(one.more)) for one in load().tool_evidence
    }

    assert len(told) == 6
    assert set(told) <= known
