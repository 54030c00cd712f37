"""Cash: the recipient pays from its own funds, at once or as milestones fall due.

    >>> Cash(share="0.45").share
    Share('0.45')
    >>> Cash(advance="0.15", milestones=(Milestone(when="2019-07-12", share="0.85"),)).missing("a known sum")
    ()

Without an advance and milestones the whole is taken to be paid at the start, and the schedule says so; not where the
milestones are withheld, since then there are some:

    >>> Cash(share="0.45", withheld=("milestones",)).missing("a known sum")
    ('milestones',)

Left out: payments
that were made in fact (`Payment`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Text, checked
from armsdeals._slim import slim
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.milestone import Milestone, are_whole, check_whole, sums_in, told_in_full
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting
from armsdeals.values.number import product
from armsdeals.values.price import Price
from armsdeals.values.share import Share, to_share


@slim()
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Cash(FinancingKind):
    """Money of the recipient.

    Attributes:
        payer: Who pays, if it is not the recipient as such.
        advance: The part of this sum that is paid at the start.
        milestones: When the other parts are paid.

    Raises:
        InvalidValue: Advance and milestones are more than the whole.
    """

    FORMS: ClassVar = frozenset({FinancingForm.OWN_FUNDS, FinancingForm.CO_DEVELOPMENT_SHARE})

    kind: Literal["cash"] = "cash"
    payer: Text = ""
    advance: Share | None = field(default=None, converter=optional(to_share))
    milestones: tuple[Milestone, ...] = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_whole(self.milestones, "milestones", Decimal(self.advance or 0), self.amount)

    @property
    def needs_start(self) -> bool:
        """Whether something falls due at the start."""
        return not self.milestones or bool(self.advance)

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return what must be known: the sum, and of milestones their days and parts, until all of it is paid."""
        untold = self.advance not in (None, 1) and not self.milestones
        if self.milestones and not untold:
            whole = amount if isinstance(amount, Price) else self.amount
            untold = not told_in_full(self.milestones) or not are_whole(
                self.milestones, Decimal(self.advance or 0), whole
            )
        hidden = ("advance",) if "advance" in self.withheld else ()
        return tuple(dict.fromkeys((*super().missing(amount), *hidden, *(("milestones",) if untold else ()))))

    def conventions(self) -> dict[str, str]:
        """The whole falls due at the start where nobody tells a day."""
        return {} if self.milestones or self.advance is not None else {"milestones": "all is paid at the start"}

    def rows(self, setting: Setting) -> list[ScheduleRow]:
        """Return the payments; the last one takes what the parts leave by rounding, if they are the whole."""
        if not self.milestones:
            return [setting.paid(setting.start, ScheduleRowKind.PAYMENT, setting.total)]
        advance = setting.rounded(product(setting.total, Decimal(self.advance or 0)))
        sums = sums_in(self.milestones, setting, self.advance)
        due = [
            (one.day or setting.start, amount or Decimal(0)) for one, amount in zip(self.milestones, sums, strict=True)
        ]
        first = [(setting.start, advance)] if self.advance else []
        return [setting.paid(day, ScheduleRowKind.PAYMENT, amount) for day, amount in sorted([*first, *due])]
