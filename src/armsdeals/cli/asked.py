"""What a user names on the command line: a bundled example, one of its deals, a file, somebody's register, or standard input."""

from __future__ import annotations

import os
import sys
from pathlib import PurePath
from typing import NamedTuple

from armsdeals._desk import read, try_read
from armsdeals._disk import unreadable
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cases.cases import casebook, example, names
from armsdeals.errors import UnknownName, suggestion
from armsdeals.formats.file import STANDARD_INPUT
from armsdeals.register.register import Register

FIRST_EXAMPLE = "turkey-air-defence"  # the one that a newcomer is shown


class Asked(NamedTuple):
    """The deals that are meant.

    Attributes:
        deals: The deals.
        title: A title for them; empty where nothing better than the deals' own is known.
        refused: How many lines of somebody's register could not be read.
    """

    deals: Register
    title: str = ""
    refused: int = 0


def deals_of(what: str, deal: str | None = None, *, source: str | None = None) -> Asked:
    """Return the deals that are meant.

    Args:
        what: A bundled example, a deal in one, a file, a folder, or ``-``.
        deal: The id of one of them; all if None.
        source: Whose register the file is, if it is one. How many of its lines are refused is told on standard error.

    Raises:
        UnknownName: No example or file is called so, or no deal in it.
        ArmsDealsError: The file cannot be read.
    """
    found = _named(what) if source is None else _of_source(what, source)
    if deal is None:
        return found
    tenders = [one for one in found.deals.competitions if deal in one.contenders]
    return found._replace(deals=Register([found.deals[deal]], competitions=tenders), title="")


def is_bundled(what: str) -> bool:
    """Return whether a word names a bundled history or a deal in one, and no file."""
    return what in {one.name for one in names()} or (what != STANDARD_INPUT and what in casebook())


def _of_source(what: str, source: str) -> Asked:
    reading = try_read(what, source=source)
    if reading.counts is None:
        return Asked(reading.unwrap())
    if reading.counts.refused:
        where = shown(what, longest=LONGEST_PATH)
        print(f"{reading.counts}; armsdeals import {source} {where} tells which", file=sys.stderr)
    return Asked(reading.register, refused=reading.counts.refused)


def _named(what: str) -> Asked:
    titles = {one.name: one.title for one in names()}
    title = ""
    if what in titles or (what != STANDARD_INPUT and what in casebook()):
        register, title = example(what), titles.get(what, "")
    elif what.endswith(("/", os.sep)) and not os.path.lexists(what):
        raise unreadable(what, "there is no such folder")
    elif what == STANDARD_INPUT or PurePath(what).suffix or os.path.lexists(what) or "/" in what or os.sep in what:
        register = read(what)
    else:
        near = suggestion(what, [*titles, *casebook().ids])
        hint = f"did you mean {near[0]}?" if near else f"try {FIRST_EXAMPLE}, or see: armsdeals examples"
        raise UnknownName(f"no example or file is called {shown(what)}; {hint}", suggestions=near or (FIRST_EXAMPLE,))
    return Asked(register, title)
