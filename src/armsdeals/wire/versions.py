"""Which version of the wire format a document is of.

Every document says so under the key ``armsdeals``; what people type by hand in YAML may leave it out, and is version 1
then, for ever.

    >>> faults = Faults(most=100)
    >>> check_version(Node("number", "1"), faults)
    >>> check_version(Node("number", "4"), faults)
    Traceback (most recent call last):
    armsdeals.errors.UnsupportedVersion: armsdeals: this file is version 4; this armsdeals reads up to 1; a newer release will read it

Left out: migrations; there is no older version yet.
"""

from __future__ import annotations

import re

from armsdeals._shown import plain
from armsdeals.errors import UnsupportedVersion
from armsdeals.wire.faults import Faults
from armsdeals.wire.tree import Node, found

VERSION = 1
KEY = "armsdeals"


def check_version(node: Node, faults: Faults) -> None:
    """Note a version that is none.

    Raises:
        UnsupportedVersion: It is newer than this release.
    """
    if node.kind == "refused":
        faults.note((KEY,), "not-read", node.value, place=node)
    elif node.kind not in ("number", "plain") or not re.fullmatch(r"[1-9][0-9]*", node.value):
        faults.note(
            (KEY,),
            "wrong-type",
            f"found {found(node)} (expected the version of the file, a whole number)",
            hint=f"write {VERSION}",
            place=node,
        )
    elif node.value != str(VERSION):
        told = plain(node.value, longest=40)
        raise UnsupportedVersion(
            f"this file is version {told}; this armsdeals reads up to {VERSION}; a newer release will read it",
            path=(KEY,),
            line=node.line,
            column=node.column,
        )
