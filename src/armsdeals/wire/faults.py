"""The list on which a reader notes every fault, with its place, while it reads on.

    >>> faults = Faults(most=1)
    >>> faults.note(("deals", 0, "id"), "missing", "is required")
    <FAULT>
    >>> faults.note(("deals", 1, "id"), "missing", "is required")
    <FAULT>
    >>> print(faults.issues())
    deals[0].id: is required [missing]
    deals[1].id: from here on 1 more fault was found and is not listed [more-faults] (mend the others and read again)

Left out: the order in which faults were met; what is listed has the order of the document.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Self

from attrs import evolve

from armsdeals.errors import ArmsDealsError
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.wire.tree import Node, Pair, Path


class _Fault:
    def __repr__(self) -> str:
        return "<FAULT>"


class Twice(str):
    """Why something is not read, where the reason is that its key stands twice."""

    __slots__ = ()


class Partly(str):
    """Why a thing is not read, of which other parts can be looked at all the same.

    Attributes:
        rest: These parts, as an object.
    """

    __slots__ = ("rest",)

    rest: Node

    def __new__(cls, reason: str, rest: Node) -> Self:  # noqa: D102  # the class says what it takes
        made = super().__new__(cls, reason)
        made.rest = rest
        return made


TIMES = 100  # after so many times as many faults as are listed a reader gives up
FAULT: Any = _Fault()  # stands for a value that could not be read, so that its siblings are


class GaveUp(Exception):  # it never leaves this room
    """So many faults were found that this must be another kind of file; reading on could take for ever."""


class Faults:
    """What was found so far.

    Of each severity the first ``most`` are listed and the others counted. At a hundred times as many errors a reader gives up;
    remarks, however many there are, keep nothing from being read.
    """

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
        place: Node | Pair | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Any:
        """List one finding and return the marker of a fault."""
        line, column = (place.line, place.column) if place else (None, None)
        told = str(message)  # a reason may carry the rest of what it speaks of, which no finding needs
        issue = Issue(path=path, code=code, message=told, hint=hint, severity=severity, line=line, column=column)
        self._count[severity] += 1
        if self.errors > self._most * TIMES:
            raise GaveUp
        if self._count[severity] <= self._most:
            self._listed.append(issue)
        else:
            self._first_left_out.setdefault(severity, issue)
        return FAULT

    @property
    def has_room(self) -> bool:
        """Whether the next fault will be listed; if not, a costly hint is of no use."""
        return self._count[Severity.ERROR] < self._most

    def holds(self, path: Path) -> bool:
        """Whether a finding on just this place is listed."""
        return any(issue.path == path for issue in self._listed)

    @property
    def errors(self) -> int:
        """How many faults were found."""
        return self._count[Severity.ERROR]

    def issues(self) -> Issues:
        """Return what was found, in the order of the document."""
        return Issues([*self._listed, *(self._rest(issue) for issue in self._first_left_out.values())])

    def _rest(self, first: Issue) -> Issue:
        more = self._count[first.severity] - self._most
        noun = "fault" if first.severity is Severity.ERROR else "remark"
        what = f"{noun} was found and is" if more == 1 else f"{noun}s were found and are"
        if first.severity is Severity.ERROR and more > self._most * (TIMES - 1):
            message = f"more than {self._most * TIMES:,} faults were found; the document was not read to its end"
            return evolve(first, code="more-faults", message=message, hint="is it another kind of file?")
        message = f"from here on {more:,} more {what} not listed"
        return evolve(first, code="more-faults", message=message, hint="mend the others and read again")


def issues_of(error: ArmsDealsError, *, file: str = "") -> list[Issue]:
    """Return the issues that tell the same as an error and those that came with it."""
    return [issue_of(one, file=file) for one in (error, *error.also)]


def issue_of(error: ArmsDealsError, *, file: str = "") -> Issue:
    """Return the issue that tells the same as an error."""
    return Issue(
        path=error.path, code=error.code, message=error.message, file=file, line=error.line, column=error.column
    )
