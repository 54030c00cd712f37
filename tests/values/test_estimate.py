import copy
import pickle
import time
from decimal import Decimal, getcontext, localcontext
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values.estimate import Estimate, Flag, to_estimate
from armsdeals.values.number import to_decimal
from armsdeals.values.share import Share

numbers = st.decimals(min_value=0, max_value=10**8, places=3) | st.integers(0, 100).map(Decimal)
shares = st.decimals(min_value=0, max_value=1, places=4).map(Share)


@st.composite
def estimates(draw: st.DrawFn, units: tuple[str, ...] = ("", "battery", "missile", "пусковая установка")) -> Estimate:
    low, high = sorted((draw(numbers), draw(numbers)))
    body = draw(
        st.sampled_from([f"{low:f}", f"~{low:f}", f"{low:f}?", f">={low:f}", f"<={low:f}", f"{low:f}..{high:f}"])
    )
    return Estimate(body, unit=draw(st.sampled_from(units)))


@st.composite
def estimates_with_a_number(draw: st.DrawFn) -> tuple[Estimate, Decimal]:
    estimate = draw(estimates(units=("",)))
    top = estimate.low + 50 if estimate.high is None else estimate.high
    return estimate, draw(st.sampled_from([estimate.low, top, (estimate.low + top) / 2]))


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "flag"),
    [
        ("4", 4, 4, 4, "EXACT"),
        ("~14", 14, 14, 14, "ABOUT"),
        ("14?", 14, 14, 14, "DOUBTFUL"),
        ("10..12", 10, None, 12, "RANGE"),
        (">=10", 10, None, None, "AT_LEAST"),
        ("<=50", 0, None, 50, "UP_TO"),
    ],
)
def test_every_form_has_its_bounds_and_no_width_is_made_up(
    text: str, low: Any, best: int | None, high: int | None, flag: str
) -> None:
    estimate = Estimate(text)
    assert (estimate.low, estimate.best, estimate.high, estimate.flag) == (low, best, high, flag)
    assert (str(estimate), estimate.unit) == (text, "")


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("14~", "~14"),
        ("4.0", "4"),
        ("4.50", "4.5"),
        ("007", "7"),
        ("1.2e3 missiles", "1200 missile"),
        ("10..10", "10"),
        ("2 batteries", "2 battery"),
        ("3 Battalion Sets", "3 Battalion set"),
        ("6 aircraft", "6 aircraft"),
        ("2 Mi-17V-5", "2 Mi-17V-5"),
        ("8 пусковых установок", "8 пусковых установок"),
        ("4 मिसाइल", "4 मिसाइल"),
        ("5 munitions", "5 munitions"),
    ],
)
def test_texts_are_brought_to_one_form(typed: str, canonical: str) -> None:
    assert str(Estimate(typed)) == canonical


def test_equal_numbers_are_equal_estimates() -> None:
    assert Estimate("4.0 battery") == Estimate(4, unit="batteries") == Estimate(Decimal("4.00"), unit="battery")
    assert hash(Estimate("4.0")) == hash(Estimate("4"))
    assert Estimate("~4") != Estimate("4")
    assert Estimate("4 battery") != Estimate("4 battalion")


def test_a_unit_given_twice_must_be_the_same() -> None:
    assert Estimate("2 batteries", unit="battery").unit == "battery"
    with pytest.raises(InvalidValue, match="'battery' and as 'battalion'; keep one"):
        Estimate("2 battery", unit="battalion")


def test_an_estimate_can_be_given_a_unit() -> None:
    assert str(Estimate(Estimate("~2"), unit="battery")) == "~2 battery"


def test_different_units_are_never_added_taken_or_compared() -> None:
    ordered, arrived = Estimate("4 battalion"), Estimate("4 battery")
    with pytest.raises(InvalidValue, match=r"^cannot add 4 battery to 4 battalion; they are different units$"):
        ordered + arrived
    with pytest.raises(InvalidValue, match="cannot take 4 battery from 4 battalion"):
        ordered.minus(arrived)
    with pytest.raises(InvalidValue, match="cannot compare 4 battery with 4 battalion"):
        ordered.meets(arrived)


@pytest.mark.parametrize(
    ("a", "b", "total"),
    [
        ("4", "3", "7"),
        ("0.1", "0.2", "0.3"),
        ("~4", "3", "~7"),
        ("4?", "~3", "7?"),
        ("10..12", "~3", "13..15"),
        (">=10", "5", ">=15"),
        ("<=5", "<=3", "<=8"),
        ("<=5", "3", "3..8"),
    ],
)
def test_sums_say_how_far_they_are_known(a: str, b: str, total: str) -> None:
    assert str(Estimate(a) + Estimate(b)) == total


def test_sum_adds_estimates() -> None:
    assert str(sum([Estimate("1 battery"), Estimate("~2 battery")])) == "~3 battery"


@pytest.mark.parametrize(
    ("ordered", "arrived", "left"),
    [
        ("4", "1", "3"),
        ("4", "6", "0"),
        ("10..12", "3", "7..9"),
        ("4", "<=1", "3..4"),
        ("4", ">=1", "0..3"),
        (">=10", "4", ">=6"),
        ("~14", "4", "~10"),
        ("2..5", "4", "0..1"),
    ],
)
def test_what_is_outstanding_never_falls_below_zero(ordered: str, arrived: str, left: str) -> None:
    assert str(Estimate(ordered).minus(Estimate(arrived))) == left


def test_a_multiple_keeps_the_flag_and_rounds_ranges_outwards() -> None:
    assert str(Estimate("~12 kit").times("0.5")) == "~6 kit"
    assert str(Estimate(">=10").times(Share("0"))) == "0"
    narrow = Estimate("0.000000000001..0.000000000003").times("0.5")
    assert (narrow.low, narrow.high) == (Decimal(0), Decimal("0.000000000002"))


def test_meets_and_contains_answer_for_bounds_too() -> None:
    assert Estimate(">=10").meets(Estimate("<=10"))
    assert not Estimate("10..12").meets(Estimate("13"))
    assert Estimate("10..12").contains(12)
    assert not Estimate("~14").contains("14.5")


def test_between_and_narrowed_give_the_plainest_form() -> None:
    assert [str(Estimate.between(*pair)) for pair in [(4, 4), (4, 6), (4, None), (0, 6)]] == [
        "4",
        "4..6",
        ">=4",
        "0..6",
    ]
    assert str(Estimate("<=40 tank").narrowed(Decimal(0), Decimal(36))) == "<=36 tank"
    assert str(Estimate("10..20").narrowed(Decimal(14), Decimal(14), flags=[Flag.ABOUT])) == "~14"
    with pytest.raises(InvalidValue, match="6 to 4 ends below its beginning"):
        Estimate.between(6, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("~14 launcher", "about 14 launchers"),
        ("1 battery", "1 battery"),
        ("<=2 battalion set", "at most 2 battalion sets"),
        (">=10", "at least 10"),
        ("2? system", "2 systems (in doubt)"),
        ("10..12 aircraft", "10 to 12 aircraft"),
    ],
)
def test_an_estimate_is_said_in_plain_english(text: str, said: str) -> None:
    assert Estimate(text).in_words == said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3,4", "a comma is not read in numbers here; write 3.4 or 3400"),
        ("1_0", "an underscore is not read"),
        ("٣", "only the digits 0 to 9"),
        ("-4", "is negative"),
        ("12..10", "ends below its beginning"),
        ("1000000001", "too large"),
        ("1e99", "too large"),
        ("1" * 31, "at most 30 digits"),
        ("0.1234567890123", "at most 30 digits before the point and 12 after"),
        ("4 ", "ends with a blank"),
        ("4  battery", "is not a unit"),
        ("4 battery-", "is not a unit"),
        ("20 of 35 vehicles", "'of 35 vehicles' is not a unit; write how many they are"),
        ("4 \u202ebattery", "is not a unit"),
        ("4 " + "a" * 61, "too long"),
        ("four", "expected 4, ~14, 14"),
        ("", "expected 4, ~14, 14"),
        ("~14?", "expected 4, ~14, 14"),
        (">= 10", "expected 4, ~14, 14"),
    ],
)
def test_what_is_no_estimate_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        Estimate(text)


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "1e1000000", "1" * 1_000_000, "1_0", "٤٥"])
def test_numbers_that_decimal_would_take_are_refused_quickly(text: str) -> None:
    start = time.process_time()
    with pytest.raises(InvalidValue):
        to_decimal(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "1e1000000", "1e-1000000", "0.1234567890123"])
def test_decimals_outside_the_limits_are_refused(number: str) -> None:
    with pytest.raises(InvalidValue):
        Estimate(Decimal(number))


def test_huge_whole_numbers_are_refused_without_printing_them() -> None:
    with pytest.raises(InvalidValue, match="the number is too large"):
        Estimate(10**10_000)


@pytest.mark.parametrize("value", [4.0, True, None, b"4", [4]])
def test_floats_and_other_kinds_are_type_errors(value: Any) -> None:
    with pytest.raises(TypeError):
        Estimate(value)


def test_a_float_is_told_to_be_text() -> None:
    with pytest.raises(TypeError, match=r"write it as text: '4\.5'"):
        Estimate(4.5)  # type: ignore[arg-type]


def test_estimates_cannot_be_changed_and_copy_and_pickle() -> None:
    estimate = Estimate("~14 launcher")
    with pytest.raises(AttributeError):
        estimate.low = Decimal(3)  # type: ignore[misc]  # it has no setter
    again = pickle.loads(pickle.dumps(estimate))  # noqa: S301  # our own bytes
    assert copy.copy(estimate) == copy.deepcopy(estimate) == again == estimate
    assert again.flag is Flag.ABOUT


def test_the_converter_takes_texts_numbers_and_estimates() -> None:
    assert to_estimate("4") is to_estimate("4")
    assert to_estimate(4) == to_estimate(Decimal(4)) == to_estimate(Estimate("4"))


def test_the_decimal_context_of_the_program_neither_matters_nor_changes() -> None:
    with localcontext() as context:
        context.prec = 2
        context.clear_flags()
        assert str(Estimate("123456") + Estimate("0.001")) == "123456.001"
        assert str(Estimate("123456.5").minus(Estimate("1"))) == "123455.5"
        assert not any(context.flags.values())
        assert getcontext().prec == 2


@given(estimates())
def test_law_the_text_gives_the_estimate_back(estimate: Estimate) -> None:
    again = Estimate(str(estimate))
    assert again == estimate
    assert (again.low, again.best, again.high, again.flag) == (
        estimate.low,
        estimate.best,
        estimate.high,
        estimate.flag,
    )


@given(estimates_with_a_number(), estimates_with_a_number())
def test_law_a_sum_contains_every_sum_of_its_numbers(
    one: tuple[Estimate, Decimal], other: tuple[Estimate, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    assert (a + b).contains(x + y)


@given(estimates_with_a_number(), estimates_with_a_number())
def test_law_what_is_left_contains_every_difference(
    one: tuple[Estimate, Decimal], other: tuple[Estimate, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    assert a.minus(b).contains(max(Decimal(0), x - y))


@given(estimates(units=("",)), estimates(units=("",)))
def test_law_addition_commutes(a: Estimate, b: Estimate) -> None:
    assert a + b == b + a


@given(estimates())
def test_law_nothing_added_changes_nothing(a: Estimate) -> None:
    assert a + Estimate(0, unit=a.unit) == a


@given(estimates(), shares)
def test_law_a_share_never_exceeds_the_whole(a: Estimate, share: Share) -> None:
    part = a.times(share)
    assert part.low <= a.low
    assert a.high is None or (part.high is not None and part.high <= a.high)


@given(estimates(units=("",)), estimates(units=("",)))
def test_law_meeting_is_mutual_and_the_nearer_bounds_decide(a: Estimate, b: Estimate) -> None:
    assert a.meets(b) == b.meets(a) == (b.contains(max(a.low, b.low)) and a.contains(max(a.low, b.low)))


@given(st.text(max_size=30) | st.text(alphabet="0123456789.~?<>=eE+- ,_ab", max_size=20))
def test_law_any_text_is_an_estimate_or_an_error_of_ours(text: str) -> None:
    try:
        estimate = Estimate(text)
    except ArmsDealsError:
        return
    assert Estimate(str(estimate)) == estimate
