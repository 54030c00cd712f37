"""Claims of a value: a price, a quantity, a way of production. Rivals stand side by side; `resolve` answers.

    >>> PriceClaim(value="2.5e9 USD", basis="contract", confidence="high").value
    Price('2500000000 USD CONTRACT')
    >>> QuantityClaim(value=4, unit="battalion", basis="ordered").value
    Estimate('4 battalion')
    >>> PriceClaim(absent="withheld").value is None
    True

A number always has a basis: ordered, delivered and notified are different things.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.yearly import YearPart, in_prices_of, years_fit
from armsdeals.values.basis import Basis, ValueBasis
from armsdeals.values.claim import Claim
from armsdeals.values.country import Country, to_country
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.money import Money
from armsdeals.values.period import to_year
from armsdeals.values.price import Price, to_price
from armsdeals.values.price_index import PriceIndex


def needs_value(claim: Claim, value: object) -> None:
    """Refuse a claim that gives both a value and an absence, or neither.

    Raises:
        InvalidValue: The claim says nothing, or says that the value is absent and gives it.
    """
    if value is not None and claim.absent is not None:
        raise InvalidValue(f"a value that is {claim.absent.in_words} cannot be given; keep value or absent")
    if value is None and claim.absent is None and not claim.retracts:
        raise InvalidValue(
            "the claim gives no value (unknown is having no claim; or say absent: none, withheld, not applicable)"
        )


@slim("value key covers")
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, init=False, repr=False)
class PriceClaim(Claim):
    """How much the deal is said to cost.

    Attributes:
        value: An uncertain sum with currency, basis and price year.
        key: Which sum it tells; claims of one key tell the same sum, though in different money.
        covers: What the sum pays for, in words, if that is said.
        years: How much of the sum falls in which year, if that is said; needed to leave prices of a year for those of the
            time.
    """

    value: Price | None = field(default=None, converter=optional(to_price))
    key: Key = ""
    covers: Text = ""
    years: tuple[YearPart, ...] = ()

    __repr__ = short_repr

    def __init__(
        self, value: Price | Money | str | None = None, *, basis: ValueBasis | str | None = None, **more: Any
    ) -> None:
        if value is not None and basis is not None:
            value = Price(value, basis=basis) if isinstance(value, (str, Money)) else value.on_basis(basis)
        self.__attrs_init__(value=value, **more)

    def __attrs_post_init__(self) -> None:
        needs_value(self, self.value)
        years_fit(self.value, self.years)

    @property
    def basis(self) -> ValueBasis | None:
        """What kind of sum it is; None where nobody says."""
        return self.value.basis if self.value else None

    def in_prices_of(self, year: int | None, *, index: PriceIndex | None = None) -> Price | None:
        """Return the sum in prices of a year, or of the time (None); None where the claim gives no sum.

        Between prices of a year and of the time each year has its own rate, so that `years` must be told.

        Args:
            year: The year whose prices are wanted.
            index: Levels of prices by year; the bundled one, of US consumer prices, if left out
                (`armsdeals.values.price_index`).

        Raises:
            InvalidValue: Nobody tells how much falls in which year, or that is not the whole; or the index lacks a year.
            CurrencyMismatch: The index is that of another currency.
        """
        if year is not None:
            to_year(year)
        return None if self.value is None else in_prices_of(self.value, year, self.years, index)


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, init=False, repr=False)
class QuantityClaim(Claim):
    """How many are said to be ordered, offered, notified ...

    Attributes:
        value: An uncertain number, 0 or more, with its unit.
        basis: What the number counts.
    """

    value: Estimate | None = field(default=None, converter=optional(to_estimate))
    basis: Basis

    __repr__ = short_repr

    def __init__(
        self, value: Estimate | str | int | Decimal | None = None, *, basis: Basis | str, unit: str = "", **more: Any
    ) -> None:
        if value is not None and unit:
            value = Estimate(value, unit=unit)
        self.__attrs_init__(value=value, basis=Basis(basis), **more)

    def __attrs_post_init__(self) -> None:
        needs_value(self, self.value)


class ProductionMode(Word):
    """Where and how the goods are made."""

    OFF_THE_SHELF = "OFF_THE_SHELF"  # from the supplier's line
    SUPPLIER_STOCK = "SUPPLIER_STOCK"  # from the supplier's inventory
    KIT_ASSEMBLY = "KIT_ASSEMBLY"  # from kits, put together by the recipient
    PARTIAL_LOCAL = "PARTIAL_LOCAL"  # some parts made by the recipient
    LICENCE_PRODUCTION = "LICENCE_PRODUCTION"  # made by the recipient under licence
    CO_PRODUCTION = "CO_PRODUCTION"  # both sides build
    THIRD_COUNTRY_LINE = "THIRD_COUNTRY_LINE"  # made in a country of neither side
    UNKNOWN = "UNKNOWN"  # made by the recipient or elsewhere, form not stated

    @property
    def in_words(self) -> str:
        """The mode as it is said: "kit assembly", and "co-production" with its hyphen."""
        return super().in_words.replace("co ", "co-")


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class ProductionClaim(Claim):
    """How, and where, the goods are or may be made; a POSSIBLE one never sets the mode.

    Attributes:
        value: The mode; UNKNOWN if only the place is said.
        place: The country of production.
    """

    value: ProductionMode | None = field(default=None, converter=optional(ProductionMode))
    place: Country | None = field(default=None, converter=optional(to_country))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        needs_value(self, self.value)
