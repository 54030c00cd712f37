"""What is transferred: how many on each basis, what arrived, how it is made, how large a volume.

>>> from armsdeals.pages.figures import Sources
>>> note = line_note(Deal(id="demo", lines=(line := Line(id="x", system="X", ordered="4"),)), line, None, frozenset(), Sources())
>>> note.system, note.best
('X', '4 ordered')
"""

from __future__ import annotations

from armsdeals.model.deal import Deal
from armsdeals.model.financing.kind import FinancingForm
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.pages.figures import Sources, answer, figure
from armsdeals.pages.notes import Count, LineNote
from armsdeals.pages.volume import arrived_volume, ordered_volume
from armsdeals.pages.wording import LONGEST_TITLE, listed, said
from armsdeals.values.basis import Basis
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import When


def line_note(deal: Deal, line: Line, day: When | None, retracted: frozenset[str], sources: Sources) -> LineNote:
    """Return what is shown of a line, as it stood on a day."""
    bases = _bases(deal, line)
    counts = [
        Count(
            basis=basis.in_words,
            answer=answer(deal.quantity(line.id, basis, on=day), line.on(basis), retracted, sources),
        )
        for basis in bases
    ]
    if len(counts) > 1 and not counts[0].answer.figures:
        counts = [*counts[1:], counts[0]]
    details = [
        line.kind.in_words if line.kind else "",
        line.condition.in_words if line.condition else "",
        line.system.category,
    ]
    designation = line.system.designation
    is_repeated = sum(other.system.designation == designation for other in deal.lines) > 1
    arrived = deal.deliveries(line.id, on=day)
    kept = deal.deliveries(line.id, on=day, net=True)
    left = deal.outstanding(line.id, on=day) if arrived else None
    never = deal.undelivered(line.id, on=day) if arrived else None
    is_over = left is not None and left.high == 0 and never != left
    told = ((ordered_volume(line, retracted), "ordered"), (arrived_volume(deal, line, day, retracted), "arrived"))
    return LineNote(
        id=line.id,
        system=said(f"{designation} ({line.id})" if is_repeated else designation, longest=LONGEST_TITLE),
        details=said(", ".join(part for part in (*details, line.note) if part)),
        counts=tuple(counts),
        arrived=listed(_with_net(value, kept.get(unit)) for unit, value in arrived.items()),
        outstanding=left.in_words if left is not None and not is_over else "",
        never=never.in_words if never is not None and is_over else "",
        production=tuple(figure(claim, "stands", sources) for claim in line.production),
        volumes=tuple(
            figure(claim, "retracted" if claim.id and claim.id in retracted else "stands", sources)
            for claim in line.volumes
        ),
        volume=", ".join(f"{volume.words} {what}" for volume, what in told if volume.told),
    )


def _bases(deal: Deal, line: Line) -> list[Basis]:
    """The bases on which numbers are told, and the one that is missing: what a gift pledges, what a contract orders.

    Nobody orders what is given or lent, or what came to no contract; so there only what is told is shown, if anything is.
    """
    told = [claim.basis for claim in line.quantities]
    parts = deal.financing_parts()
    if parts and all(part.form is FinancingForm.GIFT for part in parts):
        asked, is_asked = Basis.PLEDGED, not told and not deal.deliveries(line.id)
    else:
        furthest = deal.position.furthest
        is_signed = furthest is not None and furthest.rank >= NegotiationStage.SIGNED.rank
        asked, is_asked = Basis.ORDERED, not told or (is_signed and not {Basis.PLEDGED, Basis.LEASED} & set(told))
    return list(dict.fromkeys((*((asked,) if is_asked or asked in told else ()), *told)))


def _with_net(arrived: Estimate, kept: Estimate | None) -> str:
    """Return how many arrived, and how many of them are there if some went back or were lost."""
    if kept is None or kept == arrived:
        return arrived.in_words
    return f"{arrived.in_words}; after returns and losses: {kept.in_words}"
