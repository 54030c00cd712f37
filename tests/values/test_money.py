import copy
import pickle
from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, CurrencyMismatch, InvalidValue, UnknownName
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.money import Money, to_money
from armsdeals.values.share import Share

amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=4)
currencies = st.sampled_from(sorted(CURRENCIES))


def moneys(currency: str = "") -> st.SearchStrategy[Money]:
    return st.builds(Money, amounts, st.just(currency) if currency else currencies)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money("2.5e9", "USD"), "2500000000 USD"),
        (Money("2500000000 USD"), "2500000000 USD"),
        (Money("2.5e9 usd"), "2500000000 USD"),
        (Money("10.00", "EUR"), "10.00 EUR"),
        (Money(-3, "KRW"), "-3 KRW"),
        (Money(Decimal("1E+3"), "SUR"), "1000 SUR"),
        (Money("-0", "USD"), "0 USD"),
    ],
)
def test_money_is_written_in_plain_digits(money: Money, text: str) -> None:
    assert str(money) == text
    assert str(Money(text)) == text


def test_scale_is_kept_but_does_not_count() -> None:
    assert Money("10.00 EUR") == Money("10 EUR")
    assert hash(Money("10.00 EUR")) == hash(Money("10 EUR"))
    assert Money("10 EUR") != Money("10 USD")
    assert Money("10 EUR") != 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2500000000 USD", "2.5 billion USD"),
        ("1234567 USD", "1,234,567 USD"),
        ("3440000000 USD", "3.44 billion USD"),
        ("1234567000 USD", "1,234.567 million USD"),
        ("38000000.00 USD", "38 million USD"),
        ("-1500000 EUR", "-1.5 million EUR"),
        ("21700000000000 IDR", "21.7 trillion IDR"),
        ("600000 GBP", "600,000 GBP"),
        ("1234.50 GBP", "1,234.50 GBP"),
        ("1000000.01 GBP", "1,000,000.01 GBP"),
    ],
)
def test_words_are_used_only_where_they_are_exact(text: str, said: str) -> None:
    assert Money(text).in_words == said


def test_currencies_never_mix() -> None:
    with pytest.raises(CurrencyMismatch, match=r"^cannot add 10.00 EUR to 5.00 USD; convert one of them first$"):
        Money("5.00", "USD") + Money("10.00", "EUR")
    with pytest.raises(CurrencyMismatch, match="cannot subtract 10 EUR from 5 USD"):
        Money("5 USD") - Money("10 EUR")
    with pytest.raises(CurrencyMismatch, match="cannot compare 5 USD with 10 EUR"):
        assert Money("5 USD") < Money("10 EUR")
    with pytest.raises(CurrencyMismatch):
        sum([Money("5 USD"), Money("10 EUR")])


def test_sums_within_a_currency_are_exact() -> None:
    assert str(Money("0.1 USD") + Money("0.2 USD")) == "0.3 USD"
    assert str(sum([Money("1 USD"), Money("2.50 USD"), Money("-5 USD")])) == "-1.50 USD"
    assert Money("1 USD") < Money("2 USD") <= Money("2.0 USD")
    assert abs(-Money("3 USD")) == Money("3 USD")
    assert Money("1 USD").is_positive
    assert not Money("0 USD").is_positive


def test_products_and_quotients_round_half_to_even_at_twelve_decimals() -> None:
    assert Money("2500000000 USD") * Share("0.55") == Money("1375000000 USD")
    assert str(3 * Money("0.10 USD")) == "0.30 USD"
    assert str(Money("1 USD") / 8) == "0.125 USD"
    assert str(Money("2 USD") / 3) == "0.666666666667 USD"
    assert str(Money("0.000000000001 USD") / 2) == "0 USD"
    assert str(Money("0.000000000003 USD") / 2) == "0.000000000002 USD"
    assert str(Money("0.000000000003 USD") * Decimal("0.5")) == "0.000000000002 USD"


def test_rounding_goes_by_the_minor_unit_of_the_currency() -> None:
    assert str(Money("2.675 USD").rounded()) == "2.68 USD"
    assert str(Money("2.665 USD").rounded()) == "2.66 USD"
    assert str(Money("99.5 JPY").rounded()) == "100 JPY"
    assert str(Money("1.23456 KWD").rounded()) == "1.235 KWD"
    assert str(Money("1.23456 DEM").rounded(2)) == "1.23 DEM"
    with pytest.raises(InvalidValue, match="no minor unit for DEM"):
        Money("1.23456 DEM").rounded()


def test_a_float_is_refused_wherever_it_comes() -> None:
    with pytest.raises(TypeError, match=r"write it as text: '5\.0'"):
        Money(5.0, "USD")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="write it as text"):
        Money("5 USD") * 0.5  # type: ignore[operator]
    with pytest.raises(TypeError, match="write it as text"):
        Money("5 USD") / 0.5  # type: ignore[operator]


@pytest.mark.parametrize("other", [1, "1 USD", None, Decimal(1)])
def test_money_adds_to_nothing_but_money(other: Any) -> None:
    with pytest.raises(TypeError):
        Money("5 USD") + other
    with pytest.raises(TypeError):
        assert Money("5 USD") < other


def test_money_does_not_multiply_with_money() -> None:
    with pytest.raises(TypeError):
        Money("5 USD") * Money("5 USD")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("code", "near"),
    [("$", "USD"), ("EURO", "EUR"), ("€", "EUR"), ("UDS", "USD"), ("RMB", "CNY"), ("USDD", "USD"), ("roubles", "RUB")],
)
def test_an_unknown_currency_comes_with_suggestions(code: str, near: str) -> None:
    with pytest.raises(UnknownName, match="did you mean") as caught:
        Money("5", code)
    assert near in caught.value.suggestions


@pytest.mark.parametrize("code", ["XXX", "XTS", "\u0395UR", "\uff35\uff33\uff24", "12", "U\u200bSD"])
def test_what_is_no_currency_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownName):
        Money("5", code)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("5", "'5' has no currency"),
        ("5 ", "has no currency"),
        ("$5", "has no currency"),
        ("3,400 USD", "a comma is not read in numbers here; write 3.4 or 3400"),
        ("2.5 billion USD", "write the number in digits"),
        ("~5 USD", "is not a number"),
        ("USD 5", "'USD' is not a number"),
        ("1e30 USD", "too large"),
        ("NaN USD", "is not a number"),
    ],
)
def test_what_is_no_sum_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(InvalidValue if "billion" not in text else UnknownName, match=why):
        Money(text)


def test_dividing_by_zero_is_an_error_of_ours() -> None:
    with pytest.raises(InvalidValue, match="cannot divide by 0"):
        Money("5 USD") / 0


def test_money_cannot_be_changed_and_copies_and_pickles() -> None:
    money = Money("10.00 EUR")
    with pytest.raises(AttributeError):
        money.amount = Decimal(3)
    again = pickle.loads(pickle.dumps(money))  # noqa: S301  # our own bytes
    assert copy.copy(money) == copy.deepcopy(money) == again == money
    assert str(again) == "10.00 EUR"
    assert to_money("10.00 EUR") == to_money(money) == money


def test_the_decimal_context_of_the_program_does_not_matter() -> None:
    with localcontext() as context:
        context.prec = 3
        assert str(-Money("123456.78 USD")) == "-123456.78 USD"
        assert str(Money("123456.78 USD") + Money("0.01 USD")) == "123456.79 USD"
        assert str(Money("123456.78 USD") * 3) == "370370.34 USD"
        assert Money("1234567 USD").in_words == "1,234,567 USD"


def test_currencies_have_the_minor_units_of_the_standard() -> None:
    # ISO 4217 list one, published 2026-01-01.
    wanted = {"USD": 2, "EUR": 2, "JPY": 0, "KRW": 0, "KWD": 3, "IQD": 3, "ISK": 0, "UYW": 4, "XAU": None, "XDR": None}
    assert {code: CURRENCIES[code][1] for code in wanted} == wanted
    assert {"SUR", "DEM", "FRF", "ITL", "CSK", "YUD", "DDM"} <= set(CURRENCIES)
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)


@given(moneys())
def test_law_the_text_gives_the_money_back(money: Money) -> None:
    assert str(Money(str(money))) == str(money)


@given(moneys("USD"), moneys("USD"))
def test_law_subtracting_undoes_adding(a: Money, b: Money) -> None:
    assert a + b - b == a
    assert a + b == b + a
    assert a - b == -(b - a)


@given(moneys("USD"), st.integers(1, 1000))
def test_law_equal_parts_add_up_to_within_the_last_decimal(a: Money, parts: int) -> None:
    missing = (a / parts) * parts - a
    assert abs(missing.amount) <= Decimal("0.0000000000005") * parts


@given(moneys(), moneys())
def test_law_equal_money_has_an_equal_hash_and_order_agrees(a: Money, b: Money) -> None:
    b = Money(b.amount, a.currency)
    assert (a == b) == (a.amount == b.amount)
    assert [a < b, a == b, a > b].count(True) == 1


@given(st.text(max_size=30) | st.text(alphabet="0123456789.eE+-USDR ,", max_size=20))
def test_law_any_text_is_money_or_an_error_of_ours(text: str) -> None:
    try:
        money = Money(text)
    except ArmsDealsError:
        return
    assert Money(str(money)) == money
