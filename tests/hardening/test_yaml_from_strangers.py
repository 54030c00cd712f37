"""YAML that means no good: tags, anchors, bombs and what YAML takes for something else; each is refused by its code."""
# ruff: noqa: RUF001  # digits and letters of other scripts are what is tried here

from __future__ import annotations

import pytest

from armsdeals._desk import loads
from armsdeals.errors import LONGEST_MESSAGE, ArmsDealsError, InvalidDeals

HEAD = "armsdeals: 1\ndeals:\n- id: demo\n"


def deal(inside: str) -> str:
    """Return a document of one deal with these lines behind its id."""
    return HEAD + "".join(f"  {line}\n" for line in inside.split("\n"))


def codes(data: bytes | str) -> set[str]:
    """Return what is told: the code of the refusal, or those of all faults; nothing where the document is read."""
    try:
        loads(data, format="yaml")
    except InvalidDeals as error:
        return {issue.code for issue in error.issues.errors}  # type: ignore[attr-defined]
    except ArmsDealsError as error:
        return {error.code}
    return set()


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
UNREADABLE: dict[str, bytes | str] = {
    "UTF-16": HEAD.encode("utf-16"),
    "UTF-16 without a mark": HEAD.encode("utf-16-le"),
    "UTF-32": HEAD.encode("utf-32"),
    "Latin 1": deal("title: Türkiye").encode("latin-1"),
    "an overlong slash": HEAD.encode() + b"  title: \xc0\xaf\n",
    "half a pair in UTF-8": HEAD.encode() + b"  title: \xed\xa0\x80\n",
    "a NUL": deal("title: a\0b"),
    "an escape character": deal("title: \x1b[31mred"),
    "a bell": deal("title: \x07"),
    "a delete character": deal("title: a\x7fb"),
    "a non-character": deal("title: a\ufffeb"),
    "a C1 control": deal("title: a\x9fb"),
    "tabs for blanks": "armsdeals: 1\ndeals:\n-\tid: demo\n\ttitle: x\n",
    "a quote that is not closed": deal('title: "x'),
    "a bracket that is not closed": deal("lines: [a"),
    "an unknown escape": deal(r'title: "\q"'),
    "half of a pair as an escape": deal(r'title: "\uD800"'),
    "a huge escape": deal(r'title: "\UFFFFFFFF"'),
    "an escape beyond Unicode": deal(r'title: "\U00110000"'),
    "a key that is no key": HEAD + "words\n",
    "JSON with a tail": '{"armsdeals": 1, "deals": []} x',
    "a web page": "<!DOCTYPE html>\n<script>alert(1)</script>\n: x: y",
    "a zip file": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "random colons": ":::\n: :\n- :\n::- -",
}  # fmt: skip
NOT_READ = {
    "a second colon": deal("title: a: b"),
    "a cut escape": deal(r'title: "\u12"'),
    "a percent sign at the start": deal("title: %x"),
    "an at sign at the start": deal("title: @x"),
    "a grave accent at the start": deal("title: `x`"),
    "a block with a wrong indentation": deal("title: |9999\n  x"),
    "a tag of Python": deal("title: !!python/object/apply:os.system [true]"),
    "a tag of a module": deal("title: !!python/module:os"),
    "a tag that changes nothing": deal("title: !!str x"),
    "a tag of bytes": deal("title: !!binary aGk="),
    "a tag of a set": deal("title: !!set {a}"),
    "a tag of its own": deal("title: !secret x"),
    "a tag by its address": deal("title: !<tag:yaml.org,2002:python/name:os.system> x"),
    "a lone exclamation mark": deal("title: ! x"),
    "a tag on a key": deal("!!str title: x"),
    "a tag on a list": deal("lines: !!seq []"),
    "a tag on the document": "!!map\narmsdeals: 1\ndeals: []\n",
    "an anchor that nothing uses": deal("title: &a x"),
    "an anchor on a key": deal("&a title: x"),
    "an alias": deal("title: &a x\nnote: *a"),
    "an alias of itself": deal("lines: &a [*a]"),
    "a bomb of aliases": HEAD + "  lines: [" + "&a [x], " + "*a, " * 10_000 + "]\n",
    "a merge key": deal("<<: {title: x}"),
    "a merge key of an alias": deal("parties: &a []\n<<: *a"),
    "a list as a key": deal("? [a]\n: x"),
    "an object as a key": deal("{a: b}: x"),
    "a second document": HEAD + "---\n" + HEAD,
    "a second document that is empty": HEAD + "---\n",
    "a directive of YAML": "%YAML 1.1\n---\n" + HEAD,
    "a directive of tags": "%TAG ! tag:yaml.org,2002:python/\n---\n" + HEAD,
    "a text that ends at a number sign": deal("title: Option 1 #3"),
    "an empty block": deal("title: |"),
}
FAULTY = {
    "nothing": ("", {"not-read"}),
    "a comment alone": ("# deals\n", {"not-read"}),
    "a document of nothing": ("---\n...\n", {"not-read"}),
    "a text": ("deals", {"wrong-type"}),
    "a list": ("- id: demo", {"wrong-type"}),
    "the next version": ("armsdeals: 2\ndeals: []\n", {"unsupported-version"}),
    "a version of many digits": (f"armsdeals: {'1' * 100_000}\ndeals: []\n", {"unsupported-version"}),
    "a version as text": ("armsdeals: '1'\ndeals: []\n", {"wrong-type"}),
    "a version with a point": ("armsdeals: 1.0\ndeals: []\n", {"wrong-type"}),
    "a version in hexadecimal": ("armsdeals: 0x1\ndeals: []\n", {"wrong-type"}),
    "a version in other digits": ("armsdeals: ١\ndeals: []\n", {"wrong-type"}),
    "a version of yes": ("armsdeals: yes\ndeals: []\n", {"wrong-type"}),
    "an empty version": ("armsdeals:\ndeals: []\n", {"wrong-type"}),
    "the version twice": ("armsdeals: 1\narmsdeals: 1\ndeals: []\n", {"duplicate-key"}),
    "a key twice": (deal("title: x\ntitle: y"), {"duplicate-key"}),
    "a key twice, once in quotes": (deal('title: x\n"title": y'), {"duplicate-key"}),
    "a key twice, once as an escape": (deal('title: x\n"tit\\u006ce": y'), {"duplicate-key"}),
    "__proto__": (deal("__proto__: {title: x}"), {"unknown-key"}),
    "a key of a number": (deal("5: x"), {"unknown-key"}),
    "a key of null": (deal("~: x"), {"unknown-key"}),
    "a key of a look-alike": (deal("titlе: x"), {"unknown-key"}),  # a Cyrillic letter
    "an escaped NUL": (deal(r'title: "a\0b"'), {"bad-value"}),
    "a number of a million digits for a text": (deal("prices:\n- value: " + "9" * 1_000_000), {"bad-value"}),
    "a sexagesimal number for a date": (deal("history:\n- when: 190:20:30\n  stage: TALKS"), {"bad-value"}),
    "an octal number for a date": (deal("history:\n- when: 0o3741\n  stage: TALKS"), {"bad-value"}),
    "a float for a date": (deal("history:\n- when: 2017.5\n  stage: TALKS"), {"bad-value"}),
    "a time stamp that YAML moves": (deal("history:\n- when: 2017-09-12t25:00:00Z\n  stage: TALKS"), {"bad-value"}),
    "an endless number": (deal("prices:\n- value: .inf"), {"bad-value"}),
    "no number": (deal("prices:\n- value: .nan"), {"bad-value"}),
    "yes for true": (deal("history:\n- when: '2017'\n  stage: SIGNED\n  back: yes"), {"wrong-type"}),
    "a tilde for a text": (deal("title: ~"), {"wrong-type"}),
    "a long text": (deal("note: " + "x" * 1_000_001), {"limit-exceeded"}),
    "one id twice": ("deals:\n- id: a\n- id: a\n", {"duplicate-id"}),
    "an id that climbs": ("deals:\n- id: ../a\n", {"bad-value"}),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_yaml_is_refused_as_unreadable(name: str) -> None:
    assert codes(UNREADABLE[name]) == {"unreadable"}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_yaml_has_and_we_do_not_read_is_refused_as_such(name: str) -> None:
    assert "not-read" in codes(NOT_READ[name])


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_no_document_of_deals_is_told_by_its_code(name: str) -> None:
    text, wanted = FAULTY[name]
    assert codes(text) == wanted


@pytest.mark.parametrize("text", [BOMB, *NOT_READ.values(), *(text for text, _ in FAULTY.values())])
def test_the_message_is_short_and_can_be_printed(text: str) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        loads(text, format="yaml")
    assert str(caught.value).replace("\n", "").isprintable()
    assert len(caught.value.message) <= LONGEST_MESSAGE


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "- " * 10_000 + "x", "{a: " * 10_000, "? " * 10_000, deal("note: " + "[" * 70 + "]" * 70), "\n".join(" " * n + "a:" for n in range(200))],
    ids=["lists", "lists in a line", "objects", "explicit keys", "inside of a deal", "by indentation"],
)  # fmt: skip
def test_what_is_nested_too_deep_is_refused_before_its_depth_is_reached(text: str) -> None:
    assert codes(text) == {"limit-exceeded"}


KEPT = {
    "NO": "NO", "0123": "0123", "on": "on", "1_000": "1_000", "0x1F": "0x1F", "12:30:45": "12:30:45",
    "2017-09-12": "2017-09-12", "1e3": "1e3", "=": "=", ".inf": ".inf", "'~'": "~", "'null'": "null", "x\u202ey": "x\u202ey",
    "a\u200bb": "a\u200bb", "'a\u2028b'": "a\u2028b", "true": "true", "yes": "yes", "=cmd|'/c calc'!A0": "=cmd|'/c calc'!A0",
}  # fmt: skip


@pytest.mark.parametrize("typed", KEPT)
def test_what_other_programs_take_for_something_else_stays_the_text_it_is(typed: str) -> None:
    assert loads(deal(f"title: {typed}"), format="yaml")["demo"].title == KEPT[typed]


WRITTEN = {
    "a head of nothing": ("history:\n- ''\n", "not-read"),
    "a head of a date alone": ("history:\n- 2017\n", "not-read"),
    "a head of a list": ("history:\n- [2017, talks]\n", "not-read"),
    "a head of an empty list": ("history:\n- []\n", "wrong-type"),
    "a head with a bidi control": ("history:\n- 2017 \u202etalks\n", "not-read"),
    "a head with half of a pair": ('history:\n- "2017 talks \\uD800"\n', "unreadable"),
    "a head of 100,000 words": ("history:\n- 2017 talks" + " x" * 100_000 + "\n", "not-read"),
    "a price of a script": ("price: <script>alert(1)</script>\n", "not-read"),
    "a price of other digits": ("price: ٣ USD\n", "not-read"),
    "a price of a million noughts": ("price: 1e1000000 USD\n", "not-read"),
    "parties of a number": ("parties: 5\n", "wrong-type"),
    "parties that are nested": ("parties:\n  supplier: {a: {b: {c: d}}}\n", "unknown-key"),
    "lines of null": ("lines:\n  a:\n", "missing"),
    "a line called __proto__": ("lines:\n  __proto__:\n    system: X\n", "not-read"),
    "sources of a list": ("sources: [TASS]\n", "unknown-source"),
    "a source that is cited and not there": ("history:\n- 2017 talks @tass\n", "unknown-source"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_hostile_short_forms_are_told_by_their_code(name: str) -> None:
    text, wanted = WRITTEN[name]
    assert wanted in codes(f"id: demo\n{text}")
