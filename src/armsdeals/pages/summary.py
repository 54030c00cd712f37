"""A deal, or several, on a day: what stands, who says so, and what nobody knows.

    >>> deal = Deal(id="demo").start_talks(on="2016-11").sign(on="../2017-09-12")
    >>> note = deal_note(deal, as_of="2017-03-01")
    >>> note.stage.words, note.price.words
    ('talks or signed', 'unknown')
    >>> note.unknown[0]
    'who supplies'

Nothing is read from the clock: without a day, everything that is told counts. Left out: sums over several deals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from armsdeals.errors import InvalidValue
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.financing.term import value_told
from armsdeals.model.knowing import claims_of
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.position import Position
from armsdeals.model.party import Party
from armsdeals.model.why import Dispute
from armsdeals.pages.beside import beside_notes, settlement_in_words
from armsdeals.pages.chronicle import chronicle, disputed_stretches, ending_in_words, span_notes
from armsdeals.pages.competing import competition_notes
from armsdeals.pages.figures import Sources, answer, figure, trust
from armsdeals.pages.gaps import unknown_of
from armsdeals.pages.goods import line_note
from armsdeals.pages.heading import flow_of, goods_of, heading_of, places_of, receiving
from armsdeals.pages.notes import (
    DealNote,
    DisputeNote,
    EventNote,
    LinkNote,
    PartyNote,
    ReportNote,
    StageNote,
)
from armsdeals.pages.paying import financing_notes, financing_total
from armsdeals.pages.wording import (
    LONGEST_TITLE,
    date_in_words,
    listed,
    said,
    since_in_words,
    stage_in_words,
    stages_in_words,
)
from armsdeals.register.register import Register
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When, to_when

Day = When | date | str
_ALONE: Mapping[str, str] = MappingProxyType({})


def report_note(
    deals: Deal | Register, *, as_of: Day | None = None, known_by: Day | None = None, title: str = ""
) -> ReportNote:
    """Return all that a page of these deals shows.

    Args:
        deals: One deal, or a register.
        as_of: The day on which they stood; None for after everything that is told.
        known_by: What was known by this day counts; None for everything.
        title: A heading; made from the deals if left out.

    Raises:
        InvalidValue: A day is no EDTF date.
        TypeError: It is neither a deal nor a register.
    """
    if not isinstance(deals, (Deal, Register)):
        raise TypeError(f"a report is made of a Deal or a Register, not of {type(deals).__name__}")
    day, reader = day_of(as_of, "as_of"), day_of(known_by, "known_by")
    every = (deals,) if isinstance(deals, Deal) else deals.deals
    held = every
    if reader is not None and len(every) > 1:  # a deal of which nothing was public is no news of that day
        held = tuple(deal for deal in every if any(claims_of(deal.as_known(reader))))
    here = {deal.id: heading_of(deal) for deal in held}
    return ReportNote(
        title=said(title, longest=LONGEST_TITLE) or _title(held),
        as_of=day,
        known_by=reader,
        deals=tuple(deal_note(deal, as_of=day, known_by=reader, among=here) for deal in held),
        rivals=_rivals(held, () if isinstance(deals, Deal) else deals.competitions),
        competitions=() if isinstance(deals, Deal) else competition_notes(deals, day, reader),
        left_out=len(every) - len(held),
    )


def deal_note(
    deal: Deal, *, as_of: Day | None = None, known_by: Day | None = None, among: Mapping[str, str] = _ALONE
) -> DealNote:
    """Return all that is shown of one deal; ``among`` are the deals in the same report, by id what they are called."""
    day, reader = day_of(as_of, "as_of"), day_of(known_by, "known_by")
    undated = 0
    if reader is not None:
        undated = len(deal.as_of(day or reader, reader).undated)
        deal = deal.as_known(reader)
    position = deal.position if day is None else deal.as_of(day)
    retracted = frozenset(claim.retracts for claim in claims_of(deal) if claim.retracts)
    sources = Sources()
    history = chronicle(deal, position, day, retracted, sources)
    numbers = {id(event): note.number for event, note in history}
    events = tuple(note for _, note in history)
    price = answer(deal.price(on=day), deal.prices, retracted, sources)
    lines = tuple(line_note(deal, line, day, retracted, sources) for line in deal.lines)
    financing = financing_notes(deal, day, retracted, sources)
    beside = beside_notes(deal, retracted, sources)
    stage = _stage(position, numbers, _settled(history, position))
    disputes = _disputes(deal, position, day, sources)
    return DealNote(
        id=deal.id,
        title=heading_of(deal),
        flow=flow_of(deal),
        systems=goods_of(deal),
        suppliers=_names(deal.suppliers),
        recipients=_names(receiving(deal)),
        stage=stage,
        price=price,
        parties=tuple(map(_party, deal.parties)),
        lines=lines,
        financing=financing,
        financing_total=financing_total(deal, retracted),
        beside=beside,
        history=events,
        spans=span_notes(deal),
        disputed_spans=disputed_stretches(deal),
        disputes=disputes,
        unknown=tuple(unknown_of(deal, position, price, lines, financing, undated)),
        links=tuple(
            LinkNote(
                kind=link.kind.in_words,
                to=link.to,
                name=among.get(link.to, ""),
                note=said(link.note),
                is_here=link.to in among,
            )
            for link in deal.links
        ),
        sources=sources.notes(_read_by(deal, reader)),
        note=said(deal.note) if reader is None else "",
    )


def _read_by(deal: Deal, reader: When | None) -> list[Evidence]:
    """The sources that were read; for a reader of a day, those certainly out by then."""
    return [
        source
        for source in deal.sources
        if reader is None or (source.published is not None and source.published.hi <= reader.lo)
    ]


def day_of(value: Day | None, name: str) -> When | None:
    """Return a day that somebody asks for; ``name`` is what they gave it as, for the message.

    Raises:
        InvalidValue: It is no EDTF date.
    """
    if value is None:
        return None
    try:
        return to_when(value)
    except InvalidValue as error:
        error.path = (name, *error.path)
        raise


# Who -----------------------------------------------------------------------------------------------------------------


def _party(party: Party) -> PartyNote:
    place = str(party.country) if party.country is not None else ""
    return PartyNote(
        role=party.role.in_words,
        name=said(party.name, longest=LONGEST_TITLE),
        place="" if place == party.name else place,
        note=said(party.note),
    )


def _names(parties: Iterable[Party]) -> str:
    return listed(said(str(party), longest=LONGEST_TITLE) for party in parties) or "unknown"


def _title(deals: tuple[Deal, ...]) -> str:
    if len(deals) == 1:
        return heading_of(deals[0])
    buyers = {places_of(deal.recipients) for deal in deals} - {"unknown"}
    count = f"{len(deals)} deals" if deals else "No deals"
    return f"{count} for {buyers.pop()}" if len(buyers) == 1 else count


# Where it stands -----------------------------------------------------------------------------------------------------


def _stage(position: Position, numbers: dict[int, int], settled: Iterable[str]) -> StageNote:
    deciding = position.decided_by
    best = max(deciding, key=lambda claim: claim.confidence.level, default=None)
    furthest = position.furthest if position.furthest is not position.stage else None
    return StageNote(
        words=stages_in_words(position.stages),
        stages=tuple(sorted(position.stages, key=lambda stage: "" if stage is None else stage.value)),
        since=since_in_words(position.since) if position.since is not None else "",
        furthest=stage_in_words(furthest) if furthest else "",
        interrupted=stage_in_words(position.resume_point) if position.resume_point else "",
        gaps=tuple(map(stage_in_words, position.gaps)),
        ended=next((told for claim in deciding if (told := ending_in_words(claim))), ""),
        settled=tuple(settled),
        confidence=trust(best) if best is not None else "",
        decided_by=tuple(sorted(numbers[id(claim)] for claim in deciding if id(claim) in numbers)),
        beaten=tuple(sorted(numbers[id(claim)] for claim in position.beaten if id(claim) in numbers)),
        is_open=len(position.stages) > 1,
        is_disputed=position.disputed,
    )


def _settled(history: Iterable[tuple[Event, EventNote]], position: Position) -> Iterator[str]:
    """What was settled after an end, with the number of the entry that tells it; parts of a sum told whole are left out."""
    if not any(stage is not None and stage.is_end for stage in position.stages):
        return
    for event, note in history:
        if note.is_later or note.standing or note.mood:
            continue
        for settlement in event.settlements:
            if settlement.value is None or settlement.value.basis is not ValueBasis.COMPONENT:
                yield f"{settlement_in_words(settlement)} (No. {note.number})"


def _disputes(deal: Deal, position: Position, day: When | None, sources: Sources) -> tuple[DisputeNote, ...]:
    out = []
    if position.disputed:
        told = [figure(claim, "stands", sources, value=_step(claim)) for claim in position.decided_by]
        told += [figure(claim, "beaten", sources, value=_step(claim)) for claim in position.beaten]
        out.append(DisputeNote(about="where it stands", claims=tuple(told)))
    for dispute in deal.disputes(on=day):
        if dispute.about == "stage" and position.disputed:
            continue
        standings = _standings(deal, dispute, day)
        claims = tuple(
            figure(claim, how, sources, value=said(value_told(claim, dispute.term)) or _step(claim))
            for claim, how in zip(dispute.claims, standings, strict=True)
        )
        out.append(DisputeNote(about=_about(deal, dispute.about), claims=claims))
    return tuple(out)


def _step(claim: Claim) -> str:
    """What an event tells of the stage, and of which day; empty for a claim of a value."""
    if not isinstance(claim, Event):
        return ""
    if claim.stage is None:
        return date_in_words(claim.when)
    mood = "" if claim.modality is Modality.FACT else f" ({claim.modality.in_words})"
    return f"{stages_in_words((claim.stage, *claim.alternatives))}{mood}, {date_in_words(claim.when)}"


def _standings(deal: Deal, dispute: Dispute, day: When | None) -> list[str]:
    explained = deal.why(dispute.about, on=day)
    if dispute.about.endswith("stage"):
        return [
            "open" if claim in explained.tied else "stands" if claim in dispute.held else "beaten"
            for claim in dispute.claims
        ]
    return [
        "stands" if claim in explained.decided_by else "beaten" if claim in explained.beaten else "open"
        for claim in dispute.claims
    ]


def _about(deal: Deal, about: str) -> str:
    kind, _, rest = about.partition(".")
    name, _, last = rest.rpartition(".")
    if kind == "lines":
        return f"how many {said(deal.line(name).system.designation, longest=60)} are {last}"
    if kind in ("financing", "offsets"):
        return f"{name}: {last.replace('_', ' ')}"
    if kind == "payments" and name:
        return f"the day of the payment {name}"
    if kind in ("payments", "settlements"):
        return f"the {kind.removesuffix('s')} {rest}"
    return "the way to where it stands" if about == "stage" else about


# Together ------------------------------------------------------------------------------------------------------------


def _rivals(deals: tuple[Deal, ...], competitions: Iterable[Competition]) -> tuple[tuple[str, ...], ...]:
    """Group the ids that are tied by "competes with" or by a competition, directly or through others."""
    groups: list[set[str]] = []
    here = {deal.id for deal in deals}
    by_link = [{deal.id, *(link.to for link in deal.links if link.kind is LinkKind.COMPETES_WITH)} for deal in deals]
    for tied in (*by_link, *({*one.contenders} for one in competitions)):
        joined = tied & here
        if len(joined) > 1:
            joined.update(*(group for group in groups if group & joined))
            groups = [group for group in groups if not group & joined] + [joined]
    return tuple(tuple(deal.id for deal in deals if deal.id in group) for group in groups)
