"""Which part of a sum falls in which year, and what that allows: between prices of one year and prices of the time.

    >>> from armsdeals.values.price_index import PriceIndex
    >>> index = PriceIndex(currency="USD", name="demo", source="a bureau", levels={2015: 100, 2016: 102, 2017: 105})
    >>> parts = (YearPart(year=2016, value="100 USD(2015)"), YearPart(year=2017, value="200 USD(2015)"))
    >>> print(in_prices_of(Price("300 USD(2015) PROGRAMME"), None, parts, index))
    312 USD PROGRAMME
    >>> in_prices_of(Price("300 USD(2015) PROGRAMME"), None, (), index)
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: 300 USD(2015) PROGRAMME cannot be said in prices of the time; nobody tells how much of it
    falls in which year (give the claim its years)

A programme that is paid over ten years in prices of 2015 has no single rate into the money that is paid: each year has its
own. Without the parts there is no answer, and none is guessed by spreading the sum evenly. Left out: parts by month.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from armsdeals._fields import Year, checked
from armsdeals._printed import short_repr
from armsdeals.errors import InvalidValue
from armsdeals.values.number import Spread
from armsdeals.values.price import Price, to_price
from armsdeals.values.price_index import PriceIndex

NO_PARTS = "no-yearly-breakdown"  # the code of the refusal


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class YearPart:
    """What of a sum falls in one year.

    Attributes:
        year: The year in which it is spent or due.
        value: How much, in the currency and the prices of the whole sum; without a basis, which is that of the whole.
    """

    year: Year
    value: Price = field(converter=to_price)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.value.basis is not None:
            raise InvalidValue(
                f"{self.value} has the basis of the whole; leave {self.value.basis} out", path=("value",)
            )


def years_fit(whole: Price | None, parts: Sequence[YearPart]) -> None:
    """Refuse parts that cannot be parts of a sum.

    Raises:
        InvalidValue: There is no sum, a year stands twice, a part is in other money, or they are certainly too much.
    """
    if not parts:
        return
    if whole is None:
        raise InvalidValue("years are parts of a value, and the claim gives none", path=("years",))
    seen: set[int] = set()
    for place, part in enumerate(parts):
        path = ("years", place)
        if part.year in seen:
            raise InvalidValue(f"{part.year} stands twice; keep one", path=path)
        seen.add(part.year)
        if (part.value.currency, part.value.year) != (whole.currency, whole.year):
            raise InvalidValue(f"{part.value} is not in the money of {whole}", path=path)
    total = _sum(parts)
    if whole.high is not None and total.low > whole.high:
        raise InvalidValue(f"the years add up to {_priced(whole, total)}, which is more than {whole}", path=("years",))


def in_prices_of(whole: Price, year: int | None, parts: Sequence[YearPart], index: PriceIndex | None) -> Price:
    """Return a sum in prices of a year, or of the time (None).

    From prices of one year to those of another one factor is enough. Between prices of a year and of the time each part
    has its own, so that the parts must be told, and make up the whole.

    Raises:
        InvalidValue: Nobody tells the parts, they are not the whole, or the index lacks a year.
        CurrencyMismatch: The index is that of another currency.
    """
    if year == whole.year:
        return whole
    if year is not None and whole.year is not None:
        return whole.real(base=year, index=index).price
    wanted = "prices of the time" if year is None else f"prices of {year}"
    if not parts:
        message = "nobody tells how much of it falls in which year (give the claim its years)"
        raise InvalidValue(f"{whole} cannot be said in {wanted}; {message}", code=NO_PARTS)
    total = _sum(parts)
    if not total.meets(whole.spread):
        message = f"its years add up to {_priced(whole, total)} only"
        raise InvalidValue(f"{whole} cannot be said in {wanted}; {message}", code=NO_PARTS)
    turned = [
        part.value.real(base=part.year if year is None else year, on=None if whole.year else part.year, index=index)
        for part in parts
    ]
    out = turned[0].price.spread
    for one in turned[1:]:
        out = out.plus(one.price.spread)
    return Price(f"{out.text} {whole.currency}", basis=whole.basis, year=year)


def _sum(parts: Sequence[YearPart]) -> Spread:
    total = parts[0].value.spread
    for part in parts[1:]:
        total = total.plus(part.value.spread)
    return total


def _priced(whole: Price, spread: Spread) -> Price:
    return Price(f"{spread.text} {whole.currency}", year=whole.year)
