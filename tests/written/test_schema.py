"""The schema that editors read: it takes what is read, and marks what nobody could mean."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from armsdeals import strategies as ads
from armsdeals._desk import dumps
from armsdeals.cases.cases import casebook
from armsdeals.cli.main import main
from armsdeals.errors import UnknownName
from armsdeals.model.deal import Deal
from armsdeals.wire.schema import document_schema
from armsdeals.written.heads import HEADS
from armsdeals.written.schema import json_schema, written_schema

jsonschema: Any = pytest.importorskip("jsonschema", reason="the schema is checked with jsonschema")

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


@pytest.mark.slow
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
