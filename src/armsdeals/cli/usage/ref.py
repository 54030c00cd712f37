"""How armsdeals ref is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals ref                        what can be looked up
  armsdeals ref stage                  every stage of a negotiation
  armsdeals ref stage SIGNED           one of them, with the moves out of it and into it
  armsdeals ref moves TALKS SIGNED     whether a step is allowed, and what must hold for it
  armsdeals ref words FinancingForm    the words that a field takes
  armsdeals ref withheld               where a word stands, and what it means there
  armsdeals ref rules PAR-001          what a code of an issue means, and what to do
  armsdeals ref country "Soviet Union"  codes, and the days in which they hold
  armsdeals ref classes EU_ML ML10     a class of a list of weapons
  armsdeals ref columns volumes        the columns of a long table
  armsdeals ref stages --json          for a program
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="what to look up; all topics are listed if left out")
    parser.add_argument("names", metavar="NAME", nargs="*", help="one of them")
    parser.add_argument("--json", action="store_true", help="print it as JSON")
