"""Questions of a yearly table that a publisher prints: it holds volumes, and answers as any other rows do."""

import pytest

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.errors import InvalidValue, UnknownName

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("duckdb", reason="duckdb is not installed")

YEARS = (2018, 2019, 2020, 2021)
EXPORTS = ad.YearlyTable(
    of="supplier", years=YEARS, direction="import", counterpart="Norway", rounded_to=1,
    printed={"Sweden": (10, 20, 30, None), "France": (30, 0, 15, 15), "Total": (40, 20, 45, 15)},
)  # fmt: skip


def test_a_change_between_two_spells_is_that_of_the_printed_cells() -> None:
    found = an.change(EXPORTS, of="supplier", before=(2018, 2019), after=(2020, 2021), basis="delivered")
    assert {row["supplier"]: (row["value"], row["before"], row["after"]) for row in found} == {
        "Sweden": (0.0, 30, 30), "France": (0.0, 30, 30),
    }  # fmt: skip
    late = an.change(EXPORTS, before=2018, after=2020, basis="delivered")
    assert [(row["value"], row["before"], row["after"]) for row in late] == [(0.125, 40, 45)]


def test_shares_and_concentration_leave_out_the_printed_sums() -> None:
    shares = an.shares(EXPORTS, of="supplier", basis="delivered", years=2018)
    assert {row["supplier"]: row["value"] for row in shares} == {"Sweden": 0.25, "France": 0.75}
    (index,) = an.concentration(EXPORTS, of="supplier", by="recipient", basis="delivered", years=2018)
    assert (index["recipient"], index["value"], index["members"]) == ("Norway", 0.625, 2)


def test_a_cell_that_is_not_printed_is_told_and_is_not_zero() -> None:
    found = an.volumes(EXPORTS, by=("supplier", "year"), basis="delivered")
    cells = {(row["supplier"], row["year"]): row["value"] for row in found}
    assert cells["Sweden", 2021] is an.NoValue.UNKNOWN
    assert cells["France", 2019] == 0
    assert any(note.startswith("1 row tells no volume") for note in found.notes)
    assert any("rounded to 1 million TIV" in note for note in found.notes)


def test_a_table_has_nothing_on_another_basis_and_no_other_columns() -> None:
    assert len(an.volumes(EXPORTS, by="year", basis="ordered")) == 0
    with pytest.raises(UnknownName, match="cannot be grouped by 'armament_category'"):
        an.volumes(EXPORTS, by="armament_category", basis="delivered")


def test_a_table_that_does_not_count_in_tiv_is_refused() -> None:
    money = ad.YearlyTable(of="supplier", years=(2020,), printed={"Sweden": (3,)}, unit="EUR")
    with pytest.raises(InvalidValue, match="counts in EUR"):
        an.change(money, of="supplier", before=2019, after=2020, basis="delivered")
