"""Rules on stages."""

from __future__ import annotations

import pytest
from attrs import evolve

import armsdeals as ad


def found(deals: ad.Deal | ad.Register, code: str) -> list[tuple[str, str]]:
    return [(issue.where, issue.message) for issue in ad.check(deals) if issue.code == code]


def deal(*history: ad.Event) -> ad.Deal:
    parties = (ad.Party("Rosoboronexport", role="supplier"), ad.Party("Türkiye", role="recipient"))
    return ad.Deal(id="demo", parties=parties, lines=(ad.Line(id="s400", system="S-400"),), history=history)


OPEN = ad.Event(when="2018-02-01", conditions=(ad.ConditionPrecedent(key="advance", state="open"),))
MET = ad.Event(when="2018-03-01", conditions=(ad.ConditionPrecedent(key="advance", state="met"),))
IN_FORCE = ad.Event(when="2018-09-18", stage="effective")


def test_sta_001_a_false_guard_is_told_with_what_was_found() -> None:
    assert found(deal(OPEN, IN_FORCE), "STA-001") == [
        (
            "deals[0].history[1]",
            "this step asks that no condition of the contract is open or failed on that day (condition advance is OPEN), guard G4",
        )
    ]
    assert found(deal(OPEN, MET, IN_FORCE), "STA-001") == []


def test_sta_001_a_step_of_an_open_day_is_judged_by_when_the_replay_puts_it() -> None:
    open_day = ad.Event(when="2018-01-01/..", stage="effective")
    delivered = ad.Event(when="2018-01-15", stage="delivering")
    assert found(deal(OPEN, open_day, delivered), "STA-001") == []  # it was in force before the condition was told
    late = ad.Event(when="2018-06-01/..", stage="effective")
    assert found(deal(OPEN, late), "STA-001")[0][0] == "deals[0].history[1]"


@pytest.mark.parametrize(("by", "broken"), [("authority", False), ("supplier", True), ("recipient", True)])
def test_sta_001_an_actor_that_cannot_block_is_found(by: str, broken: bool) -> None:  # noqa: FBT001
    blocked = ad.Event(when="2014", stage="blocked", termination=ad.Termination(by=ad.EndActor(by)))
    assert bool(found(deal(ad.Event(when="2013", stage="selected"), blocked), "STA-001")) is broken


@pytest.mark.parametrize(
    ("told", "ended", "hint"),
    [
        (
            "tendered", "rejected",
            ("what is TENDERED is not REJECTED before it was OFFERED; if it was, tell that, too; "
             "if not, it ended as CANCELLED or WITHDRAWN or BLOCKED or LAPSED or SUPERSEDED; "),
        ),
        ("signed", "withdrawn", "what is SIGNED is not WITHDRAWN, but CANCELLED or BLOCKED or LAPSED or SUPERSEDED; "),
        ("completed", "cancelled", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["", "2021"])  # of equal claims and of one that is given up
def test_sta_002_an_end_to_which_no_step_leads_is_told_with_what_is_lacking(
    told: str, ended: str, hint: str, said: str
) -> None:
    first, last = ad.Event(when="2018", stage=told), ad.Event(when="2021", stage=ended, said=said or None)
    assert hints(deal(first, last), "STA-002") == [f'{hint}{"both" if said else "all"} stay; why("stage") explains']
    with_an_offer = deal(first, ad.Event(when="2019", stage="offered"), last)
    assert bool(found(with_an_offer, "STA-002")) is (told != "tendered")


def hints(deal: ad.Deal, code: str) -> list[str]:
    return [issue.hint for issue in ad.check(deal) if issue.code == code]


def test_sta_001_says_what_to_tell_so_that_a_guard_holds() -> None:
    assert hints(deal(OPEN, IN_FORCE), "STA-001") == ["tell the condition again, met or waived"]
    listed, halted = ad.Event(when="2008-10-01", stage="shortlisted"), ad.Event(when="2011-01", stage="suspended")
    chosen = ad.Event(when="2013-12-18", stage="selected")
    (how,) = hints(deal(listed, halted, chosen), "STA-001")
    assert how.startswith("tell the stage at which it was taken up again")
    again = ad.Event(when="2011-02/2013-12-18", stage="shortlisted")
    assert ad.check(deal(listed, halted, again, chosen)).errors == ()
    assert hints(deal(listed, halted, again, chosen), "STA-001") == []


def test_sta_002_sends_a_bid_after_the_shortlist_under_offers() -> None:
    listed, bid = ad.Event(when="2008-10-01", stage="shortlisted"), ad.Event(when="2009-02-02", stage="offered")
    (how,) = hints(deal(listed, bid, ad.Event(when="2013-12-18", stage="selected")), "STA-002")
    assert how.startswith(
        "a bid of one that was shortlisted before stands under offers, and its day is at least OFFERED; "
    )
    seen = evolve(bid, bound="at least")
    assert hints(deal(listed, seen), "STA-002") == []
    assert str(deal(listed, seen).position) == "SHORTLISTED since 2008-10-01"


def test_sta_002_takes_an_end_by_a_day_for_later_than_what_came_before_that_day() -> None:
    ended = ad.Event(when="../2015-02", stage="cancelled", confidence="high")
    (how,) = hints(deal(ad.Event(when="2014-04", stage="talks"), ended), "STA-002")
    assert how.startswith("what is TALKS is not CANCELLED before it was OFFERED")


def test_sta_002_names_the_denial_that_bars_a_claim_of_an_open_day() -> None:
    told = (
        ad.Event(when="2008-10-01", stage="shortlisted", confidence="high"),
        ad.Event(when="2009-09-07", stage="negotiating", confidence="medium"),
        ad.Event(when="2009-09-08", stage="selected", modality="denied", confidence="high"),
        ad.Event(when="../2010-02-04", stage="selected", confidence="low"),
    )
    messages = [message for _, message in found(deal(*told), "STA-002")]
    assert len(messages) == 2
    assert all(message.endswith(", as the denial of SELECTED of 2009-09-08 counts") for message in messages)


@pytest.mark.parametrize(
    ("when", "said", "day_before"),
    [("../2010-02-04", "2010-02-04", "../2010-02-03"), ("2010-02-04", "2010-02-04", "../2010-02-03"),
     ("2010-01-05/2010-02-04", "2010-02-04", "2010-01-05/2010-02-03"),
     ("2010-02-04", "2010-02-05", ""), ("2010-02-03", "2010-02-03", ""), ("2010-02-05", "2010-02-05", "")],
)  # fmt: skip
def test_sta_006_asks_whether_a_denial_of_the_same_day_answers_the_report(
    when: str, said: str, day_before: str
) -> None:
    listed = ad.Event(when="2008-10-01", stage="shortlisted", said="2008-10-01")
    told = ad.Event(when=when, stage="selected", said=said, confidence="low")
    denial = ad.Event(when="2010-02-04", stage="selected", modality="denied", said="2010-02-04", confidence="high")
    wanted = [f"if the denial answers this report, what it tells was so by the day before: {day_before}"]
    assert hints(deal(listed, told, denial), "STA-006") == (wanted if day_before else [])
    if day_before:
        meant = deal(listed, evolve(told, when=day_before), denial)
        assert str(meant.position) == "SHORTLISTED since 2008-10-01; disputed"
        assert hints(meant, "STA-006") == []


@pytest.mark.parametrize(
    ("then", "stage", "hint"),
    [("negotiating", "preliminary", "as PRELIMINARY; "), ("selected", None, "as a note with the instrument; ")],
)
def test_sta_002_an_agreement_of_governments_that_is_no_contract_is_told_how(
    then: str, stage: str | None, hint: str
) -> None:
    agreed = ad.Event(when="2021-03-02", stage="signed", instrument=ad.Instrument(kind="iga"), confidence="high")
    later, signed = ad.Event(when="2021-12-31", stage=then), ad.Event(when="2022-01-28", stage="signed")
    told = hints(deal(agreed, later), "STA-002")
    assert [how.split("governments ")[1].split("both")[0] for how in told] == [hint]
    meant = ad.Event(when="2021-03-02", stage=stage, instrument=agreed.instrument, confidence="high")
    assert found(deal(meant, later, signed), "STA-002") == []


def parted(*history: ad.Event) -> ad.Deal:
    return evolve(deal(), tranches=(ad.Tranche(id="first"), ad.Tranche(id="second")), history=history)


def test_sta_001_a_step_of_one_tranche_is_judged_by_what_speaks_of_that_tranche() -> None:
    condition = ad.ConditionPrecedent(key="down-payment", state="open")
    waits = ad.Event(when="2018-02-01", conditions=(condition,), scope=("second",))
    first = ad.Event(when="2018-03-01", stage="effective", scope=("first",))
    second = evolve(first, scope=("second",))
    assert found(parted(waits, first), "STA-001") == []
    (issue,) = found(parted(waits, first, second), "STA-001")
    assert issue[0] == "deals[0].history[2]"
    assert issue[1].startswith("this step of second asks that ")


def test_sta_001_an_event_of_both_tranches_is_told_once_for_each_that_it_cannot_move() -> None:
    nobody = ad.Deal(id="demo", tranches=(ad.Tranche(id="first"), ad.Tranche(id="second")))
    signed = ad.Event(when="2018", stage="signed", scope=("first", "second"))
    told = [message.partition(" asks")[0] for _, message in found(nobody.with_event(signed), "STA-001")]
    assert told == ["this step of first", "this step of second"]


def test_sta_001_a_line_is_delivered_by_its_own_goods_alone() -> None:
    held = evolve(
        deal(), lines=(ad.Line(id="s400", system="S-400", ordered=4), ad.Line(id="spares", system="spares", ordered=9))
    )
    done = ad.Event(when="2020", stage="delivered", scope=("s400",))
    came = ad.Event(when="2019", deliveries=(ad.Delivery(line="s400", quantity=4),))
    fewer = ad.Event(when="2019", deliveries=(ad.Delivery(line="s400", quantity=3),))
    assert found(evolve(held, history=(came, done)), "STA-001") == []
    assert "of s400 3 had arrived, of 4" in found(evolve(held, history=(fewer, done)), "STA-001")[0][1]


def test_sta_001_what_a_deal_still_owes_does_not_keep_a_tranche_open() -> None:
    owed = ad.Offset(percent="50", status="agreed", when="2018")
    done = ad.Event(when="2020", stage="completed", scope=("first",))
    assert found(evolve(parted(done), offsets=(owed,)), "STA-001") == []
    assert len(found(evolve(parted(evolve(done, scope=())), offsets=(owed,)), "STA-001")) == 1


def test_sta_002_and_003_look_at_the_history_of_each_tranche() -> None:
    def sure(when: str, stage: str) -> ad.Event:
        return ad.Event(when=when, stage=stage, scope=("second",), confidence="high")

    rival = ad.Event(when="2018-01-02", stage="signed", scope=("second",), confidence="low")
    held = parted(sure("2018-01-01", "signed"), rival)
    assert found(held, "STA-002") == [
        (
            "deals[0].history[1]",
            "the claim of SIGNED excludes the rest of the history of second, as SIGNED of 2018-01-01 counts",
        )
    ]
    halt = parted(sure("2018", "signed"), sure("2018", "suspended"))
    assert [where for where, _ in found(halt, "STA-003")] == ["deals[0].history[1]"]


def test_sta_002_tells_of_equal_days_that_exclude_each_other() -> None:
    told = (ad.Event(when="2018-01-01", stage="signed"), ad.Event(when="2018-02-01", stage="signed"), IN_FORCE)
    assert found(deal(*told), "STA-002") == [
        ("deals[0].history", "equal claims exclude each other (SIGNED of 2018-01-01, SIGNED of 2018-02-01)")
    ]


def test_sta_002_tells_a_denial_from_what_it_denies() -> None:
    signed = ad.Event(when="2018-01-01", stage="signed", confidence="low")
    never = ad.Event(when="2019-01-01", stage="signed", modality="denied", confidence="high")
    claim = "the claim of SIGNED excludes the rest of the history, as the denial of SIGNED of 2019-01-01 counts"
    assert found(deal(signed, never), "STA-002") == [("deals[0].history[0]", claim)]
    weak, strong = evolve(never, confidence="low"), evolve(signed, confidence="high")
    denial = "the denial of SIGNED excludes the rest of the history, as SIGNED of 2018-01-01 counts"
    assert found(deal(strong, weak), "STA-002") == [("deals[0].history[1]", denial)]


def test_sta_003_asks_once_where_what_was_seen_belongs_and_no_guard_is_asked_of_a_maybe() -> None:
    halt = ad.Event(when="2010", stage="suspended", suspension=ad.Suspension(by="supplier"))
    told = (ad.Event(when="2007", stage="signed"), halt, ad.Event(when="../2016", stage="delivering"))
    goods = ad.Event(when="2009", deliveries=(ad.Delivery(line="s400", quantity=1),))
    held = deal(*told, goods)
    assert found(held, "STA-003") == [
        ("deals[0].history[2]", "DELIVERING of ../2016 came before a halt or after it; both stay possible")
    ]
    assert found(held, "STA-001") == []


def test_sta_004_a_superseded_deal_names_its_successor() -> None:
    over = deal().with_event(ad.Event(when="2018", stage="signed")).end("superseded", on="2019", id="over")
    assert found(over, "STA-004") == [
        ("deals[0].history[1]", "it was superseded, and no deal is named that took its place")
    ]
    assert found(evolve(over, links=(ad.Link("superseded by", to="next"),)), "STA-004") == []
    assert len(found(evolve(over, links=(ad.Link("competes with", to="next"),)), "STA-004")) == 1
    assert found(over.retract("over", on="2020"), "STA-004") == []
    for more in ({"modality": "denied"}, {"modality": "planned"}, {"bound": "one of", "alternatives": ("cancelled",)}):
        assert found(deal(ad.Event(when="2019", stage="superseded", **more)), "STA-004") == []


def test_a_deal_of_which_every_tranche_was_superseded_names_its_successor() -> None:
    def superseded(*scopes: str) -> ad.Deal:
        history = tuple(
            ad.Event(when=f"{2019 + place}", stage="superseded", scope=(scope,)) for place, scope in enumerate(scopes)
        )
        return evolve(deal(), tranches=(ad.Tranche(id="one"), ad.Tranche(id="two")), history=history)

    assert found(superseded("one"), "STA-004") == []
    assert found(superseded("one", "one"), "STA-004") == []
    assert [path for path, _ in found(superseded("one", "two"), "STA-004")] == ["deals[0].history[1]"]
    linked = evolve(superseded("two", "one"), links=(ad.Link("superseded by", to="next"),))
    assert found(linked, "STA-004") == []


def test_sta_002_says_how_both_claims_could_stand() -> None:
    def hint(*told: ad.Event) -> str:
        (one,) = [one for one in ad.check(evolve(deal(), history=told)) if one.code == "STA-002"]
        return one.hint

    signed = ad.Event(when="2007", stage="signed", confidence="high")
    ended = ad.Event(when="2010", stage="cancelled")
    again = ad.Event(when="2015", stage="effective", confidence="high")
    assert hint(signed, ended, again).startswith(
        "if it went back or was taken up again, mark the claim of EFFECTIVE with back: true; "
    )
    sure = evolve(ended, confidence="high")
    assert "mark this claim with back: true" in hint(signed, sure, evolve(again, confidence="low"))
    assert "mark this claim with back: true" in hint(signed, ad.Event(when="2008", stage="negotiating"))
    assert "back" not in hint(signed, evolve(signed, when="2009", confidence="low"))
    assert [one for one in ad.check(evolve(deal(), history=(signed, sure, evolve(again, back=True))))
            if one.code == "STA-002"] == []  # fmt: skip


def test_sta_002_says_how_two_documents_are_told() -> None:
    def hint(*told: ad.Event) -> str:
        (one,) = [one for one in ad.check(evolve(deal(), history=told)) if one.code == "STA-002"]
        return one.hint

    first = ad.Event(when="2016-09-30", stage="signed", instrument=ad.Instrument(kind="contract"), confidence="high")
    again = evolve(first, when="2019-03-01", confidence="low")
    assert hint(first, again).startswith("if two documents were signed, give the instrument of each an id of its own; ")
    named = evolve(again, instrument=ad.Instrument(kind="contract", id="second"))
    assert "an id of its own" in hint(first, named)  # one name tells nothing of the other document
    beside = ad.Event(when="2019-03-01", stage="preliminary", instrument=ad.Instrument(kind="mou"), confidence="low")
    assert hint(first, beside).startswith(
        "if that was signed beside the contract, tell it as a note with the instrument; "
    )
    assert "instrument" not in hint(first, evolve(beside, instrument=None))
    effective = ad.Event(when="2018", stage="effective", confidence="high")
    assert "an id of its own" in hint(first, effective, named)


def test_sta_005_a_stage_of_a_line_alone_moves_no_deal() -> None:
    line, part = ad.Line(id="boats", system="Tern"), ad.Tranche(id="lot", lines=("boats",))
    signed = ad.Event(when="2016", stage="signed", scope=("boats",))
    told = ad.Deal(id="demo", lines=(line,), tranches=(part,), history=(signed,))
    assert found(told, "STA-005") == [
        ("deals[0].history[0].scope", "SIGNED is told of boats alone, and no stage of the deal itself")
    ]
    assert told.stage is None
    whole, of_the_lot = ad.Event(when="2015", stage="talks"), ad.Event(when="2017", stage="effective", scope=("lot",))
    planned = evolve(signed, modality="planned")
    for history in ((signed, whole), (signed, of_the_lot), (planned,)):
        assert found(evolve(told, history=history), "STA-005") == []
