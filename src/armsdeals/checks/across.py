"""Rules that see a whole register: links that lead nowhere or in a circle, links that only one side knows.

>>> from armsdeals.model.deal import Deal
>>> from armsdeals.model.link import Link
>>> register = Register([Deal(id="tur-s400"), Deal(id="tur-patriot", links=(Link("competes with", to="tur-s40"),))])
>>> [issue.hint for issue in links_lead_somewhere(register)]
['did you mean tur-s400?']
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.link import Link, LinkKind
from armsdeals.register.register import Register

_COMPARED = 50  # ids on either side


def _links(register: Register) -> Iterator[tuple[tuple[Any, ...], Deal, Link]]:
    for i, deal in enumerate(register):
        for j, link in enumerate(deal.links):
            yield ("deals", i, "links", j), deal, link


def links_lead_somewhere(register: Register) -> Iterator[Issue]:
    """ACR-001: a link names a deal of the register."""
    ids = set(register.ids)
    in_order = sorted(ids)
    hints: dict[str, str] = {}
    for path, _, link in _links(register):
        if link.to not in ids:
            if link.to not in hints:
                hints[link.to] = _hint(link.to, in_order)
            yield Issue(
                path=(*path, "to"), code="ACR-001", severity=Severity.INFO,
                message=f"no deal here is called {shown(link.to)}", hint=hints[link.to],
            )  # fmt: skip


def _hint(name: str, in_order: list[str]) -> str:
    # A comparison takes its time, so only the neighbours in the alphabet are looked at, which begin alike.
    place = bisect(in_order, name)
    near = suggestion(name, in_order[max(0, place - _COMPARED) : place + _COMPARED])
    return f"did you mean {near[0]}?" if near else ""


def links_lead_elsewhere(register: Register) -> Iterator[Issue]:
    """ACR-004: a deal is linked to others, not to itself."""
    for path, deal, link in _links(register):
        if link.to == deal.id:
            yield Issue(
                path=(*path, "to"), code="ACR-004", severity=Severity.WARNING,
                message=f"the deal is said to be {link.kind.in_words} itself", hint="name the other deal",
            )  # fmt: skip


def rivals_know_each_other(register: Register) -> Iterator[Issue]:
    """ACR-002: COMPETES_WITH stands on both sides."""
    ids = set(register.ids)
    pairs = {(deal.id, link.to) for _, deal, link in _links(register) if link.kind is LinkKind.COMPETES_WITH}
    for path, deal, link in _links(register):
        if link.kind is LinkKind.COMPETES_WITH and link.to in ids and (link.to, deal.id) not in pairs:
            yield Issue(
                path=path, code="ACR-002", severity=Severity.INFO,
                message=f"{link.to} does not say that it competes with {deal.id}", hint="add the link there too",
            )  # fmt: skip


def successors_end_somewhere(register: Register) -> Iterator[Issue]:
    """ACR-003: deals do not supersede one another in a circle."""
    after = {deal.id: [link.to for link in deal.links if link.kind is LinkKind.SUPERSEDED_BY] for deal in register}
    for path, deal, link in _links(register):
        if link.kind is LinkKind.SUPERSEDED_BY and _leads(after, link.to, deal.id):
            yield Issue(
                path=path, code="ACR-003", severity=Severity.WARNING,
                message=f"{deal.id} is superseded by {link.to}, which leads back to it",
                hint="the older deal is superseded by the newer one",
            )  # fmt: skip


def _leads(after: dict[str, list[str]], start: str, end: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        fresh = [name for name in after.get(here, ()) if name not in seen]
        seen.update(fresh)
        todo += fresh
    return end in seen


ACROSS = (links_lead_somewhere, rivals_know_each_other, successors_end_somewhere, links_lead_elsewhere)
