"""Rules on volumes of arms: what arrived against what was ordered, a number against its unit, used goods against new ones.

Volumes in registers are rounded, often to hundredths, and unit volumes of small things to nothing; each rule leaves room
for that. Shares of a new unit's volume by condition: SIPRI (`armsdeals.values.classes.TIV_FACTORS`).

    >>> [rule.code for rule in (delivered_keeps_to_ordered, a_total_is_number_times_unit)]
    ['VOL-001', 'VOL-002']
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.condition import Condition
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.event import Bound
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.basis import Basis
from armsdeals.values.claim import stands
from armsdeals.values.classes import TIV_FACTORS
from armsdeals.values.tiv import TIV

_HALF = Decimal("0.005")  # registers print hundredths
_SMALL = Decimal("0.02")  # of the share of a new unit that rounding may change
_ORDERED, _CAME, _SIGNED = Basis.ORDERED, DeliveryKind.DELIVERED, NegotiationStage.SIGNED


@rule("VOL-001", Severity.WARNING, "No larger volume arrives than was ordered.")
def delivered_keeps_to_ordered(deal: Deal) -> Iterator[Issue]:
    """Of rival claims the largest is the bound."""
    for place, line in enumerate(deal.lines):
        ordered = _totals(deal, line) if line.volumes else []
        if not ordered:
            continue
        most = max(ordered)
        arrived = sum((volume for volume, _ in _batches(deal, line)), Decimal(0))
        if arrived > most + _HALF:
            yield issue(
                "lines", place, "volumes",
                message=f"{TIV(arrived).in_words} arrived, more than the {TIV(most).in_words} that were ordered",
                hint="is a batch told twice? an export of some years only may tell less of the order",
            )  # fmt: skip


@rule("VOL-002", Severity.WARNING, "The volume of all is the number times that of one, within rounding.")
def a_total_is_number_times_unit(deal: Deal) -> Iterator[Issue]:
    """Ask it of orders and batches that tell one number, one volume and one volume per unit."""
    for place, line in enumerate(deal.lines):
        units = _units(deal, line, None, line.condition) if line.volumes else []
        if len(units) != 1:
            continue
        (unit,) = units
        totals, numbers = _totals(deal, line), _numbers(deal, line)
        pairs = _batches(deal, line)
        if len(totals) == len(numbers) == 1:
            pairs.append((totals[0], numbers[0]))
        for volume, number in pairs:
            if number is not None and abs(volume - number * unit) > _HALF * (number + 1):
                yield issue(
                    "lines", place, "volumes",
                    message=f"{TIV(volume).in_words} are told of {number}, and {number} times {TIV(unit).in_words} are {(TIV(unit) * number).in_words}",
                    hint="do the number and the volume count the same things?",
                )  # fmt: skip


@rule("VOL-003", Severity.INFO, "Used goods count for 0.4 of the volume of new ones, modernised ones for 0.66.")
def used_goods_count_for_less(deal: Deal) -> Iterator[Issue]:
    """Compare the volumes of one unit, as new and in the condition of the line, where both are told."""
    for place, line in enumerate(deal.lines):
        condition = line.condition
        factor = TIV_FACTORS.get(condition.value) if condition is not None and line.volumes else None
        if factor is None or condition is None or condition is Condition.NEW:
            continue
        new, own = _units(deal, line, Condition.NEW), _units(deal, line, condition)
        if len(new) != 1 or len(own) != 1 or not new[0]:
            continue
        if abs(own[0] - new[0] * factor) > _HALF * (1 + factor) + new[0] * _SMALL:
            yield issue(
                "lines", place, "volumes",
                message=f"a unit counts {TIV(own[0]).in_words} and a new one {TIV(new[0]).in_words}, which is not {factor} to 1",
                hint=f"goods that are {condition.in_words} usually count for {factor} of new ones",
            )  # fmt: skip


@rule("VOL-004", Severity.WARNING, "Nothing arrives before the year of the order.")
def nothing_arrives_before_its_order(deal: Deal) -> Iterator[Issue]:
    """Compare the years in which volumes arrived with that in which the contract is told to have been signed."""
    came = [
        (place, k, event, entry)
        for place, event in enumerate(deal.history)
        for k, entry in enumerate(event.deliveries)
        if entry.kind is _CAME and (entry.years or entry.volume is not None) and stands(event, deal.retracted())
    ]
    if not came:
        return
    signed = [
        event.when.earliest
        for event in deal.history
        if event.stage is _SIGNED and event.bound is Bound.EXACT and stands(event, deal.retracted())
    ]
    known = [day.year for day in signed if day is not None]
    if not known or len(known) < len(signed):
        return
    for place, k, event, entry in came:
        latest = event.when.latest
        first = entry.years[0] if entry.years else latest.year if latest is not None else None
        if first is not None and first < min(known):
            yield issue(
                "history", place, "deliveries", k,
                message=f"goods arrived in {first}, before the order of {min(known)}",
                hint="is the order year an estimate?",
            )  # fmt: skip


def _totals(deal: Deal, line: Line) -> list[Decimal]:
    """Return the volumes of all that was ordered, each once."""
    told = [
        claim.value.volume
        for claim in line.volumes
        if claim.value is not None
        and claim.basis is _ORDERED
        and not claim.is_per_unit
        and stands(claim, deal.retracted())
    ]
    return list(dict.fromkeys(told))


def _units(deal: Deal, line: Line, *conditions: Condition | None) -> list[Decimal]:
    """Return the volumes of one unit that are told for some conditions, each once."""
    told = [
        claim.value.volume
        for claim in line.volumes
        if claim.value is not None
        and claim.is_per_unit
        and claim.condition in conditions
        and stands(claim, deal.retracted())
    ]
    return list(dict.fromkeys(told))


def _numbers(deal: Deal, line: Line) -> list[Decimal]:
    """Return the numbers ordered that are told as one number, each once."""
    told = [
        claim.value.best
        for claim in line.quantities
        if claim.value is not None and claim.basis is _ORDERED and stands(claim, deal.retracted())
    ]
    return list(dict.fromkeys(number for number in told if number is not None))


def _batches(deal: Deal, line: Line) -> list[tuple[Decimal, Decimal | None]]:
    """Return volume and number of each batch that arrived."""
    return [
        (entry.volume.volume, None if entry.quantity is None else entry.quantity.best)
        for event in deal.history
        for entry in event.deliveries
        if entry.volume is not None
        and entry.line == line.id
        and entry.kind is _CAME
        and stands(event, deal.retracted())
    ]
