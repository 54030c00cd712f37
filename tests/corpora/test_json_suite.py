"""JSONTestSuite (Nicolas Seriot, MIT): what is no JSON is refused, what is JSON is parsed or refused for reasons of our own."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from armsdeals._desk import loads
from armsdeals.errors import ArmsDealsError, LimitExceeded, UnreadableInput
from armsdeals.formats._base import FORMATS
from armsdeals.formats.json import parse
from armsdeals.wire.tree import Node

Cases = Callable[[str], Any]
# Left open by the RFC and refused here, since the bytes are not UTF-8; halves of pairs are refused by the fields.
REFUSED_BY_US = {
    "i_string_invalid_utf-8.json", "i_string_lone_utf8_continuation_byte.json", "i_string_not_in_unicode_range.json",
    "i_string_overlong_sequence_2_bytes.json", "i_string_overlong_sequence_6_bytes_null.json", "i_string_truncated-utf-8.json",
    "i_string_utf16BE_no_BOM.json", "i_string_utf16LE_no_BOM.json", "transform/string_1_invalid_codepoint.json",
}  # fmt: skip


@pytest.fixture(scope="module")
def suite(corpus: Cases) -> dict[str, tuple[str, bytes]]:
    return {case["name"]: (case["expect"], b64decode(case["b64"])) for case in corpus("json-test-suite")}


def is_parsed(data: bytes) -> bool:
    try:
        parse(data)
    except (UnreadableInput, LimitExceeded):
        return False
    return True


def plain(node: Node) -> Any:
    """Return what the parser of the standard library gives for the same text; numbers as they are written."""
    if node.kind == "map":
        return {pair.key: plain(pair.node) for pair in node.value}
    if node.kind == "list":
        return [plain(one) for one in node.value]
    return None if node.kind == "null" else node.value


def test_the_suite_is_whole(suite: dict[str, tuple[str, bytes]]) -> None:
    assert len(suite) == 169


def test_whatever_is_no_json_is_refused(suite: dict[str, tuple[str, bytes]]) -> None:
    rejected = {name: data for name, (expect, data) in suite.items() if expect == "reject"}
    assert len(rejected) > 90
    assert {name for name, data in rejected.items() if is_parsed(data)} == set()


def test_whatever_is_json_is_parsed_to_what_it_says(suite: dict[str, tuple[str, bytes]]) -> None:
    accepted = {name: data for name, (expect, data) in suite.items() if expect == "accept"}
    assert len(accepted) > 40
    for name, data in accepted.items():
        assert plain(parse(data)) == json.loads(data, parse_int=str, parse_float=str), name


def test_what_is_left_open_is_refused_where_we_say_so(suite: dict[str, tuple[str, bytes]]) -> None:
    left_open = {name for name, (expect, _) in suite.items() if expect == "either"}
    assert {name for name in left_open if not is_parsed(suite[name][1])} == REFUSED_BY_US


@pytest.mark.parametrize("form", [form.name for form in FORMATS if form.name != "yaml"])
def test_no_document_of_the_suite_is_one_of_deals(suite: dict[str, tuple[str, bytes]], form: str) -> None:
    for data in (data for _, data in suite.values() if form != "jsonl" or data.strip()):
        with pytest.raises(ArmsDealsError):
            loads(data, format=form)


def test_all_but_one_are_no_deals_as_yaml_either(suite: dict[str, tuple[str, bytes]]) -> None:
    read = set()
    for name, (_, data) in suite.items():
        with suppress(ArmsDealsError):
            loads(data, format="yaml")
            read.add(name)
    assert read == {"n_object_trailing_comma.json"}  # {"id":0,} is YAML, and a deal of which only the id is known
