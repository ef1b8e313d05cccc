"""Reads the packaged reference tables, and an office's own catalogue actions, into records."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, TypeVar, cast

from planner.choices import Route, SafeguardKind, Strength
from planner.errors import BrokenReference, UnreadableFile
from planner.messages import _
from planner.reference.csv_rows import CsvRow, lines
from planner.reference.records import (
    FAMILIES,
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

ACTION_COLUMNS: Final = tuple(
    """id title what_it_is pillar phase policy_area scope coercive delivery depends_on_multilateral
    fallback_actions cyber_category risk_factors indicators may_aggravate lead_ministry
    output_indicator evidence sources source_basis""".split()
)
OPTIONAL_COLUMNS: Final = ("safeguards",)
CODE_COLUMNS: Final = tuple(
    "code name level status withdrawn_on successor parent action_ids strength why".split()
)
OTHER_CODE_COLUMNS: Final = ("code", "name", "status", "withdrawn_on")
TOOL_COLUMNS: Final = tuple(
    """tool meaning action_ids findings_fewer_harms findings_none_or_mixed findings_more_harms
    of_which_on_mass_atrocities_fewer of_which_on_mass_atrocities_none_or_mixed
    of_which_on_mass_atrocities_more success_factors_strong_or_moderate source""".split()
)
ALLOWED: Final = MappingProxyType(
    {
        "phase": ("upstream", "early-warning", "response", "recovery"),
        "policy_area": tuple(FAMILIES),
        "scope": ("domestic", "abroad", "both"),
        "coercive": ("none", "low", "high"),
        "delivery": ("national", "bilateral", "regional", "multilateral"),
        "cyber_category": ("", "cMS", "cICM", "cSI"),
    }
)
_MULTILATERAL: Final = (Route.COUNCIL, Route.COURTS, Route.OPERATIONS, Route.MULTILATERAL)
_ROUTES: Final = {
    "no": "",
    "yes": Route.MULTILATERAL.value,
    **{route.value: route.value for route in _MULTILATERAL},
}
PILLARS: Final = ("1", "2", "3")
GLOSSARIES: Final = ("en", "fr", "es", "pt", "ar", "de", "names")
NO_ACTION: Final = "none"
ACTION_ID: Final = re.compile(r"[A-Z]{2,5}-\d{2,3}")

Record = TypeVar("Record")


def packaged(name: str) -> str:
    """The text of a packaged reference table, such as "actions.csv"."""
    return resources.files("planner.reference").joinpath(name).read_text(encoding="utf-8")


def given(extra: Path | str) -> tuple[str, str]:
    """Text and name of an office's own table: a path is read, anything else is the text itself."""
    if isinstance(extra, str):
        return extra, "catalogue actions"
    try:
        return extra.read_text(encoding="utf-8-sig"), extra.name
    except (OSError, UnicodeDecodeError) as failure:
        raise UnreadableFile(
            _("{file} cannot be read as a UTF-8 text file.", file=extra.name),
            _("Save it as CSV (UTF-8)."),
        ) from failure


def read_risk_factors() -> tuple[RiskFactor, ...]:
    """The fourteen risk factors in order."""
    columns = ("number", "title", "scope", "crime", "meaning", "title_basis")
    rows = lines(packaged("risk_factors.csv"), "risk_factors.csv", columns)
    return tuple(map(_risk_factor, rows))


def _risk_factor(row: CsvRow) -> RiskFactor:
    return RiskFactor(
        number=row.whole("number"),
        title=row.required("title"),
        scope=row.one_of("scope", ("common", "specific")),
        crime=row.required("crime"),
        meaning=row.required("meaning"),
        basis=row.text("title_basis"),
    )


def read_indicators() -> tuple[Indicator, ...]:
    """The signs of every risk factor, in order of number."""
    columns = ("number", "risk_factor", "label", "verified", "basis", "confidence")
    return tuple(
        Indicator(
            number=row.required("number"),
            risk_factor=row.whole("risk_factor"),
            label=row.required("label"),
            verified=cast(
                Literal["yes", "no", "memory"], row.one_of("verified", ("yes", "no", "memory"))
            ),
            basis=row.text("basis"),
            confidence=row.one_of("confidence", ("high", "medium", "low")),
        )
        for row in lines(packaged("indicators.csv"), "indicators.csv", columns)
    )


def read_actions(
    text: str, file: str, factors: Collection[str], signs: Collection[str]
) -> tuple[CatalogueAction, ...]:
    """The catalogue actions of one table; refuses values, risk factors and signs nobody knows."""
    rows = lines(text, file, ACTION_COLUMNS, OPTIONAL_COLUMNS)
    return tuple(_action(row, factors, signs) for row in rows)


def _action(row: CsvRow, factors: Collection[str], signs: Collection[str]) -> CatalogueAction:
    name = row.required("id")
    if not ACTION_ID.fullmatch(name):
        row.refuse("id", _("write it as two to five capitals, a dash and a number, like OWN-01"))
    chosen = {column: row.one_of(column, allowed) for column, allowed in ALLOWED.items()}
    return CatalogueAction(
        id=name,
        title=row.required("title"),
        what_it_is=row.text("what_it_is"),
        pillars=tuple(int(pillar) for pillar in row.many("pillar", PILLARS)),
        route=_ROUTES[row.one_of("depends_on_multilateral", tuple(_ROUTES))],
        fallbacks=row.many("fallback_actions"),
        safeguards=tuple(map(SafeguardKind, row.many("safeguards", tuple(SafeguardKind)))),
        risk_factors=tuple(int(factor) for factor in row.many("risk_factors", factors)),
        indicators=row.many("indicators", signs),
        may_aggravate=row.many("may_aggravate", signs),
        lead_ministry=row.text("lead_ministry"),
        output_indicator=row.text("output_indicator"),
        evidence=row.text("evidence"),
        sources=row.text("sources"),
        source_basis=row.text("source_basis"),
        **chosen,
    )


def read_purpose_codes(actions: Collection[str]) -> tuple[PurposeCode, ...]:
    """The aid codes and what they point to, one record per code and strength."""
    rows = lines(packaged("purpose_codes.csv"), "purpose_codes.csv", CODE_COLUMNS)
    return tuple(_purpose_code(row, actions) for row in rows)


def read_other_codes() -> tuple[PurposeCode, ...]:
    """The rest of the list of aid codes: names, and what was withdrawn; nobody judged them."""
    rows = lines(packaged("other_codes.csv"), "other_codes.csv", OTHER_CODE_COLUMNS)
    return tuple(_other_code(row, row.required("code")) for row in rows)


def _other_code(row: CsvRow, code: str) -> PurposeCode:
    return PurposeCode(
        code=code,
        name=row.required("name"),
        level="sector group" if len(code) == 3 else "purpose code",
        status=cast(Literal["active", "withdrawn"], row.one_of("status", ("active", "withdrawn"))),
        withdrawn_on=_day(row),
        successors=(),
        parent=code[:3] if len(code) > 3 else "",
        action_ids=(),
        strength=Strength.NONE,
        why="Known by its name only: nobody has judged which prevention actions it serves.",
        judged=False,
    )


def _day(row: CsvRow) -> date | None:
    gone = row.text("withdrawn_on")
    return date.fromisoformat(gone) if gone else None


def _purpose_code(row: CsvRow, actions: Collection[str]) -> PurposeCode:
    return PurposeCode(
        code=row.required("code"),
        name=row.required("name"),
        level=row.required("level"),
        status=cast(Literal["active", "withdrawn"], row.one_of("status", ("active", "withdrawn"))),
        withdrawn_on=_day(row),
        successors=row.many("successor"),
        parent=row.text("parent"),
        action_ids=row.many("action_ids", actions),
        strength=Strength(row.one_of("strength", ("direct", "indirect", "none"))),
        why=row.required("why"),
    )


def read_tool_evidence(actions: Collection[str]) -> tuple[ToolEvidence, ...]:
    """Public findings per tool of atrocity prevention."""
    rows = lines(packaged("tool_evidence.csv"), "tool_evidence.csv", TOOL_COLUMNS)
    return tuple(
        ToolEvidence(
            tool=row.required("tool"),
            meaning=row.required("meaning"),
            action_ids=row.many("action_ids", actions),
            fewer=row.whole("findings_fewer_harms"),
            none_or_mixed=row.whole("findings_none_or_mixed"),
            more=row.whole("findings_more_harms"),
            atrocities_fewer=row.whole("of_which_on_mass_atrocities_fewer"),
            atrocities_none_or_mixed=row.whole("of_which_on_mass_atrocities_none_or_mixed"),
            atrocities_more=row.whole("of_which_on_mass_atrocities_more"),
            success_factors=row.many("success_factors_strong_or_moderate"),
            source=row.required("source"),
        )
        for row in rows
    )


def read_sources() -> tuple[Publication, ...]:
    """The publications the tables rest on."""
    columns = ("key", "full_reference", "address", "how_far_seen", "used_for")
    return tuple(
        Publication(**{column: row.text(column) for column in columns})
        for row in lines(packaged("sources.csv"), "sources.csv", columns)
    )


def read_policy_markers(actions: Collection[str]) -> tuple[PolicyMarker, ...]:
    """The policy markers of aid lists, by the headers that they stand under."""
    columns = ("name", "headings", "actions", "no_link")
    return tuple(
        PolicyMarker(
            title=row.required("name"),
            headings=row.many("headings"),
            actions=row.many("actions", actions),
            speaks_of_none=row.yes("no_link"),
        )
        for row in lines(packaged("policy_markers.csv"), "policy_markers.csv", columns)
    )


def read_sectors() -> tuple[Sector, ...]:
    """How often the programmes of a sector serve no prevention action."""
    rows = lines(packaged("sectors.csv"), "sectors.csv", ("prefix", "name", "no_link", "why"))
    return tuple(
        Sector(
            prefix=str(row.whole("prefix")),
            name=row.required("name"),
            no_link=row.share("no_link"),
            why=row.required("why"),
        )
        for row in rows
    )


def read_glossary(actions: Collection[str]) -> tuple[GlossaryEntry, ...]:
    """How ministries word things, in every language there is a glossary for."""
    return tuple(
        _wording(row, language, actions)
        for language in GLOSSARIES
        for row in lines(
            packaged(f"glossary/{language}.csv"),
            f"{language}.csv",
            ("action", "weight", "counts", "phrases"),
        )
    )


def read_harm_cues(signs: Collection[str]) -> tuple[GlossaryEntry, ...]:
    """How a programme that may raise a sign is worded; `action` holds the sign, or "any".

    A row for "any" holds words of protection; one whose language is "code" holds aid codes.
    """
    columns = ("sign", "language", "weight", "phrases")
    return tuple(
        GlossaryEntry(
            action=row.one_of("sign", (*signs, "any")),
            language=row.required("language"),
            weight=_weight(row),
            counts="direct",
            phrases=row.many("phrases"),
        )
        for row in lines(packaged("glossary/harms.csv"), "harms.csv", columns)
    )


def _weight(row: CsvRow) -> Literal["strong", "normal", "weak"]:
    allowed = ("strong", "normal", "weak")
    return cast(Literal["strong", "normal", "weak"], row.one_of("weight", allowed))


def _wording(row: CsvRow, language: str, actions: Collection[str]) -> GlossaryEntry:
    action = row.required("action")
    if action != NO_ACTION and action not in actions:
        row.refuse("action", _("it is no catalogue action"))
    allowed = ("none",) if action == NO_ACTION else ("direct", "indirect", "against")
    return GlossaryEntry(
        action=action,
        language=language,
        weight=_weight(row),
        counts=cast(
            Literal["direct", "indirect", "against", "none"], row.one_of("counts", allowed)
        ),
        phrases=row.many("phrases"),
    )


def unique(
    records: Iterable[Record], key: Callable[[Record], object], what: str
) -> tuple[Record, ...]:
    """The same records; refuses two with one key."""
    kept: dict[object, Record] = {}
    for record in records:
        if key(record) in kept:
            raise BrokenReference(
                _("{table}: {key} is there twice.", table=what, key=str(key(record))),
                _("Give each its own."),
            )
        kept[key(record)] = record
    return tuple(kept.values())
