"""Laws of money over time: there and back, order, sums, ranges, and no answer out of nothing."""

import csv
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue
from armsdeals.values.exchange_rate import ExchangeRate
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.price_index import PriceIndex
from armsdeals.values.rates import Rates
from armsdeals.values.when import When

YEARS = (2000, 2001, 2002, 2003)
LAST_PLACE = Fraction(1, 10**12)
years = st.sampled_from(YEARS)
tables = ads.rate_tables(years=YEARS)
dollars = ads.moneys(currencies=("USD",))
coded = st.sampled_from(("USD", "RUB", "TRY", "GBP", "CNY"))


def euros_for_one(table: Rates, currency: str, on: int) -> Fraction:
    """Look a rate up by reading the rows."""
    (row,) = (one for one in table.rows if one.quote == currency and one.period.text == str(on))
    return 1 / Fraction(row.rate)


@given(table=tables, money=ads.moneys(currencies=("USD", "RUB")), on=years)
def test_law_there_and_back_is_the_same_but_for_the_last_place(table: Rates, money: Money, on: int) -> None:
    there = money.to("EUR", on=on, rates=table).money
    back = there.to(money.currency, on=on, rates=table).money
    lost = LAST_PLACE / 2 * (1 + 1 / euros_for_one(table, money.currency, on))
    assert abs(Fraction(back.amount) - Fraction(money.amount)) <= lost


@given(table=tables, money=ads.moneys(currencies=("USD", "RUB")), on=years)
def test_law_a_result_is_the_exact_one_but_for_half_of_the_last_place(table: Rates, money: Money, on: int) -> None:
    exact = Fraction(money.amount) * euros_for_one(table, money.currency, on)
    assert abs(Fraction(money.to("EUR", on=on, rates=table).money.amount) - exact) <= LAST_PLACE / 2


@given(table=tables, money=dollars, on=years)
def test_law_two_rates_are_rounded_once(table: Rates, money: Money, on: int) -> None:
    exact = Fraction(money.amount) * euros_for_one(table, "USD", on) / euros_for_one(table, "GBP", on)
    via = money.to("GBP", on=on, rates=table, via="EUR").money
    assert abs(Fraction(via.amount) - exact) <= LAST_PLACE / 2


@given(table=tables, one=dollars, other=dollars, on=years)
def test_law_converting_never_turns_the_order_of_two_sums(table: Rates, one: Money, other: Money, on: int) -> None:
    less, more = sorted([one, other])
    assert less.to("EUR", on=on, rates=table).money <= more.to("EUR", on=on, rates=table).money
    assert (-one).to("EUR", on=on, rates=table).money == -one.to("EUR", on=on, rates=table).money


@given(table=tables, price=ads.prices(currencies=("USD",)), on=years, share=st.integers(0, 4))
def test_law_a_converted_price_holds_every_sum_that_the_price_holds(
    table: Rates, price: Price, on: int, share: int
) -> None:
    when = price.year or on
    rates = table | Rates(
        ExchangeRate(base="EUR", quote="USD", rate=Decimal(3), period=year, source="a") for year in (1990, 2015)
    )
    after = price.to("EUR", on=when, rates=rates).price
    assert (after.flag, after.basis, after.year) == (price.flag, price.basis, price.year)
    inside = price.low + (Decimal(share) if price.high is None else (price.high - price.low) * share / 4)
    point = Money(inside.quantize(Decimal("0.0001")), "USD")
    if price.contains(point.amount):
        assert after.contains(point.to("EUR", on=when, rates=rates).money.amount)


@given(table=tables, amount=st.integers(0, 10**12), first=years, more=st.integers(0, 3))
def test_law_a_range_of_years_holds_what_each_of_them_gives(table: Rates, amount: int, first: int, more: int) -> None:
    last = min(first + more, YEARS[-1])
    price = Price(amount, "USD").to("EUR", on=f"{first}/{last}", rates=table).price
    for year in range(first, last + 1):
        assert price.contains(Money(amount, "USD").to("EUR", on=year, rates=table).money.amount)


@given(table=ads.rate_tables(currencies=("USD", "EUR")), day=ads.whens(exact=True), money=dollars)
def test_law_there_is_an_answer_exactly_where_a_row_has_that_day(table: Rates, day: When, money: Money) -> None:
    holding = [row for row in table.rows if row.period.lo <= day.lo <= row.period.hi]
    if not holding:
        with pytest.raises(InvalidValue, match="no rate"):
            money.to("EUR", on=day, rates=table)
        return
    assert money.to("EUR", on=day, rates=table).rates == tuple(holding)


@given(table=ads.rate_tables(), data=st.data())
def test_law_each_row_answers_for_its_own_period(table: Rates, data: st.DataObject) -> None:
    if table.rows:
        row = data.draw(st.sampled_from(table.rows))
        answer = Money("1", row.base).to(row.quote, on=row.period, rates=table)
        assert (answer.money.amount, answer.rate) == (row.rate, row.rate)
        assert (answer.period, answer.source) == (row.period, row.source)


@given(ads.rate_tables())
def test_law_a_table_written_as_csv_is_read_again(table: Rates) -> None:
    file = StringIO(newline="")
    out = csv.writer(file)
    out.writerow(["base", "quote", "period", "rate", "source", "average"])
    for row in table.rows:
        out.writerow([row.base, row.quote, row.period, f"{row.rate:f}", row.source, "yes" if row.average else "no"])
    again = Rates.from_csv(StringIO(file.getvalue(), newline=""))
    assert [str(row) for row in again.rows] == [str(row) for row in table.rows]


@given(index=ads.price_indexes(currencies=("USD",)), money=dollars, year=years)
def test_law_a_sum_in_prices_of_its_own_year_is_itself(index: PriceIndex, money: Money, year: int) -> None:
    assert money.real(base=year, on=year, index=index).money == money


@given(index=ads.price_indexes(currencies=("USD",)), one=dollars, other=dollars, year=years, base=years)
def test_law_other_prices_never_turn_the_order_of_two_sums(
    index: PriceIndex, one: Money, other: Money, year: int, base: int
) -> None:
    less, more = sorted([one, other])
    assert less.real(base=base, on=year, index=index).money <= more.real(base=base, on=year, index=index).money


@given(index=ads.price_indexes(currencies=("USD",)), money=dollars, year=years, base=years)
def test_law_prices_of_another_year_and_back_are_the_same_but_for_the_last_place(
    index: PriceIndex, money: Money, year: int, base: int
) -> None:
    there = money.real(base=base, on=year, index=index).money
    back = there.real(base=year, on=base, index=index).money
    ratio = Fraction(index.level(year)) / Fraction(index.level(base))
    assert abs(Fraction(back.amount) - Fraction(money.amount)) <= LAST_PLACE / 2 * (1 + ratio)


@given(money=ads.moneys(), currency=coded, on=st.integers(1000, 1998))
def test_law_nothing_is_known_of_years_before_the_euro(money: Money, currency: str, on: int) -> None:
    start = money if money.currency != currency else Money(money.amount, "EUR")
    for via in (None, "EUR") if "EUR" not in (start.currency, currency) else (None,):
        with pytest.raises(InvalidValue, match="no rate"):
            start.to(currency, on=on, via=via)
