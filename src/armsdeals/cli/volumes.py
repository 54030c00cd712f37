"""armsdeals volumes: how much was ordered or delivered, by whom, to whom, when, on one stated basis."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from armsdeals._desk import try_read
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import NoValue
from armsdeals.analysis.volumes import volumes
from armsdeals.cli.asked import deals_of
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.register.register import Register
from armsdeals.values.basis import Basis

EXAMPLES = """\
examples:
  armsdeals volumes register.parquet --by supplier,year --basis delivered
  armsdeals volumes register.jsonl --by recipient --basis ordered --years 2000-2020
  armsdeals volumes trade-register.csv --source sipri --by year --basis delivered --recipient Turkiye
  armsdeals volumes register.jsonl --by year --basis delivered -o years.csv
  armsdeals volumes register.jsonl --by year --basis delivered --json

A volume is told in TIV, which measures arms and is no price. What is told for several years together is shared out evenly among
them; low and high frame what is possible, and the notes say how much it was.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a file or folder of deals, or - for standard input")
    parser.add_argument(
        "--by", default="", help="what to group by: supplier, recipient, year, order_year, other columns; with commas"
    )
    parser.add_argument("--basis", help="what the figures count: delivered, ordered, licensed; required")
    parser.add_argument("--measure", default="tiv", help="tiv, number or deals; tiv if left out")
    parser.add_argument("--years", type=_years, help="the years that count, such as 2015-2020 or 2017")
    parser.add_argument("--supplier", action="append", help="whose supplies count; may be given again")
    parser.add_argument("--recipient", action="append", help="what of whom counts; may be given again")
    parser.add_argument("--complete", action="store_true", help="show cells of which nothing is told, with 0")
    parser.add_argument("--source", help="read somebody's register as it was downloaded, such as sipri")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("-o", "--output", metavar="OUT", help="write the table to this file, .csv")
    form.add_argument("--json", action="store_true", help="print the table as JSON")


def run(asked: Namespace) -> int:
    """Print or write the table."""
    if asked.basis is None:
        raise InvalidValue(
            "--basis is needed, since what is ordered and what has arrived never add up; "
            f"say --basis delivered, or another of {', '.join(one.value.lower() for one in Basis)}"
        )
    deals, refused = _deals(asked)
    by = tuple(name.strip() for name in asked.by.split(",") if name.strip())
    found = volumes(
        deals, by=by, basis=asked.basis, measure=asked.measure, years=asked.years, complete=asked.complete,
        supplier=asked.supplier, recipient=asked.recipient,
    )  # fmt: skip
    if asked.output is not None:
        found.write(asked.output)
        print(f"written to {shown(asked.output, longest=LONGEST_PATH)}", file=sys.stderr)
    elif asked.json:
        print_json(_tree(found))
    else:
        print(found)
    return 1 if refused else 0


def _deals(asked: Namespace) -> tuple[Register, int]:
    """Return the deals, and how many lines of somebody's register were refused."""
    if asked.source is None:
        return deals_of(asked.file, None)[0], 0
    reading = try_read(asked.file, source=asked.source)
    if reading.counts is None:
        return reading.unwrap(), 0
    if reading.counts.refused:
        told = (
            f"{reading.counts}; armsdeals import {asked.source} {shown(asked.file, longest=LONGEST_PATH)} tells which"
        )
        print(told, file=sys.stderr)
    return reading.register, reading.counts.refused


def _tree(found: Result) -> dict[str, Any]:
    return {
        "title": found.title,
        "basis": found.basis,
        "unit": found.unit,
        "vintage": found.vintage,
        "rows": [{name: _cell(row[name]) for name in found.names} for row in found],
        "notes": list(found.notes),
        "cite": found.cite(),
    }


def _cell(cell: Any) -> Any:
    """Return a cell for a program; what nobody knows is its word, never nothing."""
    return cell.value if isinstance(cell, NoValue) else cell if isinstance(cell, str | int | float) else str(cell)


def _years(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) == len("2017") for part in (first, last or first)):
        raise ArgumentTypeError(f"{text!r} is neither years nor a year (expected 2015-2020 or 2017)")
    return int(first), int(last or first)
