"""Merging: what is one deal, what is left apart, and that nothing is lost or counted twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings

from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.knowing import claims_of
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim
from armsdeals.register.matching import match_deals
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

TASS = Evidence(id="src", publisher="TASS", published="2017-09-12")
SIPRI = Evidence(id="src", publisher="SIPRI", published="2018-03-12")


def told(
    name: str, *, supplier: str = "Russia", recipient: str = "Turkey", system: str = "S-400", signed: str | None = "2017",
    ordered: str | None = None, line: str = "goods", **more: Any,
) -> Deal:  # fmt: skip
    """A deal as somebody tells it."""
    sides = (Party(supplier, role="supplier"), Party(recipient, role="recipient"))
    deal = Deal(id=name, parties=sides, lines=(Line(id=line, system=system, ordered=ordered),), **more)
    return deal if signed is None else deal.sign(on=signed)


def one_deal(first: Deal, second: Deal, **more: Any) -> Deal:
    merged = Register([first]).merge(Register([second]), **more)
    assert len(merged.matches) == 1, str(merged)
    return merged.register[first.id]


def test_two_tellings_of_one_deal_are_one_deal_with_rival_claims() -> None:
    ours = told("tur-s400", signed="2017-09-12", ordered="4").with_price(PriceClaim("2.5e9 USD", evidence=TASS))
    theirs = told("row-7", recipient="Turkiye", system="S400", ordered="2", line="a").with_price(
        PriceClaim("2e9 USD", evidence=SIPRI)
    )
    merged = Register([ours]).merge(Register([theirs]))
    deal = merged.register["tur-s400"]
    assert merged.register.ids == ("tur-s400",)
    assert [str(claim.value) for claim in deal.line("goods").quantities] == ["4", "2"]
    assert [claim.evidence[0].publisher for claim in deal.prices] == ["TASS", "SIPRI"]
    assert [party.name for party in deal.parties] == ["Russia", "Turkey"]
    assert deal.stage is NegotiationStage.SIGNED
    assert str(merged) == "tur-s400 = row-7 (supplier, recipient, system, order date)"
    assert dict(merged.origins) == {"tur-s400": ((0, "tur-s400"), (1, "row-7"))}


def test_three_articles_on_one_deal_are_one_deal_with_three_claims() -> None:
    articles = [
        told(f"news-{number}", signed="2017-09-12").with_price(
            PriceClaim("2.5e9 USD", evidence=Evidence(publisher=paper, published="2017-09-13"))
        )
        for number, paper in enumerate(("TASS", "Kommersant", "Anadolu"))
    ]
    several = Register(articles[:1]).merge(*(Register([one]) for one in articles[1:]))
    together = Register(articles).merge(within=True)
    for merged in (several, together):
        assert merged.register.ids == ("news-0",)
        told_by = [claim.evidence[0].publisher for claim in merged.register["news-0"].prices]
        assert told_by == ["TASS", "Kommersant", "Anadolu"]
    assert together.split() == (Register(articles),)
    assert len(several.split()) == 3


def test_rows_of_one_register_are_deals_of_their_own_unless_said_otherwise() -> None:
    rows = Register([told("row-1", ordered="4"), told("row-2", ordered="4")])
    assert rows.merge(Register()).register == rows


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (told("b", signed="2018-09-12"), "at least 255 days lie between the orders"),
        (told("b", signed=None), "nobody dates the order of both to within two years"),
        (told("b", signed="2010/2018"), "nobody dates the order of both to within two years"),
        (told("b", supplier="unknown supplier(s)"), "the supplier is not the same or not known on both sides"),
        (
            evolve(told("b"), parties=(*told("b").parties, Party("France", role="supplier"))),
            "the supplier is not the same or not known on both sides",
        ),
        (
            evolve(told("b"), lines=(Line(id="goods", system="S-400", condition="used"),)),
            "the condition of 'goods' is told otherwise",
        ),
        (evolve(told("b"), links=(Link("renews", to="a"),)), "one of them is linked to the other"),
    ],
)
def test_what_lacks_one_thing_is_near_and_left_apart(other: Deal, why: str) -> None:
    ours = evolve(told("a"), lines=(Line(id="goods", system="S-400", condition="new"),))
    merged = Register([ours]).merge(Register([other]))
    assert merged.register.ids == ("a", "b")
    assert [(one.first, one.second, one.why) for one in merged.near] == [(("a",), ("b",), why)]


@pytest.mark.parametrize(
    "other",
    [
        told("b", system="S-300"),
        told("b", recipient="India"),
        told("b", recipient="PKK (Turkiye)*"),
        told("b", signed="2003"),
        told("b", supplier="Soviet Union"),
    ],
)
def test_another_deal_is_not_even_near(other: Deal) -> None:
    merged = Register([told("a")]).merge(Register([other]))
    assert (merged.register.ids, merged.matches, merged.near) == (("a", "b"), (), ())


def test_a_near_name_is_no_match_and_a_declared_one_is() -> None:
    ours, theirs = Register([told("a", system="HQ-9")]), Register([told("b", system="FD-2000")])
    assert ours.merge(theirs).matches == ()
    assert len(ours.merge(theirs, aliases=[("HQ-9", "FD-2000")]).matches) == 1
    declared = evolve(theirs, systems=(System("FD-2000", id="fd-2000", aliases=("HQ-9",)),))
    assert len(ours.merge(declared).matches) == 1


def test_a_name_of_two_systems_leads_to_neither() -> None:
    ours, theirs = Register([told("a", system="HQ-9")]), Register([told("b", system="FD-2000")])
    aliases = [("HQ-9", "Red Banner"), ("FD-2000", "Red Banner")]
    assert ours.merge(theirs, aliases=aliases).matches == ()


def test_names_of_a_system_that_only_one_tells_stay_in_the_joined_line() -> None:
    deal = one_deal(told("a"), evolve(told("b"), lines=(Line(id="x", system=System("S400", aliases=("Triumf",))),)))
    assert deal.line("goods").system.all_names == ("S-400", "S400", "Triumf")


def test_several_that_fit_are_told_apart_by_their_number() -> None:
    ours = Register([told("a", ordered="4"), told("b", ordered="12")])
    theirs = Register([told("x", ordered="12"), told("y", ordered="4")])
    assert {(one.first, one.second, one.by[-1]) for one in ours.merge(theirs).matches} == {
        ("a", "y", "number"),
        ("b", "x", "number"),
    }


def test_several_that_nothing_tells_apart_are_left_apart() -> None:
    ours = Register([told("a", ordered="4"), told("b", ordered="4")])
    merged = ours.merge(Register([told("x", ordered="4")]))
    assert merged.register.ids == ("a", "b", "x")
    assert [(one.first, one.second) for one in merged.ambiguous] == [(("a", "b"), ("x",))]


def test_the_user_has_the_last_word() -> None:
    ours = Register([told("a", ordered="4"), told("b", ordered="4")])
    theirs = Register([told("x", ordered="4"), told("z", system="MiG-29", signed="1985")])
    merged = ours.merge(theirs, pairs=[("b", "x")])
    assert [str(one) for one in merged.matches] == ["b = x (pair)"]
    assert merged.ambiguous == ()
    assert Register([told("a")]).merge(Register([told("x")]), apart=[("a", "x")]).register.ids == ("a", "x")


def test_a_pair_names_deals_that_are_there_and_each_once() -> None:
    ours, theirs = Register([told("a"), told("b")]), Register([told("x")])
    with pytest.raises(UnknownName, match="no deal of the other register is called 'y'"):
        ours.merge(theirs, pairs=[("a", "y")])
    with pytest.raises(InvalidValue, match="'x' stands in two pairs"):
        ours.merge(theirs, pairs=[("a", "x"), ("b", "x")])
    with pytest.raises(TypeError, match="merge the others one by one"):
        ours.merge(theirs, Register(), pairs=[("a", "x")])
    with pytest.raises(TypeError, match="is no pair of ids"):
        ours.merge(theirs, pairs=["ax"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="is no register"):
        ours.merge([told("x")])  # type: ignore[arg-type]


def test_one_id_of_two_deals_becomes_two_and_whoever_named_it_names_the_new_one() -> None:
    ours = Register([told("row-1")])
    theirs = Register(
        [told("row-1", recipient="India"), told("row-2", recipient="China", links=(Link("renews", to="row-1"),))],
        competitions=(Competition(id="c", buyer="India", contenders=("row-1",)),),
    )
    whole = ours.merge(theirs).register
    assert whole.ids == ("row-1", "row-1-2", "row-2")
    assert whole["row-1-2"].recipients[0].name == "India"
    assert whole["row-2"].links[0].to == "row-1-2"
    assert whole.competitions[0].contenders == ("row-1-2",)


def test_whoever_named_a_deal_that_became_one_names_that_one() -> None:
    theirs = Register([told("x"), told("y", recipient="India", links=(Link("competes with", to="x"),))])
    assert Register([told("a")]).merge(theirs).register["y"].links[0].to == "a"


def test_the_same_id_stands_in_for_a_date_that_nobody_tells() -> None:
    ours, theirs = told("tur-s400", signed=None).start_talks(on="2016"), told("tur-s400", signed=None, ordered="4")
    merged = Register([ours]).merge(Register([theirs]))
    assert merged.matches[0].by == ("supplier", "recipient", "system", "id")
    assert str(merged.register["tur-s400"].ordered("goods")) == "4"


def test_ids_of_sources_claims_and_lines_that_mean_another_thing_there_are_renamed() -> None:
    ours = told("a").with_price(PriceClaim("2e9 USD", id="p", evidence=TASS))
    theirs = evolve(
        told("b", line="other"),
        lines=(Line(id="other", system="S-400"), Line(id="goods", system="48N6")),
        prices=(PriceClaim("3e9 USD", id="p", evidence=SIPRI), PriceClaim(retracts="p", evidence=SIPRI)),
        history=(*told("b").history, Event(when="2019", scope=("goods", "other"), evidence=SIPRI)),
    )
    deal = one_deal(ours, theirs)
    assert [(line.id, str(line.system)) for line in deal.lines] == [("goods", "S-400"), ("goods-2", "48N6")]
    assert [(claim.id, claim.retracts) for claim in deal.prices] == [("p", ""), ("p-2", ""), ("", "p-2")]
    assert {source.id: source.publisher for claim in claims_of(deal) for source in claim.evidence} == {
        "src": "TASS",
        "src-2": "SIPRI",
    }
    assert deal.history[-1].scope == ("goods-2", "goods")


def test_what_only_one_tells_of_a_deal_is_in_the_joined_one() -> None:
    deal = one_deal(told("a", note="ours"), told("b", title="A title", note="theirs"))
    assert (deal.title, deal.note) == ("A title", "ours\ntheirs")


def test_a_report_shows_hostile_names_as_text() -> None:
    merged = Register([told("a")]).merge(Register([told("b", supplier="unknown supplier(s)", system="S-400")]))
    assert "<b>" not in evolve(merged, near=(evolve(merged.near[0], why="<b>x</b>"),))._repr_html_().replace(
        "<tbody>", ""
    )
    assert repr(merged) == "<Merged: 2 deals of 2 registers; 0 matched, 1 near, 0 ambiguous>"
    assert "<caption>2 deals of 2 registers; 0 matched, 1 near, 0 ambiguous</caption>" in merged._repr_html_()
    assert str(Register().merge(Register())) == "no deal is told twice"


def test_matching_alone_changes_nothing_and_says_what_it_found() -> None:
    found = match_deals([told("a")], [told("b")])
    assert str(found) == "a = b (supplier, recipient, system, order date)"
    assert str(match_deals([], [])) == "no deal is in both"


@given(register=ads.registers())
def test_law_a_register_told_twice_is_itself(register: Register) -> None:
    assert register.merge(register).register == register


@settings(max_examples=40)  # two registers take long to draw
@given(first=ads.registers(max_size=2), second=ads.registers(max_size=2))
def test_law_what_was_merged_can_be_split(first: Register, second: Register) -> None:
    merged = first.merge(second)
    assert merged.split() == (first, second)
    assert Counter(origin for told in merged.origins.values() for origin in told) == Counter(
        [(0, name) for name in first.ids] + [(1, name) for name in second.ids]
    )
    assert set(merged.origins) == set(merged.register.ids)


@settings(max_examples=60)
@given(deal=ads.deals(), other=ads.deals())
def test_law_no_claim_is_lost_where_two_become_one(deal: Deal, other: Deal) -> None:
    other = evolve(other, id="other")
    first, second = Register([evolve(deal, id="one")]), Register([other])
    try:
        whole = first.merge(second, pairs=[("one", "other")]).register["one"]
    except InvalidValue:
        assume(False)  # noqa: FBT003
        raise
    assert {claim for claim in claims_of(deal) if not _is_way_of_paying(claim)} <= set(claims_of(whole))
    for kind in {type(claim) for claim in claims_of(other)}:
        told, held = (sum(type(claim) is kind for claim in claims_of(one)) for one in (other, whole))
        assert held >= told
    sources = {_without_id(source) for claim in claims_of(whole) for source in claim.evidence}
    assert {_without_id(source) for claim in claims_of(other) for source in claim.evidence} <= sources


@settings(max_examples=60)
@given(register=ads.registers(max_size=2, sides=True))
def test_law_a_register_and_a_retelling_of_it_have_as_many_deals_as_the_one(register: Register) -> None:
    ids = {deal.id: f"again-{place}" for place, deal in enumerate(register)}
    again = evolve(register, deals=tuple(evolve(deal, id=ids[deal.id]) for deal in register), competitions=())
    pairs = list(ids.items())
    assert register.merge(again, pairs=pairs).register.ids == register.ids


def _is_way_of_paying(claim: Any) -> bool:
    return hasattr(claim, "key") and hasattr(claim, "kind")


def _without_id(source: Evidence) -> Evidence:
    return evolve(source, id="")
