"""How armsdeals check is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals check deals.yaml                 FILE:LINE:COLUMN: CODE PATH: MESSAGE (REMEDY)
  armsdeals check deals/*.yaml --json        for a program
  armsdeals check deals.yaml || echo faults  the exit code is 1 if there is an error or a warning

armsdeals ref rules tells what the codes mean.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file or folder of deals, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print the issues as JSON")
    parser.add_argument(
        "--progress", action="store_true", help="tell how far it is, on standard error; a terminal is told unasked"
    )
