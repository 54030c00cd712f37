"""armsdeals brief: what changed, is disputed, is overdue, is quiet."""

from __future__ import annotations

from argparse import Namespace

from armsdeals.cli.asked import deals_of
from armsdeals.cli.exits import FINE, FOUND
from armsdeals.cli.page import print_json
from armsdeals.register.brief import brief


def run(asked: Namespace) -> int:
    """Print the brief."""
    register, _, refused = deals_of(asked.what, source=asked.source)
    told = brief(register, since=asked.since, on=asked.on, quiet_after=asked.quiet_after)
    if asked.json:
        print_json(told.to_tree())
    else:
        print(told.to_markdown(), end="")
    return FOUND if refused else FINE
