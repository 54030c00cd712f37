"""Bases: what a number of goods counts, and what a sum of money stands for.

Most quarrels over figures are quarrels over the basis: 36 notified are not 24 ordered, and a ceiling is not a price.

    >>> Basis("licensed").is_upper_bound, ValueBasis("contract")
    (True, ValueBasis.CONTRACT)

Left out: the price year, which belongs to the sum (`Price`).
"""

from __future__ import annotations

from armsdeals._fields import Word


class Basis(Word):
    """What a quantity counts."""

    SOUGHT = "SOUGHT"  # what the recipient would like to have
    PLANNED = "PLANNED"  # what somebody has announced to intend
    FRAMEWORK = "FRAMEWORK"  # what a framework agreement makes room for
    NOTIFIED = "NOTIFIED"  # what a notification names; the contract may be for less
    OFFERED = "OFFERED"  # what a supplier's offer holds
    ORDERED = "ORDERED"  # what a contract obliges to
    OPTION = "OPTION"  # what may still be called under a contract
    PLEDGED = "PLEDGED"  # what is promised as a gift
    LICENSED = "LICENSED"  # what an export licence allows; the export may be less
    EXPORTED = "EXPORTED"  # what left the supplier by its customs or reports
    DELIVERED = "DELIVERED"  # what arrived, with nothing taken off for returns
    RETURNED = "RETURNED"  # what went back to the supplier
    LEASED = "LEASED"  # what was given for use while the owner stays the same
    DROPPED = "DROPPED"  # what was taken out of an earlier figure
    REPORTED = "REPORTED"  # a number of which nobody says what it counts

    @property
    def is_upper_bound(self) -> bool:
        """Whether the number only says how many it may be at most."""
        return self in _UPPER_BOUNDS


_UPPER_BOUNDS = frozenset({Basis.NOTIFIED, Basis.LICENSED})


class ValueBasis(Word):
    """What a sum of money stands for."""

    CONTRACT = "CONTRACT"  # the price that the contract is said to state
    PROGRAMME = "PROGRAMME"  # the goods together with support, training and buildings
    CEILING = "CEILING"  # the most that a notification allows
    ESTIMATE = "ESTIMATE"  # a guess of somebody outside the deal
    OFFER = "OFFER"  # what a bidder asked
    LICENCE = "LICENCE"  # the value in an export licence
    CUSTOMS = "CUSTOMS"  # the value declared on export
    COMPONENT = "COMPONENT"  # a part of a larger sum, so never added to it
    ANNUAL = "ANNUAL"  # one year of a programme
    AUDIT = "AUDIT"  # what auditors or a court found afterwards
