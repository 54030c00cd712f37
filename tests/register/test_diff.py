"""A difference: which changes are told, and how."""

from __future__ import annotations

import json
from datetime import date
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from armsdeals import strategies as ads
from armsdeals.cases.cases import casebook
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.line import Line
from armsdeals.model.party import Party
from armsdeals.register.diff import Change, ChangeKind, Changes, diff
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

DAILY = Evidence(id="daily", publisher="A daily", published="2016-12-01")
TALKS = Event(when="2016-11~", stage="TALKS", text="in the capital", evidence=(DAILY,))
PLAN = Event(when="2017-06", stage="SIGNED", modality="PLANNED", evidence=(DAILY,))
DEAL = Deal(
    id="norland",
    title="Norland buys batteries",
    parties=(Party("Sweden", role="supplier"), Party("Norland", role="recipient")),
    lines=(Line(id="a", system="Bastion", ordered="4", unit="battery"), Line(id="b", system="Bal")),
    financing=Financing(instruments=(Cash(key="advance", share="0.45"), Loan(key="loan", share="0.55"))),
    history=(TALKS, PLAN),
)


def lines(old: Register | Deal, new: Register | Deal) -> list[str]:
    return [str(change) for change in diff(old, new)]


def test_equal_deals_differ_in_nothing() -> None:
    assert diff(DEAL, evolve(DEAL)) == ()
    assert str(diff(DEAL, DEAL)) == "no changes"
    assert diff(casebook(), casebook()) == ()


def test_another_order_is_no_change() -> None:
    other = evolve(DEAL, parties=DEAL.parties[::-1], lines=DEAL.lines[::-1], history=DEAL.history[::-1])
    assert diff(DEAL, other) == ()
    assert diff(Register([DEAL, Deal(id="x")]), Register([Deal(id="x"), DEAL])) == ()


def test_a_field_is_told_with_what_it_was_and_is() -> None:
    (change,) = diff(DEAL, evolve(DEAL, title="Norland buys more"))
    assert change == Change(
        deal="norland",
        path=("title",),
        before="Norland buys batteries",
        after="Norland buys more",
        kind=ChangeKind.CHANGED,
    )
    assert str(change) == "~ norland.title: 'Norland buys batteries' -> 'Norland buys more'"


def test_news_is_one_claim_that_was_added() -> None:
    signed = Event(when="2017-09-12", stage="SIGNED", evidence=(DAILY,))
    (change,) = diff(DEAL, DEAL.with_event(signed))
    assert (change.kind, change.path, change.before, change.after) == (ChangeKind.ADDED, ("history", 2), None, signed)
    assert str(change) == "+ norland.history[2]: 2017-09-12: signed (A daily, 2016-12-01)"
    (back,) = diff(DEAL.with_event(signed), DEAL)
    assert (back.kind, back.path, back.before, back.after) == (ChangeKind.REMOVED, ("history", 2), signed, None)


def test_a_claim_that_was_edited_is_told_by_what_changed_in_it() -> None:
    edited = evolve(PLAN, when="2017-07", confidence="LOW")
    assert lines(DEAL, evolve(DEAL, history=(edited, TALKS))) == [
        "~ norland.history[0].when: 2017-06 -> 2017-07",
        "~ norland.history[0].confidence: unknown -> low",
    ]


def test_a_claim_that_says_something_else_is_another_claim() -> None:
    other = Event(when="2020", stage="CANCELLED", text="over")
    assert [line[0] for line in lines(DEAL, evolve(DEAL, history=(TALKS, other)))] == ["-", "+"]


def test_what_has_a_name_is_told_under_its_name() -> None:
    more = evolve(DEAL.lines[0], quantities=(), note="with radars")
    loan = Loan(key="loan", share="0.55", rate="0.05")
    assert lines(DEAL, evolve(DEAL, lines=(DEAL.lines[1], more))) == [
        "- norland.lines.a.quantities[0]: 4 batteries (no source given)",
        "~ norland.lines.a.note: nothing -> 'with radars'",
    ]
    assert lines(DEAL, evolve(DEAL, financing=Financing(instruments=(loan, Cash(key="advance", share="0.45"))))) == [
        "~ norland.financing.instruments.loan.rate: nothing -> 0.05"
    ]


def test_a_source_that_was_corrected_is_one_change() -> None:
    corrected = evolve(DAILY, published="2016-12-02")
    history = tuple(evolve(event, evidence=(corrected,)) for event in DEAL.history)
    assert lines(DEAL, evolve(DEAL, history=history)) == [
        "~ norland.evidence.daily.published: 2016-12-01 -> 2016-12-02"
    ]


def test_a_source_that_came_to_a_claim_is_told_there() -> None:
    wire = Evidence(id="wire", publisher="A wire")
    (change,) = diff(DEAL, evolve(DEAL, history=(evolve(TALKS, evidence=(DAILY, wire)), PLAN)))
    assert str(change) == "+ norland.history[0].evidence.wire: A wire"


def test_whole_deals_come_and_go() -> None:
    changes = diff(Register([DEAL]), Register([Deal(id="other")]))
    assert [(change.deal, change.path, change.kind.value) for change in changes] == [
        ("norland", (), "REMOVED"),
        ("other", (), "ADDED"),
    ]


def test_what_belongs_to_no_deal_is_told_without_one() -> None:
    event = Event(when="2018", kind="STATEMENT", text="an embargo is talked of")
    (change,) = diff(Register([DEAL]), Register([DEAL], events=(event,)))
    assert (change.deal, change.where) == ("", "events[0]")


def test_the_forms_for_notebooks_and_machines_tell_the_same_and_escape() -> None:
    changes = diff(DEAL, evolve(DEAL, title="<b>\x1b[31m"))
    assert "<b>" not in changes._repr_html_()
    assert "&lt;b&gt;\\x1b[31m" in changes._repr_html_()
    assert "\x1b" not in str(changes)
    assert repr(changes) == "<Changes: 1 changed>"
    assert json.loads(json.dumps(changes.to_tree())) == [
        {
            "deal": "norland",
            "path": ["title"],
            "kind": "CHANGED",
            "before": "Norland buys batteries",
            "after": "<b>\\x1b[31m",
        }
    ]
    assert Changes()._repr_html_() == "<p>no changes</p>"


def test_a_field_that_was_emptied_or_filled_was_nothing_on_the_other_side() -> None:
    untitled = evolve(DEAL, title="")
    assert str(diff(DEAL, untitled)) == "~ norland.title: 'Norland buys batteries' -> nothing"
    assert str(diff(untitled, DEAL)) == "~ norland.title: nothing -> 'Norland buys batteries'"


def test_other_things_than_deals_are_a_type_error() -> None:
    with pytest.raises(TypeError, match="neither a register nor a deal"):
        diff(DEAL, "norland.yaml")  # type: ignore[arg-type]


MIRROR = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.CHANGED: ChangeKind.CHANGED,
}


def untold(changes: Changes) -> list[str]:
    """Each change without places in lists, which differ between the two."""
    return sorted(
        repr((one.deal, [step for step in one.path if isinstance(step, str)], one.before, one.after, one.kind.value))
        for one in changes
    )


@given(*[st.tuples(st.sampled_from(casebook().deals), st.dates(date(1997, 1, 1), date(2026, 1, 1)))] * 2)
def test_law_the_way_back_is_the_mirror_image(one: tuple[Deal, date], other: tuple[Deal, date]) -> None:
    old, new = (evolve(deal.as_known(day), id="one") for deal, day in (one, other))
    there, back = diff(old, new), diff(new, old)
    turned = [evolve(change, before=change.after, after=change.before, kind=MIRROR[change.kind]) for change in back]
    assert untold(there) == untold(Changes(turned))
    assert bool(there) == (old != new)


def shuffled(deal: Deal, random: Random) -> Deal:
    history = list(deal.history)
    random.shuffle(history)
    return evolve(deal, history=tuple(history))


@given(st.sampled_from(casebook().deals), st.randoms(use_true_random=False))
def test_law_a_deal_differs_from_no_other_order_of_itself(deal: Deal, random: Random) -> None:
    assert diff(deal, shuffled(deal, random)) == ()


@pytest.mark.slow
@given(ads.deals(), ads.deals(), st.randoms(use_true_random=False))
def test_law_deals_of_all_sorts_differ_as_they_should(one: Deal, other: Deal, random: Random) -> None:
    assert diff(one, shuffled(one, random)) == ()
    assert bool(diff(one, evolve(other, id=one.id))) is (diff(evolve(other, id=one.id), one) != ())
