"""Offers side by side: price, terms of payment, and what comes with the goods, as far as it was published.

    >>> from armsdeals.model.financing.cash import Cash
    >>> from armsdeals.model.financing.financing import Financing
    >>> from armsdeals.model.financing.loan import Loan
    >>> lent = Loan(share="0.8", rate="0.03", tenor_years=10, profile="equal principal", form="supplier state loan")
    >>> loan = Offer(key="on-credit", value="100e6 USD offer",
    ...              financing=Financing(instruments=(Cash(share="0.2"), lent), complete=True))
    >>> cash = Offer(key="in-cash", value="90e6 USD offer", financing=Financing(instruments=(Cash(share="1"),), complete=True))
    >>> found = compare_offers([loan, cash, Offer(key="rumour")], rate="0.08")
    >>> found.ranked_by("present_value")
    Offers compared at 8 % a year, by present value
    offer        place          present value  unranked
    on-credit        1  83,550,407 USD, offer  not applicable
    in-cash          2  90 million USD, offer  not applicable
    rumour     unknown                unknown  unknown

Prices are compared only where they stand for the same: the currency, the price year and the basis (a ceiling is no
contract price). Nothing is converted unless rates are given, and nothing is guessed. Left out: how good the goods are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.analysis._one_money import CONVERTED, Priced, priced, worth_in
from armsdeals.analysis._paying import (
    Valuation,
    is_state_loan,
    is_up_front,
    parts_for,
    share_paid,
    unit_price,
)
from armsdeals.analysis._result import Result
from armsdeals.analysis._terms import Terms, Told, terms_of
from armsdeals.analysis.cells import FRACTION, cell_text, ends_of
from armsdeals.analysis.columns import Column, Remark, ResultRow
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.model.financing.assuming import read_assumed
from armsdeals.model.offer import Offer
from armsdeals.register.register import Register
from armsdeals.values.basis import ValueBasis
from armsdeals.values.currency import to_currency
from armsdeals.values.price import Price
from armsdeals.values.rates import FindRate, Rates
from armsdeals.values.share import Rate, to_rate
from armsdeals.values.when import When

COLUMNS = (
    Column("offer", meaning="the key of the offer, the id of the deal, or the name that was given"),
    Column("by", meaning="who offers"),
    Column("goods", meaning="how many of what, and on which basis that is counted"),
    Column("price", meaning="with its currency, price year and basis; rivals of equal standing stand side by side"),
    Column("unit_price", meaning="the price over the number of goods, where it is for one kind of them"),
    Column("up_front", unit=FRACTION, meaning="the share of the price that is paid at the start from own funds"),
    Column("state_loan", unit=FRACTION, meaning="the share of the price that the supplier's state lends"),
    Column("present_value", meaning="what all that is paid is worth at the start, at the rate"),
    Column(
        "grant_element", unit=FRACTION, meaning="what is given away, as a part of what is lent and given (OECD DAC)"
    ),
    Column("effective_rate", unit=FRACTION, meaning="the yearly rate of what is lent, fees included"),
    Column("local_production", meaning="how and where the goods are made, beside the supplier's own line"),
    Column("technology", meaning="know-how that is shared"),
    Column("integration", meaning="what the goods may not or must be tied into"),
    Column("conditions", meaning="other limits on the goods or on the deal"),
    Column("delivery", meaning="when the goods came or are to come"),
    Column("offsets", meaning="what is owed to the recipient's economy"),
)


def compare_offers(
    offers: Iterable[Offer | Deal] | Mapping[str, Offer | Deal] | Register,
    *,
    rate: str | int | Decimal,
    basis: ValueBasis | str | None = None,
    currency: str | None = None,
    rates: Rates | FindRate | None = None,
    via: str | None = None,
    start: When | date | str | None = None,
    assume: Mapping[str, Any] | None = None,
) -> Result:
    """Lay offers side by side, one row each; what nobody published says *unknown*.

    A deal stands for its own terms: its price, its financing, its limits. Of its offers those count as claims of the price
    that no later offer took the place of. Ask for ``deal.as_known(day)`` to compare what could be known by a day.

    Args:
        offers: Offers, deals, or both; a mapping gives the rows names of its own.
        rate: The yearly discount rate, effective, as a fraction: "0.05" is 5 %.
        basis: The basis that prices must stand on, such as "contract"; others are told in a remark and not compared.
            Without it each price stands with its own basis.
        currency: The currency that prices must be in.
        rates: By which rates a price that is told in other money only is brought into ``currency``, such as
            ``Rates.bundled()``; without it nothing is converted. Each price goes at the rate of its own day, and its cell and
            the notes tell rate, days and source.
        via: A third currency through which to go where no rate leads straight (see `Money.to`).
        start: The day on which payments begin that tell no day of their own; needed only where some do.
        assume: Values or ranges for terms that nobody published (see `Financing.schedule`): ``{"rate": "0.05"}`` for all, or
            ``{"tur-s400": {"rate": "0.05"}}`` for one row. Each cell that rests on one says so (`Result.why`).

    Returns:
        A table with the columns of `COLUMNS`. Shares, grant elements and rates are fractions; sums tell their currency and
        basis. Grant elements are those of the OECD Development Assistance Committee, by the rate that is given here.

    Raises:
        InvalidValue: The rate or an assumption is no such value, or rates are given without a currency.
        UnknownName: There is no such basis, currency, term or row.
        TypeError: Something is neither an offer nor a deal.
    """
    discount = _rate(rate)
    wanted = None if basis is None else ValueBasis(basis)
    code = None if currency is None else to_currency(currency)
    if rates is not None and code is None:
        raise InvalidValue(
            "rates are of use with the currency into which prices go; give currency=", path=("currency",)
        )
    terms = _named(offers)
    assumed = _assumptions(assume or {}, [one.name for one in terms])
    prices = [priced(one, wanted, code, rates, via) for one in terms]
    rows = [_row(one, price, discount, start, assumed[one.name]) for one, price in zip(terms, prices, strict=True)]
    names = [column.name for column in COLUMNS]
    remarks = [
        Remark(place, name, text)
        for place, row in enumerate(rows)
        for name, told in zip(names, row, strict=True)
        for text in told.remarks
    ]
    known = [one.known for one in terms if one.known is not None]
    return Result(
        title=f"Offers compared at {discount.percent} a year",
        columns=COLUMNS,
        rows=[[told.cell for told in row] for row in rows],
        basis=wanted.in_words if wanted else "",
        unit=code or "",
        vintage=f"told by {max(known, key=lambda when: when.hi)}" if known else "",
        notes=_notes(rows, prices),
        remarks=remarks,
        sources=[source for row in rows for told in row for source in told.sources],
        explains=Reasons(rows=tuple(map(tuple, rows))),
    )


@frozen(repr=False)
class Reasons:
    """What each row of a comparison rests on.

    Attributes:
        rows: The cells of each row with their remarks and sources, in the order of the columns.
    """

    rows: tuple[tuple[Told, ...], ...]

    __repr__ = short_repr

    def __call__(self, row: ResultRow) -> Result:
        """Return a table of the terms of one row: what is told, what must be said of it, and by whom it is told."""
        told = next(one for one in self.rows if one[0].cell == row["offer"])
        lines = [
            (
                column.name,
                cell_text(one.cell, column.unit),
                "; ".join(one.remarks),
                "; ".join(map(str, dict.fromkeys(one.sources))),
            )
            for column, one in zip(COLUMNS[1:], told[1:], strict=True)
        ]
        columns = ("term", "told", "remarks", "sources")
        sources = [source for one in told for source in one.sources]
        return Result(title=str(row["offer"]), columns=columns, rows=lines, sources=sources)


def _row(terms: Terms, found: Priced, rate: Rate, start: Any, assume: Mapping[str, Any]) -> list[Told]:
    price, own = found.told, found.own
    parts = parts_for(terms, own)
    whole = own.cell if isinstance(own.cell, Price) else None
    complete = terms.financing is not None and terms.financing.complete
    worth = Valuation(terms, parts, own, rate, start, assume)
    return [
        Told(terms.name),
        terms.by,
        terms.goods,
        price,
        unit_price(terms, price),
        share_paid(parts, whole, is_up_front, complete=complete),
        share_paid(parts, whole, is_state_loan, complete=complete),
        worth_in(worth.present_value(), found),
        worth.grant_element(),
        worth.effective_rate(),
        *(terms.words[column.name] for column in COLUMNS if column.name in terms.words),
    ]


def _rate(rate: str | int | Decimal) -> Rate:
    try:
        return to_rate(rate)
    except InvalidValue as error:
        error.path = ("rate",)
        raise


def _named(offers: Any) -> list[Terms]:
    """The terms of each, under names of which none stands twice."""
    if isinstance(offers, (Offer, Deal)):
        raise TypeError("several offers are compared; put them in brackets")
    pairs = offers.items() if isinstance(offers, Mapping) else (("", one) for one in offers)
    found: list[Terms] = []
    taken: set[str] = set()
    for place, (given, thing) in enumerate(pairs, start=1):
        name = terms_of(thing, given).name or f"offer {place}"
        while name in taken:
            name = f"{name} ({place})"
        taken.add(name)
        found.append(terms_of(thing, name))
    return found


def _assumptions(assume: Mapping[str, Any], names: list[str]) -> dict[str, dict[str, Any]]:
    """The assumptions for each row: those for all, and in their place those for this one."""
    own = {name: terms for name, terms in assume.items() if isinstance(terms, Mapping)}
    for name in own:
        if name not in names:
            near = suggestion(name, names)
            hint = f"did you mean {shown(near[0])}?" if near else f"there are {', '.join(map(shown, names)) or 'none'}"
            raise UnknownName(f"no offer is called {shown(name)}; {hint}", path=("assume", name), suggestions=near)
    for_all = {name: value for name, value in assume.items() if name not in own}
    found = {name: for_all | dict(own.get(name, {})) for name in names}
    for terms in (for_all, *found.values()):
        read_assumed(terms)
    return found


def _notes(rows: list[list[Told]], prices: list[Priced]) -> list[str]:
    """What keeps the numbers of the rows from being held against each other."""
    places = {column.name: place for place, column in enumerate(COLUMNS)}
    turned = [(row[0].cell, text) for row, one in zip(rows, prices, strict=True) for text in one.told.remarks
              if text.startswith(CONVERTED)]  # fmt: skip
    notes = [f"{text} ({name})" for name, text in turned]
    rest = "nothing else" if turned else "no money"
    notes.append(f"{rest} is converted; sums stand at the prices of their own time unless they tell a year")
    units: dict[str, list[str]] = {}
    for row in rows:
        ends = ends_of(row[places["price"]].cell)
        if ends is not None:
            units.setdefault(ends.unit, []).append(str(row[0].cell))
    if len(units) > 1:
        told = "; ".join(f"{unit} ({', '.join(names)})" for unit, names in units.items())
        notes.append(f"prices stand for different things and are not put in order: {told}")
    if len({str(row[places["goods"]].cell) for row in rows}) > 1:
        notes.append("each price is for its own goods and number")
    return notes
