"""armsdeals import: somebody's register into deals, with an account of every line."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from typing import Any

from armsdeals._desk import dumps, together, try_read, write
from armsdeals._shown import LONGEST_PATH, plain, shown
from armsdeals.cli.bar import Bar
from armsdeals.cli.exits import FINE, FOUND, WRONG
from armsdeals.cli.finding import check_suffix, line_of, tree_of, write_findings
from armsdeals.cli.page import Page, print_data
from armsdeals.cli.report import is_same_file
from armsdeals.errors import InvalidValue
from armsdeals.formats._base import format_of
from armsdeals.formats.file import STANDARD_INPUT
from armsdeals.issues import Issue, Severity
from armsdeals.register.reading import Reading
from armsdeals.sources._base import source_named

STANDARD_OUTPUT = "-"
MOST_TOLD = 10  # refused lines in the summary


def run(asked: Namespace) -> int:
    """Read, write, tell; 1 if a line was refused, 2 if a file could not be read at all."""
    source = source_named(asked.source)
    _check_targets(asked)
    parts = [_read(name, source.name, asked) for name in asked.files]
    reading = together(parts)
    if asked.issues is not None:
        write_findings(reading.issues, asked.issues)
    unread = [part for part in parts if part.counts is None]
    if unread:
        for part in unread:
            for issue in part.issues:
                print(line_of(issue), file=sys.stderr)
        if asked.json:
            _print_summary(reading, parts, asked)
        elif len(parts) > 1:
            print("nothing was written", file=sys.stderr)
        return WRONG
    if asked.output == STANDARD_OUTPUT:
        print_data(dumps(reading.register, format="jsonl"))
    else:
        write(reading.register, asked.output, overwrite=asked.overwrite)
    if asked.json:
        _print_summary(reading, parts, asked)
    else:
        _tell(reading, parts, asked)
    return FINE if reading.is_clean else FOUND


def _read(name: str, source: str, asked: Namespace) -> Reading:
    bar = Bar(sys.stderr, f"reading {'standard input' if name == STANDARD_INPUT else name}", is_asked=asked.progress)
    try:
        return try_read(name, source=source, progress=bar.tell)
    finally:
        bar.end()


def _check_targets(asked: Namespace) -> None:
    """Refuse what could not be written before a long file is read."""
    if asked.files.count(STANDARD_INPUT) > 1:
        raise InvalidValue("standard input can be read once")
    if asked.issues is not None:
        check_suffix(asked.issues)
    if asked.output != STANDARD_OUTPUT and not asked.output.endswith("/"):
        format_of(asked.output)
    for target in (asked.output, asked.issues):
        if target not in (None, STANDARD_OUTPUT) and any(is_same_file(target, name) for name in asked.files):
            raise InvalidValue(f"{shown(target, longest=LONGEST_PATH)} would take the place of what it is made from")


def _by_code(reading: Reading) -> list[tuple[Issue, int]]:
    """Return the first finding of each code and severity with their number; what is worst comes first."""
    first: dict[tuple[str, Severity], Issue] = {}
    for issue in reading.issues:
        first.setdefault((issue.code, issue.severity), issue)
    number = Counter((issue.code, issue.severity) for issue in reading.issues)
    kinds = sorted(first, key=lambda kind: (-kind[1], -number[kind], kind[0]))
    return [(first[kind], number[kind]) for kind in kinds]


def _tell(reading: Reading, parts: list[Reading], asked: Namespace) -> None:
    """Print the summary for people."""
    target = "standard output" if asked.output == STANDARD_OUTPUT else shown(asked.output, longest=LONGEST_PATH)
    deals = len(reading.register)
    for part in parts:
        print(f"{f'{plain(part.name)}: ' if len(parts) > 1 else ''}{part.vintage}", file=sys.stderr)
    print(f"{reading.counts}", file=sys.stderr)
    print(f"{deals:,} deal{'' if deals == 1 else 's'} written to {target}", file=sys.stderr)
    kinds = _by_code(reading)
    if kinds:
        several = len(parts) > 1
        rows = tuple(
            (one.severity.name.lower(), one.code, number, one.place if several else one.line, one.message)
            for one, number in kinds
        )
        first = "first place" if several else "first line"
        page = Page(columns=("severity", "code", "number", first, "what it says"), rows=rows)
        print(file=sys.stderr)
        page.show(sys.stderr)
    refused = reading.issues.errors
    if refused:
        print("\nrefused:", file=sys.stderr)
        for issue in refused[:MOST_TOLD]:
            print(line_of(issue), file=sys.stderr)
        if len(refused) > MOST_TOLD:
            print(f"and {len(refused) - MOST_TOLD:,} more; --issues FILE writes all of them", file=sys.stderr)


def _print_summary(reading: Reading, parts: list[Reading], asked: Namespace) -> None:
    is_read = all(part.counts is not None for part in parts)
    lines = ("data_lines", "used", "joined", "refused", "skipped")
    tree: dict[str, Any] = {
        "file": parts[0].name,
        "files": [{"file": part.name, "vintage": _vintage(part), "deals": len(part.register)} for part in parts],
        "source": asked.source,
        "written": None if not is_read or asked.output == STANDARD_OUTPUT else asked.output,
        "vintage": _vintage(reading),
        "lines": None if not is_read else {name: getattr(reading.counts, name) for name in lines},
        "deals": len(reading.register),
        "issues": [
            {"code": one.code, "severity": one.severity.name, "number": number, "first": tree_of(one)}
            for one, number in _by_code(reading)
        ],
        "refused": [tree_of(issue) for issue in reading.issues.errors],
    }
    stream = sys.stderr if asked.output == STANDARD_OUTPUT else sys.stdout
    json.dump(tree, stream, separators=(",", ":"))
    print(file=stream)


def _vintage(reading: Reading) -> dict[str, Any] | None:
    """Return which printing a file is, for a program; None of several files, and of what could not be read."""
    vintage = reading.vintage
    return None if vintage is None else {
        "publisher": vintage.publisher,
        "title": vintage.title,
        "layout": vintage.layout,
        "generated": vintage.generated and vintage.generated.isoformat(),
        "first_year": vintage.first_year,
        "last_year": vintage.last_year,
        "window": vintage.window,
    }  # fmt: skip
