"""Columns that stand for one that a file does not have, as a district for the country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.intake.tables import header_vocabulary
from planner.intake.tables.evidence import Evidence
from planner.intake.tables.guesses import CONTENT_ONLY, Guess
from planner.intake.tables.headings import Heading

_MERELY_LIKELY = 0.85  # a header that says "description" in so many words is believed
_MOST_WORDS = 25  # of a text that may stand for a title


def fill_fallbacks(
    headings: Sequence[Heading],
    seen: Mapping[int, Evidence],
    taken: dict[str, Guess],
    known: Mapping[int, str],
) -> None:
    """Fill country, start and title, where no column holds them, from what comes nearest."""
    _place_for_country(headings, seen, taken, known)
    _approval_for_start(headings, seen, taken, known)
    _description_for_title(seen, taken)


def _place_for_country(
    headings: Sequence[Heading],
    seen: Mapping[int, Evidence],
    taken: dict[str, Guess],
    known: Mapping[int, str],
) -> None:
    """Where no column names a country, the one that names a district or state stands for it."""
    used = {guess.heading.column for guess in taken.values()}
    places = [h for h in headings if known.get(h.column) == "place" and h.column not in used]
    places = [h for h in places if seen[h.column].numbers < 0.5]
    if "country" in taken or not places:
        return
    best = min(places, key=header_vocabulary.nearness)
    taken["country"] = Guess(
        field="country",
        heading=best,
        confidence=0.6,
        reason=f"header “{best.whole}” names a place, and no column names a country",
        alternatives=tuple(h for h in places if h != best),
        is_fallback=True,
    )


def _approval_for_start(
    headings: Sequence[Heading],
    seen: Mapping[int, Evidence],
    taken: dict[str, Guess],
    known: Mapping[int, str],
) -> None:
    """Where nothing says when it starts, the day it was signed or approved stands for it."""
    used = {guess.heading.column for guess in taken.values()}
    days = [h for h in headings if known.get(h.column) == "approval" and h.column not in used]
    days = [h for h in days if seen[h.column].dates >= 0.9 and seen[h.column].distinct > 0.1]
    if "start" in taken or not days:
        return
    taken["start"] = Guess(
        field="start",
        heading=days[0],
        confidence=CONTENT_ONLY,
        reason=f"header “{days[0].whole}” names the day of a decision, and no column the start",
        alternatives=tuple(days[1:]),
        is_fallback=True,
    )


def _description_for_title(seen: Mapping[int, Evidence], taken: dict[str, Guess]) -> None:
    """Where no column holds a title, short descriptions that differ from row to row are titles."""
    described = taken.get("description")
    if "title" in taken or described is None:
        return
    possible = header_vocabulary.matches(header_vocabulary.PROGRAMMES, described.heading)
    if described.confidence > _MERELY_LIKELY and all(one.field != "title" for one in possible):
        return
    cells = seen[described.heading.column]
    if cells.words > _MOST_WORDS or cells.distinct < 0.5 or len(cells.cells) < 2:
        return
    del taken["description"]
    taken["title"] = Guess(
        field="title",
        heading=described.heading,
        confidence=0.6,
        reason=f"{described.reason}, and no column holds a title",
    )
