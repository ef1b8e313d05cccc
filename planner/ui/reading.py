"""The suggestions of a large plan, thought about in the background while the pages go on."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import streamlit as st

from planner.plan import Plan
from planner.services.mapping import Proposal, suggestions
from planner.tables import Programme
from planner.ui import state

LARGE: Final = 400
"""From so many programmes on a page no longer waits for all of them to be read."""

_NEW: Final = 200  # programmes, at most, that a page reads while somebody waits
_STALE: Final = 20  # changesets after which what was decided is learned from again


@dataclass
class ReadAhead:
    """How far a plan was read: the copy last read to its end, and the one under way."""

    done: Plan | None = None
    under_way: tuple[Plan, Future[object]] | None = None

    def settle(self) -> None:
        """Take note of a reading that came to its end; what stopped it is raised here."""
        if self.under_way is not None and self.under_way[1].done():
            plan, future = self.under_way
            self.under_way = None
            future.result()
            self.done = plan

    def serves(self, plan: Plan) -> bool:
        """Whether so few programmes are unread that a page may read them itself."""
        if self.done is None:
            return False
        known = self.done.by_id(Programme)
        return sum(1 for row_id in plan.by_id(Programme) if row_id not in known) <= _NEW

    def is_stale(self, plan: Plan) -> bool:
        """Whether the plan should be read again."""
        return self.done is None or not 0 <= plan.revision - self.done.revision < _STALE


def proposals_of(plan: Plan) -> tuple[Proposal, ...] | None:
    """What is proposed for every programme of a plan; None while a large one is first read."""
    reading = read_ahead(plan)
    if reading is None:
        return state.computed(suggestions, plan)
    if reading.done is None or not reading.serves(plan):
        return None
    return state.computed(_taught, plan, reading.done.revision)


def _taught(plan: Plan, _revision: int) -> tuple[Proposal, ...]:
    """What is proposed for a plan by what the copy last read taught."""
    return suggestions(plan, taught_by=_readings()[state.session().plan_key].done)


def read_ahead(plan: Plan) -> ReadAhead | None:
    """Begin to read a large plan in the background, or again when it has moved on; else None."""
    if len(plan.by_id(Programme)) < LARGE:
        return None
    reading = _readings().setdefault(state.session().plan_key, ReadAhead())
    reading.settle()
    if reading.under_way is None and (reading.is_stale(plan) or not reading.serves(plan)):
        reading.under_way = (plan, _thread().submit(suggestions, plan))
    return reading


@st.cache_resource(show_spinner=False)
def _readings() -> dict[str, ReadAhead]:
    return {}


@st.cache_resource(show_spinner=False)
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="suggestions")
