"""The family of errors: their parts, their sentences, and that both survive a pickle."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import armsdeals.errors
from armsdeals.errors import (
    LONGEST_MESSAGE,
    ArmsDealsError,
    CurrencyMismatch,
    InvalidDeals,
    InvalidValue,
    MissingExtra,
    MoveNotAllowed,
    StoreError,
    UnknownName,
    UnwritableOutput,
    need,
    suggesting,
    suggestion,
)
from armsdeals.issues import Issue, Issues, Severity

FAMILY = [
    kind for kind in vars(armsdeals.errors).values() if isinstance(kind, type) and issubclass(kind, ArmsDealsError)
]


def made(kind: type[ArmsDealsError]) -> ArmsDealsError:
    if kind is InvalidDeals:
        return InvalidDeals(Issues([Issue(code="bad-value", message="is empty")]), name="deals.yaml")
    return kind("is wrong", path=("deals", 0, "price"), line=12, column=3)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ArmsDealsError("is empty"), "is empty"),
        (InvalidValue("is empty", path=("lines", 0, "system")), "lines[0].system: is empty"),
        (InvalidValue("is empty", path=("price",), line=4, column=2), "line 4: price: is empty"),
        (StoreError("is busy", line=7), "line 7: is busy"),
    ],
)
def test_an_error_says_where_and_what(error: ArmsDealsError, text: str) -> None:
    assert str(error) == text


@pytest.mark.parametrize("kind", FAMILY)
def test_every_error_of_the_family_can_be_printed_and_keeps_its_place(kind: type[ArmsDealsError]) -> None:
    error = made(kind)
    if kind is not InvalidDeals:
        assert str(error) == "line 12: deals[0].price: is wrong"
        assert (error.message, error.path, error.line, error.column) == ("is wrong", ("deals", 0, "price"), 12, 3)


@pytest.mark.parametrize("kind", FAMILY)
def test_every_error_survives_pickle_and_copy_with_all_its_parts(kind: type[ArmsDealsError]) -> None:
    error = made(kind)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
        assert type(twin) is kind
        assert str(twin) == str(error)
        assert twin.args == error.args
        assert (twin.path, vars(twin)) == (error.path, vars(error))


def test_the_codes_of_the_family_are_all_different() -> None:
    codes = [kind.default_code for kind in FAMILY]
    assert len(codes) == len(set(codes))


def test_a_code_given_replaces_the_one_of_the_kind() -> None:
    assert InvalidValue("x").code == "bad-value"
    assert InvalidValue("x", code="too-late").code == "too-late"


def test_the_kinds_are_also_what_python_would_raise() -> None:
    assert issubclass(InvalidValue, ValueError)
    assert issubclass(UnknownName, LookupError)
    assert issubclass(CurrencyMismatch, ValueError)
    assert issubclass(MissingExtra, ImportError)
    assert issubclass(UnwritableOutput, OSError)


def test_what_cannot_be_written_keeps_the_number_of_the_system() -> None:
    twin = pickle.loads(pickle.dumps(UnwritableOutput("no", errno=28, filename="a.json")))  # noqa: S301
    assert (twin.errno, twin.filename, str(twin)) == (28, "a.json", "no")


def test_a_long_message_is_cut_and_marked() -> None:
    error = ArmsDealsError("x" * 5_000)
    assert len(error.message) == LONGEST_MESSAGE == 2_000
    assert error.message.endswith("x…")
    assert ArmsDealsError("x" * 2_000).message == "x" * 2_000


def test_unpickling_keeps_the_parts_of_a_forbidden_move() -> None:
    error = MoveNotAllowed(
        "no", stage="SIGNED", wanted="TALKS", allowed=["CANCELLED"], guards=["g1"], path=("history",)
    )
    twin = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (twin.stage, twin.wanted, twin.allowed, twin.guards) == (
        "SIGNED",
        "TALKS",
        frozenset({"CANCELLED"}),
        ("g1",),
    )
    assert str(twin) == "history: no"


def faults(count: int) -> Issues:
    return Issues(Issue(code="bad-value", message="is empty", path=("deals", place, "id")) for place in range(count))


def test_invalid_deals_lists_its_faults_under_the_name() -> None:
    error = InvalidDeals(faults(2), name="deals\u202e.yaml")
    assert str(error) == (
        "'deals\\u202e.yaml': 2 faults\n  deals[0].id: is empty [bad-value]\n  deals[1].id: is empty [bad-value]"
    )
    assert error.name == "deals\u202e.yaml"


def test_invalid_deals_lists_ten_faults_and_counts_the_rest() -> None:
    error = InvalidDeals(faults(13))
    assert str(error).count("is empty") == 10
    assert str(error).endswith("\n  and 3 more (see .issues)")
    assert len(error.issues) == 13


def test_invalid_deals_counts_errors_only_and_keeps_every_finding() -> None:
    doubt = Issue(code="doubt", message="is odd", severity=Severity.WARNING)
    error = InvalidDeals(Issues([*faults(1), doubt]))
    assert str(error) == "1 fault\n  deals[0].id: is empty [bad-value]"
    assert doubt in error.issues


def test_a_missing_package_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(MissingExtra) as caught:
        need("no_such_package_here.part", extra="plots", what="drawing")
    assert str(caught.value) == 'drawing needs no_such_package_here; install it with: pip install "armsdeals[plots]"'


def test_a_package_that_is_there_is_handed_over() -> None:
    assert need("json", extra="plots").loads("[1]") == [1]


@pytest.mark.parametrize(("name", "near"), [("Norwy", ("Norway",)), ("xyz", ()), ("", ()), ("Norwy" + "y" * 10**6, ())])
def test_a_suggestion_is_near_or_nothing(name: str, near: tuple[str, ...]) -> None:
    assert suggestion(name, ["Norway", "Sweden"]) == near


def test_suggestions_are_at_most_as_many_as_asked_for() -> None:
    known = ["loan one", "loan two", "loan six"]
    found: Any = suggestion("loan on", known, most=2)
    assert found[0] == "loan one"
    assert len(found) == 2


def test_among_very_many_names_the_nearest_is_found_and_one_that_nobody_reads_is_not_looked_for() -> None:
    known = [f"number {one}" for one in range(3_000)] + ["Norway"]
    assert suggestion("Norwy", known) == ("Norway",)
    assert suggestion("number 2999", known) == ("number 2999",)
    with suggesting(lambda: False):
        assert suggestion("Norwy", known) == ()
    assert suggestion("Norwy", known) == ("Norway",)
