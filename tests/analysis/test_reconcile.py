"""Holding a register against an official table: names of one state together, and unknown volumes apart from 0."""

from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.register.yearly_table import YearlyTable

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

UNKNOWN = ad.NoValue.UNKNOWN
BURMA = pa.table(
    {
        "deal": ["a", "b", "c"], "recipient": ["Burma", "Myanmar", "Norway"], "year": [2019, 2019, 2019],
        "tiv": [4.0, 12.3, 2.0], "number_is_estimated": [True, False, False],
    }
)  # fmt: skip


def test_two_names_of_one_state_in_the_register_meet_one_row_of_the_table() -> None:
    table = YearlyTable(of="recipient", years=(2019,), printed={"Myanmar": ("16",), "Norway": ("2",)})
    found = an.reconcile(BURMA, table)
    assert found.column("recipient") == ("Myanmar", "Norway")
    assert found.column("register") == (16.3, 2.0)
    assert found.column("agrees") == (True, True)
    assert round(found[0]["share_estimated"], 6) == round(4 / 16.3, 6)
    assert "names of one state are put together: Myanmar with Burma" in found.notes
    assert not [note for note in found.notes if "rows of their own" in note]


def test_the_parts_of_such_a_cell_add_up_to_it() -> None:
    table = YearlyTable(of="recipient", years=(2019,), printed={"Myanmar": ("16",)})
    parts = an.reconcile(BURMA, table).explain(recipient="Myanmar", year=2019)
    assert dict(zip(parts.column("deal"), parts.column("value"), strict=True)) == {"a": 4.0, "b": 12.3}


def test_two_rows_of_one_state_in_the_table_are_added_up_with_the_rounding_of_both() -> None:
    told = pa.table({"recipient": ["North Yemen"] * 2, "year": [1980, 1981], "tiv": [5.9, 6.5]})
    printed = {"North Yemen": ("3", "3"), "Yemen Arab Republic (North Yemen)": ("2", "2")}
    found = an.reconcile(told, YearlyTable(of="recipient", years=(1980, 1981), printed=printed))
    assert found.column("table") == (5, 5)
    assert found.column("agrees") == (True, False)
    assert "names of one state are put together: North Yemen with Yemen Arab Republic (North Yemen)" in found.notes


def test_an_unknown_volume_neither_agrees_nor_differs() -> None:
    told = pa.table({"recipient": ["Norway"] * 2, "year": [2019, 2020], "tiv": pa.array([None, 2.0], pa.float64())})
    table = YearlyTable(of="recipient", years=(2019, 2020, 2021), printed={"Norway": ("5", "2", None)})
    found = an.reconcile(told, table)
    assert found.column("register") == (UNKNOWN, 2.0, 0.0)
    assert found.column("value") == (UNKNOWN, 0.0, 0.0)
    assert found.column("agrees") == (UNKNOWN, True, True)
    assert found.notes[1] == "no cell differs beyond rounding; of 1 the register tells deliveries and no volume"


def test_a_category_of_arms_is_no_party() -> None:
    told = pa.table({"armament_category": ["Ships", "Missiles"], "year": [2019, 2019], "tiv": [1.0, 2.0]})
    table = YearlyTable(of="category", years=(2019,), printed={"Ships": ("1",), "Missiles": ("2",)})
    assert an.reconcile(told, table).column("agrees") == (True, True)


def test_a_table_of_which_nobody_says_whose_volumes_it_holds_is_held_against_nothing_until_it_is_said() -> None:
    told = pa.table(
        {"supplier": ["Norway"] * 2, "recipient": ["Sweden", "Iran"], "year": [2019] * 2, "tiv": [5.0, 2.0]}
    )
    table = YearlyTable(years=(2019,), printed={"Norway": ("5",), "Sweden": ("1",)})
    wanted = r"say it with table\.with_rows_of\('supplier'\), and with counterpart"
    with pytest.raises(ad.InvalidValue, match=wanted) as refused:
        an.reconcile(told, table)
    assert refused.value.path == ("of",)
    with pytest.raises(ad.InvalidValue, match=wanted):
        an.volumes(table, by="year", basis="delivered")
    with pytest.raises(ad.InvalidValue, match=wanted):
        an.shares(table, of="supplier", basis="delivered")
    found = an.reconcile(told, table.with_rows_of("supplier"))
    assert [(row["supplier"], row["register"], row["agrees"]) for row in found] == [("Norway", 7.0, False)]
    of_one = an.reconcile(told, table.with_rows_of("supplier", counterpart="Sweden"))
    assert [(row["supplier"], row["register"], row["agrees"]) for row in of_one] == [("Norway", 5.0, True)]
