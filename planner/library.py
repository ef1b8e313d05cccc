"""The planner in a notebook: a plan and its answers in a few lines, and their tables as frames."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path

import pandas as pd  # pyright: ignore[reportMissingTypeStubs] # it has none

from planner.analysis.answers import Answer
from planner.analysis.registry import answered
from planner.languages.catalogues import ENGLISH
from planner.languages.voice import Voice
from planner.messages import Fact, Message, Share, Sum
from planner.places import data_folder
from planner.plan import Plan, table_named
from planner.schema import Choice
from planner.services import plans
from planner.services.catalogue import reference
from planner.store import Store

ACTOR = "Notebook"


def read_file(path: str | PathLike[str]) -> Plan:
    """The plan in a plan workbook or a package; UnreadableFile when there is none."""
    return plans.read_plan_file(Path(path))


def open_plan(name: str, database: str = "") -> Plan:
    """The plan of that name in a database: an SQLAlchemy URL, or the path of an SQLite file.

    Without one it is where the terminal looks: R2P_PLANNER_DB, else the file in your user folder.
    """
    named = database or os.environ.get("R2P_PLANNER_DB") or str(data_folder() / "plans.sqlite")
    store = Store(named if "://" in named else f"sqlite:///{Path(named).absolute()}")
    try:
        return plans.open_plan(ACTOR, store, name)
    finally:
        store.close()


def answer(plan: Plan, key: str, on: date | None = None) -> Answer:
    """Any answer by its key, as `r2p-planner answers` lists them, on a day or today."""
    return answered(plan, key, on or datetime.now(UTC).astimezone().date(), reference(plan))


def coverage(plan: Plan) -> Answer:
    """What covers each risk factor, and the gaps in order."""
    return answer(plan, "coverage")


def training(plan: Plan, on: date | None = None) -> Answer:
    """How many required certificates are held on a day, where not, and what comes next."""
    return answer(plan, "training", on)


def money(plan: Plan) -> Answer:
    """What the plan costs, and what of it is funded."""
    return answer(plan, "money")


def frame(what: Plan | Answer, table: str = "", language: str = ENGLISH) -> pd.DataFrame:
    """A table of a plan by its name, or of an answer by its key: its first one without a key.

    Sums of money and shares are numbers; answers of a list and sentences are told in the language.
    """
    voice = Voice(language)
    if isinstance(what, Plan):
        rows, columns = what.rows(table).values(), table_named(table).columns
        names = [column.name for column in columns]
        lines = [[_plain(getattr(row, name), voice) for name in names] for row in rows]
        return pd.DataFrame(lines, columns=names)
    found = what.table(table) if table else what.tables[0]
    keys = [column.key for column in found.columns]
    cells = [[_plain(cell, voice) for cell in found.cells(line)] for line in found.lines]
    return pd.DataFrame(cells, columns=keys)


def _plain(value: Fact, voice: Voice) -> object:
    match value:
        case Sum():
            return None if value.amount is None else float(value.amount)
        case Share():
            return None if value.share is None else float(value.share)
        case Message() | Choice() | tuple():
            return voice.fact(value)
        case _:
            return value
