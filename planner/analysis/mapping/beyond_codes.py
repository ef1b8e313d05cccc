"""The prevention actions that no aid code leads to, and which of them a plan has programmes for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.analysis.actions.drafting import fits
from planner.choices import LinkState
from planner.messages import Message, _, ngettext, paragraph
from planner.plan import Plan
from planner.reference import CatalogueAction, Reference
from planner.tables import Link


@dataclass(frozen=True, kw_only=True)
class BeyondCodes:
    """The actions of the catalogue that can be had only by asking a ministry what it does.

    `of` counts all of the catalogue that fits a plan for home, abroad or both; `programmes` are
    the ids of those that are confirmed to serve each of the actions, for actions that have some.
    """

    actions: tuple[CatalogueAction, ...]
    of: int
    programmes: Mapping[str, tuple[str, ...]]

    @property
    def without(self) -> tuple[CatalogueAction, ...]:
        """Those of the actions that no programme of the plan serves yet."""
        return tuple(one for one in self.actions if one.id not in self.programmes)

    @property
    def sentence(self) -> Message:
        """The same in two sentences."""
        beyond = len(self.actions)
        return paragraph(
            _(
                "{beyond} of the {of} prevention actions cannot be reached from any aid code.",
                beyond=beyond,
                of=self.of,
            ),
            ngettext(
                "{number} of these {beyond} has no programme in this plan yet.",
                "{number} of these {beyond} have no programme in this plan yet.",
                len(self.without),
                beyond=beyond,
            ),
        )


def beyond_codes(plan: Plan, reference: Reference) -> BeyondCodes:
    """What no aid code leads to, at any strength, withdrawn codes included.

    A plan for home is not told that it lacks an arms embargo. Of an office's own actions no aid
    code can know, so they are not counted.
    """
    reached = {action for code in reference.purpose_codes for action in code.action_ids}
    packaged = tuple(
        one for one in reference.actions if one.id not in reference.own_actions and fits(plan, one)
    )
    actions = tuple(one for one in packaged if one.id not in reached)
    wanted = {one.id for one in actions}
    programmes: dict[str, tuple[str, ...]] = {}
    for link in plan.of(Link):
        if link.action in wanted and link.state is LinkState.CONFIRMED:
            programmes[link.action] = (*programmes.get(link.action, ()), link.programme)
    return BeyondCodes(actions=actions, of=len(packaged), programmes=programmes)
