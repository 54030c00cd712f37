"""armsdeals add: one more line for a typed file, checked before anything is written."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from attrs import evolve

from armsdeals._disk import replace_file
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import InvalidValue
from armsdeals.formats._base import Format, format_of
from armsdeals.formats.folder import common_beside
from armsdeals.wire.document import read_document
from armsdeals.written.insert import place_of, safe, with_line

EXAMPLES = """\
examples:
  armsdeals add deals/tur-s400.yaml "2026-11-20 talks @tass: about a second regiment"
  armsdeals add tur-s400.yaml "2026-11 signed? @daily" --source "daily: A daily, 2026-11-21"
  armsdeals add tur-s400.yaml "3 bn USD estimate @daily" --under price
"""
_UNDER = ("history", "price", "financing", "offsets", "constraints")


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a YAML file of deals")
    parser.add_argument("item", metavar="LINE", help="what is to be added, as one would type it behind the dash")
    parser.add_argument("--under", default="history", choices=_UNDER, help="where it belongs; history if left out")
    parser.add_argument("--source", metavar="LINE", help="a source that is new: KEY: PUBLISHER[, DATE][, LINK]")
    parser.add_argument("--deal", metavar="ID", default="", help="which deal, in a file of several")


def run(asked: Namespace) -> int:
    """Insert the line; 1 with the faults and nothing written if the file could not be read with it."""
    form = format_of(asked.file)
    if form.name != "yaml":
        raise InvalidValue(
            f"{shown(asked.file, longest=LONGEST_PATH)} is not typed in YAML; add a line to a .yaml file"
        )
    path = Path(asked.file)
    after = _with(path.read_bytes().decode("utf-8"), form, asked)
    common, _ = common_beside(path)
    node, _ = form.long(form.parse(after.encode()), name=path.stem, shared=common.shared)
    _, issues = read_document(node, needs_version=False, common=common.table)
    if issues.errors:
        for issue in issues.errors:
            print(evolve(issue, file=asked.file), file=sys.stderr)
        print("nothing was written", file=sys.stderr)
        return 1
    replace_file(path, after.encode())
    return 0


def _with(text: str, form: Format, asked: Namespace) -> str:
    """Return the file with the new lines; read in between, so that the second finds its place."""
    if asked.source:
        table = place_of(form.parse(text.encode()), "sources", asked.deal)
        text = with_line(text, table, "sources", asked.source, dash=False)
    place = place_of(form.parse(text.encode()), asked.under, asked.deal)
    return with_line(text, place, asked.under, safe(asked.item), dash=True)
