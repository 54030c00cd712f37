"""Which version of the wire format a document is of, and what becomes of an older one.

Every document says so under the key ``armsdeals``; what people type by hand in YAML may leave it out, and is version 1
then, for ever. An older document is brought up to this version in memory; a newer one is refused by name.

    >>> faults = Faults(most=100)
    >>> check_version(Node("number", "1"), faults)
    1
    >>> check_version(Node("number", "4"), faults)
    Traceback (most recent call last):
    armsdeals.errors.UnsupportedVersion: armsdeals: this file is version 4; this armsdeals reads up to 1; a newer release will read it

Left out: what changes from one version to the next (`migrations`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from armsdeals._shown import plain
from armsdeals.errors import UnsupportedVersion
from armsdeals.wire.faults import Faults
from armsdeals.wire.migrations import FIRST, MIGRATIONS, Migration, migrated
from armsdeals.wire.tree import Node, found

VERSION = FIRST + len(MIGRATIONS)
KEY = "armsdeals"
_NUMBER = re.compile(r"[1-9][0-9]*", re.ASCII)


def check_version(node: Node, faults: Faults, newest: int = VERSION) -> int:
    """Return the version that a node says, and note one that is none, in whose place the newest is taken.

    Raises:
        UnsupportedVersion: It is newer than this release.
    """
    if node.kind == "refused":
        faults.note((KEY,), "not-read", node.value, place=node)
    elif node.kind not in ("number", "plain") or not _NUMBER.fullmatch(node.value):
        faults.note(
            (KEY,),
            "wrong-type",
            f"found {found(node)} (expected the version of the file, a whole number)",
            hint=f"write {newest}",
            place=node,
        )
    elif len(node.value) > len(str(newest)) or int(node.value) > newest:
        told = plain(node.value, longest=40)
        raise UnsupportedVersion(
            f"this file is version {told}; this armsdeals reads up to {newest}; a newer release will read it",
            path=(KEY,),
            line=node.line,
            column=node.column,
        )
    else:
        return int(node.value)
    return newest


def upgraded(node: Node, faults: Faults, migrations: Sequence[Migration] = MIGRATIONS) -> Node:
    """Return the tree of a document as the newest version has it; one that says no version is of the first.

    Raises:
        UnsupportedVersion: It is newer than this release.
    """
    newest = FIRST + len(migrations)
    told = next((pair.node for pair in node.value if pair.key == KEY), None)
    version = FIRST if told is None else check_version(told, faults, newest)
    return migrated(node, version, migrations)
