import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, CurrencyMismatch, InvalidValue, UnknownName
from armsdeals.values.basis import Basis, ValueBasis
from armsdeals.values.money import Money
from armsdeals.values.number import Flag
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import Share

amounts = st.decimals(min_value=0, max_value=10**12, places=2)
shares = st.decimals(min_value=0, max_value=1, places=4).map(Share)


@st.composite
def prices(draw: st.DrawFn, currency: str = "") -> Price:
    low, high = sorted((draw(amounts), draw(amounts)))
    forms = (f"{low:f}", f"~{low:f}", f"{low:f}?", f">={low:f}", f"<={high:f}", f"{low:f}..{high:f}")
    return Price(
        draw(st.sampled_from(forms)),
        currency or draw(st.sampled_from(["USD", "EUR", "SUR"])),
        basis=None if currency else draw(st.none() | st.sampled_from(ValueBasis)),
        year=None if currency else draw(st.none() | st.integers(1000, 9999)),
    )


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("2500000000 USD", "2500000000 USD"),
        ("2.5e9 USD contract", "2500000000 USD CONTRACT"),
        ("~3.44e9 usd Offer", "~3440000000 USD OFFER"),
        (">=2000000000 USD(2015) ESTIMATE", ">=2000000000 USD(2015) ESTIMATE"),
        ("70000000..110000000 EUR", "70000000..110000000 EUR"),
        ("<=5.50 GBP", "<=5.5 GBP"),
        ("900e6? USD", "900000000? USD"),
        ("3e6~ EUR customs", "~3000000 EUR CUSTOMS"),
    ],
)
def test_texts_are_brought_to_one_form(typed: str, canonical: str) -> None:
    assert str(Price(typed)) == canonical
    assert str(Price(canonical)) == canonical


def test_the_parts_may_stand_apart() -> None:
    wanted = Price("2500000000 USD(2015) CONTRACT")
    assert Price("2.5e9", "USD", basis="contract", year=2015) == wanted
    assert Price("2.5e9 USD", basis=ValueBasis.CONTRACT, year=2015) == wanted
    assert Price(Money("2500000000.00", "USD"), basis="contract", year=2015) == wanted
    assert Price(2_500_000_000, "USD", basis="contract", year=2015) == wanted
    assert Price(Price("2.5e9 USD contract"), year=2015) == wanted
    assert (wanted.currency, wanted.basis, wanted.year) == ("USD", ValueBasis.CONTRACT, 2015)


def test_money_is_given_only_where_one_number_was_stated() -> None:
    assert Price("~14 USD").money == Money("14 USD")
    assert Price("14? USD").money == Money("14 USD")
    assert Price("10..12 USD").money is None
    assert (Price("10..12 USD").low_money, Price("10..12 USD").high_money) == (Money("10 USD"), Money("12 USD"))
    assert (Price(">=10 USD").money, Price(">=10 USD").high_money) == (None, None)
    assert Price("<=10 USD").low_money == Money("0 USD")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("~3440000000 USD OFFER", "about 3.44 billion USD, offer"),
        (">=2000000000 USD", "at least 2 billion USD"),
        ("<=5000000 USD CEILING", "at most 5 million USD, ceiling"),
        ("70000000..110000000 EUR", "70 million to 110 million EUR"),
        ("14? USD", "14 USD (in doubt)"),
        ("2500000000 USD(2015) CONTRACT", "2.5 billion USD in prices of 2015, contract"),
    ],
)
def test_a_price_is_said_in_plain_english(text: str, said: str) -> None:
    assert Price(text).in_words == said


def test_a_part_is_a_component_of_the_whole() -> None:
    assert str(Price("2500000000 USD CONTRACT").times("0.55")) == "1375000000 USD COMPONENT"
    assert str(Price("~100 USD(2015)").times(Share("0.45"))) == "~45 USD(2015) COMPONENT"
    assert str(Price("10..20 USD").times("0.5")) == "5..10 USD COMPONENT"
    with pytest.raises(InvalidValue, match=r"5 % is written 0.05"):
        Price("10 USD").times("55")


def test_prices_add_only_within_currency_year_and_basis() -> None:
    a = Price("5 USD CONTRACT")
    assert str(sum([a, Price("~7 USD CONTRACT")])) == "~12 USD CONTRACT"
    with pytest.raises(
        CurrencyMismatch, match="cannot add 10 EUR to 5 USD CONTRACT; the currencies differ, convert one"
    ):
        a + Price("10 EUR")
    with pytest.raises(
        CurrencyMismatch, match=r"the price years differ \(2015 and current prices\), and neither sum tells"
    ):
        a + Price("10 USD(2015) CONTRACT")
    with pytest.raises(CurrencyMismatch, match=r"the bases differ \(offer and contract\)"):
        a + Price("10 USD OFFER")
    with pytest.raises(TypeError):
        a + Money("5 USD")


def test_meets_looks_at_currency_and_year_but_not_at_the_basis() -> None:
    assert Price(">=10 USD CONTRACT").meets(Price("<=10 USD OFFER"))
    assert not Price("10..12 USD").meets(Price("13 USD"))
    with pytest.raises(CurrencyMismatch, match="cannot compare 10 EUR with 10 USD"):
        Price("10 USD").meets(Price("10 EUR"))
    with pytest.raises(CurrencyMismatch, match="the price years differ"):
        Price("10 USD").meets(Price("10 USD(2015)"))


def test_a_basis_can_be_added_but_not_swapped() -> None:
    assert str(Price("5 USD").on_basis("offer")) == "5 USD OFFER"
    assert Price("5 USD OFFER").on_basis("offer") == Price("5 USD OFFER")
    with pytest.raises(InvalidValue, match="the basis is given twice, as OFFER and as CONTRACT; keep one"):
        Price("5 USD OFFER").on_basis("contract")


def test_currency_and_year_given_twice_must_agree() -> None:
    with pytest.raises(InvalidValue, match="the currency is given twice, as USD and as EUR"):
        Price("5 USD", "EUR")
    with pytest.raises(InvalidValue, match="the price year is given twice, as 2015 and as 2016"):
        Price("5 USD(2015)", year=2016)


def test_between_and_narrowed_give_the_plainest_form() -> None:
    assert str(Price.between("70e6", "110e6", "EUR", basis="offer")) == "70000000..110000000 EUR OFFER"
    assert str(Price.between(5, 5, "EUR", year=2015)) == "5 EUR(2015)"
    assert str(Price.between(5, None, "EUR")) == ">=5 EUR"
    narrow = Price("5..9 EUR(2015) OFFER").narrowed(Decimal(6), Decimal(6), flags=[Flag.ABOUT])
    assert str(narrow) == "~6 EUR(2015) OFFER"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2500000000", "has no currency .expected 2500000000 USD"),
        ("5 ", "has no currency"),
        ("3,4 USD", "a comma is not read in numbers here; write 3.4 or 3400"),
        ("2.5 billion USD", "write the number in digits"),
        ("-5 USD", "is negative"),
        ("5 USD(15)", "is not a price"),
        ("5 USD (2015)", "is not a value basis"),
        ("5 USD(0015)", "price year does not fit"),
        ("5 USD ", "is not a price"),
        ("5 USD contrct", r"'contrct' is not a value basis; did you mean CONTRACT\?"),
        ("5 EURO", r"did you mean EUR\?"),
        ("12..10 USD", "ends below its beginning"),
    ],
)
def test_what_is_no_price_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises((InvalidValue, UnknownName), match=why):
        Price(text)


@pytest.mark.parametrize("value", [5.0, True, None, b"5 USD"])
def test_floats_and_other_kinds_are_type_errors(value: Any) -> None:
    with pytest.raises(TypeError):
        Price(value, "USD")
    with pytest.raises(TypeError):
        to_price(value)


def test_prices_cannot_be_changed_and_copy_and_pickle() -> None:
    price = Price("~3.44e9 USD(2015) OFFER")
    with pytest.raises(AttributeError):
        price.currency = "EUR"
    again = pickle.loads(pickle.dumps(price))  # noqa: S301  # our own bytes
    assert copy.copy(price) == copy.deepcopy(price) == again == price
    assert (again.flag, again.basis, again.year) == (Flag.ABOUT, ValueBasis.OFFER, 2015)
    assert to_price("5 USD") is to_price("5 USD")
    assert to_price(Money("5 USD")) == to_price(Price("5 USD")) == Price("5 USD")


def test_only_notified_and_licensed_numbers_are_upper_bounds() -> None:
    assert {basis for basis in Basis if basis.is_upper_bound} == {Basis.NOTIFIED, Basis.LICENSED}


@given(prices())
def test_law_the_text_gives_the_price_back(price: Price) -> None:
    again = Price(str(price))
    assert again == price
    assert again.spread == price.spread
    assert (again.currency, again.basis, again.year) == (price.currency, price.basis, price.year)


@given(prices(), shares)
def test_law_a_share_never_exceeds_the_whole(price: Price, share: Share) -> None:
    part = price.times(share)
    assert part.low <= price.low
    assert price.high is None or (part.high is not None and part.high <= price.high)


@given(prices("USD"), prices("USD"))
def test_law_addition_commutes_and_keeps_both_bounds(a: Price, b: Price) -> None:
    assert a + b == b + a
    assert (a + b).low == a.low + b.low
    assert ((a + b).high is None) == (a.high is None or b.high is None)


@given(st.text(max_size=30) | st.text(alphabet="0123456789.~?<>=eE USD()", max_size=24))
def test_law_any_text_is_a_price_or_an_error_of_ours(text: str) -> None:
    try:
        price = Price(text)
    except ArmsDealsError:
        return
    assert Price(str(price)) == price
