"""armsdeals check: what is wrong or odd in files, with line and column."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from attrs import evolve

from armsdeals._collector import collector_paused
from armsdeals._later import later
from armsdeals.checks.run import check_across, check_deal
from armsdeals.cli.finding import line_of, tree_of
from armsdeals.cli.folder_check import check_files, placed
from armsdeals.cli.progress import Progress
from armsdeals.errors import ArmsDealsError, LimitExceeded, UnreadableInput, UnsupportedVersion
from armsdeals.formats.file import LongForm, look
from armsdeals.formats.opened import open_folder
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.wire.faults import issues_of

if TYPE_CHECKING:
    from armsdeals.cli import page
else:
    page = later("armsdeals.cli.page")

_UNREADABLE = frozenset(error.default_code for error in (UnreadableInput, UnsupportedVersion, LimitExceeded))


def run(asked: Namespace) -> int:
    """Print the issues; 1 if one is an error or a warning, 2 if a file cannot be read at all."""
    progress = Progress(sys.stderr, is_asked=asked.progress)
    found: list[Issue] = []
    with collector_paused():
        read = 0
        for name in asked.files:
            number, issues = found_in(name, progress)
            read += number
            found += issues
    progress.end()
    if asked.json:
        page.print_json([tree_of(issue) for issue in found])
    else:
        sys.stdout.write("".join([f"{line_of(issue)}\n" for issue in found]))
    print(_counted(found, read), file=sys.stderr)
    if any(issue.severity is Severity.ERROR and _is_unreadable(issue) for issue in found):
        return 2
    return 1 if any(issue.severity >= Severity.WARNING for issue in found) else 0


def found_in(name: str, progress: Progress) -> tuple[int, list[Issue]]:
    """Return how many files were read, and what reading finds, and what is odd about the deals that have no fault."""
    try:
        if Path(name).is_dir():
            folder = open_folder(name)
            return len(folder.names), check_files(folder, progress)
        short = PurePath(name).name
        progress.show(f"reading {short}")
        looked, node = look(name)
    except ArmsDealsError as error:
        return 1, issues_of(error, file=name)
    register, numbers = looked.reading.register, looked.numbers
    long = LongForm(lambda: node)
    odd: list[Issue] = []
    for done, (number, deal) in enumerate(zip(numbers, register, strict=True)):
        progress.show_part(f"checking {short}", done, len(numbers))
        odd += check_deal(deal, ("deals", number))
    others = looked.maybe.union(told.id for told in looked.ids).difference(register.ids)
    for issue in check_across(register, known=others):
        where, place, *rest = issue.path
        if where == "deals":
            odd.append(evolve(issue, path=(where, numbers[int(place)], *rest)))
        elif looked.reading.is_clean:  # else a competition may be missing in front of this one
            odd.append(issue)
    return 1, [*looked.reading.issues, *Issues(placed(issue, long, name) for issue in odd)]


def _is_unreadable(issue: Issue) -> bool:
    """Whether there is no document: nothing in it could even be looked at."""
    return not issue.path or issue.code in _UNREADABLE


def _counted(found: list[Issue], files: int) -> str:
    told = []
    for severity, word in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark")):
        number = sum(1 for issue in found if issue.severity is severity)
        if number:
            told.append(f"{number} {word}{'' if number == 1 else 's'}")
    return f"{', '.join(told) or 'no issues'} in {files} file{'' if files == 1 else 's'}"
