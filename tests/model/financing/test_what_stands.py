"""What told terms decide stays; an index below zero; sums in two moneys; a guarantee alone; fees after new terms."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.financing.credit import CreditRevision, RateFrom
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.lease import Lease
from armsdeals.model.financing.milestone import Milestone
from armsdeals.strategies.credits import BEGIN, decided_loans

START = BEGIN.isoformat()


def paid_by(*ways: Any) -> ad.Financing:
    return ad.Financing(instruments=ways)


def loan(**terms: Any) -> ad.Loan:
    told: dict[str, Any] = {
        "key": "loan",
        "amount": "1200 USD",
        "rate": "0.06",
        "tenor_years": 4,
        "profile": "equal principal",
    }
    return ad.Loan(**told | terms)


# Assumptions

EVERY = {
    "rate": "0.07", "tenor_years": 40, "tenor_months": 30, "profile": "ANNUITY", "grace_years": 1, "grace_months": 6,
    "payments_per_year": 2, "day_count": "ACT/360", "grace_interest": "capitalised", "month_end": True, "stub": "long",
    "amount": "5 USD", "start": "2030-01-01", "first_due": "2019-03-01", "balloon_years": 40, "payment": "700 USD",
    "roll": "following", "rate_kind": "interest free", "spread": "0.01", "floor": "0.2", "matures": "2040-01-01",
}  # fmt: skip


@pytest.mark.parametrize("term", EVERY)
def test_what_is_taken_for_granted_is_not_assumed_against(term: str) -> None:
    paid = paid_by(loan())
    before = paid.schedule(start="2018-01-01")
    after = paid.schedule(start="2018-01-01", assume={term: EVERY[term]})
    assert before.is_decided
    assert after.rows == before.rows
    assert after.assumed == {}
    assert list(after.not_taken) == [term]
    assert f"assumption not taken: {term.replace('_', ' ')}" in str(after)


@given(decided_loans(rolls=False), st.sampled_from(sorted(EVERY)))
def test_law_no_assumption_changes_a_row_that_told_terms_decide(told: ad.Loan, term: str) -> None:
    bare = evolve(
        told, **cast(Any, {"grace_years": None, "payments_per_year": None, "grace_interest": None, "day_count": None})
    )
    paid = paid_by(bare, ad.Loan(key="open", amount="10 USD", tenor_years=5, profile="bullet"))
    before, after = paid.schedule(start=START), paid.schedule(start=START, assume={term: EVERY[term]})
    assert set(before.rows) <= set(after.rows)
    assert after.of("loan") == before.of("loan")


def test_an_advance_is_not_assumed_of_cash_that_is_all_paid_at_the_start() -> None:
    told = ad.Financing(instruments=(ad.Cash(key="own", amount="100 EUR"),))
    found = told.schedule(start="2020-01-01", assume={"advance": "0.2"})
    assert found.rows == told.schedule(start="2020-01-01").rows
    assert [row.paid for row in found.rows] == [100]
    assert (found.assumed, list(found.not_taken)) == ({}, ["advance"])


def test_an_advance_that_is_withheld_may_be_assumed() -> None:
    told = ad.Financing(instruments=(ad.Cash(key="own", amount="100 EUR", withheld=("advance", "milestones")),))
    assert told.schedule(start="2020-01-01").undecided == ("milestones", "advance")
    rest = {"milestones": (ad.Milestone(when="2021-01-01", share="0.8"),)}
    found = told.schedule(start="2020-01-01", assume={"advance": "0.2", **rest})
    assert [row.paid for row in found.rows] == [20, 80]


def test_a_drawing_after_the_last_repayment_is_refused_and_not_passed_over() -> None:
    late = (ad.Milestone(when=START, share="0.5"), ad.Milestone(when="2030-01-01", share="0.5"))
    paid = paid_by(ad.Loan(key="loan", amount="1000 USD", rate="0.05", tenor_years=2, profile="bullet", drawings=late))
    with pytest.raises(ad.InvalidValue, match="drawn on 2030-01-01, and the last repayment") as refused:
        paid.schedule()
    assert refused.value.path == ("drawings",)


def test_a_fee_is_put_on_top_of_what_terms_decide() -> None:
    paid = paid_by(loan())
    before, after = paid.schedule(start=START), paid.schedule(start=START, assume={"upfront_fee": "0.01"})
    assert set(before.rows) < set(after.rows)
    assert [row.fee for row in after.rows if row.fee] == [Decimal("12.00")]
    assert dict(after.assumed) == {"upfront_fee": "0.01"}


def test_a_grace_is_assumed_of_a_loan_that_lacks_something_and_of_no_other() -> None:
    paid = paid_by(loan(), loan(key="open", rate=None))
    plan = paid.schedule(start="2018-01-01", assume={"rate": "0.05", "grace_years": 1})
    assert [row.principal for row in plan.of("loan")[1:]] == [Decimal("300.00")] * 4
    assert [row.principal for row in plan.of("open")[1:]] == [0, *[Decimal("400.00")] * 3]
    assert dict(plan.assumed) == {"rate": "0.05", "grace_years": "1"}
    assert plan.not_taken == {}


def test_an_assumed_sum_only_narrows_the_one_that_follows_from_share_and_price() -> None:
    told = ad.Financing(instruments=(ad.Loan(key="loan", share="0.55"),), price="2.5e9 USD")
    terms = {"rate": "0.05", "tenor_years": 1, "profile": "bullet"}
    plan = told.schedule(start="2018-01-01", assume=terms | {"amount": "1 USD"})
    assert plan.rows[0].drawn == Decimal(1375000000)
    assert told.undisbursed(on="2018-06-01", start="2018-01-01", assume={"amount": "1 USD"}).value == 0
    assert (
        told.undisbursed(
            on="2018-06-01", start="2018-01-01", assume={"drawings": (Milestone(when="2019-01-01", share="1"),)}
        ).value
        == 0
    )


# An index below zero

EURIBOR = (RateFrom(when="2021-01-04", rate="-0.0057"), RateFrom(when="2022-01-03", rate="0.01"))  # three months


def floating(**terms: Any) -> ad.Loan:
    told: dict[str, Any] = {"rate": None, "tenor_years": 2, "profile": "bullet", "observed": EURIBOR, "spread": "0.005"}
    return loan(**told | terms)


def test_an_index_may_be_below_zero_and_the_rate_with_it() -> None:
    plan = paid_by(floating()).schedule(start="2021-01-04")
    # by hand: 1200 x (-0.0057 + 0.005) x 359/360, and 1200 x 0.015 for the one day after the new value
    assert plan.rows[1].interest == Decimal("-0.79")
    assert plan.rows[2].principal == Decimal(1200)


def interest_at(**terms: Any) -> list[Decimal]:
    seen = (ad.RateFrom(when="2018-01-01", rate="0.03"),)
    told = ad.Loan(key="loan", amount="1000 USD", tenor_years=1, profile="bullet", observed=seen, **terms)
    return [row.interest for row in paid_by(told).schedule(start=START).rows[1:]]


def test_less_than_the_index_may_be_agreed() -> None:
    assert interest_at(spread="-0.005") == [Decimal("25.00")]
    with pytest.raises(ad.InvalidValue, match="expected -1 to 1") as refused:
        ad.Loan(spread="-2")
    assert refused.value.path == ("spread",)


def test_a_spread_that_is_known_not_to_exist_is_none_and_one_that_nobody_tells_is_lacking() -> None:
    assert interest_at(without=("spread",)) == [Decimal("30.00")]
    assert interest_at() == interest_at(withheld=("spread",)) == []


def test_a_floor_that_is_told_holds_the_rate_up() -> None:
    held = paid_by(floating(floor="0")).schedule(start="2021-01-04")
    assert held.rows[1].interest == Decimal("0.05")  # nothing until 2022-01-03, then one day of 1.5 %
    assert paid_by(floating(floor="0.004")).schedule(start="2021-01-04").rows[1].interest == Decimal("4.84")


def test_a_negative_rate_survives_new_terms() -> None:
    new = CreditRevision(when="2021-07-05", profile="equal principal")
    plan = paid_by(floating(revisions=(new,))).schedule(start="2021-01-04")
    assert plan.is_decided
    assert plan.rows[-1].balance == 0
    assert sum(row.principal for row in plan.rows) == 1200


@pytest.mark.parametrize(
    ("terms", "path"),
    [
        ({"rates": (RateFrom(when="2021", rate="-0.01"),)}, ("rates", 0, "rate")),
        ({"rate": "-0.01"}, ("rate",)),
    ],
)
def test_what_is_agreed_is_not_below_zero(terms: dict[str, Any], path: tuple[Any, ...]) -> None:
    with pytest.raises(ad.InvalidValue) as refused:
        loan(**terms)
    assert refused.value.path == path


def test_an_index_below_minus_one_is_refused() -> None:
    with pytest.raises(ad.InvalidValue, match="expected -1 to 1"):
        RateFrom(when="2021", rate="-5")


# Terms that are refused at once


@pytest.mark.parametrize("times", [5, 7, 8, 9, 10, 11])
@pytest.mark.parametrize("make", [loan, Lease, lambda **told: CreditRevision(when="2020", **told)])
def test_payments_that_fall_on_no_whole_months_are_refused_where_they_are_told(make: Any, times: int) -> None:
    with pytest.raises(ad.InvalidValue, match="expected 1, 2, 3, 4, 6 or 12") as refused:
        make(payments_per_year=times)
    assert refused.value.path == ("payments_per_year",)


# Two moneys


def test_a_lease_that_is_bought_in_other_money_says_both_sums() -> None:
    paid = paid_by(
        Lease(key="lease", years=2, rent="100 USD", start="2015-01-01", option="50 EUR", bought="2017-01-01")
    )
    costs = paid.costs_by_money()
    assert {money: cost.value for money, cost in costs.items()} == {"EUR": Decimal(50), "USD": Decimal(200)}
    assert paid.schedule().in_money("EUR").paid().money == ad.Money("50", "EUR")
    worth = paid.costs_by_money(rate="0.1")
    assert worth["EUR"].value == Decimal("45.454545454545")  # 50 / 1.1, from the first rent on
    with pytest.raises(ad.InvalidValue, match=r"EUR and USD; .*costs_by_money"):
        paid.cost_to_recipient()


# A guarantee by itself


def test_a_guarantee_that_is_asked_for_alone_sees_the_loan_it_covers() -> None:
    paid = paid_by(loan(), Guarantee(key="cover", of="loan", covered="0.9", premium="0.02"))
    (row,) = paid.schedule(start=START, part="cover").rows
    assert row.fee == Decimal("21.60")  # 2 % of 90 % of 1200
    assert paid.cost_to_recipient(part="cover", start=START).value == Decimal("21.60")


# Fees after new terms


def test_the_commitment_fee_follows_the_due_dates_of_the_new_terms() -> None:
    lent = loan(
        tenor_years=4, profile="bullet", commitment_fee="0.01", available_until="2021-01-01",
        drawings=(Milestone(when="2018-01-01", amount="200 USD"),),
        revisions=(CreditRevision(when="2019-01-01", payments_per_year=2),),
    )  # fmt: skip
    fees = [(str(row.date), row.fee) for row in paid_by(lent).schedule(start="2018-01-01").rows if row.fee]
    # by hand: 1 % a year of the 1000 that are not drawn, once a year, then twice
    half = Decimal("5.00")
    assert fees == [
        ("2019-01-01", Decimal("10.00")), ("2019-07-01", half), ("2020-01-01", half), ("2020-07-01", half), ("2021-01-01", half),
    ]  # fmt: skip


def test_a_commitment_fee_until_a_revision_between_due_dates_is_paid_on_it() -> None:
    lent = loan(
        profile="bullet", commitment_fee="0.01", available_until="2020-01-01",
        drawings=(Milestone(when="2018-01-01", amount="200 USD"),),
        revisions=(CreditRevision(when="2018-07-01", rate="0.05"),),
    )  # fmt: skip
    fees = [(str(row.date), row.fee) for row in paid_by(lent).schedule(start="2018-01-01").rows if row.fee]
    assert fees == [("2018-07-01", Decimal("5.00")), ("2019-01-01", Decimal("5.00")), ("2020-01-01", Decimal("10.00"))]


# Rates of the caller


def test_what_a_function_of_rates_raises_is_the_cause_of_our_error() -> None:
    def broken(*_: Any) -> str:
        raise KeyError("no network")

    rates = ad.Rates.from_callable(broken, source="my bank")
    with pytest.raises(
        ad.InvalidValue, match=r"'my bank' failed .* between USD and EUR for 2020 \(KeyError"
    ) as refused:
        ad.Money("1 USD").to("EUR", on="2020", rates=rates)
    assert isinstance(refused.value.__cause__, KeyError)
    assert refused.value.code == "no-rate"


@pytest.mark.parametrize("agreed", ["agreed in principle", "signed", "disbursing", "repaid"])
def test_terms_that_were_proposed_are_no_rivals_of_those_that_were_agreed(agreed: str) -> None:
    asked = loan(rate="0.0254", status="proposed", said="2015-07-01", confidence="high")
    given_ = loan(rate="0.0219", status=agreed, said="2015-08-05")
    told = ad.Deal(id="demo", financing=paid_by(asked, given_))
    assert [part.terms["rate"] for part in told.financing_parts()] == [given_.rate]
    assert told.disputes() == ()
    assert "2.54" not in str(told.why("financing.loan.rate"))


@pytest.mark.parametrize("other", [None, "proposed", "cancelled"])
def test_proposals_are_rivals_of_each_other_and_stand_where_nothing_was_agreed(other: str | None) -> None:
    asked, bid = loan(rate="0.0254", status="proposed"), loan(rate="0.0219", status=other)
    assert [one.about for one in ad.Deal(id="demo", financing=paid_by(asked, bid)).disputes()] == [
        "financing.loan.rate"
    ]
    silent = evolve(bid, rate=None, status="signed")
    (part,) = ad.Deal(id="demo", financing=paid_by(asked, silent)).financing_parts()
    assert part.terms["rate"] == asked.rate
