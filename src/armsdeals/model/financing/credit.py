"""Credit: the terms that loans and credit lines have in common.

Terms are rarely published whole; what nobody published is left out, never guessed, and `missing` names it.

    >>> terms = Credit(rate="0.04", tenor_years=10, grace_years=2, payments_per_year=2)
    >>> terms.missing("a known sum"), terms.conventions()["day_count"]
    (('profile',), 'whole periods alike; broken ones 30E/360')

A floating rate is the last value observed of its index, and the spread; below zero, as the index may be, unless a floor is told. Left out: interest on interest that is late, and
how the payments are reckoned (`armsdeals.model.financing.reckoning`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Rule, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.due import whole_months
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.milestone import Milestone, check_whole, told_in_full
from armsdeals.model.financing.years import MOST_YEARS, cases, check_balloon, check_grace, check_years, leaves, roughly
from armsdeals.values.business_day import BusinessDayRoll
from armsdeals.values.day_count import DayCount
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import IndexRate, Rate, to_index_rate, to_rate
from armsdeals.values.when import When, to_when

Years = Annotated[int, Rule(ge=0, le=MOST_YEARS)]
Months = Annotated[int, Rule(ge=0, le=1200)]
Tenor = Annotated[int, Rule(ge=1, le=MOST_YEARS)]  # in years
TenorMonths = Annotated[int, Rule(ge=1, le=1200)]
Times = Annotated[int, Rule(ge=1, le=12)]


class Profile(Word):
    """How the principal is paid back."""

    BULLET = "BULLET"  # all at the end
    EQUAL_PRINCIPAL = "EQUAL_PRINCIPAL"  # the same part of the principal each time
    ANNUITY = "ANNUITY"  # the same sum each time, interest included
    STEPPED = "STEPPED"  # listed amounts
    CUSTOM = "CUSTOM"  # listed payments
    UNKNOWN = "UNKNOWN"  # nobody says


class RateKind(Word):
    """Whether the rate moves."""

    FIXED = "FIXED"
    FLOATING = "FLOATING"  # an index and a spread
    INTEREST_FREE = "INTEREST_FREE"
    UNKNOWN = "UNKNOWN"  # nobody says


class GraceInterest(Word):
    """What becomes of interest while no principal is paid."""

    PAID = "PAID"  # it is paid as it falls due
    CAPITALISED = "CAPITALISED"  # it is added to the principal


class StubPeriod(Word):
    """What becomes of a last period that is too short."""

    SHORT = "SHORT"  # it stays
    LONG = "LONG"  # it joins the one before


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class RateFrom:
    """A rate, and the day from which it holds; of an index, the value and the day of observation.

    Attributes:
        when: The day.
        rate: Yearly, as a fraction; that of an index may be below zero.
    """

    when: When = field(converter=to_when)
    rate: IndexRate = field(converter=to_index_rate)

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class CreditRevision:
    """Terms that were agreed anew, and the day from which they hold; what is None stays as it was.

    Interest that has run until the day is paid on it, and years count from it. Without a new tenor the credit ends when it
    would have ended.

    Attributes:
        when: The day.
        rate: The new rate.
        tenor_years: Years from the day to the last repayment.
        grace_years: Years from the day in which interest only is paid.
        profile: How the rest is paid back.
        payments_per_year: How often: 1, 2, 3, 4, 6 or 12.

    Raises:
        InvalidValue: So many payments a year fall on no whole months.
    """

    when: When = field(converter=to_when)
    rate: Rate | None = field(default=None, converter=optional(to_rate))
    tenor_years: Tenor | None = None
    grace_years: Years | None = None
    profile: Profile | None = field(default=None, converter=optional(Profile))
    payments_per_year: Times | None = None

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        whole_months(self.payments_per_year or 1)


@slim("lender rate tenor_years grace_years tenor_months grace_months first_due")
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Credit(FinancingKind):
    """Money that is lent and paid back.

    Attributes:
        lender: Who lends.
        rate: Yearly interest as a fraction; 0.05 is 5 %. Of a floating rate, the one of the first period.
        tenor_years: Years from the first drawing to the last repayment.
        grace_years: Years in which interest only is paid; the first principal falls one period after them.
        profile: How the principal is paid back.
        payments_per_year: How often interest falls due: 1, 2, 3, 4, 6 or 12.
        tenor_months: The tenor, where it is no whole years.
        tenor_estimate: The tenor in years, where it is told within bounds only: "10..12", ">=10".
        grace_months: The grace, where it is no whole years.
        grace_estimate: The grace in years, where it is told within bounds only.
        grace_interest: What becomes of interest during the grace.
        rate_kind: Whether the rate moves.
        index: What a floating rate follows.
        spread: What is added to the index, as a yearly fraction; below 0 where less than the index was agreed.
        floor: The least that index and spread come to, as a yearly fraction; without one they may come to less than 0.
        observed: Values of the index, and when they were observed.
        rates: Later rates, agreed or changed by a renegotiation, each from its day.
        rate_low: The lowest the rate may be, where a range is told instead.
        rate_high: The highest.
        revisions: Terms that were agreed anew, by day.
        instalments: The listed sums of STEPPED and CUSTOM.
        payment: The instalment, where the agreement gives the sum.
        balloon_years: Years over which an instalment is reckoned, where the rest falls due earlier, at the end of the tenor.
        drawings: What is drawn, and when; all at the start if nobody says.
        start: The day of the first drawing.
        first_due: The first due date, where the first period is longer or shorter.
        matures: The day of the last repayment.
        available_until: The last day of drawing.
        stub: What becomes of a last period that is too short.
        month_end: Whether due dates stay at ends of months.
        day_count: How the days of interest are counted.
        roll: Where a due date goes that is no business day.
        roll_interest: Whether interest runs to the moved day.
        upfront_fee: Of the whole, once, at the start.
        management_fee: Of the whole, once, at the start.
        commitment_fee: Of what is not drawn yet, by the year.
        premium: For insurance or a guarantee, of the whole, once, at the start.
        collateral: What secures it.
        prepayment: Terms of paying back early, in words.
        late: Terms of paying late, in words.
        repaid_in: Goods in which it is paid back, in words.

    Raises:
        InvalidValue: The grace is not shorter than the tenor, a balloon ends before it, a term is told twice and differs, an
            interest-free credit has a rate, an agreed rate is below 0, a range of rates ends below its beginning, payments fall on no
            whole months, or drawings or instalments are more than the whole.
    """

    LENDS: ClassVar[bool] = True
    PAID_ON_TOP: ClassVar = frozenset({"upfront_fee", "management_fee", "commitment_fee", "premium"})
    SUMS: ClassVar = frozenset({"payment"})

    lender: Text = ""
    rate: Rate | None = field(default=None, converter=optional(to_rate))
    tenor_years: Tenor | None = None
    grace_years: Years | None = None
    profile: Profile | None = field(default=None, converter=optional(Profile))
    payments_per_year: Times | None = None
    tenor_months: TenorMonths | None = None
    tenor_estimate: Estimate | None = field(default=None, converter=optional(to_estimate))
    grace_months: Months | None = None
    grace_estimate: Estimate | None = field(default=None, converter=optional(to_estimate))
    grace_interest: GraceInterest | None = field(default=None, converter=optional(GraceInterest))
    rate_kind: RateKind | None = field(default=None, converter=optional(RateKind))
    index: Text = ""
    spread: IndexRate | None = field(default=None, converter=optional(to_index_rate))
    floor: Rate | None = field(default=None, converter=optional(to_rate))
    observed: tuple[RateFrom, ...] = ()
    rates: tuple[RateFrom, ...] = ()
    rate_low: Rate | None = field(default=None, converter=optional(to_rate))
    rate_high: Rate | None = field(default=None, converter=optional(to_rate))
    revisions: tuple[CreditRevision, ...] = ()
    instalments: tuple[Milestone, ...] = ()
    payment: Price | None = field(default=None, converter=optional(to_price))
    balloon_years: Tenor | None = None
    drawings: tuple[Milestone, ...] = ()
    start: When | None = field(default=None, converter=optional(to_when))
    first_due: When | None = field(default=None, converter=optional(to_when))
    matures: When | None = field(default=None, converter=optional(to_when))
    available_until: When | None = field(default=None, converter=optional(to_when))
    stub: StubPeriod | None = field(default=None, converter=optional(StubPeriod))
    month_end: bool | None = None
    day_count: DayCount | None = field(default=None, converter=optional(DayCount))
    roll: BusinessDayRoll | None = field(default=None, converter=optional(BusinessDayRoll))
    roll_interest: bool | None = None
    upfront_fee: Rate | None = field(default=None, converter=optional(to_rate))
    management_fee: Rate | None = field(default=None, converter=optional(to_rate))
    commitment_fee: Rate | None = field(default=None, converter=optional(to_rate))
    premium: Rate | None = field(default=None, converter=optional(to_rate))
    collateral: Text = ""
    prepayment: Text = ""
    late: Text = ""
    repaid_in: Text = ""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        whole_months(self.payments_per_year or 1)
        for place, agreed in enumerate(self.rates):
            if agreed.rate < 0:
                raise InvalidValue(
                    f"{agreed.rate} is below 0, and a rate that was agreed is 0 or more; a value of the index is observed",
                    path=("rates", place, "rate"),
                )
        for term in ("tenor", "grace"):
            years, months = getattr(self, f"{term}_years"), getattr(self, f"{term}_months")
            if years is not None and months is not None and years * 12 != months:
                raise InvalidValue(
                    f"the {term} is told as {years} years and as {months} months; keep one", path=(f"{term}_months",)
                )
        tenor, grace = self.tenor, self.grace
        check_grace(grace, tenor, path="grace_months" if self.grace_years is None else "grace_years")
        check_balloon(self.balloon_years, tenor)
        check_years(self.tenor_estimate, "tenor_estimate", tenor)
        check_years(self.grace_estimate, "grace_estimate", grace, below=tenor)
        if self.rate_kind is RateKind.INTEREST_FREE and self.rate:
            raise InvalidValue(f"an interest-free credit has a rate of {self.rate.percent}; keep one", path=("rate",))
        if self.rate_low is not None and self.rate_high is not None and self.rate_low > self.rate_high:
            raise InvalidValue(
                f"{self.rate_low} is more than rate_high {self.rate_high}; swap them", path=("rate_low",)
            )
        check_whole(self.drawings, "drawings", whole=self.amount)
        if self.profile is Profile.STEPPED:
            capitalises = self.grace_interest is GraceInterest.CAPITALISED
            check_whole(self.instalments, "instalments", whole=None if capitalises else self.amount)

    @property
    def tenor(self) -> int | None:
        """Months from the first drawing to the last repayment."""
        return self.tenor_months if self.tenor_years is None else self.tenor_years * 12

    @property
    def grace(self) -> int | None:
        """Months in which interest only is paid."""
        return self.grace_months if self.grace_years is None else self.grace_years * 12

    @property
    def begins(self) -> date | None:
        """The day of the first drawing, where it is told."""
        drawn = [one.day for one in self.drawings]
        return day_of(self.start) or min((day for day in drawn if day is not None), default=None)

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: sum, rate, tenor, profile, and what these call for."""
        names = list(super().missing(amount))
        if self.rate is None and not self._is_free:
            names.append("rate" if not self.observed else "spread" if self._spread_is_open else "")
        if self.tenor is None and day_of(self.matures) is None:
            names.append("tenor_years")
        if self.profile is None or self.profile is Profile.UNKNOWN:
            names.append("profile")
        if self.grace is None and self.grace_estimate is not None:
            names.append("grace_years")
        is_listed = self.profile in (Profile.STEPPED, Profile.CUSTOM)
        if is_listed and not told_in_full(self.instalments or _UNTOLD, dated=False):
            names.append("instalments")
        names += ["drawings"] if self.drawings and not told_in_full(self.drawings) else []
        names += ["revisions"] if any(day_of(one.when) is None for one in self.revisions) else []
        return tuple(dict.fromkeys(name for name in names if name))

    def ranges(self) -> dict[str, tuple[Any, ...]]:
        """Return the ends of a range of rates, and the years that an estimate of the tenor leaves."""
        found: dict[str, tuple[Any, ...]] = {}
        if self.rate is None and self.rate_low is not None and self.rate_high is not None:
            found["rate"] = tuple(dict.fromkeys((self.rate_low, self.rate_high)))
        if self.tenor is None and day_of(self.matures) is None:
            found |= cases("tenor", self.tenor_estimate, least=(self.grace or 0) // 12 + 1)
        if self.grace is None:
            found |= cases(
                "grace", self.grace_estimate, least=0, most=None if self.tenor is None else (self.tenor - 1) // 12
            )
        return found

    def allows(self, term: str, value: Any) -> bool:
        """Whether the range of rates, or the estimate of the tenor or the grace, leaves a value possible."""
        if term == "rate":
            low, high = self.rate_low, self.rate_high
            return (low is None or low <= value) and (high is None or value <= high)
        return leaves(self.grace_estimate if term.startswith("grace") else self.tenor_estimate, term, value)

    def goes_together(self, terms: Mapping[str, Any]) -> bool:
        """Whether a grace of one case is shorter than the tenor of the same case."""
        tenor, grace = (terms.get(f"{name}_years") for name in ("tenor", "grace"))
        return tenor is None or grace is None or grace < tenor

    @property
    def _nobody_tells_of_a_grace(self) -> bool:
        return self.grace is None and self.grace_estimate is None and "grace_years" not in self.without

    @property
    def _spread_is_open(self) -> bool:
        return self.spread is None and "spread" not in self.without

    @property
    def _is_free(self) -> bool:
        return self.rate_kind is RateKind.INTEREST_FREE or "rate" in self.without

    def conventions(self) -> dict[str, str]:
        """What is taken for the terms that a schedule needs and nobody tells."""
        told = {
            "payments_per_year": "1" if self.payments_per_year is None else "",
            "grace_years": "0" if self._nobody_tells_of_a_grace else "",
            "day_count": "whole periods alike; broken ones 30E/360" if self.day_count is None else "",
            "drawings": "all is drawn at the start" if not self.drawings else "",
            "observed": _HOLDING if self.observed else "",
            "tenor_estimate": roughly(self.tenor_estimate),
            "grace_estimate": roughly(self.grace_estimate),
        }
        return {name: word for name, word in told.items() if word}


def day_of(when: When | None) -> date | None:
    """Return the one day that a date leaves; None if it is not known to the day."""
    return when.earliest if when is not None and when.is_day else None


_UNTOLD = (Milestone(),)
_HOLDING = "each value holds from its day to the next, the first one before it too"
