"""Published figures from the files of real registers, where they lie beside the checkout."""

from functools import cache
from pathlib import Path

import pytest

import armsdeals as ad
import armsdeals.analysis as an

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
REGISTER_2026, REGISTER_2024 = "sipri_register/register_2026-05.csv", "sipri_register/register_2024-03.csv"
DELIVERIES = "sipri_deliveries/deliveries_2024-04_1990-2023.csv"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the shared files are not beside the checkout")


@cache
def register(name: str) -> ad.Register:
    return ad.try_read(DATA / name, source="sipri").register


def test_spread_over_years_the_register_adds_up_to_its_deals() -> None:
    found = an.volumes(register(REGISTER_2026), by="year", basis="delivered", spread="even")
    assert sum(found.column("value")) == pytest.approx(166_128.13, abs=0.01)


@pytest.mark.parametrize(
    ("recipient", "spread", "by_order"),
    [
        ("Turkiye", (3069.0, 2428.5, -0.209), (1619.0, 6.8, -0.996)),
        ("Norway", (None, None, 0.678), (None, None, -0.931)),
    ],
)
def test_order_years_are_a_trap(
    recipient: str, spread: tuple[float | None, ...], by_order: tuple[float | None, ...]
) -> None:
    held = register(REGISTER_2024).where(recipient=recipient)
    row = an.change(held, before=(2014, 2018), after=(2019, 2023), basis="delivered")[0]
    for cell, expected, allowed in zip(("before", "after", "value"), spread, (0.1, 0.1, 0.0005), strict=True):
        assert expected is None or row[cell] == pytest.approx(expected, abs=allowed)
    found = an.volumes(held, by="order_year", basis="delivered", allow_truncated=True)
    told = {one["order_year"]: one["value"] for one in found}
    before, after = (sum(told.get(year, 0) for year in range(first, first + 5)) for first in (2014, 2019))
    for value, expected, allowed in zip((before, after, after / before - 1), by_order, (0.1, 0.1, 0.0005), strict=True):
        assert expected is None or value == pytest.approx(expected, abs=allowed)


def test_the_register_of_deliveries_agrees_with_the_official_table_in_every_cell() -> None:
    table = ad.read_table(DATA / "sipri_tiv_tables/import_values_1990-2023.csv", source="sipri")
    found = an.reconcile(register(DELIVERIES), table)
    assert len(found) == 748
    assert sum(cell is not ad.NoValue.UNKNOWN for cell in found.column("table")) == 274
    assert all(found.column("agrees"))
    assert max(abs(value) for value in found.column("value")) == pytest.approx(0.5, abs=0.005)
    assert (
        found.notes[0]
        == "22 names, 34 years, 748 cells, of which the table prints 274; the largest difference is 0.5 million TIV"
    )


@pytest.mark.parametrize(
    ("recipient", "volume", "first", "share", "members", "hhi"),
    [
        ("Norway", 2254.75, "United States", 0.892, 7, 0.800),
        ("Turkiye", 2281.47, "Spain", 0.306, 10, 0.208),
        ("Ukraine", 6895.87, "United States", 0.395, 31, 0.2014),
    ],
)
def test_on_whom_a_recipient_depended(
    recipient: str, volume: float, first: str, share: float, members: int, hhi: float
) -> None:
    held = register(DELIVERIES).where(recipient=recipient)
    row = an.concentration(held, of="supplier", years=(2019, 2023), measure="hhi", basis="delivered")[0]
    assert (row["first"], row["members"]) == (first, members)
    assert row["volume"] == pytest.approx(volume, abs=0.01)
    assert row["first_share"] == pytest.approx(share, abs=0.0005)
    assert row["value"] == pytest.approx(hhi, abs=0.0005)
    largest = an.shares(held, of="supplier", years=(2019, 2023), basis="delivered")[0]
    assert (largest["supplier"], largest["value"]) == (first, row["first_share"])


def test_how_imports_of_turkiye_changed() -> None:
    found = an.change(register(DELIVERIES), of="recipient", before=(2014, 2018), after=(2019, 2023), basis="delivered")
    row = found["Turkiye"]
    assert (row["before"], row["after"]) == (pytest.approx(3217.94, abs=0.01), pytest.approx(2281.47, abs=0.01))
    assert row["value"] == pytest.approx(-0.291, abs=0.0005)
    assert not any("spread" in note for note in found.notes)


def test_the_order_book_counts_each_deal_by_itself() -> None:
    found = an.order_book(register(REGISTER_2026))
    assert sum(found.column("value")) == pytest.approx(13_640.45, abs=0.01)
    assert found.notes[0].startswith("45 deals deliver more than is told of their orders")


def test_nearly_every_description_has_a_group() -> None:
    found = an.volumes(register(REGISTER_2026), by={"weapon": an.WEAPONS}, basis="delivered")
    assert sum(found.column("value")) == pytest.approx(166_128.13, abs=0.01)
    assert set(found.column("weapon")) - {name for name, _ in an.WEAPONS.groups} == {"air refuel system"}
