"""Denials in the replay: what they exclude, when they bound, and what they tell of a deal that is halted or over."""

from tests.model.negotiation.tellings import at, texts, told

from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.stage import LIVE, NegotiationStage
from armsdeals.values.when import When

Stage = NegotiationStage


def test_a_denial_under_a_halt_speaks_of_what_was_halted() -> None:
    halted = (told("2009", "delivered", confidence="low"), told("2010", "suspended"))
    denial = told("2013", "delivered", modality="denied", confidence="high")
    assert at(None, *halted, denial).beaten == halted[:1]
    assert at(None, told("2009", "signed"), halted[1], denial).beaten == ()


def test_a_denial_after_an_end_speaks_of_what_ended() -> None:
    signed, ended = told("2009", "signed", confidence="medium"), told("2012", "cancelled", confidence="high")
    never = told("2013", "signed", modality="denied", confidence="high")
    assert at(None, signed, ended, never).beaten == (signed,)
    assert at("2010", signed, ended, never).disputed
    assert at(None, told("2009", "selected"), ended, never).beaten == ()
    assert at(None, signed, ended, told("2013", "effective", modality="denied")).beaten == ()
    weak = told("2013", "signed", modality="denied", confidence="low")
    assert at(None, signed, ended, weak).beaten == (weak,)


def test_at_most_bounds_a_later_step_and_opens_nothing() -> None:
    seen = told("2015-05-05", "talks", bound="at_most")
    assert at(None, told("2013", "talks"), seen, told("../2016-01-31", "signed")).since == When("2015-05-05/2016-01-31")
    assert at(None, seen).stages == {None}


def test_a_denial_beats_an_older_claim_that_it_contradicts() -> None:
    here = at(
        None,
        told("2015-01", "signed", "old", "2015-02"),
        told("2017-04-24", "signed", "no", "2017-04-24", modality="denied"),
    )
    assert (here.stages, texts(here.beaten), here.disputed) == (frozenset({None}), ["old"], True)


def test_a_denied_end_says_nothing_against_a_live_stage() -> None:
    assert not at(None, told("2015", "signed"), told("2016", "cancelled", modality="denied")).disputed


def test_a_denied_stage_says_nothing_against_another_of_the_same_rank() -> None:
    assert not at(None, told("2015", "preliminary"), told("2016", "final talks", modality="denied")).disputed
    assert at(None, told("2015", "preliminary"), told("2016", "talks", modality="denied")).disputed


def test_a_denial_of_no_further_than_excludes_what_is_lower() -> None:
    beyond = told("2016", "offered", modality="denied", bound="at_most")
    assert at(None, told("2015", "talks"), beyond).disputed
    assert not at(None, told("2015", "signed"), beyond).disputed


def test_a_beaten_denial_stops_to_matter_when_both_stories_agree() -> None:
    history = (
        told("2015", "signed", confidence="high"), told("2016-06-01", "signed", "no", modality="denied"),
        told("2018", "effective"),
    )  # fmt: skip
    assert texts(at("2017-01-01", *history).beaten) == ["no"]
    assert not at(None, *history).disputed


def test_a_beaten_denial_matters_while_the_stories_differ_on_how_far_the_deal_got() -> None:
    history = (
        told("2015", "signed", confidence="high"), told("2016-06-01", "signed", "no", modality="denied"),
        told("2018", "negotiating", back=True),
    )  # fmt: skip
    assert texts(at(None, *history).beaten) == ["no"]


def test_a_denial_under_a_halt_or_after_an_end_bounds_how_far_a_deal_of_unknown_course_came() -> None:
    never = told("2016", "signed", modality="denied")
    unsigned = {stage for stage in LIVE if stage.rank < Stage.SIGNED.rank}
    halted = (told("2015", "suspended"), never)
    assert at(None, *halted).resume_among == at(None, *halted).furthest_among == unsigned
    assert at("2015", *halted).resume_among == unsigned  # what is denied later was not so before
    ended = at(None, told("2015", "cancelled"), never)
    assert ended.furthest_among == MOVES.origins(Stage.CANCELLED) & unsigned
    later = at(None, told("2015", "cancelled"), never, told("2018", "superseded"))
    assert later.furthest_among == MOVES.origins(Stage.CANCELLED) & unsigned


def test_a_denial_from_before_an_end_and_one_that_would_leave_nothing_bound_no_course() -> None:
    ended = told("2015", "cancelled")
    before = told("2013", "signed", modality="denied")
    assert at(None, before, ended).furthest_among == MOVES.origins(Stage.CANCELLED)
    nothing = (ended, told("2016", "interest", modality="denied"))  # then there was nothing to cancel
    assert at(None, *nothing).furthest_among == MOVES.origins(Stage.CANCELLED)
    revived = (ended, told("2016", "effective", back=True), told("2017", "delivering", modality="denied"))
    assert Stage.DELIVERING in at("2015-06-01", *revived).furthest_among
