"""A window of years: rows that lie outside of it wholly are left out before anything is added up.

A question of ten years out of forty has a third of the rows to group. What may reach into the window stays, and so does what
nobody dates, of which the answer says how much it is.

    >>> import pyarrow as pa
    >>> from armsdeals.analysis._engine import opened
    >>> told = pa.table({"first_year": [2015, 2018, None], "last_year": [2016, 2019, None], "tiv": [16.0, 4.0, 1.0]})
    >>> reaching_in(opened(told), Basis.DELIVERED, (2016, 2017), "volumes").count()
    2

Left out: how much of a row lies in the window (`armsdeals.analysis._spread`).
"""

from __future__ import annotations

from armsdeals.analysis._columns_told import LATEST
from armsdeals.analysis._engine import Frame, narwhals
from armsdeals.analysis._sums import year_columns
from armsdeals.values.basis import Basis


def reaching_in(frame: Frame, basis: Basis, years: tuple[int, int] | None, question: str) -> Frame:
    """Return the frame without the rows that certainly lie outside; one whose years cannot be stays, to be refused.

    Args:
        frame: The rows.
        basis: What they count.
        years: The first and the last year; None for all.
        question: Who asks, for messages.

    Raises:
        UnknownName: The frame has no columns of years.
        InvalidValue: They hold something else.
    """
    if years is None:
        return frame
    named = year_columns(frame, basis, question)
    if any(frame.types[name] != "whole" for name in named):  # a fraction may be no number, and is refused later
        return frame
    first, last = map(narwhals().col, named)
    inside = (first <= years[1]) & (last >= years[0])
    odd = (first < 1) | (last > LATEST) | (first > last)  # what such a row means, or that it is wrong, is told later
    begun, ended = (f'"{name}"' for name in named)  # names of our own
    return frame.where(
        inside | odd | first.is_null() | last.is_null(),
        sql=f"{begun} <= {years[1]} and {ended} >= {years[0]} or {begun} < 1 or {ended} > {LATEST} or {begun} > {ended}"
        f" or {begun} is null or {ended} is null",
    )
