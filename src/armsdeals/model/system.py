"""System: a type of weapon or equipment.

    >>> fd2000 = System("FD-2000", origin="China", export_version_of="HQ-9")
    >>> print(fd2000)
    FD-2000

Two systems are the same only by designation or declared alias; a near name is never a match. Left out: specifications,
codes of classifications, lineage beyond one step.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Name, Text, checked
from armsdeals._shown import plain
from armsdeals.values.country import Country, to_country


@frozen(weakref_slot=False, field_transformer=checked)
class System:
    """A type of weapon or equipment, whoever supplies it.

    Attributes:
        designation: Its name in the maker's or the customer's use.
        id: A key for it, where a catalogue has one.
        category: What sort of thing it is, in plain words ("air defence system").
        aliases: Other names by which sources call exactly this system.
        nato_name: NATO reporting name.
        origin: The country that designed it.
        export_version_of: The designation of the system of which this is the export version.
    """

    designation: Name
    id: Key = field(default="", kw_only=True)
    category: Text = field(default="", kw_only=True)
    aliases: tuple[Name, ...] = field(default=(), kw_only=True)
    nato_name: Text = field(default="", kw_only=True)
    origin: Country | None = field(default=None, converter=optional(to_country), kw_only=True)
    export_version_of: Text = field(default="", kw_only=True)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means exactly this system."""
        return (self.designation, *self.aliases)

    def __str__(self) -> str:
        return plain(self.designation)
