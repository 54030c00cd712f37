"""What the notes say of deals made by hand."""

import json

import pytest
from attrs import evolve

from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.economy import Offset
from armsdeals.model.event import Event
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.instrument import Amendment, Instrument
from armsdeals.model.limits import Authorisation
from armsdeals.model.line import Line
from armsdeals.model.negotiation.ending import Settlement
from armsdeals.model.valued import PriceClaim, QuantityClaim
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


def _credit(**more: object) -> Loan:
    return Loan(**{"key": "credit", "lender": "A bank", "confidence": "medium"} | more)  # type: ignore[arg-type]


def test_a_dispute_of_a_loan_tells_the_rival_rates() -> None:
    told = (_credit(rate="0.0219", said="2015-08"), _credit(rate="0.0254", said="2015-07"), _credit(share="1"))
    (dispute,) = deal_note(Deal(id="demo", financing=Financing(instruments=told))).disputes
    assert [(one.value, one.standing) for one in dispute.claims] == [("2.19 %", "stands"), ("2.54 %", "beaten")]


def test_what_nobody_tells_of_a_line_of_credit_is_named_and_what_is_told_in_another_way_is_not() -> None:
    told = (
        CreditLine(key="a", amount="245.3e6 USD"),
        _credit(key="b", amount="1e6 USD", tenor_estimate="~25", rate_low="0.02", without=("grace_years",)),
    )
    notes = deal_note(Deal(id="demo", financing=Financing(instruments=told))).financing
    assert notes[0].missing == ("interest rate", "years to repay", "years of grace", "way of repayment")
    assert notes[1].missing == ("way of repayment",)


def test_a_report_of_today_tells_that_the_way_was_disputed_and_one_of_before_does_not() -> None:
    deal = Deal(id="demo").with_event(Event(when="2010", stage="signed", confidence="high"))
    deal = deal.with_event(Event(when="2012", stage="signed", modality="denied", confidence="low"))
    deal = deal.with_event(Event(when="2014", stage="effective", confidence="high"))
    assert not deal.position.disputed
    (dispute,) = deal_note(deal).disputes
    assert dispute.about == "the way to where it stands"
    assert [(one.value, one.standing) for one in dispute.claims] == [
        ("signed, 2010", "stands"),
        ("signed (denied), 2012", "beaten"),
    ]
    assert deal_note(deal, as_of="2011").disputes == ()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"kind": "refund", "status": "agreed", "payer": "A", "payee": "B"}, "refund of 4 billion USD, agreed, to be paid by A to B"),
        ({"kind": "refund", "status": "paid", "payer": "A", "payee": "B"}, "refund of 4 billion USD, paid by A to B"),
        ({"kind": "refund", "status": "claimed", "payer": "A", "payee": "B"}, "refund of 4 billion USD, asked from A by B"),
        ({"kind": "refund", "payer": "A", "payee": "B"}, "refund of 4 billion USD from A to B"),
        ({"kind": "refund", "status": "agreed"}, "refund of 4 billion USD, agreed"),
        ({"kind": "claim filed", "payer": "A", "payee": "B"}, "claim filed of 4 billion USD, asked from A by B"),
        ({"kind": "claim filed", "status": "paid", "payer": "A"}, "claim filed of 4 billion USD, paid by A"),
    ],
)  # fmt: skip
def test_only_what_was_paid_is_told_as_paid(told: dict[str, str], words: str) -> None:
    event = Event(when="2016", text="x", settlements=(Settlement(value="4e9 USD", **told),))
    (note,) = deal_note(Deal(id="demo", history=(event,))).history
    assert note.details == (f"settlement: {words}",)


def test_a_claim_that_was_withdrawn_is_told_once_and_goods_are_not_paid() -> None:
    gone = Settlement(kind="claim withdrawn")
    given = Settlement(kind="return of goods", status="paid", payer="A")
    (note,) = deal_note(Deal(id="demo", history=(Event(when="2016", settlements=(gone, given)),))).history
    assert note.details == ("settlement: claim withdrawn", "settlement: return of goods, carried out from A")


def test_goods_of_a_cancelled_deal_are_not_outstanding_but_never_came() -> None:
    deal = Deal(id="demo", lines=(Line(id="a", system="A", ordered="16 aircraft"),)).sign(on="2006")
    deal = deal.deliver("a", "3 aircraft", on="2007").cancel(on="2008")
    (line,) = deal_note(deal).lines
    assert (line.outstanding, line.never) == ("", "13 aircraft")
    assert "3 aircraft; never delivered: 13 aircraft, and nothing is due any more" in " ".join(as_text(deal).split())
    (before,) = deal_note(deal, as_of="2007-12-31").lines
    assert (before.outstanding, before.never) == ("13 aircraft", "")


def test_a_report_as_of_a_day_tells_the_price_and_the_number_of_that_day() -> None:
    deal = Deal(id="demo", lines=(Line(id="a", system="A"),))
    for said, count, value in (("2007", "5 battalions", "8e8 USD"), ("2016", "4 battalions", "1e9 USD")):
        deal = deal.with_price(PriceClaim(value, said=said))
        deal = deal.with_quantity("a", "ordered", QuantityClaim(count, basis="ordered", said=said))
    deal = deal.with_event(Event(when="2015", amendments=(Amendment(what="all"),)))
    note = deal_note(deal, as_of="2010")
    assert (note.price.words, note.price.is_disputed) == ("800 million USD", False)
    assert note.lines[0].best == "5 battalions ordered"
    assert note.disputes == ()
    assert deal_note(deal).price.words == "1 billion USD"


@pytest.mark.parametrize(
    ("told", "standings"),
    [
        ((("~9e9 USD", None), (None, "~175")), ["stands", "the same, told in another way"]),
        ((("9e9 USD", None), ("4e9 USD", None)), ["stands", "beaten"]),
        (((None, "50"), (None, "40..60")), ["stands", "the same, told in another way"]),
        (((None, "50"), (None, "100")), ["stands", "beaten"]),
        ((("9e9 USD", None), ("8e9 EUR", None)), ["stands", "the same, told in another way"]),
        ((("9e9 USD", None), (None, None)), ["stands", "stands"]),
    ],
)
def test_tellings_of_one_offset_are_told_as_one(
    told: tuple[tuple[str | None, str | None], ...], standings: list[str]
) -> None:
    trust = ("high", "low")
    offsets = tuple(
        Offset(key="work", value=value, percent=percent, confidence=sure)
        for (value, percent), sure in zip(told, trust, strict=True)
    )
    (group,) = deal_note(Deal(id="demo", offsets=offsets)).beside
    assert [figure.standing for figure in group.figures] == standings
    apart = tuple(evolve(one, key="") for one in offsets)
    assert {one.standing for one in deal_note(Deal(id="demo", offsets=apart)).beside[0].figures} == {"stands"}
