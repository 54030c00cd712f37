"""What every way of paying has in common; each kind is a file beside this one.

A financing kind is a claim of terms. Claims with one `key` speak of the same thing: in March somebody proposes a loan, in
December somebody tells its share. Without a key each stands by itself.

Offsets are no financing, and an instrument in the sense of a document is another thing (`Instrument`).
"""

from __future__ import annotations

from typing import Any, ClassVar

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Word, checked
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.values.claim import Claim
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import Share, to_share


class FinancingForm(Word):
    """In which way a deal is paid for, as the field calls it."""

    OWN_FUNDS = "OWN_FUNDS"  # the recipient's budget
    SUPPLIER_STATE_LOAN = "SUPPLIER_STATE_LOAN"  # lent by the supplier's state
    EXPORT_CREDIT_DIRECT = "EXPORT_CREDIT_DIRECT"  # lent by an export credit agency
    EXPORT_CREDIT_GUARANTEED = "EXPORT_CREDIT_GUARANTEED"  # lent by banks, covered by such an agency
    COMMERCIAL_LOAN = "COMMERCIAL_LOAN"  # banks or bonds without official support
    SUPPLIER_CREDIT = "SUPPLIER_CREDIT"  # the selling firm waits for its money
    MILITARY_AID_GRANT = "MILITARY_AID_GRANT"
    MILITARY_AID_LOAN = "MILITARY_AID_LOAN"
    GUARANTEED_AID_LOAN = "GUARANTEED_AID_LOAN"  # lent by banks, covered by an aid programme
    GIFT = "GIFT"  # the goods themselves are given
    THIRD_PARTY_GRANT = "THIRD_PARTY_GRANT"  # somebody else pays
    THIRD_PARTY_LOAN = "THIRD_PARTY_LOAN"  # somebody else lends
    LEASE = "LEASE"
    BARTER = "BARTER"  # goods in payment
    DEBT_SETTLEMENT = "DEBT_SETTLEMENT"  # against what the supplier owes
    CO_DEVELOPMENT_SHARE = "CO_DEVELOPMENT_SHARE"  # by a share of the development
    UNKNOWN = "UNKNOWN"  # financed, nobody says how


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class FinancingKind(Claim):
    """Terms that every way of paying can have.

    Attributes:
        key: Which financing of the deal it speaks of; empty if it stands by itself.
        form: The way of paying, as the field calls it.
        share: Part of the price, 0 to 1.
        amount: The sum itself, if that is said.
        status: How far it had come when this was said.
    """

    FORMS: ClassVar[frozenset[FinancingForm]] = frozenset()
    KINDS: ClassVar[dict[str, Any]] = {}  # tag to class; filled where all kinds are known

    key: Key = ""
    form: FinancingForm | None = field(default=None, converter=optional(FinancingForm))
    share: Share | None = field(default=None, converter=optional(to_share))
    amount: Price | None = field(default=None, converter=optional(to_price))
    status: FinancingStatus | None = field(default=None, converter=optional(FinancingStatus))

    def __attrs_post_init__(self) -> None:
        if self.form is not None and self.form not in self.FORMS:
            choices = ", ".join(sorted(self.FORMS))
            raise InvalidValue(
                f"a {type(self).__name__.lower()} is not of the form {self.form} (expected one of {choices})"
            )

    @property
    def name(self) -> str:
        """The key, else the form or the kind in words."""
        return self.key or (self.form.in_words if self.form else type(self).__name__.lower())
