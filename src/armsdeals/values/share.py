"""Share and Rate: fractions that cannot be mistaken for percentages.

A share is a part of a whole, such as the 0.55 of a price that a loan covers; a rate is a yearly interest. Both are
decimals from 0 to 1 and compute as such.

    >>> Share("0.45").percent, Rate("0.05") * 2
    ('45 %', Decimal('0.10'))
    >>> Share("55")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: '55' is not a fraction (expected 0 to 1; 5 % is written 0.05)

An index may be below zero, as that of the euro was for years; it is a rate with a sign:

    >>> IndexRate("-0.00571").percent
    '-0.571 %'

Left out: rates above 1, and the rules by which days of a year are counted.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, Self

from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue
from armsdeals.values.number import BEFORE, product, shortest_decimal, to_decimal


class Fraction(Decimal):
    """A decimal from 0 to 1 (of an index from -1), with 12 decimals at most; zeros at the end are dropped.

    Raises:
        InvalidValue: It is no such number.
        TypeError: It is a float or no number.
    """

    __slots__ = ()
    called: ClassVar[str] = "fraction"
    least: ClassVar[int] = 0
    example: ClassVar[str] = "0.45"

    def __new__(cls, value: str | int | Decimal) -> Self:
        """Take a text, a decimal, 0 or 1."""
        try:
            number = to_decimal(value)
        except InvalidValue:
            number = None
        if number is None or not cls.least <= number <= 1:
            raise InvalidValue(f"{_told(value)} is not a {cls.called} (expected {cls.least} to 1; 5 % is written 0.05)")
        return super().__new__(cls, shortest_decimal(number))

    @property
    def percent(self) -> str:
        """The fraction as an exact percentage: "45 %"."""
        return f"{shortest_decimal(product(Decimal(self), Decimal(100)))} %"

    def __str__(self) -> str:
        return shortest_decimal(self)

    def __format__(self, spec: str, *more: Any) -> str:
        return super().__format__(spec or "f", *more)

    def __repr__(self) -> str:
        return f"{type(self).__name__}('{self}')"


class Share(Fraction):
    """A part of a whole: 0.45 is 45 %."""

    __slots__ = ()


class Rate(Fraction):
    """A yearly interest: 0.05 is 5 % a year."""

    __slots__ = ()
    called = "yearly fraction"
    example = "0.05"


class IndexRate(Fraction):
    """A yearly interest of a market, which may be below zero: -0.005 is -0.5 % a year."""

    __slots__ = ()
    called = "yearly fraction"
    example = "-0.005"
    least = -1


def _told(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(str(Decimal(value)), longest=40)
    return "the number" if isinstance(value, int) and abs(value) >= 10**BEFORE else shown(value)


@lru_cache(maxsize=4_096)
def _share(text: str) -> Share:
    return Share(text)


@lru_cache(maxsize=4_096)
def _rate(text: str) -> Rate:
    return Rate(text)


def to_share(value: str | int | Decimal) -> Share:
    """Return the share itself, or read it."""
    if isinstance(value, Share):
        return value
    return _share(value) if isinstance(value, str) else Share(value)


def to_rate(value: str | int | Decimal) -> Rate:
    """Return the rate itself, or read it."""
    if isinstance(value, Rate):
        return value
    return _rate(value) if isinstance(value, str) else Rate(value)


def to_index_rate(value: str | int | Decimal) -> IndexRate:
    """Return the rate of an index itself, or read it."""
    return value if isinstance(value, IndexRate) else IndexRate(value)
