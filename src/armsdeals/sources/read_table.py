"""Reading a publisher's yearly table: volumes by country and year, as a `YearlyTable`.

    >>> read_table("no-such-file.csv", source="sipri")
    Traceback (most recent call last):
    armsdeals.errors.UnreadableInput: 'no-such-file.csv' cannot be read: there is no such file

Left out: registers of deals, which `read` and `try_read` take.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from armsdeals._disk import file_bytes
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.sources.sipri.tables import yearly_table
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

PUBLISHERS: dict[str, Callable[..., YearlyTable]] = {"sipri": yearly_table}


def read_table(path: str | os.PathLike[str], *, source: str, limits: Limits = DEFAULT_LIMITS) -> YearlyTable:
    """Return the table of volumes by year that a publisher's file holds.

    Args:
        path: The file.
        source: Whose table it is: "sipri", in any case.
        limits: How much of a stranger's file is read.

    Raises:
        UnknownName: No such source has tables.
        UnreadableInput: The file cannot be read, or holds no such table.
        LimitExceeded: It is larger than the limits.
        InvalidDeals: Rows of it are at fault; the exception holds all of them.
    """
    publisher = PUBLISHERS.get(str(source).strip().casefold())
    if publisher is None:
        near = suggestion(str(source).casefold(), list(PUBLISHERS))
        raise UnknownName(
            f"{shown(source)} has no tables that are known here (expected {', '.join(PUBLISHERS)})", suggestions=near
        )
    return publisher(file_bytes(path, most=limits.file_bytes), name=os.fspath(path))
