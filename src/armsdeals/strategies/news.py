"""What changed between two registers, and what there is to know of some deals on a day.

>>> from hypothesis import find
>>> str(find(changes(), lambda found: len(found) == 1)[0])[:2]
'+ '
"""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from armsdeals.register.brief import Brief, Notice, brief
from armsdeals.register.diff import Change, Changes, diff
from armsdeals.register.register import Register
from armsdeals.strategies.deal import registers
from armsdeals.strategies.values import days, kept


@kept
def changes() -> st.SearchStrategy[Changes]:
    """What one register tells otherwise than another: deals that came, and two that have little in common."""
    arrived = registers(max_size=2).map(lambda register: diff(Register([]), register))
    return arrived | st.builds(diff, registers(), registers())


@kept
def single_changes() -> st.SearchStrategy[Change]:
    """One difference."""
    return changes().filter(len).flatmap(st.sampled_from)


@kept
def briefs() -> st.SearchStrategy[Brief]:
    """What there is to know of some deals, from one day to a later one."""
    spans = st.lists(days(), min_size=2, max_size=2).map(sorted)
    return st.builds(_of, registers(), spans)


@kept
def notices() -> st.SearchStrategy[Notice]:
    """One entry of a brief."""
    found = briefs().map(lambda one: (*one.changed, *one.disputed, *one.overdue, *one.quiet))
    return found.filter(len).flatmap(st.sampled_from)


def _of(register: Register, span: list[date]) -> Brief:
    return brief(register, since=span[0], on=span[1])
