"""Columns that an engine told, as arrays: names by their places, and whole numbers.

    >>> import pyarrow as pa
    >>> codes, names = coded(pa.chunked_array([["B", None, "A", "B"]]))
    >>> codes.tolist(), names
    ([1, -1, 0, 1], ('A', 'B'))

Left out: what is added up (`armsdeals.analysis._sums`).
"""

from __future__ import annotations

from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, need

LATEST = 9_999  # the last year there is
NOBODY = -1  # the code of a name that nobody tells


def numpy() -> Any:
    """Return NumPy.

    Raises:
        MissingExtra: It is not installed.
    """
    return need("numpy", extra="analysis", what="a question about a register or a frame")


def coded(column: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return for each row the place of its name, and the names of a column in their order."""
    np = numpy()
    whole = column.combine_chunks().dictionary_encode()
    whole = whole.combine_chunks() if hasattr(whole, "combine_chunks") else whole
    names = whole.dictionary.to_pylist()
    order = sorted(range(len(names)), key=lambda place: (isinstance(names[place], str), names[place]))
    moved = np.empty(len(names) + 1, np.int64)
    moved[order], moved[-1] = np.arange(len(names)), NOBODY
    places = whole.indices.fill_null(len(names)).to_numpy(zero_copy_only=False)
    return moved[places], tuple(names[place] for place in order)


def whole_numbers(table: Any, name: str, size: int, missing: int) -> Any:
    """Return the years of a column, or how many they are.

    Args:
        table: The table.
        name: The name of the column.
        size: How many rows it has.
        missing: What stands for an empty cell.

    Raises:
        InvalidValue: One is none.
    """
    np = numpy()
    held = table.column(name)
    if held.null_count == size:
        return np.full(size, missing, np.int64)
    told = held.fill_null(missing).to_numpy()
    is_whole = told.dtype.kind != "f" or bool((told == np.floor(told)).all())
    if size and not (is_whole and told.min() >= 0 and told.max() <= LATEST):
        wrong = shown(told[np.argmin((told >= 0) & (told <= LATEST) & (told == np.floor(told)))].item())
        raise InvalidValue(f"{wrong} is no year (expected a whole number up to {LATEST}, or an empty cell)")
    return told.astype(np.int64)
