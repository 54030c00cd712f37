"""YAML: the plain core is read, the rest is refused in its place, and what we write comes back the same."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml as library
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, LimitExceeded, UnreadableInput
from armsdeals.formats import yaml
from armsdeals.formats._base import format_named
from armsdeals.wire.limits import Limits
from armsdeals.wire.tree import Node

PARSERS = ["C", "Python"]
NASTY = [
    "NO", "no", "yes", "on", "y", "True", "true", "null", "Null", "~", "", " ", "0123", "0o17", "0x1F", "1_000", "1:30", "1e5",
    "14", "-0", ".inf", ".nan", "2017-09-12", "2017-09-12T10:00:00Z", "<<", "=", "a #b", "a # b", "#", "a: b", "a:", ":", "- a",
    "-", "? a", "!x", "&x", "*x", "%x", "@x", "`x", "|", ">", ">-\n x", "{", "}", "[a]", ",", "'", '"', "\\", "---", "...", "--- a",
    " lead", "trail ", "\ttab", "a\tb", "a\n", "\n", "\n\n", "a\nb", "a\n b", " a\nb", "a \nb", "a\n\n\nb ", "a\r\nb", "a\rb", "\x07",
    "\x1b[31m", "\x7f", "a\x85b", "a\u2028b", "\u2029", "\ufeffa", "a\ufeffb", "\ufffe", "\uffff", "a\u00a0b", "\u200b", "\u202e",
    "😀", "word " * 60, "a  b " * 60, "x" * 500, "long: " * 50, "'quoted' " * 30, "Fikri Is\u0131k: „so“ " * 20,
]  # fmt: skip


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run with the parser written in C and with the one written in Python."""
    if request.param == "Python":
        monkeypatch.delattr(library, "CSafeLoader", raising=False)
        monkeypatch.delattr(library, "CSafeDumper", raising=False)
        yaml._dumper.cache_clear()
    elif not hasattr(library, "CSafeLoader"):
        pytest.skip("PyYAML was built without its C parser")
    yield request.param
    yaml._dumper.cache_clear()


def plain(node: Node) -> Any:
    if node.kind == "map":
        return {pair.key: plain(pair.node) for pair in node.value}
    return [plain(item) for item in node.value] if node.kind == "list" else (node.kind, node.value)


@pytest.mark.usefixtures("parser")
def test_scalars_are_text_or_plain_and_know_their_place() -> None:
    node = yaml.parse(b"a: NO\nb: 'NO'\nc:\n  - 2017-09-12\n  - >-\n    x\n    y\nd:\n")
    assert plain(node) == {
        "a": ("plain", "NO"),
        "b": ("text", "NO"),
        "c": [("plain", "2017-09-12"), ("text", "x y")],
        "d": ("null", ""),
    }
    assert [(pair.key, pair.line, pair.column) for pair in node.value] == [
        ("a", 1, 1),
        ("b", 2, 1),
        ("c", 3, 1),
        ("d", 8, 1),
    ]
    assert (node.value[2].node.value[0].line, node.value[2].node.value[0].column) == (4, 5)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: &x b\n", 1, 4, "the anchor &x is not read; leave it out, or put the words in quotes"),
        ("a: *x\n", 1, 4, "the alias *x is not read; write the value out"),
        ("a: !!int 5\n", 1, 4, "the tag tag:yaml.org,2002:int is not read; leave it out"),
        ("a: !x {b: c}\n", 1, 4, "the tag !x is not read; leave it out"),
        ("a: &x [b]\n", 1, 4, "the anchor &x is not read; leave it out, or put the words in quotes"),
        ("b: c\n<<: d\n", 2, 1, "the merge key << is not read; write the fields out"),
        ("{a: b}: c\n", 1, 1, "a key that is no text is not read"),
        ("*x : c\n", 1, 1, "the alias *x is not read; write the value out"),
        ("a: b #4711\n", 1, 4, 'the text ends at " #", where a comment begins; quote the text, or write "# " for a comment'),
    ],
)  # fmt: skip
def test_what_is_not_read_stands_in_the_tree_as_refused(text: str, line: int, column: int, said: str) -> None:
    pair = yaml.parse(text.encode()).value[-1]
    assert pair.node == Node("refused", said, line, column)


@pytest.mark.usefixtures("parser")
def test_a_comment_after_a_blank_is_a_comment() -> None:
    assert plain(yaml.parse(b"a: b # c\nd: 'e' # f\n#g\n")) == {"a": ("plain", "b"), "d": ("text", "e")}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"a: 1\n---\nb: 2\n", 2, "a second document is not read"),
        (b"%YAML 1.1\n---\na: 1\n", 1, "a directive"),
        (b"a:\n\tb: 1\n", 2, "a tab stands where YAML wants blanks"),
        (b'a: "b\n', 1, "a quotation mark is opened here and not closed"),
        (b"a: [b\n", 1, "a bracket or brace is opened here and not closed"),
        (b"a: {b: 1, b\n", 1, "a bracket or brace is opened here and not closed"),
        (b"a:\n  - b\n c: 1\n", 3, "does not fit the indentation"),
        (b"- a\nb: 1\n", 2, "does not fit the indentation"),
        (b'a: "\\q"\n', 1, "an unknown escape"),
        (b"a: 1\nb: \x01\n", 2, r"the character U\+0001 cannot stand in a YAML file"),
        (b"}\n", 1, "a value is missing here"),
        (b"a: \xff\n", 1, "not UTF-8"),
    ],
)
def test_what_is_no_yaml_is_refused_in_our_words(data: bytes, line: int, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said) as caught:
        yaml.parse(data)
    assert caught.value.line == line
    assert caught.value.column is not None


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Rostec: four", 'a second ": " stands in this line'),
        ("@x", "words that begin with '@' must stand in quotes"),
        ("`x", "words that begin with '`' must stand in quotes"),
        ("%x", "words that begin with '%' must stand in quotes"),
        ("&", "words that begin with & or"),
        ("!<", "words that begin with ! must"),
        ("|x", "words that begin with | or > must"),
    ],
)
def test_a_slip_in_one_value_is_refused_there_and_the_rest_is_read(value: str, said: str) -> None:
    first, between, second = yaml.parse(f"a: {value}\nb: c\nd:\n  - e: {value}\n".encode()).value
    assert (first.node.kind, first.node.line) == ("refused", 1)
    assert first.node.value.startswith(said)
    assert between.node == Node("plain", "c", 2, 4)
    (below,) = second.node.value[0].value
    assert (below.node.kind, below.node.line) == ("refused", 4)
    assert below.node.column - first.node.column == len("  - ")


@pytest.mark.usefixtures("parser")
def test_where_more_is_wrong_than_values_the_first_fault_is_told() -> None:
    with pytest.raises(UnreadableInput, match='a second ": "') as caught:
        yaml.parse(b"a: b: c\nd: [e\n")
    assert caught.value.line == 1


@pytest.mark.usefixtures("parser")
def test_a_long_file_is_not_read_again_for_each_of_its_faults() -> None:
    with pytest.raises(UnreadableInput, match='a second ": "'):
        yaml.parse(b"a: b: c\n" + b"# " + b"x" * 300_000)


@pytest.mark.usefixtures("parser")
def test_an_escape_beyond_unicode_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="this is no YAML"):
        yaml.parse(b'a: "\\UFFFFFFFF"\n')


@pytest.mark.usefixtures("parser")
def test_an_empty_file_holds_nothing() -> None:
    assert yaml.parse(b"# only a comment\n").kind == "null"
    assert yaml.parse(b"").kind == "null"


@pytest.mark.usefixtures("parser")
def test_deep_nesting_is_refused_before_it_is_reached() -> None:
    assert yaml.parse(b"[" * 64 + b"]" * 64).kind == "list"
    for data in (b"[" * 65 + b"]" * 65, b"[" * 500_000, b"- " * 500_000, b"{a: " * 500_000):
        with pytest.raises(LimitExceeded) as caught:
            yaml.parse(data)
        assert caught.value.line == 1


def test_a_document_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(LimitExceeded, match=r"Limits\.yaml_bytes"):
        format_named("yaml").parse(b"a" * 11, Limits(yaml_bytes=10))


@pytest.mark.usefixtures("parser")
def test_an_alias_bomb_is_never_expanded() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    node = yaml.parse("\n".join(rows).encode())
    assert {pair.node.kind for pair in node.value} == {"refused"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_survive_as_values_and_in_lists(text: str) -> None:
    data = yaml.write({"a": text, "b": [text, {"c": text}]})
    back = plain(yaml.parse(data))
    assert back["a"][1] == text
    assert back["b"][0][1] == text
    assert back["b"][1]["c"][1] == text
    assert {back["a"][0], back["b"][0][0]} <= {"text", "plain"}


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40) | st.lists(
    st.sampled_from([*NASTY, "\n", " ", "#", ": ", "- ", "'", '"', "\x85", "\u2028", "\t"]), max_size=6
).map("".join)


@given(ANY_TEXT)
def test_law_every_text_comes_back_from_yaml(text: str) -> None:
    node = yaml.parse(yaml.write({"a": [text], "b": {"c": text}}))
    assert plain(node)["a"][0][1] == text
    assert plain(node)["a"][0][0] in ("text", "plain")
    assert plain(node)["b"]["c"][1] == text


@pytest.mark.usefixtures("parser")
def test_writing_never_uses_anchors() -> None:
    same = {"publisher": "TASS"}
    assert yaml.write({"a": same, "b": same}) == b"a:\n  publisher: TASS\nb:\n  publisher: TASS\n"


@given(
    st.binary(max_size=60) | st.text(alphabet="ab:-[]{}&*!|>'\"%@`?#,\\ \n\t<~0\x85\ufeff", max_size=60).map(str.encode)
)
def test_law_any_bytes_give_a_tree_or_our_error(data: bytes) -> None:
    try:
        line = yaml.parse(data).line
    except ArmsDealsError as error:
        line = error.line
    assert line is not None


def test_the_package_and_json_do_not_load_yaml() -> None:
    code = "import sys, armsdeals, armsdeals.formats.json, armsdeals.formats._base, armsdeals._desk; print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own text
    assert done.stdout == "False\n"


CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"


def cases(name: str) -> Any:
    path = CORPORA / name / "cases.json"
    if not path.is_file():
        pytest.skip(f"the corpus {name} is not beside this checkout")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("parser")
def test_the_public_corpus_gives_trees_or_our_errors() -> None:
    taken, unplaced = 0, []
    for case in cases("yaml-test-suite"):
        try:
            yaml.parse(base64.b64decode(case["yaml_b64"]))
            taken += 1
        except ArmsDealsError as error:
            unplaced += [case["id"]] if error.line is None else []
    assert unplaced == []
    assert taken > 100
