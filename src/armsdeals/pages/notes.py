"""What a page shows of a deal: plain, frozen notes in words, with nothing left to compute.

A text, a page, a drawing and a machine's JSON are all made from these, so that they never disagree. Every text in them
went through `armsdeals.pages.wording.said`; nothing unknown was turned into a number.

    >>> SourceNote(number=3, name="Sputnik", published="29 December 2017", is_sourced=True).cited
    'Sputnik, 29 December 2017'
"""

from __future__ import annotations

from attrs import frozen

from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.pages.competition_notes import CompetitionNote
from armsdeals.values.when import When

LONGEST_CITED = 48  # characters of a source's name behind a claim; the list of sources has it whole


@frozen(kw_only=True)
class SourceNote:
    """One source of a deal.

    Attributes:
        number: Its number within the deal, from 1.
        name: Publisher, author or title.
        title: Its title, where it is not the name.
        published: When, in words; empty if nobody says.
        locator: Where in it.
        link: An http or https address; None if there is none that may be followed.
        is_sourced: False for general knowledge.
        is_cited: False for what was read and not cited.
    """

    number: int
    name: str
    title: str = ""
    published: str = ""
    locator: str = ""
    link: str | None = None
    is_sourced: bool = True
    is_cited: bool = True

    @property
    def cited(self) -> str:
        """Name and date, as one would print them behind a claim."""
        return ", ".join(part for part in (self.name, self.published, self.locator) if part)

    @property
    def short(self) -> str:
        """The same with a long name cut."""
        name = self.name if len(self.name) <= LONGEST_CITED else f"{self.name[: LONGEST_CITED - 1].rstrip()}…"
        return ", ".join(part for part in (name, self.published, self.locator) if part)


@frozen(kw_only=True)
class PartyNote:
    """Somebody with a part in the deal."""

    role: str
    name: str
    place: str = ""
    note: str = ""


@frozen(kw_only=True)
class Figure:
    """One claim of a price or a quantity, and what became of it.

    Attributes:
        value: The value in words.
        standing: "stands", "beaten", "open" (rivals of equal weight), "apart" (counts something else), "restated" (the same
            sum in other money), "superseded" (of another time, with an amendment in between), "retracted", or the modality
            of a claim that is no fact.
        says: The speaker; empty where it is the source itself.
        text: What is said, in words.
        confidence: How far it is trusted, in words.
        sources: Numbers of sources.
    """

    value: str
    standing: str
    says: str = ""
    text: str = ""
    confidence: str = ""
    sources: tuple[int, ...] = ()


@frozen(kw_only=True)
class Answer:
    """A value that stands, or why there is none.

    Attributes:
        words: The value; "unknown", "withheld", "none" and "not applicable" stay apart.
        is_known: Whether there is a value.
        is_disputed: Whether a claim excludes it.
        figures: Every claim, those that stand first.
    """

    words: str = "unknown"
    is_known: bool = False
    is_disputed: bool = False
    figures: tuple[Figure, ...] = ()


@frozen(kw_only=True)
class Count:
    """How many of a line stand on one basis."""

    basis: str
    answer: Answer


@frozen(kw_only=True)
class LineNote:
    """One kind of goods.

    Attributes:
        id: Its key in the deal.
        system: What it is.
        details: Sort, condition, remarks.
        counts: How many, on each basis that is told or to be asked for.
        arrived: How many arrived by the history.
        outstanding: How many are still to come.
        never: Of a deal that is over, how many of the order never came.
        production: How it is made, each claim.
        volumes: How large a volume is told, each claim.
        volume: The volume of the order and of what arrived, in TIV, which is no price.
    """

    id: str
    system: str
    details: str = ""
    counts: tuple[Count, ...] = ()
    arrived: str = ""
    outstanding: str = ""
    never: str = ""
    production: tuple[Figure, ...] = ()
    volumes: tuple[Figure, ...] = ()
    volume: str = ""

    @property
    def best(self) -> str:
        """The first count that is known, with its basis; else "number unknown"."""
        for count in self.counts:
            if count.answer.is_known or count.answer.figures:
                return f"{count.answer.words} {count.basis}"
        return "number unknown"


@frozen(kw_only=True)
class EventNote:
    """One entry of the history.

    Attributes:
        number: Its place in the history, from 1.
        when: The date as written.
        date: The date in words.
        head: What it does: "Signed", "Summit"; empty for a remark.
        mood: The modality in words; empty for a fact.
        stage: The stage it speaks of.
        text: What is said.
        quote: A short quotation.
        says: The speaker.
        details: Goods, payments, participants, reasons, one each.
        confidence: How far it is trusted.
        sources: Numbers of sources.
        standing: "" or "retracted", "beaten", "retracts".
        is_later: Whether it is certainly after the day of the report.
    """

    number: int
    when: When
    date: str
    head: str = ""
    mood: str = ""
    stage: NegotiationStage | None = None
    text: str = ""
    quote: str = ""
    says: str = ""
    details: tuple[str, ...] = ()
    confidence: str = ""
    sources: tuple[int, ...] = ()
    standing: str = ""
    is_later: bool = False

    @property
    def heading(self) -> str:
        """What it does and how it is said to be: "Delivering (planned)"."""
        if not self.mood:
            return self.head or "Report"
        return f"{self.head} ({self.mood})" if self.head else self.mood.capitalize()


@frozen(kw_only=True)
class SpanNote:
    """One stay in a stage, or in one of several."""

    words: str
    stages: tuple[NegotiationStage | None, ...]
    since: When
    until: When | None
    date: str


@frozen(kw_only=True)
class StageNote:
    """Where the deal stood on the day, and how sure that is.

    Attributes:
        words: The stage in words, or "signed or talks" where it is open.
        stages: The stages that are possible.
        since: Since when, in words; empty if open.
        furthest: The furthest stage it came to, if that is another one.
        interrupted: The stage that was interrupted.
        gaps: Stages through which the usual way leads and of which nobody tells.
        ended: Who ended or halted it and why, in words.
        settled: What was paid, given back or claimed because it ended, in words.
        confidence: The highest confidence among the deciding claims.
        decided_by: Numbers of the events on which the answer rests.
        beaten: Numbers of the events that it excludes.
        is_open: Whether claims leave several stages possible.
        is_disputed: Whether a claim excludes the answer.
    """

    words: str
    stages: tuple[NegotiationStage | None, ...] = ()
    since: str = ""
    furthest: str = ""
    interrupted: str = ""
    gaps: tuple[str, ...] = ()
    ended: str = ""
    settled: tuple[str, ...] = ()
    confidence: str = ""
    decided_by: tuple[int, ...] = ()
    beaten: tuple[int, ...] = ()
    is_open: bool = False
    is_disputed: bool = False


@frozen(kw_only=True)
class FinancingNote:
    """One way of paying."""

    name: str
    form: str = ""
    share: str = "unknown"
    amount: str = "unknown"
    status: str = "unknown"
    terms: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    mood: str = ""


@frozen(kw_only=True)
class DisputeNote:
    """Something on which claims exclude each other."""

    about: str
    claims: tuple[Figure, ...]


@frozen(kw_only=True)
class Group:
    """Claims of one sort, such as offers."""

    title: str
    figures: tuple[Figure, ...]


@frozen(kw_only=True)
class LinkNote:
    """A tie to another deal; ``is_here`` if that deal is in the same report, where it is called ``name``."""

    kind: str
    to: str
    name: str = ""
    note: str = ""
    is_here: bool = False


@frozen(kw_only=True)
class DealNote:
    """A deal on a day."""

    id: str
    title: str
    flow: str
    systems: str
    suppliers: str
    recipients: str
    stage: StageNote
    price: Answer
    parties: tuple[PartyNote, ...] = ()
    lines: tuple[LineNote, ...] = ()
    financing: tuple[FinancingNote, ...] = ()
    financing_total: str = ""
    beside: tuple[Group, ...] = ()
    history: tuple[EventNote, ...] = ()
    spans: tuple[SpanNote, ...] = ()
    disputed_spans: tuple[When, ...] = ()
    disputes: tuple[DisputeNote, ...] = ()
    unknown: tuple[str, ...] = ()
    links: tuple[LinkNote, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    note: str = ""

    def source(self, number: int) -> SourceNote:
        """Return the source of a number."""
        return self.sources[number - 1]


@frozen(kw_only=True)
class ReportNote:
    """Several deals on a day.

    Attributes:
        title: What the report is about.
        as_of: The day asked for; None for everything told.
        known_by: The reader's day; None for everything known.
        deals: The deals, in the order of the register.
        rivals: Groups of ids that compete for the same need.
        competitions: What they compete for.
        left_out: How many deals of the register are left out, since nothing was known of them by the reader's day.
    """

    title: str
    as_of: When | None = None
    known_by: When | None = None
    deals: tuple[DealNote, ...] = ()
    rivals: tuple[tuple[str, ...], ...] = ()
    competitions: tuple[CompetitionNote, ...] = ()
    left_out: int = 0
