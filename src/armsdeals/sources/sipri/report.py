r"""SIPRI: the report of deals that the site of about 2014 gave as a CSV with an id for each deal.

One line is one deal. Flags are "Yes" or empty, and empty means that the figure is not marked as an estimate. One flag stands for
years and number delivered together: where it says "Yes", one of them is an estimate and nobody says which, so that neither is
taken for exact nor for an estimate. The years are printed from first to last.

    >>> reading = read(b'''Id,Supplier,Recipient,No. ordered,No. ordered data uncertain,Designation,Description,Status,\
    ... Status data uncertain,Year of order,Year of order data uncertain,Year(s) of deliveries,No. delivered,\
    ... Year(s) of delivery or no. delivered data uncertain,Recipient Involvement,Comment
    ... 901,Sweden,Norway,8,Yes,Drone-5,UAV,New,,2005,,2007 - 2008,5,Yes,Yes,"For patrols, at sea"
    ... ''')
    >>> (deal,) = reading.register
    >>> deal.id, [str(event) for event in deal.history], deal.history[1].text.partition(";")[0]
    ('sipri-report-901', ['2005: signed', '2007/2008: delivering or further'], 'the number or the year is an estimate, and nobody says which')
    >>> str(deal.lines[0].production[0].value)
    'UNKNOWN'

What it leaves out: volumes, the window of years for which the file was made, the day of printing. Terms: see
`armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.register.reading import Reading
from armsdeals.sources._base import Progress
from armsdeals.sources.delimited import table_of
from armsdeals.sources.sipri.lines import decoded
from armsdeals.sources.sipri.older_rows import Cell, Row
from armsdeals.sources.sipri.older_tables import REGISTER, read_table_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "report"
COLUMNS = {
    **REGISTER,
    "id": ("id", "deal id"),
    "ordered flag": ("no. ordered data uncertain",),
    "status": ("status",),
    "status flag": ("status data uncertain",),
    "order_year flag": ("year of order data uncertain",),
    "either flag": ("year(s) of delivery or no. delivered data uncertain",),
    "involved": ("recipient involvement",),
}
NEEDED = ("id", "supplier", "recipient", "ordered", "designation", "order_year", "years", "delivered", "status")
_ID = re.compile(r"[0-9]{1,12}")
_NONE, _SILENT = Cell(), Cell("", None)


def knows(head: bytes) -> bool:
    """Whether a file begins as such a report does."""
    return table_of(decoded(head)[0], COLUMNS, NEEDED) is not None


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a report of deals (see `Reader`)."""
    return read_table_of(data, COLUMNS, NEEDED, _row, layout=LAYOUT, name=name, limits=limits, progress=progress)


def _row(told: Mapping[str, Cell], line: int, row: int) -> Row:
    told_id = told["id"].text
    if not _ID.fullmatch(told_id):
        raise InvalidValue(f"{shown(told_id)} is no ID (expected a number)", path=("id",))
    either = told.get("either", _SILENT).is_estimated
    return Row(
        line=line, row=row, id=f"report-{told_id}", supplier=told["supplier"].text, recipient=told["recipient"].text,
        ordered=told["ordered"], designation=told["designation"].text, description=told.get("description", _NONE).text,
        order_year=told["order_year"], is_either=either is True,
        years=Cell(told["years"].text, None if either is None else False),
        delivered=Cell(told["delivered"].text, None if either is None else False),
        status=told["status"].text, in_doubt=told["status"].is_estimated is True,
        comment=told.get("comment", _NONE).text, is_involved=told.get("involved", _NONE).text.casefold() == "yes",
    )  # fmt: skip
