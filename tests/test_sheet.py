"""Tables for terminals and notebooks: aligned, within the width, and escaped."""

import re
from html import escape

import pytest
from hypothesis import given, strategies as st

from armsdeals import strategies as ads
from armsdeals._card import columns
from armsdeals._sheet import WIDTH, drawn, html_table, left_out, wrapped


def test_words_stand_at_the_left_and_numbers_at_the_right() -> None:
    text = drawn(("a", "n"), [("long", "1"), ("b", "22")], left=(True, False))
    assert text == "a      n\nlong   1\nb     22"


def test_wide_letters_count_for_two_columns() -> None:
    assert drawn(("a", "n"), [("地対空", "1"), ("bcdefg", "2")], left=(True, False)).splitlines()[1:] == [
        "地対空  1",
        "bcdefg  2",
    ]


def test_a_table_with_few_rows_is_turned_when_it_is_too_wide() -> None:
    assert drawn(("one", "two", "three"), [("x" * 9, "y" * 9, "z" * 9)], left=(True,) * 3, width=20) == (
        "one    xxxxxxxxx\ntwo    yyyyyyyyy\nthree  zzzzzzzzz"
    )


def test_a_table_of_a_notebook_is_turned_only_if_it_may_and_is_too_wide() -> None:
    head, wide, short = ("one", "two", "three"), [("x" * 99, "y" * 99, "z")], [("x", "y", "z")]
    cells = re.compile(r"<t[hd] [^>]*>(?:<bdi>)?([^<]*)")
    assert cells.findall(html_table("", head, wide, may_turn=True)) == ["one", "x" * 99, "two", "y" * 99, "three", "z"]
    for told in (html_table("", head, wide), html_table("", head, wide * 3, may_turn=True)):
        assert cells.findall(told)[:3] == list(head)
    assert html_table("", head, short, may_turn=True) == html_table("", head, short)
    assert html_table("", head, [], may_turn=True) == html_table("", head, [])


def test_what_is_left_out_is_counted_in_one_or_in_many() -> None:
    assert [left_out(0), left_out(-3), left_out(1), left_out(1200), left_out(2, "column")] == [
        [], [], ["and 1 more row"], ["and 1,200 more rows"], ["and 2 more columns"]
    ]  # fmt: skip


def test_a_table_with_many_rows_breaks_the_lines_of_its_cells() -> None:
    rows = [("word " * 8, "n"), ("b", "m"), ("c", "o")]
    lines = drawn(("a", "b"), rows, left=(True, True), width=20).splitlines()
    assert lines[:3] == ["a                  b", "word word word     n", "word word word"]


def test_a_cut_cell_says_that_there_is_more() -> None:
    lines = drawn(("a", "b"), [("word " * 40, "n")] * 3, left=(True, True), width=30, most=2).splitlines()
    assert lines[2].endswith("…")
    assert len(lines) == 7


def test_hidden_characters_are_escaped() -> None:
    assert drawn(("a",), [("x\u202ey\x1b",)], left=(True,)) == "a\nx\\u202ey\\x1b"


@pytest.mark.parametrize("text", ["<b>", "a & <i>b", '"<u>', "</td><script>"])
def test_html_holds_no_tag_of_a_cell(text: str) -> None:
    html = html_table(text, (text,), [(text,)], left=(True,), below=(text,))
    assert set(re.findall(r"</?([a-z]+)", html)) == {
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "ul", "li"
    }  # fmt: skip
    assert html.count(escape(text)) == 4


@given(ads.texts(), st.integers(1, 20))
def test_law_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, width: int) -> None:
    plain = "".join(c for c in text if c.isprintable())
    lines = wrapped(plain, width)
    assert all(columns(line) <= max(width, 2) for line in lines)
    assert "".join(lines).replace(" ", "") == plain.replace(" ", "")


@given(st.lists(st.lists(ads.texts(max_size=60), min_size=5, max_size=5), min_size=1, max_size=4))
def test_law_a_drawn_table_fits_the_terminal(rows: list[list[str]]) -> None:
    text = drawn(list("abcde"), rows, left=[True] * 5)
    assert all(columns(line) <= WIDTH for line in text.split("\n"))
