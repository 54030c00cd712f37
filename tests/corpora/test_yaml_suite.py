"""yaml-test-suite (Ingy döt Net, MIT): written for YAML 1.2, of which we read the plain core; nothing but our errors comes out."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from typing import Any

import pytest

from armsdeals._desk import loads
from armsdeals.errors import ArmsDealsError, UnreadableInput
from armsdeals.formats.yaml import holds_comments, parse
from armsdeals.wire.tree import Node

Cases = Callable[[str], Any]

# Of YAML 1.2, and read by the parser as 1.1 has it: a "?" before a key in braces, blanks at the very end of a file.
OF_ANOTHER_VERSION = {"652Z", "L24T-1"}


@pytest.fixture(scope="module")
def suite(corpus: Cases) -> list[dict[str, Any]]:
    return [case | {"data": b64decode(case["yaml_b64"])} for case in corpus("yaml-test-suite")]


def tree(data: bytes) -> Node | None:
    try:
        return parse(data)
    except UnreadableInput:
        return None


def is_refused(node: Node) -> bool:
    """Whether something in a tree is not read."""
    if node.kind == "refused":
        return True
    if node.kind == "map":
        return any(is_refused(pair.node) for pair in node.value)
    return node.kind == "list" and any(map(is_refused, node.value))


def texts(value: Any) -> Any:
    """Return a value with scalars as the text they may be written as; what they mean is left to the field."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return None if value in (None, "") else value if isinstance(value, str) else json.dumps(value)


def plain(node: Node) -> Any:
    if node.kind == "map":
        return {pair.key: plain(pair.node) for pair in node.value}
    if node.kind == "list":
        return [plain(one) for one in node.value]
    return None if node.kind == "null" or node.value == "" else node.value


def test_the_suite_is_whole(suite: list[dict[str, Any]]) -> None:
    assert len(suite) == 217


def test_no_document_of_the_suite_is_one_of_deals(suite: list[dict[str, Any]]) -> None:
    for case in suite:
        with pytest.raises(ArmsDealsError):
            loads(case["data"], format="yaml")
        holds_comments(case["data"])


def test_what_is_read_says_what_the_suite_says(suite: list[dict[str, Any]]) -> None:
    compared, wrong = 0, set()
    for case in suite:
        node = tree(case["data"])
        if case["fail"] or not case.get("json") or node is None or is_refused(node):
            continue
        try:
            wanted = json.loads(case["json"])
        except ValueError:  # several documents
            continue
        compared += 1
        if plain(node) != texts(wanted):
            wrong.add(case["id"])
    assert compared > 80
    assert wrong == OF_ANOTHER_VERSION
