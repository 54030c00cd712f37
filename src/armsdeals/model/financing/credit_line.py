"""Credit line: somebody stands ready to lend up to a ceiling; what is drawn is another sum.

    >>> from armsdeals.model.financing.milestone import Milestone
    >>> drawn = Milestone(when="2018-03-01", amount="200e6 USD")
    >>> line = CreditLine(form="export credit direct", amount="1e9 USD", drawings=(drawn,))
    >>> line.ceiling, line.drawn
    (Price('1000000000 USD'), Price('200000000 USD COMPONENT'))
    >>> CreditLine(amount="1e9 USD", rate="0.04", tenor_years=5, profile="bullet").missing("a known sum")
    ('drawings',)

The sum of a credit line is its ceiling; interest runs on what is drawn. Left out: lines that are repaid and drawn again.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from armsdeals._fields import checked
from armsdeals._slim import slim
from armsdeals.model.financing.credit import Credit
from armsdeals.model.financing.kind import FinancingForm
from armsdeals.model.financing.reckoning import rows_of
from armsdeals.model.financing.row import ScheduleRow, Setting
from armsdeals.values.basis import ValueBasis
from armsdeals.values.price import Price


@slim("")
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class CreditLine(Credit):
    """A ceiling under which the recipient draws; its terms are those of `Credit`."""

    # Whoever lends may stand ready to lend; the words for such a credit alone still mean a loan.
    NAMED_ELSEWHERE: ClassVar = frozenset(
        {
            FinancingForm.SUPPLIER_STATE_LOAN,
            FinancingForm.COMMERCIAL_LOAN,
            FinancingForm.SUPPLIER_CREDIT,
            FinancingForm.MILITARY_AID_LOAN,
            FinancingForm.GUARANTEED_AID_LOAN,
            FinancingForm.THIRD_PARTY_LOAN,
            FinancingForm.EXPORT_CREDIT_DIRECT,
            FinancingForm.EXPORT_CREDIT_GUARANTEED,
        }
    )
    FORMS: ClassVar = NAMED_ELSEWHERE

    kind: Literal["credit-line"] = "credit-line"

    @property
    def ceiling(self) -> Price | None:
        """The most that can be drawn; None if unknown."""
        return self.amount

    @property
    def drawn(self) -> Price | None:
        """What is told to be drawn in all; None if nothing is, or a drawing has no sum."""
        sums = [one.amount if one.amount or not (one.share and self.amount) else self.amount.times(one.share)
                for one in self.drawings]  # fmt: skip
        total: Price | None = None
        for price in sums:
            if price is None:
                return None
            part = Price.between(price.low, price.high, price.currency, ValueBasis.COMPONENT, price.year)
            total = part if total is None else total + part
        return total

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the terms of a credit, and what was drawn."""
        return tuple(dict.fromkeys((*super().missing(amount), *(() if self.drawings else ("drawings",)))))

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return drawings, payments and fees."""
        return rows_of(self, setting)
