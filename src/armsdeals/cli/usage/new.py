"""How armsdeals new is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals new tur-s400               writes tur-s400.yaml
  armsdeals new deals/tur-s400.yaml    the same in a folder
  armsdeals new tur-t129 --json        for a program, which is told the file
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("id", metavar="ID|FILE", help="the id of the deal, or the file that is to have it as its name")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")
