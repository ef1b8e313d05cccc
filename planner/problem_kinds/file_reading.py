"""What can be wrong with a stranger's file, its tables, rows and cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.messages import Message, _, ngettext
from planner.problems import ProblemKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_QUESTION = Severity.QUESTION
_OF_THEIR_OWN = _("Are they rows of their own? Until that is answered, they are left out.")
_KEPT: Final = _("Unanswered, the plan keeps its value.")


def _question(message: Message) -> ProblemKind:
    return ProblemKind(severity=_QUESTION, message=message, hint=_KEPT)


READING: Final[Mapping[str, ProblemKind]] = {
    "budget.parts": ProblemKind(
        severity=_QUESTION,
        message=_("These hold sums, and none says that it is the whole: {columns}."),
        hint=_("Which is the budget? Until that is answered, it is left blank."),
    ),
    "cell.error": ProblemKind(
        severity=_ERROR,
        message=_("The cell shows {shown}."),
        hint=_("Write the value itself."),
    ),
    "cell.several": ProblemKind(
        severity=_NOTE,
        message=_("The cell lists {number}; “{taken}” was taken."),
        hint=_("The others are kept in the note of the row."),
    ),
    "cell.unsolved": ProblemKind(
        severity=_ERROR,
        message=_("The cell holds a formula whose result was never stored."),
        hint=_("Open the file in a spreadsheet program, save it, and hand it in again."),
    ),
    "cells.comments": ProblemKind(
        severity=_WARNING,
        message=_("Comments beside cells are not read: {cells}."),
        hint=_("See whether they change what the cells say."),
    ),
    "cells.linked": ProblemKind(
        severity=_WARNING,
        message=_("Cells show what another workbook held when this one was saved last: {cells}."),
        hint=_("See whether these values still hold."),
    ),
    "cells.partly_struck": ProblemKind(
        severity=_WARNING,
        message=_("Words that are struck through were not read: {cells}."),
    ),
    "cells.struck": ProblemKind(
        severity=_WARNING,
        message=_("Cells that are struck through were read like the rest: {cells}."),
    ),
    "choice.unknown": ProblemKind(
        severity=_WARNING,
        message=_("“{text}” is not an answer of this column."),
        hint=_("Use one of these: {answers}."),
    ),
    "column.filled": ProblemKind(
        severity=_NOTE,
        message=_(
            "{field} was read from {taken}, and where that is blank from {alternatives}: {number}."
        ),
        hint=_("Choose another column if it is the wrong one."),
    ),
    "column.several": ProblemKind(
        severity=_NOTE,
        message=_("{field} was read from {taken}; these would suit as well: {alternatives}."),
        hint=_("Choose another column if it is the wrong one."),
    ),
    "columns.hidden": ProblemKind(
        severity=_NOTE,
        message=_("Hidden columns, {done}: {columns}."),
        hint=_("Unhide them to see."),
    ),
    "csv.open_quote": ProblemKind(
        severity=_WARNING,
        message=_("A quotation mark opens and never closes; the row was read up to its end."),
    ),
    "currency.shared": _question(_("“{text}” is the money of several countries: {ways}.")),
    "currency.unknown": ProblemKind(
        severity=_WARNING,
        message=_("“{text}” is not a currency."),
        hint=_("Write three letters, as in USD."),
    ),
    "date.ambiguous": _question(_("“{value}” can be read in two ways: which number is the day?")),
    "date.mixed": _question(
        _(
            "Some dates have the day first, others the month: {against}. How are those meant that "
            "fit both: {open}?"
        )
    ),
    "date.swapped": _question(
        _(
            "True dates are all of days up to the 12th ({number}), and later days are all texts "
            "({texts}): a spreadsheet program may have swapped day and month, as in {value}."
        )
    ),
    "date.buddhist": _question(
        _("“{text}” may count from the Buddha's death, as in Thailand: {ways}.")
    ),
    "date.early": _question(
        _("The cell shows {text}, a day long ago; the number behind it is {number}.")
    ),
    "date.two_ways": _question(_("“{text}” can be read in several ways: {ways}.")),
    "date.unreadable": ProblemKind(
        severity=_ERROR,
        message=_("“{text}” is not a date."),
        hint=_("Write day, month and year, as in 31/03/2027 or 2027-03-31."),
    ),
    "dates.reversed": ProblemKind(
        severity=_WARNING,
        message=_("It ends on {end}, before it starts on {start}."),
        hint=_("Check both dates."),
    ),
    "iati.commitments": ProblemKind(
        severity=_NOTE,
        message=_("Activities whose commitments stand for the budget that they lack: {number}."),
    ),
    "iati.currencies": ProblemKind(
        severity=_WARNING,
        message=_(
            "Activities with sums in several currencies: {number}. One currency was added up, the "
            "others stand in a column of their own."
        ),
    ),
    "iati.no_budget": ProblemKind(
        severity=_WARNING,
        message=_(
            "Activities with spending but neither budget nor commitment: {number}. Their budget is "
            "left blank."
        ),
    ),
    "iati.other_sectors": ProblemKind(
        severity=_WARNING,
        message=_("Activities with sectors of a list other than the DAC's, left out: {number}."),
    ),
    "iati.reporting": ProblemKind(
        severity=_NOTE,
        message=_(
            "Activities that name nobody who carries them out: {number}. The organisation that "
            "reports them stands for it."
        ),
    ),
    "iati.unreadable": ProblemKind(
        severity=_WARNING,
        message=_("Activities with a sum that is no number, left out: {number}."),
    ),
    "ministry.above": ProblemKind(
        severity=_NOTE,
        message=_("“{value}” stands above the table and was taken as the ministry."),
        hint=_("Name another ministry if these rows are not its own."),
    ),
    "number.ambiguous": _question(
        _("“{value}” can be read in two ways: which is the decimal mark?")
    ),
    "number.brackets": _question(_("“{text}” stands in brackets, which may mean a minus: {ways}.")),
    "number.is_day": _question(
        _("The cell shows the day {text}, where a number belongs; behind it is {number}.")
    ),
    "number.mixed": ProblemKind(
        severity=_WARNING,
        message=_("Most numbers have a decimal {mark}; “{value}” does not."),
        hint=_("Check that these numbers were read as they were meant."),
    ),
    "number.not_whole": ProblemKind(
        severity=_ERROR,
        message=_("“{text}” is not a whole number."),
        hint=_("Write it as in 25."),
    ),
    "number.other_mark": ProblemKind(
        severity=_WARNING,
        message=_("“{text}” has another decimal mark than most; it was read as {meant}."),
    ),
    "number.too_large": ProblemKind(
        severity=_ERROR,
        message=_("“{text}” is not an amount that can be kept."),
        hint=_("Check the unit of the column."),
    ),
    "number.two_ways": _question(_("“{text}” can be read in several ways: {ways}.")),
    "number.unreadable": ProblemKind(
        severity=_ERROR,
        message=_("“{text}” is not a number."),
        hint=_("Write digits only, as in 1250.50; words belong into another column."),
    ),
    "percent.unsure": _question(
        _("“{text}” has no percent sign; it may stand for {ways} percent.")
    ),
    "purpose_code.none": ProblemKind(
        severity=_WARNING,
        message=_("“{text}” holds no purpose code."),
        hint=_("Write the five digits of the purpose code, as in 15130."),
    ),
    "reference.counting": ProblemKind(
        severity=_NOTE,
        message=_("{value} only counts the rows; it was not taken for references."),
        hint=_("Choose the column as {label} if these numbers stay with their rows."),
    ),
    "references.cut": ProblemKind(
        severity=_WARNING,
        message=_(
            "References with more digits than a spreadsheet program keeps: {number}, as in "
            "{examples}. Their last digits are lost, and they tell no row."
        ),
        hint=_("Format the column as text in the ministry's own file, and ask for it again."),
    ),
    "references.turned": ProblemKind(
        severity=_WARNING,
        message=_(
            "References that look as if a spreadsheet program had made days or numbers of them: "
            "{number}, as in {examples}."
        ),
        hint=_("Format the column as text in the ministry's own file, and ask for it again."),
    ),
    "required.blank": ProblemKind(
        severity=_ERROR,
        message=_("{label} is blank, and a row needs it."),
        hint=Message("{help}"),
    ),
    "register.holder": ProblemKind(
        severity=_QUESTION,
        message=_("No head says which column holds the code of each person. Which one is it?"),
        hint=_("Unanswered, nobody's certificate is taken."),
    ),
    "register.not_passed": ProblemKind(
        severity=_NOTE,
        message=_("People who did not pass, not counted: {number} ({words})."),
    ),
    "register.result": ProblemKind(
        severity=_QUESTION,
        message=_("“{label}” says “{value}”: was the course passed?"),
        hint=_("Unanswered, these rows are not taken."),
    ),
    "row.lonely": ProblemKind(
        severity=_ERROR,
        message=_("Only one cell of this row is filled: it looks like a remark."),
        hint=_("Take the row out of the file, or fill in what is missing."),
    ),
    "rows.added_up": ProblemKind(
        severity=_NOTE,
        message=_("Rows left out as sums of other rows ({number}): {rows}."),
        hint=_("Import a row by itself if it is one of its own."),
    ),
    "rows.apart": ProblemKind(
        severity=_QUESTION,
        message=_("Rows stand apart below the table ({number}): {rows}."),
        hint=_OF_THEIR_OWN,
    ),
    "rows.blocks": ProblemKind(
        severity=_QUESTION,
        message=_("Rows are each exactly the sum of the rows beside them ({number}): {rows}."),
        hint=_OF_THEIR_OWN,
    ),
    "rows.currencies": ProblemKind(
        severity=_WARNING,
        message=_("The rows of this programme are in several currencies; the first sum was taken."),
        hint=_("Add them up in one currency."),
    ),
    "rows.differ": ProblemKind(
        severity=_NOTE,
        message=_("Rows of one reference differ in: {columns}."),
        hint=_("Taken together, the first is kept and the others go into the note of the row."),
    ),
    "rows.grouped": ProblemKind(
        severity=_NOTE,
        message=_("{number} rows were taken together as {programmes} programmes; {budgets}."),
        hint=_("Undo the grouping if they are different programmes."),
    ),
    "rows.hidden": ProblemKind(
        severity=_NOTE,
        message=ngettext("{number} hidden row, {done}.", "{number} hidden rows, {done}.", 1),
        hint=_("Unhide them to see, or choose otherwise."),
    ),
    "rows.like_total": ProblemKind(
        severity=_QUESTION,
        message=_("Rows read like totals, though no rows add up to them ({number}): {rows}."),
        hint=_OF_THEIR_OWN,
    ),
    "rows.one_sum": ProblemKind(
        severity=_QUESTION,
        message=_(
            "Rows of one reference all say the same sum, while others do not ({number}): {rows}."
        ),
        hint=_("What is that sum? Until that is answered, their budget is left blank."),
    ),
    "rows.parents": ProblemKind(
        severity=_QUESTION,
        message=_("Under rows others are numbered, as 1.1 under 1 ({number}): {rows}."),
        hint=_OF_THEIR_OWN,
    ),
    "rows.repeat_reference": ProblemKind(
        severity=_QUESTION,
        message=_(
            "{number} rows are {programmes} programmes: some have a row for each place, year or "
            "payment. Rows {first} and {second} are both {reference}: {differing}."
        ),
        hint=_(
            "Unanswered, only what the rows of a reference have in common is taken. Together "
            "means: {budgets}, first start, last end, all places."
        ),
    ),
    "rows.struck": ProblemKind(
        severity=_QUESTION,
        message=_("Rows are struck through: {cells}."),
        hint=_("Unanswered, they are left out."),
    ),
    "sheet.cut_text": ProblemKind(
        severity=_WARNING,
        message=_("Texts longer than a cell can be, cut at 32,767 letters: {number} ({cells})."),
    ),
    "sheet.far_cell": ProblemKind(
        severity=_WARNING,
        message=_("The cell stands far beyond the rest and was left out."),
    ),
    "sheet.far_columns": ProblemKind(
        severity=_WARNING,
        message=_("Cells far to the right, where no table reaches, left out: {number} ({cells})."),
    ),
    "sheet.unseen_signs": ProblemKind(
        severity=_NOTE,
        message=_(
            "Signs that nobody sees, or that turn the text beside them, were taken out of "
            "{number} cells: {cells}."
        ),
    ),
    "sheet.hidden@import": ProblemKind(
        severity=_NOTE,
        message=_("The whole sheet is hidden."),
        hint=_("A sheet that cannot be unhidden was hidden by a program; ask the ministry."),
    ),
    "table.blocks": ProblemKind(
        severity=_NOTE,
        message=_("Tables of one sheet, taken together as one ({number}): {tables}."),
        hint=_("Name the row of a header to take in its table by itself."),
    ),
    "table.refused": ProblemKind(
        severity=_WARNING, message=Message("{reason}"), hint=Message("{cure}")
    ),
    "table.reshaped": ProblemKind(
        severity=_NOTE,
        message=Message("{how}"),
        hint=_("Each row says which cell it comes from."),
    ),
    "tag.unknown": ProblemKind(severity=_WARNING, message=_("Not known: {unknown}.")),
    "title.missing": ProblemKind(
        severity=_WARNING,
        message=_("Rows without a title: {number}. Description or reference stands for it."),
        hint=_("Take in a file with references and titles as well."),
    ),
    "unit.taken": ProblemKind(
        severity=_NOTE,
        message=_("Each sum was read in the unit that its row has in {header}."),
        hint=_("Check a few of the sums."),
    ),
    "unit.unknown": ProblemKind(
        severity=_WARNING,
        message=_("“{text}” is not a unit of money, so the sum beside it was left blank."),
        hint=_("Write it as in thousand, million or USD."),
    ),
    "workbook.binary": ProblemKind(
        severity=_WARNING,
        message=_(
            "Of this older format, these are not seen: what it hides, comments, text that is "
            "struck through, formats of numbers, and cells that show an error, which come in blank."
        ),
        hint=_("Save it as .xlsx to be sure."),
    ),
}
