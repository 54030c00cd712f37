"""Resolved: which value stands, by which claims, and what speaks against it or of something else.

    >>> from armsdeals.model.valued import PriceClaim
    >>> told = PriceClaim("2.5e9 USD")
    >>> answer = Resolved(value=told.value, decided_by=(told,))
    >>> print(answer), answer.disputed
    2.5 billion USD
    (None, False)

Left out: how it is found (`resolve`).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from attrs import frozen

from armsdeals._card import Card
from armsdeals._printed import LINE
from armsdeals._shown import plain
from armsdeals.model.policies import Valued, alike, meet
from armsdeals.values.claim import Absence
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price


@frozen(kw_only=True, repr=False)
class Resolved:
    """The answer, and how it came about.

    Attributes:
        value: The value that stands; None if nobody tells one, or equals exclude each other.
        absent: Why there is none, if that is what stands.
        policy: The rule that answered.
        decided_by: The claims that the answer rests on, strongest first.
        beaten: Claims that it excludes.
        apart: Claims of another unit, currency, price year or kind of sum; parts that pay for different things; that the
            sides withhold a figure which somebody tells.
        open: Claims of equal standing that exclude each other or are of different money, then weaker ones that agree with
            one of them.
        restated: Claims that tell the same sum in other money.
        superseded: Claims of another time than the one asked for, with an amendment in between.
    """

    value: Price | Estimate | None = None
    absent: Absence | None = None
    policy: str = "default"
    decided_by: tuple[Valued, ...] = ()
    beaten: tuple[Valued, ...] = ()
    apart: tuple[Valued, ...] = ()
    open: tuple[Valued, ...] = ()
    restated: tuple[Valued, ...] = ()
    superseded: tuple[Valued, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether a claim that nobody took back excludes the answer, or equals exclude each other."""
        if self.beaten or not self.open:
            return bool(self.beaten)
        told = [claim.value for claim in self.open if claim.value is not None]
        return any(alike(a, b) and not meet(a, b) for a, b in combinations(told, 2))

    @property
    def undecided(self) -> bool:
        """Whether values are told and none of them stands."""
        return self.value is None and self.absent is None and bool(self.open)

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None

    @property
    def low(self) -> Decimal | None:
        """The smallest number possible: of the value, or of all that is open; None if unknown or of different money."""
        lows = [value.low for value in self._values()]
        return min(lows, default=None)

    @property
    def high(self) -> Decimal | None:
        """The largest number possible; None if unknown, without a bound, or of different money."""
        highs = [value.high for value in self._values()]
        return None if None in highs else max((high for high in highs if high is not None), default=None)

    @property
    def claims(self) -> tuple[Valued, ...]:
        """All facts of it, those on which the answer rests first."""
        return (*self.decided_by, *self.restated, *self.open, *self.beaten, *self.superseded, *self.apart)

    def __repr__(self) -> str:
        return f"<Resolved: {plain(str(self), longest=LINE - 25)}; {len(self.claims)} claims>"

    def _repr_html_(self) -> str:
        groups = (
            ("rests on", self.decided_by), ("told as well", self.restated), ("of equal weight", self.open),
            ("against it", self.beaten), ("of another time", self.superseded), ("counts something else", self.apart),
        )  # fmt: skip
        rows = tuple((name, "; ".join(map(_told, told))) for name, told in groups if told)
        return Card(title=str(self), rows=rows).html()

    def _values(self) -> list[Price | Estimate]:
        if self.value is not None:
            return [self.value]
        told = [claim.value for claim in self.open if claim.value is not None]
        return told if all(alike(value, told[0]) for value in told) else []

    def __str__(self) -> str:
        if self.value is not None:
            others = dict.fromkeys(claim.value.in_words for claim in self.restated if claim.value is not None)
            said = self.value.in_words + (f", told as well as {' and '.join(others)}" if others else "")
        elif self.absent is not None:
            said = self.absent.in_words
        elif self.open:
            said = " or ".join(dict.fromkeys(claim.value.in_words for claim in self.open if claim.value is not None))
        else:
            said = "unknown"
        if self.disputed:
            return f"{said} (disputed)"
        return f"{said} (undecided)" if self.undecided else said


def _told(claim: Valued) -> str:
    words = claim.value.in_words if claim.value is not None else claim.absent.in_words if claim.absent else "taken back"
    return f"{words} ({claim.cited})"
