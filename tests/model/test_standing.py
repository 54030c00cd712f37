"""Where a deal in tranches stands: what a halt, an end or a finish of one part says of the whole."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.standing import derived
from armsdeals.model.worlds import Piece

Stage = ad.NegotiationStage
ONE, TWO = ad.Tranche(id="one", share="0.4"), ad.Tranche(id="two", share="0.6")
LINE = ad.Line(id="s400", system="S-400")
LIVE = [stage for stage in Stage if stage.is_live]


def told(*rows: str) -> ad.Deal:
    """A deal of two tranches: each row is a day, a stage and, if it is not told of the whole, a tranche or line."""
    history = []
    for row in rows:
        day, stage, *scope = row.split()
        history.append(ad.Event(when=day, stage=stage, scope=tuple(scope)))
    return ad.Deal(id="demo", lines=(LINE,), tranches=(ONE, TWO), history=tuple(history))


def test_a_halt_of_one_tranche_does_not_halt_the_contract_over_both() -> None:
    deal = told("2020 signed", "2021 effective", "2022 effective one", "2023 suspended one")
    assert deal.stage is Stage.EFFECTIVE
    assert deal.as_of("2024", scope="one").stage is Stage.SUSPENDED
    assert deal.position.resume_point is None


def test_a_halt_of_the_only_tranche_in_force_does_not_send_the_deal_back_to_its_signature() -> None:
    deal = told("2020 signed", "2022-03-01 effective one", "2023 suspended one")
    assert (deal.stage, str(deal.position.since)) == (Stage.EFFECTIVE, "2022-03-01")
    assert [event.scope for event in deal.position.decided_by] == [("one",)]
    assert str(deal.share_in_force(on="2024")) == "(Decimal('0'), Decimal('0'))"


@pytest.mark.parametrize(
    ("rows", "low", "high"),
    [
        (("2020 signed", "2021 effective"), "0", "1.0"),  # it may be the whole or one of its tranches
        (("2020 signed", "2021 effective", "2022 effective one"), "0.4", "1.0"),
        (("2020 signed", "2021 effective one", "2022 signed two"), "0.4", "0.4"),
        (("2020 signed", "2021 effective one", "2023 cancelled"), "0", "0"),
        (("2020 signed", "2021 effective one", "2023 suspended"), "0", "0"),
        (("2020 signed", "2021 effective one", "2024 cancelled"), "0", "0.4"),
        (("2020 signed", "2021 effective one", "2022 delivered", "2023 completed"), "1.0", "1.0"),
        (("2020 signed", "2021 effective one", "2022 delivered"), "1.0", "1.0"),
        (("2020 signed", "2022 delivered", "2023 cancelled two"), "0.4", "0.4"),
        (("2020 signed", "2022 delivered", "2023 suspended one"), "0.6", "0.6"),
        (("2020 signed", "2022 suspended one", "2023 delivered"), "1.0", "1.0"),
        (("2020 signed", "2022 delivered", "2023 effective one"), "1.0", "1.0"),
        (("2020 signed", "2024 delivered"), "0", "1.0"),  # on some day of that year
    ],
)
def test_what_is_in_force_is_told_of_tranches_and_stops_with_the_whole(
    rows: tuple[str, ...], low: str, high: str
) -> None:
    share = told(*rows).share_in_force(on="2024")
    assert share is not None
    assert (str(share[0]), str(share[1])) == (low, high)


def test_a_deal_all_of_whose_tranches_are_halted_is_halted_where_it_was() -> None:
    deal = told(
        "2020 signed", "2021 effective one", "2022 effective two", "2023-05 suspended one", "2024-02 suspended two"
    )
    assert deal.as_of("2023-12").stage is Stage.EFFECTIVE
    position = deal.position
    assert (position.stage, str(position.since), position.resume_point) == (Stage.SUSPENDED, "2024-02", Stage.EFFECTIVE)
    assert position.furthest is Stage.EFFECTIVE


def test_a_tranche_that_ended_is_not_waited_for() -> None:
    deal = told("2020 signed", "2021 effective one", "2021 cancelled two", "2023 suspended one")
    assert deal.stage is Stage.SUSPENDED
    assert told("2020 signed", "2021 cancelled one", "2022 delivered two").stage is Stage.DELIVERED


def test_a_deal_whose_tranches_have_all_ended_has_ended_though_nobody_says_so_of_the_whole() -> None:
    deal = told("2020 signed", "2021 cancelled one", "2022-06 cancelled two")
    assert (deal.stage, str(deal.position.since)) == (Stage.CANCELLED, "2022-06")
    assert told("2020 signed", "2021 cancelled one", "2022 lapsed two").stages == {Stage.CANCELLED, Stage.LAPSED}


def test_what_ends_or_halts_the_whole_counts_for_every_tranche() -> None:
    assert told("2020 signed", "2021 effective one", "2022-01 suspended").position.resume_point is Stage.EFFECTIVE
    halted = told("2020 signed", "2022-01 suspended", "2023 suspended one")
    assert (halted.stage, str(halted.position.since)) == (Stage.SUSPENDED, "2022-01")
    assert told("2020 signed", "2021 effective one", "2022 cancelled").stage is Stage.CANCELLED


def test_a_halt_of_the_whole_interrupts_what_its_tranches_had_come_to() -> None:
    halted = told("2020 signed", "2021 effective one", "2021-06 delivering one", "2022-01 suspended")
    assert halted.position.resume_point is Stage.DELIVERING
    resumed = halted.resume(on="2023-05")
    assert (resumed.stage, str(resumed.position.since)) == (Stage.DELIVERING, "2023-05")
    assert resumed.position.gaps == ()  # the tranche tells that it came into force
    assert [one.code for one in ad.check(resumed) if "G16" in one.message] == []
    with pytest.raises(ad.MoveNotAllowed, match="was interrupted at DELIVERING"):
        halted.resume("delivered", on="2023-05")


def test_a_whole_that_was_cancelled_is_taken_up_again_as_far_as_a_tranche_had_come() -> None:
    ended = told("2020 signed", "2021 effective one", "2021-06 delivering one", "2022-01 cancelled")
    again = ended.reopen("delivering", on="2023-05", text="taken up again")
    assert again.stage is Stage.DELIVERING
    assert [one.code for one in ad.check(again) if "G16" in one.message] == []


def test_a_whole_is_never_further_than_the_furthest_that_it_came_to() -> None:
    position = told("2020 signed", "2021 delivered one", "2022 cancelled two").position
    assert (position.stage, position.furthest) == (Stage.DELIVERED, Stage.DELIVERED)
    again = ad.Event(when="2024", stage="effective", scope=("two",), back=True)
    deal = told("2020 signed", "2021 delivered one", "2021 effective two", "2022 cancelled two").with_event(again)
    assert [deal.as_of(day).furthest for day in ("2021-12-31", "2022-12-31")] == [Stage.DELIVERING, Stage.DELIVERED]
    assert (deal.stage, deal.position.furthest) == (
        Stage.DELIVERING,
        Stage.DELIVERED,
    )  # what it came to is not taken back


def test_a_whole_that_waits_for_a_tranche_rests_on_the_one_that_came() -> None:
    (event,) = told("2020 signed", "2021 delivered one").position.decided_by
    assert (event.stage, event.scope) == (Stage.DELIVERED, ("one",))


def test_delivered_takes_every_tranche_also_a_halted_one() -> None:
    deal = told("2020 signed", "2021 delivered one", "2021 delivering two", "2022 suspended two")
    assert deal.stage is Stage.DELIVERING
    assert told("2020 signed", "2021 delivered one", "2022 delivered two").stage is Stage.DELIVERED


def test_how_far_the_whole_was_said_to_be_is_not_taken_back_by_a_tranche() -> None:
    deal = told("2020 delivered", "2021 signed one")
    assert [deal.as_of(day).furthest for day in ("2020-12-31", "2021-12-31")] == [Stage.DELIVERED, Stage.DELIVERED]
    assert deal.stage is Stage.DELIVERING


def test_a_line_that_is_halted_halts_itself_alone() -> None:
    halt = ad.Suspension(of="line", by="supplier", reasons=("embargo",))
    deal = ad.Deal(id="demo", lines=(LINE,)).advance("effective", on="2020")
    deal = deal.with_event(ad.Event(when="2021", stage="suspended", scope=("s400",), suspension=halt))
    assert deal.stage is Stage.EFFECTIVE
    assert deal.as_of("2022", scope="s400").stage is Stage.SUSPENDED
    assert deal.with_event(ad.Event(when="2021", scope=("s400",), suspension=halt)).stage is Stage.EFFECTIVE


@pytest.mark.parametrize(
    ("of", "stage", "scope", "fits"),
    [
        ("deal", "suspended", (), True), ("talks", "suspended", (), True), ("deal", None, (), False),
        ("line", None, (), True), ("line", None, ("s400",), True), ("line", "suspended", ("s400",), True),
        ("line", "suspended", (), False), ("line", "signed", ("s400",), False),
        ("licence", None, (), True), ("licence", "suspended", (), False), ("licence", "suspended", ("s400",), False),
    ],
)  # fmt: skip
def test_a_suspension_goes_with_the_stage_of_what_it_halts(
    of: str, stage: str | None, scope: tuple[str, ...], *, fits: bool
) -> None:
    def event() -> ad.Event:
        return ad.Event(when="2021", stage=stage, scope=scope, suspension=ad.Suspension(of=of))

    if fits:
        assert event().scope == scope
    else:
        with pytest.raises(ad.InvalidValue, match="suspension"):
            event()


def test_that_the_whole_arrived_says_it_of_every_tranche_that_is_not_told_of_later() -> None:
    deal = told("2020 signed", "2022 effective one", "2026-03 delivered")
    assert str(deal.position) == "DELIVERED since 2026-03"
    assert deal.as_of("2026-03-15").stages == {Stage.EFFECTIVE, Stage.DELIVERED}
    assert str(deal.as_of("2025")) == "EFFECTIVE since 2022"
    assert told("2020 signed", "2026 effective one", "2026 delivered").stage is Stage.DELIVERED
    again = told("2020 signed", "2022 delivered", "2023 effective one")
    assert str(again.position) == "DELIVERING since 2023"
    assert told("2020 signed", "2022 delivered", "2023 effective one", "2024 delivered").stage is Stage.DELIVERED
    assert told("2020 signed", "2021 cancelled two", "2022 delivered").stage is Stage.DELIVERED


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        (("2022-05 suspended", "2023-07 effective one"), "EFFECTIVE since 2023-07"),
        (("2021-03 delivering one", "2022-05 suspended", "2023-07 delivering one"), "DELIVERING since 2023-07"),
        (("2022-05 suspended", "2023-07 delivered one", "2024 delivered two"), "DELIVERED since 2024"),
        (("2021-03 delivering one", "2022-05 suspended", "2023-07 signed two"), "SUSPENDED since 2022-05"),
        (("2022-05 suspended", "2023-07 effective one", "2024-02 suspended"), "SUSPENDED since 2024-02"),
        (("2022 suspended", "2022-07 effective one"), "SUSPENDED since 2022"),  # which came first nobody tells
        (("2022-05 suspended", "2023-07 suspended one"), "SUSPENDED since 2022-05"),
    ],
)
def test_a_tranche_that_goes_on_from_where_the_whole_was_halted_or_above_lifts_the_halt(
    rows: tuple[str, ...], answer: str
) -> None:
    deal = told("2020 signed", *rows)
    assert str(deal.position) == answer
    assert not deal.position.disputed


def test_a_halt_that_a_tranche_lifts_is_a_halt_until_then_and_no_share_is_in_force_under_it() -> None:
    deal = told("2020 signed", "2022-05-01 suspended", "2023-07 effective one")
    days = ["2022-06", "2023-07-15", "2023-08"]
    assert [deal.as_of(day).stages for day in days] == [
        {Stage.SUSPENDED},
        {Stage.SUSPENDED, Stage.EFFECTIVE},
        {Stage.EFFECTIVE},
    ]
    assert [str(share[1]) for day in days if (share := deal.share_in_force(on=day))] == ["0", "0.4", "0.4"]


@pytest.mark.parametrize("end", ["cancelled", "completed"])
def test_a_tranche_that_goes_on_after_the_end_of_the_whole_is_a_fact_against_it(end: str) -> None:
    deal = told("2020 signed", "2021 effective one", f"2022 {end}", "2024 delivering two")
    assert (str(deal.as_of("2023")), str(deal.position)) == (
        f"{end.upper()} since 2022",
        f"{end.upper()} since 2022; disputed",
    )
    assert [event.scope for event in deal.position.beaten] == [("two",)]
    assert [one.against for one in deal.disputes()] == [deal.position.beaten]
    assert deal.disputes(on="2023") == ()


def test_the_furthest_is_what_a_halt_of_a_tranche_shows_that_it_had_come_to() -> None:
    deal = told("2020 signed", "2021 suspended one", "2022 delivering one")
    position = deal.as_of("2021-12-31")
    assert (position.stage, position.furthest) == (Stage.DELIVERING, Stage.DELIVERING)


@pytest.mark.parametrize(
    ("rows", "stage", "since"),
    [
        (("2020 signed", "2021-03-01 delivered one"), Stage.DELIVERING, "2021-03-01"),
        (("2020 signed", "2021-03-01 delivered one", "2022 delivering two"), Stage.DELIVERING, "2021-03-01"),
        (("2020 signed", "2021 delivered one", "2022-05 cancelled two"), Stage.DELIVERED, "2022-05"),
        (("2020 signed", "2021 delivering one", "2022-05 cancelled one"), Stage.SIGNED, "2022-05"),
        (("2020 signed", "2021 effective one", "2022 suspended one", "2023 effective one"), Stage.EFFECTIVE, "2021"),
        (("2020 signed", "2021 effective one", "2022 effective two", "2023 cancelled one"), Stage.EFFECTIVE, "2021"),
        (("2020 signed", "2021 delivered one", "../.. delivered two"), Stage.DELIVERED, "2021-01-01/.."),
        (("2020 signed", "../.. delivered one"), Stage.DELIVERING, "../.."),
    ],
)
def test_the_whole_came_to_its_stage_on_the_day_since_which_it_never_left_it(
    rows: tuple[str, ...], stage: ad.NegotiationStage, since: str
) -> None:
    position = told(*rows).position
    assert (position.stage, str(position.since)) == (stage, since)


FEW = [Stage.TALKS, Stage.SIGNED, Stage.EFFECTIVE, Stage.DELIVERED, Stage.COMPLETED, Stage.SUSPENDED, Stage.CANCELLED]
YEARS = st.sampled_from(["../..", *(f"20{n:02}" for n in range(4)), "2001/2003", "2001-05-01", "2002-05-01"])
ROWS = st.lists(st.tuples(YEARS, st.sampled_from(FEW), st.sampled_from(["", "one", "two"])), max_size=6)
DAYS = [f"20{n:02}-{month}" for n in range(5) for month in ("01-01", "05-01", "09-01")]


@given(rows=ROWS, day=st.sampled_from([None, *DAYS]))
def test_law_the_whole_was_in_its_stage_since_the_last_day_told_and_perhaps_since_the_first(
    rows: list[tuple[str, ad.NegotiationStage, str]], day: str | None
) -> None:
    deal = told(*(f"{when} {stage.value.lower()} {part}" for when, stage, part in rows))
    until = None if day is None else ad.When(day)
    here = deal.standing(until)
    assume(any(deal.replay(part.id).at(until).stages != {None} for part in deal.tranches))
    assert (here.since is None) == (here.stage is None)
    if here.since is not None:
        assert until is None or here.since.hi <= until.lo
        for other in [one for one in map(ad.When, DAYS) if until is None or one.lo <= until.lo]:
            then = deal.standing(other).stages
            assert other.lo < here.since.hi or then == here.stages
            assert other.lo < here.since.lo or here.stages <= then


@given(rows=ROWS, day=st.sampled_from([None, *DAYS]))
def test_law_no_stage_in_which_the_whole_may_be_is_further_than_all_that_it_may_have_come_to(
    rows: list[tuple[str, ad.NegotiationStage, str]], day: str | None
) -> None:
    deal = told(*(f"{when} {stage.value.lower()} {part}" for when, stage, part in rows))
    here = deal.standing(None if day is None else ad.When(day))
    came_to = max((stage.rank for stage in here.furthest_among if stage is not None), default=0)
    assert all(stage.rank <= came_to for stage in here.stages if stage is not None and stage.is_live)
    assert all(stage.rank <= came_to for stage in here.resume_among)


@given(rows=ROWS, day=st.sampled_from([None, *DAYS]))
def test_law_what_is_certainly_in_force_possibly_is(
    rows: list[tuple[str, ad.NegotiationStage, str]], day: str | None
) -> None:
    deal = told(*(f"{when} {stage.value.lower()} {part}" for when, stage, part in rows))
    share = deal.share_in_force(on=day)
    assert share is not None
    assert 0 <= share[0] <= share[1] <= 1
    if deal.standing(None if day is None else ad.When(day)).stages == {Stage.DELIVERED}:
        gone = [
            part
            for part in deal.tranches
            if {None} != deal.replay(part.id).at(None if day is None else ad.When(day)).stages
        ]
        assert gone or share[0] == share[1] == 1


@given(rows=ROWS)
def test_law_the_last_span_began_when_the_whole_came_to_its_stage(
    rows: list[tuple[str, ad.NegotiationStage, str]],
) -> None:
    deal = told(*(f"{when} {stage.value.lower()} {part}" for when, stage, part in rows))
    here, stays = deal.position, deal.spans()
    assume(here.since is not None and any(deal.replay(part.id).moves for part in deal.tranches))
    assert here.since is not None
    assert stays[-1].stages == here.stages
    assert stays[-1].since.overlaps(here.since)


PARTS = st.lists(st.sampled_from([None, *LIVE]), max_size=3)


@given(base=st.sampled_from([None, *LIVE]), parts=PARTS, at=st.sampled_from(LIVE))
def test_law_a_halt_of_one_part_changes_the_whole_only_where_nothing_else_goes_on(
    base: ad.NegotiationStage | None, parts: list[ad.NegotiationStage | None], at: ad.NegotiationStage
) -> None:
    others = [Piece(stage) for stage in parts]
    going = derived(Piece(base), [*others, Piece(at)])
    halted = derived(Piece(base), [*others, Piece(Stage.SUSPENDED, at)])
    assert halted == (going if others else {Stage.SUSPENDED})


@given(deal=ads.deals(max_size=1), line=st.sampled_from(["line", "licence"]))
def test_law_a_halt_of_a_line_never_moves_the_deal(deal: ad.Deal, line: str) -> None:
    scope = tuple(one.id for one in deal.lines) if line == "line" else ()
    halt = ad.Event(when="2021", scope=scope, suspension=ad.Suspension(of=line), stage="suspended" if scope else None)
    assert deal.with_event(halt).position == deal.position


def test_a_step_of_the_whole_is_refused_where_the_tranches_are_further() -> None:
    deal = ad.Deal(id="demo", tranches=(ad.Tranche(id="one"),)).advance("selected", on="1957")
    deal = deal.with_event(ad.Event(when="1958", stage="delivered", scope=("one",)))
    assert {move.to for move in deal.moves("observed")} == {Stage.COMPLETED, Stage.SUSPENDED, Stage.SUPERSEDED}
    with pytest.raises(ad.MoveNotAllowed, match="tell it of a tranche"):
        deal.advance("delivering", on="1960")
    assert deal.advance("completed", on="1960").stage is Stage.COMPLETED
