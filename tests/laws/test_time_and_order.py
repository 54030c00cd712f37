"""Invariants 1 to 5 of the model: order, knowledge, moves, and what a halt remembers."""

import itertools
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

import pytest
from attrs import evolve, fields
from hypothesis import example, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.knowing import claims_of

T = TypeVar("T")
Stage = ad.NegotiationStage
DAYS = ads.whens(exact=True)
LISTS = ("history", "prices", "offers", "assessments", "authorisations", "constraints", "offsets", "technology")
PAIRS = {(move.start, move.to) for move in ad.moves.table()}
WAYS = st.lists(st.sampled_from(sorted(ads.AWKWARD)), max_size=2)


def rank(stage: Stage | None) -> int:
    return stage.rank if stage else 0


def in_other_order(deal: ad.Deal, seed: int) -> ad.Deal:
    """The same deal with the claims of every list of it, of its lines and of its financing in another order."""
    order = random.Random(seed)  # noqa: S311  # an order, no secret

    def mixed(told: Sequence[T]) -> tuple[T, ...]:
        return tuple(order.sample(told, len(told)))

    changed: dict[str, Any] = {name: mixed(getattr(deal, name)) for name in LISTS}
    changed["lines"] = tuple(evolve(line, quantities=mixed(line.quantities)) for line in deal.lines)
    if deal.financing is not None:
        changed["financing"] = evolve(deal.financing, instruments=mixed(deal.financing.instruments))
    return evolve(deal, **changed)


@given(deal=ads.deals(), day=DAYS, seed=st.integers(0, 99))
def test_law_1_replay_of_claims_in_any_order_gives_the_same_result(deal: ad.Deal, day: ad.When, seed: int) -> None:
    other = in_other_order(deal, seed)
    assert other.as_of(day) == deal.as_of(day)
    assert other.position == deal.position
    assert other.spans() == deal.spans()
    assert other.share_in_force(on=day) == deal.share_in_force(on=day)
    assert other.permissions(on=day) == deal.permissions(on=day)
    assert set(other.overdue(on=day)) == set(deal.overdue(on=day))
    assert set(map(repr, other.disputes())) == set(map(repr, deal.disputes()))


@given(deal=ads.deals(), day=DAYS, seed=st.integers(0, 99))
def test_law_1_sums_and_counts_are_the_same_in_any_order(deal: ad.Deal, day: ad.When, seed: int) -> None:
    other = in_other_order(deal, seed)
    assert other.price() == deal.price()
    assert (other.payments(), other.settlements()) == (deal.payments(), deal.settlements())
    assert set(map(repr, other.financing_parts())) == set(map(repr, deal.financing_parts()))
    for line in deal.lines:
        assert other.deliveries(line.id) == deal.deliveries(line.id)
        assert other.delivered(line.id, on=day) == deal.delivered(line.id, on=day)
        assert other.outstanding(line.id) == deal.outstanding(line.id)
        for basis in ad.Basis:
            assert other.quantity(line.id, basis, on=day) == deal.quantity(line.id, basis, on=day)


@given(deal=ads.deals(), a=DAYS, b=DAYS)
def test_law_2_a_later_reader_loses_no_claim_and_none_is_used_before_it_was_known(
    deal: ad.Deal, a: ad.When, b: ad.When
) -> None:
    early, late = sorted((a, b), key=lambda day: day.lo)

    def known(day: ad.When) -> list[tuple[type, str, str]]:
        told = list(claims_of(deal.as_known(day)))
        assert all(claim.known is not None and claim.known.hi <= day.lo for claim in told)
        # A name for a claim that is not known yet is left out, so claims are told apart by what never changes.
        return [(type(claim), claim.text, claim.quote) for claim in told]

    before, after = known(early), known(late)
    for claim in before:
        after.remove(claim)


@given(
    deal=ads.deals(), told=ads.events(staged=True, facts_only=True), day=st.dates(date(1990, 1, 1), date(2020, 1, 1))
)
def test_law_2_a_claim_counts_from_the_day_it_is_known_until_it_is_taken_back(
    deal: ad.Deal, told: ad.Event, day: date
) -> None:
    later = day + timedelta(10)
    said = evolve(told, id="the-claim", when="1980", said=day.isoformat(), scope=())
    retraction = ad.Event(when="1980", retracts="the-claim", said=later.isoformat())
    once, both = deal.with_event(said), evolve(deal, history=(*deal.history, said, retraction))
    assert both.as_known(day - timedelta(1)) == deal.as_known(day - timedelta(1))
    for known in (day, later - timedelta(1)):
        assert said in both.as_known(known).history
        assert both.as_known(known).position == once.as_known(known).position
    assert said in both.as_known(later).history  # kept, though it no longer counts
    assert both.as_known(later).position == deal.as_known(later).position


TAKING_BACK: dict[str, Any] = {
    "history": ads.events(), "prices": ads.price_claims(), "offers": ads.offers(), "assessments": ads.assessments(),
    "authorisations": ads.authorisations(), "constraints": ads.constraints(), "offsets": ads.offsets(),
    "technology": ads.tech_transfers(),
}  # fmt: skip
TIES = {"id", "retracts", "after", "scope", "deliveries", "lines", "line", "revises", "offer", "discharges"}


@given(
    deal=ads.deals(), slot=st.sampled_from(sorted(TAKING_BACK)), day=st.dates(date(1990, 1, 1), date(2020, 1, 1)),
    data=st.data(),
)  # fmt: skip
def test_law_2_what_is_taken_back_before_it_is_known_leaves_the_claim_that_says_so_as_it_is(
    deal: ad.Deal, slot: str, day: date, data: st.DataObject
) -> None:
    drawn: Any = data.draw(TAKING_BACK[slot])
    plain = evolve(drawn, said=day, **{one.name: one.default for one in fields(type(drawn)) if one.name in TIES})
    later = day + timedelta(10)
    denied = ad.Event(when="1980", stage="signed", id="the-claim", said=later)
    rest = evolve(deal, history=(*deal.history, denied))

    def told(claim: Any, among: ad.Deal) -> ad.Deal:
        more: dict[str, Any] = {slot: (*getattr(among, slot), claim)}
        return evolve(among, **more)

    both = told(evolve(plain, retracts="the-claim"), rest)
    for known in (day, later - timedelta(1)):
        view = both.as_known(known)
        assert view == told(plain, deal).as_known(known)
        assert {claim.retracts for claim in claims_of(view)} <= {"", *(claim.id for claim in claims_of(view))}
    assert "the-claim" in both.as_known(later).retracted()
    assert str(both.as_known(later).position) == str(told(plain, deal).as_known(later).position)


@given(deal=ads.deals(), day=st.dates(date(1990, 1, 1), date(2020, 1, 1)))
def test_law_2_a_claim_that_only_takes_back_what_is_not_known_yet_is_not_known_either(deal: ad.Deal, day: date) -> None:
    told = ad.PriceClaim(value="1e9 USD", id="the-claim", said=day + timedelta(10))
    back = ad.PriceClaim(retracts="the-claim", said=day)
    both = evolve(deal, prices=(*deal.prices, told, back))
    assert both.as_known(day) == deal.as_known(day)
    assert both.as_known(day + timedelta(10)).price() == deal.as_known(day + timedelta(10)).price()


@given(deal=ads.deals(), day=DAYS, known=DAYS)
def test_law_2_an_answer_rests_on_nothing_that_was_not_known(deal: ad.Deal, day: ad.When, known: ad.When) -> None:
    position = deal.as_of(day, known_by=known)
    assert position == deal.as_known(known).as_of(day)
    for event in (*position.decided_by, *position.beaten):
        assert event.known is not None
        assert event.known.hi <= known.lo


@given(day=st.dates(date(1950, 1, 1), date(2049, 1, 1)))
def test_law_2_what_is_said_tomorrow_is_not_known_today(day: date) -> None:
    told = ad.Event(when="1949", stage="signed", said=(day + timedelta(1)).isoformat())
    deal = ad.Deal(id="a", history=(told,))
    assert deal.as_known(day).history == ()
    assert deal.as_known(day + timedelta(1)).history == (told,)


@given(data=st.data(), stage=st.sampled_from(Stage), mode=st.sampled_from(["strict", "observed"]))
def test_law_3_every_history_that_is_walked_is_a_path_in_the_table(
    data: st.DataObject, stage: Stage, mode: str
) -> None:
    stages = data.draw(ads.deals(stage=stage, mode=mode)).replay().stages
    told = [next(iter(one)) for one in stages[1:]]
    assert all(pair in PAIRS for pair in itertools.pairwise(told))


FEW = [Stage.TALKS, Stage.NEGOTIATING, Stage.SIGNED, Stage.DELIVERING, Stage.DELIVERED, Stage.COMPLETED, Stage.SUSPENDED,
       Stage.CANCELLED]  # fmt: skip
PART = st.sampled_from(["", "one", "two"])
TOLD = st.lists(st.tuples(st.integers(2000, 2006), st.sampled_from(FEW), PART), max_size=5)
NEAR_THE_END = st.sampled_from([Stage.SIGNED, Stage.DELIVERED])


def in_tranches(told: list[tuple[int, ad.NegotiationStage, str]]) -> ad.Deal:
    """A deal of two tranches: of each event the year, the stage, and the tranche that it speaks of, if of one."""
    history = [ad.Event(when=str(year), stage=stage, scope=(part,) if part else ()) for year, stage, part in told]
    return ad.Deal(id="a", tranches=(ad.Tranche(id="one"), ad.Tranche(id="two")), history=tuple(history))


@example(told=[(2000, Stage.TALKS, ""), (2001, Stage.SIGNED, "one"), (2002, Stage.CANCELLED, "")])
@example(told=[(2000, Stage.SUSPENDED, "one"), (2001, Stage.DELIVERING, ""), (2002, Stage.COMPLETED, "one")])
@given(told=TOLD)
def test_law_3_whatever_is_told_no_step_is_taken_that_the_table_lacks(
    told: list[tuple[int, ad.NegotiationStage, str]],
) -> None:
    deal = in_tranches(told)
    for scope in ("", "one", "two"):
        for before, after in itertools.pairwise(deal.replay(scope).stages):
            steps = {(a, b) for a in before for b in after if a and b}
            assert None in before or before & after or steps & PAIRS


@given(deal=ads.deals())
def test_law_3_every_stage_that_is_possible_is_a_step_of_the_table_from_one_that_was(deal: ad.Deal) -> None:
    for scope in ("", *(part.id for part in deal.tranches), *(line.id for line in deal.lines)):
        for before, after in itertools.pairwise(deal.replay(scope).stages):
            for stage in after:
                assert None in before or stage in before or {(start, stage) for start in before} & PAIRS
            if all(stage is not None and stage.is_final for stage in before):
                assert after == before


def test_law_3_final_stages_have_no_exit() -> None:
    assert {stage for stage in Stage if stage.is_final} == {Stage.COMPLETED, Stage.SUPERSEDED}
    assert not any(start.is_final for start, _ in PAIRS)


@given(data=st.data(), ways=WAYS)
def test_law_4_the_furthest_stage_never_falls(data: st.DataObject, ways: list[str]) -> None:
    deal = data.draw(ads.deals(containing=ways))
    days = sorted(data.draw(st.lists(DAYS, min_size=2, max_size=5)), key=lambda day: day.lo)
    ranks = [rank(deal.as_of(day).furthest) for day in days]
    assert ranks == sorted(ranks)


@given(told=st.lists(st.tuples(st.integers(2000, 2003), NEAR_THE_END, PART), min_size=2, max_size=3))
def test_law_4_the_furthest_stage_of_a_deal_in_tranches_never_falls(
    told: list[tuple[int, ad.NegotiationStage, str]],
) -> None:
    deal = in_tranches(told)
    ranks = [rank(deal.as_of(f"{year}-12-31").furthest) for year in range(1999, 2008)]
    assert ranks == sorted(ranks)


@given(data=st.data(), ways=st.lists(st.just("suspended and resumed"), min_size=1, max_size=2))
def test_law_5_a_deal_resumes_no_higher_than_where_it_was_halted(data: st.DataObject, ways: list[str]) -> None:
    deal = data.draw(ads.deals(reaching="interest", containing=ways))
    told = [next(iter(one)) for one in deal.replay().stages]
    halts = [n for n, stage in enumerate(told) if stage is Stage.SUSPENDED]
    assert halts
    for n in halts:
        after = told[n + 1] if n + 1 < len(told) else None
        if after is not None and after.is_live:
            assert rank(after) <= rank(told[n - 1])


LIVE = st.sampled_from([stage for stage in Stage if stage.is_live])


@given(before=LIVE, after=LIVE)
def test_law_5_a_step_that_resumes_higher_is_refused_and_a_source_that_tells_it_is_found(
    before: ad.NegotiationStage, after: ad.NegotiationStage
) -> None:
    halted = ad.Deal(id="a").advance(before, on="2001-01-01").suspend(on="2002-01-01")
    fits = after.rank <= before.rank
    if fits:
        assert halted.resume(after, on="2003-01-01").stage is after
    else:
        with pytest.raises(ad.MoveNotAllowed) as refused:
            halted.resume(after, on="2003-01-01")
        assert refused.value.guards == ("G16",)
    told = halted.with_event(ad.Event(when="2003-01-01", stage=after))
    found = [issue for issue in ad.check(told) if issue.code == "STA-001" and issue.message.endswith("guard G16")]
    assert len(found) == (not fits)
