"""Migrations: how a document of an older version becomes one of the next, step by step, in memory only.

A step is a pure function from the tree of one version to the tree of the next. It changes nodes in place of others and so
keeps their lines, which is why a fault in an old file is told where it stands in that file. The steps stand in one table,
the newest last, and their number says which version this release writes: the first version is 1, and each step adds one.

    >>> from armsdeals.wire.tree import below, each, node_of
    >>> def dates_are_called_when(node):
    ...     return below(node, "deals", lambda deals: each(deals, lambda deal: renamed(deal, "date", "when")))
    >>> step = Migration(dates_are_called_when, "the date of a deal is called when")
    >>> old = node_of({"deals": [{"id": "demo", "date": "2017-09"}]})
    >>> migrated(old, 1, (step,)) == node_of({"deals": [{"id": "demo", "when": "2017-09"}]})
    True

A step meets whatever stands in a stranger's file: what it does not know it hands on as it is, for the reader to name.
A short form is expanded before any step, and so into what version 1 wrote. Left out: the way back; nothing is ever written
in an older version, and no file is rewritten unasked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from armsdeals.wire.tree import Node

FIRST = 1  # the version of whatever may leave its version out, for ever


@frozen
class Migration:
    """One step from a version to the next.

    Attributes:
        change: Makes the tree of the next version; it raises nothing, whatever the tree holds.
        told: What changes, as a line of the changelog.
    """

    change: Callable[[Node], Node]
    told: str


MIGRATIONS: tuple[Migration, ...] = ()


def migrated(node: Node, version: int, migrations: Sequence[Migration] = MIGRATIONS) -> Node:
    """Return the tree of a document of a version, from 1 on, as the newest version has it."""
    for one in migrations[version - FIRST :]:
        node = one.change(node)
    return node


def renamed(node: Node, old: str, new: str) -> Node:
    """Return an object in which a key has another name; anything else as it is."""
    if node.kind != "map":
        return node
    return node._replace(value=[pair._replace(key=new) if pair.key == old else pair for pair in node.value])
