"""Conditions between deals: one that is void once another comes to a stage.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.limits import Constraint
    >>> void = Constraint(kind="condition on other deal", deal="b", stage="delivering")
    >>> register = Register([Deal(id="a", constraints=(void,)), Deal(id="b").advance("delivering", on="2019-07-12")])
    >>> [(found.deal.id, str(found.since)) for found in triggered(register)]
    [('a', '2019-07-12')]

The step that a triggered condition calls for (a lapse, a withdrawal) is still somebody's claim; it is never inferred.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from armsdeals.model.deal import Deal
from armsdeals.model.limits import Constraint, ConstraintKind
from armsdeals.register.register import Register
from armsdeals.values.claim import Modality
from armsdeals.values.when import When, to_when


class Triggered(NamedTuple):
    """A condition that is met.

    Attributes:
        deal: The deal that is void by it.
        condition: The constraint.
        other: The deal that met it.
        since: When the other deal came to the stage, or beyond it.
    """

    deal: Deal
    condition: Constraint
    other: Deal
    since: When


def triggered(register: Register, on: When | date | str | None = None) -> tuple[Triggered, ...]:
    """Return the conditions on other deals that were certainly met by a day, in the order of the register.

    Args:
        register: The deals.
        on: The day; None for everything that is told.
    """
    day = None if on is None else to_when(on)
    out = []
    for deal in register:
        for condition in deal.constraints:
            if condition.kind is not ConstraintKind.CONDITION_ON_OTHER_DEAL or condition.modality is not Modality.FACT:
                continue
            if condition.deal not in register or condition.stage is None:
                continue
            other = register[condition.deal]
            replay = other.replay()
            for k, furthest in enumerate(replay.furthest):
                if k and furthest is not None and furthest.rank >= condition.stage.rank:
                    if day is None or replay.latest[k - 1] <= day.lo:
                        since = When.between(replay.earliest[k - 1], replay.latest[k - 1])
                        out.append(Triggered(deal, condition, other, since))
                    break
    return tuple(out)
