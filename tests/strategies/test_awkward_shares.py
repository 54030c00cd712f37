"""Plain deals take awkward ways often enough that the laws meet them."""

from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, settings

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.negotiation.moves import MOVES, MoveKind

# Of 500 draws; half of what was found when this was written, since another Hypothesis draws otherwise.
LEAST = {
    "suspended": 25, MoveKind.RESUME: 20, MoveKind.REOPEN: 25, MoveKind.REGRESS: 7, "denied": 50, "taken back": 30,
}  # fmt: skip


def test_plain_deals_take_every_awkward_way() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=500, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(ads.deals())
    def look(deal: ad.Deal) -> None:
        way = [event.stage for event in deal.replay().moves]
        kinds = {MOVES.kinds.get(step) for step in pairwise(way)}  # type: ignore[arg-type]
        seen.update(kind for kind in kinds if kind is not None)
        seen["suspended"] += ad.NegotiationStage.SUSPENDED in way
        seen["denied"] += any(event.modality is ad.Modality.DENIED and event.stage for event in deal.history)
        seen["taken back"] += bool(deal.retracted())

    look()
    assert {name: seen[name] for name in LEAST if seen[name] < LEAST[name]} == {}
