"""Sums that are only the most that may be paid: of each kind, of shares of them, and what drawings decide."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.model.financing.lending import START, loan, only, paid_by

import armsdeals as ad
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.lease import Lease
from armsdeals.model.financing.milestone import Milestone


@pytest.mark.parametrize("amount", ["1000 USD CEILING", "<=1000 USD", "1000 USD LICENCE"])
def test_a_loan_up_to_a_ceiling_may_be_drawn_or_not(amount: str) -> None:
    plan = paid_by(loan(amount=amount)).schedule(start=START)
    assert not plan.is_decided
    # by hand: nothing, or 1000 and two years of 10 %
    assert [plan.paid().low, plan.paid().high] == [Decimal(0), Decimal("1200.00")]
    assert plan.rows == ()
    # the part that is given away does not hang on the sum: the rate is the discount
    assert paid_by(loan(amount=amount)).grant_element(rate="0.1").value == 0
    assert paid_by(loan(amount=amount)).effective_rate().value == Decimal("0.1")


@pytest.mark.parametrize("kind", [ad.Cash, Lease])
def test_of_every_kind_a_ceiling_is_the_most_that_is_paid(kind: Any) -> None:
    terms = {"years": 1} if kind is Lease else {}
    paid = paid_by(kind(key="it", amount="1000 USD CEILING", **terms)).cost_to_recipient(start=START)
    assert [paid.low, paid.high] == [Decimal(0), Decimal(1000)]


def test_what_is_told_to_be_drawn_under_a_ceiling_decides() -> None:
    drawn = (Milestone(when=START, amount="400 USD"),)
    plan = paid_by(loan(amount="1000 USD CEILING", drawings=drawn)).schedule(start=START)
    assert plan.is_decided
    assert plan.paid().value == Decimal("480.00")
    bounded = paid_by(loan(amount="<=1000 USD", drawings=drawn)).schedule(start=START)
    assert bounded.paid().value == Decimal("480.00")


def test_what_of_a_ceiling_is_not_drawn_is_unknown_until_drawings_are_told() -> None:
    assert paid_by(loan(amount="1000 USD CEILING")).undisbursed(on="2019-01-01", start=START).undecided == ("drawings",)
    line = CreditLine(key="line", amount="1000 USD")
    assert paid_by(line).undisbursed(on="2019-01-01", start=START).undecided == ("drawings",)


def test_a_share_of_a_ceiling_is_a_bound() -> None:
    deal = ad.Deal(id="demo").with_price("3.5e9 USD CEILING").with_financing(paid_by(loan(share="0.5")))
    assert str(deal.financing_parts()[0].amount) == "<=1750000000 USD COMPONENT"


def test_a_ceiling_stands_back_behind_a_sum_and_disputes_only_what_exceeds_it() -> None:
    lent, most = loan(amount="400 USD"), loan(amount="1000 USD CEILING", confidence="high")
    assert (str(only(lent, most).amount), only(lent, most).disputed) == ("400 USD", ())
    above = only(loan(amount="2000 USD"), most)
    assert (str(above.amount), above.disputed) == ("2000 USD", ("amount",))
