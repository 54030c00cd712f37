"""Leaves by the direct way: values that are one text in a file, made at once where they are written plainly.

Most sums are a number and a currency, most counts a number and a unit. For these the object is put together from its
parts; any other text goes through the constructor of its class. Both give the same object, slot by slot.

    >>> prices = leaves_of(Price)
    >>> prices["2500000000 USD CONTRACT"].best
    Decimal('2500000000')
    >>> prices["~3.44e9 USD OFFER"].text, prices["5 USD"] is prices["5 USD"]
    ('~3440000000 USD OFFER', True)

What was made stays in a bounded cache, so that one date of many deals is one object.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from armsdeals._fields import Rule, twin
from armsdeals.errors import InvalidValue
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.basis import ValueBasis
from armsdeals.values.estimate import MOST, Estimate
from armsdeals.values.measure import Measure
from armsdeals.values.number import Flag
from armsdeals.values.price import Price

_MOST_KEPT = 32_768  # of each class
_LONGEST = 120  # characters; longer ones are rare, and would fill memory
# A number as it is written: no zero before or behind it that could be left out.
_NUMBER = r"((?:0|[1-9][0-9]{0,29})(?:\.[0-9]{0,11}[1-9])?)"
_ABOUT = rf"(~?){_NUMBER}"
_PRICE = re.compile(rf"{_ABOUT} ([A-Z]{{3}})(?: ([A-Z_]+))?", re.ASCII)
_COUNT = re.compile(rf"{_ABOUT}(?: ([a-z ]+))?", re.ASCII)
_FLAGS = {"": Flag.EXACT, "~": Flag.ABOUT}
_BASES: dict[str | None, ValueBasis | None] = {None: None} | dict(ValueBasis.__members__)
_Price, _Estimate, _Measure = twin(Price), twin(Estimate), twin(Measure)


class Kept(dict[str, Any]):
    """What was made of texts, made when it is first asked for. When it is full it begins anew.

    It is faster than a cache that knows which entry was used last, since a hit writes nothing.
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], Any]) -> None:
        self._make = make

    def __missing__(self, text: str) -> Any:
        made = self._make(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = made
        return made


@cache
def leaves_of(cls: Any) -> Kept:
    """Return the leaves of a class by their texts."""
    return Kept(_DIRECT.get(cls, cls))


@cache
def fitting(rule: Rule | None) -> Kept:
    """Return the ids that keep a rule, by themselves; any other is refused.

    Raises:
        TypeError: The rule is more than a pattern.
    """
    if rule is None or rule.pattern is None or rule != Rule(pattern=rule.pattern, wanted=rule.wanted):
        raise TypeError(f"{rule} is more than a pattern")
    match = re.compile(rule.pattern).fullmatch

    def fit(text: str) -> str:
        if not match(text):
            raise InvalidValue("the id does not fit")
        return text

    return Kept(fit)


def _price(text: str) -> Price:
    found = _PRICE.fullmatch(text)
    if found is None:
        return Price(text)
    about, number, currency, basis = found.groups()
    if currency not in CURRENCIES or basis not in _BASES:
        return Price(text)
    made: Any = _Price()
    made.low = made.best = made.high = Decimal(number)
    made.flag = _FLAGS[about]
    made.text, made.currency, made.basis, made.year = text, currency, _BASES[basis], None
    made.__class__ = Price
    return made  # type: ignore[no-any-return]


@lru_cache(maxsize=1_024)
def _is_unit(unit: str) -> bool:
    """Whether a unit of counting is written as it is kept."""
    return Estimate("1", unit=unit).unit == unit


def _estimate(text: str) -> Estimate:
    found = _COUNT.fullmatch(text)
    if found is None:
        return Estimate(text)
    about, number, unit = found.groups()
    best = Decimal(number)
    if best > MOST or (unit is not None and not _is_unit(unit)):
        return Estimate(text)
    made: Any = _Estimate()
    made.low = made.best = made.high = best
    made.flag = _FLAGS[about]
    made.text, made.unit = text, unit or ""
    made.__class__ = Estimate
    return made  # type: ignore[no-any-return]


@lru_cache(maxsize=1_024)
def _is_symbol(unit: str) -> bool:
    """Whether a unit of measure is written as it is kept."""
    return Measure("1", unit).unit == unit


def _measure(text: str) -> Measure:
    value, _, unit = text.partition(" ")
    found = _COUNT.fullmatch(value)
    if found is None or not unit or not _is_symbol(unit):
        return Measure(text)
    about, number, _ = found.groups()
    made: Any = _Measure()
    made.low = made.best = made.high = Decimal(number)
    made.flag = _FLAGS[about]
    made.text, made.unit = text, unit
    made.__class__ = Measure
    return made  # type: ignore[no-any-return]


_DIRECT: dict[Any, Callable[[str], Any]] = {Price: _price, Estimate: _estimate, Measure: _measure}
