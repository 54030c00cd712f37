"""How far each way of paying has come by a day, and what is still owed of it: by what events did to it, and by its terms.

>>> from armsdeals.model.deal import Deal
>>> from armsdeals.model.financing.financing import Financing
>>> from armsdeals.model.financing.loan import Loan
>>> from armsdeals.model.financing.status import FinancingStep
>>> loan = Loan(key="loan", amount="900 USD", rate=0, tenor_years=3, profile="equal principal", start="2005-01-01")
>>> written_off = Event(when="2007", financing=(FinancingStep(of="loan", status="forgiven"),))
>>> deal = Deal(id="demo", financing=Financing(instruments=(loan,)), history=(written_off,))
>>> print(deal.debt(on="2006-06-01"), "|", deal.debt(on="2007-06-01"), "|", deal.debt(on="2008-01-01"))
600 USD | 0 USD..300 USD | 0 USD
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from armsdeals.model.event import Event
from armsdeals.model.financing.figure import FinancingFigure
from armsdeals.model.financing.part import FinancingPart
from armsdeals.model.financing.row import money_of
from armsdeals.model.financing.schedule import Schedule, schedule_of
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.knowing import Told
from armsdeals.model.policies import meet
from armsdeals.values.claim import stands
from armsdeals.values.price import Price
from armsdeals.values.when import When

OPEN = frozenset(
    {
        FinancingStatus.SIGNED,
        FinancingStatus.EFFECTIVE,
        FinancingStatus.DISBURSING,
        FinancingStatus.REPAYING,
        FinancingStatus.RESTRUCTURED,
        FinancingStatus.IN_ARREARS,
        FinancingStatus.DEFAULTED,
    }
)
SETTLED = frozenset({FinancingStatus.REPAID, FinancingStatus.FORGIVEN, FinancingStatus.CANCELLED})
_ORDER = tuple(FinancingStatus)
_ZERO = Decimal(0)


def statuses(
    deal: Told, retracted: frozenset[str] = frozenset(), more: Iterable[Event] = ()
) -> dict[str, list[tuple[When | None, FinancingStatus]]]:
    """Return every status that somebody tells as a fact, and its day, for each way of paying.

    Args:
        deal: The deal.
        retracted: Ids of claims that were taken back.
        more: Events that the history need not hold yet.
    """
    told: dict[str, list[tuple[When | None, FinancingStatus]]] = {}
    for event in dict.fromkeys((*deal.history, *more)):
        if event.financing and stands(event, retracted):
            for step in event.financing:
                if step.value is not None:  # only a part of it came to that
                    continue
                told.setdefault(step.of, []).append((event.when, step.status))
    for claim in deal.financing.instruments if deal.financing else ():
        if claim.status is not None and stands(claim, retracted):
            told.setdefault(claim.key or claim.name, []).append((claim.when or claim.known, claim.status))
    return told


def status_on(deal: Told, key: str, on: When | None, retracted: frozenset[str] = frozenset()) -> FinancingStatus | None:
    """Return the last status that was certainly come to by a day; None if nobody tells one.

    Args:
        deal: The deal.
        key: The key of the financing; where it has none, its form in words.
        on: The day; None for everything that is told.
        retracted: Ids of claims that were taken back.
    """
    return _last(statuses(deal, retracted).get(key, ()), on)


def with_statuses(
    deal: Told, parts: Sequence[FinancingPart], on: When | None, retracted: frozenset[str] = frozenset()
) -> tuple[FinancingPart, ...]:
    """Return ways of paying with the status that each had come to by a day, by the events and the terms."""
    by_events = any(event.financing for event in deal.history)
    if on is None and not by_events:
        return tuple(parts)
    told = statuses(deal, retracted) if by_events else {}
    out = []
    for part in parts:
        own = [(claim.when or claim.known, claim.status) for claim in part.claims if claim.status is not None]
        status = _last(told.get(part.claims[0].key, own), on)
        if status is part.status:
            out.append(part)
            continue
        terms = {name: value for name, value in part.terms.items() if name != "status"}
        out.append(evolve(part, terms=terms if status is None else terms | {"status": status}))
    return tuple(out)


def debt(
    deal: Told,
    parts: Sequence[FinancingPart],
    on: When,
    retracted: frozenset[str] = frozenset(),
    *,
    currency: str = "",
    **asked: Any,
) -> FinancingFigure:
    """Return what is owed of the credits at the end of a day, by their terms and by what became of them.

    Args:
        deal: The deal.
        parts: Its ways of paying.
        on: The day.
        retracted: Ids of claims that were taken back.
        currency: A code, where only credits of that money are asked for.
        **asked: Arguments of a schedule: ``start``, ``assume``, ``holidays``.
    """
    lent = [
        part
        for part in parts
        if type(part.claims[0]).LENDS and (not currency or part.amount is None or part.amount.currency == currency)
    ]
    told = statuses(deal, retracted)
    ends = {id(part): _ends(told.get(part.claims[0].key or part.name, ()), on) for part in lent}
    least, most = (
        schedule_of([part for part in lent if ends[id(part)] in still], among=parts, **asked).outstanding(on)
        for still in ((False,), (False, None))
    )
    money = {money_of(part.amount) for part in lent if part.amount is not None}
    unit = most.unit or least.unit or (money.pop() if len(money) == 1 else "")
    low, high = least.low if most.low is not None else None, most.high
    for part in lent:
        if ends[id(part)] is not True and (forgiven := _forgiven(deal, part, on, retracted)):
            alone = schedule_of([part], among=parts, **asked)
            at_least, at_most = _no_longer_owed(alone, forgiven, on, unit)
            low = low and (_ZERO if at_most is None else max(_ZERO, low - at_most))
            high = high and max(_ZERO, high - at_least)
    return evolve(most, low=low, high=high, unit=unit)


def _forgiven(deal: Told, part: FinancingPart, on: When, retracted: frozenset[str]) -> list[tuple[When, Price]]:
    """Return what of a credit was forgiven by a day; of one time and one sum it is told once."""
    told: list[tuple[When, Price]] = []
    for event in deal.history:
        if not event.financing or event.when.lo > on.hi or not stands(event, retracted):
            continue
        for step in event.financing:
            if step.value is None or step.of != (part.claims[0].key or part.name):
                continue
            if not any(when.overlaps(event.when) and _same_sum(value, step.value) for when, value in told):
                told.append((event.when, step.value))
    return told


def _same_sum(one: Price, other: Price) -> bool:
    return money_of(one) == money_of(other) and meet(one, other)


def _no_longer_owed(
    alone: Schedule, forgiven: Iterable[tuple[When, Price]], on: When, unit: str
) -> tuple[Decimal, Decimal | None]:
    """Return between which bounds less is owed of a credit than by its terms; None where nothing bounds it.

    Nobody says which instalments were forgiven. If it was the next ones, what fell due since would have been paid off anyway.
    """
    at_least, most = _ZERO, [value.high if money_of(value) == unit else None for _, value in forgiven]
    now = alone.outstanding(on)
    for when, value in forgiven:
        then = alone.outstanding(When.between(when.lo, when.lo))
        is_over = when.hi <= on.hi and money_of(value) == unit
        if is_over and then.high is not None and now.low is not None:
            at_least += max(_ZERO, value.low - (then.high - now.low))
    return at_least, None if None in most else sum(filter(None, most), _ZERO)


def _ends(told: Iterable[tuple[When | None, FinancingStatus]], on: When) -> bool | None:
    """Whether nothing is owed any more; None where the day on which it ended is that vague."""
    told = list(told)
    if _last(told, on) in SETTLED:
        return True
    return None if any(day is not None and day.lo <= on.hi < day.hi and end in SETTLED for day, end in told) else False


def _last(told: Iterable[tuple[When | None, FinancingStatus]], on: When | None) -> FinancingStatus | None:
    days = [(day.hi if day else 0, status) for day, status in told]
    by_then = [(day, status) for day, status in days if on is None or day <= on.hi]
    # Of two on one day the one further down the list of statuses is the later step.
    return max(by_then, key=lambda one: (one[0], _ORDER.index(one[1])))[1] if by_then else None
