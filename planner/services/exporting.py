"""Files out of a plan, each made for a level: the cabinet workbook, the whole plan, the package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from planner import languages
from planner.analysis.plans.release import Release, at_level
from planner.choices import Classification
from planner.errors import BrokenReference
from planner.exports import cabinet, data_package, hygiene, plan_workbook
from planner.exports.edition import Edition
from planner.places import templates_folder
from planner.plan import Plan
from planner.services.actors import acting
from planner.services.catalogue import reference
from planner.store import Store
from planner.values import fold

LONGEST_STEM: Final = 40


class Kind(StrEnum):
    """What can be made of a plan."""

    CABINET = "cabinet"
    PLAN = "plan"
    PACKAGE = "package"


@dataclass(frozen=True, kw_only=True)
class ExportedFile:
    """A finished file: its name, its content and the content's SHA-256, and what was left out.

    The name carries plan, kind, revision and level, so that no two editions share one.
    """

    name: str
    content: bytes
    sha256: str
    release: Release


def export(
    actor: str,
    store: Store,
    name: str,
    kind: Kind,
    *,
    level: Classification,
    today: date,
    now: datetime,
    language: str = "",
) -> ExportedFile:
    """The plan as a file of that kind for that level; `now` has its time zone.

    `language` is the plan's own when blank. Raises UnknownPlan, BrokenReference for wording or
    catalogue that cannot be used, PlannerError when the finished file does not pass the check.
    """
    acting(actor)
    plan = store.load(name)
    head_hash = store.entry(name, plan.revision).hash
    edition = edition_of(plan, kind, level=level, today=today, now=now, head_hash=head_hash)
    return made(edition, kind, language)


def edition_of(
    plan: Plan,
    kind: Kind,
    *,
    level: Classification,
    today: date,
    now: datetime,
    head_hash: str = "",
) -> Edition:
    """The plan released at a level, under the number that also names its file."""
    words = fold(plan.name or plan.details.title)[:LONGEST_STEM].split()
    stem = "-".join(words) or "plan"
    return Edition(
        release=at_level(plan, level),
        today=today,
        now=now,
        number=f"{stem}-{kind}-r{plan.revision}-{level}",
        head_hash=head_hash,
    )


def made(edition: Edition, kind: Kind, language: str = "") -> ExportedFile:
    """The file of an edition, of a plan in the store or of one that was only read from a file."""
    content = _MAKERS[kind](edition, language or edition.plan.details.language)
    return ExportedFile(
        name=file_name(edition, kind),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        release=edition.release,
    )


def file_name(edition: Edition, kind: Kind) -> str:
    """What the file of an edition is called, before it is made."""
    return f"{edition.number}{ending(kind)}"


def ending(kind: Kind) -> str:
    """How the names of such files end."""
    return ".zip" if kind is Kind.PACKAGE else ".xlsx"


def _cabinet(edition: Edition, language: str) -> bytes:
    figures = cabinet.Figures(edition=edition, reference=reference())
    written = cabinet.write(figures, _words(language))
    hygiene.check(written.content, written.formulas)
    return written.content


def _plan(edition: Edition, _: str) -> bytes:
    content = plan_workbook.write(edition, reference())
    hygiene.check(content, {})
    return content


def _package(edition: Edition, _: str) -> bytes:
    return data_package.zipped(data_package.write(edition.plan))


def _words(language: str) -> cabinet.Words:
    path = templates_folder() / cabinet.WORDING
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise BrokenReference(
            f"{cabinet.WORDING} cannot be read as a UTF-8 text file.",
            "Put the file back into the templates folder.",
        ) from failure
    return cabinet.read_words(text, language, languages.load())


_MAKERS: Mapping[Kind, Callable[[Edition, str], bytes]] = {
    Kind.CABINET: _cabinet,
    Kind.PLAN: _plan,
    Kind.PACKAGE: _package,
}
