"""Migrations, with versions that are made up: older documents are read, faults are told where they stand, newer ones refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from armsdeals import strategies as ads
from armsdeals.errors import UnsupportedVersion
from armsdeals.formats import jsonl
from armsdeals.formats._base import format_named
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.wire import fast_reader, fast_tree
from armsdeals.wire.document import document_tree, read_document
from armsdeals.wire.fast_reader import FastReader
from armsdeals.wire.fast_tree import fast_register
from armsdeals.wire.faults import Faults
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.wire.migrations import FIRST, MIGRATIONS, Migration, migrated, renamed
from armsdeals.wire.tree import Node, below, each, node_of
from armsdeals.wire.versions import VERSION, upgraded


def _deals(node: Node, change: Any) -> Node:
    return below(node, "deals", lambda deals: each(deals, change))


def _title(node: Node) -> Node:
    return _deals(node, lambda deal: renamed(deal, "name", "title"))


def _note(node: Node) -> Node:
    return _deals(node, lambda deal: renamed(deal, "remark", "note"))


# Once a deal had a name and a remark; then the name became its title; now the remark is its note.
MADE_UP = (Migration(_title, "the name of a deal is its title"), Migration(_note, "the remark on a deal is its note"))
OLDEST = '{"armsdeals": 1, "deals": [{"id": "a", "name": "S-400", "remark": "x"}]}'
OLDER = '{"armsdeals": 2, "deals": [{"id": "a", "title": "S-400", "remark": "x"}]}'
NEWEST = '{"armsdeals": 3, "deals": [{"id": "a", "title": "S-400", "note": "x"}]}'
WANTED = Register([Deal(id="a", title="S-400", note="x")])


def read(text: str, form: str = "json") -> tuple[Register, Any]:
    one = format_named(form)
    return read_document(one.parse(text.encode()), needs_version=one.needs_version, migrations=MADE_UP)


def test_each_step_adds_one_to_the_version_of_this_release() -> None:
    assert FIRST + len(MIGRATIONS) == VERSION


@pytest.mark.parametrize("text", [OLDEST, OLDER, NEWEST])
def test_every_older_version_is_read_as_the_newest(text: str) -> None:
    assert read(text) == (WANTED, ())


def test_an_old_name_in_a_new_document_is_no_field() -> None:
    (issue,) = read(OLDEST.replace("1", "3", 1))[1][:1]
    assert (issue.where, issue.code) == ("deals[0].name", "unknown-key")


def test_a_document_newer_than_the_last_step_is_refused_and_both_are_named() -> None:
    with pytest.raises(UnsupportedVersion, match="is version 4; this armsdeals reads up to 3; a newer release"):
        read(OLDEST.replace("1", "4", 1))


def test_typed_text_without_a_version_is_of_the_first() -> None:
    assert read("deals:\n- id: a\n  name: S-400\n  remark: x\n", "yaml") == (WANTED, ())


def test_a_fault_in_an_old_document_is_told_where_it_stands_there() -> None:
    register, issues = read("armsdeals: 1\ndeals:\n- id: a\n\n  name: [1]\n  mote: x\n", "yaml")
    assert not register
    assert [(issue.where, issue.line, issue.column) for issue in issues] == [
        ("deals[0].title", 5, 9), ("deals[0].mote", 6, 3),
    ]  # fmt: skip


def test_a_key_under_its_old_and_its_new_name_stands_twice() -> None:
    (issue,) = read(OLDEST.replace('"remark"', '"title"'))[1].errors
    assert (issue.where, issue.code) == ("deals[0].title", "duplicate-key")


def test_the_file_of_an_old_version_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(OLDEST, encoding="utf-8")
    read(path.read_text(encoding="utf-8"))
    assert path.read_text(encoding="utf-8") == OLDEST
    assert [one.name for one in tmp_path.iterdir()] == ["old.json"]


def test_a_tree_is_left_as_it_was_by_the_steps() -> None:
    old = node_of(json.loads(OLDEST))
    assert migrated(old, 1, MADE_UP) == node_of(json.loads(NEWEST.replace("3", "1", 1)))
    assert old == node_of(json.loads(OLDEST))
    assert migrated(old, 3, MADE_UP) is old


@settings(max_examples=40)
@given(ads.registers(max_size=1))
def test_law_a_document_of_an_older_version_is_read_as_what_it_says(register: Register) -> None:
    tree = document_tree(register)
    tree["armsdeals"] = 1
    tree["deals"] = [
        {{"title": "name", "note": "remark"}.get(key, key): value for key, value in deal.items()}
        for deal in tree["deals"]
    ]
    told, issues = read_document(node_of(tree), migrations=MADE_UP)
    assert (told, issues.errors) == (register, ())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["armsdeals", "deals", "name", "remark", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_JSON)
def test_law_a_step_hands_on_whatever_it_does_not_know(tree: Any) -> None:
    node = node_of({"armsdeals": 1, "deals": tree})
    assert upgraded(node, Faults(100), MADE_UP).kind == "map"
    told, issues = read_document(node, migrations=MADE_UP)
    assert issues.errors or len(told) == len(tree)


@pytest.fixture
def of_version_2(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this release wrote version 2."""
    for module in (fast_reader, fast_tree, jsonl):
        monkeypatch.setattr(module, "VERSION", 2)


@pytest.mark.usefixtures("of_version_2")
def test_the_fast_reader_leaves_older_versions_to_the_careful_one() -> None:
    assert FastReader(after=0).document(b'{"armsdeals":1,"deals":[{"id":"a"}]}') is None
    assert FastReader(after=0).document(b'{"armsdeals":2,"deals":[{"id":"a"}]}') == Register([Deal(id="a")])


@pytest.mark.usefixtures("of_version_2")
@pytest.mark.parametrize(("version", "is_read"), [("", False), ("armsdeals: 1\n", False), ("armsdeals: 2\n", True)])
def test_the_fast_way_for_trees_leaves_older_versions_to_the_careful_one(version: str, is_read: bool) -> None:  # noqa: FBT001
    node = format_named("yaml").parse(f"{version}deals:\n- id: a\n".encode())
    assert (fast_register(node, DEFAULT_LIMITS) is not None) == is_read


class _Asked(FastReader):
    """Counts how often the fast way was tried."""

    def __init__(self) -> None:
        super().__init__(after=0)
        self.asked = 0

    def deal(self, *args: Any, **how: Any) -> Deal | None:
        self.asked += 1
        return super().deal(*args, **how)


@pytest.mark.usefixtures("of_version_2")
@pytest.mark.parametrize(("lines", "fast"), [
    (['{"id":"a"}', '{"id":"b"}'], 0), (['{"armsdeals":1}', '{"id":"a"}'], 0),
])  # fmt: skip
def test_lines_that_say_no_newer_version_are_read_carefully(
    lines: list[str], fast: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = _Asked()
    monkeypatch.setattr(jsonl, "READER", reader)
    data = "\n".join(lines).encode()
    assert jsonl.read(data)[0].ids == tuple(deal.id for deal in jsonl.iter_deals(data.split(b"\n")))
    assert reader.asked == fast


def test_lines_of_a_newer_version_are_refused_wherever_they_say_it() -> None:
    for lines in (
        b'{"armsdeals":7}\n{"id":"a"}',
        b'{"id":"a"}\n{"armsdeals":7}',
        b'{"id":"a"}\n{"armsdeals":7}\n{"id":"b"}',
    ):
        with pytest.raises(UnsupportedVersion):
            jsonl.read(lines)
        with pytest.raises(UnsupportedVersion):
            list(jsonl.iter_deals(lines.split(b"\n")))


def test_joined_lines_of_two_versions_are_told_and_not_mixed() -> None:
    data = b'{"armsdeals":1}\n{"id":"a"}\n{"armsdeals":01}\n{"armsdeals":1}\n{"id":"b"}\n{"armsdeals":true}\n'
    register, issues = jsonl.read(data)
    assert register.ids == ("a", "b")
    assert {(issue.code, issue.line) for issue in issues} == {("duplicate-key", 6), ("not-read", 3)}
