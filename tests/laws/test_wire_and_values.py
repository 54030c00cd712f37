"""Invariants 6 to 9 and 11 to 15 of the model: what survives a file, and how values, shares, links and denials behave."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.values._countries import COUNTRIES
from armsdeals.wire.document import to_tree

Stage = ad.NegotiationStage
UNMOVED = [one for one in ad.Modality if one not in (ad.Modality.FACT, ad.Modality.DENIED)]
FORMATS = st.sampled_from(["json", "yaml"])


@given(register=ads.registers(max_size=2), form=FORMATS)
def test_law_6_what_is_written_and_read_again_is_equal(register: ad.Register, form: str) -> None:
    data = ad.dumps(register, form)
    again = ad.loads(data, form)
    assert again == register
    assert ad.dumps(again, form) == data


@given(deal=ads.deals())
def test_law_6_a_deal_comes_back_from_its_own_tree_with_every_source(deal: ad.Deal) -> None:
    again = ad.from_tree(ad.to_tree(deal))
    assert isinstance(again, ad.Deal)
    assert evolve(again, sources=()) == evolve(deal, sources=())
    assert set(again.sources) == set(deal.sources) or set(deal.sources) - set(again.sources) <= cited_in(deal)


def cited_in(deal: ad.Deal) -> set[ad.Evidence]:
    return {source for claim in deal.claims() for source in claim.evidence}


POINTS = st.integers(0, 500)


def within(estimate: ad.Estimate, steps: int) -> Decimal:
    return estimate.low + steps if estimate.high is None else min(estimate.low + steps, estimate.high)


@given(a=ads.estimates(units=[""]), b=ads.estimates(units=[""]), x=POINTS, y=POINTS)
def test_law_7_a_sum_holds_every_sum_of_points(a: ad.Estimate, b: ad.Estimate, x: int, y: int) -> None:
    one, other = within(a, x), within(b, y)
    assert a.contains(one)
    assert b.contains(other)
    assert (a + b).contains(one + other)


@given(one=ads.whens(), other=ads.whens())
def test_law_7_order_of_dates_has_three_answers_and_turns_round(one: ad.When, other: ad.When) -> None:
    turned = {"before": "after", "after": "before"}
    there, back = one.compare(other), other.compare(one)
    assert back is turned.get(there, there)
    assert not (one.certainly_before(other) and other.certainly_before(one))


BATCHES = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 30)), min_size=1, max_size=4)


@given(batches=BATCHES, years=st.lists(st.integers(0, 20), min_size=4, max_size=4))
def test_law_8_what_arrived_is_the_sum_of_the_batches_whatever_their_years(
    batches: list[tuple[int, int]], years: list[int]
) -> None:
    def arrived(shift: list[int]) -> ad.Estimate | None:
        deal = ad.Deal(id="a", lines=(ad.Line(id="goods", system="goods"),))
        for (low, width), year in zip(batches, shift, strict=False):
            deal = deal.with_event(
                ad.Event(
                    when=str(2000 + year),
                    deliveries=(ad.Delivery(line="goods", quantity=f"{low}..{low + width}"),),
                )
            )
        return deal.delivered("goods")

    total = arrived([0, 1, 2, 3])
    assert total is not None
    assert total.low == sum(low for low, _ in batches)
    assert total.high == sum(low + width for low, width in batches)
    assert arrived(years) == total


@given(a=ads.prices(), b=ads.prices())
def test_law_9_only_prices_of_one_currency_year_and_basis_add_up(a: ad.Price, b: ad.Price) -> None:
    if (a.currency, a.year, a.basis) == (b.currency, b.year, b.basis):
        assert (a + b).low == a.low + b.low
    else:
        with pytest.raises(CurrencyMismatch):
            a + b


@given(a=ads.estimates(), b=ads.estimates())
def test_law_9_only_counts_of_one_unit_add_up(a: ad.Estimate, b: ad.Estimate) -> None:
    if a.unit == b.unit:
        assert (a + b).unit == a.unit
    else:
        with pytest.raises(InvalidValue):
            a + b


@given(money=ads.moneys(), tiv=ads.tivs())
def test_law_9_money_and_the_volume_of_arms_never_meet(money: ad.Money, tiv: ad.TIV) -> None:
    with pytest.raises(InvalidValue):
        tiv + money


@given(paid=ads.financings())
def test_law_11_shares_lie_between_none_and_all_and_add_up_to_no_more(paid: ad.Financing) -> None:
    shares = [part.share for part in paid.parts() if part.pays and part.share is not None]
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares, Decimal(0)) <= 1


@given(percents=st.lists(st.integers(1, 99), min_size=1, max_size=3), beyond=st.integers(1, 99))
def test_law_11_shares_that_add_up_to_more_than_all_are_refused(percents: list[int], beyond: int) -> None:
    rest = max(0, 100 - sum(percents))
    last = min(100, rest + beyond)  # more than is left
    shares = [Decimal(one) / 100 for one in (*percents, last)]
    with pytest.raises(InvalidValue, match="more than 1"):
        ad.Financing(instruments=tuple(ad.Cash(share=share) for share in shares))


@given(size=st.integers(2, 5), broken=st.booleans())
def test_law_12_successors_that_run_in_a_circle_are_found_and_others_are_not(size: int, *, broken: bool) -> None:
    ids = [f"d{n}" for n in range(size)]
    links = {name: ids[n + 1] for n, name in enumerate(ids[:-1])} | ({ids[-1]: ids[0]} if broken else {})
    register = ad.Register(
        [ad.Deal(id=name, links=(ad.Link("superseded by", to=links[name]),) if name in links else ()) for name in ids]
    )
    found = [issue for issue in ad.check(register) if issue.code == "ACR-003"]
    assert len(found) == (size if broken else 0)


@given(size=st.integers(1, 4))
def test_law_12_a_rivalry_that_one_side_does_not_know_is_found(size: int) -> None:
    deals = [ad.Deal(id="one", links=tuple(ad.Link("competes with", to=f"d{n}") for n in range(size)))]
    deals += [ad.Deal(id=f"d{n}", links=(ad.Link("competes with", to="one"),) if n else ()) for n in range(size)]
    assert [issue.code for issue in ad.check(ad.Register(deals))].count("ACR-002") == 1


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


@given(deal=ads.deals(), told=ads.events(staged=True), modality=st.sampled_from(UNMOVED))
def test_law_14_what_is_only_expected_never_changes_the_stage(
    deal: ad.Deal, told: ad.Event, modality: ad.Modality
) -> None:
    assert deal.with_event(evolve(told, modality=modality)).position == deal.position


@given(deal=ads.deals(), told=ads.events(staged=True))
def test_law_14_a_denial_never_brings_a_stage_in(deal: ad.Deal, told: ad.Event) -> None:
    assume(not deal.tranches)  # the stage of the whole is that of its parts, which a denial may set apart
    named = {stage for event in deal.history for stage in (event.stage, *event.alternatives)}
    denied = deal.with_event(evolve(told, modality=ad.Modality.DENIED))
    assert denied.stages <= {None, *named}


ABSENCES = [None, *ad.Absence]


@given(form=FORMATS, kept=st.lists(st.sampled_from(ABSENCES), max_size=4))
def test_law_15_the_kinds_of_nothing_survive_every_file_apart(form: str, kept: list[ad.Absence | None]) -> None:
    claims = tuple(ad.PriceClaim(absent=why) for why in kept if why is not None)
    deal = ad.Deal(id="a", prices=claims, financing=ad.Financing(instruments=(ad.Loan(without=("grace_years",)),)))
    again = ad.loads(ad.dumps(deal, form), form)["a"]
    assert [claim.absent for claim in again.prices] == [why for why in kept if why is not None]
    assert again.financing is not None
    (loan,) = again.financing.instruments
    assert [loan.absence(term) for term in ("grace_years", "tenor_years")] == [ad.Absence.NONE, None]
    assert len({str(to_tree(ad.Deal(id="a", prices=(ad.PriceClaim(absent=why),)))) for why in ad.Absence}) == 3
    assert again.with_price("0 USD").prices[-1].absent is None


@given(day=st.dates(date(1950, 1, 1), date(2049, 1, 1)))
def test_law_2_what_is_said_tomorrow_is_not_known_today(day: date) -> None:
    told = ad.Event(when="1949", stage="signed", said=(day + timedelta(1)).isoformat())
    deal = ad.Deal(id="a", history=(told,))
    assert deal.as_known(day).history == ()
    assert deal.as_known(day + timedelta(1)).history == (told,)
