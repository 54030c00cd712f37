"""Settled: what was claimed, agreed and paid because a deal ended, each settlement once however often it is told.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.negotiation.ending import Settlement
    >>> def told(value, status, when, speaker):
    ...     back = Settlement(key="back", kind="refund", value=value, status=status)
    ...     return Event(when=when, speaker=speaker, settlements=(back,))
    >>> deal = Deal(id="demo", history=(
    ...     told("1.2e9 EUR", "claimed", "2014-11", "the buyer"), told("949e6 EUR", "paid", "2015-08", "the buyer"),
    ...     told("785e6 EUR", "paid", "2015-08", "the seller")))
    >>> [(str(one.value), one.status) for one in deal.settlements()]
    [('785 million EUR or 949 million EUR (disputed)', SettlementStatus.PAID)]
    >>> [str(one.value) for one in deal.settlements(on="2014-12")]
    ['1.2 billion EUR']
    >>> print(deal.disputes()[0])
    settlements.back: 785 million EUR (the seller, in no source given); 949 million EUR (the buyer, in no source given)

What is asked for, what is agreed and what is paid need not be the same sum, so only claims of one status are rivals. Tellings
without a key are settlements of their own: parts of a sum, or another's word for it, which nobody can tell apart. Left out:
payments that carry one out (`armsdeals.model.paid`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.model.event import Event
from armsdeals.model.negotiation.ending import Settlement, SettlementKind, SettlementStatus
from armsdeals.model.paid import day_of_all, is_fact, not_so, sum_told, tellings, weighed
from armsdeals.model.resolved import Resolved
from armsdeals.values.when import When

Telling = tuple[Event, Settlement]
_UNSAID = SettlementStatus.UNKNOWN
_BY_LENGTH = tuple(status for status in SettlementStatus if status is not _UNSAID)  # as they follow one another


@frozen(kw_only=True, repr=False)
class SettlementTold:
    """One settlement, and all that tell it.

    Attributes:
        key: Its key; empty where it is told once.
        when: The day of what stands of it.
        status: How far it had come.
        value: How much, by those that tell of it so far or do not say how far; other sums stand in ``superseded``.
        settlement: What the strongest claim of that status says of it.
        events: The claims that tell it, the strongest first.
    """

    key: str
    when: When
    status: SettlementStatus
    value: Resolved
    settlement: Settlement
    events: tuple[Event, ...]

    __repr__ = short_repr

    @property
    def kind(self) -> SettlementKind:
        """What settles it."""
        return self.settlement.kind

    def __str__(self) -> str:
        goods = f" of {self.settlement.in_kind}" if self.settlement.in_kind else ""
        how_much = f" of {self.value}" if self.value.claims else goods
        so_far = "" if self.status is _UNSAID else f", {self.status.in_words}"
        return plain(f"{self.when}: {self.kind.in_words}{how_much}{so_far}")


def settlements_told(
    history: Iterable[Event], retracted: frozenset[str] = frozenset(), *, on: When | None = None
) -> tuple[SettlementTold, ...]:
    """Return the settlements that were told of by a day, the earliest first.

    Args:
        history: The events of a deal.
        retracted: Ids of events that were taken back.
        on: The day, None for everything that is told; what may have happened by then counts.
    """
    begun = [event for event in history if on is None or event.when.lo <= on.hi]
    told_once = tellings(begun, "settlements", retracted)
    found = [answer for told in told_once if (answer := _found(told)) is not None]
    return tuple(sorted(found, key=lambda answer: (answer.when.lo, answer.when.hi)))


def _found(told: Sequence[Telling]) -> SettlementTold | None:
    """What is told of one settlement; None if it is only denied."""
    so = [(event, one) for event, one in told if is_fact(event)]
    if not so:
        return None
    status = _status(so)
    now = [(event, one) for event, one in so if _status_of(one) is status]
    sure = [(event, one) for event, one in so if _status_of(one) in (status, _UNSAID)]
    if not any(one.value is not None for _, one in sure):  # paid, and only what was agreed or asked for is told
        named = {_status_of(one) for _, one in so if one.value is not None}
        level = next((level for level in reversed(_BY_LENGTH) if level in named), status)
        sure = [(event, one) for event, one in so if _status_of(one) is level]
    when = day_of_all([event for event, _ in now])
    denials = [event for event, _ in told if not is_fact(event) and event.when.hi >= when.lo]
    denials += [event for event, one in sure if one.kind is SettlementKind.NONE]
    sums = [sum_told(event, one.value, one.key) for event, one in sure if one.value is not None]
    value = weighed(sums, [not_so(event) for event in dict.fromkeys(denials)], is_so=is_fact(told[0][0]))
    others = [
        sum_told(event, one.value, one.key) for event, one in so if one.value is not None and (event, one) not in sure
    ]
    first = now[0][1]
    return SettlementTold(
        key=first.key,
        when=when,
        status=status,
        value=evolve(value, superseded=tuple(others)) if others else value,
        settlement=first,
        events=tuple(dict.fromkeys(event for event, _ in told)),
    )


def _status_of(one: Settlement) -> SettlementStatus:
    return SettlementStatus.DROPPED if one.kind is SettlementKind.CLAIM_WITHDRAWN else one.status


def _status(told: Sequence[Telling]) -> SettlementStatus:
    """How far it had come: what is paid stays paid; else the last status told, of two of one day the further one."""
    said = [(event.when.hi, _BY_LENGTH.index(_status_of(one))) for event, one in told if _status_of(one) is not _UNSAID]
    if any(_BY_LENGTH[place] is SettlementStatus.PAID for _, place in said):
        return SettlementStatus.PAID
    return _BY_LENGTH[max(said)[1]] if said else _UNSAID
