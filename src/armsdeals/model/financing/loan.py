"""Loan: somebody lends, and the recipient pays back with interest.

Terms are rarely published whole; what nobody published is left out, never guessed.

    >>> loan = Loan(form="supplier state loan", lender="Russia", share="0.55")
    >>> loan.rate is None, loan.tenor_years is None, loan.missing("a known sum")
    (True, True, ('rate', 'tenor_years', 'profile'))
    >>> Loan(rate="5")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: rate: '5' is not a yearly fraction (expected 0 to 1; 5 % is written 0.05)

The terms are those of `Credit`. A third state that lends gives a loan of the form ``THIRD_PARTY_LOAN``. Left out: swaps and
the sale of a loan to another lender.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from armsdeals._fields import checked
from armsdeals._slim import slim
from armsdeals.model.financing.credit import Credit, Profile
from armsdeals.model.financing.kind import FinancingForm
from armsdeals.model.financing.reckoning import rows_of
from armsdeals.model.financing.row import ScheduleRow, Setting

__all__ = ["Loan", "Profile"]


@slim("")
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Loan(Credit):
    """A credit of one sum to the recipient; its terms are those of `Credit`."""

    FORMS: ClassVar = frozenset(
        {
            FinancingForm.SUPPLIER_STATE_LOAN,
            FinancingForm.EXPORT_CREDIT_DIRECT,
            FinancingForm.EXPORT_CREDIT_GUARANTEED,
            FinancingForm.COMMERCIAL_LOAN,
            FinancingForm.SUPPLIER_CREDIT,
            FinancingForm.MILITARY_AID_LOAN,
            FinancingForm.GUARANTEED_AID_LOAN,
            FinancingForm.THIRD_PARTY_LOAN,
        }
    )

    kind: Literal["loan"] = "loan"

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return drawings, payments and fees."""
        return rows_of(self, setting)
