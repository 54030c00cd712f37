"""Unspecified: a share or sum is financed, and nobody says how.

    >>> Unspecified(share="0.2").missing("a known sum")
    ('form',)

It can be counted in the shares of the price and never in a schedule.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from armsdeals._fields import Text, checked
from armsdeals._slim import slim
from armsdeals.model.financing.kind import FinancingForm, FinancingKind


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Unspecified(FinancingKind):
    """A way of paying that nobody names.

    Attributes:
        payer: Who pays, if that is told.
    """

    FORMS: ClassVar = frozenset({FinancingForm.UNKNOWN})

    kind: Literal["unspecified"] = "unspecified"
    payer: Text = ""

    @property
    def needs_start(self) -> bool:
        """Nobody knows what falls due."""
        return False

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the way of paying, and the sum."""
        return ("form", *super().missing(amount))
