"""Loan: somebody lends, and the recipient pays back with interest.

Terms are rarely published whole; what nobody published is left out, never guessed.

    >>> loan = Loan(form="supplier state loan", lender="Russia", share="0.55")
    >>> loan.rate is None, loan.tenor_years is None
    (True, True)
    >>> Loan(rate="5")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: rate: '5' is not a yearly fraction (expected 0 to 1; 5 % is written 0.05)

Left out: the payments themselves, floating rates, fees, credit lines and guarantees.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Rule, Text, Word, checked
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.values.share import Rate, to_rate

Years = Annotated[int, Rule(ge=0, le=100)]
Times = Annotated[int, Rule(ge=1, le=12)]


class Profile(Word):
    """How the principal is paid back."""

    BULLET = "BULLET"  # all at the end
    EQUAL_PRINCIPAL = "EQUAL_PRINCIPAL"  # the same part of the principal each time
    ANNUITY = "ANNUITY"  # the same sum each time, interest included
    STEPPED = "STEPPED"  # listed amounts
    CUSTOM = "CUSTOM"  # listed payments
    UNKNOWN = "UNKNOWN"  # nobody says


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Loan(FinancingKind):
    """A credit to the recipient.

    Attributes:
        lender: Who lends.
        rate: Yearly interest as a fraction; 0.05 is 5 %.
        tenor_years: Years from the first drawing to the last repayment.
        grace_years: Years in which interest only is paid.
        profile: How the principal is paid back.
        payments_per_year: 1 to 12.
    """

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
    lender: Text = ""
    rate: Rate | None = field(default=None, converter=optional(to_rate))
    tenor_years: Years | None = None
    grace_years: Years | None = None
    profile: Profile | None = field(default=None, converter=optional(Profile))
    payments_per_year: Times | None = None

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.tenor_years is not None and self.grace_years is not None and self.grace_years >= self.tenor_years:
            raise InvalidValue(
                f"a grace of {self.grace_years} years is not shorter than the tenor of {self.tenor_years} years"
            )
