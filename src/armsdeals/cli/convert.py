"""armsdeals convert: one file of deals into another, by their suffixes."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from functools import partial

from armsdeals._convert import convert
from armsdeals._desk import dumps, write
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.asked import deals_of, is_bundled
from armsdeals.cli.page import print_data
from armsdeals.cli.progress import Progress
from armsdeals.errors import InvalidValue

STANDARD_OUTPUT = "-"


def run(asked: Namespace) -> int:
    """Write the file, and say how much went into it."""
    if asked.target == STANDARD_OUTPUT:
        return _print(asked)
    if asked.to is not None:
        raise InvalidValue("--to is for standard output; the suffix of a file says its format")
    if asked.table is not None:
        table = deals_of(asked.source).deals.tables[asked.table]
        table.write(asked.target)
        _tell(len(table), "row", asked)
        return 0
    if is_bundled(asked.source):
        deals = deals_of(asked.source).deals
        write(deals, asked.target, style=asked.style, overwrite=asked.overwrite)
        _tell(len(deals), "deal", asked)
        return 0
    progress = Progress(sys.stderr, is_asked=asked.progress)
    try:
        number = convert(
            asked.source,
            asked.target,
            style=asked.style,
            overwrite=asked.overwrite,
            tell=partial(_tell_progress, progress),
        )
    finally:
        progress.end()
    _tell(number, "deal", asked)
    return 0


def _print(asked: Namespace) -> int:
    """Print the deals in the format that is asked for."""
    if asked.table is not None:
        raise InvalidValue("a long table is written to a file, .csv or .parquet")
    deals = deals_of(asked.source).deals
    print_data(dumps(deals, format=asked.to or "jsonl", style=asked.style))
    _tell(len(deals), "deal", asked)
    return 0


def _tell(number: int, what: str, asked: Namespace) -> None:
    is_printed = asked.target == STANDARD_OUTPUT
    if asked.json:
        tree = {"written": None if is_printed else asked.target, f"{what}s": number}
        print(json.dumps(tree, separators=(",", ":")), file=sys.stderr if is_printed else sys.stdout)
        return
    target = "standard output" if is_printed else shown(asked.target, longest=LONGEST_PATH)
    print(f"{number:,} {what}{'s' if number != 1 else ''} written to {target}", file=sys.stderr)


def _tell_progress(progress: Progress, number: int) -> None:
    progress.show(f"{number:,} deals")
