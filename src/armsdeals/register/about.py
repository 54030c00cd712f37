"""About a register: what it holds in a few numbers, and the sources to print beneath whatever is made from it.

>>> from armsdeals.model.deal import Deal
>>> print(info_of([Deal(id="demo").sign(on="2017-09")], ()))
1 deal
claims      1, of which 1 without a date of publication
sources     0
stages      SIGNED 1
happenings  2017-09
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from armsdeals._card import Card
from armsdeals._shown import plain
from armsdeals.model.deal import Deal
from armsdeals.model.knowing import claims_of, undated
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import ALWAYS, NEVER, When


@frozen(kw_only=True, repr=False)
class RegisterInfo:
    """What a register holds.

    Attributes:
        deals: How many deals.
        claims: How many claims of any kind.
        undated: How many of these nobody dates, so that no "known by" can use them.
        sources: How many different sources; general knowledge is none.
        disputed: How many deals whose stage a claim excludes.
        stages: How many deals stand at each stage; under None those whose stage is open or not told.
        span: From the first to the last day of anything that happened; None if nothing did.
        last_heard: When the latest dated claim became known.
    """

    deals: int
    claims: int
    undated: int
    sources: int
    disputed: int
    stages: tuple[tuple[NegotiationStage | None, int], ...]
    span: When | None
    last_heard: When | None

    @property
    def card(self) -> Card:
        """All of it in rows."""
        claims = f"{self.claims:,}"
        if self.undated:
            claims += f", of which {self.undated:,} without a date of publication"
        rows = [
            ("claims", claims),
            ("sources", f"{self.sources:,}"),
            ("stages", ", ".join(f"{stage or 'open'} {number:,}" for stage, number in self.stages)),
            ("disputed", f"{self.disputed:,}" if self.disputed else ""),
            ("happenings", str(self.span or "")),
            ("last heard", str(self.last_heard or "")),
        ]
        title = f"{self.deals:,} deal{'s' if self.deals != 1 else ''}"
        return Card(title=title, rows=tuple(row for row in rows if row[1]))

    def __str__(self) -> str:
        return self.card.text()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self.card.html()


def info_of(deals: Iterable[Deal], sources: Iterable[Evidence]) -> RegisterInfo:
    """Return what deals hold, and the sources beside them."""
    held = list(deals)
    positions = [deal.position for deal in held]
    stages = Counter(position.stage for position in positions)
    days = [event.when for deal in held for event in deal.history if event.modality.name == "FACT"]
    lo = min((day.lo for day in days if day.lo != ALWAYS), default=None)
    hi = max((day.hi for day in days if day.hi != NEVER), default=None)
    heard = [deal.last_heard for deal in held]
    return RegisterInfo(
        deals=len(held),
        claims=sum(len(deal.claims()) for deal in held),
        undated=sum(len(undated(deal)) for deal in held),
        sources=sum(source.is_sourced for source in {*sources, *sources_of(held)}),
        disputed=sum(position.disputed for position in positions),
        stages=tuple((stage, stages[stage]) for stage in (*NegotiationStage, None) if stage in stages),
        span=None if lo is None or hi is None or lo > hi else When.between(lo, hi),
        last_heard=max((day for day in heard if day is not None), key=lambda day: day.hi, default=None),
    )


def sources_of(deals: Iterable[Deal]) -> tuple[Evidence, ...]:
    """Return the sources of deals, each once, in the order of citing."""
    seen: dict[
        int, tuple[Evidence, ...]
    ] = {}  # by the object, which the deals of a register share; kept, so that it lives
    found: dict[Evidence, None] = {}
    for deal in deals:
        if all(id(claim.evidence) in seen for claim in claims_of(deal)):
            continue
        for claim in deal.claims():
            seen[id(claim.evidence)] = claim.evidence
            found.update(dict.fromkeys(claim.evidence))
    return tuple(found)


def citation(source: Evidence) -> str:
    """Return a source as one prints it in a list of sources."""
    parts = (source.author, source.title, source.publisher, str(source.published or ""), source.locator, source.link)
    return plain(f"{'. '.join(part.rstrip('.') for part in parts if part)}.")


def citations(sources: Iterable[Evidence]) -> str:
    """Return a list of sources, one in a line, by the words of each; what rests on no source is said in the end."""
    told = set(sources)
    lines = sorted({citation(source) for source in told if source.is_sourced}, key=str.casefold)
    if any(not source.is_sourced for source in told):
        lines.append("General knowledge without a source.")
    return "\n".join(lines) or "No sources are given."
