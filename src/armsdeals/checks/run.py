"""Run every rule: all that is odd about a deal or a register, in a stable order.

>>> from armsdeals.model.deal import Deal
>>> for found in check(Deal(id="demo")):
...     print(found)
deals[0].parties: warning: nobody is on the recipient side [PAR-001] (an unknown recipient is a party of kind UNKNOWN_RECIPIENT)
deals[0].parties: warning: nobody is on the supplier side [PAR-001] (an unknown supplier is a party of kind UNKNOWN_SUPPLIER)
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from armsdeals.checks import amounts, evidence, parties, payments, permissions, stages, tranches, volumes
from armsdeals.checks.across import ACROSS
from armsdeals.errors import LimitExceeded
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register

_OF_THE_OTHER = ("ACR-001", "ACR-002", "ACR-005", "ACR-006")  # what a deal that cannot be read might answer
RULES = (
    amounts.financing_keeps_to_the_price,
    amounts.deliveries_keep_to_the_order,
    amounts.all_that_arrived_is_told,
    amounts.counts_fit_the_batches,
    amounts.what_is_counted_is_told_to_arrive,
    amounts.numbers_keep_to_their_bounds,
    amounts.what_an_amendment_left_is_told,
    evidence.evidence_is_named,
    evidence.knowledge_is_dated,
    evidence.facts_are_told_afterwards,
    parties.both_sides_are_named,
    parties.parties_stand_once,
    payments.payments_are_told_apart,
    payments.what_is_paid_under_is_told,
    payments.a_payment_has_one_purpose,
    permissions.offers_hold_when_taken,
    permissions.permissions_come_first,
    stages.guards_hold,
    stages.nothing_is_given_up,
    stages.order_is_known,
    stages.a_successor_is_named,
    stages.the_deal_has_a_stage,
    stages.a_denial_of_the_same_day_is_meant,
    tranches.shares_are_of_one_deal,
    volumes.delivered_keeps_to_ordered,
    volumes.a_total_is_number_times_unit,
    volumes.used_goods_count_for_less,
    volumes.nothing_arrives_before_its_order,
)


def check(deals: Deal | Register) -> Issues:
    """Return what is odd about a deal, or about each deal of a register and the deals together."""
    register = Register([deals]) if isinstance(deals, Deal) else deals
    found = [issue for place, deal in enumerate(register) for issue in check_deal(deal, ("deals", place))]
    return Issues([*found, *check_across(register)])


def check_deal(deal: Deal, path: tuple[str | int, ...]) -> Iterator[Issue]:
    """Yield what is odd about one deal by itself, whose path in a document is given."""
    is_too_long = False
    for rule in RULES:
        try:
            for found in rule.look(deal):
                yield rule.told(found, path)
        except LimitExceeded as error:  # which every rule would say that needs the history
            if not is_too_long:
                is_too_long = True
                yield Issue(path=(*path, "history"), code=error.code, message=error.message, severity=Severity.WARNING)


def check_across(register: Register, *, known: Container[str] = ()) -> Iterator[Issue]:
    """Yield what only shows when deals are looked at together; of each its id, links and constraints are enough.

    Args:
        register: The deals.
        known: Ids of further deals, of which no more can be read; what names one of them leads somewhere, and may be answered.
    """
    for across in ACROSS:
        for found in across(register):
            if not (known and found.code in _OF_THE_OTHER and _named_by(found, register) in known):
                yield found


def _named_by(found: Issue, register: Register) -> str:
    """Return the id of the deal to which a link, a condition, or the contender of a competition leads."""
    where, one, part, place, *_ = found.path
    if where == "competitions":
        return register.competitions[int(one)].contenders[int(place)]
    deal = register.deals[int(one)]
    return deal.constraints[int(place)].deal if part == "constraints" else deal.links[int(place)].to
