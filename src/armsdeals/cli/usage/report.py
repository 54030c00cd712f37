"""How armsdeals report is called."""

from __future__ import annotations

from argparse import ArgumentParser

from armsdeals.cli.usage._deals import add_deals

EXAMPLES = """\
examples:
  armsdeals report tur-s400                            everything that is told
  armsdeals report tur-s400 --as-of 2017-05-01         where it stood on that day
  armsdeals report tur-s400 --known-by 2017-05-01      what a reader of that day could know
  armsdeals report deals.yaml tur-s400                 one deal of a file of yours
  armsdeals report turkey-air-defence --html out.html  one page with a timeline, for any browser
  armsdeals report trade-register.csv --source sipri   a register as it was downloaded
  armsdeals report - --json < deals.json               for a program
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    parser.add_argument("--as-of", metavar="DAY", help="where the deals stood on this day, such as 2017-05-01 or 2017")
    parser.add_argument("--known-by", metavar="DAY", help="count only what was public by this day")
    parser.add_argument("--title", default="", help="a heading of your own")
    parser.add_argument(
        "--form",
        metavar="FORM",
        choices=("deals", "register"),
        help="the page: deals (each in full) or register (a table that sorts and filters); register if there are more than 12",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--html", metavar="OUT", help="write one HTML page to this file; - for standard output")
    form.add_argument("--json", action="store_true", help="print the report as JSON")
