"""Names in a register become codes: the planner keeps neither the names nor the way back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from planner.changes import Insert
from planner.intake.grid import Cell, Cells
from planner.intake.inspection import FoundTable
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.headings import text_of
from planner.messages import Message
from planner.plan import Plan
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.texts import folded
from planner.schema import table_of
from planner.services.importing.row_names import name_words
from planner.tables import Certificate

UNKNOWN_HOLDERS: Final = "holders.strangers"
"""The code of the problem that codes of a file are all unknown to the plan."""

_LENGTH: Final = 8
_CODE: Final = re.compile(r"[A-Za-z]{0,8}[-_/. ]?\d[\w./-]*|\d[\w./-]*|H-[A-Z2-7]{6,}")
_MADE: Final = re.compile(r"H-[A-Z2-7]{8}")
_INITIALS: Final = re.compile(r"[A-Z]{1,3}(?:[-_/.][A-Z]{1,3})*")  # "KGL-HQ", "MFA"
_NAME: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_ASIDE: Final = re.compile(r"\(.*?\)|\[.*?\]|^\s*\d+\s*[.)]\s*")  # "(MFA)", "3. "
_SPACE: Final = re.compile(r"[\s,;/]+")
_SHARE_OF_NAMES: Final = 0.2  # a few names among codes are names too
_LEAST_LETTERS: Final = 2
_PARTS_OF_A_NAME: Final = 6
SALT_BYTES: Final = 32
_REGISTER: Final = table_of(Certificate).name
_HOLDER: Final = table_of(Certificate).column("holder")


def fresh_salt() -> bytes:
    """Random bytes to make codes with; they are used once and never stored."""
    return secrets.token_bytes(SALT_BYTES)


def look_like_names(values: Iterable[str]) -> bool:
    """Whether a column of holders holds people's names, and be it a few among codes.

    Names are words without a number: in any script, one or several, but for words in small letters
    such as "driver", an address with an @, or a number with a name beside it. Codes have digits.
    """
    filled = [value.strip() for value in values if value.strip()]
    named = sum(map(is_name, filled))
    return bool(filled) and named >= _SHARE_OF_NAMES * len(filled)


def is_name(value: str) -> bool:
    """Whether a text is a person's name rather than a code: "Tarn", "TARN, Abel", "A. Tarn"."""
    if "@" in value:
        return True
    value = _ASIDE.sub(" ", value).strip()
    if not value or _CODE.fullmatch(value) or _INITIALS.fullmatch(value):
        return False
    words = [word for word in _SPACE.split(value) if word]
    names = [word for word in words if _NAME.fullmatch(word)]
    if len(names) < len(words):  # a number stands beside them
        counted = frozenset(name_words()["counted"].split())
        names = [word for word in names if word.strip(".").casefold() not in counted]
        return len(names) > 1 and all(map(_stands_out, names))
    if len(names) > _PARTS_OF_A_NAME or max(map(len, names)) < _LEAST_LETTERS:
        return False
    return len(names) > 1 or _stands_out(names[0])


def _stands_out(word: str) -> bool:
    """Whether a word begins with a capital, where its script has capitals, and is long enough."""
    return len(word) > _LEAST_LETTERS and (word[0] != word[0].lower() or word == word.upper())


def codes_for(names: Iterable[str], salt: bytes) -> Mapping[str, str]:
    """A code for each name as written: one person's spellings, folded, get one code.

    Case, accents, punctuation and the order of words do not count. The same salt gives the same
    codes; without it nobody can tell which code is whose, nor make the codes again.
    """
    return {name: _code(folded_name(name), salt) for name in names if name.strip()}


def folded_name(name: str) -> str:
    """A name without case, accents and punctuation, its words in alphabetical order."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(sorted(re.findall(r"\w+", letters)))


def _code(name: str, salt: bytes) -> str:
    digest = hmac.new(salt, name.encode(), hashlib.sha256).digest()
    return f"H-{base64.b32encode(digest).decode()[:_LENGTH]}"


def holds_names(found: FoundTable) -> bool:
    """Whether a table found in a file is a register of people by name."""
    return found.table == _REGISTER and look_like_names(map(_holder, found.rows))


def unknown_holders(plan: Plan, coming: Sequence[Insert]) -> Iterator[Problem]:
    """What to say when codes that come with a file are all unknown, but should not be.

    `coming` are new certificates. They should not be when the plan knows about as many people of
    the same audiences by such codes, or most of the very same certificates: then the phrase was
    another one.
    """
    passes = [insert.values for insert in coming if insert.table == _REGISTER]
    new = {str(one[_HOLDER.name]) for one in passes if one.get(_HOLDER.name)}
    new = set(filter(_MADE.fullmatch, new))
    audiences = {one.get("audience") for one in passes}
    there = [one for one in plan.of(Certificate) if one.audience in audiences]
    known = {one.holder for one in there if _MADE.fullmatch(one.holder)}
    if not new or not known or new & {one.holder for one in plan.of(Certificate)}:
        return
    held = {(one.audience, one.course, one.passed_on) for one in there}
    again = sum((o.get("audience"), o.get("course"), o.get("passed_on")) in held for o in passes)
    if 2 * again >= len(passes) or 2 * len(known) >= len(new):
        yield problem(
            UNKNOWN_HOLDERS,
            column=_HOLDER.name,
            label=_HOLDER.title,
            number=len(new),
            known=len(known),
        )


def under_codes(found: FoundTable, salt: bytes) -> FoundTable:
    """The same register with a code in place of each name, in its sheet too; codes there stay.

    A first name in a column of its own is part of the name. What is wrong with a row is told
    without the value, which may be a name; rows that are handed back to be mended hold the code.
    """
    others = _other_parts(found)
    names = {row.number: _whole_name(found, row, others) for row in found.rows}
    by_name = codes_for(names.values(), salt)
    codes = {number: by_name[name] for number, name in names.items() if name in by_name}
    cells = tuple(
        _cells_under_code(found, line, others, codes[number]) if number in codes else line
        for number, line in enumerate(found.sheet.rows, start=1)
    )
    return replace(
        found,
        sheet=replace(found.sheet, rows=cells),
        rows=tuple(_under_code(row, codes.get(row.number, "")) for row in found.rows),
    )


def _holder(row: ReadRow) -> str:
    return str(row.values.get(_HOLDER.name) or "").strip()


def _other_parts(found: FoundTable) -> list[int]:
    """The columns of first names or surnames that stand beside the column of holders."""
    parts = frozenset(map(folded, name_words()["parts_of_a_name"]))
    headings = found.matching.unmatched if found.matching else ()
    return [one.column for one in headings if folded(one.name) in parts]


def _whole_name(found: FoundTable, row: ReadRow, others: Iterable[int]) -> str:
    """The name in a row; blank where a code stands in its place."""
    name = _holder(row)
    if not name or _CODE.fullmatch(name):
        return ""
    cells = (text_of(found.sheet.at(row.number, column)) for column in others)
    return " ".join([name, *filter(None, cells)])


def _cells_under_code(found: FoundTable, cells: Cells, others: Sequence[int], code: str) -> Cells:
    """A line of the sheet with the code where the name stood, and nothing where its parts did."""
    guess = found.matching.guesses.get(_HOLDER.name) if found.matching else None
    told: dict[int, Cell] = dict.fromkeys(others)
    if guess:
        told[guess.heading.column] = code
    return tuple(told.get(column, cell) for column, cell in enumerate(cells, start=1))


def _under_code(row: ReadRow, code: str) -> ReadRow:
    if not code:
        return row
    problems = (_nameless(one) if one.column == _HOLDER.name else one for one in row.problems)
    values = {**row.values, _HOLDER.name: code}
    return replace(row, values=values, problems=tuple(problems))


def _nameless(one: Problem) -> Problem:
    """The problem without the value that was found, in its sentences neither."""
    message, hint = (
        replace(text, facts={**text.facts, "value": ""}) if isinstance(text, Message) else text
        for text in (one.message, one.hint)
    )
    return replace(one, value="", message=message, hint=hint)
