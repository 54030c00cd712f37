"""armsdeals convert: one file of deals into another, by their suffixes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from functools import partial

from armsdeals._convert import convert
from armsdeals._desk import read
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.page import print_json
from armsdeals.cli.progress import Progress

EXAMPLES = """\
examples:
  armsdeals convert deals.yaml deals.parquet
  armsdeals convert deals/ deals.jsonl                      a folder becomes one file
  armsdeals convert deals.json deals.csv --style inert      no spreadsheet runs what it holds
  armsdeals convert deals.jsonl deliveries.csv --table deliveries
  armsdeals convert deals.jsonl all.parquet --json          how much was written, for a program

JSON Lines and Parquet are turned into each other deal by deal, so that files may have any length. With --table one of the
long tables is written, to .csv (inert) or .parquet; such a file is not read back.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="IN", help="a file or folder of deals, or - for standard input")
    parser.add_argument("target", metavar="OUT", help="the file to write; its suffix says in which format")
    parser.add_argument("--style", default="long", help="long, short (YAML as people type it) or inert (CSV)")
    parser.add_argument("--table", metavar="NAME", help="write one of the long tables, such as deals or deliveries")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that somebody typed")
    parser.add_argument("--progress", action="store_true", help="tell how far it is, also where there is no terminal")
    parser.add_argument("--json", action="store_true", help="print how much was written as JSON")


def run(asked: Namespace) -> int:
    """Write the file, and say how much went into it."""
    if asked.table is not None:
        table = read(asked.source).tables[asked.table]
        table.write(asked.target)
        _tell(len(table), "row", asked)
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


def _tell(number: int, what: str, asked: Namespace) -> None:
    if asked.json:
        print_json({"written": asked.target, f"{what}s": number})
        return
    target = shown(asked.target, longest=LONGEST_PATH)
    print(f"{number:,} {what}{'s' if number != 1 else ''} written to {target}", file=sys.stderr)


def _tell_progress(progress: Progress, number: int) -> None:
    progress.show(f"{number:,} deals")
