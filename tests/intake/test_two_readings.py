"""Dates and numbers that can be read in two ways are asked about, once for a table."""

from __future__ import annotations

from datetime import date

import pytest

from tests.intake.test_inspection import codes, text, values


def test_dates_that_fit_two_orders_are_asked_about_once_and_blank_until_then() -> None:
    lines = "Title,Start date\nA,03/04/2027\nB,05/06/2027\nC,2027-01-31\n"

    assert values(text(lines), "start") == [None, None, date(2027, 1, 31)]
    assert codes(text(lines)).count("date.ambiguous") == 1
    assert values(text(lines, dates="mdy"), "start")[0] == date(2027, 3, 4)
    answered = text(lines, answers={"date.ambiguous": "dmy"})
    assert values(answered, "start")[:2] == [date(2027, 4, 3), date(2027, 6, 5)]


def test_one_row_far_below_settles_or_contradicts_the_order_of_all() -> None:
    above = "".join(f"T{n},03/04/2027\n" for n in range(900))
    head = "Title,Start date\n"

    assert values(text(f"{head}{above}Z,12/31/2027\n"), "start")[0] == date(2027, 3, 4)
    mixed = text(f"{head}{above}Y,31/12/2027\n{above.replace('T', 'U')}Z,12/31/2027\n")
    assert (values(mixed, "start")[0], codes(mixed).count("date.mixed")) == (None, 1)


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ("15.03.24 31.12.25 05.06.26", date(2024, 3, 15)),
        ("26-01-31 26-02-15 27-03-01", date(2026, 1, 31)),
        ("26-01-31 26-02-15", None),
        ("05.06.24 07.08.25 01.02.26", None),
    ],
)
def test_years_of_two_digits_show_themselves_by_lying_together(days: str, first: date) -> None:
    lines = [f"T{n};{day}" for n, day in enumerate(days.split())]

    assert values(text("\n".join(["Title;Start date", *lines])), "start")[0] == first


@pytest.mark.parametrize("day", ["12/09/1447", "1447-09-12", "12 رمضان 1447"])
def test_dates_of_the_islamic_calendar_are_asked_about_once(day: str) -> None:
    lines = f"Title;Start date\nA;{day}\nB;{day}\nC;2027-01-31\n"
    asked, said = text(lines), text(lines, answers={"date.islamic": "islamic"})

    assert codes(asked) == ["date.islamic"]
    assert values(asked, "start") == [None, None, date(2027, 1, 31)]
    assert values(said, "start")[0] == date(2026, 3, 1)


def test_a_number_that_fits_both_marks_is_blank_until_a_person_says_which() -> None:
    lines = "Title;Budget\nA;1.250\nB;2.500\n"

    assert codes(text(lines)).count("number.ambiguous") == 1
    assert values(text(lines), "budget") == [None, None]
    answered = text(lines, answers={"number.ambiguous": "comma"})
    assert values(answered, "budget") == [1250, 2500]
    assert [str(v) for v in values(text(lines, decimal="point"), "budget")] == ["1.25", "2.50"]
