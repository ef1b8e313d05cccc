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
            return letter.with_text(texts.get(letter.name, letter.text))

        return replace(self, files=tuple(replace(f, letter=changed(f.letter)) for f in self.files))

    def zipped(self) -> bytes:
        """All workbooks and letters in one zip."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in self.files:
                archive.writestr(zipfile.ZipInfo(file.name, _WHEN_ZIPPED), file.content)
                letter = zipfile.ZipInfo(file.letter.name, _WHEN_ZIPPED)
                archive.writestr(letter, file.letter.document())
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
    """A workbook for each of the ministries, all when none is named; made first, then put on
    record all together.

    Ministries are named by id, code, name or short name. `language` and `due_on` go before what the
    plan says of the ministry. What is marked above `level` is not in the files; restricted rows of
    others are in none, at whatever level, not even in a drop-down. UnknownRow for a ministry that
    the plan does not have, or when it has none.
    """
    plan = store.load(name)
    making = _Making.of(store, plan, plan, level)
    next_number = max((one.number for one in store.issues(name)), default=0) + 1
    going_out = [
        making.record(acting(actor), ministry, language, due_on, next_number + nth)
        for nth, ministry in enumerate(_chosen(plan, tuple(ministries)))
    ]
    files = [making.file(record, today) for record in going_out]
    kept = store.keep_issues(name, going_out)
    return Outbox(
        plan=name, files=tuple(replace(f, issue=i) for f, i in zip(files, kept, strict=True))
    )


def again(actor: str, store: Store, name: str, numbers: Iterable[int]) -> Outbox:
    """Workbooks that have gone out, made again as they went: the same rows under the same issue.

    UnknownRow for a number under which nothing has gone out.
    """
    acting(actor)
    known = {one.number: one for one in store.issues(name)}
    made: list[IssuedFile] = []
    for number in numbers:
        record = known.get(number)
        if record is None:
            raise UnknownRow(_("No workbook went out under the number {number}.", number=number))
        then = store.load(name, record.revision)
        making = _Making.of(store, then, store.load(name), Classification(record.level))
        made.append(making.file(record, record.at.astimezone().date()))
    return Outbox(plan=name, files=tuple(made))


def rows_above_level(plan: Plan, ministries: Iterable[str], level: Classification) -> int:
    """How many rows of these ministries, by id, are marked too high to go out at a level."""
    released = at_level(plan, level).plan
    return sum(
        len(ministry_share(plan, one).rows(table)) - len(ministry_share(released, one).rows(table))
        for one in ministries
        for table in shared_at(level)
    )


@dataclass(frozen=True)
class _Making:
    """What all workbooks of one revision and level have in common: the ministry's rows are of
    `released`, what they name of `of_others`, the words of the letters of `present`."""

    plan: Plan
    present: Plan
    released: Plan
    of_others: Plan
    log: str
    level: Classification

    @classmethod
    def of(cls, store: Store, plan: Plan, present: Plan, level: Classification) -> _Making:
        """The makings of a plan at its revision; restricted rows of others are in no workbook."""
        released = at_level(plan, level).plan
        of_others = at_level(plan, min(level, _OF_OTHERS, key=_LEVELS.index)).plan
        log = start_of(store.entry(plan.name, plan.revision).hash)
        return cls(plan, present, released, of_others, log, level)

    def record(
        self, actor: str, ministry: Ministry, language: str, due_on: date | None, number: int
    ) -> IssueRecord:
        """What is put on record of a workbook that goes to a ministry."""
        return IssueRecord(
            ministry=ministry.id,
            revision=self.plan.revision,
            level=self.level.value,
            language=voice_for(self.plan, ministry, language).language,
            due_on=due_on or ministry.due_on,
            file=_file_name(self.released, ministry),
            digest=digest_of(self._share(ministry.id)),
            actor=actor,
            number=number,
        )

    def file(self, record: IssueRecord, issued: date) -> IssuedFile:
        """The workbook of one issue, with its letter."""
        ministry, share = self.plan.get(Ministry, record.ministry), self._share(record.ministry)
        voice = voice_for(self.plan, ministry, record.language)
        identity = Identity(
            revision=record.revision,
            log=self.log,
            content=record.digest,
            ministry=record.ministry,
            issue=record.number,
            issued=issued,
            language=record.language,
        )
        outgoing = MinistryEdition(
            plan=self.of_others,
            share=share,
            ministry=ministry,
            identity=identity,
            level=self.level,
            due_on=record.due_on,
        )
        counts = [(table_named(name), len(share.rows(name))) for name in SHARED]
        letters = LetterWriter(self.present, ministry, voice)
        return IssuedFile(
            name=record.file,
            content=write(outgoing, reference(), voice),
            letter=letters.covering(record.file, counts, issued, record.due_on),
            issue=record,
        )

    def _share(self, ministry: str) -> Plan:
        return ministry_share(self.released, ministry, self.level)


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
