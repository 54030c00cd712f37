"""Sums in prices of a year, in several moneys, and known only from one side: what is reckoned, and what is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import armsdeals as ad

TERMS: dict[str, Any] = {"rate": "0.05", "tenor_years": 1, "profile": "bullet"}


def paid_by(*instruments: Any, **more: Any) -> ad.Financing:
    return ad.Financing(instruments=instruments, **more)


def in_two_moneys() -> ad.Financing:
    return paid_by(ad.Loan(key="loan", amount="1000 USD", **TERMS), ad.Loan(key="loan", amount="900 EUR"))


def test_a_sum_in_prices_of_a_year_stays_in_them() -> None:
    paid = paid_by(ad.Loan(key="loan", share="1", **TERMS), price="1000 USD(2015)")
    plan = paid.schedule(start="2018-01-01")
    assert {row.currency for row in plan.rows} == {"USD(2015)"}
    worth = plan.paid()
    assert (worth.value, worth.unit, worth.money) == (Decimal(1050), "USD(2015)", None)


def test_sums_in_prices_of_a_year_are_never_added_to_others() -> None:
    paid = paid_by(ad.Cash(amount="1000 USD(2015)"), ad.Loan(amount="1000 USD", **TERMS))
    with pytest.raises(ad.InvalidValue, match=r"USD and USD\(2015\)"):
        paid.cost_to_recipient(start="2018-01-01")


def test_one_sum_told_in_two_moneys_is_undecided_and_tells_both() -> None:
    plan = in_two_moneys().schedule(start="2018-01-01")
    assert (plan.rows, plan.missing) == ((), {"loan": ("amount",)})
    assert plan.reasons == {"loan.amount": "it is told as 1,000 USD and as 900 EUR; assume one of them"}
    assert in_two_moneys().undisbursed(on="2018-01-01", start="2018-01-01").reasons == plan.reasons
    (part,) = in_two_moneys().parts(ad.Price("5000 USD"))
    assert (part.amount, part.disputed) == (None, ())
    assert "amount 1,000 USD or 900 EUR" in part.in_words


def test_one_of_two_moneys_may_be_assumed_and_no_other_sum() -> None:
    assumed = in_two_moneys().schedule(start="2018-01-01", assume={"amount": "900 EUR"})
    assert (assumed.paid().value, assumed.paid().unit, dict(assumed.assumed)) == (
        Decimal(945),
        "EUR",
        {"amount": "900 EUR"},
    )
    assert in_two_moneys().schedule(start="2018-01-01", assume={"amount": "800 EUR"}).rows == ()


def test_a_fraction_needs_neither_of_two_moneys() -> None:
    # Lent at 5 % and discounted at 5 %: nothing is given away.
    assert in_two_moneys().grant_element(rate="0.05").value == 0


def test_what_is_not_drawn_lists_the_assumption_that_it_rests_on() -> None:
    found = paid_by(ad.Loan(key="loan")).undisbursed(
        on="2017-12-31", start="2018-01-01", assume={"loan.amount": "1000 USD"}
    )
    assert (found.value, dict(found.assumed)) == (Decimal(1000), {"loan.amount": "1000 USD"})


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"amount": ">=1000 USD", **TERMS}, "at least 1,000 USD"),
        ({"amount": "1000 USD", **TERMS, "rate": None, "rate_low": "0.03"}, "at least 3 % a year"),
        ({"amount": "1000 USD", **TERMS, "rate": None, "rate_high": "0.03"}, "at most 3 % a year"),
    ],
)
def test_a_term_known_from_one_side_only_is_not_called_unpublished(told: dict[str, Any], reason: str) -> None:
    found = paid_by(ad.Loan(**told)).present_value(rate="0.05")
    assert reason in str(found)
    assert "nobody published" not in str(found)


def test_an_assumption_for_a_way_of_paying_that_is_not_there_is_refused() -> None:
    with pytest.raises(ad.UnknownName, match="did you mean 'loan'") as refused:
        paid_by(ad.Loan(key="loan")).schedule(start="2018-01-01", assume={"laon.rate": "0.05"})
    assert refused.value.path == ("assume", "laon.rate")


def test_a_present_value_without_a_rate_is_refused() -> None:
    rate: Any = None
    with pytest.raises(TypeError, match="cost_to_recipient"):
        paid_by(ad.Cash(amount="1 USD")).present_value(rate=rate)
