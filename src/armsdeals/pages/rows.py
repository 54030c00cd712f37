"""A deal as one row of a long table: what a reader looks for first, in words and as what a column is sorted by.

    >>> row = row_note(Deal(id="demo").start_talks(on="2016-11").sign(on="2017?"))
    >>> row.ordered_on, row.stage, row.marks
    ('2017?', 'signed', ('estimated',))

"?" is doubt that the source marks, "~" is about; an empty cell means that nobody tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.pages.volume import arrived_volume, ordered_volume, together
from armsdeals.pages.wording import date_in_words, said, stages_in_words
from armsdeals.register.where import is_certain, order_days
from armsdeals.values.basis import Basis
from armsdeals.values.edtf import ALWAYS, NEVER, year_month_day
from armsdeals.values.estimate import Estimate
from armsdeals.values.number import shortest_decimal
from armsdeals.values.when import When

LONGEST_CELL = 90  # characters of a name or a price in a row
LONGEST_NOTE = 160
_SHOWN_LINES = 3
_TO = "\N{EN DASH}"


@frozen(kw_only=True)
class RowNote:
    """One deal of a register.

    Attributes:
        id: Its id.
        title: Its title; empty if it has none.
        suppliers: Who supplies: states, and the names of those of whom no state is told.
        supplier_names: Companies and offices of these states, where they are named.
        recipients: Who receives, or is said to be interested, in the same way.
        recipient_names: Their offices, forces and groups.
        goods: What is transferred.
        sort: What sort of thing that is, as the source says; empty if it does not.
        ordered_on: When it was signed: "2017", "2017?", "by 2017".
        year: The earliest year in which it may have been signed; None if nothing says that it was.
        ordered: How many.
        ordered_number: The number by which rows are sorted.
        arrived: How many arrived.
        arrived_number: The same.
        volume: The volume of the order, as a number of millions of TIV.
        volume_number: The same.
        arrived_volume: The volume of what arrived.
        arrived_volume_number: The same.
        stage: The stage in words.
        since: Since when: "since 2019", "by Nov 2011".
        price: The price; empty if nobody tells one.
        marks: "disputed", "estimated".
        note: What the source remarks, cut.
    """

    id: str
    title: str = ""
    suppliers: str = ""
    supplier_names: str = ""
    recipients: str = ""
    recipient_names: str = ""
    goods: str = ""
    sort: str = ""
    ordered_on: str = ""
    year: int | None = None
    ordered: str = ""
    ordered_number: str = ""
    arrived: str = ""
    arrived_number: str = ""
    volume: str = ""
    volume_number: str = ""
    arrived_volume: str = ""
    arrived_volume_number: str = ""
    stage: str = ""
    since: str = ""
    price: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """What the deal is called on the link to it: its title, else its goods, else its id."""
        return self.title or self.goods or self.id


def row_note(deal: Deal, day: When | None = None) -> RowNote:
    """Return the row of a deal, as it stood on a day."""
    retracted = deal.retracted()
    position = deal.standing(day)
    arrived = [_arrived(deal, line, day) for line in deal.lines]
    ordered = [_ordered(deal, line) for line in deal.lines]
    volume = together(ordered_volume(line, retracted) for line in deal.lines)
    came = together(arrived_volume(deal, line, day, retracted) for line in deal.lines)
    receiving = deal.recipients or tuple(p for p in deal.parties if p.role is Role.PROSPECTIVE_RECIPIENT)
    days = order_days(deal)
    if days is not None and day is not None and days[0] > day.hi:
        days = None
    price = deal.price()
    disputed = position.disputed or bool(deal.disputes())
    marks = ("disputed",) * disputed + ("estimated",) * (not is_certain(deal))
    return RowNote(
        id=deal.id,
        title=said(deal.title, longest=LONGEST_CELL),
        suppliers=_places(deal.suppliers),
        supplier_names=_names(deal.suppliers),
        recipients=_places(receiving),
        recipient_names=_names(receiving),
        goods=_several(_designation(line) for line in deal.lines),
        sort=_several(dict.fromkeys(said(line.system.category, longest=LONGEST_CELL) for line in deal.lines)),
        ordered_on="" if days is None else _signed(deal, *days[:2]),
        year=_year(days),
        ordered=_counts(words for words, _ in ordered),
        ordered_number=_number(ordered),
        arrived=_counts(words for words, _ in arrived),
        arrived_number=_number(arrived),
        volume=volume.number,
        volume_number=_plain(volume.value),
        arrived_volume=came.number,
        arrived_volume_number=_plain(came.value),
        stage=stages_in_words(position.stages) if position.stages - {None} else "unknown",
        since=_since(position.since),
        price=said(str(price).removesuffix(" (disputed)"), longest=LONGEST_CELL) if price.claims else "",
        marks=marks,
        note=_several((said(line.note, longest=LONGEST_NOTE) for line in deal.lines), most=1),
    )


def _places(parties: Iterable[Party]) -> str:
    told = (said(str(party.country or party.name), longest=LONGEST_CELL) for party in parties)
    return _several(dict.fromkeys(told))


def _names(parties: Iterable[Party]) -> str:
    named = (party.name for party in parties if party.country is not None and party.kind is not PartyKind.STATE)
    return _several(dict.fromkeys(said(name, longest=LONGEST_CELL) for name in named))


def _designation(line: Line) -> str:
    return said(line.system.designation, longest=LONGEST_CELL)


def _several(told: Iterable[str], most: int = _SHOWN_LINES) -> str:
    held = [text for text in told if text]
    rest = f" and {len(held) - most} more" if len(held) > most else ""
    return ", ".join(held[:most]) + rest


def _counts(told: Iterable[str]) -> str:
    held = [text for text in told if text]
    rest = f" and {len(held) - _SHOWN_LINES} more" if len(held) > _SHOWN_LINES else ""
    return "; ".join(held[:_SHOWN_LINES]) + rest


def _ordered(deal: Deal, line: Line) -> tuple[str, Decimal | None]:
    """How many are ordered; of what was never ordered how many stand on the first other basis."""
    for basis in dict.fromkeys((Basis.ORDERED, *(claim.basis for claim in line.quantities))):
        if basis is Basis.DELIVERED or not line.on(basis):
            continue
        answer = deal.quantity(line.id, basis)
        told = [answer.value] if answer.value is not None else [claim.value for claim in answer.open]
        values = [value for value in dict.fromkeys(told) if isinstance(value, Estimate)]
        if values:
            words = " or ".join(map(_number_in_words, values))
            return (words if basis is Basis.ORDERED else f"{words} {basis.in_words}"), _rank(values[0])
    return "", None


def _arrived(deal: Deal, line: Line, day: When | None) -> tuple[str, Decimal | None]:
    """How many arrived by the ledger, else by a total that is told."""
    held = list(deal.deliveries(line.id, on=day).values())
    if not held and line.on(Basis.DELIVERED):
        value = deal.quantity(line.id, Basis.DELIVERED, on=day).value
        held = [value] if isinstance(value, Estimate) else []
    return " and ".join(map(_number_in_words, held)), _rank(held[0]) if held else None


def _number_in_words(value: Estimate) -> str:
    """The number with its unit; "about" as a sign, since it stands in a column."""
    return said(value.in_words.replace("about ", "~", 1))


def _rank(value: Estimate) -> Decimal:
    return value.best if value.best is not None else value.high or value.low


def _signed(deal: Deal, lo: int, hi: int) -> str:
    """The day of the order as short as it goes: the year, unless only bounds are known."""
    first, last = (0 if lo == ALWAYS else year_month_day(lo)[0]), (0 if hi == NEVER else year_month_day(hi)[0])
    acts = [event.when for event in deal.history if event.stage is NegotiationStage.SIGNED]
    doubt = any(when.is_uncertain for when in acts if when.lo <= hi and lo <= when.hi)
    about = any(when.is_approximate for when in acts if when.lo <= hi and lo <= when.hi)
    mark = f"{'~' if about else ''}{{}}{'?' if doubt else ''}"
    if first and first == last:
        return mark.format(first)
    if not first:
        return f"by {last}" if last else ""
    return mark.format(f"{first}{_TO}{last}") if last else f"from {first}"


def _since(when: When | None) -> str:
    """Since when, as short as it goes: "since 2019 to 2020" with a dash, "since Nov 2016", "by 2017"."""
    if when is None or (when.lo == ALWAYS and when.hi == NEVER):
        return ""
    told = date_in_words(when, short=True).replace("by the end of ", "by ").replace(" (date in doubt)", "?")
    if told.startswith("between "):
        told = told.removeprefix("between ").replace(" and ", _TO)
    told = told.replace("about ", "~", 1)
    return told if told.startswith(("by ", "from ")) else f"since {told}"


def _year(days: tuple[int, int, bool] | None) -> int | None:
    if days is None:
        return None
    day = days[1] if days[0] == ALWAYS else days[0]
    return None if day in (ALWAYS, NEVER) else year_month_day(day)[0]


def _number(told: list[tuple[str, Decimal | None]]) -> str:
    return next((_plain(number) for _, number in told if number is not None), "")


def _plain(number: Decimal | None) -> str:
    return "" if number is None else shortest_decimal(number)
