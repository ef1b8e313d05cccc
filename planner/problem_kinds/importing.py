"""What is doubtful or wrong when the rows of a file are to become rows of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.messages import Message, _, ngettext
from planner.problems import ProblemKind, Severity

_ERROR, _QUESTION, _WARNING = Severity.ERROR, Severity.QUESTION, Severity.WARNING
_NOTE = Severity.NOTE

_WAITS: Final = _("Unanswered, nothing of this row is taken.")

IMPORTING: Final[Mapping[str, ProblemKind]] = {
    "budget.below_zero": ProblemKind(
        severity=_WARNING,
        message=_("The sum {value} is below zero; it is taken as it stands."),
        hint=_("Ask the ministry whether it is meant."),
    ),
    "columns.recalled": ProblemKind(
        severity=_NOTE,
        message=_("The columns and values were read as settled for this ministry's last file."),
        hint=_("Choose others if this file is another one."),
    ),
    "columns.unplaced": ProblemKind(
        severity=_NOTE,
        message=_("Columns without a place: {columns}."),
        hint=_("Keep one in the note of its rows: in the Columns step, or with --keep-column."),
    ),
    "currency.none": ProblemKind(
        severity=_QUESTION,
        message=_("In which currency are the sums? Rows that do not say: {number}."),
        hint=_("Unanswered, their currency stays blank, and they are in no sum."),
    ),
    "currency.unsure": ProblemKind(
        severity=_QUESTION,
        message=_(
            "The sums are in “{value}”, which several countries use. In which currency? Rows that "
            "do not say: {number}."
        ),
        hint=_("Unanswered, their currency stays blank, and they are in no sum."),
    ),
    "entry.unknown": ProblemKind(
        severity=_WARNING,
        message=_("“{value}” is not in the planner's list."),
        hint=Message("{help}"),
    ),
    "holders.strangers": ProblemKind(
        severity=_WARNING,
        message=ngettext(
            "The {number} person of this file is not among those of the same audiences whom "
            "the plan knows by code ({known}).",
            "None of the {number} people of this file is among those of the same audiences "
            "whom the plan knows by code ({known}).",
            1,
        ),
        hint=_(
            "If this register was imported before, its secret phrase was another one: give "
            "that one, or everybody counts twice."
        ),
    ),
    "ministry.none": ProblemKind(
        severity=_QUESTION,
        message=_(
            "Whose rows are these? No column names the ministry; rows without one: {number}."
        ),
        hint=_("Unanswered, their ministry stays blank."),
    ),
    "name.alike": ProblemKind(
        severity=_QUESTION,
        message=_("Is “{value}” the same as “{name}”? {why}"),
        hint=_("Unanswered, it stays blank; the text goes into the note."),
    ),
    "names.many": ProblemKind(
        severity=_QUESTION,
        message=_(
            "{number} names would become new rows of {table}, as in {names}. Is this the right "
            "column?"
        ),
        hint=_("Unanswered, it stays blank; the text goes into the note."),
    ),
    "names.new": ProblemKind(
        severity=_NOTE,
        message=_("New in {table} ({number}): {names}."),
    ),
    "name.unknown": ProblemKind(
        severity=_ERROR,
        message=_("The plan has no “{name}” in {table}."),
        hint=_("Add it there first."),
    ),
    "number.factor": ProblemKind(
        severity=_QUESTION,
        message=_(
            "The plan holds {before}, the file says {after}: a slip of the decimal mark, of the "
            "unit or of the sign?"
        ),
        hint=_("Unanswered, the plan keeps its value."),
    ),
    "pass.undated": ProblemKind(
        severity=_ERROR,
        message=_(
            "The file says when the certificate ends, and the plan does not say for how many "
            "months “{course}” holds."
        ),
        hint=_("Fill in “{months}” of that course, then import the file again."),
    ),
    "row.by_reference": ProblemKind(
        severity=_NOTE,
        message=_(
            "Rows recognised by their reference alone, because the plan or the file names no "
            "ministry: {number}."
        ),
        hint=_("They fill what is blank and add columns; no row is made twice."),
    ),
    "reference.loses": ProblemKind(
        severity=_QUESTION,
        message=_(
            "“{title}”: the reference {said} may be {reference}, turned by a spreadsheet program. "
            "Is it {known}? Plan / file: {differing}."
        ),
        hint=_WAITS,
    ),
    "row.conflict": ProblemKind(
        severity=_QUESTION,
        message=_("Row {first} has the same {same} and says otherwise: {differing}."),
        hint=_WAITS,
    ),
    "row.repeated": ProblemKind(
        severity=_NOTE,
        message=_("It is the same as row {first} in everything, and was taken once."),
    ),
    "row.repeated@asked": ProblemKind(
        severity=_QUESTION,
        message=_("It is the same as row {first} in everything."),
        hint=_("Unanswered, it is taken once."),
    ),
    "row.same_title": ProblemKind(
        severity=_QUESTION,
        message=_("Is “{title}” the row {known} of the plan? Plan / file: {differing}."),
        hint=_WAITS,
    ),
    "row.title_moved": ProblemKind(
        severity=_QUESTION,
        message=_(
            "The reference {reference} is that of {known} in the plan; the file has it with "
            "“{title}”. Which row is it? Plan / file: {differing}."
        ),
        hint=_WAITS,
    ),
    "row.unplaced": ProblemKind(
        severity=_QUESTION,
        message=_("Which row is “{title}”? {why}"),
        hint=_WAITS,
    ),
    "table.left": ProblemKind(
        severity=_NOTE,
        message=_(
            "Sheet {name} looks like {table}, rows: {number}. They are not imported with this one."
        ),
        hint=_("Import them next: sheet {name}, table {option}."),
    ),
    "table.left@sheet": ProblemKind(
        severity=_NOTE,
        message=_(
            "Another table stands on the same sheet, {table}, rows: {number}. They are not "
            "imported with this one."
        ),
        hint=_("To import them, name the row of their header: {header}."),
    ),
    "value.unused": ProblemKind(
        severity=_NOTE,
        message=_("No row says “{value}”."),
        hint=_("Check how the file spells it."),
    ),
}
