"""armsdeals schema: the JSON Schema of the documents that are read."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from armsdeals._disk import replace_file
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.page import print_json
from armsdeals.written.schema import json_schema

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


def run(asked: Namespace) -> int:
    """Print or write the schema."""
    schema = json_schema(form="written" if asked.written else "long")
    text = json.dumps(schema, indent=2, ensure_ascii=True) + "\n"
    if asked.output is None:
        sys.stdout.write(text)
        return 0
    replace_file(asked.output, text.encode())
    if asked.json:
        print_json({"written": asked.output})
    else:
        print(f"written to {shown(asked.output, longest=LONGEST_PATH)}", file=sys.stderr)
    return 0
