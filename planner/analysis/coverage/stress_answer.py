"""The answer of the stress test: every scenario side by side, or one looked at closely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Bars, Finding, Gravity, Target
from planner.analysis.coverage.factors import FactorCoverage
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.analysis.coverage.stress import (
    FactorStress,
    FallenAction,
    Stress,
    route_named,
    route_of,
    stress,
)
from planner.analysis.live_rows import live_actions
from planner.choices import Level, Route
from planner.messages import NOTHING, Fact, Message, Share, Sum, _, ngettext, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.tables import Action, RouteScenario

TITLE: Final = _("Stress test")
UNFUNDED: Final = _("Funding that falls away")
_LACKS: Final = {
    "fallback": pgettext("lacks", "a fallback"),
    "owner": pgettext("lacks", "an owner"),
    "cost": pgettext("lacks", "a cost"),
    "route": pgettext("lacks", "a route that stays open"),
}


def scenarios(plan: Plan, reference: Reference) -> tuple[tuple[Message, Stress], ...]:
    """The plan's named scenarios, else each route alone that any action of it needs."""
    named = [(verbatim(one.name), one.routes) for one in plan.of(RouteScenario)]
    needed = {route_of(one, reference) for one in plan.of(Action)}
    single = [(route.caption, (route.value,)) for route in Route if route in needed]
    return tuple((name, stress(plan, reference, off)) for name, off in named or single)


def stress_answer(plan: Plan, reference: Reference) -> Answer:
    """What each scenario of the plan would take away, side by side."""
    found = scenarios(plan, reference)
    return Answer(
        key="stress",
        title=TITLE,
        sentences=_worst(found, plan.details.currency),
        findings=tuple(_findings(plan, reference)),
        tables=(
            _overview(found, plan.details.currency),
            *(falls_table(f"falls_{at}", name, one) for at, (name, one) in enumerate(found, 1)),
        ),
        figures=(_bars(found),) if found else (),
    )


def scenario_answer(plan: Plan, reference: Reference, off: Iterable[str]) -> Answer:
    """What falls and what stands when these routes, donors or partners are switched off."""
    found = stress(plan, reference, off)
    named = tuple(map(route_named, found.off))
    return Answer(
        key="stress",
        title=TITLE,
        sentences=(
            _("Switched off: {routes}.", routes=named) if named else _("Nothing is switched off."),
            *_told(found, plan.details.currency),
        ),
        findings=tuple(map(_lost, found.lost_high)),
        tables=(_factors(found), falls_table("falls", _("Actions that fall"), found)),
    )


def _told(found: Stress, own: str) -> Iterator[Message]:
    yield _(
        "Actions that fall: {falls}; high risk factors whose cover gets worse: {factors}; funding "
        "that falls away: {sum}.",
        falls=len(found.falls),
        factors=len(found.lost_high),
        sum=Sum(found.unfunded, own),
    )
    if found.programmes:
        yield ngettext(
            "{number} programme cannot be reached any more.",
            "{number} programmes cannot be reached any more.",
            len(found.programmes),
        )
    if found.national is not None:
        yield _(
            "Of the actions, {national} stand by national means alone, {regional} by national or "
            "regional means.",
            national=Share(found.national),
            regional=Share(found.regional),
        )


def _worst(found: Sequence[tuple[Message, Stress]], own: str) -> tuple[Message, ...]:
    if not found:
        return (_("No action of the plan depends on a route that may close."),)
    name, one = max(found, key=lambda pair: (len(pair[1].lost_high), len(pair[1].falls)))
    return (_("The hardest scenario is “{name}”.", name=name), *_told(one, own))


def _findings(plan: Plan, reference: Reference) -> Iterator[Finding]:
    """Actions that depend on a route, donor or partner and name no fallback."""
    for action in live_actions(plan):
        if action.fallback:
            continue
        route = route_of(action, reference)
        if route is not None or action.depends_on:
            needed = (*((route.caption,) if route else ()), *action.depends_on)
            yield Finding(
                gravity=Gravity.WARNING,
                message=_(
                    "{id} {title} depends on {routes} and names no fallback.",
                    id=action.id,
                    title=action.title,
                    routes=needed,
                ),
                targets=(Target("actions", action.id),),
            )


def _lost(one: FactorStress) -> Finding:
    return Finding(
        gravity=Gravity.GRAVE,
        message=_(
            "Risk factor {number}, {title}: {why}",
            number=one.before.number,
            title=one.before.risk.factor.name,
            why=one.after.reason,
        ),
        targets=(Target("risk_factors", str(one.before.number)),),
    )


def _overview(
    found: Sequence[tuple[Message, Stress]], own: str
) -> AnswerTable[tuple[Message, Stress]]:
    scenario = table_named("scenarios")
    return AnswerTable(
        key="scenarios",
        title=scenario.title,
        columns=(
            answers.text("name", scenario.label("name"), lambda one: one[0]),
            answers.text(
                "off", scenario.label("routes"), lambda one: tuple(map(route_named, one[1].off))
            ),
            answers.count("falls", _("Actions that fall"), lambda one: len(one[1].falls)),
            answers.count(
                "programmes", _("Programmes not reached"), lambda one: len(one[1].programmes)
            ),
            answers.count(
                "lost", _("High factors with less cover"), lambda one: len(one[1].lost_high)
            ),
            answers.amount("unfunded", UNFUNDED, lambda one: Sum(one[1].unfunded, own)),
            answers.share("national", _("Stands nationally"), lambda one: Share(one[1].national)),
            answers.share(
                "regional", _("Stands with the region"), lambda one: Share(one[1].regional)
            ),
        ),
        lines=tuple(found),
    )


def _factors(found: Stress) -> AnswerTable[FactorStress]:
    ratings = table_named("ratings")

    def gap(one: FactorCoverage) -> Fact:
        return GAP_LABELS[one.gap] if one.gap else NOTHING

    return AnswerTable(
        key="factors",
        title=_("Cover before and after"),
        columns=(
            answers.code("number", _("No."), lambda one: one.before.number),
            answers.text(
                "title", ratings.label("risk_factor"), lambda one: one.before.risk.factor.name
            ),
            answers.level("level", ratings.label("level"), lambda one: one.before.level),
            answers.count("before", _("Before"), lambda one: len(one.before.cover.supports)),
            answers.count("after", _("After"), lambda one: len(one.after.cover.supports)),
            answers.text("gap_before", _("Gap before"), lambda one: gap(one.before)),
            answers.text("gap_after", _("Gap after"), lambda one: gap(one.after)),
        ),
        lines=found.factors,
        target=lambda one: Target("risk_factors", str(one.before.number)),
    )


def falls_table(key: str, title: Message, found: Stress) -> AnswerTable[FallenAction]:
    """The actions that fall in a scenario, with what stands in and what that lacks."""
    actions = table_named("actions")
    return AnswerTable(
        key=key,
        title=title,
        columns=(
            answers.code("action", actions.row_title, lambda one: one.action.id),
            answers.text("title", actions.label("title"), lambda one: one.action.title),
            answers.text("route", _("Closed"), lambda one: route_named(one.route)),
            answers.code("fallback", actions.label("fallback"), lambda one: one.fallback),
            answers.code("by", _("By action"), lambda one: one.by),
            answers.text("lacks", _("Lacks"), lambda one: tuple(_LACKS[key] for key in one.lacks)),
        ),
        lines=found.falls,
        target=lambda one: Target("actions", one.action.id),
    )


def _bars(found: Sequence[tuple[Message, Stress]]) -> Bars:
    def solid(part: Sequence[FactorCoverage]) -> int:
        return len({key for one in part if one.level is Level.HIGH for key in one.cover.solid})

    return Bars(
        title=_("Programmes and funded actions on high risk factors, before and after"),
        groups=tuple(name for name, _one in found),
        series=(
            (_("After"), tuple(solid([f.after for f in one.factors]) for _name, one in found)),
            (
                _("Taken away"),
                tuple(
                    solid([f.before for f in one.factors]) - solid([f.after for f in one.factors])
                    for _name, one in found
                ),
            ),
        ),
    )
