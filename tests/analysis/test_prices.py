"""What deals cost: one basis, one currency, and never a sum across them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals import strategies as ads
from armsdeals.analysis.cells import NoValue, Range

TWO = st.tuples(*(ads.deals(ids=st.just(name), max_size=2) for name in "ab"))
LINE = ad.Line(id="x", system="S-400", ordered="4", unit="battalion")


def deal(name: str, *prices: str, on: str = "2017-09-12") -> ad.Deal:
    found = ad.Deal(id=name, lines=(LINE,)).sign(on=on)
    for price in prices:
        found = found.with_price(price)
    return found


def test_prices_add_up_within_one_currency_only() -> None:
    found = an.prices(
        [deal("a", "2e9 USD contract"), deal("b", "1e9 USD contract"), deal("c", "3e9 EUR contract")], basis="contract"
    )
    assert [(row["system"], row["year"], row["currency"], row["deals"], row["value"]) for row in found] == [
        ("S-400", 2017, "EUR", 1, Decimal(3_000_000_000)),
        ("S-400", 2017, "USD", 2, Decimal(3_000_000_000)),
    ]
    assert found.basis == "contract"


def test_a_price_on_another_basis_is_named_and_not_added() -> None:
    found = an.prices([deal("a", "2e9 USD contract"), deal("b", "9e9 USD ceiling")], basis="contract")
    assert found.column("value") == (Decimal(2_000_000_000),)
    assert found.notes[0] == "of 1 deal nobody tells a price on the basis contract; told are ceiling 1"


def test_the_unit_price_is_a_range_over_the_deals() -> None:
    found = an.prices([deal("a", "2e9 USD contract"), deal("b", "1e9 USD contract")], basis="contract")
    assert found.column("unit_price") == (
        Range(low=250_000_000, high=500_000_000, unit="USD per battalion ordered, contract"),
    )


def test_a_price_for_several_kinds_of_goods_has_no_unit_price() -> None:
    two = (
        ad.Deal(id="a", lines=(LINE, ad.Line(id="y", system="Pantsir", ordered="2")))
        .sign(on="2017")
        .with_price("1e9 USD contract")
    )
    found = an.prices([two], basis="contract")
    assert (found.column("system"), found.column("unit_price")) == (("S-400; Pantsir",), (NoValue.UNKNOWN,))


def test_bounds_stay_bounds() -> None:
    found = an.prices([deal("a", "70e6..110e6 EUR contract"), deal("b", ">=5e6 EUR contract")], basis="contract")
    assert (found.column("value"), found.column("low"), found.column("high")) == (
        (NoValue.UNKNOWN,), (Decimal(75_000_000),), (NoValue.UNKNOWN,)
    )  # fmt: skip


def test_prices_of_two_price_years_stand_apart() -> None:
    found = an.prices(
        [deal("a", "1e9 USD(2015) contract"), deal("b", "1e9 USD contract")], basis="contract", by="system"
    )
    assert sorted(map(str, found.column("price_year"))) == ["2015", "NOT_APPLICABLE"]
    assert found.column("deals") == (1, 1)


def test_a_year_of_signature_that_is_not_one_year_is_unknown() -> None:
    found = an.prices([deal("a", "1e9 USD contract", on="2016-12/2017-01")], basis="contract", by="year")
    assert found.column("year") == (NoValue.UNKNOWN,)


def test_the_deals_of_a_row_are_named() -> None:
    found = an.prices(
        [deal("a", "2e9 USD contract"), deal("b", "1e9 USD contract")], basis="contract", by=("seller", "system")
    )
    assert [row["deal"] for row in found.explain(system="S-400", currency="USD")] == ["a", "b"]


def test_one_currency_may_be_asked_for() -> None:
    found = an.prices([deal("a", "2e9 USD contract"), deal("c", "3e9 EUR contract")], basis="contract", currency="EUR")
    assert found.column("currency") == ("EUR",)


def test_what_is_asked_wrongly_is_refused() -> None:
    with pytest.raises(TypeError, match="prices needs basis=, since a ceiling is no contract price"):
        an.prices([deal("a")])
    with pytest.raises(ad.UnknownName):
        an.prices([deal("a")], basis="delivered")
    with pytest.raises(ad.UnknownName, match="did you mean system"):
        an.prices([deal("a")], basis="contract", by="systems")
    with pytest.raises(TypeError, match="a table of volumes tells no money"):
        an.prices(["a"], basis="contract")  # type: ignore[list-item]
    for odd in (3, ad.YearlyTable(of="supplier", years=(2000,), printed={})):
        with pytest.raises(TypeError, match="a table of volumes tells no money"):
            an.prices(odd, basis="contract")  # type: ignore[arg-type]
    by: Any
    for by in (3, {"system": {}}, [3]):
        with pytest.raises(TypeError, match="is nothing to group"):
            an.prices([deal("a")], basis="contract", by=by)


@settings(max_examples=40)  # whole deals take long to draw
@given(deals=TWO)
def test_law_each_price_stands_in_one_row_of_its_own_currency(deals: tuple[ad.Deal, ad.Deal]) -> None:
    register = ad.Register(deals)
    for basis in ("contract", "offer"):
        by_deal = an.prices(register, basis=basis, by="deal")
        by_system = an.prices(register, basis=basis, by="system")
        for found in (by_deal, by_system):
            for row in found:
                low, high = row["low"], row["high"]
                assert isinstance(low, NoValue) or isinstance(high, NoValue) or low <= high
        for code in set(by_deal.column("currency")):
            kept = [sum(row["deals"] for row in found if row["currency"] == code) for found in (by_deal, by_system)]
            assert kept[0] >= kept[1] > 0
