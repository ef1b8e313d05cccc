"""The balance of a plan: from prevention upstream to recovery, and from help to pressure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Bars, Finding, Gravity, Target
from planner.analysis.live_rows import live_actions
from planner.analysis.money.costs import CostSum, money
from planner.analysis.money.phases import PHASES
from planner.analysis.sums import added
from planner.choices import ActionStatus, Pattern, Pillar, Scope
from planner.messages import NOT_KNOWN, Fact, Message, Share, Sum, _, pgettext
from planner.plan import Plan, grouped, table_named
from planner.reference import CatalogueAction, Reference
from planner.tables import Action, ActionRisk, Situation, Tried

TITLE: Final = _("Ladder and balance")
PREVENTION: Final = ("upstream", "early-warning")
DEGREES: Final[Mapping[str, Message]] = MappingProxyType(
    {"low": pgettext("pressure", "low"), "high": pgettext("pressure", "high")}
)
CAUTIONS: Final[Mapping[Pattern, Message]] = MappingProxyType(
    {
        Pattern.IDENTITY: _(
            "Identity-based violence is feared: once it has begun, means short of force have a "
            "weak record, so what comes before weighs most (Peak 2023)."
        ),
        Pattern.POLITICAL: _(
            "Political violence is feared: the findings on tools do not tell it apart from other "
            "violence; read their counts at each action with that in mind (TfAP 2025)."
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One action on the ladder: its catalogue entry, its phase, its cost, what was tried before.

    `before` are the catalogue actions without pressure that were tried in its situation, or that
    the plan itself has running for one of its risk factors.
    """

    action: Action
    entry: CatalogueAction | None
    cost: CostSum
    before: tuple[str, ...] = ()

    @property
    def phase(self) -> str:
        """Upstream, early-warning, response or recovery; blank without a catalogue entry."""
        return self.entry.phase if self.entry else ""

    @property
    def is_coercive(self) -> bool:
        """Whether it uses pressure."""
        return self.entry is not None and self.entry.is_coercive

    @property
    def pillars(self) -> tuple[Pillar, ...]:
        """The pillars it serves: its own word, else those of the catalogue."""
        if self.action.pillar:
            return (self.action.pillar,)
        return tuple(Pillar(str(one)) for one in self.entry.pillars) if self.entry else ()


def rungs(plan: Plan, reference: Reference) -> tuple[Rung, ...]:
    """Every action that is not stopped, coercive ones last.

    Example: two actions upstream at 30 and 50 and one response at 20 give prevention 80 % of the
    planning estimate.
    """
    costs = money(plan).by_action
    tried = grouped(plan.of(Tried), "situation")
    live = live_actions(plan)
    gentle = _gentle(plan, live, reference)

    def rung(action: Action) -> Rung:
        entry = reference.action_by_id.get(action.catalogue)
        before: tuple[str, ...] = ()
        if entry is not None and entry.is_coercive:
            there = tried.get(action.situation, ()) if action.situation else ()
            named = [one.action for one in there if not _coerces(one.action, reference)]
            before = tuple(dict.fromkeys([*named, *gentle(action)]))
        return Rung(action=action, entry=entry, cost=costs.get(action.id, CostSum()), before=before)

    return tuple(sorted(map(rung, live), key=lambda one: one.is_coercive))


def _coerces(catalogue: str, reference: Reference) -> bool:
    entry = reference.action_by_id.get(catalogue)
    return entry is None or entry.is_coercive


def _gentle(
    plan: Plan, live: Sequence[Action], reference: Reference
) -> Callable[[Action], tuple[str, ...]]:
    """For an action: the plan's actions without pressure on one of its risk factors, under way."""
    factors: dict[str, set[str]] = {}
    for risk in plan.of(ActionRisk):
        factors.setdefault(risk.action, set()).add(risk.risk_factor)
    begun = (ActionStatus.UNDER_WAY, ActionStatus.DONE)
    calm = [a for a in live if a.status in begun and not _coerces(a.catalogue, reference)]
    return lambda action: tuple(
        one.id for one in calm if factors.get(one.id, set()) & factors.get(action.id, set())
    )


def ladder_answer(plan: Plan, reference: Reference) -> Answer:
    """How much of the plan prevents and how much reacts, what uses pressure and on what ground."""
    found = rungs(plan, reference)
    return Answer(
        key="ladder",
        title=TITLE,
        sentences=tuple(_sentences(found)),
        findings=tuple(_findings(plan, found)),
        tables=(
            _by_phase(found, plan.details.currency),
            _pressure(found),
            _counted("pillars", table_named("actions").label("pillar"), _pillars(found)),
            _counted("scopes", table_named("actions").label("scope"), _scopes(found)),
        ),
        figures=(_bars(found),),
    )


def prevention_share(found: Sequence[Rung]) -> tuple[float | None, float | None]:
    """What is upstream or early warning: its share of the actions, and of the planning estimate.

    Actions without a phase are in neither share; None where there is nothing to divide by.
    """
    known = [one for one in found if one.phase]
    early = [one for one in known if one.phase in PREVENTION]
    whole = added((one.cost for one in known), CostSum()).mid
    part = added((one.cost for one in early), CostSum()).mid
    return (
        len(early) / len(known) if known else None,
        float(part / whole) if whole else None,
    )


def _sentences(found: Sequence[Rung]) -> Iterator[Message]:
    counted, paid = prevention_share(found)
    yield _(
        "Upstream prevention and early warning: {actions} of the actions, {money} of the planning "
        "estimate.",
        actions=Share(counted),
        money=Share(paid),
    )
    coercive = [one for one in found if one.is_coercive]
    yield _(
        "Coercive measures: {coercive} of {all} actions; without a legal basis: {bare}.",
        coercive=len(coercive),
        all=len(found),
        bare=sum(not one.action.legal_basis for one in coercive),
    )


def _findings(plan: Plan, found: Sequence[Rung]) -> Iterator[Finding]:
    for one in found:
        if one.is_coercive and not one.action.legal_basis:
            yield _finding(
                one, _("{id} {title}: a coercive measure without a legal basis.", **_named(one))
            )
        if one.is_coercive and not one.before:
            yield _finding(
                one,
                _("{id} {title}: nothing without pressure is on record before it.", **_named(one)),
            )
    feared = {row.pattern for row in plan.of(Situation) if row.listed}
    for pattern, caution in CAUTIONS.items():
        if pattern in feared and any(one.phase == "response" for one in found):
            yield Finding(gravity=Gravity.NOTE, message=caution)


def _named(one: Rung) -> dict[str, Fact]:
    return {"id": one.action.id, "title": one.action.title}


def _finding(one: Rung, message: Message) -> Finding:
    return Finding(
        gravity=Gravity.WARNING, message=message, targets=(Target("actions", one.action.id),)
    )


Group = tuple[Message, tuple[Rung, ...]]


def _grouped(found: Sequence[Rung]) -> tuple[Group, ...]:
    """The actions by phase, in the order of the ladder; those without a phase last."""
    named = {**PHASES, "": NOT_KNOWN}
    groups = [
        (name, tuple(one for one in found if one.phase == key)) for key, name in named.items()
    ]
    return tuple((name, part) for name, part in groups if part or name is not NOT_KNOWN)


def _by_phase(found: Sequence[Rung], currency: str) -> AnswerTable[Group]:
    return AnswerTable(
        key="phases",
        title=_("Actions by phase"),
        columns=(
            answers.text("phase", _("Phase"), lambda one: one[0]),
            answers.count("actions", table_named("actions").title, lambda one: len(one[1])),
            answers.count(
                "coercive",
                _("Coercive measures"),
                lambda one: sum(rung.is_coercive for rung in one[1]),
            ),
            answers.amount(
                "estimate",
                _("Planning estimate (mid)"),
                lambda one: Sum(added((rung.cost for rung in one[1]), CostSum()).mid, currency),
            ),
        ),
        lines=_grouped(found),
    )


def _pressure(found: Sequence[Rung]) -> AnswerTable[Rung]:
    actions = table_named("actions")
    return AnswerTable(
        key="coercive",
        title=_("Coercive measures"),
        columns=(
            answers.code("action", actions.row_title, lambda one: one.action.id),
            answers.text("title", actions.label("title"), lambda one: one.action.title),
            answers.text(
                "degree",
                _("Pressure"),
                lambda one: DEGREES.get(one.entry.coercive if one.entry else "", NOT_KNOWN),
            ),
            answers.sentence(
                "legal_basis", actions.label("legal_basis"), lambda one: one.action.legal_basis
            ),
            answers.text("before", _("Tried first"), lambda one: one.before),
        ),
        lines=tuple(one for one in found if one.is_coercive),
        target=lambda one: Target("actions", one.action.id),
    )


def _counted(key: str, head: Message, lines: Sequence[Group]) -> AnswerTable[Group]:
    return AnswerTable(
        key=key,
        title=head,
        columns=(
            answers.text(key, head, lambda one: one[0]),
            answers.count("actions", table_named("actions").title, lambda one: len(one[1])),
        ),
        lines=tuple(lines),
    )


def _pillars(found: Sequence[Rung]) -> list[Group]:
    named = [(one.caption, tuple(r for r in found if one in r.pillars)) for one in Pillar]
    bare = tuple(one for one in found if not one.pillars)
    return [*named, *([(NOT_KNOWN, bare)] if bare else [])]


def _scopes(found: Sequence[Rung]) -> list[Group]:
    named = [(one.caption, tuple(r for r in found if r.action.scope is one)) for one in Scope]
    bare = tuple(one for one in found if one.action.scope is None)
    return [*named, *([(NOT_KNOWN, bare)] if bare else [])]


def _bars(found: Sequence[Rung]) -> Bars:
    groups = _grouped(found)

    def counted(*, coercive: bool) -> tuple[int, ...]:
        return tuple(sum(one.is_coercive is coercive for one in part) for _name, part in groups)

    return Bars(
        title=_("Actions by phase, with and without pressure"),
        groups=tuple(name for name, _part in groups),
        series=(
            (_("Without pressure"), counted(coercive=False)),
            (_("Coercive measures"), counted(coercive=True)),
        ),
    )
