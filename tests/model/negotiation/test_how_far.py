"""How far a deal had come: what is certain of it, and all that it may have been."""

from tests.model.negotiation.tellings import at, told

from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.stage import LIVE, NegotiationStage

Stage = NegotiationStage


def test_on_every_path_the_deal_had_been_signed_though_none_is_certain_of_the_stage() -> None:
    first = told("2013", "signed", bound="one_of", alternatives=("cancelled",))
    second = told("2015", "signed", bound="one_of", alternatives=("cancelled",), back=True)
    assert at(None, first).furthest is None
    assert at(None, first).furthest_among == MOVES.origins(Stage.CANCELLED)
    assert at(None, first, second).stages == {Stage.SIGNED, Stage.CANCELLED}
    assert at(None, first, second).furthest is Stage.SIGNED


def test_what_was_one_of_two_stages_stays_open_as_the_furthest() -> None:
    either = told("2013", "offered", bound="one_of", alternatives=("signed",))
    here = at(None, either, told("2014", "suspended"))
    assert here.furthest_among == here.resume_among == {Stage.OFFERED, Stage.SIGNED}
    assert (here.furthest, here.resume_point) == (Stage.OFFERED, None)
    assert at(None, either, told("2014", "cancelled")).furthest_among == {Stage.OFFERED, Stage.SIGNED}


def test_where_a_halt_is_the_first_thing_told_later_events_narrow_what_it_interrupted() -> None:
    halted = at(None, told("2010", "suspended"))
    assert (halted.furthest, halted.resume_point) == (None, None)
    assert halted.resume_among == halted.furthest_among == set(LIVE)
    resumed = (told("2010", "suspended"), told("2015", "effective"))
    late = {Stage.EFFECTIVE, Stage.DELIVERING, Stage.DELIVERED}
    assert at("2012-01-01", *resumed).resume_among == at("2012-01-01", *resumed).furthest_among == late
    assert (at(None, *resumed).furthest, at(None, *resumed).furthest_among) == (Stage.EFFECTIVE, frozenset(late))


def test_where_an_end_is_the_first_thing_told_its_origins_bound_how_far_the_deal_got() -> None:
    assert at(None, told("2010", "completed")).furthest_among == {Stage.DELIVERED}
    lapsed = at(None, told("2010", "lapsed"))
    assert lapsed.furthest is None
    too_early, too_late = {Stage.INTEREST, Stage.TALKS}, {Stage.EFFECTIVE, Stage.DELIVERING, Stage.DELIVERED}
    assert lapsed.furthest_among == set(LIVE) - too_early - too_late


def test_on_a_day_between_two_stages_the_furthest_is_the_lower_and_the_bound_holds_both() -> None:
    here = at("2017-06-01", told("2016", "talks"), told("2017", "signed"))
    assert (here.furthest, here.furthest_among) == (Stage.TALKS, frozenset({Stage.TALKS, Stage.SIGNED}))
    assert [event.stage for event in here.decided_by] == [Stage.TALKS, Stage.SIGNED]


def test_a_later_advance_does_not_tell_how_far_it_was_before_it_ended() -> None:
    again = (told("2021", "cancelled"), told("2022", "signed", back=True))
    before, after = at("2022-12-31", *again), at("2022-12-31", *again, told("2023", "delivering"))
    assert before.furthest_among == after.furthest_among == {Stage.SIGNED, Stage.EFFECTIVE, Stage.DELIVERING}
    assert after.furthest is Stage.SIGNED
