"""Hostile input: cut, bent and random documents give an object or one of our errors, and nothing else."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals._desk import dumps, loads
from armsdeals._fields import text_fault
from armsdeals.errors import LONGEST_MESSAGE, ArmsDealsError
from armsdeals.formats._base import FORMATS
from armsdeals.model.deal import Deal
from armsdeals.model.party import Party, Role
from armsdeals.register.register import Register
from armsdeals.wire.document import read_document, to_tree
from armsdeals.wire.tree import node_of

NAMES = [form.name for form in FORMATS]
JUNK: list[Any] = [
    None, True, False, 0, 5, -1, 2.5, 0.45, 10**30, "", " ", "x", "2017-13-01", "2017", "EXACT", "TALKS", [], {}, [[]], [None], {"": ""},
    "0.55", "NaN", "5 battalion", "1e5", "1_0", "٣", "55", {"kind": "loan"}, {"kind": "cash"}, [1], "2..1", "\ud800", "a\0", "1e999999",
    "../..", "tass", "x" * 2000, "\u202e", "sNaN", "-0", "1/0", "..", "2017-02-30/2017-02-31", "~", ">=", "0x10 USD", "1 USD(99999)",
]  # fmt: skip

WORDS = [
    "- 2017 ", "price: <", "~", ">=5", "@", "#", "'", '"', "parties:\n  ", "  - ", "over 1 bn", "at least ", "..", "{", "}", "[", ",", ": ", "%",
    "lines:\n", "history:\n", "- loan ", "financing:\n", "because ", "(", ")", "planned ", "\t", "said by ", "1e9 USD ", "?",
]  # fmt: skip


def outcome(data: bytes, name: str) -> Register | None:
    try:
        return loads(data, format=name)
    except ArmsDealsError as error:
        told = error
    assert len(told.message) <= LONGEST_MESSAGE
    assert str(told).replace("\n", "").isprintable()
    return None


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_at_every_byte_gives_a_register_or_our_error(name: str, rich: Deal) -> None:
    data = dumps(rich, format=name)
    step = 1 if name == "json" else 7
    taken = [end for end in range(0, len(data), step) if outcome(data[:end], name) is not None]
    assert taken == [len(data) - 1] if name == "json" else len(taken) < len(data) // step


@pytest.mark.parametrize("name", NAMES)
def test_flipped_bits_give_a_register_or_our_error(name: str, rich: Deal) -> None:
    data = dumps(rich, format=name)
    chance = random.Random(4711)  # noqa: S311  # the same bits in every run
    for _ in range(150):
        bent = bytearray(data)
        place = chance.randrange(len(bent))
        bent[place] ^= 1 << chance.randrange(8)
        outcome(bytes(bent), name)


@given(st.binary(max_size=80), st.sampled_from(NAMES))
def test_law_random_bytes_give_a_register_or_our_error(data: bytes, name: str) -> None:
    outcome(data, name)


@given(st.data())
def test_law_pieces_of_valid_files_in_any_order_give_a_register_or_our_error(rich: Deal, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    whole = dumps(rich, format=name)
    place = st.integers(0, len(whole))
    for _ in range(data.draw(st.integers(1, 4))):
        start, end, into = data.draw(st.tuples(place, place, place))
        piece = data.draw(st.just(whole[start:end]) | st.binary(max_size=4))
        whole = whole[:into] + piece[:2_000] + whole[into + data.draw(st.integers(0, 20)) :]
    outcome(whole, name)


@given(st.data())
def test_law_typed_files_with_lines_mixed_up_give_a_register_or_our_error(rich: Deal, data: st.DataObject) -> None:
    lines = dumps(rich, format="yaml", style="short").decode().splitlines(keepends=True)
    mixed = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
    words = data.draw(st.lists(st.sampled_from(WORDS), max_size=6))
    for word in words:
        mixed.insert(data.draw(st.integers(0, len(mixed))), word)
    outcome("".join(mixed).encode(), "yaml")


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in below for place in places(value, (*path, key)))]


def changed(tree: Any, path: tuple[Any, ...], value: Any, how: str) -> Any:
    """Return the tree with one value replaced, dropped, or a key put beside it."""
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    if len(path) > 1:
        copy[path[0]] = changed(copy[path[0]], path[1:], value, how)
    elif how == "drop":
        del copy[path[0]]
    elif how == "add" and isinstance(copy, dict):
        copy["surprise"] = value
    else:
        copy[path[0]] = value
    return copy


@given(st.data())
def test_law_a_document_with_junk_in_one_place_is_told_there_or_taken(rich: Deal, data: st.DataObject) -> None:
    tree = {"armsdeals": 1, "deals": [to_tree(rich)]}
    path = data.draw(st.sampled_from(places(tree["deals"])[1:]))
    bent = changed(
        tree["deals"], path, data.draw(st.sampled_from(JUNK)), data.draw(st.sampled_from(["set", "drop", "add"]))
    )
    register, issues = read_document(node_of({"armsdeals": 1, "deals": bent}))
    whole = len(register) == len(bent)
    assert whole == (not issues.errors)
    for issue in issues:
        assert issue.path[0] == "deals"


@pytest.mark.parametrize("name", NAMES)
def test_naughty_texts_come_back_as_they_are_or_are_refused(name: str) -> None:
    path = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "naughty-strings" / "cases.json"
    if not path.is_file():
        pytest.skip("the corpus naughty-strings is not beside this checkout")
    texts = json.loads(path.read_text(encoding="utf-8"))
    kept: list[Deal] = []
    for text in texts:
        try:
            kept.append(
                Deal(
                    id=f"deal-{len(kept)}", title=text, note=f"x {text}", parties=(Party(f"N{text}", role=Role.BROKER),)
                )
            )
        except ArmsDealsError:
            assert text_fault(text) or len(text) > 499
    assert len(kept) > 200
    register = Register(kept)
    assert loads(dumps(register, format=name), format=name) == register
