"""What several questions are asked with is called, typed and left out alike in all of them, and each says what it means."""

import re
from collections.abc import Callable
from inspect import Parameter, getdoc, signature
from typing import Any

import pytest

import armsdeals.analysis as an

QUESTIONS = (
    an.shares,
    an.change,
    an.concentration,
    an.order_book,
    an.reconcile,
    an.network,
    an.panel,
    an.durations,
    an.stages,
    an.prices,
)
SHARED = signature(an.volumes).parameters
OWN = {  # these mean something of their own
    ("panel", "years"), ("durations", "basis"), ("prices", "basis"), ("prices", "by"), ("order_book", "by"), ("concentration", "measure"),
    ("prices", "data"),
}  # fmt: skip
ASKED = [
    pytest.param(ask, name, id=f"{ask.__name__}-{name}")
    for ask in QUESTIONS
    for name in signature(ask).parameters
    if name in SHARED and (ask.__name__, name) not in OWN
]


@pytest.mark.parametrize(("ask", "name"), ASKED)
def test_what_questions_share_is_one_argument(ask: Callable[..., Any], name: str) -> None:
    told = signature(ask).parameters[name]
    assert (told.kind, told.annotation, told.default) == (
        SHARED[name].kind,
        SHARED[name].annotation,
        SHARED[name].default,
    )


@pytest.mark.parametrize("ask", [an.volumes, *QUESTIONS])
def test_each_argument_stands_in_the_help_of_its_question(ask: Callable[..., Any]) -> None:
    args = re.search(r"Args:\n(.*?)\n\n\S", f"{getdoc(ask)}\n\n.", re.DOTALL)
    assert args is not None
    told = re.findall(r"^    (\w+): ", args[1], re.MULTILINE)
    assert told == [name for name, one in signature(ask).parameters.items() if one.kind is not Parameter.VAR_KEYWORD]


@pytest.mark.parametrize("ask", [an.shares, an.change, an.concentration])
def test_questions_about_parts_take_all_that_narrows_a_volume(ask: Callable[..., Any]) -> None:
    narrows = {"basis", "spread", "supplier", "recipient", "buyer", "seller", "columns"}
    assert narrows <= signature(ask).parameters.keys()
