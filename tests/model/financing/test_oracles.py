"""Loans against published figures, and against other programs where those are installed."""

from __future__ import annotations

import json
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.model.financing.valuing import early_repayment, internal_rate, present_value
from armsdeals.values.day_count import DayCount

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


def drawn_loans(count: int) -> list[tuple[ad.Loan, date]]:
    dice = random.Random(20180101)  # noqa: S311  # reproducible loans, no secret
    return [
        (
            ad.Loan(
                amount=ad.Money(dice.randrange(10**6, 5 * 10**9), "USD"),
                rate=f"0.{dice.randrange(10, 1500):04}",
                tenor_years=dice.randrange(1, 31),
                profile=dice.choice(["BULLET", "EQUAL_PRINCIPAL", "ANNUITY"]),
                payments_per_year=dice.choice([1, 2, 4, 12]),
                upfront_fee=f"0.{dice.randrange(300):04}",
            ),
            date(dice.randrange(1990, 2030), dice.randrange(1, 13), dice.randrange(1, 29)),
        )
        for _ in range(count)
    ]


def test_pyxirr_finds_the_same_rates_and_values_for_200_loans() -> None:
    pyxirr = peer("pyxirr")
    for loan, start in drawn_loans(200):
        paid = ad.Financing(instruments=(loan,))
        rows = paid.schedule(start=start).rows
        flows = [(row.date, row.drawn - row.paid) for row in rows]
        days, sums = [day for day, _ in flows], [float(amount) for _, amount in flows]
        ours = internal_rate(flows, on=start, day_count=DayCount.ACT_365F)
        assert abs(float(ours) - pyxirr.xirr(days, sums)) < 1e-9
        worth = present_value(
            [(row.date, row.paid) for row in rows], rate=Decimal("0.05"), on=start, day_count=DayCount.ACT_365F
        )
        theirs = pyxirr.xnpv(0.05, [start, *days], [0.0, *(float(row.paid) for row in rows)])
        assert abs(float(worth) / theirs - 1) < 1e-9


def test_numpy_financial_finds_the_same_payments_for_200_loans() -> None:
    npf = peer("numpy_financial")
    for loan, start in drawn_loans(200):
        rows = [
            row for row in ad.Financing(instruments=(loan,)).schedule(start=start).rows if row.interest or row.principal
        ]
        if loan.profile is not ad.Profile.ANNUITY or loan.rate is None or loan.amount is None:
            continue
        periods = loan.payments_per_year or 1
        theirs = -npf.pmt(float(loan.rate) / periods, len(rows), float(loan.amount.low))
        assert abs(float(rows[0].principal + rows[0].interest) - theirs) <= 0.005 + 1e-9 * theirs
