"""armsdeals show: the deals of a file, one card each."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from armsdeals._desk import dumps
from armsdeals.cli.asked import add_deals, deals_of
from armsdeals.model.card import card_of
from armsdeals.written.flat import facts

EXAMPLES = """\
examples:
  armsdeals show turkey-air-defence            every deal of the example
  armsdeals show deals.yaml tur-s400           one deal of a file
  armsdeals show deals.yaml --json > all.json  the deals themselves, in full
  armsdeals show deals.yaml --flat             one fact a line, for git diff
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the deals in full as canonical JSON")
    form.add_argument("--flat", action="store_true", help="print one fact a line, sorted, as git's textconv wants it")


def run(asked: Namespace) -> int:
    """Print the cards."""
    deals, _ = deals_of(asked.what, asked.deal)
    if asked.json:
        sys.stdout.write(dumps(deals, format="json").decode())
        return 0
    if asked.flat:
        print("\n".join(facts(deals)))
        return 0
    print("\n\n".join(card_of(deal).text() for deal in deals) or "no deals")
    return 0
