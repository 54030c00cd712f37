"""Faults in JSON are told with line and column, which only documents with faults are asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.formats import json_places
from armsdeals.formats.json_places import placed
from armsdeals.issues import Issue

TEXT = """{
  "armsdeals": 1,
  "deals": [
    {"id": "one", "title": "a { [ \\" , in a text"},
    {
      "id": "two",
      "prices": [{"value": "3 EUR"},
                 {"value": "three EUR"}],
      "financing": {"instruments": [{"kind": "loan", "rate": "5"}]}
    }
  ]
}
"""


def place_of(path: tuple[Any, ...], text: str = TEXT) -> tuple[int | None, int | None]:
    (issue,) = placed([Issue(path=path, code="x", message="y")], text)
    return issue.line, issue.column


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("deals", 1, "prices", 1, "value"), (8, 28)),
        (("deals", 1, "financing", "instruments", 0, "rate"), (9, 62)),
        (("deals", 0, "title"), (4, 28)),
        (("deals", 1, "lines", 4, "id"), (5, 5)),  # the deal in which they are missing
        (("armsdeals",), (2, 16)),
        (("sources",), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_a_path_leads_to_where_its_value_begins(path: tuple[Any, ...], place: tuple[int, int]) -> None:
    assert place_of(path) == place


def test_a_fault_in_a_file_has_its_line_in_the_error_and_in_the_findings(tmp_path: Path) -> None:
    file = tmp_path / "deals.json"
    file.write_text(TEXT, encoding="utf-8")
    issues = ad.try_read(file).issues.errors
    assert [(issue.where, issue.line, issue.column) for issue in issues] == [
        ("deals[1].prices[1].value", 8, 28),
        ("deals[1].financing.instruments[0].rate", 9, 62),
    ]
    with pytest.raises(ad.InvalidDeals, match=r"deals\.json:8:28: deals\[1\]\.prices\[1\]\.value"):
        ad.read(file)


def test_marks_of_byte_order_blanks_and_long_numbers_are_passed_over() -> None:
    text = '\ufeff \r\n { "a" : [ 1e400 , -' + "9" * 5000 + ' , "b" ] }'
    line, column = place_of(("a", 2), text)
    assert line == 2
    assert column is not None
    assert text.splitlines()[1][column - 1 :].startswith('"b"')


def test_a_clean_document_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_places, "_inside", lambda *_: pytest.fail("looked"))
    assert len(ad.loads(json.dumps({"armsdeals": 1, "deals": [{"id": "one"}]}), format="json")) == 1
