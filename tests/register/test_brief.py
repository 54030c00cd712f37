"""A brief: what is in it, by reading the bundled histories, and how it is printed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, strategies as st

from armsdeals import strategies as ads
from armsdeals.cases.cases import casebook
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.knowing import claims_of
from armsdeals.model.valued import PriceClaim
from armsdeals.register.brief import PARTS, Brief, Notice, brief
from armsdeals.values.evidence import Evidence

DAILY = Evidence(id="daily", publisher="A daily", published="2016-12-01")
DEAL = Deal(
    id="norland",
    history=(
        Event(when="2016-11~", stage="TALKS", text="in the capital", evidence=(DAILY,)),
        Event(when="2017-06", stage="SIGNED", modality="PLANNED", evidence=(DAILY,)),
    ),
)

# Read off the bundled files by eye: what was published or said in the week, what contradicts it or itself by then, what
# was planned for an earlier day, and of which deals that have not ended nothing was published for 180 days. "still" is
# what was so before the week. Each row: deal, part of it, and words of what is told.
WEEKS = {
    # The cabinet of South Africa approves the defence package on 15 September 1999.
    ("1999-09-12", "1999-09-19"): {
        "changed": [
            ("zaf-sdp", "stage", "SELECTED since 1998-11 (before: nothing known)"),
            ("zaf-sdp", "history", "1998-11: selected"),
            ("zaf-sdp", "history", "1999-09-15: statement"),
            ("zaf-sdp", "price", "29.7 billion ZAR, programme"),
            ("zaf-sdp", "price", "21.3 billion ZAR, contract"),
            ("zaf-sdp", "price", "8.5 billion ZAR, component"),
            ("zaf-sdp", "price", "29.9 billion ZAR, programme"),
            ("zaf-sdp", "price", "about 30 billion ZAR, programme"),
            ("zaf-sdp", "authorisations", "cabinet approval, granted"),
            ("zaf-sdp-aircraft", "stage", "SELECTED since 1998-11"),
            ("zaf-sdp-aircraft", "history", "1998-11: selected"),
            ("zaf-sdp-corvettes", "stage", "SELECTED since 1998-11"),
            ("zaf-sdp-corvettes", "history", "1998-11: selected"),
            ("zaf-sdp-submarines", "stage", "SELECTED since 1998-11"),
            ("zaf-sdp-submarines", "history", "1998-11: selected"),
            ("zaf-sdp-submarines", "lines.submarine.ordered", "3 ships"),
            ("zaf-sdp-helicopters", "stage", "SELECTED since 1998-11"),
            ("zaf-sdp-helicopters", "history", "1998-11: selected"),
        ],
        "disputed": [("pak-f16-1988", "financing.own-funds.amount", "still: ")],
        "overdue": [],
        "quiet": [("pak-f16-1988-new-zealand", "quiet", "still: since 1998-12-31")],
        "undated": [
            ("zaf-sdp", "history", "by 1999-09-15: the purchase of Lynx is postponed"),
            ("", "", "still: 207 claims of other days have no date"),
        ],
    },
    # The Swiss ministry of defence asks parliament for the money for Gripen on 14 November 2012.
    ("2012-11-11", "2012-11-18"): {
        "changed": [
            ("che-gripen", "history", "2011-11-30: selected"),
            ("che-gripen", "history", "2012-11-14: statement"),
            ("che-gripen", "authorisations", "legislative approval, applied"),
            ("che-gripen-rafale", "stage", "REJECTED since 2011-11-30, by recipient because competitor preferred (before: nothing known)"),
            ("che-gripen-rafale", "history", "by 2011-11-30: offered or further"),
            ("che-gripen-rafale", "history", "2011-11-30: rejected"),
            ("che-gripen-eurofighter", "stage", "REJECTED since 2011-11-30"),
            ("che-gripen-eurofighter", "history", "by 2011-11-30: offered or further"),
            ("che-gripen-eurofighter", "history", "2011-11-30: rejected"),
            ("", "competitions.che-fighters", "winner che-gripen"),
        ],
        "disputed": [
            ("pak-f16-1988", "financing.own-funds.amount", "still: "),
            ("zaf-sdp-aircraft", "lines.gripen.ordered", "still: 26 aircraft"),
            ("zaf-sdp-submarines", "lines.submarine.ordered", "still: 3 ships"),
        ],
        "overdue": [
            ("cze-gripen-lease", "history", "still: 2005-08: planned delivered"),
            ("cze-gripen-lease", "history", "still: 2005: planned"),
        ],
        "quiet": [
            ("cze-gripen-lease", "quiet", "still: since 2005-12-31); it stands at DELIVERING"),
            ("cze-gripen-lease-purchase", "quiet", "still: since 2002-04-23"),
            ("pak-f16-1988-new-zealand", "quiet", "still: since 1998-12-31"),
            ("zaf-sdp", "quiet", "still: since 2007-11-15"),
            ("zaf-sdp-aircraft", "quiet", "still: since 2011-11-18"),
            ("zaf-sdp-corvettes", "quiet", "still: since 2001-10-15"),
            ("zaf-sdp-submarines", "quiet", "still: since 2008-12-31"),
            ("zaf-sdp-helicopters", "quiet", "still: since 2001-10-15"),
        ],
        "undated": [("", "", "still: 208 claims of other days have no date")],
    },
    # India asks for 36 Rafale on 10 April 2015; on the next day more MILAN are promised to the Kurdish region of Iraq.
    ("2015-04-05", "2015-04-12"): {
        "changed": [
            ("egy-rafale", "financing", "67 % "),
            ("ind-rafale", "stage", "REQUESTED since 2015-04-10 (before: nothing known)"),
            ("ind-rafale", "history", "2015-04-10: requested or further"),
            ("ind-rafale", "history", "from 2015-04-10: planned signed"),
            ("ind-rafale", "lines.rafale.sought", "36 aircraft"),
            ("ind-rafale", "lines.rafale.production", "off the shelf"),
            ("ind-rafale-mmrca", "price", "20 billion USD, estimate"),
            ("krg-milan-2015", "stage", "PRELIMINARY since 2015-04-11 (before: nothing known)"),
            ("krg-milan-2015", "history", "2015-04-11: preliminary or further"),
            ("krg-milan-2015", "financing", "gift, donor"),
        ],
        "disputed": [
            ("egy-rafale", "financing.loan.share", "67 % "),  # half, said two papers before
            ("pak-f16-1988", "financing.own-funds.amount", "still: "),
            ("zaf-sdp-aircraft", "lines.gripen.ordered", "still: 26 aircraft"),
            ("zaf-sdp-submarines", "lines.submarine.ordered", "still: 3 ships"),
        ],
        "overdue": [
            ("cze-gripen-lease", "history", "still: 2005-08: planned delivered"),
            ("cze-gripen-lease", "history", "still: 2005: planned"),
            ("zaf-sdp-aircraft", "history", "still: 2012-12: planned completed"),
        ],
        "quiet": [
            ("che-gripen-lease", "quiet", "still: since 2012-08-28); it stands at TALKS"),
            ("cze-gripen-lease-purchase", "quiet", "still: since 2002-04-23"),
            ("krg-milan", "quiet", "still: since 2014-09-02); nobody tells a stage"),
            ("pak-f16-1988-new-zealand", "quiet", "still: since 1998-12-31"),
            ("sau-lav-canada", "quiet", "still: since 2014-02-28); nobody tells a stage"),
            ("zaf-sdp", "quiet", "still: since 2007-11-15"),
            ("zaf-sdp-aircraft", "quiet", "still: since 2011-11-18"),
            ("zaf-sdp-corvettes", "quiet", "still: since 2001-10-15"),
            ("zaf-sdp-submarines", "quiet", "still: since 2008-12-31"),
            ("zaf-sdp-helicopters", "quiet", "still: since 2001-10-15"),
        ],
        "undated": [
            ("ind-rafale-mmrca", "history", "2012-01-31/2015-04-10: context"),
            ("ind-rafale-mmrca", "lines.licence-built.dropped", "108 aircraft"),
            ("", "", "still: 206 claims of other days have no date"),
        ],
    },
}  # fmt: skip


def told(notices: tuple[Notice, ...]) -> list[str]:
    """Each entry as a line: deal, part, and whether it was so before."""
    return [f"{one.deal} {one.about} {'' if one.is_new else 'still: '}{one.text}" for one in notices]


def fits(line: str, row: tuple[str, str, str]) -> bool:
    deal, about, words = row
    still, said = ("still: ", words.removeprefix("still: ")) if words.startswith("still: ") else ("", words)
    begin = f"{deal} {about} {still}"
    return line.startswith(begin) and said in line.removeprefix(begin) and ("still: " in line) == bool(still)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("week", WEEKS, ids=" to ".join)
def test_the_brief_of_a_week_is_the_list_that_one_gets_by_reading(week: tuple[str, str], part: str) -> None:
    lines = told(getattr(brief(casebook(), since=week[0], on=week[1]), part))
    rows = WEEKS[week][part]
    assert [line for line in lines if not any(fits(line, row) for row in rows)] == []
    assert [row for row in rows if not any(fits(line, row) for line in lines)] == []
    assert len(lines) == len(rows)


def test_nothing_counts_that_was_not_known_by_the_day() -> None:
    assert brief(DEAL, since="2016-10-01", on="2016-11-30").changed == ()
    assert [one.about for one in brief(DEAL, since="2016-10-01", on="2016-12-01").changed] == [
        "stage",
        "history",
        "history",
    ]
    assert brief(DEAL, since="2016-12-01", on="2017-01-01").changed == ()


def test_the_stage_is_that_of_the_day_and_not_one_that_is_told_to_come_later() -> None:
    paper = Evidence(id="paper", publisher="A paper", published="2018-10-05")
    deal = Deal(
        id="ind",
        history=(
            Event(when="2018-10-05", stage="SIGNED", evidence=(paper,)),
            Event(when="2021-12~", stage="DELIVERING", evidence=(paper,)),
        ),
    )
    told = [one.text for one in brief(deal, since="2018-10-01", on="2018-10-08").changed if one.about == "stage"]
    assert told == ["SIGNED since 2018-10-05 (before: nothing known)"]
    assert "it stands at SIGNED" in brief(deal, since="2019-10-01", on="2019-10-08").quiet[0].text
    later = brief(deal, since="2021-11-01", on="2022-01-08").changed
    assert [one.text for one in later] == ["DELIVERING since 2021-12~ (before: SIGNED)"]


def test_what_a_paper_tells_as_done_in_its_own_month_has_happened() -> None:
    paper = Evidence(id="paper", publisher="A paper", published="2016-11-18")
    deal = Deal(id="demo").start_talks(on="2016-11~", evidence=paper)
    (stage, _) = brief(deal, since="2016-11-13", on="2016-11-20").changed
    assert stage.text == "TALKS since 2016-11~ (before: nothing known)"


@given(ads.deals(), st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_law_the_stage_of_a_brief_is_one_that_the_deal_may_have_had_on_the_day(deal: Deal, on: date) -> None:
    for one in brief(deal, since=date(1950, 1, 1), on=on).changed:
        if one.about == "stage":
            position = deal.as_of(on, known_by=on)
            told = one.text.partition(" since ")[0].partition("; disputed")[0].partition(" (before")[0].split(" or ")
            assert {*told} <= {str(stage or "nothing yet") for stage in position.stages}


def test_a_plan_is_overdue_from_the_day_after_its_last_and_is_marked_new_once() -> None:
    assert brief(DEAL, since="2017-06-01", on="2017-06-30").overdue == ()
    (fresh,) = brief(DEAL, since="2017-06-30", on="2017-07-01").overdue
    (old,) = brief(DEAL, since="2017-07-01", on="2017-07-08").overdue
    assert (fresh.is_new, old.is_new, str(fresh.day)) == (True, False, "2017-06")


@pytest.mark.parametrize(("quiet_after", "on", "count"), [
    ("180 days", "2017-05-29", 0), ("180 days", "2017-05-30", 1), (7, "2016-12-08", 1), ("1 week", "2016-12-07", 0), ("2 weeks", "2016-12-15", 1),
])  # fmt: skip
def test_a_deal_is_quiet_once_so_many_days_have_passed(quiet_after: str | int, on: str, count: int) -> None:
    assert len(brief(DEAL, since="2016-12-02", on=on, quiet_after=quiet_after).quiet) == count


def test_what_has_ended_or_is_not_known_yet_is_never_quiet() -> None:
    ended = DEAL.cancel(on="2017", said="2017-01-05")
    assert brief(ended, since="2018-01-01", on="2018-02-01").quiet == ()
    assert brief(DEAL, since="2015-01-01", on="2016-11-30").quiet == ()


def test_two_sources_that_begin_to_disagree_are_a_new_dispute_once() -> None:
    claims = [PriceClaim(value=f"{n}e9 USD CONTRACT", said=f"2017-02-0{n}") for n in (2, 3)]
    rivals = DEAL.with_price(claims[0]).with_price(claims[1])
    assert [(found.about, found.is_new) for found in brief(rivals, since="2017-02-02", on="2017-02-03").disputed] == [
        ("price", True)
    ]
    assert [found.is_new for found in brief(rivals, since="2017-02-03", on="2017-02-04").disputed] == [False]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"since": "2017", "on": "2018-01-01"}, "since: '2017' is no day"),
        ({"since": "2017-01-01", "on": "12/09/2017"}, "on: '12/09/2017' is not a date"),
        ({"since": "2018-01-02", "on": "2018-01-01"}, "on: the brief would end on 2018-01-01, before it begins"),
        ({"since": "2018-01-01", "on": "2018-01-02", "quiet_after": "soon"}, "quiet_after: 'soon' is no time"),
        ({"since": "2018-01-01", "on": "2018-01-02", "quiet_after": -1}, "quiet_after: -1 is no time"),
    ],
)
def test_what_is_no_day_or_no_time_is_refused(arguments: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        brief(DEAL, **arguments)
    assert str(caught.value).startswith(said)


def test_other_things_than_deals_are_a_type_error() -> None:
    with pytest.raises(TypeError, match="neither a register nor a deal"):
        brief([DEAL], since="2017-01-01", on="2017-01-02")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="is no time"):
        brief(DEAL, since="2017-01-01", on="2017-01-02", quiet_after=1.5)  # type: ignore[arg-type]


def test_the_markdown_has_five_parts_and_says_so_where_there_is_nothing() -> None:
    text = brief(DEAL, since=date(2016, 11, 30), on="2016-12-02").to_markdown()
    assert text.startswith(
        "# 2016-11-30 to 2016-12-02\n\n## Changed\n\nWhat became known.\n\n- **norland**, stage: TALKS"
    )
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Changed",
        "## Disputed",
        "## Overdue",
        "## Quiet",
        "## Undated",
    ]
    assert "## Quiet\n\nDeals that may go on and of which nothing new is told.\n\nnothing\n" in text
    assert text.endswith("a date of its source, or said, lets it.\n\nnothing\n")


def test_words_of_a_source_cannot_become_markup() -> None:
    evil = Event(when="2016", text="<script>x</script> [a](javascript:b) **c** # d ~~e~~", said="2016-12-01")
    week = brief(Deal(id="demo", history=(evil,)), since="2016-11-30", on="2016-12-02")
    (line,) = [line for line in week.to_markdown().splitlines() if line.startswith("- ")]
    assert r"\<script\>x\</script\> \[a\](javascript:b) \*\*c\*\* \# d \~\~e\~\~" in line
    assert "<script>" not in week._repr_html_()


def test_the_tree_is_plain_and_tells_the_same() -> None:
    week = brief(DEAL, since="2016-11-30", on="2017-07-02")
    tree = json.loads(json.dumps(week.to_tree()))
    assert (tree["since"], tree["on"], tree["quiet_after"]) == ("2016-11-30", "2017-07-02", 180)
    assert [[one["text"] for one in tree[part]] for part in PARTS] == [
        [one.text for one in getattr(week, part)] for part in PARTS
    ]
    assert tree["overdue"][0] == {
        "deal": "norland", "about": "history", "text": "2017-06: planned signed (A daily, 2016-12-01)", "new": True, "day": "2017-06",
    }  # fmt: skip
    assert repr(week) == "<Brief 2016-11-30 to 2017-07-02: 3 changed, 0 disputed, 1 overdue, 1 quiet, 0 undated>"


def news_in(week: Brief) -> int:
    return sum(one.about != "stage" for one in week.changed)


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@given(st.sampled_from(casebook().deals), st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_law_two_briefs_that_join_tell_every_piece_of_news_once(deal: Deal, days: list[date]) -> None:
    start, middle, end = days
    parts = [brief(deal, since=start, on=middle), brief(deal, since=middle, on=end)]
    assert sum(map(news_in, parts)) == news_in(brief(deal, since=start, on=end))


@given(st.sampled_from(casebook().deals), DAYS)
def test_law_a_brief_of_all_times_tells_all_that_was_known_by_its_day(deal: Deal, day: date) -> None:
    known = list(claims_of(deal.as_known(day)))
    assert news_in(brief(deal, since=date(1, 1, 1), on=day)) == len(known)


@pytest.mark.slow
@given(ads.deals(), DAYS)
def test_law_the_same_holds_for_every_deal_that_can_be_held(deal: Deal, day: date) -> None:
    known = list(claims_of(deal.as_known(day)))
    assert news_in(brief(deal, since=date(1, 1, 1), on=day)) == sum(claim.known_days[1] > 1 for claim in known)


@pytest.mark.parametrize("said", ["Y-17000", "-5000-01", "-0001-12-31"])
def test_what_was_said_long_before_all_calendars_is_no_hindrance(said: str) -> None:
    deal = Deal(id="demo", history=(Event(when=said, stage="TALKS", said=said),))
    (old,) = brief(deal, since="2017-01-01", on="2017-01-08").quiet
    assert f"(since {said})" in old.text
