"""What is said of a file that cannot be opened, by the code of the reason why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planner.errors import LockedFile, UnreadableFile
from planner.intake.limits import Limits
from planner.messages import Message, _

ASK_AGAIN: Final = _("Ask for it again, or open it in a spreadsheet program and save a copy.")
SAVE_A_COPY: Final = _("Open it in a spreadsheet program and save a copy.")
RIGHT_FILE: Final = _("Check that the right file was chosen.")
_DAMAGED: Final = "damaged"
_REASONS: Final[Mapping[str, tuple[type[UnreadableFile], Message, Message]]] = {
    "locked": (
        LockedFile,
        _("{file} is locked with a password."),
        _("Give the password, or hand in a copy without one."),
    ),
    "wrong password": (
        LockedFile,
        _("{file} is locked, and this password does not open it."),
        _("Check capitals and the keyboard's language, or hand in a copy without a password."),
    ),
    "locked for good": (
        UnreadableFile,
        _("{file} is locked with a password, in a way that the planner cannot open."),
        _("Open it, take the password off, save it, and hand in that copy."),
    ),
    "too many rows": (
        UnreadableFile,
        _("{file} is too large: a sheet of it has more than {rows} rows."),
        _("Hand it in in parts."),
    ),
    "too large": (
        UnreadableFile,
        _("{file} is too large: unpacked, it holds more than a spreadsheet should."),
        ASK_AGAIN,
    ),
    "document type": (
        UnreadableFile,
        _("{file} holds a document type, which no table needs and which can do harm."),
        SAVE_A_COPY,
    ),
    "no table": (UnreadableFile, _("{file} holds no table."), RIGHT_FILE),
    "stopped": (
        UnreadableFile,
        _("{file} is too large or damaged: reading it was stopped."),
        ASK_AGAIN,
    ),
    _DAMAGED: (UnreadableFile, _("{file} is damaged: it cannot be opened."), ASK_AGAIN),
}


def refusal(file: str, reason: str, limits: Limits) -> UnreadableFile:
    """The failure for a reason that the reading process gave; any other is damage."""
    kind, message, hint = _REASONS.get(reason) or _REASONS[_DAMAGED]
    return kind(replace(message, facts={"file": file, "rows": limits.rows}), hint)
