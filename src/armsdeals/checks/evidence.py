"""Rules on who says what, and since when that could be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from armsdeals._shown import path_text
from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.knowing import BESIDE
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.when import NEVER

_FACT = Modality.FACT
_NAMED = 5  # further claims of a deal that one finding names


@rule("EVI-001", Severity.INFO, "Every claim names its evidence.")
def evidence_is_named(deal: Deal) -> Iterator[Issue]:
    """List claims that nobody is named for."""
    for path, claims in lists_of_claims(deal):
        for place, claim in enumerate(claims):
            if not claim.evidence and not claim.speaker and not claim.retracts:
                yield issue(*path, place, message="names neither a source nor a speaker")


@rule("EVI-002", Severity.INFO, "Every claim has a day on which it became known.")
def knowledge_is_dated(deal: Deal) -> Iterator[Issue]:
    """List claims that a question with known_by can never use; those of one deal together, at the first of them."""
    undated = [
        (*path, place)
        for path, claims in lists_of_claims(deal)
        for place, claim in enumerate(claims)
        if claim.evidence and _last_known(claim) == NEVER
    ]
    if not undated:
        return
    first, *others = undated
    also = ""
    if others:
        named = ", ".join(map(path_text, others[:_NAMED]))
        rest = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        also = f"; nor has {'another claim' if len(others) == 1 else f'any of {len(others)} others'}: {named}{rest}"
    yield issue(
        *first,
        message=f"has no date of publication, so known_by can never use it{also}",
        hint="add said, or published to its source",
    )


@rule("EVI-003", Severity.WARNING, "A fact is told after it happened.")
def facts_are_told_afterwards(deal: Deal) -> Iterator[Issue]:
    """List facts that were certainly told before their day."""
    for path, claims in lists_of_claims(deal):
        for place, claim in enumerate(claims):
            when = claim.when
            if (
                when is not None
                and claim.modality is _FACT
                and _last_known(claim) < when.lo  # days never known are after all others
            ):
                yield issue(
                    *path,
                    place,
                    "when",
                    message=f"is told as a fact on {claim.known}, before its day {when}",
                    hint="is it planned?",
                )


def _last_known(claim: Claim) -> int:
    """Return the last day number of `known`, which is asked of every claim."""
    if claim.said is not None:
        return claim.said.hi
    last = NEVER
    for source in claim.evidence:
        published = source.published
        if published is not None and published.hi < last:
            last = published.hi
    return last


def lists_of_claims(deal: Deal) -> list[tuple[tuple[str | int, ...], Sequence[Claim]]]:
    """Return every list of claims of a deal with its place."""
    found: list[tuple[tuple[str | int, ...], Sequence[Claim]]] = [
        (("history",), deal.history),
        (("prices",), deal.prices),
    ]
    for i, line in enumerate(deal.lines):
        found += [
            (("lines", i, "quantities"), line.quantities),
            (("lines", i, "production"), line.production),
            (("lines", i, "volumes"), line.volumes),
        ]
    if deal.financing is not None:
        found.append((("financing", "instruments"), deal.financing.instruments))
    for name in BESIDE:
        if claims := getattr(deal, name):
            found.append(((name,), claims))
    return found
