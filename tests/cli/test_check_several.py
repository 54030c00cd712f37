"""Checking a file with several deals: one that cannot be read hides nothing that is odd about the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from armsdeals._desk import dumps, loads
from armsdeals.cli.main import main

SEVERAL = """\
deals:
  first:
    title: First
    price: 3 bn USD
    links:
      competes with: [second, third, nowhere]
  second:
    title: Second
    history:
    - 2017 signed @s
  third:
    title: Third
    price: 4 bn USD
    links:
      competes with: [second]
sources:
  s: S, 2017-05-01
"""
Capture = pytest.CaptureFixture[str]


def told(path: Path, capsys: Capture) -> list[str]:
    """Return place and code of what is found, but for the sides that nobody names."""
    main(["check", str(path)])
    found = [line.removeprefix(path.as_posix()).split(" ")[:2] for line in capsys.readouterr().out.splitlines()]
    return [" ".join(one) for one in found if one[1] != "PAR-001"]


@pytest.mark.parametrize(
    ("what", "wrong", "fault", "others"),
    [
        ("signed", "inked", ["10:12: not-read"], ["4:12: EVI-001", "13:12: EVI-001"]),
        ("@s", "@t", ["10:20: unknown-source"], ["4:12: EVI-001", "13:12: EVI-001"]),
        ("  second:", "  third:", ["11:3: duplicate-id"], ["4:12: EVI-001"]),
        ("title: Second", "titel: Second", ["8:5: unknown-key"], ["4:12: EVI-001", "13:12: EVI-001"]),
        ("title: First", "titel: First", ["3:5: unknown-key"], ["13:12: EVI-001"]),
        ("title: Third", "title: a: b", ["12:13: not-read"], ["4:12: EVI-001"]),
    ],
)
def test_one_bad_deal_silences_no_rule_for_the_others(
    tmp_path: Path, capsys: Capture, what: str, wrong: str, fault: list[str], others: list[str]
) -> None:
    path = tmp_path / "several.yaml"
    path.write_text(SEVERAL.replace(what, wrong, 1), encoding="utf-8")
    for place, name in ((path, ""), (tmp_path, "/several.yaml")):
        found = [line.removeprefix(f"{name}:") for line in told(place, capsys)]
        assert [
            line.removeprefix(":") for line in found if "ACR" not in line and "never" not in line and "STA" not in line
        ] == [*fault, *others]


def test_links_between_the_others_are_looked_at_too(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "several.yaml"
    path.write_text(SEVERAL.replace("signed", "inked"), encoding="utf-8")
    (tmp_path / "fourth.yaml").write_text("title: Fourth\nlinks:\n  competes with: [first, second]\n", encoding="utf-8")
    across = [":6:7: ACR-002", ":6:38: ACR-001"]  # the third does not answer, and nobody knows whether the second does
    assert [line for line in told(path, capsys) if "ACR" in line] == across
    assert [line for line in told(tmp_path, capsys) if "ACR" in line] == [
        "/fourth.yaml:3:3: ACR-002", *(f"/several.yaml{line}" for line in across),
    ]  # fmt: skip


def test_in_any_format_each_finding_names_the_deal_by_its_number(tmp_path: Path, capsys: Capture) -> None:
    tree = json.loads(dumps(loads(SEVERAL, "yaml"), "json"))
    tree["deals"][1]["titel"] = "x"
    path = tmp_path / "several.json"
    path.write_text(json.dumps(tree), encoding="utf-8")
    main(["check", str(path), "--json"])
    found = [(one["code"], one["path"][1]) for one in json.loads(capsys.readouterr().out)]
    assert [one for one in found if one[0] in ("unknown-key", "EVI-001")] == [
        ("unknown-key", 1), ("EVI-001", 0), ("EVI-001", 2),
    ]  # fmt: skip
