"""What a text of a list column may mean: an answer, a currency, an aid code, a country."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planner.intake.rows.cell_readers import ColumnReader
from planner.intake.rows.picks import AID
from planner.intake.tables.countries import named_countries
from planner.intake.tables.evidence import codes_in, known_codes
from planner.languages import load as load_languages
from planner.languages.vocabulary import key_of
from planner.plan import Plan
from planner.readers.currencies import CODES
from planner.readers.likeness import abbreviates, closest, difference, resemblance, unmasked
from planner.readers.texts import folded
from planner.reference import load as load_reference
from planner.schema import Choice, Column, Kind
from planner.services.importing.reference_entries import Entries
from planner.values import to_text

PROPOSED: Final = 80  # of 100; a text that resembles an answer so much is proposed for it
_PARTS = re.compile(r"\s*[;|,\n]\s*")
_SEVERAL = re.compile(r"\s*[;|/,\n]\s*")
_CODES_OFFERED: Final = 40
_COUNTRIES_OFFERED: Final = 5
_NEAR: Final = 70
_MISSPELT: Final = 88  # a place is proposed for a country only when it resembles it so much
_LONGEST_COUNTRY: Final = 60


class Sureness(StrEnum):
    """How sure it is what a text means: known, a proposal to be confirmed, or not known."""

    SURE = "sure"
    PROPOSED = "proposed"
    OPEN = "open"


@dataclass(frozen=True)
class Answer:
    """What a text may mean: the value as it is stored, and what people call it."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What one text means, how surely and why, and what else it may mean."""

    sureness: Sureness
    value: str = ""
    label: str = ""
    why: str = ""
    answers: tuple[Answer, ...] = ()


_LESS: Final = ("", "capitals and signs", "accents", "look-alike letters", "spelling")

Judge = Callable[[str], Judged]


def parts(column: Column, text: str) -> list[str]:
    """The texts of a cell that mean something by themselves: each tag, else the whole cell."""
    return [part for part in _PARTS.split(text) if part] if column.kind is Kind.TAGS else [text]


def judge(plan: Plan, column: Column, reader: ColumnReader) -> Judge:
    """What judges the texts of a column; `reader` reads its cells for the rows."""
    match column.kind:
        case Kind.CHOICE | Kind.FLAG | Kind.TAGS:
            return _Answers(column, reader)
        case Kind.ENTRY:
            return _purpose_code if column.refers == AID else _Entered(column)
        case Kind.CODE:
            return _Currencies(plan, reader)
        case _:
            return _country


class _Answers:
    """Answers of a fixed list, in all languages the planner knows."""

    def __init__(self, column: Column, reader: ColumnReader) -> None:
        self._reader = reader
        self._spelt = _spelt(column)
        self._all = tuple(Answer(to_text(one), _label(one)) for one in _members(column))

    def __call__(self, text: str) -> Judged:
        """What the text means."""
        read = self._reader(text).value
        if read in (None, ()):
            return self._guessed(text)
        value = to_text(read)
        return Judged(
            sureness=Sureness.SURE,
            value=value,
            label=next((one.label for one in self._all if one.value == value), value),
            why=self._why(text, value),
            answers=self._all,
        )

    def _guessed(self, text: str) -> Judged:
        """What a text that is no answer resembles, which a person has to confirm."""
        close = closest(text, self._spelt)
        answers = [*(self._spelt[spelling][0] for spelling in close), *self._all]
        spelt = sorted(self._spelt, key=lambda one: self._spelt[one][1] != "English")
        short = [("short for", one) for one in spelt if abbreviates(text, one)]
        nearly = [("nearly", one) for one in close[:1] if resemblance(text, one) >= PROPOSED]
        for how, spelling in (*short, *nearly):
            answer, language = self._spelt[spelling]
            return Judged(
                sureness=Sureness.PROPOSED,
                value=answer.value,
                label=answer.label,
                why=f"{how} “{spelling}” ({language})",
                answers=tuple(dict.fromkeys([answer, *answers])),
            )
        why = "nothing like it is known"
        return Judged(sureness=Sureness.OPEN, why=why, answers=tuple(dict.fromkeys(answers)))

    def _why(self, text: str, value: str) -> str:
        """By which spelling a text was understood, the one that differs least."""
        for piece in (text, *_SEVERAL.split(text)):
            seen = folded(unmasked(piece))
            same = [
                (_LESS.index(difference(piece, spelling)), spelling)
                for spelling, (answer, _) in self._spelt.items()
                if answer.value == value and folded(unmasked(spelling)) == seen
            ]
            if same:
                first = "" if piece == text else f"“{piece}” is "
                return first + self._said(piece, min(same)[1])
        return "a code of the file's layout"

    def _said(self, piece: str, spelling: str) -> str:
        answer, language = self._spelt[spelling]
        said = difference(piece, spelling)
        but = f", but for {said}" if said in _LESS[2:] else ""
        own = folded(spelling) in (folded(answer.label), folded(answer.value))
        return f"its own name{but}" if own else f"a word for it ({language}){but}"


def _spelt(column: Column) -> dict[str, tuple[Answer, str]]:
    """Every spelling of every answer, with the answer and the language that spells it so."""
    found: dict[str, tuple[Answer, str]] = {}
    english, *others = load_languages().languages
    for language in (*others, english):
        for member in _members(column):
            answer = Answer(to_text(member), _label(member))
            for word in (*language.answers.get(key_of(member), ()), answer.value):
                found.setdefault(word, (answer, language.name))
    return found


def _members(column: Column) -> list[Choice | bool]:
    return list(column.answers) if column.answers else [True, False]


def _label(member: Choice | bool) -> str:
    return load_languages().answer_label(member, "en")


class _Currencies:
    """Currencies, by code, sign and word."""

    def __init__(self, plan: Plan, reader: ColumnReader) -> None:
        own = plan.details.currency
        codes = [*([own] if own else []), *sorted(CODES - {own})]
        self._reader, self._all = reader, tuple(Answer(code, code) for code in codes)

    def __call__(self, text: str) -> Judged:
        """What the text means."""
        code = to_text(self._reader(text).value)
        if not code:
            why = "it names no one currency"
            return Judged(sureness=Sureness.OPEN, why=why, answers=self._all)
        why = "its code" if text.strip() == code else "a sign or word for it"
        return Judged(sureness=Sureness.SURE, value=code, label=code, why=why, answers=self._all)


class _Entered:
    """Entries of a reference list, by code and title."""

    def __init__(self, column: Column) -> None:
        self._entries = Entries(column.refers)
        titles = self._entries.titles
        self._answers = {title: Answer(code, f"{code} {title}") for code, title in titles.items()}

    def __call__(self, text: str) -> Judged:
        """What the text means."""
        code = self._entries.code(text)
        if code:
            label = f"{code} {self._entries.titles[code]}"
            why = "its code" if text.strip().upper() == code else "its code or title"
            answers = tuple(self._answers.values())
            return Judged(sureness=Sureness.SURE, value=code, label=label, why=why, answers=answers)
        close = closest(text, self._answers)
        ordered = [*(self._answers[title] for title in close), *self._answers.values()]
        answers = tuple(dict.fromkeys(ordered))
        if close and resemblance(text, close[0]) >= PROPOSED:
            return Judged(
                sureness=Sureness.PROPOSED,
                value=answers[0].value,
                label=answers[0].label,
                why="nearly its title",
                answers=answers,
            )
        return Judged(sureness=Sureness.OPEN, why="it is in no list", answers=answers)


def _purpose_code(text: str) -> Judged:
    """An aid code with what it stands for; a text without one by the name of a code."""
    rows = sorted(load_reference().purpose_codes, key=lambda row: row.status != "active")
    names = {row.code: row.name for row in rows}
    codes = sorted(codes_in(text), key=lambda code: code not in known_codes())
    if not codes:
        return _code_by_name(text, names)
    code = codes[0]
    kindred = tuple(
        Answer(one, f"{one} {name}") for one, name in names.items() if one[:3] == code[:3]
    )
    known = code in known_codes()
    first = "its code" if len(codes) == 1 else "the first code that is known"
    return Judged(
        sureness=Sureness.SURE,
        value=code,
        label=f"{code} {names.get(code, '')}".strip() if known else f"{code}, as it is",
        why=first if known else "the planner does not know this code",
        answers=kindred or (Answer(code, f"{code}, as it is"),),
    )


def _code_by_name(text: str, names: Mapping[str, str]) -> Judged:
    by_name: dict[str, str] = {}
    for code, name in names.items():  # codes in use come before those that were withdrawn
        by_name.setdefault(name, code)
    close = closest(text, by_name, most=_CODES_OFFERED, least=0)
    answers = tuple(Answer(by_name[name], f"{by_name[name]} {name}") for name in close)
    if resemblance(text, close[0]) < PROPOSED:
        return Judged(sureness=Sureness.OPEN, why="it holds no code", answers=answers)
    return Judged(
        sureness=Sureness.PROPOSED,
        value=answers[0].value,
        label=answers[0].label,
        why="the name of a code",
        answers=answers,
    )


def _country(text: str) -> Judged:
    """A country by its name in any language; any other place stays as it is written."""
    known = named_countries()
    as_is = Answer(text, f"{text}, as it is")
    same = known.get(folded(text)) or known.get(folded(unmasked(text)))
    if same:
        said = difference(text, same)
        masked = said == "look-alike letters"
        why = f"a country's name{f', but for {said}' if masked else ''}"
        value = same if masked else text
        return Judged(
            sureness=Sureness.PROPOSED if masked else Sureness.SURE,
            value=value, label=value, why=why, answers=(Answer(value, value), as_is),
        )  # fmt: skip
    if len(text) > _LONGEST_COUNTRY or any(mark in text for mark in ";|,"):
        return Judged(sureness=Sureness.SURE, value=text, label=text, why="kept as it is written")
    close = closest(text, known.values(), most=_COUNTRIES_OFFERED, least=_NEAR)
    answers = tuple(Answer(name, name) for name in close)
    if close and resemblance(text, close[0]) >= _MISSPELT:
        return Judged(
            sureness=Sureness.PROPOSED,
            value=close[0],
            label=close[0],
            why="nearly a country's name; kept as it is written unless you choose",
            answers=(*answers, as_is),
        )
    why = "a place, kept as it is written"
    return Judged(
        sureness=Sureness.SURE, value=text, label=text, why=why, answers=(*answers, as_is)
    )
