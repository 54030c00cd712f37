"""Grant: somebody gives the money, or the goods themselves.

    >>> Grant(form="military aid grant", donor="United States").form
    FinancingForm.MILITARY_AID_GRANT
    >>> Grant(share="0.5", cap="100e6 EUR").capped(Price("300e6 EUR"))  # the smaller of the two
    Price('100000000 EUR')

A cap in other money than the sum leaves a part of a financing undecided between nothing and the sum. A third state that pays gives a grant of the form ``THIRD_PARTY_GRANT``. Left out: what the donor is given in return.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Text, checked
from armsdeals._slim import slim
from armsdeals.errors import CurrencyMismatch
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.milestone import Milestone, check_whole
from armsdeals.values.price import Price, to_price


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Grant(FinancingKind):
    """Money or goods given.

    Attributes:
        donor: Who gives.
        cap: The most that is given, whatever the share comes to.
        in_kind: The goods, where goods are given instead of money.
        disbursements: When which part of it is paid out; a year or more years each, as far as that is told.

    Raises:
        InvalidValue: The disbursements are more than the whole.
    """

    FORMS: ClassVar = frozenset({FinancingForm.MILITARY_AID_GRANT, FinancingForm.GIFT, FinancingForm.THIRD_PARTY_GRANT})

    kind: Literal["grant"] = "grant"
    donor: Text = ""
    cap: Price | None = field(default=None, converter=optional(to_price))
    in_kind: Text = ""
    disbursements: tuple[Milestone, ...] = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_whole(self.disbursements, "disbursements", whole=self.amount)

    @property
    def needs_start(self) -> bool:
        """Nothing falls due."""
        return False

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the sum, unless goods are given."""
        return () if self.in_kind else super().missing(amount)

    def capped(self, amount: Price) -> Price:
        """Return the sum, held below the cap.

        Raises:
            CurrencyMismatch: The cap is in another currency or price year.
        """
        if self.cap is None:
            return amount
        if (self.cap.currency, self.cap.year) != (amount.currency, amount.year):
            raise CurrencyMismatch(
                f"the cap {self.cap} and the sum {amount} differ in money; convert one of them first"
            )
        low = min(amount.low, self.cap.low)
        high = self.cap.high if amount.high is None else amount.high
        if high is not None and self.cap.high is not None:
            high = min(high, self.cap.high)
        return amount.narrowed(low, high) if (low, high) != (amount.low, amount.high) else amount
