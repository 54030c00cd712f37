"""armsdeals timeline: what was reported when, one line each."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import Any

from armsdeals._card import columns
from armsdeals.cli.asked import deals_of
from armsdeals.cli.exits import FINE, FOUND
from armsdeals.cli.page import print_json
from armsdeals.pages.machine import as_tree
from armsdeals.pages.notes import DealNote, EventNote
from armsdeals.pages.summary import report_note

_DATE, _HEAD = 22, 22  # columns
_UNKNOWN_TERMINAL = 100  # columns, where the output is no terminal
_LEAST_TEXT = 20


def run(asked: Namespace) -> int:
    """Print the lines."""
    deals, _, refused = deals_of(asked.what, asked.deal, source=asked.source)
    width = _terminal() if asked.width is None else asked.width
    note = report_note(deals, known_by=asked.known_by)
    if asked.json:
        trees = zip(note.deals, as_tree(note)["deals"], strict=True)
        print_json([{"id": deal.id, "title": deal.title, "events": _events(deal, tree)} for deal, tree in trees])
        return FOUND if refused else FINE
    for place, deal in enumerate(note.deals):
        if len(note.deals) > 1:
            print(f"{'' if not place else chr(10)}{deal.title} ({deal.id})")
        for event in deal.history:
            print(line_of(deal, event, width))
        if not deal.history:
            print("nothing is reported")
    return FOUND if refused else FINE


def _events(deal: DealNote, tree: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the events of a deal, with the names of their sources in place of the numbers that a page has."""
    return [event | {"sources": [deal.source(number).name for number in event["sources"]]} for event in tree["history"]]


def line_of(deal: DealNote, event: EventNote, width: int) -> str:
    """Return an event as one line: date as EDTF, what it does, what is said, by whom."""
    cited = event.says or ", ".join(deal.source(number).name for number in event.sources) or "no source given"
    told = event.text or "; ".join(event.details)
    said = f"{told} ({cited})" if told else f"({cited})"
    return _cut(f"{_filled(event.when.text, _DATE)}  {_filled(event.heading, _HEAD)}  {said}", width)


def _filled(text: str, size: int) -> str:
    return text + " " * (size - columns(text))


def _cut(text: str, width: int) -> str:
    if not width or columns(text) <= width:
        return text
    while columns(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _terminal() -> int:
    if not sys.stdout.isatty():
        return _UNKNOWN_TERMINAL
    return max(os.get_terminal_size(sys.stdout.fileno()).columns, _DATE + _HEAD + _LEAST_TEXT)
