"""Rules on who says what, and since when that could be known."""

from __future__ import annotations

from collections.abc import Iterator

from armsdeals._shown import path_text
from armsdeals.checks.rule import issue, rule
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.knowing import BESIDE
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.when import NEVER

_NAMED = 5  # further claims of a deal that one finding names


@rule("EVI-001", Severity.INFO, "Every claim names its evidence.")
def evidence_is_named(deal: Deal) -> Iterator[Issue]:
    """List claims that nobody is named for."""
    for path, claim in claims_with_paths(deal):
        if not claim.evidence and not claim.speaker and not claim.retracts:
            yield issue(*path, message="names neither a source nor a speaker")


@rule("EVI-002", Severity.INFO, "Every claim has a day on which it became known.")
def knowledge_is_dated(deal: Deal) -> Iterator[Issue]:
    """List claims that a question with known_by can never use; those of one deal together, at the first of them."""
    undated = [path for path, claim in claims_with_paths(deal) if claim.evidence and _last_known(claim) == NEVER]
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
    for path, claim in claims_with_paths(deal):
        if (
            claim.when is not None
            and claim.modality is Modality.FACT
            and _last_known(claim) < claim.when.lo  # days never known are after all others
        ):
            yield issue(
                *path,
                "when",
                message=f"is told as a fact on {claim.known}, before its day {claim.when}",
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


def claims_with_paths(deal: Deal) -> Iterator[tuple[tuple[str | int, ...], Claim]]:
    """Yield every claim of a deal with its place."""
    for i, event in enumerate(deal.history):
        yield ("history", i), event
    for i, price in enumerate(deal.prices):
        yield ("prices", i), price
    for i, line in enumerate(deal.lines):
        for name in ("quantities", "production", "volumes"):
            for j, claim in enumerate(getattr(line, name)):
                yield ("lines", i, name, j), claim
    for i, part in enumerate(deal.financing.instruments if deal.financing else ()):
        yield ("financing", "instruments", i), part
    for name in BESIDE:
        for i, claim in enumerate(getattr(deal, name)):
            yield (name, i), claim
