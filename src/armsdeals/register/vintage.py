"""Vintage and counts: which printing of a register was read, and what became of each line of it.

Registers are printed anew every few months and for the years that somebody asked for; a number without its vintage cannot be
looked up again, and a printing for some years makes finished deals look half delivered.

    >>> Vintage(publisher="SIPRI", generated=date(2024, 3, 18), first_year=2000).years
    '2000 to the latest'
    >>> print(Counts(data_lines=13, used=12, joined=1))
    13 lines: 12 used, 1 joined to the line before, 0 refused, 0 skipped

Left out: what was wrong with a line, which an issue of the reading tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from armsdeals._fields import Count, checked
from armsdeals._printed import short_repr
from armsdeals.errors import InvalidValue


def _to_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines)


@frozen(kw_only=True, repr=False)
class Vintage:
    """Which printing of a register it was.

    Attributes:
        publisher: Who published it.
        title: What it is called.
        generated: The day on which it was made; None if it does not say.
        first_year: The first year that was asked for; None where no year was named.
        last_year: The last year that was asked for; None where no year was named.
        window: What was asked for, as printed: countries, years, and whether orders count that nobody delivered yet.
        layout: Which layout of the publisher's files it has.
        lines: The lines above the table, as printed.
    """

    publisher: str
    title: str = ""
    generated: date | None = None
    first_year: int | None = None
    last_year: int | None = None
    window: str = ""
    layout: str = ""
    lines: tuple[str, ...] = field(default=(), converter=_to_lines)

    __repr__ = short_repr

    @property
    def years(self) -> str:
        """The years that were asked for, in words; "all years" where none were named."""
        if self.first_year is None and self.last_year is None:
            return "all years"
        return f"{self.first_year or 'the first'} to {self.last_year or 'the latest'}"

    @property
    def is_windowed(self) -> bool:
        """Whether years were named, so that what arrived in others is missing and deals may look half delivered."""
        return self.first_year is not None or self.last_year is not None

    def __str__(self) -> str:
        made = f", generated {self.generated.isoformat()}" if self.generated else ""
        return f"{self.title or self.publisher}{made}, {self.years}"


@frozen(kw_only=True, field_transformer=checked, repr=False)
class Counts:
    """What became of the lines below the head of a table: each is in exactly one of the four.

    Attributes:
        data_lines: How many there are.
        used: How many became deals, or parts of them.
        joined: How many are tails of the line before, from which a line break had cut them.
        refused: How many could not be read; each has an ERROR among the issues.
        skipped: How many tell nothing by a rule: blank lines, repeated heads, totals, notes.

    Raises:
        InvalidValue: They do not add up.
    """

    data_lines: Count = 0
    used: Count = 0
    joined: Count = 0
    refused: Count = 0
    skipped: Count = 0

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        told = self.used + self.joined + self.refused + self.skipped
        if told != self.data_lines:
            raise InvalidValue(
                f"{self.data_lines} lines are not {self.used} used + {self.joined} joined + {self.refused} refused + "
                f"{self.skipped} skipped, which make {told}"
            )

    def __add__(self, other: object) -> Counts:
        if not isinstance(other, Counts):
            return NotImplemented
        return Counts(
            data_lines=self.data_lines + other.data_lines,
            used=self.used + other.used,
            joined=self.joined + other.joined,
            refused=self.refused + other.refused,
            skipped=self.skipped + other.skipped,
        )

    def __str__(self) -> str:
        return (
            f"{self.data_lines:,} lines: {self.used:,} used, {self.joined:,} joined to the line before, "
            f"{self.refused:,} refused, {self.skipped:,} skipped"
        )
