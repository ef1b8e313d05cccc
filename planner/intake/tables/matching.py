"""Which column of a file is which column of the plan: by its header, and by what stands below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.intake.tables import header_vocabulary
from planner.intake.tables.by_content import guess_by_content
from planner.intake.tables.evidence import Evidence, fit
from planner.intake.tables.fallbacks import fill_fallbacks
from planner.intake.tables.guesses import CONTENT_ONLY, Guess
from planner.intake.tables.header_roots import leaning
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.intake.tables.headings import Heading
from planner.intake.tables.layouts import Layout, columns_in, layout_of
from planner.plan import all_tables, table_named
from planner.schema import Kind, Table

LEAST = 0.5  # a guess below this confidence is not made
_CLOSE = 0.1  # columns this close to the one taken are named beside it
_FEW = 5


@dataclass(frozen=True, kw_only=True)
class Matching:
    """The columns of a file matched to one table of the plan; `layout` is the agreed one it has.

    `known` are headers that mean something the plan has no column for: letters → what it is. `kept`
    are those without a column whose texts a person keeps in the note of the row.
    """

    table: str
    guesses: Mapping[str, Guess]
    unmatched: tuple[Heading, ...]
    known: Mapping[int, str] = field(default_factory=dict[int, str])
    score: float = 0.0
    layout: Layout | None = None
    kept: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    field: str
    heading: Heading
    confidence: float
    order: float
    reason: str


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
    candidates = [c for h in headings for c in _candidates(declared, h, seen[h.column], known)]
    _assign([one for one in candidates if one.field not in lacking], taken)
    if table == PROGRAMMES:
        guess_by_content(headings, seen, taken, known)
        fill_fallbacks(headings, seen, taken, known)
    taken = {name: guess for name, guess in taken.items() if name not in lacking}
    used = {guess.heading.column for guess in taken.values()}
    return Matching(
        table=table,
        guesses={name: taken[name] for name in _in_order(declared, taken)},
        unmatched=tuple(h for h in headings if h.column not in used and _stands(h, seen)),
        known=known,
        score=_score(declared, taken),
        layout=layout,
    )


def _stands(heading: Heading, seen: Mapping[int, Evidence]) -> bool:
    return bool(heading.name or seen[heading.column].cells)


def _agreed(layout: Layout, headings: Sequence[Heading]) -> dict[str, Guess]:
    return {
        name: Guess(
            field=name,
            heading=first,
            confidence=1.0,
            reason=f"the layout is that of {layout.name}",
            fallbacks=tuple(fallbacks),
        )
        for name, (first, *fallbacks) in columns_in(layout, headings).items()
    }


def _by_person(name: str, column: int, headings: Sequence[Heading]) -> Guess:
    heading = next((h for h in headings if h.column == column), Heading(column=column, name=""))
    return Guess(field=name, heading=heading, confidence=1.0, reason="chosen by you")


def _in_order(declared: Table, taken: Mapping[str, Guess]) -> list[str]:
    return [column.name for column in declared.columns if column.name in taken]


def _candidates(
    declared: Table, heading: Heading, seen: Evidence, known: dict[int, str]
) -> list[_Candidate]:
    """What a column may be by its heading, where its cells do not speak against it."""
    words = header_vocabulary.words_of(declared.name)
    possible = header_vocabulary.matches(declared.name, heading)
    elsewhere = next((each for each in possible if each.field in words.known), None)
    if elsewhere:
        known[heading.column] = elsewhere.field
    least = elsewhere.score if elsewhere else 0.0
    found: list[_Candidate] = []
    for each in possible:
        if each.field in words.known or each.score < least:
            continue
        suits = _suits(declared, each.field, seen, each.score, doubtful=bool(elsewhere))
        confidence = each.score * (0.75 + 0.25 * suits)
        if suits and confidence >= LEAST:
            order = confidence + 0.05 * seen.filled + _ahead(each.field, heading, seen)
            found.append(_Candidate(each.field, heading, confidence, order, each.reason))
    return found


def _ahead(name: str, heading: Heading, seen: Evidence) -> float:
    """How much a column goes before others of its field, by its header and by its cells."""
    ahead = 0.03 * header_vocabulary.preference(heading.whole)
    if name == "budget":
        ahead += 0.05 * leaning(heading.whole)
    if name == "title":  # the name of each row, and not of what several of them belong to
        ahead += 0.01 * min(seen.words, 8) - 0.3 * (1 - seen.distinct) - 0.1 * (seen.bodies > 0.5)
    return ahead


def _suits(declared: Table, name: str, seen: Evidence, score: float, *, doubtful: bool) -> float:
    """How well the cells suit the column, 0 to 1; 0 rules it out."""
    column = declared.column(name)
    if column.kind is Kind.ID:
        return _own_ids(declared, seen)
    suits = fit(column, seen)
    likely = score >= header_vocabulary.NEARLY
    if not suits and likely and not doubtful and len(seen.cells) < _FEW:
        return 0.3  # a handful of cells cannot speak against a clear header
    if column.kind is Kind.CHOICE and seen.answers(column) < 0.3 and (doubtful or not likely):
        return suits if not doubtful and seen.is_list else 0.0
    if column.name == "ministry" and not likely and seen.countries > 0.6:
        return 0.0
    if column.kind is Kind.MONEY and not likely and seen.years > 0.9:
        return 0.0
    if column.name == "title" and not likely and seen.ids > 0.9:
        return 0.0  # "Projet" above BDI/000001
    if column.name == "reference" and not likely:
        return suits if seen.ids > 0.7 and seen.distinct > 0.7 else 0.0
    return suits


def _own_ids(declared: Table, seen: Evidence) -> float:
    """The share of cells that are ids of the planner's own; 0 when most are not."""
    own = sum(declared.id_for(declared.number_of(text)) == text for text in seen.texts)
    return own / len(seen.texts) if 2 * own > len(seen.texts) else 0.0


def _assign(candidates: Sequence[_Candidate], taken: dict[str, Guess]) -> None:
    """Give each field one column and each column one field, the surest first."""
    used = {guess.heading.column for guess in taken.values()}
    for one in sorted(candidates, key=lambda c: (-round(c.order, 4), c.heading.column)):
        if one.field in taken or one.heading.column in used:
            continue
        used.add(one.heading.column)
        alternatives = tuple(
            c.heading
            for c in candidates
            if c.field == one.field and c.heading != one.heading and c.order > one.order - _CLOSE
        )
        taken[one.field] = Guess(
            field=one.field,
            heading=one.heading,
            confidence=round(one.confidence, 2),
            reason=one.reason,
            alternatives=alternatives,
        )


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
        guess.confidence * (2 if declared.column(name).required else 1)
        for name, guess in taken.items()
        if guess.confidence > CONTENT_ONLY
    )
    return total + (0.5 if declared.name == PROGRAMMES else 0.0)
