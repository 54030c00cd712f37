"""What deals compete for stands in every report: the need, the buyer, the course and the winner."""

from __future__ import annotations

from typing import Any

import pytest

import armsdeals as ad
from armsdeals.pages.machine import as_tree
from armsdeals.pages.summary import report_note
from armsdeals.pages.text import as_text

SOURCE = ad.Evidence(publisher="A ministry", published="2017-12-12")
COURSE = (
    ad.CompetitionStep(when="2017-12-12", state="open", evidence=SOURCE),
    ad.CompetitionStep(when="2022-03-28", state="awarded", winner="f35", said="2022-03-28", confidence="high"),
)


def tender(**more: Any) -> ad.Competition:
    told = {"id": "cf18", "buyer": "Canada", "need": "88 fighters", "contenders": ("f35", "gripen"), "course": COURSE}
    return ad.Competition(**{**told, **more})


def register(*competitions: ad.Competition) -> ad.Register:
    deals = [
        ad.Deal(id="f35", title="F-35A").sign(on="2023"),
        ad.Deal(id="gripen", title="Gripen E"),
        ad.Deal(id="other"),
    ]
    return ad.Register(deals, competitions=competitions)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_text_tells_need_buyer_contenders_course_and_winner() -> None:
    text = flat(as_text(register(tender())))
    assert (
        "COMPETITION 88 fighters, for Canada Awarded to F-35A (f35), since 28 March 2022 contenders: F-35A (f35); "
        "Gripen E (gripen) - 12 December 2017: open (A ministry, 2017-12-12)" in text
    )
    assert "Competing for one need: * F-35A (f35)" in text


def test_a_page_tells_them_too() -> None:
    pytest.importorskip("jinja2")
    html = ad.report(register(tender(need="88 <b>fighters")))
    assert "88 &lt;b&gt;fighters, for Canada" in html
    assert "Awarded to F-35A (f35), since 28 March 2022" in html
    assert html.count("12 December 2017: <bdi>open</bdi>") == 1


def test_a_report_of_an_earlier_day_and_reader_knows_no_winner() -> None:
    (then,) = report_note(register(tender()), as_of="2019-01-01").competitions
    assert then.standing == "open, since 12 December 2017"
    assert then.course[1].marks == ("after the day of this report",)
    (known,) = report_note(register(tender()), known_by="2019-01-01").competitions
    assert (known.standing, len(known.course)) == ("open, since 12 December 2017", 1)
    assert report_note(register(tender(), tender(id="late", said="2030", course=())), known_by="2019").competitions == (
        known,
    )


def test_rival_steps_are_told_as_disputed() -> None:
    rival = ad.CompetitionStep(when="2022-03-28", state="cancelled", confidence="low")
    (note,) = report_note(register(tender(course=(*COURSE, rival)))).competitions
    assert note.is_disputed
    assert [step.marks for step in note.course if step.words == "cancelled"] == [("speaks against it",)]
    assert "(disputed)" in as_text(register(tender(course=(*COURSE, rival))))


def test_a_competition_without_a_course_tells_its_outcome_and_one_of_others_is_left_out() -> None:
    told = tender(
        course=(), need="", winner="gripen", result="awarded", when="2013", said="2013", text="the board chose"
    )
    (note,) = report_note(register(told)).competitions
    assert (note.title, note.standing) == ("A need of Canada", "awarded to Gripen E (gripen), since 2013")
    assert (
        report_note(register(tender(course=(), result="unknown"))).competitions[0].standing
        == "how it stands is unknown"
    )
    assert report_note(register(tender(contenders=("x", "y"), course=()))).competitions == ()


def test_the_tree_for_machines_holds_them() -> None:
    tree = as_tree(report_note(register(tender())))
    assert tree["competitions"][0]["title"] == "88 fighters, for Canada"
