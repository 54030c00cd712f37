"""The schema that editors read: it takes what is read, and marks what nobody could mean."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, strategies as st

from armsdeals import strategies as ads
from armsdeals._desk import dumps, loads
from armsdeals.cases.cases import casebook, names
from armsdeals.cli.main import main
from armsdeals.errors import ArmsDealsError, UnknownName
from armsdeals.model.deal import Deal
from armsdeals.wire.schema import document_schema
from armsdeals.wire.tree import Node, Pair
from armsdeals.written.heads import HEADS, Head
from armsdeals.written.items import long_of
from armsdeals.written.schema import json_schema, written_schema

jsonschema: Any = pytest.importorskip("jsonschema", reason="the schema is checked with jsonschema")

DATA = files("armsdeals.cases") / "data"
FILE = """\
title: Norland buys batteries
parties:
  supplier: Arsenal Works (Russia)
  recipient: [Defence Agency (Türkiye), {name: Norway, kind: STATE}]
lines:
  battery:
    system: Bastion
    ordered:
      - 4 battalions @daily
      - 2? systems
    delivered: 3
  spares: Spare parts
price:
  - 2.5 bn USD contract @daily: all in all
financing: [45 % advance @daily, nothing else]
history:
  - 2016-11~ talks @daily: words
  - by 2017-09-12 signed? mou (battery) @daily:
    says: A minister
  - {when: 2018-01, stage: EFFECTIVE}
constraints: embargo by United States @daily
links: {competes with: other}
sources:
  daily: A daily, 2017-12-27
  table: {publisher: An institute, kind: data set}
"""


def tree(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # it makes nothing but texts, lists and dicts


def faults(text: str) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(written_schema()).iter_errors(tree(text))]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(written_schema())


def test_a_typed_file_has_no_fault() -> None:
    assert faults(FILE) == []


@pytest.mark.parametrize(
    "text",
    [
        "titel: x\n", "history:\n- 2017 inked\n", "history:\n- signed 2017\n", "price: 2.5 bn\n", "parties: {suplier: X}\n",
        "lines: {a: {system: X, orderd: 4}}\n", "history:\n- 2017 signed:\n  say: x\n", "financing: 55 % lone\n",
    ],
)  # fmt: skip
def test_what_nobody_could_mean_is_marked(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "typed",
    [
        *(f"history: [{day} signed]" for day in ("12.10.2012", "10/2012", "2012/10", "2012/13", "2012.10.12", "20121012", "2012-3", "2012-2013", "2012-13", "2012-10-32", "2010s", "2012-Q3")),
        *(f"ordered: {count}" for count in ("about ~24", "over 24?", "1.000 guns", "1 000 rounds", "4 to 6 guns", "24 guns by 2016", "24 guns,", "24 + 12 guns", "4 guns?")),
        "history: [2012 signed (K9)]", "lines: {K9: {system: X}}", "deals: {Big: {title: x}}", "lines: {k: {ordered: 4}}",
        "links: {part of: Other}", "links: {part of: 'a, b'}", "parties: {supplier: Saab @x}", "parties: {suppliers: X}",
    ],
)  # fmt: skip
def test_a_simple_slip_is_refused_and_marked(typed: str) -> None:
    text = f"lines:\n  k:\n    system: X\n    {typed}\n" if typed.startswith("ordered") else f"{typed}\n"
    with pytest.raises(ArmsDealsError):
        loads(f"id: demo\n{text}", "yaml")
    assert as_editors_see_it(text.encode())


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.under)
def test_every_line_that_is_offered_is_taken(head: Any) -> None:
    below = {"lines.*.BASIS": "lines: {{a: {{system: X, ordered: ['{}']}}}}"}
    below |= {"lines.*.production": "lines: {{a: {{system: X, production: ['{}']}}}}"}
    first, _, last = head.under.partition(".*.")
    below |= {head.under: f"history: [{{{{2017 talks: x, {last}: ['{{}}']}}}}]"} if last and first == "history" else {}
    place = below.get(head.under, head.under + ": ['{}']")
    assert [example for example in head.examples if faults(place.format(example))] == []


def test_the_command_writes_it(tmp_path: Path) -> None:
    assert main(["schema", "--written", "-o", str(tmp_path / "s.json")]) == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == written_schema()


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2 as editors read it: 2017 is a number, and a date is a text."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012  # so PyYAML keeps them

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: ARG002, FBT001, FBT002  # as PyYAML calls it
        """Every key is a text, as in JSON."""
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


for kind, pattern in {
    "null": "~|null|", "bool": "true|false", "int": "[-+]?[0-9]+", "float": r"[-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?",
}.items():  # fmt: skip
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), None)
AsEditorsRead.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
AsEditorsRead.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))
VALIDATOR = jsonschema.Draft202012Validator(written_schema())


def as_editors_see_it(data: bytes) -> list[str]:
    return [error.message[:200] for error in VALIDATOR.iter_errors(yaml.load(data, Loader=AsEditorsRead))]  # noqa: S506  # a safe one


def test_every_history_of_the_casebook_has_no_fault() -> None:
    found = {deal.id: as_editors_see_it(dumps(deal, format="yaml", style="short")) for deal in casebook()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", [one.name for one in names()])
def test_a_bundled_file_has_no_fault_as_it_was_typed(name: str) -> None:
    assert as_editors_see_it((DATA / f"{name}.yaml").read_bytes()) == []


@pytest.mark.parametrize(
    "typed",
    [
        "history:\n- 2022-01-28 signed contract , medium confidence\n",
        "history:\n- 2022-01-28  signed   contract\n",
        "history:\n- 2022-01-28\u00a0signed\u2009contract (a,b)\n",
        "financing:\n- 55 % state loan from Russia:\n    rate: withheld\n    tenor: unknown\n    grace:\n",
        "financing:\n- 570 m USD barter agreed\n",
        "financing:\n- 55 %  state loan,  low confidence:\n    page: unknown\n    says: unknown\n",
        "history:\n- 2017 talks: unknown\n",
        "price: unknown\nhistory: unknown\nfinancing: unknown\nlinks: unknown\n",
        "price:\nlines:\nparties:\nlinks:\nsources:\nnote: unknown\n",
        "price:\n- 3 bn USD as of  2017:\n    said: unknown\n",
        "offsets: 50% indirect\n",
        "offers: 2013~ offer first 4 bn USD , low confidence\n",
        "parties: {Supplier: X, seller: Y, buyer: Z, END-USER: W}\n",
        "links: {Part of: other, competes_with: [third, 4th]}\n",
        "history:\n- 2012/2013 talks\n- 2017-21 talks\n- 2017-0X talks\n- 201X talks\n- ../2017 talks\n- 2017-03 or 2018 talks\n",
        "history:\n- 2017 delivered 155 mm of a\n- 2017 delivered 4 self-propelled guns of a\n",
        "price: 3 bn USD as of 2017-03, low confidence\n",
    ],
)
def test_what_is_read_is_not_marked(typed: str) -> None:
    text = f"id: demo\n{typed}" if "lines:" in typed else f"id: demo\nlines: {{a: X, b: Y}}\n{typed}"
    assert loads(text, "yaml").ids == ("demo",)
    assert as_editors_see_it(text.encode()) == []


@pytest.mark.parametrize("name", sorted({*written_schema()["$defs"]["Deal"]["properties"]} - {"id"}))
def test_a_part_that_is_read_as_unknown_is_not_marked(name: str) -> None:
    text = f"id: demo\n{name}: unknown\n"
    assert loads(text, "yaml").ids == ("demo",)
    assert as_editors_see_it(text.encode()) == []


@pytest.mark.parametrize("head", [head for head in HEADS if "." not in head.under], ids=lambda head: head.under)
def test_a_detail_that_is_read_as_unknown_is_not_marked(head: Head) -> None:
    typed = head.examples[0].partition(" @")[0]
    names = sorted(head.fields | head.begun | {"page", "says", "role"})
    details = "".join(f"- {typed}:\n    {name}: unknown\n" for name in names)
    told = long_of(
        head, Node("map", [Pair(typed, Node("map", [Pair(name, Node("plain", "unknown")) for name in names]))])
    )
    assert told == long_of(head, Node("plain", typed))
    assert as_editors_see_it(f"{head.under}:\n{details}".encode()) == []


@pytest.mark.parametrize("typed", ["tenor: 25", "tenor: withheld", "tenr: unknown", "foo:", "sayz: unknown"])
def test_a_detail_that_is_not_read_is_marked(typed: str) -> None:
    text = f"id: demo\nfinancing:\n- 55 % state loan:\n    {typed}\n"
    with pytest.raises(ArmsDealsError, match=r"is not a field here"):
        loads(text, "yaml")
    assert as_editors_see_it(text.encode())


@given(head=st.sampled_from(HEADS), data=st.data())
def test_law_a_head_that_is_read_is_not_marked_whatever_blanks_part_its_words(head: Head, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(head.examples)).partition(" @")[0].split(" ")
    blanks = [data.draw(st.sampled_from((" ", "  ", "\u00a0", " \u2009"))) for _ in words[1:]]
    typed = words[0] + "".join(blank + word for blank, word in zip(blanks, words[1:], strict=True))
    typed += (
        data.draw(st.sampled_from(("", ", low confidence", " , low confidence", " ,  low confidence @x")))
        if head.is_claim
        else ""
    )
    assume(long_of(head, Node("plain", typed, 1, 1)).kind == "map")
    assert re.search(head.pattern, typed)


@given(ads.deals())
def test_law_what_is_written_short_has_no_fault(deal: Deal) -> None:
    assert as_editors_see_it(dumps(deal, format="yaml", style="short")) == []


def test_a_schema_is_asked_for_by_its_form() -> None:
    assert json_schema() == document_schema()
    assert json_schema(form="written") == written_schema()
    with pytest.raises(UnknownName, match="'writen' is not a form of documents; expected long or written"):
        json_schema(form="writen")


def test_an_editor_is_told_of_each_line_how_it_is_typed() -> None:
    every = [one["anyOf"][0] for one in written_schema()["$defs"].values() if "anyOf" in one]
    lines = [one for one in every if "patternErrorMessage" in one]
    assert {head.form for head in HEADS} == {one["description"] for one in lines}
    assert all(one["patternErrorMessage"].startswith("this line is not read; expected ") for one in lines)
