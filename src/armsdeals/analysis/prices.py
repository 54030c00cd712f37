"""What deals cost, on one stated basis and in the money in which it was told.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.line import Line
    >>> deal = Deal(id="a", lines=(Line(id="x", system="S-400", ordered="4", unit="battalion"),)).sign(on="2017-09-12")
    >>> found = prices(Register([deal.with_price("2.5e9 USD contract"), Deal(id="b").with_price("3e9 USD ceiling")]), basis="contract")
    >>> [str(cell) for cell in found.rows[0].values()]
    ['S-400', '2017', 'USD', '1', '2500000000', '2500000000', '2500000000', '625 million USD per battalion ordered, contract']
    >>> found.notes[0]
    'of 1 deal nobody tells a price on the basis contract; told are ceiling 1'

Sums stay within one currency and price year; nothing is converted (see `Money.to`) and no ceiling is added to a contract.
The unit price is the price over the number ordered, with whatever else it pays for, where it is for one kind of goods.
Left out: what is paid when (`armsdeals.model.financing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.analysis._asked import listed_keys
from armsdeals.analysis._engine import our_name
from armsdeals.analysis._paying import price_of, unit_price
from armsdeals.analysis._result import Result
from armsdeals.analysis._terms import terms_of
from armsdeals.analysis.cells import Cell, NoValue, Range, ends_of
from armsdeals.analysis.columns import Column, ResultRow
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.where import order_days
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import unretracted
from armsdeals.values.currency import to_currency
from armsdeals.values.edtf import year_month_day
from armsdeals.values.evidence import Evidence
from armsdeals.values.number import Flag, plus
from armsdeals.values.price import Price
from armsdeals.values.when import ALWAYS

_PARTED = "; "
_MONEY = 4  # columns before the unit price that tell a sum: deals, value, low, high


class Priced(NamedTuple):
    """The price of one deal in one currency.

    Attributes:
        keys: What stands in the columns by which it is grouped.
        deal: The id of the deal.
        currency: The currency, as its ISO 4217 code.
        year: The year in whose prices it is; None for prices of its time.
        cell: The price, or rivals of equal standing.
        each: What one piece comes to, as a range; unknown where that cannot be said.
        sources: Who tells it.
    """

    keys: tuple[Cell, ...]
    deal: str
    currency: str
    year: int | None
    cell: Cell
    each: Cell
    sources: tuple[Evidence, ...]


def prices(
    data: Register | Reading | Deal | Iterable[Deal],
    *,
    basis: ValueBasis | str | None = None,
    by: str | Sequence[str] = ("system", "year"),
    currency: str | None = None,
) -> Result:
    """Return what deals cost, added up within one currency.

    Args:
        data: A register, a reading, a deal or several.
        basis: What the sums stand for: contract, programme, ceiling, offer ...
        by: Any of system, category, year (of signature), supplier, recipient (or seller, buyer), deal.
        currency: Only prices told in it; nothing is converted.

    Returns:
        A row for each group, currency and price year: how many ``deals``, the sum as ``value`` (unknown where a price is a
        range or disputed), ``low`` and ``high`` (unknown without a bound), and the ``unit_price`` from the lowest to the highest.
        `Result.explain` gives the deals of a row.

    Raises:
        TypeError: There is no basis, or something else than deals is given.
        UnknownName: There is no such basis, currency or key.
    """
    if basis is None:
        told = ", ".join(ValueBasis)
        raise TypeError(f"prices needs basis=, since a ceiling is no contract price and the two never add up: {told}")
    on = ValueBasis(basis)
    keys = _keys(by)
    held = data.register if isinstance(data, Reading) else data
    is_held = isinstance(held, Iterable) and not isinstance(held, YearlyTable)
    deals: list[Any] = list(held) if is_held and not isinstance(held, Deal) else [held]
    if any(not isinstance(deal, Deal) for deal in deals):
        raise TypeError("prices asks deals; give a register (a table of volumes tells no money)")
    code = None if currency is None else to_currency(currency)
    found = [one for deal in deals for one in _priced(deal, on, keys, code)]
    groups: dict[tuple[Any, ...], list[Priced]] = {}
    for one in found:
        groups.setdefault((*one.keys, one.currency, one.year or NoValue.NOT_APPLICABLE), []).append(one)
    order = sorted(groups, key=lambda key: [(isinstance(cell, NoValue), str(cell)) for cell in key])
    has_years = any(one.year for one in found)
    rows = [(*(key if has_years else key[:-1]), *_sums(groups[key])) for key in order]
    columns = (
        *(Column(name) for name in keys),
        Column("currency", meaning="the currency, as its ISO 4217 code"),
        *([Column("price_year", meaning="the year in whose prices it is")] if has_years else []),
        Column("deals", meaning="how many deals"),
        Column("value", meaning="the sum of their prices, in the currency"),
        Column("low", meaning="the smallest that it may be"),
        Column("high", meaning="the largest"),
        Column("unit_price", meaning="what one piece comes to"),
    )
    return Result(
        title=f"Prices of deals on the basis {on.in_words}, by {' and '.join(keys)}",
        columns=columns, rows=rows, keys=len(columns) - _MONEY - 1, basis=on.in_words, unit="money in the currency of the row",
        notes=_notes(deals, found, on, code), sources=[source for one in found for source in one.sources],
        explains=PricedDeals(tuple(found), keys),
    )  # fmt: skip


@frozen(repr=False)
class PricedDeals:
    """The deals behind each row.

    Attributes:
        found: The prices.
        keys: By what they are grouped.
    """

    found: tuple[Priced, ...]
    keys: tuple[str, ...]

    __repr__ = short_repr

    def __call__(self, row: ResultRow) -> Result:
        """Return the deals of a row with their prices."""
        year = row["price_year"] if "price_year" in list(row) else NoValue.NOT_APPLICABLE
        wanted = (*(row[name] for name in self.keys), row["currency"], year)
        here = [one for one in self.found if (*one.keys, one.currency, one.year or NoValue.NOT_APPLICABLE) == wanted]
        return Result(
            title=", ".join(map(str, wanted[: len(self.keys)])), columns=("deal", "price", "unit_price"),
            rows=[(one.deal, one.cell, one.each) for one in here], sources=[source for one in here for source in one.sources],
        )  # fmt: skip


def _keys(by: str | Sequence[str]) -> tuple[str, ...]:
    listed = listed_keys(by)
    if odd := [name for name in listed if not isinstance(name, str)]:
        raise TypeError(f"{shown(odd[0])} is nothing to group prices by; expected {', '.join(_KEYS)}")
    keys = tuple(map(our_name, listed))
    for name in keys:
        if name not in _KEYS:
            near = suggestion(str(name), _KEYS)
            hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(_KEYS)}"
            raise UnknownName(f"prices are not grouped by {shown(name)}; {hint}", suggestions=near, path=("by",))
    if len(set(keys)) < len(keys) or not keys:
        raise InvalidValue("prices are grouped by one key or several, each once", path=("by",))
    return keys


def _year(deal: Deal) -> Cell:
    """The year of the signature, where it is one."""
    found = order_days(deal)
    if found is None or not found[2] or found[0] == ALWAYS:
        return NoValue.UNKNOWN
    first, last = (year_month_day(day)[0] for day in found[:2])
    return first if first == last else NoValue.UNKNOWN


def _words(names: Iterable[str]) -> Cell:
    return _PARTED.join(dict.fromkeys(name for name in names if name)) or NoValue.UNKNOWN


_KEYS: Mapping[str, Callable[[Deal], Cell]] = {
    "system": lambda deal: _words(line.system.designation for line in deal.lines),
    "category": lambda deal: _words(line.system.category for line in deal.lines),
    "year": _year,
    "supplier": lambda deal: _words(party.name for party in deal.suppliers),
    "recipient": lambda deal: _words(party.name for party in deal.recipients),
    "deal": lambda deal: deal.id,
}


def _priced(deal: Deal, basis: ValueBasis, keys: Sequence[str], currency: str | None) -> list[Priced]:
    terms = terms_of(deal)
    told = [claim.value for claim in unretracted(terms.prices, terms.retracted) if claim.value is not None]
    codes = sorted({price.currency for price in told if price.basis is basis})
    named = tuple(_KEYS[name](deal) for name in keys)
    out = []
    for code in codes if currency is None else [one for one in codes if one == currency]:
        found = price_of(terms, basis, code)
        if isinstance(found.cell, NoValue) or (ends := ends_of(found.cell)) is None:
            continue
        year = found.cell.year if isinstance(found.cell, Price) else None
        if ends.unit:
            out.append(Priced(named, deal.id, code, year, found.cell, unit_price(terms, found).cell, found.sources))
    return out


def _sums(found: Sequence[Priced]) -> tuple[Cell, ...]:
    ends = [ends_of(one.cell) for one in found]
    lows, highs = ([getattr(one, side) for one in ends if one is not None] for side in ("low", "high"))
    bests = [one.cell.best if isinstance(one.cell, Price) else None for one in found]
    return len({one.deal for one in found}), _sum(bests), _sum(lows), _sum(highs), _each([one.each for one in found])


def _sum(numbers: Sequence[Decimal | None]) -> Cell:
    total = Decimal(0)
    for number in numbers:
        if number is None:
            return NoValue.UNKNOWN
        total = plus(total, number)
    return total


def _each(cells: Sequence[Cell]) -> Cell:
    """The range of unit prices; unknown where they are for different units."""
    told = [one for one in cells if isinstance(one, Range)]
    if not told or len({one.unit for one in told}) > 1:
        return NoValue.UNKNOWN
    lows, highs = [one.low for one in told if one.low is not None], [one.high for one in told]
    high = None if None in highs else max(one for one in highs if one is not None)
    return Range(low=min(lows), high=high, unit=told[0].unit)


def _notes(deals: Sequence[Deal], found: Sequence[Priced], basis: ValueBasis, currency: str | None) -> list[str]:
    notes = []
    priced = {one.deal for one in found}
    rest = [deal for deal in deals if deal.id not in priced]
    if rest:
        others = Counter(
            claim.value.basis.in_words if claim.value.basis else "no basis"
            for deal in rest
            for claim in deal.prices
            if claim.value is not None
        )
        told = f"; told are {', '.join(f'{name} {count}' for name, count in sorted(others.items()))}" if others else ""
        where = f" in {currency}" if currency else ""
        notes.append(f"of {_deals(len(rest))} nobody tells a price on the basis {basis.in_words}{where}{told}")
    several = [deal for deal, count in Counter(one.deal for one in found).items() if count > 1]
    if several:
        notes.append(f"told in several currencies, and standing under each: {', '.join(several)}")
    rivals = [one.deal for one in found if not isinstance(one.cell, Price)]
    if rivals:
        notes.append(f"disputed, so that only low and high hold them: {', '.join(rivals)}")
    about = sum(isinstance(one.cell, Price) and one.cell.flag is not Flag.EXACT for one in found)
    if about:
        notes.append(f"{about} of {len(found)} prices are told as about, in doubt, or with bounds only")
    notes.append("sums stand at the prices of their own time unless they tell a year; nothing is converted")
    return notes


def _deals(count: int) -> str:
    return f"{count:,} deal{'s' if count != 1 else ''}"
