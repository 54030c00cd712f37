"""armsdeals report: what is known of a deal on a day."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.asked import deals_of
from armsdeals.cli.exits import FINE, FOUND
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.pages.machine import as_tree
from armsdeals.pages.report import report
from armsdeals.pages.summary import report_note
from armsdeals.pages.text import text_of
from armsdeals.register.register import Register

STANDARD_OUTPUT = "-"


def is_same_file(one: str, other: str) -> bool:
    """Return whether two names lead to one file that is there."""
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def run(asked: Namespace) -> int:
    """Print the report, or write the page; 1 if a line of somebody's register was refused."""
    deals, title, refused = deals_of(asked.what, asked.deal, source=asked.source)
    _tell(deals, asked.title or title, asked)
    return FOUND if refused else FINE


def _tell(deals: Register, title: str, asked: Namespace) -> None:
    if asked.html == STANDARD_OUTPUT:
        print(report(deals, as_of=asked.as_of, known_by=asked.known_by, title=title, form=asked.form))
        return
    if asked.html is not None:
        if is_same_file(asked.html, asked.what):
            raise InvalidValue(
                f"the page would take the place of {shown(asked.what, longest=LONGEST_PATH)}, which it is made from"
            )
        report(deals, asked.html, as_of=asked.as_of, known_by=asked.known_by, title=title, form=asked.form)
        print(f"written to {shown(asked.html, longest=LONGEST_PATH)}", file=sys.stderr)
        return
    note = report_note(deals, as_of=asked.as_of, known_by=asked.known_by, title=title)
    if asked.json:
        print_json(as_tree(note))
    else:
        print(text_of(note), end="")
