"""A column of a file taken for a column of the plan, and guesses that need no header's word.

Where no header says what a column holds, its cells may; and where no column holds what a programme
needs, another may stand for it, as a district for the country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.intake.rows.units import ONE, Unit, unit_alone, unit_of
from planner.intake.tables import header_vocabulary
from planner.intake.tables.cell_evidence import Evidence
from planner.intake.tables.header_roots import leaning
from planner.intake.tables.header_vocabulary import Guess
from planner.intake.tables.headings import Heading
from planner.intake.tables.weights import weights
from planner.messages import Message, _
from planner.plan import table_named

_STATUS: Final = table_named("programmes").column("status")
_W: Final = weights("content")
CONTENT_ONLY: Final = _W["confidence"]


@dataclass(frozen=True)
class Columns:
    """The columns of one table of programmes while they are matched.

    `seen` is what stands below each heading, `taken` the guesses made, `known` what headers mean
    that the plan has no column for: both by number of the column.
    """

    headings: Sequence[Heading]
    seen: Mapping[int, Evidence]
    taken: dict[str, Guess]
    known: Mapping[int, str]

    def free(self) -> list[Heading]:
        """The headings that nothing was taken from."""
        used = {guess.heading.column for guess in self.taken.values()}
        return [heading for heading in self.headings if heading.column not in used]

    def at(self, heading: Heading) -> Evidence:
        """What stands below a heading."""
        return self.seen[heading.column]

    def take(self, field: str, heading: Heading, reason: Message, **facts: Any) -> None:
        """Take a column for a field by what stands in it, unless `facts` say how surely."""
        facts = {"confidence": CONTENT_ONLY} | facts
        self.taken[field] = Guess(field=field, heading=heading, reason=reason, **facts)

    def meaning(self, *wanted: str) -> list[Heading]:
        """The free headings that mean one of these, which the plan has no column for."""
        return [one for one in self.free() if self.known.get(one.column) in wanted]


def guess_by_content(columns: Columns) -> None:
    """Fill what no header named from columns whose cells can hardly be anything else."""
    free = [h for h in columns.free() if len(columns.at(h).cells) >= _W["cells"]]
    unnamed = [h for h in free if h.column not in columns.known]
    dated = columns.taken.keys() & {"start", "end"}
    days = [] if dated else _pair_of_dates(unnamed, columns)
    found = [*days, *_telling(free, columns), *_sole_sum(unnamed, columns)]
    found.sort(key=lambda one: -header_vocabulary.preference(one[1].whole))
    for name, heading, what in found:
        used = any(guess.heading == heading for guess in columns.taken.values())
        if name not in columns.taken and not used:
            sums = (other for field, other, _ in found if field == name == "budget")
            others = tuple(other for other in sums if other != heading)
            columns.take(name, heading, _("holds {what}", what=what), alternatives=others)


def weigh_values(columns: Columns, fields: Collection[str]) -> None:
    """Put another column in the place of one that its header says, where the cells know better.

    The whole code goes before its group, and the whole sum before a part of it.
    """
    code, budget = columns.taken.get("purpose_code"), columns.taken.get("budget")
    if code and "purpose_code" in fields and columns.at(code.heading)["five_digits"] < _W["half"]:
        whole = (one for one in columns.free() if _are_aid_codes(columns.at(one)))
        _instead(columns, code, next(whole, None), _("holds whole codes, and not their groups"))
    if budget and "budget" in fields:
        sums = [one for one in columns.free() if _holds_sums(columns.at(one))]
        whole = (one for one in sums if _is_whole(one, budget.heading, sums, columns))
        _instead(columns, budget, next(whole, None), _("holds the whole sum, and not a part of it"))


def _instead(columns: Columns, guess: Guess, heading: Heading | None, reason: Message) -> None:
    if heading is not None:
        others = (guess.heading, *(one for one in guess.alternatives if one != heading))
        columns.take(guess.field, heading, reason, alternatives=others)


def _holds_sums(cells: Evidence) -> bool:
    """Whether cells are numbers that may be sums of money: no years, counts or codes."""
    numbers = len(cells.cells) >= _W["cells"] and cells["numbers"] >= _W["nearly_all"]
    return numbers and cells["years"] < _W["nearly_all"] and not cells.is_count


def _is_whole(whole: Heading, part: Heading, sums: Sequence[Heading], columns: Columns) -> bool:
    """Whether a column is the whole of what another is a part of, in every row.

    A header says so of the part, or a third column is the rest.
    """
    wholes, parts = columns.at(whole).amounts, columns.at(part).amounts
    rest = [one - other for one, other in zip(wholes, parts, strict=True)]
    if min(rest, default=0) < 0 or not any(rest) or not all(wholes):
        return False
    others = (columns.at(one).amounts for one in sums if one not in (whole, part))
    return leaning(part.name) < 0 or any(other == rest for other in others)


def sums_without_whole(columns: Columns) -> tuple[Heading, ...]:
    """Columns of money of which none is the whole sum; none where there is but one."""
    if "budget" in columns.taken:
        return ()
    sums = [one for one in columns.free() if _holds_sums(columns.at(one))]
    money = [one for one in sums if _is_money(one, columns.at(one))] or [
        one
        for one in sums
        if one.column not in columns.known and columns.at(one).usual >= _W["large"]
    ]
    return tuple(money) if len(money) > 1 else ()


def unit_of_rows(columns: Columns) -> Heading | None:
    """The column that says in each row in what unit its sum is, as "thousand" or "USD million"."""
    budget = columns.taken.get("budget")
    if budget and unit_of(budget.heading.whole, ()).scale != ONE:
        return None
    for heading in columns.free():
        told = [unit_alone(text) for text in columns.at(heading).texts]
        known = [unit for unit in told if unit]
        least = _W["half"] if columns.known.get(heading.column) == "unit" else _W["nearly_all"]
        if known and len(known) >= least * len(told) and any(u.scale != ONE for u in known):
            return heading
    return None


Found = tuple[str, Heading, Message]


def _telling(free: Sequence[Heading], columns: Columns) -> Iterator[Found]:
    """What each column must be by its cells alone: field, heading, what it holds."""
    for heading in free:
        cells, seems = columns.at(heading), columns.known.get(heading.column, "")
        if seems in ("", "sector") and _are_aid_codes(cells):
            yield "purpose_code", heading, _("aid codes of five digits")
        elif seems in ("", "place") and cells["bodies"] >= _W["bodies"] and cells["numbers"] == 0:
            if cells.words >= _W["words_of_a_body"]:
                yield "ministry", heading, _("names of ministries and agencies")
        elif not seems:
            yield from _plain(heading, cells)


def _plain(heading: Heading, cells: Evidence) -> Iterator[Found]:
    if cells["countries"] >= _W["countries"]:
        yield "country", heading, _("names of countries")
    elif cells["currencies"] >= _W["nearly_all"] and cells["numbers"] < _W["few"]:
        yield "currency", heading, _("names of currencies")
    elif cells.answers(_STATUS) >= _W["answers"] and cells.is_list:
        yield "status", heading, _("words for where a programme stands")
    elif _is_money(heading, cells):
        yield "budget", heading, _("sums of money")
    elif min(cells.distinct, cells.filled) >= _W["nearly_all"] and cells.words >= _W["title_words"]:
        yield "title", heading, _("a different text in every row")


def _are_aid_codes(cells: Evidence) -> bool:
    return (
        cells["purpose_codes"] >= _W["aid_codes"]
        and cells["five_digits"] >= _W["five_digits"]
        and cells.filled > _W["aid_codes_filled"]
    )


def _is_money(heading: Heading, cells: Evidence) -> bool:
    """Whether a column of numbers says in what money they are, in its header or its cells."""
    if cells["numbers"] < _W["nearly_all"] or cells["years"] > _W["nearly_all"]:
        return False
    return cells["with_currency"] >= _W["half"] or unit_of(heading.whole, ()) != Unit()


def _sole_sum(free: Sequence[Heading], columns: Columns) -> list[Found]:
    """The only column of large numbers that differ, where nothing else may be a sum."""
    found = [(heading, columns.at(heading)) for heading in free]
    large = [
        (heading, cells)
        for heading, cells in found
        if _holds_sums(cells) and cells.usual >= _W["large"]
    ]
    if len(large) != 1 or large[0][1].distinct < _W["half"] or large[0][1].same_length:
        return []
    return [("budget", large[0][0], _("the only large numbers"))]


def _pair_of_dates(free: Sequence[Heading], columns: Columns) -> list[Found]:
    """Two columns of days under headers nobody knows: the first is the start."""
    found = [(heading, columns.at(heading)) for heading in free]
    days = [
        h
        for h, cells in found
        if cells["dates"] >= _W["nearly_all"] and cells["numbers"] < _W["half"]
    ]
    if len(days) != 2:
        return []
    return [
        ("start", days[0], _("dates, and stands before the other dates")),
        ("end", days[1], _("dates, and stands after the other dates")),
    ]


def fill_fallbacks(columns: Columns) -> None:
    """Fill country, start and title, where no column holds them, from what comes nearest."""
    places = [one for one in columns.meaning("place") if columns.at(one)["numbers"] < _W["half"]]
    if places and "country" not in columns.taken:
        nearest = min(places, key=header_vocabulary.nearness)
        columns.take(
            "country",
            nearest,
            _(
                "header “{header}” names a place, and no column names a country",
                header=nearest.whole,
            ),
            confidence=_W["place_for_country"],
            alternatives=tuple(one for one in places if one != nearest),
            is_fallback=True,
        )
    days = [one for one in columns.meaning("approval") if _are_days(columns.at(one))]
    if days and "start" not in columns.taken:
        columns.take(
            "start",
            days[0],
            _(
                "header “{header}” names the day of a decision, and no column the start",
                header=days[0].whole,
            ),
            alternatives=tuple(days[1:]),
            is_fallback=True,
        )
    _description_for_title(columns)


def _are_days(cells: Evidence) -> bool:
    return cells["dates"] >= _W["nearly_all"] and cells.distinct > _W["few"]


def _description_for_title(columns: Columns) -> None:
    """Where no column holds a title, short descriptions that differ from row to row are titles."""
    described = columns.taken.get("description")
    if "title" in columns.taken or described is None:
        return
    possible = header_vocabulary.matches(header_vocabulary.PROGRAMMES, described.heading)
    believed = described.confidence > _W["believed_header"]
    if believed and all(one.field != "title" for one in possible):
        return
    cells = columns.at(described.heading)
    differ = cells.distinct >= _W["half"] and len(cells.cells) >= _W["cells"]
    if cells.words <= _W["longest_title"] and differ:
        del columns.taken["description"]
        reason = _("{reason}, and no column holds a title", reason=described.reason)
        columns.take("title", described.heading, reason, confidence=_W["description_for_title"])
