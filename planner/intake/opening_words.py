"""What is said of a file that cannot be opened, or of which something was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from planner.errors import LockedFile, UnreadableFile
from planner.intake.grid import Remark
from planner.intake.limits import Limits

ASK_AGAIN: Final = "Ask for it again, or open it in a spreadsheet program and save a copy."
_ONE_PLACE: Final = {
    "sheet.far_cell": "The cell stands far beyond the rest and was left out.",
    "csv.open_quote": "A quotation mark opens and never closes; the row was read up to its end.",
}
_WARNED: Final = {
    "sheet.far_columns": "Cells far to the right, where no table reaches, left out: {}.",
    "sheet.cut_text": "Texts longer than a cell can be, cut at 32,767 letters: {}.",
    "iati.other_sectors": "Activities with sectors of a list other than the DAC's, left out: {}.",
    "iati.no_budget": "Activities with spending but neither budget nor commitment: {}. "
    "Their budget is left blank.",
    "iati.unreadable": "Activities with a sum that is no number, left out: {}.",
    "iati.currencies": "Activities with sums in several currencies: {}. One currency was added up, "
    "the others stand in a column of their own.",
}
_MENTIONED: Final = {
    "workbook.binary": "Of this older format, what it hides and cells that show an error are not "
    "seen: save it as .xlsx to be sure.",
    "iati.commitments": "Activities whose commitments stand for the budget that they lack: {}.",
    "iati.reporting": "Activities that name nobody who carries them out: {}. "
    "The organisation that reports them stands for it.",
}


def told(frame: Mapping[str, Any]) -> Remark:
    """A remark of the reading process, in words."""
    code = frame["remark"]
    template = _ONE_PLACE.get(code) or _WARNED.get(code) or _MENTIONED[code]
    return Remark(
        code=code,
        message=template.format(frame.get("count", 1)),
        sheet=frame.get("sheet", ""),
        row=frame.get("row"),
        cell=frame.get("cell", ""),
        mere=code in _MENTIONED,
    )


def failure(name: str, code: str, limits: Limits) -> UnreadableFile:
    """The failure for a reason that the reading process gave."""
    match code:
        case "locked":
            return LockedFile(
                f"{name} is locked with a password.",
                "Give the password, or hand in a copy without one.",
            )
        case "wrong password":
            return LockedFile(
                f"{name} is locked, and this password does not open it.",
                "Check capitals and the keyboard's language, or hand in a copy without a password.",
            )
        case "locked for good":
            return UnreadableFile(
                f"{name} is locked with a password, in a way that the planner cannot open.",
                "Open it, take the password off, save it, and hand in that copy.",
            )
        case "too many rows":
            return UnreadableFile(
                f"{name} is too large: a sheet of it has more than {limits.rows:,} rows.",
                "Hand it in in parts.",
            )
        case "too large":
            return UnreadableFile(
                f"{name} is too large: unpacked, it holds more than a spreadsheet should.",
                ASK_AGAIN,
            )
        case "document type":
            return UnreadableFile(
                f"{name} holds a document type, which no table needs and which can do harm.",
                "Open it in a spreadsheet program and save a copy.",
            )
        case "no table":
            return UnreadableFile(
                f"{name} holds no table.", "Check that the right file was chosen."
            )
        case _:
            return UnreadableFile(f"{name} is damaged: it cannot be opened.", ASK_AGAIN)
