"""Debt swap: what the supplier owes to the recipient is set off against the price.

    >>> swap = DebtSwap(amount="400e6 USD", debt="Soviet trade debt", form="debt settlement")
    >>> swap.form
    FinancingForm.DEBT_SETTLEMENT

What is set off counts at the sum for which it is taken. Left out: the worth of the debt on a market.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Text, checked
from armsdeals._slim import slim
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting
from armsdeals.values.price import Price, to_price


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class DebtSwap(FinancingKind):
    """A debt of the supplier's side that is set off; the sum of it is what it pays of the price.

    Attributes:
        debt: Which debt, in words.
        debtor: Who owes it, if it is not the supplier's state.
        face: The nominal sum of the debt, which may be more than it is taken for.
    """

    FORMS: ClassVar = frozenset({FinancingForm.DEBT_SETTLEMENT})

    kind: Literal["debt-swap"] = "debt-swap"
    debt: Text = ""
    debtor: Text = ""
    face: Price | None = field(default=None, converter=optional(to_price))

    def conventions(self) -> dict[str, str]:
        """The debt is set off at the start."""
        return {"settlement": "all is set off at the start"}

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return the one settlement."""
        return [setting.paid(setting.start, ScheduleRowKind.SETTLEMENT, setting.total)]
