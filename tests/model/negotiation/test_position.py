import pytest
from attrs.exceptions import FrozenInstanceError

from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.when import When

Stage = NegotiationStage


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (Position(), "nothing known"),
        (Position(stages=frozenset({Stage.TALKS}), since=When("2016-11~")), "TALKS since 2016-11~"),
        (Position(stages=frozenset({Stage.EFFECTIVE, Stage.SIGNED})), "SIGNED or EFFECTIVE"),
        (Position(stages=frozenset({None, Stage.SIGNED}), disputed=True), "SIGNED or nothing yet; disputed"),
        (Position(disputed=True), "nothing yet; disputed"),
    ],
)
def test_a_position_reads_as_a_sentence(position: Position, sentence: str) -> None:
    assert str(position) == sentence


def test_one_stage_is_an_answer_and_two_are_none() -> None:
    one, two = Position(stages=frozenset({Stage.TALKS})), Position(stages=frozenset({Stage.TALKS, None}))
    assert (one.stage, one.is_open) == (Stage.TALKS, False)
    assert (two.stage, two.is_open) == (None, True)
    assert (Position().stage, Position().is_open) == (None, False)


def test_a_position_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Position().disputed = True  # type: ignore[misc]
