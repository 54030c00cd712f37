"""NegotiationMachine, run against the plainest model there can be: the set of legal pairs."""

from collections import Counter

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

import armsdeals as ad
from armsdeals import strategies as ads

Stage = ad.NegotiationStage
PAIRS = {(move.start, move.to) for move in ad.moves.table()}
SEEN: Counter[str] = Counter()


class AgainstPairs(ads.NegotiationMachine):
    """Where it stood and where it went is a pair of the table, or nothing moved."""

    def initial_deal(self) -> ad.Deal:
        self.told: list[str] = []
        return super().initial_deal()

    def before_move(self, deal: ad.Deal, move: ads.MachineMove) -> None:
        assert deal is self.deal
        self.told.append(move.name)

    def after_move(self, before: ad.Deal, move: ads.MachineMove, after: ad.Deal) -> None:
        SEEN[move.name] += 1
        assert self.told[-1] == move.name
        if move.name == "retract":
            assert len(after.retracted()) >= len(before.retracted())
        elif move.name == "with_price":
            assert after.history == before.history
            assert len(after.prices) == len(before.prices) + 1
        elif move.to is not None:
            assert move.to in after.stages or move.name == "deliver"
            assert move.name == "deliver" or any(
                start is None or start is move.to or (start, move.to) in PAIRS for start in before.stages
            )


def test_law_a_deal_moves_only_along_the_table() -> None:
    SEEN.clear()
    many = settings(max_examples=100, stateful_step_count=30, deadline=None, derandomize=True, database=None)
    run_state_machine_as_test(AgainstPairs, settings=many)
    rules = {
        "strict_advance", "observed_advance", "suspend", "resume", "end", "reopen", "deliver", "retract", "with_price"
    }  # fmt: skip
    assert set(SEEN) == rules
