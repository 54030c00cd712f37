"""Barter: the recipient pays in goods.

Barter saves cash, not value: of Indonesia's Su-35 contract of 1.14 billion dollars goods were to make up 570 million.

    >>> paid = Barter(share="0.5", goods=(BarterGoods(text="palm oil"), BarterGoods(text="rubber")), price_rule="world market")
    >>> [one.text for one in paid.goods], paid.missing("a known sum")
    (['palm oil', 'rubber'], ('flow',))

Left out: what the goods fetched, and goods that the supplier's side takes as an offset.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Name, Text, checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.milestone import Milestone, check_whole, sums_in, told_in_full
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import Share, to_share


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class BarterGoods:
    """One of the goods in payment.

    Attributes:
        text: What it is.
        quantity: How much of it.
        value: Its worth.
        share: Its part of the basket, 0 to 1.
    """

    text: Name
    quantity: Estimate | None = field(default=None, converter=optional(to_estimate))
    value: Price | None = field(default=None, converter=optional(to_price))
    share: Share | None = field(default=None, converter=optional(to_share))

    __repr__ = short_repr


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Barter(FinancingKind):
    """Goods in payment; the sum of it is their agreed worth.

    Attributes:
        goods: The basket.
        price_rule: How the goods are priced, in words.
        chosen_by: Who chooses the goods of the basket, if that is told.
        flow: When they are delivered, and which part of their worth.

    Raises:
        InvalidValue: The parts of the flow are more than the whole.
    """

    FORMS: ClassVar = frozenset({FinancingForm.BARTER})

    kind: Literal["barter"] = "barter"
    goods: tuple[BarterGoods, ...] = ()
    price_rule: Text = ""
    chosen_by: Text = ""
    flow: tuple[Milestone, ...] = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_whole(self.flow, "flow", whole=self.amount)

    @property
    def needs_start(self) -> bool:
        """Deliveries have days of their own."""
        return False

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the worth, and when which part of it arrives."""
        return (*super().missing(amount), *(() if self.flow and told_in_full(self.flow) else ("flow",)))

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return the deliveries at their worth."""
        parts = zip(self.flow, sums_in(self.flow, setting), strict=True)
        due = sorted((one.day, amount) for one, amount in parts if one.day and amount is not None)
        return [setting.paid(day, ScheduleRowKind.GOODS, amount) for day, amount in due]
