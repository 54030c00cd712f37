"""Many loans at once against each loan alone, to the cent."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import attrs
import pytest

import armsdeals as ad
from armsdeals.model.financing.bulk import Loans, grant_elements, schedules

pytest.importorskip("numpy", reason="NumPy is not installed", exc_type=ImportError)

PROFILES = ("BULLET", "EQUAL_PRINCIPAL", "ANNUITY")


def drawn(count: int) -> Loans:
    dice = random.Random(7)  # noqa: S311  # reproducible loans, no secret
    periods = [dice.randrange(1, 121) for _ in range(count)]
    return Loans(
        principal=[dice.randrange(100, 5 * 10**11) for _ in range(count)],
        rate=[f"0.{dice.randrange(0, 2_000):04}" for _ in range(count)],
        periods=periods,
        grace=[dice.randrange(number) for number in periods],
        profile=[dice.choice(PROFILES) for _ in range(count)],
        payments_per_year=[12] * count,
    )


def alone(loans: Loans, place: int) -> ad.Loan:
    return ad.Loan(
        amount=ad.Money(Decimal(loans.principal[place]) / 100, "USD"),
        rate=loans.rate[place],
        tenor_months=loans.periods[place],
        grace_months=loans.grace[place],
        profile=loans.profile[place],
        payments_per_year=12,
    )


def test_each_cent_is_that_of_the_loan_alone() -> None:
    loans = drawn(300)
    paid = schedules(loans)
    for place in range(300):
        rows = ad.Financing(instruments=(alone(loans, place),)).schedule(start="2018-01-15").rows[1:]
        ours = [(int(p), int(i)) for p, i in zip(paid.principal[place], paid.interest[place], strict=True)]
        wanted = [(int(row.principal * 100), int(row.interest * 100)) for row in rows]
        assert ours[: len(wanted)] == wanted
        assert not any(map(any, ours[len(wanted) :]))


def test_grant_elements_are_those_of_the_loans_alone() -> None:
    loans = drawn(100)
    found = grant_elements(loans, rate="0.05")
    for place in range(100):
        exact = ad.Financing(instruments=(alone(loans, place),)).grant_element(rate="0.05").value
        assert exact is not None
        assert abs(float(found[place]) - float(exact)) < 1e-11


def test_the_sum_of_a_loan_changes_no_grant_element() -> None:
    one = Loans(principal=[3], rate=["0.07"], periods=[120], grace=[0], profile=["ANNUITY"], payments_per_year=[12])
    lump = attrs.evolve(one, principal=[3_000_000_000])
    assert grant_elements(one, rate="0.05")[0] == grant_elements(lump, rate="0.05")[0]
    free = attrs.evolve(one, rate=["0"], periods=[1], payments_per_year=[1])
    assert grant_elements(free, rate="0.25")[0] == pytest.approx(0.2)  # 1 - 1 / 1.25
    late = attrs.evolve(one, rate=["0.1"], periods=[2], grace=[1], profile=["BULLET"], payments_per_year=[1])
    assert grant_elements(late, rate="0.1")[0] == pytest.approx(0)


@pytest.mark.parametrize(
    ("term", "value", "path"),
    [
        ("rate", "0.0000001", ("rate", 0)),
        ("rate", "5", ("rate", 0)),
        ("principal", 10**18, ("principal", 0)),
        ("grace", 3, ("grace", 0)),
        ("profile", "CUSTOM", ("profile", 0)),
        ("payments_per_year", 5, ("payments_per_year",)),
    ],
)
def test_terms_out_of_range_are_refused_at_their_place(term: str, value: Any, path: Any) -> None:
    terms: dict[str, Any] = {
        "principal": 1000, "rate": "0.05", "periods": 3, "grace": 0, "profile": "BULLET", "payments_per_year": 1
    }  # fmt: skip
    terms[term] = value
    with pytest.raises(ad.InvalidValue) as refused:
        schedules(Loans(**{name: [one] for name, one in terms.items()}))
    assert refused.value.path == path


@pytest.mark.parametrize(
    ("more", "error", "told"),
    [
        ({"principal": [100.5]}, TypeError, r"principal\[0\]: 100.5 is not a whole number"),
        ({"periods": [2.5]}, TypeError, r"periods\[0\]: 2.5 is not"),
        ({"principal": [10**30]}, ad.InvalidValue, "too large"),
        ({"rate": ["5"]}, ad.InvalidValue, r"rate\[0\]: .* 5 % is written 0.05"),
        ({"payments_per_year": [0]}, ad.InvalidValue, "1, 2, 3, 4, 6 or 12"),
    ],
)
def test_terms_that_an_array_would_cut_off_are_refused(more: dict[str, Any], error: Any, told: str) -> None:
    terms: dict[str, Any] = {
        "principal": [100], "rate": ["0.05"], "periods": [3], "grace": [0], "profile": ["BULLET"],
        "payments_per_year": [1],
    }  # fmt: skip
    with pytest.raises(error, match=told):
        schedules(Loans(**terms | more))
