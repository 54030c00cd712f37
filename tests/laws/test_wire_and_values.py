"""Invariants 6 to 9, 11 and 15 of the model: what survives a file, and how values and shares behave."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.formats._base import FORMATS
from armsdeals.wire.document import to_tree


@given(register=ads.registers(max_size=2), form=st.sampled_from([one.name for one in FORMATS]))
def test_law_6_what_is_written_and_read_again_is_equal(register: ad.Register, form: str) -> None:
    data = ad.dumps(register, form)
    again = ad.loads(data, form)
    assert again == register
    assert ad.dumps(again, form) == data


@given(deal=ads.deals())
def test_law_6_a_deal_comes_back_from_its_own_tree_with_every_source(deal: ad.Deal) -> None:
    again = ad.from_tree(ad.to_tree(deal))
    assert isinstance(again, ad.Deal)
    assert evolve(again, sources=()) == evolve(deal, sources=())
    assert set(again.sources) == set(deal.sources) or set(deal.sources) - set(again.sources) <= cited_in(deal)


def cited_in(deal: ad.Deal) -> set[ad.Evidence]:
    return {source for claim in deal.claims() for source in claim.evidence}


POINTS = st.integers(0, 500)


def within(estimate: ad.Estimate | ad.Price, steps: int) -> Decimal:
    return estimate.low + steps if estimate.high is None else min(estimate.low + steps, estimate.high)


@given(a=ads.estimates(units=[""]), b=ads.estimates(units=[""]), share=ads.shares(), x=POINTS, y=POINTS)
def test_law_7_sums_differences_and_shares_hold_those_of_all_points(
    a: ad.Estimate, b: ad.Estimate, share: ad.Share, x: int, y: int
) -> None:
    one, other = within(a, x), within(b, y)
    assert a.contains(one)
    assert b.contains(other)
    assert (a + b).contains(one + other)
    assert a.minus(b).contains(max(Decimal(0), one - other))  # no count is below nothing
    assert a.times(share).contains(one * share)


OFFERS = ads.prices(currencies=["USD"], bases=[ad.ValueBasis.OFFER])


@given(a=OFFERS, b=OFFERS, share=ads.shares(), x=POINTS, y=POINTS)
def test_law_7_sums_and_shares_of_prices_hold_those_of_all_points(
    a: ad.Price, b: ad.Price, share: ad.Share, x: int, y: int
) -> None:
    one, other, part = within(a, x), within(b, y), a.times(share)
    assert part.low <= one * share
    assert part.high is None or one * share <= part.high
    if a.year == b.year:
        total = a + b
        assert total.low <= one + other
        assert total.high is None or one + other <= total.high


@given(one=ads.whens(), other=ads.whens(), x=POINTS, y=POINTS)
def test_law_7_what_is_said_of_two_dates_is_so_of_all_their_days(one: ad.When, other: ad.When, x: int, y: int) -> None:
    a, b = min(one.lo + x, one.hi), min(other.lo + y, other.hi)
    fewest, most = one.days_until(other)
    assert fewest is None or fewest <= b - a
    assert most is None or b - a <= most
    assert {"before": a < b, "after": a > b, "same": a == b, "undecided": True}[one.compare(other)]


@given(one=ads.whens(), other=ads.whens())
def test_law_7_order_of_dates_has_three_answers_and_turns_round(one: ad.When, other: ad.When) -> None:
    turned = {"before": "after", "after": "before"}
    there, back = one.compare(other), other.compare(one)
    assert back is turned.get(there, there)
    assert not (one.certainly_before(other) and other.certainly_before(one))
    is_open = one.lo <= other.hi and other.lo <= one.hi and not (one.is_day and other.is_day)
    assert (there == "undecided") == is_open


BATCHES = st.lists(ads.estimates(units=["vehicle"]), min_size=1, max_size=4)
FOUR_DAYS = st.lists(ads.whens(), min_size=4, max_size=4)


@given(batches=BATCHES, days=FOUR_DAYS, others=FOUR_DAYS)
def test_law_8_what_arrived_is_the_sum_of_the_batches_whenever_they_came(
    batches: list[ad.Estimate], days: list[ad.When], others: list[ad.When]
) -> None:
    def arriving(whens: list[ad.When]) -> ad.Deal:
        history = tuple(
            ad.Event(when=when, deliveries=(ad.Delivery(line="goods", quantity=batch),))
            for batch, when in zip(batches, whens, strict=False)
        )
        return ad.Deal(id="a", lines=(ad.Line(id="goods", system="goods"),), history=history)

    deal = arriving(days)
    total, highs = deal.delivered("goods"), [batch.high for batch in batches]
    assert total is not None
    assert total.low == sum(batch.low for batch in batches)
    assert total.high == (None if None in highs else sum(high for high in highs if high is not None))
    assert arriving(others).delivered("goods") == total
    assert sum(period.low for period in deal.deliveries("goods").values()) == total.low


@given(a=ads.prices(), b=ads.prices())
def test_law_9_only_prices_of_one_currency_year_and_basis_add_up(a: ad.Price, b: ad.Price) -> None:
    if (a.currency, a.year, a.basis) == (b.currency, b.year, b.basis):
        assert ((a + b).low, (a + b).currency, (a + b).year) == (a.low + b.low, a.currency, a.year)
    else:
        with pytest.raises(CurrencyMismatch):
            a + b


@given(a=ads.estimates(), b=ads.estimates())
def test_law_9_only_counts_of_one_unit_add_up(a: ad.Estimate, b: ad.Estimate) -> None:
    if a.unit == b.unit:
        assert (a + b).unit == a.unit
    else:
        with pytest.raises(InvalidValue):
            a + b


@given(a=ads.moneys(), b=ads.moneys())
def test_law_9_only_sums_of_one_currency_add_up(a: ad.Money, b: ad.Money) -> None:
    if a.currency == b.currency:
        assert (a + b).amount == a.amount + b.amount
    else:
        for added in (lambda: a + b, lambda: a - b, lambda: a < b):
            with pytest.raises(CurrencyMismatch):
                added()


@given(table=ads.rate_tables(years=(2000,)), a=ads.moneys(currencies=["USD"]), b=ads.moneys(currencies=["EUR"]))
def test_law_9_a_converter_that_is_named_brings_them_together(table: ad.Rates, a: ad.Money, b: ad.Money) -> None:
    euros = a.to("EUR", on=2000, rates=table).money
    assert (euros + b).amount == euros.amount + b.amount


@given(a=ads.measures(), b=ads.measures())
def test_law_9_measures_are_never_added(a: ad.Measure, b: ad.Measure) -> None:
    with pytest.raises(TypeError):
        a + b  # type: ignore[operator]


@given(money=ads.moneys(), tiv=ads.tivs())
def test_law_9_money_and_the_volume_of_arms_never_meet(money: ad.Money, tiv: ad.TIV) -> None:
    with pytest.raises(InvalidValue):
        tiv + money


@given(paid=ads.financings())
def test_law_11_shares_lie_between_none_and_all_and_add_up_to_no_more(paid: ad.Financing) -> None:
    shares = [part.share for part in paid.parts() if part.pays and part.share is not None]
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares, Decimal(0)) <= 1


@given(percents=st.lists(st.integers(1, 99), min_size=1, max_size=3), beyond=st.integers(1, 99))
def test_law_11_shares_that_add_up_to_more_than_all_are_refused(percents: list[int], beyond: int) -> None:
    rest = max(0, 100 - sum(percents))
    last = min(100, rest + beyond)  # more than is left
    shares = [Decimal(one) / 100 for one in (*percents, last)]
    with pytest.raises(InvalidValue, match="more than 1"):
        ad.Financing(instruments=tuple(ad.Cash(share=share) for share in shares))


@given(percents=st.lists(st.integers(0, 100), min_size=1, max_size=3))
def test_law_11_a_financing_that_is_called_complete_adds_up_to_exactly_the_whole(percents: list[int]) -> None:
    assume(sum(percents) <= 100)
    parts = tuple(ad.Cash(share=Decimal(one) / 100) for one in percents)
    if sum(percents) == 100:
        assert ad.Financing(instruments=parts, complete=True).complete
    else:
        assert not ad.Financing(instruments=parts).complete
        with pytest.raises(InvalidValue, match="marked complete"):
            ad.Financing(instruments=parts, complete=True)


NOTHINGS = st.sampled_from([None, *ad.Absence])
NAMED = {ad.Absence.NONE: "without", ad.Absence.WITHHELD: "withheld", ad.Absence.NOT_APPLICABLE: "inapplicable"}
WAYS = st.sampled_from([*((form.name, "long") for form in FORMATS), ("yaml", "short"), ("csv", "inert")])


@given(way=WAYS, price=NOTHINGS, count=NOTHINGS, code=NOTHINGS, term=NOTHINGS)
def test_law_15_unknown_none_withheld_and_not_applicable_survive_every_file_apart(
    way: tuple[str, str], price: ad.Absence | None, count: ad.Absence | None, code: ad.Absence | None, term: ad.Absence | None
) -> None:  # fmt: skip
    form, style = way
    untold: dict[str, Any] = {NAMED[term]: ("grace_years",)} if term else {}
    codes = (ad.ClassCode("UNROCA", absent=code),) if code else ()
    line = ad.Line(id="goods", system=ad.System("goods", codes=codes))
    deal = ad.Deal(
        id="a",
        prices=(ad.PriceClaim(absent=price),) if price else (),
        lines=(evolve(line, quantities=(ad.QuantityClaim(absent=count, basis="ordered"),)) if count else line,),
        financing=ad.Financing(instruments=(ad.Loan(**untold),)),
    )
    again = ad.loads(ad.dumps(deal, form, style=style), form)["a"]
    assert again == deal
    assert again.price().absent is price
    assert again.quantity("goods", "ordered").absent is count
    assert [one.absent for one in again.lines[0].system.codes] == ([code] if code else [])
    assert again.financing is not None
    assert again.financing.instruments[0].absence("grace_years") is term


def test_law_15_nothing_is_no_zero() -> None:
    told = [str(to_tree(ad.Deal(id="a", prices=(ad.PriceClaim(absent=why),)))) for why in ad.Absence]
    assert len({*told, str(to_tree(ad.Deal(id="a"))), str(to_tree(ad.Deal(id="a").with_price("0 USD")))}) == 5
    assert ad.Deal(id="a").with_price("0 USD").price().absent is None
