"""What is said of a file that cannot be opened, by the code of the reason why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from planner.errors import LockedFile, UnreadableFile
from planner.intake.limits import Limits
from planner.messages import Fact, Message, _

ASK_AGAIN: Final = _("Ask for it again, or open it in a spreadsheet program and save a copy.")
SAVE_A_COPY: Final = _("Open it in a spreadsheet program and save a copy.")
RIGHT_FILE: Final = _("Check that the right file was chosen.")
_DAMAGED: Final = "damaged"
_KINDS: Final[Mapping[str, Message]] = {
    "picture": _("a picture"),
    "pdf": _("a PDF document"),
    "rtf": _("a text document (RTF)"),
    "7z": _("a packed archive (7z)"),
    "rar": _("a packed archive (RAR)"),
    "gzip": _("a packed archive (gzip)"),
    "zip": _("a zip archive"),
    "database": _("a database"),
    "packed page": _("a web page packed into one file"),
    "program": _("a program"),
    "word": _("a Word document"),
    "text document": _("a text document"),
    "presentation": _("a presentation"),
    "drawing": _("a presentation or drawing"),
    "message": _("an e-mail message"),
    "unknown": _("not a kind of file we know"),
}
"""What files are that are no spreadsheets."""
_AS_CSV: Final = _("Save the file again from a spreadsheet as CSV.")
_REASONS: Final[Mapping[str, tuple[type[UnreadableFile], Message, Message]]] = {
    "empty": (UnreadableFile, _("{file} is empty."), RIGHT_FILE),
    "lock file": (
        UnreadableFile,
        _("{file} only says that somebody has the file open; it is no table."),
        _("Hand in the file without “~$” or “.~lock.” in its name."),
    ),
    "no spreadsheet": (
        UnreadableFile,
        _("{file} is {what}, not a spreadsheet."),
        _("Hand in a workbook (.xlsx, .xls, .ods) or a text table (.csv)."),
    ),
    "other xml": (
        UnreadableFile,
        _("{file} is an XML file of a kind that holds no table."),
        _(
            "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx), and hand "
            "that in."
        ),
    ),
    "not unpacked": (
        UnreadableFile,
        _("{file} is damaged: its content cannot be unpacked."),
        ASK_AGAIN,
    ),
    "document rights": (
        UnreadableFile,
        _(
            "{file} is protected by document rights: only the office program it was made with "
            "opens it, and only for those who may."
        ),
        _("Open it there, take the protection off, save it, and hand in that copy."),
    ),
    "twice in the package": (
        UnreadableFile,
        _("{file} holds {member} twice."),
        _("Take one of them out."),
    ),
    "no description": (
        UnreadableFile,
        _("{file} cannot be read as a plan: {member} is not sound."),
        ASK_AGAIN,
    ),
    "not utf-8": (UnreadableFile, _("{member} is not UTF-8 text."), _("Save it as CSV (UTF-8).")),
    "open quote": (
        UnreadableFile,
        _("{member}, line {line}: a quotation mark is never closed, or closed too soon."),
        _AS_CSV,
    ),
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


def refusal(
    file: str, reason: str, limits: Limits, facts: Mapping[str, str] = MappingProxyType({})
) -> UnreadableFile:
    """The failure for a reason that the reading process gave; any other is damage."""
    kind, message, hint = _REASONS.get(reason) or _REASONS[_DAMAGED]
    told: dict[str, Fact] = {"file": file, "rows": limits.rows, **facts}
    if what := _KINDS.get(facts.get("what", "")):
        told["what"] = what
    return kind(replace(message, facts=told), hint)
