"""Cash: the recipient pays from its own funds, at once or as milestones fall due.

    >>> Cash(share="0.45").share
    Share('0.45')

Left out: dates of milestones and the advance as a payment of its own.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from armsdeals._fields import Text, checked
from armsdeals.model.financing.kind import FinancingForm, FinancingKind


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Cash(FinancingKind):
    """Money of the recipient.

    Attributes:
        payer: Who pays, if it is not the recipient as such.
    """

    FORMS: ClassVar = frozenset({FinancingForm.OWN_FUNDS, FinancingForm.CO_DEVELOPMENT_SHARE})

    kind: Literal["cash"] = "cash"
    payer: Text = ""
