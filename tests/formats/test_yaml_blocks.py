"""The line reader of YAML gives the nodes that the parser gives, or none; above all it never reads what the parser refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from armsdeals.errors import ArmsDealsError
from armsdeals.formats import yaml
from armsdeals.formats.yaml_blocks import plain_blocks
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node

TYPED = """\
# yaml-language-server: $schema=./.armsdeals.schema.json
title: Türkiye buys 4 "divizion", it's said  # of systems
parties:
  supplier: Rosoboronexport (Russia)

lines:
  first:
    system: 'S-400: Triumf'
    ordered:
      - 4 battalions @rostec: printed as "divizion"
      # the rivals
      - 2? systems @sipri
    option: ~
price:
- over 2 bn USD estimate @x:
    says: Sergey Chemezov, Rostec
-   $3.4 bn
history:
  - 2016-11~ talks @seed:
      says: somebody
      quote: >-
        long
  - 2020-08-23 signed? (second) @tass:
links:
  competes with: [tur-patriot, tur-t-loramids]
  part of: []
"""
CONTENTS = (
    "a", "b: c", "a:", "key: value", "key:  value ", "one: two: three", "a:b", "x #y", "x # y", "key: # words", "key: #words", "#", "# words",
    "#words", "- a", "-", "- ", "- - a", "- a: b", "-a", "~", "null", "a: ~", "- ~", "<<: a", "'a'", "'a': b", '"b"', "- 'a' b", "k: 'it''s'", 'k: "a\\n"',
    "k: '# no'", "k: [a, b]", "k: []", "k: [ a ]", "k: [a, [b]]", "k: {a: b}", "k: |", "k: >-", "k: &a b", "k: *a", "k: !!int 3", "? a", ": a", "---", "...", "... a: b",
    "%YAML 1.1", "k:\tv", "k: a\xa0b", "k: é", "k: a\u2028b", "k: -5", "k: - a", "k: :a", "k: a:", "k : v", "k:: v", "@a", "k: @a", "k: 50 %", "k: [a,b]", "'", '"', "k: a]", "a, b: c", "=: =",
    "k: [~, null]", "k: \x7f", "k: \ud7ff", "k: \ufeff", "- a:", "-  a: b", "k: a # b #c", "k: a #", "k: a #!b", "k: a  ##", "{", "}", "k: 'a' # b", "k: 'a' #b", "k:  # b", "k: a\r",
)  # fmt: skip
lines = st.builds(lambda indent, content: " " * indent + content, st.integers(0, 5), st.sampled_from(CONTENTS))


def by_the_parser(text: str, limits: Limits = DEFAULT_LIMITS) -> Node | None:
    try:
        return yaml._parsed(text, limits)  # what is compared
    except ArmsDealsError:
        return None


def agrees(text: str) -> bool:
    """Whether the line reader read it, which it may only do as the parser does."""
    told = plain_blocks(text)
    if told is None:
        return False
    assert told == by_the_parser(text), text
    return True


def test_what_nearly_everybody_types_is_read_by_lines() -> None:
    text = TYPED.replace("      quote: >-\n        long\n", "")
    assert agrees(text)
    assert not agrees(TYPED)
    assert agrees(text.replace("\n", "\n\n"))


@settings(max_examples=400)
@given(st.lists(lines, max_size=6))
@example(["a:", "- b", "- c: d", "  e: f", "g: h"])
@example(["a:", "   - b", "  - c"])
@example(["a: b", "  c: d"])
@example(["a: b", "", "c:", "  # x", "  d: e", " f: g"])
def test_law_lines_are_read_as_the_parser_reads_them(typed: list[str]) -> None:
    agrees("\n".join(typed))
    agrees("\n".join(["top: x", *typed, ""]))
    agrees("\n".join(["top:", *(f"  {line}" for line in typed)]))


@settings(max_examples=200)
@given(st.data())
def test_law_a_file_with_a_slip_is_read_as_the_parser_reads_it(data: Any) -> None:
    text = TYPED.replace(" >-\n        long", " short")
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 3))
        more = data.draw(
            st.sampled_from(
                [
                    "",
                    " ",
                    "  ",
                    "\n",
                    ":",
                    ": ",
                    " #",
                    "# ",
                    "-",
                    "- ",
                    "'",
                    '"',
                    "[",
                    "]",
                    ",",
                    "~",
                    "\t",
                    "x",
                    "\n ",
                    "\n- ",
                    "|",
                ]
            )
        )
        text = text[:place] + more + text[place + gone :]
    agrees(text)


def test_a_file_that_is_cut_off_anywhere_is_read_as_the_parser_reads_it() -> None:
    text = TYPED.replace(" >-\n        long", " short")
    read = [agrees(text[:end]) for end in range(len(text))]
    assert sum(read) > len(read) // 4


@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_the_limit_on_depth_is_that_of_the_parser(depth: int) -> None:
    limits = Limits(depth=depth)
    for text in ("a: b", "a:\n  b: c", "a:\n- b: c", "a:\n  b:\n    c: d", "a: [b]"):
        told = plain_blocks(text, limits)
        assert told is None or told == by_the_parser(text, limits)


def test_a_key_that_no_parser_takes_is_not_read() -> None:
    for length in (900, 1_000, 1_001, 1_020, 1_025, 1_100):
        agrees(f"{'k' * length}: v")
    assert plain_blocks(f"{'k' * 1_100}: v") is None
