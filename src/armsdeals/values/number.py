"""Numbers as they are read and kept: exact decimals, and spreads for what is known only roughly.

Everything that counts, costs or measures goes through this one strict grammar, so that `3,4`, `1_000`, `NaN`, digits of
another script and a number with a million digits are refused alike, before any of them costs time. A number has up to
30 digits before the point and 12 after it.

    >>> to_decimal("2.5e9"), plain_decimal(to_decimal("10.00"))
    (Decimal('2500000000'), '10.00')
    >>> to_decimal("3,4")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: '3,4' is not a number: a comma is not read in numbers here; write 3.4 or 3400
    >>> read_spread("~14"), read_spread(">=10").high
    (Spread(low=Decimal('14'), best=Decimal('14'), high=Decimal('14'), flag=Flag.ABOUT), None)

Sums and products are exact; where a result would need more than 12 decimals, each function says how it rounds. The
decimal context of the program is neither read nor changed. Left out: newspaper wording ("about 3.4 billion").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, Inexact, InvalidOperation
from typing import NamedTuple

from armsdeals._fields import Word
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue

BEFORE, AFTER = 30, 12  # digits before and after the point
_NUMBER = rf"[0-9]{{1,{BEFORE}}}(?:\.[0-9]{{1,{AFTER}}})?(?:[eE][+-]?[0-9]{{1,2}})?"
_SIGNED = re.compile(f"-?{_NUMBER}")
_SPREAD = re.compile(
    rf"(?:(?P<op>>=|<=|~)?(?P<n>{_NUMBER})|(?P<m>{_NUMBER})(?P<mark>[~?])|(?P<a>{_NUMBER})\.\.(?P<b>{_NUMBER}))"
)
_SIZE = f"at most {BEFORE} digits before the point and {AFTER} after it"

# Two numbers within the limits need at most 84 digits for their product; a quotient is cut far below its last kept digit.
_EXACT = Context(prec=120, rounding=ROUND_HALF_EVEN, traps=[Inexact, InvalidOperation])
_WIDE = Context(prec=120, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])
_STEP = Decimal(1).scaleb(-AFTER)
_ZERO, _ONE = Decimal(0), Decimal(1)


def to_decimal(value: str | int | Decimal) -> Decimal:
    """Return an exact number; texts may have an exponent, the scale of a plain one is kept.

    Raises:
        InvalidValue: The text is no number, or the number is not finite or has too many digits.
        TypeError: The value is a float, a bool or no number at all.
    """
    if isinstance(value, str):
        if not _SIGNED.fullmatch(value):
            raise InvalidValue(f"{shown(value)} is not a number{why_not(value)}")
        return _sized(Decimal(value))
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float, which rounds most decimals; write it as text: '{value!r}'")
    if isinstance(value, Decimal):
        return _sized(Decimal(value))
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 10**BEFORE:
            raise InvalidValue(f"the number is too large (expected {_SIZE})")
        return Decimal(value)
    raise TypeError(f"{shown(value)} is not a number; write it as text, such as '2500000000'")


def plain_decimal(number: Decimal) -> str:
    """Return the digits without an exponent, with the scale that the number has."""
    return format(_sized(number), "f")


def shortest_decimal(number: Decimal) -> str:
    """Return the digits without an exponent and without zeros behind the last other decimal."""
    text = plain_decimal(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sized(number: Decimal) -> Decimal:
    """Bring a number to plain scale; its size is checked before its digits are touched."""
    if not number.is_finite():
        raise InvalidValue(f"{shown(str(number))} is not a finite number")
    if not number:
        exponent = number.as_tuple().exponent
        return Decimal((0, (0,), exponent)) if isinstance(exponent, int) and -AFTER <= exponent < 0 else _ZERO
    if number.adjusted() >= BEFORE:
        raise InvalidValue(f"the number is too large (expected {_SIZE})")
    if number.adjusted() < -AFTER:
        raise InvalidValue(f"the number is too fine (expected {_SIZE})")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -AFTER <= exponent <= 0:
        return number
    if isinstance(exponent, int) and exponent > 0:
        return _EXACT.quantize(number, _ONE)
    try:
        return _EXACT.quantize(number, _STEP)
    except (Inexact, InvalidOperation):
        raise InvalidValue(f"the number is too fine (expected {_SIZE}; round it first)") from None


def why_not(text: str, otherwise: str = "digits such as 2500000000, 0.45 or 2.5e9") -> str:
    """Return the tail of a message on a text that is no number: the likely slip and its remedy."""
    if "," in text:
        return ": a comma is not read in numbers here; write 3.4 or 3400"
    if any(c.isdecimal() and not c.isascii() for c in text):
        return ": only the digits 0 to 9 are read"
    if "_" in text:
        return ": an underscore is not read in numbers; leave it out"
    if "%" in text:
        return ": a percentage is not read here; 5 % is written 0.05"
    if text != text.strip():
        return ": it begins or ends with a blank; leave it out"
    if re.search(rf"[0-9]{{{BEFORE + 1}}}|\.[0-9]{{{AFTER + 1}}}|[eE][+-]?[0-9]{{3}}", text):
        return f" (expected {_SIZE})"
    return f" (expected {otherwise})"


def plus(a: Decimal, b: Decimal) -> Decimal:
    """Return the exact sum."""
    return _sized(_EXACT.add(a, b))


def minus(a: Decimal, b: Decimal) -> Decimal:
    """Return the exact difference."""
    return _sized(_EXACT.subtract(a, b))


def product(a: Decimal, b: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return the product, exact where 12 decimals hold it, else rounded there."""
    return rounded(_EXACT.multiply(a, b), rounding=rounding)


def quotient(a: Decimal, b: Decimal) -> Decimal:
    """Return the quotient, exact where 12 decimals hold it, else rounded there half to even.

    Raises:
        InvalidValue: The divisor is 0.
    """
    if not b:
        raise InvalidValue("cannot divide by 0")
    return rounded(_WIDE.divide(a, b))


def rounded(number: Decimal, *, places: int = AFTER, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return the number with at most so many decimals; fewer stay as they are."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -places:
        if number.adjusted() >= BEFORE:
            raise InvalidValue(f"the number is too large (expected {_SIZE})")
        number = number.quantize(_ONE.scaleb(-places), rounding=rounding, context=_WIDE)
        if places == AFTER:  # zeros that only the operation brought are no precision
            number = Decimal(shortest_decimal(number))
    return _sized(number)


class Flag(Word):
    """In what way a number is known."""

    EXACT = "EXACT"  # stated as it is
    ABOUT = "ABOUT"  # stated as approximate; no width is made up
    DOUBTFUL = "DOUBTFUL"  # stated, and doubted by the source itself
    AT_LEAST = "AT_LEAST"  # that many or more
    UP_TO = "UP_TO"  # that many or fewer
    RANGE = "RANGE"  # between two numbers, both included


class Spread(NamedTuple):
    """The numbers that a statement leaves possible, from ``low`` to ``high``, 0 or more.

    Attributes:
        low: The smallest; 0 where only an upper bound is stated.
        best: The number that was stated as such; None for bounds and ranges.
        high: The largest; None where there is no upper bound.
        flag: In what way it is known.
    """

    low: Decimal
    best: Decimal | None
    high: Decimal | None
    flag: Flag

    @classmethod
    def of(cls, low: Decimal, high: Decimal | None, flags: Iterable[Flag] = ()) -> Spread:
        """Return the spread of two bounds; ``flags`` are those of the operands that it comes from."""
        told = set(flags)
        if high is None:
            return cls(low, None, None, Flag.AT_LEAST)
        if low != high:
            return cls(low, None, high, Flag.UP_TO if not low and Flag.UP_TO in told else Flag.RANGE)
        soft = Flag.DOUBTFUL if Flag.DOUBTFUL in told else Flag.ABOUT if Flag.ABOUT in told else Flag.EXACT
        return cls(low, low, low, soft)

    @property
    def text(self) -> str:
        """The one way in which it is written."""
        low = shortest_decimal(self.low)
        match self.flag:
            case Flag.ABOUT:
                return f"~{low}"
            case Flag.DOUBTFUL:
                return f"{low}?"
            case Flag.AT_LEAST:
                return f">={low}"
            case Flag.EXACT:
                return low
        high = shortest_decimal(self.low if self.high is None else self.high)
        return f"<={high}" if self.flag is Flag.UP_TO else f"{low}..{high}"

    def in_words(self, number: Callable[[Decimal], str] = shortest_decimal) -> str:
        """Return it as it is said, except that doubt is left to the caller: "about 14", "10 to 12"."""
        low = number(self.low)
        if self.flag is Flag.UP_TO or self.flag is Flag.RANGE:
            high = low if self.high is None else number(self.high)
            return f"at most {high}" if self.flag is Flag.UP_TO else f"{low} to {high}"
        return {Flag.ABOUT: "about ", Flag.AT_LEAST: "at least "}.get(self.flag, "") + low

    def narrowed(self, low: Decimal, high: Decimal | None, flags: Iterable[Flag] = ()) -> Spread:
        """Return what is left between two bounds, flagged by this and by what narrowed it."""
        within = bounds(low, high)
        return Spread.of(within.low, within.high, (self.flag, *flags))

    def plus(self, other: Spread) -> Spread:
        """Return every sum of a number here and one there."""
        high = None if self.high is None or other.high is None else plus(self.high, other.high)
        return Spread.of(plus(self.low, other.low), high, (self.flag, other.flag))

    def minus(self, other: Spread) -> Spread:
        """Return what may be left when the other is taken away; never less than 0."""
        low = _ZERO if other.high is None else max(_ZERO, minus(self.low, other.high))
        high = None if self.high is None else max(_ZERO, minus(self.high, other.low))
        # An upper bound on what is taken is a lower bound on what is left.
        soft = [flag for flag in (other.flag,) if flag in (Flag.ABOUT, Flag.DOUBTFUL)]
        return Spread.of(low, high, (self.flag, *soft))

    def times(self, factor: Decimal) -> Spread:
        """Return the multiple by a factor of 0 or more; where 12 decimals are short, bounds are rounded outwards."""
        if factor < 0:
            raise InvalidValue(f"cannot multiply by {shown(str(factor))} (expected 0 or more)")
        if not factor:
            return Spread.of(_ZERO, _ZERO)
        if self.low == self.high:
            point = product(self.low, factor)
            return Spread.of(point, point, (self.flag,))
        high = None if self.high is None else product(self.high, factor, ROUND_CEILING)
        return Spread.of(product(self.low, factor, ROUND_FLOOR), high, (self.flag,))

    def meets(self, other: Spread) -> bool:
        """Whether both leave some number possible."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)


def read_spread(text: str, *, what: str = "a number", wanted: str = "4, ~14, 14?, 10..12, >=10 or <=50") -> Spread:
    """Read the uncertain-number grammar: ``4``, ``~14``, ``14~``, ``14?``, ``10..12``, ``>=10``, ``<=50``.

    Raises:
        InvalidValue: The text does not fit, a range ends below its beginning, or a number has too many digits.
    """
    found = _SPREAD.fullmatch(text)
    if not found and _SIGNED.fullmatch(text):
        raise InvalidValue(f"{shown(text)} is negative (expected 0 or more)")
    if not found:
        raise InvalidValue(f"{shown(text)} is not {what}{why_not(text, wanted)}")
    if found["a"]:
        low, high = _short(found["a"]), _short(found["b"])
        if low > high:
            raise InvalidValue(f"{shown(text)} ends below its beginning; write the smaller number first")
        return Spread.of(low, high)
    number = _short(found["n"] or found["m"])
    match found["op"] or found["mark"]:
        case ">=":
            return Spread.of(number, None)
        case "<=":
            return Spread.of(_ZERO, number, (Flag.UP_TO,))
        case "~":
            return Spread.of(number, number, (Flag.ABOUT,))
        case "?":
            return Spread.of(number, number, (Flag.DOUBTFUL,))
    return Spread.of(number, number)


def _short(value: str | int | Decimal) -> Decimal:
    """Read a number without the zeros at its end, so that equal spreads are the same to the digit."""
    number = to_decimal(value)
    return Decimal(shortest_decimal(number)) if number.as_tuple().exponent else number


def exactly(value: str | int | Decimal) -> Spread:
    """Return the spread of one exact number, 0 or more."""
    number = _short(value)
    if number < 0:
        raise InvalidValue(f"{plain_decimal(number)} is negative (expected 0 or more)")
    return Spread.of(number, number)


def bounds(low: str | int | Decimal, high: str | int | Decimal | None) -> Spread:
    """Return the spread between two numbers; None leaves it open above."""
    least = exactly(low).low
    most = None if high is None else exactly(high).low
    if most is not None and least > most:
        raise InvalidValue(
            f"{plain_decimal(least)} to {plain_decimal(most)} ends below its beginning; swap the numbers"
        )
    return Spread.of(least, most)
