"""Invariants 12 to 14 of the model: links without circles, one state of a code and a day, and what moves no stage."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import example, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue
from armsdeals.values._countries import COUNTRIES

Stage = ad.NegotiationStage
NAMES = [f"d{n}" for n in range(5)]
PAIRS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=7)
Pair = tuple[str, str]


def linked(kind: str, pairs: set[Pair]) -> ad.Register:
    return ad.Register(
        [
            ad.Deal(id=name, links=tuple(ad.Link(kind, to=to) for start, to in sorted(pairs) if start == name))
            for name in NAMES
        ]
    )


def found(register: ad.Register, code: str) -> list[Pair]:
    """From which deal to which each link leads about which something is found."""
    places = [issue.path for issue in ad.check(register) if issue.code == code]
    deals = [(register.deals[int(path[1])], int(path[3])) for path in places]
    return sorted((deal.id, deal.links[number].to) for deal, number in deals)


def reached(pairs: set[Pair]) -> set[Pair]:
    """Every two between which a way leads, by joining ways until there are no more."""
    ways = set(pairs)
    for _ in NAMES:
        ways |= {(start, end) for start, via in ways for again, end in ways if via == again}
    return ways


@given(pairs=PAIRS)
def test_law_12_every_link_of_a_circle_of_successors_is_found_and_no_other(pairs: set[Pair]) -> None:
    ways, register = reached(pairs), linked("superseded by", pairs)
    alone = {(start, to) for start, to in pairs if start == to}
    assert found(register, "ACR-003") == sorted(pair for pair in pairs - alone if pair[::-1] in ways)
    assert found(register, "ACR-004") == sorted(alone)


@given(pairs=PAIRS)
def test_law_12_a_rivalry_that_one_side_does_not_know_is_found_and_no_other(pairs: set[Pair]) -> None:
    assert found(linked("competes with", pairs), "ACR-002") == sorted(pair for pair in pairs if pair[::-1] not in pairs)


@given(pairs=PAIRS)
def test_law_12_systems_have_no_lineage_in_a_circle_and_any_other(pairs: set[Pair]) -> None:
    known = [
        ad.System(name, id=name, derived_from=tuple(to for start, to in sorted(pairs) if start == name))
        for name in NAMES
    ]
    if any(start == end for start, end in reached(pairs)):
        with pytest.raises(InvalidValue):
            ad.Register(systems=known)
    else:
        assert ad.Register(systems=known).systems == tuple(known)


@given(size=st.integers(1, 5), broken=st.booleans(), data=st.data())
def test_law_12_the_lineage_of_systems_runs_in_no_circle(size: int, *, broken: bool, data: st.DataObject) -> None:
    by = data.draw(st.lists(st.sampled_from(["variant_of", "export_version_of"]), min_size=size, max_size=size))
    after = [f"s{n + 1}" for n in range(size - 1)] + (["s0"] if broken else [""])
    lineage: list[Any] = [{by[n]: after[n]} for n in range(size)]
    known = [evolve(ad.System(f"S-{n}", id=f"s{n}"), **lineage[n]) for n in range(size)]
    if broken:
        with pytest.raises(InvalidValue, match="leads back to it"):
            ad.Catalogue(known)
        with pytest.raises(InvalidValue, match="leads back to it"):
            ad.Register(systems=known)
    else:
        assert len(ad.Catalogue(known).lineage("s0")) == size - 1
        assert ad.Register(systems=known).systems == tuple(known)


LENDERS = {"United Arab Republic": "Egypt", "Tanganyika": "Tanzania", "Serbia and Montenegro": "Serbia"}


@given(row=st.sampled_from(COUNTRIES), day=st.dates(date(1816, 1, 1), date(2030, 1, 1)))
@example(row=next(row for row in COUNTRIES if row[0] == "Tanganyika"), day=date(1964, 1, 1))
@example(row=next(row for row in COUNTRIES if row[0] == "Egypt"), day=date(1959, 1, 1))
@example(row=next(row for row in COUNTRIES if row[0] == "Czechoslovakia"), day=date(1992, 6, 1))
@example(row=next(row for row in COUNTRIES if row[0] == "Serbia and Montenegro"), day=date(1999, 1, 1))
def test_law_13_a_code_and_a_day_give_at_most_one_state(row: tuple[str, ...], day: date) -> None:
    country = ad.Country(row[0])
    for system in ("cow", "gw"):
        code = country.code(system, on=day)
        if code is not None:
            holders = {other[0] for other in COUNTRIES if ad.Country(other[0]).code(system, on=day) == code}
            # Registers book what three states did under the name of another, which borrows their number for that time.
            borrowers = {LENDERS[name] for name in holders if name in LENDERS}
            assert len(holders - borrowers) == 1
            assert row[0] in holders
    for letters in ("iso2", "iso3"):
        name = country.code(letters, on=day)
        if name is not None:
            assert [other[0] for other in COUNTRIES if ad.Country(other[0]).code(letters, on=day) == name] == [row[0]]
            assert ad.Country.parse(str(name), on=day) == country


UNMOVED = st.sampled_from([one for one in ad.Modality if one not in (ad.Modality.FACT, ad.Modality.DENIED)])


@given(deal=ads.deals(), told=ads.events(staged=True), modality=UNMOVED)
def test_law_14_what_is_only_expected_never_changes_the_stage(
    deal: ad.Deal, told: ad.Event, modality: ad.Modality
) -> None:
    for scope in ((), *((part.id,) for part in deal.tranches)):
        assert deal.with_event(evolve(told, modality=modality, scope=scope)).position == deal.position


PIECES = {
    "prices": ads.price_claims(), "offers": ads.offers(), "authorisations": ads.authorisations(),
    "constraints": ads.constraints(), "offsets": ads.offsets(), "technology": ads.tech_transfers(),
    "assessments": ads.assessments(),
}  # fmt: skip


TIES = {"id", "retracts", "lines", "line", "revises", "offer", "discharges"}  # what has to be there


@given(deal=ads.deals(), slot=st.sampled_from(sorted(PIECES)), data=st.data())
def test_law_14_no_claim_but_an_event_ever_changes_the_stage(deal: ad.Deal, slot: str, data: st.DataObject) -> None:
    told: Any = data.draw(PIECES[slot])
    ties = {one.name: one.default for one in fields(type(told)) if one.name in TIES}
    changed: dict[str, Any] = {slot: (*getattr(deal, slot), evolve(told, **ties))}
    assert evolve(deal, **changed).position == deal.position


@given(deal=ads.deals(), told=ads.events(staged=True), data=st.data())
def test_law_14_a_denial_never_brings_a_stage_in(deal: ad.Deal, told: ad.Event, data: st.DataObject) -> None:
    named = {stage for event in deal.history for stage in (event.stage, *event.alternatives)}
    facts = sorted((stage for stage in named if stage is not None), key=str)
    denial = ad.Event(when=told.when, stage=data.draw(st.sampled_from(facts))) if facts else told
    # Where the finish of one tranche is denied, the whole waits for it, though nobody told that stage.
    waiting = {Stage.DELIVERING} if deal.tranches and named & {Stage.DELIVERED, Stage.COMPLETED} else set()
    for scope in ((), *((part.id,) for part in deal.tranches)):
        for one in (told, denial):
            denied = deal.with_event(evolve(one, modality=ad.Modality.DENIED, scope=scope))
            assert denied.stages <= {None, *named, *waiting}
