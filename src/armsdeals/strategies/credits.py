"""Credits whose terms are all known, so that their schedules can be reckoned; and further ways of paying."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from armsdeals.model.financing.credit import GraceInterest, Profile, RateFrom, StubPeriod
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.unspecified import Unspecified
from armsdeals.strategies.by_plan import made_by_plan
from armsdeals.strategies.claim import BETWEEN_CLAIMS
from armsdeals.values.business_day import BusinessDayRoll
from armsdeals.values.day_count import DayCount
from armsdeals.values.price import Price
from armsdeals.values.share import Rate, Share

TIMES = (1, 2, 3, 4, 6, 12)
BEGIN = date(2018, 1, 31)


@cache
def rates(*, most: int = 2_000) -> st.SearchStrategy[Rate]:
    """Yearly interest, in hundredths of a percent.

    Args:
        most: The highest, in hundredths of a percent.
    """
    return st.integers(0, most).map(lambda n: Rate(f"{Decimal(n) / 10_000:f}"))


@cache
def decided_loans(*, rolls: bool = True) -> st.SearchStrategy[Loan]:
    """Loans of a known sum, rate, tenor and profile, with graces, fees, day counts, resets and later drawings.

    Args:
        rolls: Whether some move their due dates to business days.
    """
    days = st.integers(1, 700).map(lambda n: (BEGIN + timedelta(n)).isoformat())
    terms = st.fixed_dictionaries(
        {
            "amount": st.integers(100, 10**12).map(lambda cents: Price(f"{Decimal(cents) / 100:f}", "USD")),
            "rate": rates(),
            "tenor_years": st.integers(1, 30),
            "profile": st.sampled_from([Profile.BULLET, Profile.EQUAL_PRINCIPAL, Profile.ANNUITY]),
            "payments_per_year": st.sampled_from(TIMES),
            "grace_interest": st.none() | st.sampled_from(GraceInterest),
            "day_count": st.none() | st.sampled_from(DayCount),
            "roll": st.none() | st.sampled_from(BusinessDayRoll) if rolls else st.none(),
            "roll_interest": st.none() | st.booleans() if rolls else st.none(),
            "month_end": st.none() | st.booleans(),
            "stub": st.none() | st.sampled_from(StubPeriod),
            "upfront_fee": st.none() | rates(most=300),
            "management_fee": st.none() | rates(most=300),
            "commitment_fee": st.none() | rates(most=300),
            "premium": st.none() | rates(most=300),
            "rates": st.lists(st.builds(RateFrom, when=days, rate=rates()), max_size=2).map(tuple),
            "drawings": st.just(()) | st.builds(_two_drawings, st.integers(0, 100), st.integers(1, 300)),
        }
    )
    return st.builds(lambda drawn, grace: Loan(key="loan", **drawn, grace_years=grace % drawn["tenor_years"]), terms, st.integers(0, 29))  # fmt: skip


def _two_drawings(percent: int, days: int) -> tuple[Milestone, ...]:
    first = Share(f"{Decimal(percent) / 100:f}")
    rest = Share(f"{1 - Decimal(percent) / 100:f}")
    return (
        Milestone(when=BEGIN.isoformat(), share=first),
        Milestone(when=(BEGIN + timedelta(days)).isoformat(), share=rest),
    )


@cache
def credit_lines() -> st.SearchStrategy[CreditLine]:
    """Ceilings and what is drawn under them, terms known or not."""
    return made_by_plan(CreditLine, without=BETWEEN_CLAIMS)


@cache
def unspecified() -> st.SearchStrategy[Unspecified]:
    """Shares and sums of which nobody tells the kind."""
    return made_by_plan(Unspecified, without=BETWEEN_CLAIMS)
