"""The subject matter: risk factors, signs, prevention actions, aid codes, public evidence.

`load()` reads it once; `load(extra)` adds an office's own catalogue actions. Everything is in this
project's own words and says how far it was verified; an unverified sign is shown with its mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from planner.errors import BrokenReference, UnknownRow
from planner.messages import _
from planner.readers.texts import folded
from planner.reference import loading
from planner.reference.records import (
    FAMILIES,
    UNVERIFIED_MARK,
    CatalogueAction,
    GlossaryEntry,
    Indicator,
    PolicyMarker,
    Publication,
    PurposeCode,
    RiskFactor,
    Sector,
    ToolEvidence,
)
from planner.reference.review import Criterion

__all__ = [
    "FAMILIES",
    "UNVERIFIED_MARK",
    "CatalogueAction",
    "GlossaryEntry",
    "Indicator",
    "PolicyMarker",
    "Publication",
    "PurposeCode",
    "Reference",
    "RiskFactor",
    "Sector",
    "ToolEvidence",
    "load",
]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """All reference tables, and the ways to look something up in them.

    `own_actions` are the ids of the actions that an office has added to the packaged ones,
    `own_criteria` the criteria of a review that it asks beside them.
    """

    risk_factors: tuple[RiskFactor, ...]
    indicators: tuple[Indicator, ...]
    actions: tuple[CatalogueAction, ...]
    purpose_codes: tuple[PurposeCode, ...]
    tool_evidence: tuple[ToolEvidence, ...]
    sources: tuple[Publication, ...]
    sectors: tuple[Sector, ...]
    glossary: tuple[GlossaryEntry, ...]
    harm_cues: tuple[GlossaryEntry, ...]
    policy_markers: tuple[PolicyMarker, ...]
    own_actions: frozenset[str] = frozenset()
    own_criteria: tuple[Criterion, ...] = ()

    @cached_property
    def action_by_id(self) -> Mapping[str, CatalogueAction]:
        """Every catalogue action by its id, the office's own included."""
        return {action.id: action for action in self.actions}

    @cached_property
    def factor_by_number(self) -> Mapping[int, RiskFactor]:
        """Every risk factor by its number, 1 to 14."""
        return {factor.number: factor for factor in self.risk_factors}

    @cached_property
    def indicator_by_number(self) -> Mapping[str, Indicator]:
        """Every sign by its number, such as "7.14"."""
        return {indicator.number: indicator for indicator in self.indicators}

    @cached_property
    def marker_by_heading(self) -> Mapping[str, PolicyMarker]:
        """Every policy marker by the headers that it stands under, as they are compared."""
        return {folded(word): one for one in self.policy_markers for word in one.headings}

    @cached_property
    def rows_by_code(self) -> Mapping[str, tuple[PurposeCode, ...]]:
        """The rows of every aid code: one for each strength at which it points somewhere."""
        found: defaultdict[str, list[PurposeCode]] = defaultdict(list)
        for row in self.purpose_codes:
            found[row.code].append(row)
        return {code: tuple(rows) for code, rows in found.items()}

    def action(self, name: str) -> CatalogueAction:
        """The catalogue action of that id; raises `UnknownRow` when there is none."""
        try:
            return self.action_by_id[name]
        except KeyError:
            raise UnknownRow(
                _("There is no catalogue action “{id}”.", id=name), _("Ids look like DEV-08.")
            ) from None

    def codes(self, code: str) -> tuple[PurposeCode, ...]:
        """What an aid code points to, one row per strength; empty for a code nobody knows."""
        return self.rows_by_code.get(code, ())

    @cached_property
    def _sector_by_prefix(self) -> Mapping[str, Sector]:
        return {sector.prefix: sector for sector in self.sectors}

    def sector(self, code: str) -> Sector | None:
        """The narrowest sector an aid code belongs to; None for a code of no known sector."""
        starts = (code[:length] for length in range(len(code), 1, -1))
        known = (self._sector_by_prefix.get(start) for start in starts)
        return next((sector for sector in known if sector), None)

    def tools_for(self, action: str) -> tuple[ToolEvidence, ...]:
        """The public evidence that speaks to a catalogue action."""
        return tuple(tool for tool in self.tool_evidence if action in tool.action_ids)


def load(extra: Path | str | None = None) -> Reference:
    """The packaged reference tables, with an office's own catalogue actions when given.

    `extra` is the path of a CSV file with the columns of the packaged `actions.csv`, or its text.
    Raises `BrokenReference` naming file, line and column of what cannot be used, `UnreadableFile`
    for a file that cannot be read.
    """
    return _packaged() if extra is None else _with_own_actions(_packaged(), extra)


@cache
def _packaged() -> Reference:
    factors = loading.read_risk_factors()
    signs = loading.unique(loading.read_indicators(), lambda sign: sign.number, "Indicator")
    actions = loading.read_actions(
        loading.packaged("actions.csv"),
        "actions.csv",
        {str(factor.number) for factor in factors},
        {sign.number for sign in signs},
    )
    ids = {action.id for action in actions}
    codes = loading.read_purpose_codes(ids) + loading.read_other_codes()
    return _consistent(
        Reference(
            risk_factors=loading.unique(factors, lambda factor: factor.number, "Risk factor"),
            indicators=signs,
            actions=actions,
            purpose_codes=loading.unique(codes, lambda row: (row.code, row.strength), "Aid code"),
            tool_evidence=loading.read_tool_evidence(ids),
            sources=loading.unique(loading.read_sources(), lambda source: source.key, "Source"),
            sectors=loading.unique(loading.read_sectors(), lambda row: row.prefix, "Sector"),
            glossary=loading.read_glossary(ids),
            harm_cues=loading.read_harm_cues([sign.number for sign in signs]),
            policy_markers=loading.read_policy_markers(ids),
        )
    )


def _with_own_actions(reference: Reference, extra: Path | str) -> Reference:
    text, file = loading.given(extra)
    own = loading.read_actions(
        text,
        file,
        {str(factor.number) for factor in reference.risk_factors},
        set(reference.indicator_by_number),
    )
    ids = frozenset(action.id for action in own)
    return _consistent(replace(reference, actions=reference.actions + own, own_actions=ids))


def _consistent(reference: Reference) -> Reference:
    loading.unique(reference.actions, lambda action: action.id, "Catalogue action")
    for action in reference.actions:
        for fallback in action.fallbacks:
            if fallback == action.id or fallback not in reference.action_by_id:
                raise BrokenReference(
                    _(
                        "Catalogue action {id} falls back on “{other}”, which it cannot.",
                        id=action.id,
                        other=fallback,
                    ),
                    _("Name another catalogue action."),
                )
    return reference
