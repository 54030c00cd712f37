"""Day counts and business days: examples of the 2006 ISDA definitions and of ordinary calendars."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.values.business_day import BusinessDayRoll, is_business_day
from armsdeals.values.day_count import DayCount


@pytest.mark.parametrize(
    ("sign", "start", "end", "part"),
    [
        # by hand; November 2003 to May 2004 is the example of the ISDA paper on ACT/ACT: 61/365 + 121/366
        ("ACT/ACT", date(2003, 11, 1), date(2004, 5, 1), Fraction(61, 365) + Fraction(121, 366)),
        ("ACT/ACT", date(1999, 2, 1), date(1999, 7, 1), Fraction(150, 365)),
        ("ACT/ACT", date(2000, 1, 30), date(2000, 6, 30), Fraction(152, 366)),
        ("ACT/365F", date(2004, 1, 1), date(2005, 1, 1), Fraction(366, 365)),
        ("ACT/360", date(2004, 1, 1), date(2005, 1, 1), Fraction(366, 360)),
        ("30E/360", date(2007, 1, 15), date(2007, 1, 31), Fraction(15, 360)),
        ("30/360", date(2007, 1, 15), date(2007, 1, 31), Fraction(16, 360)),
        ("30E/360", date(2007, 2, 28), date(2007, 3, 31), Fraction(32, 360)),
        ("30/360", date(2007, 1, 31), date(2007, 3, 31), Fraction(60, 360)),
        ("30/360", date(2006, 8, 31), date(2007, 2, 28), Fraction(178, 360)),
    ],
)
def test_a_day_count_gives_the_part_of_the_year_of_its_definition(
    sign: str, start: date, end: date, part: Fraction
) -> None:
    assert Fraction(*DayCount(sign).part(start, end)) == part


def test_a_day_count_is_read_by_its_sign_and_by_its_name() -> None:
    assert DayCount("30E/360") is DayCount("thirty e 360") is DayCount.THIRTY_E_360
    assert [DayCount(count.sign) for count in DayCount] == list(DayCount)
    with pytest.raises(ad.UnknownName, match="day count"):
        DayCount("BUS/252")


@given(st.sampled_from(["ACT/365F", "ACT/360", "ACT/ACT"]), st.lists(st.dates(), min_size=3, max_size=3).map(sorted))
def test_law_parts_of_actual_days_add_up(sign: str, days: list[date]) -> None:
    a, b, c = days
    count = DayCount(sign)
    assert Fraction(*count.part(a, b)) + Fraction(*count.part(b, c)) == Fraction(*count.part(a, c))


@pytest.mark.parametrize(
    ("roll", "day", "moved"),
    [
        ("following", date(2020, 5, 30), date(2020, 6, 1)),  # Saturday to Monday
        ("modified following", date(2020, 5, 30), date(2020, 5, 29)),
        ("modified following", date(2020, 5, 16), date(2020, 5, 18)),
        ("preceding", date(2020, 5, 30), date(2020, 5, 29)),
        ("preceding", date(2020, 8, 1), date(2020, 7, 31)),
        ("modified preceding", date(2020, 8, 1), date(2020, 8, 3)),
        ("unadjusted", date(2020, 5, 30), date(2020, 5, 30)),
        ("following", date(2020, 5, 29), date(2020, 5, 29)),
    ],
)
def test_a_weekend_moves_as_the_rule_says(roll: str, day: date, moved: date) -> None:
    assert BusinessDayRoll(roll).moved(day) == moved


def test_a_calendar_that_never_opens_is_refused() -> None:
    closed = frozenset(date.fromordinal(date(2020, 1, 1).toordinal() + k) for k in range(800))
    with pytest.raises(ad.InvalidValue, match="holidays"):
        BusinessDayRoll.FOLLOWING.moved(date(2020, 1, 4), closed)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from(BusinessDayRoll), st.frozensets(st.dates(date(2000, 1, 1), date(2000, 3, 1)), max_size=20))  # fmt: skip
def test_law_a_moved_day_is_open_and_stays_where_it_is(
    day: date, roll: BusinessDayRoll, holidays: frozenset[date]
) -> None:
    moved = roll.moved(day, holidays)
    assert roll is BusinessDayRoll.UNADJUSTED or is_business_day(moved, holidays)
    assert roll.moved(moved, holidays) == moved
