"""armsdeals new: a file for a new deal, with a line to begin each part."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from armsdeals._disk import replace_file
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.written.heads import HEADS, Head

EXAMPLES = """\
examples:
  armsdeals new tur-s400               writes tur-s400.yaml
  armsdeals new deals/tur-s400.yaml    the same in a folder
"""
_TEXT = """\
# What a line may say: take the "# " away where a part is wanted. A head, then words behind a colon, then sources by @KEY.
title: {title}
parties:
  supplier: unknown     # NAME (COUNTRY), or a state
  recipient: unknown
# lines:
#   {line}:
#     system: S-400 Triumf
{quantities}
# price:
{price}
# financing:
{financing}
history:
{history}
# constraints:
{constraints}
# offsets:
{offsets}
# links:
#   competes with: [another-deal]
sources:
#   tass: TASS, 2020-08-23, https://example.org     # PUBLISHER[, DATE][, LINK]
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("id", metavar="ID|FILE", help="the id of the deal, or the file that is to have it as its name")


def run(asked: Namespace) -> int:
    """Write the file; it must not be there yet."""
    path = Path(asked.id if asked.id.endswith((".yaml", ".yml")) else f"{asked.id}.yaml")
    Deal(id=path.stem)  # refuses what is no id
    if path.exists():
        raise InvalidValue(
            f"{shown(str(path), longest=LONGEST_PATH)} is there already; choose another name", code="no-file"
        )
    replace_file(path, text_of(path.stem).encode())
    print(f"written to {shown(str(path), longest=LONGEST_PATH)}", file=sys.stderr)
    return 0


def text_of(name: str) -> str:
    """Return the text of a new file; its comments are the examples of the table of heads."""
    heads = {head.under: _commented(head) for head in HEADS}
    return _TEXT.format(
        title=name, line="s400", quantities=f"#     ordered: {HEADS[1].examples[0].partition(' @')[0]}", **heads
    )


def _commented(head: Head) -> str:
    return "\n".join(
        f"#   - {example.replace('@rostec', '@tass').replace('@seed', '@tass')}" for example in head.examples
    )
