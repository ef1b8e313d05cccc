"""What a number format shows beyond the number: a share, noughts in front, a currency, a word."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from planner.intake.grid import EPOCH, EPOCH_1904, FIRST_DAY, Shown

# A quoted text, an escaped sign, a currency, a condition or colour, room for a sign, anything else.
_PIECE: Final = re.compile(
    r'"([^"]*)"?|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\[[hms]+\])|\[[^\]]*\]|[_*].|([^"\\\[_*]+)', re.I
)
_PLACES: Final = re.compile(r"[0#?.,/]+(?:[eE][+-][0#?]+)?|General", re.IGNORECASE)
_SCALED: Final = re.compile(r"[0#?],+(?![0#?])")
_SAYS: Final = re.compile(r"[^\W\d_]|[$€£¥₹₪₦₽₺₩₫฿%]")
_DAY: Final = re.compile(r"[ymdhs]", re.IGNORECASE)
_SIGNED: Final = re.compile(r"[()+\-−]")
_COLOURS: Final = re.compile(r"\[(?![hms]+\])[^\]]*\]", re.IGNORECASE)
_NO_DAY: Final = 60  # the number of the day that never was
_MASK: Final = re.compile(r"0+")


class _Section(NamedTuple):
    """One section of a format: its texts, with a blank where the digits stand, and what it does."""

    texts: tuple[str, ...]
    digits: tuple[str, ...]
    currency: str
    is_date: bool
    is_scaled: bool


def is_date(code: str) -> bool:
    """Whether a format shows days or hours."""
    return _section(code.split(";")[0]).is_date


def day_as_number(number: float, code: str, *, epoch_1904: bool) -> Shown | None:
    """A number in a format for days that is none, or one so early that it is likelier a number."""
    if 0 <= number < 1 or "[" in _COLOURS.sub("", code):
        return None  # hours, which the other reader takes
    epoch = EPOCH_1904 if epoch_1904 else EPOCH
    if number < 0:
        return Shown(number, _plain(Decimal(repr(number))))
    if number >= (FIRST_DAY - epoch).days:
        return None
    days = int(number)
    if epoch_1904 or days > _NO_DAY:
        day = (epoch + timedelta(days=days)).isoformat()
    else:  # spreadsheets count a 29 February 1900
        day = (epoch + timedelta(days=days + 1)).isoformat() if days < _NO_DAY else "1900-02-29"
    return Shown(number, day)


def shown(number: float, code: str) -> str:
    """What a cell shows, the number in full; "" where the format adds nothing to the number."""
    parts = _sections(code)
    part = _section(parts[1] if number < 0 and len(parts) > 1 else parts[0])
    if part.is_date or not part.digits:
        return ""
    if "%" in "".join(part.texts):
        return f"{_plain(Decimal(repr(number)) * 100)}%"
    if part.is_scaled:  # what the format leaves out, the number holds
        return f"{part.currency} {_plain(Decimal(repr(number)))}" if part.currency else ""
    if number >= 0 and float(number).is_integer() and all(map(_MASK.fullmatch, part.digits)):
        masked = _masked(int(number), part)
        return "" if masked == str(int(number)) else masked
    before, after = (_SIGNED.sub("", text) for text in (part.texts[0], part.texts[-1]))
    if not _SAYS.search(before + after):
        return ""
    return f"{before}{_plain(Decimal(repr(number)))}{after}".strip()


@lru_cache(maxsize=256)
def _sections(code: str) -> list[str]:
    """The sections of a format; a semicolon in quotes parts nothing."""
    return re.findall(r'(?:"[^"]*"?|\\.|[^;"\\])+', code) or [code]


@lru_cache(maxsize=256)
def _section(code: str) -> _Section:
    texts, digits, currency, dated = [""], list[str](), "", False
    for quoted, escaped, money, hours, plain in _PIECE.findall(code):
        if not plain:
            texts[-1] += quoted or escaped or money
            currency, dated = currency or money, dated or bool(hours)
            continue
        end = 0
        for found in _PLACES.finditer(plain):
            texts[-1] += plain[end : found.start()]
            digits.append(found[0])
            texts.append("")
            end = found.end()
        texts[-1] += plain[end:]
        dated = dated or bool(_DAY.search(_PLACES.sub("", plain)))
    scaled = bool(_SCALED.search("".join(digits)))
    return _Section(tuple(texts), tuple(digits), currency, dated, scaled)


def _masked(number: int, part: _Section) -> str:
    """A whole number in a mask of noughts, with the texts between them: 42 in "P-"0000."""
    figures = str(number).zfill(sum(map(len, part.digits)))
    first = len(figures) - sum(map(len, part.digits[1:]))
    pieces, at = [figures[:first]], first
    for places in part.digits[1:]:
        pieces.append(figures[at : at + len(places)])
        at += len(places)
    texts = iter(part.texts)
    return next(texts) + "".join(piece + next(texts) for piece in pieces)


def _plain(number: Decimal) -> str:
    """A number without an exponent and without noughts at its end."""
    return f"{Decimal(f'{number:.15g}').normalize():f}"
