"""Findings on a typed file, as they help who types it: a source that is not there is told once, with all its places.

    >>> missing = [Issue(code="unknown-source", message="no source 'x' in this file", line=line, column=9) for line in (4, 7, 9)]
    >>> [str(issue) for issue in told_once(missing)]
    ["line 4: no source 'x' in this file [unknown-source] (declare it under sources, as in KEY: PUBLISHER, DATE; lines 7 and 9 cite it, too)"]

Left out: finding them (`wire`), and what is odd about how a file was typed (`written.remarks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import PurePath

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.issues import Issue, Severity

_DECLARE = "declare it under sources, as in KEY: PUBLISHER, DATE"
_EXPECTED = "expected one of "
_HINTS = ("did you mean ", _EXPECTED)
_FEW = 4  # lines that are named, or words of a long list
_MANY = 12  # words, which nobody reads in a message
_NO_WORD = re.compile(r".* is not an? (.+)", re.DOTALL)
# The fields of an object that nobody types, each with what is typed for it.
_TYPED = {"prices": "price"}
_LONG = ("quantities", "evidence")  # and the sources are listed already
_OF_DETAILS = "expected a detail such as says, role, said, quote, text, confidence or id"
_OF_LINES = "and how many, as in ordered: 4 or delivered: 4"


_WITHOUT_AT = re.compile(
    r"(?:no line or tranche is called )?'\(?([a-z0-9._-]+)\)?'(?: is not a word here.*| stands in brackets, .*)?",
    re.DOTALL,
)
_IN_UNIT = re.compile(r"the unit '.* ([a-z0-9._-]+)' is not one that is known here, .*")


def cited_without_at(issues: Iterable[Issue], declared: Callable[[], Collection[str]]) -> list[Issue]:
    """Return findings in which a source that stands without its @ is told to be one.

    As the last word of a unit, where it would else be kept, that is a fault.

    >>> unit = Issue(code="unknown-unit", severity=Severity.INFO, message="the unit 'tanks tass' is not one that is known here, and")
    >>> [(one.severity.name, one.message) for one in cited_without_at([unit], lambda: {"tass"})]
    [('ERROR', "the source 'tass' is cited without its @; write @tass, behind all other words")]

    Args:
        issues: The findings on one file.
        declared: Gives the keys of its sources, and of those that its folder declares.
    """
    told = []
    for issue in issues:
        pattern = _IN_UNIT if issue.code == "unknown-unit" else _WITHOUT_AT
        found = pattern.fullmatch(issue.message)
        if found and found[1] in declared():
            why = f"the source {shown(found[1])} is cited without its @; write @{found[1]}, behind all other words"
            told.append(evolve(issue, code="not-read", severity=Severity.ERROR, message=why, hint=""))
        else:
            told.append(issue)
    return told


def told_once(issues: Sequence[Issue], *, unread: Collection[str] = (), shared: str = "") -> list[Issue]:
    """Return findings in which each source or line that is missing is told where it is first named.

    Args:
        issues: The findings on one file, in the order of its lines.
        unread: The keys of sources that the folder declares and that have a fault there.
        shared: The file in which the folder declares them.
    """
    once = {(one.line, one.column, one.code, one.message): one for one in reversed([*issues]) if one.line}
    in_order = [
        _in_words(one) for one in issues if not one.line or once[one.line, one.column, one.code, one.message] is one
    ]
    if not any(map(_is_missing, in_order)):
        return in_order
    faulty = {f"no source {shown(key)} in this file": key for key in unread}
    places: dict[str, list[Issue]] = {}
    kept: list[Issue | str] = []
    for issue in in_order:
        if not _is_missing(issue):
            kept.append(issue)
            continue
        if issue.message not in places:
            kept.append(issue.message)
        places.setdefault(issue.message, []).append(issue)
    return [one if isinstance(one, Issue) else _together(places[one], faulty.get(one, ""), shared) for one in kept]


def _is_missing(issue: Issue) -> bool:
    """Whether something is named that is not there, which may be named in many lines."""
    return issue.code == "unknown-source" or (issue.code == "inconsistent" and issue.message.startswith("no line"))


def _in_words(issue: Issue) -> Issue:
    """Return a finding whose hint says the words of a vocabulary, or the fields of an object, as people type them."""
    if issue.code == "unknown-key" and issue.hint.startswith(_EXPECTED):
        return evolve(issue, hint=_fields_typed(issue.hint.removeprefix(_EXPECTED).split(", ")))
    if issue.code != "not-in-list" or not issue.hint.startswith(_HINTS) or " code" in issue.message:
        return issue
    opening = next(one for one in _HINTS if issue.hint.startswith(one))
    words = issue.hint.removeprefix(opening).replace("_", " ").lower().split(", ")
    vocabulary = _NO_WORD.fullmatch(issue.message)
    if len(words) > _MANY and vocabulary:
        name = f'"{vocabulary[1]}"' if " " in vocabulary[1] else vocabulary[1]
        hint = f"expected one such as {', '.join(words[:_FEW])}; armsdeals ref words {name} lists all {len(words)}"
        return evolve(issue, hint=hint)
    return evolve(issue, hint=f"{opening}{', '.join(words)}")


def _fields_typed(fields: Sequence[str]) -> str:
    """Return the hint at the fields of an object, in the names under which they are typed."""
    if "speaker_role" in fields:  # of a claim, most of which its head says
        return _OF_DETAILS
    typed = ", ".join(_TYPED.get(one, one) for one in dict.fromkeys(fields) if one not in _LONG)
    return f"{_EXPECTED}{typed}{f', {_OF_LINES}' if 'quantities' in fields else ''}"


def _together(issues: list[Issue], key: str, shared: str) -> Issue:
    first, *others = issues
    is_source = first.code == "unknown-source"
    hint = _DECLARE if is_source and (not first.hint or first.hint.startswith("declare it")) else first.hint
    message = first.message
    if is_source and shared:
        message = message.replace("in this file", f"in this file or {PurePath(shared).name}")
    if key:
        message, hint = f"the source {shown(key)} is declared in {shown(shared)} and has a fault there", "mend it there"
    lines = list(dict.fromkeys(one.line for one in others if one.line and one.line != first.line))
    if lines:
        more = len(lines) - _FEW
        told = [str(line) for line in lines[:_FEW]] + ([f"{more} more"] if more > 0 else [])
        verb = "cite" if is_source else "name"
        many = f"lines {', '.join(told[:-1])} and {told[-1]} {verb}" if len(told) > 1 else f"line {told[0]} {verb}s"
        hint = f"{hint}; {many} it, too" if hint else f"{many} it, too"
    return evolve(first, message=message, hint=hint)
