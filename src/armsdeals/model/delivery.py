"""Delivery: goods handed over by an event of the history.

    >>> str(Delivery(line="s400", quantity="1 battery").quantity)
    '1 battery'

Reports over several years stay one delivery with an uncertain date; nothing is spread. Left out: returns, losses and
goods redirected on the way.
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._fields import Slug, Text, checked
from armsdeals.values.estimate import Estimate, to_estimate


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Delivery:
    """A number of goods of one line that arrived.

    Attributes:
        line: The id of the line.
        quantity: How many, with the unit.
        place: Where.
    """

    line: Slug
    quantity: Estimate = field(converter=to_estimate)
    place: Text = ""
