"""Tampers with a database in every table that its two chains tell of, and looks who notices.

    python -m tests.store.tamperings [TIMES] [SEED]

Some are clumsy: a cell, which the chains alone give away, or a row. Some are careful: every hash
after the lie is made anew, or the end of a log is cut off and its head mended. For all but a cell
the true heads of both logs, noted before, are given.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from planner.choices import Classification
from planner.errors import PlannerError
from planner.exports.export_kinds import PACKAGE
from planner.services import exporting, operation, plans
from planner.store import Receipt, Store
from planner.store.log import hash_of
from tests.store.kills import ACTOR, NAME, NOON, make

NOT_IN_A_CHAIN = {"drafts", "sqlite_sequence"}


def written(folder: Path) -> tuple[Path, list[str]]:
    """A database with everything that its chains tell of, and the heads of both."""
    scene = make(f"sqlite:///{folder}/plans.sqlite", folder)
    store = Store(scene.url)
    from_desk = scene.desk
    store.settle(NAME, None, _receipts(from_desk.plan), store.load(NAME).revision)
    exporting.export(
        ACTOR, store, NAME, PACKAGE, level=Classification.PUBLIC, today=NOON.date(), now=NOON
    )
    plans.copy_plan(ACTOR, store, NAME, "Copy")
    plans.rename_plan(ACTOR, store, "Copy", "Other")
    operation.backup(ACTOR, store, folder / "second.backup")
    ledger, verified = store.database.verify()
    assert not [problem for one in (ledger, *verified) for problem in one.problems]
    heads = [ledger.head, next(one.head for one in verified if one.name == NAME)]
    store.close()
    return folder / "plans.sqlite", heads


def is_found(path: Path, heads: list[str]) -> bool:
    """Whether looking at the database, with the heads that were noted, finds anything wrong."""
    try:
        store = Store(f"sqlite:///{path}")
        ledger, verified = store.database.verify()
        problems = [problem for one in (ledger, *verified) for problem in one.problems]
        problems += store.verify(NAME, heads).problems
        store.close()
    except PlannerError:
        return True
    return bool(problems)


def a_cell(database: sqlite3.Connection, choose: random.Random) -> str:
    """One cell of one row set to something else."""
    table, rowid = _row(database, choose)
    columns = [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]
    column = choose.choice(columns)
    (value,) = database.execute(
        f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (rowid,)
    ).fetchone()
    other = value + 9 if isinstance(value, int) else json.dumps(value) + choose.choice("x {1")
    database.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (other, rowid))
    return f"{table}.{column} {rowid}: {value!r} to {other!r}"


def a_row(database: sqlite3.Connection, choose: random.Random) -> str:
    """One row taken out."""
    table, rowid = _row(database, choose)
    database.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
    return f"{table} {rowid} taken out"


def a_rewritten_log(database: sqlite3.Connection, choose: random.Random) -> str:
    """A lie in the log of the plan or of the database, and every hash after it made anew."""
    if choose.random() < 0.5:
        number = choose.choice(_column(database, "SELECT number FROM ledger"))
        database.execute("UPDATE ledger SET actor = 'Nobody' WHERE number = ?", (number,))
        _relink_ledger(database)
        return f"ledger {number} written anew"
    revision = choose.choice(_column(database, "SELECT revision FROM changesets WHERE plan_id=1"))
    lie = "UPDATE changesets SET reason = 'A lie' WHERE plan_id = 1 AND revision = ?"
    database.execute(lie, (revision,))
    _relink_plan(database)
    _relink_ledger(database)
    return f"revision {revision} written anew"


def a_cut_tail(database: sqlite3.Connection, choose: random.Random) -> str:
    """The last records of the database's log cut off."""
    (last,) = database.execute("SELECT max(number) FROM ledger").fetchone()
    kept = choose.randint(0, last - 1)
    database.execute("DELETE FROM ledger WHERE number > ?", (kept,))
    return f"ledger cut off after {kept}"


TAMPERINGS: tuple[Callable[[sqlite3.Connection, random.Random], str], ...] = (
    a_cell, a_cell, a_cell, a_row, a_rewritten_log, a_cut_tail,
)  # fmt: skip


def missed(times: int, seed: int) -> list[str]:
    """Which of so many tamperings nobody noticed."""
    choose, unnoticed = random.Random(seed), list[str]()
    with tempfile.TemporaryDirectory() as name:
        path, heads = written(Path(name))
        assert not is_found(path, heads)
        for _number in range(times):
            copy = Path(shutil.copy(path, path.with_name("copy.sqlite")))
            database = sqlite3.connect(copy)
            tamper = choose.choice(TAMPERINGS)
            what = tamper(database, choose)
            database.commit()
            database.close()
            if not is_found(copy, [] if tamper is a_cell else heads):
                unnoticed.append(what)
    return unnoticed


def _receipts(plan: str) -> Iterator[Receipt]:
    for number in range(2):
        yield Receipt(
            issue=1, ministry="M-01", file=f"{plan}{number}.xlsx", digest="x", revision=0,
            actor=ACTOR,
        )  # fmt: skip


def _row(database: sqlite3.Connection, choose: random.Random) -> tuple[str, int]:
    names = _column(database, "SELECT name FROM sqlite_master WHERE type = 'table'")
    filled = {
        name: ids
        for name in sorted(set(names) - NOT_IN_A_CHAIN)
        if (ids := _column(database, f'SELECT rowid FROM "{name}"'))
    }
    table = choose.choice(list(filled))
    return table, choose.choice(filled[table])


def _column(database: sqlite3.Connection, query: str) -> list[Any]:
    return [value for (value,) in database.execute(query)]


def _lines(database: sqlite3.Connection, query: str) -> list[dict[str, object]]:
    found = database.execute(query)
    names = [name for name, *_ in found.description]
    return [dict(zip(names, line, strict=True)) for line in found]


def _relink_ledger(database: sqlite3.Connection) -> None:
    previous = ""
    heads = dict(database.execute("SELECT name, head FROM plans").fetchall())
    for line in _lines(database, "SELECT * FROM ledger ORDER BY number"):
        told = {**line, "previous_hash": previous}
        known = json.loads(str(told["heads"]))
        if NAME in known:
            told["heads"] = json.dumps({**known, NAME: heads[NAME]}, separators=(",", ":"))
        del told["hash"]
        previous = hash_of(told)
        database.execute(
            "UPDATE ledger SET previous_hash = ?, hash = ?, heads = ? WHERE number = ?",
            (told["previous_hash"], previous, told["heads"], line["number"]),
        )


def _relink_plan(database: sqlite3.Connection) -> None:
    events = [("changesets", line) for line in _lines(database, "SELECT * FROM changesets "
                                                      "WHERE plan_id = 1")]  # fmt: skip
    for table in ("issues", "receipts", "decisions_on_returns"):
        events += [
            (table, line) for line in _lines(database, f"SELECT * FROM {table} WHERE plan_id = 1")
        ]
    following = {line["previous_hash"]: (table, line) for table, line in events}
    was, previous = "", ""
    while (found := following.get(was)) is not None:
        table, line = found
        was = str(line["hash"])
        told = {**line, "previous_hash": previous}
        del told["hash"], told["plan_id"]
        if table == "changesets":
            names = "seq, action, table_name, row_id, column_name, before, after, cell, "
            query = (
                f'SELECT {names} "values", cells FROM changes WHERE plan_id = 1 AND revision = '
                f"{line['revision']} ORDER BY seq"
            )
            told["changes"] = _lines(database, query)
        else:
            told |= {"own_kind": told["kind"]} if "kind" in told else {}
            told["kind"] = table
        made = hash_of(told)
        database.execute(
            f"UPDATE {table} SET previous_hash = ?, hash = ? WHERE hash = ?", (previous, made, was)
        )
        previous = made
    database.execute("UPDATE plans SET head = ? WHERE id = 1", (previous,))


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]] or [300]
    left = missed(given[0], *(given[1:] or [1]))
    print(f"{given[0]} tamperings, {len(left)} not found", *left, sep="\n")  # noqa: T201  # it is run by hand
    sys.exit(bool(left))
