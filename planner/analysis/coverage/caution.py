"""What stands beside an action or a programme: public evidence on it, and what it may raise."""

from __future__ import annotations

from collections.abc import Callable

from planner.choices import LinkState
from planner.messages import Message, _, verbatim
from planner.plan import Plan
from planner.reference import Reference
from planner.tables import Action, Harm


def evidence_on(catalogue: str, reference: Reference) -> tuple[Message, ...]:
    """What public findings say of each tool that a catalogue action uses, in words."""
    return tuple(
        _(
            "fewer harms {fewer}, no clear effect {mixed}, more harm {more} of {number} findings "
            "({tool})",
            tool=Message(tool.tool),
            fewer=tool.fewer,
            mixed=tool.none_or_mixed,
            more=tool.more,
            number=tool.fewer + tool.none_or_mixed + tool.more,
        )
        for tool in reference.tools_for(catalogue)
    )


def evidence_of(plan: Plan, reference: Reference) -> Callable[[str], tuple[Message, ...]]:
    """What gives the evidence on an action of the plan, by its id."""
    entries = {row.id: row.catalogue for row in plan.of(Action)}
    return lambda key: evidence_on(entries.get(key, ""), reference)


def signs_raised(plan: Plan, reference: Reference) -> Callable[[str], tuple[Message, ...]]:
    """What gives the signs that a programme or an action may raise, by its id, in words.

    They are those on record that nobody has rejected, and those that the catalogue warns of and
    nobody has checked. An example: 7.3 without mitigation gives “7.3 (nothing is done about it)”.
    """
    found: dict[str, dict[str, Message | None]] = {}
    for harm in plan.of(Harm):
        said = verbatim(harm.sign) if harm.mitigation else _open(harm.sign)
        is_rejected = harm.state is LinkState.REJECTED
        found.setdefault(harm.programme or harm.action, {})[harm.sign] = (
            None if is_rejected else said
        )
    for action in plan.of(Action):
        entry = reference.action_by_id.get(action.catalogue)
        for sign in entry.may_aggravate if entry else ():
            unchecked = _("{sign} (by the catalogue, not checked)", sign=sign)
            found.setdefault(action.id, {}).setdefault(sign, unchecked)
    return lambda key: tuple(one for one in found.get(key, {}).values() if one is not None)


def _open(sign: str) -> Message:
    return _("{sign} (nothing is done about it)", sign=sign)
