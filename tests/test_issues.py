"""Findings: how they read, in which order they stand, and that hostile text stays text."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, strategies as st

from armsdeals.issues import Issue, Issues, Severity


def issue(**parts: Any) -> Issue:
    return Issue(**({"code": "bad-value", "message": "is empty"} | parts))


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({}, "is empty [bad-value]"),
        ({"path": ("deals", 0)}, "deals[0]: is empty [bad-value]"),
        ({"file": "a.yaml", "line": 3}, "a.yaml:3:1: is empty [bad-value]"),
        ({"file": "a.yaml", "line": 3, "column": 9, "path": ("x",)}, "a.yaml:3:9: x: is empty [bad-value]"),
        ({"line": 3, "column": 9}, "line 3: is empty [bad-value]"),
        ({"file": "a.csv", "row": 5}, "a.csv:row 5: is empty [bad-value]"),
        ({"row": 5, "hint": "name it"}, "row 5: is empty [bad-value] (name it)"),
        ({"severity": Severity.WARNING}, "warning: is empty [bad-value]"),
        ({"severity": Severity.INFO, "path": ("x",)}, "x: info: is empty [bad-value]"),
        ({"file": "a\u202e\n.yaml"}, r"a\u202e\n.yaml: is empty [bad-value]"),
    ],
)
def test_an_issue_reads_as_a_line_of_a_compiler(parts: dict[str, Any], text: str) -> None:
    assert str(issue(**parts)) == text


def test_an_issue_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        issue().message = "is full"  # type: ignore[misc]


def test_a_path_given_as_a_list_is_kept_as_a_tuple() -> None:
    assert issue(path=["deals", 0]).path == ("deals", 0)


def test_issues_stand_in_the_order_of_the_input() -> None:
    in_order = [
        issue(),
        issue(path=("deals", 2)),
        issue(path=("deals", 10)),
        issue(path=("deals", "x")),
        issue(row=2),
        issue(row=11),
        issue(line=2),
        issue(line=2, column=4),
        issue(line=11),
        issue(file="a.yaml", line=1),
        issue(file="b.yaml"),
    ]
    assert list(Issues(reversed(in_order))) == in_order


def test_the_worst_is_the_highest_severity() -> None:
    doubt, note = issue(severity=Severity.WARNING), issue(severity=Severity.INFO)
    assert Issues([note, doubt]).worst is Severity.WARNING
    assert Issues([note, doubt, issue()]).worst is Severity.ERROR
    assert Issues().worst is None


def test_errors_are_those_that_keep_a_document_from_being_read() -> None:
    found = Issues([issue(severity=Severity.WARNING), issue(path=("x",)), issue(severity=Severity.INFO)])
    assert found.errors == (issue(path=("x",)),)
    assert isinstance(found.errors, Issues)


def test_issues_print_one_a_line() -> None:
    assert str(Issues([issue(path=("b",)), issue(path=("a",))])) == "a: is empty [bad-value]\nb: is empty [bad-value]"
    assert str(Issues()) == ""


def test_issues_survive_pickle() -> None:
    found = Issues([issue(path=("b", 1)), issue(file="a", line=2)])
    twin = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert twin == found
    assert type(twin) is Issues


def test_a_notebook_shows_a_table_with_one_row_a_finding() -> None:
    page = Issues([issue(path=("a",), hint="name it"), issue(severity=Severity.INFO)])._repr_html_()
    assert page.count("<tr>") == 3
    assert "<bdi>is empty (name it)</bdi>" in page
    assert Issues()._repr_html_() == "<p>no issues</p>"


@pytest.mark.parametrize("part", ["message", "hint", "file", "code", "path"])
def test_hostile_text_in_any_part_stays_text_in_a_notebook(part: str) -> None:
    evil = "<script>alert('x')</script>\u202e\x1b"
    parts: dict[str, Any] = {"path": ("x", evil)} if part == "path" else {part: evil}
    page = Issues([issue(**parts)])._repr_html_()
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;\\u202e\\x1b" in page
    assert "<script" not in page
    assert "\u202e" not in page


steps = st.lists(st.integers(0, 20) | st.text(max_size=3), max_size=3)
any_issues = st.builds(
    Issue,
    path=steps,
    code=st.sampled_from(["a", "b"]),
    message=st.text(max_size=5),
    severity=st.sampled_from(Severity),
    file=st.sampled_from(["", "a", "b"]),
    line=st.none() | st.integers(1, 20),
    row=st.none() | st.integers(1, 20),
)


@given(st.lists(any_issues, max_size=6).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_law_the_order_does_not_hang_on_the_order_of_finding(orders: tuple[list[Issue], list[Issue]]) -> None:
    found, shuffled = orders
    assert str(Issues(found).errors) == str(Issues(shuffled).errors)
    assert Issues(Issues(found)) == Issues(found)
