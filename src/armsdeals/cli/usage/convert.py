"""How armsdeals convert is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals convert deals.yaml deals.parquet
  armsdeals convert deals/ deals.jsonl                             a folder becomes one file
  armsdeals convert tur-patriot tur-patriot.yaml --style short     a bundled history, to see how it is typed
  armsdeals convert deals/ - --to yaml --style short               to standard output; JSON Lines if nothing is said
  armsdeals convert deals.json deals.csv --style inert             no spreadsheet runs what it holds
  armsdeals convert deals.jsonl deliveries.csv --table deliveries
  armsdeals convert deals.jsonl all.parquet --json                 how much was written, for a program

JSON Lines and Parquet are turned into each other deal by deal, so that files may have any length. With --table one of the
long tables is written, to .csv (inert) or .parquet; such a file is not read back.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "source", metavar="IN", help="a file or folder of deals, a bundled example, or - for standard input"
    )
    parser.add_argument(
        "target", metavar="OUT", help="the file to write; its suffix says in which format; - for standard output"
    )
    parser.add_argument("--to", metavar="FORMAT", help="the format of standard output; jsonl if left out")
    parser.add_argument("--style", default="long", help="long, short (YAML as people type it) or inert (CSV)")
    parser.add_argument("--table", metavar="NAME", help="write one of the long tables, such as deals or deliveries")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that somebody typed")
    parser.add_argument("--progress", action="store_true", help="tell how far it is, also where there is no terminal")
    parser.add_argument("--json", action="store_true", help="print how much was written as JSON")
