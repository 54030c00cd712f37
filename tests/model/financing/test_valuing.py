"""Values of payments over time: figures reached by hand, and arguments that are refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad

START = date(2018, 1, 1)
TWO = [(date(2019, 1, 1), Decimal(550)), (date(2020, 1, 1), Decimal(525))]


def test_two_payments_are_worth_what_was_lent_at_the_rate_of_the_loan() -> None:
    # 550 / 1.05 + 525 / 1.05 ** 2 = 523.8095 + 476.1905
    assert round(ad.present_value(TWO, rate="0.05", on=START), 10) == 1000
    assert ad.internal_rate([(START, Decimal(-1000)), *TWO], on=START) == Decimal("0.05")


def test_half_a_year_counts_as_the_root_of_a_year() -> None:
    # 1.21 ** 0.5 = 1.1
    assert round(ad.present_value([(date(2018, 7, 1), Decimal(110))], rate="0.21", on=START), 10) == 100


def test_payments_before_the_day_grow() -> None:
    assert round(ad.present_value([(START, Decimal(100))], rate="0.1", on=date(2020, 1, 1)), 10) == 121


def test_days_are_counted_by_the_convention_that_is_asked_for() -> None:
    # 181 days of 365 against half a year
    days = ad.present_value([(date(2018, 7, 1), Decimal(100))], rate="0.21", on=START, day_count="ACT/365F")
    assert abs(float(days) - 100 / 1.21 ** (181 / 365)) < 1e-9


@pytest.mark.parametrize("rate", ["-1", "-1.5", -1, "five"])
def test_what_is_no_discount_rate_is_refused(rate: str | int) -> None:
    with pytest.raises(ad.InvalidValue):
        ad.present_value(TWO, rate=rate, on=START)


def test_a_float_is_refused_as_everywhere() -> None:
    with pytest.raises(TypeError, match="float"):
        ad.present_value(TWO, rate=0.05, on=START)  # type: ignore[arg-type]


def test_payments_without_a_rate_or_with_several_have_none() -> None:
    with pytest.raises(ad.InvalidValue, match="no yearly rate"):
        ad.internal_rate(TWO, on=START)
    twice = [(START, Decimal(-100)), (date(2019, 1, 1), Decimal(230)), (date(2020, 1, 1), Decimal(-132))]
    # -100 + 230 / x - 132 / x ** 2 is nothing at x = 1.1 and at x = 1.2
    with pytest.raises(ad.InvalidValue, match="2 rates"):
        ad.internal_rate(twice, on=START)


@given(st.integers(0, 3_000), st.integers(0, 3_000))
def test_law_a_higher_rate_never_makes_later_payments_worth_more(first: int, second: int) -> None:
    low, high = (Decimal(rate).scaleb(-4) for rate in sorted((first, second)))
    assert ad.present_value(TWO, rate=high, on=START) <= ad.present_value(TWO, rate=low, on=START)


def test_the_plain_cost_of_goods_in_payment_is_their_worth_though_nobody_tells_when_they_come() -> None:
    held = ad.Financing(
        instruments=(
            ad.Cash(key="cash", share="0.7"),
            ad.Barter(key="palm", share="0.3", goods=(ad.BarterGoods(text="palm oil"),)),
        )
    )
    # MiG-29 for Malaysia as told in 1994: 560 m USD, 30 % of it in palm oil
    plain = held.cost_to_recipient(price="560e6 USD", start="1995-01-01")
    assert (plain.value, plain.undecided) == (Decimal(560_000_000), ())
    discounted = held.cost_to_recipient(price="560e6 USD", start="1995-01-01", rate="0.05")
    assert discounted.undecided == ("flow",)
    hidden = ad.Financing(instruments=(ad.Barter(key="palm", amount="1e6 USD", withheld=("flow",)),))
    assert hidden.cost_to_recipient().undecided == ("flow",)
