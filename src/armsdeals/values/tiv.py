"""TIV: the volume of arms that a transfer stands for, in trend-indicator values.

SIPRI measures transfers by the known unit production costs of a core set of weapons, so that a gift and a dear sale of
the same aircraft count alike (SIPRI, "Arms Transfers Database: Sources and methods"). By convention one TIV here is
what the tables print, in millions: files write "65 TIV", and what is printed for readers says "65 million TIV". It is no price, and none can be got from it.

    >>> TIV("65") + TIV("0.5"), str(TIV("65") * 2)
    (TIV('65.5'), '130 TIV')
    >>> TIV("5725").in_words
    '5,725 million TIV'
    >>> TIV("65").to("EUR")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: TIV measures the volume of arms, not money; 65 TIV cannot be turned into 'EUR'

Left out: how a volume is shared out over years of delivery.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache, total_ordering
from typing import ClassVar, NoReturn

from armsdeals._fields import Leaf
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.money import Money
from armsdeals.values.number import minus, plus, product, shortest_decimal, to_decimal
from armsdeals.values.price import Price

UNIT = "million TIV"  # what the numbers count, for the heads of columns and the axes of figures
_APART = "TIV measures the volume of arms, not money"


@total_ordering
class TIV(Leaf):
    """An exact volume, 0 or more; adds only to its like.

    Attributes:
        volume: The number that a table prints (millions of TIV).

    Raises:
        InvalidValue: It is no number or below 0, or is to meet money.
        TypeError: The number is a float.
    """

    __slots__ = ("volume",)
    volume: Decimal
    example: ClassVar[str] = "65 TIV"

    def __init__(self, volume: str | int | Decimal) -> None:
        """Take the number, or its text with or without "TIV" behind it."""
        number = to_decimal(volume.removesuffix(" TIV") if isinstance(volume, str) else volume)
        if number < 0:
            raise InvalidValue(f"{shortest_decimal(number)} TIV is negative (expected 0 or more)")
        self._set(text=f"{shortest_decimal(number)} TIV", volume=number)

    def __repr__(self) -> str:
        return f"TIV('{shortest_decimal(self.volume)}')"

    @property
    def in_words(self) -> str:
        """The volume as one says it: "65 million TIV"."""
        return f"{self.volume.normalize():,f} {UNIT}"

    def to(self, unit: str) -> NoReturn:
        """Refuse: a volume of arms has no unit of money.

        Raises:
            InvalidValue: Always.
        """
        raise InvalidValue(f"{_APART}; {self} cannot be turned into {shown(unit)}")

    def _like(self, other: object) -> Decimal | None:
        """The volume of the other; None if it is no TIV, and an error if it is money."""
        if isinstance(other, (Money, Price)):
            raise InvalidValue(f"{_APART}; keep {self} and the sum apart")
        return other.volume if isinstance(other, TIV) else None

    def __add__(self, other: object) -> TIV:
        volume = self._like(other)
        return NotImplemented if volume is None else TIV(plus(self.volume, volume))

    def __radd__(self, other: object) -> TIV:
        return self if type(other) is int and other == 0 else self.__add__(other)  # sum() begins with 0

    def __sub__(self, other: object) -> TIV:
        volume = self._like(other)
        return NotImplemented if volume is None else TIV(minus(self.volume, volume))

    def __rsub__(self, other: object) -> TIV:
        self._like(other)
        return NotImplemented

    def __mul__(self, factor: int | Decimal) -> TIV:
        """Multiply; exact where 12 decimals hold the result, else rounded there half to even."""
        self._like(factor)
        if not isinstance(factor, (int, float, Decimal)):
            return NotImplemented
        return TIV(product(self.volume, to_decimal(factor)))  # which refuses a float

    __rmul__ = __mul__

    def __lt__(self, other: object) -> bool:
        volume = self._like(other)
        return NotImplemented if volume is None else self.volume < volume


@lru_cache(maxsize=65_536)
def _read(text: str) -> TIV:
    return TIV(text)


def to_tiv(value: TIV | str | int | Decimal) -> TIV:
    """Return the volume itself, or read it from its text or number."""
    if isinstance(value, TIV):
        return value
    return _read(value) if isinstance(value, str) else TIV(value)


def unit_in_words(unit: str) -> str:
    """Return a unit as it is named to readers: "TIV" stands for millions of them, and every other unit for itself."""
    return UNIT if unit == "TIV" else unit
