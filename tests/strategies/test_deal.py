"""Deals as asked for: at a stage, through awkward ways, in some currencies; and how plain they are at their plainest."""

import itertools
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find as search, given, seed, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.moves import MOVES, MoveKind
from armsdeals.strategies.paths import BY_MOVES

Stage = ad.NegotiationStage
STAGES = st.sampled_from(Stage)
# The first example is the plainest one, and to shrink a whole deal takes long.
UNSHRUNK = settings(
    max_examples=2_000, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def find(strategy: st.SearchStrategy[Any], holds: Callable[[Any], Any]) -> Any:
    return search(strategy, lambda drawn: bool(holds(drawn)), settings=UNSHRUNK)


@given(st.data(), STAGES)
def test_law_a_deal_asked_for_at_a_stage_stands_there(data: st.DataObject, stage: Stage) -> None:
    deal = data.draw(ads.deals(stage=stage))
    assert deal.stage is stage
    assert not deal.position.disputed


@given(st.data(), STAGES, st.sampled_from(["strict", "observed"]))
def test_law_the_way_to_a_stage_is_legal_and_strict_ways_skip_nothing(
    data: st.DataObject, stage: Stage, mode: str
) -> None:
    replay = data.draw(ads.deals(stage=stage, mode=mode)).replay()
    path = [next(iter(stages)) for stages in replay.stages]
    kinds = [MOVES.kinds[a, b] for a, b in itertools.pairwise(path[1:]) if a and b]
    assert len(kinds) == len(path) - 2
    assert mode == "observed" or MoveKind.SKIP not in kinds
    assert mode == "observed" or path[1] in {step.to for step in ad.Deal(id="new").moves("strict")}


@given(st.data(), STAGES)
def test_law_a_history_reaches_what_it_is_asked_to_reach(data: st.DataObject, stage: Stage) -> None:
    ways = [] if stage.is_final else data.draw(st.lists(st.sampled_from(sorted(BY_MOVES)), max_size=2))
    history = data.draw(ads.histories(reaching=stage, containing=ways))
    replay = ad.Deal(id="a", history=history).replay()
    assert {stage} in replay.stages


def moves_of(history: tuple[ad.Event, ...]) -> set[MoveKind | None]:
    path = [next(iter(stages)) for stages in ad.Deal(id="a", history=history).replay().stages]
    return {MOVES.kinds.get((a, b)) for a, b in itertools.pairwise(path[1:]) if a and b}


def has(history: tuple[ad.Event, ...], holds: Callable[[ad.Event], bool]) -> int:
    return sum(map(holds, history))


SEEN: dict[str, Callable[[tuple[ad.Event, ...]], Any]] = {
    "suspended and resumed": lambda told: MoveKind.RESUME in moves_of(told),
    "reopened": lambda told: MoveKind.REOPEN in moves_of(told),
    "regress": lambda told: MoveKind.REGRESS in moves_of(told),
    "rival ends": lambda told: has(told, lambda event: event.stage is not None and event.stage.is_end) == 2,
    "denied then signed": lambda told: any(
        no.when.certainly_before(yes.when)
        for no, yes in itertools.permutations([event for event in told if event.stage is Stage.SIGNED], 2)
        if (no.modality, yes.modality) == (ad.Modality.DENIED, ad.Modality.FACT)
    ),
    "two documents": lambda told: (
        {ad.InstrumentKind.IGA, ad.InstrumentKind.CONTRACT}
        <= {event.instrument.kind for event in told if event.instrument}
        and has(told, lambda event: event.stage is Stage.SIGNED) == 2
    ),
    "open dates": lambda told: has(told, lambda event: event.when.is_open) == 3,
    "retraction": lambda told: {event.retracts for event in told} - {""} <= {event.id for event in told} - {""},
    "at least": lambda told: has(told, lambda event: event.bound is ad.Bound.AT_LEAST),
    "one of": lambda told: has(told, lambda event: event.bound is ad.Bound.ONE_OF),
}


@pytest.mark.parametrize("word", sorted(ads.AWKWARD))
def test_each_awkward_way_is_there_when_it_is_asked_for(word: str) -> None:
    @given(ads.histories(containing=[word], max_size=0, named=False))
    def look(history: tuple[ad.Event, ...]) -> None:
        assert SEEN[word](history)

    look()


@pytest.mark.parametrize("stage", ["talks", "cancelled", "delivered"])
def test_a_denied_signature_is_there_on_the_way_to_another_stage(stage: str) -> None:
    @settings(max_examples=10)
    @given(ads.histories(containing=["denied then signed"], reaching=stage, max_size=0, named=False))
    def look(history: tuple[ad.Event, ...]) -> None:
        assert SEEN["denied then signed"](history)

    look()


def test_ways_and_stages_can_be_asked_for_together() -> None:
    @given(ads.deals(containing=["rival ends", "regress", "delivering"], reaching="signed"))
    def look(deal: ad.Deal) -> None:
        assert any(event.stage is Stage.DELIVERING for event in deal.history)
        assert any(event.back for event in deal.history)

    look()


@pytest.mark.parametrize("word", ["rival end", "re-opened", "sgined"])
def test_a_word_that_nobody_knows_is_refused_with_the_nearest_ones(word: str) -> None:
    with pytest.raises(UnknownName) as refused:
        find(ads.histories(containing=[word]), lambda _: True)
    assert refused.value.suggestions


def test_a_stage_with_reports_that_may_leave_it_open_is_refused() -> None:
    with pytest.raises(InvalidValue, match="rival ends"):
        find(ads.deals(stage="signed", containing=["rival ends"]), lambda _: True)


def test_a_path_into_fewer_days_than_it_has_steps_is_refused() -> None:
    day = date(2020, 1, 1)
    with pytest.raises(InvalidValue, match="fewer"):
        find(ads.deals(stage="completed", first=day, last=day), lambda _: True)


def currencies_in(thing: Any) -> set[str]:
    if isinstance(thing, ad.Price):
        return {thing.currency}
    if isinstance(thing, tuple):
        return {code for item in thing for code in currencies_in(item)}
    fields = getattr(type(thing), "__attrs_attrs__", ())
    return {code for field in fields for code in currencies_in(getattr(thing, field.name))}


@given(ads.registers(currencies=["TRY", "RUB"]))
def test_law_narrowed_currencies_are_the_only_ones_anywhere(register: ad.Register) -> None:
    told = {code for deal in register for code in currencies_in(deal)}
    assert told | currencies_in(register.events) <= {"TRY", "RUB"}


@given(ads.deals(sides=True))
def test_law_sides_are_there_when_they_are_asked_for(deal: ad.Deal) -> None:
    assert deal.suppliers
    assert deal.recipients
    assert deal.lines


def test_the_plainest_deal_and_register_hold_nothing() -> None:
    assert find(ads.deals(), lambda _: True) == ad.Deal(id="a")
    assert find(ads.registers(), lambda _: True) == ad.Register()


def test_the_plainest_values_are_the_first_ones() -> None:
    assert str(find(ads.whens(), lambda _: True)) == "1950-01-01"
    assert str(find(ads.prices(), lambda _: True)) == "0 USD"
    assert str(find(ads.estimates(), lambda _: True)) == "0"
    assert str(find(ads.moneys(), lambda _: True)) == "0.00 USD"
    assert str(find(ads.measures(units=["kg"]), lambda _: True)) == "0 kg"
    assert str(find(ads.tivs(), lambda _: True)) == "0 TIV"
    assert find(ads.rates(), lambda _: True) == 0


WANTED: dict[str, Callable[[ad.Deal], Any]] = {
    "an offer that revises another": lambda deal: any(offer.revises for offer in deal.offers),
    "an event of a tranche": lambda deal: any(
        set(event.scope) & {part.id for part in deal.tranches} for event in deal.history
    ),
    "an event of a line": lambda deal: any(
        set(event.scope) & {line.id for line in deal.lines} for event in deal.history
    ),
    "goods handed over": lambda deal: any(event.deliveries for event in deal.history),
    "a condition on another deal": lambda deal: any(one.deal for one in deal.constraints),
    "a claim beside the history that is taken back": lambda deal: any(
        claim.id and claim.id in deal.retracted() for claim in claims_of(deal) if not isinstance(claim, ad.Event)
    ),
    "an event after another": lambda deal: any(event.after for event in deal.history),
    "a source cited twice": lambda deal: (
        (cited := [source for claim in claims_of(deal) for source in claim.evidence]) and len(cited) > len(set(cited))
    ),
    "a judged offer of the deal": lambda deal: any(judged.offer for judged in deal.assessments),
    "a line with technology": lambda deal: any(shared.line for shared in deal.technology),
    "a keyed source that no claim cites": lambda deal: any(source.id for source in deal.sources),
}


@pytest.fixture(scope="module")
def found() -> dict[str, ad.Deal]:
    """The first deal that holds each of what is wanted; one walk for all, of many short searches, which are less alike."""
    first: dict[str, ad.Deal] = {}

    def look(deal: ad.Deal) -> None:
        first.update((what, deal) for what, holds in WANTED.items() if what not in first and holds(deal))

    for number in range(80):
        settings(UNSHRUNK, max_examples=25)(seed(number)(given(ads.deals())(look)))()
        if len(first) == len(WANTED):
            break
    return first


@pytest.mark.parametrize("what", sorted(WANTED))
def test_a_deal_can_hold(what: str, found: dict[str, ad.Deal]) -> None:
    assert WANTED[what](found[what])


def test_a_register_can_hold_events_and_competitions_that_cite_a_key() -> None:
    held = find(
        ads.registers(),
        lambda register: any(
            source.id for one in (*register.events, *register.competitions) for source in one.evidence
        ),
    )
    assert held.events or held.competitions


def test_one_word_in_place_of_a_list_is_refused_with_the_list_to_write() -> None:
    for strategy in (ads.histories, ads.deals):
        with pytest.raises(TypeError, match=r"such as \['signed'\]"):
            search(strategy(containing="signed"), lambda _: True)
