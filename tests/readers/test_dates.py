"""Dates as people write them, cell by cell and column by column."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.readers.dates import Order, Span, date_order, read_date, read_period, read_span


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2014-01-31", date(2014, 1, 31)),
        ("2014-01-31T00:00:00Z", date(2014, 1, 31)),
        ("2014-01-31 13:45", date(2014, 1, 31)),
        ("2014-01-31+02:00", date(2014, 1, 31)),
        ("20140131", date(2014, 1, 31)),
        ("31/01/2014", date(2014, 1, 31)),
        ("31.1.14", date(2014, 1, 31)),
        ("31-01-2014", date(2014, 1, 31)),
        ("15-Mar-05", date(2005, 3, 15)),
        ("1 March 2015", date(2015, 3, 1)),
        ("March 1st, 2015", date(2015, 3, 1)),
        ("1er janvier 2014", date(2014, 1, 1)),
        ("15 Août 2012", date(2012, 8, 15)),
        ("1 de enero de 2014", date(2014, 1, 1)),
        ("15 de março de 2020", date(2020, 3, 15)),
        ("31. Dezember 2014", date(2014, 12, 31)),
        ("12 كانون الثاني 2014", date(2014, 1, 12)),
        ("١ يناير ٢٠١٤", date(2014, 1, 1)),
    ],
)
def test_a_day_is_read_as_it_was_meant(written: str, day: date) -> None:
    assert read_date(written) == read_date(written, end=True) == day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("FY 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2013/14", date(2013, 1, 1), date(2014, 12, 31)),
        ("2012-2016", date(2012, 1, 1), date(2016, 12, 31)),
        ("Jan-14", date(2014, 1, 1), date(2014, 1, 31)),
        ("février 2014", date(2014, 2, 1), date(2014, 2, 28)),
        ("02/2016", date(2016, 2, 1), date(2016, 2, 29)),
        ("2013-05", date(2013, 5, 1), date(2013, 5, 31)),
        ("Q2 2014", date(2014, 4, 1), date(2014, 6, 30)),
        ("1er trimestre 2014", date(2014, 1, 1), date(2014, 3, 31)),
        ("S2 2014", date(2014, 7, 1), date(2014, 12, 31)),
        ("Jan 2012 to Dec 2014", date(2012, 1, 1), date(2014, 12, 31)),
        ("du 1er janvier 2014 au 31 décembre 2015", date(2014, 1, 1), date(2015, 12, 31)),
        ("01/09/2003 - 31/03/2011", date(2003, 9, 1), date(2011, 3, 31)),
        ("Imprévu; 2011; 2012", date(2011, 1, 1), date(2012, 12, 31)),
        (" Unplanned; 2005; 2006; 2009", date(2005, 1, 1), date(2009, 12, 31)),
    ],
)
def test_what_covers_several_days_starts_on_its_first_and_ends_on_its_last(
    written: str, first: date, last: date
) -> None:
    assert read_date(written) == first
    assert read_date(written, end=True) == last


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "30/02/2014",
        "31/31/2014",
        "Phase 2 2014",
        "Total 2014",
        "1er mars",
        "45000",
        "2014; soon",
        "0000-00-00",
    ],
)
def test_what_is_no_day_is_not_made_one(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2003, 9, 1)), ("mdy", date(2003, 1, 9))])
def test_the_order_settles_what_fits_both(order: Order, day: date) -> None:
    assert read_date("01/09/2003", order) == day


def test_the_order_comes_from_the_whole_column() -> None:
    found = date_order(["01/09/2003", "2014", "31/03/2011", "05/04/2012"])

    assert found.order == "dmy"
    assert found.settled_by == "31/03/2011"
    assert found.open == ("01/09/2003", "05/04/2012")


def test_a_column_of_american_dates_is_seen() -> None:
    found = date_order(["01/09/2003", "03/31/2011", "12/25/2012", "13/01/2012"])

    assert found.order == "mdy"
    assert found.against == ("13/01/2012",)


def test_a_column_that_fits_every_order_settles_nothing() -> None:
    found = date_order(["01/09/2003", "05/04/2012"])

    assert found.order is None
    assert found.open == ("01/09/2003", "05/04/2012")


def test_plain_dates_leave_no_doubt() -> None:
    found = date_order(["2014-01-02", "2 January 2014", "01/01/2014"])

    assert found.order is None
    assert found.open == ()


DAYS = st.dates(date(1969, 1, 1), date(2068, 12, 31))
SHAPES = {
    "dmy": ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"],
    "mdy": ["%m/%d/%Y", "%m-%d-%y"],
    "ymd": ["%Y/%m/%d", "%y-%m-%d", "%Y%m%d"],
}


@given(
    DAYS, st.sampled_from([(order, shape) for order, shapes in SHAPES.items() for shape in shapes])
)
def test_a_day_written_in_a_known_order_reads_back(
    day: date, written_as: tuple[Order, str]
) -> None:
    order, shape = written_as

    assert read_date(day.strftime(shape), order) == day


@given(DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%Y-%m-%d", "%a %d %b %Y"]))
def test_a_day_with_its_month_in_words_reads_back_in_any_order(day: date, shape: str) -> None:
    for order in ("dmy", "mdy", "ymd"):
        assert read_date(day.strftime(shape), order) == day


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    span = read_span(text)

    assert span is None or span.first <= span.last


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31.12.2019 г.", date(2019, 12, 31)),
        ("2021年3月", date(2021, 3, 1)),
        ("2020년 3월 5일", date(2020, 3, 5)),
        ("平成30年3月5日", date(2018, 3, 5)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R5.4.1", date(2023, 4, 1)),
        ("民國111年", date(2022, 1, 1)),
        ("111/03/01", date(2022, 3, 1)),
        ("12 มกราคม 2566", date(2023, 1, 12)),
        ("tháng 3/2021", date(2021, 3, 1)),
        ("1 września 2019 r.", date(2019, 9, 1)),
        ("15. ledna 2020", date(2020, 1, 15)),
        ("elokuu 2019", date(2019, 8, 1)),
        ("2023. január 5.", date(2023, 1, 5)),
    ],
)
def test_dates_of_many_languages_and_calendars_are_read(written: str, day: date) -> None:
    assert read_date(written) == day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019-2025", date(2019, 1, 1), date(2025, 12, 31)),
        ("01.03.2020 - 28.02.2023", date(2020, 3, 1), date(2023, 2, 28)),
        ("2017-03-14/2018-03-14", date(2017, 3, 14), date(2018, 3, 14)),
        ("Jan - Mar 2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("令和3年度～令和7年度", date(2021, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_has_both_its_ends(written: str, first: date, last: date) -> None:
    assert read_period(written) == Span(first, last)


@pytest.mark.parametrize("written", ["2019", "2013/14", "March 2020", "5 May 2020", "soon"])
def test_one_date_is_no_period(written: str) -> None:
    assert read_period(written) is None
