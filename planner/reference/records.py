"""What one row of each reference table is: risk factors, signs, actions, aid codes, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from planner.choices import Family, SafeguardKind, Strength
from planner.messages import Message, _, verbatim

UNVERIFIED_MARK: Final = "wording not verified"

FAMILIES: Final = MappingProxyType(
    {
        "governance": Family.INTERIOR,
        "development": Family.DEVELOPMENT,
        "security": Family.SECURITY,
        "human-rights": Family.HUMAN_RIGHTS,
        "justice": Family.JUSTICE,
        "diplomacy": Family.FOREIGN_AFFAIRS,
        "economic": Family.FINANCE,
        "information-cyber": Family.OTHER,
    }
)
"""The policy family that each policy area of the catalogue belongs to."""


@dataclass(frozen=True, kw_only=True)
class Titled:
    """Something with a title that other languages translate."""

    title: str

    @property
    def name(self) -> Message:
        """The title as a message, told in any language."""
        return Message(self.title)


@dataclass(frozen=True, kw_only=True)
class RiskFactor(Titled):
    """One of the fourteen risk factors; `basis` says how far its title was verified."""

    number: int
    scope: str
    crime: str
    meaning: str
    basis: str

    @property
    def is_verified(self) -> bool:
        """Whether title and meaning were compared with the framework itself."""
        return self.basis.startswith("title and definition seen")


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """A sign of a risk factor, in this project's words; `verified` says how far it was checked.

    `is_own` where the words are an office's. A blank label is one that may not be printed.
    """

    number: str
    risk_factor: int
    label: str
    verified: Literal["yes", "no", "memory"]
    basis: str
    confidence: str
    is_own: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether number and wording were compared with the framework itself."""
        return self.verified == "yes"

    @property
    def marked_label(self) -> str:
        """The label as it may be shown: an unverified one says so."""
        return self.label if self.is_verified else f"{self.label} ({UNVERIFIED_MARK})"

    @property
    def name(self) -> Message:
        """The label as it may be shown, told in any language; an unverified one says so."""
        if not self.label:
            return _("wording not verified, so not printed")
        label = verbatim(self.label) if self.is_own else Message(self.label)
        if self.is_verified:
            return label
        return _("{indicator} (wording not verified)", indicator=label)


@dataclass(frozen=True, kw_only=True)
class CatalogueAction(Titled):
    """A prevention action a plan may take up: what it addresses, and what it may make worse.

    `safeguards` are asked of it beyond those of its cyber category.
    """

    id: str
    what_it_is: str
    pillars: tuple[int, ...]
    phase: str
    policy_area: str
    scope: str
    coercive: str
    delivery: str
    route: str
    fallbacks: tuple[str, ...]
    cyber_category: str
    safeguards: tuple[SafeguardKind, ...]
    risk_factors: tuple[int, ...]
    indicators: tuple[str, ...]
    may_aggravate: tuple[str, ...]
    lead_ministry: str
    output_indicator: str
    evidence: str
    sources: str
    source_basis: str

    @property
    def depends_on_multilateral(self) -> bool:
        """Whether it needs a route through bodies of many states."""
        return bool(self.route)

    @property
    def is_coercive(self) -> bool:
        """Whether it uses any pressure, be it low or high."""
        return self.coercive != "none"

    @property
    def family(self) -> Family:
        """The policy family it belongs to."""
        return FAMILIES[self.policy_area]


@dataclass(frozen=True, kw_only=True)
class PurposeCode:
    """What an aid purpose code points to at one strength; a code may have a row per strength.

    A code that is not `judged` is only known by its name: nobody has asked yet what it points to.
    """

    code: str
    name: str
    level: str
    status: Literal["active", "withdrawn"]
    withdrawn_on: date | None
    successors: tuple[str, ...]
    parent: str
    action_ids: tuple[str, ...]
    strength: Strength
    why: str
    judged: bool = True

    @property
    def is_group(self) -> bool:
        """Whether it is a three-digit sector group and not a purpose of its own."""
        return self.level == "sector group"


@dataclass(frozen=True, kw_only=True)
class ToolEvidence:
    """Public findings on one tool: how many found fewer harms, no or mixed effect, or more."""

    tool: str
    meaning: str
    action_ids: tuple[str, ...]
    fewer: int
    none_or_mixed: int
    more: int
    atrocities_fewer: int
    atrocities_none_or_mixed: int
    atrocities_more: int
    success_factors: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A publication the reference tables rest on, and how far it was seen."""

    key: str
    full_reference: str
    address: str
    how_far_seen: str
    used_for: str


@dataclass(frozen=True, kw_only=True)
class Sector:
    """Codes that start alike, and how often a programme under them serves no prevention action.

    `no_link` runs from 0 to 1; it is this project's estimate before the words are read.
    """

    prefix: str
    name: str
    no_link: float
    why: str


@dataclass(frozen=True, kw_only=True)
class PolicyMarker(Titled):
    """A marker that aid lists score from 0 to 2: its headers, and the actions it speaks of.

    `speaks_of_none` where programmes with it as their reason seldom serve a prevention action.
    """

    headings: tuple[str, ...]
    actions: tuple[str, ...]
    speaks_of_none: bool


@dataclass(frozen=True, kw_only=True)
class GlossaryEntry:
    """Phrases by which ministries name something: for an action, against it, or for no link.

    `action` is a catalogue id, or "none" for what serves no action; `language` a two-letter code,
    or "names" for abbreviations that are the same everywhere.
    """

    action: str
    language: str
    weight: Literal["strong", "normal", "weak"]
    counts: Literal["direct", "indirect", "against", "none"]
    phrases: tuple[str, ...]
