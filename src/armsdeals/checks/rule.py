"""Rules: functions that look at one deal and yield what is odd about it.

    >>> @rule("TST-001", Severity.WARNING, "A deal has a title.")
    ... def has_title(deal):
    ...     if not deal.title:
    ...         yield issue("title", message="is empty", hint="say what the deal is about")
    >>> has_title.code, has_title.summary
    ('TST-001', 'A deal has a title.')

A rule yields, never raises, and stays quiet about what is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal


@frozen(repr=False)
class Rule:
    """One rule.

    Attributes:
        code: Subject and number; stable.
        severity: How bad it is when broken.
        summary: What holds for a deal that keeps it, as a sentence.
        look: What finds the breaches.
    """

    code: str
    severity: Severity
    summary: str
    look: Callable[[Deal], Iterator[Issue]]

    __repr__ = short_repr

    def __call__(self, deal: Deal, path: tuple[str | int, ...] = ()) -> Iterator[Issue]:
        """Yield what breaks the rule, with its code and severity, and in front of its path that of the deal."""
        for found in self.look(deal):
            yield self.told(found, path)

    def told(self, found: Issue, path: tuple[str | int, ...]) -> Issue:
        """Return what was found with the code and severity of the rule, and in front of its path that of the deal."""
        return Issue(
            path=(*path, *found.path),
            code=self.code,
            message=found.message,
            severity=self.severity,
            hint=found.hint,
        )


def rule(code: str, severity: Severity, summary: str) -> Callable[[Callable[[Deal], Iterator[Issue]]], Rule]:
    """Make a rule of a function from a deal to issues."""

    def made(look: Callable[[Deal], Iterator[Issue]]) -> Rule:
        return Rule(code, severity, summary, look)

    return made


def issue(*path: str | int, message: str, hint: str = "") -> Issue:
    """Return a finding whose code and severity the rule adds."""
    return Issue(path=path, code="", message=message, hint=hint)
