"""Prices of other years: worked examples, and when there is no answer."""

import pickle
from decimal import Decimal
from typing import Any

import pytest

from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.price_index import PriceChange, PriceIndex

MADE_UP = PriceIndex(currency="EUR", name="made up", source="nobody", levels={2015: "100", 2016: "110", 2020: "125"})


def test_a_sum_is_multiplied_by_the_level_of_the_base_year_and_divided_by_its_own() -> None:
    answer = Money("100 EUR").real(base=2020, on="2015-07-01", index=MADE_UP)
    assert (answer.money, answer.year, answer.rate) == (Money("125 EUR"), 2020, Decimal("1.25"))
    assert (answer.source, answer.before) == ("nobody", Money("100 EUR"))
    assert str(answer) == "125 EUR in prices of 2020 at 125 / 100 (made up, annual averages of 2015 and 2020; nobody)"
    assert Money("125 EUR").real(base=2015, on=2020, index=MADE_UP).money == Money("100 EUR")


def test_dollars_follow_us_consumer_prices_unless_said_otherwise() -> None:
    # Levels of the Bureau of Labor Statistics: 245.120 in 2017, 258.811 in 2020.
    answer = Money("245120000 USD").real(base=2020, on="2017-12-27")
    assert answer.money == Money("258811000 USD")
    assert answer.source == "US Bureau of Labor Statistics"
    assert "not prices of arms" in answer.note


def test_a_real_sum_becomes_a_price_that_other_prices_cannot_be_added_to() -> None:
    price = Price(Money("100 EUR").real(base=2020, on=2015, index=MADE_UP))
    assert str(price) == "125 EUR(2020)"
    with pytest.raises(CurrencyMismatch, match="price years differ"):
        price + Price("100 EUR")


def test_the_year_of_a_sum_is_never_guessed() -> None:
    with pytest.raises(InvalidValue, match="nobody says of which year 100 USD is; give on="):
        Money("100 USD").real(base=2020)
    with pytest.raises(InvalidValue, match="nobody says of when 100 USD is; give on="):
        Price("100 USD").real(base=2020)


def test_a_total_over_several_years_needs_its_parts() -> None:
    with pytest.raises(
        InvalidValue, match=r"2 rates open \(2015 to 2016\).*the part of each by itself and add the parts"
    ):
        Money("100 EUR").real(base=2020, on="2015/2016", index=MADE_UP)
    parts = {2015: Money("50 EUR"), 2016: Money("55 EUR")}
    real = [Price(part.real(base=2020, on=year, index=MADE_UP)) for year, part in parts.items()]
    assert sum(real) == Price("125 EUR(2020)")  # 50 * 125/100 + 55 * 125/110


def test_a_price_of_one_of_several_years_is_a_range() -> None:
    answer = Price("110 EUR CONTRACT").real(base=2020, on="2015-12/2016-01", index=MADE_UP)
    assert str(answer.price) == "125..137.5 EUR(2020) CONTRACT"
    assert "leaves 2 rates open" in answer.note


def test_a_price_in_prices_of_a_year_needs_no_date() -> None:
    assert str(Price("~110 EUR(2016)").real(base=2020, index=MADE_UP).price) == "~125 EUR(2020)"
    with pytest.raises(InvalidValue, match="in prices of 2016, not of 2015"):
        Price("110 EUR(2016)").real(base=2020, on=2015, index=MADE_UP)


def test_other_currencies_need_an_index_of_their_own() -> None:
    with pytest.raises(CurrencyMismatch, match="CPI-U is an index of prices in USD, not in EUR; give index="):
        Money("100 EUR").real(base=2020, on=2015)
    with pytest.raises(CurrencyMismatch, match="prices in EUR, not in USD"):
        Money("100 USD").real(base=2020, on=2015, index=MADE_UP)


@pytest.mark.parametrize(("on", "base"), [(2014, 2020), (2015, 2019), ("2015/2017", 2020)])
def test_a_year_without_a_level_is_refused_with_those_that_have_one(on: Any, base: int) -> None:
    with pytest.raises(InvalidValue, match=r"made up has no level for 201[479] \(it has 2015 to 2016 and 2020\)"):
        Price("100 EUR").real(base=base, on=on, index=MADE_UP)


@pytest.mark.parametrize("base", [True, "2020", 2020.0, None])
def test_a_base_year_is_a_whole_number(base: Any) -> None:
    with pytest.raises(TypeError, match="is not a year"):
        Money("100 EUR").real(base=base, on=2015, index=MADE_UP)


@pytest.mark.parametrize("base", [20, 0, -2020, 20200])
def test_a_base_year_has_four_digits(base: int) -> None:
    with pytest.raises(InvalidValue, match="the year does not fit"):
        Money("100 EUR").real(base=base, on=2015, index=MADE_UP)


def test_what_is_no_index_is_refused_by_type() -> None:
    with pytest.raises(TypeError, match="is no price index"):
        Money("100 EUR").real(base=2020, on=2015, index={2015: 1})  # type: ignore[arg-type]


@pytest.mark.parametrize("levels", [{}, {2015: 0}, {2015: "-1"}, {15: 1}, [(2015, 1), (2015, 2)]])
def test_an_index_has_one_positive_level_for_each_year(levels: Any) -> None:
    with pytest.raises(InvalidValue, match="levels: "):
        PriceIndex(currency="EUR", name="made up", source="nobody", levels=levels)


def test_an_index_and_its_change_pickle_and_compare() -> None:
    change = MADE_UP.change(2015, 2020)
    for thing in (MADE_UP, change, Money("1 EUR").real(base=2020, on=2015, index=MADE_UP)):
        assert pickle.loads(pickle.dumps(thing)) == thing  # noqa: S301  # our own bytes
        assert hash(thing) == hash(pickle.loads(pickle.dumps(thing)))  # noqa: S301  # our own bytes
    assert change == PriceChange(
        currency="EUR", index="made up", start=2015, base=2020, start_level="100", base_level="125", source="nobody"
    )  # fmt: skip
