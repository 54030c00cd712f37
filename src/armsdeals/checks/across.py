"""Rules that see a whole register: links, contenders and conditions that lead nowhere, circles, links that one side knows.

>>> from armsdeals.model.deal import Deal
>>> from armsdeals.model.link import Link
>>> register = Register([Deal(id="tur-s400"), Deal(id="tur-patriot", links=(Link("competes with", to="tur-s40"),))])
>>> [issue.hint for issue in links_lead_somewhere(register)]
['did you mean tur-s400?']
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from armsdeals._shown import shown
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.link import Link, LinkKind
from armsdeals.register.register import Register

_COMPARED = 50  # ids on either side
_LIKE = 0.6  # the share of two names that is equal, from which on one may be meant by the other
_LONGEST = 80  # characters of a name that are compared


def _links(register: Register) -> list[tuple[tuple[Any, ...], Deal, Link]]:
    return [
        (("deals", i, "links", j), deal, link) for i, deal in enumerate(register) for j, link in enumerate(deal.links)
    ]


# What one deal can be to another only one way round, and how to mend it. Two deals may well depend on each other.
_ONE_WAY = {
    LinkKind.SUPERSEDED_BY: "the older deal is superseded by the newer one",
    LinkKind.REVIVES: "the newer deal revives the older one",
    LinkKind.RENEWS: "the newer deal renews the older one",
    LinkKind.PART_OF: "the smaller deal is part of the larger one",
    LinkKind.UNDER_FRAMEWORK: "the order stands under the framework",
    LinkKind.OPTION_OF: "the option is of the deal that grants it",
    LinkKind.RETRANSFER_OF: "the later deal hands on the goods of the earlier one",
    LinkKind.CONSEQUENCE_OF: "the later deal is a consequence of the earlier one",
}
_VERBS = {LinkKind.REVIVES: "revives", LinkKind.RENEWS: "renews"}


def links_lead_somewhere(register: Register) -> Iterator[Issue]:
    """ACR-001: a link names a deal of the register."""
    ids = set(register.ids)
    in_order = sorted(ids)
    meant: dict[str, str] = {}
    for path, deal, link in _links(register):
        if link.to not in ids:
            if link.to not in meant:
                meant[link.to] = _near(link.to, in_order)
            near = meant[link.to]
            yield Issue(
                path=(*path, "to"), code="ACR-001", severity=Severity.INFO,
                message=f"no deal here is called {shown(link.to)}",
                hint=f"did you mean {near}?" if near and near != deal.id else "",
            )  # fmt: skip


def contenders_are_there(register: Register) -> Iterator[Issue]:
    """ACR-005: a contender of a competition is a deal of the register."""
    ids = set(register.ids)
    in_order = sorted(ids) if register.competitions else []
    for place, one in enumerate(register.competitions):
        for number, name in enumerate(one.contenders):
            if name not in ids:
                near = _near(name, in_order)
                yield Issue(
                    path=("competitions", place, "contenders", number), code="ACR-005", severity=Severity.INFO,
                    message=f"no deal here is called {shown(name)}",
                    hint=f"did you mean {near}?" if near and near not in one.contenders else "",
                )  # fmt: skip


def conditions_are_on_a_deal(register: Register) -> Iterator[Issue]:
    """ACR-006: a condition on another deal names a deal of the register."""
    ids = set(register.ids)
    in_order: list[str] = []
    for place, deal in enumerate(register):
        for number, one in enumerate(deal.constraints):
            if one.deal and one.deal not in ids:
                in_order = in_order or sorted(ids)
                near = _near(one.deal, in_order)
                yield Issue(
                    path=("deals", place, "constraints", number, "deal"), code="ACR-006", severity=Severity.INFO,
                    message=f"no deal here is called {shown(one.deal)}",
                    hint=f"did you mean {near}?" if near and near != deal.id else "",
                )  # fmt: skip


def _near(name: str, in_order: list[str]) -> str:
    # A comparison takes its time, so only the neighbours in the alphabet are looked at, which begin alike.
    place = bisect(in_order, name)
    return nearest(name[:_LONGEST], in_order[max(0, place - _COMPARED) : place + _COMPARED])


def nearest(name: str, known: Sequence[str]) -> str:
    """Return the known name that is most like another, as `suggestion` does; those that cannot win are passed over."""
    compare = SequenceMatcher()
    compare.set_seq2(name)
    best = (_LIKE, "")
    for one in known:
        compare.set_seq1(one)
        if compare.real_quick_ratio() >= best[0] and compare.quick_ratio() >= best[0]:
            best = max(best, (compare.ratio(), one))
    return best[1]


def links_lead_elsewhere(register: Register) -> Iterator[Issue]:
    """ACR-004: a deal is linked to others, not to itself."""
    for path, deal, link in _links(register):
        if link.to == deal.id:
            yield Issue(
                path=(*path, "to"), code="ACR-004", severity=Severity.WARNING,
                message=f"the link {shown(link.kind.in_words)} leads back to the deal itself", hint="name the other deal",
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
    """ACR-003: deals do not replace, revive, contain or bring about one another in a circle."""
    found = [one for one in _links(register) if one[2].kind in _ONE_WAY and one[2].to != one[1].id]
    circles = _circles_of_kinds(found)
    for path, deal, link in found:
        if _is_within(circles[link.kind], deal.id, link.to):
            yield Issue(
                path=path, code="ACR-003", severity=Severity.WARNING,
                message=f"{deal.id} {_VERBS.get(link.kind, f'is {link.kind.in_words}')} {link.to}, which leads back to it",
                hint=_ONE_WAY[link.kind],
            )  # fmt: skip


def nothing_revives_its_successor(register: Register) -> Iterator[Issue]:
    """ACR-007: a deal does not take up again what came in its place."""
    kinds = (LinkKind.SUPERSEDED_BY, LinkKind.REVIVES)
    found = [one for one in _links(register) if one[2].kind in kinds and one[2].to != one[1].id]
    followed: dict[str, list[str]] = {}
    for _, deal, link in found:
        older, newer = (deal.id, link.to) if link.kind is LinkKind.SUPERSEDED_BY else (link.to, deal.id)
        followed.setdefault(older, []).append(newer)
    together, alone = _circles(followed), _circles_of_kinds(found)
    for path, deal, link in found:
        if link.kind is not LinkKind.REVIVES or _is_within(alone[link.kind], deal.id, link.to):  # which ACR-003 tells
            continue
        if _is_within(together, deal.id, link.to):
            yield Issue(
                path=path, code="ACR-007", severity=Severity.WARNING,
                message=f"{deal.id} revives {link.to}, which came in its place",
                hint="the newer deal revives the older one, and the older one is superseded by the newer one",
            )  # fmt: skip


def _circles_of_kinds(found: Sequence[tuple[tuple[Any, ...], Deal, Link]]) -> dict[LinkKind, dict[str, str]]:
    ways: dict[LinkKind, dict[str, list[str]]] = {}
    for _, deal, link in found:
        ways.setdefault(link.kind, {}).setdefault(deal.id, []).append(link.to)
    return {kind: _circles(to) for kind, to in ways.items()}


def _is_within(circle: Mapping[str, str], one: str, other: str) -> bool:
    return circle.get(one, "") == circle.get(other)


def _circles(to: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for each name from which a way leads back to it one name of its circle, the same for all of them."""
    back: dict[str, list[str]] = {}
    for start, ends in to.items():
        for end in ends:
            back.setdefault(end, []).append(start)
    circle: dict[str, str] = {}
    for first in reversed(_last_left_last(to)):  # whoever still leads to it, of those left, goes round with it
        todo, members = [first], []
        while todo:
            name = todo.pop()
            if name not in circle:
                circle[name] = first
                members.append(name)
                todo += back.get(name, ())
        if len(members) == 1:
            circle[first] = ""
    return {name: of for name, of in circle.items() if of}


def _last_left_last(to: Mapping[str, Sequence[str]]) -> list[str]:
    """The names in the order in which a walk along the links leaves them."""
    left: list[str] = []
    seen: set[str] = set()
    for first in to:
        walk = [(first, iter(to[first]))] if first not in seen else []
        seen.add(first)
        while walk:
            name, ends = walk[-1]
            fresh = next((end for end in ends if end not in seen), None)
            if fresh is None:
                left.append(name)
                walk.pop()
            else:
                seen.add(fresh)
                walk.append((fresh, iter(to.get(fresh, ()))))
    return left


ACROSS = (
    links_lead_somewhere,
    rivals_know_each_other,
    successors_end_somewhere,
    links_lead_elsewhere,
    nothing_revives_its_successor,
    contenders_are_there,
    conditions_are_on_a_deal,
)
