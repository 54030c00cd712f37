"""A whole register on a page: what it is, how many deals stand where, and a row for each.

    >>> note = listing_note(Register([Deal(id="a").sign(on="2017"), Deal(id="b").sign(on="2018")]))
    >>> [(part.words, part.deals) for part in note.stages], [(part.year, part.deals) for part in note.years]
    ([('signed', 2)], [(2017, 1), (2018, 1)])

Made of a `Reading`, it tells as well which printing was read and what was found on the way. Left out: sums of money.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from armsdeals.issues import Issue
from armsdeals.model.deal import Deal
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.pages.heading import heading_of
from armsdeals.pages.notes import DealNote
from armsdeals.pages.rows import RowNote, row_note
from armsdeals.pages.summary import Day, day_of, deal_note
from armsdeals.pages.volume import Volume, arrived_volume, ordered_volume, together
from armsdeals.pages.wording import LONGEST_TITLE, date_in_words, said, stage_in_words
from armsdeals.register.about import citation, sources_of
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.values.edtf import year_month_day
from armsdeals.values.when import When

MOST_UNFOLDED = 200  # deals up to which each gets its details, folded
MOST_SOURCES = 60  # in the list at the end
MOST_FINDINGS = 5  # of one code
OPEN = "open or not told"


@frozen(kw_only=True)
class StageCount:
    """How many deals stand at a stage; None where claims leave it open, or nobody tells one."""

    stage: NegotiationStage | None
    words: str
    deals: int


@frozen(kw_only=True)
class YearCount:
    """How many deals were signed in a year; of those of which only a span is known, by its first year."""

    year: int
    deals: int


@frozen(kw_only=True)
class Findings:
    """What reading found, all of one code together.

    Attributes:
        code: The code.
        severity: How bad it is.
        count: How often it was found.
        examples: The first of them, in words.
    """

    code: str
    severity: str
    count: int
    examples: tuple[str, ...]


@frozen(kw_only=True)
class ListingNote:
    """A register on a day.

    Attributes:
        title: What the page is about.
        as_of: The day asked for; None for everything told.
        known_by: The reader's day; None for everything known.
        left_out: How many deals are left out, since nothing was known of them by the reader's day.
        facts: What it is, as names and values.
        stages: How many deals stand at each stage.
        years: How many were signed in each year.
        undated: How many were never signed, or nobody knows when.
        rows: The deals.
        volume: The volume of all orders together.
        arrived_volume: The volume of all that arrived.
        findings: What reading found.
        sources: What the deals rest on, as one prints it.
        more_sources: How many more there are.
        deals: The deals in full, if there are few enough.
    """

    title: str
    as_of: When | None = None
    known_by: When | None = None
    left_out: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    stages: tuple[StageCount, ...] = ()
    years: tuple[YearCount, ...] = ()
    undated: int = 0
    rows: tuple[RowNote, ...] = ()
    volume: str = ""
    arrived_volume: str = ""
    findings: tuple[Findings, ...] = ()
    sources: tuple[str, ...] = ()
    more_sources: int = 0
    deals: tuple[DealNote, ...] = ()


def listing_note(
    deals: Register | Reading, *, as_of: Day | None = None, known_by: Day | None = None, title: str = ""
) -> ListingNote:
    """Return all that a page of a register shows; the arguments are those of `report_note`.

    Raises:
        InvalidValue: A day is no EDTF date.
    """
    reading = deals if isinstance(deals, Reading) else None
    register = deals.register if isinstance(deals, Reading) else deals
    day, reader = day_of(as_of, "as_of"), day_of(known_by, "known_by")
    every = register.deals if reader is None else tuple(deal.as_known(reader) for deal in register.deals)
    held = every if reader is None else tuple(deal for deal in every if any(claims_of(deal)))
    rows = tuple(row_note(deal, day) for deal in held)
    years = Counter(row.year for row in rows if row.year is not None)
    cited = [source for source in dict.fromkeys((*register.sources, *sources_of(held))) if source.is_sourced]
    told = sorted({citation(source) for source in cited}, key=str.casefold)
    whole = [_volumes(deal, day) for deal in held]
    here = {deal.id: heading_of(deal) for deal in held}
    return ListingNote(
        title=said(title, longest=LONGEST_TITLE) or _title(held, reading),
        as_of=day,
        known_by=reader,
        left_out=len(every) - len(held),
        facts=tuple(_facts(register, held, rows, reading)),
        stages=tuple(_stages(held, day)),
        years=_years(years),
        undated=len(rows) - sum(years.values()),
        rows=rows,
        volume=together(ordered for ordered, _ in whole).words,
        arrived_volume=_arrived(came for _, came in whole),
        findings=_findings(reading.issues) if reading is not None else (),
        sources=tuple(told[:MOST_SOURCES]),
        more_sources=max(0, len(told) - MOST_SOURCES),
        deals=tuple(deal_note(deal, as_of=day, among=here) for deal in held) if len(held) <= MOST_UNFOLDED else (),
    )


def _title(deals: Sequence[Deal], reading: Reading | None) -> str:
    if reading is not None and reading.vintage is not None:
        return said(reading.vintage.title or reading.vintage.publisher, longest=LONGEST_TITLE)
    return f"A register of {len(deals):,} deal{'' if len(deals) == 1 else 's'}"


def _facts(
    register: Register, deals: Sequence[Deal], rows: Sequence[RowNote], reading: Reading | None
) -> Iterable[tuple[str, str]]:
    """What the register is: which printing, how much is in it, how sure it is."""
    vintage = None if reading is None else reading.vintage
    if vintage is not None:
        made = f", generated {date_in_words(When(vintage.generated.isoformat()))}" if vintage.generated else ""
        yield "Vintage", said(f"{vintage.publisher}{made}")
        yield "Years asked for", said(vintage.years)
        if vintage.window:
            yield "Asked for", said(vintage.window)
    if reading is not None and reading.name:
        yield "File", said(reading.name.rpartition("/")[2])
    if reading is not None and reading.counts is not None:
        yield "Lines of the file", said(str(reading.counts))
    yield "Suppliers", f"{len({row.suppliers for row in rows if row.suppliers}):,}"
    yield "Recipients", f"{len({row.recipients for row in rows if row.recipients}):,}"
    span = _span(deals)
    if span:
        yield "First to last event", span
    disputed = sum("disputed" in row.marks for row in rows)
    estimated = sum("estimated" in row.marks for row in rows)
    yield "Disputed", f"{disputed:,}, on which claims exclude each other" if disputed else "none"
    yield "Estimated", f"{estimated:,}, with a year or a number told as an estimate" if estimated else "none"
    yield "Claims", f"{sum(1 for deal in deals for _ in claims_of(deal)):,}"
    if register.competitions:
        yield "Competitions", f"{len(register.competitions):,}"
    if register.events:
        yield "Events of no deal", f"{len(register.events):,}"


def _span(deals: Iterable[Deal]) -> str:
    days = [event.when for deal in deals for event in deal.history if event.modality.name == "FACT"]
    closed = [when for when in days if not when.is_open]
    if not closed:
        return ""
    first, last = (year_month_day(day)[0] for day in (min(w.lo for w in closed), max(w.hi for w in closed)))
    return f"{first}" if first == last else f"{first} to {last}"


def _stages(deals: Iterable[Deal], day: When | None) -> Iterable[StageCount]:
    found = Counter(deal.standing(day).stage for deal in deals)
    for stage in NegotiationStage:
        if found[stage]:
            yield StageCount(stage=stage, words=stage_in_words(stage), deals=found[stage])
    if found[None]:
        yield StageCount(stage=None, words=OPEN, deals=found[None])


def _years(found: Counter[int]) -> tuple[YearCount, ...]:
    """The years from the first to the last, those without a deal too."""
    if not found:
        return ()
    return tuple(YearCount(year=year, deals=found[year]) for year in range(min(found), max(found) + 1))


def _volumes(deal: Deal, day: When | None) -> tuple[Volume, Volume]:
    retracted = deal.retracted()
    return (
        together(ordered_volume(line, retracted) for line in deal.lines),
        together(arrived_volume(deal, line, day, retracted) for line in deal.lines),
    )


def _arrived(volumes: Iterable[Volume]) -> str:
    """The volume of all that arrived; a deal of which nothing arrived takes nothing from what is known."""
    told = [volume for volume in volumes if volume.told]
    return together(told).words


def _findings(issues: Iterable[Issue]) -> tuple[Findings, ...]:
    groups: dict[tuple[int, str], list[Issue]] = {}
    for issue in issues:
        groups.setdefault((-issue.severity, issue.code), []).append(issue)
    return tuple(
        Findings(
            code=code,
            severity=held[0].severity.name.lower(),
            count=len(held),
            examples=tuple(said(str(issue).removeprefix(f"{issue.file}:")) for issue in held[:MOST_FINDINGS]),
        )
        for (_, code), held in sorted(groups.items(), key=lambda item: item[0])
    )
