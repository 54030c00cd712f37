"""Who says what: a deal by one side's own words, and disputes that name the sides."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import NegotiationStage as Stage, strategies as ads
from armsdeals.model.sides import Side

# The Philippines and sixteen Mi-17, 2021-22, as the press told it: the buyer's former minister spoke of a cancellation,
# the seller's ambassador of a contract that went on.
SIGNED = ad.Event(
    when="2021-11", stage="signed", said="2021-11-30", speaker_role="recipient official", confidence="high"
)
BOUGHT = ad.Event(when="2022-01", stage="effective", said="2022-01-31", speaker_role="supplier company")
ENDED = ad.Event(when="2022-07", stage="cancelled", said="2022-07-27", speaker_role="recipient official", id="ended")
GOES_ON = ad.Event(
    when="2022-08",
    stage="effective",
    bound="at least",
    said="2022-08-19",
    speaker_role="supplier official",
    confidence="low",
)


def deal(*history: ad.Event, **more: Any) -> ad.Deal:
    return ad.Deal(id="phl-mi17", history=history, **more)


def test_the_buyer_says_cancelled_and_the_seller_says_in_force() -> None:
    held = deal(SIGNED, BOUGHT, ENDED, GOES_ON)
    assert held.as_told_by("recipient").stage is Stage.CANCELLED
    assert held.as_told_by("SUPPLIER").stage is Stage.EFFECTIVE
    assert held.as_told_by(Side.SUPPLIER).as_of("2022-02-10").stage is Stage.EFFECTIVE
    assert deal(BOUGHT).as_told_by("recipient").stages == {None}


def test_a_side_is_told_by_its_own_words_on_every_matter() -> None:
    prices = (
        ad.PriceClaim(value="12.7e9 PHP", speaker_role="recipient official"),
        ad.PriceClaim(value="14e9 PHP", speaker_role="supplier company"),
        ad.PriceClaim(value="13e9 PHP", speaker_role="author"),
    )
    held = deal(prices=prices)
    assert str(held.as_told_by("recipient").price().value) == "12700000000 PHP"
    assert str(held.as_told_by("supplier").price().value) == "14000000000 PHP"


def test_a_side_that_takes_back_what_another_said_takes_back_nothing_of_its_own() -> None:
    back = ad.Event(when="2022-09", retracts="ended", speaker_role="supplier official", said="2022-09-01")
    held = deal(SIGNED, ENDED, back)
    assert held.stage is Stage.SIGNED
    assert held.as_told_by("recipient").stage is Stage.CANCELLED
    assert held.as_told_by("supplier").history[0].retracts == ""


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(ad.UnknownName, match="did you mean RECIPIENT"):
        deal().as_told_by("recipent")


def test_a_dispute_on_the_stage_names_what_each_side_says() -> None:
    (dispute,) = deal(SIGNED, BOUGHT, ENDED, GOES_ON).disputes()
    assert dispute.about == "stage"
    assert [(side, seen.stage) for side, seen in dispute.told_by] == [
        (Side.SUPPLIER, Stage.EFFECTIVE),
        (Side.RECIPIENT, Stage.CANCELLED),
    ]
    assert "by the recipient's own words CANCELLED since 2022-07" in str(dispute)


def test_a_side_that_does_not_speak_of_the_stage_is_not_named() -> None:
    one = ad.Event(when="2017", stage="signed", confidence="high")
    other = ad.Event(when="2019", stage="signed", speaker_role="supplier official", confidence="low")
    (dispute,) = deal(one, other).disputes()
    assert [side for side, _ in dispute.told_by] == [Side.SUPPLIER]


@given(held=ads.deals(), side=st.sampled_from(Side))
def test_law_a_side_told_alone_says_nothing_that_it_did_not_say(held: ad.Deal, side: Side) -> None:
    alone = held.as_told_by(side)
    assert all(claim.speaker_role in side.roles for claim in alone.claims())
    assert alone.as_told_by(side) == alone
    assert len(alone.claims()) == sum(claim.speaker_role in side.roles for claim in held.claims())


def parted() -> ad.Deal:
    return ad.Deal(id="demo", tranches=(ad.Tranche(id="one"), ad.Tranche(id="two"))).sign(on="2020")


def test_why_of_a_deal_in_tranches_explains_where_the_deal_stands() -> None:
    deal = parted().with_event(ad.Event(when="2021", stage="effective", scope=("one",), text="paid in advance"))
    told = deal.why("stage")
    assert told.answer == deal.position
    assert str(told).startswith("EFFECTIVE since 2021. It rests on: 2021: effective, paid in advance")
    assert str(deal.why("tranches.one.stage", on="2020-06")) == "Nothing known."
    assert deal.why("Tranches.one.Stage").decided_by == deal.why("stage").decided_by
    with pytest.raises(ad.UnknownName, match=r"did you mean tranches\.one\.stage"):
        deal.why("tranches.on.stage")


def test_a_quarrel_over_one_tranche_is_a_dispute_of_that_tranche() -> None:
    deal = parted()
    for confidence, day in (("high", "2021-01-01"), ("low", "2021-01-02")):
        deal = deal.with_event(
            ad.Event(when=day, stage="effective", scope=("two",), confidence=ad.Confidence(confidence))
        )
    (dispute,) = deal.disputes()
    assert dispute.about == "tranches.two.stage"
    assert [str(claim.when) for claim in dispute.claims] == ["2021-01-01", "2021-01-02"]


@pytest.mark.parametrize("about", [None, 1, ("stage",)])
def test_why_of_something_that_is_no_text_is_a_wrong_type(about: object) -> None:
    with pytest.raises(TypeError, match="not text"):
        parted().why(about)  # type: ignore[arg-type]


def test_two_days_told_of_one_signature_are_a_dispute_to_the_end_with_both_sources() -> None:
    rivals = [
        ad.Event(when=day, stage="signed", evidence=(ad.Evidence(publisher=name, published="2021-05-04"),))
        for day, name in (("2021-04-26", "Disclose"), ("2021-05-04", "Rzeczpospolita"))
    ]
    held = deal(*rivals, ad.Event(when="2021-11", stage="effective"), ad.Event(when="2024", stage="delivered"))
    assert not held.position.disputed
    (dispute,) = held.disputes()
    assert (dispute.about, dispute.held, dispute.against) == ("stage", tuple(rivals), ())
    assert held.disputes(on="2021-04-25") == ()
    told = str(held.why("stage"))
    assert "Equal claims exclude each other: 2021-04-26: signed (Disclose, 2021-05-04); 2021-05-04: signed (Rz" in told
    assert [claim.when for claim in held.why("stage").path[:2]] == [claim.when for claim in rivals]


def test_an_old_dispute_names_the_claim_that_was_excluded_and_not_what_came_after() -> None:
    early = ad.Event(when="2017-03-01", stage="signed", confidence="low")
    late = ad.Event(when="2017-04-01", stage="signed", confidence="high")
    for weak, strong in ((early, late), (evolve(late, confidence="low"), evolve(early, confidence="high"))):
        (dispute,) = deal(weak, strong, ad.Event(when="2019", stage="delivered")).disputes()
        assert (dispute.held, dispute.against) == ((strong,), (weak,))


def test_two_papers_that_tell_one_day_agree() -> None:
    same = [ad.Event(when="2017-03-01", stage="signed", speaker=name) for name in ("A", "B")]
    held = deal(*same)
    assert (str(held.position), held.disputes()) == ("SIGNED since 2017-03-01", ())


def test_a_claim_that_what_was_told_later_excludes_is_not_nothing() -> None:
    signed = ad.Event(when="2020-08-23", stage="signed", said="2020-08-23")
    talks = ad.Event(when="2022-04-28", stage="talks", said="2022-04-28")
    held = deal(signed, talks)
    assert str(held.as_of("2021")) == "nothing yet; disputed"
    assert str(held.as_of("2021", known_by="2021-12-31")) == "SIGNED since 2020-08-23"
    assert str(held.as_of("2019")) == "nothing known"
    (dispute,) = held.disputes(on="2021")
    assert (dispute.held, dispute.against) == ((talks,), (signed,))


def test_a_halt_that_may_be_over_is_told_as_one_that_may() -> None:
    told = (ad.Event(when="2007", stage="signed"), ad.Event(when="2010-06", stage="suspended"))
    assert "It was interrupted at SIGNED." in str(deal(*told).why("stage"))
    seen = str(deal(*told, ad.Event(when="../2016", stage="delivering")).why("stage"))
    assert "If it is halted, it was interrupted at DELIVERING." in seen
    assert seen.count("../2016: delivering") == 1


@given(deal=ads.deals())
def test_law_a_card_of_reasons_holds_each_that_is_printed_in_a_row_of_its_own(deal: ad.Deal) -> None:
    for found in (deal.why("stage"), deal.why("price")):
        drawn = unescape(found._repr_html_())
        assert drawn.count("<strong>") == 1
        title, _, rows = drawn.partition("</strong>")
        assert title.endswith(f"{found.about}: {found.answer}")
        claims = {*found.decided_by, *found.beaten, *found.path, *found.denials, *found.given_up, *found.tied}
        assert rows.count("<td") >= len(claims)
        printed = str(found)
        for row in re.findall(r"<bdi>(.*?)</bdi>", rows, re.DOTALL):
            assert row in printed


def test_a_tranche_of_which_nothing_is_told_by_itself_is_answered_all_the_same() -> None:
    deal = ad.Deal(id="demo", tranches=(ad.Tranche(id="one"),)).sign(on="2001")
    assert str(deal.why("tranches.one.stage")) == "Nothing known."
    assert deal.as_of("2002", scope="one").stages == {None}
