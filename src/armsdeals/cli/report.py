"""armsdeals report: what is known of a deal on a day."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.asked import add_deals, deals_of
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.pages.machine import as_tree
from armsdeals.pages.report import FORMS, report
from armsdeals.pages.summary import report_note
from armsdeals.pages.text import text_of

EXAMPLES = """\
examples:
  armsdeals report tur-s400                            everything that is told
  armsdeals report tur-s400 --as-of 2017-05-01         where it stood on that day
  armsdeals report tur-s400 --known-by 2017-05-01      what a reader of that day could know
  armsdeals report deals.yaml tur-s400                 one deal of a file of yours
  armsdeals report turkey-air-defence --html out.html  one page with a timeline, for any browser
  armsdeals report - --json < deals.json               for a program
"""


STANDARD_OUTPUT = "-"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    parser.add_argument("--as-of", metavar="DAY", help="where the deals stood on this day, such as 2017-05-01 or 2017")
    parser.add_argument("--known-by", metavar="DAY", help="count only what was public by this day")
    parser.add_argument("--title", default="", help="a heading of your own")
    parser.add_argument(
        "--form",
        choices=FORMS,
        help="the page: every deal in full, or a register's table that sorts and filters (more than 12 deals)",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", metavar="OUT", help="write one HTML page to this file; - for standard output")
    form.add_argument("--json", action="store_true", help="print the report as JSON")


def is_same_file(one: str, other: str) -> bool:
    """Return whether two names lead to one file that is there."""
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def run(asked: Namespace) -> int:
    """Print the report, or write the page."""
    deals, title = deals_of(asked.what, asked.deal)
    title = asked.title or title
    if asked.html == STANDARD_OUTPUT:
        print(report(deals, as_of=asked.as_of, known_by=asked.known_by, title=title, form=asked.form))
        return 0
    if asked.html is not None:
        if is_same_file(asked.html, asked.what):
            raise InvalidValue(
                f"the page would take the place of {shown(asked.what, longest=LONGEST_PATH)}, which it is made from"
            )
        report(deals, asked.html, as_of=asked.as_of, known_by=asked.known_by, title=title, form=asked.form)
        print(f"written to {shown(asked.html, longest=LONGEST_PATH)}", file=sys.stderr)
        return 0
    note = report_note(deals, as_of=asked.as_of, known_by=asked.known_by, title=title)
    if asked.json:
        print_json(as_tree(note))
    else:
        print(text_of(note), end="")
    return 0
