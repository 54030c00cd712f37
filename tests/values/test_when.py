from __future__ import annotations

import copy
import pickle
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given, strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.values.when import ALWAYS, NEVER, When, cached_when, to_when

YEAR_0_BEGINS = -365  # the year 0 is a leap year and ends on day 0


@pytest.mark.parametrize("text", ["../2017", "/2017", "[..2017]"])
def test_an_open_start_is_always(text: str) -> None:
    assert (When(text).lo, When(text).is_open) == (ALWAYS, True)


@pytest.mark.parametrize("text", ["2017/..", "2017/", "{2017..}"])
def test_an_open_end_is_never(text: str) -> None:
    assert (When(text).hi, When(text).is_open) == (NEVER, True)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2017", False, False),
        ("2017~", True, False),
        ("2017?", False, True),
        ("2017%", True, True),
        ("2016?/2017", False, True),
        ("2016/2017-04~", True, False),
        ("2004-~06-01", True, False),
    ],
)
def test_a_qualifier_is_kept_and_widens_nothing(text: str, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001
    when, bare = When(text), When(re.sub("[~?%]", "", text))
    assert (when.is_approximate, when.is_uncertain) == (approximate, uncertain)
    assert (when.lo, when.hi) == (bare.lo, bare.hi)


COMPARED = [
    ("2017-09-11", "2017-09-12", "before"),
    ("2017-09-12", "2017-09-12", "same"),
    ("2017-09-12", "2017-09-12~", "same"),
    ("2017-09", "2017-10", "before"),
    ("2017-09", "2017-09", "undecided"),
    ("2017-09", "2017-09-30", "undecided"),
    ("../2017-09-12", "2017-12-29", "before"),
    ("../2017-09-12", "2017-09-12", "undecided"),
    ("2017-09-13/..", "../2017-09-12", "after"),
    ("../..", "2017", "undecided"),
    ("2016-24", "2017-02", "undecided"),
]


@pytest.mark.parametrize(("one", "other", "order"), COMPARED)
def test_two_dates_are_in_order_only_if_no_doubt_is_left(one: str, other: str, order: str) -> None:
    assert When(one).compare(other) == order


def test_adjoining_months_are_possibly_before_one_way_only() -> None:
    september, october = When("2017-09"), When("2017-10")
    assert september.certainly_before(october)
    assert september.possibly_before(october)
    assert not october.possibly_before(september)


def test_two_happenings_of_one_month_are_possibly_before_each_other() -> None:
    month = When("2017-09")
    assert month.possibly_before(month)
    assert not month.certainly_before(month)


def test_one_day_is_not_before_itself() -> None:
    day = When("2017-09-12")
    assert not day.possibly_before(day)


def test_dates_are_compared_with_texts_and_days_as_well() -> None:
    assert When("2017-09").certainly_before(date(2017, 10, 1))
    assert When("2017-09").overlaps("2017-09-30/..")
    assert not When("2017-09").overlaps("2017-10/..")


def test_days_until_gives_the_fewest_and_the_most() -> None:
    # S-400: the deposit was announced on 12 September 2017, the loan agreement signed on 29 December: 108 days.
    assert When("2017-09-12").days_until("2017-12-29") == (108, 108)
    assert When("2017-09").days_until("2017-10") == (1, 60)
    assert When("2017-09").days_until("2017-09") == (-29, 29)
    assert When("../2017-09-12").days_until("2017-12-29") == (108, None)
    assert When("2017-09-12/..").days_until("2017-12-29") == (None, 108)
    assert When("2017-09-12").days_until("2017-09-13/..") == (1, None)


BETWEEN = [
    (date(2017, 9, 12), date(2017, 9, 12), "2017-09-12"),
    (date(2017, 9, 12), date(2017, 10, 1), "2017-09-12/2017-10-01"),
    (ALWAYS, date(2017, 9, 12), "../2017-09-12"),
    (date(2017, 9, 12), NEVER, "2017-09-12/.."),
    (ALWAYS, NEVER, "../.."),
    (date(2016, 2, 1), date(2016, 2, 29), "2016-02"),
    (date(2016, 2, 1), date(2016, 2, 28), "2016-02-01/2016-02-28"),
    (date(2017, 1, 1), date(2017, 12, 31), "2017"),
    (date(2016, 1, 1), date(2017, 12, 31), "2016-01-01/2017-12-31"),
    (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
    (YEAR_0_BEGINS, 0, "0000"),
    (YEAR_0_BEGINS - 1, YEAR_0_BEGINS - 1, "-0001-12-31"),
    (3652060, 3652425, "Y10000"),
]


@pytest.mark.parametrize(("lo", "hi", "text"), BETWEEN)
def test_between_writes_the_bounds_shortly(lo: int | date, hi: int | date, text: str) -> None:
    assert str(When.between(lo, hi)) == text


@pytest.mark.parametrize(
    ("lo", "hi"), [(2, 1), (NEVER, NEVER), (ALWAYS, ALWAYS), (3652061, NEVER), (1, 10**14), (-(10**14), 1)]
)
def test_bounds_that_no_date_can_have_are_refused(lo: int, hi: int) -> None:
    with pytest.raises(InvalidValue):
        When.between(lo, hi)


@pytest.mark.parametrize("bound", [True, 1.0, "2017", None, datetime(2017, 9, 12, tzinfo=UTC)])
def test_a_bound_of_another_type_is_a_type_error(bound: object) -> None:
    with pytest.raises(TypeError):
        When.between(bound, 736330)  # type: ignore[arg-type]


def test_to_when_takes_text_day_and_date() -> None:
    when = When("2017-09-12")
    assert to_when("2017-09-12") == when
    assert to_when(date(2017, 9, 12)) == when
    assert to_when(when) is when


def test_a_text_that_was_read_before_comes_from_the_cache() -> None:
    assert to_when("2017-09-12") is to_when(date(2017, 9, 12))
    assert cached_when.cache_info().maxsize == 65_536


@pytest.mark.parametrize("value", [2017, 2017.0, None, True, b"2017", ["2017"], {}, timedelta(1)])
def test_what_is_neither_text_nor_day_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError, match="is not a date; give EDTF text"):
        to_when(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a date is text"):
        When(value)  # type: ignore[arg-type]


def test_a_time_stamp_is_a_type_error_with_the_remedy() -> None:
    with pytest.raises(TypeError, match=r"has a time of day; give its \.date\(\)"):
        to_when(datetime(2017, 9, 12, 10, 30, tzinfo=UTC))


def test_a_kind_of_text_is_kept_as_plain_text() -> None:
    class Marked(str):
        __slots__ = ()

    assert type(to_when(Marked("2017-09")).text) is str
    assert type(When(Marked("2017-09")).text) is str


def test_a_date_cannot_be_changed() -> None:
    when = When("2017-09-12")
    with pytest.raises(AttributeError, match="cannot be changed"):
        when.lo = 1


QUALIFIERS = st.sampled_from(["", "", "?", "~", "%"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def single_texts(draw: st.DrawFn) -> str:
    """Draw one date of any precision but a season."""
    day = draw(DAYS)
    text = draw(st.sampled_from([f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}", f"{day.year // 10}X", f"{day:%Y}-XX"]))
    return draw(st.sampled_from(["", "", "", "-"])) + text + draw(QUALIFIERS)


@st.composite
def edtf_texts(draw: st.DrawFn) -> str:
    """Draw a date of any form that is read."""
    form = draw(st.sampled_from(["one", "season", "far", "timed", "interval", "open start", "open end", "set"]))
    one = draw(single_texts())
    if form == "season":
        return f"{draw(DAYS):%Y}-{draw(st.integers(21, 41))}{draw(QUALIFIERS)}"
    if form == "far":
        return f"Y{draw(st.sampled_from(['', '-']))}{draw(st.integers(10_000, 9_999_999_999))}"
    if form == "timed":
        return f"{draw(DAYS)}T12:30:00Z"
    if form == "interval":
        other = draw(single_texts())
        assume(When(one).lo <= When(other).lo)
        return f"{one}/{other}"
    if form == "set":
        comma = draw(st.sampled_from([",", ", "]))
        return f"[{comma.join([one, *draw(st.lists(single_texts(), max_size=4))])}]"
    return {"one": one, "open start": f"../{one}", "open end": f"{one}/.."}[form]


@st.composite
def whens(draw: st.DrawFn) -> When:
    return When(draw(edtf_texts()))


@given(text=edtf_texts())
def test_law_a_date_keeps_its_text_and_begins_before_it_ends(text: str) -> None:
    when = When(text)
    assert str(when) == text
    assert ALWAYS <= when.lo <= when.hi <= NEVER
    assert when.is_day == (when.lo == when.hi)


@given(when=whens())
def test_law_copies_are_equal_and_keep_the_bounds(when: When) -> None:
    for twin in (pickle.loads(pickle.dumps(when)), copy.deepcopy(when), copy.copy(when), eval(repr(when))):  # noqa: S301, S307
        assert twin == when
        assert hash(twin) == hash(when)
        assert (twin.lo, twin.hi, twin.precision) == (when.lo, when.hi, when.precision)


@given(one=whens(), other=whens())
def test_law_order_turns_round_with_the_dates(one: When, other: When) -> None:
    turned = {"before": "after", "after": "before", "same": "same", "undecided": "undecided"}
    assert other.compare(one) == turned[one.compare(other)]


@given(one=whens(), other=whens())
def test_law_what_is_certain_is_possible_and_shuts_out_the_reverse(one: When, other: When) -> None:
    if one.certainly_before(other):
        assert one.possibly_before(other)
        assert not other.possibly_before(one)
        assert not one.overlaps(other)


@given(one=whens(), other=whens())
def test_law_dates_overlap_unless_one_is_certainly_before(one: When, other: When) -> None:
    assert one.overlaps(other) == (one.compare(other) in {"same", "undecided"})


@given(one=whens(), other=whens())
def test_law_days_until_turn_round_with_the_dates(one: When, other: When) -> None:
    fewest, most = one.days_until(other)
    assert other.days_until(one) == (None if most is None else -most, None if fewest is None else -fewest)


@given(when=whens())
def test_law_between_has_the_bounds_that_it_was_given(when: When) -> None:
    again = When.between(when.lo, when.hi)
    assert (again.lo, again.hi) == (when.lo, when.hi)


@given(lo=st.integers(-3_000_000, 3_652_059), width=st.integers(0, 1000))
def test_law_any_two_days_can_be_written(lo: int, width: int) -> None:
    hi = min(lo + width, 3_652_059)
    when = When.between(lo, hi)
    assert (when.lo, when.hi) == (lo, hi)
