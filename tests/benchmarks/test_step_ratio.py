"""One step of a deal against one step of the state machine package `transitions`, in the same process, round by round.

Both have the same stages and the same moves, refuse what is not among them, and write one entry to a log of ten. Ours
leaves the old deal untouched and dates may be uncertain; theirs changes the machine in place.
"""

import gc
import sys
from collections.abc import Callable
from statistics import median, quantiles
from time import thread_time
from typing import Any

import pytest
import transitions
from attrs import frozen

import armsdeals as ad

ROUNDS = 25
STEPS = 400  # of each contender in a round
MOST = 0.5  # of the time of the peer
SOURCE = ad.Evidence(publisher="A paper", published="2020-06-02")
WAY = "TALKS OFFERED TALKS SELECTED NEGOTIATING SUSPENDED NEGOTIATING FINAL_TALKS SIGNED DELIVERING".split()  # noqa: SIM905  # a way is read as one line


@frozen
class Entry:
    """What the peer writes to its log."""

    stage: str
    on: str


class Dealing:
    """The model of the peer: a state that the machine sets, and a log."""

    state: str
    log: list[Entry]
    trigger: Callable[..., bool]

    def __init__(self) -> None:
        self.log = [Entry(stage, f"20{year}") for year, stage in enumerate(WAY, start=10)]

    def record(self, event: Any) -> None:
        """Write the step that was taken."""
        self.log.append(Entry(event.transition.dest, event.kwargs["on"]))


def dealing() -> Dealing:
    """The peer in the last stage of the way, with every move of our table."""
    model = Dealing()
    rows = [{"trigger": move.to.value, "source": move.start.value, "dest": move.to.value} for move in ad.moves.table()]
    transitions.Machine(
        model,
        states=[stage.value for stage in ad.NegotiationStage],
        transitions=rows,
        initial=WAY[-1],
        send_event=True,
        after_state_change="record",
        auto_transitions=False,
    )
    return model


def deal() -> ad.Deal:
    """Our deal in the same stage, with a history of ten."""
    made = ad.Deal(id="demo")
    for year, stage in enumerate(WAY, start=10):
        made = made.advance(stage, on=f"20{year}")
    return made


def timed(steps: Callable[[], object]) -> float:
    """Seconds of this thread, so that waiting for a core does not count."""
    gc.collect()
    start = thread_time()
    steps()
    return thread_time() - start


def row(name: str, ratios: list[float], base: float) -> str:
    """One row of the table of ratios."""
    low, middle, high = quantiles(ratios, n=4)
    return f"| {name} | {middle:.2f} ({low:.2f}-{high:.2f}) | {middle * base * 1e6:.2f} |"


@pytest.mark.benchmark
def test_a_step_takes_at_most_half_the_time_of_a_plain_state_machine(capsys: pytest.CaptureFixture[str]) -> None:
    start, model = deal(), dealing()
    assert len(start.history) == len(model.log) == 10
    start.stage  # noqa: B018  # a deal that was just read is replayed once, whatever comes after

    def ours() -> None:
        for _ in range(STEPS):
            start.advance("DELIVERED", on="2020-06-01")

    def theirs() -> None:
        for _ in range(STEPS // 2):  # there and back, so that nothing has to be set by hand
            model.trigger("DELIVERED", on="2020-06-01")
            model.trigger("DELIVERING", on="2020-06-01")
        del model.log[10:]

    def ours_twice() -> None:
        for _ in range(STEPS):
            start.advance("DELIVERED", on="2020-06-01").advance("COMPLETED", on="2021")

    def ours_with_a_source() -> None:
        for _ in range(STEPS):
            start.advance("DELIVERED", on="2020-06-01", evidence=SOURCE)

    contenders = (ours, ours_twice, ours_with_a_source)
    for steps in (theirs, *contenders):
        steps()
    rounds = [[timed(steps) / timed(theirs) for steps in contenders] for _ in range(ROUNDS)]
    base = median(timed(theirs) for _ in range(ROUNDS)) / STEPS
    assert start.advance("DELIVERED", on="2020-06-01").stage is ad.NegotiationStage.DELIVERED
    assert model.state == WAY[-1]

    one, both, sourced = ([ratios[place] for ratios in rounds] for place in range(3))
    two = [ratio / 2 for ratio in both]
    with capsys.disabled():
        sys.stdout.write(
            f"\n| step | times transitions {transitions.__version__}, median (quartiles) | microseconds |\n"
            "| --- | --- | --- |\n"
            f"| transitions | 1.00 | {base * 1e6:.2f} |\n"
            f"{row('advance after ten events', one, base)}\n{row('two steps in a row, each', two, base)}\n"
            f"{row('with a source, which the peer has not; no aim', sourced, base)}\n"
        )
    assert median(one) <= MOST
    assert median(two) <= MOST
