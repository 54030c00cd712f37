"""How far a way of paying has come: proposed, signed, drawn, repaid.

The financing runs beside the stage of the deal: a contract may be signed months before its loan.

    >>> FinancingStep(of="loan", status="signed").status
    FinancingStatus.SIGNED
    >>> FinancingStep(of="loan", status="forgiven", value="500e6 USD").in_words
    'loan forgiven, 500 million USD of it'
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Slug, Word, checked
from armsdeals._printed import short_repr
from armsdeals.errors import InvalidValue
from armsdeals.values.price import Price, to_price


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
        value: How much was forgiven, where that is a part of it; the rest goes on as before. What is drawn or repaid is a
            payment.

    Raises:
        InvalidValue: There is a sum, and the status is not FORGIVEN.
    """

    of: Slug
    status: FinancingStatus = field(converter=FinancingStatus)
    value: Price | None = field(default=None, converter=optional(to_price))

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.value is not None and self.status is not FinancingStatus.FORGIVEN:
            raise InvalidValue("a sum goes with status FORGIVEN; what is drawn or repaid is a payment", path=("value",))

    @property
    def in_words(self) -> str:
        """What came to which status: "loan signed"."""
        part = f", {self.value.in_words} of it" if self.value is not None else ""
        return f"{self.of} {self.status.in_words}{part}"
