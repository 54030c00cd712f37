"""VolumeClaim: how large a volume of arms somebody gives to goods, for one of them or for all that are counted.

Registers of transfers print such volumes beside numbers, in trend-indicator values (`armsdeals.values.tiv`): of one unit, of the whole
order, of what arrived. They measure arms and not money.

    >>> claim = VolumeClaim("60 TIV", basis="ordered", is_per_unit=True, condition="new")
    >>> claim.value, claim.condition
    (TIV('60'), Condition.NEW)
    >>> VolumeClaim(absent="withheld", basis="delivered").value is None
    True

What arrived by one event stands in the history (`Delivery.volume`). Left out: how a volume is shared out over years.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.model.condition import Condition
from armsdeals.model.valued import needs_value
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim
from armsdeals.values.tiv import TIV, to_tiv

# What a reader of registers writes into `Claim.text` where the file has a place for the mark of an estimate and leaves it
# out: no mark is not the same as exact.
NUMBER_UNMARKED = "nobody says whether the number is an estimate"
YEAR_UNMARKED = "nobody says whether the year is an estimate"


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, init=False, repr=False)
class VolumeClaim(Claim):
    """How large a volume is said to be ordered, delivered, licensed ...

    Attributes:
        value: The volume, in millions of TIV as tables print it; 0 is what a table prints as 0.
        basis: What is counted: the order, what arrived, what a licence allows.
        is_per_unit: Whether it is that of one unit rather than of all.
        condition: In what condition the unit is to which a volume per unit speaks; None where nobody says.
    """

    value: TIV | None = field(default=None, converter=optional(to_tiv))
    basis: Basis
    is_per_unit: bool = False
    condition: Condition | None = field(default=None, converter=optional(Condition))

    __repr__ = short_repr

    def __init__(self, value: TIV | str | int | Decimal | None = None, *, basis: Basis | str, **more: Any) -> None:
        self.__attrs_init__(value=value, basis=Basis(basis), **more)

    def __attrs_post_init__(self) -> None:
        needs_value(self, self.value)

    @property
    def in_words(self) -> str:
        """The volume with what it counts, as one would say it: "60 million TIV a unit as new, ordered"."""
        if self.value is None:
            return f"{self.absent.in_words if self.absent else 'taken back'}, {self.basis.in_words}"
        unit = " a unit" if self.is_per_unit else ""
        condition = f" as {self.condition.in_words}" if self.condition else ""
        return f"{self.value.in_words}{unit}{condition}, {self.basis.in_words}"
