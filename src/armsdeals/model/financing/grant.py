"""Grant: somebody gives the money, or the goods themselves.

    >>> Grant(form="military aid grant", donor="United States").form
    FinancingForm.MILITARY_AID_GRANT

Left out: caps, and what the donor is given in return.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from armsdeals._fields import Text, checked
from armsdeals.model.financing.kind import FinancingForm, FinancingKind


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Grant(FinancingKind):
    """Money or goods given.

    Attributes:
        donor: Who gives.
    """

    FORMS: ClassVar = frozenset({FinancingForm.MILITARY_AID_GRANT, FinancingForm.GIFT, FinancingForm.THIRD_PARTY_GRANT})

    kind: Literal["grant"] = "grant"
    donor: Text = ""
