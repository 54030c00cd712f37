import csv
import hashlib
import pickle
import re
from collections import Counter
from pathlib import Path

import pytest

from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.model.negotiation.moves import MOVES, MoveKind, kind_of, table, to_dot, to_mermaid, unavoidable
from armsdeals.model.negotiation.stage import LIVE, NegotiationStage

Stage = NegotiationStage
TRANSITIONS = Path(__file__).parents[3] / ".." / "shared" / "domain" / "transitions.csv"


def test_every_row_and_its_guards_are_those_of_the_published_table() -> None:
    if not TRANSITIONS.exists():
        pytest.skip("transitions.csv is not beside the checkout")
    with TRANSITIONS.open(encoding="utf-8", newline="") as file:
        published = {
            (row["from_stage"], row["to_stage"], row["kind"].upper(), row["guards"]) for row in csv.DictReader(file)
        }
    assert {(m.start.value, m.to.value, m.kind.value, " ".join(m.guards)) for m in table()} == published


def test_there_are_as_many_moves_of_each_kind_as_were_counted_by_hand() -> None:
    assert Counter(move.kind.value for move in table()) == {
        "ADVANCE": 39, "SKIP": 70, "REGRESS": 44, "SUSPEND": 14, "RESUME": 14, "END": 76, "REOPEN": 65,
    }  # fmt: skip


def test_there_are_as_many_moves_under_each_guard_as_in_the_published_table() -> None:
    assert Counter(guard for move in table() for guard in move.guards) == {
        "G1": 322, "G2": 21, "G3": 19, "G4": 11, "G5": 12, "G6": 13, "G7": 14, "G8": 14, "G9": 11, "G10": 20,
        "G11": 10, "G12": 14, "G13": 21, "G14": 8, "G15": 44, "G16": 79, "G17": 3, "G18": 65,
    }  # fmt: skip


def test_the_table_is_the_one_that_was_reviewed() -> None:
    rows = sorted(f"{m.start.value} {m.to.value} {m.kind.value.lower()} {' '.join(m.guards)}" for m in table())
    # sha256 of the sorted rows "from to kind guards" of the published transitions.csv, one a line
    assert (
        hashlib.sha256("\n".join(rows).encode()).hexdigest()
        == "d68da673b8424304cb6211c7f66f343a0d1c038fd8180ac262fddc38816f6759"
    )


@pytest.mark.parametrize(
    ("start", "to", "kind"),
    [
        ("TALKS", "OFFERED", "ADVANCE"), ("REQUESTED", "TENDERED", "ADVANCE"), ("TENDERED", "REQUESTED", "ADVANCE"),
        ("NEGOTIATING", "SELECTED", "ADVANCE"), ("TALKS", "SIGNED", "SKIP"), ("SIGNED", "NEGOTIATING", "REGRESS"),
        ("DELIVERED", "DELIVERING", "REGRESS"), ("SIGNED", "SUSPENDED", "SUSPEND"), ("SUSPENDED", "SIGNED", "RESUME"),
        ("SIGNED", "CANCELLED", "END"), ("CANCELLED", "SUPERSEDED", "END"), ("CANCELLED", "SIGNED", "REOPEN"),
        ("CANCELLED", "DELIVERED", None), ("TALKS", "CANCELLED", None), ("SIGNED", "WITHDRAWN", None),
        ("SIGNED", "SIGNED", None), ("COMPLETED", "SUPERSEDED", None), ("SUSPENDED", "COMPLETED", None),
    ],
)  # fmt: skip
def test_a_pair_has_the_kind_that_its_meaning_asks_for(start: str, to: str, kind: str | None) -> None:
    assert kind_of(start, to) == kind


def test_no_way_leads_out_of_a_final_stage() -> None:
    assert not [move for move in table() if move.start.is_final]


def test_from_offer_to_deliveries_signature_and_entry_into_force_cannot_be_missed() -> None:
    assert unavoidable(Stage.OFFERED, Stage.DELIVERING) == (Stage.SIGNED, Stage.EFFECTIVE)


@pytest.mark.parametrize(
    ("start", "to"),
    [
        (Stage.TALKS, Stage.SIGNED),  # an offer or a bargaining over terms would do
        (Stage.SIGNED, Stage.EFFECTIVE),  # neighbours
        (Stage.SIGNED, Stage.TALKS),  # no natural way back
        (Stage.CANCELLED, Stage.SIGNED),
    ],
)
def test_nothing_is_said_to_be_missing_where_nothing_certainly_is(start: Stage, to: Stage) -> None:
    assert unavoidable(start, to) == ()


def test_strict_origins_of_a_cancellation_begin_with_the_tender_and_skips_do_not_count() -> None:
    too_early, too_late = {Stage.INTEREST, Stage.TALKS, Stage.REQUESTED}, {Stage.DELIVERED}
    assert MOVES.origins(Stage.CANCELLED) == set(LIVE) - too_early - too_late
    assert MOVES.origins(Stage.COMPLETED) == {Stage.DELIVERED}


def test_legal_targets_depend_on_mode_and_on_the_permission_to_go_back() -> None:
    ahead, back = MOVES.legal(Stage.SIGNED), MOVES.legal(Stage.SIGNED, back=True)
    assert back - ahead == {Stage.NEGOTIATING}
    assert ahead - MOVES.legal(Stage.SIGNED, mode="strict") == {Stage.DELIVERING, Stage.DELIVERED, Stage.COMPLETED}
    assert MOVES.legal(None) == frozenset(Stage)


def test_a_study_may_add_moves_without_touching_the_table_of_others() -> None:
    own = MOVES.adding(("SIGNED", "WITHDRAWN", "end"))
    assert own.kind_of("signed", "withdrawn") is MoveKind.END
    assert (len(own.kinds), len(MOVES.kinds)) == (323, 322)
    assert own.guards_of("signed", "withdrawn") == ("G1", "G13")
    assert Stage.WITHDRAWN in own.legal(Stage.SIGNED)


def test_a_pair_with_two_kinds_is_refused() -> None:
    with pytest.raises(InvalidValue, match="stands twice, as SKIP and as ADVANCE"):
        MOVES.adding(("TALKS", "SIGNED", "advance"))


def test_a_stage_that_leads_to_itself_is_refused() -> None:
    with pytest.raises(InvalidValue, match="cannot lead to itself"):
        MOVES.adding(("TALKS", "TALKS", "advance"))


def test_an_unknown_stage_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean SIGNED"):
        kind_of("talks", "singed")


def test_tables_with_the_same_moves_are_equal_and_survive_pickling() -> None:
    again = pickle.loads(pickle.dumps(MOVES))  # noqa: S301
    assert again == MOVES
    assert hash(again) == hash(MOVES)
    assert MOVES.adding(("SIGNED", "WITHDRAWN", "end")) != MOVES


def test_a_table_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="cannot be changed"):
        MOVES.kinds = {}
    with pytest.raises(TypeError):
        MOVES.ahead[Stage.TALKS] = frozenset()  # type: ignore[index]


def test_the_pictures_hold_one_arrow_for_each_move_of_the_kinds_asked_for() -> None:
    dot, mermaid = to_dot("advance"), to_mermaid("advance", "END")
    assert dot.startswith("digraph moves {")
    assert "  TALKS -> REQUESTED [label=advance];" in dot
    assert len(re.findall(" -> ", dot)) == 39
    assert mermaid.startswith("stateDiagram-v2\n")
    assert "    SIGNED --> CANCELLED: end" in mermaid
    assert len(re.findall(" --> ", mermaid)) == 39 + 76
    assert len(re.findall(" --> ", to_mermaid())) == 322
