"""Rules on who says what: what stands beside the history needs evidence as the history does."""

from __future__ import annotations

import armsdeals as ad


def test_evi_rules_see_offers_and_permissions() -> None:
    held = ad.Deal(
        id="demo", offers=(ad.Offer(),), authorisations=(ad.Authorisation(kind="export licence", state="granted"),)
    )
    assert {issue.where for issue in ad.check(held) if issue.code == "EVI-001"} == {
        "deals[0].offers[0]",
        "deals[0].authorisations[0]",
    }
