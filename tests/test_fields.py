"""The rules on single fields: words, leaves, checked classes, twins and builders."""

from __future__ import annotations

import copy
import pickle
from typing import Annotated, Any, Union

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from armsdeals._fields import (
    Count,
    Key,
    Leaf,
    Name,
    Rule,
    Slug,
    Text,
    Word,
    Year,
    checked,
    converter,
    optional_of,
    rule_of,
    text_fault,
)
from armsdeals._twins import builder, twin
from armsdeals.errors import InvalidValue, UnknownName


class FerryKind(Word):
    """A vocabulary for these tests."""

    CAR_FERRY = "CAR_FERRY"
    TRAIN_FERRY = "TRAIN_FERRY"
    PLAIN = "PLAIN"


class Flag(Leaf):
    """A leaf for these tests: three capitals."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        if len(text) != 3 or not text.isupper():
            raise InvalidValue(f"{text!r} is no flag")
        self._set(text=text)


class Banner(Leaf):
    """Another leaf, for what must not be equal."""

    __slots__ = ()


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Berth:
    """The inner class."""

    id: Slug
    depth_m: Count | None = None


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Harbour:
    """The outer class."""

    name: Name
    kind: FerryKind = FerryKind.PLAIN
    flag: Flag | None = None
    open: bool = True
    since: Year | None = None
    berths: tuple[Berth, ...] = ()
    ferries: tuple[FerryKind, ...] = ()
    marks: tuple[tuple[Slug, ...], ...] = ()
    note: Text = ""

    def __attrs_post_init__(self) -> None:
        if self.name == "nowhere":
            raise InvalidValue("is no place")


@pytest.mark.parametrize("text", ["CAR_FERRY", "car_ferry", "car ferry", "Car-Ferry", "  car   ferry ", "CAR__FERRY"])
def test_a_word_is_taken_in_any_case_with_blanks_or_hyphens(text: str) -> None:
    assert FerryKind(text) is FerryKind.CAR_FERRY


def test_an_unknown_word_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"^'car fery' is not a ferry kind; did you mean CAR_FERRY\?$") as caught:
        FerryKind("car fery")
    assert caught.value.suggestions == ("CAR_FERRY",)


def test_an_unknown_word_far_from_all_is_refused_with_the_list() -> None:
    with pytest.raises(
        UnknownName, match=r"'xyz' is not a ferry kind; expected one of CAR_FERRY, TRAIN_FERRY, PLAIN"
    ) as caught:
        FerryKind("xyz")
    assert caught.value.suggestions == ()


@pytest.mark.parametrize("value", [5, None, True, b"PLAIN", ["PLAIN"], {"PLAIN": 1}])
def test_a_word_that_is_no_text_is_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError, match="FerryKind wants text, found"):
        FerryKind(value)


def test_a_word_reads_as_code_as_text_and_in_words() -> None:
    word = FerryKind.CAR_FERRY
    assert (repr(word), str(word), word.in_words) == ("FerryKind.CAR_FERRY", "CAR_FERRY", "car ferry")


@pytest.mark.parametrize(
    ("rule", "value", "message"),
    [
        (Rule(ge=0), -1, "is too small (expected 0 or more)"),
        (Rule(ge=0), 0, None),
        (Rule(le=9), 10, "is too large (expected 9 or less)"),
        (Rule(le=9), 9, None),
        (Rule(min_length=1), "", "is empty"),
        (Rule(min_length=3), "ab", "is too short (expected 3 characters or more)"),
        (Rule(max_length=1_000), "x" * 1_001, "is too long (expected 1,000 characters or less, found 1,001)"),
        (Rule(max_length=3), "abc", None),
        (Rule(pattern="[a-z]+", wanted="small letters"), "A", "does not fit (expected small letters)"),
        (Rule(pattern="[a-z]+"), "a1", "does not fit (expected [a-z]+)"),
        (Rule(pattern="[a-z]+"), "abc\n", "does not fit (expected [a-z]+)"),
        (Rule(pattern="[a-z]+"), "abc", None),
    ],
)
def test_a_rule_says_what_is_wrong_and_what_is_wanted(rule: Rule, value: Any, message: str | None) -> None:
    assert rule.broken_by(value) == message


@pytest.mark.parametrize(
    ("hint", "good", "bad"),
    [
        (Slug, ["a", "s-400", "7", "a.b_c-d", "a" * 120], ["", "-a", "a-", "A", "a b", "é", "a/b", "a" * 121, "a\n"]),
        (Key, ["", "a", "s-400"], ["-", "A", "a" * 121, "."]),
        (Name, ["x", "Türkiye", "x" * 500], ["", "x" * 501, "a\0b", "\ud800"]),
        (Text, ["", "x" * 1_000_000], ["x" * 1_000_001, "\0"]),
        (Count, [0, 1_000_000_000], [-1, 1_000_000_001, 10**5_000]),
        (Year, [1000, 2017, 9999], [999, 10_000]),
    ],
)
def test_the_named_rules_keep_to_their_bounds(hint: Any, good: list[Any], bad: list[Any]) -> None:
    check = converter(hint)
    assert check is not None
    assert [check(value) for value in good] == good
    for value in bad:
        with pytest.raises(InvalidValue):
            check(value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [("fine", None), ("ж", None), ("a\0", "holds the character U+0000"), ("\udc80", "holds half a surrogate pair")],
)
def test_a_text_must_survive_utf_8_and_hold_no_nul(text: str, fault: str | None) -> None:
    assert text_fault(text) == fault


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({"name": 5}, "name: 5 is not text"),
        ({"name": None}, "name: None is not text"),
        ({"open": 1}, "open: "),
        ({"since": "2017"}, "since: '2017' is not a whole number"),
        ({"since": True}, "since: True is not a whole number"),
        ({"since": 2017.0}, r"since: 2017\.0 is not a whole number"),
        ({"kind": 5}, "kind: 5 is not a ferry kind"),
        ({"kind": None}, "kind: None is not a ferry kind"),
        ({"flag": 5}, "flag: 5 is not a flag"),
        ({"flag": Banner("NOR")}, r"flag: Banner\('NOR'\) is not a flag"),
        ({"berths": "abc"}, "berths: 'abc' is not a list; put it in brackets"),
        ({"berths": 5}, "berths: 5 is not a list"),
        ({"berths": ["a"]}, r"berths: \[0\] 'a' is not a berth"),
        ({"berths": [{"id": "a"}]}, r"berths: \[0\] "),
        ({"marks": [["a"], [5]]}, r"marks: \[1\] \[0\] 5 is not text"),
        ({"name": 10**5_000}, "name: a int too large to show is not text"),
    ],
)
def test_a_wrong_type_is_a_type_error_that_names_the_field(parts: dict[str, Any], wrong: str) -> None:
    with pytest.raises(TypeError, match=f"^{wrong}"):
        Harbour(**({"name": "Oslo"} | parts))


@pytest.mark.parametrize(
    ("parts", "path", "message"),
    [
        ({"name": ""}, ("name",), "'' is empty"),
        ({"since": 999}, ("since",), "999 is too small (expected 1000 or more)"),
        ({"since": 10**40}, ("since",), "the number is too large (expected 9999 or less)"),
        ({"flag": "no"}, ("flag",), "'no' is no flag"),
        (
            {"ferries": ["PLAIN", "sub"]},
            ("ferries", 1),
            "'sub' is not a ferry kind; expected one of CAR_FERRY, TRAIN_FERRY, PLAIN",
        ),
        ({"name": "a\u202e\0"}, ("name",), r"'a\u202e\x00' holds the character U+0000"),
    ],
)
def test_a_bad_value_is_an_error_that_carries_its_path(
    parts: dict[str, Any], path: tuple[Any, ...], message: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        Harbour(**({"name": "Oslo"} | parts))
    assert (caught.value.path, caught.value.message) == (path, message)


def test_the_path_goes_through_every_level_of_nested_lists() -> None:
    with pytest.raises(InvalidValue) as caught:
        Harbour(name="Oslo", marks=(("a", "b"), ("c", "-")))
    assert caught.value.path == ("marks", 1, 1)
    assert str(caught.value).startswith("marks[1][1]: '-' does not fit (expected 1 to 120 of")


def test_words_and_leaves_are_made_from_text_and_lists_become_tuples() -> None:
    harbour = Harbour(name="Oslo", kind="car ferry", flag="NOR", ferries=["plain"], berths=iter([Berth(id="a")]))  # type: ignore[arg-type]
    assert harbour.kind is FerryKind.CAR_FERRY
    assert harbour.flag == Flag("NOR")
    assert harbour.ferries == (FerryKind.PLAIN,)
    assert harbour.berths == (Berth(id="a"),)


def test_an_optional_field_takes_none() -> None:
    assert Harbour(name="Oslo", since=None, flag=None).since is None


def test_a_change_runs_the_checks_again() -> None:
    with pytest.raises(InvalidValue, match=r"^since: 5 is too small"):
        attrs.evolve(Harbour(name="Oslo"), since=5)


def test_a_checked_class_knows_its_types() -> None:
    assert attrs.fields(Harbour).since.type == Year | None
    assert attrs.fields(Berth).id.type == Slug


def test_an_annotation_is_split_into_its_parts() -> None:
    rule = Rule(ge=1)
    assert rule_of(Annotated[int, "note", rule]) == (int, rule)
    assert rule_of(int) == (int, None)
    assert optional_of(int | None) == (int, True)
    assert optional_of(int) == (int, False)
    with pytest.raises(TypeError, match="a field may be one type or None"):
        optional_of(Union[int, str, None])  # noqa: UP007


def test_a_leaf_cannot_be_changed() -> None:
    flag = Flag("NOR")
    with pytest.raises(AttributeError, match="Flag cannot be changed"):
        flag.text = "SWE"
    with pytest.raises(AttributeError, match="Flag cannot be changed"):
        del flag.text
    with pytest.raises(AttributeError):
        flag.colour = "red"
    assert flag.text == "NOR"


def test_a_leaf_is_its_text() -> None:
    flag = Flag("NOR")
    assert (str(flag), repr(flag)) == ("NOR", "Flag('NOR')")
    assert flag == Flag("NOR")
    assert hash(flag) == hash(Flag("NOR"))
    assert flag != Flag("SWE")
    assert flag != "NOR"
    assert flag != Banner("NOR")


def test_a_leaf_is_its_own_copy_and_survives_pickle() -> None:
    flag = Flag("NOR")
    assert copy.copy(flag) is flag
    assert copy.deepcopy([flag])[0] is flag
    assert pickle.loads(pickle.dumps(flag)) == flag  # noqa: S301


def test_a_filled_twin_becomes_the_frozen_class() -> None:
    made = twin(Berth)()
    made.id, made.depth_m = "a", 9
    made.__class__ = Berth
    assert made == Berth(id="a", depth_m=9)
    assert type(made) is Berth
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.id = "b"  # type: ignore[misc]


def test_a_builder_runs_no_check() -> None:
    build = builder(Harbour)
    unchecked = build(name="nowhere", since="not a year")
    assert (unchecked.name, unchecked.since) == ("nowhere", "not a year")
    with pytest.raises(TypeError):
        build(since=2017)
    with pytest.raises(TypeError):
        build(name="Oslo", depth=3)


def test_a_builder_gives_the_defaults_of_the_class() -> None:
    assert builder(Harbour)(name="Oslo") == Harbour(name="Oslo")


def test_a_builder_refuses_a_class_with_defaults_that_could_be_shared() -> None:
    @frozen
    class Depot:
        stock: list[int] = attrs.field(factory=list)

    with pytest.raises(TypeError, match=r"Depot\.stock has a default factory; give it a frozen default"):
        builder(Depot)


@given(
    name=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20).filter(
        lambda n: n != "nowhere"
    ),
    kind=st.sampled_from(FerryKind),
    since=st.none() | st.integers(1000, 9999),
    berths=st.lists(st.integers(0, 99).map(lambda n: Berth(id="b", depth_m=n)), max_size=3).map(tuple),
)
def test_law_a_builder_makes_what_the_constructor_makes(**parts: Any) -> None:
    built, made = builder(Harbour)(**parts), Harbour(**parts)
    assert built == made
    assert repr(built) == repr(made)
    assert type(built) is Harbour
