"""Rules of law and promises that plans rest on, and the training that audiences usually need."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal, cast

from planner.choices import AudienceKind, CourseLevel, RequiredScope
from planner.reference.csv_rows import CsvRow, lines
from planner.reference.loading import packaged, unique

PRESET_COLUMNS: Final = tuple(
    "audience_kind level title scope target validity_months hours hook basis note".split()
)
HOOK_COLUMNS: Final = ("key", "title", "who", "says", "use", "how_far_seen")
SEEN: Final = ("read in a source", "recalled and not checked")


@dataclass(frozen=True, kw_only=True)
class Hook:
    """A law or promise that asks for training or that an action rests on; how far it was seen."""

    key: str
    title: str
    who: str
    says: str
    use: str
    how_far_seen: str


@dataclass(frozen=True, kw_only=True)
class Preset:
    """What a kind of audience usually needs: a planning default, to be changed by each state.

    `title` is blank for a country module, which each listed situation has its own; `basis` is
    "seen" where a source names the practice, else "default".
    """

    kind: AudienceKind
    level: CourseLevel
    title: str
    scope: RequiredScope
    target: Decimal
    validity_months: int
    hours: Decimal
    hook: Hook | None
    basis: Literal["seen", "default"]
    note: str


@cache
def hooks() -> tuple[Hook, ...]:
    """The rules that ask for training; BrokenReference when the table cannot be used."""
    return _rules("training_hooks.csv")


@cache
def legal_anchors() -> tuple[Hook, ...]:
    """The rules that an action may rest on; BrokenReference when the table cannot be used."""
    return _rules("legal_anchors.csv")


def _rules(file: str) -> tuple[Hook, ...]:
    rows = lines(packaged(file), file, HOOK_COLUMNS)
    found = (
        Hook(
            key=row.required("key"),
            title=row.required("title"),
            who=row.required("who"),
            says=row.required("says"),
            use=row.required("use"),
            how_far_seen=row.one_of("how_far_seen", SEEN),
        )
        for row in rows
    )
    return unique(found, lambda hook: hook.key, "Hook")


@cache
def presets() -> tuple[Preset, ...]:
    """What each kind of audience usually needs; BrokenReference when it cannot be used."""
    rows = lines(packaged("training_presets.csv"), "training_presets.csv", PRESET_COLUMNS)
    found = tuple(map(_preset, rows))
    return unique(found, lambda preset: (preset.kind, preset.level), "Preset")


def _preset(row: CsvRow) -> Preset:
    known = {hook.key: hook for hook in hooks()}
    level = CourseLevel(row.one_of("level", tuple(CourseLevel)))
    named = row.text("title") if level is CourseLevel.COUNTRY else row.required("title")
    return Preset(
        kind=AudienceKind(row.one_of("audience_kind", tuple(AudienceKind))),
        level=level,
        title=named,
        scope=RequiredScope(row.one_of("scope", tuple(RequiredScope))),
        target=Decimal(row.whole("target")),
        validity_months=row.whole("validity_months"),
        hours=Decimal(row.whole("hours")),
        hook=known.get(row.one_of("hook", ("", *known))),
        basis=cast(Literal["seen", "default"], row.one_of("basis", ("seen", "default"))),
        note=row.required("note"),
    )
