"""Tranche: a part of a deal that comes into force by itself.

Its stage is told by events whose scope names it. The deal as a whole is as far as its furthest tranche, but delivered or
completed only when all of them are.

    >>> Tranche(id="first", share="0.14", lines=("rafale",)).share.percent
    '14 %'
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Slug, Text, checked
from armsdeals._printed import short_repr
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.share import Share, to_share


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Tranche:
    """A part that comes into force by itself.

    Attributes:
        id: A key for it within the deal; no line has the same.
        title: What it is, in words.
        lines: Ids of the lines of which it holds a part.
        share: Part of the deal, 0 to 1, if that is said.
        quantity: How many, with the unit, if that is said.
    """

    id: Slug
    title: Text = ""
    lines: tuple[Slug, ...] = ()
    share: Share | None = field(default=None, converter=optional(to_share))
    quantity: Estimate | None = field(default=None, converter=optional(to_estimate))

    __repr__ = short_repr
