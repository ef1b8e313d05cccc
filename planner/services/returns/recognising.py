"""Whose return a file is and what it was issued as: by what it says, else by its rows."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.analysis.plans.release import at_level
from planner.analysis.returns.ministry_share import SHARED, ministry_share
from planner.changes import Insert, SetCell, build
from planner.choices import Classification
from planner.intake.returns.returned_workbook import CameBack
from planner.intake.tables.headings import text_of
from planner.plan import Plan, table_named
from planner.problems import Problem, Severity
from planner.schema import Row
from planner.services.returns.receipts import receipts_that_hold
from planner.store import Issue, Store
from planner.tables import Ministry
from planner.values import fold
from planner.workbooks import TEMPLATE_VERSION, Identity, digest_of, start_of


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a file is: the ministry, the issue (0 when none is on record), the rows that went out.

    `issued` is None when the file cannot be taken in; the problems say why. `then` is the whole
    plan of that revision: an id that it does not have was made up by the ministry.
    """

    ministry: str
    issue: int
    revision: int
    issued: Plan | None
    then: Plan = field(default_factory=Plan)
    problems: tuple[Problem, ...] = ()


class Recogniser:
    """Recognises files that came back for one plan; what was issued is worked out once."""

    def __init__(self, store: Store, name: str, plan: Plan) -> None:
        self._store, self._name, self._plan = store, name, plan
        self._issues = store.issues(name)
        self._latest = {issue.ministry: issue for issue in self._issues}
        self._released: dict[tuple[int, str], Plan] = {}
        self._receipts = receipts_that_hold(store, name)
        self._logs: dict[int, str] = {}

    def recognise(self, back: CameBack) -> Recognised:
        """Whose return it is, by its identity where it has one, held against its rows."""
        found = self._recognised(back)
        if found.issued is None:
            return found
        return dataclasses.replace(found, then=self._store.load(self._name, found.revision))

    def _recognised(self, back: CameBack) -> Recognised:
        ids = _ids_in(back)
        identity = back.identity
        if identity is None:
            return self._by_content(back, ids)
        found = self._by_identity(back, identity)
        if found.issued is not None:
            other = self._other_owner(found.ministry, found.issued, ids)
            if other is not None:
                return self._swapped(back, found, other)
        return found

    def _by_identity(self, back: CameBack, identity: Identity) -> Recognised:
        issue = next((one for one in self._issues if one.number == identity.issue), None)
        level = issue.level if issue else Classification.GOVERNMENT.value
        revision = self._revision_of(identity, level)
        if revision is None:
            problem = _problem(
                back,
                Severity.ERROR,
                "return.other_plan",
                f"This file was issued from another plan, or from a copy of {self._name}; "
                "nothing of it was taken in.",
                "Take it back where it was issued, or issue a new workbook.",
                plan=self._name,
            )
            return Recognised(
                ministry=identity.ministry,
                issue=0,
                revision=identity.revision,
                issued=None,
                problems=(problem,),
            )
        known = issue is not None and issue.ministry == identity.ministry
        return Recognised(
            ministry=identity.ministry,
            issue=identity.issue if known else 0,
            revision=revision,
            issued=self._as_last_said(
                identity.issue if known else 0, self._share(revision, level, identity.ministry)
            ),
            problems=(*_version(back, identity), *self._superseded(back, identity, known)),
        )

    def _superseded(self, back: CameBack, identity: Identity, known: bool) -> Iterator[Problem]:
        """A note where a newer workbook has gone to the ministry since."""
        newest = self._latest.get(identity.ministry)
        if known and newest is not None and newest.number > identity.issue:
            made, newer = identity.issued.isoformat(), newest.at.date().isoformat()
            yield _problem(
                back,
                Severity.NOTE,
                "return.superseded",
                f"This is the workbook of {made}; a newer one went out on {newer}. It was compared "
                "with what the older one held.",
                "",
                made=made,
                newer=newer,
            )

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
            entry = self._store.entry(self._name, revision)
            self._logs[revision] = start_of(entry.hash)
        return self._logs[revision]

    def _by_content(self, back: CameBack, ids: frozenset[tuple[str, str]]) -> Recognised:
        """The latest issue whose rows the file holds, by their ids, else by their names."""
        shares = {m: self._share(i.revision, i.level, m) for m, i in self._latest.items()}
        scores = {m: _overlap(share, ids) for m, share in shares.items()}
        if not any(scores.values()):
            words = _words_in(back)
            scores = {m: _known_words(share, words) for m, share in shares.items()}
        best = max(scores, key=lambda m: scores[m], default="")
        if not best or not scores[best]:
            problem = _problem(
                back,
                Severity.ERROR,
                "return.unknown",
                "This file does not say what it is, and its rows are none that were issued.",
                "Use Import for a ministry's own spreadsheet.",
            )
            return Recognised(ministry="", issue=0, revision=0, issued=None, problems=(problem,))
        issue = self._latest[best]
        problem = _problem(
            back,
            Severity.WARNING,
            "return.no_identity",
            f"This file does not say what it is; by its rows it was taken for the workbook of "
            f"{self._name_of(best)} of revision {issue.revision}.",
            "Leave it out if that is wrong.",
            ministry=self._name_of(best),
            revision=str(issue.revision),
        )
        return Recognised(
            ministry=best,
            issue=issue.number,
            revision=issue.revision,
            issued=self._as_last_said(issue.number, shares[best]),
            problems=(problem,),
        )

    def _other_owner(
        self, ministry: str, issued: Plan, ids: frozenset[tuple[str, str]]
    ) -> Issue | None:
        """The latest issue to another ministry whose rows the file holds, and none of its own.

        Rows that both were issued with tell nothing.
        """
        own = {(table, row_id) for table, row_id in ids if row_id in issued.rows(table)}
        for issue in reversed(self._issues):
            if issue.ministry == ministry or len(own) == len(ids):
                continue
            share = self._share(issue.revision, issue.level, issue.ministry)
            theirs = {(table, row_id) for table, row_id in ids if row_id in share.rows(table)}
            if theirs - own and not own - theirs:
                return issue
        return None

    def _swapped(self, back: CameBack, found: Recognised, issue: Issue) -> Recognised:
        problem = _problem(
            back,
            Severity.WARNING,
            "return.swapped",
            f"This file says that it is the workbook of {self._name_of(found.ministry)}, but it "
            f"holds the rows of {self._name_of(issue.ministry)}; it was taken for theirs.",
            "Leave it out if that is wrong.",
            said=self._name_of(found.ministry),
            held=self._name_of(issue.ministry),
        )
        share = self._share(issue.revision, issue.level, issue.ministry)
        return Recognised(
            ministry=issue.ministry,
            issue=issue.number,
            revision=issue.revision,
            issued=self._as_last_said(issue.number, share),
            problems=(*found.problems, problem),
        )

    def _share(self, revision: int, level: str, ministry: str) -> Plan:
        key = (revision, level)
        if key not in self._released:
            then = self._store.load(self._name, revision)
            self._released[key] = at_level(then, Classification(level)).plan
        return ministry_share(self._released[key], ministry, Classification(level))

    def _as_last_said(self, issue: int, share: Plan) -> Plan:
        """What was issued, with what earlier returns of the same issue have put into the plan.

        A ministry that corrects its return is held against what it said last.
        """
        receipts = [r for r in self._receipts if issue and r.issue == issue]
        tables: dict[str, dict[str, Row]] = {name: dict(share.rows(name)) for name in SHARED}
        for receipt in receipts:
            if not receipt.revision:
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

    def _name_of(self, ministry: str) -> str:
        row = self._plan.find(Ministry, ministry)
        return row.name if row else ministry


def _comes_from(change: object, file: str) -> bool:
    cells: Mapping[str, str] = {}
    if isinstance(change, SetCell):
        cells = {"": change.cell}
    elif isinstance(change, Insert):
        cells = change.cells
    return any(cell.startswith(f"{file}: ") for cell in cells.values())


def _ids_in(back: CameBack) -> frozenset[tuple[str, str]]:
    return frozenset(
        (sheet.table.name, text_of(row.cells["id"]))
        for sheet in back.sheets
        for row in sheet.rows
        if text_of(row.cells.get("id"))
    )


def _overlap(share: Plan, ids: frozenset[tuple[str, str]]) -> int:
    return sum(row_id in share.rows(table) for table, row_id in ids)


def _words_in(back: CameBack) -> Counter[tuple[str, str]]:
    return Counter(
        (sheet.table.name, fold(text_of(row.cells[name])))
        for sheet in back.sheets
        for row in sheet.rows
        for name in sheet.table.naming
        if text_of(row.cells.get(name))
    )


def _known_words(share: Plan, words: Counter[tuple[str, str]]) -> int:
    return sum(
        (table.name, fold(str(getattr(row, name)))) in words
        for table, row in share
        for name in table.naming
        if getattr(row, name)
    )


def _version(back: CameBack, identity: Identity) -> list[Problem]:
    if identity.template == TEMPLATE_VERSION:
        return []
    older = identity.template < TEMPLATE_VERSION
    message = (
        f"The workbook is of an older template ({identity.template}); what it lacks was left alone."
        if older
        else f"The workbook is of a newer template ({identity.template}) than this planner knows."
    )
    severity = Severity.NOTE if older else Severity.WARNING
    code = "return.older_template" if older else "return.newer_template"
    return [_problem(back, severity, code, message, "", template=str(identity.template))]


def _problem(
    back: CameBack, severity: Severity, code: str, message: str, hint: str, **facts: str
) -> Problem:
    return Problem(
        severity=severity,
        code=code,
        message=message,
        hint=hint,
        file=back.file,
        facts=tuple(facts.items()),
    )
