"""Rules on offers that had run out and permissions that nobody gave."""

from __future__ import annotations

from typing import Any

import pytest

import armsdeals as ad

LINES = (ad.Line(id="s400", system="S-400"), ad.Line(id="spares", system="spares"))


def found(deal: ad.Deal, code: str) -> list[tuple[str, str]]:
    return [(issue.where, issue.message) for issue in ad.check(deal) if issue.code == code]


def offered(*offers: ad.Offer, taken: str = "2014-09-01", stage: str = "selected") -> ad.Deal:
    return ad.Deal(id="demo", offers=offers).advance(stage, on=taken)


def test_off_001_an_offer_that_had_run_out_when_it_was_taken_is_told() -> None:
    ((where, message),) = found(offered(ad.Offer(valid_until="2014-06-30")), "OFF-001")
    assert where == "deals[0].offers[0].valid_until"
    assert message == "ran out on 2014-06-30, before it was taken up on 2014-09-01"
    assert found(offered(ad.Offer(valid_until="2014-06-30"), stage="signed"), "OFF-001")


def test_off_001_a_signature_before_a_halt_or_after_it_may_have_taken_an_offer_made_under_the_halt() -> None:
    told = (ad.Event(when="2010", stage="suspended"), ad.Event(when="2009/2016", stage="signed"))
    old, new = ad.Offer(when="2008", valid_until="2008-12-31"), ad.Offer(when="2012")
    assert found(ad.Deal(id="demo", history=told, offers=(old, new)), "OFF-001") == []
    assert len(found(ad.Deal(id="demo", history=told, offers=(old,)), "OFF-001")) == 1


@pytest.mark.parametrize(
    "deal",
    [
        offered(ad.Offer(valid_until="2014-09-01")),
        offered(ad.Offer(valid_until="2014")),
        offered(ad.Offer(valid_until="2014-06-30"), taken="2014"),
        offered(ad.Offer(valid_until="2014-06-30"), ad.Offer()),
        offered(ad.Offer(key="a", valid_until="2014-06-30"), ad.Offer(revises="a", valid_until="2014-12-31")),
        offered(ad.Offer(valid_until="2014-06-30", modality="planned")),
        offered(ad.Offer(valid_until="2014-06-30"), stage="talks"),
        offered(ad.Offer()),
    ],
)
def test_off_001_is_quiet_where_an_offer_may_have_held(deal: ad.Deal) -> None:
    assert found(deal, "OFF-001") == []


def delivered(*states: tuple[str, str], quantity: str | None = "1", kind: str = "delivered", **more: Any) -> ad.Deal:
    told = tuple(
        ad.Authorisation(kind="export licence", state=ad.AuthorisationState(state), when=when, **more)
        for when, state in states
    )
    entry = ad.Delivery(line="s400", quantity=quantity, kind=ad.DeliveryKind(kind))
    return ad.Deal(
        id="demo", lines=LINES, authorisations=told, history=(ad.Event(when="2019-07-12", deliveries=(entry,)),)
    )


@pytest.mark.parametrize(
    "states",
    [
        [("2018", "required")],
        [("2018", "required"), ("2019-03", "applied")],
        [("2017", "granted"), ("2018", "revoked")],
        [("2018", "required"), ("2019-08", "granted")],
        [("2018", "denied")],
    ],
)
def test_aut_001_goods_handed_over_without_the_permission_they_need_are_a_warning(
    states: list[tuple[str, str]],
) -> None:
    ((where, message),) = found(delivered(*states), "AUT-001")
    assert where == f"deals[0].authorisations[{len(states) - 1}]"
    assert "when goods are handed over on 2019-07-12" in message


@pytest.mark.parametrize(
    "deal",
    [
        delivered(("2018", "required"), ("2019-07-01", "granted")),
        delivered(("2018", "required"), ("2019", "granted")),  # possibly before
        delivered(("2018", "required"), ("2019-07-01", "waived")),
        delivered(("2018", "notified")),  # silence of the body is consent
        delivered(("2020", "required")),
        delivered(("2018", "required"), quantity="0..2"),
        delivered(("2018", "required"), kind="redirected"),
        delivered(("2018", "required"), lines=("spares",)),
        delivered(("2018", "required"), modality="possible"),
        delivered(),
    ],
)
def test_aut_001_is_quiet_about_what_may_have_been_granted(deal: ad.Deal) -> None:
    assert found(deal, "AUT-001") == []
