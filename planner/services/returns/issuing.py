"""Workbooks out to ministries, each on record, with a letter to go with it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.plans.release import at_level, told
from planner.analysis.returns.ministry_share import SHARED, ministry_share, shared_at
from planner.choices import Classification
from planner.errors import UnknownRow
from planner.exports.ministry_workbook import MinistryEdition, write
from planner.languages.voice import Voice
from planner.messages import _
from planner.plan import Plan, name_of, table_named
from planner.services.actors import acting
from planner.services.catalogue import reference
from planner.services.returns.letters import LetterWriter, MinistryLetter, voice_for
from planner.store import IssueRecord, Store
from planner.tables import Ministry
from planner.values import fold
from planner.workbooks import Identity, digest_of, start_of

_STEM = 40
_LEVELS = tuple(Classification)
_OF_OTHERS = Classification.GOVERNMENT
_WHEN_ZIPPED = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class IssuedFile:
    """A workbook for a ministry, the letter to go with it, and the issue on record."""

    name: str
    content: bytes
    letter: MinistryLetter
    issue: IssueRecord


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """Everything that was issued at one time."""

    plan: str
    files: tuple[IssuedFile, ...]

    def with_letters(self, texts: Mapping[str, str]) -> Outbox:
        """The same with other texts of letters, by the name of their file."""

        def changed(letter: MinistryLetter) -> MinistryLetter:
            return replace(letter, text=texts.get(letter.name, letter.text))

        return replace(self, files=tuple(replace(f, letter=changed(f.letter)) for f in self.files))

    def zipped(self) -> bytes:
        """All workbooks and letters in one zip."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in self.files:
                archive.writestr(zipfile.ZipInfo(file.name, _WHEN_ZIPPED), file.content)
                letter = zipfile.ZipInfo(file.letter.name, _WHEN_ZIPPED)
                archive.writestr(letter, file.letter.text)
        return out.getvalue()


def issue(
    actor: str,
    store: Store,
    name: str,
    *,
    today: date,
    ministries: Iterable[str] = (),
    language: str = "",
    due_on: date | None = None,
    level: Classification = Classification.GOVERNMENT,
) -> Outbox:
    """A workbook for each of the ministries, all when none is named; every issue is kept on record.

    Ministries are named by id, code, name or short name. `language` and `due_on` go before what the
    plan says of the ministry. What is marked above `level` is not in the files; restricted rows of
    others are in none, at whatever level, not even in a drop-down. UnknownRow for a ministry that
    the plan does not have, or when it has none.
    """
    actor = acting(actor)
    plan = store.load(name)
    chosen = _chosen(plan, tuple(ministries))
    released = at_level(plan, level).plan
    of_others = at_level(plan, min(level, _OF_OTHERS, key=_LEVELS.index)).plan
    log = start_of(store.entry(name, plan.revision).hash)
    issuing = _Issuing(actor, store, plan, released, of_others, log, level, today)
    files = tuple(
        issuing.file(ministry, voice_for(plan, ministry, language), due_on or ministry.due_on)
        for ministry in chosen
    )
    return Outbox(plan=name, files=files)


def rows_above_level(plan: Plan, ministries: Iterable[str], level: Classification) -> int:
    """How many rows of these ministries, by id, are marked too high to go out at a level."""
    released = at_level(plan, level).plan
    return sum(
        len(ministry_share(plan, one).rows(table)) - len(ministry_share(released, one).rows(table))
        for one in ministries
        for table in shared_at(level)
    )


@dataclass(frozen=True)
class _Issuing:
    """What all workbooks of one issue have in common: the ministry's rows are of `released`, what
    they name of `of_others`."""

    actor: str
    store: Store
    plan: Plan
    released: Plan
    of_others: Plan
    log: str
    level: Classification
    today: date

    def file(self, ministry: Ministry, voice: Voice, due_on: date | None) -> IssuedFile:
        """The workbook of one ministry, on record, with its letter."""
        share = ministry_share(self.released, ministry.id, self.level)
        going_out = IssueRecord(
            ministry=ministry.id,
            revision=self.plan.revision,
            level=self.level.value,
            language=voice.language,
            due_on=due_on,
            file=_file_name(self.released, ministry),
            digest=digest_of(share),
            actor=self.actor,
        )
        (kept,) = self.store.keep_issues(self.plan.name, (going_out,))
        outgoing = MinistryEdition(
            plan=self.of_others,
            share=share,
            ministry=ministry,
            identity=self._identity(kept),
            level=self.level,
            due_on=due_on,
        )
        counts = [(table_named(name), len(share.rows(name))) for name in SHARED]
        letters = LetterWriter(self.plan, ministry, voice)
        return IssuedFile(
            name=kept.file,
            content=write(outgoing, reference(), voice),
            letter=letters.covering(kept.file, counts, self.today, due_on),
            issue=kept,
        )

    def _identity(self, kept: IssueRecord) -> Identity:
        return Identity(
            revision=kept.revision,
            log=self.log,
            content=kept.digest,
            ministry=kept.ministry,
            issue=kept.number,
            issued=self.today,
            language=kept.language,
        )


def ministry_named(plan: Plan, text: str) -> Ministry:
    """The ministry of that id, code, name or short name; UnknownRow when there is none."""
    for ministry in plan.of(Ministry):
        known = (ministry.id, ministry.code, ministry.name, ministry.short_name)
        if fold(text) in {fold(each) for each in known if each}:
            return ministry
    names = tuple(f"{m.id} {m.name}" for m in plan.of(Ministry)) or (_("none yet"),)
    raise UnknownRow(
        _("The plan has no ministry “{name}”.", name=text), _("It has: {names}.", names=names)
    )


def _chosen(plan: Plan, named: tuple[str, ...]) -> tuple[Ministry, ...]:
    chosen = tuple(ministry_named(plan, text) for text in named) or plan.of(Ministry)
    if not chosen:
        raise UnknownRow(_("The plan has no ministries yet."), _("Add them, or import a list."))
    return tuple(dict.fromkeys(chosen))


def _file_name(plan: Plan, ministry: Ministry) -> str:
    stem = "-".join(fold(plan.name or told(plan.details.title))[:_STEM].split()) or "plan"
    whose = "-".join(fold(name_of(ministry))[:_STEM].split())
    return f"{stem}-{ministry.id}-{whose}-r{plan.revision}.xlsx"
