"""Panels: rows where states exist, zeros that mean nothing was told, and by name what finds no row."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.analysis._states import roll_of
from armsdeals.values.country import Country

M = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "sipri_register" / "register_2026-05.csv"
USA, GERMANY_WEST, GERMANY, RUSSIA, TURKEY = 2, 260, 255, 365, 640


@pytest.fixture(scope="module")
def mini() -> ad.Register:
    return ad.read(M, source="sipri")


def rows(*told: tuple[str, str, int, float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [(str(place), *one) for place, one in enumerate(told)], orient="row",
        schema={"deal": pl.String, "supplier": pl.String, "recipient": pl.String, "year": pl.Int64, "tiv": pl.Float64},
    )  # fmt: skip


def test_m_is_all_there_in_the_panel_or_by_name(mini: ad.Register) -> None:
    found = an.panel(mini, years=(1975, 2025), unit="dyad", code="cow", basis="delivered")
    assert found.value == pytest.approx(1_586)
    assert {row["recipient"]: (row["reason"], row["deals"], row["value"]) for row in found.excluded} == {
        "United Nations**": ("United Nations**: organisation", 1, 9.0),
        "Hamas (Palestine)*": ("Hamas (Palestine)*: non state group", 1, 1.0),
        "unknown recipient(s)": ("unknown recipient(s): unknown recipient", 1, 1.0),
    }
    assert found.total == 1_597
    assert found.cell(USA, GERMANY_WEST, 1978) == 200.0
    assert found.cell(RUSSIA, TURKEY, 2019) == 180.0


def test_each_state_has_its_own_number_in_its_own_years(mini: ad.Register) -> None:
    found = an.panel(mini, years=(1975, 2025), unit="dyad", code="cow", basis="delivered")
    with pytest.raises(ad.UnknownName, match="has no row for 2, 255 in 1978"):
        found.cell(USA, GERMANY, 1978)
    assert found.cell(USA, GERMANY, 2001) == 0.0


@pytest.mark.parametrize("key", [(), (1978,), (USA, 1978), (USA, GERMANY_WEST, "x"), (USA, GERMANY_WEST, TURKEY, 1978)])
def test_what_names_no_row_is_refused_with_what_does(mini: ad.Register, key: tuple[Any, ...]) -> None:
    found = an.panel(mini, years=(1975, 2025), unit="dyad", code="cow", basis="delivered")
    with pytest.raises(TypeError, match="give the codes of supplier and recipient and the year"):
        found.cell(*key)
    with pytest.raises(ad.UnknownName, match="it runs from 1975 to 2025"):
        found.cell(USA, TURKEY, 2026)


def test_there_is_no_row_before_independence() -> None:
    found = an.panel(
        rows(("France", "Namibia", 1995, 1.0)), years=(1988, 1992), unit="state", code="iso3", basis="ordered"
    )
    frame = found.to_polars()
    assert frame.filter(pl.col("state") == "NAM")["year"].to_list() == [1990, 1991, 1992]
    assert [row["reason"] for row in found.excluded] == ["outside 1988 to 1992"]


def test_what_came_before_independence_is_named() -> None:
    found = an.panel(rows(("France", "Namibia", 1985, 3.0)), years=(1980, 1999), basis="delivered")
    assert [tuple(row.values())[2:] for row in found.excluded] == [("Namibia does not exist in 1985", 1, 3.0)]


def test_zero_stands_only_where_nothing_is_told() -> None:
    found = an.panel(
        rows(("France", "Egypt", 2015, None), ("France", "Egypt", 2016, 4.0)), years=(2015, 2016), basis="delivered"
    )
    assert (found.cell(220, 651, 2015), found.cell(220, 651, 2016), found.cell(651, 220, 2016)) == (None, 4.0, 0.0)
    frame = found.to_pandas()
    assert frame["value"].isna().sum() == 1
    assert "1 row tells no volume; its cell is empty, not 0" in found.notes


@pytest.mark.parametrize("code", ["cow", "gw"])
@pytest.mark.parametrize(
    ("name", "number", "year"),
    [("Egypt", 651, 1958), ("Egypt", 651, 1959), ("Egypt", 651, 1961), ("Serbia", 345, 1992), ("Serbia", 345, 2000),
     ("Serbia", 345, 2005), ("Tanzania", 510, 1962)],
)  # fmt: skip
def test_a_number_that_runs_on_through_a_change_of_name_has_what_is_booked_under_the_later(
    code: Any, name: str, number: int, year: int
) -> None:
    found = an.panel(rows(("France", name, year, 10.0)), years=(1950, 2010), unit="dyad", code=code, basis="delivered")
    assert found.cell(220, number, year) == 10.0
    assert len(found.excluded) == 0


@pytest.mark.parametrize(
    ("code", "name", "year", "units"),
    [("name", "Egypt", 1959, {"United Arab Republic"}), ("name", "Serbia", 2000, {"Serbia and Montenegro"}),
     ("iso3", "Egypt", 1959, {"EGY"}), ("iso3", "Serbia", 2000, {"YUG"}), ("iso3", "Serbia", 2004, {"SCG"}),
     ("iso3", "Serbia", 2006, {"SRB"}),
     ("sipri", "Serbia", 2000, {"Serbia"}), ("name", "Egypt", 1958, {"Egypt"})],
)  # fmt: skip
def test_a_state_and_the_name_it_is_booked_under_are_one_row(code: Any, name: str, year: int, units: set[str]) -> None:
    found = an.panel(rows(("France", name, year, 10.0)), years=year, unit="state", code=code, basis="delivered")
    frame = found.to_polars()
    assert set(frame.filter(pl.col("value") > 0)["state"]) == units
    every = {"Egypt", "United Arab Republic", "EGY", "Serbia", "Serbia and Montenegro", "SRB", "SCG", "YUG"}
    assert set(frame["state"]) & every - {"Yugoslavia"} >= units
    pairs = ({"Egypt", "United Arab Republic"}, {"Serbia", "Serbia and Montenegro"}, {"SRB", "SCG", "YUG"})
    assert all(len(pair & set(frame["state"])) <= 1 for pair in pairs)


@pytest.mark.parametrize(
    ("name", "year", "code", "number"),
    [("Russia", 1985, "cow", 365), ("Soviet Union", 1993, "cow", 365), ("Serbia", 1985, "gw", 345),
     ("Serbia", 2006, "gw", 345), ("Yemen", 1985, "gw", 678)],
)  # fmt: skip
def test_what_is_told_under_another_name_of_a_number_leaves_its_cell_empty(
    name: str, year: int, code: Any, number: int
) -> None:
    found = an.panel(rows(("France", name, year, 10.0)), years=(1980, 2010), code=code, basis="delivered")
    assert found.cell(220, number, year) is None
    assert found.cell(220, number, year + 1 if year != 2006 else 2005) == 0.0
    assert found.cell(200, number, year) == 0.0
    assert found.value + sum(found.excluded.column("value")) == 10.0
    assert any(note.startswith("1 cell is empty, not 0, since what is told may belong there") for note in found.notes)


def test_every_ordered_pair_of_existing_states_has_one_row() -> None:
    found = an.panel(rows(("France", "Egypt", 2015, 2.0)), years=(2015, 2015), code="gw", basis="delivered")
    states = len(roll_of("gw", 2015).units)
    frame = found.to_polars()
    assert len(found) == frame.height == states * (states - 1)
    assert frame.select("supplier", "recipient", "year").is_unique().all()
    assert list(frame.columns) == [
        "supplier", "supplier_name", "recipient", "recipient_name", "year", "value", "low", "high", "share_estimated",
        "basis", "unit",
    ]  # fmt: skip


def test_of_a_state_one_side_is_counted() -> None:
    told = rows(("France", "Egypt", 2015, 2.0), ("Norway", "Egypt", 2015, 1.0), ("France", "NATO**", 2015, 4.0))
    received = an.panel(told, years=2015, unit="state", code="name", basis="delivered")
    assert (received.cell("Egypt", 2015), received.cell("France", 2015)) == (3.0, 0.0)
    supplied = an.panel(told, years=2015, unit="state", code="sipri", basis="delivered", side="supplier")
    assert (supplied.cell("France", 2015), len(supplied.excluded)) == (6.0, 0)


def test_two_states_with_one_number_in_the_year_of_their_change_are_one_unit() -> None:
    told = rows(
        ("Soviet Union", "India", 1991, 3.0), ("Russia", "India", 1991, 2.0), ("Soviet Union", "Russia", 1991, 1.0)
    )
    found = an.panel(told, years=1991, basis="delivered")
    assert found.cell(RUSSIA, 750, 1991) == 5.0
    assert [row["reason"] for row in found.excluded] == ["Soviet Union: supplied to themselves"]
    assert roll_of("cow", 1991).name[RUSSIA] == "Russia"


def test_names_that_no_list_knows_stop_the_panel_with_all_of_them() -> None:
    told = rows(("France", "Atlantis", 2015, 2.0), ("France", "Lemuria", 2015, 1.0))
    with pytest.raises(
        ad.UnknownName,
        match=r"no list of states knows Atlantis 2 million TIV \(1 deal\), Lemuria 1 million TIV \(1 deal\)",
    ):
        an.panel(told, years=2015, basis="delivered")
    found = an.panel(told, years=2015, basis="delivered", not_found="exclude")
    assert sum(found.excluded.column("value")) == 3.0


def test_it_goes_out_as_a_file_with_empty_cells(tmp_path: Path) -> None:
    found = an.panel(rows(("France", "Egypt", 2015, None)), years=2015, unit="state", code="iso3", basis="delivered")
    found.write(tmp_path / "panel.csv")
    lines = (tmp_path / "panel.csv").read_text("utf-8").splitlines()
    assert lines[0] == "state,state_name,year,value,low,high,share_estimated,basis,unit"
    assert "EGY,Egypt,2015,,0,,,delivered,TIV" in [line.replace("0.0", "0") for line in lines]
    assert len(lines) == len(found) + 1
    assert len(found.result) == len(found)
    assert found.result.cite() == found.cite()
    with pytest.raises(ad.InvalidValue, match=r"does not end in \.csv"):
        found.write(tmp_path / "panel.dta")


@pytest.mark.parametrize(
    ("asked", "match"),
    [
        ({"code": "cou"}, "did you mean cow"),
        ({"unit": "pair"}, "expected state or dyad"),
        ({"side": "buyer"}, "expected supplier or recipient"),
        ({"not_found": "drop"}, "expected raise or exclude"),
    ],
)
def test_a_wrong_choice_is_refused_with_the_right_ones(asked: dict[str, Any], match: str) -> None:
    with pytest.raises(ad.UnknownName, match=match):
        an.panel(rows(), years=2015, basis="delivered", **asked)


def test_a_panel_needs_basis_and_years() -> None:
    with pytest.raises(TypeError, match="panel needs basis="):
        an.panel(rows(), years=2015)


def test_the_shared_register_of_2026_is_all_there_or_named() -> None:
    if not SHARED.exists():
        pytest.skip("the shared data are not here")
    found = an.panel(ad.read(SHARED, source="sipri"), years=(1990, 2025), unit="state", code="cow", basis="delivered")
    lost = sum(found.excluded.column("value"))
    assert found.total == pytest.approx(166_128.13, abs=0.01)
    assert found.value + lost == pytest.approx(166_128.13, abs=0.01)


names = st.sampled_from(
    ["France", "Soviet Union", "Russia", "Namibia", "NATO**", "unknown supplier(s)", "East Germany (GDR)"]
)


@given(
    told=st.lists(st.tuples(names, names, st.integers(1985, 1995), st.integers(0, 3), st.integers(0, 40)), max_size=6),
    unit=st.sampled_from(["state", "dyad"]),
    code=st.sampled_from(["cow", "gw", "iso3", "sipri", "name"]),
)
def test_law_the_panel_and_what_is_excluded_make_the_rows(
    told: list[tuple[str, str, int, int, int]], unit: Any, code: Any
) -> None:
    frame = pl.DataFrame(
        [(str(place), one[0], one[1], one[2], one[2] + one[3], float(one[4])) for place, one in enumerate(told)], orient="row",
        schema={"deal": pl.String, "supplier": pl.String, "recipient": pl.String, "first_year": pl.Int64, "last_year": pl.Int64, "tiv": pl.Float64},
    )  # fmt: skip
    found = an.panel(frame, years=(1988, 1993), unit=unit, code=code, basis="delivered")
    total = sum(one[4] for one in told)
    assert found.value + sum(found.excluded.column("value")) == pytest.approx(total)
    assert found.total == pytest.approx(total)
    for *units, year in found.held:
        assert year in range(1988, 1994)
        assert set(units) <= set(roll_of(code, int(year)).units)


def test_a_state_exists_in_a_year_if_it_did_on_any_day_of_it() -> None:
    assert Country("East Germany") in roll_of("cow", 1990).key
    assert Country("East Germany") not in roll_of("cow", 1991).key
