"""Uncertain: a value that is a number known exactly, roughly, or between bounds, with its text.

    >>> from armsdeals.values.estimate import Estimate
    >>> told = Estimate("10..12")
    >>> (told.low, told.best, told.high), told.contains("11"), told.is_exact
    ((Decimal('10'), None, Decimal('12')), True, False)

A reader that knows the text to be written as we write it may leave the numbers out; they are read from it when they are first
asked for. Most never are, and a hundred thousand deals hold a million of them.
"""

from __future__ import annotations

from decimal import Decimal

from armsdeals._fields import Leaf
from armsdeals.values.number import Flag, Spread, read_spread, to_decimal


class Uncertain(Leaf):
    """A leaf with a spread of numbers; its classes add a unit or a currency."""

    __slots__ = ("_spread",)
    _spread: Spread | None

    def _hold(self, spread: Spread, text: str) -> None:
        self._set(text=text, _spread=spread)

    @property
    def spread(self) -> Spread:
        """The numbers without their unit."""
        held = self._spread
        if held is None:
            held = read_spread(self.text.partition(" ")[0])
            self._set(_spread=held)
        return held

    @property
    def low(self) -> Decimal:
        """The smallest number it may be."""
        return self.spread.low

    @property
    def best(self) -> Decimal | None:
        """The number as stated; None for a bound or a range."""
        return self.spread.best

    @property
    def high(self) -> Decimal | None:
        """The largest number it may be; None where there is no upper bound."""
        return self.spread.high

    @property
    def flag(self) -> Flag:
        """In what way it is known."""
        return self.spread.flag

    @property
    def is_exact(self) -> bool:
        """Whether one number was stated without reserve."""
        return self.flag is Flag.EXACT

    def contains(self, number: str | int | Decimal) -> bool:
        """Whether the number, in the same unit, is one of those left possible."""
        value = to_decimal(number)
        return self.low <= value and (self.high is None or value <= self.high)
