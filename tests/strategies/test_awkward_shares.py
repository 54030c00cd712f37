"""Plain deals take awkward ways often enough that the laws meet them."""

from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, seed, settings

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.negotiation.moves import MOVES, MoveKind

# Half of what 500 draws hold on average. What is drawn hangs on all that was imported before and on every field, and like
# comes with like, so up to three times as many may be needed.
LEAST = {
    "suspended": 28, MoveKind.RESUME: 25, MoveKind.REOPEN: 15, MoveKind.REGRESS: 19, "denied": 58, "taken back": 37,
}  # fmt: skip


def test_plain_deals_take_every_awkward_way() -> None:
    seen: Counter[str] = Counter()

    def look(deal: ad.Deal) -> None:
        way = [event.stage for event in deal.replay().moves]
        kinds = {MOVES.kinds.get(step) for step in pairwise(way)}  # type: ignore[arg-type]
        seen.update(kind for kind in kinds if kind is not None)
        seen["suspended"] += ad.NegotiationStage.SUSPENDED in way
        seen["denied"] += any(event.modality is ad.Modality.DENIED and event.stage for event in deal.history)
        seen["taken back"] += bool(deal.retracted())

    # One long search draws what resembles its last finds; many short ones are more alike.
    some = settings(
        max_examples=25, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    for number in range(60):
        some(seed(number)(given(ads.deals())(look)))()
        missing = {name: seen[name] for name in LEAST if seen[name] < LEAST[name]}
        if not missing:
            break
    assert missing == {}
