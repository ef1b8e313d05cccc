"""The desk: many returns at once, what they do, what a person decides, and one changeset."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial

from planner import merge as merging
from planner.changes import Changes, Entry, Origin, OriginKind, described
from planner.errors import StaleChange, UnknownRow, UnreadableFile
from planner.formats.limits import LIMITS, Limits
from planner.formats.ministry_return import reading as files
from planner.formats.ministry_return.words import Words
from planner.formats.opening import open_book
from planner.merge import Choice, Counts, Decision, Left, Matter, Merged, Returned, Settled
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.services import editing
from planner.services.actors import acting
from planner.services.returns.cases import Case, cases_of
from planner.services.returns.likeness import look_alikes
from planner.services.returns.reading import read_return
from planner.services.returns.receipts import receipts_that_hold
from planner.services.returns.recognising import Recogniser
from planner.services.returns.telling import remarks
from planner.services.returns.wording import words_in
from planner.store import Receipt, Store
from planner.tables import Ministry

UNREADABLE = "file.unreadable"
_OPENED_AT_ONCE = 4
_SHORT = 12


@dataclass(frozen=True, kw_only=True)
class FileBack:
    """A file that came back: whose, of which issue, what it says, what is wrong with it.

    `returned` is None when it cannot be taken in. `settled` is the receipt of this very file, when
    it was taken in before; it then changes nothing.
    """

    key: str
    file: str
    digest: str
    ministry: str = ""
    ministry_name: str = ""
    language: str = ""
    issue: int = 0
    issued_revision: int = 0
    returned: Returned | None = None
    problems: tuple[Problem, ...] = ()
    settled: Receipt | None = None
    compared: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept something out."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def is_usable(self) -> bool:
        """Whether it takes part in the merge."""
        return self.returned is not None and self.settled is None


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Returns on the desk, held against the plan at `revision`; nothing of it is stored."""

    plan: str
    revision: int
    files: tuple[FileBack, ...]
    merged: Merged
    cases: tuple[Case, ...]
    decisions: Mapping[str, Decision] = field(default_factory=dict[str, Decision])
    excluded: frozenset[str] = frozenset()

    @cached_property
    def settled(self) -> Settled:
        """What merge and decisions come to."""
        return merging.settle(self.merged, self.decisions)

    @property
    def changes(self) -> Changes:
        """Exactly what will be written."""
        return self.settled.changes

    @property
    def left(self) -> tuple[Left, ...]:
        """What was decided and cannot be made, with why."""
        return self.settled.left

    @property
    def conflicts(self) -> tuple[Case, ...]:
        """Every case that needs a person, decided or not."""
        return tuple(case for case in self.cases if case.matter.is_conflict)

    @property
    def questions(self) -> tuple[Case, ...]:
        """Every case that has an answer of its own."""
        return tuple(case for case in self.cases if not case.matter.is_conflict)

    @property
    def open(self) -> tuple[Case, ...]:
        """The conflicts that nobody has decided yet."""
        keys = {point.key for point in self.settled.open}
        return tuple(case for case in self.cases if case.key in keys)

    @property
    def included(self) -> tuple[FileBack, ...]:
        """The files that take part."""
        return tuple(f for f in self.files if f.is_usable and f.key not in self.excluded)

    def counts(self, key: str) -> Counts:
        """What became of the cells and rows of one file."""
        return self.merged.counts.get(key, Counts())

    @property
    def sentence(self) -> str:
        """What Apply will do, in one sentence."""
        count = len(self.open)
        still = (
            f"; {count} {'conflict needs' if count == 1 else 'conflicts need'} you" if count else ""
        )
        return f"{described(self.changes).capitalize()}{still}."

    def summary(self, file: FileBack) -> str:
        """What one file says, in one sentence."""
        if file.settled:
            when = f"at revision {file.settled.revision}" if file.settled.revision else "before"
            return f"This very file was taken in {when}; it changes nothing."
        if file.returned is None:
            first = file.errors[0].message if file.errors else "Nothing in it could be read."
            return f"Left out. {first}"
        name = file.ministry_name or file.ministry
        if file.key in self.excluded:
            return f"{name}: left out by you."
        counts = self.counts(file.key)
        parts = [
            f"{count} {_plural(count, one, many)}"
            for count, one, many in (
                (counts.taken, "cell taken", "cells taken"),
                (counts.added, "new row", "new rows"),
                (counts.agreed, "already so", "already so"),
                (counts.kept, "of our later edits kept", "of our later edits kept"),
                (counts.clashes, "conflict", "conflicts"),
                (counts.questions, "question", "questions"),
                (len(file.errors), "problem", "problems"),
            )
            if count
        ]
        told = ", ".join(parts) or "nothing was changed"
        return f"{name}: {told}; {file.compared} cells compared."


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What applying a desk came to: the changeset (None when nothing changed), and the receipts."""

    entry: Entry | None
    left: tuple[Left, ...]
    receipts: tuple[Receipt, ...]


def take_back(
    actor: str,
    store: Store,
    name: str,
    returned: Sequence[tuple[str, bytes]],
    *,
    blanks_clear: bool = False,
    limits: Limits = LIMITS,
) -> Desk:
    """Files that came back, held against the plan as it is now; nothing is stored.

    `returned` are pairs of file name and content, in any order. A file that cannot be read is on
    the desk with its reason. `blanks_clear` takes an emptied cell as an edit; else it is asked.
    """
    acting(actor)
    plan = store.load(name)
    words = words_in(plan.details.language)
    unique = {hashlib.sha256(content).hexdigest(): (file, content) for file, content in returned}
    with ThreadPoolExecutor(_OPENED_AT_ONCE) as readers:
        opened = readers.map(partial(_opened, words=words, limits=limits), unique.values())
        books = dict(zip(unique, opened, strict=True))
    recogniser = Recogniser(store, name, plan)
    receipts = {receipt.digest: receipt for receipt in receipts_that_hold(store, name)}
    read = [
        _file_back(plan, recogniser, words, digest, unique[digest][0], book, receipts.get(digest))
        for digest, book in books.items()
    ]
    return _desk(store, plan, name, tuple(read), blanks_clear=blanks_clear)


def decide(desk: Desk, decisions: Mapping[str, Decision | None]) -> Desk:
    """The desk with decisions by the key of their case; None takes one back.

    UnknownRow for a key that is no case of this desk.
    """
    known = {case.key for case in desk.cases}
    unknown = sorted(set(decisions) - known)
    if unknown:
        raise UnknownRow(f"There is no case {unknown[0]} on this desk.", "Look at the desk again.")
    both = {**desk.decisions, **decisions}
    kept = {key: decision for key, decision in both.items() if decision is not None}
    return dataclasses.replace(desk, decisions=kept)


def bulk(
    desk: Desk,
    choice: Choice,
    *,
    ministry: str = "",
    table: str = "",
    columns: Iterable[str] = (),
    matters: Iterable[Matter] = (),
) -> dict[str, Decision]:
    """One decision for many cases: of a ministry, a table, some columns, some matters; or all.

    Without matters, the conflicts alone. For `decide`.
    """
    wanted = tuple(matters) or tuple(matter for matter in Matter if matter.is_conflict)
    facts = {"matters": wanted, "table": table, "columns": tuple(columns)}
    if not ministry:
        return merging.bulk(desk.merged.points, choice, **facts)
    keys = [file.key for file in desk.included if file.ministry == ministry]
    found: dict[str, Decision] = {}
    for key in keys:
        found |= merging.bulk(desk.merged.points, choice, **facts, by=key)
    return found


def exclude(desk: Desk, keys: Iterable[str]) -> Desk:
    """The desk without some files, which stay in sight; decisions that still apply are kept."""
    return _merged_anew(desk, desk.excluded | set(keys))


def include(desk: Desk, keys: Iterable[str]) -> Desk:
    """The desk with files that were left out before."""
    return _merged_anew(desk, desk.excluded - set(keys))


def apply_desk(
    actor: str, store: Store, desk: Desk, *, notes: Mapping[str, str] | None = None
) -> Applied:
    """Write what the desk says, as one changeset; undo takes it back whole.

    A return without open conflicts is settled and put on record, also when it changed nothing;
    `notes` are words to keep with a return, by the key of its file.
    StaleChange when the plan has moved on since the desk was laid: nothing is stored then.
    """
    actor = acting(actor)
    stands_at = store.load(desk.plan).revision
    if stands_at != desk.revision:
        raise StaleChange(
            f"{desk.plan} has changed since these returns were compared: it stood at revision "
            f"{desk.revision} and stands at {stands_at}. Nothing was saved.",
            "Compare them again; your decisions can be made again.",
        )
    names = ", ".join(file.file for file in desk.included)
    digests = "".join(sorted(file.digest for file in desk.included))
    entry = None
    if desk.changes:
        entry = editing.save(
            actor,
            store,
            desk.plan,
            desk.changes,
            reason=f"Returns taken in: {names}",
            origin=Origin(
                kind=OriginKind.RETURN,
                name=names,
                digest=hashlib.sha256(digests.encode()).hexdigest(),
            ),
            base_revision=desk.revision,
        )
    receipts = _receipts(actor, store, desk, entry, notes or {})
    return Applied(entry=entry, left=desk.left, receipts=receipts)


def _receipts(
    actor: str, store: Store, desk: Desk, entry: Entry | None, notes: Mapping[str, str]
) -> tuple[Receipt, ...]:
    waiting = {by for point in desk.settled.open for by in point.by}
    return tuple(
        store.keep_receipt(
            desk.plan,
            Receipt(
                issue=file.issue,
                ministry=file.ministry,
                file=file.file,
                digest=file.digest,
                revision=entry.revision if entry else 0,
                actor=actor,
                note=notes.get(file.key, ""),
            ),
        )
        for file in desk.included
        if file.key not in waiting
    )


def _opened(
    named: tuple[str, bytes], *, words: Words, limits: Limits
) -> files.CameBack | UnreadableFile:
    file, content = named
    try:
        return files.read(open_book(file, content, limits), content, words)
    except UnreadableFile as failure:
        return failure


def _file_back(
    plan: Plan,
    recogniser: Recogniser,
    words: Words,
    digest: str,
    file: str,
    book: files.CameBack | UnreadableFile,
    settled: Receipt | None,
) -> FileBack:
    """One file: read, recognised, held against what was issued."""
    unread = FileBack(key=digest[:_SHORT], file=file, digest=digest)
    if isinstance(book, UnreadableFile):
        problem = Problem(
            severity=Severity.ERROR,
            code=UNREADABLE,
            message=book.message,
            hint=book.hint,
            file=file,
        )
        return dataclasses.replace(unread, problems=(problem,))
    known = recogniser.recognise(book)
    row = plan.find(Ministry, known.ministry)
    found = dataclasses.replace(
        unread,
        key=f"{known.ministry or 'unknown'}-{digest[:_SHORT]}",
        ministry=known.ministry,
        ministry_name=row.name if row else known.ministry,
        language=book.identity.language if book.identity else "",
        issue=known.issue,
        issued_revision=known.revision,
        problems=(*known.problems, *book.problems),
        settled=settled,
    )
    if known.issued is None:
        return found
    read = read_return(found.key, book, known.issued, plan, known.ministry, words.every("clear"))
    told = remarks(file, read.returned, plan, read.places)
    return dataclasses.replace(
        found,
        returned=read.returned,
        problems=(*known.problems, *read.problems, *told),
        compared=sum(len(row.values) for row in read.returned.rows),
    )


def _desk(
    store: Store, plan: Plan, name: str, read: tuple[FileBack, ...], *, blanks_clear: bool
) -> Desk:
    merged = _merged(plan, read, blanks_clear=blanks_clear)
    in_order = tuple(sorted(read, key=lambda file: (file.ministry, file.file, file.key)))
    return Desk(
        plan=name,
        revision=plan.revision,
        files=in_order,
        merged=merged,
        cases=cases_of(merged, in_order, store.entries(name) if merged.points else ()),
    )


def _merged(plan: Plan, read: Iterable[FileBack], *, blanks_clear: bool) -> Merged:
    returns = [file.returned for file in read if file.returned and file.is_usable]
    return merging.merge(plan, returns, blanks_clear=blanks_clear, alike=look_alikes(plan, returns))


def _merged_anew(desk: Desk, excluded: frozenset[str]) -> Desk:
    taking_part = [file for file in desk.files if file.key not in excluded]
    merged = _merged(desk.merged.ours, taking_part, blanks_clear=desk.merged.blanks_clear)
    keys = {point.key for point in merged.points}
    known = {case.key: case for case in desk.cases}
    return dataclasses.replace(
        desk,
        merged=merged,
        cases=cases_of(merged, desk.files, (), known),
        decisions={key: d for key, d in desk.decisions.items() if key in keys},
        excluded=excluded,
    )


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
