"""The tables of the guide on typing deals: every line in them was tried."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import armsdeals as ad
from armsdeals.written.heads import HEADS

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def typed_lines() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS / "_ext"))
        yield import_module("typed_lines")


def test_every_line_of_the_table_of_refusals_is_refused_with_a_remedy(typed_lines: ModuleType) -> None:
    rows = typed_lines.refusals()
    assert len(rows) == len(typed_lines.REFUSED) > 20
    assert all(len(said) > 20 for _, said in rows)


def test_a_line_that_is_read_may_not_stand_in_the_table_of_refusals(typed_lines: ModuleType) -> None:
    with pytest.raises(AssertionError, match="'2017 signed' is read"):
        typed_lines.sentence(typed_lines.Refused("2017 signed"))


def test_every_head_stands_in_the_table_of_heads(typed_lines: ModuleType) -> None:
    assert [row[0] for row in typed_lines.heads()] == [f"`{head.under}`" for head in HEADS]


def test_the_example_told_field_by_field_is_read_as_it_says() -> None:
    page = (DOCS / "guides" / "written-form.md").read_text(encoding="utf-8")
    text = next(block for block in page.split("```") if block.startswith("yaml\ndeals:"))
    register = ad.loads(text.removeprefix("yaml\n"), format="yaml")
    deal = register["pol-gripen"]
    (assessment,), (knowledge,) = deal.assessments, deal.technology
    assert (str(assessment.verdict), [str(one) for one in assessment.grounds]) == ("INADEQUATE", ["FINANCIAL"])
    assert (knowledge.subject, str(knowledge.depth), knowledge.line) == ("the engine", "ASSEMBLY", "gripen")
    (change,) = deal.history[2].amendments
    assert (change.what, change.before, change.after, str(change.consent)) == (
        "day of the first delivery", "2020", "2021", "BOTH",
    )  # fmt: skip
    assert deal.stage is ad.NegotiationStage.SIGNED
    (competition,) = register.competitions
    assert (competition.contenders, competition.course[0].winner) == (("pol-gripen",), "pol-gripen")
