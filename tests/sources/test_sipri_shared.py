"""Real files of SIPRI, where the folder ``shared`` stands beside the checkout: all totals to the line and to 0.01 TIV."""

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.register.register import Register

Total = Callable[[Register], Decimal]
Flags = Callable[[Register], tuple[int, int, int]]
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
CENT = Decimal("0.01")


def totals(kind: str) -> dict[str, Any]:
    path = DATA / "control_totals.json"
    if not path.is_file():
        return {}
    told = json.loads(path.read_text("utf-8"))
    return {name: one for name, one in told.items() if one.get("kind") == kind and name.endswith(".csv")}


def named(kind: str) -> list[Any]:
    skipped = pytest.mark.skip(reason="no folder shared with real files stands beside the checkout")
    return [pytest.param(name, one, id=name) for name, one in totals(kind).items()] or [
        pytest.param("", {}, marks=skipped)
    ]


def by_name(register: Register, role: str) -> dict[str, Decimal]:
    told: Counter[str] = Counter()
    for deal in register:
        (party,) = (party for party in deal.parties if str(party.role) == role)
        for event in deal.history:
            for entry in event.deliveries:
                told[party.name] += entry.volume.volume if entry.volume else Decimal(0)  # type: ignore[assignment]
    return dict(told)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "told"), named("register"))
def test_a_real_register_balances(
    name: str, told: dict[str, Any], delivered: Total, ordered: Total, flags: Flags
) -> None:
    reading = ad.try_read(DATA / name, source="sipri")
    counts, register = reading.counts, reading.register
    assert counts is not None
    assert (len(register), counts.joined, counts.refused) == (
        told["records"],
        told["repaired_split_records"],
        told["unparsable"],
    )
    assert counts.data_lines == told["records"] + told["repaired_split_records"]
    assert abs(delivered(register) - Decimal(str(told["tiv_delivered"]))) <= CENT
    assert abs(ordered(register) - Decimal(str(told["tiv_ordered"]))) <= CENT
    assert flags(register) == tuple(
        told[f"{what}_estimated"] for what in ("order_year", "number_ordered", "number_delivered")
    )
    assert len(register.where(certain=False)) == told["any_estimate"]
    statuses = {"New": "NEW", "Second hand": "USED", "Second hand but modernized": "USED_MODERNISED"}
    assert Counter(str(deal.lines[0].condition) for deal in register) == {
        statuses[status]: count for status, count in told["status"].items()
    }
    for side in ("supplier", "recipient"):
        found = by_name(register, side.upper())
        for party, tiv in told[f"tiv_delivered_by_{side}"].items():
            assert abs(found.get(party, Decimal(0)) - Decimal(str(tiv))) <= CENT, party


@pytest.mark.parametrize(("name", "told"), named("deliveries"))
def test_real_deliveries_balance(name: str, told: dict[str, Any], delivered: Total) -> None:
    reading = ad.try_read(DATA / name, source="sipri")
    counts, register = reading.counts, reading.register
    assert counts is not None
    assert (counts.used, counts.data_lines, len(register)) == (told["records"], told["records"], told["deals"])
    assert abs(delivered(register) - Decimal(str(told["tiv"]))) <= CENT
    events = [event for deal in register for event in deal.history if event.deliveries]
    years = Counter(
        "Yes" if event.when.is_uncertain else "(blank)" if "the year" in event.text else "No" for event in events
    )
    numbers = Counter(
        "(blank)"
        if "the number" in event.text
        else "No"
        if entry.quantity is not None and entry.quantity.is_exact
        else "Yes"
        for event in events
        for entry in event.deliveries
    )
    assert (years, numbers) == (told["delivery_year_estimate"], told["number_estimate"])
    of_local = [deal for deal in register if any(str(claim.modality) == "FACT" for claim in deal.lines[0].production)]
    assert len(of_local) == told["deals_with_local_production"]
    categories = Counter(
        code.code
        for deal in register
        for event in deal.history
        for code in deal.lines[0].system.codes
        if event.deliveries
    )
    assert {name.replace("-", " "): count for name, count in told["categories"].items()} == categories
    for side in ("supplier", "recipient"):
        found = by_name(register, side.upper())
        for party, tiv in told[f"tiv_by_{side}"].items():
            assert abs(found[party] - Decimal(str(tiv))) <= CENT, party


def test_the_china_file_knows_its_window() -> None:
    path = DATA / "sipri_register" / "register_2026-07_china_new_header.csv"
    if not path.is_file():
        pytest.skip("no folder shared with real files stands beside the checkout")
    vintage = ad.try_read(path, source="sipri").vintage
    assert vintage is not None
    assert (vintage.first_year, vintage.last_year, str(vintage.generated)) == (2000, 2025, "2026-07-14")
