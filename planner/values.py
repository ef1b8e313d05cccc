"""Text to value and back, one exact rule per kind; how people write is the importer's business."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from itertools import filterfalse
from typing import assert_never

from planner.errors import WrongValue
from planner.messages import Message, _
from planner.schema import Column, Kind, Value

_LINE_ENDS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
# Control signs, broken letters, and signs that nobody sees or that turn the text beside them; the
# marks that a text from right to left needs stay.
_UNKEPT = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad"
    "\u200b\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKS: dict[int, None] = dict.fromkeys((0x200E, 0x200F, 0x061C))
WITHHELD = "[c]"
"""What stands in a cell whose value may not be shown at the level of a file."""
_LARGEST = Decimal(10) ** 15
# No exponent: written out, 1e-999999999 would fill the memory.
_DIGITS = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def clean(text: str) -> str:
    """The text in composed form, trimmed, without the signs that `has_unkept` finds."""
    if text.isascii() and text.isprintable():
        return text.strip()
    without = _UNKEPT.sub("", _LINE_ENDS.sub("\n", text)).replace("\u00a0", " ")
    if not _RIGHT_TO_LEFT.search(without):
        without = without.translate(_MARKS)
    return unicodedata.normalize("NFC", without).strip()


def has_unkept(text: str) -> bool:
    """Whether a text has signs that are not kept: those that nobody sees, or that turn others."""
    return not (text.isascii() and text.isprintable()) and bool(_UNKEPT.search(text))


def fold(text: str) -> str:
    """The text for comparing: no accents, no case, one space between words, no punctuation."""
    if text.isascii():
        letters = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", text.translate(_MARKS)).casefold()
        letters = "".join(filterfalse(unicodedata.combining, plain))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def to_text(value: Value) -> str:
    """The one exact text of a value; a blank is the empty text."""
    match value:
        case str():
            return str(value)
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case tuple():
            return "; ".join(value)
        case int():
            return str(value)


def from_text(column: Column, text: str) -> Value:
    """The value that `to_text` wrote; WrongValue, saying what is accepted, for anything else."""
    text = clean(text)
    if not text:
        return column.blank
    match column.kind:
        case Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.ROW | Kind.ENTRY:
            return text
        case Kind.WHOLE | Kind.PERCENT | Kind.MONEY | Kind.NUMBER | Kind.DATE:
            return _measured(column, text)
        case Kind.FLAG | Kind.CHOICE:
            return _answered(column, text)
        case Kind.TAGS:
            return tuple(tag for part in text.split(";") if (tag := part.strip()))
        case _:
            assert_never(column.kind)


def shown(column: Column, value: Value) -> str:
    """The value as a person reads it: a choice by its label, everything else by its text."""
    if column.kind is Kind.CHOICE and column.answers is not None and value:
        return column.answers(value).label
    return to_text(value)


def not_a_value(column: Column, text: str) -> WrongValue:
    """The refusal of a text that is no value of its column, with what is accepted."""
    why, hint = why_not(column, text)
    return WrongValue(_("{label}: {problem}", label=column.title, problem=why), hint)


def why_not(column: Column, text: str) -> tuple[Message, Message]:
    """Why a text is no value of the column, and what is accepted there."""
    match column.kind:
        case Kind.DATE:
            return _("“{text}” is not a date.", text=text), _("Write it as in 2027-03-31.")
        case Kind.WHOLE:
            return _("“{text}” is not a whole number.", text=text), _(
                "Write digits only, as in 25."
            )
        case Kind.FLAG:
            return _("“{text}” is not yes or no.", text=text), _("Write yes or no.")
        case Kind.CHOICE:
            known = column.answers or ()
            answers = tuple(one.caption for one in known)
            hint = _("Use one of: {answers}.", answers=answers)
            return _("“{text}” is not an answer.", text=text), hint
        case Kind.NUMBER | Kind.MONEY | Kind.PERCENT:
            return _("“{text}” is not a number.", text=text), _("Write it as in 1250.50.")
        case _:
            return _("“{text}” is not an answer.", text=text), column.explanation


def _measured(column: Column, text: str) -> Value:
    if column.kind is Kind.DATE:
        return _date(column, text)
    return _whole(column, text) if column.kind is Kind.WHOLE else _exact(column, text)


def _answered(column: Column, text: str) -> Value:
    return _flag(column, text) if column.kind is Kind.FLAG else _answer(column, text)


def _whole(column: Column, text: str) -> int:
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        raise not_a_value(column, text)
    return int(text)


def _exact(column: Column, text: str) -> Decimal:
    if not _DIGITS.fullmatch(text) or abs(value := Decimal(text)) >= _LARGEST:
        raise not_a_value(column, text)
    return value


def _date(column: Column, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise not_a_value(column, text) from None


def _flag(column: Column, text: str) -> bool:
    match text.casefold():
        case "yes" | "true" | "1":
            return True
        case "no" | "false" | "0":
            return False
        case _:
            raise not_a_value(column, text)


def _answer(column: Column, text: str) -> Value:
    if column.answers is None:
        return text
    wanted = fold(text)
    for member in column.answers:
        if wanted in {fold(name) for name in (member.value, member.label)}:
            return member
    raise not_a_value(column, text)
