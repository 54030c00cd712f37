"""Rules on sums and numbers: what pays for a deal against its price, what arrives against what was ordered or allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.amended import amendment_days, same
from armsdeals.model.counting import GONE, batches, counted
from armsdeals.model.cumulative import Count, contradictions, falling
from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.policies import WHOLE
from armsdeals.values.basis import Basis, ValueBasis
from armsdeals.values.estimate import Estimate
from armsdeals.values.money import amount_in_words
from armsdeals.values.price import Price

# The bases of sums that pay for all that the deal brings; a part, a year or a customs value says nothing of the whole.
_ALL_OF_IT = WHOLE | {ValueBasis.PROGRAMME, ValueBasis.CEILING}
_UPPER_BOUNDS = tuple(basis for basis in Basis if basis.is_upper_bound)


@rule("FIN-001", Severity.WARNING, "The ways of paying add up to no more than the price.")
def financing_keeps_to_the_price(deal: Deal) -> Iterator[Issue]:
    """Sums that are told are added up; what follows from a share cannot exceed the price."""
    if deal.financing is None or all(getattr(part, "amount", None) is None for part in deal.financing.instruments):
        return  # of most deals only shares are told
    told = [claim.value for claim in deal.price().claims if isinstance(claim.value, Price)]
    prices = [price for price in told if price.basis in _ALL_OF_IT]
    if not prices or len({(price.currency, price.year) for price in told}) > 1:
        return
    most = _most([price.high for price in prices])
    amounts = [part.terms["amount"] for part in deal.financing_parts() if "amount" in part.terms]
    same = [
        amount
        for amount in amounts
        if (amount.currency, amount.year) == (prices[0].currency, prices[0].year)
        and amount.basis is not ValueBasis.CEILING  # a line of credit may be opened for more than is drawn
    ]
    least = sum((amount.low for amount in same), Decimal(0))
    if most is not None and least > most:
        currency = prices[0].currency
        yield issue(
            "financing",
            message=f"its sums add up to {amount_in_words(least)} {currency}, more than the price of at most "
            f"{amount_in_words(most)} {currency}",
            hint="is an offset or a part counted twice?",
        )


@rule("DEL-001", Severity.WARNING, "No more arrives than was ordered, options included.")
def deliveries_keep_to_the_order(deal: Deal) -> Iterator[Issue]:
    """What was sent back or lost and came again is not counted."""
    if not any(event.deliveries for event in deal.history):  # as of most deals
        return
    for place, line in enumerate(deal.lines):
        arrived = deal.deliveries(line.id, net=True)
        for unit, number in arrived.items():
            ordered = _highest(deal, line.id, Basis.ORDERED, unit)
            called = _highest(deal, line.id, Basis.OPTION, unit) if line.on(Basis.OPTION) else Decimal(0)
            if ordered is not None and called is not None and number.low > ordered + called:
                yield issue(
                    "lines",
                    place,
                    message=f"{number.in_words} arrived, and at most {ordered + called} were ordered",
                    hint="is a batch told twice? tell a further order as one",
                )


@rule("DEL-002", Severity.INFO, "A deal of which all has arrived is told to be delivered.")
def all_that_arrived_is_told(deal: Deal) -> Iterator[Issue]:
    """Numbers alone move a deal no further than delivering: that nothing more is due is for a claim to say."""
    if not any(event.deliveries for event in deal.history) or deal.stage is not NegotiationStage.DELIVERING:
        return
    sums = [(deal.ordered(line.id), deal.delivered(line.id)) for line in deal.lines]
    if all(
        ordered is not None and arrived is not None and ordered.unit == arrived.unit
        and ordered.high is not None and arrived.low >= ordered.high
        for ordered, arrived in sums
    ):  # fmt: skip
        yield issue(
            "history",
            message="all that was ordered has arrived, and no claim says that the deal is delivered",
            hint="add delivered, with its day, if that was the last of it",
        )


@rule("DEL-003", Severity.WARNING, "What is counted by a day fits the batches up to it and the earlier counts.")
def counts_fit_the_batches(deal: Deal) -> Iterator[Issue]:
    """A line of which no batch is told is counted by the totals alone; losses that are told may explain a fall."""
    for place, line in enumerate(deal.lines):
        if not line.on(Basis.DELIVERED):  # as of most lines
            continue
        for unit, counts in deal.counts(line.id).items():
            for count, sum_ in contradictions(batches(deal.history, line.id, unit, deal.retracted()), counts):
                yield issue(
                    "lines",
                    place,
                    message=f"{count.number.in_words} are counted as of {count.when}, and the batches told up to then add up "
                    f"to {sum_.in_words}",
                    hint="is a batch missing or told twice? those of which nobody tells the days are one between two days, FIRST/LAST; "
                    "or tell it as at most or at least so many",
                )
            for earlier, later in falling(counts):
                if not _may_be_net(deal, line.id, earlier, later):
                    yield issue(
                        "lines",
                        place,
                        message=f"{later.number.in_words} are counted as of {later.when}, and {earlier.number.in_words} as of "
                        f"{earlier.when} already",
                        hint="what has arrived in all cannot grow less; was one of them what is left after losses?",
                    )


def _may_be_net(deal: Deal, line: str, earlier: Count, later: Count) -> bool:
    """Whether what is told to have been sent back or lost may be what is missing from the later count."""
    unit = later.number.unit
    gone = counted(deal.history, line, later.when, GONE, deal.retracted()).get(unit)
    high = later.number.high
    return gone is not None and high is not None and (gone.high is None or high + gone.high >= earlier.number.low)


@rule("DEL-004", Severity.INFO, "A deal of which goods are counted to have arrived is told to be delivering.")
def what_is_counted_is_told_to_arrive(deal: Deal) -> Iterator[Issue]:
    """A count moves no stage: when goods began to come is for a claim to say."""
    for place, line in enumerate(deal.lines):
        if not line.on(Basis.DELIVERED):  # as of most lines
            continue
        came = [count for counts in deal.counts(line.id).values() for count in counts if count.number.low > 0]
        if not came or batches(deal.history, line.id, came[0].number.unit, deal.retracted()):
            continue
        reached = deal.position.furthest_among | deal.replay(line.id).at(None).furthest_among
        if all(stage is None or stage.rank < NegotiationStage.DELIVERING.rank for stage in reached):
            yield issue(
                "lines",
                place,
                message=f"{came[0].number.in_words} are counted as of {came[0].when}, and no claim says that the deal is "
                "delivering",
                hint="add delivering, by that day at the latest, or the batches with their days",
            )


@rule("QTY-001", Severity.WARNING, "What is ordered or arrives keeps within what was notified or licensed.")
def numbers_keep_to_their_bounds(deal: Deal) -> Iterator[Issue]:
    """Of several notifications or licences the largest is the bound; they may also have to be added up."""
    for place, line in enumerate(deal.lines):
        bounds = [basis for basis in _UPPER_BOUNDS if line.on(basis)]
        if not bounds:  # as of nearly every line
            continue
        ordered = deal.ordered(line.id)
        numbers = [("arrived", number) for number in deal.deliveries(line.id, net=True).values()]
        numbers += [("are ordered", ordered)] if ordered is not None else []
        for basis in bounds:
            for what, number in numbers:
                most = _highest(deal, line.id, basis, number.unit)
                if most is not None and number.low > most:
                    yield issue(
                        "lines",
                        place,
                        message=f"{number.in_words} {what}, more than the {most} that were {basis.in_words}",
                        hint=f"was more {basis.in_words} on another day?",
                    )


@rule("AMD-001", Severity.WARNING, "What an amendment changed a price or a number to is told as a claim as well.")
def what_an_amendment_left_is_told(deal: Deal) -> Iterator[Issue]:
    """The words of an amendment date claims and are none: without a second claim the first goes on to answer."""
    retracted = deal.retracted()
    for change in amendment_days(deal.history, retracted):
        prices = [claim.value for claim in deal.price().claims if claim.value is not None]
        for name, told in (("prices", prices), *((line.id, _ordered(deal, line.id)) for line in deal.lines)):
            before = [number for number in change.before if any(same(value, number) for value in told)]
            after = [number for number in change.after if type(number) in {type(value) for value in told}]
            if before and after and not any(same(value, number) for value in told for number in after):
                words = " or ".join(number.in_words for number in after)
                claim = f"{_claimed(after[0], before[0], told)} as of {change.when}"
                below = "price" if name == "prices" else f"ordered of line {name}"
                yield issue(
                    *(("prices",) if name == "prices" else ("lines",)),
                    message=f"an amendment of {change.when} changed {before[0].in_words} to {words}, and no claim tells that",
                    hint=f"so that it answers from then on, write a second claim under {below}: {claim}",
                )


def _claimed(new: Price | Estimate, old: Price | Estimate, told: Iterable[Price | Estimate]) -> str:
    """The claim that is missing, as it is typed: the new number with the basis or unit of the old one."""
    known = next((value for value in told if same(value, old)), old)
    if isinstance(new, Price) and isinstance(known, Price):
        basis = new.basis or known.basis
        sums = Price(new.spread.text, new.currency).in_words
        prices_of = f"({new.year})" if new.year else ""
        return f"{sums}{prices_of}{f' {basis.in_words}' if basis else ''}"
    if isinstance(new, Estimate) and isinstance(known, Estimate) and not new.unit and known.unit:
        return Estimate(new.spread.text, unit=known.unit).in_words
    return new.in_words


def _ordered(deal: Deal, line: str) -> list[Price | Estimate]:
    return [claim.value for claim in deal.quantity(line).claims if claim.value is not None]


def _highest(deal: Deal, line: str, basis: Basis, unit: str) -> Decimal | None:
    """The most that any fact leaves possible in a unit; None if nobody says, or without a bound."""
    told = [claim.value for claim in deal.quantity(line, basis).claims]
    return _most([value.high for value in told if isinstance(value, Estimate) and value.unit == unit])


def _most(highs: list[Decimal | None]) -> Decimal | None:
    known = [high for high in highs if high is not None]
    return max(known) if known and len(known) == len(highs) else None
