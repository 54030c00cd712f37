"""How armsdeals diff is called."""

from __future__ import annotations

from argparse import ArgumentParser

from armsdeals.cli.usage._deals import add_source

EXAMPLES = """\
examples:
  armsdeals diff old.yaml tur-s400.yaml                                  "+" came, "-" went, "~" is told otherwise
  armsdeals diff deals-2025/ deals/ --json                               for a program
  git show HEAD~1:deals/tur-s400.yaml | armsdeals diff - deals/tur-s400.yaml
  armsdeals diff old.yaml deals/tur-s400.yaml --shared deals/_shared.yaml
  armsdeals diff deliveries-2025.csv deliveries-2026.csv --source sipri  what a new printing tells otherwise
  armsdeals diff a.yaml b.yaml && echo same                              the exit code is 1 if there is a difference
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("old", metavar="OLD", help="a file or folder of deals, or - for standard input")
    parser.add_argument("new", metavar="NEW", help="the same, later")
    add_source(parser)
    parser.add_argument(
        "--shared", metavar="FILE", help="what the folder shares, for a file that was taken out of its folder"
    )
    parser.add_argument("--json", action="store_true", help="print the changes as JSON")
