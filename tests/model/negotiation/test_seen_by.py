"""What was seen by a day, with a halt or an end before that day."""

import itertools

import pytest
from hypothesis import given

from armsdeals import Event, NegotiationStage, When, strategies as st
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.resolve import resolve
from armsdeals.model.negotiation.seen_by import told_in_order

Stage = NegotiationStage


def told(when: str, stage: str, **more: object) -> Event:
    return Event(when=when, stage=stage, **more)  # type: ignore[arg-type]


SIGNED = told("2007-12-20", "signed")
HALTED = told("2010-06-11", "suspended")
RESUMED = told("2015-04-13", "signed", text="taken up again")
SEEN = told("../2016-10-13", "delivered")


def stages(history: tuple[Event, ...], *days: str) -> list[str]:
    replay = Replay(history)
    return [replay.at(When(day)).stages_in_words for day in days]


@pytest.mark.parametrize("history", list(itertools.permutations((SIGNED, HALTED, RESUMED, SEEN))))
def test_goods_seen_after_a_resumption_came_after_it(history: tuple[Event, ...]) -> None:
    assert stages(history, "2009", "2012", "2015-04-12", "2016", "2016-10-13") == [
        "SIGNED", "SUSPENDED", "SUSPENDED", "SIGNED or DELIVERED", "DELIVERED",
    ]  # fmt: skip
    assert Replay(history).at(None).since == When("2015-04-13/2016-10-13")


def test_a_contract_seen_after_a_revival_was_signed_after_it() -> None:
    history = (
        told("2005", "selected"), told("2008", "cancelled"), told("2012", "selected", back=True), told("../2014", "signed"),
    )  # fmt: skip
    assert stages(history, "2009", "2013", "2015") == ["CANCELLED", "SELECTED or SIGNED", "SIGNED"]


def test_a_report_alone_lifts_no_halt_and_no_end() -> None:
    assert stages((SIGNED, HALTED, SEEN), "2009", "2020") == ["SIGNED or DELIVERED", "SUSPENDED"]
    ended = (told("2010", "talks"), told("../2012", "signed"), told("2011-05", "cancelled"))
    assert stages(ended, "2013") == ["CANCELLED"]


def test_a_report_that_fits_only_before_the_halt_stays_before_it() -> None:
    seen = told("../2016", "talks")
    assert stages((seen, SIGNED, HALTED, RESUMED), "2006", "2020") == ["TALKS or nothing yet", "SIGNED"]


def test_a_day_that_is_merely_not_known_is_no_report() -> None:
    assert stages((SIGNED, told("2014-03", "suspended"), told("2014", "effective")), "2015") == ["SUSPENDED"]


def test_what_another_claim_follows_stays_where_it_is() -> None:
    seen = told("../2016-10-13", "delivered", id="seen")
    halted = told("2010-06-11", "suspended", after="seen")
    assert stages((SIGNED, halted, RESUMED, seen), "2020") == ["SIGNED"]


@given(st.histories())
def test_law_the_order_never_gives_up_more_than_the_natural_course(history: tuple[Event, ...]) -> None:
    kept = [event for event in history if event.stage is not None and event.modality.value in ("FACT", "DENIED")]
    order, path = told_in_order(kept)
    assert sorted(map(id, order)) == sorted(map(id, kept))
    assert path.cost <= resolve(in_order(kept)).cost
    for a, b in itertools.pairwise(order):
        assert not b.when.hi < a.when.lo
        assert not (a.after and a.after == b.id)
