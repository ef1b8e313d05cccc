"""Text to value and back, one exact rule for each kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.choices import Level, Marker
from planner.errors import WrongValue
from planner.plan import all_tables
from planner.schema import Column, Kind, Value
from planner.values import clean, fold, from_text, shown, to_text
from tests.strategies import values

COLUMNS = [column for table in all_tables() for column in table.columns]
ANYTHING = st.text(st.characters())


def column_of(kind: Kind, **facts: object) -> Column:
    return Column(name="it", kind=kind, label="It", help="", **facts)  # type: ignore[arg-type]  # facts are those of Column


LEVEL = column_of(Kind.CHOICE, answers=Level)


@given(st.data(), st.sampled_from(COLUMNS))
def test_a_value_written_as_text_reads_back_as_itself(data: st.DataObject, column: Column) -> None:
    value = data.draw(values(column, {}))

    again = from_text(column, to_text(value))

    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_empty_text_is_the_blank_of_every_column(column: Column) -> None:
    assert from_text(column, "") == from_text(column, " \t\u200b\ufeff") == column.blank
    assert to_text(column.blank) == ""


@given(ANYTHING)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANYTHING)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANYTHING)
def test_clean_text_can_be_written_anywhere(text: str) -> None:
    cleaned = clean(text)

    assert cleaned == cleaned.strip()
    assert not set(cleaned) & {"\x00", "\r", "\u00a0", "\u200b", "\u202e", "\ufeff"}
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Justice\u00a0", "Justice"),
        ("e\u0301te\u0301", "été"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
        ("\u202eabc\u202c", "abc"),
        ("a\ud800b", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_text_is_composed_and_trimmed_and_rid_of_what_cannot_be_seen(
    text: str, cleaned: str
) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministère de la Santé", "MINISTERE DE LA SANTE"),
        ("N° du projet", "n du  projet"),
        ("start_date", "Start Date"),
        ("Coût (USD)", "cout usd"),
        ("Straße", "STRASSE"),
        ("ﬁnance", "finance"),
        ("أحمد", "احمد"),
        ("d’exécution", "d'execution"),
    ],
)
def test_folding_sees_through_case_accents_and_punctuation(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E-7"), "0.0000001"),
        (date(2027, 3, 31), "2027-03-31"),
        (("wps", "upr"), "wps; upr"),
        (Level.NOT_ASSESSED, "not assessed"),
    ],
)
def test_every_kind_of_value_has_one_text(value: Value, text: str) -> None:
    assert to_text(value) == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.WHOLE, "25", 25),
        (Kind.WHOLE, "-3", -3),
        (Kind.WHOLE, " 007 ", 7),
        (Kind.MONEY, "1250.50", Decimal("1250.50")),
        (Kind.MONEY, "-.5", Decimal("-0.5")),
        (Kind.NUMBER, "+3.", Decimal(3)),
        (Kind.PERCENT, "12.5", Decimal("12.5")),
        (Kind.DATE, "2027-03-31", date(2027, 3, 31)),
        (Kind.FLAG, "Yes", True),
        (Kind.FLAG, "TRUE", True),
        (Kind.FLAG, "1", True),
        (Kind.FLAG, "no", False),
        (Kind.FLAG, "false", False),
        (Kind.FLAG, "0", False),
        (Kind.TAGS, "wps; upr;; pve ", ("wps", "upr", "pve")),
        (Kind.TAGS, " ; ", ()),
        (Kind.CODE, "007", "007"),
        (Kind.TEXT, "=1+1", "=1+1"),
    ],
)
def test_text_is_read_exactly(kind: Kind, text: str, value: Value) -> None:
    assert from_text(column_of(kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "what"),
    [
        (Kind.WHOLE, "25.0", "a whole number"),
        (Kind.WHOLE, "1,000", "a whole number"),
        (Kind.WHOLE, "٣", "a whole number"),
        (Kind.WHOLE, "1" * 16, "a whole number"),
        (Kind.MONEY, "1,250.50", "a number"),
        (Kind.MONEY, "1_000", "a number"),
        (Kind.MONEY, "NaN", "a number"),
        (Kind.MONEY, "Infinity", "a number"),
        (Kind.MONEY, "1e5", "a number"),
        (Kind.MONEY, "1e-999999999", "a number"),
        (Kind.MONEY, "1" + "0" * 15, "a number"),
        (Kind.PERCENT, "12 %", "a number"),
        (Kind.NUMBER, "many", "a number"),
        (Kind.NUMBER, ".", "a number"),
        (Kind.DATE, "31/03/2027", "a date"),
        (Kind.DATE, "2027-02-30", "a date"),
        (Kind.FLAG, "maybe", "yes or no"),
    ],
)
def test_text_of_another_kind_is_refused_with_what_is_accepted(
    kind: Kind, text: str, what: str
) -> None:
    with pytest.raises(WrongValue) as failure:
        from_text(column_of(kind), text)

    assert str(failure.value.message) == f"It: “{text}” is not {what}."
    assert str(failure.value.hint).startswith("Write ")


@pytest.mark.parametrize("text", ["moderate", "Moderate", "MODERATE", " moderate "])
def test_an_answer_is_read_by_its_value_or_its_label(text: str) -> None:
    assert from_text(LEVEL, text) is Level.MODERATE


def test_an_answer_that_is_none_is_refused_with_all_that_there_are() -> None:
    with pytest.raises(WrongValue) as failure:
        from_text(LEVEL, "purple")

    assert str(failure.value.message) == "It: “purple” is not an answer."
    assert str(failure.value.hint) == (
        "Use one of: Not assessed, Not observed, Low, Moderate, High."
    )


def test_a_choice_without_a_list_keeps_its_text() -> None:
    assert from_text(column_of(Kind.CHOICE), "anything") == "anything"


def test_a_choice_is_shown_by_its_label_and_everything_else_by_its_text() -> None:
    tags = column_of(Kind.TAGS, answers=Marker)

    assert shown(LEVEL, Level.NOT_ASSESSED) == "Not assessed"
    assert shown(LEVEL, None) == ""
    assert shown(column_of(Kind.CHOICE), "anything") == "anything"
    assert shown(column_of(Kind.FLAG), True) == "yes"
    assert shown(tags, ("wps", "upr")) == "wps; upr"
