"""Condition: whether goods come new or served another owner before.

    >>> Condition("used modernised")
    Condition.USED_MODERNISED

Left out: what a condition does to a volume (`checks.volumes`).
"""

from __future__ import annotations

from armsdeals._fields import Word


class Condition(Word):
    """In what condition the goods arrive."""

    NEW = "NEW"
    USED = "USED"  # served another owner
    USED_MODERNISED = "USED_MODERNISED"  # served another owner, modernised before delivery
    MIXED = "MIXED"  # several conditions in one line
    UNKNOWN = "UNKNOWN"  # not stated
