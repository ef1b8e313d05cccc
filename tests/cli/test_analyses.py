"""`suggest`, `link`, `coverage`, `training` and `money`: the same numbers as the library's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.analysis.coverage.factors import coverage
from planner.analysis.money.costs import money
from planner.analysis.training.requirements import training
from planner.plan import Plan
from planner.services.catalogue import reference
from planner.services.plans import read_plan_file
from planner.tables import Situation
from tests.cli.conftest import SAMPLE, Terminal

CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def sample() -> Plan:
    return read_plan_file(Path(SAMPLE))


@pytest.mark.parametrize("name", ["casserane", "norrvald"])
def test_coverage_has_the_shape_that_was_promised(run: Terminal, name: str) -> None:
    path = SAMPLE.parent / name
    document = run.ok("coverage", path)

    expected = coverage(read_plan_file(path), reference())
    assert [factor["number"] for factor in document["risk_factors"]] == list(range(1, 15))
    for told, factor in zip(document["risk_factors"], expected.factors, strict=True):
        assert told["level"] == factor.level
        assert told["programmes"] == len(factor.cover.programmes)
        assert told["actions"] == len(factor.cover.actions)
        assert told["funded"] == len(factor.cover.funded_actions)
        assert Decimal(told["touching"]) == factor.cover.touching.quantize(CENT)
        assert Decimal(told["attributed"]) == factor.cover.attributed.quantize(CENT)
        assert told["gap"] in (None, "no cover", "unfunded", "weak", "single")
        assert told["why"]
        places = {key: one["programme_ids"] for key, one in told["by_situation"].items()}
        assert places == {key: [*o.programmes] for key, o in factor.by_situation.items()}
    assert document["gaps"] == [factor.number for factor in expected.gaps]
    assert [(one["situation"], one["number"]) for one in document["situations"]] == [
        (one.situation.name, one.factor.number) for one in expected.concerns
    ]
    assert any("of 44 findings" in str(one["evidence"]) for one in document["actions"])


def test_coverage_is_told_as_a_table_and_gaps_with_their_reasons(run: Terminal) -> None:
    told = run("coverage", SAMPLE).out

    assert "Risk factor" in told
    assert "1. Risk factor 14" in told


def test_training_has_the_shape_that_was_promised(run: Terminal, sample: Plan) -> None:
    document = run.ok("training", SAMPLE, "--on", "2028-06-30")

    expected = training(sample, date(2028, 6, 30)).statuses
    assert document["on"] == "2028-06-30"
    assert len(document["requirements"]) == len(expected)
    for told, standing in zip(document["requirements"], expected, strict=True):
        assert told["posts"] == standing.posts
        assert told["valid"] == {"low": standing.valid.low, "high": standing.valid.high}
        assert (told["coverage"] is None) == (standing.coverage is None)
        assert {
            "audience",
            "course",
            "due_90",
            "expired",
            "never",
            "target",
            "steady",
        } <= told.keys()
    unknown = [told for told in document["requirements"] if told["posts"] is None]
    assert unknown
    assert all(told["coverage"] is None for told in unknown)
    assert "not known" in run("training", SAMPLE).out


def test_training_tells_which_listed_situations_have_staff_who_are_ready(
    run: Terminal, sample: Plan
) -> None:
    situations = run.ok("training", SAMPLE, "--on", "2027-01-01")["situations"]

    listed = {row.id for row in sample.of(Situation) if row.listed}
    assert {one["id"] for one in situations} == listed
    assert {"ready", "needed", "parts", "built_by", "trigger_near"} <= situations[0].keys()
    assert {one["state"] for one in situations} <= {"ready", "nearly", "not ready"}


def test_each_reason_of_readiness_says_what_it_is_about(run: Terminal) -> None:
    for one in run.ok("training", SAMPLE, "--on", "2027-03-01")["situations"]:
        assert len(set(one["why"])) == len(one["why"]) == len(one["parts"])
        for part, why in zip(one["parts"], one["why"], strict=True):
            assert why.startswith(f"{part}: ")


def test_where_training_goes_is_told_month_by_month_when_asked(run: Terminal) -> None:
    told = run.ok("training", SAMPLE, "--on", "2027-03-01", "--forecast")

    assert {"settles", "seats_a_year", "met_from", "lost_from"} <= told["requirements"][0].keys()
    assert {month["scope"] for month in told["months"]} == {"all posts", "listed-country posts"}
    for month in told["months"]:
        assert 0 <= month["coverage"]["low"] <= month["coverage"]["high"] <= 1
    assert told["months"][0]["on"] == "2027-03-01"
    assert "1 December 2030" in run("training", SAMPLE, "--on", "2027-03-01", "--forecast").out
    assert "months" not in run.ok("training", SAMPLE, "--on", "2027-03-01")


def test_passes_that_end_soon_are_told_without_codes(run: Terminal) -> None:
    ending = run.ok("training", SAMPLE, "--on", "2027-03-01")["ending"]

    assert ending
    for one in ending:
        assert "2027-03-01" < one["on"] <= "2027-05-30"
        assert one.keys() == {"on", "audience", "course", "at_most", "in_register"}
        assert 0 <= one["in_register"] <= one["at_most"]


def test_money_is_told_to_the_cent(run: Terminal, sample: Plan) -> None:
    document = run.ok("money", SAMPLE)

    expected = money(sample)
    assert Decimal(document["total"]["mid"]) == expected.total.mid
    assert sum(Decimal(part["mid"]) for part in document["by_year"]) == expected.total.mid
    assert sum(Decimal(part["mid"]) for part in document["by_ministry"]) == expected.total.mid
    assert "Total" in run("money", SAMPLE).out


def test_suggestions_have_the_shape_that_was_promised(run: Terminal, plan: str) -> None:
    document = run.ok("suggest", plan, "--top", 3)

    assert document["suggestions"]
    for one in document["suggestions"]:
        assert one["programme"].startswith("P-")
        assert 0 <= one["none"] <= 1
        assert len(one["actions"]) <= 3
        for action in one["actions"]:
            assert {"id", "band", "confidence", "strength", "reasons"} <= action.keys()
            assert action["band"] in ("likely", "possible", "weak")
            assert action["reasons"]


def test_a_text_is_suggested_for_without_a_plan(run: Terminal) -> None:
    (one,) = run.ok("suggest", "--text", "Oversight of the police", "--code", "15210")[
        "suggestions"
    ]

    assert one["programme"] is None
    assert one["actions"][0]["id"] == "JUS-06"
    assert "JUS-06" in run("suggest", "--text", "Oversight of the police").out
    assert not run.database.exists()


def test_likely_suggestions_become_one_changeset_and_are_not_made_again(
    run: Terminal, plan: str
) -> None:
    accepted = run.ok("link", plan, "--accept", "likely")

    assert accepted["accepted"] == len(accepted["links"]) > 0
    assert accepted["changesets"] == [2]
    assert {link["state"] for link in accepted["links"]} == {"confirmed"}
    assert run.ok("link", plan, "--accept", "likely")["changeset"] is None
    assert run("link", plan, "--accept", "likely").out.strip() == "Nothing to decide."


def test_what_was_accepted_in_bulk_is_counted_apart_until_somebody_has_looked(
    run: Terminal, plan: str
) -> None:
    accepted = run.ok("link", plan, "--accept", "likely")["links"]
    (waiting,) = [
        one for one in run.ok("answers", plan, "screening")["tables"] if one["key"] == "in_bulk"
    ]
    assert {one["programme"] for one in waiting["lines"]} == {one["programme"] for one in accepted}
    before = run.ok("coverage", plan)
    assert before["mapped"]["in_bulk"] == len({one["programme"] for one in accepted})
    assert sum(one["in_bulk"] for one in before["risk_factors"]) > 0
    assert "nobody has looked at" in run("coverage", plan).out

    for link in accepted:
        pair = f"{link['programme']}={link['action']}"
        run.ok("link", plan, "--confirm", pair, "--reason", "Looked at")

    after = run.ok("coverage", plan)
    assert after["mapped"]["in_bulk"] == 0
    assert not any(one["in_bulk"] for one in after["risk_factors"])
    assert [one["programmes"] for one in after["risk_factors"]] == [
        one["programmes"] for one in before["risk_factors"]
    ]


def test_links_are_decided_one_by_one_with_a_reason(run: Terminal, plan: str) -> None:
    run.ok("link", plan, "--confirm", "P-0010=DEV-05", "--reject", "P-0010=DEV-01",
           "--no-link", "P-0022", "--reason", "We know it")  # fmt: skip

    links = run.ok("history", plan)["changesets"][1]["reason"]
    assert links == "Links decided: 1 confirmed, 1 rejected, 1 with no link"
    decided = [one["programme"] for one in run.ok("suggest", plan)["suggestions"]]
    assert "P-0010" not in decided
    assert "P-0022" not in decided


def test_no_link_is_accepted_in_bulk(run: Terminal, plan: str) -> None:
    accepted = run.ok("link", plan, "--accept", "none")

    assert {link["action"] for link in accepted["links"]} == {""}


def test_coverage_names_the_actions_that_no_aid_code_reaches(run: Terminal, plan: str) -> None:
    beyond = run.ok("coverage", plan)["beyond_aid_codes"]

    assert (len(beyond["actions"]), beyond["of"]) == (32, 96)
    assert set(beyond["without_programme"]) < set(beyond["actions"])
    said = run("coverage", plan).out
    assert "32 of the 96 prevention actions cannot be reached from any aid code." in said
    assert all(name in said for name in beyond["without_programme"])


def test_what_may_raise_a_sign_is_told_with_what_is_done_about_it(run: Terminal) -> None:
    told = run.ok("harms", SAMPLE)["harms"]
    coverage = run.ok("coverage", SAMPLE)["risk_factors"]

    dam = [one for one in told if one.get("programme") == "P-0063"]
    assert {(one["indicator"], one["open"]) for one in dam} == {("8.10", True), ("7.10", False)}
    assert all(("programme" in one) != ("action" in one) for one in told)
    assert "P-0063" in next(one for one in coverage if one["number"] == 8)["may_raise"]
    assert "Large dam of the upper river" in run("harms", SAMPLE).out


def test_what_screening_learned_is_told_and_can_be_forgotten_and_learned_again(
    run: Terminal, plan: str
) -> None:
    told = run.ok("lessons", plan)
    code = {"words": "11110", "action": "DEV-05"}
    (lesson,) = [one for one in told["lessons"] if code.items() <= one.items()]
    assert (lesson["ground"], lesson["programmes"]) == ("code", ["P-0014", "P-0052"])
    assert "11110" in run("lessons", plan).out

    after = run.ok("lessons", plan, "--forget", "11110=DEV-05")
    assert not [one for one in after["lessons"] if code.items() <= one.items()]
    assert code.items() <= after["forgotten"][-1].items()
    assert run("lessons", plan, "--forget", "11110=DEV-05").code == 2

    run.ok("undo", plan, after["revision"])
    assert run.ok("lessons", plan)["lessons"] == told["lessons"]
