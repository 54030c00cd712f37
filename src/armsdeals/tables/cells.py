"""Cells of the long tables: what is taken from the subject of a row, and how it is said in one cell.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.party import Party
    >>> from armsdeals.tables.subject import Subject
    >>> deal = Deal(id="demo", parties=(Party("Russia", role="supplier"),))
    >>> party_names("suppliers")(Subject(deal, deal=deal))
    'Russia'

Left out: numbers, sums and dates, which take several cells (`groups`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from armsdeals._shown import path_text
from armsdeals.model.financing.kind import terms_of
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.position import Position
from armsdeals.model.party import Party
from armsdeals.model.resolved import Resolved
from armsdeals.tables.groups import day_of, parted, text_of
from armsdeals.tables.subject import Subject
from armsdeals.values.country import Country, is_country, to_country

_PAYING = ("lender", "payer", "donor", "guarantor", "lessor", "debtor")
_OWN = frozenset(
    {
        "form", "share", "amount", "status", "rate", "rate_low", "rate_high", "tenor_years", "grace_years",
        "payments_per_year", "profile", *_PAYING
    }
)  # fmt: skip  # terms with a column of their own


def held(name: str) -> Callable[[Subject], Any]:
    """Return what takes a field of the thing; None where its class has none of that name."""
    return lambda one: getattr(one.item, name, None)


def word(name: str) -> Callable[[Subject], str | None]:
    """Return what takes a code, or another value that is one text."""
    return lambda one: text_of(getattr(one.item, name, None))


def number(name: str) -> Callable[[Subject], float | None]:
    """Return what takes an exact number as the nearest binary one."""

    def get(one: Subject) -> float | None:
        value = getattr(one.item, name, None)
        return None if value is None else float(value)

    return get


def several(name: str) -> Callable[[Subject], str]:
    """Return what takes a list of texts or codes."""
    return lambda one: parted(getattr(one.item, name))


def party_names(of: str) -> Callable[[Subject], str]:
    """Return what takes the names of one side."""
    return lambda one: parted(party.name for party in getattr(one.deal, of)) if one.deal else ""


def party_countries(of: str) -> Callable[[Subject], str]:
    """Return what takes the countries of one side, each once."""

    def get(one: Subject) -> str:
        told = map(country_of, getattr(one.deal, of) if one.deal else ())
        return parted(dict.fromkeys(country.name for country in told if country is not None))

    return get


def country_of(party: Party) -> Country | None:
    """Return the country of a party: the one it names, or the one that its name is."""
    if party.country is not None:
        return party.country
    return to_country(party.name) if is_country(party.name) else None


def price_of(one: Subject) -> Resolved:
    """Return what the claims of the price add up to."""
    return one.standing.price  # type: ignore[union-attr]  # asked of deals only


def position_of(one: Subject) -> Position:
    """Return where the deal stands."""
    return one.standing.position  # type: ignore[union-attr]  # asked of deals only


def last_heard(one: Subject) -> date | None:
    """Return the last day on which a dated claim of the deal became known."""
    known = (claim.known_days[1] for claim in claims_of(one.item))
    return max((day for day in map(day_of, known) if day is not None), default=None)


def line_of(one: Subject) -> str:
    """Return the id of the line."""
    return one.line.id if one.line else one.item.line


def designation_of(one: Subject) -> str | None:
    """Return what the system of the line is called; None where the deal has no such line."""
    lines = one.deal.lines if one.deal else ()
    return next((line.system.designation for line in lines if line.id == line_of(one)), None)


def claim_path_of(one: Subject) -> str:
    """Return where the claim stands that tells it."""
    return path_text(one.claim_path)


def offer_of(one: Subject) -> str:
    """Return the offer in which it stands; empty where it stands in the deal itself."""
    if one.deal is None or one.path[0] != "offers":
        return ""
    return one.deal.offers[int(one.path[1])].key or path_text(one.path[:2])


def who_pays(one: Subject) -> str:
    """Return who lends, pays, gives, guarantees, lets or owes."""
    return next((told for name in _PAYING if (told := getattr(one.item, name, ""))), "")


def other_terms(one: Subject) -> str:
    """Return the terms that have no column of their own; of a list only how many it holds."""
    told = []
    for name in terms_of(type(one.item)):
        value = getattr(one.item, name)
        if name in _OWN or value is None or value is False or value in ("", ()):
            continue
        said = f"({len(value)})" if isinstance(value, tuple) else "yes" if value is True else value
        told.append(f"{name} {said}")
    return parted(told)
