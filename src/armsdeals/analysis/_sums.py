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

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

from attrs import frozen

from armsdeals._fields import Word
from armsdeals._printed import short_repr
from armsdeals.analysis._asked import Key
from armsdeals.analysis._bases import written
from armsdeals.analysis._columns_told import coded, numpy, whole_numbers
from armsdeals.analysis._engine import Frame, arrow_of, collected, narwhals
from armsdeals.analysis._listed_years import ListedYears
from armsdeals.analysis._side_by_side import side_by_side
from armsdeals.errors import InvalidValue
from armsdeals.values.basis import Basis

LONGEST = 150  # years that one told figure may fall in
_DECIMALS = 6  # of figures as they are told
_NOISE = 8  # last binary digits by which sums of a few figures may differ
_ORDERED = 200_000  # spans that are put in order; of more this would take too long
Condition = tuple[Any, str]  # as an expression, and in words for DuckDB
_FACT, _FALSE = "FACT", "false"
_FIRST, _LAST, _TOLD_YEARS, _LISTED = "first", "last", "years", "listed"
_KEYS = tuple(f"key_{place}" for place in range(20))


class Measure(Word):
    """What is added up."""

    TIV = "TIV"  # volume
    NUMBER = "NUMBER"  # pieces, of one unit
    DEALS = "DEALS"  # deals, each once in a cell


@frozen(eq=False, repr=False)
class Spans:
    """Sums over groups and spans of years, as arrays of one length.

    Attributes:
        codes: For each key but the year the place of its name in ``names``, `NOBODY` where nobody tells it.
        names: For each of these keys the names.
        first: The first year of the span; 0 where nobody tells it.
        last: The last year.
        told_years: In how many years the told figures fall, of which those of the span may be some.
        sums: best, low and high of numbers, estimated, and unsaid (how many figures nobody says it of), as far as the
            frame tells them.
        told: How many rows tell a figure.
        rows: How many rows there are.
        listed: All years of the told figures that have gaps between them, where they were asked for.
    """

    codes: tuple[Any, ...]
    names: tuple[tuple[Any, ...], ...]
    first: Any
    last: Any
    told_years: Any
    sums: dict[str, Any]
    told: Any
    rows: Any
    listed: ListedYears | None = None

    __repr__ = short_repr


def counted(frame: Frame, basis: Basis | None) -> Frame:
    """Return the frame with only what counts: told as a fact, neither taken back nor beaten, and on the basis."""
    return _only(
        frame,
        *_on_basis(frame, basis),
        *_as_a_fact(frame),
        *_unless(frame, "is_retracted"),
        *_unless(frame, "is_beaten"),
    )


def beaten(frame: Frame, basis: Basis) -> Frame | None:
    """Return the rows on a basis that a rival row beats; None where the frame does not tell of any such."""
    if "is_beaten" not in frame or frame.alike.get("is_beaten") == _FALSE:
        return None
    return _only(frame, *_on_basis(frame, basis), _where_flagged("is_beaten"))


def uncounted(frame: Frame, basis: Basis) -> int:
    """Return how many rows on a basis are not told as a fact, or were taken back."""
    col = narwhals().col
    found = 0
    if "modality" in frame and frame.alike.get("modality") != _FACT:
        other = (col("modality") != _FACT, f"modality <> '{_FACT}'")
        found += _only(frame, other, *_on_basis(frame, basis)).count()
    if "is_retracted" in frame and frame.alike.get("is_retracted") != _FALSE:  # a row that is both counts once
        back = _where_flagged("is_retracted")
        found += _only(frame, back, *_as_a_fact(frame), *_on_basis(frame, basis)).count()
    return found


def _only(frame: Frame, *conditions: Condition) -> Frame:
    """The rows for which all conditions are true.

    Each stands alone and without a default, so that an engine can skip whole blocks of a file by it.
    """
    if not conditions:
        return frame
    expressions, texts = zip(*conditions, strict=True)
    return frame.where(*expressions, sql=" and ".join(f"({text})" for text in texts))


def _on_basis(frame: Frame, basis: Basis | None) -> list[Condition]:
    if basis is None or "basis" not in frame or frame.alike.get("basis") == str(basis):
        return []
    if frame.is_ours:
        return [(narwhals().col("basis") == str(basis), f"basis = '{basis}'")]
    told = written(frame, basis)
    listed = ", ".join("'" + word.replace("'", "''") + "'" for word in told)
    return [(narwhals().col("basis").is_in(told), f"basis in ({listed})")]


def _as_a_fact(frame: Frame) -> list[Condition]:
    if "modality" not in frame or frame.alike.get("modality") == _FACT:
        return []
    told = narwhals().col("modality")
    return [((told == _FACT) | told.is_null(), f"modality = '{_FACT}' or modality is null")]


def _unless(frame: Frame, flag: str) -> list[Condition]:
    if flag not in frame or frame.alike.get(flag) == _FALSE:
        return []
    return [(~narwhals().col(flag).fill_null(False), f"{flag} is not true")]  # noqa: FBT003  # what an empty flag means


def _where_flagged(flag: str) -> Condition:
    return narwhals().col(flag).fill_null(False), f"{flag} is true"  # noqa: FBT003  # what an empty flag means


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
    in_window: bool = False,
    measure: Measure = Measure.TIV,
    question: str = "volumes",
) -> Spans:
    """Return the sums of a frame.

    Args:
        frame: The rows, of which those that do not count are left out already.
        keys: By what is grouped; the year is looked at in ``by_year`` alone.
        basis: On which basis.
        by_year: Whether spans of years are kept apart.
        in_window: Whether they will be cut to a window, so that the gaps between the years of a figure matter.
        measure: What is added up.
        question: Who asks, for messages.

    Raises:
        UnknownName: The frame lacks a column.
        InvalidValue: A column holds something else, or a span ends before it begins.
    """
    columns = list(dict.fromkeys(key.column for key in keys if not key.is_year))
    best = {Measure.TIV: "tiv", Measure.NUMBER: "number"}.get(measure)
    if best:
        frame.need(question, **{best: "number"})
    grouped = dict(zip(_KEYS, columns, strict=False))
    if by_year:
        grouped |= dict(zip((_FIRST, _LAST), year_columns(frame, basis, question), strict=True))
        grouped |= {_TOLD_YEARS: "told_years"} if "told_years" in frame else {}
        if "listed_years" in frame and (in_window or "told_years" not in frame):
            frame.need(question, listed_years="text")
            grouped[_LISTED] = "listed_years"
    of_year = "order_year_is_estimated" if basis is Basis.ORDERED else "year_is_estimated"
    years = ((of_year,) if by_year else ()) + (("order_year_is_estimated",) if "order_year" in columns else ())
    flags = [name for name in dict.fromkeys(("number_is_estimated", *years)) if name in frame]
    ends = [f"number_{end}" for end in ("low", "high") if measure is Measure.NUMBER and f"number_{end}" in frame]
    table = (in_duckdb if frame.is_duckdb else anywhere)(frame, grouped, best, flags, ends)
    places = [columns.index(key.column) for key in keys if not key.is_year]
    return _spans(table, places, grouped)


def anywhere(
    frame: Frame, grouped: Mapping[str, str], best: str | None, flags: Sequence[str], ends: Sequence[str]
) -> Any:
    """Add up in whatever engine holds the rows.

    Args:
        frame: The rows.
        grouped: The columns by which is grouped, under the names that they get.
        best: The column that is added up; None to count rows.
        flags: The flags of estimates.
        ends: The columns of the lowest and the highest number.
    """
    nw = narwhals()
    col, figure = nw.col, col_as_float(best)
    made = {name: col(column) for name, column in grouped.items()} | {"best": figure}
    if flags:
        sure = [col(name).fill_null(False) for name in flags]  # noqa: FBT003  # an empty flag says nothing
        estimated = reduce(or_, sure)
        made["estimated"] = nw.when(estimated).then(figure).otherwise(0.0)
        unsaid = col(flags[0]).is_null() & ~figure.is_null() if best else col(flags[0]).is_null()
        made["unsaid"] = nw.when(unsaid).then(1.0).otherwise(0.0)
    # Where bounds are all that is told there is no number to add, and none of them may be added alone.
    made |= {
        end.removeprefix("number_"): nw.when(~figure.is_null()).then(nw.coalesce(col_as_float(end), figure))
        for end in ends
    }
    sums = [name for name in made if name not in grouped]
    rows = frame.rows.select(**made)
    aggregates = [*(col(name).sum() for name in sums), col("best").count().alias("told"), nw.len().alias("rows")]
    return collected(rows.group_by(*grouped).agg(*aggregates) if grouped else rows.select(*aggregates))


def in_duckdb(
    frame: Frame, grouped: Mapping[str, str], best: str | None, flags: Sequence[str], ends: Sequence[str]
) -> Any:
    """Add up in DuckDB, in one query of its own, which takes half the time; the arguments are those of `anywhere`."""
    figure = f"cast({_quoted(best)} as double)" if best else "1.0::double"
    may_be_empty = best is not None and best not in frame.full
    counted = f"count({_quoted(best)})" if may_be_empty else "count(*)"
    aggregates = {"best": f"fsum({figure})", "rows": "count(*)"}  # fsum compensates what is lost, in the same time
    if may_be_empty:
        aggregates["told"] = counted
    if flags:
        # A filter of an aggregate is quicker than a case or a product, which make a column first; a share is told in
        # fewer digits than a plain sum keeps.
        aggregates["estimated"] = f"sum({figure}) filter (where {' or '.join(map(_quoted, flags))})"
        silent = f"{counted} filter (where {_quoted(flags[0])} is null)"
        if not may_be_empty:  # what is not empty is quicker to count
            silent = f"count(*) - count({_quoted(flags[0])})"
        aggregates["unsaid"] = f"cast({silent} as double)"
    for end in ends:
        aggregates[end.removeprefix("number_")] = (
            f"fsum(coalesce(cast({_quoted(end)} as double), {figure})) filter (where {_quoted(best)} is not null)"
        )
    told = [f"{_quoted(column)} as {name}" for name, column in grouped.items()]
    told += [f"{text} as {name}" for name, text in aggregates.items()]
    by = ", ".join(_quoted(column) for column in dict.fromkeys(grouped.values()))
    native = frame.native
    return arrow_of(lambda: native.aggregate(", ".join(told), by).to_arrow_table())


def col_as_float(name: str | None) -> Any:
    """Return a column as an expression of binary fractions; 1 where there is no column."""
    nw = narwhals()
    return nw.col(name).cast(nw.Float64) if name else nw.lit(1.0)


def _quoted(name: str | None) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _spans(table: Any, places: Sequence[int], grouped: Mapping[str, str]) -> Spans:
    np = numpy()
    if not grouped and table.column("rows")[0].as_py() == 0:
        table = table.slice(0, 0)  # of no rows at all an engine still gives one sum
    size = table.num_rows
    named = side_by_side(coded, [table.column(name) for name in grouped if name in _KEYS], length=size)
    first, last = (
        whole_numbers(table, name, size, 0) if name in grouped else np.zeros(size, np.int64) for name in (_FIRST, _LAST)
    )
    told_only_one = (first == 0) != (last == 0)
    first, last = np.where(told_only_one, 0, first), np.where(told_only_one, 0, last)
    length = last - first + 1
    if (length < 1).any():
        place = int(np.argmax(length < 1))
        raise InvalidValue(
            f"a row falls in {first[place]} to {last[place]}, which ends before it begins; swap the years"
        )
    if (length > LONGEST).any():
        raise InvalidValue(f"a row falls in more than {LONGEST} years; look at its first and last year")
    told_years = np.maximum(whole_numbers(table, _TOLD_YEARS, size, 1), length) if _TOLD_YEARS in grouped else length
    listed = ListedYears.of(table.column(_LISTED)) if _LISTED in grouped else None
    told_years = told_years if listed is None else np.maximum(told_years, listed.counted())
    rows = table.column("rows").to_numpy().astype(np.int64)
    told = table.column("told").to_numpy().astype(np.int64) if "told" in table.column_names else rows
    names = [name for name in table.column_names if name not in (*grouped, "told", "rows")]
    sums = {name: table.column(name).fill_null(0).to_numpy().astype(np.float64) for name in names}
    if not np.isfinite(sums["best"]).all():
        raise InvalidValue("a figure is infinite or not a number; an empty cell is what nobody tells")
    unsaid = {"unsaid": sums.pop("unsaid").astype(np.int64)} if "unsaid" in sums else {}
    sums = dict(zip(sums, side_by_side(partial(_as_told, told=told), sums.values(), length=size), strict=True)) | unsaid
    codes, told_names = tuple(named[place][0] for place in places), tuple(named[place][1] for place in places)
    if 1 < size <= _ORDERED:  # engines answer in any order, and the last digits of what is added up tell in which
        order = np.lexsort((*(() if listed is None else (listed.codes,)), told_years, last, first, *codes))
        listed = None if listed is None else listed.ordered(order)
        codes = tuple(held[order] for held in codes)
        first, last, told_years, told, rows = (held[order] for held in (first, last, told_years, told, rows))
        sums = {name: held[order] for name, held in sums.items()}
    return Spans(codes, told_names, first, last, told_years, sums, told, rows, listed)


def _as_told(sums: Any, told: Any) -> Any:
    """Return sums of figures of a few decimals without what the order of adding, which threads change, leaves in the last digits.

    What is left grows with the root of how many were added up, where an engine does not compensate it.
    """
    np = numpy()
    plain = np.round(sums, _DECIMALS)
    off = np.abs(plain - sums)
    unsure = np.abs(sums) * (_NOISE * np.finfo(float).eps)
    if bool((off <= unsure).all()):  # no figure is told more finely, whatever was added up
        return plain
    return np.where(off <= unsure * np.sqrt(told + 1), plain, sums)
