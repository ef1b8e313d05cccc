"""Columns known by their cells alone, where no header says what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planner.intake.rows.units import Unit, unit_of
from planner.intake.tables.evidence import Evidence
from planner.intake.tables.guesses import CONTENT_ONLY, Guess
from planner.intake.tables.headings import Heading
from planner.plan import table_named

_STATUS = table_named("programmes").column("status")
_LARGE = 1_000  # a usual sum of money is larger


def guess_by_content(
    headings: Sequence[Heading],
    seen: Mapping[int, Evidence],
    taken: dict[str, Guess],
    known: Mapping[int, str],
) -> None:
    """Fill what no header named from columns whose cells can hardly be anything else."""
    used = {guess.heading.column for guess in taken.values()}
    free = [h for h in headings if h.column not in used]
    free = [h for h in free if len(seen[h.column].cells) >= 2]
    unnamed = [h for h in free if h.column not in known]
    days = _pair_of_dates(unnamed, seen) if not taken.keys() & {"start", "end"} else []
    for name, heading, what in (*days, *_telling(free, seen, known), *_sole_sums(unnamed, seen)):
        if name not in taken and heading.column not in used:
            used.add(heading.column)
            taken[name] = Guess(
                field=name, heading=heading, confidence=CONTENT_ONLY, reason=f"holds {what}"
            )


def _telling(
    free: Sequence[Heading], seen: Mapping[int, Evidence], known: Mapping[int, str]
) -> Iterator[tuple[str, Heading, str]]:
    """What each column must be by its cells alone: field, heading, what it holds."""
    for heading in free:
        cells, seems = seen[heading.column], known.get(heading.column, "")
        if seems in ("", "sector") and _are_aid_codes(cells):
            yield "purpose_code", heading, "aid codes of five digits"
        elif seems in ("", "place") and cells.bodies >= 0.6 and cells.numbers == 0:
            if cells.words >= 2:
                yield "ministry", heading, "names of ministries and agencies"
        elif not seems:
            yield from _plain(heading, cells)


def _plain(heading: Heading, cells: Evidence) -> Iterator[tuple[str, Heading, str]]:
    if cells.countries >= 0.8:
        yield "country", heading, "names of countries"
    elif cells.currencies >= 0.9 and cells.numbers < 0.1:
        yield "currency", heading, "names of currencies"
    elif cells.answers(_STATUS) >= 0.8 and cells.is_list:
        yield "status", heading, "words for where a programme stands"
    elif _is_money(heading, cells):
        yield "budget", heading, "sums of money"
    elif cells.distinct >= 0.9 and cells.words >= 3 and cells.filled >= 0.9:
        yield "title", heading, "a different text in every row"


def _are_aid_codes(cells: Evidence) -> bool:
    return cells.purpose_codes >= 0.6 and cells.five_digits >= 0.8 and cells.filled > 0.3


def _is_money(heading: Heading, cells: Evidence) -> bool:
    """Whether a column of numbers says in what money they are, in its header or its cells."""
    if cells.numbers < 0.9 or cells.years > 0.9:
        return False
    return cells.with_currency >= 0.5 or unit_of(heading.whole, ()) != Unit()


def _sole_sums(
    free: Sequence[Heading], seen: Mapping[int, Evidence]
) -> list[tuple[str, Heading, str]]:
    """The only column of large numbers that differ, where nothing else may be a sum."""
    numbers = [h for h in free if seen[h.column].numbers >= 0.9 and seen[h.column].years < 0.9]
    large = [h for h in numbers if seen[h.column].usual >= _LARGE and not seen[h.column].is_count]
    if len(large) != 1 or seen[large[0].column].distinct < 0.5:
        return []
    if seen[large[0].column].same_length:
        return []
    return [("budget", large[0], "the only large numbers")]


def _pair_of_dates(
    free: Sequence[Heading], seen: Mapping[int, Evidence]
) -> list[tuple[str, Heading, str]]:
    """Two columns of days under headers nobody knows: the first is the start."""
    days = [h for h in free if seen[h.column].dates >= 0.9 and seen[h.column].numbers < 0.5]
    if len(days) != 2:
        return []
    return [
        ("start", days[0], "dates, and stands before the other dates"),
        ("end", days[1], "dates, and stands after the other dates"),
    ]
