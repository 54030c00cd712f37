"""Systems as they are typed: unknown is never the name of one, and a near miss of a category is told."""

from __future__ import annotations

import pytest

from armsdeals._desk import dumps, loads
from armsdeals.errors import InvalidDeals
from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.system import System
from armsdeals.written.misread import near_sort, why_no_system


@pytest.mark.parametrize(
    "typed", ["unknown", "'unknown'", "none", "withheld", "unknown (Russia)", "unknown, missile", "", "~"]
)
def test_what_names_nothing_is_no_system(typed: str) -> None:
    with pytest.raises(InvalidDeals, match="write what is printed of it, such as air defence missiles"):
        loads(f"id: demo\nlines:\n  k:\n    system: {typed}\n", "yaml")


def test_who_means_it_as_a_name_writes_the_object_and_gets_it_back() -> None:
    deal = Deal(id="demo", lines=(Line(id="k", system=System("unknown")),))
    assert loads(dumps(deal, "yaml", style="short"), "yaml").deals == (deal,)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("S-400, sam missil", "sam missile"),
        ("Rafale, combat aircaft", "combat aircraft"),
        ("K2, tank", ""),
        ("MILAN, missile against armour", ""),
        ("S-400 (Russia), submarines", ""),
        ("X, Flugabwehr", ""),
        ("missil", ""),
    ],
)
def test_a_near_miss_of_a_category_is_suggested_and_kept_as_printed(typed: str, meant: str) -> None:
    assert near_sort(typed) == meant
    assert why_no_system(typed) == ""
