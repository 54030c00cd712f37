"""A deal as a card: who, what, where it stands, for how much; for terminals and notebooks.

>>> from armsdeals.model.deal import Deal
>>> print(card_of(Deal(id="demo").start_talks(on="2016-11")).text())
demo [TALKS]
from   unknown
to     unknown
stage  TALKS since 2016-11
price  unknown
"""

from __future__ import annotations

from typing import Any

from armsdeals._card import Card

_DISPUTED = " (disputed)"


def card_of(deal: Any) -> Card:
    """Return the card of a deal, after everything that is told; what nobody tells is "unknown"."""
    position = deal.position
    badges = [position.stages_in_words]
    if position.disputed:
        badges.append("disputed")
    rows = [
        ("from", "; ".join(map(str, deal.suppliers)) or "unknown"),
        ("to", "; ".join(map(str, deal.recipients)) or "unknown"),
        ("stage", str(position)),
    ]
    rows += [(str(line.system), _ordered(deal, line.id)) for line in deal.lines]
    rows.append(("price", str(deal.price())))
    rows += [(part.name, _part(part)) for part in deal.financing_parts()]
    if deal.title:
        rows.insert(0, ("id", deal.id))
    return Card(title=deal.title or deal.id, badges=tuple(badges), rows=tuple(rows))


def _ordered(deal: Any, line: str) -> str:
    answer = deal.quantity(line)
    if answer.value is None and not answer.open and answer.absent is None:
        for basis in dict.fromkeys(claim.basis for claim in deal.line(line).quantities):
            other = deal.quantity(line, basis)
            if other.value is not None or other.open:
                return _on(basis.in_words, str(other))
    return _on("ordered", str(answer)) if answer.is_known else f"number ordered {answer}"


def _on(basis: str, answer: str) -> str:
    number = answer.removesuffix(_DISPUTED)
    return f"{number} {basis}{_DISPUTED if number != answer else ''}"


def _part(part: Any) -> str:
    told = [part.share.percent] if part.share is not None else []
    told += [part.amount.in_words] if part.amount is not None else []
    told += [part.status.in_words] if part.status is not None else []
    return ", ".join(told) or "terms unknown"
