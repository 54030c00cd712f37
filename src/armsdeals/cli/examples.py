"""armsdeals examples: the bundled histories."""

from __future__ import annotations

from argparse import Namespace

from armsdeals.cases.cases import example, names
from armsdeals.cli.page import print_json


def run(asked: Namespace) -> int:
    """Print the names, the titles, and the deals of each."""
    if asked.json:
        print_json([{"name": one.name, "title": one.title, "deals": list(example(one.name).ids)} for one in names()])
        return 0
    for one in names():
        print(f"{one.name}: {one.title}")
        for deal in example(one.name):
            print(f"  {deal.id}: {deal.title}")
    return 0
