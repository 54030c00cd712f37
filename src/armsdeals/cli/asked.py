"""What a user names on the command line: a bundled example, one of its deals, a file, or standard input."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import PurePath

from armsdeals._desk import read
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cases.cases import casebook, example, names
from armsdeals.errors import UnknownName, UnreadableInput, suggestion
from armsdeals.formats.file import STANDARD_INPUT
from armsdeals.register.register import Register

WHAT = "a bundled example (see armsdeals examples), a deal in one, a file, or - for standard input"


FIRST_EXAMPLE = "turkey-air-defence"  # the one that a newcomer is shown


def add_deals(parser: ArgumentParser) -> None:
    """Let a command take a name or file, and perhaps the id of one deal in it."""
    parser.add_argument("what", metavar="NAME|FILE", help=WHAT)
    parser.add_argument("deal", metavar="ID", nargs="?", help="only the deal of this id")


def deals_of(what: str, deal: str | None) -> tuple[Register, str]:
    """Return the deals that are meant, and a title for them, empty where nothing better than the deals' own is known.

    Raises:
        UnknownName: No example or file is called so, or no deal in it.
        ArmsDealsError: The file cannot be read.
    """
    titles = {one.name: one.title for one in names()}
    title = ""
    if what in titles or (what != STANDARD_INPUT and what in casebook()):
        register, title = example(what), titles.get(what, "")
    elif what.endswith(("/", os.sep)) and not os.path.lexists(what):
        raise UnreadableInput(
            f"{shown(what, longest=LONGEST_PATH)} cannot be read: there is no such folder", code="no-file"
        )
    elif what == STANDARD_INPUT or PurePath(what).suffix or os.path.lexists(what) or "/" in what or os.sep in what:
        register = read(what)
    else:
        near = suggestion(what, [*titles, *casebook().ids])
        hint = f"did you mean {near[0]}?" if near else f"try {FIRST_EXAMPLE}, or see: armsdeals examples"
        raise UnknownName(f"no example or file is called {shown(what)}; {hint}", suggestions=near or (FIRST_EXAMPLE,))
    if deal is None:
        return register, title
    return Register([register[deal]]), ""
