"""Cells of states: flows laid on the states that existed, and by name what finds no place there.

>>> from armsdeals.analysis._flows import Part, who
>>> flow = Flow(who("Soviet Union", None, None, "supplier"), who("Viet Nam", None, None, "recipient"),
...             (Part(1990, 8.0, 8.0, 8.0, None, 0), Part(1993, 4.0, 4.0, 4.0, None, 0)), 1, 1990, 1993, 0.0)
>>> found = placed([flow], (1980, 2000), "cow", sides=("supplier", "recipient"))
>>> [(key, None if one.is_unknown else one.value) for key, one in found.held.items()]
[((365, 816, 1990), 8.0), ((365, 816, 1993), None)]
>>> found.lost
(Excluded(supplier='Soviet Union', recipient='Viet Nam', reason='Soviet Union does not exist in 1993', deals=1, value=4.0),)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from armsdeals.analysis._asked import Years
from armsdeals.analysis._excluded import Excluded
from armsdeals.analysis._flows import Flow, Part, Who
from armsdeals.analysis._states import Code, Unit, rivals_of, roll_of
from armsdeals.values.country import Country


class Held(NamedTuple):
    """What fell in one cell.

    Attributes:
        value: The volume, in millions of TIV.
        low: The least that it may be.
        high: The most.
        estimated: What of it the source calls an estimate; None where it has no flags.
        silent: How many rows tell no volume.
        elsewhere: Whether nothing is told, but something of the same year under another name of its number.
        shared: What of the volume is told for several years together.
    """

    value: float = 0.0
    low: float = 0.0
    high: float = 0.0
    estimated: float | None = None
    silent: int = 0
    elsewhere: bool = False
    shared: float = 0.0

    @property
    def is_unknown(self) -> bool:
        """Whether neither a volume nor 0 can be said."""
        return bool(self.silent) or self.elsewhere

    @property
    def share_estimated(self) -> float | None:
        """What part the source calls an estimate; None where nothing is there, or it has no flags."""
        return None if self.estimated is None or not self.value else self.estimated / self.value

    def plus(self, part: Part) -> Held:
        """Return it with what else fell there."""
        estimated = self.estimated if part.estimated is None else (self.estimated or 0.0) + part.estimated
        return Held(
            self.value + part.value, self.low + part.low, self.high + part.high, estimated, self.silent + part.silent,
            shared=self.shared + part.shared,
        )  # fmt: skip


class Placed(NamedTuple):
    """Flows on states.

    Attributes:
        held: What fell in each cell, by the codes of the sides and the year.
        lost: What fell in none.
    """

    held: dict[tuple[Unit, ...], Held]
    lost: tuple[Excluded, ...]


def placed(flows: Iterable[Flow], years: Years, code: Code, *, sides: Sequence[str]) -> Placed:
    """Return flows on the states that existed.

    Args:
        flows: The flows, of all years.
        years: The first and the last year that have rows.
        code: Which codes name the states.
        sides: "supplier", "recipient" or both.
    """
    held: dict[tuple[Unit, ...], Held] = {}
    lost: list[Excluded] = []
    doubtful: set[tuple[Unit, ...]] = set()
    for flow in flows:
        ends: list[Who] = [getattr(flow, side) for side in sides]
        why = "; ".join(f"{one.name}: {one.why}" for one in ends if one.state is None)
        gone: dict[str, list[Part]] = {}
        for part in flow.parts:
            reason = why or _outside(part, years)
            units = (
                [] if reason else [roll_of(code, part.year).key.get(one.state) for one in ends if one.state is not None]
            )
            if not reason:
                doubtful |= _doubtful(ends, units, code, part)
                absent = [one for one, unit in zip(ends, units, strict=True) if unit is None]
                reason = "; ".join(_absent(one.state, code, part.year) for one in absent if one.state is not None)
            if not reason and len(set(units)) < len(units):
                reason = f"{ends[0].state}: supplied to themselves"
            if reason:
                gone.setdefault(reason, []).append(part)
            else:
                key = (*(unit for unit in units if unit is not None), part.year)
                held[key] = held.get(key, Held()).plus(part)
        for reason, parts in gone.items():
            deals = flow.deals_in({part.year for part in parts})
            lost.append(Excluded.of(flow, reason, sum(part.value for part in parts))._replace(deals=deals))
    held |= dict.fromkeys(sorted(doubtful - held.keys(), key=str), Held(elsewhere=True))
    return Placed(held, tuple(lost))


def _doubtful(ends: Sequence[Who], units: Sequence[Unit | None], code: Code, part: Part) -> set[tuple[Unit, ...]]:
    """The cells in which this may belong, besides the one where it is put."""
    others = [() if one.state is None else rivals_of(one.state, code, part.year) for one in ends]
    if not any(others) or not (part.value or part.silent):
        return set()
    each = [(*other, *(() if unit is None else (unit,))) for unit, other in zip(units, others, strict=True)]
    return {(*key, part.year) for key in product(*each) if key != tuple(units) and len(set(key)) == len(key)}


def _absent(state: Country, code: Code, year: int) -> str:
    exists = state in roll_of("name", year).key
    return f"{state} has no {code} code in {year}" if exists else f"{state} does not exist in {year}"


def _outside(part: Part, years: Years) -> str:
    if not part.year:
        return "nobody tells the year"
    return "" if years[0] <= part.year <= years[1] else f"outside {years[0]} to {years[1]}"
