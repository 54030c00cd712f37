"""Sums: what the engine adds up, before any year is looked at.

Rows of one group that fall into the same years are one sum, so that two million deals become some thousand spans, and only
those are shared out over years (`armsdeals.analysis._spread`). This is all that is asked of an engine, in expressions that
each one knows, and every engine therefore gives the same cells.

    >>> import pyarrow as pa
    >>> from armsdeals.analysis._engine import opened
    >>> told = pa.table({"supplier": ["A", "A"], "first_year": [2015, 2015], "last_year": [2016, 2016], "tiv": [16.0, 4.0]})
    >>> spans = summed(opened(told), (Key("supplier", "supplier"),), Basis.DELIVERED, by_year=True)
    >>> spans.first.tolist(), spans.last.tolist(), spans.sums["best"].tolist(), spans.rows.tolist()
    ([2015], [2016], [20.0], [2])

A column of which the frame has none is not asked for: without flags nobody knows what is estimated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from armsdeals._fields import Word
from armsdeals.analysis._asked import Key
from armsdeals.analysis._engine import Frame, collected, narwhals
from armsdeals.errors import InvalidValue, need
from armsdeals.values.basis import Basis

LONGEST = 150  # years that one told figure may fall in
NOBODY = -1  # the code of a name that nobody tells
_BEST, _FIRST, _LAST = "best__", "first_year__", "last_year__"


class Measure(Word):
    """What is added up."""

    TIV = "TIV"  # volume
    NUMBER = "NUMBER"  # pieces, of one unit
    DEALS = "DEALS"  # deals, each once in a cell


@frozen(eq=False)
class Spans:
    """Sums over groups and spans of years, as arrays of one length.

    Attributes:
        codes: For each key but the year the place of its name in ``names``, `NOBODY` where nobody tells it.
        names: For each of these keys the names.
        first: The first year of the span; 0 where nobody tells it.
        last: The last year.
        sums: best, low, high, shared (told for several years together), whole (what is shared, times the years for which it
            is told), estimated, unsaid (of which nobody says whether it is estimated), as far as the frame tells them.
        told: How many rows tell a figure.
        rows: How many rows there are.
    """

    codes: tuple[Any, ...]
    names: tuple[tuple[Any, ...], ...]
    first: Any
    last: Any
    sums: dict[str, Any]
    told: Any
    rows: Any


def numpy() -> Any:
    """Return NumPy.

    Raises:
        MissingExtra: It is not installed.
    """
    return need("numpy", extra="analysis", what="a question about a register or a frame")


def counted(frame: Frame, basis: Basis | None) -> Frame:
    """Return the frame with only what counts: told as a fact, not taken back, and on the basis."""
    col = narwhals().col
    if basis is not None and "basis" in frame:
        frame = frame.where(col("basis") == str(basis))
    if "modality" in frame:
        frame = frame.where((col("modality") == "FACT") | col("modality").is_null())
    return frame.where(~col("is_retracted").fill_null(False)) if "is_retracted" in frame else frame  # noqa: FBT003  # what an empty flag means


def year_columns(frame: Frame, basis: Basis, question: str) -> tuple[str, str]:
    """Return the columns of the first and the last year in which a row falls.

    Raises:
        UnknownName: The frame has none.
    """
    if "first_year" in frame and "last_year" in frame:
        found = ("first_year", "last_year")
    elif "year" in frame:
        found = ("year", "year")
    elif basis is Basis.ORDERED and "order_year" in frame:
        found = ("order_year", "order_year")
    else:
        frame.need(question, first_year="number", last_year="number")
        found = ("first_year", "last_year")
    frame.need(question, **dict.fromkeys(found, "number"))
    return found


def summed(
    frame: Frame,
    keys: Sequence[Key],
    basis: Basis,
    *,
    by_year: bool,
    measure: Measure = Measure.TIV,
    bounds: bool = True,
    apart: bool = False,
    question: str = "volumes",
) -> Spans:
    """Return the sums of a frame.

    Args:
        frame: The rows, of which those that do not count are left out already.
        keys: By what is grouped; the year is looked at in ``by_year`` alone.
        basis: On which basis.
        by_year: Whether spans of years are kept apart.
        measure: What is added up.
        bounds: Whether sums are wanted from which low and high follow.
        apart: Whether what is told for several years together stays apart from what is told for one.
        question: Who asks, for messages.

    Raises:
        UnknownName: The frame lacks a column.
        InvalidValue: A column holds something else, or a span ends before it begins.
    """
    nw = narwhals()
    col = nw.col
    columns = [key.column for key in keys if not key.is_year]
    made = {_BEST: nw.lit(1.0)}
    if measure is not Measure.DEALS:
        best = "tiv" if measure is Measure.TIV else "number"
        frame.need(question, **{best: "number"})
        made = {_BEST: col(best).cast(nw.Float64)}
    spans = year_columns(frame, basis, question) if by_year else ()
    made |= {name: col(there) for name, there in zip((_FIRST, _LAST), spans, strict=bool(spans))} if spans else {}
    parts = _parts(frame, basis, by_year=by_year, bounds=bounds)
    if measure is Measure.NUMBER:
        parts |= {
            end: nw.coalesce(col(f"number_{end}").cast(nw.Float64), col(_BEST))
            for end in ("low", "high")
            if f"number_{end}" in frame
        }
    aggregates = [
        col(_BEST).sum(),
        col(_BEST).count().alias("told__"),
        nw.len().alias("rows__"),
        *(col(f"{name}__").sum() for name in parts),
    ]
    grouped = [*dict.fromkeys(columns), *((_FIRST, _LAST) if by_year else ())]
    if apart and "told_years" in frame:
        made["several__"] = col("told_years") > 1
        grouped.append("several__")
    rows = frame.rows.with_columns(**made)
    rows = rows.with_columns(**{f"{name}__": part for name, part in parts.items()}) if parts else rows
    table = collected(rows.group_by(*grouped).agg(*aggregates) if grouped else rows.select(*aggregates))
    return _spans(table, columns, list(parts), by_year=by_year)


def _parts(frame: Frame, basis: Basis, *, by_year: bool, bounds: bool) -> dict[str, Any]:
    """What is added up beside the figure itself, as expressions that are 0 where it does not hold."""
    nw = narwhals()
    col = nw.col
    parts: dict[str, Any] = {}
    if by_year and bounds and "told_years" in frame:
        several = col("told_years") > 1
        parts["shared"] = nw.when(several).then(col(_BEST)).otherwise(0.0)
        parts["whole"] = nw.when(several).then(col(_BEST) * col("told_years")).otherwise(0.0)
    of_year = "order_year_is_estimated" if basis is Basis.ORDERED else "year_is_estimated"
    flags = [name for name in ("number_is_estimated", *((of_year,) if by_year else ())) if name in frame]
    if flags:
        sure = [col(name).fill_null(False) for name in flags]  # noqa: FBT003  # an empty flag says nothing
        estimated = sure[0] | sure[1] if len(sure) > 1 else sure[0]
        parts["estimated"] = nw.when(estimated).then(col(_BEST)).otherwise(0.0)
        unsaid = col(flags[0]).is_null() & ~estimated
        parts["unsaid"] = nw.when(unsaid).then(col(_BEST)).otherwise(0.0)
    return parts


def _spans(table: Any, columns: Sequence[str], parts: Sequence[str], *, by_year: bool) -> Spans:
    np = numpy()
    codes, names = [], []
    for name in columns:
        found = _coded(table.column(name))
        codes.append(found[0])
        names.append(found[1])
    size = table.num_rows
    first, last = (_years(table, name, size) if by_year else np.zeros(size, np.int64) for name in (_FIRST, _LAST))
    told_only_one = (first == 0) != (last == 0)
    first, last = np.where(told_only_one, 0, first), np.where(told_only_one, 0, last)
    if (last < first).any():
        place = int(np.argmax(last < first))
        raise InvalidValue(
            f"a row falls in {first[place]} to {last[place]}, which ends before it begins; swap the years"
        )
    if (last - first >= LONGEST).any():
        raise InvalidValue(f"a row falls in more than {LONGEST} years; look at its first and last year")
    sums = {"best": _floats(table, _BEST), **{name: _floats(table, f"{name}__") for name in parts}}
    if not np.isfinite(sums["best"]).all():
        raise InvalidValue("a figure is infinite or not a number; an empty cell is what nobody tells")
    told, rows = (table.column(name).to_numpy().astype(np.int64) for name in ("told__", "rows__"))
    return Spans(tuple(codes), tuple(names), first, last, sums, told, rows)


def _coded(column: Any) -> tuple[Any, tuple[Any, ...]]:
    """The names of a column in their order, and for each row the place of its name."""
    np = numpy()
    whole = column.combine_chunks().dictionary_encode()
    whole = whole.combine_chunks() if hasattr(whole, "combine_chunks") else whole
    names = whole.dictionary.to_pylist()
    order = sorted(range(len(names)), key=lambda place: (isinstance(names[place], str), names[place]))
    moved = np.empty(len(names) + 1, np.int64)
    moved[order], moved[-1] = np.arange(len(names)), NOBODY
    places = whole.indices.fill_null(len(names)).to_numpy(zero_copy_only=False)
    return moved[places], tuple(names[place] for place in order)


def _years(table: Any, name: str, size: int) -> Any:
    np = numpy()
    held = table.column(name)
    return held.fill_null(0).to_numpy().astype(np.int64) if held.null_count < size else np.zeros(size, np.int64)


def _floats(table: Any, name: str) -> Any:
    return table.column(name).fill_null(0).to_numpy().astype("float64")
