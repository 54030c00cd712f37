"""armsdeals schema: the JSON Schema of the documents that are read."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from armsdeals._disk import replace_file
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.page import print_json
from armsdeals.written.schema import json_schema


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
