"""JSON: what is refused before any field is looked at, and canonical bytes."""

from __future__ import annotations

import json as standard
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, LimitExceeded, UnreadableInput
from armsdeals.formats._base import format_named
from armsdeals.formats.json import parse, write
from armsdeals.wire.limits import Limits
from armsdeals.wire.tree import Node, Pair


def test_numbers_and_double_keys_are_kept_as_written() -> None:
    node = parse(b'{"a": 1.50, "a": [true, null, "x", -0]}')
    assert node == Node(
        "map",
        [
            Pair("a", Node("number", "1.50")),
            Pair(
                "a", Node("list", [Node("bool", value=True), Node("null", ""), Node("text", "x"), Node("number", "-0")])
            ),
        ],
    )


@pytest.mark.parametrize(
    ("data", "line", "column", "said"),
    [
        (b"", 1, 1, "a value is missing here"),
        (b'{"a": 1', 1, 8, "a comma is missing here"),
        (b'{"a" 1}', 1, 6, "a colon is missing here"),
        (b"{a: 1}", 1, 2, "a key in double quotes is missing here"),
        (b'{"a": "b', 1, 7, "does not end"),
        (b'{"a": "b\nc"}', 1, 9, "a control character stands in a text|another control character"),
        (b'{"a": 1} {}', 1, 10, "something stands behind the end"),
        (b'{"a": 1,\n "b": NaN}', 2, 7, "NaN is no number; leave the field out"),
        (b'{"NaN": "NaN", "b": -Infinity}', 1, 21, "-Infinity is no number"),
        (b'{"a": "\\x"}', 1, 8, "invalid"),
        (b'\n{"a": "\xc3\xa4\xff"}', 2, 9, "the byte 0xff is not UTF-8"),
        ('{"a": 1}'.encode("utf-16"), 1, 1, "the file is in UTF-16; save it as UTF-8"),
    ],
)
def test_bytes_that_are_no_json_are_refused_with_line_and_column(
    data: bytes, line: int, column: int, said: str
) -> None:
    with pytest.raises(UnreadableInput, match=said) as caught:
        parse(data)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_byte_order_mark_is_allowed_at_the_beginning() -> None:
    assert parse(b"\xef\xbb\xbf{}") == Node("map", [])


def test_deep_nesting_is_refused_before_the_parser_meets_it() -> None:
    assert parse(b"[" * 64 + b"]" * 64).kind == "list"
    for depth in (65, 1_000_000):
        with pytest.raises(LimitExceeded, match="nested"):
            parse(b"[" * depth + b"]" * depth)
    with pytest.raises(LimitExceeded):
        parse(b'{"a":' * 100_000)


def test_brackets_in_texts_are_not_nesting() -> None:
    text = "[" * 1000 + '\\"{' * 1000
    assert parse(standard.dumps([text]).encode()) == Node("list", [Node("text", text)])


def test_a_document_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(LimitExceeded, match=r"expected 10 or less; see Limits\.file_bytes"):
        format_named("json").parse(b"[" * 11, Limits(file_bytes=10))


def test_huge_numbers_cost_nothing() -> None:
    digits = "9" * 1_000_000
    start = time.process_time()
    assert parse(f"[{digits}, 1e999999999]".encode()).value[1].value == "1e999999999"
    assert time.process_time() - start < 5


def test_the_scan_for_depth_is_linear_in_unfinished_texts() -> None:
    def seconds(size: int) -> float:
        taken = []
        for _ in range(3):
            start = time.process_time()
            with pytest.raises(ArmsDealsError):
                parse(b'{"a": "' + b'\\"' * size)
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(400_000) < 8 * max(seconds(100_000), 0.005)


def test_writing_is_one_line_with_texts_as_they_are() -> None:
    assert write({"b": 'Türkiye "x"\u2028', "a": [1, True]}) == '{"b":"Türkiye \\"x\\"\u2028","a":[1,true]}\n'.encode()


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\ u0d8\n1-eNaIn', max_size=60).map(str.encode))
def test_law_any_bytes_give_a_tree_or_our_error(data: bytes) -> None:
    try:
        node = parse(data)
    except ArmsDealsError:
        return
    assert node.kind in ("map", "list", "text", "number", "bool", "null")


def corpus() -> list[Any]:
    folder = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "json-test-suite"
    return sorted(folder.rglob("*.json"))


@pytest.mark.skipif(not corpus(), reason="the corpus json-test-suite is not beside this checkout")
def test_the_public_corpus_is_taken_and_refused_as_it_says() -> None:
    wrong = []
    for path in corpus():
        expected = path.name[0]
        try:
            parse(path.read_bytes())
            taken = True
        except LimitExceeded:
            continue
        except UnreadableInput:
            taken = False
        if (expected, taken) in {("y", False), ("n", True)}:
            wrong.append(path.name)
    assert wrong == []
