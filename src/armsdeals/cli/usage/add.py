"""How armsdeals add is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals add deals/tur-s400.yaml "2026-11-20 talks @tass: about a second regiment"
  armsdeals add tur-s400.yaml "2026-11 signed? @daily" --source "daily: A daily, 2026-11-21"
  armsdeals add tur-s400.yaml "3 bn USD estimate @daily" --under price
"""
_UNDER = ("history", "price", "financing", "offsets", "constraints", "authorisations", "offers")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a YAML file of deals")
    parser.add_argument("item", metavar="LINE", help="what is to be added, as one would type it behind the dash")
    parser.add_argument("--under", default="history", choices=_UNDER, help="where it belongs; history if left out")
    parser.add_argument("--source", metavar="LINE", help="a source that is new: KEY: PUBLISHER[, DATE][, LINK]")
    parser.add_argument("--deal", metavar="ID", default="", help="which deal, in a file of several")
    parser.add_argument("--json", action="store_true", help="print what was written, or what was wrong, as JSON")
