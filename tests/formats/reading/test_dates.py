from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.formats.reading.dates import column_order, is_date, read_date


@pytest.mark.parametrize(
    ("text", "published", "zone"),
    [
        ("2024-10-31", datetime(2024, 10, 31), None),
        ("2024-10-31T09:00+00:00", datetime(2024, 10, 31, 9), "+00:00"),
        ("2024-05-06T07:08:09.123Z", datetime(2024, 5, 6, 7, 8, 9), "UTC"),
        ("2023-03-07 12:31:00 -0500", datetime(2023, 3, 7, 12, 31), "-0500"),
        ("20240615T170000Z", datetime(2024, 6, 15, 17), "UTC"),
        ("20151210T191044Z", datetime(2015, 12, 10, 19, 10, 44), "UTC"),
        ("20240615", datetime(2024, 6, 15), None),
        ("02.04.2013", datetime(2013, 4, 2), None),
        ("28.02.05", datetime(2005, 2, 28), None),
        ("25/12/2013", datetime(2013, 12, 25), None),
        ("12/25/2013", datetime(2013, 12, 25), None),
        ("March 14, 2013 Thursday 11:21 AM GMT", datetime(2013, 3, 14, 11, 21), "GMT"),
        ("December 30, 2008 Tuesday 6:10 PM  EST", datetime(2008, 12, 30, 18, 10), "EST"),
        ("14. März 2013", datetime(2013, 3, 14), None),
        ("Donnerstag 7. Jänner 2016", datetime(2016, 1, 7), None),
        ("jeudi 1er août 2013", datetime(2013, 8, 1), None),
        ("4 september 2008 donderdag", datetime(2008, 9, 4), None),
        ("18 de marzo de 2008", datetime(2008, 3, 18), None),
        ("28 февраля 2005", datetime(2005, 2, 28), None),
        ("2025年1月13日", datetime(2025, 1, 13), None),
        ("2018년 5월 28일", datetime(2018, 5, 28), None),
        ("26-FEB-1987 15:01:01.79", datetime(1987, 2, 26, 15, 1, 1), None),
        ("Mon, 6 May 2024 10:00:00 +0200", datetime(2024, 5, 6, 10), "+0200"),
        ("1561039200", datetime(2019, 6, 20, 14), "UTC"),
        ("Dec 31, 2017", datetime(2017, 12, 31), None),
        ("5. siječnja 2017", datetime(2017, 1, 5), None),
        (datetime(2024, 5, 6, tzinfo=timezone(timedelta(hours=2))), datetime(2024, 5, 6), "+02:00"),
        (date(2024, 5, 6), datetime(2024, 5, 6), None),
        (None, None, None),
        ("", None, None),
    ],
)
def test_a_date_is_the_day_printed(text, published, zone):
    found = read_date(text)
    assert (found.published, found.zone, found.problem) == (published, zone, None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("January 2009", "names no day"),
        ("2009", "names no day"),
        ("0001-01-01T00:00:00Z", "no day of a newspaper"),
        ("04/05/2013", "two ways"),
        ("31.02.2013", "not in the calendar"),
        ("yesterday", "no date"),
        ("soon 5", "no date"),
        ("somewhere 5 2009", "no date"),
    ],
)
def test_what_is_not_sure_is_none_and_says_why(text, problem):
    found = read_date(text)
    assert (found.published, problem in found.problem) == (None, True)


def test_an_order_settles_day_and_month():
    assert [read_date("04/05/2013", order).published for order in ("dmy", "mdy")] == [
        datetime(2013, 5, 4),
        datetime(2013, 4, 5),
    ]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["04/05/2013", "25/05/2013"], "dmy"),
        (["04/05/2013", "05/25/2013"], "mdy"),
        (["04/05/2013"], None),
        (["25/05/2013", "05/25/2013"], None),
        ([None, 3.0], None),
    ],
)
def test_a_column_tells_its_order(column, order):
    assert column_order(column) == order


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("March 18, 2008 Tuesday", True),
        ("13 November 2017", True),
        (("On 13 November 2017 the harbour was closed."), False),
        ("808 words", False),
        ("The Post", False),
    ],
)
def test_a_line_is_a_date_or_a_sentence_with_one(line, is_one):
    assert is_date(line) is is_one


@settings(max_examples=60)
@given(day=st.dates(date(1700, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_every_form(day):
    moment = datetime(day.year, day.month, day.day)
    forms = ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d-%b-%Y", "%A, %d %B %Y", "%Y/%m/%d")
    assert {read_date(day.strftime(form)).published for form in forms} == {moment}


@settings(max_examples=60)
@given(
    text=st.one_of(st.text(max_size=40), st.from_regex(r"[\d ./:-]{1,20}", fullmatch=True), st.integers(), st.floats())
)
def test_whatever_is_given_a_date_comes_or_a_reason(text):
    found = read_date(text)
    assert found.published is None or found.problem is None
