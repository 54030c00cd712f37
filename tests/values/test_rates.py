"""Rates and conversions: worked examples by hand, and every reason to refuse."""

import copy
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName
from armsdeals.values.exchange_rate import ExchangeRate
from armsdeals.values.money import Converted, Money
from armsdeals.values.number import Flag
from armsdeals.values.price import Price
from armsdeals.values.rates import Rates
from armsdeals.values.when import When


def rate(base: str, quote: str, number: str, period: Any, **more: Any) -> ExchangeRate:
    return ExchangeRate(base=base, quote=quote, rate=number, period=period, source="made up", **more)


# Numbers that can be turned over in the head.
TABLE = Rates(
    [
        rate("EUR", "USD", "1.25", "2016", average=True),
        rate("EUR", "USD", "1.6", "2017", average=True),
        rate("EUR", "GBP", "0.8", "2017", average=True),
        rate("USD", "SAR", "3.75", "2017-12-27", note="the peg"),
        rate("USD", "SAR", "3.76", "2017-12-29"),
    ]
)


def test_a_sum_is_divided_by_a_rate_that_counts_its_own_currency() -> None:
    answer = Money("8 USD").to("EUR", on="2017", rates=TABLE)
    assert answer.money == Money("5 EUR")
    assert (answer.rate, answer.period, answer.source) == (Decimal("1.6"), When("2017"), "made up")
    assert (answer.before, answer.on, answer.note, answer.year) == (Money("8 USD"), When("2017"), "", None)


def test_a_sum_is_multiplied_by_a_rate_for_one_of_its_own_currency() -> None:
    assert Money("5 EUR").to("USD", on="2017", rates=TABLE).money == Money("8 USD")


def test_negative_sums_are_converted_as_well() -> None:
    assert Money("-8 USD").to("EUR", on="2017", rates=TABLE).money == Money("-5 EUR")


def test_a_result_is_rounded_once_half_to_even_at_twelve_decimals() -> None:
    thirds = Rates([rate("EUR", "USD", "3", "2017")])
    assert Money("2 USD").to("EUR", on="2017", rates=thirds).money.amount == Decimal("0.666666666667")
    halves = Rates([rate("EUR", "USD", "2", "2017")])
    tiny = Money("0.000000000003 USD").to("EUR", on="2017", rates=halves).money  # 1.5 of the last decimal
    assert tiny == Money("0.000000000002 EUR")


@pytest.mark.parametrize("on", [2017, "2017", date(2017, 12, 27), When("2017-12-27~"), "2017-06", "2017-03/2017-04"])
def test_an_average_of_a_year_stands_for_every_date_in_it(on: Any) -> None:
    assert Money("8 USD").to("EUR", on=on, rates=TABLE).money == Money("5 EUR")


def test_an_average_that_stands_for_a_day_says_so() -> None:
    answer = Money("8 USD").to("EUR", on="2017-12-27", rates=TABLE)
    assert answer.note == "the average of 2017 stands for 2017-12-27"
    assert str(answer) == "5 EUR at 1.6 USD per EUR (average of 2017; made up)"


def test_a_rate_of_the_day_needs_no_excuse_and_keeps_its_own_note() -> None:
    answer = Money("2 USD").to("SAR", on="2017-12-27", rates=TABLE)
    assert (answer.money, answer.note) == (Money("7.5 SAR"), "the peg")
    assert str(answer) == "7.50 SAR at 3.75 SAR per USD (2017-12-27; made up)"


def test_a_sum_in_its_own_currency_stays_and_pretends_no_rate() -> None:
    answer = Money("8 USD").to("usd", on="1850", rates=Rates())
    assert answer.money == Money("8 USD")
    assert (answer.rate, answer.rates, answer.source, answer.period) == (None, (), "", None)
    assert str(answer) == "8 USD, as it was"


@pytest.mark.parametrize(
    ("start", "end", "on", "why"),
    [
        ("USD", "EUR", "2018", "no rate between USD and EUR for 2018; rates are there for 2016 to 2017"),
        ("USD", "EUR", "2017-12/2018-01", "for all of 2017-12/2018-01; rates are there for 2016 to 2017"),
        ("USD", "SAR", "2017-12-28", "for 2017-12-28; rates are there for 2017-12-27 and 2017-12-29"),
        ("USD", "SAR", "2017", "for all of 2017; rates are there for 2017-12-27 and 2017-12-29"),
        ("USD", "GBP", "2017", "no rate between USD and GBP; both have rates to EUR, and via='EUR' goes through it"),
        ("USD", "TRY", "2017", "no rate between USD and TRY; TRY is not in the table"),
        ("RUB", "TRY", "2017", "RUB and TRY are not in the table"),
        ("SAR", "GBP", "2017", r"^there is no rate between SAR and GBP \(Rates.from_csv reads rates of yours\)$"),
        ("USD", "EUR", "2017/..", "has an open end"),
        ("USD", "EUR", "2016-12/2017-01", r"leaves 2 rates open \(2016 to 2017\); name one of these times"),
    ],
)
def test_where_no_single_rate_holds_the_reason_is_said(start: str, end: str, on: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        Money("8", start).to(end, on=on, rates=TABLE)


def test_a_missing_rate_has_a_code_of_its_own() -> None:
    with pytest.raises(InvalidValue) as caught:
        Money("8 USD").to("EUR", on="2018", rates=TABLE)
    assert caught.value.code == "no-rate"


def test_a_way_through_a_third_currency_is_taken_only_if_asked_for_and_shows_both_rates() -> None:
    answer = Money("8 USD").to("GBP", on="2017-05", rates=TABLE, via="eur")
    assert answer.money == Money("4 GBP")  # 5 EUR, of which each is 0.8 GBP
    assert [one.quoted for one in answer.rates] == ["1.6 USD per EUR", "0.8 GBP per EUR"]
    assert (answer.rate, answer.period) == (None, None)
    assert str(answer) == (
        "4 GBP at 1.6 USD per EUR (average of 2017; made up) and 0.8 GBP per EUR (average of 2017; made up)"
    )


@pytest.mark.parametrize("via", ["USD", "GBP"])
def test_a_way_does_not_go_through_one_of_its_ends(via: str) -> None:
    with pytest.raises(InvalidValue, match=f"cannot go via {via}; leave via out"):
        Money("8 USD").to("GBP", on="2017", rates=TABLE, via=via)


def test_an_unknown_currency_is_refused_by_name() -> None:
    with pytest.raises(UnknownName, match="did you mean EUR"):
        Money("8 USD").to("EURO", on="2017", rates=TABLE)


def test_a_price_at_one_of_two_rates_is_a_range_from_the_least_to_the_most() -> None:
    answer = Price("~8 USD OFFER").to("EUR", on="2016-12/2017-01", rates=TABLE)
    assert str(answer.price) == "5..6.4 EUR OFFER"  # 8 / 1.6 and 8 / 1.25
    assert answer.note == "2016-12/2017-01 leaves 2 rates open, so the result is a range"
    assert (answer.rate, answer.money) == (None, None)
    assert str(answer) == (
        "5 to 6.4 EUR, offer at 1.25 USD per EUR (average of 2016; made up) or 1.6 USD per EUR (average of 2017; made up)"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("8 USD", "5 EUR"), ("~8 USD CONTRACT", "~5 EUR CONTRACT"), ("8? USD", "5? EUR"), (">=8 USD", ">=5 EUR"),
        ("<=8 USD", "<=5 EUR"), ("8..16 USD CEILING", "5..10 EUR CEILING"), ("0 USD", "0 EUR"),
    ],
)  # fmt: skip
def test_a_price_keeps_its_reserve_and_its_basis(before: str, after: str) -> None:
    assert str(Price(before).to("EUR", on="2017", rates=TABLE).price) == after


def test_the_ends_of_a_range_are_rounded_outwards() -> None:
    thirds = Rates([rate("EUR", "USD", "3", "2017")])
    price = Price("1..2 USD").to("EUR", on="2017", rates=thirds).price
    assert (price.low, price.high) == (Decimal("0.333333333333"), Decimal("0.666666666667"))


def test_a_price_in_prices_of_a_year_is_converted_at_the_rate_of_that_year() -> None:
    answer = Price("8 USD(2016)").to("EUR", rates=TABLE)
    assert (str(answer.price), answer.period) == ("6.4 EUR(2016)", When("2016"))
    assert str(answer) == "6.4 EUR in prices of 2016 at 1.25 USD per EUR (average of 2016; made up)"
    assert Price("8 USD(2016)").to("EUR", on="2016-07-01", rates=TABLE).price == answer.price
    with pytest.raises(InvalidValue, match="is in prices of 2016, not of 2017; leave on= out"):
        Price("8 USD(2016)").to("EUR", on="2017", rates=TABLE)


def test_the_time_of_a_price_is_never_guessed() -> None:
    with pytest.raises(InvalidValue, match=r"nobody says of when 8 USD is; give on="):
        Price("8 USD").to("EUR", rates=TABLE)


def test_a_function_is_asked_for_each_direction_by_itself() -> None:
    asked: list[tuple[str, str, str]] = []

    def of_the_bank(start: str, end: str, on: When) -> str | None:
        asked.append((start, end, on.text))
        return "3.75" if (start, end) == ("USD", "SAR") else None

    rates = Rates.from_callable(of_the_bank, source="SAMA")
    answer = Money("2 USD").to("SAR", on="1986", rates=rates)
    assert (answer.money, answer.source, answer.period) == (Money("7.5 SAR"), "SAMA", When("1986"))
    with pytest.raises(InvalidValue, match="no rate between SAR and USD for 1986, says 'SAMA'"):
        Money("7.5 SAR").to("USD", on="1986", rates=rates)
    assert asked == [("USD", "SAR", "1986"), ("SAR", "USD", "1986")]


def test_a_bare_function_gives_its_name_as_the_source() -> None:
    def of_the_bank(*_: object) -> int:
        return 4

    assert Money("2 USD").to("SAR", on="1986", rates=of_the_bank).source == "the function of_the_bank"


@pytest.mark.parametrize("number", ["0", "-1", "NaN", Decimal("Infinity"), "3,75", ""])
def test_a_function_that_returns_no_rate_is_told_so(number: Any) -> None:
    with pytest.raises(InvalidValue, match="rate: "):
        Money("2 USD").to("SAR", on="1986", rates=lambda *_: number)


@pytest.mark.parametrize("number", [3.75, True, object()])
def test_a_function_must_return_exact_numbers(number: Any) -> None:
    with pytest.raises(TypeError, match="write it as text"):
        Money("2 USD").to("SAR", on="1986", rates=lambda *_: number)


@pytest.mark.parametrize("wrong", ["rates.csv", {"USD": 1}, 1.1])
def test_what_is_no_table_of_rates_is_refused_by_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"is no table of rates; read one with Rates.from_csv"):
        Money("2 USD").to("SAR", on="1986", rates=wrong)
    with pytest.raises(TypeError):
        Rates([wrong])


def test_tables_are_asked_in_their_order() -> None:
    mine = Rates([rate("EUR", "USD", "2", "2017"), rate("EUR", "SAR", "4", "2017")])
    both = mine | TABLE
    assert Money("8 USD").to("EUR", on="2017", rates=both).money == Money("4 EUR")
    assert Money("8 USD").to("EUR", on="2016", rates=both).money == Money("6.4 EUR")
    assert Money("8 USD").to("EUR", on="2017", rates=TABLE | mine).money == Money("5 EUR")
    assert both.rows == (*mine.rows, *TABLE.rows)
    assert both.currencies == {"EUR", "USD", "SAR", "GBP"}
    with pytest.raises(TypeError):
        mine | 1  # type: ignore[operator]


@pytest.mark.parametrize(
    "other", [rate("EUR", "USD", "2", "2017"), rate("USD", "EUR", "2", "2017-12-27"), rate("EUR", "USD", "1.6", "201X")]
)
def test_two_rates_never_hold_for_one_day(other: ExchangeRate) -> None:
    with pytest.raises(InvalidValue, match="two rates hold for one day"):
        Rates([rate("EUR", "USD", "1.6", "2017"), other])


def test_a_rate_is_between_two_currencies() -> None:
    with pytest.raises(InvalidValue, match="quote: a rate is between two currencies, and both are EUR"):
        rate("EUR", "eur", "1", "2017")


@pytest.mark.parametrize("period", ["2017/..", "../..", "17", ""])
def test_a_rate_holds_for_days_with_both_ends(period: str) -> None:
    with pytest.raises(InvalidValue, match=r"^period: "):
        rate("EUR", "USD", "1", period)


@pytest.mark.parametrize("on", [True, None, 17.5, []])
def test_a_date_is_text_a_day_or_a_year(on: Any) -> None:
    with pytest.raises((TypeError, ArmsDealsError)):
        Money("8 USD").to("EUR", on=on, rates=TABLE)


def test_tables_and_answers_copy_pickle_and_compare() -> None:
    answer = Money("8 USD").to("EUR", on="2017", rates=TABLE)
    for thing in (TABLE, TABLE.rows[0], answer, Price("8 USD").to("EUR", on="2016/2017", rates=TABLE)):
        again = pickle.loads(pickle.dumps(thing))  # noqa: S301  # our own bytes
        assert again == copy.deepcopy(thing) == thing
        assert hash(again) == hash(thing)
    assert answer != Money("8 USD").to("EUR", on="2017-01", rates=TABLE)
    with pytest.raises(AttributeError):
        answer.money = Money("1 USD")  # type: ignore[misc]


def test_an_answer_is_typed() -> None:
    assert isinstance(Money("8 USD").to("EUR", on="2017", rates=TABLE), Converted)
    assert Price(Money("8 USD").to("EUR", on="2017", rates=TABLE)) == Price("5 EUR")
    assert Price("8 USD").to("EUR", on="2017", rates=TABLE).price.flag is Flag.EXACT
