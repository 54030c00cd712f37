"""armsdeals timeline: what was reported when, one line each."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from armsdeals._card import columns
from armsdeals.cli.asked import add_deals, deals_of
from armsdeals.cli.page import print_json
from armsdeals.pages.machine import as_tree
from armsdeals.pages.notes import DealNote, EventNote
from armsdeals.pages.summary import report_note

EXAMPLES = """\
examples:
  armsdeals timeline tur-s400                        all that is told of one deal
  armsdeals timeline turkey-air-defence              deal after deal
  armsdeals timeline deals.yaml tur-s400 --width 0   lines are not cut
  armsdeals timeline tur-s400 --json                 for a program
"""
_DATE, _HEAD = 22, 22  # columns
_UNKNOWN_TERMINAL = 100  # columns, where the output is no terminal
_LEAST_TEXT = 20


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    parser.add_argument("--known-by", metavar="DAY", help="count only what was public by this day")
    parser.add_argument("--json", action="store_true", help="print the events as JSON, sources by their names")
    parser.add_argument("--width", type=_width, help="columns; 0 cuts nothing (default: those of the terminal)")


def run(asked: Namespace) -> int:
    """Print the lines."""
    deals, _ = deals_of(asked.what, asked.deal)
    width = _terminal() if asked.width is None else asked.width
    note = report_note(deals, known_by=asked.known_by)
    if asked.json:
        trees = zip(note.deals, as_tree(note)["deals"], strict=True)
        print_json([{"id": deal.id, "title": deal.title, "events": _events(deal, tree)} for deal, tree in trees])
        return 0
    for place, deal in enumerate(note.deals):
        if len(note.deals) > 1:
            print(f"{'' if not place else chr(10)}{deal.title} ({deal.id})")
        for event in deal.history:
            print(line_of(deal, event, width))
        if not deal.history:
            print("nothing is reported")
    return 0


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


def _width(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < len("100000") and (text == "0" or int(text) >= _LEAST_TEXT):
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number of columns (expected 0, or {_LEAST_TEXT} or more)")
