"""Lease: the recipient pays for the use; the title stays with the lessor until the goods are bought.

The Czech Republic leased its Gripen aircraft from Sweden for ten years from 2005.

    >>> lease = Lease(lessor="Sweden", years=10, rent="100e6 USD", payments_per_year=1, returned="2015")
    >>> lease.missing()
    ()

Rent falls due at the end of each period unless it is said to be paid in advance. The price of the option is paid only
where the goods are said to be bought. Left out: upkeep and training, which are lines of the deal.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Rule, Text, checked
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.model.financing.due import due_dates, months_after, whole_months
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.row import Row, RowKind, Setting
from armsdeals.values.number import quotient
from armsdeals.values.price import Price, to_price
from armsdeals.values.when import When, to_when

LeaseYears = Annotated[int, Rule(ge=1, le=100)]
LeaseTimes = Annotated[int, Rule(ge=1, le=12)]


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Lease(FinancingKind):
    """Use for a fee; the sum of it is all rent together.

    Attributes:
        lessor: Who lets.
        years: For how long, 1 to 100.
        rent: The fee for one period.
        payments_per_year: How often rent falls due; 1, 2, 3, 4, 6 or 12.
        in_advance: Whether it falls due at the beginning of its period.
        option: The price at which the goods may be bought at the end.
        bought: When they were bought, if they were.
        returned: When they went back, if they did.

    Raises:
        InvalidValue: They were bought and returned.
    """

    FORMS: ClassVar = frozenset({FinancingForm.LEASE})

    kind: Literal["lease"] = "lease"
    lessor: Text = ""
    years: LeaseYears | None = None
    rent: Price | None = field(default=None, converter=optional(to_price))
    payments_per_year: LeaseTimes | None = None
    in_advance: bool | None = None
    option: Price | None = field(default=None, converter=optional(to_price))
    bought: When | None = field(default=None, converter=optional(to_when))
    returned: When | None = field(default=None, converter=optional(to_when))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.bought is not None and self.returned is not None:
            raise InvalidValue("the goods of a lease are said to be bought and to be returned; keep one")

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the years, and the rent or the sum of it; the option where it was used."""
        names = [] if self.years is not None else ["years"]
        if (self.rent is None or self.rent.best is None) and amount is None:
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

    def rows(self, setting: Setting) -> list[Row]:
        """Return the rent, and the price of the option if it was used."""
        step = whole_months(self.payments_per_year or 1)
        end = months_after(setting.start, 12 * (self.years or 0))
        due = due_dates(setting.start, end, months=step)
        days = [setting.start, *due[:-1]] if self.in_advance else due
        for price in (self.rent, self.option):
            if price is not None and price.currency != setting.currency:
                raise CurrencyMismatch(
                    f"{price} is not in {setting.currency}, the money of the lease; convert it first"
                )
        if self.rent is not None and self.rent.best is not None:
            sums = [self.rent.best] * len(days)
        else:
            part = setting.rounded(quotient(setting.total, Decimal(len(days))))
            sums = [*[part] * (len(days) - 1), setting.total - part * (len(days) - 1)]
        rows = [setting.paid(day, RowKind.RENT, amount) for day, amount in zip(days, sums, strict=True)]
        if self.bought is not None and self.option is not None and self.option.best is not None:
            rows.append(setting.paid(self.bought.latest or end, RowKind.PURCHASE, self.option.best))
        return sorted(rows)
