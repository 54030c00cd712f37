"""Tables of answers with cells of every kind.

>>> from hypothesis import find
>>> find(results(), lambda result: len(result) > 0 and len(result.columns) > 1).columns[1].name
'b'
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import FRACTION, NoValue, Range, Rivals
from armsdeals.analysis.columns import Column, Remark
from armsdeals.register.register import Register
from armsdeals.strategies.claim import evidences
from armsdeals.strategies.deal import registers
from armsdeals.strategies.values import days, estimates, kept, moneys, prices, shares, texts, tivs, whens
from armsdeals.tables.columns import Columns, TableColumn
from armsdeals.tables.flat import columns
from armsdeals.tables.table import Table, Tables

_LARGEST = 10**12
_UNITS = ("", "", "day", "USD", FRACTION)
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
    return st.integers(1, 3).flatmap(lambda wide: st.integers(0, 4).flatmap(lambda long: _of_size(wide, long)))


def _of_size(wide: int, long: int) -> st.SearchStrategy[Result]:
    names = "abc"[:wide]
    alike = st.sampled_from((_NUMBERS, ranges(), prices(), st.integers(0, 9), texts(max_size=5), cells()))
    one_column = alike.flatmap(lambda kind: st.lists(kind | st.sampled_from(NoValue), min_size=long, max_size=long))
    remarks = st.lists(
        st.builds(Remark, st.integers(0, max(long - 1, 0)), st.sampled_from(names), texts(max_size=8)),
        max_size=2 if long else 0,
    )
    return st.builds(
        lambda columns, units, **more: Result(
            columns=[Column(name, unit=unit) for name, unit in zip(names, units, strict=True)],
            rows=zip(*columns, strict=True), **more,
        ),
        st.lists(one_column, min_size=wide, max_size=wide),
        st.lists(st.sampled_from(_UNITS), min_size=wide, max_size=wide),
        title=texts(max_size=8), basis=texts(max_size=4), unit=texts(max_size=4), vintage=texts(max_size=4),
        keys=st.integers(0, wide), notes=st.lists(texts(max_size=8), max_size=2), remarks=remarks,
        sources=st.lists(evidences(), max_size=2),
    )  # fmt: skip
