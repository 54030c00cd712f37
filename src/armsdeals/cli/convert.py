"""armsdeals convert: one file of deals into another, by their suffixes."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from functools import partial

from armsdeals._convert import convert
from armsdeals._desk import read
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.progress import Progress

EXAMPLES = """\
examples:
  armsdeals convert deals.yaml deals.parquet
  armsdeals convert deals/ deals.jsonl                      a folder becomes one file
  armsdeals convert deals.json deals.csv --style inert      no spreadsheet runs what it holds
  armsdeals convert deals.jsonl deliveries.csv --table deliveries

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


def run(asked: Namespace) -> int:
    """Write the file, and say how much went into it."""
    target = shown(asked.target, longest=LONGEST_PATH)
    if asked.table is not None:
        table = read(asked.source).tables[asked.table]
        table.write(asked.target)
        print(f"{len(table):,} row{'s' if len(table) != 1 else ''} written to {target}", file=sys.stderr)
        return 0
    progress = Progress(sys.stderr, is_asked=asked.progress)
    try:
        number = convert(
            asked.source, asked.target, style=asked.style, overwrite=asked.overwrite, tell=partial(_tell, progress)
        )
    finally:
        progress.end()
    print(f"{number:,} deal{'s' if number != 1 else ''} written to {target}", file=sys.stderr)
    return 0


def _tell(progress: Progress, number: int) -> None:
    progress.show(f"{number:,} deals")
