"""What a calendar, a late drawing or terms agreed anew do to a schedule; every expected figure is reckoned by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.financing.credit import CreditRevision, RateFrom
from armsdeals.model.financing.milestone import Milestone

KINDS = ad.ScheduleRowKind


def plan(start: str | None = None, **terms: Any) -> ad.Schedule:
    told = {"key": "loan", "amount": "1000 USD", "rate": "0.06", **terms}
    return ad.Financing(instruments=(ad.Loan(**told),)).schedule(start=start)


def test_a_fee_on_the_whole_falls_due_at_the_start_though_the_first_drawing_is_later() -> None:
    drawn = (Milestone(when="2018-07-01", share="1"),)
    lent = ad.Loan(
        amount="1000 USD", rate="0.06", start="2018-01-01", tenor_years=2, profile="bullet", upfront_fee="0.01",
        drawings=drawn,
    )  # fmt: skip
    rows = ad.Financing(instruments=(lent,)).schedule().rows
    assert [(row.date.isoformat(), row.kind, row.fee, row.balance) for row in rows[:2]] == [
        ("2018-01-01", KINDS.FEE, Decimal(10), Decimal(0)), ("2018-07-01", KINDS.DRAWING, Decimal(0), Decimal(1000))
    ]  # fmt: skip


def test_a_drawing_after_the_first_repayment_is_spread_over_what_is_left() -> None:
    drawn = (Milestone(when="2018-01-01", share="0.5"), Milestone(when="2020-07-01", share="0.5"))
    rows = plan(tenor_years=4, profile="equal principal", drawings=drawn).rows
    # 500 in four parts; after two of them 250 are left, 500 come to it, and 750 are repaid in two.
    assert [row.principal for row in rows if row.kind is KINDS.REPAYMENT] == [125, 125, 375, 375]


def test_interest_is_capitalised_until_the_moved_end_of_the_grace() -> None:
    rows = plan(
        "2018-03-01", tenor_years=4, grace_years=2, payments_per_year=2, profile="equal principal",
        grace_interest="capitalised", roll="following", roll_interest=True,
    ).rows  # fmt: skip
    # 1 March 2020 is a Sunday; 1000 grow by 3 % four times and are then repaid in four parts.
    assert [(row.date, row.balance) for row in rows if row.kind is KINDS.CAPITALISED] == [
        (date(2018, 9, 3), Decimal("1030.00")), (date(2019, 3, 1), Decimal("1060.90")),
        (date(2019, 9, 2), Decimal("1092.73")), (date(2020, 3, 2), Decimal("1125.51")),
    ]  # fmt: skip
    assert not any(row.kind is KINDS.INTEREST for row in rows)


def test_a_grace_that_was_agreed_before_outlasts_a_revision() -> None:
    revised = (CreditRevision(when="2018-08-15", rate="0.05"),)
    terms: dict[str, Any] = {"tenor_years": 4, "grace_years": 2, "payments_per_year": 2, "profile": "equal principal"}
    rows = plan("2018-01-31", **terms, revisions=revised).rows
    repaid = [(row.date, row.principal) for row in rows if row.kind is KINDS.REPAYMENT]
    assert repaid == [
        (date(2020, 7, 31), Decimal(250)), (date(2021, 1, 31), Decimal(250)), (date(2021, 7, 31), Decimal(250)), (date(2022, 1, 31), Decimal(250))
    ]  # fmt: skip
    added = plan("2018-01-31", **terms, grace_interest="capitalised", revisions=revised).rows
    assert [row.date.isoformat() for row in added if row.kind is KINDS.CAPITALISED] == [
        "2018-07-31", "2018-08-15", "2019-01-31", "2019-07-31", "2020-01-31"
    ]  # fmt: skip


@pytest.mark.parametrize(("start", "day"), [("2018-06-30", "2018-12-31"), ("2018-03-29", "2018-09-30")])
def test_a_payment_that_a_weekend_moves_past_a_revision_is_not_lost(start: str, day: str) -> None:
    # Due on Sunday 30 December and Saturday 29 September; paid on the Monday, when the new terms hold already.
    revised = (CreditRevision(when=day, rate="0.05"),)
    terms: dict[str, Any] = {"tenor_years": 3, "payments_per_year": 2, "profile": "equal principal"}
    found = plan(start, **terms, roll="following", revisions=revised)
    assert found.repaid("2030-01-01").value == 1000
    assert found.rows[1].principal == Decimal("166.67")


def test_due_dates_after_a_revision_are_counted_from_the_days_as_agreed_and_not_as_moved() -> None:
    revised = (CreditRevision(when="2019-02-15", rate="0.05"),)
    terms: dict[str, Any] = {"tenor_years": 3, "payments_per_year": 2, "profile": "equal principal"}
    rows = plan("2018-06-30", **terms, roll="following", roll_interest=True, revisions=revised).rows
    assert [row.date.isoformat() for row in rows[3:]] == [
        "2019-07-01", "2019-12-30", "2020-06-30", "2020-12-30", "2021-06-30"
    ]  # fmt: skip


def test_listed_payments_go_on_after_a_revision_of_the_rate() -> None:
    parts = tuple(Milestone(share=share) for share in ("0.1", "0.2", "0.3", "0.4"))
    revised = (CreditRevision(when="2020-01-01", rate="0.05"),)
    rows = plan("2018-01-01", tenor_years=4, profile="stepped", instalments=parts, revisions=revised).rows
    assert [row.principal for row in rows if row.principal] == [100, 200, 300, 400]
    # 700 at 6 % until 2020 and at 5 % from then on, 400 of it in the last year.
    assert [row.interest for row in rows if row.interest] == [60, 54, 35, 20]


def test_a_revision_to_listed_payments_that_nobody_lists_is_refused() -> None:
    revised = (CreditRevision(when="2020-01-01", profile="stepped"),)
    with pytest.raises(ad.InvalidValue, match="nobody lists the payments") as refused:
        plan("2018-01-01", tenor_years=4, profile="annuity", revisions=revised)
    assert refused.value.path == ("revisions",)


def test_a_balance_follows_the_day_of_payment_where_a_drawing_comes_between() -> None:
    # Interest of Saturday 25 June 2016 is paid on Monday; on the Sunday between 200 are drawn.
    drawn = (Milestone(when="2015-11-25", amount="100 USD"), Milestone(when="2016-06-26", amount="200 USD"))
    rows = plan(tenor_years=2, payments_per_year=12, profile="bullet", roll="following", drawings=drawn).rows
    around = [(row.date.isoformat(), row.balance) for row in rows if row.date.isoformat()[:7] == "2016-06"]
    assert around == [("2016-06-26", Decimal(300)), ("2016-06-27", Decimal(300))]


@pytest.mark.parametrize("day", ["2017-06-01", "2025-01-01"])
def test_a_listed_payment_outside_the_life_of_the_credit_is_refused(day: str) -> None:
    parts = (Milestone(when=day, amount="700 USD"), Milestone(when="2019-06-01", amount="300 USD"))
    with pytest.raises(ad.InvalidValue, match="outside the life of the credit") as refused:
        plan("2018-01-01", tenor_years=2, profile="stepped", instalments=parts)
    assert refused.value.path == ("instalments", 0, "when")


def test_cash_whose_milestones_leave_a_part_untold_is_undecided() -> None:
    half = ad.Cash(advance="0.2", amount="1000 USD", milestones=(Milestone(when="2018-05-01", share="0.3"),))
    paid = ad.Financing(instruments=(half,))
    assert paid.schedule(start="2018-01-01").missing == {"cash": ("milestones",)}
    assert paid.cost_to_recipient(start="2018-01-01").value is None


LIFE = st.fixed_dictionaries(
    {
        "tenor_months": st.integers(4, 90),
        "payments_per_year": st.sampled_from([1, 2, 4, 12]),
        "profile": st.sampled_from(["bullet", "equal principal", "annuity"]),
    },
    optional={
        "grace_months": st.integers(1, 3),
        "grace_interest": st.just("capitalised"),
        "roll": st.sampled_from(["following", "modified following", "preceding", "modified preceding"]),
        "roll_interest": st.booleans(),
        "day_count": st.sampled_from(list(ad.DayCount)),
        "stub": st.sampled_from(["long", "short"]),
        "month_end": st.sampled_from([True]),
        "rates": st.just((RateFrom(when="2018-05-05", rate="0.01"),)),
    },
)


@given(
    terms=LIFE,
    start=st.dates(date(2017, 1, 1), date(2018, 3, 1)),
    days=st.lists(st.dates(date(2018, 3, 2), date(2024, 1, 1)), max_size=2, unique=True),
    later=st.sampled_from([{}, {"tenor_years": 3}, {"profile": "annuity"}, {"payments_per_year": 2}]),
)
def test_law_whatever_is_moved_or_agreed_anew_all_that_is_drawn_and_added_is_repaid_in_order(
    terms: dict[str, Any], start: date, days: list[date], later: dict[str, Any]
) -> None:
    revised = tuple(CreditRevision(when=day.isoformat(), rate="0.02", **later) for day in days)
    rows = plan(start.isoformat(), **terms, revisions=revised).rows
    owed = Decimal(0)
    for row in rows:
        owed = row.balance if row.kind is KINDS.CAPITALISED else owed + row.drawn - row.principal
        assert row.balance == owed
    assert owed == 0
    assert [row.date for row in rows] == sorted(row.date for row in rows)
