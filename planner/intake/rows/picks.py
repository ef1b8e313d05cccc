"""What a person says that the texts of a list column mean, in place of what was understood."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import WrongValue
from planner.intake.refusals import wrong_value
from planner.intake.tables.cell_evidence import known_codes
from planner.languages import load as load_languages
from planner.messages import Message, _
from planner.readers.currencies import currency_of
from planner.readers.texts import folded, tidy
from planner.schema import Column, Kind, Table, Value

AID = "purpose_codes"
PLACE = "country"  # a free text in which countries are known by name
_SHOWN = 12  # answers named in a sentence


def key(text: str) -> str:
    """By what a text of a file is found again, however it is capitalised or accented."""
    return folded(text) or text.strip()


def is_list(column: Column) -> bool:
    """Whether the values of a column come from a list, so that its texts have to be matched."""
    match column.kind:
        case Kind.CHOICE | Kind.FLAG | Kind.ROW:
            return True
        case Kind.TAGS:
            return column.answers is not None
        case Kind.ENTRY:
            return True
        case _:
            return column.name in ("currency", PLACE)


def is_looked_up(column: Column) -> bool:
    """Whether a column names a row of the plan or an entry of a list that the office extends."""
    return column.kind is Kind.ROW or (column.kind is Kind.ENTRY and column.refers != AID)


def value_of(table: Table, column: Column, said: str) -> Value:
    """The value that a person names in words; blank for none.

    WrongValue, with what is accepted, for words that name no value of the column. Rows of other
    tables and entries of the office's lists are not looked up here: their names stay as they are.
    """
    if not said:
        return column.blank
    value: Value
    match column.kind:
        case Kind.CHOICE | Kind.FLAG | Kind.TAGS:
            found = load_languages().answers(column).get(folded(said))
            value = (str(found),) if column.kind is Kind.TAGS and found is not None else found
        case Kind.ENTRY if column.refers == AID:
            value = said if said in known_codes() else None  # with its group: 151 or 15130
        case Kind.CODE:
            value = currency_of(said) or None
        case _:
            value = tidy(said)
    if value is None:
        label = table.label(column.name)
        raise wrong_value("no such value", label=label, value=said[:60], accepted=_accepted(column))
    return value


def _accepted(column: Column) -> Message:
    match column.kind:
        case Kind.CHOICE | Kind.TAGS if column.answers is not None:
            answers = tuple(answer.value for answer in column.answers)
            return _("Use one of these: {answers}.", answers=answers[:_SHOWN])
        case Kind.FLAG:
            return _("Use yes or no.")
        case Kind.ENTRY if column.refers == AID:
            return _("Use an aid code of three or five digits, as in 15130.")
        case _:
            return _("Use three letters, as in USD.")


def known(table: Table, values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Value]]:
    """The values picked for a table's list columns, by field and by the text's key.

    What does not fit is left out: a file may hold several tables that call a column the same. So
    are rows of other tables and entries of the office's lists, which are looked up later.
    """
    return {
        name: {key(text): value_of(table, column, value) for text, value in said.items()}
        for name, said in fitting(table, values).items()
        if not is_looked_up(column := table.column(name))
    }


def fitting(table: Table, values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The values that fit the table's list columns, as they were said."""
    lists = _lists(table)
    return {
        name: {text: value for text, value in said.items() if _fits(table, lists[name], value)}
        for name, said in values.items()
        if name in lists
    }


def check(table: Table, values: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse values for columns that are no lists, and values that a list does not have."""
    lists = _lists(table)
    for name, said in values.items():
        if name not in lists:
            there = {"table": table.title, "columns": tuple(lists)}
            raise wrong_value("no such list", column=name, **there)
        for value in said.values():
            value_of(table, lists[name], value)


def _lists(table: Table) -> dict[str, Column]:
    return {column.name: column for column in table.columns if is_list(column)}


def _fits(table: Table, column: Column, said: str) -> bool:
    try:
        value_of(table, column, said)
    except WrongValue:
        return False
    return True
