"""The careful reader on small classes: each fault has its code, its place, what was found and the remedy."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pytest
from attrs import field, frozen

from armsdeals._fields import Count, Key, Leaf, Name, Text, Word, checked
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.formats import yaml
from armsdeals.values.evidence import Evidence
from armsdeals.wire.careful_reader import read_object
from armsdeals.wire.careful_writer import written
from armsdeals.wire.evidence_table import SourceTable
from armsdeals.wire.faults import FAULT, Faults
from armsdeals.wire.limits import Limits
from armsdeals.wire.scope import Scope, keys_of
from armsdeals.wire.tree import node_of


class Colour(Word):
    RED = "RED"
    GREEN = "GREEN"


class Mark(Leaf):
    """Capitals, for a leaf with a rule of its own."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        if text == "CRASH":
            raise ZeroDivisionError("division by zero")
        if not text.isupper():
            raise InvalidValue(f"{shown(text)} is not in capitals")
        self._set(text=text)


def to_mark(value: str | Mark) -> Mark:
    return value if isinstance(value, Mark) else Mark(value)


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Craft:
    KINDS: ClassVar[dict[str, Any]] = {}

    note: Text = ""


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Boat(Craft):
    kind: Literal["boat"] = "boat"
    oars: Count = 2


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Plane(Craft):
    kind: Literal["plane"] = "plane"
    wings: Count


Craft.KINDS.update(boat=Boat, plane=Plane)


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Port:
    name: Name
    key: Key = ""
    berths: Count | None = None
    colour: Colour | None = None
    mark: Mark = field(default=Mark("X"), converter=to_mark)
    is_open: bool | None = None
    is_free: bool = False
    craft: tuple[Craft, ...] = ()
    best: Boat | None = None
    names: tuple[Name, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.best is not None and self.best not in self.craft:
            raise InvalidValue("the best boat is not in the port", path=("best", "oars"))
        if self.name == "Atlantis":
            raise ZeroDivisionError("it sank")


def scope(**limits: int) -> Scope:
    table = SourceTable()
    table.entries["tass"] = Evidence(id="tass", publisher="TASS")
    return Scope(faults=Faults(100), limits=Limits(**limits), tables=(table,))


def told(document: str, **limits: int) -> list[tuple[Any, ...]]:
    """Read a port from YAML and return line, column, path and code of every fault."""
    here = scope(**limits)
    port = read_object(Port, yaml.parse(document.encode()), (), here)
    issues = here.faults.issues()
    assert (port is FAULT) == bool(issues)
    return [(issue.line, issue.column, issue.where, issue.code) for issue in issues]


def issue_in(value: Any) -> Any:
    """Read a port from a plain tree with one fault and return the issue."""
    here = scope()
    assert read_object(Port, node_of(value), (), here) is FAULT
    (issue,) = here.faults.issues()
    return issue


def test_sound_parts_become_objects() -> None:
    text = """\
name: NO
berths: 14
colour: green
mark: A
is_open: true
is_free: false
craft: [{kind: boat, oars: 4}, {kind: plane, wings: 2, note: '~'}]
best: {oars: 4}
names: [0123, 2017-09-12, "null", yes]
evidence: [tass, {publisher: AP}]
"""
    here = scope()
    port = read_object(Port, yaml.parse(text.encode()), (), here)
    assert not here.faults.issues()
    assert port == Port(
        name="NO",
        berths=14,
        colour=Colour.GREEN,
        mark=Mark("A"),
        is_open=True,
        craft=(Boat(oars=4), Plane(wings=2, note="~")),
        best=Boat(oars=4),
        names=("0123", "2017-09-12", "null", "yes"),
        evidence=(Evidence(id="tass", publisher="TASS"), Evidence(publisher="AP")),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: [a]", (1, 7, "name", "wrong-type")),
        ("name: ''", (1, 7, "name", "out-of-range")),
        ('name: "a\\0b"', (1, 7, "name", "bad-value")),
        ("name: ~", (1, 7, "name", "wrong-type")),
        ("name:", (1, 6, "name", "wrong-type")),
        ("name: a\nkey: Ä", (2, 6, "key", "bad-value")),
        ("name: a\nberths: x", (2, 9, "berths", "wrong-type")),
        ("name: a\nberths: '14'", (2, 9, "berths", "wrong-type")),
        ("name: a\nberths: 14.0", (2, 9, "berths", "wrong-type")),
        ("name: a\nberths: 014", (2, 9, "berths", "out-of-range")),
        ("name: a\nberths: -1", (2, 9, "berths", "out-of-range")),
        ("name: a\nberths: 1000000001", (2, 9, "berths", "out-of-range")),
        ("name: a\nberths: " + "9" * 5000, (2, 9, "berths", "out-of-range")),
        ("name: a\nberths: \u0661", (2, 9, "berths", "wrong-type")),
        ("name: a\ncolour: blue", (2, 9, "colour", "not-in-list")),
        ("name: a\ncolour: {}", (2, 9, "colour", "wrong-type")),
        ("name: a\nmark: low", (2, 7, "mark", "bad-value")),
        ("name: a\nmark: CRASH", (2, 7, "mark", "bad-value")),
        ("name: a\nis_open: yes", (2, 10, "is_open", "wrong-type")),
        ("name: a\nis_free: ~", (2, 10, "is_free", "wrong-type")),
        ("name: a\nnames: b", (2, 8, "names", "wrong-type")),
        ("name: a\nnames: [b, [c]]", (2, 12, "names[1]", "wrong-type")),
        ("name: a\ncraft: [{oars: 1}]", (2, 9, "craft[0].kind", "missing")),
        ("name: a\ncraft: [{kind: bote}]", (2, 16, "craft[0].kind", "not-in-list")),
        ("name: a\ncraft: [{kind: [boat]}]", (2, 16, "craft[0].kind", "wrong-type")),
        ("name: a\ncraft: [boat]", (2, 9, "craft[0]", "wrong-type")),
        ("name: a\ncraft: [{kind: plane}]", (2, 9, "craft[0].wings", "missing")),
        ("name: a\nbest: {kind: plane}", (2, 14, "best.kind", "not-in-list")),
        ("name: a\nbest: {kind: {}}", (2, 14, "best.kind", "wrong-type")),
        ("name: a\nevidence: tass", (2, 11, "evidence", "wrong-type")),
        ("name: a\nevidence: [tas]", (2, 12, "evidence[0]", "unknown-source")),
        ("name: a\nevidence: [[tass]]", (2, 12, "evidence[0]", "wrong-type")),
        ("name: a\nevidence: [{title: b, kind: article, titel: c}]", (2, 38, "evidence[0].titel", "unknown-key")),
        ("nmae: a\nname: a", (1, 1, "nmae", "unknown-key")),
        ("name: a\nname: a", (2, 1, "name", "duplicate-key")),
        ("key: a", (1, 1, "name", "missing")),
        ("[]", (1, 1, "", "wrong-type")),
        ("", (1, 1, "", "wrong-type")),
        ("name: Atlantis", (1, 1, "", "inconsistent")),
        ("name: a\nbest:\n  oars: 3", (3, 9, "best.oars", "inconsistent")),
        ("name: &a a", (1, 7, "name", "not-read")),
        ("name: !!str a", (1, 7, "name", "not-read")),
        ("name: a\nnames: [*b]", (2, 9, "names[0]", "not-read")),
        ("name: a\n<<: {}", (2, 1, "<<", "not-read")),
        ("name: a\n? [b]\n: c", (2, 3, "?", "not-read")),
        ("name: a\n&b key: c", (2, 1, "?", "not-read")),
        ("name: contract #4711", (1, 7, "name", "not-read")),
    ],
)  # fmt: skip
def test_every_kind_of_fault_is_named_with_its_place(text: str, expected: tuple[Any, ...]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ({"name": 5}, "found the number 5 (expected text)", 'write it in quotes: "5"'),
        ({"name": 0.55}, "found the number 0.55 (expected text)", 'write it in quotes: "0.55"'),
        ({"name": True}, "found true (expected text)", 'write it in quotes: "true"'),
        ({"name": None}, "found nothing (expected text)", "leave the field out"),
        ({"name": {}}, "found an object (expected text)", ""),
        ({"name": "a", "berths": "14"}, "found '14' (expected a whole number)", "write it without quotes"),
        ({"name": "a", "berths": True}, "found true (expected a whole number)", ""),
        ({"name": "a", "berths": -1}, "-1 is too small (expected 0 or more)", ""),
        ({"name": "a", "colour": "rde"}, "'rde' is not a colour", "did you mean RED?"),
        ({"name": "a", "colour": "blue"}, "'blue' is not a colour", "expected one of RED, GREEN"),
        ({"name": "a", "is_open": 1}, "found the number 1 (expected true or false)", ""),
        ({"name": "a", "is_free": "true"}, "found 'true' (expected true or false)", ""),
        ({"name": "a", "names": "b"}, "found 'b' (expected a list)", "put it in brackets, even if it is one"),
        ({"name": "a", "names": None}, "found nothing (expected a list)", "leave the field out"),
        ({"name": "a", "craft": [{"kind": "bote"}]}, "'bote' is not known here", "did you mean boat?"),
        ({"name": "a", "evidence": ["tas"]}, "no source 'tas' in this file", "did you mean tass?"),
        ({"name": "a", "evidence": ["x"]}, "no source 'x' in this file", "declare it under evidence (sources in a typed file), or write the source itself here"),
        ({"name": "a", "berhts": 1}, "is not a field here", "did you mean berths?"),
        ({"name": "\ud800"}, "'\\ud800' holds half a surrogate pair", ""),
        ({"name": "a", "mark": "\ud800"}, "'\\ud800' holds half a surrogate pair", ""),
        ({"name": "a", "colour": "R\0D"}, "'R\\x00D' holds the character U+0000", ""),
    ],
)  # fmt: skip
def test_the_message_says_what_was_found_and_the_hint_what_to_do(value: Any, message: str, hint: str) -> None:
    issue = issue_in(value)
    assert (issue.message, issue.hint) == (message, hint)


def test_siblings_of_a_faulty_part_are_read() -> None:
    text = "name: 'a'\nberths: x\ncraft:\n- {kind: boat, oars: x}\n- {kind: plane, wings: -1}\nbogus: 1\n"
    assert [code for _, _, _, code in told(text)] == ["wrong-type", "wrong-type", "out-of-range", "unknown-key"]


def test_a_rule_across_fields_waits_until_all_fields_are_sound() -> None:
    assert [where for _, _, where, _ in told("name: a\nberths: x\nbest: {oars: 3}\n")] == ["berths"]


def test_a_rule_across_fields_carries_the_path_of_the_object() -> None:
    here = scope()
    assert read_object(Port, node_of({"name": "a", "best": {"oars": 1}}), ("ports", 3), here) is FAULT
    (issue,) = here.faults.issues()
    assert issue.path == ("ports", 3, "best", "oars")


@pytest.mark.parametrize("value", ["", "~", "null"])
def test_nothing_means_none_where_none_is_allowed(value: str) -> None:
    assert read_object(Port, yaml.parse(f"name: a\nberths: {value}\n".encode()), (), scope()) == Port(name="a")


def test_limits_on_texts_and_lists_are_faults_in_their_place() -> None:
    assert told("name: abcd\nnames: [a, b, c]\n", text=3, items=10) == [(1, 7, "name", "limit-exceeded")]
    assert told("name: a\nnames: [a, b, c]\n", items=2) == [(2, 8, "names", "limit-exceeded")]
    assert told("name: a\nkey: b\nberths: 1\n", items=2) == [(1, 1, "", "limit-exceeded")]


def test_after_the_first_hundred_faults_only_their_number_is_told() -> None:
    here = Scope(faults=Faults(100))
    text = "name: a\nnames:\n" + "- []\n" * 250
    assert read_object(Port, yaml.parse(text.encode()), (), here) is FAULT
    issues = here.faults.issues()
    assert len(issues) == 101
    assert issues[-1].code == "more-faults"
    assert issues[-1].message == "from here on 150 more faults were found and are not listed"
    assert (issues[-1].line, issues[-1].where) == (103, "names[100]")


def test_what_stands_in_events_is_sent_there_when_it_stands_beside_the_history() -> None:
    def hint(*known: str) -> str:
        scope = Scope()
        keys_of(node_of({"payments": [], "history": []}), (), scope, known=known)
        (issue,) = scope.faults.issues()
        return issue.hint

    assert hint("history", "assessments") == "it stands below the event that tells it, in history"


def test_the_writer_leaves_defaults_out_and_writes_the_tag_first() -> None:
    port = Port(name="a", craft=(Boat(oars=2, note="x"), Plane(wings=2)), is_open=False)
    assert written(port) == {
        "name": "a",
        "is_open": False,
        "craft": [{"kind": "boat", "note": "x"}, {"kind": "plane", "wings": 2}],
    }
    assert list(written(port)["craft"][0]) == ["kind", "note"]


def test_what_is_written_is_plain() -> None:
    tree = written(Port(name="a", colour=Colour.RED, mark="A", names=("b",), evidence=(Evidence(publisher="AP"),)))
    assert tree == {"name": "a", "colour": "RED", "mark": "A", "names": ["b"], "evidence": [{"publisher": "AP"}]}
    assert type(tree["colour"]) is str


def test_a_stranger_among_plain_values_is_refused() -> None:
    with pytest.raises(InvalidValue, match="is not plain"):
        node_of({"name": {1, 2}})
    with pytest.raises(InvalidValue, match="is not text"):
        node_of({1: "a"})
