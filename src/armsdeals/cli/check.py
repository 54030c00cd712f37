"""armsdeals check: what is wrong or odd in files, with line and column."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path, PurePath

from attrs import evolve

from armsdeals._desk import try_read
from armsdeals.checks.run import check
from armsdeals.cli.asked import print_json
from armsdeals.errors import ArmsDealsError, LimitExceeded, UnreadableInput, UnsupportedVersion
from armsdeals.formats._base import format_of
from armsdeals.formats.folder import deal_files
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.wire.tree import at

EXAMPLES = """\
examples:
  armsdeals check deals.yaml                 FILE:LINE:COLUMN: PATH: MESSAGE [CODE] (HINT)
  armsdeals check deals/*.yaml --json        for a program
  armsdeals check deals.yaml || echo faults  the exit code is 1 if there is an error or a warning
"""
_UNREADABLE = frozenset(error.default_code for error in (UnreadableInput, UnsupportedVersion, LimitExceeded))


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file or folder of deals, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the issues as JSON")


def run(asked: Namespace) -> int:
    """Print the issues; 1 if one is an error or a warning, 2 if a file cannot be read at all."""
    found: list[Issue] = []
    for name in asked.files:
        reading = try_read(name)
        found += reading.issues
        if reading.is_clean:
            found += _in_their_files(check(reading.register), name, reading.register.ids)
    if asked.json:
        print_json([_tree(issue) for issue in found])
    else:
        for issue in found:
            print(issue)
    print(_counted(found, len(asked.files)), file=sys.stderr)
    errors = Issues(found).errors
    if any(map(_is_unreadable, errors)):
        return 2
    return 1 if any(issue.severity >= Severity.WARNING for issue in found) else 0


def _in_their_files(issues: Issues, name: str, ids: tuple[str, ...]) -> list[Issue]:
    """Return findings with their places; of a folder each goes to the file that is called like its deal."""
    if not Path(name).is_dir():
        return placed(issues, name)
    files = {PurePath(file).stem: file for file in deal_files(name)}
    by_file: dict[str, list[Issue]] = {}
    for issue in issues:
        here, path = name, issue.path
        if len(path) > 1 and path[0] == "deals" and isinstance(path[1], int) and (file := files.get(ids[path[1]])):
            here, path = file, ("deals", 0, *path[2:])
        by_file.setdefault(here, []).append(evolve(issue, path=path))
    return [issue for here, told in sorted(by_file.items()) for issue in placed(Issues(told), here)]


def placed(issues: Issues, name: str) -> list[Issue]:
    """Return findings of rules with the line in the file of which they speak, where it has lines and holds whole deals."""
    path = Path(name)
    if not path.is_file():
        return [evolve(issue, file=issue.file or name) for issue in issues]
    try:
        form = format_of(name)
        top, _ = form.long(form.parse(path.read_bytes()), name=path.stem)
    except ArmsDealsError:  # it was read some other way, as a folder is
        top = None
    out = []
    for issue in issues:
        place = at(top, issue.path) if top is not None else None
        line, column = (place.line, place.column) if place is not None else (None, None)
        out.append(evolve(issue, file=issue.file or name, line=issue.line or line, column=issue.column or column))
    return out


def _is_unreadable(issue: Issue) -> bool:
    """Whether there is no document: nothing in it could even be looked at."""
    return not issue.path or issue.code in _UNREADABLE


def _tree(issue: Issue) -> dict[str, object]:
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


def _counted(found: list[Issue], files: int) -> str:
    told = []
    for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark")):
        number = sum(1 for issue in found if issue.severity is severity)
        if number:
            told.append(f"{number} {word}{'' if number == 1 else 's'}")
    return f"{', '.join(told) or 'no issues'} in {files} file{'' if files == 1 else 's'}"
