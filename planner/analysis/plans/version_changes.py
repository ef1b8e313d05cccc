"""What changed since the last named version: figures, rows by table, and each moved cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Question, Target
from planner.analysis.money.asked import asked
from planner.analysis.money.costs import money
from planner.changes import Change, Changes, Delete, Insert, SetCell, compare, described
from planner.messages import NOTHING, Fact, Message, Sum, _, verbatim
from planner.plan import Plan, all_tables, table_named, title_of
from planner.schema import table_of
from planner.tables import Action, Decision, Programme, Version

TITLE: Final = _("Since the last version")
_TOLD: Final = ("decisions", "goals", "actions", "milestones", "costs", "ratings", "thresholds")
"""The tables whose cells a reader of the plan follows one by one."""
_MOST: Final = 150
"""More moved cells than that nobody reads: the others are counted by table."""


@dataclass(frozen=True)
class _Moved:
    """A figure or a cell: what it is, what it was, what it is now."""

    what: Fact
    then: Fact
    now: Fact
    target: Target | None = None


def version_changes(asked_for: Question) -> Answer:
    """The plan beside its last named version; without one it is not known what changed."""
    plan, before = asked_for.plan, asked_for.before
    if before is None:
        none = _("No earlier version of the plan is named, so what changed is not known.")
        return Answer(key="changed", title=TITLE, sentences=(none,))
    changes = tuple(one for one in compare(before, plan) if one.table != table_of(Version).name)
    cells = [one for one in changes if one.table in _TOLD]
    left = len(cells) - _MOST
    note = _("Not listed here: {number} more of these changes.", number=left)
    return Answer(
        key="changed",
        title=TITLE,
        sentences=tuple(_sentences(plan, before, changes)),
        tables=(
            _compared("figures", _("Figures"), _("Figure"), tuple(_figures(before, plan))),
            _by_table(changes),
            _compared(
                "cells",
                _("Decisions, actions, costs, assessments"),
                _("Row and column"),
                tuple(_moved(one, plan) for one in cells[:_MOST]),
                note if left > 0 else NOTHING,
            ),
        ),
    )


def _sentences(plan: Plan, before: Plan, changes: Changes) -> Iterator[Message]:
    named = (one.name for one in plan.of(Version) if one.revision == before.revision)
    yield _(
        "Since “{version}”, revision {revision}: {changes}.",
        version=next(named, ""),
        revision=str(before.revision),
        changes=described(changes),
    )
    currency, then, now = money(plan).currency, money(before).total, money(plan).total
    yield _(
        "The unfunded gap was {then} and is {now}.",
        then=then.told("gap", money(before).currency),
        now=now.told("gap", currency),
    )


def _figures(before: Plan, plan: Plan) -> Iterator[_Moved]:
    then, now = money(before), money(plan)
    for part, name in {
        "mid": _("Planning estimate"), "funded": _("Funded"), "gap": _("Unfunded gap")
    }.items():  # fmt: skip
        old, new = (one.total.told(part, one.currency) for one in (then, now))
        yield _Moved(name, old, new)
    old, new = (
        Sum(asked(one, sums).total, sums.currency) for one, sums in ((before, then), (plan, now))
    )
    yield _Moved(_("Asked for, of the gap"), old, new)
    for row in (Decision, Action, Programme):
        yield _Moved(table_of(row).title, len(before.of(row)), len(plan.of(row)))


def _compared(
    key: str, title: Message, head: Message, lines: tuple[_Moved, ...], note: Message = NOTHING
) -> AnswerTable[_Moved]:
    return AnswerTable(
        key=key,
        title=title,
        columns=(
            answers.text("what", head, lambda one: one.what),
            answers.text("then", _("Then"), lambda one: one.then),
            answers.text("now", _("Now"), lambda one: one.now),
        ),
        lines=lines,
        target=lambda one: one.target,
        note=note,
    )


def _moved(change: Change, plan: Plan) -> _Moved:
    """A change as a line: the row that came or went, or the cell that moved."""
    table = table_named(change.table)
    row = plan.rows(change.table).get(change.id)
    title = verbatim(title_of(row)) if row else verbatim("")
    match change:
        case Insert():
            what, then, now = _("{id}, added", id=change.id), None, title
        case Delete():
            name = next((str(change.values.get(one) or "") for one in table.naming), "")
            what, then, now = _("{id}, removed", id=change.id), verbatim(name), None
        case SetCell():
            label = table.column(change.column).title
            what = _("{id}, {label}: {title}", id=change.id, label=label, title=title)
            then, now = change.before, change.after
    return _Moved(what, then, now, Target(change.table, change.id))


TableCounts = tuple[Message, Counter[type[Change]]]


def _by_table(changes: Changes) -> AnswerTable[TableCounts]:
    counts: dict[str, Counter[type[Change]]] = {}
    for one in changes:
        counts.setdefault(one.table, Counter())[type(one)] += 1
    return AnswerTable(
        key="tables",
        title=_("Rows by table"),
        columns=(
            answers.text("table", _("Table"), lambda one: one[0]),
            answers.count("added", _("Rows added"), lambda one: one[1][Insert]),
            answers.count("cells", _("Cells changed"), lambda one: one[1][SetCell]),
            answers.count("removed", _("Rows removed"), lambda one: one[1][Delete]),
        ),
        lines=tuple(
            (table.title, counts[table.name]) for table in all_tables() if table.name in counts
        ),
    )
