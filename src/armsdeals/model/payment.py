"""Payment: money, or goods in its place, that moved.

    >>> Payment(value="1125000000 USD", purpose="advance").purpose
    PaymentPurpose.ADVANCE

A payment stands in an event of the history, which says when it was made. Payments of one `key`, in whatever events, are one
payment that several sources tell, perhaps each in its own money (`armsdeals.model.paid`). Left out: bank details of any kind.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals.values.price import Price, to_price


class PaymentPurpose(Word):
    """What it was for."""

    ADVANCE = "ADVANCE"  # before anything arrives
    INSTALMENT = "INSTALMENT"  # part of the price
    FINAL = "FINAL"  # the last part of the price
    REPAYMENT = "REPAYMENT"  # of a loan
    DISBURSEMENT = "DISBURSEMENT"  # of a loan or grant
    REFUND = "REFUND"  # back to the recipient
    PENALTY = "PENALTY"
    FEE = "FEE"
    UNKNOWN = "UNKNOWN"


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Payment:
    """A sum, or goods worth it, that moved.

    Attributes:
        key: Which payment of the deal it is; what has one key is one payment, told more than once.
        value: How much; None if nobody says.
        purpose: What for.
        payer: Who paid, if it is not the recipient.
        payee: Who got it, if it is not the supplier.
        of: The key of the financing that it belongs to.
        in_kind: The goods, where goods moved instead of money.
        is_missed: True for one that fell due and was not paid.
    """

    key: Key = ""
    value: Price | None = field(default=None, converter=optional(to_price))
    purpose: PaymentPurpose = field(default=PaymentPurpose.UNKNOWN, converter=PaymentPurpose)
    payer: Text = ""
    payee: Text = ""
    of: Key = ""
    in_kind: Text = ""
    is_missed: bool = False

    __repr__ = short_repr

    @property
    def in_words(self) -> str:
        """What moved: "advance of 38 million USD", or "missed instalment"."""
        what = "payment" if self.purpose is PaymentPurpose.UNKNOWN else self.purpose.in_words
        how_much = self.value.in_words if self.value is not None else self.in_kind
        return f"{'missed ' if self.is_missed else ''}{what}{f' of {how_much}' if how_much else ''}"
