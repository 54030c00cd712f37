"""How a deal is paid for, in words: shares, sums, terms, and the terms that nobody tells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from armsdeals.model.deal import Deal
from armsdeals.model.financing.credit import RateKind
from armsdeals.model.financing.financing import FinancingPart
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.term import term_of, value_told
from armsdeals.pages.beside import in_words, is_told
from armsdeals.pages.figures import Sources
from armsdeals.pages.notes import FinancingNote
from armsdeals.pages.wording import said
from armsdeals.values.claim import Modality
from armsdeals.values.number import product, shortest_decimal
from armsdeals.values.when import When

_SHOWN_APART = frozenset({"form", "share", "amount", "status"})
_WORDS = {
    "rate": "interest rate",
    "tenor_years": "years to repay",
    "grace_years": "years of grace",
    "profile": "way of repayment",
}
# What a reader asks of money that is lent; other kinds have no term that must be there.
_ASKED_OF_CREDITS = ("rate", "tenor_years", "grace_years", "profile")
_ALSO_TOLD_AS = {
    "rate": ("rate_low", "rate_high", "index", "rates"),
    "tenor_years": ("tenor_months", "tenor_estimate", "matures"),
    "grace_years": ("grace_months", "grace_estimate"),
}


def financing_notes(
    deal: Deal, day: When | None, retracted: frozenset[str], sources: Sources
) -> tuple[FinancingNote, ...]:
    """Return every way of paying: what is told as a fact first, then what is planned, wanted or denied."""
    told = deal.financing.instruments if deal.financing else ()
    others = (
        claim for claim in told if claim.modality is not Modality.FACT and not (claim.id and claim.id in retracted)
    )
    return (
        *(_note(part, sources) for part in deal.financing_parts(on=day)),
        *(_no_fact(claim, sources) for claim in others),
    )


def _no_fact(claim: FinancingKind, sources: Sources) -> FinancingNote:
    return FinancingNote(
        name=said(claim.name),
        form=claim.form.in_words if claim.form else "",
        share=claim.share.percent if claim.share is not None else "unknown",
        amount=said(claim.amount.in_words) if claim.amount is not None else "unknown",
        status=claim.status.in_words if claim.status else "unknown",
        sources=sources.of(claim),
        mood=claim.modality.in_words,
    )


def financing_total(deal: Deal, retracted: frozenset[str]) -> str:
    """Return what the known shares add up to, as a sentence; empty where there are none."""
    if deal.financing is None:
        return ""
    shares = [part.share for part in deal.financing.parts(retracted=retracted) if part.share is not None]
    if not shares:
        return "Nothing else pays for it." if deal.financing.complete else ""
    percent = shortest_decimal(product(sum(shares, Decimal(0)), Decimal(100)))
    if deal.financing.complete:
        return f"The known shares add up to {percent} % of the price; nothing else pays for it."
    rest = "" if percent == "100" else " Who pays the rest is unknown."
    return f"The known shares add up to {percent} % of the price.{rest}"


def _note(part: FinancingPart, sources: Sources) -> FinancingNote:
    status = part.status
    asked = _ASKED_OF_CREDITS if type(part.claims[0]).LENDS else ()
    told = {name: value for name, value in part.terms.items() if name not in _SHOWN_APART}
    numbers = dict.fromkeys(number for claim in part.claims for number in sources.of(claim))
    return FinancingNote(
        name=said(part.name),
        form=part.form.in_words if part.form else part.kind,
        share=part.share.percent if part.share is not None else "unknown",
        amount=_amount(part),
        status=status.in_words if status else "unknown",
        terms=tuple(_term(name, value) for name, value in told.items() if is_told(value)),
        missing=tuple(_WORDS[name] for name in asked if not _is_answered(part, name)),
        disputed=tuple(_disputed(part, name) for name in dict.fromkeys((*part.disputed, *part.rivals))),
        sources=tuple(numbers),
    )


def _is_answered(part: FinancingPart, name: str) -> bool:
    """Whether a term is told in some way, or told to be absent, though perhaps not by one value."""
    if name == "rate" and part.terms.get("rate_kind") is RateKind.INTEREST_FREE:
        return True
    told = {*part.terms, *part.rivals}
    return any(one in told or part.absence(one) is not None for one in (name, *_ALSO_TOLD_AS.get(name, ())))


def _amount(part: FinancingPart) -> str:
    if part.amount is None:
        return "unknown"
    words = said(part.amount.in_words.removesuffix(", component"))
    return words if part.terms.get("amount") is not None else f"{words} (share of the price)"


def _disputed(part: FinancingPart, name: str) -> str:
    """A term on which claims exclude each other, with what each of them tells: "rate: 5 % or 6 %"."""
    found = term_of(part, name)
    told = list(dict.fromkeys(said(value_told(claim, name)) for claim in found.claims))
    term = name.replace("_", " ")
    return f"{term}: {' or '.join(told)}" if len(told) > 1 else term


def _term(name: str, value: Any) -> str:
    match name:
        case "lender":
            return f"lent by {said(value)}"
        case "payer":
            return f"paid by {said(value)}"
        case "donor":
            return f"given by {said(value)}"
        case "rate":
            return f"{value.percent} interest a year"
        case "tenor_years":
            return f"repaid over {value} years"
        case "grace_years":
            return f"{value} years of grace"
        case "payments_per_year":
            return f"{value} payments a year"
    return f"{name.replace('_', ' ')}: {in_words(value)}"
