"""What a text of a list column may mean: an answer, a currency, an aid code, a country."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planner.intake.rows.cell_readers import ColumnReader
from planner.intake.rows.picks import AID
from planner.intake.tables.cell_evidence import codes_in, known_codes, named_countries
from planner.languages import load as load_languages
from planner.languages.vocabulary import key_of
from planner.messages import Fact, Message, _
from planner.plan import Plan
from planner.problems import ProposedAnswer
from planner.readers.currencies import CODES
from planner.readers.likeness import abbreviates, closest, resemblance, unmasked
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


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What one text means, how surely and why, and what else it may mean, the likeliest first.

    `value` and `label` are blank when nobody knows.
    """

    sureness: Sureness
    why: Message
    value: str = ""
    label: Fact = ""
    answers: tuple[ProposedAnswer, ...] = ()


Judge = Callable[[str], Judgement]


def sure(answer: ProposedAnswer, why: Message, answers: Iterable[ProposedAnswer] = ()) -> Judgement:
    """A text that is understood."""
    return _judged(Sureness.SURE, answer, why, answers)


def proposed(
    answer: ProposedAnswer, why: Message, answers: Iterable[ProposedAnswer] = ()
) -> Judgement:
    """A text that probably means an answer; a person has to confirm it."""
    return _judged(Sureness.PROPOSED, answer, why, (answer, *answers))


def unknown(why: Message, answers: Iterable[ProposedAnswer] = ()) -> Judgement:
    """A text of which nobody knows what it means."""
    return Judgement(sureness=Sureness.OPEN, why=why, answers=tuple(dict.fromkeys(answers)))


def _judged(
    sureness: Sureness, answer: ProposedAnswer, why: Message, answers: Iterable[ProposedAnswer]
) -> Judgement:
    return Judgement(
        sureness=sureness,
        why=why,
        value=answer.value,
        label=answer.label,
        answers=tuple(dict.fromkeys(answers)),
    )


def parts(column: Column, text: str) -> list[str]:
    """The texts of a cell that mean something by themselves: each tag, else the whole cell."""
    return [part for part in _PARTS.split(text) if part] if column.kind is Kind.TAGS else [text]


def judge(plan: Plan, column: Column, reader: ColumnReader) -> Judge:
    """What judges the texts of a column; `reader` reads its cells for the rows."""
    match column.kind:
        case Kind.CHOICE | Kind.FLAG | Kind.TAGS:
            return _ListAnswers(column, reader)
        case Kind.ENTRY:
            return _purpose_code if column.refers == AID else _ReferenceEntries(column)
        case Kind.CODE:
            return _Currencies(plan, reader)
        case _:
            return _country


class _ListAnswers:
    """Answers of a fixed list, in all languages the planner knows."""

    def __init__(self, column: Column, reader: ColumnReader) -> None:
        self._reader = reader
        members: list[Choice | bool] = list(column.answers) if column.answers else [True, False]
        self._all = tuple(ProposedAnswer(to_text(one), one) for one in members)
        self._spelt = _spelt(members)

    def __call__(self, text: str) -> Judgement:
        """What the text means."""
        read = self._reader(text).value
        if read in (None, ()):
            return self._guessed(text)
        value = to_text(read)
        answer = next(
            (one for one in self._all if one.value == value), ProposedAnswer(value, value)
        )
        return sure(answer, self._why(text, value), self._all)

    def _guessed(self, text: str) -> Judgement:
        """What a text that is no answer abbreviates or resembles; a person has to confirm it."""
        close = closest(text, self._spelt)
        answers = [*(self._spelt[spelling][0] for spelling in close), *self._all]
        english_first = sorted(self._spelt, key=lambda one: self._spelt[one][1] != "English")
        short = (one for one in english_first if abbreviates(text, one))
        near = (one for one in close[:1] if resemblance(text, one) >= PROPOSED)
        for spelling in (*short, *near):
            return proposed(self._spelt[spelling][0], self._as(spelling), answers)
        return unknown(_("Nothing like it is known."), answers)

    def _why(self, text: str, value: str) -> Message:
        """By which spelling a text, or a part of it, was understood: the very one if there is."""
        for piece in (text, *_SEVERAL.split(text)):
            seen = folded(unmasked(piece))
            same = [
                spelling
                for spelling, (answer, _language) in self._spelt.items()
                if answer.value == value and folded(unmasked(spelling)) == seen
            ]
            if same:
                return self._as(min(same, key=lambda spelling: spelling != piece))
        return _("A code of the file's layout.")

    def _as(self, spelling: str) -> Message:
        language = self._spelt[spelling][1]
        return _("As “{spelling}” ({language}).", spelling=spelling, language=language)


def _spelt(members: Iterable[Choice | bool]) -> dict[str, tuple[ProposedAnswer, str]]:
    """Every spelling of every answer, with the answer and the language that spells it so."""
    found: dict[str, tuple[ProposedAnswer, str]] = {}
    english, *others = load_languages().languages
    for member in members:
        answer = ProposedAnswer(to_text(member), member)
        found[answer.value] = (answer, english.name)
        for language in (*others, english):
            for word in language.answers.get(key_of(member), ()):
                found.setdefault(word, (answer, language.name))
    return found


class _Currencies:
    """Currencies, by code, sign and word."""

    def __init__(self, plan: Plan, reader: ColumnReader) -> None:
        own = plan.details.currency
        codes = [*([own] if own else []), *sorted(CODES - {own})]
        self._reader, self._all = reader, tuple(ProposedAnswer(code, code) for code in codes)

    def __call__(self, text: str) -> Judgement:
        """What the text means."""
        code = to_text(self._reader(text).value)
        if not code:
            return unknown(_("It names no one currency."), self._all)
        why = _("Its code.") if text.strip() == code else _("A sign or word for it.")
        return sure(ProposedAnswer(code, code), why, self._all)


class _ReferenceEntries:
    """Entries of a reference list, by code and title."""

    def __init__(self, column: Column) -> None:
        self._entries = Entries(column.refers)
        titles = self._entries.titles
        self._answers = {
            title: ProposedAnswer(code, f"{code} {title}") for code, title in titles.items()
        }

    def __call__(self, text: str) -> Judgement:
        """What the text means."""
        code, answers = self._entries.code(text), self._answers
        if code:
            is_code = text.strip().upper() == code
            why = _("Its code.") if is_code else _("Its code or title.")
            return sure(answers[self._entries.titles[code]], why, answers.values())
        close = closest(text, answers)
        ordered = [*(answers[title] for title in close), *answers.values()]
        if close and resemblance(text, close[0]) >= PROPOSED:
            return proposed(ordered[0], _("Nearly its title."), ordered)
        return unknown(_("It is in no list."), ordered)


def _purpose_code(text: str) -> Judgement:
    """An aid code with what it stands for; a text without one by the name of a code."""
    rows = sorted(load_reference().purpose_codes, key=lambda row: row.status != "active")
    names = {row.code: row.name for row in rows}
    codes = sorted(codes_in(text), key=lambda code: code not in known_codes())
    if not codes:
        return _code_by_name(text, names)
    code = codes[0]
    if code not in known_codes():
        answer = ProposedAnswer(code, _as_it_is(code))
        why = _("The planner does not know this code.")
    else:
        answer = ProposedAnswer(code, f"{code} {names.get(code, '')}".strip())
        why = _("Its code.") if len(codes) == 1 else _("The first code that is known.")
    kindred = (
        ProposedAnswer(one, f"{one} {name}") for one, name in names.items() if one[:3] == code[:3]
    )
    return sure(answer, why, tuple(kindred) or (answer,))


def _code_by_name(text: str, names: Mapping[str, str]) -> Judgement:
    by_name: dict[str, str] = {}
    for code, name in names.items():  # codes in use come before those that were withdrawn
        by_name.setdefault(name, code)
    close = closest(text, by_name, most=_CODES_OFFERED, least=0)
    answers = [ProposedAnswer(by_name[name], f"{by_name[name]} {name}") for name in close]
    if resemblance(text, close[0]) < PROPOSED:
        return unknown(_("It holds no code."), answers)
    return proposed(answers[0], _("The name of a code."), answers)


def _country(text: str) -> Judgement:
    """A country by its name in any language; any other place stays as it is written."""
    known, as_is = named_countries(), ProposedAnswer(text, _as_it_is(text))
    if folded(text) in known:
        return sure(
            ProposedAnswer(text, text), _("A country's name."), [ProposedAnswer(text, text), as_is]
        )
    if same := known.get(folded(unmasked(text))):
        why = _("A country's name, in letters that only look alike.")
        return proposed(ProposedAnswer(same, same), why, [as_is])
    if len(text) > _LONGEST_COUNTRY or any(mark in text for mark in ";|,"):
        return sure(ProposedAnswer(text, text), _("Kept as it is written."))
    close = closest(text, known.values(), most=_COUNTRIES_OFFERED, least=_NEAR)
    answers = [ProposedAnswer(name, name) for name in close]
    if close and resemblance(text, close[0]) >= _MISSPELT:
        why = _("Nearly a country's name; kept as it is written unless you choose.")
        return proposed(answers[0], why, [*answers, as_is])
    return sure(ProposedAnswer(text, text), _("A place, kept as it is written."), [*answers, as_is])


def _as_it_is(text: str) -> Message:
    return _("{text}, as it is", text=text)
