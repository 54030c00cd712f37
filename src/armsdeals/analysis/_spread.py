"""Spread: sums over spans of years, laid out over the years.

A figure that is told for several years together says nothing of each. Shared out evenly it is an estimate, which may be
wrong by as much as the whole figure, so that each cell carries what is certain (low) and what is possible (high).

    >>> import numpy as np
    >>> spans = Spans((np.array([0]),), (("A",),), np.array([2015]), np.array([2016]), {"best": np.array([16.0])}, *np.array([[1], [1]]))
    >>> cells = laid_out(spans, years=None, by_year=True, evenly=True)
    >>> cells.year.tolist(), cells.sums["best"].tolist(), cells.sums["low"].tolist(), cells.sums["high"].tolist()
    ([2015, 2016], [8.0, 8.0], [0.0, 0.0], [16.0, 16.0])

Left out: any other way of sharing out.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from armsdeals.analysis._sums import NOBODY, Spans, numpy

_DENSE = 4_000_000  # cells that are laid out as a whole; beyond, only those that hold something
_EXACT = 1e-9  # relative


@frozen(eq=False)
class Cells:
    """One value for each group and year, in their order, as arrays of one length.

    Attributes:
        codes: For each key but the year the place of its name in ``names``; `NOBODY` where nobody tells it.
        names: For each of these keys the names.
        year: The year; 0 where nobody tells it, or where years were not asked for.
        sums: best, low, high, shared, estimated, unsaid.
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


def laid_out(spans: Spans, *, years: tuple[int, int] | None, by_year: bool, evenly: bool) -> Cells:
    """Return the sums of each group, and of each year if that is asked for.

    Args:
        spans: Sums over spans.
        years: The first and the last year that count; None for all.
        by_year: Whether years are kept apart.
        evenly: Whether what is told for several years together is shared out; else it stands under no year.
    """
    np = numpy()
    outside: dict[str, float] = {}
    if years is None and not by_year:
        return _added(
            spans, np.arange(len(spans.first)), np.zeros(len(spans.first), np.int64), _exactly(spans), outside
        )
    lowest, highest = years or (0, 9_999)
    first, last = np.maximum(spans.first, lowest), np.minimum(spans.last, highest)
    dated = spans.first > 0
    best = spans.sums["best"]
    keep = dated & (first <= last)
    if years is not None:
        outside["undated"] = float(best[~dated].sum())
        if not evenly:
            shared = _shared(spans, spans.last - spans.first + 1)
            elsewhere = _wholes(spans, spans.last - spans.first + 1) > shared * (1 + _EXACT)
            partly = keep & ((first > spans.first) | (last < spans.last) | elsewhere)
            outside["partly"] = float(best[partly].sum())
            keep &= ~partly
    length = spans.last - spans.first + 1
    if by_year and evenly:
        places, year = _each_year(first, last, keep)
        part = 1.0 / length[places]
        whole = length[places] == 1
        values = {
            name: held[places] * part for name, held in spans.sums.items() if name not in ("low", "high", "whole")
        }
        low, high = _ends_of_a_year(spans, length)
        values |= {"low": np.where(whole, low[places], 0.0), "high": high[places]}
        values["shared"] = np.where(whole, _shared(spans, length)[places], values["best"])
        if years is None:  # those that tell no year keep a place of their own
            return _added(spans, *_with_undated(spans, places, year, values, dated), outside)
        return _added(spans, places, year, values, outside)
    if not evenly:
        keep = keep | (~dated if years is None else False)
        places, values = np.flatnonzero(keep), _exactly(spans)
        alone = by_year & (length == 1) & (_shared(spans, length) == 0)
        year = np.where(alone, spans.first, 0)
        return _added(spans, places, year[places], {name: held[places] for name, held in values.items()}, outside)
    part = np.where(keep, (last - first + 1) / length, 0.0)
    values = {name: held * part for name, held in spans.sums.items() if name not in ("low", "high", "whole")}
    low, high = _framed(spans, length, inside=(first == spans.first) & (last == spans.last))
    values |= {"low": low, "high": high, "shared": np.where(part < 1, values["best"], 0.0)}
    places = np.flatnonzero(keep)
    year = np.zeros(len(places), np.int64)
    return _added(spans, places, year, {name: held[places] for name, held in values.items()}, outside)


def _each_year(first: Any, last: Any, keep: Any) -> tuple[Any, Any]:
    """For every kept span each of its years: the place of the span, and the year."""
    np = numpy()
    kept = np.flatnonzero(keep)
    times = (last - first + 1)[kept]
    places = np.repeat(kept, times)
    begins = np.repeat(np.cumsum(times) - times, times)
    return places, first[places] + np.arange(len(places)) - begins


def _with_undated(spans: Spans, places: Any, year: Any, values: dict[str, Any], dated: Any) -> tuple[Any, Any, Any]:
    np = numpy()
    undated = np.flatnonzero(~dated)
    if not len(undated):
        return places, year, values
    exact = _exactly(spans)
    more = {name: np.concatenate([held, exact[name][undated]]) for name, held in values.items()}
    return np.concatenate([places, undated]), np.concatenate([year, np.zeros(len(undated), np.int64)]), more


def _exactly(spans: Spans) -> dict[str, Any]:
    """The sums where nothing is shared out: they are what is told."""
    np = numpy()
    best = spans.sums["best"]
    kept = {name: held for name, held in spans.sums.items() if name != "whole"}
    return {"low": best, "high": best} | kept | {"shared": np.zeros(len(best))}


def _shared(spans: Spans, length: Any) -> Any:
    """What of a span is told for several years together."""
    np = numpy()
    best = spans.sums["best"]
    return np.where(length > 1, best, spans.sums.get("shared", np.zeros(len(best))))


def _wholes(spans: Spans, length: Any) -> Any:
    """The whole figures, of which the parts in a span are some: all of one may fall in any of its years."""
    np = numpy()
    shared = _shared(spans, length)
    return np.maximum(spans.sums["whole"] / length, shared) if "whole" in spans.sums else shared


def _ends_of_a_year(spans: Spans, length: Any) -> tuple[Any, Any]:
    best, shared = spans.sums["best"], _shared(spans, length)
    low, high = spans.sums.get("low", best), spans.sums.get("high", best)
    return low * _ratio(best - shared, best), high * _ratio(best - shared + _wholes(spans, length), best)


def _framed(spans: Spans, length: Any, *, inside: Any) -> tuple[Any, Any]:
    """What is certain and what is possible of a span in a window that holds it wholly or in part."""
    np = numpy()
    best, shared, wholes = spans.sums["best"], _shared(spans, length), _wholes(spans, length)
    low, high = spans.sums.get("low", best), spans.sums.get("high", best)
    exact = inside & (wholes <= shared * (1 + _EXACT))  # all years of what is told lie in the span
    least, most = _ends_of_a_year(spans, length)
    return np.where(exact, low, least), np.where(exact, high, most)


def _ratio(part: Any, of: Any) -> Any:
    np = numpy()
    return np.divide(part, of, out=np.ones(len(of)), where=of != 0)


def _added(spans: Spans, places: Any, year: Any, values: dict[str, Any], outside: dict[str, float]) -> Cells:
    """Add up what falls into one cell; cells come in the order of their names and years."""
    np = numpy()
    sizes = [len(names) + 1 for names in spans.names]
    base = int(year[year > 0].min()) - 1 if (year > 0).any() else 0
    beyond = (
        int(year.max()) - base + 1 if len(year) else 1
    )  # years lie from 1 on; where nobody tells one, beyond the last
    number = np.zeros(len(places), np.int64)
    for codes, size in zip(spans.codes, sizes, strict=True):
        number = number * size + np.where(codes == NOBODY, size - 1, codes)[places]
    number = number * (beyond + 1) + np.where(year > 0, year - base, beyond)
    room = int(np.prod([*sizes, beyond + 1], dtype=np.float64))
    if room <= max(_DENSE, 2 * len(places)):
        found, where = np.flatnonzero(np.bincount(number, minlength=1)), number
        kept = found
    else:
        found, where = np.unique(number, return_inverse=True)
        kept = np.arange(len(found))

    def add(held: Any) -> Any:
        return np.bincount(where, held)[kept]

    sums = {name: add(held) for name, held in values.items()}
    told, rows = (np.rint(add(held[places])).astype(np.int64) for held in (spans.told, spans.rows))
    rest, at = np.divmod(found, beyond + 1)
    codes = []
    for size in reversed(sizes):
        rest, code = np.divmod(rest, size)
        codes.append(np.where(code == size - 1, NOBODY, code))
    return Cells(tuple(reversed(codes)), spans.names, np.where(at == beyond, 0, at + base), sums, told, rows, outside)
