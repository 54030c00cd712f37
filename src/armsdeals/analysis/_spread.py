"""Spread: sums over spans of years, laid out over the years.

A figure that is told for several years together says nothing of each. Shared out evenly it is an estimate, which may be
wrong by as much as the whole figure, so that each cell carries what is certain (low) and what is possible (high).

    >>> import numpy as np
    >>> of = {"first": np.array([2015]), "last": np.array([2016]), "told_years": np.array([2]), "sums": {"best": np.array([16.0])}}
    >>> spans = Spans(codes=(np.array([0]),), names=(("A",),), told=np.array([1]), rows=np.array([1]), **of)
    >>> cells = laid_out(spans, years=None, by_year=True, evenly=True)
    >>> cells.year.tolist(), cells.sums["best"].tolist(), cells.sums["low"].tolist(), cells.sums["high"].tolist()
    ([2015, 2016], [8.0, 8.0], [0.0, 0.0], [16.0, 16.0])

Engines answer in any order, and binary fractions added up in another order differ in their last digits. So all adding up here is
exact: figures are parted in two, each on a grid fine enough for its size and coarse enough that no sum is ever rounded (as in
J. Demmel and H. D. Nguyen, "Fast Reproducible Floating-Point Summation", 2013).

Left out: any other way of sharing out.
"""

from __future__ import annotations

from math import frexp, ldexp
from typing import Any

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals.analysis._columns_told import NOBODY, numpy
from armsdeals.analysis._side_by_side import side_by_side
from armsdeals.analysis._sums import Spans

_DENSE = 1_000_000  # cells that are laid out as a whole; beyond, only those that hold something
_EARLIEST, _LATEST = 1, 9_999
_DIGITS = 52  # binary ones, in which whole numbers add up exactly
Values = dict[str, Any]


@frozen(eq=False, repr=False)
class Cells:
    """One value for each group and year, in their order, as arrays of one length.

    Attributes:
        codes: For each key but the year the place of its name in ``names``; `NOBODY` where nobody tells it.
        names: For each of these keys the names.
        year: The year; 0 where nobody tells it, or where years were not asked for.
        sums: best, low, high, shared and estimated; and unsaid, of how many figures nobody says whether they are.
        told: How many rows with a figure are in it; a row that falls in several years counts in each.
        rows: How many rows are in it.
        outside: What falls outside the years that were asked for: figures with no year, and figures that are partly
            outside and were not to be shared out.
    """

    codes: tuple[Any, ...]
    names: tuple[tuple[Any, ...], ...]
    year: Any
    sums: dict[str, Any]
    told: Any
    rows: Any
    outside: dict[str, float]

    __repr__ = short_repr


def laid_out(spans: Spans, *, years: tuple[int, int] | None, by_year: bool, evenly: bool, bounds: bool = True) -> Cells:
    """Return the sums of each group, and of each year if that is asked for.

    Args:
        spans: Sums over spans.
        years: The first and the last year that count; None for all.
        by_year: Whether years are kept apart.
        evenly: Whether what is told for several years together is shared out; else it stands under no year.
        bounds: Whether low and high are wanted.
    """
    np = numpy()
    if years is None and not by_year:
        return _added(spans, _exactly(spans), np.zeros(len(spans.first), np.int64), np.ones(len(spans.first), bool))
    lowest, highest = years or (_EARLIEST, _LATEST)
    first, last = np.maximum(spans.first, lowest), np.minimum(spans.last, highest)
    dated = spans.first > 0
    keep = dated & (first <= last)
    several = spans.told_years > 1
    outside: dict[str, float] = {}
    if years is not None:
        outside["undated"] = _sum(spans.sums["best"][~dated])
        if not evenly:  # of a figure with gaps between its years, some may lie outside
            inside = _inside(spans, first, last, lowest, highest)
            partly = keep & (inside < spans.told_years)
            outside["partly"] = _sum(_of_figures(spans, first, last, inside)[partly])
            keep &= ~partly
    alone = ~dated & (years is None)
    if not evenly:
        year = np.where(dated & ~several & by_year, spans.first, 0)
        cells = _added(spans, _exactly(spans), year, keep | alone)
    elif by_year:
        cells = _year_by_year(spans, first, last, keep, alone, bounds=bounds)
    else:
        inside = _inside(spans, first, last, lowest, highest)
        cells = _added(spans, _in_a_window(spans, first, last, inside), np.zeros(len(first), np.int64), keep)
    return evolve(cells, outside=outside)


def _year_by_year(spans: Spans, first: Any, last: Any, keep: Any, alone: Any, *, bounds: bool) -> Cells:
    """Each span in each of its years, and those of no year under none."""
    np = numpy()
    values = _in_a_year(spans, bounds=bounds)
    keep = slice(None) if keep.all() else keep  # which is no copy
    room = _Room.of(spans, first[keep], last[keep])
    if room.size > max(_DENSE, len(first)):
        kept = np.arange(len(first))[keep]
        times = (last - first + 1)[kept]
        places = np.concatenate([np.repeat(kept, times), np.flatnonzero(alone)])
        begins = np.repeat(np.cumsum(times) - times, times)
        years = first[np.repeat(kept, times)] + np.arange(int(times.sum())) - begins
        exact = _exactly(spans)
        laid = {name: np.concatenate([held[places[: len(years)]], exact[name][alone]]) for name, held in values.items()}
        year = np.concatenate([years, np.zeros(int(alone.sum()), np.int64)])
        return _cells(
            spans, laid, spans.told[places], spans.rows[places], room.at(room.groups(len(first))[places], year), room
        )
    groups = room.groups(len(first))
    held_in = groups[keep]
    begins, ends = room.at(held_in, first[keep]), room.at(held_in, last[keep]) + 1
    no_year = room.at(groups[alone], np.zeros(int(alone.sum()), np.int64))

    def spread(held: Any, undated: Any) -> Any:
        """Begin at the first year, end after the last, and add up along the years."""
        whole = _added_up(no_year, undated[alone], room.size)
        for part in _parts(held[keep]):
            steps = np.bincount(begins, part, room.size) - np.bincount(ends, part, room.size)
            whole += np.cumsum(steps.reshape(-1, room.width), axis=1).ravel()
        return whole

    rows = np.rint(spread(spans.rows, spans.rows)).astype(np.int64)
    told = rows if spans.told is spans.rows else np.rint(spread(spans.told, spans.told)).astype(np.int64)
    found = np.flatnonzero(rows)
    exact = _exactly(spans)

    def spread_and_found(name: str) -> Any:
        return spread(values[name], exact[name])[found]

    sums = dict(zip(values, side_by_side(spread_and_found, values, length=len(first)), strict=True))
    return room.cells(spans, found, sums, told[found], rows[found])


def _in_a_year(spans: Spans, *, bounds: bool) -> Values:
    """What each span gives to each of its years."""
    np = numpy()
    length = spans.last - spans.first + 1
    several = spans.told_years > 1
    values = {
        name: held if name == "unsaid" else held / length
        for name, held in spans.sums.items()
        if name not in ("low", "high")
    }
    if bounds:
        best = spans.sums["best"]
        low, high = (spans.sums.get(name, best) for name in ("low", "high"))
        values["low"] = np.where(several, 0.0, low)
        values["high"] = high * spans.told_years / length  # all of a figure may fall in any year for which it is told
    values["shared"] = np.where(several, values["best"], 0.0)
    return values


def _inside(spans: Spans, first: Any, last: Any, lowest: int, highest: int) -> Any:
    """In how many years of a window the figure of each span is known to fall: those of the span, or of the list it is from."""
    np = numpy()
    own = np.maximum(last - first + 1, 0)
    return own if spans.listed is None else np.maximum(own, spans.listed.counted(lowest, highest))


def _of_figures(spans: Spans, first: Any, last: Any, inside: Any) -> Any:
    """What each span brings of its whole figure, so that all that fall in a window bring it once."""
    np = numpy()
    length = spans.last - spans.first + 1
    best = spans.sums["best"]
    if spans.listed is None:
        return best
    whole = best * spans.told_years / length
    return np.where(spans.listed.codes == NOBODY, best, whole * (last - first + 1) / np.maximum(inside, 1))


def _in_a_window(spans: Spans, first: Any, last: Any, inside: Any) -> Values:
    """What each span gives to years that hold its figure wholly or in part.

    Args:
        spans: The spans.
        first: The first year of each that counts.
        last: The last one.
        inside: How many years of its figure are known to count.
    """
    np = numpy()
    length = spans.last - spans.first + 1
    own = np.maximum(last - first + 1, 0)
    part = own / length
    whole = (inside == spans.told_years) & (part == 1)
    values = {
        name: held if name == "unsaid" else held * part
        for name, held in spans.sums.items()
        if name not in ("low", "high")
    }
    best = spans.sums["best"]
    low, high = (spans.sums.get(name, best) for name in ("low", "high"))
    values["low"] = np.where(whole, low, 0.0)
    # All of a figure may fall in the window; each span that is from it brings its share of that.
    values["high"] = np.where(whole, high, high * spans.told_years / length * own / np.maximum(inside, 1))
    values["shared"] = np.where(whole, 0.0, values["best"])
    return values


def _exactly(spans: Spans) -> Values:
    """The sums where nothing is shared out: they are what is told."""
    np = numpy()
    best = spans.sums["best"]
    return {"low": best, "high": best, **spans.sums, "shared": np.zeros(len(best))}


@frozen(eq=False)
class _Room:
    """The places of all cells, one after the other: names in the order of the keys, then years, then no year.

    Attributes:
        codes: Codes of the keys.
        sizes: How many codes each key has, one more for nobody.
        base: The year before the first.
        width: How many places there are for years: one before the first, one for no year, and one to end in.
    """

    codes: tuple[Any, ...]
    sizes: tuple[int, ...]
    base: int
    width: int

    @classmethod
    def of(cls, spans: Spans, first: Any, last: Any) -> _Room:
        base = int(first.min()) if len(first) else 0
        latest = int(last.max()) if len(last) else 0
        return cls(spans.codes, tuple(len(names) + 1 for names in spans.names), base, latest - base + 3)

    @property
    def size(self) -> int:
        whole = self.width
        for size in self.sizes:
            whole *= size
        return whole

    def groups(self, size: int) -> Any:
        """Return for each of so many spans the number of its group."""
        np = numpy()
        number = np.zeros(size, np.int64)
        for codes, many in zip(self.codes, self.sizes, strict=True):
            number = number * many + np.where(codes == NOBODY, many - 1, codes)
        return number

    def at(self, groups: Any, year: Any) -> Any:
        """Return the place of each year of a group."""
        return groups * self.width + numpy().where(year > 0, year - self.base, self.width - 1)

    def cells(self, spans: Spans, found: Any, sums: Values, told: Any, rows: Any) -> Cells:
        np = numpy()
        rest, at = np.divmod(found, self.width)
        codes = []
        for size in reversed(self.sizes):
            rest, code = np.divmod(rest, size)
            codes.append(np.where(code == size - 1, NOBODY, code))
        year = np.where(at == self.width - 1, 0, at + self.base)
        return Cells(tuple(reversed(codes)), spans.names, year, sums, told, rows, {})


def _added(spans: Spans, values: Values, year: Any, keep: Any) -> Cells:
    """Add up what falls into one cell, each span in one year or in none."""
    np = numpy()
    places = np.flatnonzero(keep)
    dated = year[places][year[places] > 0]
    room = _Room.of(spans, dated, dated)
    laid = {name: held[places] for name, held in values.items()}
    return _cells(
        spans, laid, spans.told[places], spans.rows[places], room.at(room.groups(len(year))[places], year[places]), room
    )


def _cells(spans: Spans, values: Values, told: Any, rows: Any, number: Any, room: _Room) -> Cells:
    """Add up what has one number; cells come in the order of their names and years."""
    np = numpy()
    found, where = np.unique(number, return_inverse=True)
    sums = {name: _added_up(where, held, len(found)) for name, held in values.items()}
    counts = (np.rint(np.bincount(where, held, len(found))).astype(np.int64) for held in (told, rows))
    return room.cells(spans, found, sums, *counts)


def _added_up(where: Any, held: Any, size: int) -> Any:
    """Return the sums of what has one place, the same in whatever order it comes."""
    np = numpy()
    return sum((np.bincount(where, part, size) for part in _parts(held)), np.zeros(size))


def _sum(held: Any) -> float:
    return float(sum(part.sum() for part in _parts(held)))


def _parts(held: Any) -> list[Any]:
    """Return figures as a coarse part and the rest; no sum of either, over any of them, is rounded."""
    np = numpy()
    if held.dtype.kind == "i":
        return [held]
    whole = float(np.abs(held).sum())
    if not whole:
        return []
    step = ldexp(1.0, frexp(whole)[1] + 1 - _DIGITS)
    finest = step * ldexp(1.0, len(held).bit_length() + 1 - _DIGITS)
    if not finest:  # figures so small that nothing is left to part
        return [held]
    coarse = np.rint(held / step) * step
    rest = held - coarse
    return [coarse, np.rint(rest / finest) * finest] if rest.any() else [coarse]
