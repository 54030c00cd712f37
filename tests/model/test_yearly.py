"""Sums in prices of a year: nothing turns them into money that was paid but a breakdown by years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import CurrencyMismatch
from armsdeals.values.price_index import PriceIndex

INDEX = PriceIndex(
    currency="USD", name="demo", source="a bureau", levels={2015: 100, 2016: 110, 2017: 120, 2018: 150}
)  # fmt: skip
TOTAL = "300 USD(2015) PROGRAMME"


def part(year: int, value: str) -> ad.YearPart:
    return ad.YearPart(year=year, value=value)


def claim(value: str = TOTAL, *years: ad.YearPart) -> ad.PriceClaim:
    return ad.PriceClaim(value, years=years)


BROKEN_DOWN = claim(TOTAL, part(2016, "100 USD(2015)"), part(2017, "200 USD(2015)"))


def test_a_total_in_prices_of_a_year_is_not_turned_into_money_of_the_time_without_its_years() -> None:
    with pytest.raises(ad.InvalidValue, match="nobody tells how much of it falls in which year") as caught:
        claim().in_prices_of(None, index=INDEX)
    assert caught.value.code == "no-yearly-breakdown"


def test_nor_is_money_that_was_paid_over_years_said_in_prices_of_one() -> None:
    with pytest.raises(ad.InvalidValue, match="cannot be said in prices of 2015; nobody tells"):
        claim("350 USD PROGRAMME").in_prices_of(2015, index=INDEX)


def test_adding_it_to_money_of_the_time_is_refused_with_the_reason() -> None:
    with pytest.raises(CurrencyMismatch, match=r"2015 and current prices.*how much of it falls in which year"):
        ad.Price("1 USD PROGRAMME") + ad.Price(TOTAL)
    with pytest.raises(CurrencyMismatch, match="neither sum tells how much of it falls in which year"):
        sum([ad.Price(TOTAL), ad.Price("1 USD PROGRAMME")])
    with pytest.raises(CurrencyMismatch, match="bring them to one year first"):
        ad.Price("1 USD(2016) PROGRAMME") + ad.Price(TOTAL)


def test_with_its_years_each_is_turned_at_its_own_rate() -> None:
    price = BROKEN_DOWN.in_prices_of(None, index=INDEX)
    assert price == ad.Price("350 USD PROGRAMME")  # 100 x 1.1 and 200 x 1.2
    assert price is not None
    assert price + ad.Price("1 USD PROGRAMME") == ad.Price("351 USD PROGRAMME")


def test_and_back_again() -> None:
    paid = claim("350 USD PROGRAMME", part(2016, "110 USD"), part(2017, "240 USD"))
    assert paid.in_prices_of(2015, index=INDEX) == ad.Price("300 USD(2015) PROGRAMME")
    assert paid.in_prices_of(2018, index=INDEX) == ad.Price("450 USD(2018) PROGRAMME")
    assert paid.in_prices_of(None) == paid.value


def test_from_prices_of_one_year_to_those_of_another_one_rate_is_enough() -> None:
    assert claim().in_prices_of(2018, index=INDEX) == ad.Price("450 USD(2018) PROGRAMME")
    assert claim().in_prices_of(2015) == ad.Price(TOTAL)
    assert ad.PriceClaim(absent="withheld").in_prices_of(2015) is None


def test_years_that_are_not_the_whole_do_not_answer_for_it() -> None:
    some = claim(TOTAL, part(2016, "100 USD(2015)"))
    with pytest.raises(ad.InvalidValue, match=r"its years add up to 100 USD\(2015\) only"):
        some.in_prices_of(None, index=INDEX)
    rest = claim(TOTAL, part(2016, "100 USD(2015)"), part(2017, "150..250 USD(2015)"))
    assert rest.in_prices_of(None, index=INDEX) == ad.Price("290..410 USD PROGRAMME")


def test_an_index_of_other_money_or_without_the_year_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        claim("300 EUR(2015)", part(2016, "300 EUR(2015)")).in_prices_of(None, index=INDEX)
    with pytest.raises(ad.InvalidValue, match="no level for 2030"):
        claim(TOTAL, part(2030, "300 USD(2015)")).in_prices_of(None, index=INDEX)


@pytest.mark.parametrize(
    ("value", "years", "wanted"),
    [
        (TOTAL, [part(2016, "1 USD")], r"years\[0\]: 1 USD is not in the money of 300 USD\(2015\) PROGRAMME"),
        (TOTAL, [part(2016, "1 EUR(2015)")], "not in the money"),
        (TOTAL, [part(2016, "1 USD(2015)"), part(2016, "2 USD(2015)")], r"years\[1\]: 2016 stands twice"),
        (TOTAL, [part(2016, "200 USD(2015)"), part(2017, "101 USD(2015)")], "add up to 301"),
    ],
)
def test_years_that_cannot_be_parts_of_the_sum_are_refused(value: str, years: list[ad.YearPart], wanted: str) -> None:
    with pytest.raises(ad.InvalidValue, match=wanted):
        claim(value, *years)


@pytest.mark.parametrize(
    "call",
    [
        lambda: ad.PriceClaim(absent="withheld", years=(part(2016, "1 USD"),)),
        lambda: part(2016, "1 USD CONTRACT"),
        lambda: part(99, "1 USD"),
        lambda: claim().in_prices_of(99),
    ],
)
def test_what_says_two_things_is_refused(call: Any) -> None:
    with pytest.raises(ad.InvalidValue):
        call()


@pytest.mark.parametrize("year", ["2015", 2015.0, True])
def test_a_year_is_a_whole_number(year: Any) -> None:
    with pytest.raises(TypeError):
        claim().in_prices_of(year)


@given(amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=4))
def test_law_a_breakdown_in_prices_of_its_own_years_adds_up_part_by_part(amounts: list[int]) -> None:
    levels = {2015 + n: 100 + n for n in range(6)}
    index = PriceIndex(currency="USD", name="demo", source="a bureau", levels=levels)
    parts = [part(2016 + n, f"{amount} USD(2015)") for n, amount in enumerate(amounts)]
    price = claim(f"{sum(amounts)} USD(2015)", *parts).in_prices_of(None, index=index)
    wanted = sum((Decimal(amount) * (101 + n) / 100 for n, amount in enumerate(amounts)), Decimal(0))
    assert price is not None
    assert price.best == wanted
    assert price.year is None


@given(told=ads.price_claims())
def test_law_every_claim_of_a_price_keeps_its_sum_in_its_own_prices(told: ad.PriceClaim) -> None:
    assert told.in_prices_of(told.value.year if told.value else None) == told.value
