"""Shares, sums and rival terms of a financing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads


def published() -> ad.Deal:
    paid = ad.Financing(
        instruments=(ad.Cash(key="advance", share="0.45"), ad.Loan(key="loan", share="0.55", lender="Russia")),
        complete=True,
    )
    return ad.Deal(id="demo", prices=(ad.PriceClaim(value="2.5e9 USD CONTRACT"),), financing=paid)


def test_shares_of_the_price_give_the_sums_that_were_published() -> None:
    # 45 % and 55 % of 2.5 billion dollars, by hand
    sums = [(part.name, part.amount and part.amount.money) for part in published().financing_parts()]
    assert sums == [("advance", ad.Money("1125000000", "USD")), ("loan", ad.Money("1375000000", "USD"))]


def test_without_a_price_the_sum_is_unknown() -> None:
    deal = ad.Deal(id="demo", financing=ad.Financing(instruments=(ad.Loan(share="0.55"),)))
    (part,) = deal.financing_parts()
    assert part.amount is None
    assert part.share == Decimal("0.55")


def test_shares_over_the_whole_are_refused() -> None:
    with pytest.raises(ad.InvalidValue, match=r"add up to 1\.1"):
        ad.Financing(instruments=(ad.Cash(share="0.55"), ad.Loan(share="0.55")))


def test_a_complete_financing_adds_up_to_the_whole() -> None:
    with pytest.raises(ad.InvalidValue, match="marked complete"):
        ad.Financing(instruments=(ad.Cash(share="0.4"), ad.Loan(share="0.5")), complete=True)
    assert not ad.Financing(instruments=(ad.Cash(share="0.4"), ad.Loan(share="0.5"))).complete


def test_claims_with_one_key_speak_of_one_loan() -> None:
    early = ad.Loan(key="loan", lender="Russia", status="proposed", said="2017-03-14")
    late = ad.Loan(key="loan", share="0.55", status="signed", said="2017-12-29")
    paid = ad.Financing(instruments=(early, late))
    (part,) = paid.parts()
    assert (part.terms["lender"], part.share, part.status) == ("Russia", Decimal("0.55"), ad.FinancingStatus.SIGNED)
    assert part.disputed == ()
    deal = ad.Deal(id="demo", financing=paid)
    (before,) = deal.as_known("2017-05-01").financing_parts()
    assert before.share is None
    assert deal.as_known("2017-05-01").financing_status("loan") is ad.FinancingStatus.PROPOSED
    assert deal.as_known("2017-01-01").financing is None


def test_terms_that_contradict_each_other_are_disputed() -> None:
    told = (ad.Loan(key="loan", share="0.55", confidence="high"), ad.Loan(key="loan", share="0.6"))
    (part,) = ad.Financing(instruments=told).parts()
    assert part.share == Decimal("0.55")
    assert part.disputed == ("share",)
    deal = ad.Deal(id="demo", financing=ad.Financing(instruments=told))
    assert [dispute.about for dispute in deal.disputes()] == ["financing.loan.share"]


def test_an_event_moves_a_financing_on_its_day() -> None:
    deal = published().with_event(
        ad.Event(when="2017-03-14", financing=(ad.FinancingStep(of="loan", status="proposed"),))
    )
    deal = deal.with_event(ad.Event(when="2017-12-29", financing=(ad.FinancingStep(of="loan", status="signed"),)))
    assert deal.financing_status("loan", on="2017-03-13") is None
    assert deal.financing_status("loan", on="2017-05-01") is ad.FinancingStatus.PROPOSED
    assert deal.financing_status("loan") is ad.FinancingStatus.SIGNED


def test_two_kinds_do_not_share_a_key() -> None:
    with pytest.raises(ad.InvalidValue, match="give each its own"):
        ad.Financing(instruments=(ad.Cash(key="a"), ad.Loan(key="a")))


def test_a_grace_as_long_as_the_tenor_is_refused() -> None:
    with pytest.raises(ad.InvalidValue, match="grace"):
        ad.Loan(tenor_years=5, grace_years=5)


def test_a_form_belongs_to_its_kind() -> None:
    with pytest.raises(ad.InvalidValue, match="not of the form"):
        ad.Cash(form="supplier state loan")


@pytest.mark.parametrize("rate", ["5", "NaN", "1e30", "-0.1", "5 %"])
def test_a_rate_that_is_no_yearly_fraction_is_refused_with_the_remedy(rate: str) -> None:
    with pytest.raises(ad.InvalidValue, match=r"0\.05") as refused:
        ad.Loan(rate=rate)
    assert refused.value.path == ("rate",)


def test_money_is_never_a_float() -> None:
    with pytest.raises(TypeError):
        ad.Loan(share=0.55)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ad.Money(2.5, "USD")  # type: ignore[arg-type]


@given(ads.financings())
def test_law_shares_add_up_to_at_most_the_whole(paid: ad.Financing) -> None:
    shares = [part.share for part in paid.parts() if part.pays]
    total = sum((share for share in shares if share is not None), Decimal(0))
    assert total <= 1
    if paid.complete and None not in shares:
        assert total == 1


def test_a_bound_that_a_sum_keeps_is_no_dispute() -> None:
    told = (ad.Loan(key="loan", amount="658e6 USD", confidence="high"), ad.Loan(key="loan", amount=">=600e6 USD"))
    (part,) = ad.Financing(instruments=told).parts()
    assert part.disputed == ()
    (part,) = ad.Financing(instruments=(*told, ad.Loan(key="loan", amount="656e6 USD"))).parts()
    assert part.disputed == ("amount",)
