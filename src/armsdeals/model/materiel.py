"""Materiel: things counted in a happening that hands nothing over: aircraft of a raid, a battery that is withdrawn.

    >>> print(Materiel(system="Su-24M", quantity="4 aircraft", party="Russia").quantity)
    4 aircraft

It is no line of any deal and never adds to one.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Name, Text, checked
from armsdeals._printed import short_repr
from armsdeals.values.estimate import Estimate, to_estimate


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Materiel:
    """Things of one type that took part.

    Attributes:
        system: What they are, as the sources call them.
        quantity: How many; None if nobody says.
        party: Whose they are.
    """

    system: Name
    quantity: Estimate | None = field(default=None, converter=optional(to_estimate))
    party: Text = ""

    __repr__ = short_repr
