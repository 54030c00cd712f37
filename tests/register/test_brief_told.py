"""A brief tells by whom and why a deal ended, and leaves out nothing in silence because nobody dated it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from armsdeals._desk import loads
from armsdeals.cases.cases import casebook
from armsdeals.model.deal import Deal
from armsdeals.model.valued import PriceClaim
from armsdeals.register.brief import brief
from armsdeals.register.register import Register

UNDATED = "history:\n- 2021-10-20 note: a\n- 2021-10~ talks @diary: b\n- by 2021-10-21 signed @diary: c\n- from 2021-10-19 planned delivering: d\n- ../.. note: e\n- 2022 note: f\nprice: 3 bn USD @diary\nsources: {diary: A diary}\n"


@pytest.mark.parametrize(
    ("since", "on", "told", "others"),
    [
        ("2021-10-18", "2021-10-25", ["2021-10-20: a", "by 2021-10-21: signed, c", "from 2021-10-19: planned delivering, d"], "4 claims of other days have"),
        ("2021-10-19", "2021-10-20", ["2021-10-20: a"], "6 claims of other days have"),
        ("2021-10-20", "2021-10-21", ["by 2021-10-21: signed, c"], "6 claims of other days have"),
        ("2021-10-25", "2021-11-01", ["2021-10~: talks, b"], "6 claims of other days have"),
        ("2022-01-01", "2022-12-31", ["2022: f"], "6 claims of other days have"),
    ],
)  # fmt: skip
def test_what_nobody_dated_is_listed_in_the_brief_of_its_last_day_and_else_counted(
    since: str, on: str, told: list[str], others: str
) -> None:
    *listed, rest = brief(loads(f"id: demo\n{UNDATED}", "yaml"), since=since, on=on).undated
    assert [one.text.partition(" (")[0] for one in listed] == told
    assert rest.text == f"{others} no date by which anybody knew (demo); armsdeals check names each"
    assert rest.is_new is False


def test_a_single_claim_without_a_date_is_told_in_the_singular_and_many_deals_are_not_all_named() -> None:
    deals = [Deal(id=f"deal-{n}", prices=(PriceClaim(value="1 USD"),)) for n in range(5)]
    days = {"since": "2017-01-01", "on": "2017-01-02"}
    (one,) = brief(deals[0], **days).undated
    assert one.text.startswith("1 claim of other days has no date by which anybody knew (deal-0)")
    week = brief(Register(deals), **days)
    assert "(deal-0, deal-1, deal-2, 2 more)" in week.undated[0].text
    assert "\n- 5 claims of other days" in week.to_markdown()
    assert "<li>5 claims of other days" in week._repr_html_()


@given(
    st.sampled_from(casebook().deals),
    st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=3, max_size=3).map(sorted),
)
def test_law_two_briefs_that_join_list_what_nobody_dated_once(deal: Deal, days: list[date]) -> None:
    start, middle, end = days
    parts = [brief(deal, since=one, on=two).undated for one, two in ((start, middle), (middle, end), (start, end))]
    first, second, both = ([one.claims for one in part if one.about] for part in parts)
    assert sorted(map(str, [*first, *second])) == sorted(map(str, both))


@pytest.mark.parametrize(
    ("history", "stage", "event"),
    [
        ("2021-09-15 cancelled by recipient because price, delay @p", "CANCELLED since 2021-09-15, by recipient because price and delay", "2021-09-15: cancelled by recipient because price and delay"),
        ("2021-09-15 cancelled @p", "CANCELLED since 2021-09-15", "2021-09-15: cancelled"),
        ("2021-09-15 withdrawn because price @p: too dear", "WITHDRAWN since 2021-09-15, because price", "2021-09-15: withdrawn because price, too dear"),
        ("by 2021-09-15 suspended by supplier because embargo @p", "SUSPENDED since 2021-09-15 or before, by supplier because embargo", "by 2021-09-15: suspended by supplier because embargo"),
        ("2021-09-15 or 2021-09-17 blocked by authority @p", "BLOCKED since 2021-09-15 or 2021-09-17, by authority", "2021-09-15 or 2021-09-17: blocked by authority"),
    ],
)  # fmt: skip
def test_the_stage_of_what_ended_or_was_halted_is_told_with_by_whom_and_why(
    history: str, stage: str, event: str
) -> None:
    text = f'id: demo\nhistory:\n- {history}\nsources: {{p: "A paper, 2021-10-01"}}\n'
    told = [one.text for one in brief(loads(text, "yaml"), since="2021-01-01", on="2021-12-31").changed]
    assert told == [f"{stage} (before: nothing known)", f"{event} (A paper, 2021-10-01)"]


def test_what_is_halted_and_quiet_is_told_with_by_whom_and_why() -> None:
    text = 'id: demo\nhistory: [2021 suspended by supplier because embargo @p]\nsources: {p: "A paper, 2021-10-01"}\n'
    (quiet,) = brief(loads(text, "yaml"), since="2023-01-01", on="2023-01-08").quiet
    assert quiet.text.endswith("it stands at SUSPENDED, by supplier because embargo")
