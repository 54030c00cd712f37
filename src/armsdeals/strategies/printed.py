"""What publishers print: vintages, counts of lines, tables of volumes by year.

>>> from hypothesis import find
>>> find(yearly_tables(), lambda table: len(table) > 0 and None in table.row(table.names[0])).years
(1950,)
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from armsdeals.register.vintage import Counts, Vintage
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.strategies.slots import FLAGS, slot
from armsdeals.strategies.values import days, kept, texts

_FIRST, _LAST = 1950, 2025
_YEARS = st.integers(_FIRST, _LAST)
_MOST = 4  # years of a table
_NAMES = ("India", "Norway", "unknown recipient(s)", "United Nations**", "Total world import")
_CELLS = st.none() | st.integers(0, 40_000).map(Decimal) | st.integers(0, 400_000).map(lambda n: Decimal(n).scaleb(-1))
_ROW = st.tuples(*(_CELLS for _ in range(_MOST)))
_TITLES = texts(max_size=12)


@kept
def vintages() -> st.SearchStrategy[Vintage]:
    """Printings of a register, with and without a day and years."""
    span = st.none() | st.tuples(_YEARS, _YEARS).map(sorted)
    return st.builds(
        lambda span, **more: Vintage(
            **more, **dict(zip(("first_year", "last_year"), span or (None, None), strict=True))
        ),
        span,
        publisher=texts(min_size=1, max_size=8),
        title=texts(max_size=12),
        generated=st.none() | days(),
        window=texts(max_size=12),
        layout=texts(max_size=6),
        lines=st.lists(texts(max_size=8), max_size=2).map(tuple),
    )


@kept
def line_counts() -> st.SearchStrategy[Counts]:
    """What became of the lines of a file."""
    parts = st.tuples(*(st.integers(0, 30_000) for _ in range(4)))
    return parts.map(
        lambda told: Counts(data_lines=sum(told), used=told[0], joined=told[1], refused=told[2], skipped=told[3])
    )


@kept
def yearly_tables() -> st.SearchStrategy[YearlyTable]:
    """Tables of volumes by year with empty cells, printed zeros and a row of sums."""
    return _table(st.none() | vintages())


@st.composite
def _table(draw: st.DrawFn, /, vintage: st.SearchStrategy[Vintage | None]) -> YearlyTable:
    years = [draw(_YEARS), *(draw(slot(_YEARS)) for _ in range(_MOST - 1))]
    # A row has a cell for each year that there could be, so that a year can be taken away alone.
    rows = {name: row for name in _NAMES if (row := draw(slot(_ROW, FLAGS[2]))) is not None}
    told = {year: place for place, year in reversed(list(enumerate(years))) if year is not None}
    return YearlyTable(
        of=draw(st.sampled_from(["recipient", "supplier", "category", ""])),
        years=tuple(sorted(told)),
        printed={name: tuple(row[told[year]] for year in sorted(told)) for name, row in rows.items()},
        title=draw(_TITLES),
        direction=draw(st.sampled_from(["", "export", "import"])),
        counterpart=draw(_TITLES),
        vintage=draw(vintage),
    )
