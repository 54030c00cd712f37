"""Rules that see a whole register: links that lead nowhere or in a circle, links that only one side knows."""

from __future__ import annotations

from collections.abc import Iterator

from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.issues import Issue, Severity
from armsdeals.model.link import LinkKind
from armsdeals.register.register import Register


def links_lead_somewhere(register: Register) -> Iterator[Issue]:
    """ACR-001: a link names a deal of the register."""
    for i, deal in enumerate(register):
        for j, link in enumerate(deal.links):
            if link.to not in register:
                near = suggestion(link.to, register.ids)
                yield Issue(
                    path=("deals", i, "links", j, "to"), code="ACR-001", severity=Severity.INFO,
                    message=f"no deal here is called {shown(link.to)}",
                    hint=f"did you mean {near[0]}?" if near else "",
                )  # fmt: skip


def links_lead_elsewhere(register: Register) -> Iterator[Issue]:
    """ACR-004: a deal is linked to others, not to itself."""
    for i, deal in enumerate(register):
        for j, link in enumerate(deal.links):
            if link.to == deal.id:
                yield Issue(
                    path=("deals", i, "links", j, "to"), code="ACR-004", severity=Severity.WARNING,
                    message=f"the deal is said to be {link.kind.in_words} itself", hint="name the other deal",
                )  # fmt: skip


def rivals_know_each_other(register: Register) -> Iterator[Issue]:
    """ACR-002: COMPETES_WITH stands on both sides."""
    pairs = {(deal.id, link.to) for deal in register for link in deal.links if link.kind is LinkKind.COMPETES_WITH}
    for i, deal in enumerate(register):
        for j, link in enumerate(deal.links):
            rival = link.kind is LinkKind.COMPETES_WITH and link.to in register
            if rival and (link.to, deal.id) not in pairs:
                yield Issue(
                    path=("deals", i, "links", j), code="ACR-002", severity=Severity.INFO,
                    message=f"{link.to} does not say that it competes with {deal.id}", hint="add the link there too",
                )  # fmt: skip


def successors_end_somewhere(register: Register) -> Iterator[Issue]:
    """ACR-003: deals do not supersede one another in a circle."""
    after = {deal.id: [link.to for link in deal.links if link.kind is LinkKind.SUPERSEDED_BY] for deal in register}
    for i, deal in enumerate(register):
        for j, link in enumerate(deal.links):
            if link.kind is LinkKind.SUPERSEDED_BY and _leads(after, link.to, deal.id):
                yield Issue(
                    path=("deals", i, "links", j), code="ACR-003", severity=Severity.WARNING,
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
