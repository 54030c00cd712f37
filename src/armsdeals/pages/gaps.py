"""What is not known of a deal: the honest list that a reader sees beside what is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from armsdeals.model.deal import Deal
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.position import Position
from armsdeals.pages.notes import Answer, FinancingNote, LineNote
from armsdeals.pages.wording import date_in_words, listed, stage_in_words, stages_in_words

_WIDE = 31  # days; a date vaguer than a month is worth a line


def unknown_of(
    deal: Deal,
    position: Position,
    price: Answer,
    lines: Iterable[LineNote],
    financing: tuple[FinancingNote, ...],
    undated: int,
) -> Iterator[str]:
    """Yield what nobody tells, or tells only roughly, most important first."""
    if not deal.suppliers:
        yield "who supplies"
    if not deal.recipients:
        yield "who receives"
    if not deal.lines:
        yield "what is transferred"
    if not position.stages or position.stages == {None}:
        yield "whether anything has begun"
    elif len(position.stages) > 1:
        yield f"where it stands: {stages_in_words(position.stages)}"
    yield from _price(price)
    for line in lines:
        yield from _quantity(line)
    yield from _financing(deal, financing)
    yield from _dates(deal)
    if position.gaps:
        yield f"the way there: nobody reports {listed(map(stage_in_words, position.gaps))}, though the usual way leads through it"
    yield from _evidence(deal, undated)


def _price(price: Answer) -> Iterator[str]:
    if price.is_known:
        return
    if not price.figures:
        yield "the price: nobody tells one"
    elif price.words.startswith(("none", "not applicable")):
        return
    elif price.words.startswith("withheld"):
        yield "the price: it is withheld"
    elif price.is_disputed:
        yield f"the price: equally good sources differ ({price.words})"
    else:
        yield "the price: no figure is told as a fact"


def _quantity(line: LineNote) -> Iterator[str]:
    for count in line.counts:
        answer = count.answer
        if answer.is_known or answer.words.startswith(("none", "not applicable")):
            continue
        if not answer.figures:
            yield f"how many {line.system} are {count.basis}: nobody tells"
        elif answer.words.startswith("withheld"):
            yield f"how many {line.system} are {count.basis}: withheld"
        elif answer.is_disputed:
            yield f"how many {line.system} are {count.basis}: equally good sources differ ({answer.words})"
        else:
            yield f"how many {line.system} are {count.basis}: no number is told as a fact"
    ordered = next((count.answer for count in line.counts if count.basis == "ordered"), None)
    if line.arrived and not (line.outstanding or line.never) and ordered is not None and ordered.is_known:
        yield f"how many {line.system} are still to come: order and deliveries are counted in different units"


def _financing(deal: Deal, financing: tuple[FinancingNote, ...]) -> Iterator[str]:
    if not financing:
        yield "how it is paid for: nobody tells"
        return
    for part in financing:
        if part.mood:
            continue
        if part.share == "unknown" and part.amount == "unknown":
            yield f"how much of the price the {part.name} pays"
        if part.missing:
            yield f"terms of the {part.name}: {listed(part.missing)}"
    if (
        deal.financing is not None
        and not deal.financing.complete
        and not any(part.share == "100 %" for part in financing)
    ):
        yield "whether anything else pays for it"


def _dates(deal: Deal) -> Iterator[str]:
    for span in deal.spans():
        since = span.since
        if since.is_open or since.hi - since.lo > _WIDE:
            told = (
                "no day is known"
                if since.is_open and since.lo == since.hi
                else f"only that it was {date_in_words(since)}"
            )
            yield f"when it came to {stages_in_words(span.stages)}: {told}"


def _evidence(deal: Deal, undated: int) -> Iterator[str]:
    claims = list(claims_of(deal))
    bare = sum(1 for claim in claims if not any(source.is_sourced for source in claim.evidence))
    if bare:
        yield f"the source of {bare} of {len(claims)} claims: none is given"
    if undated:
        yield f"when {undated} further claim{'' if undated == 1 else 's'} became public: without a date, left out here"
