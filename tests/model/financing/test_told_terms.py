"""Terms that agree, exclude each other, or are withheld."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from tests.model.financing.lending import START, loan, only, paid_by

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.financing.barter import Barter
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.guarantee import CoverScope, Guarantee
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.lease import Lease
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.unspecified import Unspecified


def test_claims_that_agree_narrow_a_term() -> None:
    # Czech Gripen lease: 19.6 bn CZK told in 2004, almost 20 bn told in 2005
    told = only(
        Lease(key="lease", amount="19.6e9 CZK", said="2004"), Lease(key="lease", amount="<=20e9 CZK", said="2005")
    )
    assert str(told.amount) == "19600000000 CZK"
    assert told.disputed == ()


def test_days_and_estimates_are_narrowed_alike() -> None:
    told = only(loan(start="2018", tenor_years=None, tenor_estimate="10..14"),
                loan(start="2018-03-01", tenor_years=None, tenor_estimate=">=12"))  # fmt: skip
    assert (str(told.terms["start"]), str(told.terms["tenor_estimate"])) == ("2018-03-01", "12..14")
    assert told.disputed == ()


def test_sums_that_cannot_be_told_apart_leave_all_between_them() -> None:
    # Pakistan's F-16: 656 and 658 million dollars are told with equal standing
    told = only(ad.Cash(key="own", amount="656e6 USD"), ad.Cash(key="own", amount="658e6 USD"))
    assert (told.amount.low, told.amount.high) == (Decimal(656_000_000), Decimal(658_000_000))
    assert told.disputed == ("amount",)
    assert "656 million to 658 million USD" in told.in_words


def test_the_later_of_two_sums_still_stands_alone() -> None:
    told = only(
        ad.Cash(key="own", amount="656e6 USD", said="1998"), ad.Cash(key="own", amount="658e6 USD", said="1999")
    )
    assert str(told.amount) == "658000000 USD"
    assert told.disputed == ("amount",)


def test_shares_that_cannot_be_told_apart_are_kept_both_and_bound_the_sum() -> None:
    told = only(ad.Loan(key="loan", share="0.6"), ad.Loan(key="loan", share="0.5"), price="1000 EUR")
    assert told.share is None
    assert set(told.rivals["share"]) == {Decimal("0.5"), Decimal("0.6")}
    assert told.disputed == ("share",)
    assert (told.amount.low, told.amount.high) == (500, 600)


def test_names_that_cannot_be_told_apart_are_kept_both() -> None:
    told = only(ad.Loan(key="loan", lender="A bank"), ad.Loan(key="loan", lender="A fund"))
    assert "lender" not in told.terms
    assert set(told.rivals["lender"]) == {"A bank", "A fund"}
    assert "A bank or A fund" in told.in_words


def test_a_schedule_reckons_with_each_of_two_rates_that_stand_alike() -> None:
    paid = paid_by(loan(amount="1000 USD", rate="0.05"), loan(amount="1000 USD", rate="0.1"))
    plan = paid.schedule(start=START)
    assert not plan.is_decided
    # by hand: two years of 5 % and of 10 % on 1000
    assert (plan.paid().low, plan.paid().high) == (Decimal("1100.00"), Decimal("1200.00"))


def test_weaker_terms_that_do_not_fit_the_stronger_are_given_up_and_disputed() -> None:
    told = only(loan(amount="1 USD", confidence="high"), ad.Loan(key="loan", tenor_months=30, lender="A bank"))
    assert told.terms["tenor_years"] == 2
    assert "tenor_months" not in told.terms
    assert told.terms["lender"] == "A bank"
    assert told.disputed == ("tenor_months",)
    assert told.as_told().tenor == 24


def test_a_withheld_term_of_one_of_several_claims_stays_withheld() -> None:
    told = only(ad.Cash(key="own", amount="10 USD"), ad.Cash(key="own", withheld=("milestones",)))
    assert told.as_told().absence("milestones") is ad.Absence.WITHHELD


def test_a_cap_in_other_money_is_undecided_with_the_reason_and_raises_nothing() -> None:
    aid = ad.Grant(key="aid", share="0.5", cap="100e6 USD")
    deal = ad.Deal(id="demo").with_price("300e6 EUR CONTRACT").with_financing(paid_by(aid))
    (part,) = deal.financing_parts()
    assert str(part.amount) == "<=150000000 EUR COMPONENT"
    assert "100 million USD" in part.undecided["cap"]
    given_away = deal.financing.grant_element(rate="0.05", price="300e6 EUR") if deal.financing else None
    assert given_away is not None
    assert given_away.undecided == ("cap",)
    assert "bring them to one money" in str(given_away)


def test_a_lease_is_reckoned_by_its_rent_where_the_sum_is_in_other_money() -> None:
    lease = Lease(key="lease", amount="1e9 USD", rent="100 CZK", years=2)
    assert [(row.paid, row.currency) for row in paid_by(lease).schedule(start=START).rows] == [
        (Decimal(100), "CZK"), (Decimal(100), "CZK")
    ]  # fmt: skip
    bought = Lease(key="lease", rent="100 CZK", years=1, option="7 USD", bought="2019-01-01")
    rows = paid_by(bought).schedule(start=START).rows
    assert {(row.paid, row.currency) for row in rows} == {(Decimal(100), "CZK"), (Decimal(7), "USD")}


@pytest.mark.parametrize(
    ("told", "term"),
    [
        (ad.Cash(key="it", amount="10 EUR", milestones=(Milestone(when="2019-01-01", amount="5 USD"),)), "milestones"),
        (Barter(key="it", amount="10 EUR", flow=(Milestone(when="2019-01-01", amount="5 USD"),)), "flow"),
        (loan(amount="10 EUR", drawings=(Milestone(when="2018-01-01", amount="5 USD"),)), "drawings"),
        (loan(amount="10 EUR", payment="5 USD"), "payment"),
    ],
)
def test_parts_in_other_money_than_the_whole_leave_it_undecided_and_say_why(told: FinancingKind, term: str) -> None:
    plan = paid_by(told).schedule(start=START)
    assert plan.undecided == (term,)
    assert "5 USD" in plan.reasons[f"{told.key}.{term}"]
    assert "5 USD" in str(plan)
    assert "5 USD" in str(paid_by(told).cost_to_recipient(start=START))


@pytest.mark.parametrize(
    ("told", "term"),
    [
        (ad.Cash(amount="10 EUR", withheld=("milestones",)), "milestones"),
        (ad.Cash(amount="10 EUR", withheld=("advance",)), "advance"),
        (loan(amount="10 EUR", withheld=("grace_years",)), "grace_years"),
        (loan(amount="10 EUR", withheld=("payments_per_year",)), "payments_per_year"),
        (loan(amount="10 EUR", withheld=("drawings",)), "drawings"),
        (loan(amount="10 EUR", withheld=("upfront_fee",)), "upfront_fee"),
        (Lease(rent="10 EUR", years=2, withheld=("in_advance",)), "in_advance"),
        (Guarantee(amount="10 EUR", withheld=("premium",)), "premium"),
    ],
)
def test_what_is_withheld_is_never_taken_for_what_is_usual(told: FinancingKind, term: str) -> None:
    plan = paid_by(told).schedule(start=START)
    assert plan.undecided == (term,)
    assert plan.rows == ()
    assert term in told.missing("a known sum")


def test_what_is_known_not_to_exist_leaves_the_usual() -> None:
    (row,) = paid_by(ad.Cash(amount="10 EUR", without=("milestones",))).schedule(start=START).rows
    assert row.paid == 10


def test_an_option_may_exist_without_a_price_and_cannot_cost_where_there_is_none() -> None:
    assert Lease(has_option=True).has_option
    with pytest.raises(ad.InvalidValue, match="does not exist"):
        Lease(has_option=False, option="10 CZK")


def test_a_guarantee_covers_a_part_between_two_bounds_of_a_loan_or_of_all_that_is_lent() -> None:
    first, second = loan(amount="600 EUR"), ad.Loan(key="other", amount="400 EUR")
    cover: dict[str, Any] = {"key": "cover", "premium": "0.1", "covered_low": "0.8", "covered_high": "0.9"}
    alone = paid_by(first, second, Guarantee(of="loan", **cover)).schedule(start=START, part="cover")
    assert alone.undecided == ()
    assert {row.fee for case in alone.cases for row in case.rows} == {Decimal("48.00"), Decimal("54.00")}  # of 600
    whole = paid_by(first, second, Guarantee(scope=CoverScope.FINANCING, **cover))
    plan = whole.schedule(start=START, assume={"rate": "0", "tenor_years": 1, "profile": "bullet"})
    fees = {row.fee for case in plan.cases for row in case.of("cover")}
    assert fees == {Decimal("80.00"), Decimal("90.00")}  # 10 % of 80 and 90 % of 1000
    with pytest.raises(ad.InvalidValue, match="outside the range"):
        Guarantee(covered="0.95", covered_low="0.8", covered_high="0.9")
    with pytest.raises(ad.InvalidValue, match="swap them"):
        Guarantee(covered_low="0.9", covered_high="0.8")


def test_a_line_of_credit_may_be_commercial_and_its_words_still_mean_a_loan() -> None:
    from armsdeals.written.words import WAYS  # noqa: PLC0415  # the written form is a floor above

    assert CreditLine(form="commercial loan").form is FinancingForm.COMMERCIAL_LOAN
    assert WAYS["commercial loan"][0] == "loan"
    assert WAYS["export credit direct"][0] == "loan"


def test_further_terms_are_held() -> None:
    years = (Milestone(when="2020", share="0.4"), Milestone(when="2021/2027", share="0.6"))
    assert ad.Grant(donor="Germany", disbursements=years).disbursements == years
    with pytest.raises(ad.InvalidValue, match="more than 1"):
        ad.Grant(disbursements=(*years, Milestone(share="0.1")))
    assert Unspecified(payer="Kuwait").payer == "Kuwait"
    assert Barter(chosen_by="the buyer").chosen_by == "the buyer"
    done = ad.Offset(value="100e6 EUR", fulfilled="60e6 EUR", fulfilled_percent="~60")
    assert (str(done.fulfilled), str(done.fulfilled_percent)) == ("60000000 EUR", "~60")
    with pytest.raises(ad.InvalidValue, match="fulfilled_percent is a plain number"):
        ad.Offset(fulfilled_percent="60 missile")
    assert ad.Settlement(kind="refund", status="proposed").status.in_words == "proposed"


def keyed(one: ad.Loan) -> ad.Loan:
    return evolve(one, key="loan", id="", retracts="")


def measured_in(value: object) -> tuple[object, ...]:
    return tuple(getattr(value, name, None) for name in ("currency", "year", "unit"))


@given(told=st.lists(ads.loans(currencies=("USD", "EUR")), min_size=1, max_size=4), seed=st.integers(0, 99))
def test_law_the_order_of_the_claims_never_matters_and_what_is_in_dispute_has_no_single_value(
    told: list[ad.Loan], seed: int
) -> None:
    told = [keyed(one) for one in told if one.modality is ad.Modality.FACT]
    mixed = list(told)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    for part, other in zip(paid_by(*told).parts(), paid_by(*mixed).parts(), strict=True):
        assert (part.terms, part.rivals, part.amount) == (other.terms, other.rivals, other.amount)
        assert set(part.disputed) == set(other.disputed)
        # Sums in different moneys, or numbers of different things, need not exclude each other.
        assert set(part.disputed) >= {
            name for name, values in part.rivals.items() if len(set(map(measured_in, values))) == 1
        }
        assert not part.rivals.keys() & part.terms.keys()


@given(told=st.lists(ads.loans(currencies=("USD", "EUR")), min_size=1, max_size=3))
def test_law_whatever_is_told_a_part_can_be_read_and_put_together(told: list[ad.Loan]) -> None:
    for part in paid_by(*(keyed(one) for one in told)).parts():
        assert part.in_words
        whole = part.as_told()
        assert all(getattr(whole, name) == value for name, value in part.terms.items() if name != "status")


@given(ends=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=4))
def test_law_sums_of_equal_standing_leave_what_all_leave_or_else_everything_between_them(
    ends: list[tuple[int, int]],
) -> None:
    ranges = [sorted(pair) for pair in ends]
    told = only(*(ad.Cash(key="own", amount=f"{low}..{high} USD") for low, high in ranges))
    low, high = max(low for low, _ in ranges), min(high for _, high in ranges)
    if low > high:
        low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
        assert told.disputed == ("amount",)
    assert (told.amount.low, told.amount.high) == (low, high)


def test_a_financing_prints_how_far_it_had_come_when_it_was_told_and_a_deal_what_events_did() -> None:
    lent = ad.Loan(key="loan", share="1", status="signed", said="2017-12-29")
    undated = ad.Loan(key="other", status="signed")
    paid = paid_by(lent, undated)
    assert "loan: 100 %, loan, status signed as of 2017-12-29" in str(paid)
    assert "other: loan, status signed when told" in str(paid)
    drawn = ad.Event(when="2018-03", financing=(ad.FinancingStep(of="loan", status="disbursing"),))
    deal = ad.Deal(id="demo", financing=paid).with_event(drawn)
    (before, _), (after, _) = deal.financing_parts(on="2018-01-31"), deal.financing_parts()
    assert "status signed," in str(before)
    assert str(after).startswith("loan: 100 %, loan, status disbursing,")
