"""The list on which a reader notes every fault, with its place, while it reads on.

    >>> faults = Faults(most=1)
    >>> faults.note(("deals", 0, "id"), "missing", "is required")
    <FAULT>
    >>> faults.note(("deals", 1, "id"), "missing", "is required")
    <FAULT>
    >>> print(faults.issues())
    deals[0].id: is required [missing]
    deals[1].id: from here on 1 more fault was found and is not listed [more-faults] (mend the others and read again)
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Protocol

from attrs import evolve

from armsdeals.errors import ArmsDealsError
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.wire.tree import Path


class _Fault:
    def __repr__(self) -> str:
        return "<FAULT>"


FAULT: Any = _Fault()  # stands for a value that could not be read, so that its siblings are


class Placed(Protocol):
    """Anything that knows its line and column."""

    @property
    def line(self) -> int | None: ...
    @property
    def column(self) -> int | None: ...


class Faults:
    """What was found so far; of each severity the first ``most`` are listed and the others counted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._listed: list[Issue] = []
        self._count: Counter[Severity] = Counter()
        self._first_left_out: dict[Severity, Issue] = {}

    def note(
        self,
        path: Path,
        code: str,
        message: str,
        *,
        hint: str = "",
        place: Placed | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Any:
        """List one finding and return the marker of a fault."""
        line, column = (place.line, place.column) if place else (None, None)
        issue = Issue(path=path, code=code, message=message, hint=hint, severity=severity, line=line, column=column)
        self._count[severity] += 1
        if self._count[severity] <= self._most:
            self._listed.append(issue)
        else:
            self._first_left_out.setdefault(severity, issue)
        return FAULT

    @property
    def errors(self) -> int:
        """How many faults were found."""
        return self._count[Severity.ERROR]

    def issues(self) -> Issues:
        """Return what was found, in the order of the document."""
        return Issues([*self._listed, *(self._rest(issue) for issue in self._first_left_out.values())])

    def _rest(self, first: Issue) -> Issue:
        more = self._count[first.severity] - self._most
        what = "fault was found and is" if more == 1 else "faults were found and are"
        message = f"from here on {more:,} more {what} not listed"
        return evolve(first, code="more-faults", message=message, hint="mend the others and read again")


def issue_of(error: ArmsDealsError, *, file: str = "") -> Issue:
    """Return the issue that tells the same as an error."""
    return Issue(
        path=error.path, code=error.code, message=error.message, file=file, line=error.line, column=error.column
    )
