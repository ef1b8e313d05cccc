"""The cyber lens: what is seen, what the plan does and what keeps that from doing harm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerTable,
    Finding,
    Gravity,
    Matrix,
    MatrixCell,
    Target,
)
from planner.analysis.live_rows import live_actions
from planner.choices import SafeguardKind, Sighting, Verdict
from planner.messages import Fact, Message, _, pgettext
from planner.plan import Plan, grouped, table_named
from planner.reference import CatalogueAction, Reference
from planner.schema import Value
from planner.tables import Action, Incident, Observation, Safeguard

TITLE: Final = _("Cyber lens")
CATEGORIES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "cMS": _("Material sabotage"),
        "cICM": _("Collection and manipulation of information"),
        "cSI": _("Social influence"),
    }
)
_ASKED: Final[Mapping[str, tuple[SafeguardKind, ...]]] = MappingProxyType(
    {
        "cMS": (SafeguardKind.LAW, SafeguardKind.OVERSIGHT),
        "cICM": (SafeguardKind.LAW, SafeguardKind.OVERSIGHT, SafeguardKind.PRIVACY),
        "cSI": (
            SafeguardKind.LAW,
            SafeguardKind.OVERSIGHT,
            SafeguardKind.PRIVACY,
            SafeguardKind.PLATFORM,
            SafeguardKind.LEXICON,
        ),
    }
)
_IN_PLACE: Final = (Verdict.YES, Verdict.NOT_APPLICABLE)


class CyberSide(StrEnum):
    """What cyber means threaten, and what they offer."""

    CHALLENGE = "challenge"
    OPPORTUNITY = "opportunity"

    @property
    def caption(self) -> Message:
        """How the side is called."""
        if self is CyberSide.CHALLENGE:
            return pgettext("cyber", "Challenge")
        return pgettext("cyber", "Opportunity")


@dataclass(frozen=True, kw_only=True)
class MissingSafeguard:
    """A safeguard that an action lacks: not written down, not in place, or past its review."""

    action: Action
    kind: SafeguardKind


@dataclass(frozen=True, kw_only=True)
class CyberCell:
    """One category and side: its indicators, how often they were seen, and the plan's actions.

    On the side of challenge the indicators are those by which the category's threats show, on the
    side of opportunity those that its tools may raise. `uncovered` are indicators that were seen
    and that no action of the plan addresses; `missing` the safeguards that its actions lack.
    """

    category: str
    side: CyberSide
    indicators: tuple[str, ...]
    observed: int
    actions: tuple[str, ...]
    uncovered: tuple[str, ...] = ()
    missing: tuple[MissingSafeguard, ...] = ()
    is_empty: bool = False

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing: indicators, actions with a safeguard, or “actions” if none is there."""
        named = tuple(f"{one.action.id} {one.kind.value}" for one in self.missing)
        return (*self.uncovered, *named, *(("actions",) if self.is_empty else ()))


def cyber(plan: Plan, reference: Reference, on: date) -> tuple[CyberCell, ...]:
    """Three categories by challenge and opportunity, from the catalogue's cyber actions.

    Sightings are observations that say present and incidents, each by its indicator. A safeguard
    counts when it is in place or not applicable and its review is not past on that day.

    Example: an incident of 7.14, one action that monitors incitement with a legal basis in place
    and nothing else written down: the challenge of social influence is observed once and covered,
    its opportunity lacks oversight, privacy, platform channel and lexicon.
    """
    seen = Counter(
        [
            *(row.indicator for row in plan.of(Observation) if row.status is Sighting.PRESENT),
            *(row.indicator for row in plan.of(Incident) if row.indicator),
        ]
    )
    live = live_actions(plan)
    checks = grouped(plan.of(Safeguard), "action")
    cells: list[CyberCell] = []
    for category in CATEGORIES:
        tools = [one for one in reference.actions if one.cyber_category == category]
        cells.append(_challenge(category, tools, live, seen, reference))
        cells.append(_opportunity(category, tools, live, seen, checks, on))
    return tuple(cells)


def _signs(tools: Sequence[CatalogueAction], part: str) -> tuple[str, ...]:
    found = {sign for one in tools for sign in getattr(one, part)}
    return tuple(sorted(found, key=lambda sign: tuple(map(int, sign.split(".")))))


def _challenge(
    category: str,
    tools: Sequence[CatalogueAction],
    live: Sequence[Action],
    seen: Mapping[str, int],
    reference: Reference,
) -> CyberCell:
    signs = _signs(tools, "indicators")
    reached: dict[str, list[str]] = {sign: [] for sign in signs}
    for action in live:
        entry = reference.action_by_id.get(action.catalogue)
        for sign in entry.indicators if entry else ():
            if sign in reached:
                reached[sign].append(action.id)
    return CyberCell(
        category=category,
        side=CyberSide.CHALLENGE,
        indicators=signs,
        observed=sum(seen[sign] for sign in signs),
        actions=tuple(sorted({one for found in reached.values() for one in found})),
        uncovered=tuple(sign for sign in signs if seen[sign] and not reached[sign]),
    )


def _opportunity(
    category: str,
    tools: Sequence[CatalogueAction],
    live: Sequence[Action],
    seen: Mapping[str, int],
    checks: Mapping[Value, tuple[Safeguard, ...]],
    on: date,
) -> CyberCell:
    known = {one.id: one for one in tools}
    actions = [one for one in live if one.catalogue in known]
    signs = _signs(tools, "may_aggravate")
    return CyberCell(
        category=category,
        side=CyberSide.OPPORTUNITY,
        indicators=signs,
        observed=sum(seen[sign] for sign in signs),
        actions=tuple(one.id for one in actions),
        missing=tuple(
            MissingSafeguard(action=one, kind=kind)
            for one in actions
            for kind in (*_ASKED[category], *known[one.catalogue].safeguards)
            if not _in_place(checks.get(one.id, ()), kind, on)
        ),
        is_empty=not actions,
    )


def _in_place(checks: Sequence[Safeguard], kind: SafeguardKind, on: date) -> bool:
    return any(
        one.kind is kind
        and one.verdict in _IN_PLACE
        and (one.review_on is None or one.review_on >= on)
        for one in checks
    )


def cyber_answer(plan: Plan, reference: Reference, on: date) -> Answer:
    """What is seen of cyber threats, what the plan does with cyber means, what keeps that safe."""
    cells = cyber(plan, reference, on)
    return Answer(
        key="cyber",
        title=TITLE,
        sentences=tuple(_sentences(cells)),
        findings=tuple(_findings(cells, reference)),
        tables=(_table(cells), _safeguards(cells)),
        figures=(_matrix(cells),),
    )


def _sentences(cells: Sequence[CyberCell]) -> Iterator[Message]:
    yield _(
        "Indicators that cyber means can drive were seen {observed} times; seen, and addressed by "
        "no action: {uncovered}.",
        observed=sum(one.observed for one in cells if one.side is CyberSide.CHALLENGE),
        uncovered=len({sign for one in cells for sign in one.uncovered}),
    )
    yield _(
        "Actions with cyber means: {actions}; safeguards that they lack: {missing}.",
        actions=len({a for one in cells if one.side is CyberSide.OPPORTUNITY for a in one.actions}),
        missing=sum(len(one.missing) for one in cells),
    )


def _findings(cells: Sequence[CyberCell], reference: Reference) -> Iterator[Finding]:
    for cell in cells:
        for sign in cell.uncovered:
            indicator = reference.indicator_by_number[sign]
            yield Finding(
                gravity=Gravity.WARNING,
                message=_(
                    "{id} {title} was seen, and no action addresses it.",
                    id=sign,
                    title=indicator.name,
                ),
                targets=(Target("risk_factors", str(indicator.risk_factor)),),
            )
        if cell.is_empty:
            yield Finding(
                gravity=Gravity.NOTE,
                message=_("{category}: no action of the plan.", category=CATEGORIES[cell.category]),
            )
        yield from (
            Finding(
                gravity=Gravity.WARNING,
                message=_(
                    "{id} {title} lacks a safeguard: {kind}.",
                    id=one.action.id,
                    title=one.action.title,
                    kind=one.kind.caption,
                ),
                targets=(Target("actions", one.action.id),),
            )
            for one in cell.missing
        )


def _table(cells: Sequence[CyberCell]) -> AnswerTable[CyberCell]:
    return AnswerTable(
        key="cells",
        title=TITLE,
        columns=(
            answers.text("category", _("Category"), lambda one: CATEGORIES[one.category]),
            answers.text("side", _("Side"), lambda one: one.side.caption),
            answers.text("indicators", _("Framework indicators"), lambda one: one.indicators),
            answers.count("observed", _("Times seen"), lambda one: one.observed),
            answers.text("actions", table_named("actions").title, lambda one: one.actions),
            answers.text("uncovered", _("Seen, not addressed"), lambda one: one.uncovered),
            answers.count("missing", _("Missing safeguards"), lambda one: len(one.missing)),
        ),
        lines=tuple(cells),
    )


def _safeguards(cells: Sequence[CyberCell]) -> AnswerTable[MissingSafeguard]:
    actions, safeguards = table_named("actions"), table_named("safeguards")
    return AnswerTable(
        key="safeguards",
        title=_("Missing safeguards"),
        columns=(
            answers.code("action", actions.row_title, lambda one: one.action.id),
            answers.text("title", actions.label("title"), lambda one: one.action.title),
            answers.text("kind", safeguards.label("kind"), lambda one: one.kind.caption),
        ),
        lines=tuple(dict.fromkeys(one for cell in cells for one in cell.missing)),
        target=lambda one: Target("actions", one.action.id),
    )


def _matrix(cells: Sequence[CyberCell]) -> Matrix:
    def mark(cell: CyberCell) -> MatrixCell:
        said: Fact = _(
            "seen {observed}, actions {actions}, missing {lacks}",
            observed=cell.observed,
            actions=len(cell.actions),
            lacks=len(cell.uncovered) + len(cell.missing),
        )
        return MatrixCell(said, 1.0 if cell.lacks else 0.2)

    by_place = {(one.category, one.side): one for one in cells}
    return Matrix(
        title=TITLE,
        rows=tuple(CATEGORIES.values()),
        columns=tuple(side.caption for side in CyberSide),
        marks=tuple(
            tuple(mark(by_place[category, side]) for side in CyberSide) for category in CATEGORIES
        ),
    )
