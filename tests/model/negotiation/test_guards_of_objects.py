"""Guards on documents, conditions, goods, money, permissions, deadlines and links: by what a deal holds."""

from __future__ import annotations

from typing import Any

import pytest

import armsdeals as ad
from armsdeals import NegotiationStage as Stage
from armsdeals.model.negotiation.guards import GUARDS, Step

SIDES = (ad.Party("Rosoboronexport", role="supplier"), ad.Party("Türkiye", role="recipient", country="Türkiye"))


def deal(*history: ad.Event, **more: Any) -> ad.Deal:
    lines = (ad.Line(id="s400", system="S-400", ordered="4", unit="battery"),)
    return ad.Deal(**{"id": "demo", "parties": SIDES, "lines": lines, "history": history, **more})


def verdict(guard: str, held: ad.Deal, to: str, when: str, **more: Any) -> bool | None:
    return GUARDS[guard](Step(deal=held, start=None, event=ad.Event(when=when, stage=Stage(to), **more)))


def paper(kind: str) -> ad.Instrument:
    return ad.Instrument(kind=ad.InstrumentKind(kind))


def condition(when: str, state: str, key: str = "advance", **more: Any) -> ad.Event:
    return ad.Event(when=when, conditions=(ad.ConditionPrecedent(key=key, state=ad.ConditionState(state)),), **more)


# G3 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "kind", "answer"),
    [
        ("signed", "contract", True), ("signed", "loa", True), ("signed", "iga", True), ("signed", "unknown", True),
        ("signed", "lease agreement", True), ("signed", "mou", False), ("signed", "loan agreement", False),
        ("preliminary", "mou", True), ("preliminary", "initialled", True), ("preliminary", "framework", True),
        ("preliminary", "contract", False), ("preliminary", "unknown", None),
    ],
)  # fmt: skip
def test_g3_the_document_of_the_step_is_of_a_kind_that_it_takes(to: str, kind: str, answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G3", deal(), to, "2017-09", instrument=paper(kind)) is answer


def test_g3_a_document_of_an_earlier_event_will_do_and_one_of_another_kind_bars_nothing() -> None:
    assert verdict("G3", deal(ad.Event(when="2017-08", instrument=paper("contract"))), "signed", "2017-09") is True
    assert verdict("G3", deal(ad.Event(when="2017-08", instrument=paper("mou"))), "signed", "2017-09") is None
    assert verdict("G3", deal(ad.Event(when="2017-10", instrument=paper("contract"))), "signed", "2017-09") is None
    planned = ad.Event(when="2017-08", instrument=paper("contract"), modality="planned")
    assert verdict("G3", deal(planned), "signed", "2017-09") is None


# G4 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ([("2018-01", "open")], False),
        ([("2018-01", "failed")], False),
        ([("2018-01", "open"), ("2018-09-01", "met")], True),
        ([("2018-01", "open"), ("2018-09-01", "waived")], True),
        ([("2018-01", "met"), ("2018-02", "open")], False),
        ([("2018-01", "open"), ("2018-10", "met")], False),  # met after the step only
        ([("2018-01", "open"), ("2018", "met")], None),  # nobody knows whether before or after
        ([("2018-10", "open")], None),  # nobody tells how it stood on the day
    ],
)
def test_g4_a_condition_counts_as_it_stood_on_the_day(told: list[tuple[str, str]], answer: bool | None) -> None:  # noqa: FBT001
    held = deal(*(condition(when, state) for when, state in told))
    assert verdict("G4", held, "effective", "2018-09-18") is answer


def test_g4_one_open_condition_is_enough_and_the_step_itself_knows_best() -> None:
    both = deal(condition("2018-01", "met"), condition("2018-01", "open", key="licence"))
    assert verdict("G4", both, "effective", "2018-09-18") is False
    met = (ad.ConditionPrecedent(key="licence", state="met"),)
    assert verdict("G4", both, "effective", "2018-09-18", conditions=met) is True


def test_g4_a_condition_of_the_loan_does_not_bar_the_contract() -> None:
    loan = ad.Event(when="2018-01", instrument=ad.Instrument(id="loan", kind="loan agreement"))
    of_loan = ad.ConditionPrecedent(key="guarantee", state="open", of="loan")
    held = deal(loan, ad.Event(when="2018-02", conditions=(of_loan,)))
    assert verdict("G4", held, "effective", "2018-09-18") is None


def test_g4_a_condition_of_one_tranche_does_not_bar_the_whole() -> None:
    tranche = ad.Tranche(id="second")
    held = deal(condition("2018-01", "open", scope=("second",)), tranches=(tranche,))
    assert verdict("G4", held, "effective", "2018-09-18", scope=("second",)) is False
    other = deal(condition("2018-01", "open", scope=("second",)), tranches=(tranche, ad.Tranche(id="first")))
    assert verdict("G4", other, "effective", "2018-09-18", scope=("first",)) is None


def test_g4_what_was_taken_back_counts_no_longer() -> None:
    held = deal(condition("2018-01", "open", id="c"), ad.Event(when="2018-02", retracts="c"))
    assert verdict("G4", held, "effective", "2018-09-18") is None


# G5, G6 ---------------------------------------------------------------------------------------------------------------


def arrival(when: str, quantity: str | None, **more: Any) -> ad.Event:
    return ad.Event(when=when, deliveries=(ad.Delivery(line="s400", quantity=quantity, **more),))


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ([arrival("2019-07-01", "2 battery")], True),
        ([arrival("2019-07-01", "0..2 battery")], True),
        ([arrival("2019-07-01", None)], True),  # somebody says that something came
        ([arrival("2019-07-01", "0 battery")], False),
        ([arrival("2019-08-01", "2 battery")], None),
        ([arrival("2019-07-01", "2 battery", kind="redirected")], None),
    ],
)
def test_g5_something_possibly_arrived(told: list[ad.Event], answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G5", deal(*told), "delivering", "2019-07-12") is answer


def test_g5_what_the_step_itself_hands_over_counts_and_so_does_shared_know_how() -> None:
    handed = (ad.Delivery(line="s400", quantity="1 battery"),)
    assert verdict("G5", deal(), "delivering", "2019-07-12", deliveries=handed) is True
    shared = ad.TechTransfer(subject="radar", status="running")
    promised = ad.TechTransfer(subject="radar", status="agreed")
    assert verdict("G5", deal(technology=(shared,)), "delivering", "2019-07-12") is True
    assert verdict("G5", deal(technology=(promised,)), "delivering", "2019-07-12") is None


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ([arrival("2019-07", "2 battery"), arrival("2019-09", "2 battery")], True),
        ([arrival("2019-07", "2 battery")], False),
        ([arrival("2019-07", ">=2 battery")], True),
        ([arrival("2019-07", "2 battery"), arrival("2019", "2 battery")], True),  # possibly before the step
        ([arrival("2019-07", "2 battery"), arrival("2019-09", None)], True),
        ([arrival("2019-07", "2 battery"), arrival("2020", "2 battery")], False),
        ([arrival("2019-07", "16 launcher")], None),
        ([arrival("2019-07", "2 battery"), arrival("2019-07", "16 launcher")], None),
    ],
)
def test_g6_all_that_was_ordered_may_have_arrived(told: list[ad.Event], answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G6", deal(*told), "delivered", "2019-10-01") is answer


def test_g6_an_order_of_unknown_size_leaves_it_undecided() -> None:
    held = deal(arrival("2019-07", "2 battery"), lines=(ad.Line(id="s400", system="S-400"),))
    assert verdict("G6", held, "delivered", "2019-10-01") is None


# G7 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ([("2017-12-29", "signed")], False), ([("2017-12-29", "signed"), ("2027", "repaid")], True),
        ([("2017-12-29", "signed"), ("2029", "repaid")], False), ([("2017-03", "proposed")], None),
        ([("2017-12-29", "in arrears")], False), ([("2017-12-29", "cancelled")], True),
        ([("2017-12-29", "signed"), ("2028", "repaid")], None),
    ],
)  # fmt: skip
def test_g7_a_loan_that_is_known_to_be_open_is_owed(told: list[tuple[str, str]], answer: bool | None) -> None:  # noqa: FBT001
    steps = [
        ad.Event(when=when, financing=(ad.FinancingStep(of="loan", status=ad.FinancingStatus(status)),))
        for when, status in told
    ]
    assert verdict("G7", deal(*steps), "completed", "2028-06-01") is answer


@pytest.mark.parametrize(
    ("status", "answer"),
    [("running", False), ("agreed", False), ("fulfilled", True), ("waived", True), ("proposed", None)],
)
def test_g7_an_offset_that_is_not_done_is_owed(status: str, answer: bool | None) -> None:  # noqa: FBT001
    held = deal(offsets=(ad.Offset(status=ad.ObligationStatus(status), when="2020"),))
    assert verdict("G7", held, "completed", "2028-06-01") is answer


def test_g7_a_quarrel_over_the_end_is_open_until_it_is_paid_or_dropped() -> None:
    def settled(when: str, kind: str, status: str) -> ad.Event:
        return ad.Event(when=when, settlements=(ad.Settlement(kind=kind, status=status),))

    filed = settled("2011", "claim filed", "claimed")
    assert verdict("G7", deal(filed), "completed", "2016") is False
    assert verdict("G7", deal(filed, settled("2015", "claim withdrawn", "unknown")), "completed", "2016") is True
    assert verdict("G7", deal(settled("2015-08-05", "refund", "paid")), "completed", "2016") is True


# G10, G11 -------------------------------------------------------------------------------------------------------------


def test_g10_a_successor_is_another_deal() -> None:
    def linked(to: str) -> ad.Deal:
        return deal(links=(ad.Link("superseded by", to=to),))

    assert verdict("G10", linked("rafale-36"), "superseded", "2016-09-23") is True
    assert verdict("G10", linked("demo"), "superseded", "2016-09-23") is False
    assert verdict("G10", deal(links=(ad.Link("competes with", to="x"),)), "superseded", "2016-09-23") is None


@pytest.mark.parametrize(
    ("offers", "answer"),
    [
        ((ad.Offer(valid_until="2019-03-31"),), True),
        ((ad.Offer(valid_until="2019-08"),), True),  # possibly passed
        ((ad.Offer(valid_until="2019-12-31"),), False),
        ((ad.Offer(),), None),
        ((ad.Offer(valid_until="2019-12-31"), ad.Offer()), None),  # nobody says how long the other one held
        ((ad.Offer(key="a", valid_until="2019-03"), ad.Offer(key="b", revises="a", valid_until="2019-12-31")), False),
        ((ad.Offer(valid_until="2019-03-31", modality="possible"),), None),
    ],
)
def test_g11_a_deadline_had_possibly_passed(offers: tuple[ad.Offer, ...], answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G11", deal(offers=offers), "lapsed", "2019-08-22") is answer


def test_g11_an_expired_permission_and_a_reason_are_deadlines_too() -> None:
    expired = ad.Authorisation(kind="export licence", state="expired", when="2019-01")
    assert verdict("G11", deal(authorisations=(expired,)), "lapsed", "2019-08-22") is True
    said = ad.Termination(reasons=("offer expired",))
    assert verdict("G11", deal(), "lapsed", "2019-08-22", termination=said) is True


# G12 ------------------------------------------------------------------------------------------------------------------


def permission(state: str, when: str = "2013", **more: Any) -> ad.Authorisation:
    return ad.Authorisation(
        kind=more.pop("kind", "export licence"), state=ad.AuthorisationState(state), when=when, **more
    )


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ((permission("denied"),), True),
        (
            (
                permission("granted", "2012"),
                permission("revoked"),
            ),
            True,
        ),
        (
            (
                permission("denied", "2012"),
                permission("granted"),
            ),
            False,
        ),
        ((permission("granted"),), False),
        ((permission("waived"),), False),
        ((permission("required"),), None),
        ((permission("granted"), permission("applied", key="other")), None),
        ((permission("denied", "2015"),), None),  # refused later
        ((permission("denied", authority="Türkiye", kind="cabinet approval"),), None),  # the buyer itself
        ((permission("denied", authority="Türkiye", kind="referendum"),), True),  # its voters
    ],
)
def test_g12_an_authority_other_than_the_buyer_forbids(
    told: tuple[ad.Authorisation, ...],
    answer: bool | None,  # noqa: FBT001
) -> None:
    assert verdict("G12", deal(authorisations=told), "blocked", "2014-05-18") is answer


def test_g12_an_embargo_of_somebody_else_forbids() -> None:
    def barred(by: str, when: str) -> bool | None:
        held = deal(constraints=(ad.Constraint(kind="embargo", by=by, when=when),))
        return verdict("G12", held, "blocked", "2014-05-18")

    assert barred("UN Security Council", "2010-06-09/..") is True
    assert barred("UN Security Council", "2015") is None
    assert barred("Türkiye", "2010") is None
    other = deal(constraints=(ad.Constraint(kind="no retransfer", by="United States"),))
    assert verdict("G12", other, "blocked", "2014-05-18") is None


@pytest.mark.parametrize(("by", "answer"), [("authority", True), ("supplier", False), ("unknown", None)])
def test_g12_a_side_of_the_deal_blocks_nothing(by: str, answer: bool | None) -> None:  # noqa: FBT001
    ending = ad.Termination(by=ad.EndActor(by))
    assert verdict("G12", deal(), "blocked", "2014-05-18", termination=ending) is answer


# G14, G18 -------------------------------------------------------------------------------------------------------------


def test_g14_a_rival_shows_that_there_is_a_competition() -> None:
    assert verdict("G14", deal(links=(ad.Link("competes with", to="gripen"),)), "tendered", "2007") is True
    assert verdict("G14", deal(links=(ad.Link("part of", to="gripen"),)), "tendered", "2007") is None


def test_g18_a_link_or_words_say_that_it_is_the_same_deal() -> None:
    assert verdict("G18", deal(links=(ad.Link("revives", to="old"),)), "signed", "2015") is True
    assert verdict("G18", deal(), "signed", "2015", text="the frozen contract is taken up again") is True
    assert verdict("G18", deal(links=(ad.Link("part of", to="old"),)), "signed", "2015") is None


# The step itself ------------------------------------------------------------------------------------------------------


def test_what_follows_the_step_says_nothing_of_it() -> None:
    later = condition("2018-09", "open", after="signed")
    held = deal(ad.Event(when="2018-09", stage="effective", id="signed"), later)
    assert verdict("G4", held, "effective", "2018-09", id="signed") is None


def test_a_step_of_which_nobody_tells_the_day_is_judged_by_all_that_is_told() -> None:
    assert verdict("G4", deal(condition("2018-01", "open")), "effective", "../..") is False


def test_strict_mode_refuses_what_the_record_contradicts_and_says_what_it_found() -> None:
    signed = deal().advance("signed", on="2018-01-01").with_event(condition("2018-02-01", "open"))
    with pytest.raises(ad.MoveNotAllowed, match="condition advance is OPEN") as refused:
        signed.advance("effective", on="2018-09-18", mode="strict")
    assert refused.value.guards == ("G4",)
    assert signed.advance("effective", on="2018-09-18").stage is Stage.EFFECTIVE


def test_the_next_moves_are_judged_by_what_the_deal_holds() -> None:
    signed = deal().advance("signed", on="2018-01-01").with_event(condition("2018-02-01", "open"))
    by_stage = {move.to: move for move in signed.moves()}
    assert by_stage[Stage.EFFECTIVE].allowed is False
    assert {move.to: move for move in signed.moves(on="2018-01-15")}[Stage.EFFECTIVE].allowed is None


def test_g18_a_deal_whose_place_another_took_goes_on_only_if_somebody_says_so() -> None:
    replaced = deal(links=(ad.Link("superseded by", to="new"),))
    assert verdict("G18", replaced, "signed", "2015") is False
    assert verdict("G18", replaced, "signed", "2015", text="the first contract after all") is True
    both = deal(links=(ad.Link("superseded by", to="new"), ad.Link("revives", to="old")))
    assert verdict("G18", both, "signed", "2015") is True
    itself = deal(links=(ad.Link("superseded by", to=replaced.id),))
    assert verdict("G18", itself, "signed", "2015") is None
