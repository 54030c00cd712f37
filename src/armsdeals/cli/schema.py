"""armsdeals schema: the JSON Schema of the written form, for editors."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from armsdeals._disk import replace_file
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.written.schema import written_schema

EXAMPLES = """\
examples:
  armsdeals schema --written -o deals/.armsdeals.schema.json

and as the first line of each file, for the YAML language server:
  # yaml-language-server: $schema=./.armsdeals.schema.json
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--written", action="store_true", required=True, help="the form that people type in YAML")
    parser.add_argument("-o", "--output", metavar="OUT", help="write it to this file; to the terminal if left out")


def run(asked: Namespace) -> int:
    """Print or write the schema."""
    text = json.dumps(written_schema(), indent=2, ensure_ascii=True) + "\n"
    if asked.output is None:
        sys.stdout.write(text)
        return 0
    replace_file(asked.output, text.encode())
    print(f"written to {shown(asked.output, longest=LONGEST_PATH)}", file=sys.stderr)
    return 0
