"""The reference tables as this office uses them, and the suggester that works with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from planner.analysis.mapping.precedents import Precedents, precedents_of
from planner.analysis.mapping.suggestions import Subject, Suggester, SuggestionSet
from planner.analysis.risk.wordings import worded
from planner.places import templates_folder
from planner.plan import Plan
from planner.reference import Reference, load
from planner.reference.loading import given
from planner.reference.review import own_criteria
from planner.tables import Programme, Wording

OWN_ACTIONS = "catalogue_actions.csv"
OWN_CRITERIA = "review_criteria.csv"
_REMEMBERED = 50_000  # programmes whose suggestions are kept in memory
_PLANS = 4  # plans, or states of learning of one, for which they are kept
_ASKED_FOR = 12  # suggestions for one programme: more than are shown, since some are decided
_STEPS = 500  # a large plan is learned from in so many steps, since each asks about all anew

Edition = tuple[int, int]
Suggesting = Callable[[Subject], SuggestionSet]


def reference(plan: Plan | None = None) -> Reference:
    """Everything packaged, with the actions and the criteria that the templates folder adds.

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


def _edition() -> Edition:
    """When the office's own files were last edited; 0 for one that it does not have."""
    paths = (templates_folder() / name for name in (OWN_ACTIONS, OWN_CRITERIA))
    actions, criteria = (path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)
    return actions, criteria


@lru_cache(maxsize=1)
def _read(edition: Edition) -> Reference:
    actions, criteria = edition
    found = load(templates_folder() / OWN_ACTIONS) if actions else load()
    if not criteria:
        return found
    return replace(found, own_criteria=own_criteria(*given(templates_folder() / OWN_CRITERIA)))


@lru_cache(maxsize=_PLANS)
def _worded(edition: Edition, wordings: tuple[Wording, ...]) -> Reference:
    return worded(_read(edition), wordings)


@lru_cache(maxsize=1)
def _suggester(edition: Edition) -> Suggester:
    return Suggester(_read(edition))


@lru_cache(maxsize=_PLANS)
def _asked(edition: Edition, learned: Precedents) -> Suggesting:
    suggester = _suggester(edition).learning(learned)
    return lru_cache(maxsize=_REMEMBERED)(partial(suggester.suggest, top=_ASKED_FOR))
