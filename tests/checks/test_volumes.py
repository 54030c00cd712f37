"""Rules on volumes of arms: for each one deal that breaks it, and near misses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads


def found(deal: ad.Deal, code: str) -> list[tuple[str, str]]:
    return [(issue.where, issue.message) for issue in ad.check(deal) if issue.code == code]


def told(
    *batches: tuple[str | None, str | None, tuple[int, ...]],
    condition: str = "new",
    number: str = "6",
    signed: str = "2012",
    **volumes: str,
) -> ad.Deal:
    """A deal for one line: volumes by their basis, those of one unit by the condition of the unit."""
    claims: list[ad.VolumeClaim] = []
    for name, value in volumes.items():
        unit: dict[str, Any] = {"is_per_unit": True, "condition": None if name == "unit" else name}
        claims.append(
            ad.VolumeClaim(value, basis=name) if name == "ordered" else ad.VolumeClaim(value, basis="ordered", **unit)
        )
    line = ad.Line(id="heron", system="Heron-T", ordered=number, condition=condition, volumes=claims)
    deal = ad.Deal(id="demo", lines=(line,)).with_event(ad.Event(when=signed, stage="signed"))
    for quantity, volume, years in batches:
        came = ad.Delivery(line="heron", quantity=quantity, volume=volume, years=years)
        deal = deal.with_event(ad.Event(when="2010/2020", deliveries=(came,)))
    return deal


def test_vol_001_a_larger_volume_than_was_ordered_is_a_warning() -> None:
    ((where, message),) = found(told(("4", "16", ()), ("4", "16", ()), ordered="24"), "VOL-001")
    assert where == "deals[0].lines[0].volumes"
    assert message == "32 million TIV arrived, more than the 24 million TIV that were ordered"


@pytest.mark.parametrize(
    "deal",
    [
        told(("4", "16", ()), ("2", "8", ()), ordered="24"),
        told(("4", "24.005", ()), ordered="24"),  # rounding
        told(("4", "16", ()), unit="4"),  # nobody says how large the order is
        told(ordered="24"),
    ],
)
def test_vol_001_is_quiet_about_what_fits(deal: ad.Deal) -> None:
    assert found(deal, "VOL-001") == []


def test_vol_002_a_total_that_is_not_the_number_times_the_unit_is_a_warning() -> None:
    ((_, message),) = found(told(ordered="30", unit="4"), "VOL-002")
    assert message == "30 million TIV are told of 6, and 6 times 4 million TIV are 24 million TIV"
    ((_, batch),) = found(told(("2", "4", ()), ordered="24", unit="4"), "VOL-002")
    assert batch == "4 million TIV are told of 2, and 2 times 4 million TIV are 8 million TIV"


@pytest.mark.parametrize(
    "deal",
    [
        told(("2", "8", ()), ordered="24", unit="4"),
        told(ordered="2", unit="0", number="700"),  # a unit of 0.003 is printed as 0
        told(ordered="24", new="10", condition="used"),  # the unit is told as new only
        told((None, "9", ()), unit="4", ordered="24"),
        told(ordered="30", unit="4", number="5..9"),
    ],
)
def test_vol_002_is_quiet_about_what_fits(deal: ad.Deal) -> None:
    assert found(deal, "VOL-002") == []


def test_vol_003_a_factor_that_is_not_the_usual_one_is_named() -> None:
    (issue,) = [one for one in ad.check(told(condition="used", new="10", used="6")) if one.code == "VOL-003"]
    assert issue.severity is ad.Severity.INFO
    assert issue.message == "a unit counts 6 million TIV and a new one 10 million TIV, which is not 0.40 to 1"


@pytest.mark.parametrize(
    "deal",
    [
        told(condition="used", new="10", used="4"),
        told(condition="used modernised", new="10", used_modernised="6.6"),
        told(condition="used", new="0.03", used="0.01"),  # rounding
        told(condition="new", new="10"),
        told(condition="mixed", new="10", mixed="7"),
        told(condition="used", used="6"),
    ],
)
def test_vol_003_is_quiet_about_the_usual_factors(deal: ad.Deal) -> None:
    assert found(deal, "VOL-003") == []


def test_vol_004_goods_that_arrive_before_the_order_are_a_warning() -> None:
    ((where, message),) = found(told(("4", "16", (2011, 2013))), "VOL-004")
    assert where == "deals[0].history[1].deliveries[0]"
    assert message == "goods arrived in 2011, before the order of 2012"


@pytest.mark.parametrize(
    "deal",
    [
        told(("4", "16", (2012, 2013))),
        told(("4", "16", (2011,)), signed="../2012"),
        told(("4", "16", ()), signed="2019"),  # the years of the batch are not told apart
        told(("4", None, ())),
    ],
)
def test_vol_004_is_quiet_about_what_may_be(deal: ad.Deal) -> None:
    assert found(deal, "VOL-004") == []


@given(deal=ads.deals(max_size=2))
def test_law_the_rules_yield_and_never_raise(deal: ad.Deal) -> None:
    assert all(issue.message for issue in ad.check(deal) if issue.code.startswith("VOL-"))
