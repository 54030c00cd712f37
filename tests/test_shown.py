"""How data is shown: nothing that hides, nothing that forges, nothing too long."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from armsdeals._shown import LONGEST, path_text, plain, shown


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("two\nlines", r"two\nlines"),
        ("a\tb\rc", r"a\tb\rc"),
        ("\x00\x7f\x85", r"\x00\x7f\x85"),
        ("pay\u202eDSU", r"pay\u202eDSU"),
        ("\u2066isolate\u2069", r"\u2066isolate\u2069"),
        ("\u200e\u200f\u061c", r"\u200e\u200f\u061c"),
        ("S\u200b-400", r"S\u200b-400"),
        ("soft\u00adhyphen", r"soft\xadhyphen"),
        ("\ufeffmark", r"\ufeffmark"),
        ("line\u2028para\u2029", r"line\u2028para\u2029"),
        ("filler\u3164\u115f\u2800", r"filler\u3164\u115f\u2800"),
        ("variant\ufe0f", r"variant\ufe0f"),
        ("variant\U000e0100", r"variant\U000e0100"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("private\ue000", r"private\ue000"),
        ("half\ud800", r"half\ud800"),
    ],
)
def test_what_hides_is_written_out(text: str, printed: str) -> None:
    assert plain(text) == printed


@pytest.mark.parametrize(
    "text",
    ["plain", "Türkiye", "Алмаз-Антей", "红旗-9", "ราชอาณาจักรไทย", "ישראל", "الجزائر", "हिन्दी", "한국", "Å", "e\u0301", "🚀🛰", "¿€№?", "Việt Nam"],
)  # fmt: skip
def test_letters_of_any_script_and_plain_emoji_stay(text: str) -> None:
    assert plain(text) == text
    assert shown(text) == f"'{text}'"


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("four", "'four'"),
        (" four ", "' four '"),
        ("", "''"),
        ("O'Brien", '"O\'Brien"'),
        ("both ' and \"", "'both \\' and \"'"),
        ("back\\slash", r"'back\\slash'"),
        ("new\nline", r"'new\nline'"),
        (r"new\nline", r"'new\\nline'"),
        (4, "4"),
        (None, "None"),
        (b"\xff", r"b'\xff'"),
        (["a\u202eb"], r"['a\u202eb']"),
    ],
)
def test_a_value_is_quoted_so_that_its_ends_are_seen(value: object, quoted: str) -> None:
    assert shown(value) == quoted


def test_a_long_text_is_cut_and_marked() -> None:
    assert plain("abcdef", longest=4) == "abc…"
    assert plain("abcd", longest=4) == "abcd"
    assert shown("x" * 1000) == "'" + "x" * (LONGEST - 1) + "…'"
    assert len(shown(list(range(10_000)))) == LONGEST


def test_a_value_that_python_itself_cannot_print_is_named_instead() -> None:
    nest: list[object] = []
    for _ in range(100_000):
        nest = [nest]
    assert shown(10**5_000) == "a int too large to show"
    assert shown(nest) == "a list too large to show"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("deals",), "deals"),
        (("deals", 0, "lines", 1, "id"), "deals[0].lines[1].id"),
        ((3,), "[3]"),
        ((3, "id"), "[3].id"),
        ((0, 1), "[0][1]"),
        (("evil\u202ename",), r"evil\u202ename"),
        (("two\nlines", 0), r"two\nlines[0]"),
    ],
)
def test_a_path_reads_as_one_would_index_it(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text


def test_a_step_of_a_path_is_cut_too() -> None:
    assert path_text(("deals", "k" * 500)) == "deals." + "k" * (LONGEST - 1) + "…"


@given(st.text())
def test_law_no_control_or_format_character_is_ever_printed(text: str) -> None:
    for printed in (plain(text), shown(text), path_text((text,))):
        assert {unicodedata.category(c) for c in printed}.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@given(st.text(st.characters(categories=["L", "N"])))
def test_law_letters_and_numbers_are_left_as_they_are(text: str) -> None:
    blank = "\u115f\u1160\u3164\uffa0"
    assert plain(text) == text or any(c in blank for c in text)


@given(st.text(max_size=LONGEST), st.text(max_size=LONGEST))
def test_law_different_texts_are_shown_differently(one: str, other: str) -> None:
    assert (shown(one) == shown(other)) == (one == other)


@given(st.text(max_size=30))
def test_law_a_shown_text_closes_its_quote_once(text: str) -> None:
    printed = shown(text)
    quote, body = printed[0], printed[1:-1]
    bare = body.replace("\\\\", "").replace("\\" + quote, "")
    assert printed[-1] == quote
    assert quote not in bare


@pytest.mark.parametrize(("blank", "escaped"), [("\u00a0", "\\xa0"), ("\u2003", "\\u2003"), ("\u3000", "\\u3000")])
def test_a_blank_that_is_no_common_one_is_seen_in_a_message(blank: str, escaped: str) -> None:
    assert shown(f"a{blank}b") == f"'a{escaped}b'"
    assert plain(f"a{blank}b") == f"a{blank}b"
