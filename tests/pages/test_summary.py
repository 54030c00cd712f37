"""What the notes say of deals made by hand."""

import json

import pytest
from attrs import evolve

from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.instrument import Instrument
from armsdeals.model.limits import Authorisation
from armsdeals.model.line import Line
from armsdeals.model.valued import PriceClaim
from armsdeals.pages.machine import as_tree
from armsdeals.pages.summary import deal_note, report_note
from armsdeals.pages.text import as_text
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence


def test_a_stage_comes_with_its_date_its_confidence_and_the_events_it_rests_on(missiles: Deal) -> None:
    note = deal_note(missiles, as_of="2018-01-01").stage
    assert (note.words, note.confidence, note.decided_by) == ("signed", "high", (2,))
    assert note.since == "since some day between November 2016 and 12 September 2017"


def test_the_history_is_in_order_and_says_how_each_thing_is_said(missiles: Deal) -> None:
    told = [(note.date, note.head, note.mood) for note in deal_note(missiles).history]
    assert told == [
        ("About November 2016", "Talks", ""),
        ("By 12 September 2017", "Signed", ""),
        ("29 December 2017", "Financing", ""),
        ("12 July 2019", "Delivering", ""),
        ("March 2020", "Delivering", "planned"),
    ]


def test_what_was_not_known_by_the_day_is_left_out(missiles: Deal) -> None:
    note = deal_note(missiles, known_by="2017-05-03")
    assert [event.head for event in note.history] == ["Talks"]
    assert (note.stage.words, note.price.words, note.financing) == ("talks", "unknown", ())
    assert [source.name for source in note.sources] == ["A paper"]


def test_a_note_without_a_date_is_not_shown_to_a_reader_of_the_past(missiles: Deal) -> None:
    told = evolve(missiles, note="it all ended in 2019", sources=(Evidence(publisher="Later", published="2021"),))
    assert deal_note(told, known_by="2018-01-01").note == ""
    assert "Later" not in [source.name for source in deal_note(told, known_by="2018-01-01").sources]
    assert deal_note(told).sources[-1].is_cited is False


def test_deals_of_which_nothing_was_public_are_counted_and_left_out(both: Register) -> None:
    note = report_note(both, known_by="2015-12-31")
    assert ([deal.id for deal in note.deals], note.left_out) == (["tur-fd2000"], 1)


def test_events_after_the_day_are_kept_and_marked(missiles: Deal) -> None:
    note = deal_note(missiles, as_of="2018-01-01")
    assert [event.is_later for event in note.history] == [False, False, False, True, True]


def test_a_disputed_term_of_payment_stands_with_every_value_that_is_told() -> None:
    told = (
        Loan(key="loan", share="0.5", rate="0.05", lender="A bank"),
        Loan(key="loan", share="0.5", rate="0.06", lender="A bank"),
    )
    (note,) = deal_note(Deal(id="demo", financing=Financing(instruments=told))).financing
    assert note.disputed == ("rate: 5 % or 6 %",)


def test_unknown_stays_unknown_and_never_becomes_a_number() -> None:
    note = deal_note(Deal(id="demo", lines=(Line(id="x", system="X"),)))
    assert (note.price.words, note.price.is_known) == ("unknown", False)
    assert note.lines[0].best == "number unknown"
    assert (note.suppliers, note.recipients, note.stage.words) == ("unknown", "unknown", "not begun")
    assert note.unknown == (
        "who supplies",
        "who receives",
        "whether anything has begun",
        "the price: nobody tells one",
        "how many X are ordered: nobody tells",
        "how it is paid for: nobody tells",
    )


@pytest.mark.parametrize(
    ("absent", "words"),
    [
        ("none", "none (known to be absent)"),
        ("withheld", "withheld (exists, not published)"),
        ("not applicable", "not applicable"),
    ],
)
def test_the_kinds_of_nothing_stay_apart(absent: str, words: str) -> None:
    note = deal_note(Deal(id="demo", prices=(PriceClaim(absent=absent),)))
    assert note.price.words == words


def test_a_price_lists_what_it_beat_and_who_says_so(missiles: Deal) -> None:
    price = deal_note(missiles).price
    assert (price.words, price.is_disputed) == ("2.5 billion USD, contract", True)
    assert [(told.value, told.standing, told.says) for told in price.figures] == [
        ("2.5 billion USD, contract", "stands", ""),
        ("4 billion USD, estimate", "beaten", "An analyst"),
    ]


def test_shares_become_sums_and_the_status_follows_the_events(missiles: Deal) -> None:
    advance, loan = deal_note(missiles).financing
    assert (advance.share, advance.amount) == ("45 %", "1.125 billion USD (share of the price)")
    assert (loan.share, loan.amount, loan.status) == ("55 %", "1.375 billion USD (share of the price)", "signed")
    assert loan.missing == ("interest rate", "years to repay", "years of grace", "way of repayment")
    assert deal_note(missiles, as_of="2017-12-01").financing[1].status == "unknown"


def test_units_that_differ_are_named_as_a_gap(missiles: Deal) -> None:
    note = deal_note(missiles)
    assert (note.lines[0].arrived, note.lines[0].outstanding) == ("1 battery", "")
    assert "how many S-400 are still to come: order and deliveries are counted in different units" in note.unknown


def test_a_date_known_only_as_a_bound_is_named_as_a_gap(rival: Deal) -> None:
    assert "when it came to tendered: only that it was between 2009 and 2010" in deal_note(rival).unknown


def test_who_ended_it_and_why_is_told(rival: Deal) -> None:
    stage = deal_note(rival).stage
    assert (stage.words, stage.furthest, stage.ended) == (
        "cancelled",
        "selected",
        "ended by recipient; reason given: price",
    )


def test_a_claim_that_excludes_the_stage_stands_beside_it() -> None:
    deal = Deal(
        id="demo",
        history=(
            Event(when="2016", stage="signed", confidence="high"),
            Event(when="2018", stage="cancelled", confidence="high"),
            Event(when="2019", stage="talks", confidence="low", text="talks go on"),
        ),
    )
    note = deal_note(deal)
    assert (note.stage.words, note.stage.is_disputed, note.stage.beaten) == ("cancelled", True, (3,))
    assert note.history[2].standing == "beaten"
    assert note.disputes[0].about == "where it stands"
    assert [claim.standing for claim in note.disputes[0].claims] == ["stands", "beaten"]
    assert len(note.disputed_spans) == 1


def test_a_claim_taken_back_is_shown_as_such() -> None:
    deal = Deal(id="demo").start_talks(on="2016", id="first").retract("first", on="2017")
    assert [note.standing for note in deal_note(deal).history] == ["retracted", "retracts"]


def test_rivals_are_found_through_a_link_of_one_side(both: Register) -> None:
    assert report_note(both).rivals == (("tur-s400", "tur-fd2000"),)


def test_general_knowledge_is_never_a_source() -> None:
    deal = Deal(id="demo").start_talks(on="2016", evidence=Evidence(kind="unsourced"))
    note = deal_note(deal)
    assert (note.history[0].sources, note.sources) == ((), ())
    assert "the source of 1 of 1 claims: none is given" in note.unknown


def test_a_bad_day_is_refused_with_its_name(missiles: Deal) -> None:
    with pytest.raises(InvalidValue, match="as_of: '12/09/2017' is not a date"):
        report_note(missiles, as_of="12/09/2017")


def test_only_deals_and_registers_are_reported() -> None:
    with pytest.raises(TypeError, match="Deal or a Register"):
        report_note("tur-s400")  # type: ignore[arg-type]


def test_the_tree_for_machines_is_plain_and_keeps_dates_as_written(both: Register) -> None:
    tree = json.loads(json.dumps(as_tree(report_note(both, as_of="2018-01"))))
    assert tree["as_of"] == "2018-01"
    assert tree["deals"][0]["history"][1]["when"] == "../2017-09-12"
    assert tree["deals"][0]["stage"]["stages"] == ["SIGNED"]


def test_what_stands_beside_the_history_is_shown_field_by_field() -> None:
    licence = Authorisation(kind="export licence", state="denied", authority="BAFA", confidence="high")
    note = deal_note(Deal(id="demo", authorisations=(licence,)))
    (group,) = note.beside
    assert (group.title, group.figures[0].value) == ("Permission", "export licence; denied; by BAFA")
    assert "export licence; denied; by BAFA" in as_text(Deal(id="demo", authorisations=(licence,)))


def test_what_went_back_is_told_beside_what_arrived() -> None:
    came, gone = Delivery(line="x", quantity="3"), Delivery(line="x", quantity="1", kind="returned")
    history = (Event(when="2020", deliveries=(came,)), Event(when="2021", deliveries=(gone,)))
    deal = Deal(id="demo", lines=(Line(id="x", system="X"),), history=history)
    assert deal_note(deal).lines[0].arrived == "3; after returns and losses: 2"
    assert deal_note(deal, as_of="2020-12-31").lines[0].arrived == "3"


def test_two_lines_of_one_system_are_told_apart_by_their_keys() -> None:
    lines = (Line(id="bought", system="X"), Line(id="built", system="X"), Line(id="spares", system="Y"))
    assert [line.system for line in deal_note(Deal(id="demo", lines=lines)).lines] == ["X (bought)", "X (built)", "Y"]


def test_a_part_of_the_price_says_what_it_pays_for() -> None:
    part = PriceClaim("10e6 USD COMPONENT", covers="the radar")
    assert (
        deal_note(Deal(id="demo", prices=(part,))).price.figures[0].value == "10 million USD, component, for the radar"
    )


def test_a_document_that_opens_no_stage_names_the_event() -> None:
    changed = Event(when="2020", instrument=Instrument(kind="amendment"))
    assert deal_note(Deal(id="demo", history=(changed,))).history[0].heading == "Amendment"
