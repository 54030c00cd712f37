"""How armsdeals schema is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals schema                                          of what programs exchange
  armsdeals schema --written -o deals/.armsdeals.schema.json

and for the second as the first line of each file, which tells an editor:
  # yaml-language-server: $schema=./.armsdeals.schema.json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--written", action="store_true", help="of what people type in YAML, for editors")
    parser.add_argument(
        "--json", action="store_true", help="with -o, print what was written as JSON; a schema is JSON anyhow"
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="write it to this file; to the terminal if left out")
