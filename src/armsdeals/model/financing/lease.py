"""Lease: the recipient pays for the use; the title stays with the lessor until the goods are bought.

The Czech Republic leased its Gripen aircraft from Sweden for ten years from 2005.

    >>> lease = Lease(lessor="Sweden", years=10, rent="100e6 USD", payments_per_year=1, returned="2015")
    >>> lease.missing()
    ()

Years that are told within bounds only make a schedule for each number of years:

    >>> Lease(lessor="New Zealand", years_estimate="5..10").ranges()["years"]
    (5, 6, 7, 8, 9, 10)

Rent falls due at the end of each period unless it is said to be paid in advance. The price of the option is paid only
where the goods are said to be bought. Left out: upkeep and training, which are lines of the deal.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from attrs import evolve, field, frozen
from attrs.converters import optional

from armsdeals._fields import Rule, Text, checked
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.credit import day_of
from armsdeals.model.financing.due import due_dates, months_after, whole_months
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting, money_of
from armsdeals.model.financing.years import check_years, years_within
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.number import quotient
from armsdeals.values.price import Price, to_price
from armsdeals.values.when import When, to_when

LeaseYears = Annotated[int, Rule(ge=1, le=100)]
LeaseTimes = Annotated[int, Rule(ge=1, le=12)]


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Lease(FinancingKind):
    """Use for a fee; the sum of it is all rent together.

    Attributes:
        lessor: Who lets.
        years: For how long, 1 to 100.
        years_estimate: For how long, where it is told within bounds only: "<=14", "5..10".
        start: The day on which it begins.
        rent: The fee for one period.
        payments_per_year: How often rent falls due; 1, 2, 3, 4, 6 or 12.
        in_advance: Whether it falls due at the beginning of its period.
        option: The price at which the goods may be bought at the end.
        has_option: Whether they may be bought, where no price of it is told.
        bought: When they were bought, if they were.
        returned: When they went back, if they did.

    Raises:
        InvalidValue: They were bought and returned, an option that does not exist has a price, years are told twice and
            differ, or so many payments a year fall on no whole months.
    """

    FORMS: ClassVar = frozenset({FinancingForm.LEASE})

    kind: Literal["lease"] = "lease"
    lessor: Text = ""
    years: LeaseYears | None = None
    years_estimate: Estimate | None = field(default=None, converter=optional(to_estimate))
    start: When | None = field(default=None, converter=optional(to_when))
    rent: Price | None = field(default=None, converter=optional(to_price))
    payments_per_year: LeaseTimes | None = None
    in_advance: bool | None = None
    option: Price | None = field(default=None, converter=optional(to_price))
    has_option: bool | None = None
    bought: When | None = field(default=None, converter=optional(to_when))
    returned: When | None = field(default=None, converter=optional(to_when))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        whole_months(self.payments_per_year or 1)
        if self.bought is not None and self.returned is not None:
            raise InvalidValue("the goods of a lease are said to be bought and to be returned; keep one")
        if self.has_option is False and self.option is not None:
            raise InvalidValue(f"an option that does not exist costs {self.option}; keep one", path=("has_option",))
        check_years(self.years_estimate, "years_estimate", None if self.years is None else self.years * 12)

    @property
    def begins(self) -> date | None:
        """The day on which it begins, where it is told."""
        return day_of(self.start)

    def paid_in(self, amount: Price | None) -> Price | None:
        """Return the rent, where it is told exactly; the sum of it may be told in other money."""
        return self.rent if self._rent is not None else amount

    @property
    def _rent(self) -> Decimal | None:
        return None if self.rent is None else self.rent.best

    def ranges(self) -> dict[str, tuple[Any, ...]]:
        """Return the years that an estimate leaves."""
        years = years_within(self.years_estimate) if self.years is None and self.years_estimate is not None else ()
        return {"years": years} if years else {}

    def allows(self, term: str, value: Any) -> bool:
        """Whether the estimate leaves so many years possible."""
        return term != "years" or self.years_estimate is None or self.years_estimate.contains(value)

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the years, and the rent or the sum of it; the option where it was used."""
        names = [*self._hidden(), *([] if self.years is not None else ["years"])]
        if self._rent is None and amount is None:
            names.append("rent")
        if self.bought is not None and (self.option is None or self.option.best is None):
            names.append("option")
        return tuple(names)

    def conventions(self) -> dict[str, str]:
        """Once a year, at the end of the year."""
        told = {}
        if self.payments_per_year is None:
            told["payments_per_year"] = "1"
        if self.in_advance is None:
            told["in_advance"] = "no"
        return told

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return the rent, and the price of the option if it was used."""
        step = whole_months(self.payments_per_year or 1)
        end = months_after(setting.start, 12 * (self.years or 0))
        due = due_dates(setting.start, end, months=step)
        days = [setting.start, *due[:-1]] if self.in_advance else due
        if self._rent is not None:
            sums = [self._rent] * len(days)
        else:
            part = setting.rounded(quotient(setting.total, Decimal(len(days))))
            sums = [*[part] * (len(days) - 1), setting.total - part * (len(days) - 1)]
        rows = [setting.paid(day, ScheduleRowKind.RENT, amount) for day, amount in zip(days, sums, strict=True)]
        if self.bought is not None and self.option is not None and self.option.best is not None:
            in_money = evolve(setting, currency=money_of(self.option))  # which need not be that of the rent
            rows.append(in_money.paid(self.bought.latest or end, ScheduleRowKind.PURCHASE, self.option.best))
        return sorted(rows)
