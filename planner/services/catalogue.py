"""The reference tables as this office uses them, and the suggester that works with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from planner.analysis.mapping.precedents import Precedents, precedents_of
from planner.analysis.mapping.suggestions import Subject, Suggester, SuggestionSet
from planner.analysis.risk.wordings import worded
from planner.places import templates_folder
from planner.plan import Plan
from planner.reference import Reference, load
from planner.tables import Programme, Wording

OWN_ACTIONS = "catalogue_actions.csv"
_REMEMBERED = 50_000  # programmes whose suggestions are kept in memory
_PLANS = 4  # plans, or states of learning of one, for which they are kept
_ASKED_FOR = 12  # suggestions for one programme: more than are shown, since some are decided
_STEPS = 500  # a large plan is learned from in so many steps, since each asks about all anew

Suggesting = Callable[[Subject], SuggestionSet]


def reference(plan: Plan | None = None) -> Reference:
    """Everything packaged, and the actions in the templates folder's catalogue_actions.csv.

    With a plan, in the wordings that its office has confirmed. Raises BrokenReference when the
    office's file contradicts itself. An edited file is read anew.
    """
    return reference_worded(plan.of(Wording) if plan else ())


def reference_worded(wordings: tuple[Wording, ...]) -> Reference:
    """The same in these wordings."""
    return _worded(_edition(), wordings)


def suggesting(plan: Plan | None = None) -> Suggesting:
    """What tells which actions a programme may serve, taught by the decisions of the plan.

    Each programme is thought about once for each state of learning. A plan of thousands is learned
    from a few decisions at a time.
    """
    return _asked(_edition(), _taught(plan) if plan else Precedents())


def _taught(plan: Plan) -> Precedents:
    precedents = precedents_of(plan).precedents
    step = max(1, len(plan.by_id(Programme)) // _STEPS)
    return Precedents(precedents[: len(precedents) - len(precedents) % step])


def _edition() -> int:
    """When the office's own catalogue was last edited; 0 when it has none."""
    path = templates_folder() / OWN_ACTIONS
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=1)
def _read(edition: int) -> Reference:
    return load(templates_folder() / OWN_ACTIONS) if edition else load()


@lru_cache(maxsize=_PLANS)
def _worded(edition: int, wordings: tuple[Wording, ...]) -> Reference:
    return worded(_read(edition), wordings)


@lru_cache(maxsize=1)
def _suggester(edition: int) -> Suggester:
    return Suggester(_read(edition))


@lru_cache(maxsize=_PLANS)
def _asked(edition: int, learned: Precedents) -> Suggesting:
    suggester = _suggester(edition).learning(learned)
    return lru_cache(maxsize=_REMEMBERED)(partial(suggester.suggest, top=_ASKED_FOR))
