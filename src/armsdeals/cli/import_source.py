"""armsdeals import: somebody's register into deals, with an account of every line."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from typing import Any

from armsdeals._desk import dumps, try_read, write
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.bar import Bar
from armsdeals.cli.finding import check_suffix, line_of, tree_of, write_findings
from armsdeals.cli.page import Page, print_data
from armsdeals.cli.report import is_same_file
from armsdeals.errors import InvalidValue
from armsdeals.formats._base import format_of
from armsdeals.formats.file import STANDARD_INPUT
from armsdeals.issues import Issue, Severity
from armsdeals.register.reading import Reading
from armsdeals.sources._base import source_named

EXAMPLES = """\
examples:
  armsdeals import sipri trade-register.csv                      JSON Lines on standard output
  armsdeals import sipri trade-register.csv -o register.parquet  or .jsonl, .json, .yaml, .csv; the suffix says which
  armsdeals import sipri trade-register.csv -o all.jsonl --issues issues.csv
  armsdeals import sipri - < trade-register.csv | head -n 1
  armsdeals import sipri trade-register.csv -o all.jsonl --json  the summary for a program

The summary tells which printing it is and what became of each line. The exit code is 1 if a line was refused; the others are
written all the same. armsdeals ref sources lists whose registers are read, and what they leave out.
"""
STANDARD_OUTPUT = "-"
MOST_TOLD = 10  # refused lines in the summary


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="SOURCE", help="whose register it is, such as sipri")
    parser.add_argument("file", metavar="FILE", help="the file as it was downloaded, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="OUT", default=STANDARD_OUTPUT, help="the file to write; standard output if left out"
    )
    parser.add_argument("--issues", metavar="OUT", help="write every finding to this file, .csv or .json")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that somebody typed")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON; with -o on standard output")
    parser.add_argument("--progress", action="store_true", help="tell how far it is, also where there is no terminal")


def run(asked: Namespace) -> int:
    """Read, write, tell; 1 if a line was refused, 2 if nothing could be read at all."""
    source = source_named(asked.source)
    _check_targets(asked)
    what = "standard input" if asked.file == STANDARD_INPUT else asked.file
    bar = Bar(sys.stderr, f"reading {what}", is_asked=asked.progress)
    try:
        reading = try_read(asked.file, source=source.name, progress=bar.tell)
    finally:
        bar.end()
    if asked.issues is not None:
        write_findings(reading.issues, asked.issues)
    if reading.counts is None:
        for issue in reading.issues:
            print(line_of(issue), file=sys.stderr)
        if asked.json:
            _print_summary(reading, asked)
        return 2
    if asked.output == STANDARD_OUTPUT:
        print_data(dumps(reading.register, format="jsonl"))
    else:
        write(reading.register, asked.output, overwrite=asked.overwrite)
    if asked.json:
        _print_summary(reading, asked)
    else:
        _tell(reading, asked)
    return 0 if reading.is_clean else 1


def _check_targets(asked: Namespace) -> None:
    """Refuse what could not be written before a long file is read."""
    if asked.issues is not None:
        check_suffix(asked.issues)
    if asked.output != STANDARD_OUTPUT and not asked.output.endswith("/"):
        format_of(asked.output)
    for target in (asked.output, asked.issues):
        if target not in (None, STANDARD_OUTPUT) and is_same_file(target, asked.file):
            raise InvalidValue(f"{shown(target, longest=LONGEST_PATH)} would take the place of what it is made from")


def _by_code(reading: Reading) -> list[tuple[Issue, int]]:
    """Return the first finding of each code and severity with their number; what is worst comes first."""
    first: dict[tuple[str, Severity], Issue] = {}
    for issue in reading.issues:
        first.setdefault((issue.code, issue.severity), issue)
    number = Counter((issue.code, issue.severity) for issue in reading.issues)
    kinds = sorted(first, key=lambda kind: (-kind[1], -number[kind], kind[0]))
    return [(first[kind], number[kind]) for kind in kinds]


def _tell(reading: Reading, asked: Namespace) -> None:
    """Print the summary for people."""
    target = "standard output" if asked.output == STANDARD_OUTPUT else shown(asked.output, longest=LONGEST_PATH)
    deals = len(reading.register)
    print(f"{reading.vintage}", file=sys.stderr)
    print(f"{reading.counts}", file=sys.stderr)
    print(f"{deals:,} deal{'' if deals == 1 else 's'} written to {target}", file=sys.stderr)
    kinds = _by_code(reading)
    if kinds:
        rows = tuple((one.severity.name.lower(), one.code, number, one.line, one.message) for one, number in kinds)
        page = Page(columns=("severity", "code", "number", "first line", "what it says"), rows=rows)
        print(file=sys.stderr)
        page.show(sys.stderr)
    refused = reading.issues.errors
    if refused:
        print("\nrefused:", file=sys.stderr)
        for issue in refused[:MOST_TOLD]:
            print(line_of(issue), file=sys.stderr)
        if len(refused) > MOST_TOLD:
            print(f"and {len(refused) - MOST_TOLD:,} more; --issues FILE writes all of them", file=sys.stderr)


def _print_summary(reading: Reading, asked: Namespace) -> None:
    vintage, counts = reading.vintage, reading.counts
    lines = ("data_lines", "used", "joined", "refused", "skipped")
    tree: dict[str, Any] = {
        "file": reading.name,
        "source": asked.source,
        "written": None if counts is None or asked.output == STANDARD_OUTPUT else asked.output,
        "vintage": None if vintage is None else {
            "publisher": vintage.publisher,
            "title": vintage.title,
            "layout": vintage.layout,
            "generated": vintage.generated and vintage.generated.isoformat(),
            "first_year": vintage.first_year,
            "last_year": vintage.last_year,
            "window": vintage.window,
        },
        "lines": None if counts is None else {name: getattr(counts, name) for name in lines},
        "deals": len(reading.register),
        "issues": [
            {"code": one.code, "severity": one.severity.name, "number": number, "first": tree_of(one)}
            for one, number in _by_code(reading)
        ],
        "refused": [tree_of(issue) for issue in reading.issues.errors],
    }  # fmt: skip
    stream = sys.stderr if asked.output == STANDARD_OUTPUT else sys.stdout
    json.dump(tree, stream, separators=(",", ":"))
    print(file=stream)
