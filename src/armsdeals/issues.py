"""Issues: what was found in data, as values that can be sorted, counted and printed.

>>> issue = Issue(path=("deals", 0, "history", 1, "when"), code="bad-value", message="names a day that does not exist",
...               hint="write 2017-02-28", file="deals.yaml", line=12, column=11)
>>> print(issue)
deals.yaml:12:11: deals[0].history[1].when: names a day that does not exist [bad-value] (write 2017-02-28)
>>> Issues([issue]).worst
<Severity.ERROR: 3>
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Self

from attrs import field, frozen

from armsdeals._printed import LINE
from armsdeals._sheet import html_table
from armsdeals._shown import path_text, plain

MOST_SHOWN = 50  # findings in a notebook


class Severity(IntEnum):
    """How bad a finding is; only an ERROR keeps a document from being read."""

    INFO = 1
    WARNING = 2
    ERROR = 3


def _to_path(value: Iterable[str | int]) -> tuple[str | int, ...]:
    return tuple(value)


@frozen(kw_only=True, order=False, repr=False)
class Issue:
    """One finding: where, what was found, what is wanted.

    Attributes:
        path: Steps from the top of the document to the place.
        code: A stable slug or rule number.
        message: What was found and what is wanted; lower case, no full stop.
        severity: INFO, WARNING or ERROR.
        hint: What to do about it, if known.
        file: Name of the file, where there is one.
        line: Line from 1, where the format has lines.
        column: Column from 1.
        row: Row number of a table, from 1, where the source is one.
    """

    path: tuple[str | int, ...] = field(default=(), converter=_to_path)
    code: str
    message: str
    severity: Severity = Severity.ERROR
    hint: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    row: int | None = None

    def __repr__(self) -> str:
        told = f"Issue {self.severity.name} {plain(self.code)}"
        place = self.where or self.place
        return f"<{told}{f' {plain(place, longest=40)}' if place else ''}: {plain(self.message, longest=LINE - len(told) - 46)}>"

    @property
    def where(self) -> str:
        """The path as one would index it; empty for the document itself."""
        return path_text(self.path)

    @property
    def place(self) -> str:
        """File, line and column as editors read them; empty where nothing is known."""
        within = ""
        if self.line is not None:
            within = f"{self.line}:{self.column or 1}" if self.file else f"line {self.line}"
        elif self.row is not None:
            within = f"row {self.row}"
        if not self.file:
            return within
        return f"{plain(self.file)}:{within}" if within else plain(self.file)

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.place, self.where) if part)
        hint = f" ({self.hint})" if self.hint else ""
        mark = "" if self.severity is Severity.ERROR else f"{self.severity.name.lower()}: "
        return (
            f"{head}: {mark}{self.message} [{self.code}]{hint}" if head else f"{mark}{self.message} [{self.code}]{hint}"
        )

    def in_order(self) -> tuple[Any, ...]:
        """Return the sort key: place in the input, then path, then code."""
        path = tuple([(0, step, "") if isinstance(step, int) else (1, 0, step) for step in self.path])
        return self.file, self.line or 0, self.column or 0, self.row or 0, path, self.code, self.message


class Issues(tuple[Issue, ...]):
    """All findings about one input, in the order of the input."""

    __slots__ = ()

    def __new__(cls, issues: Iterable[Issue] = ()) -> Self:  # noqa: D102  # the class says what it takes
        return super().__new__(cls, sorted(issues, key=Issue.in_order))

    @property
    def worst(self) -> Severity | None:
        """The highest severity; None if there is no finding."""
        return max((issue.severity for issue in self), default=None)

    @property
    def errors(self) -> Issues:
        """Only the findings that keep a document from being read."""
        return Issues(issue for issue in self if issue.severity is Severity.ERROR)

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def __repr__(self) -> str:
        counts = [(severity, sum(issue.severity is severity for issue in self)) for severity in reversed(Severity)]
        told = ", ".join(f"{count} {severity.name.lower()}" for severity, count in counts if count)
        return f"<Issues: {told or 'none'}>"

    def _repr_html_(self) -> str:
        if not self:
            return "<p>no issues</p>"
        rows = [
            (i.severity.name.lower(), i.place, i.where, f"{i.message}{f' ({i.hint})' if i.hint else ''}", i.code)
            for i in self[:MOST_SHOWN]
        ]
        more = [f"and {len(self) - MOST_SHOWN:,} more"] if len(self) > MOST_SHOWN else []
        return html_table("", ("severity", "place", "path", "message", "code"), rows, below=more)
