"""Years of a credit or a lease that are told within bounds: a schedule for each, or the reason why there is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.model.financing.lending import START, loan, paid_by

import armsdeals as ad
from armsdeals.model.financing.lease import Lease


def test_a_tenor_within_bounds_makes_a_schedule_for_each_year() -> None:
    plan = paid_by(loan(amount="1000 USD", tenor_years=None, tenor_estimate="2..4")).schedule(start=START)
    assert len(plan.cases) == 3
    # by hand: 10 % for two to four years
    assert (plan.paid().low, plan.paid().high) == (Decimal("1200.00"), Decimal("1400.00"))


def test_a_tenor_without_an_upper_end_is_undecided_until_somebody_assumes_one_that_fits() -> None:
    paid = paid_by(loan(amount="1000 USD", tenor_years=None, tenor_estimate=">=10"))
    plan = paid.schedule(start=START)
    assert plan.undecided == ("tenor_years",)
    assert plan.reasons == {"loan.tenor_years": "it is told as at least 10 years"}
    assert paid.schedule(start=START, assume={"tenor_years": 8}).undecided == ("tenor_years",)
    assert paid.schedule(start=START, assume={"tenor_years": 12}).paid().value == Decimal("2200.00")
    assert paid.schedule(start=START, assume={"tenor_years": "8..11"}).paid().high == Decimal("2100.00")


def test_a_tenor_told_roughly_is_reckoned_as_told_and_says_so() -> None:
    plan = paid_by(loan(amount="1000 USD", tenor_years=None, tenor_estimate="~2")).schedule(start=START)
    assert plan.paid().value == Decimal("1200.00")
    assert "about 2 years" in plan.conventions["loan.tenor_estimate"]
    half = paid_by(loan(amount="1000 USD", tenor_years=None, tenor_estimate="2.5", payments_per_year=2))
    assert half.schedule(start=START).paid().value == Decimal("1250.00")


def test_a_grace_within_bounds_makes_a_schedule_for_each_year() -> None:
    lent = loan(amount="1000 USD", tenor_years=5, profile="EQUAL_PRINCIPAL", grace_estimate="2..3")
    plan = paid_by(lent).schedule(start=START)
    assert len(plan.cases) == 2
    # by hand: 10 % on 1000 for three years and then on 667 and 333, or for four years and then on 500
    assert sorted(case.paid().low or 0 for case in plan.cases) == [Decimal("1400.00"), Decimal("1450.00")]
    assert (plan.outstanding("2021-12-31").low, plan.outstanding("2021-12-31").high) == (
        Decimal("666.67"),
        Decimal(1000),
    )
    assert "grace_years" not in plan.conventions


def test_a_grace_that_is_told_roughly_is_reckoned_as_told_and_says_so() -> None:
    plan = paid_by(loan(amount="1000 USD", tenor_years=5, profile="EQUAL_PRINCIPAL", grace_estimate="~3")).schedule(
        start=START
    )
    assert plan.paid().value == Decimal("1450.00")
    assert plan.conventions["loan.grace_estimate"] == "about 3 years are reckoned as so many"


def test_a_grace_without_an_upper_end_ends_before_the_tenor_or_is_undecided() -> None:
    lent = loan(amount="1000 USD", tenor_years=5, profile="EQUAL_PRINCIPAL", grace_estimate=">=3")
    assert sorted(case.paid().low or 0 for case in paid_by(lent).schedule(start=START).cases) == [
        Decimal("1450.00"),
        Decimal("1500.00"),
    ]
    ends = loan(
        amount="1000 USD", tenor_years=None, matures="2023-01-01", profile="EQUAL_PRINCIPAL", grace_estimate=">=3"
    )
    plan = paid_by(ends).schedule(start=START)
    assert plan.undecided == ("grace_years",)
    assert plan.reasons == {"loan.grace_years": "it is told as at least 3 years"}
    assert paid_by(ends).schedule(start=START, assume={"grace_years": 2}).undecided == ("grace_years",)
    assert paid_by(ends).schedule(start=START, assume={"grace_years": 3}).paid().value == Decimal("1450.00")


def test_of_a_tenor_and_a_grace_within_bounds_only_those_go_together_that_leave_time_to_repay() -> None:
    lent = loan(
        amount="1000 USD", tenor_years=None, tenor_estimate="3..4", profile="EQUAL_PRINCIPAL", grace_estimate="2..3"
    )
    cases = paid_by(lent).schedule(start=START).cases
    assert sorted(len(case.rows) for case in cases) == [4, 5, 5]  # 3 with 2, 4 with 2, 4 with 3; each with its drawing


def test_a_tenor_agreed_anew_takes_the_place_of_one_within_bounds() -> None:
    anew = ad.CreditRevision(when="2019-01-01", tenor_years=5)
    lent = loan(amount="1000 USD", tenor_years=None, tenor_estimate="2..3", revisions=(anew,))
    plan = paid_by(lent).schedule(start=START)
    assert {case.rows[-1].date.year for case in plan.cases} == {2024}


@pytest.mark.parametrize(
    ("terms", "match"),
    [
        ({"tenor_years": 5, "grace_estimate": "5..6"}, "a grace of 5 years is not shorter than the tenor of 5 years"),
        ({"grace_years": 1, "grace_estimate": "2..3"}, "1 year are told as well"),
        ({"grace_estimate": "3 missile"}, "does not count years"),
    ],
)
def test_a_grace_within_bounds_counts_years_and_leaves_time_to_repay(terms: dict[str, Any], match: str) -> None:
    with pytest.raises(ad.InvalidValue, match=match) as refused:
        loan(**terms)
    assert refused.value.path == ("grace_estimate",)


@pytest.mark.parametrize(
    ("terms", "match"),
    [
        ({"tenor_estimate": "10..12"}, "2 years are told as well"),
        ({"tenor_years": None, "tenor_estimate": "10 missile"}, "does not count years"),
    ],
)
def test_an_estimate_of_years_must_count_years_and_leave_what_is_told(terms: dict[str, Any], match: str) -> None:
    with pytest.raises(ad.InvalidValue, match=match) as refused:
        loan(**terms)
    assert refused.value.path == ("tenor_estimate",)


def test_a_lease_up_to_so_many_years_is_reckoned_for_each() -> None:
    paid = paid_by(Lease(key="lease", rent="10 CHF", years_estimate="5..10", start="2016-01-01"))
    plan = paid.schedule()
    assert [plan.paid().low, plan.paid().high] == [Decimal(50), Decimal(100)]
    assert len(plan.rows) == 5  # the rents that fall due in any case
    assert str(plan.rows[0].date) == "2017-01-01"
