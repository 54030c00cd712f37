"""How armsdeals show is called."""

from __future__ import annotations

from argparse import ArgumentParser

from armsdeals.cli.usage._deals import add_deals

EXAMPLES = """\
examples:
  armsdeals show turkey-air-defence                 every deal of the example
  armsdeals show deals.yaml tur-s400                one deal of a file
  armsdeals show trade-register.csv --source sipri  a register as it was downloaded
  armsdeals show deals.yaml --json > all.json       the deals themselves, in full
  armsdeals show deals.yaml --flat                  one fact a line, for git diff
  git config diff.armsdeals.textconv "armsdeals show --flat --shared deals/_shared.yaml"
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the deals in full as canonical JSON")
    form.add_argument("--flat", action="store_true", help="print one fact a line, sorted, as git's textconv wants it")
    parser.add_argument(
        "--shared",
        metavar="FILE",
        help="with --flat, what the folder shares, for a file that git shows without its folder",
    )
