from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.values.when import ALWAYS, NEVER, Precision, When

YEAR_0_BEGINS = -365  # the year 0 is a leap year and ends on day 0
BOUNDS = [
    ("2017-09-12", "2017-09-12", "2017-09-12", Precision.DAY),
    ("2017-09-12T10:30:00Z", "2017-09-12", "2017-09-12", Precision.DAY),
    ("2017-09-12T23:59:59.5-05:00", "2017-09-12", "2017-09-12", Precision.DAY),
    ("2016-02", "2016-02-01", "2016-02-29", Precision.MONTH),
    ("2017-02", "2017-02-01", "2017-02-28", Precision.MONTH),
    ("1900-02", "1900-02-01", "1900-02-28", Precision.MONTH),
    ("2000-02", "2000-02-01", "2000-02-29", Precision.MONTH),
    ("2016-11~", "2016-11-01", "2016-11-30", Precision.MONTH),
    ("2016-12%", "2016-12-01", "2016-12-31", Precision.MONTH),
    ("9999-12", "9999-12-01", "9999-12-31", Precision.MONTH),
    ("2017?", "2017-01-01", "2017-12-31", Precision.YEAR),
    ("2004-XX", "2004-01-01", "2004-12-31", Precision.YEAR),
    ("1985-04-XX", "1985-04-01", "1985-04-30", Precision.MONTH),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", Precision.YEAR),
    ("201X", "2010-01-01", "2019-12-31", Precision.DECADE),
    ("20XX", "2000-01-01", "2099-12-31", Precision.CENTURY),
    ("2017-1X", "2017-10-01", "2017-12-31", Precision.PATTERN),
    ("1X99", "1099-01-01", "1999-12-31", Precision.PATTERN),
    ("156X-12-25", "1560-12-25", "1569-12-25", Precision.PATTERN),
    ("201X-02-29", "2012-02-29", "2016-02-29", Precision.PATTERN),
    ("2017-XX-31", "2017-01-31", "2017-12-31", Precision.PATTERN),
    ("2017-X2-29", "2017-12-29", "2017-12-29", Precision.PATTERN),
    ("2017-21", "2017-03-01", "2017-05-31", Precision.SEASON),
    ("2017-22", "2017-06-01", "2017-08-31", Precision.SEASON),
    ("2017-23~", "2017-09-01", "2017-11-30", Precision.SEASON),
    ("2015-24", "2015-12-01", "2016-02-29", Precision.SEASON),
    ("2016-24", "2016-12-01", "2017-02-28", Precision.SEASON),
    ("2017-28", "2017-12-01", "2018-02-28", Precision.SEASON),
    ("2017-30", "2017-12-01", "2018-02-28", Precision.SEASON),
    ("2017-32", "2017-06-01", "2017-08-31", Precision.SEASON),
    ("2017-35", "2017-07-01", "2017-09-30", Precision.SEASON),
    ("2017-36", "2017-10-01", "2017-12-31", Precision.SEASON),
    ("2017-38", "2017-05-01", "2017-08-31", Precision.SEASON),
    ("2017-41", "2017-07-01", "2017-12-31", Precision.SEASON),
    ("201X-24", "2010-12-01", "2020-02-29", Precision.SEASON),
    ("2017-04/2017-05", "2017-04-01", "2017-05-31", Precision.INTERVAL),
    ("1984?/2004-06~", "1984-01-01", "2004-06-30", Precision.INTERVAL),
    ("2017/2017", "2017-01-01", "2017-12-31", Precision.INTERVAL),
    ("2017-09-12/201X", "2017-09-12", "2019-12-31", Precision.INTERVAL),
    ("../2017-04-24", None, "2017-04-24", Precision.INTERVAL),
    ("/2017-04-24", None, "2017-04-24", Precision.INTERVAL),
    ("2017-09/..", "2017-09-01", None, Precision.INTERVAL),
    ("2017-09/", "2017-09-01", None, Precision.INTERVAL),
    ("../..", None, None, Precision.INTERVAL),
    ("[2017-04-24..2017-05-03]", "2017-04-24", "2017-05-03", Precision.SET),
    ("[2019,2016-05]", "2016-05-01", "2019-12-31", Precision.SET),
    ("{1667, 1668, 1670..1672}", "1667-01-01", "1672-12-31", Precision.SET),
    ("[..1760-12-03]", None, "1760-12-03", Precision.SET),
    ("[1760-01,1760-12..]", "1760-01-01", None, Precision.SET),
    ("2004?-~06-~04", "2004-06-04", "2004-06-04", Precision.DAY),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_a_date_has_the_bounds_and_the_precision_of_the_calendar(
    text: str, earliest: str | None, latest: str | None, precision: Precision
) -> None:
    when = When(text)
    assert when.earliest == (earliest and date.fromisoformat(earliest))
    assert when.latest == (latest and date.fromisoformat(latest))
    assert when.precision is precision


def test_bounds_are_day_numbers_of_the_proleptic_calendar() -> None:
    assert (When("2017").lo, When("2017").hi) == (736330, 736694)
    assert (When("0000").lo, When("0000").hi) == (YEAR_0_BEGINS, 0)
    assert (When("-0001").lo, When("-0001").hi) == (YEAR_0_BEGINS - 365, YEAR_0_BEGINS - 1)
    assert When("Y10000").lo == date.max.toordinal() + 1


def test_unspecified_digits_of_a_year_before_the_year_zero_count_away_from_it() -> None:
    assert (When("-000X").lo, When("-000X").hi) == (When("-0009").lo, When("-0001").hi)


def test_bounds_that_a_date_cannot_hold_are_none_without_being_open() -> None:
    far = When("Y170000002")
    assert (far.earliest, far.latest, far.is_open) == (None, None, False)
    assert far.hi - far.lo == 364


def test_no_year_that_is_read_reaches_the_open_ends() -> None:
    assert When("Y-9999999999").lo > ALWAYS
    assert When("Y9999999999").hi < NEVER


REFUSED = [
    ("2017-02-30", "'2017-02-30' names a day that does not exist"),
    ("2017-02-29", "names a day that does not exist"),
    ("1900-02-29", "names a day that does not exist"),
    ("2017-04-31", "names a day that does not exist"),
    ("2017-01-00", "names a day that does not exist"),
    ("0001-02-30", "names a day that does not exist"),
    ("2017-02-3X", "names a day that does not exist"),
    ("XXX1-02-29", "names a day that does not exist"),
    ("2017-01/2017-02-30", "names a day that does not exist (2017-02-30)"),
    ("2017-13", "has no month 13 (expected 01 to 12, or a code from 21"),
    ("2017-21-05", "has no month 21 (expected 01 to 12)"),
    ("2017-09-12/2017-03-01", "'2017-09-12/2017-03-01' ends before it begins"),
    ("2017-03-14/2017", "write the last day, such as 2017-12-31"),
    ("[2017..2016]", "ends before it begins"),
    ("2012-21/2012-22", "goes from or to a season"),
    ("20XX-21/..", "goes from or to a season"),
    ("2017-09-12T10:00:00/2018", "has a time of day in an interval or a set"),
    ("2017-09-12T24:00:01", "has a time that does not exist"),
    ("2017-09-12T24:00:00.5", "has a time that does not exist"),
    ("2017-09-12T12:60:00", "has a time that does not exist"),
    ("2017-09-12T12:00:00+14:30", "has an offset that does not exist"),
    ("2017-09-12T12:00:00-00:00", "has an offset that does not exist"),
    ("2017-02-30T12:00:00", "names a day that does not exist"),
    ("spring 2017", "spring 2017 is written 2017-21)"),
    ("Q3 2017", "Q3 2017 is written 2017-35)"),
    ("12/09/2017", "write 2017-09-12 or 2017-12-09, whichever is meant"),
    ("25/12/2017", "2017-09-12; write 2017-12-25)"),
    ("2017/09/12", "2017-09-12; write 2017-09-12)"),
    ("2017/9", "2017-09-12; write 2017-09)"),
    (" 2017", "has blanks around it (expected '2017')"),
    ("2017-09-12\n", "has blanks around it"),
    ("\u0662\u0660\u0661\u0667", "is not a date (expected EDTF such as"),
    ("2017\u201309", "is not a date (expected EDTF such as"),
    ("12345", "is written with Y before it"),
    ("Y2006", "Y stands only before a year of five digits"),
    ("Y99999999999", "years of more than ten digits are not read"),
    ("-0000", "is written 0000"),
    ("", "'' is not a date (expected EDTF such as 2017-09-12, 2017-09~, ../2017-09-12)"),
    ("/", "is not a date"),
    ("2016/2017/2018", "is not a date"),
    ("2017~~", "is not a date"),
    ("201x", "is not a date"),
    ("20170912", "is written with Y before it"),
    ("2017-W37", "is not a date"),
    ("[1999}", "does not end with the bracket that it began with (expected ])"),
    ("[", "does not end with the bracket"),
    ("[]", "is not a date"),
    ("[2016,,2017]", "is not a date"),
    ("[2016,[2017]]", "is not a date"),
    ("[2015,..2016]", "is open in its middle"),
    ("[2015..,2016]", "is open in its middle"),
    ("[..]", "is open in its middle"),
    ("[2015,2016, 2017]", "commas with and without blanks"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_text_that_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        When(text)
    assert message in str(caught.value)


def test_a_text_of_129_characters_is_too_long() -> None:
    longest = "[" + ",".join(["2017"] * 25) + "]"
    assert len(longest) == 126
    assert When(longest).precision is Precision.SET
    with pytest.raises(InvalidValue, match="expected 128 characters or less, found 129"):
        When(" " * 3 + longest)


@pytest.mark.parametrize("junk", ["2017-09-12", "[2017,", "X", "~", "2017/", "T00:00:00"])
def test_long_junk_is_refused_for_its_length(junk: str) -> None:
    with pytest.raises(InvalidValue, match="is too long for a date"):
        When(junk * 100_000)


def test_a_date_in_a_message_cannot_forge_what_is_seen() -> None:
    with pytest.raises(InvalidValue) as caught:
        When("2017\u202e\x1b[31m")
    assert str(caught.value).isascii()
    assert str(caught.value).isprintable()


TWO_DIGITS = st.sampled_from(["XX", "0X", "1X", "X1", "X2", "X9", "3X", "01", "02", "12", "29", "30"])


@given(year=st.integers(1, 9999), month=st.integers(1, 12))
def test_law_a_month_ends_where_the_calendar_says(year: int, month: int) -> None:
    when = When(f"{year:04}-{month:02}")
    last = date(year, month, calendar.monthrange(year, month)[1])
    assert (when.earliest, when.latest) == (date(year, month, 1), last)


@given(year=st.sampled_from(["201X", "2X17", "2016", "2017", "190X"]), month=TWO_DIGITS, day=TWO_DIGITS)
def test_law_unspecified_digits_reach_from_the_first_to_the_last_day_that_fits(year: str, month: str, day: str) -> None:
    pattern = re.compile(f"{year}-{month}-{day}".replace("X", "[0-9]"))
    years = [y for y in range(1900, 3000) if re.fullmatch(year.replace("X", "[0-9]"), str(y))]
    days = (date(y, 1, 1) + timedelta(n) for y in years for n in range(366))
    fitting = [one for one in days if one.year in years and pattern.fullmatch(one.isoformat())]
    text = f"{year}-{month}-{day}"
    if fitting:
        assert (When(text).earliest, When(text).latest) == (min(fitting), max(fitting))
    else:
        with pytest.raises(InvalidValue):
            When(text)


@given(text=st.text(st.sampled_from("0123456789X-/.~?%[]{},TYZ:+ES "), max_size=40) | st.text(max_size=140))
def test_law_junk_is_refused_and_nothing_else_happens(text: str) -> None:
    try:
        when = When(text)
    except InvalidValue:
        return
    assert str(when) == text
    assert text.isascii()
    assert text == text.strip()
