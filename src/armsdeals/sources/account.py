"""Account: what became of each record of a publisher's file, and what was found on the way.

    >>> account = Account(name="rows.csv")
    >>> account.refuse(2, 1, "wrong-width", "found 3 cells (expected 9)")
    >>> account.skip(3, 2, "is a line of totals")
    >>> print(account.counts(used=5))
    7 lines: 5 used, 0 joined to the line before, 1 refused, 1 skipped
    >>> print(account.issues[0])
    rows.csv:2:1: found 3 cells (expected 9) [wrong-width]

Left out: what the records mean.
"""

from __future__ import annotations

from armsdeals.errors import ArmsDealsError
from armsdeals.issues import Issue, Severity
from armsdeals.register.vintage import Counts


class Account:
    """What became of the records of a file so far.

    Attributes:
        joined: How many lines were tails of the line before.
        refused: How many were refused.
        skipped: How many tell nothing by a rule.
        issues: What was found.
    """

    def __init__(self, *, name: str = "") -> None:
        self.joined = self.refused = self.skipped = 0
        self.issues: list[Issue] = []
        self._name = name

    def counts(self, used: int) -> Counts:
        """Return the account of all lines, of which so many became deals or parts of them."""
        told = used + self.joined + self.refused + self.skipped
        return Counts(data_lines=told, used=used, joined=self.joined, refused=self.refused, skipped=self.skipped)

    def refuse(self, line: int, row: int, code: str, message: str, *, hint: str = "", what: str = "") -> None:
        """Refuse a record: nothing of it is in the register."""
        self.refused += 1
        self._add(line, row, code, message, hint=hint, what=what)

    def refuse_for(self, line: int, row: int, error: ArmsDealsError) -> None:
        """Refuse a record for what one of its cells holds."""
        self.refuse(line, row, error.code, error.message, what=str(error.path[0]) if error.path else "")

    def skip(self, line: int, row: int, reason: str) -> None:
        """Pass over a line that tells nothing by a rule; an empty reason leaves no finding, as for blank lines."""
        self.skipped += 1
        if reason:
            self._add(line, row, "skipped-line", reason, severity=Severity.INFO)

    def note(
        self, line: int, row: int | None, code: str, message: str, *, severity: Severity = Severity.WARNING,
        hint: str = "", what: str = "",
    ) -> None:  # fmt: skip
        """Note what is odd about a record that is kept."""
        self._add(line, row, code, message, severity=severity, hint=hint, what=what)

    def _add(
        self, line: int, row: int | None, code: str, message: str, *, severity: Severity = Severity.ERROR,
        hint: str = "", what: str = "",
    ) -> None:  # fmt: skip
        path = (what,) if what else ()
        self.issues.append(
            Issue(
                path=path, code=code, message=message, severity=severity, hint=hint, file=self._name, line=line, row=row
            )
        )
