"""Tables of moves and guards that a study has of its own, beside the common ones."""

import pytest

import armsdeals as ad

Stage = ad.NegotiationStage


def deal(*history: ad.Event) -> ad.Deal:
    return ad.Deal(id="demo", history=history)


def test_a_table_and_guards_of_a_study_are_asked_and_the_common_ones_stay() -> None:
    own = ad.moves.MOVES.adding(("delivered", "cancelled", "end"))
    told = deal(ad.Event(when="2019", stage="delivered", confidence="high"), ad.Event(when="2020", stage="cancelled"))
    assert told.stage is Stage.DELIVERED
    assert told.replay(table=own).at(None).stage is Stage.CANCELLED
    assert told.stage is Stage.DELIVERED
    delivered = deal(ad.Event(when="2019", stage="delivered"))
    assert Stage.CANCELLED in {move.to for move in delivered.moves(table=own)}
    assert {name for move in delivered.moves(guards={}) for name in move.guards} == set()


def test_moves_are_taken_out_of_a_table_and_must_be_there() -> None:
    table = ad.moves.MOVES
    less = table.removing(("talks", "signed"), ("interest", "talks"))
    assert less.kind_of("talks", "signed") is None
    assert len(less.kinds) == len(table.kinds) - 2
    with pytest.raises(ad.InvalidValue, match="DELIVERED to CANCELLED is not in the table"):
        table.removing(("delivered", "cancelled"))
