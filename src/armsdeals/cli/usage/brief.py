"""How armsdeals brief is called."""

from __future__ import annotations

from argparse import ArgumentParser

from armsdeals.cli.usage._deals import add_source

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
    add_source(parser)
    parser.add_argument("--json", action="store_true", help="print the brief as JSON")
