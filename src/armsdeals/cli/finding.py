"""A finding as one line of the command: where, its code, what was found, and what to do about it.

    >>> from armsdeals.issues import Issue, Severity
    >>> found = Issue(path=("deals", 0), code="PAR-001", message="nobody is on the recipient side",
    ...               severity=Severity.WARNING, file="deals.yaml", line=3, column=5, hint="name it")
    >>> print(line_of(found))
    deals.yaml:3:5: PAR-001 warning: deals[0]: nobody is on the recipient side (name it)

The place comes first, as editors want it, and the code next, which ``armsdeals ref rules CODE`` explains. An error has no word
for its severity. Left out: what a program reads, which `tree_of` gives.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from armsdeals._disk import replace_file
from armsdeals._inert import inert_text
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import InvalidValue
from armsdeals.issues import Issue, Severity

_MARKS = {severity: "" if severity is Severity.ERROR else f" {severity.name.lower()}:" for severity in Severity}


def line_of(issue: Issue) -> str:
    """Return a finding as one line; what is not known of its place is left out."""
    place, where = issue.place, issue.where
    parts = (
        f"{place}:" if place else "",
        f"{issue.code}{_MARKS[issue.severity]}",
        f"{where}:" if where else "",
        issue.message,
        f"({issue.hint})" if issue.hint else "",
    )
    return " ".join(filter(None, parts))


def tree_of(issue: Issue) -> dict[str, Any]:
    """Return a finding for a program; every key is always there."""
    return {
        "file": issue.file,
        "line": issue.line,
        "column": issue.column,
        "row": issue.row,
        "path": list(issue.path),
        "severity": issue.severity.name,
        "code": issue.code,
        "message": issue.message,
        "hint": issue.hint,
    }


def check_suffix(path: str) -> None:
    """Refuse the name of a file to which no findings are written.

    Raises:
        InvalidValue: It ends with something else.
    """
    if PurePath(path).suffix.lower() not in _WRITERS:
        raise InvalidValue(
            f"{shown(path, longest=LONGEST_PATH)} is no file for issues (expected one that ends with {' or '.join(_WRITERS)})",
            code="unknown-suffix",
        )


def write_findings(issues: Iterable[Issue], path: str) -> None:
    """Write findings to a file; its suffix says how. No spreadsheet runs what a CSV file holds.

    Raises:
        InvalidValue: No findings are written to such a file.
        UnwritableOutput: The file cannot be written.
    """
    check_suffix(path)
    trees = [tree_of(issue) | {"path": issue.where} for issue in issues]
    replace_file(path, _WRITERS[PurePath(path).suffix.lower()](trees).encode())


def _as_csv(trees: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(tree_of(Issue(code="", message="")))
    for tree in trees:
        rows.writerow(
            inert_text(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in tree.values()
        )
    return out.getvalue()


def _as_json(trees: list[dict[str, Any]]) -> str:
    return json.dumps(trees, indent=1) + "\n"


_WRITERS = {".csv": _as_csv, ".json": _as_json}
