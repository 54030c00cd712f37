"""Figures: what a reckoning comes to, with the assumptions it rests on and the terms it lacks.

    >>> FinancingFigure(low=Decimal("0.31"), high=Decimal("0.34"), assumed={"rate": "0.02..0.03"})
    FinancingFigure(0.31..0.34, assumed rate 0.02..0.03)
    >>> print(FinancingFigure(undecided=("rate", "profile")))
    undecided: nobody published rate and profile

Left out: rounding for print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from attrs import field, frozen

from armsdeals.values.money import Money
from armsdeals.values.number import rounded, shortest_decimal

_NONE: Mapping[str, str] = MappingProxyType({})


@frozen(kw_only=True, repr=False)
class FinancingFigure:
    """A number between two bounds; both are None where it is undecided.

    Attributes:
        low: The smallest it may be.
        high: The largest it may be; None where nothing bounds it.
        unit: A currency code, with the year where sums are in prices of a year ("USD(2015)"); empty for a fraction.
        assumed: What the caller assumed for terms that nobody published.
        undecided: The terms that are lacking, by name.
        reasons: Of terms that are told and still do not decide, why, by "part.term".
    """

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    assumed: Mapping[str, str] = field(default=_NONE)
    undecided: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default=_NONE)

    @property
    def value(self) -> Decimal | None:
        """The number, in the unit of the figure, where the bounds leave one only."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def money(self) -> Money | None:
        """The sum, where the figure is one sum of money, to 12 decimals; None of one in prices of a year."""
        if self.value is None or not self.unit or "(" in self.unit:
            return None
        return Money(rounded(self.value), self.unit)

    @property
    def is_decided(self) -> bool:
        """Whether one number is left."""
        return self.value is not None

    def __str__(self) -> str:
        if self.low is None or self.undecided:
            explained = {name.rpartition(".")[2] for name in self.reasons}
            names = [name for name in self.undecided if name not in explained] or ([] if explained else ["enough"])
            told = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
            parts = [f"nobody published {told}"] if told else []
            parts += [f"{name.replace('.', ', ')}: {why}" for name, why in self.reasons.items()]
            parts += [f"at least {self._number(self.low)}"] if self.low else []
            return f"undecided: {'; '.join(parts)}"
        number = (
            self._number(self.low) if self.low == self.high else f"{self._number(self.low)}..{self._number(self.high)}"
        )
        terms = ", ".join(f"{name} {value}" for name, value in self.assumed.items())
        return f"{number}{f', assumed {terms}' if terms else ''}"

    def __repr__(self) -> str:
        return f"FinancingFigure({self})"

    def _number(self, value: Decimal | None) -> str:
        told = "" if value is None else shortest_decimal(rounded(value))
        return f"{told} {self.unit}".rstrip()


def figure_of(
    values: Iterable[Decimal],
    *,
    unit: str = "",
    assumed: Mapping[str, str] = _NONE,
    undecided: tuple[str, ...] = (),
    reasons: Mapping[str, str] = _NONE,
) -> FinancingFigure:
    """Return the figure that spans some values; with undecided terms they are no upper bound.

    Args:
        values: What it came to in each case.
        unit: A currency code, or nothing.
        assumed: What was assumed.
        undecided: What is lacking.
        reasons: Why what is told does not decide.
    """
    found = list(values)
    if not found:
        return FinancingFigure(unit=unit, assumed=assumed, undecided=undecided, reasons=reasons)
    return FinancingFigure(
        low=min(found),
        high=None if undecided else max(found),
        unit=unit,
        assumed=assumed,
        undecided=undecided,
        reasons=reasons if undecided else _NONE,
    )
