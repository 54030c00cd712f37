"""Laws of schedules and of values over time, over generated loans."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import pytest
from attrs import evolve
from dateutil.relativedelta import relativedelta
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.financing.credit import CreditRevision
from armsdeals.model.financing.due import due_dates, is_month_end, months_after
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind
from armsdeals.model.financing.schedule import Schedule
from armsdeals.model.financing.valuing import internal_rate, present_value
from armsdeals.strategies.credits import BEGIN, credit_lines, decided_loans, rates, unspecified
from armsdeals.strategies.financing import barters, debt_swaps, guarantees, leases, loans

ZERO = Decimal(0)
START = BEGIN.isoformat()


def scheduled(loan: ad.Loan) -> Schedule:
    plan = ad.Financing(instruments=(loan,)).schedule(start=START)
    assert plan.is_decided
    return plan


def plain(loan: ad.Loan) -> Any:
    """The same loan without what a closed formula leaves out."""
    gone = ("upfront_fee", "management_fee", "commitment_fee", "premium", "roll", "day_count", "grace_interest", "stub")
    return evolve(loan, rates=(), drawings=(), month_end=None, roll_interest=None, **cast(Any, dict.fromkeys(gone)))


@given(decided_loans())
def test_law_what_is_repaid_and_what_is_owed_make_what_was_drawn_and_added_on_every_day(loan: ad.Loan) -> None:
    plan = scheduled(loan)
    for day in sorted({row.date for row in plan.rows}):
        repaid, owed = plan.repaid(day).value, plan.outstanding(day).value
        drawn, added = plan.drawn(day).value, plan.capitalised(day).value
        assert None not in (repaid, owed, drawn, added)
        assert repaid + owed == drawn + added  # type: ignore[operator]


@given(decided_loans())
def test_law_at_the_end_nothing_is_owed_and_it_never_was_below_nothing(loan: ad.Loan) -> None:
    rows = scheduled(loan).rows
    assert rows[-1].balance == 0
    assert all(row.balance >= 0 for row in rows)


@given(decided_loans())
def test_law_rows_are_in_order_and_payments_are_never_negative(loan: ad.Loan) -> None:
    rows = scheduled(loan).rows
    assert all(a.date <= b.date for a, b in pairwise(rows))
    assert all(row.interest >= 0 and row.fee >= 0 and row.drawn >= 0 for row in rows)


@given(decided_loans())
def test_law_every_sum_is_whole_cents(loan: ad.Loan) -> None:
    for row in scheduled(loan).rows:
        for amount in (row.principal, row.interest, row.fee, row.balance):
            assert amount == amount.quantize(Decimal("0.01"))


@given(decided_loans(), rates(), rates())
def test_law_the_present_value_falls_as_the_discount_rises(loan: ad.Loan, one: ad.Rate, other: ad.Rate) -> None:
    low, high = sorted((one, other))
    paid = ad.Financing(instruments=(loan,))
    dear, cheap = (paid.present_value(rate=rate, start=START).value for rate in (low, high))
    assert dear is not None
    assert cheap is not None
    assert dear >= cheap


@given(decided_loans(rolls=False))
def test_law_nothing_is_given_away_at_the_rate_of_the_loan_itself(loan: ad.Loan) -> None:
    loan = plain(loan)
    periods, rate = loan.payments_per_year, loan.rate
    assert periods is not None
    assert rate is not None
    discount = ((1 + rate / periods) ** periods - 1).quantize(Decimal("1e-12"))
    if discount <= 1:
        found = ad.Financing(instruments=(loan,)).grant_element(rate=discount).value
        assert found is not None
        assert abs(found) < Decimal("1e-9")


@given(decided_loans(rolls=False))
def test_law_the_effective_rate_without_fees_is_the_compounded_rate(loan: ad.Loan) -> None:
    loan = plain(loan)
    periods, rate = loan.payments_per_year, loan.rate
    assert periods is not None
    assert rate is not None
    found = ad.Financing(instruments=(loan,)).effective_rate().value
    assert found is not None
    assert abs(found - ((1 + rate / periods) ** periods - 1)) < Decimal("1e-9")


@given(decided_loans(rolls=False), rates(most=300).filter(bool))
def test_law_a_fee_makes_a_loan_dearer(loan: ad.Loan, fee: ad.Rate) -> None:
    free = plain(loan)
    dear = evolve(free, upfront_fee=fee)
    one, other = (ad.Financing(instruments=(each,)).effective_rate().value for each in (free, dear))
    assert one is not None
    assert other is not None
    assert other > one


@given(decided_loans(), st.sampled_from(["rate", "tenor_years", "profile"]))
def test_law_an_assumption_never_changes_a_row_that_terms_decide(loan: ad.Loan, term: str) -> None:
    cash = ad.Cash(key="cash", amount="1000 USD", milestones=(_half("2018-05-01"), _half("2019-05-01")))
    open_loan = evolve(loan, key="open", **cast(Any, {term: None}))
    values = {"rate": "0.07", "tenor_years": 40, "profile": "BULLET"}
    paid = ad.Financing(instruments=(cash, loan, open_loan))
    before = paid.schedule(start=START)
    after = paid.schedule(start=START, assume=values)
    assert before.missing == {"open": (term,)}
    assert after.missing == {}
    assert set(before.rows) <= set(after.rows)
    assert after.of("loan") == before.of("loan")
    assert after.assumed == {term: str(values[term])}


def _half(day: str) -> Milestone:
    return Milestone(when=day, share="0.5")


@given(decided_loans(rolls=False), rates(), rates())
def test_law_a_range_holds_the_answer_of_every_rate_in_it(loan: ad.Loan, one: ad.Rate, other: ad.Rate) -> None:
    low, high = sorted((one, other))
    middle = ((low + high) / 2).quantize(Decimal("0.000001"))
    open_loan = evolve(plain(loan), rate=None)
    paid = ad.Financing(instruments=(open_loan,))
    wide = paid.present_value(rate="0.05", start=START, assume={"rate": (low, high)})
    exact = paid.present_value(rate="0.05", start=START, assume={"rate": middle}).value
    assert exact is not None
    assert wide.low is not None
    assert wide.high is not None
    cent = Decimal(len(scheduled(evolve(open_loan, rate=middle)).rows)) / 100
    assert wide.low - cent <= exact <= wide.high + cent


@given(st.dates(date(1950, 1, 1), date(2080, 12, 31)), st.integers(-600, 600))
def test_law_months_are_those_of_dateutil(day: date, months: int) -> None:
    assert months_after(day, months) == day + relativedelta(months=months)


@given(
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.integers(1, 4_000),
    st.sampled_from([1, 2, 3, 4, 6, 12]),
    st.booleans(),
)
def test_law_due_dates_rise_and_end_at_the_end(start: date, days: int, months: int, long_last: bool) -> None:  # noqa: FBT001
    end = start + timedelta(days)
    found = due_dates(start, end, months=months, long_last=long_last)
    assert found[-1] == end
    assert found[0] > start
    assert all(a < b for a, b in pairwise(found))
    ends = due_dates(start, end, months=months, month_end=True)[:-1]
    assert all(is_month_end(day) for day in ends if is_month_end(start))


@given(
    st.lists(st.tuples(st.integers(1, 4_000), st.integers(1, 10**6)), min_size=1, max_size=20), st.integers(-500, 5_000)
)
def test_law_the_internal_rate_makes_the_worth_nothing(flows: list[tuple[int, int]], basis_points: int) -> None:
    rate = Decimal(basis_points) / 10_000
    paid = [(BEGIN + timedelta(days), Decimal(amount)) for days, amount in flows]
    lent = present_value(paid, rate=rate, on=BEGIN)
    found = internal_rate([(BEGIN, -lent), *paid], on=BEGIN)
    # A flow of a few days says little about a yearly rate, so the worth is looked at and not the rate.
    assert abs(present_value(paid, rate=found, on=BEGIN) - lent) <= lent * Decimal("1e-9")


@pytest.mark.parametrize("kinds", [loans, guarantees, leases, barters, debt_swaps, unspecified, credit_lines])
def test_law_every_kind_keeps_its_terms_through_text(kinds: Any) -> None:
    @given(kinds())
    def kept(told: Any) -> None:
        # Sources of one deal must agree with each other, which is no matter of financing.
        deal = ad.Deal(id="demo", financing=ad.Financing(instruments=(evolve(told, evidence=()),)))
        for form in ("json", "yaml"):
            assert list(ad.loads(ad.dumps(deal, format=form), format=form)) == [deal]

    kept()


@given(decided_loans())
def test_law_a_whole_loan_keeps_its_terms_through_text(loan: ad.Loan) -> None:
    deal = ad.Deal(id="demo", financing=ad.Financing(instruments=(loan,)))
    assert list(ad.loads(ad.dumps(deal, format="json"), format="json")) == [deal]


def test_rows_add_up() -> None:
    row = ScheduleRow(BEGIN, ScheduleRowKind.REPAYMENT, "loan", Decimal(5), Decimal(2), Decimal(1), ZERO)
    assert row.paid == 8


@given(decided_loans(rolls=False), st.integers(1, 8_000), st.none() | rates(), st.none() | st.integers(1, 20))
def test_law_after_a_revision_everything_is_repaid_all_the_same(
    loan: ad.Loan, days: int, rate: ad.Rate | None, tenor: int | None
) -> None:
    revision = CreditRevision(when=(BEGIN + timedelta(days)).isoformat(), rate=rate, tenor_years=tenor)
    plan = scheduled(evolve(plain(loan), revisions=(revision,)))
    assert plan.rows[-1].balance == 0
    assert sum(row.principal for row in plan.rows) == sum(row.drawn for row in plan.rows)
    assert all(a.date <= b.date for a, b in pairwise(plan.rows))
