"""Offset and TechTransfer: what the recipient's economy is to get out of a deal, beside the goods.

Offsets are no financing: they have a value, a deadline and a penalty of their own, and may exceed the price.

    >>> Offset(percent="50", form="direct").percent
    Estimate('50')
    >>> TechTransfer(subject="radar", depth="assembly", receiver="Aselsan").depth
    TransferDepth.ASSEMBLY
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Rule, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.values.claim import Claim
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.price import Price, to_price
from armsdeals.values.when import When, to_when

HIGHEST_PERCENT = Decimal(1_000)
Multiplier = Annotated[int, Rule(ge=1, le=100)]


class OffsetForm(Word):
    """How an offset is tied to the goods."""

    DIRECT = "DIRECT"  # work on the goods themselves
    INDIRECT = "INDIRECT"  # any other benefit
    MIXED = "MIXED"
    UNKNOWN = "UNKNOWN"


class ObligationStatus(Word):
    """How far an obligation has come."""

    PROPOSED = "PROPOSED"  # one side said it
    AGREED = "AGREED"  # both sides did
    RUNNING = "RUNNING"  # some of it is done
    FULFILLED = "FULFILLED"
    FAILED = "FAILED"  # not honoured
    WAIVED = "WAIVED"  # given up by the one it was owed to
    UNKNOWN = "UNKNOWN"


class TransferDepth(Word):
    """How deep shared know-how goes."""

    DOCUMENTATION = "DOCUMENTATION"
    ASSEMBLY = "ASSEMBLY"
    COMPONENT_MANUFACTURE = "COMPONENT_MANUFACTURE"
    SOURCE_CODE = "SOURCE_CODE"
    JOINT_DESIGN = "JOINT_DESIGN"
    UNKNOWN = "UNKNOWN"


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Offset(Claim):
    """What the supplier side owes the recipient's economy.

    Attributes:
        key: Which offset of the deal it is, where there are several.
        percent: Per cent of the price; may be over 100.
        value: A sum of its own, if one is said.
        form: How it is tied to the goods.
        multiplier: How often a credited sum counts.
        deadline: Until when.
        status: How far it had come when this was said.
        fulfilled: What had been done of it by then, as a sum.
        fulfilled_percent: What had been done of it by then, in per cent of what is owed.
        penalty: What failing costs.
        partner: Who receives the work.
    """

    key: Key = ""
    percent: Estimate | None = field(default=None, converter=optional(to_estimate))
    value: Price | None = field(default=None, converter=optional(to_price))
    form: OffsetForm = field(default=OffsetForm.UNKNOWN, converter=OffsetForm)
    multiplier: Multiplier | None = None
    deadline: When | None = field(default=None, converter=optional(to_when))
    status: ObligationStatus = field(default=ObligationStatus.UNKNOWN, converter=ObligationStatus)
    fulfilled: Price | None = field(default=None, converter=optional(to_price))
    fulfilled_percent: Estimate | None = field(default=None, converter=optional(to_estimate))
    penalty: Price | None = field(default=None, converter=optional(to_price))
    partner: Text = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        for name, told in (("percent", self.percent), ("fulfilled_percent", self.fulfilled_percent)):
            if told is not None and (told.unit or told.low > HIGHEST_PERCENT):
                raise InvalidValue(
                    f"{name} is a plain number up to {HIGHEST_PERCENT:f}; half of the whole is 50", path=(name,)
                )


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class TechTransfer(Claim):
    """Know-how that is shared, or is said to be.

    Attributes:
        key: Which transfer of the deal it is, where several claims tell of one.
        subject: Of what.
        depth: How deep.
        receiver: Who gets it.
        status: How far it had come when this was said.
        limits: What is kept back, in words.
        line: The id of the line that it belongs to.
        discharges: The key of an offset that it counts towards.
    """

    key: Key = ""
    subject: Text = ""
    depth: TransferDepth = field(default=TransferDepth.UNKNOWN, converter=TransferDepth)
    receiver: Text = ""
    status: ObligationStatus = field(default=ObligationStatus.UNKNOWN, converter=ObligationStatus)
    limits: Text = ""
    line: Key = ""
    discharges: Key = ""

    __repr__ = short_repr
