"""Whose return a file is and what it was issued as: by what it says, else by its rows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from planner.analysis.plans.release import at_level
from planner.analysis.returns.ministry_share import SHARED, ministry_share
from planner.changes import Insert, SetCell, build
from planner.choices import Classification
from planner.intake.returns.returned_workbook import ReturnedBook
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.schema import Row
from planner.services.row_matching import RowIndex
from planner.store import IssueRecord, Receipt, Store
from planner.tables import Ministry
from planner.workbooks import TEMPLATE_VERSION, Identity, digest_of, start_of

_WORD: Final = re.compile(r"[A-Z]+-\d+")
RowIds = Collection[tuple[str, str]]
"""Rows by their table and id."""


@dataclass(frozen=True, kw_only=True)
class Recognition:
    """What a file is: the ministry, the issue (0 when none is on record), the rows that went out.

    `issued` is None when the file cannot be taken in; the problems say why. `then` is the whole
    plan of that revision: an id that it does not have was made up by the ministry.
    """

    ministry: str = ""
    issue: int = 0
    revision: int = 0
    issued: Plan | None = None
    then: Plan = field(default_factory=Plan)
    problems: tuple[Problem, ...] = ()


def valid_receipts(store: Store, name: str) -> tuple[Receipt, ...]:
    """Every receipt of the plan but those whose revision is undone; its file may come again."""
    receipts = store.receipts(name)
    undone = store.undone(name) if receipts else {}
    return tuple(one for one in receipts if one.revision not in undone)


class Recogniser:
    """Recognises files that came back for one plan; what was issued is worked out once."""

    def __init__(self, store: Store, name: str, plan: Plan, answers: Mapping[str, str]) -> None:
        self._store, self._name, self._plan, self._answers = store, name, plan, answers
        self._issues = store.issues(name)
        self._latest = {issue.ministry: issue for issue in self._issues}
        self._released: dict[tuple[int, str], Plan] = {}
        self._receipts = valid_receipts(store, name)
        self._logs: dict[int, str] = {}

    def recognise(self, book: ReturnedBook, key: str) -> Recognition:
        """Whose return it is, by its identity where it has one, held against its rows.

        `key` tells the questions about one file from another's.
        """
        ids = {
            (sheet.table.name, row_id)
            for sheet in book.sheets
            for row in sheet.rows
            if (row_id := row.text("id"))
        }
        if book.identity is None:
            found = self._by_content(book, ids, key)
        else:
            found = self._by_identity(book.file, book.identity)
            if found.issued and (other := self._other_owner(found.ministry, found.issued, ids)):
                names = {"said": self._title(found.ministry), "held": self._title(other.ministry)}
                swapped = problem("return.swapped", file=book.file, **names)
                found = self._as_issue(other, *found.problems, swapped)
        if found.issued is None:
            return found
        return dataclasses.replace(found, then=self._store.load(self._name, found.revision))

    def _as_issue(self, issue: IssueRecord, *problems: Problem) -> Recognition:
        """What a file is that is taken for an issue on record."""
        return Recognition(
            ministry=issue.ministry,
            issue=issue.number,
            revision=issue.revision,
            issued=self._as_last_returned(issue.number, self._share_of(issue)),
            problems=problems,
        )

    def _by_identity(self, file: str, identity: Identity) -> Recognition:
        ministry = identity.ministry
        issue = next((one for one in self._issues if one.number == identity.issue), None)
        level = issue.level if issue else Classification.GOVERNMENT.value
        revision = self._revision_of(identity, level)
        if revision is None:
            return Recognition(
                ministry=ministry,
                revision=identity.revision,
                problems=(problem("return.other_plan", file=file, plan=self._name),),
            )
        known = identity.issue if issue is not None and issue.ministry == ministry else 0
        return Recognition(
            ministry=ministry,
            issue=known,
            revision=revision,
            issued=self._as_last_returned(known, self._share(revision, level, ministry)),
            problems=tuple(self._doubts(file, identity, known)),
        )

    def _doubts(self, file: str, identity: Identity, issue: int) -> Iterator[Problem]:
        """Notes on another template, and on a newer workbook that has gone out since."""
        if identity.template != TEMPLATE_VERSION:
            older = identity.template < TEMPLATE_VERSION
            code = "return.older_template" if older else "return.newer_template"
            yield problem(code, file=file, template=str(identity.template))
        newest = self._latest.get(identity.ministry)
        if issue and newest is not None and newest.number > issue:
            dates = {"made": identity.issued, "newer": newest.at.date()}
            yield problem("return.superseded", file=file, **dates)

    def _revision_of(self, identity: Identity, level: str) -> int | None:
        """The revision that a file was issued at; None when it is none of this plan's."""
        at = identity.revision
        if 0 < at <= self._plan.revision and self._log_at(at) == identity.log:
            return at
        now = self._share(self._plan.revision, level, identity.ministry)
        same = identity.ministry in self._plan.rows("ministries") and bool(now.tables)
        return self._plan.revision if same and digest_of(now) == identity.content else None

    def _log_at(self, revision: int) -> str:
        """The start of the hash of a revision, looked up once."""
        if revision not in self._logs:
            self._logs[revision] = start_of(self._store.entry(self._name, revision).hash)
        return self._logs[revision]

    def _by_content(self, book: ReturnedBook, ids: RowIds, key: str) -> Recognition:
        """The latest issue whose rows the file holds, by their ids, else by their names.

        Where those of several ministries would do, as rows that they share, it is asked; whom the
        file's name says comes first, then whose rows are nearest to those of the file.
        """
        shares = {issue: self._share_of(issue) for issue in self._latest.values()}
        scores = {issue: len(_held(share, ids)) for issue, share in shares.items()}
        if not any(scores.values()):
            scores = {issue: _namesakes(share, book) for issue, share in shares.items()}
        most = max(scores.values(), default=0)
        if not most:
            return Recognition(problems=(problem("return.unknown", file=book.file),))
        named, tables = set(_WORD.findall(book.file)), {sheet.table.name for sheet in book.sheets}
        possible = sorted(
            (issue for issue, score in scores.items() if score == most),
            key=lambda issue: (
                issue.ministry not in named,
                sum(len(shares[issue].rows(table)) for table in tables),
            ),
        )
        told: Problem
        if len(possible) == 1:
            best = possible[0]
            facts = {"ministry": self._title(best.ministry), "revision": str(best.revision)}
            told = problem("return.no_identity", file=book.file, **facts)
        else:
            offered = [ProposedAnswer(one.ministry, self._title(one.ministry)) for one in possible]
            facts = {"file": book.file, "key": f"return.whose:{key}", "answers": offered}
            told = problem("return.whose", **facts).answered(self._answers)
            best = next((one for one in possible if one.ministry == told.answer), None)
        return Recognition(problems=(told,)) if best is None else self._as_issue(best, told)

    def _other_owner(self, ministry: str, issued: Plan, ids: RowIds) -> IssueRecord | None:
        """The latest issue to another ministry whose rows the file holds, and none of its own.

        Rows that both were issued with tell nothing.
        """
        own = _held(issued, ids)
        for issue in reversed(self._issues) if len(own) < len(ids) else ():
            theirs = _held(self._share_of(issue), ids)
            if issue.ministry != ministry and theirs - own and not own - theirs:
                return issue
        return None

    def _share_of(self, issue: IssueRecord) -> Plan:
        return self._share(issue.revision, issue.level, issue.ministry)

    def _share(self, revision: int, level: str, ministry: str) -> Plan:
        key = (revision, level)
        if key not in self._released:
            then = self._store.load(self._name, revision)
            self._released[key] = at_level(then, Classification(level)).plan
        return ministry_share(self._released[key], ministry, Classification(level))

    def _as_last_returned(self, issue: int, share: Plan) -> Plan:
        """What was issued, with what earlier returns of the same issue have put into the plan.

        A ministry that corrects its return is held against what it said last.
        """
        tables: dict[str, dict[str, Row]] = {name: dict(share.rows(name)) for name in SHARED}
        for receipt in self._receipts:
            if not issue or receipt.issue != issue or not receipt.revision:
                continue
            for change in self._store.entry(self._name, receipt.revision).changeset.changes:
                rows = tables.get(change.table)
                if rows is None or not _comes_from(change, receipt.file):
                    continue
                if isinstance(change, SetCell) and change.id in rows:
                    said: dict[str, Any] = {change.column: change.after}
                    rows[change.id] = dataclasses.replace(rows[change.id], **said)
                elif isinstance(change, Insert):
                    rows[change.id] = build(table_named(change.table), change.id, change.values)
        return Plan(tables=tables, name=share.name, revision=share.revision)

    def _title(self, ministry: str) -> str:
        row = self._plan.find(Ministry, ministry)
        return row.name if row else ministry


def _comes_from(change: object, file: str) -> bool:
    match change:
        case SetCell():
            cells = [change.cell]
        case Insert():
            cells = list(change.cells.values())
        case _:
            cells = []
    return any(cell.startswith(f"{file}: ") for cell in cells)


def _held(share: Plan, ids: RowIds) -> set[tuple[str, str]]:
    """Which of the rows a ministry was issued with."""
    return {(table, row_id) for table, row_id in ids if row_id in share.rows(table)}


def _namesakes(share: Plan, book: ReturnedBook) -> int:
    """How many rows of a file have a name of a row that was issued."""
    indexes = {sheet.table.name: RowIndex(share, sheet.table) for sheet in book.sheets}
    return sum(
        bool(indexes[sheet.table.name].namesakes({n: row.text(n) for n in sheet.table.naming}))
        for sheet in book.sheets
        for row in sheet.rows
    )
