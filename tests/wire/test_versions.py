"""Versions: what is too new is named as such, what is none is a fault."""

from __future__ import annotations

from typing import Any

import pytest

from armsdeals.errors import UnsupportedVersion
from armsdeals.wire.faults import Faults
from armsdeals.wire.tree import Node
from armsdeals.wire.versions import check_version


@pytest.mark.parametrize("kind", ["number", "plain"])
def test_this_version_is_taken(kind: Any) -> None:
    faults = Faults(100)
    check_version(Node(kind, "1"), faults)
    assert not faults.issues()


@pytest.mark.parametrize("version", ["2", "4", "10", "9" * 5000])
def test_a_newer_version_is_refused_and_both_are_named(version: str) -> None:
    with pytest.raises(
        UnsupportedVersion, match=r"this file is version \d+…?; this armsdeals reads up to 1;"
    ) as caught:
        check_version(Node("number", version, 3, 7), Faults(100))
    assert (caught.value.line, caught.value.column, caught.value.path) == (3, 7, ("armsdeals",))


@pytest.mark.parametrize(
    "node",
    [
        Node("number", "0"),
        Node("number", "-1"),
        Node("number", "1.0"),
        Node("number", "1e0"),
        Node("plain", "one"),
        Node("plain", "01"),
        Node("text", "1"),
        Node("bool", value=True),
        Node("null", ""),
        Node("list", []),
    ],
)
def test_what_is_no_positive_whole_number_is_a_fault(node: Node) -> None:
    faults = Faults(100)
    check_version(node, faults)
    (issue,) = faults.issues()
    assert (issue.path, issue.code, issue.hint) == (("armsdeals",), "wrong-type", "write 1")
