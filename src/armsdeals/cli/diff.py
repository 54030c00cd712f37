"""armsdeals diff: what was told anew, and what no longer, one fact a line."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from armsdeals._desk import read
from armsdeals.written.flat import changes

EXAMPLES = """\
examples:
  armsdeals diff old.yaml new.yaml    "- " before what only the old file says, "+ " before what only the new one says
  armsdeals diff last-week/ deals/    the same for folders; the exit code is 1 if they differ
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("old", metavar="OLD", help="a file or folder of deals")
    parser.add_argument("new", metavar="NEW", help="another one")


def run(asked: Namespace) -> int:
    """Print the facts that only one of the two has; 1 if there are any."""
    found = changes(read(asked.old), read(asked.new))
    for line in found:
        print(line)
    return 1 if found else 0
