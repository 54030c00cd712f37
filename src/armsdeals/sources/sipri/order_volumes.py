r"""SIPRI: deals with their volumes, as the table "deals and TIVs" of about 2010 printed them.

One line is one deal: who, what, how many came, and three volumes: of one unit, of the whole order, of what came. Nothing tells
years or estimates, so every number is one of which nobody says whether it is an estimate.

    >>> reading = read(b'''buyercod,sellercod,desig2,desc,nrdel,buyer,seller,tivunit,tivorder,tivdel
    ... NOR,SWE,Drone-5,UAV,3,Norway,Sweden,3,12,9
    ... ,,,,3,,,,,
    ... ''')
    >>> print(reading.counts)
    2 lines: 1 used, 0 joined to the line before, 0 refused, 1 skipped
    >>> (deal,) = reading.register
    >>> deal.history[0].deliveries[0].volume, deal.history[0].when, deal.history[0].text
    (TIV('9'), When('../..'), 'nobody says whether the number is an estimate')

What it leaves out: years, numbers ordered, comments, status, the window of years (of some deals only a part came in it). The codes of
parties are not kept, since the names stand beside them. Terms: see `armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

from collections.abc import Mapping

from armsdeals.register.reading import Reading
from armsdeals.sources._base import Progress
from armsdeals.sources.delimited import Names, table_of
from armsdeals.sources.sipri.lines import decoded
from armsdeals.sources.sipri.older_rows import Cell, Row
from armsdeals.sources.sipri.older_tables import read_table_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "deals and volumes"
COLUMNS: Names = {
    "recipient": ("buyer", "recipient"),
    "supplier": ("seller", "supplier"),
    "designation": ("desig2", "desig", "designation"),
    "description": ("desc", "description"),
    "delivered": ("nrdel", "nr delivered", "no. delivered"),
    "of_unit": ("tivunit", "tiv unit"),
    "of_order": ("tivorder", "tiv order"),
    "of_arrived": ("tivdel", "tiv del", "tiv delivered"),
    "buyer code": ("buyercod", "buyercode"),
    "seller code": ("sellercod", "sellercode"),
}
NEEDED = ("recipient", "supplier", "designation", "delivered", "of_unit", "of_order", "of_arrived")


def knows(head: bytes) -> bool:
    """Whether a file begins as such a table does."""
    return table_of(decoded(head)[0], COLUMNS, NEEDED) is not None


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a table of deals and volumes (see `Reader`)."""
    return read_table_of(data, COLUMNS, NEEDED, _row, layout=LAYOUT, name=name, limits=limits, progress=progress)


def _row(told: Mapping[str, Cell], line: int, row: int) -> Row:
    return Row(
        line=line, row=row, supplier=told["supplier"].text, recipient=told["recipient"].text,
        designation=told["designation"].text, description=told["description"].text if "description" in told else "",
        delivered=Cell(told["delivered"].text, None), of_unit=told["of_unit"].text, of_order=told["of_order"].text,
        of_arrived=told["of_arrived"].text,
    )  # fmt: skip
