r"""Where in a JSON text each fault stands, found only once there are faults, so that clean documents pay nothing for it.

    >>> text = '{"armsdeals": 1,\n "deals": [{"id": "demo"},\n  {"id": 5}]}'
    >>> fault = Issue(path=("deals", 1, "id"), code="wrong-type", message="found a number")
    >>> print(placed([fault], text)[0].line, placed([fault], text)[0].column)
    3 10

What a path names and the text does not hold is placed where its nearest parent begins. Left out: texts that are no JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from json import JSONDecoder

from attrs import evolve

from armsdeals.formats._base import text_of
from armsdeals.issues import Issue, Issues

_BLANKS = re.compile(r"[ \t\n\r]*")
_VALUES = JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=str
)  # numbers of any length, which mean nothing here


def placed(issues: Iterable[Issue], text: str) -> Issues:
    """Return findings with the line and column at which their values begin, from 1; what has a line keeps it."""
    known: dict[int, dict[str | int, int]] = {}
    return Issues(issue if issue.line is not None else _placed(issue, text, known) for issue in issues)


def placed_in_lines(issues: Iterable[Issue], lines: Mapping[int, bytes]) -> Issues:
    """Return findings in JSON Lines with the column at which their values begin, from 1; what has a column keeps it.

    Args:
        issues: The findings, with their lines.
        lines: The lines that they speak of, by their numbers.
    """
    texts: dict[int, str] = {}
    known: dict[int, dict[int, dict[str | int, int]]] = {}
    told = []
    for issue in issues:
        line = issue.line or 0
        if issue.column is None and line in lines:
            text = texts[line] = texts.get(line) or text_of(lines[line])
            inside = len(issue.path) > 1 and issue.path[0] == "deals"  # a line holds the deal itself
            at = _place(issue.path[2:] if inside else issue.path, text, known.setdefault(line, {}))
            issue = evolve(issue, column=at + 1)  # noqa: PLW2901  # the same finding
        told.append(issue)
    return Issues(told)


def _placed(issue: Issue, text: str, known: dict[int, dict[str | int, int]]) -> Issue:
    at = _place(issue.path, text, known)
    return evolve(issue, line=text.count("\n", 0, at) + 1, column=at - text.rfind("\n", 0, at))


def _place(path: Iterable[str | int], text: str, known: dict[int, dict[str | int, int]]) -> int:
    """Return where in a text begins what a path names, or its nearest parent."""
    at = _blanks(text, 1 if text.startswith("\ufeff") else 0)
    for step in path:
        if at not in known:
            known[at] = _inside(text, at)
        if step not in known[at]:
            break
        at = known[at][step]
    return at


def _inside(text: str, at: int) -> dict[str | int, int]:
    """The place of every value of an object or list, by its key or number; of other values nothing."""
    opening, found = text[at], dict[str | int, int]()
    if opening not in "{[":
        return found
    at = _blanks(text, at + 1)
    while text[at] not in "]}":
        key: str | int = len(found)
        if opening == "{":
            key, at = _VALUES.raw_decode(text, at)
            at = _blanks(text, _blanks(text, at) + 1)
        found[key] = at
        at = _blanks(text, _VALUES.raw_decode(text, at)[1])
        at = _blanks(text, at + 1) if text[at] == "," else at
    return found


def _blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at
