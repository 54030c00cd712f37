"""Reading: what reading a file gave, faults included.

>>> reading = Reading()
>>> len(reading.register), reading.is_clean
(0, True)
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._card import Card
from armsdeals.errors import InvalidDeals
from armsdeals.issues import Issues
from armsdeals.register.register import Register
from armsdeals.register.vintage import Counts, Vintage


@frozen(kw_only=True, repr=False)
class Reading:
    """A register and what was found on the way to it.

    Attributes:
        register: The deals that could be built; empty if the document cannot be held as it stands.
        issues: Every finding, in the order of the file.
        name: The file, for messages.
        vintage: Which printing of a publisher's register it was; None for documents of ours, and for several files.
        counts: What became of each line of a publisher's file; None for documents of ours.
    """

    register: Register = field(factory=Register)
    issues: Issues = field(factory=Issues)
    name: str = ""
    vintage: Vintage | None = None
    counts: Counts | None = None

    @property
    def is_clean(self) -> bool:
        """Whether nothing keeps the document from being used."""
        return not self.issues.errors

    @property
    def card(self) -> Card:
        """What was read, in rows."""
        rows = [
            ("file", self.name),
            ("vintage", "" if self.vintage is None else str(self.vintage)),
            ("lines", "" if self.counts is None else str(self.counts)),
            ("issues", repr(self.issues).removeprefix("<Issues: ").removesuffix(">")),
        ]
        deals = len(self.register)
        return Card(title=f"{deals:,} deal{'' if deals == 1 else 's'} read", rows=tuple(row for row in rows if row[1]))

    def __repr__(self) -> str:
        return f"<Reading: {self.register!r}, {self.issues!r}>"

    def _repr_html_(self) -> str:
        return self.card.html()

    def unwrap(self) -> Register:
        """Return the register.

        Raises:
            InvalidDeals: There is a fault; the exception holds all of them.
        """
        if self.is_clean:
            return self.register
        raise InvalidDeals(self.issues, name=self.name)
