"""Names in a register become codes: the planner keeps neither the names nor the way back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from planner.formats.inspection import FoundTable
from planner.formats.reading import ReadRow
from planner.schema import table_of
from planner.tables import Certificate

_LENGTH: Final = 8
_CODE: Final = re.compile(r"[A-Za-z]{0,8}[-_/. ]?\d[\w./-]*|\d[\w./-]*|H-[A-Z2-7]{6,}")
_NAME: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_MOST_OF: Final = 0.5
_PARTS_OF_A_NAME: Final = 6
SALT_BYTES: Final = 32
_REGISTER: Final = table_of(Certificate).name
_HOLDER: Final = table_of(Certificate).column("holder").name


def fresh_salt() -> bytes:
    """Random bytes to make codes with; they are used once and never stored."""
    return secrets.token_bytes(SALT_BYTES)


def look_like_names(values: Iterable[str]) -> bool:
    """Whether a column of holders holds people's names rather than codes.

    It does when at least half of what is filled is words without a number: two to six of them,
    or an address with an @. Codes have digits.
    """
    filled = [value.strip() for value in values if value.strip()]
    named = sum(map(_is_name, filled))
    return bool(filled) and named >= _MOST_OF * len(filled)


def _is_name(value: str) -> bool:
    if "@" in value:
        return True
    if _CODE.fullmatch(value):
        return False
    words = [word for word in re.split(r"[\s,]+", value) if word]
    return 2 <= len(words) <= _PARTS_OF_A_NAME and all(map(_NAME.fullmatch, words))


def codes_for(names: Sequence[str], salt: bytes) -> Mapping[str, str]:
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
    return found.table == _REGISTER and look_like_names(_holders(found))


def under_codes(found: FoundTable, salt: bytes) -> FoundTable:
    """The same register with a code in place of each name; cells and row numbers stay.

    What is wrong with a row is told without the value, which may be a name.
    """
    codes = codes_for(list(_holders(found)), salt)
    return replace(found, rows=tuple(_under_code(row, codes) for row in found.rows))


def _holders(found: FoundTable) -> Iterable[str]:
    return [str(row.values.get(_HOLDER) or "") for row in found.rows]


def _under_code(row: ReadRow, codes: Mapping[str, str]) -> ReadRow:
    name = str(row.values.get(_HOLDER) or "")
    if not name.strip():
        return row
    problems = tuple(
        replace(one, value="") if one.column == _HOLDER else one for one in row.problems
    )
    return replace(row, values={**row.values, _HOLDER: codes[name]}, problems=problems)
