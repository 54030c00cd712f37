"""Tables of answers with cells of every kind.

>>> from hypothesis import find
>>> find(results(), lambda result: len(result) > 0 and len(result.columns) > 1).columns[1].name
'b'
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import FRACTION, NoValue, Range, Rivals
from armsdeals.analysis.columns import Column, Remark
from armsdeals.register.register import Register
from armsdeals.strategies.claim import evidences
from armsdeals.strategies.deal import registers
from armsdeals.strategies.slots import nth, slot, slots, whole
from armsdeals.strategies.values import days, estimates, kept, moneys, prices, shares, texts, tivs, whens
from armsdeals.tables.columns import Columns, TableColumn
from armsdeals.tables.flat import columns
from armsdeals.tables.table import Table, Tables

_LARGEST = 10**12
_UNITS = ("", "", "day", "USD", FRACTION)
_NAMES = "abc"  # of columns
_LONGEST = 4  # rows
_WORDS = texts(max_size=8)
_COLUMNS = st.tuples(st.integers(0, 5), st.integers(0, len(_UNITS) - 1))
_REMARKS = st.tuples(st.integers(0, _LONGEST - 1), st.integers(0, len(_NAMES) - 1), _WORDS)
_NUMBERS = st.builds(lambda n, places: Decimal(n).scaleb(-places), st.integers(-_LARGEST, _LARGEST), st.integers(0, 6))


@kept
def ranges() -> st.SearchStrategy[Range]:
    """Numbers between two bounds, of which one may be open."""
    ends = st.lists(_NUMBERS, min_size=2, max_size=2).map(sorted)
    units = st.sampled_from(("", "USD", "USD, contract"))
    both = st.builds(lambda two, unit: Range(low=two[0], high=two[1], unit=unit), ends, units)
    return both | st.builds(Range, low=_NUMBERS, unit=units) | st.builds(Range, high=_NUMBERS, unit=units)


@kept
def cells() -> st.SearchStrategy[Any]:
    """What may stand in one place of a table."""
    plain = st.one_of(
        st.sampled_from(NoValue), st.integers(-_LARGEST, _LARGEST), _NUMBERS, texts(max_size=12), st.booleans(), days(),
        st.floats(-1e12, 1e12, allow_subnormal=False), ranges(), prices(), estimates(), moneys(), shares(), tivs(), whens(),
    )  # fmt: skip
    return plain | st.lists(prices() | ranges(), min_size=2, max_size=3).map(Rivals)


@kept
def long_tables() -> st.SearchStrategy[Tables]:
    """All long tables of a register."""
    return registers(max_size=2).map(lambda register: register.tables)


@kept
def single_tables() -> st.SearchStrategy[Table]:
    """One long table of a register."""
    return st.builds(lambda held, name: held[name], long_tables(), st.sampled_from(sorted(Register([]).tables)))


@kept
def codebooks() -> st.SearchStrategy[Columns]:
    """What stands in the columns of a table."""
    return st.sampled_from(sorted(Register([]).tables)).map(columns)


@kept
def table_columns() -> st.SearchStrategy[TableColumn]:
    """One column of a table."""
    return codebooks().flatmap(st.sampled_from)


@kept
def results() -> st.SearchStrategy[Result]:
    """Tables of a few rows; a column holds cells of one kind or of several, with and without values."""
    kinds = (_NUMBERS, ranges(), prices(), st.integers(0, 9), texts(max_size=5), cells())
    return _result(tuple(st.sampled_from(NoValue) | kind for kind in kinds))


@st.composite
def _result(draw: st.DrawFn, /, kinds: tuple[st.SearchStrategy[Any], ...]) -> Result:
    columns = [draw(slot(_COLUMNS)) for _ in _NAMES]
    columns[0] = columns[0] or (None if any(columns) else (0, 0))
    kind_of = [kinds[column[0] if column else 0] for column in columns]
    wide = [place for place, column in enumerate(columns) if column is not None]
    names = _NAMES[: len(wide)]
    title, basis, unit, vintage = (draw(_WORDS) for _ in range(4))
    keys, notes = draw(whole(0, len(wide))), draw(slots(_WORDS, most=2))
    remarks, sources = draw(slots(_REMARKS, most=2)), draw(slots(evidences(), most=2))
    # Rows come last, so that one can be taken away and all else stays; a remark on no row is dropped. A row has a cell for
    # each column that there could be, so that a column can be taken away alone.
    rows = [row for _ in range(_LONGEST) if (row := draw(slot(_row(tuple(kind_of))))) is not None]
    return Result(
        columns=[
            Column(name, unit=_UNITS[column[1]])
            for name, column in zip(names, (column for column in columns if column), strict=True)
        ],
        rows=[[row[place] for place in wide] for row in rows],
        title=title, basis=basis, unit=unit, vintage=vintage, keys=keys, notes=notes, sources=sources,
        remarks=[Remark(min(row, len(rows) - 1), nth(names, column), text) for row, column, text in remarks if rows],
    )  # fmt: skip


@cache
def _row(kinds: tuple[st.SearchStrategy[Any], ...]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(*kinds)
