"""How deals are named, wherever a command looks at some."""

from __future__ import annotations

from argparse import ArgumentParser

_WHAT = "a bundled example (see armsdeals examples), a deal in one, a file, or - for standard input"


def add_deals(parser: ArgumentParser) -> None:
    """Let a command take a name or file, and perhaps the id of one deal in it."""
    parser.add_argument("what", metavar="NAME|FILE", help=_WHAT)
    parser.add_argument("deal", metavar="ID", nargs="?", help="only the deal of this id")
    add_source(parser)


def add_source(parser: ArgumentParser) -> None:
    """Let a command read a register of others as it was downloaded."""
    parser.add_argument("--source", help="the file is a register as this publisher gives it, such as sipri")
