"""armsdeals new: a file for a new deal, with a line to begin each part."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from pathlib import Path

from armsdeals._disk import replace_file
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.written.heads import DELIVERIES, HEADS, PRODUCTION, QUANTITY, Head
from armsdeals.written.slugs import is_slug, slug_of

_SCHEMA = ".armsdeals.schema.json"  # what armsdeals schema --written writes for the files beside it
_FOR_EDITORS = f"# yaml-language-server: $schema=./{_SCHEMA}\n"
_LINE = "s400"  # its key in the text below
_TEXT = """\
# What a line may say: take the "# " away where a part is wanted. A head with its sources by @KEY, a colon, your words.
title: {title}
parties:
  supplier: unknown     # NAME (COUNTRY), or a state
  recipient: unknown
# lines:
#   {line}:
#     system: S-400 Triumf
{quantities}
#     production: {production}
# price:
{price}
# financing:
{financing}
# authorisations:       # what somebody allows or forbids
{authorisations}
# offers:               # what was put on the table
{offers}
history:
{history}
#   - 2019-08 delivering @tass:
#     deliveries: {deliveries}
# constraints:
{constraints}
# offsets:
{offsets}
# links:
#   competes with: [another-deal]
sources:
#   tass: TASS, 2020-08-23, https://example.org     # PUBLISHER[, DATE][, LINK]
"""


def run(asked: Namespace) -> int:
    """Write the file; it must not be there yet. Where the schema for editors stands beside it, its first line names that."""
    path = Path(asked.id if asked.id.endswith((".yaml", ".yml")) else f"{asked.id}.yaml")
    if not is_slug(path.stem) and (meant := slug_of(path.stem)):
        raise InvalidValue(f"{shown(path.stem)} is no id; write {shown((path.parent / meant).as_posix())[1:-1]}")
    Deal(id=path.stem)  # refuses what is no id
    if path.exists():
        raise InvalidValue(
            f"{shown(str(path), longest=LONGEST_PATH)} is there already; choose another name", code="no-file"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    first = _FOR_EDITORS if (path.parent / _SCHEMA).is_file() else ""
    replace_file(path, f"{first}{text_of(path.stem)}".encode())
    if asked.json:
        print_json({"written": path.as_posix(), "deal": path.stem})
    else:
        print(f"written to {shown(str(path), longest=LONGEST_PATH)}", file=sys.stderr)
    return 0


def text_of(name: str) -> str:
    """Return the text of a new file; its comments are the examples of the table of heads."""
    heads = {head.under: _commented(head) for head in HEADS}
    quantity, production, delivery = (_fitted(head.examples[0]) for head in (QUANTITY, PRODUCTION, DELIVERIES))
    return _TEXT.format(
        title=name,
        line=_LINE,
        quantities=f"#     ordered: {quantity}",
        production=production,
        deliveries=delivery,
        **heads,
    )


def _commented(head: Head) -> str:
    return "\n".join(f"#   - {_fitted(example)}" for example in head.examples)


def _fitted(example: str) -> str:
    """Return an example with the line and the source of the new file in the place of its own."""
    told = re.sub(r"[(][a-z0-9-]+[)]", f"({_LINE})", re.sub(r"@[a-z-]+", "@tass", example))
    return re.sub(r" of [a-z]+$", f" of {_LINE}", told)
