"""How armsdeals volumes is called."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from armsdeals.cli.usage._deals import add_source

EXAMPLES = """\
examples:
  armsdeals volumes register.parquet --by supplier,year --basis delivered
  armsdeals volumes register.jsonl --by recipient --basis ordered --years 2000-2020
  armsdeals volumes trade-register.csv --source sipri --by year --basis delivered --recipient Turkiye
  armsdeals volumes register.jsonl --by year --basis delivered -o years.csv
  armsdeals volumes register.jsonl --by year --basis delivered --json

A volume is told in millions of TIV, which measure arms and are no price. What is told for several years together is shared out
evenly among them; low and high frame what is possible, and the notes say how much it was.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a file or folder of deals, or - for standard input")
    parser.add_argument(
        "--by",
        metavar="COLUMNS",
        default="",
        help="what to group by: supplier, recipient, year, order_year, other columns; with commas",
    )
    parser.add_argument("--basis", help="what the figures count: delivered, ordered, licensed; required")
    parser.add_argument("--measure", default="tiv", help="tiv, number or deals; tiv if left out")
    parser.add_argument("--years", metavar="YEARS", type=_years, help="the years that count, such as 2015-2020 or 2017")
    parser.add_argument("--supplier", metavar="NAME", action="append", help="only from them; may be given again")
    parser.add_argument("--recipient", metavar="NAME", action="append", help="only to them; may be given again")
    parser.add_argument("--complete", action="store_true", help="show cells of which nothing is told, with 0")
    add_source(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-o", "--output", metavar="OUT", help="write the table to this file, .csv")
    form.add_argument("--json", action="store_true", help="print the table as JSON")


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) == len("2017") for part in (first, last or first)):
        raise ArgumentTypeError(f"{text!r} is neither years nor a year (expected 2015-2020 or 2017)")
    return int(first), int(last or first)
