"""Files out of a plan, each made for a level and in a language that is complete for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from planner.analysis.answers import AnswerTable
from planner.analysis.plans.release import Release, at_level, compared
from planner.analysis.risk.wordings import printable
from planner.changes import Entry, Origin, OriginKind, compare
from planner.choices import Classification
from planner.errors import UnknownRow
from planner.exports.edition import Edition, EditionOptions
from planner.exports.export_kinds import EXPORTS, HANDOVER
from planner.exports.locking import locked
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.places import templates_folder
from planner.plan import Plan
from planner.services import editing
from planner.services.actors import acting
from planner.services.catalogue import reference
from planner.services.operation import record, refusals
from planner.services.plans import last_version
from planner.store import LedgerKind, LedgerRecord, Store
from planner.tables import ExportSetting
from planner.values import fold

LONGEST_STEM: Final = 40


@dataclass(frozen=True, kw_only=True)
class ExportedFile:
    """A finished file: its name, its content and the content's SHA-256, and what was left out.

    `head` is the hash of its revision in the plan's log; `is_recorded` says whether the log of the
    database could keep that it was made; `language` is blank where the file has none. The name
    carries plan, kind, revision and level, so that no two editions share one.
    """

    name: str
    content: bytes
    sha256: str
    release: Release
    head: str
    is_recorded: bool
    language: str = ""


def export(
    actor: str,
    store: Store,
    name: str,
    kind: str,
    *,
    level: Classification,
    today: date,
    now: datetime,
    language: str = "",
    options: Sequence[str] = (),
    since: int | None = None,
    password: str = "",
) -> ExportedFile:
    """The plan as a file of that kind for that level; `now` has its time zone.

    `language` is the plan's own when blank, `options` are those of an export setting. Changes are
    told `since` a revision, else since the last named version; an office file opens with the
    `password` only. Raises UnknownPlan, WrongValue for a language in which a file is not complete,
    for an option that means nothing and for a password of a file without a lock, BrokenReference
    for an office's words or catalogue that cannot be used, PlannerError when the finished file does
    not pass the check.
    """
    actor = acting(actor)
    with refusals(actor, store, LedgerKind.EXPORT, plan=name, what=f"{kind}, {level}"):
        plan = store.load(name)
        head = store.entry(name, plan.revision).hash
        is_recorded = store.database.is_recording
        log_end = head if is_recorded else _("{hash} (not recorded)", hash=head)
        edition = edition_of(plan, kind, level=level, today=today, now=now, head_hash=log_end)
        before = store.load(name, since) if since else last_version(actor, store, plan)
        release = compared(edition.release, before)
        edition = replace(edition, release=release, options=EditionOptions.read(options))
        if kind == HANDOVER:
            edition = replace(edition, history=_history(store.entries(name)))
        voice = EXPORTS[kind].voice(language or plan.details.language, templates_folder())
        content = _content(plan, edition, kind, voice, password)
    digest = hashlib.sha256(content).hexdigest()
    _record(actor, store, plan, edition, kind, digest)
    return ExportedFile(
        name=file_name(edition, kind),
        content=content,
        sha256=digest,
        release=edition.release,
        head=head,
        is_recorded=is_recorded,
        language=voice.language if EXPORTS[kind].domains else "",
    )


def _content(plan: Plan, edition: Edition, kind: str, voice: Voice, password: str) -> bytes:
    known = reference(plan)
    known = printable(known) if EXPORTS[kind].is_printed else known
    content = EXPORTS[kind].maker(edition, known, voice)
    return locked(content, EXPORTS[kind].ending, password) if password else content


def _record(actor: str, store: Store, plan: Plan, edition: Edition, kind: str, digest: str) -> None:
    gone = LedgerRecord(
        kind=LedgerKind.EXPORT,
        actor=actor,
        plan=plan.name,
        what=kind,
        level=str(edition.level),
        revision=plan.revision,
        digest=digest,
    )
    record(store, gone)


def _history(entries: Sequence[Entry]) -> AnswerTable[Entry]:
    """The log as a table: who made a change stands in the log alone."""
    columns = editing.history_columns(lambda at: at.date())
    return AnswerTable(
        key="history",
        title=_("Changes, the newest first"),
        columns=tuple(one for one in columns if one.key != "who"),
        lines=tuple(reversed(entries)),
    )


def setting_named(plan: Plan, name: str) -> ExportSetting:
    """The export setting of that name or id; UnknownRow when the plan keeps none."""
    for one in plan.of(ExportSetting):
        if fold(name) in (fold(one.name), fold(one.id)):
            return one
    known = tuple(one.name for one in plan.of(ExportSetting)) or (_("none yet"),)
    raise UnknownRow(
        _("The plan keeps no export setting “{name}”.", name=name),
        _("It has: {names}.", names=known),
    )


def keep_setting(actor: str, store: Store, plan: Plan, setting: ExportSetting) -> Entry:
    """Keep how a file is made under a name; the setting of that name is changed.

    Raises WrongValue for options that mean nothing.
    """
    EditionOptions.read(setting.options)
    own = (one for one in plan.of(ExportSetting) if fold(one.name) == fold(setting.name))
    row_id = next((one.id for one in own), "") or next(plan.next_ids(ExportSetting))
    rows = {**plan.rows("settings"), row_id: replace(setting, id=row_id)}
    changed = replace(plan, tables={**plan.tables, "settings": rows})
    return editing.save(
        actor,
        store,
        plan.name,
        compare(plan, changed),
        reason="",
        origin=Origin(kind=OriginKind.FORM, name="settings"),
        base_revision=plan.revision,
    )


def edition_of(
    plan: Plan,
    kind: str,
    *,
    level: Classification,
    today: date,
    now: datetime,
    head_hash: Message | str = "",
) -> Edition:
    """The plan released at a level, under the number that also names its file."""
    release = at_level(plan, level)
    edition = Edition(release=release, today=today, now=now, head_hash=head_hash)
    stem = "-".join(fold(release.plan.name or edition.title)[:LONGEST_STEM].split()) or "plan"
    return replace(edition, number=f"{stem}-{kind}-r{plan.revision}-{level}")


def file_name(edition: Edition, kind: str) -> str:
    """What the file of an edition is called, before it is made."""
    return f"{edition.number}{EXPORTS[kind].ending}"
