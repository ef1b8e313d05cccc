"""What can be wrong with a workbook that a ministry returns; letters tell it in its language.

A code with `@return` is worded otherwise for an import.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.messages import NOTHING, Message, _
from planner.problems import ProblemKind, Severity


def _error(message: Message, hint: Message = NOTHING) -> ProblemKind:
    return ProblemKind(severity=Severity.ERROR, message=message, hint=hint)


def _question(message: Message, hint: Message = NOTHING) -> ProblemKind:
    return ProblemKind(severity=Severity.QUESTION, message=message, hint=hint)


def _warning(message: Message, hint: Message = NOTHING) -> ProblemKind:
    return ProblemKind(severity=Severity.WARNING, message=message, hint=hint)


def _note(message: Message, hint: Message = NOTHING) -> ProblemKind:
    return ProblemKind(severity=Severity.NOTE, message=message, hint=hint)


RETURNS: Final[Mapping[str, ProblemKind]] = {
    "cell.comment": _warning(_("A comment stands beside it: “{comment}”")),
    "cell.hidden": _question(
        _(
            "It was changed where the file hides it, as under a filter: was something pasted "
            "over it?"
        )
    ),
    "cell.merged": _warning(
        _("Cells were merged; what is under them was left as it is: {cells}."),
        _("Take the merging off and write the value into each cell."),
    ),
    "cell.struck": _warning(
        _("These cells are struck through: {cells}."), _("Say whether what they hold still stands.")
    ),
    "cell.struck@change": _question(
        _("It was changed and is struck through: does it still stand?")
    ),
    "column.added": _note(
        _("These columns are none of the template's and were left out: {added}."),
        _("Move what matters into a column of the template."),
    ),
    "column.missing": _note(
        _("These columns are not in the file, and nothing of them was changed: {columns}.")
    ),
    "column.renamed": _warning(
        _(
            "The header “{value}” is no longer “{label}”: the unit or the currency may be "
            "another, and nothing of this column was taken."
        ),
        _("Put the header back, and write the amounts as they were sent."),
    ),
    "cost.funded": _warning(
        _("{part} is more than the mid cost, {mid}."), _("Correct one of them.")
    ),
    "cost.high": _warning(
        _("{part} is lower than the mid cost, {mid}."), _("Correct one of them.")
    ),
    "cost.low": _warning(
        _("{part} is higher than the mid cost, {mid}."), _("Correct one of them.")
    ),
    "cost.product": _warning(
        _("Quantity times unit cost is {product}, the mid cost {mid}."), _("Correct one of them.")
    ),
    "date.ambiguous@return": _question(
        _("“{value}” can be read in two ways: which number is the day?"),
        _("Write dates as in 2027-03-31."),
    ),
    "date.beyond": _question(_("It ends after the plan does, on {end}: is that meant?")),
    "date.islamic": _question(
        _("“{value}” looks like a date of the Islamic calendar: shall such dates be converted?"),
        _("By its common tables; a day may differ from the sighted moon's."),
    ),
    "date.order": _warning(
        _("It ends on {end}, before it starts on {start}."), _("Check day and month.")
    ),
    "file.unreadable": _error(Message("{reason}"), Message("{advice}")),
    "holder.name": _error(
        _("This looks like a person's name, and the planner keeps no names."),
        _("Write a code that only your ministry can read."),
    ),
    "money.currency": _question(
        _("The sum is in {said}, the row in {held}: both are taken together, or neither.")
    ),
    "money.left": _error(
        _("The sum is in {said}, and {held} is expected here; it was left out."),
        _("Write it in {held}."),
    ),
    "name.unknown@return": _error(
        _("“{value}” is none of the rows it could name."), _("Choose from the list.")
    ),
    "number.ambiguous@return": _question(
        _("“{value}” can be read in two ways: which is the decimal mark?"),
        _("Write it as in 1250.50."),
    ),
    "number.factor@return": _question(
        _("It was {before} and is {after}: a slip of the decimal mark, of the unit or of the sign?")
    ),
    "reference.elsewhere": _question(
        _("This reference was that of {other} when the workbook went out."),
        _("Check which row is meant."),
    ),
    "reference.turned": _question(
        _("This reference is a date or a number in the file: a spreadsheet may have turned it."),
        _("Format the column as text, and write it again."),
    ),
    "return.newer_template": _warning(
        _("The workbook follows a newer template ({template}) than this planner knows.")
    ),
    "return.no_identity": _warning(
        _(
            "This file does not say what it is; by its rows it was taken for the workbook of "
            "{ministry}, revision {revision}."
        ),
        _("Check whether that is right."),
    ),
    "return.older_template": _note(
        _("The workbook follows an older template ({template}); what it lacks was left alone.")
    ),
    "return.other_plan": _error(
        _(
            "This file was issued from another plan, or from a copy of {plan}; nothing of it was "
            "taken in."
        ),
        _("Ask for a new workbook."),
    ),
    "return.superseded": _note(
        _(
            "This is the workbook of {made}; a newer one went out on {newer}. It was compared "
            "with what the older one held."
        )
    ),
    "return.swapped": _warning(
        _(
            "This file says that it is the workbook of {said}, but it holds the rows of {held}; "
            "it was taken for theirs."
        ),
        _("Check whether that is right."),
    ),
    "return.unknown": _error(
        _("This file does not say what it is, and its rows are none that were issued."),
        _("Use Import for a ministry's own spreadsheet."),
    ),
    "return.whose": _question(
        _(
            "This file does not say what it is, and it holds rows that several ministries were "
            "issued with: whose is it?"
        ),
        _("Until somebody says so, nothing of it is taken."),
    ),
    "row.copied": _warning(
        _("{value} is there twice; this row is taken for a new one."),
        _("Leave the first column empty for a new row."),
    ),
    "row.found": _note(
        _("Rows had lost their number and were found by what they hold (rows: {count}).")
    ),
    "row.incomplete": _error(_("A new row needs this; the row was left out.")),
    "row.led": _question(_("{ministry} leads this row: may others change it?")),
    "row.led@new": _warning(_("The new row belongs to what {ministry} leads."), _("Ask them.")),
    "row.lonely@return": _warning(_("Only one cell is filled; the row was left out.")),
    "row.moved": _question(_("The row moved from {giver} to {taker}."), _("Ask both ministries.")),
    "row.not_issued": _error(
        _("{value} was not issued to this ministry; the row was left out."),
        _("Ask the focal point for a new workbook if the row is yours now."),
    ),
    "row.repeated@return": _warning(_("{value} is there twice; one of the rows was left out.")),
    "row.replaced": _question(
        _("{id} was “{before}” and is now “{after}”: is it the same row?"),
        _("Leave the first column empty for a new row."),
    ),
    "row.shifted": _warning(
        _("Rows had the number of another and were taken for what they hold (rows: {count})."),
        _("Never sort one column alone."),
    ),
    "row.struck": _warning(_("The new row is struck through and was left out.")),
    "row.unknown_id": _warning(
        _("{value} is no number that the plan gave; this row is taken for a new one."),
        _("Leave the first column empty for a new row."),
    ),
    "sheet.hidden": _note(
        _("Parts of the sheet are hidden; they were read like the rest."), _("Unhide them to see.")
    ),
    "sheet.left_out": _warning(_("{reason} It was left out.")),
    "sheet.left_out@return": _note(_("This is none of the template's sheets; it was left out.")),
    "sheet.missing": _note(
        _("These sheets are not in the file, and nothing of them was changed: {sheets}.")
    ),
    "sheet.no_header": _warning(
        _("The headers of this sheet are gone; nothing of it was taken."),
        _("Put the row of headers back."),
    ),
    "sheet.repeated": _warning(
        _("This sheet holds the same table as the sheet {other}; both were read."),
        _("Keep only the right one."),
    ),
    "sign.missing": _note(_("The sign-off on the last sheet is not filled in.")),
    "sign.partial": _warning(
        _("The sign-off on the last sheet is filled in only in part; it lacks: {lacking}.")
    ),
    "total.differs": _warning(_("The total says {total}, its lines come to {sum}.")),
    "value.required": _error(_("This cell may not be empty.")),
}
