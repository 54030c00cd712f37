"""Shares, change, concentration, the order book and reconciling, on the made-up register M; the sums were reached by hand."""

import math
from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.register.yearly_table import YearlyTable

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

UNKNOWN = ad.NoValue.UNKNOWN


def test_shares_add_up_to_one_and_the_largest_comes_first(m: Any) -> None:
    found = an.shares(m, of="supplier", years=(2015, 2020), basis="delivered", recipient="Turkiye")
    assert [(row["supplier"], row["value"], row["volume"]) for row in found] == [
        ("Russia", 240 / 256, 240), ("United States", 16 / 256, 16)
    ]  # fmt: skip
    assert found.unit == "fraction"
    assert all(row["low"] <= row["value"] <= row["high"] for row in found)


def test_shares_add_up_within_what_is_asked_for(m: Any) -> None:
    found = an.shares(m, of="recipient", by="year", years=(2019, 2020), basis="delivered")
    assert [(row["year"], row["recipient"], row["volume"]) for row in found] == [
        (2019, "Turkiye", 180), (2020, "Turkiye", 60), (2020, "unknown recipient(s)", 1)
    ]  # fmt: skip
    assert found[1]["value"] == pytest.approx(60 / 61)


def test_whoever_is_alone_has_all_of_what_may_be_there(m: Any) -> None:
    (row,) = an.shares(
        m, of="supplier", recipient="India", years=(2021, 2022), basis="delivered"
    )  # 180 in 2021 to 2023
    assert [row[end] for end in ("value", "low", "high")] == [1, 1, 1]


def test_parties_that_nobody_knows_count_in_the_whole_and_are_named(m: Any) -> None:
    found = an.shares(m, of="recipient", years=(2020, 2020), basis="delivered")
    assert "who is not known counts in the whole: unknown recipient(s), 1 million TIV, 1.6 %" in found.notes


def test_change_is_told_against_the_earlier_volume(m: Any) -> None:
    found = an.change(m, of="recipient", before=(2014, 2018), after=(2019, 2023), basis="delivered")
    row = found["Turkiye"]
    assert (row["before"], row["after"], row["value"]) == (16, 240, 14)
    assert found["India"]["value"] is ad.NoValue.NOT_APPLICABLE  # nothing came before
    assert found["United Nations**"]["value"] == -1


def test_an_unknown_volume_is_no_part_of_0() -> None:
    told = pa.table({"supplier": ["A", "B", "B", "C"], "year": [2001, 2001, 2002, 2001], "tiv": [6.0, 2.0, None, None]})
    found = an.shares(told, of="supplier", basis="delivered")
    assert [(row["supplier"], row["value"], row["volume"]) for row in found] == [
        ("A", 0.75, 6.0), ("B", 0.25, 2.0), ("C", UNKNOWN, UNKNOWN),
    ]  # fmt: skip
    assert {found["C"][name] for name in ("low", "high", "share_estimated")} == {UNKNOWN}


def test_years_on_both_sides_of_a_change_are_told(m: Any) -> None:
    found = an.change(m, of="recipient", before=(2010, 2016), after=(2015, 2021), basis="delivered")
    assert "2015 to 2016 counts on both sides, before and after" in found.notes
    apart = an.change(m, of="recipient", before=(2010, 2014), after=(2015, 2019), basis="delivered")
    assert not any("both sides" in note for note in apart.notes)


def test_a_change_from_or_to_an_unknown_volume_is_unknown() -> None:
    told = pa.table(
        {
            "supplier": ["A", "A", "B", "B", "C"],
            "year": [2001, 2002, 2001, 2002, 2002],
            "tiv": [4.0, None, None, 3.0, 1.0],
        }
    )
    found = an.change(told, of="supplier", before=2001, after=2002, basis="delivered")
    assert [(row["supplier"], row["value"], row["before"], row["after"]) for row in found] == [
        ("A", UNKNOWN, 4.0, UNKNOWN), ("B", UNKNOWN, UNKNOWN, 3.0), ("C", an.NoValue.NOT_APPLICABLE, 0.0, 1.0),
    ]  # fmt: skip


def test_only_rows_of_the_years_that_are_asked_for_are_told_to_lack_a_volume() -> None:
    told = pa.table(
        {
            "deal": ["a", "b", "c", "d"], "supplier": ["A"] * 4, "first_year": [1990, 2000, None, 2004],
            "last_year": [1999, 2001, None, 2004], "tiv": pa.array([None, None, None, 1.0], pa.float64()),
        }
    )  # fmt: skip
    found = an.shares(told, of="supplier", basis="delivered", years=(2001, 2009))
    assert "2 rows tell no figure and count in no sum: b, c" in found.notes
    found = an.shares(told, of="supplier", basis="delivered")
    assert "3 rows tell no figure and count in no sum: a, b, c" in found.notes


@pytest.mark.parametrize("ask", [an.shares, an.concentration])
def test_what_is_below_0_is_no_part_of_a_whole(ask: Any) -> None:
    told = pa.table({"supplier": ["A", "B"], "year": [2001, 2001], "tiv": [10.0, -4.0]})
    assert an.volumes(told, by="supplier", basis="delivered").column("value") == (10.0, -4.0)
    with pytest.raises(
        ad.InvalidValue, match="the volume of 'B' is -4 million TIV, and what is below 0 is no part of a whole"
    ):
        ask(told, of="supplier", basis="delivered")


@pytest.mark.parametrize("year", [99_999, -5, 2001.5, math.nan, math.inf])
def test_what_is_no_year_is_refused_and_no_volume_is_lost(year: float) -> None:
    told = pl.DataFrame({"supplier": ["A", "B"], "year": [year, 2001], "tiv": [1.0, 2.0]}, strict=False)
    with pytest.raises(ad.InvalidValue, match="is no year"):
        an.volumes(told, by="year", basis="delivered")
    assert an.volumes(told, by=(), basis="delivered").column("value") == (3.0,)


def test_spells_of_unequal_length_are_told(m: Any) -> None:
    found = an.change(m, before=(2012, 2018), after=(2019, 2023), basis="delivered")
    assert (len(found), found[0]["before"], found[0]["after"]) == (1, 55, 421)
    assert "2012 to 2018 has 7 years, 2019 to 2023 has 5" in found.notes


def test_a_spell_of_one_year_is_written_as_one(m: Any) -> None:
    found = an.change(m, before=2019, after=(2019, 2023), basis="delivered")
    assert found.title == "Change of volume from 2019 to 2019-2023, delivered"
    assert found.notes[-2:] == ("2019 has 1 year, 2019 to 2023 has 5", "2019 counts on both sides, before and after")


@pytest.mark.parametrize("ask", [an.volumes, an.order_book, an.shares])
def test_what_is_nothing_to_group_by_is_told_as_that(m: Any, ask: Any) -> None:
    more: dict[str, Any] = {} if ask is an.order_book else {"basis": "delivered"}
    with pytest.raises(TypeError, match="3 is nothing to group by; write a name"):
        ask(m, by=3, **more, **({"of": "supplier"} if ask is an.shares else {}))


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("hhi", 0.8828),
        ("top_share", 0.9375),
        ("entropy", -(0.9375 * math.log(0.9375) + 0.0625 * math.log(0.0625))),
    ],
)
def test_each_index_of_two_suppliers(m: Any, measure: str, expected: float) -> None:
    found = an.concentration(m, of="supplier", years=(2015, 2020), measure=measure, basis="delivered", buyer="Turkiye")
    row = found[0]
    assert row["value"] == pytest.approx(expected, abs=5e-5)
    assert (row["members"], row["first"], row["volume"]) == (2, "Russia", 256)


def test_an_empty_window_has_no_index_and_says_so(m: Any) -> None:
    found = an.concentration(m, of="supplier", years=(2030, 2031), basis="delivered")
    assert len(found) == 0
    assert "so there is no row" in found.notes[0]


def test_unknown_suppliers_frame_the_index() -> None:
    told = pa.table({"supplier": ["A", "B", "unknown supplier(s)"], "year": [2019] * 3, "tiv": [60.0, 30.0, 10.0]})
    row = an.concentration(told, of="supplier", basis="delivered")[0]
    # They may be very many (0.6^2 + 0.3^2), one (0.1^2 more), or all of them A (0.7^2 + 0.3^2).
    assert [row[end] for end in ("low", "value", "high")] == pytest.approx([0.45, 0.46, 0.58])
    assert row["members"] == 3


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(2001, 2003), st.integers(1, 4)), min_size=1))
def test_law_the_first_has_the_largest_part_and_of_equal_ones_the_first_name(told: list[tuple[str, int, int]]) -> None:
    supplier, year, tiv = zip(*told, strict=True)
    frame = pa.table({"supplier": supplier, "year": year, "tiv": list(map(float, tiv))})
    for row in an.concentration(frame, of="supplier", by="year", basis="delivered"):
        sold = Counter[str]()
        for who, when, volume in told:
            sold[who] += volume if when == row["year"] else 0
        largest = max(sold.values())
        assert row["first"] == min(who for who, volume in sold.items() if volume == largest)
        assert row["first_share"] == pytest.approx(largest / sold.total(), abs=1e-9)


def test_an_index_for_each_year_and_recipient_is_the_one_of_its_rows(m: Any) -> None:
    found = an.concentration(m, of="supplier", by=("year", "recipient"), basis="delivered")
    rows = {(row["year"], row["recipient"]): (row["value"], row["first"]) for row in found}
    assert rows[2019, "Turkiye"] == (1, "Russia")
    assert rows[2018, "Turkiye"] == (1, "United States")


def test_the_order_book_is_what_deals_owe_and_no_difference_of_totals(m: Any) -> None:
    found = an.order_book(m)
    assert {row["recipient"]: row["value"] for row in found} == {"India": 120, "Poland": 4000, "Turkiye": 8}
    assert sum(found.column("value")) == 4128
    assert an.order_book(m, by="deal")["m-11"]["deals"] == 1


def test_a_deal_that_delivers_more_makes_up_for_no_other_and_one_without_a_volume_is_named() -> None:
    told = pa.table({"deal": ["a", "a", "b", "c"], "recipient": ["X"] * 4, "basis": ["ORDERED", "DELIVERED", "ORDERED", "ORDERED"],
                     "tiv": [10.0, 25.0, 40.0, None]})  # fmt: skip
    found = an.order_book(told)
    assert found["X"]["value"] == 40
    assert (
        found.notes[0]
        == "1 deal delivers more than is told of its order, 15 million TIV in all; they owe nothing and make up for no other: a"
    )
    assert found.notes[1].endswith("they are open and count in no sum: c")


def test_an_empty_cell_of_a_table_is_no_0_and_0_is_below_a_half() -> None:
    told = pa.table({"recipient": ["Norway"] * 3, "year": [2019, 2020, 2021], "tiv": [16.3, 0.2, 0.2]})
    table = YearlyTable(of="recipient", years=(2019, 2020, 2021, 2022), printed={"Norway": ("16", None, "0", None)})
    found = an.reconcile(told, table)
    assert found.column("agrees") == (True, False, True, True)
    assert found.column("table") == (16, UNKNOWN, 0, UNKNOWN)
    assert (
        found.notes[0]
        == "1 name, 4 years, 4 cells, of which the table prints 2; the largest difference is 0.3 million TIV"
    )
    assert found.notes[1] == "1 cell differs beyond rounding: Norway 2020 (+0.2)"


def test_names_on_one_side_only_are_told() -> None:
    told = pa.table({"recipient": ["Turkiye", "Nobody**"], "year": [2019, 2019], "tiv": [1.0, 1.0]})
    table = YearlyTable(of="recipient", years=(2019,), printed={"Turkey": ("1",), "Norway": ("5",)})
    found = an.reconcile(told, table)
    assert found.column("recipient") == ("Turkiye",)
    assert "the register tells of Nobody**, of whom the table has no row" in found.notes
    assert "the table has 1 row of whom the register tells nothing in these years: Norway" in found.notes


def test_a_table_on_another_basis_is_refused(m: Any) -> None:
    table = YearlyTable(of="recipient", years=(2019,), printed={})
    with pytest.raises(ad.InvalidValue, match="not what is ordered"):
        an.reconcile(m, table, basis="ordered")
    with pytest.raises(TypeError, match="read_table"):
        an.reconcile(m, {"Norway": 5})  # type: ignore[arg-type]


@pytest.mark.parametrize("ask", [an.shares, an.concentration])
def test_a_refusal_names_no_argument_that_the_question_lacks(ask: Any) -> None:
    told = pl.DataFrame({"supplier": ["A"], "order_year": [2012], "year": [2015], "tiv": [4.0]})
    with pytest.raises(ad.InvalidValue, match=r"ask volumes\(\.\.\., allow_truncated=True\)"):
        ask(told, of="supplier", by="order_year", basis="delivered")


def test_each_question_of_volumes_leads_from_a_row_to_its_deals(m: Any) -> None:
    book = an.order_book(m).explain(recipient="India")
    assert book.title == "Order book, deal by deal: India"
    assert [(row["deal"], row["value"]) for row in book] == [("m-10", 120)]
    held = an.concentration(m, of="supplier", by="recipient", basis="delivered").explain(buyer="Turkiye")
    assert {row["deal"]: row["value"] for row in held} == {"m-01": 120, "m-02": 120, "m-03": 16}
    grown = an.change(m, of="recipient", before=(2014, 2018), after=(2019, 2023), basis="delivered")
    parts = grown.explain(recipient="Turkiye")
    assert [(row["deal"], row["before"], row["after"]) for row in parts] == [
        ("m-01", 0, 120),
        ("m-02", 0, 120),
        ("m-03", 16, 0),
    ]


@pytest.mark.parametrize("spread", ["even", None])
def test_law_the_parts_of_a_row_add_up_to_it(m: Any, spread: str | None) -> None:
    grown = an.change(m, of="supplier", before=(2010, 2018), after=(2019, 2023), basis="delivered", spread=spread)
    for row in grown:
        parts = grown.explain(supplier=row["supplier"])
        assert sum(parts.column("before")) == pytest.approx(row["before"])
        assert sum(parts.column("after")) == pytest.approx(row["after"])
    held = an.concentration(m, of="supplier", by="recipient", basis="delivered", spread=spread)
    owed = an.order_book(m, by=("supplier", "recipient"))
    for found, whole in ((held, "volume"), (owed, "value")):
        for row in found:
            parts = found.explain(**{name: row[name] for name in found.names[: found.keys]})
            assert sum(parts.column("value")) == pytest.approx(row[whole])
