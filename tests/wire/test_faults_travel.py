"""What a finding tells is text and no more, so that one process can send it to another."""

import pickle

from armsdeals.wire.faults import Faults, Partly
from armsdeals.wire.tree import Node


def test_the_rest_of_what_a_reason_speaks_of_is_not_part_of_the_finding() -> None:
    faults = Faults(most=10)
    faults.note(("deals", 0), "invalid-value", Partly("'unknwn' is no stage", Node("map", [])))
    (found,) = faults.issues()
    assert type(found.message) is str
    assert pickle.loads(pickle.dumps(found)).message == "'unknwn' is no stage"  # noqa: S301  # our own
