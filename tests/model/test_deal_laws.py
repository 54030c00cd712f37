"""Laws of a deal as a whole, over everything the strategies can draw."""

from __future__ import annotations

import copy
import pickle
import random
from typing import TypeVar

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from armsdeals import strategies as ads
from armsdeals.errors import MoveNotAllowed
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.when import When

T = TypeVar("T")
DAYS = ads.whens(exact=True)
STEP = When("2060-01-01")  # after every day that the strategies draw, but for open ends


def rank(stage: NegotiationStage | None) -> int:
    return stage.rank if stage else 0


@given(deal=ads.deals(), day=DAYS, seed=st.integers(0, 99))
def test_law_the_order_in_which_claims_are_given_does_not_matter(deal: Deal, day: When, seed: int) -> None:
    def shuffled(things: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.Random(seed).sample(things, len(things)))  # noqa: S311  # an order, no secret

    other = evolve(deal, history=shuffled(deal.history), prices=shuffled(deal.prices))
    assert other.as_of(day) == deal.as_of(day)
    assert other.position == deal.position
    assert other.price() == deal.price()
    for line in deal.lines:
        assert other.deliveries(line.id, on=day) == deal.deliveries(line.id, on=day)


@given(deal=ads.deals(), day=DAYS)
def test_law_no_claim_is_used_before_it_was_known(deal: Deal, day: When) -> None:
    for claim in claims_of(deal.as_known(day)):
        assert claim.known is not None
        assert claim.known.hi <= day.lo


@given(deal=ads.deals(), day=DAYS, known=DAYS)
def test_law_as_of_with_known_by_is_as_of_the_deal_as_known(deal: Deal, day: When, known: When) -> None:
    position = deal.as_of(day, known_by=known)
    assert position == deal.as_known(known).as_of(day)
    assert hash(position) == hash(deal.as_known(known).as_of(day))
    undated = [claim for claim in claims_of(deal) if claim.known is None or claim.known.latest is None]
    assert [id(claim) for claim in position.undated] == [id(claim) for claim in undated]


@given(deal=ads.deals(), a=DAYS, b=DAYS)
def test_law_knowing_less_twice_is_knowing_the_lesser(deal: Deal, a: When, b: When) -> None:
    assert deal.as_known(a).as_known(b) == deal.as_known(min(a, b, key=lambda day: day.lo))


@given(deal=ads.deals(), day=DAYS)
def test_law_a_claim_known_later_changes_nothing_known_before(deal: Deal, day: When) -> None:
    later = deal.with_price("1 USD")  # undated, so never known
    assert later.as_known(day) == deal.as_known(day)


@given(deal=ads.deals(), a=DAYS, b=DAYS)
def test_law_furthest_never_falls(deal: Deal, a: When, b: When) -> None:
    early, late = sorted((a, b), key=lambda day: day.lo)
    assert rank(deal.as_of(early).furthest) <= rank(deal.as_of(late).furthest)


@given(deal=ads.deals())
def test_law_a_deal_survives_copying_and_pickling(deal: Deal) -> None:
    assert copy.deepcopy(deal) == deal
    again = pickle.loads(pickle.dumps(deal))  # noqa: S301  # our own bytes
    assert again == deal
    assert hash(again) == hash(deal)
    assert again.position == deal.position


@st.composite
def walks(draw: st.DrawFn, /) -> tuple[Deal, list[NegotiationStage | None]]:
    """A deal walked step by step through strict moves, one a day; and the stages it was led through."""
    deal, trail = Deal(id="walk"), list[NegotiationStage | None]()
    for day in range(1, draw(st.integers(1, 9)) + 1):
        choices = sorted((move.to for move in deal.moves(mode="strict") if move.allowed is not False), key=str)
        if not choices:
            break
        stage = draw(st.sampled_from(choices))
        try:
            deal = deal.advance(stage, on=f"2020-01-{day:02}", mode="strict", text="said so")
        except MoveNotAllowed:
            break
        trail.append(stage)
    return deal, trail


@given(walk=walks())
def test_law_a_strict_walk_replays_to_itself(walk: tuple[Deal, list[NegotiationStage | None]]) -> None:
    deal, trail = walk
    assert deal.stage is (trail[-1] if trail else None)
    for day, stage in enumerate(trail, start=1):
        assert deal.as_of(f"2020-01-{day:02}").stage is stage
    assert not deal.position.disputed


@given(walk=walks())
def test_law_a_suspended_deal_resumes_no_higher_than_it_was(
    walk: tuple[Deal, list[NegotiationStage | None]],
) -> None:
    deal, trail = walk
    for before, here, after in zip(trail, trail[1:], trail[2:], strict=False):
        if here is NegotiationStage.SUSPENDED and after is not None and after.is_live:
            assert rank(after) <= rank(before)
    if deal.stage is not None and deal.stage.is_live:
        held = deal.suspend(on="2021")
        for stage in NegotiationStage:
            if not stage.is_live:
                continue
            if stage.rank <= rank(deal.stage):
                assert held.resume(stage, on="2022").stage is stage
            else:
                with pytest.raises(MoveNotAllowed) as refused:
                    held.resume(stage, on="2022")
                assert refused.value.guards == ("G16",)


@given(deal=ads.deals(), stage=st.sampled_from(NegotiationStage))
def test_law_a_step_is_what_the_replay_finds_and_a_refused_one_changes_nothing(
    deal: Deal, stage: NegotiationStage
) -> None:
    before = copy.deepcopy(deal)
    allowed = {move.to for move in deal.moves("observed")}
    try:
        after = deal.advance(stage, on=STEP)
    except MoveNotAllowed:
        assert stage not in allowed
    else:
        assert stage in allowed
        if stage not in after.stages and not after.position.disputed:  # a denial may exclude the step
            # What was told of no certain day, and fitted nowhere, may follow the step; the step is then on the way there.
            assert any(event.stage is not None and event.when.hi > STEP.hi for event in deal.history)
            assert after.history[-1] in after.replay().moves
        assert evolve(after, title="replayed afresh").position == after.position
    assert deal == before


def test_what_was_told_of_no_certain_day_may_follow_a_step_that_makes_room_for_it() -> None:
    told = Event(when="../..", stage="cancelled")
    interest = Event(when="1950-01-01", stage="interest")
    deal = Deal(id="demo", history=(told, interest, evolve(interest, text="told twice")))
    assert (deal.stage, deal.position.beaten) == (NegotiationStage.INTEREST, (told,))
    tendered = deal.advance("tendered", on=STEP)
    assert (tendered.stage, tendered.position.beaten) == (NegotiationStage.CANCELLED, ())
    assert tendered.as_of(STEP).stages == {NegotiationStage.TENDERED, NegotiationStage.CANCELLED}
