"""Loans against published figures, and against other programs where those are installed."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import armsdeals as ad
from armsdeals.model.financing.schedule import parts_of, schedule_of
from armsdeals.model.financing.valuing import early_repayment
from armsdeals.strategies.credits import BEGIN, decided_loans, rates

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpora" / "loan-oracles" / "cases.json"
PROFILES = {"equal": "EQUAL_PRINCIPAL", "annuity": "ANNUITY", "bullet": "BULLET"}


def cases(which: str) -> list[Any]:
    if not CORPUS.is_file():
        return []
    return [pytest.param(case, id=case["id"]) for case in json.loads(CORPUS.read_text("utf-8"))[which]]


def loan_of(case: dict[str, Any]) -> ad.Loan:
    """The loan of a case, where grace is the time to the first repayment; ours ends one period before it."""
    period = 12 // case["payments_per_year"]
    months = round(12 * case["first_principal_years"]) - period
    profile = PROFILES[case["profile"]]
    return ad.Loan(
        rate=case["rate"],
        tenor_years=case["maturity_years"],
        grace_months=None if profile == "BULLET" else months,
        profile=profile,
        payments_per_year=case["payments_per_year"],
    )


@pytest.mark.parametrize("case", cases("grant_element"))
def test_the_grant_element_is_the_one_of_the_oracle(case: dict[str, Any]) -> None:
    found = ad.Financing(instruments=(loan_of(case),)).grant_element(rate=case["discount_rate"]).value
    assert found is not None
    assert abs(100 * found - Decimal(case["grant_element_percent"])) < Decimal("1e-9")


@pytest.mark.parametrize("case", cases("early_repayment"))
def test_the_premium_of_an_early_repayment_is_the_published_one_to_the_penny(case: dict[str, Any]) -> None:
    rate, market = (Decimal(case[name]) / 200 for name in ("loan_rate_percent", "discount_rate_percent"))
    principal, left = Decimal(case["principal"]), case["half_years_left"]
    payments = [principal * rate] * (left - 1) + [principal * (1 + rate)]
    elapsed = Fraction(case["days_since_payment"]) / Fraction(case["day_divisor"])
    found = early_repayment(payments, outstanding=principal, rate=rate, market_rate=market, elapsed=elapsed)
    assert found == Decimal(case["premium"])


def test_the_loan_of_the_dac_note_has_the_grant_elements_known_of_it() -> None:
    # OECD DAC note on the grant element: 1,000 units over 10 years at 2.5 %, first repayment after 2.5 years, discount 10 %.
    for profile, percent in (("EQUAL_PRINCIPAL", "32.3909"), ("ANNUITY", "32.9126")):
        loan = ad.Loan(
            amount="1000 USD", rate="0.025", tenor_years=10, grace_years=2, profile=profile, payments_per_year=2
        )
        found = ad.Financing(instruments=(loan,)).grant_element(rate="0.1").value
        assert found is not None
        assert round(100 * found, 4) == Decimal(percent)


def peer(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed", exc_type=ImportError)


TWO_HUNDRED = settings(max_examples=200, derandomize=True, deadline=None)


def regular(loan: ad.Loan) -> ad.Loan:
    """The same loan as an annuity of whole periods, without fees: what a closed formula covers."""
    assert loan.amount is not None
    return ad.Loan(
        key="loan",
        amount=loan.amount,
        rate=loan.rate,
        tenor_years=loan.tenor_years,
        profile="ANNUITY",
        payments_per_year=loan.payments_per_year,
    )


@TWO_HUNDRED
@given(decided_loans(), rates())
def test_law_pyxirr_finds_the_same_rates_and_values(loan: ad.Loan, discount: ad.Rate) -> None:
    pyxirr = peer("pyxirr")
    rows = ad.Financing(instruments=(loan,)).schedule(start=BEGIN).rows
    flows = [(row.date, row.drawn - row.paid) for row in rows]
    days, sums = [day for day, _ in flows], [float(amount) for _, amount in flows]
    paid = [(row.date, row.paid) for row in rows]
    worth = ad.present_value(paid, rate=discount, on=BEGIN, day_count="ACT/365F")
    theirs = pyxirr.xnpv(float(discount), [BEGIN, *days], [0.0, *(float(row.paid) for row in rows)])
    assert abs(float(worth) / theirs - 1) < 1e-9
    try:
        ours = ad.internal_rate(flows, on=BEGIN, day_count="ACT/365F")
    except ad.InvalidValue:  # no rate or several: theirs may be any of them
        return
    assert abs(float(ours) - pyxirr.xirr(days, sums)) < 1e-9


@TWO_HUNDRED
@given(decided_loans().map(regular).filter(lambda loan: loan.rate))  # at 0 their formula divides by it
def test_law_numpy_financial_finds_the_same_interest_and_principal_of_every_payment(loan: ad.Loan) -> None:
    npf, np = peer("numpy_financial"), peer("numpy")
    assert loan.amount is not None
    assert loan.rate is not None
    rows = schedule_of(parts_of([loan], None), start=BEGIN, rounds=False).rows[1:]
    yearly, owed = loan.payments_per_year or 1, float(loan.amount.low)
    period, places = float(loan.rate) / yearly, np.arange(1, len(rows) + 1)
    ours = np.array([[float(row.interest), float(row.principal)] for row in rows]).T
    theirs = -np.array([npf.ipmt(period, places, len(rows), owed), npf.ppmt(period, places, len(rows), owed)])
    assert np.abs(ours - theirs).max() <= 1e-9 * owed
    assert abs(float(rows[0].paid) + npf.pmt(period, len(rows), owed)) <= 1e-9 * owed


@TWO_HUNDRED
@given(decided_loans().map(regular), rates())
def test_law_numpy_financial_finds_the_same_present_value(loan: ad.Loan, discount: ad.Rate) -> None:
    npf = peer("numpy_financial")
    rows = ad.Financing(instruments=(loan,)).schedule(start=BEGIN).rows
    period = (1 + float(discount)) ** (1 / (loan.payments_per_year or 1)) - 1
    theirs = npf.npv(period, [0.0, *(float(row.paid) for row in rows[1:])])
    ours = ad.Financing(instruments=(loan,)).present_value(rate=discount).value
    assert ours is not None
    assert abs(float(ours) / theirs - 1) < 1e-9
