"""A deal by hand: the plain path, steps that are refused, values in dispute, goods counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

import armsdeals as ad
from armsdeals import NegotiationStage as Stage


def plain() -> ad.Deal:
    return ad.Deal(
        id="demo",
        parties=(ad.Party("Russia", role="supplier"), ad.Party("Türkiye", role="recipient")),
        lines=(ad.Line(id="s400", system="S-400", ordered="4", unit="battalion"),),
    )


def test_the_plain_path_needs_no_ceremony() -> None:
    deal = plain().start_talks(on="2016-11").sign(on="2017-09").cancel(on="2020", by="RECIPIENT", reasons=("PRICE",))
    assert deal.stage is Stage.CANCELLED
    assert deal.position.furthest is Stage.SIGNED
    assert deal.as_of("2017-01-01").stage is Stage.TALKS
    assert deal.as_of("2016-10-31").stages == {None}
    assert deal.as_of("2020-06-01").stages == {Stage.SIGNED, Stage.CANCELLED}
    assert deal.history[1].instrument == ad.Instrument(kind="unknown")
    ending = deal.history[2].termination
    assert ending is not None
    assert ending.by is ad.EndActor.RECIPIENT
    assert [reason.code for reason in ending.reasons] == [ad.EndReason.PRICE]


def test_a_deal_is_its_own_and_the_old_one_stays() -> None:
    deal = plain()
    talking = deal.start_talks(on="2016-11")
    assert deal.history == ()
    assert len(talking.history) == 1
    with pytest.raises(AttributeError):
        talking.title = "other"  # type: ignore[misc]


def test_an_illegal_step_names_what_would_be_legal() -> None:
    signed = plain().sign(on="2017")
    with pytest.raises(ad.MoveNotAllowed, match="a SIGNED deal cannot become TALKS") as refused:
        signed.start_talks(on="2018")
    assert refused.value.stage is Stage.SIGNED
    assert refused.value.wanted is Stage.TALKS
    assert Stage.EFFECTIVE in refused.value.allowed
    assert Stage.TALKS not in refused.value.allowed
    assert "EFFECTIVE" in str(refused.value)


def test_a_refusal_is_understood_without_the_names_of_the_modes() -> None:
    with pytest.raises(ad.MoveNotAllowed, match=r"cannot become TALKS \(it can become: [A-Z_, ]+\)$"):
        plain().sign(on="2017").start_talks(on="2018")
    with pytest.raises(ad.MoveNotAllowed, match="in strict mode, which leaves out no step, it can become: "):
        plain().start_talks(on="2016").sign(on="2017", mode="strict")


def test_what_was_dropped_before_anything_formal_is_withdrawn() -> None:
    assert plain().cancel(on="2020").stage is Stage.WITHDRAWN
    assert plain().start_talks(on="2019").cancel(on="2020").stage is Stage.WITHDRAWN
    assert plain().advance("requested", on="2019").cancel(on="2020").stage is Stage.WITHDRAWN
    assert plain().advance("selected", on="2019").cancel(on="2020").stage is Stage.CANCELLED


def test_a_stage_may_be_jumped_in_observed_mode_only() -> None:
    talking = plain().start_talks(on="2016-11")
    assert talking.advance("signed", on="2017").stage is Stage.SIGNED
    with pytest.raises(ad.MoveNotAllowed):
        talking.advance("signed", on="2017", mode="strict")


def test_what_cannot_have_been_jumped_is_a_gap() -> None:
    offered = plain().advance("offered", on="2018").advance("delivering", on="2020")
    assert set(offered.position.gaps) == {Stage.SIGNED, Stage.EFFECTIVE}
    assert plain().start_talks(on="2016-11").sign(on="2017").position.gaps == ()


def test_a_new_deal_may_not_begin_delivered_in_strict_mode() -> None:
    with pytest.raises(ad.MoveNotAllowed):
        plain().advance("delivered", on="2020", mode="strict")
    assert plain().advance("delivered", on="2020").stage is Stage.DELIVERED


def test_a_step_certainly_before_the_last_one_is_refused() -> None:
    with pytest.raises(ad.MoveNotAllowed, match="with_event") as refused:
        plain().start_talks(on="2016-11").sign(on="2015")
    assert refused.value.guards == ("G1",)


def test_calls_whose_dates_cannot_order_them_follow_one_another() -> None:
    deal = (
        plain().sign(on="2014").suspend(on="2014").resume(on="2014").advance("effective", on="2014").suspend(on="2014")
    )
    assert deal.stage is Stage.SUSPENDED
    assert deal.position.resume_point is Stage.EFFECTIVE


def test_an_ended_deal_reopens_only_when_asked_to() -> None:
    ended = plain().sign(on="2017").cancel(on="2018")
    with pytest.raises(ad.MoveNotAllowed, match="reopen"):
        ended.sign(on="2019")
    assert ended.reopen("signed", on="2019").stage is Stage.SIGNED
    with pytest.raises(ad.MoveNotAllowed) as refused:
        ended.reopen("delivering", on="2019")
    assert refused.value.guards == ("G16",)


def test_a_final_end_has_no_way_out() -> None:
    done = plain().advance("completed", on="2020")
    with pytest.raises(ad.MoveNotAllowed, match="final"):
        done.sign(on="2021")


def test_reasons_are_a_list_and_go_with_an_end() -> None:
    with pytest.raises(TypeError, match="reasons is a list"):
        plain().sign(on="2017").cancel(on="2018", reasons="PRICE")
    with pytest.raises(TypeError, match="by and reasons"):
        plain().advance("signed", on="2017", by="RECIPIENT")


def test_two_rival_prices_of_equal_standing_stay_open() -> None:
    deal = plain().with_price("3.44e9 USD").with_price("3.4e9 USD")
    price = deal.price()
    assert price.value is None
    assert price.disputed
    assert (price.low, price.high) == (Decimal(3_400_000_000), Decimal(3_440_000_000))
    assert [dispute.about for dispute in deal.disputes()] == ["price"]


def test_a_more_confident_price_beats_and_lists_what_it_beat() -> None:
    deal = plain().with_price(ad.PriceClaim(value="2.5e9 USD", confidence="high")).with_price("800000000 USD")
    assert str(deal.price().value) == "2500000000 USD"
    assert [str(claim.value) for claim in deal.price().beaten] == ["800000000 USD"]
    assert "800 million" in str(deal.why("price"))


def test_a_bound_that_agrees_supports() -> None:
    deal = plain().with_price(ad.PriceClaim(value="2.5e9 USD", confidence="high")).with_price(">=2e9 USD")
    assert not deal.price().disputed
    assert len(deal.price().decided_by) == 2


def test_a_notified_ceiling_neither_supports_nor_beats_a_contract() -> None:
    deal = plain().with_price(ad.PriceClaim(value="2.5e9 USD", basis="contract")).with_price("3.5e9 USD CEILING")
    told = {str(deal.price().value), *(str(claim.value) for claim in deal.price().apart)}
    assert told == {"2500000000 USD CONTRACT", "3500000000 USD CEILING"}
    assert not deal.price().disputed


def test_a_price_told_in_two_currencies_is_one_value_with_two_claims() -> None:
    told = [ad.PriceClaim("2.5e9 USD", confidence="high"), ad.PriceClaim("145e9 RUB", confidence="medium")]
    for claims in (told, told[::-1]):
        answer = ad.Deal(id="demo", prices=tuple(claims)).price()
        assert (str(answer), answer.disputed) == ("2.5 billion USD", False)
        assert (answer.decided_by, answer.apart) == ((told[0],), (told[1],))
        assert answer.claims == tuple(told)


def test_unknown_is_not_zero() -> None:
    deal = ad.Deal(id="demo", lines=(ad.Line(id="x", system="X"),))
    assert deal.ordered("x") is None
    assert deal.delivered("x") is None
    assert deal.outstanding("x") is None
    assert deal.price().value is None
    assert not deal.price().disputed
    assert str(deal.price()) == "unknown"


def test_withheld_and_none_stay_apart() -> None:
    hidden = plain().with_price(ad.PriceClaim(absent="withheld"))
    gift = plain().with_price(ad.PriceClaim(absent="none"))
    assert hidden.price().absent is ad.Absence.WITHHELD
    assert gift.price().absent is ad.Absence.NONE
    assert str(hidden.price()) == "withheld"


def test_goods_are_counted_with_honest_ends() -> None:
    deal = plain().sign(on="2017").deliver("s400", 1, unit="battalion", on="2019-07")
    deal = deal.deliver("s400", "1 battalion", on="2019-07-10/2019-09-15")
    assert deal.stage is Stage.DELIVERING
    assert str(deal.delivered("s400", on="2019-12-31")) == "2 battalion"
    arrived = deal.delivered("s400", on="2019-08-01")
    assert arrived is not None
    assert (arrived.low, arrived.high) == (Decimal(1), Decimal(2))
    left = deal.outstanding("s400", on="2019-08-01")
    assert left is not None
    assert (left.low, left.high) == (Decimal(2), Decimal(3))
    assert deal.delivered("s400", on="2019-06-30") is None


def test_units_never_mix() -> None:
    deal = plain().sign(on="2017").deliver("s400", 2, unit="battery", on="2019-07-12")
    assert deal.delivered("s400", unit="battalion") is None
    assert str(deal.delivered("s400", unit="battery")) == "2 battery"
    assert deal.outstanding("s400") is None


def test_only_facts_arrive() -> None:
    planned = ad.Event(
        when="2019-07", modality="planned", deliveries=(ad.Delivery(line="s400", quantity="1 battalion"),)
    )
    assert plain().with_event(planned).delivered("s400") is None


def test_a_retracted_claim_is_kept_and_counts_no_longer() -> None:
    deal = plain().with_event(ad.Event(id="talks", when="2016-11", stage="talks"))
    gone = deal.retract("talks", on="2017", text="taken back")
    assert deal.stage is Stage.TALKS
    assert gone.stages == {None}
    assert len(gone.history) == 2
    with pytest.raises(ad.InvalidValue, match="none is called so"):
        deal.retract("nosuch")


def test_what_a_reader_of_a_day_knew() -> None:
    told = ad.Evidence(publisher="A paper", published="2017-09-12")
    deal = plain().advance("talks", on="2016-11", said="2016-11-30").sign(on="../2017-09-12", evidence=told)
    assert deal.as_of("2017-10-01").stage is Stage.SIGNED
    assert deal.as_of("2017-10-01", known_by="2017-09-11").stage is Stage.TALKS
    assert deal.as_of("2017-10-01", known_by="2016-11-29").stages == {None}
    undated = plain().start_talks(on="2016-11").as_of("2017", known_by="2018")
    assert undated.stages == {None}
    assert len(undated.undated) == 2  # the event, and the order for which nobody is named


def test_parts_that_name_what_is_not_there_are_refused() -> None:
    with pytest.raises(ad.InvalidValue, match="did you mean s400"):
        plain().deliver("s40", 1, on="2019")
    with pytest.raises(ad.InvalidValue, match="two lines or tranches"):
        ad.Deal(id="demo", lines=(ad.Line(id="a", system="A"), ad.Line(id="a", system="B")))
    with pytest.raises(ad.InvalidValue, match="two claims"):
        plain().with_event(ad.Event(id="a", when="2017")).with_event(ad.Event(id="a", when="2018"))
    with pytest.raises(ad.UnknownName, match="did you mean s400"):
        plain().ordered("s4000")


def test_events_that_follow_one_another_in_a_circle_are_refused() -> None:
    a = ad.Event(id="a", when="2017", stage="talks", after="b")
    b = ad.Event(id="b", when="2017", stage="signed", after="a")
    with pytest.raises(ad.InvalidValue, match="circle"):
        ad.Deal(id="demo", history=(a, b))


def test_shares_of_one_role_add_up_to_at_most_the_whole() -> None:
    raytheon, lockheed = (ad.Party(name, role="supplier", share="0.6") for name in ("Raytheon", "Lockheed Martin"))
    with pytest.raises(ad.InvalidValue, match=r"supplier add up to 1\.2"):
        ad.Deal(id="demo", parties=(raytheon, lockheed))
    assert ad.Deal(id="demo", parties=(raytheon, ad.Party("Türkiye", role="recipient", share="1"))).parties


def test_a_party_does_not_leave_before_it_joins() -> None:
    assert ad.Party("A", role="supplier", since="2013", until="2013")
    with pytest.raises(ad.InvalidValue, match="before they join"):
        ad.Party("A", role="supplier", since="2013", until="2012")


def test_one_id_names_one_source() -> None:
    one, other = (ad.Evidence(id="paper", publisher=name) for name in ("One", "Other"))
    with pytest.raises(ad.InvalidValue, match="two different sources"):
        ad.Deal(id="demo", history=(ad.Event(when="2017", evidence=(one,)), ad.Event(when="2018", evidence=(other,))))


def test_why_is_a_paragraph_with_sources() -> None:
    told = ad.Evidence(publisher="A paper", published="2013-09-27")
    deal = plain().advance("selected", on="2013-09-26", evidence=told, confidence="high")
    rumour = ad.Event(when="2013-10", stage="talks", text="still talking", evidence=(ad.Evidence(publisher="A blog"),))
    words = str(deal.with_event(rumour).why("stage"))
    assert "SELECTED since 2013-09-26" in words
    assert "A paper" in words
    assert "A blog" in words
    with pytest.raises(ad.UnknownName, match="did you mean price"):
        deal.why("prices")


def test_days_between_stages_are_a_range() -> None:
    deal = plain().advance("tendered", on="2009/2010").advance("selected", on="2013-09-26").cancel(on="2015-11-15")
    waited = deal.days_between("tendered", "selected")
    assert waited is not None
    # 2010-12-31 and 2009-01-01 to 2013-09-26, counted by hand over the leap year 2012
    assert (waited.low, waited.high) == (Decimal(1000), Decimal(1729))
    assert str(deal.days_between("selected", "cancelled")) == "780 day"
    assert deal.days_between("selected", "signed") is None
    assert [span.stage for span in deal.spans()] == [Stage.TENDERED, Stage.SELECTED, Stage.CANCELLED]
    assert deal.spans()[-1].until is None


def test_a_repr_is_short_and_shows_hidden_characters() -> None:
    deal = ad.Deal(id="demo", title="evil\u202etxt")
    assert repr(deal) == "<Deal 'demo': nothing known; 0 events>"
    assert "\u202e" not in str(deal)


def test_a_payment_opens_no_stage() -> None:
    deal = plain().sign(on="2017").pay("1125000000 USD", on="2017-09-29", purpose="advance")
    assert deal.stage is Stage.SIGNED
    (paid,) = deal.history[-1].payments
    assert (str(paid.value), paid.purpose) == ("1125000000 USD", ad.PaymentPurpose.ADVANCE)


def test_what_stands_beside_a_deal_is_added_one_by_one() -> None:
    deal = plain().with_offer(ad.Offer(key="bid", value="3.5e9 USD")).with_offer(ad.Offer(key="last", revises="bid"))
    deal = deal.with_authorisation(ad.Authorisation(kind="export licence", state="applied", when="2018"))
    deal = deal.with_constraint(ad.Constraint(kind="no retransfer"))
    assert [len(told) for told in (deal.offers, deal.authorisations, deal.constraints)] == [2, 1, 1]
    with pytest.raises(ad.InvalidValue, match="did you mean last"):
        deal.with_offer(ad.Offer(revises="lsat"))


def test_a_permission_is_in_the_states_that_its_dates_leave_open() -> None:
    licence, other = ad.AuthorisationKind.EXPORT_LICENCE, ad.AuthorisationKind.RE_EXPORT_CONSENT
    told = (
        ad.Authorisation(kind=licence, key="new", state="suspended", when="2018-11"),
        ad.Authorisation(kind=licence, key="new", state="suspended", when="2018-10"),
        ad.Authorisation(kind=licence, key="new", state="required", when="2020-04-09", id="lifted"),
        ad.Authorisation(kind=licence, key="new", state="granted", when="2019", modality="planned"),
        ad.Authorisation(kind=other, authority="Sweden", state="denied", said="2019-01-01"),
    )
    deal = ad.Deal(id="demo", authorisations=told)
    frozen, denied = ad.AuthorisationState.SUSPENDED, ad.AuthorisationState.DENIED
    assert deal.permissions(on="2018-09-30") == {"new": {None}, "re export consent": {None}}
    assert deal.permissions(on="2018-10-15")["new"] == {None, frozen}
    assert deal.permissions(on="2019-06-01") == {"new": {frozen}, "re export consent": {denied}}
    assert deal.permissions()["new"] == {ad.AuthorisationState.REQUIRED}
    assert deal.retract("lifted").permissions()["new"] == {frozen}
    assert ad.Deal(id="demo").permissions() == {}
