"""Sample plans are sound as data: they read clean, refer rightly, add up, and name nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from planner.analysis.money.costs import exchange
from planner.choices import CostStatus, LinkState
from planner.exports import data_package
from planner.intake.plans import plan_package
from planner.intake.tables.cell_evidence import named_countries
from planner.plan import Plan, all_tables, table_named
from planner.readers.texts import folded
from planner.reference import load
from planner.schema import Kind
from planner.tables import (
    Action,
    Cost,
    Course,
    Link,
    Milestone,
    Ministry,
    Programme,
    Session,
    Source,
)

PERSON = re.compile(
    r"\b(Mr|Mrs|Ms|Dr|Prof|Mme|Mlle|Sr|Sra|General|Colonel|Minister|Judge)\.? (?!of|for)[A-Z][a-z]+"
)
# Names of territories that are also an organisation's name and the French for a meeting.
NO_STATES = {"united nations", "nations unies", "reunion"}
ADDRESS = re.compile(r"\S+@\S+|https?://\S+")


def words(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every text of a plan with its row's id."""
    for table, row in plan:
        for column in table.columns:
            value = getattr(row, column.name)
            if isinstance(value, str) and value and column.kind is not Kind.ID:
                yield row.id, value


def test_a_sample_reads_without_a_problem(folder: Path) -> None:
    assert plan_package.parse(folder).problems == ()


def test_a_sample_is_written_as_the_planner_writes_it(folder: Path, plan: Plan) -> None:
    written = data_package.write(plan)

    assert [name for name in written if written[name] != (folder / name).read_bytes()] == []


def test_ids_have_their_tables_shape_and_order(plan: Plan) -> None:
    for table in all_tables():
        ids = list(plan.rows(table.name))
        assert [table.id_for(table.number_of(row_id)) for row_id in ids] == ids
        assert ids == sorted(ids)


def test_every_entry_is_in_its_reference_list(plan: Plan) -> None:
    reference = load()
    factors = {str(number) for number in reference.factor_by_number}
    known = {
        "risk_factors": factors,
        "indicators": set(reference.indicator_by_number),
        "signs": factors | set(reference.indicator_by_number),
        "catalogue": set(reference.action_by_id),
        "purpose_codes": set(reference.rows_by_code),
    }
    unknown = [
        (row.id, value)
        for table, row in plan
        for column in table.columns
        if column.kind is Kind.ENTRY and (value := getattr(row, column.name))
        if value not in known[column.refers]
    ]

    assert unknown == []


def test_what_must_be_filled_is_filled_and_tags_are_known(plan: Plan) -> None:
    for table, row in plan:
        for column in table.columns:
            value = getattr(row, column.name)
            assert not column.required or value not in ("", None), (row.id, column.name)
            if column.kind is Kind.TAGS and column.answers:
                assert set(value) <= set(column.answers), row.id


def test_no_two_rows_share_what_names_them(plan: Plan) -> None:
    for table in all_tables():
        rows = plan.rows(table.name).values()
        named = Counter(tuple(getattr(row, name) for name in table.key) for row in rows)
        assert [key for key, number in named.items() if table.key and number > 1] == []


def test_cost_lines_multiply_and_stay_between_low_and_high(plan: Plan) -> None:
    for cost in plan.of(Cost):
        assert cost.quantity and cost.unit_cost and cost.low and cost.mid and cost.high, cost.id
        assert cost.mid == cost.quantity * cost.unit_cost, cost.id
        assert cost.low <= cost.mid <= cost.high, cost.id


def test_money_that_is_there_is_at_most_what_it_costs(plan: Plan) -> None:
    for cost in plan.of(Cost):
        if cost.status is CostStatus.IN_KIND:
            assert cost.funded is None, cost.id
        else:
            assert cost.funded is not None and cost.mid is not None, cost.id
            assert 0 <= cost.funded <= cost.mid, cost.id
        if cost.status is CostStatus.UNFUNDED:
            assert cost.funded == 0, cost.id


def test_costs_fall_in_the_plans_fiscal_years(plan: Plan) -> None:
    start, end = plan.details.start, plan.details.end
    assert start is not None and end is not None
    last = end.year if plan.details.fiscal_month == 1 else end.year - 1

    assert {cost.year for cost in plan.of(Cost)} == set(range(start.year, last + 1))


def test_every_currency_has_a_rate(plan: Plan) -> None:
    rates = exchange(plan)
    used = {row.currency for row in (*plan.of(Programme), *plan.of(Cost))}

    assert [one for one in used if rates.convert(Decimal(1), one) is None] == []


def test_what_starts_ends_later_and_steps_fall_between(plan: Plan) -> None:
    for row in (*plan.of(Action), *plan.of(Programme)):
        assert row.start and row.end and row.start <= row.end, row.id
    for step in plan.of(Milestone):
        action = plan.get(Action, step.action)
        assert step.due and action.start and action.end
        assert action.start <= step.due <= action.end, step.id


def test_an_action_costs_money_only_while_it_lasts(plan: Plan) -> None:
    first_month = plan.details.fiscal_month or 1

    def fiscal_year(day: date) -> int:
        return day.year if day.month >= first_month else day.year - 1

    for cost in plan.of(Cost):
        action = plan.get(Action, cost.action)
        assert cost.year and action.start and action.end
        assert fiscal_year(action.start) <= cost.year <= fiscal_year(action.end), cost.id


def test_a_session_trains_nobody_before_it_is_held_and_no_more_than_it_seats(plan: Plan) -> None:
    for session in plan.of(Session):
        held = session.on is not None and session.on <= date(2026, 11, 21)
        assert session.state == ("held" if held else "planned") or session.state == "cancelled"
        assert (session.women or 0) <= (session.trained or 0) <= (session.seats or 0), session.id
        plan.get(Course, session.course)


def test_shares_of_a_programmes_budget_add_up_to_no_more_than_all(plan: Plan) -> None:
    shares: Counter[str] = Counter()
    for link in plan.of(Link):
        if link.state is LinkState.CONFIRMED:
            shares[link.programme] += int(link.share or 0)

    assert [programme for programme, share in shares.items() if share > 100] == []


def test_every_link_says_why(plan: Plan) -> None:
    reasons = [link.reason for link in plan.of(Link)]

    assert all(len(reason.split()) >= 5 for reason in reasons)
    assert len(set(reasons)) == len(reasons)


def test_nobody_is_named(plan: Plan) -> None:
    assert [(row, text) for row, text in words(plan) if PERSON.search(text)] == []


def test_addresses_are_of_places_that_do_not_exist(plan: Plan) -> None:
    found = [address for _, text in words(plan) for address in ADDRESS.findall(text)]

    assert len(found) == len(plan.of(Ministry))
    assert [address for address in found if not address.endswith(".example")] == []


def test_no_name_or_contact_stands_behind_a_source(plan: Plan) -> None:
    behind = {source.real_name for source in plan.of(Source)} - {""}

    assert all(text.startswith(("Held by ", "Détenu par ")) for text in behind)


def test_no_real_state_is_spoken_of(folder: Path, plan: Plan) -> None:
    real = named_countries().keys()
    texts = [text for _, text in words(plan)] + [(folder / "about.md").read_text(encoding="utf-8")]
    spoken = set()
    for text in texts:
        said = folded(text).split()
        spoken |= {" ".join(said[at : at + n]) for n in (1, 2, 3) for at in range(len(said))}

    assert sorted(spoken & real - NO_STATES) == []


def test_a_sample_says_that_it_is_invented(folder: Path, plan: Plan) -> None:
    about = (folder / "about.md").read_text(encoding="utf-8")

    assert plan.details.country in about.splitlines()[0]
    assert re.search(r"does not\s+exist|n'existe\s+pas", about)


def test_every_table_of_the_declaration_is_used(plan: Plan) -> None:
    assert [name for name, number in plan.counts.items() if number == 0] == []
    assert {table.name for table, _ in plan} == {table_named(name).name for name in plan.counts}
