"""Listed years: the years of a figure that have gaps between them, of which a table holds each unbroken run in its own row.

A run alone does not tell whether the rest of its figure lies in a window of years, nor how many runs of it do; the list does.

    >>> import pyarrow as pa
    >>> listed = ListedYears.of(pa.chunked_array([["2015; 2016; 2018", "2015; 2016; 2018", None]]))
    >>> listed.counted(2016, 2020).tolist()
    [2, 2, 0]

Left out: the runs themselves (`armsdeals.analysis._sums.Spans`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.analysis._columns_told import LATEST, coded, numpy
from armsdeals.errors import InvalidValue

_LENGTH = 4  # digits of a year


@frozen(eq=False, repr=False)
class ListedYears:
    """The lists of some rows.

    Attributes:
        codes: For each row the place of its list; -1 where it has none.
        lists: The lists, each once.
    """

    codes: Any
    lists: tuple[tuple[int, ...], ...]

    __repr__ = short_repr

    @classmethod
    def of(cls, column: Any) -> ListedYears:
        """Return the lists of a column of text.

        Raises:
            InvalidValue: A text is no list of ascending years.
        """
        codes, texts = coded(column)
        return cls(codes, tuple(map(_years_of, texts)))

    def counted(self, first: int = 1, last: int = LATEST) -> Any:
        """Return for each row how many years of its list lie in a window; 0 where it has none."""
        many = [sum(first <= year <= last for year in years) for years in self.lists]
        return numpy().array([*many, 0])[self.codes]  # -1 takes the last

    def ordered(self, order: Any) -> ListedYears:
        """Return them with the rows in another order."""
        return evolve(self, codes=self.codes[order])


def _years_of(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(";")]
    if all(part.isascii() and part.isdecimal() and len(part) <= _LENGTH for part in parts):
        years = tuple(map(int, parts))
        if all(year < later for year, later in pairwise(years)):
            return years
    raise InvalidValue(f"{shown(text)} is no list of years (expected years in their order, such as '2015; 2016; 2018')")
