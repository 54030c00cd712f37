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
from armsdeals.strategies.values import days, kept, texts

_FIRST, _LAST = 1950, 2025
_YEARS = st.integers(_FIRST, _LAST)


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
    years = st.lists(_YEARS, min_size=1, max_size=4, unique=True).map(lambda told: tuple(sorted(told)))
    return years.flatmap(_over)


def _over(years: tuple[int, ...]) -> st.SearchStrategy[YearlyTable]:
    cell = (
        st.none() | st.integers(0, 40_000).map(Decimal) | st.integers(0, 400_000).map(lambda n: Decimal(n).scaleb(-1))
    )
    row = st.tuples(*(cell for _ in years))
    names = st.sampled_from(["India", "Norway", "unknown recipient(s)", "United Nations**", "Total world import"])
    return st.builds(
        YearlyTable,
        of=st.sampled_from(["recipient", "supplier", "category"]),
        years=st.just(years),
        printed=st.dictionaries(names, row, max_size=3),
        title=texts(max_size=12),
        direction=st.sampled_from(["", "export", "import"]),
        counterpart=texts(max_size=8),
        vintage=st.none() | vintages(),
    )
