"""Worked examples after public reports, each with the answer reached by hand."""

import pytest
from tests.model.negotiation.tellings import at, texts, told

from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.when import When

Stage = NegotiationStage


# S-400: talks in November 2016; on 24 April 2017 not signed, on 18 July still talking; by 12 September signed.
S400 = (
    told("2016-11", "talks"), told("2017-04-24", "signed", "not yet", modality="denied"),
    told("2017-07-18", "talks", "still talking"), told("../2017-09-12", "signed"),
)  # fmt: skip


def test_s400_the_signature_lies_between_the_last_talks_and_the_announcement() -> None:
    here = at(None, *S400)
    assert (here.stage, here.since) == (Stage.SIGNED, When("2017-07-18/2017-09-12"))
    assert not here.disputed


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2016-10-31", "nothing known"),
        ("2016-11-15", "TALKS or nothing yet"),
        ("2017-07-17", "TALKS since 2016-11"),
        ("2017-08-01", "TALKS or SIGNED"),
        ("2017-07", "TALKS or SIGNED"),
        ("2017", "TALKS or SIGNED"),
        ("2017-09-12", "SIGNED since 2017-07-18/2017-09-12"),
    ],
)
def test_s400_day_by_day(day: str, answer: str) -> None:
    assert str(at(day, *S400)) == answer


def test_s400_without_the_report_of_talks_the_denial_alone_bounds_the_signature() -> None:
    assert at(None, *(event for event in S400 if event.text != "still talking")).since == When("2017-04-24/2017-09-12")


# FD-2000: selected on 26 September 2013, which an article of 2015 calls a contract; cancelled on 15 November 2015.
FD2000 = (
    told("2013-09-26", "selected", "selected"),
    told("../2015-11-14", "signed", "contract", confidence="low"),
    told("2015-11-15", "signed", "never signed", modality="denied", confidence="high"),
    told("2015-11-15", "cancelled", "cancelled"),
)


def test_fd2000_was_selected_and_cancelled_and_never_signed() -> None:
    before, after = at("2014-06-01", *FD2000), at(None, *FD2000)
    assert (before.stage, before.since) == (Stage.SELECTED, When("2013-09-26"))
    assert (after.stage, after.since, after.furthest) == (Stage.CANCELLED, When("2015-11-15"), Stage.SELECTED)
    assert after.furthest_among == {Stage.SELECTED}


def test_fd2000_the_word_contract_stays_a_dispute_after_the_cancellation() -> None:
    before, after = at("2014-06-01", *FD2000), at(None, *FD2000)
    assert texts(before.beaten) == texts(after.beaten) == ["contract"]
    assert texts(before.decided_by) == ["selected", "never signed"]
    assert before.disputed
    assert after.disputed
    assert not at("2013-09-25", *FD2000).disputed


def test_mistral_the_exact_day_of_the_cancellation_beats_a_vague_year() -> None:
    mistral = (
        told("2011-06-17", "signed"), told("2014-11-25", "suspended"),
        told("2014", "cancelled", "a retrospective"), told("2015-08-05", "cancelled", "agreement", confidence="high"),
    )  # fmt: skip
    here = at(None, *mistral)
    assert (here.stage, here.since, here.furthest) == (Stage.CANCELLED, When("2015-08-05"), Stage.SIGNED)
    in_between = at("2015-03-01", *mistral)
    assert (in_between.stage, in_between.resume_point) == (Stage.SUSPENDED, Stage.SIGNED)
    assert texts(in_between.beaten) == ["a retrospective"]
    assert not at("2015-08-05", *mistral).disputed
    assert not here.disputed  # both say now that it is cancelled, and that it had been signed


# S-300 for Iran: signed in December 2007, in force, halted on 22 September 2010, taken up in 2015, delivered in 2016.
S300 = (
    told("2007-12", "signed"), told("2008", "effective"), told("2010-09-22", "suspended"),
    told("2015-04-13", "signed", "ban lifted"), told("2015-11-09", "effective"), told("2016-04", "delivering"),
)  # fmt: skip


def test_s300_a_halt_remembers_what_it_interrupts_and_the_deal_resumes_below_it() -> None:
    halted = at("2012-01-01", *S300)
    assert (halted.stage, halted.resume_point, halted.furthest) == (Stage.SUSPENDED, Stage.EFFECTIVE, Stage.EFFECTIVE)
    assert halted.resume_among == {Stage.EFFECTIVE}
    resumed = at("2015-06-01", *S300)
    assert (resumed.stage, resumed.furthest, resumed.resume_point) == (Stage.SIGNED, Stage.EFFECTIVE, None)
    assert at(None, *S300).gaps == ()
