"""How armsdeals timeline is called."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

from armsdeals.cli.usage._deals import add_deals

EXAMPLES = """\
examples:
  armsdeals timeline tur-s400                        all that is told of one deal
  armsdeals timeline turkey-air-defence              deal after deal
  armsdeals timeline deals.yaml tur-s400 --width 0   lines are not cut
  armsdeals timeline tur-s400 --json                 for a program
"""
_LEAST_TEXT = 20  # columns


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    parser.add_argument("--known-by", metavar="DAY", help="count only what was public by this day")
    parser.add_argument("--json", action="store_true", help="print the events as JSON, sources by their names")
    parser.add_argument("--width", type=_width, help="columns; 0 cuts nothing (default: those of the terminal)")


def _width(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < len("100000") and (text == "0" or int(text) >= _LEAST_TEXT):
        return int(text)
    raise ArgumentTypeError(f"{text!r} is not a number of columns (expected 0, or {_LEAST_TEXT} or more)")
