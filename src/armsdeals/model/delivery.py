"""Delivery: goods handed over, sent back, lost or turned elsewhere by an event of the history: a ledger.

    >>> str(Delivery(line="s400", quantity="1 battery").quantity)
    '1 battery'
    >>> Delivery(line="milan", quantity="~20 launcher", kind="lost").kind
    DeliveryKind.LOST
    >>> Delivery(line="s400", quantity="4 battalion", volume="240 TIV", years=(2019, 2020)).volume
    TIV('240')

Reports over several years stay one entry with an uncertain date; nothing is spread over them.
"""

from __future__ import annotations

from itertools import pairwise

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Slug, Text, Word, Year, checked
from armsdeals._printed import short_repr
from armsdeals.errors import InvalidValue
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.tiv import TIV, to_tiv


class DeliveryKind(Word):
    """What happened to the goods."""

    DELIVERED = "DELIVERED"  # they arrived
    RETURNED = "RETURNED"  # they went back
    LOST = "LOST"  # they arrived and were lost, stolen or destroyed
    REDIRECTED = "REDIRECTED"  # they went to somebody else instead


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Delivery:
    """A number of goods of one line, and what happened to them.

    Attributes:
        line: The id of the line.
        quantity: How many, with the unit; None if nobody says.
        kind: What happened to them.
        place: Where.
        is_accepted: Whether the recipient accepted them; None where nobody says.
        volume: The volume of all of them, in millions of TIV; None if nobody says.
        years: The calendar years in which they came, ascending, where a source lists several without saying how many came
            in each; empty where the date of the event says enough.

    Raises:
        InvalidValue: A year stands twice or before an earlier one.
    """

    line: Slug
    quantity: Estimate | None = field(default=None, converter=optional(to_estimate))
    kind: DeliveryKind = field(default=DeliveryKind.DELIVERED, converter=DeliveryKind)
    place: Text = ""
    is_accepted: bool | None = None
    volume: TIV | None = field(default=None, converter=optional(to_tiv))
    years: tuple[Year, ...] = ()

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if any(later <= year for year, later in pairwise(self.years)):
            raise InvalidValue(
                f"the years {', '.join(map(str, self.years))} do not ascend (expected each once, oldest first)",
            )
