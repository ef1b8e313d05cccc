"""What can be wrong with a workbook that a ministry returns; letters tell it in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.messages import _
from planner.problems import ProblemKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RETURNS: Final[Mapping[str, ProblemKind]] = {
    "cell.hidden": ProblemKind(
        severity=_WARNING,
        message=_("Cells in hidden columns were changed, and taken: {cells}."),
        hint=_("Show the columns, and see whether something was pasted over them."),
    ),
    "cell.merged": ProblemKind(
        severity=_WARNING,
        message=_("Cells were merged; what is under them was left as it is: {cells}."),
        hint=_("Take the merging off and write the value into each cell."),
    ),
    "column.added": ProblemKind(
        severity=_NOTE,
        message=_("These columns are none of the template's and were left out: {added}."),
        hint=_("Move what matters into a column of the template."),
    ),
    "column.missing": ProblemKind(
        severity=_NOTE,
        message=_("These columns are not in the file, and nothing of them was changed: {columns}."),
    ),
    "column.renamed": ProblemKind(
        severity=_WARNING,
        message=_(
            "The header “{value}” is no longer “{label}”: the unit or the currency may be "
            "another, and nothing of this column was taken."
        ),
        hint=_("Put the header back, and write the amounts as they were sent."),
    ),
    "cost.funded": ProblemKind(
        severity=_WARNING,
        message=_("{part} is more than the mid cost, {mid}."),
        hint=_("Correct one of them."),
    ),
    "cost.high": ProblemKind(
        severity=_WARNING,
        message=_("{part} is lower than the mid cost, {mid}."),
        hint=_("Correct one of them."),
    ),
    "cost.low": ProblemKind(
        severity=_WARNING,
        message=_("{part} is higher than the mid cost, {mid}."),
        hint=_("Correct one of them."),
    ),
    "cost.product": ProblemKind(
        severity=_WARNING,
        message=_("Quantity times unit cost is {product}, the mid cost {mid}."),
        hint=_("Correct one of them."),
    ),
    "date.ambiguous@return": ProblemKind(
        severity=_WARNING,
        message=_("“{value}” can be read in two ways; the first number was taken for the day."),
        hint=_("Write dates as in 2027-03-31."),
    ),
    "date.order": ProblemKind(
        severity=_WARNING,
        message=_("It ends on {end}, before it starts on {start}."),
        hint=_("Check day and month."),
    ),
    "file.unreadable": ProblemKind(
        severity=_ERROR,
        message=_("{reason}"),
        hint=_("{advice}"),
    ),
    "holder.name": ProblemKind(
        severity=_ERROR,
        message=_("This looks like a person's name, and the planner keeps no names."),
        hint=_("Write a code that only your ministry can read."),
    ),
    "name.unknown@return": ProblemKind(
        severity=_ERROR,
        message=_("“{value}” is none of the rows it could name."),
        hint=_("Choose from the list."),
    ),
    "number.ambiguous@return": ProblemKind(
        severity=_WARNING,
        message=_("“{value}” can be read in two ways; the point was taken for the decimal mark."),
        hint=_("Write it as in 1250.50."),
    ),
    "number.factor@return": ProblemKind(
        severity=_WARNING,
        message=_("It was {before} and is {after}: a slip of the decimal mark?"),
    ),
    "reference.elsewhere": ProblemKind(
        severity=_WARNING,
        message=_("This reference was that of {other} when the workbook went out."),
        hint=_("Check which row is meant."),
    ),
    "return.newer_template": ProblemKind(
        severity=_WARNING,
        message=_("The workbook follows a newer template ({template}) than this planner knows."),
    ),
    "return.no_identity": ProblemKind(
        severity=_WARNING,
        message=_(
            "This file does not say what it is; by its rows it was taken for the workbook of "
            "{ministry}, revision {revision}."
        ),
        hint=_("Check whether that is right."),
    ),
    "return.older_template": ProblemKind(
        severity=_NOTE,
        message=_(
            "The workbook follows an older template ({template}); what it lacks was left alone."
        ),
    ),
    "return.other_plan": ProblemKind(
        severity=_ERROR,
        message=_(
            "This file was issued from another plan, or from a copy of {plan}; nothing of it was "
            "taken in."
        ),
        hint=_("Ask for a new workbook."),
    ),
    "return.superseded": ProblemKind(
        severity=_NOTE,
        message=_(
            "This is the workbook of {made}; a newer one went out on {newer}. It was compared "
            "with what the older one held."
        ),
    ),
    "return.swapped": ProblemKind(
        severity=_WARNING,
        message=_(
            "This file says that it is the workbook of {said}, but it holds the rows of {held}; "
            "it was taken for theirs."
        ),
        hint=_("Check whether that is right."),
    ),
    "return.unknown": ProblemKind(
        severity=_ERROR,
        message=_("This file does not say what it is, and its rows are none that were issued."),
        hint=_("Use Import for a ministry's own spreadsheet."),
    ),
    "row.copied": ProblemKind(
        severity=_WARNING,
        message=_("{value} is there twice; this row is taken for a new one."),
        hint=_("Leave the first column empty for a new row."),
    ),
    "row.found": ProblemKind(
        severity=_NOTE,
        message=_("Rows had lost their number and were found by what they hold (rows: {count})."),
    ),
    "row.incomplete": ProblemKind(
        severity=_ERROR,
        message=_("A new row needs this; the row was left out."),
    ),
    "row.lonely@return": ProblemKind(
        severity=_WARNING,
        message=_("Only one cell is filled; the row was left out."),
    ),
    "row.moved": ProblemKind(
        severity=_WARNING,
        message=_("The row moved from {giver} to {taker}."),
        hint=_("Ask both ministries."),
    ),
    "row.not_issued": ProblemKind(
        severity=_ERROR,
        message=_("{value} was not issued to this ministry; the row was left out."),
        hint=_("Ask the focal point for a new workbook if the row is yours now."),
    ),
    "row.repeated@return": ProblemKind(
        severity=_WARNING,
        message=_("{value} is there twice; one of the rows was left out."),
    ),
    "row.replaced": ProblemKind(
        severity=_WARNING,
        message=_("{id} was “{before}” and is now “{after}”: is it the same row?"),
        hint=_("Leave the first column empty for a new row."),
    ),
    "row.shifted": ProblemKind(
        severity=_WARNING,
        message=_(
            "Rows had the number of another and were taken for what they hold (rows: {count})."
        ),
        hint=_("Never sort one column alone."),
    ),
    "row.unknown_id": ProblemKind(
        severity=_WARNING,
        message=_("{value} is no number that the plan gave; this row is taken for a new one."),
        hint=_("Leave the first column empty for a new row."),
    ),
    "sheet.hidden": ProblemKind(
        severity=_NOTE,
        message=_("Parts of the sheet are hidden; they were read like the rest."),
        hint=_("Unhide them to see."),
    ),
    "sheet.left_out": ProblemKind(
        severity=_WARNING,
        message=_("{reason} It was left out."),
    ),
    "sheet.left_out@return": ProblemKind(
        severity=_NOTE,
        message=_("This is none of the template's sheets; it was left out."),
    ),
    "sheet.missing": ProblemKind(
        severity=_NOTE,
        message=_("These sheets are not in the file, and nothing of them was changed: {sheets}."),
    ),
    "sheet.no_header": ProblemKind(
        severity=_WARNING,
        message=_("The headers of this sheet are gone; nothing of it was taken."),
        hint=_("Put the row of headers back."),
    ),
    "sheet.repeated": ProblemKind(
        severity=_WARNING,
        message=_("This sheet holds the same table as the sheet {other}; both were read."),
        hint=_("Keep only the right one."),
    ),
    "sign.missing": ProblemKind(
        severity=_NOTE,
        message=_("The sign-off on the last sheet is not filled in."),
    ),
    "sign.partial": ProblemKind(
        severity=_WARNING,
        message=_("The sign-off on the last sheet is filled in only in part; it lacks: {lacking}."),
    ),
    "total.differs": ProblemKind(
        severity=_WARNING,
        message=_("The total says {total}, its lines come to {sum}."),
    ),
    "value.required": ProblemKind(
        severity=_ERROR,
        message=_("This cell may not be empty."),
    ),
}
