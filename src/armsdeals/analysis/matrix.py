"""Matrix: one number for each ordered pair of names; a row supplies, a column receives.

>>> found = Matrix(names=("France", "Egypt"), rows=((0.0, 16.0), (0.0, 0.0)))
>>> found["France", "Egypt"], found
(16.0, <Matrix 2 x 2, sum 16>)
>>> print(found.to_csv().decode(), end="")
supplier,France,Egypt
France,0.0,16.0
Egypt,0.0,0.0

Left out: arithmetic; ``numpy.array(matrix.rows)`` or `Matrix.to_pandas` hands it over.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from armsdeals._disk import replace_file
from armsdeals._inert import inert_text
from armsdeals._shown import shown
from armsdeals.analysis import _frames
from armsdeals.errors import InvalidValue, UnknownName, suggestion


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


def _rows(rows: Iterable[Iterable[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(float, row)) for row in rows)


@frozen(kw_only=True, repr=False)
class Matrix:
    """A square matrix of volumes.

    Attributes:
        names: The parties, in the order of rows and columns.
        rows: What each supplies to each, in millions of TIV.

    Raises:
        InvalidValue: It is not square.
    """

    names: tuple[str, ...] = field(converter=_names)
    rows: tuple[tuple[float, ...], ...] = field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        size = len(self.names)
        if len(self.rows) != size or any(len(row) != size for row in self.rows):
            raise InvalidValue(f"{size} names want {size} rows of {size} numbers", path=("rows",))

    def __getitem__(self, pair: tuple[str, str]) -> float:
        """Return what one supplies to another.

        Raises:
            UnknownName: Nobody is called so.
        """
        supplier, recipient = pair
        return self.rows[self._place(supplier)][self._place(recipient)]

    def _place(self, name: str) -> int:
        if name in self.names:
            return self.names.index(name)
        near = suggestion(str(name), self.names)
        hint = f"did you mean {near[0]}?" if near else "see .names"
        raise UnknownName(f"no row is called {shown(name)}; {hint}", suggestions=near)

    def __len__(self) -> int:
        return len(self.names)

    def to_pandas(self) -> Any:
        """Return a pandas frame with the names as index and columns.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return _frames.square(self.names, self.rows)

    def to_csv(self, *, inert: bool = True) -> bytes:
        """Return the matrix as CSV in UTF-8, as ``as.matrix(read.csv(..., row.names = 1))`` reads it in R.

        Args:
            inert: Whether names that a spreadsheet would take for a formula get a leading apostrophe.
        """
        told = io.StringIO(newline="")
        names = [inert_text(name) for name in self.names] if inert else list(self.names)
        writer = csv.writer(told, lineterminator="\n")
        writer.writerow(["supplier", *names])
        writer.writerows([name, *row] for name, row in zip(names, self.rows, strict=True))
        return told.getvalue().encode()

    def write(self, path: str | os.PathLike[str], *, inert: bool = True) -> None:
        """Write the matrix as CSV.

        Raises:
            InvalidValue: The name ends in something else than ``.csv``.
        """
        if not os.fspath(path).lower().endswith(".csv"):
            raise InvalidValue(f"{shown(os.fspath(path))} does not end in .csv; for other formats hand over to pandas")
        replace_file(path, self.to_csv(inert=inert))

    def __repr__(self) -> str:
        return f"<Matrix {len(self)} x {len(self)}, sum {sum(map(sum, self.rows)):.9g}>"
