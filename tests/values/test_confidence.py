"""Confidence: the order of its words, and what they do not compare with."""

from itertools import combinations
from operator import ge, gt, le, lt

import pytest

from armsdeals import Confidence, NegotiationStage

FROM_LEAST = ("UNKNOWN", "LOW", "MEDIUM", "HIGH", "CERTAIN")


def test_confidences_compare_by_level_and_not_by_letters() -> None:
    for low, high in combinations(map(Confidence, FROM_LEAST), 2):
        assert low < high and low <= high and high > low and high >= low  # noqa: PT018  # one order
    assert sorted(Confidence, reverse=True) == [Confidence(word) for word in reversed(FROM_LEAST)]


@pytest.mark.parametrize("compare", [lt, le, gt, ge])
@pytest.mark.parametrize("other", ["LOW", NegotiationStage.SIGNED, 2])
def test_a_confidence_compares_with_nothing_else(compare: object, other: object) -> None:
    with pytest.raises(TypeError, match="a confidence compares with a Confidence"):
        compare(Confidence.HIGH, other)  # type: ignore[operator]
