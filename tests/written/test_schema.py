"""The schema that editors read: it takes what is read, and marks what nobody could mean."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from armsdeals.cli.main import main
from armsdeals.written.heads import HEADS
from armsdeals.written.schema import written_schema

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
    place = {"lines.*.BASIS": "lines: {{a: {{system: X, ordered: ['{}']}}}}"}.get(head.under, head.under + ": ['{}']")
    assert [example for example in head.examples if faults(place.format(example))] == []


def test_the_command_writes_it(tmp_path: Path) -> None:
    assert main(["schema", "--written", "-o", str(tmp_path / "s.json")]) == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == written_schema()
