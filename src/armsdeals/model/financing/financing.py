"""Financing: the whole arrangement by which one deal is paid for.

    >>> paid = Financing(instruments=(Cash(key="advance", share="0.45"), Loan(key="loan", share="0.55")), complete=True)
    >>> for part in paid.parts(Price("2.5e9 USD")):
    ...     print(part.name, part.share.percent, part.amount)
    advance 45 % 1125000000 USD COMPONENT
    loan 55 % 1375000000 USD COMPONENT

Shares add up to at most 1, and to exactly 1 where the set is marked complete. A schedule is reckoned where the terms are
known; where nobody published them it names them, and the caller may assume some:

    >>> paid.schedule(start="2018-01-01", price="2.5e9 USD").undecided
    ('rate', 'tenor_years', 'profile')
    >>> terms = {"rate": "0.04..0.06", "tenor_years": 10, "profile": "annuity"}
    >>> paid.grant_element(rate="0.05", part="loan", assume=terms)
    FinancingFigure(-0.049136358747..0.047980008714, assumed rate 0.04..0.06, tenor_years 10, profile annuity)

What is discounted, by which formulas, and who says so, stands in `armsdeals.model.financing.valuing`.
Printed, it tells how far each had come when its terms were told; how far events took it is an answer of the deal
(`Deal.financing_parts`). Left out: offsets, which pay nothing, and payments that were made in fact (`Payment`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, fields_dict, frozen
from attrs.converters import optional

from armsdeals._card import Card
from armsdeals._fields import checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.financing.barter import Barter
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.comparing import Asked, cost, costs_by_money, effective_rate, grant_element, undisbursed
from armsdeals.model.financing.credit_line import CreditLine
from armsdeals.model.financing.debt_swap import DebtSwap
from armsdeals.model.financing.figure import FinancingFigure
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.lease import Lease
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.part import FinancingPart, parts_of
from armsdeals.model.financing.schedule import Schedule, schedule_of
from armsdeals.model.financing.unspecified import Unspecified
from armsdeals.values.money import Money
from armsdeals.values.price import Price, to_price
from armsdeals.values.when import When

__all__ = ["Financing", "FinancingPart"]

_ALL: tuple[type[FinancingKind], ...] = (Cash, Loan, Grant, CreditLine, Guarantee, Lease, Barter, DebtSwap, Unspecified)
FinancingKind.KINDS.update({str(fields_dict(cls)["kind"].default): cls for cls in _ALL})

Day = date | str | When
Number = Decimal | str | int


@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Financing:
    """All ways in which one deal is paid for.

    The methods that reckon share some arguments. ``start`` is the day on which payments and credits begin that tell no day
    of their own; where no day is told at all and none matters, it may be left out. ``assume`` gives values or ranges for
    terms that nobody published. ``part`` asks for one way of paying by its name, ``price`` gives the price that shares are
    a part of, ``holidays`` are days without business. Discount rates are yearly, effective, as fractions.

    Attributes:
        instruments: What is told of each way of paying; several claims may share a key.
        complete: Whether nothing else pays for it.
        price: The price that shares are a part of, where the financing stands without a deal.

    Raises:
        InvalidValue: The shares add up to more than 1, or are complete and do not add up to 1; or two kinds share a key.
    """

    instruments: tuple[FinancingKind, ...] = ()
    complete: bool = False
    price: Price | None = field(default=None, converter=optional(to_price))

    def __attrs_post_init__(self) -> None:
        parts = self.parts()
        for part in parts:
            kinds = {type(claim).__name__ for claim in part.claims}
            if len(kinds) > 1:
                raise InvalidValue(f"{' and '.join(sorted(kinds))} share the key {part.name!r}; give each its own")
        paying = [part for part in parts if part.pays]
        told = [part.share for part in paying if part.share is not None]
        total = sum(told, Decimal(0))
        if total > 1:
            raise InvalidValue(f"the shares add up to {total:f}, which is more than 1")
        if self.complete and len(told) == len(paying) and total != 1:
            raise InvalidValue(f"the financing is marked complete and its shares add up to {total:f}, not to 1")

    def parts(
        self, price: Price | None = None, *, retracted: frozenset[str] = frozenset()
    ) -> tuple[FinancingPart, ...]:
        """Return what is known of each way of paying, in the order of the first claim.

        Args:
            price: The price that shares are a part of; the one of the financing if left out.
            retracted: Ids of claims that claims elsewhere take back.
        """
        return parts_of(self.instruments, price or self.price, retracted=retracted)

    def __iter__(self) -> Iterator[FinancingKind]:
        return iter(self.instruments)

    __repr__ = short_repr

    def __str__(self) -> str:
        told = (
            "; ".join(f"{part.name}: {part.in_words_of_its_terms}" for part in self.parts())
            or "nobody says how it is paid for"
        )
        return plain(f"{told}; nothing else pays" if self.complete else told)

    def _repr_html_(self) -> str:
        rows = tuple((part.name, part.in_words_of_its_terms) for part in self.parts())
        return Card(title="Financing", badges=("complete",) if self.complete else (), rows=rows).html()

    def schedule(
        self,
        *,
        start: Day | None = None,
        assume: Mapping[str, Any] | None = None,
        part: str | None = None,
        price: Price | Money | str | None = None,
        holidays: AbstractSet[date] = frozenset(),
    ) -> Schedule:
        """Return what falls due, oldest first; what cannot be reckoned is named in ``.missing``.

        Raises:
            InvalidValue: Terms do not go together, or the ranges make too many cases.
            UnknownName: There is no such part, or no term of the name of an assumption.
        """
        asked = self._asked(start, assume, part, price, holidays)
        return schedule_of(asked.parts, start=start, assume=assume, holidays=holidays, among=asked.among)

    def present_value(self, *, rate: Number, **asked: Any) -> FinancingFigure:
        """Return what all that the recipient pays is worth at the start.

        Args:
            rate: The discount rate.
            **asked: ``start``, ``assume``, ``part``, ``price``, ``holidays``, and ``day_count`` for another count of time.
        """
        if rate is None:
            raise TypeError("a present value needs a rate; cost_to_recipient adds up without one")
        return cost(self._asked(**asked), rate=rate)

    def cost_to_recipient(self, *, rate: Number | None = None, **asked: Any) -> FinancingFigure:
        """Return what the recipient pays in all; at a rate its present value, else the plain sum.

        Grants cost nothing. Goods in barter, rent and debts that are set off count at their agreed worth. Cash counts
        whoever is named as its payer; a third party that pays for the recipient gives a grant (``THIRD_PARTY_GRANT``).

        Args:
            rate: The discount rate; None for no discount.
            **asked: As in `present_value`.
        """
        return cost(self._asked(**asked), rate=rate)

    def costs_by_money(self, *, rate: Number | None = None, **asked: Any) -> dict[str, FinancingFigure]:
        """Return what `cost_to_recipient` does for each money that something is paid in, such as "USD" or "USD(2015)".

        Args:
            rate: The discount rate, of each money alike; None for no discount.
            **asked: As in `present_value`.
        """
        return costs_by_money(self._asked(**asked), rate=rate)

    def grant_element(self, *, rate: Number, **asked: Any) -> FinancingFigure:
        """Return what is given away, as a fraction of all that is lent or given.

        Args:
            rate: The discount rate, such as the 0.05 of the International Monetary Fund.
            **asked: As in `present_value`.

        Raises:
            InvalidValue: Nothing is lent or given.
        """
        return grant_element(self._asked(**asked), rate=rate)

    def effective_rate(self, **asked: Any) -> FinancingFigure:
        """Return the yearly rate at which all that is paid, fees included, is worth what is lent.

        Args:
            **asked: As in `present_value`.

        Raises:
            InvalidValue: Nothing is lent, or no single rate answers.
        """
        return effective_rate(self._asked(**asked))

    def outstanding(self, *, on: Day, **asked: Any) -> FinancingFigure:
        """Return what is owed at the end of a day.

        Args:
            on: The day.
            **asked: ``start``, ``assume``, ``part``, ``price``, ``holidays``.
        """
        return self.schedule(**asked).outstanding(on)

    def undisbursed(self, *, on: Day, **asked: Any) -> FinancingFigure:
        """Return what of the credits is not drawn at the end of a day.

        Args:
            on: The day.
            **asked: ``start``, ``assume``, ``part``, ``price``.
        """
        return undisbursed(self._asked(**asked), on=on)

    def _asked(
        self,
        start: Day | None = None,
        assume: Mapping[str, Any] | None = None,
        part: str | None = None,
        price: Price | Money | str | None = None,
        holidays: AbstractSet[date] = frozenset(),
        day_count: str | None = None,
    ) -> Asked:
        parts = self.parts(to_price(price) if price is not None else None)
        names = dict.fromkeys(one.name for one in parts)
        for name in assume or ():
            of = str(name).rpartition(".")[0]
            if of and of not in names:
                near = suggestion(of, names)
                told = (
                    f"did you mean {shown(near[0])}?" if near else f"there are {', '.join(map(shown, names)) or 'none'}"
                )
                raise UnknownName(
                    f"no way of paying is called {shown(of)}; {told}", path=("assume", name), suggestions=near
                )
        return Asked.of(parts, start=start, assume=assume, part=part, holidays=holidays, day_count=day_count)
