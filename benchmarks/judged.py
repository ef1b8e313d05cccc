"""How suggestions fare on the titles that two analysts judged, by half and by language.

Run: python benchmarks/judged.py [learn] [kept] [learn2] [kept2] [third] [fourth]
     [written] [written_kept] [later] [unseen] [--missed]

The first draw was judged by two analysts, the others (`learn2`, `kept2`, `third`) by one. The lists
and the rule of the draw stand in tests/data/judged. `top-1` is the first action proposed, right
when either analyst named it, over the titles that both link to an action; `none` are titles that
neither analyst links; `direct` the first suggestions of strength direct, right when either analyst
called that action direct, recalled over the titles where both did. A title may raise risk where
both say so, or where one who is sure does; it is flagged by any sign that is likely or possible. A
title in a language that is not read counts as missed. At the end either half of the titles asked
for is looked at before and after the other one is confirmed as the first analyst judged it, with
all words of the glossary and with half of them. `--missed` lists what went wrong in the halves that
may be looked at. The titles of `written` and `written_kept` are not real.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from planner.analysis.mapping.evidence import NO_ACTION
from planner.analysis.mapping.precedents import Precedent, Precedents
from planner.analysis.mapping.suggestions import Band, Subject, Suggester, SuggestionSet
from planner.choices import Strength
from planner.reference import GlossaryEntry, Reference, load

FOLDER: Final = Path(__file__).parent.parent / "tests" / "data" / "judged"
HALVES: Final = MappingProxyType(
    {
        "learn": "to_learn_from",
        "kept": "kept_apart",
        "learn2": "second_to_learn_from",
        "kept2": "second_kept_apart",
        "third": "third",
        "fourth": "fourth",
        "written": "written_to_learn_from",
        "written_kept": "written_kept_apart",
        "later": "written_later",
        "unseen": "written_unseen",
    }
)
SHOWN: Final = ("learn", "kept", "learn2", "kept2", "written")
"""The halves whose misses may be looked at."""
NOT_DRAWN: Final = ("made", "recalled")
T = TypeVar("T")
READ: Final = ("en", "fr", "es", "pt", "ar", "de")
LANGUAGES: Final = (*READ, "he")


@dataclass(frozen=True)
class Judged:
    """A title with two judgements: actions by strength, and signs, of either analyst."""

    subject: Subject
    language: str
    made: bool
    serves: tuple[dict[str, str], dict[str, str]]
    raises: tuple[str, str]
    sure: tuple[bool, bool]

    @property
    def harmful(self) -> bool:
        """Whether it may raise risk: both say so, or one who is sure does."""
        said = [(bool(sign), sure) for sign, sure in zip(self.raises, self.sure, strict=True)]
        return all(one for one, _sure in said) or any(one and sure for one, sure in said)

    @property
    def linked(self) -> bool:
        """Whether both analysts name an action."""
        return all(self.serves)

    @property
    def serves_none(self) -> bool:
        """Whether neither analyst names an action."""
        return not any(self.serves)

    def direct(self) -> tuple[frozenset[str], frozenset[str]]:
        """The actions that either analyst, and that both, call direct."""
        one, other = (
            frozenset(name for name, strength in serves.items() if strength == "direct")
            for serves in self.serves
        )
        return one | other, one & other


@dataclass(frozen=True)
class Share:
    """How many of how many; none of none is shown as a dash."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 to 1; 1 where there is nothing to be wrong about."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.value:.3f} {self.right}/{self.of}" if self.of else "-"


def judged(half: str) -> list[Judged]:
    """The titles of a half, in the order of their numbers."""
    path = FOLDER / f"{HALVES[half]}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [_judged(row) for row in csv.DictReader(file)]


def _judged(row: dict[str, str]) -> Judged:
    """A row as it was judged; where there was one judge, both answers are theirs."""
    once = {"serves_b": row["serves_a"], "raises_b": row["raises_a"], "sure_b": row["sure_a"]}
    other = row if row["serves_b"] else once
    return Judged(
        subject=Subject(id=row["n"], title=row["title"], codes=(row["code"],)),
        language=row["language"],
        made=row["source"].startswith(NOT_DRAWN),
        serves=(_served(row["serves_a"]), _served(other["serves_b"])),
        raises=(row["raises_a"], other["raises_b"]),
        sure=(row["sure_a"] == "yes", other["sure_b"] == "yes"),
    )


def _served(cell: str) -> dict[str, str]:
    pairs = (one.strip().partition(":") for one in cell.split(";") if ":" in one)
    return {action: strength for action, _colon, strength in pairs}


def measures(titles: Sequence[Judged], made: Suggester) -> dict[str, Share]:
    """Every figure of the table, by its heading."""
    found = [(one, made.suggest(one.subject)) for one in titles]
    linked = [(one, told) for one, told in found if one.linked]
    said_none = [one for one, told in found if told.is_no_link]
    none = [told for one, told in found if one.serves_none]
    direct = [
        (one, told.actions[0].action)
        for one, told in found
        if not told.is_no_link
        and told.actions
        and told.actions[0].strength is Strength.DIRECT
        and told.actions[0].band is not Band.WEAK
    ]
    both = [(one, told) for one, told in found if one.direct()[1]]
    harmful = [told for one, told in found if one.harmful]
    harmless = [told for one, told in found if not one.harmful]
    return {
        "top-1": _counted(linked, lambda pair: _first_is_right(*pair)),
        "none P": _counted(said_none, lambda one: one.serves_none),
        "none R": _counted(none, lambda told: told.is_no_link),
        "direct P": _counted(direct, lambda pair: pair[1] in pair[0].direct()[0]),
        "direct R": _counted(both, lambda pair: _is_named_direct(*pair)),
        "harm R": _counted(harmful, flagged),
        "flags": _counted(harmless, flagged),
    }


def _counted(cases: Sequence[T], right: Callable[[T], bool]) -> Share:
    return Share(sum(map(right, cases)), len(cases))


def _first_is_right(one: Judged, told: SuggestionSet) -> bool:
    return bool(told.actions) and any(told.actions[0].action in serves for serves in one.serves)


def _is_named_direct(one: Judged, told: SuggestionSet) -> bool:
    return any(
        named.action in one.direct()[1] and named.strength is Strength.DIRECT
        for named in told.actions[:2]
    )


def flagged(told: SuggestionSet) -> bool:
    """Whether a person is asked about a sign that the title may raise."""
    return any(one.band is not Band.WEAK for one in told.harms)


def confirmed(titles: Iterable[Judged]) -> Iterator[Precedent]:
    """What confirming titles as the first analyst judged them leaves behind in a plan."""
    for one in titles:
        for action, strength in one.serves[0].items():
            yield Precedent(
                subject=one.subject, action=action, confirmed=True, strength=Strength(strength)
            )
        if one.serves_none:
            yield Precedent(
                subject=one.subject, action=NO_ACTION, confirmed=True, strength=Strength.NONE
            )
        if one.raises[0]:
            yield Precedent(
                subject=one.subject, action=one.raises[0], confirmed=True, strength=Strength.WEAK
            )


def fewer_words(share: float) -> Reference:
    """The reference with so many of its phrases taken away by lot, as before a new vocabulary."""
    reference, lot = load(), random.Random(7)

    def left(entries: Iterable[GlossaryEntry]) -> tuple[GlossaryEntry, ...]:
        return tuple(
            replace(one, phrases=kept or one.phrases[:1])
            for one in entries
            for kept in [tuple(phrase for phrase in one.phrases if lot.random() > share)]
        )

    cues = left(reference.harm_cues)
    return replace(reference, glossary=left(reference.glossary), harm_cues=cues)


def learning(titles: Sequence[Judged]) -> Iterator[tuple[str, dict[str, Share]]]:
    """Each half of the titles, by lot, before and after the other one is confirmed."""
    mixed = sorted(titles, key=lambda one: hashlib.sha256(one.subject.title.encode()).digest())
    halves = (mixed[::2], mixed[1::2])
    for name, reference in (("all words", load()), ("half the words", fewer_words(0.5))):
        plain = Suggester(reference)
        yield f"{name}, before", measures(mixed, plain)
        taught = [plain.learning(Precedents(tuple(confirmed(half)))) for half in halves]
        both = [measures(halves[1], taught[0]), measures(halves[0], taught[1])]
        yield (
            f"{name}, after",
            {
                key: Share(one.right + both[1][key].right, one.of + both[1][key].of)
                for key, one in both[0].items()
            },
        )


def lines(half: str) -> Iterator[str]:
    """The table of a half, line by line."""
    titles, made = judged(half), Suggester(load())
    yield f"{HALVES[half]}: {len(titles)} titles"
    rows = [
        ("all", titles),
        ("all that is read", [one for one in titles if one.language in READ]),
        *((name, [one for one in titles if one.language == name]) for name in LANGUAGES),
    ]
    rows.append(("drawn only", [one for one in titles if not one.made]))
    rows.append(("not drawn", [one for one in titles if one.made]))
    told = [(name, measures(chosen, made)) for name, chosen in rows]
    yield from table(told)


def table(rows: Iterable[tuple[str, dict[str, Share]]]) -> Iterator[str]:
    """Named rows of shares under their headings."""
    told = list(rows)
    yield f"{'':24}" + "".join(f"{heading:>16}" for heading in told[0][1])
    for name, shares in told:
        yield f"{name:24}" + "".join(f"{share!s:>16}" for share in shares.values())


def missed() -> Iterator[str]:
    """What is wrong on the halves that may be learned from."""
    made = Suggester(load())
    for one in (title for half in SHOWN for title in judged(half)):
        told = made.suggest(one.subject)
        wrong = [
            name
            for name, is_wrong in (
                ("HARM", one.harmful and not flagged(told)),
                ("FLAG", not one.harmful and flagged(told)),
                ("TOP", one.linked and not _first_is_right(one, told)),
                ("NONE", one.serves_none and not told.is_no_link),
                ("LINK", not one.serves_none and told.is_no_link),
            )
            if is_wrong
        ]
        if wrong:
            actions = [(a.action, a.confidence, str(a.strength)) for a in told.actions[:2]]
            signs = [(harm.sign, harm.confidence) for harm in told.harms[:2]]
            yield f"{' '.join(wrong)} {one.subject.id} {one.subject.title[:90]} {one.subject.codes}"
            yield f"     {round(told.none, 2)} {actions} {signs}; {one.serves} {one.raises}"


def main(arguments: list[str]) -> None:
    """Print the tables, and what was missed when asked for."""
    chosen = [half for half in HALVES if half in arguments] or list(HALVES)
    for half in chosen:
        sys.stdout.write("\n".join([*lines(half), ""]) + "\n")
    titles = [one for half in chosen for one in judged(half) if one.language in READ]
    sys.stdout.write(f"learning: {len(titles)} titles\n")
    sys.stdout.write("\n".join([*table(learning(titles)), ""]) + "\n")
    if "--missed" in arguments:
        sys.stdout.write("\n".join(missed()) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
