"""armsdeals brief: what changed, is disputed, is overdue, is quiet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from armsdeals.cli.asked import deals_of
from armsdeals.cli.page import print_json
from armsdeals.register.brief import brief

EXAMPLES = """\
examples:
  armsdeals brief deals/ --since 2026-11-13 --on 2026-11-20                         Markdown
  armsdeals brief deals/ --since 2026-11-13 --on 2026-11-20 --json                  for a program
  armsdeals brief deals/ --since 2026-11-13 --on 2026-11-20 --quiet-after "8 weeks"
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", metavar="DIR|FILE", help="a folder or file of deals, or - for standard input")
    parser.add_argument("--since", metavar="DAY", required=True, help="what became known after this day is new")
    parser.add_argument(
        "--on", metavar="DAY", required=True, help="the day of the brief; nothing later counts as known"
    )
    parser.add_argument(
        "--quiet-after",
        metavar="TIME",
        default="180 days",
        help='after so long without news a deal is quiet, such as "8 weeks"; 180 days if left out',
    )
    parser.add_argument("--json", action="store_true", help="print the brief as JSON")


def run(asked: Namespace) -> int:
    """Print the brief."""
    register, _ = deals_of(asked.what, None)
    told = brief(register, since=asked.since, on=asked.on, quiet_after=asked.quiet_after)
    if asked.json:
        print_json(told.to_tree())
    else:
        print(told.to_markdown(), end="")
    return 0
