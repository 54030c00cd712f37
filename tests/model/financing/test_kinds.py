"""Each kind of financing: what it holds, what it lacks, what falls due under it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.model.financing.barter import Barter, BarterGoods
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.debt_swap import DebtSwap
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.lease import Lease
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.unspecified import Unspecified

START = "2018-01-01"


def paid_by(*instruments: Any, **more: Any) -> ad.Financing:
    return ad.Financing(instruments=instruments, **more)


def sums(paid: ad.Financing, **asked: Any) -> list[tuple[str, str, str]]:
    rows = paid.schedule(start=START, **asked).rows
    return [(row.date.isoformat(), str(row.kind), f"{row.paid:f}") for row in rows]


@pytest.mark.parametrize("kind", FinancingKind.KINDS.values(), ids=FinancingKind.KINDS)
def test_every_kind_without_terms_says_what_it_lacks_and_computes_nothing(kind: Any) -> None:
    paid = paid_by(kind(key="it"))
    plan = paid.schedule(start=START)
    assert plan.rows == ()
    assert plan.is_decided == (not kind(key="it").missing())


@pytest.mark.parametrize("kind", FinancingKind.KINDS.values(), ids=FinancingKind.KINDS)
def test_every_kind_takes_its_forms_and_no_other(kind: Any) -> None:
    assert kind.FORMS
    for form in FinancingForm:
        if form in kind.FORMS:
            assert kind(form=form).form is form
        else:
            with pytest.raises(ad.InvalidValue, match="not of the form"):
                kind(form=form)


def test_every_form_has_a_kind() -> None:
    assert frozenset().union(*(kind.FORMS for kind in FinancingKind.KINDS.values())) == frozenset(FinancingForm)


def test_cash_is_paid_in_advance_and_at_milestones() -> None:
    steps = (Milestone(when="2019-06-01", share="0.33"), Milestone(when="2018-06-01", share="0.33"))
    third = paid_by(ad.Cash(amount="100.01 USD", advance="0.34", milestones=steps))
    # by hand: 34.0034 and 33.0033 to the cent; the last milestone that is listed takes the rest
    assert sums(third) == [
        ("2018-01-01", "PAYMENT", "34.00"),
        ("2018-06-01", "PAYMENT", "33.01"),
        ("2019-06-01", "PAYMENT", "33.00"),
    ]


def test_an_advance_without_milestones_leaves_the_rest_undecided() -> None:
    assert paid_by(ad.Cash(amount="100 USD", advance="0.2")).schedule(start=START).undecided == ("milestones",)
    with pytest.raises(ad.InvalidValue, match="more than 1"):
        ad.Cash(advance="0.5", milestones=(Milestone(share="0.6"),))


def test_interest_of_a_credit_line_runs_on_what_is_drawn_not_on_the_ceiling() -> None:
    line = CreditLine(
        key="line", form="export credit direct", amount="1000 USD", rate="0.1", tenor_years=1, profile="bullet",
        drawings=(Milestone(when=START, amount="200 USD"),),
    )  # fmt: skip
    assert sums(paid_by(line)) == [("2018-01-01", "DRAWING", "0"), ("2019-01-01", "REPAYMENT", "220.00")]
    assert line.drawn is not None
    assert line.drawn.money == ad.Money("200", "USD")
    assert paid_by(line).undisbursed(on="2018-06-01", start=START).money == ad.Money("800", "USD")


def test_more_than_the_ceiling_cannot_be_drawn() -> None:
    drawn = (Milestone(when=START, amount="200 USD"),)
    with pytest.raises(ad.InvalidValue, match="200, which is more than the whole of 100") as refused:
        CreditLine(amount="100 USD", drawings=drawn)
    assert refused.value.path == ("drawings",)
    of_a_price = CreditLine(share="0.1", rate="0.1", tenor_years=1, profile="bullet", drawings=drawn)
    with pytest.raises(ad.InvalidValue, match="200 is drawn of a credit of 100") as refused:
        paid_by(of_a_price).schedule(start=START, price="1000 USD")
    assert refused.value.path == ("drawings",)


def test_a_guaranteed_share_is_no_share_of_the_price() -> None:
    loan = ad.Loan(key="loan", share="0.6", rate="0.05", tenor_years=1, profile="bullet")
    cover = Guarantee(key="cover", of="loan", covered="0.9", premium="0.02")
    paid = paid_by(ad.Cash(key="cash", share="0.4"), loan, cover, complete=True, price="1000 USD")
    assert sum(part.share for part in paid.parts() if part.share is not None) == 1
    # by hand: 2 % of 90 % of 600
    assert ("2018-01-01", "FEE", "10.80") in sums(paid)
    free, dear = (found.effective_rate().value for found in (paid_by(loan, price="1000 USD"), paid))
    assert free is not None
    assert dear is not None
    assert free < dear


def test_a_grant_is_a_share_below_a_cap_and_costs_nothing() -> None:
    paid = paid_by(ad.Grant(key="aid", share="0.5", cap="100 USD", donor="United States"), price="1000 USD")
    (part,) = paid.parts()
    assert part.amount is not None
    assert part.amount.money == ad.Money("100", "USD")
    assert paid.cost_to_recipient().value == 0
    assert paid.grant_element(rate="0.05").value == 1


def test_goods_that_are_given_need_no_sum() -> None:
    gift = paid_by(ad.Grant(form="gift", in_kind="eight MiG-29"))
    assert gift.schedule(start=START).is_decided
    assert gift.grant_element(rate="0.05").undecided == ("amount",)


def test_a_lease_pays_rent_and_the_option_only_if_it_was_used() -> None:
    terms: dict[str, Any] = {"key": "lease", "years": 2, "rent": "100 USD", "option": "50 USD"}
    assert sums(paid_by(Lease(**terms))) == [("2019-01-01", "RENT", "100"), ("2020-01-01", "RENT", "100")]
    bought = Lease(**terms, in_advance=True, bought="2020-01-01")
    assert sums(paid_by(bought)) == [
        ("2018-01-01", "RENT", "100"), ("2019-01-01", "RENT", "100"), ("2020-01-01", "PURCHASE", "50")
    ]  # fmt: skip
    whole = Lease(amount="100 USD", years=1, payments_per_year=3)
    assert [paid for _, _, paid in sums(paid_by(whole))] == ["33.33", "33.33", "33.34"]


def test_goods_cannot_be_bought_and_returned() -> None:
    with pytest.raises(ad.InvalidValue, match="keep one"):
        Lease(bought="2015", returned="2015")


def test_barter_saves_cash_and_not_value() -> None:
    # Indonesia's Su-35: 1.14 billion dollars, of which 570 million in goods
    flow = (Milestone(when="2019-01-01", share="0.5"), Milestone(when="2020-01-01", share="0.5"))
    goods = Barter(
        key="goods", share="0.5", goods=(BarterGoods(text="palm oil"), BarterGoods(text="rubber")), flow=flow
    )
    paid = paid_by(goods, ad.Cash(key="cash", share="0.5"), price="1.14e9 USD", complete=True)
    assert paid.cost_to_recipient(start=START).value == Decimal(1140000000)
    assert paid.cost_to_recipient(part="cash").value == Decimal(570000000)
    assert len(paid.schedule(part="goods").rows) == 2  # goods have days of their own
    assert paid_by(Barter(key="goods", amount="1 USD")).schedule(start=START).undecided == ("flow",)


def test_a_debt_that_is_set_off_counts_at_what_it_is_taken_for() -> None:
    swap = DebtSwap(amount="400 USD", face="600 USD", debt="trade debt")
    assert sums(paid_by(swap)) == [("2018-01-01", "SETTLEMENT", "400")]


def test_of_an_unspecified_way_of_paying_only_the_sum_can_be_said() -> None:
    paid = paid_by(Unspecified(key="rest", share="0.2"), price="1000 USD")
    assert paid.parts()[0].amount is not None
    worth = paid.present_value(rate="0.05")
    assert (worth.undecided, worth.value, worth.high) == (("form",), None, None)


def test_a_third_party_pays_by_a_grant_or_lends() -> None:
    assert ad.Grant(form="third party grant", donor="Saudi Arabia").kind == "grant"
    assert ad.Loan(form="third party loan", lender="France").kind == "loan"


def test_an_unknown_part_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ad.UnknownName, match="did you mean 'loan'"):
        paid_by(ad.Loan(key="loan")).schedule(part="laon")


def test_a_figure_says_what_it_lacks() -> None:
    loan = paid_by(ad.Loan(key="loan", amount="1 USD", rate="0.05"))
    assert str(loan.effective_rate()) == "undecided: nobody published tenor_years and profile"
    assert loan.grant_element(rate="0.05").value is None
    assert loan.outstanding(on="2019-01-01").undecided == ("start", "tenor_years", "profile")
    with pytest.raises(ad.InvalidValue, match="5 % is written"):
        loan.grant_element(rate="5")
    with pytest.raises(ad.InvalidValue, match="nothing is lent"):
        paid_by(ad.Cash(amount="1 USD")).effective_rate()
