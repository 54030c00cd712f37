import csv
import operator
import pickle
from pathlib import Path

import pytest

from armsdeals.errors import UnknownName
from armsdeals.model.negotiation.stage import LIVE, Mode, NegotiationStage, Phase

Stage = NegotiationStage
DOMAIN = Path(__file__).parents[3] / ".." / "shared" / "domain"
PAIRS = [(start, to) for start in Stage for to in Stage]


@pytest.fixture(scope="module")
def transitions() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["from_stage"], row["to_stage"]): row for row in _rows("transitions.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    if not (DOMAIN / name).exists():
        pytest.skip(f"the table {name} is not beside the checkout")
    with (DOMAIN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("start", "to"), PAIRS, ids=lambda stage: stage.value)
def test_a_pair_is_legal_in_both_modes_just_as_in_the_table(
    start: Stage, to: Stage, transitions: dict[tuple[str, str], dict[str, str]]
) -> None:
    row = transitions.get((start.value, to.value))
    assert (to in start.moves("observed")) is (row is not None)
    assert (to in start.moves("strict")) is (row is not None and row["kind"] != "skip")


# Counted by hand in the published table: how many stages each one leads to, observed and strict.
COUNTS = {
    "INTEREST": (19, 9), "TALKS": (19, 11), "REQUESTED": (20, 12), "TENDERED": (20, 10), "OFFERED": (21, 16),
    "SHORTLISTED": (21, 14), "SELECTED": (21, 17), "NEGOTIATING": (21, 17), "FINAL_TALKS": (21, 17),
    "PRELIMINARY": (21, 17), "SIGNED": (10, 7), "EFFECTIVE": (8, 6), "DELIVERING": (6, 5), "DELIVERED": (4, 4),
    "COMPLETED": (0, 0), "SUSPENDED": (20, 20), "CANCELLED": (14, 14), "WITHDRAWN": (14, 14), "REJECTED": (14, 14),
    "BLOCKED": (14, 14), "LAPSED": (14, 14), "SUPERSEDED": (0, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_a_stage_leads_to_as_many_others_as_were_counted_by_hand(name: str) -> None:
    assert (len(Stage(name).moves()), len(Stage(name).moves("strict"))) == COUNTS[name]


def test_there_are_22_stages_and_14_of_them_are_live() -> None:
    assert len(Stage) == 22
    assert [stage.value for stage in LIVE] == [
        "INTEREST",
        "TALKS",
        "REQUESTED",
        "TENDERED",
        "OFFERED",
        "SHORTLISTED",
        "SELECTED",
        "NEGOTIATING",
        "FINAL_TALKS",
        "PRELIMINARY",
        "SIGNED",
        "EFFECTIVE",
        "DELIVERING",
        "DELIVERED",
    ]


def test_rank_phase_label_and_kind_are_those_of_the_published_table() -> None:
    kinds = {"live": "is_live", "final": "is_final", "reopenable": "is_reopenable"}
    for row in _rows("stages.csv"):
        stage = Stage(row["stage"])
        assert stage.rank == int(row["rank"] or 0)
        assert stage.phase.in_words == row["phase"].replace("-", " ")
        assert stage.label == row["label"]
        held = {kind for kind, name in kinds.items() if getattr(stage, name)}
        assert held == ({row["kind"]} if row["kind"] in kinds else set())


def test_the_ranks_rise_and_two_pairs_of_stages_share_one() -> None:
    assert [stage.rank for stage in LIVE] == [10, 20, 30, 30, 40, 50, 60, 70, 80, 80, 100, 110, 120, 130]
    assert (Stage.COMPLETED.rank, Stage.SUSPENDED.rank, Stage.CANCELLED.rank) == (140, 0, 0)


def test_a_halt_is_neither_live_nor_an_end() -> None:
    halted = Stage.SUSPENDED
    assert not any((halted.is_live, halted.is_end, halted.is_final, halted.is_reopenable, halted.is_act))
    assert halted.phase is Phase.INTERRUPTION


def test_seven_stages_end_a_deal_and_two_of_them_for_good() -> None:
    ends = ["COMPLETED", "CANCELLED", "WITHDRAWN", "REJECTED", "BLOCKED", "LAPSED", "SUPERSEDED"]
    assert [stage.value for stage in Stage if stage.is_end] == ends
    assert [stage.value for stage in Stage if stage.is_final] == ["COMPLETED", "SUPERSEDED"]
    assert [stage.value for stage in Stage if stage.is_reopenable] == ends[1:-1]


def test_signature_entry_into_force_full_delivery_and_the_ends_are_single_acts() -> None:
    acts = [
        "SIGNED",
        "EFFECTIVE",
        "DELIVERED",
        "COMPLETED",
        "CANCELLED",
        "WITHDRAWN",
        "REJECTED",
        "BLOCKED",
        "LAPSED",
        "SUPERSEDED",
    ]
    assert [stage.value for stage in Stage if stage.is_act] == acts


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("PRELIMINARY", Phase.PRE_CONTRACT), ("SIGNED", Phase.CONTRACT), ("EFFECTIVE", Phase.CONTRACT),
        ("DELIVERING", Phase.EXECUTION), ("DELIVERED", Phase.EXECUTION), ("COMPLETED", Phase.END), ("LAPSED", Phase.END),
    ],
)  # fmt: skip
def test_a_stage_belongs_to_a_phase(name: str, phase: Phase) -> None:
    assert Stage(name).phase is phase


def test_the_mode_may_be_a_member_or_a_text_in_any_case() -> None:
    assert Stage.TALKS.moves("Strict") == Stage.TALKS.moves(Mode.STRICT) != Stage.TALKS.moves()


def test_an_unknown_mode_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean STRICT"):
        Stage.TALKS.moves("strickt")


def test_a_stage_survives_pickling_as_itself() -> None:
    assert pickle.loads(pickle.dumps(Stage.SIGNED)) is Stage.SIGNED  # noqa: S301


@pytest.mark.parametrize(("left", "right"), PAIRS, ids=lambda stage: stage.value)
def test_two_stages_compare_by_rank_and_those_without_one_refuse(left: Stage, right: Stage) -> None:
    if left.rank and right.rank:
        told = left < right, left <= right, left > right, left >= right
        ranks = left.rank, right.rank
        assert told == (ranks[0] < ranks[1], ranks[0] <= ranks[1], ranks[0] > ranks[1], ranks[0] >= ranks[1])
    else:
        for compare in (operator.lt, operator.le, operator.gt, operator.ge):
            with pytest.raises(TypeError, match="has no rank, so it is neither above nor below"):
                compare(left, right)


def test_letters_never_decide_between_a_stage_and_a_text() -> None:
    assert Stage.TALKS < Stage.SIGNED  # as texts TALKS would be above
    with pytest.raises(TypeError, match="TALKS < 'SIGNED': a stage compares with a NegotiationStage"):
        _ = Stage.TALKS < "SIGNED"
    with pytest.raises(TypeError, match="a stage compares with a NegotiationStage"):
        sorted([Stage.TALKS, "SIGNED"])
    assert Stage.TALKS == "TALKS"
    assert sorted([Stage.SIGNED, Stage.CANCELLED], key=str) == [Stage.CANCELLED, Stage.SIGNED]
