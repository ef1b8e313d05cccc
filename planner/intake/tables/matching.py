"""Which column of a file is which column of the plan: by its header, and by what stands below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from planner.intake.tables import header_vocabulary
from planner.intake.tables.cell_evidence import Evidence, fit
from planner.intake.tables.guesses import (
    CONTENT_ONLY,
    Columns,
    fill_fallbacks,
    guess_by_content,
    sums_without_whole,
    unit_of_rows,
    weigh_values,
)
from planner.intake.tables.header_roots import leaning
from planner.intake.tables.header_vocabulary import PROGRAMMES, Guess
from planner.intake.tables.headings import Heading
from planner.intake.tables.layouts import Layout, columns_in, layout_of
from planner.intake.tables.weights import weights
from planner.messages import _
from planner.plan import all_tables, table_named
from planner.schema import Column, Kind, Table

_W: Final = weights("matching")
_DAYS: Final = ("start", "end")  # where one column fills the blanks of another


@dataclass(frozen=True, kw_only=True)
class Matching:
    """The columns of a file matched to one table of the plan; `layout` is the agreed one it has.

    `known` are headers that mean something the plan has no column for: letters → what it is. `kept`
    are those without a column whose texts a person keeps in the note of the row. `sums` are columns
    of money of which none is the whole, where no budget was found; `unit` says in each row in what
    its sum is.
    """

    table: str
    guesses: Mapping[str, Guess]
    unmatched: tuple[Heading, ...]
    known: Mapping[int, str] = field(default_factory=dict[int, str])
    score: float = 0.0
    layout: Layout | None = None
    kept: tuple[Heading, ...] = ()
    sums: tuple[Heading, ...] = ()
    unit: Heading | None = None

    @property
    def columns(self) -> dict[str, int]:
        """The number of the column that each field is read from."""
        return {name: guess.heading.column for name, guess in self.guesses.items()}


_Ranked = tuple[float, Guess]
"""What a column may be, and its place among others."""


def best_matching(headings: Sequence[Heading], seen: Mapping[int, Evidence]) -> Matching | None:
    """The table whose columns fit the headings best; None when none fits at all."""
    found = [match(table.name, headings, seen) for table in all_tables() if table.name != "plan"]
    possible = [matching for matching in found if _complete(matching)]
    return max(possible, key=lambda matching: matching.score, default=None)


def match(
    table: str,
    headings: Sequence[Heading],
    seen: Mapping[int, Evidence],
    chosen: Mapping[str, int] | None = None,
) -> Matching:
    """The headings matched to a table.

    `chosen` is a person's word: field → column number, 0 for a field that no column holds.
    """
    declared = table_named(table)
    chosen = chosen or {}
    layout = layout_of(headings) if table == PROGRAMMES else None
    taken = _agreed(layout, headings) if layout else dict[str, Guess]()
    for name, column in chosen.items():
        taken = {n: g for n, g in taken.items() if n != name and g.heading.column != column}
        if column:
            taken[name] = _by_person(name, column, headings)
    lacking = {name for name, column in chosen.items() if not column}
    lacking |= layout.absent - chosen.keys() if layout else frozenset()
    known: dict[int, str] = {}
    ranked = [c for h in headings for c in _candidates(declared, h, seen[h.column], known)]
    _assign([one for one in ranked if one[1].field not in lacking], taken)
    unit: Heading | None = None
    sums: tuple[Heading, ...] = ()
    if table == PROGRAMMES:
        columns = Columns(headings, seen, taken, known)
        guess_by_content(columns)
        if not layout:
            weigh_values(columns, {"purpose_code", "budget"} - chosen.keys())
        fill_fallbacks(columns)
        unit = unit_of_rows(columns)
        sums = () if "budget" in lacking else sums_without_whole(columns)
    taken = {name: guess for name, guess in taken.items() if name not in lacking}
    places = (one for guess in taken.values() for one in (guess.heading, *guess.fallbacks))
    used = {one.column for one in (*places, unit) if one}
    unmatched = (h for h in headings if h.column not in used and (h.name or seen[h.column].cells))
    return Matching(
        table=table,
        guesses={c.name: taken[c.name] for c in declared.columns if c.name in taken},
        unmatched=tuple(unmatched),
        known=known,
        score=_score(declared, taken),
        layout=layout,
        sums=sums,
        unit=unit,
    )


def _agreed(layout: Layout, headings: Sequence[Heading]) -> dict[str, Guess]:
    return {
        name: Guess(
            field=name,
            heading=first,
            confidence=1.0,
            reason=layout.reason,
            fallbacks=tuple(fallbacks),
        )
        for name, (first, *fallbacks) in columns_in(layout, headings).items()
    }


def _by_person(name: str, column: int, headings: Sequence[Heading]) -> Guess:
    heading = next((h for h in headings if h.column == column), Heading(column=column, name=""))
    return Guess(field=name, heading=heading, confidence=1.0, reason=_("chosen by you"))


def _candidates(
    declared: Table, heading: Heading, seen: Evidence, known: dict[int, str]
) -> list[_Ranked]:
    """What a column may be by its heading, where its cells do not speak against it."""
    words = header_vocabulary.words_of(declared.name)
    possible = header_vocabulary.matches(declared.name, heading)
    elsewhere = next((each for each in possible if each.field in words.known), None)
    if elsewhere:
        known[heading.column] = elsewhere.field
    least = elsewhere.confidence if elsewhere else 0.0
    found: list[_Ranked] = []
    for each in possible:
        if each.field in words.known or each.confidence < least:
            continue
        suits = _suits(declared, each.field, seen, each.confidence, doubtful=bool(elsewhere))
        by_header = 1 - _W["cells"]
        confidence = each.confidence * (by_header + _W["cells"] * suits)
        if suits and confidence >= _W["least"]:
            order = confidence + _W["filled"] * seen.filled + _ahead(each.field, heading, seen)
            found.append((order, replace(each, heading=heading, confidence=confidence)))
    return found


def _ahead(name: str, heading: Heading, seen: Evidence) -> float:
    """How much a column goes before others of its field, by its header and by its cells."""
    ahead = _W["preferred"] * header_vocabulary.preference(heading.whole)
    if name == "budget":
        ahead += _W["whole_sum"] * leaning(heading.whole)
    if name == "purpose_code":
        ahead += _W["whole_codes"] * seen["five_digits"]
    if name == "title":  # the name of each row, and not of what several of them belong to
        ahead += _W["title_word"] * min(seen.words, _W["title_words"])
        ahead -= _W["repeated_title"] * (1 - seen.distinct)
        ahead -= _W["title_of_a_body"] * (seen["bodies"] > _W["half"])
    return ahead


def _suits(declared: Table, name: str, seen: Evidence, score: float, *, doubtful: bool) -> float:
    """How well the cells suit the column, 0 to 1; 0 rules it out."""
    column = declared.column(name)
    if column.kind is Kind.ID:
        return _own_ids(declared, seen)
    suits = fit(column, seen)
    likely = score >= header_vocabulary.NEARLY
    if not suits and likely and not doubtful and len(seen.cells) < _W["handful"]:
        return _W["against_few_cells"]  # a handful cannot speak against a clear header
    few_answers = column.kind is Kind.CHOICE and seen.answers(column) < _W["answers"]
    if few_answers and (doubtful or not likely):
        return suits if not doubtful and seen.is_list else 0.0
    return suits if likely else _suits_unlikely(column, seen, suits, doubtful=doubtful)


def _suits_unlikely(column: Column, seen: Evidence, suits: float, *, doubtful: bool) -> float:
    """The same where the header is not quite clear: what the cells rather are rules it out."""
    match column.name:
        case "ministry":
            nobody = doubtful and seen["bodies"] < _W["half"]  # as of beneficiaries
            ruled_out = nobody or seen["countries"] > _W["not_countries"]
        case "title":
            ruled_out = seen["ids"] > _W["nearly_all"]  # "Projet" above BDI/000001
        case "reference":
            ruled_out = min(seen["ids"], seen.distinct) <= _W["references"]
        case _:
            ruled_out = column.kind is Kind.MONEY and seen["years"] > _W["nearly_all"]
    return 0.0 if ruled_out else suits


def _own_ids(declared: Table, seen: Evidence) -> float:
    """The share of cells that are ids of the planner's own; 0 when most are not."""
    own = sum(declared.id_for(declared.number_of(text)) == text for text in seen.texts)
    return own / len(seen.texts) if 2 * own > len(seen.texts) else 0.0


def _assign(ranked: Sequence[_Ranked], taken: dict[str, Guess]) -> None:
    """Give each field one column and each column one field, the surest first."""
    used = {guess.heading.column for guess in taken.values()}
    ranked = sorted(ranked, key=lambda one: (-round(one[0], 4), one[1].heading.column))
    for order, one in ranked:
        if one.field in taken or one.heading.column in used:
            continue
        used.add(one.heading.column)
        alike = [c for c in ranked if c[1].field == one.field and c[1].heading != one.heading]
        alike.sort(key=lambda other: -other[0])
        others = tuple(
            other.heading
            for place, other in alike
            if place > order - _W["close"] or _is_other_day(other)
        )
        taken[one.field] = replace(
            one,
            confidence=round(one.confidence, 2),
            alternatives=others,
            fallbacks=others if one.field in _DAYS else (),
        )
    for name, guess in taken.items():
        own = {heading.column: heading for heading in guess.alternatives}
        free = tuple(heading for column, heading in own.items() if column not in used)
        fallbacks = tuple(heading for heading in guess.fallbacks if heading.column not in used)
        taken[name] = replace(guess, alternatives=free, fallbacks=fallbacks)


def _is_other_day(one: Guess) -> bool:
    """Whether a column holds days that were planned, or revised, beside those of another one."""
    return one.field in _DAYS and bool(header_vocabulary.preference(one.heading.whole))


def _complete(matching: Matching) -> bool:
    """Whether the columns that a row of the table cannot do without are there."""
    declared = table_named(matching.table)
    if matching.table == PROGRAMMES:
        return bool(matching.guesses.keys() & {"title", "reference"})
    needed = [column.name for column in declared.columns if column.required]
    return len(matching.guesses) > 1 and all(name in matching.guesses for name in needed)


def _score(declared: Table, taken: Mapping[str, Guess]) -> float:
    """How well a table fits: the confidence of all its columns, what it cannot do without twice."""
    total = sum(
        guess.confidence * (_W["required"] if declared.column(name).required else 1)
        for name, guess in taken.items()
        if guess.confidence > CONTENT_ONLY
    )
    return total + (_W["programmes"] if declared.name == PROGRAMMES else 0.0)
