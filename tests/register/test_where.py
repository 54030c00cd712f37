"""Asking a register: three answers where dates or stages are open, and a refusal of names that nobody has."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.register.where import order_days


def deal(name: str, recipient: str = "Egypt", *, supplier: str = "France", system: str = "Rafale") -> ad.Deal:
    parties = (ad.Party(supplier, role="supplier"), ad.Party(recipient, role="recipient"))
    return ad.Deal(id=name, parties=parties, lines=(ad.Line(id="goods", system=system),))


REGISTER = ad.Register(
    [
        deal("clear").sign(on="2015-02-16"),
        deal("roughly", "Qatar").sign(on="2013/2015"),
        deal("open")
        .start_talks(on="2019")
        .with_event(
            ad.Event(when="2020", stage="signed", bound="one of", alternatives=(ad.NegotiationStage.FINAL_TALKS,))
        ),
        deal("talked", "Indonesia").start_talks(on="2014"),
        deal("jumped", "India").start_talks(on="2012-06").advance("DELIVERING", on="2016-01-10"),
        deal("given-up", "Brazil").start_talks(on="2014").cancel(on="2015"),
        deal("ministry", "Ministry of Defence", supplier="Rosoboronexport", system="S-400"),
    ],
    events=[ad.Event(when="2018", text="a summit")],
)


def ids(**asked: Any) -> list[str]:
    return list(REGISTER.where(**asked).ids)


def test_a_party_is_found_by_any_name_of_its_country_or_by_its_own() -> None:
    assert ids(recipient="EG") == ids(recipient="egypt") == ids(buyer=ad.Country("Egypt")) == ["clear", "open"]
    assert ids(recipient=["Egypt", "Qatar"]) == ["clear", "roughly", "open"]
    assert ids(recipient="ministry of défence") == ["ministry"]
    assert ids(seller="France", recipient="India") == ["jumped"]
    assert ids(party="Rosoboronexport") == ["ministry"]
    assert ids(supplier="Egypt") == []


def test_a_name_that_nobody_has_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match=r"no recipient is called 'Egipt' here; did you mean Egypt\?") as caught:
        ids(recipient="Egipt")
    assert caught.value.suggestions == ("Egypt",)
    with pytest.raises(UnknownName, match="write a country"):
        ids(party="Xyzzy")
    with pytest.raises(UnknownName, match="did you mean Rafale"):
        ids(system="Rafael")
    with pytest.raises(UnknownName, match="did you mean SIGNED"):
        ids(stage="signd")
    with pytest.raises(UnknownName, match="expected possibly or certainly"):
        ids(when="perhaps")


def test_a_country_that_no_deal_has_is_an_empty_answer() -> None:
    assert ids(recipient="Norway") == []


def test_a_system_is_found_by_any_name_that_a_line_tells() -> None:
    assert ids(system="s-400") == ["ministry"]
    assert len(ids(system=["S-400", "rafale"])) == len(REGISTER)


def test_a_stage_that_is_open_fits_possibly_and_not_certainly() -> None:
    assert ids(stage="signed") == ["clear", "roughly", "open"]
    assert ids(stage="signed", when="certainly") == ["clear", "roughly"]
    assert ids(stage=["SIGNED", "final talks"], when="certainly") == ["clear", "roughly", "open"]
    assert ids(stage="talks", on="2014-12-31", when="certainly") == ["talked", "jumped", "given-up"]


def test_the_time_of_an_order_is_asked_by_years_days_or_from_and_to() -> None:
    assert ids(ordered=2015) == ["clear", "roughly", "jumped"]
    assert ids(ordered=2015, when="certainly") == ["clear"]
    assert ids(ordered=(2013, 2015), when="certainly") == ["clear", "roughly"]
    assert ids(ordered=(2012, 2016), when="certainly") == ["clear", "roughly", "jumped"]
    assert ids(ordered="2015-02-16", when="certainly") == ["clear"]
    assert ids(ordered=("2015-02-17", "2021")) == ["roughly", "open", "jumped"]
    assert ids(ordered=2020, when="certainly") == []


def test_a_deal_in_tranches_was_ordered_with_the_first_of_them() -> None:
    parts = ad.Deal(id="a", tranches=(ad.Tranche(id="one"), ad.Tranche(id="two")))
    for scope, day in (("two", "2018"), ("one", "2016")):
        parts = parts.with_event(ad.Event(when=day, stage="signed", scope=(scope,)))
    assert order_days(parts) == (ad.When("2016").lo, ad.When("2016").hi, True)
    assert order_days(ad.Deal(id="b").start_talks(on="2016")) is None


def test_what_stands_beside_the_deals_is_kept() -> None:
    assert REGISTER.where(recipient="Qatar").events == REGISTER.events
    assert REGISTER.where() == REGISTER


@pytest.mark.parametrize(
    "asked", [{"recipient": 5}, {"recipient": [5]}, {"system": 5}, {"buyer": "EG", "recipient": "EG"}, {"on": "2014"}]
)
def test_arguments_of_a_wrong_type_or_that_contradict_each_other_are_type_errors(asked: Any) -> None:
    with pytest.raises(TypeError):
        ids(**asked)


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidValue, match="before it begins"):
        ids(ordered=(2020, 2015))


@given(register=ads.registers(max_size=3), first=st.integers(1990, 2020), more=st.integers(0, 20), data=st.data())
@settings(max_examples=30)  # whole registers
def test_law_what_is_certain_is_possible_and_more_time_never_loses_a_deal(
    register: ad.Register, first: int, more: int, data: st.DataObject
) -> None:
    stage = data.draw(st.sampled_from(ad.NegotiationStage))
    asking: list[dict[str, Any]] = [{"ordered": (first, first + more)}, {"stage": stage}]
    for asked in asking:
        certain = register.where(**asked, when="certainly").ids
        assert set(certain) <= set(register.where(**asked).ids)
    wider = register.where(ordered=(first - 5, first + more + 5), when="certainly").ids
    assert set(register.where(ordered=(first, first + more), when="certainly").ids) <= set(wider)
