"""The empty list that a ministry fills in with what it does."""

from __future__ import annotations

from typing import Final

from planner.exports import blank_list as empty
from planner.languages.catalogues import MINISTRY
from planner.languages.voice import complete_voice
from planner.places import templates_folder
from planner.plan import Plan
from planner.services.beyond_codes import in_order
from planner.tables import Ministry

DOMAINS: Final = MINISTRY | {"reference"}


def blank_list(plan: Plan, language: str = "") -> bytes:
    """A workbook with the plan's ministries and every catalogue action to choose from.

    In the language asked for, else the plan's, else English; WrongValue for a language in which it
    is not complete, BrokenReference when the office's own words cannot be used.
    """
    wished = language or plan.details.language
    voice = complete_voice(wished, DOMAINS, empty.TITLE, templates_folder())
    offered = empty.BlankList(
        kinds=[f"{one.id} {voice.tell(one.name)}" for one in in_order(plan)],
        ministries=[one.name for one in plan.of(Ministry)],
    )
    return empty.write(offered, voice)
