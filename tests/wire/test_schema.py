"""The schema of the long form: what is written fits it, and what does not fit is refused by the reader."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals._desk import dumps, loads
from armsdeals.cases.cases import casebook, example
from armsdeals.errors import ArmsDealsError
from armsdeals.plan import Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.wire.document import document_tree
from armsdeals.wire.schema import document_schema, meanings

jsonschema: Any = pytest.importorskip("jsonschema", reason="the schema is checked with jsonschema")
SCHEMA = document_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

TREE = {
    "armsdeals": 1,
    "deals": [
        {
            "id": "demo",
            "parties": [{"name": "Russia", "role": "SUPPLIER"}],
            "lines": [{"id": "a", "system": {"designation": "Bastion"}, "quantities": [{"value": "4 battery", "basis": "ORDERED"}]}],
            "prices": [{"value": "~2500000000 USD CONTRACT", "evidence": ["daily"]}],
            "financing": {"instruments": [{"kind": "loan", "share": "0.55", "rate": "0.05"}]},
            "history": [{"when": "2017-09-12", "stage": "SIGNED", "evidence": ["daily"]}],
            "evidence": {"daily": {"publisher": "A daily", "published": "2017-09-13"}},
        }
    ],
}  # fmt: skip
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    ["", "x", "SIGNED", "signed", "Signed ", "sined", "SIGNED_", "2017-13", "2017", "55", "0.5", "-1", "4 battery", "4",
     "1 USD", "1 USD\ncontract", "daily", "loan", "lone", "\0", "Ä", "A B", "a" * 501, None, True, False, 0, 1, -1, 7,
     10**10, 10**30, 2.5, [], ["x"], [None], [[]], {}, {"id": "x"}, {"kind": "loan"}, {"publisher": "X"}, {"x": {}}]
).map(deepcopy)  # fmt: skip


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place below the top of a tree."""
    steps = enumerate(tree) if isinstance(tree, list) else tree.items() if isinstance(tree, dict) else ()
    found = [(*path, step) for step, _ in steps]
    return [one for step in found for one in (step, *places(at(tree, step[len(path) :]), step))]


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


@st.composite
def mutated(draw: st.DrawFn, trees: st.SearchStrategy[Any]) -> Any:
    """A document with one to three places changed."""
    tree = json.loads(json.dumps(draw(trees)))
    for _ in range(draw(st.integers(1, 3))):
        every = places(tree)
        if not every:
            break
        *above, step = draw(st.sampled_from(every))
        held = at(tree, tuple(above))
        match draw(st.sampled_from(["junk", "drop", "add", "rename"])):
            case "junk":
                held[step] = draw(JUNK)
            case "drop":
                del held[step]
            case "add" if isinstance(held, dict):
                held[draw(st.sampled_from(["x", "id", "kind", "value", "when", "text", "evidence", "absent"]))] = draw(
                    JUNK
                )
            case _ if isinstance(held, dict):
                held[f"{step}s"] = held.pop(step)
    return tree


def test_it_is_a_schema_of_the_2020_12_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"].endswith("/schema/1/long.json")


def test_it_is_the_same_each_time_and_a_change_of_one_copy_changes_no_other() -> None:
    document_schema()["$defs"].clear()
    assert json.dumps(document_schema()) == json.dumps(SCHEMA)


def test_every_class_and_every_field_has_its_place_and_its_sentence() -> None:
    definitions = SCHEMA["$defs"]
    assert [name for name, one in definitions.items() if name != "OtherSpelling" and not one.get("description")] == []
    bare = {
        f"{name}.{field}"
        for name, one in definitions.items()
        for field, told in one.get("properties", {}).items()
        if "description" not in told
    }
    assert bare == set()


def test_the_fields_are_those_of_the_classes() -> None:
    assert set(SCHEMA["$defs"]["Event"]["properties"]) == set(plan_of(ad.Event).by_name)
    assert set(SCHEMA["$defs"]["Deal"]["properties"]) == {*plan_of(ad.Deal).by_name, "evidence"}
    kinds = plan_of(ad.Financing).by_name["instruments"].hint
    assert kinds.item is not None
    assert kinds.item.shape is Shape.UNION
    told = {
        SCHEMA["$defs"][one["$ref"].rpartition("/")[2]]["properties"]["kind"]["const"]
        for one in SCHEMA["$defs"]["FinancingKind"]["oneOf"]
    }
    assert told == set(members_of(kinds.item.cls))


def test_a_docstring_says_what_a_field_means() -> None:
    assert meanings(ad.Event)["said"] == "When they said it in public."


def test_the_tree_of_this_page_is_a_document() -> None:
    assert list(VALIDATOR.iter_errors(TREE)) == []
    assert loads(json.dumps(TREE)).ids == ("demo",)


def test_the_whole_casebook_fits() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(dumps(casebook(), format="json")))] == []


@given(ads.registers())
def test_law_what_is_written_fits(register: Register) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(document_tree(register))] == []


@given(
    mutated(
        st.just(TREE) | st.sampled_from(["tur-s400", "cze-gripen-lease"]).map(lambda name: document_tree(example(name)))
    )
)
def test_law_what_does_not_fit_is_refused(tree: Any) -> None:
    assume(not VALIDATOR.is_valid(tree))
    with pytest.raises(ArmsDealsError):
        loads(json.dumps(tree))


@pytest.mark.slow
@given(mutated(ads.registers().map(document_tree)))
def test_law_what_does_not_fit_of_any_document_is_refused(tree: Any) -> None:
    assume(not VALIDATOR.is_valid(tree))
    with pytest.raises(ArmsDealsError):
        loads(json.dumps(tree))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("armsdeals",), 2), (("deals",), {}), (("deals", 0, "id"), "No Id"), (("deals", 0, "titel"), "x"),
        (("deals", 0, "parties", 0, "role"), "SUPPLER"), (("deals", 0, "parties", 0, "role"), "suppler"),
        (("deals", 0, "parties", 0, "name"), ""), (("deals", 0, "lines", 0, "quantities", 0, "value"), 4),
        (("deals", 0, "lines", 0, "quantities", 0, "value"), "four battery"), (("deals", 0, "prices", 0, "value"), "2.5 bn USD"),
        (("deals", 0, "financing", "instruments", 0, "kind"), "lone"), (("deals", 0, "financing", "instruments", 0, "share"), "55"),
        (("deals", 0, "financing", "instruments", 0, "rate"), 0.05), (("deals", 0, "history", 0, "when"), 2017),
        (("deals", 0, "history", 0, "when"), "in spring"), (("deals", 0, "history", 0, "stage"), "INKED"),
        (("deals", 0, "history", 0, "back"), "yes"), (("deals", 0, "history", 0, "evidence"), "daily"),
        (("deals", 0, "evidence", "daily", "id"), "daily"), (("deals", 0, "evidence", "No Key"), {"publisher": "X"}),
        (("deals", 0, "history", 0, "text"), None),
    ],
)  # fmt: skip
def test_what_nobody_could_mean_does_not_fit(path: tuple[Any, ...], value: Any) -> None:
    tree = json.loads(json.dumps(TREE))
    *above, step = path
    at(tree, tuple(above))[step] = value
    assert not VALIDATOR.is_valid(tree)
    with pytest.raises(ArmsDealsError):
        loads(json.dumps(tree))


@pytest.mark.parametrize(
    "spelling", ["SUPPLIER_STATE", "supplier state", "Supplier state", "supplier-state", "seller", "SELLER"]
)
def test_a_code_fits_in_every_spelling_that_is_read(spelling: str) -> None:
    tree = json.loads(json.dumps(TREE))
    tree["deals"][0]["parties"][0]["role"] = spelling
    assert VALIDATOR.is_valid(tree)
    assert loads(json.dumps(tree)).ids == ("demo",)


def test_a_line_may_name_a_system_that_the_document_declares() -> None:
    tree = json.loads(json.dumps(TREE)) | {"systems": [{"id": "merlin", "designation": "Merlin"}]}
    tree["deals"][0]["lines"][0]["system"] = "merlin"
    assert VALIDATOR.is_valid(tree)
    assert loads(json.dumps(tree))["demo"].line("a").system.designation == "Merlin"
