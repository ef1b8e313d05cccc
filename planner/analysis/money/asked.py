"""What cabinet is asked to pay for: by decision and year, and what of the gap nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Target
from planner.analysis.money.costs import ZERO, CostSum, Money, exchange, line_sum, live_costs
from planner.analysis.plans.fiscal_years import year_name
from planner.messages import Fact, Message, Sum, _, verbatim
from planner.plan import Plan, grouped
from planner.schema import table_of
from planner.tables import Action, Cost, Decision, DecisionAction, DecisionOption

TITLE: Final = _("Asked of cabinet")
Years = Mapping[int | None, Decimal]


@dataclass(frozen=True, kw_only=True)
class AskedDecision:
    """A decision asked of cabinet, and the part of the unfunded gap that it closes.

    `by_year` is empty where it is not known in which years its sum falls; `is_tied` says that the
    plan names the actions it pays for.
    """

    decision: Decision
    in_gap: Decimal
    by_year: Years
    actions: tuple[Action, ...]
    costs: tuple[Cost, ...]
    options: Mapping[str, Years]

    @property
    def outside(self) -> Decimal:
        """The part of its sum that the plan already counts as funded, or has no cost for."""
        return (self.decision.amount or ZERO) - self.in_gap if self.decision.amount else ZERO


@dataclass(frozen=True, kw_only=True)
class AskedSums:
    """All decisions: what they close of the unfunded gap, and what nobody asks for."""

    currency: str
    gap: Decimal
    decisions: tuple[AskedDecision, ...]

    @property
    def total(self) -> Decimal:
        """What is asked for of the unfunded gap."""
        return sum((one.in_gap for one in self.decisions), ZERO)

    @property
    def not_asked(self) -> Decimal:
        """What is left of the gap after all that is asked."""
        return self.gap - self.total


def asked(plan: Plan, found: Money) -> AskedSums:
    """What each decision closes of the gap: no part of the gap is counted under two of them.

    Example: of a gap of 100, two decisions of 80 each close 80 and 20; 60 of the second is outside.
    """
    covers, options = grouped(plan.of(DecisionAction), "decision"), plan.of(DecisionOption)
    costs = grouped(live_costs(plan), "action")
    open_gaps = {action: sums.gap for action, sums in found.by_action.items()}
    decisions: list[AskedDecision] = []
    left = found.total.gap
    for decision in plan.of(Decision):
        rows = covers.get(decision.id, ())
        closed = _closed(decision, rows, open_gaps) if rows else min(decision.amount or ZERO, left)
        left -= closed
        of_actions = [cost for row in rows for cost in costs.get(row.action, ())]
        told = [one for one in options if one.decision == decision.id]
        decisions.append(
            AskedDecision(
                decision=decision,
                in_gap=closed,
                by_year=_by_year(plan, decision, of_actions, _options(told)),
                actions=tuple(filter(None, (plan.find(Action, row.action) for row in rows))),
                costs=tuple(of_actions),
                options=_options(told),
            )
        )
    return AskedSums(currency=found.currency, gap=found.total.gap, decisions=tuple(decisions))


def _closed(
    decision: Decision, rows: Sequence[DecisionAction], open_gaps: dict[str, Decimal]
) -> Decimal:
    """What a decision closes of the gaps of its actions; a blank sum is what is left of its own."""
    stated = sum((row.amount for row in rows if row.amount is not None), ZERO)
    rest = None if decision.amount is None else max(decision.amount - stated, ZERO)
    closed = ZERO
    for row in sorted(rows, key=lambda row: row.amount is None):
        gap = open_gaps.get(row.action, ZERO)
        wanted = row.amount if row.amount is not None else gap if rest is None else rest
        part = min(wanted, gap)
        if row.amount is None and rest is not None:
            rest -= part
        open_gaps[row.action] = gap - part
        closed += part
    return closed


def _options(rows: Sequence[DecisionOption]) -> Mapping[str, Years]:
    found: dict[str, dict[int | None, Decimal]] = {}
    for row in rows:
        years = found.setdefault(row.text, {})
        if row.amount is not None:
            years[row.year] = years.get(row.year, ZERO) + row.amount
    return found


def _by_year(
    plan: Plan, decision: Decision, costs: Sequence[Cost], options: Mapping[str, Years]
) -> Years:
    """In which years a decision's sum falls, where one option or the cost lines add up to it."""
    if decision.amount is None:
        return {}
    rates = exchange(plan)
    lines = [(cost, line_sum(cost, rates)) for cost in costs]
    new = [(cost, sums) for cost, sums in lines if sums.gap]
    whole: dict[int | None, Decimal] = {}
    gaps: dict[int | None, Decimal] = {}
    for cost, sums in new:
        whole[cost.year] = whole.get(cost.year, ZERO) + sums.mid
        gaps[cost.year] = gaps.get(cost.year, ZERO) + sums.gap
    for years in (*options.values(), gaps, whole):
        if years and sum(years.values(), ZERO) == decision.amount:
            return years
    return {}


def asked_answer(plan: Plan, found: Money) -> Answer:
    """What is asked in one sentence, against the gap; what a no or a half leaves open."""
    sums = asked(plan, found)
    return Answer(
        key="asked",
        title=TITLE,
        unknown=() if sums.decisions else (_("No decision is asked for in this edition."),),
        sentences=tuple(_sentences(sums, found.total))
        if sums.decisions
        else (_("The unfunded gap is {gap}.", gap=found.total.told("gap", sums.currency)),),
        findings=tuple(_findings(sums)),
        tables=(_decisions(sums), _options_table(plan, sums)),
    )


def _sentences(sums: AskedSums, total: CostSum) -> Iterator[Message]:
    yield _(
        "Cabinet is asked for {number} decisions, which close {asked} of the unfunded gap of "
        "{gap}; {not_asked} of it is asked for by no decision and stays open.",
        number=len(sums.decisions),
        asked=Sum(sums.total, sums.currency),
        gap=total.told("gap", sums.currency),
        not_asked=Sum(sums.not_asked, sums.currency),
    )
    yield _(
        "If cabinet says no, {gap} stays open; at half of what is asked, {half}.",
        gap=total.told("gap", sums.currency),
        half=Sum(sums.gap - sums.total / 2, sums.currency),
    )


def _findings(sums: AskedSums) -> Iterator[Finding]:
    for one in sums.decisions:
        targets = (Target("decisions", one.decision.id),)
        if one.outside:
            text = _(
                "{id}: of the {sum} asked for, {outside} is outside of the unfunded gap.",
                id=one.decision.id,
                sum=Sum(one.decision.amount, sums.currency),
                outside=Sum(one.outside, sums.currency),
            )
            yield Finding(gravity=Gravity.NOTE, message=text, targets=targets)
        if one.decision.amount and not one.by_year:
            text = _("{id}: it is not known in which years its sum falls.", id=one.decision.id)
            yield Finding(gravity=Gravity.WARNING, message=text, targets=targets)


def often(one: AskedDecision) -> Message | None:
    """Whether what a decision pays for comes back every year; None where nobody said."""
    told = {action.recurrent for action in one.actions} - {None}
    if len(told) == 1:
        return _("every year") if told.pop() else _("one-off")
    return _("in part every year") if told else None


def _sources(one: AskedDecision) -> Fact:
    return tuple(dict.fromkeys(cost.source for cost in one.costs if cost.source)) or None


def _decisions(sums: AskedSums) -> AnswerTable[AskedDecision]:
    table = table_of(Decision)
    return AnswerTable(
        key="decisions",
        title=_("Cabinet is asked to decide"),
        columns=(
            answers.code("id", table.label("id"), lambda one: one.decision.id),
            answers.text("text", table.label("text"), lambda one: verbatim(one.decision.text)),
            answers.day("by", table.label("by"), lambda one: one.decision.by),
            answers.amount(
                "amount", _("Sum asked for"), lambda one: Sum(one.decision.amount, sums.currency)
            ),
            answers.amount("in_gap", _("Of the gap"), lambda one: Sum(one.in_gap, sums.currency)),
            answers.text("often", _("How often"), often),
            answers.text("sources", table_of(Cost).label("source"), _sources),
        ),
        lines=sums.decisions,
        target=lambda one: Target("decisions", one.decision.id),
    )


OptionLine = tuple[str, str, Years]
"""A decision's id, one answer to it, and what that costs by year."""


def _options_table(plan: Plan, sums: AskedSums) -> AnswerTable[OptionLine]:
    table = table_of(DecisionOption)
    lines = tuple(
        (one.decision.id, text, years)
        for one in sums.decisions
        for text, years in one.options.items()
    )
    years = sorted({year for _id, _text, found in lines for year in found if year})
    return AnswerTable(
        key="options",
        title=table.title,
        columns=(
            answers.code("decision", table.label("decision"), lambda line: line[0]),
            answers.text("text", table.label("text"), lambda line: verbatim(line[1])),
            answers.amount("total", _("Total"), lambda line: Sum(_total(line[2]), sums.currency)),
            *(
                answers.amount(
                    f"in_{year}",
                    verbatim(year_name(plan, year)),
                    lambda line, year=year: Sum(line[2].get(year), sums.currency),
                )
                for year in years
            ),
        ),
        lines=lines,
    )


def _total(years: Years) -> Decimal | None:
    return sum(years.values(), ZERO) if years else None
