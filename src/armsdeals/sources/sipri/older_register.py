r"""SIPRI: the register of the site before 2023, once its text was turned into a table.

One line is one deal. A number or year in brackets is an estimate, unless a column "uncertain" behind it says so with TRUE and
FALSE; ``. .`` is a number nobody knows, and `1993-2001` the first and the last year of delivery, not each between them. A line
without a recipient belongs to that of the line before.

    >>> reading = read(b'''Supplier\tRecipient\tNo. ordered\tWeapon designation\tWeapon description\tYear of order\t\
    ... Year of delivery\tNo. delivered\tComments
    ... Sweden\tNorway\t(12)\tDrone-5\tUAV\t(2004)\t2005-2008\t(9)\tFor patrols
    ... \t\t. .\tRadar-X\tair search radar\t2006\t\t\t
    ... ''')
    >>> print(reading.counts)
    2 lines: 2 used, 0 joined to the line before, 0 refused, 0 skipped
    >>> [(deal.recipients[0].name, [str(event) for event in deal.history]) for deal in reading.register]
    [('Norway', ['2004?: signed', '2005/2008: delivering or further']), ('Norway', ['2006: signed'])]

What it leaves out: volumes, the status (kept only where the comment states it), the day of printing and the window of years, so
that a deal of which less came than was ordered is delivering or further. Terms: see `armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

from collections.abc import Mapping

from armsdeals.register.reading import Reading
from armsdeals.sources._base import Progress
from armsdeals.sources.delimited import table_of
from armsdeals.sources.sipri.lines import decoded
from armsdeals.sources.sipri.older_rows import Cell, Row
from armsdeals.sources.sipri.older_tables import REGISTER, read_table_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "older register"
NEEDED = ("supplier", "recipient", "ordered", "designation", "order_year", "years", "delivered")
_NONE = Cell()


def knows(head: bytes) -> bool:
    """Whether a file begins as an older register does."""
    return table_of(decoded(head)[0], REGISTER, NEEDED) is not None


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read an older register (see `Reader`)."""
    return read_table_of(
        data, REGISTER, NEEDED, _row, layout=LAYOUT, name=name, limits=limits, progress=progress, carries=True
    )


def _row(told: Mapping[str, Cell], line: int, row: int) -> Row:
    return Row(
        line=line, row=row, supplier=told["supplier"].text, recipient=told["recipient"].text, ordered=told["ordered"],
        designation=told["designation"].text, description=told.get("description", _NONE).text,
        order_year=told["order_year"], years=told["years"], delivered=told["delivered"],
        comment=told.get("comment", _NONE).text,
    )  # fmt: skip
