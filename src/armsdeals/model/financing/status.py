"""How far a way of paying has come: proposed, signed, drawn, repaid.

The financing runs beside the stage of the deal: a contract may be signed months before its loan.

    >>> FinancingStep(of="loan", status="signed").status
    FinancingStatus.SIGNED
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._fields import Slug, Word, checked
from armsdeals._printed import short_repr


class FinancingStatus(Word):
    """How far it has come."""

    PROPOSED = "PROPOSED"  # one side said it
    AGREED_IN_PRINCIPLE = "AGREED_IN_PRINCIPLE"  # both sides said it
    SIGNED = "SIGNED"  # the credit or aid agreement is signed
    EFFECTIVE = "EFFECTIVE"  # it can be drawn on
    DISBURSING = "DISBURSING"  # some is drawn
    REPAYING = "REPAYING"
    REPAID = "REPAID"  # wholly repaid or spent
    RESTRUCTURED = "RESTRUCTURED"  # its terms were changed
    IN_ARREARS = "IN_ARREARS"
    DEFAULTED = "DEFAULTED"
    FORGIVEN = "FORGIVEN"
    CANCELLED = "CANCELLED"  # ended before it was used


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class FinancingStep:
    """One financing comes to a status, by an event.

    Attributes:
        of: The key of the financing.
        status: How far it came.
    """

    of: Slug
    status: FinancingStatus = field(converter=FinancingStatus)

    __repr__ = short_repr
