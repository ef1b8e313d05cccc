"""The desk: many returns at once, what they do, and what a person decides of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from planner.changes import Change, Changes, Delete, Entry, Insert, SetCell, described
from planner.errors import UnknownRow
from planner.intake.limits import LIMITS, Limits
from planner.merge.cases import Case, ConflictKind, DecisionKind, Likeness, MergeDecision, Place
from planner.merge.compare import merge
from planner.merge.decide import MergeResult, UnappliedChange, settle
from planner.merge.returned import Counts, MergedReturns
from planner.messages import NOTHING, Message, _, listing, ngettext, paragraph
from planner.plan import Plan, table_named
from planner.problems import Problem, Severity, worst_first
from planner.services.actors import acting
from planner.services.returns import drafts as saved
from planner.services.returns.drafts import Drafts
from planner.services.returns.letters import LetterWriter, MinistryLetter, voice_for
from planner.services.returns.returned_files import (
    OpenedFile,
    ReturnedFile,
    digest_of,
    opened,
    returned_files,
)
from planner.services.row_matching import RowIndex
from planner.store import Store
from planner.tables import Ministry


@dataclass(frozen=True, kw_only=True)
class ReturnDesk:
    """Returns held against a plan; nothing of them is in the plan.

    `entries` are the plan's log, to tell who wrote what a return contradicts. `drafts` are what
    people saved of it, `books` the files as they were opened, by digest.
    """

    files: tuple[ReturnedFile, ...]
    merged: MergedReturns
    decisions: Mapping[str, MergeDecision] = field(default_factory=dict[str, MergeDecision])
    excluded: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = field(default=(), repr=False, compare=False)
    drafts: Drafts = field(default_factory=Drafts, repr=False, compare=False)
    books: Mapping[str, OpenedFile] = field(
        default_factory=dict[str, OpenedFile], repr=False, compare=False
    )

    @property
    def plan(self) -> str:
        """The name of the plan."""
        return self.merged.ours.name

    @property
    def revision(self) -> int:
        """The revision of the plan that the returns are held against."""
        return self.merged.ours.revision

    @property
    def cases(self) -> tuple[Case, ...]:
        """Everything that is left to a person."""
        return self.merged.cases

    @cached_property
    def result(self) -> MergeResult:
        """What merge and decisions come to."""
        return settle(self.merged, self.decisions)

    @property
    def changes(self) -> Changes:
        """Exactly what will be written."""
        return self.result.changes

    @property
    def left(self) -> tuple[UnappliedChange, ...]:
        """What was decided and cannot be made, with why."""
        return self.result.left

    @property
    def conflicts(self) -> tuple[Case, ...]:
        """Every case that needs a person, decided or not."""
        return tuple(case for case in self.cases if case.kind.is_conflict)

    @property
    def questions(self) -> tuple[Case, ...]:
        """Every case that has an answer of its own."""
        return tuple(case for case in self.cases if not case.kind.is_conflict)

    @property
    def open(self) -> tuple[Case, ...]:
        """The conflicts that nobody has decided yet."""
        keys = {one.key for one in self.result.open}
        return tuple(case for case in self.cases if case.key in keys)

    @property
    def asked(self) -> tuple[Problem, ...]:
        """Everything that is left to a person: questions about files, then about cases."""
        about_files = (one for file in self.files for one in file.questions)
        about_cases = (case.question(self.decisions.get(case.key)) for case in self.cases)
        return (*about_files, *about_cases)

    @property
    def waiting(self) -> frozenset[str]:
        """The keys of the files with conflicts that nobody has decided yet."""
        return frozenset(key for case in self.open for key in case.by)

    @property
    def included(self) -> tuple[ReturnedFile, ...]:
        """The files that take part."""
        return tuple(f for f in self.files if f.is_usable and f.key not in self.excluded)

    @property
    def outdated(self) -> int:
        """How many cases are not what they were when somebody answered them."""
        return sum(self.drafts.is_outdated(case) for case in self.cases)

    @property
    def notes(self) -> dict[str, str]:
        """The words to keep with each return, by the key of its file."""
        return {f.key: note for f in self.files if (note := self.drafts.note(f.digest))}

    def counts(self, key: str) -> Counts:
        """What became of the cells and rows of one file."""
        return self.merged.counts.get(key, Counts())

    @property
    def sentence(self) -> Message:
        """What Apply will do."""
        changes = _("Nothing changes.")
        if self.changes:
            changes = Message("{changes}.", {"changes": described(self.changes)})
        number = len(self.open)
        conflicts = ngettext(
            "{number} conflict needs a decision.", "{number} conflicts need a decision.", number
        )
        return paragraph(changes, conflicts if number else NOTHING)

    def summary(self, file: ReturnedFile) -> Message:
        """What one file says, in one sentence."""
        if file.settled:
            revision = file.settled.revision
            at = _("This very file was imported at revision {revision}; it changes nothing.",
                   revision=str(revision))  # fmt: skip
            return at if revision else _("This very file was imported before; it changes nothing.")
        if file.returned is None:
            nothing = _("Nothing in it could be read.")
            why = (*file.errors, *file.questions)
            return _("Left out. {reason}", reason=next((p.message for p in why), nothing))
        ministry = file.ministry_name or file.ministry
        if file.key in self.excluded:
            return _("{ministry}: left out by you.", ministry=ministry)
        parts = [part for part in _counted(self.counts(file.key), len(file.errors)) if part.number]
        return ngettext(
            "{ministry}: {counts}; {number} cell compared.",
            "{ministry}: {counts}; {number} cells compared.",
            file.compared,
            ministry=ministry,
            counts=listing(*parts) or _("nothing was changed"),
        )


def _counted(counts: Counts, problems: int) -> Sequence[Message]:
    return (
        ngettext("{number} cell taken", "{number} cells taken", counts.taken),
        ngettext("{number} new row", "{number} new rows", counts.added),
        ngettext("{number} already so", "{number} already so", counts.agreed),
        ngettext(
            "{number} later edit of ours kept", "{number} later edits of ours kept", counts.kept
        ),
        ngettext("{number} conflict", "{number} conflicts", counts.clashes),
        ngettext("{number} question", "{number} questions", counts.questions),
        ngettext("{number} problem", "{number} problems", problems),
    )


def compare_files(
    actor: str,
    store: Store,
    name: str,
    files: Iterable[tuple[str, bytes]],
    *,
    blanks_clear: bool = False,
    answers: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> ReturnDesk:
    """Files that came back, held against the plan as it is now; nothing is stored.

    `files` are pairs of name and content, in any order. A file that cannot be read is on the desk
    with its reason. `blanks_clear` takes an emptied cell as an edit; else it is asked. `answers`
    are given to questions, by their keys or codes; those about cases are decisions.
    """
    acting(actor)
    files = list(files)
    names = {digest_of(content): file for file, content in files}
    answers, books = answers or {}, opened(files, limits)
    desk = _compared(store, name, names, books, answers, blanks_clear=blanks_clear)
    decided = {case.key: case.decision(answers) for case in desk.cases}
    return decide(desk, {key: decision for key, decision in decided.items() if decision})


def open_desk(actor: str, store: Store, name: str, before: ReturnDesk | None = None) -> ReturnDesk:
    """The desk of a plan as everybody sees it now: the files that were handed in, compared with the
    plan as it is, and what people decided; only what is not as it was `before` is done again."""
    saved.put_back(actor, store, name)
    drafts = saved.read(actor, store, name, before.drafts if before else None)
    names = {one.digest: one.file for one in drafts.files}
    answers, desk = drafts.answers_about_files, before
    if (
        desk is None
        or desk.revision != store.load(name).revision
        or (set(names) != set(desk.books) or desk.drafts.answers_about_files != answers)
    ):
        known = desk.books if desk else {}
        fetched = [
            (f, saved.content_of(actor, store, name, d)) for d, f in names.items() if d not in known
        ]
        books = {**known, **opened(fetched, LIMITS)}
        books = {digest: books[digest] for digest in names if digest in books}
        desk = _compared(store, name, names, books, answers)
        saved.keep_owners(store, name, drafts, desk.files)
        drafts = saved.read(actor, store, name, drafts)
    elif drafts is desk.drafts:
        return desk
    out = frozenset(file.key for file in desk.files if file.digest in drafts.excluded)
    desk = exclude(desk, out) if out != desk.excluded else desk
    desk = dataclasses.replace(desk, drafts=drafts, decisions={})
    return decide(desk, {c.key: c.decision({c.key: drafts.answer(c)}) for c in desk.cases})


def _compared(
    store: Store,
    name: str,
    names: Mapping[str, str],
    books: Mapping[str, OpenedFile],
    answers: Mapping[str, str],
    *,
    blanks_clear: bool = False,
) -> ReturnDesk:
    plan = store.load(name)
    files = returned_files(store, plan, names, books, answers)
    merged = _merged(plan, files, blanks_clear=blanks_clear)
    entries = store.entries(name) if merged.cases else ()
    merged = _with_authors(merged, entries)
    return ReturnDesk(files=files, merged=merged, entries=entries, books=books)


def _merged(plan: Plan, files: Iterable[ReturnedFile], *, blanks_clear: bool) -> MergedReturns:
    """What all files that can be taken in do to the plan together."""
    returns = [file.returned for file in files if file.returned and file.is_usable]
    indexes: dict[str, RowIndex] = {}
    alike: dict[tuple[str, str], tuple[Likeness, ...]] = {}
    for one in returns:
        for row in one.rows:
            if row.id not in one.issued.rows(row.table):
                if row.table not in indexes:
                    indexes[row.table] = RowIndex(plan, table_named(row.table))
                found = indexes[row.table].resembling(row.values)
                over = Likeness(id=row.over, why=_("typed over it"), same=True)
                alike[one.key, row.id] = (over, *found) if row.over else found
    return merge(plan, returns, blanks_clear=blanks_clear, alike=alike)


def _with_authors(merged: MergedReturns, entries: Iterable[Entry]) -> MergedReturns:
    """The merge with who wrote last what the plan holds of each case, by the plan's log."""
    wanted = {case.place for case in merged.cases}
    found = {
        place: {"ours_by": entry.changeset.actor, "ours_at": entry.at, "ours_from": cell}
        for entry in entries
        for change in entry.changeset.changes
        for place, cell in _places(change)
        if place in wanted
    }
    cases = (dataclasses.replace(case, **found.get(case.place, {})) for case in merged.cases)
    return dataclasses.replace(merged, cases=tuple(cases))


def _places(change: Change) -> Iterator[tuple[Place, str]]:
    """The places that a change writes, and the cell that each came from."""
    match change:
        case SetCell():
            yield (change.table, change.id, change.column), change.cell
        case Insert():
            for name in change.values:
                yield (change.table, change.id, name), change.cells.get(name, "")
        case Delete():
            yield (change.table, change.id, ""), ""


def decide(desk: ReturnDesk, decisions: Mapping[str, MergeDecision | None]) -> ReturnDesk:
    """The desk with decisions by the key of their case; None takes one back.

    UnknownRow for a key that is no case of this desk.
    """
    unknown = sorted(set(decisions) - {case.key for case in desk.cases})
    if unknown:
        raise UnknownRow(
            _("There is no case {case} among these returns.", case=unknown[0]),
            _("Look at them again."),
        )
    both = {**desk.decisions, **decisions}
    kept = {key: decision for key, decision in both.items() if decision is not None}
    return dataclasses.replace(desk, decisions=kept)


def bulk(
    desk: ReturnDesk,
    choice: DecisionKind,
    *,
    ministry: str = "",
    table: str = "",
    columns: Iterable[str] = (),
    kinds: Iterable[ConflictKind] = (),
) -> dict[str, MergeDecision]:
    """One decision for many cases: of a ministry, a table, some columns, some kinds; or all.

    Without kinds, the conflicts alone. For `decide`.
    """
    wanted = tuple(kinds) or tuple(kind for kind in ConflictKind if kind.is_conflict)
    of_columns = tuple(columns)
    keys = [file.key for file in desk.included if file.ministry == ministry] if ministry else [""]
    return {
        case.key: MergeDecision(choice=choice, by=key)
        for key in keys
        for case in desk.cases
        if case.kind in wanted
        if not table or case.table == table
        if not of_columns or case.column in of_columns
        if not key or key in case.by
    }


def exclude(desk: ReturnDesk, keys: Iterable[str]) -> ReturnDesk:
    """The desk without exactly these files, which stay in sight; decisions that still apply are
    kept."""
    excluded = frozenset(keys)
    files = [file for file in desk.files if file.key not in excluded]
    merged = _merged(desk.merged.ours, files, blanks_clear=desk.merged.blanks_clear)
    known = {case.key for case in merged.cases}
    return dataclasses.replace(
        desk,
        merged=_with_authors(merged, desk.entries),
        decisions={key: d for key, d in desk.decisions.items() if key in known},
        excluded=excluded,
    )


def problem_letters(desk: ReturnDesk, today: date) -> tuple[MinistryLetter, ...]:
    """One letter for each file with errors or warnings that is known to be a ministry's.

    It holds that ministry's own points only, in its language, as sheet, cell and one sentence.
    """
    plan = desk.merged.ours
    letters: list[MinistryLetter] = []
    for file in desk.files:
        found = worst_first((*file.problems, *file.doubts))
        points = [p for p in found if p.severity is not Severity.NOTE]
        ministry = plan.find(Ministry, file.ministry)
        if points and ministry is not None:
            writer = LetterWriter(plan, ministry, voice_for(plan, ministry, file.language))
            letters.append(writer.about_problems(file.file, points, today))
    return tuple(letters)
