"""Rules on the sides of a deal."""

from __future__ import annotations

from collections.abc import Iterator

from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.party import RECIPIENT_SIDE, SUPPLIER_SIDE, Party, Role


@rule("PAR-001", Severity.WARNING, "A deal has a supplier side and a recipient side.")
def both_sides_are_named(deal: Deal) -> Iterator[Issue]:
    """An unknown side is a party too, of kind UNKNOWN_SUPPLIER or UNKNOWN_RECIPIENT."""
    for name, side in (("supplier", SUPPLIER_SIDE), ("recipient", RECIPIENT_SIDE)):
        if not any(party.role in side for party in deal.parties):
            yield issue(
                "parties",
                message=f"nobody is on the {name} side",
                hint=f"an unknown {name} is a party of kind UNKNOWN_{name.upper()}",
            )


@rule("PAR-002", Severity.INFO, "A party stands once in each role at a time.")
def parties_stand_once(deal: Deal) -> Iterator[Issue]:
    """List parties that stand twice with the same role; not one that left and came back."""
    seen: dict[tuple[str, Role], list[Party]] = {}
    for place, party in enumerate(deal.parties):
        before = seen.setdefault((party.name, party.role), [])
        if not all(_left_before(one, party) or _left_before(party, one) for one in before):
            yield issue("parties", place, message=f"stands twice as {party.role.in_words}")
        before.append(party)


def _left_before(one: Party, other: Party) -> bool:
    return one.until is not None and other.since is not None and one.until.lo <= other.since.hi
