"""Laws of heads: what is printed is read as itself and as nothing else, and no head is mistaken for a field."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.written.drawn_heads import DRAWN

from armsdeals import strategies
from armsdeals._desk import dumps, loads
from armsdeals.register.register import Register
from armsdeals.wire.tree import Node
from armsdeals.written.heads import FINANCING, HEADS, HISTORY, Head, head_of, read_head
from armsdeals.written.items import long_of
from armsdeals.written.words import INSTRUMENTS, STATUSES, WAYS

EXAMPLES = 1_000 if os.environ.get("CI", "").lower() == "true" else 150


def test_every_head_is_drawn() -> None:
    assert {head.under for head, _ in DRAWN} == {head.under for head in HEADS}


@settings(max_examples=EXAMPLES)
@given(data=st.data(), place=st.integers(0, 2 * len(DRAWN) - 1))
def test_law_a_head_that_is_printed_says_its_parts_and_nothing_else(data: st.DataObject, place: int) -> None:
    head, drawn = DRAWN[place] if place < len(DRAWN) else DRAWN[0]  # half of them are lines of a history
    fields = data.draw(drawn)
    printed = head_of(head, fields)
    assert printed is not None, fields
    text, left = printed
    said = read_head(head, text)
    told = said.fields | ({"evidence": [key for key, _ in said.sources]} if said.sources else {})
    assert (told, left) == (fields, {})
    assert re.search(head.pattern, text), (head.pattern, text)


@given(
    way=st.sampled_from(sorted(WAYS)),
    part=st.integers(0, 100),
    status=st.none() | st.sampled_from(sorted(STATUSES.codes)),
)
def test_law_a_way_of_paying_is_read_and_printed_as_the_same(way: str, part: int, status: str | None) -> None:
    typed = f"{part} % {way}" + (f" {status}" if status else "")
    fields = read_head(FINANCING, typed).fields
    printed = head_of(FINANCING, fields)
    assert printed is not None
    assert read_head(FINANCING, printed[0]).fields == fields


@given(head=st.sampled_from(HEADS), text=st.text("0123 aeinst@().,~?:% USDbnm\u00a0", max_size=40))
def test_law_any_text_is_read_alike_twice_or_refused_with_a_reason(head: Head, text: str) -> None:
    one, two = long_of(head, Node("plain", text, 1, 1)), long_of(head, Node("plain", text, 1, 1))
    assert one == two
    assert one.kind == "map" or (one.kind == "refused" and one.value)


def said_by(node: Node) -> Any:
    """What a node says, wherever it stands."""
    if node.kind == "map":
        return [(pair.key, said_by(pair.node)) for pair in node.value]
    return [said_by(one) for one in node.value] if node.kind == "list" else (node.kind, node.value)


@settings(max_examples=EXAMPLES)
@given(data=st.data(), first=st.sampled_from(DRAWN), second=st.sampled_from(DRAWN))
def test_law_equal_heads_are_equal_items_wherever_they_stand_and_whatever_was_read_between(
    data: st.DataObject, first: tuple[Head, Any], second: tuple[Head, Any]
) -> None:
    (head, text), (other, between) = ((one, printed(one, data.draw(drawn))) for one, drawn in (first, second))
    one = long_of(head, Node("plain", text, 1, 1))
    long_of(other, Node("plain", between, 2, 3))
    two = long_of(head, Node("plain", text, 7, 5))
    assert one.kind == "map"
    assert said_by(one) == said_by(two)
    assert (two.line, two.column) == (7, 5)


def printed(head: Head, fields: Any) -> str:
    told = head_of(head, fields)
    assert told is not None
    return told[0]


@given(register=strategies.registers())
def test_law_a_register_written_short_reads_back_equal(register: Register) -> None:
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register


@given(register=strategies.registers())
def test_law_the_short_form_reads_like_the_long_one(register: Register) -> None:
    assert loads(dumps(register, "yaml", style="short"), "yaml") == loads(dumps(register, "yaml"), "yaml")


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.under)
def test_no_field_of_the_long_form_is_read_as_a_head(head: Head) -> None:
    assert [name for name in sorted(head.fields) if long_of(head, Node("plain", name, 1, 1)).kind == "map"] == []


@pytest.mark.parametrize(("head", "example"), [(head, example) for head in HEADS for example in head.examples])
def test_the_examples_of_the_table_are_read_and_fit_their_pattern(head: Head, example: str) -> None:
    assert long_of(head, Node("plain", example, 1, 1)).kind == "map"
    assert re.search(head.pattern, example)


def test_every_document_can_be_said_to_be_signed() -> None:
    for phrase in INSTRUMENTS.codes:
        assert read_head(HISTORY, f"2017 signed {phrase}").fields["instrument"] == {"kind": INSTRUMENTS.codes[phrase]}


@pytest.mark.parametrize(
    ("document", "opens"),
    [
        ("", ("SIGNED", ())), ("contract", ("SIGNED", ())), ("mou", ("PRELIMINARY", ())), ("loi", ("PRELIMINARY", ())),
        ("soi", ("PRELIMINARY", ())), ("initialled", ("PRELIMINARY", ())), ("framework", ("PRELIMINARY", ("SIGNED",))),
        ("loan agreement", (None, ())), ("amendment", (None, ())), ("settlement", (None, ())),
    ],
)  # fmt: skip
def test_which_document_opens_which_stage(document: str, opens: tuple[str | None, tuple[str, ...]]) -> None:
    fields = read_head(HISTORY, f"2017 signed {document}").fields
    assert (fields.get("stage"), tuple(fields.get("alternatives", ()))) == opens
