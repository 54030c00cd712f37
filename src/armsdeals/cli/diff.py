"""armsdeals diff: what one state of the deals tells otherwise than another."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from attrs import evolve

from armsdeals._desk import read
from armsdeals.cli.asked import deals_of
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.formats.file import STANDARD_INPUT
from armsdeals.register.diff import diff
from armsdeals.register.register import Register
from armsdeals.wire.limits import DEFAULT_LIMITS


def run(asked: Namespace) -> int:
    """Print a line for each change; 1 if there is one."""
    if asked.old == asked.new == STANDARD_INPUT:
        raise InvalidValue("standard input can be read once; give one of the two as a file")
    old, new = (_deals(what, other, asked.source) for what, other in ((asked.old, asked.new), (asked.new, asked.old)))
    if len(old) == len(new) == 1 and _is_named_for_its_file(old, asked.old) and _is_named_for_its_file(new, asked.new):
        old = Register([evolve(old.deals[0], id=new.deals[0].id)])  # two files of one deal, under two names
    changes = diff(old, new)
    if asked.json:
        print_json(changes.to_tree())
    elif changes:
        print(changes)
    return 1 if changes else 0


def _deals(what: str, other: str, source: str | None) -> Register:
    """Return the deals that are meant; what comes by standard input is read as if it had the name of the other file."""
    if source is not None or what != STANDARD_INPUT or not PurePath(other).suffix:
        return deals_of(what, source=source).deals
    with TemporaryDirectory() as folder:
        file = Path(folder, PurePath(other).name)
        file.write_bytes(sys.stdin.buffer.read(DEFAULT_LIMITS.file_bytes + 1))
        return read(file)


def _is_named_for_its_file(register: Register, what: str) -> bool:
    return register.ids == (PurePath(what).stem,)
