"""Reading: what reading a file gave, faults included.

>>> reading = Reading()
>>> len(reading.register), reading.is_clean
(0, True)
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals.errors import InvalidDeals
from armsdeals.issues import Issues
from armsdeals.register.register import Register


@frozen(kw_only=True)
class Reading:
    """A register and what was found on the way to it.

    Attributes:
        register: The deals that could be built; empty if the document cannot be held as it stands.
        issues: Every finding, in the order of the file.
        name: The file, for messages.
    """

    register: Register = field(factory=Register)
    issues: Issues = field(factory=Issues)
    name: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing keeps the document from being used."""
        return not self.issues.errors

    def unwrap(self) -> Register:
        """Return the register.

        Raises:
            InvalidDeals: There is a fault; the exception holds all of them.
        """
        if self.is_clean:
            return self.register
        raise InvalidDeals(self.issues, name=self.name)
