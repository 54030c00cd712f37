"""Paying: what the terms of an offer come to in money, as far as anybody published them.

    >>> from armsdeals.model.financing.cash import Cash
    >>> from armsdeals.model.financing.financing import Financing
    >>> from armsdeals.model.financing.loan import Loan
    >>> told = Financing(instruments=(Cash(share="0.45"), Loan(share="0.55", form="supplier state loan")), complete=True)
    >>> share_paid(told.parts(), None, is_up_front, complete=True).cell
    Share('0.45')

Every sum keeps the currency and the basis of the price that it is a part of. Left out: converting money.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from armsdeals.analysis._terms import Terms, Told
from armsdeals.analysis.cells import FRACTION, Cell, NoValue, Range, Rivals
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.comparing import Asked, cost, effective_rate, grant_element
from armsdeals.model.financing.credit import Credit
from armsdeals.model.financing.figure import FinancingFigure
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.kind import FinancingForm
from armsdeals.model.financing.part import FinancingPart
from armsdeals.model.financing.row import money_of
from armsdeals.model.financing.unspecified import Unspecified
from armsdeals.model.resolve import resolve
from armsdeals.model.resolved import Resolved
from armsdeals.model.valued import PriceClaim
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Absence
from armsdeals.values.evidence import Evidence
from armsdeals.values.number import quotient
from armsdeals.values.price import Price
from armsdeals.values.share import Share

_STATE = frozenset(
    {FinancingForm.SUPPLIER_STATE_LOAN, FinancingForm.EXPORT_CREDIT_DIRECT, FinancingForm.MILITARY_AID_LOAN}
)
_MOST = frozenset({ValueBasis.CEILING, ValueBasis.LICENCE})
_ONE, _ZERO = Decimal(1), Decimal(0)
_NOBODY = "nobody says how it is paid for"


def price_of(terms: Terms, basis: ValueBasis | None, currency: str | None) -> Told:
    """Return the price, on the basis and in the currency that are asked for; rivals where equals exclude each other."""
    answer = answer_of(terms, basis, currency)
    sources = tuple(source for claim in (*answer.decided_by, *answer.open) for source in claim.evidence)
    remarks = [f"disputed: {_values(answer.beaten)} is told as well" for _ in answer.beaten[:1]]
    remarks += [f"the same sum is told as {_values(answer.restated)}" for _ in answer.restated[:1]]
    remarks += [f"of the time before an amendment is told: {_values(answer.superseded)}" for _ in answer.superseded[:1]]
    remarks += [f"of another kind is told: {_values(answer.apart)}" for _ in answer.apart[:1]]
    if basis is not None or currency is not None:
        other = resolve(
            [claim for claim in terms.prices if not _fits(claim, basis, currency)], retracted=terms.retracted
        )
        remarks += [f"told otherwise: {_values(other.claims)}" for _ in other.claims[:1]]
    revised = [claim for claim in terms.revised if _fits(claim, basis, currency)]
    remarks += [f"an earlier offer, since revised, asked {_values(revised)}" for _ in revised[:1]]
    return Told(_price_cell(answer), tuple(remarks), sources)


def answer_of(terms: Terms, basis: ValueBasis | None, currency: str | None) -> Resolved:
    """Return what the claims of the price that stand on a basis and in a currency decide."""
    held = [claim for claim in terms.prices if _fits(claim, basis, currency)]
    return resolve(held, retracted=terms.retracted, basis=basis, amended=terms.amended)


def _fits(claim: PriceClaim, basis: ValueBasis | None, currency: str | None) -> bool:
    price = claim.value
    return price is None or (
        (basis is None or price.basis is basis) and (currency is None or price.currency == currency)
    )


def _price_cell(answer: Resolved) -> Cell:
    if answer.value is not None:
        return answer.value
    if answer.absent is not None:
        return NoValue(answer.absent.value)
    rivals = list(dict.fromkeys(claim.value for claim in answer.open if claim.value is not None))
    return Rivals(rivals) if len(rivals) > 1 else rivals[0] if rivals else NoValue.UNKNOWN


def _values(claims: Sequence[Any]) -> str:
    return "; ".join(dict.fromkeys(claim.value.in_words for claim in claims if claim.value is not None))


def unit_price(terms: Terms, price: Told) -> Told:
    """Return the price over the number of goods, where it is for one kind of them and both are known."""
    if not isinstance(price.cell, Price):
        return Told(NoValue.UNKNOWN)
    if terms.lines > 1:
        return Told(NoValue.UNKNOWN, (f"the price is for {terms.lines} kinds of goods, and nobody tells their parts",))
    count = terms.quantity
    if count is None or count.value is None or not count.value.low:
        return Told(NoValue.UNKNOWN, ("how many is unknown",))
    of, sum_ = count.value, price.cell
    low = _ZERO if of.high is None else quotient(sum_.low, of.high)
    high = None if sum_.high is None else quotient(sum_.high, of.low)
    each = f" per {of.unit or 'piece'} {count.basis.in_words}"
    remark = f"{sum_.in_words}, over {of.in_words} {count.basis.in_words}; whatever else the price pays for is in it"
    return Told(
        Range(low=low, high=high, unit=money_in_words(sum_, each)), (remark,), (*price.sources, *count.evidence)
    )


def money_in_words(price: Price, each: str = "") -> str:
    """Return in which money a price is, and on which basis: "USD per battalion ordered, contract"."""
    year = f" in prices of {price.year}" if price.year else ""
    return f"{price.currency}{each}{year}{f', {price.basis.in_words}' if price.basis else ''}"


def parts_for(terms: Terms, price: Told) -> tuple[FinancingPart, ...]:
    """Return the ways of paying, with sums that rest on the price of the comparison."""
    if terms.financing is None:
        return ()
    whole = price.cell if isinstance(price.cell, Price) else None
    return evolve(terms.financing, price=None).parts(whole, retracted=terms.retracted)


def is_up_front(part: FinancingPart) -> Decimal | None:
    """Return which part of a way of paying is paid at the start; None if nobody tells."""
    if not isinstance(part.claims[0], Cash):
        return None if isinstance(part.claims[0], Unspecified) else _ZERO
    advance, milestones = part.terms.get("advance"), part.terms.get("milestones", ())
    if advance is not None:
        return Decimal(advance)
    if not milestones:
        hidden = Absence.WITHHELD in (part.absence("milestones"), part.absence("advance"))
        return None if hidden else _ONE
    shares = [one.share for one in milestones]
    return _ZERO if None not in shares and sum(shares) == 1 else None


def is_state_loan(part: FinancingPart) -> Decimal | None:
    """Return what part of it the supplier's state lends itself, 1 or 0; None if nobody tells the lender's kind."""
    if part.form is not None and part.form is not FinancingForm.UNKNOWN:
        return _ONE if part.form in _STATE else _ZERO
    return None if isinstance(part.claims[0], (Credit, Unspecified)) else _ZERO


def share_paid(
    parts: Sequence[FinancingPart],
    price: Price | None,
    test: Callable[[FinancingPart], Decimal | None],
    *,
    complete: bool,
) -> Told:
    """Return the share of the price that is paid in some way, between what is certain and what is possible.

    Args:
        parts: All ways of paying.
        price: The price, where it is known.
        test: Which part of a way of paying counts; None if nobody tells.
        complete: Whether nothing else pays.
    """
    paying = [part for part in parts if part.pays]
    if not paying:
        return Told(NoValue.UNKNOWN, (_NOBODY,))
    shares, rest = shares_of(paying, price, complete=complete)
    low, high, remarks = _ZERO, rest, []
    for part, share in zip(paying, shares, strict=True):
        counts = test(part)
        if "share" in part.disputed and counts != 0:
            told = " or ".join(claim.share.percent for claim in part.claims if claim.share is not None)
            remarks.append(f"disputed: the share of {part.name} is told as {told}")
        if share is None:
            remarks += [f"the share of {part.name} is unknown"] if counts != 0 and "share" not in part.disputed else []
            continue
        low += share * (counts or _ZERO)
        high += share * (_ONE if counts is None else counts)
        if counts and "milestones" in part.as_told().conventions():
            remarks.append(f"{part.name} is taken to be paid at the start, since nobody tells another day")
    sources = tuple(source for part in paying for claim in part.claims for source in claim.evidence)
    remarks += [f"nobody tells who pays {Share(rest).percent} of the price"] if rest and None not in shares else []
    if low == high:
        return Told(Share(low), tuple(remarks), sources)
    if not low and high == 1:
        return Told(NoValue.UNKNOWN, tuple(remarks), sources)
    return Told(Range(low=low, high=high, unit=FRACTION), tuple(remarks), sources)


def shares_of(
    paying: Sequence[FinancingPart], price: Price | None, *, complete: bool
) -> tuple[list[Decimal | None], Decimal]:
    """Return the share of each way of paying, None where it is unknown, and what may be paid in ways that nobody tells."""
    shares = [_share(part, price) for part in paying]
    told = sum((share for share in shares if share is not None), _ZERO)
    rest = max(_ZERO, _ONE - told)
    if complete and shares.count(None) == 1:
        return [rest if share is None else share for share in shares], _ZERO
    return shares, _ZERO if complete and None not in shares else rest


def _share(part: FinancingPart, price: Price | None) -> Decimal | None:
    if part.share is not None:
        return Decimal(part.share)
    amount = part.amount
    if amount is None or amount.best is None or price is None or not price.best:
        return None
    alike = (amount.currency, amount.year) == (price.currency, price.year)
    alike = alike and not {amount.basis, price.basis} & _MOST  # of a ceiling nobody knows what is used
    return quotient(amount.best, price.best) if alike and amount.best <= price.best else None


class Valuation:
    """What one offer comes to at a rate, under assumptions; each answer is a cell with its remarks."""

    def __init__(
        self,
        terms: Terms,
        parts: tuple[FinancingPart, ...],
        price: Told,
        rate: Any,
        start: Any,
        assume: Mapping[str, Any],
    ) -> None:
        self._price = price.cell if isinstance(price.cell, Price) else None
        self._rate, self._parts = rate, parts
        self._asked = Asked.of(parts, start=start, assume=assume)
        paying = [part for part in parts if part.pays]
        complete = terms.financing is not None and terms.financing.complete
        shares, rest = shares_of(paying, self._price, complete=complete)
        self._whole = bool(paying) and (complete or (not rest and None not in shares))
        self._untold = (
            "how all of the price is paid" if None in shares else f"who pays {Share(rest).percent} of the price"
        )
        self._sources: tuple[Evidence, ...] = tuple(
            source for part in parts for claim in part.claims for source in claim.evidence
        )

    def present_value(self) -> Told:
        """Return what all that is paid is worth at the start; a lower bound where something is not known."""
        if not self._parts:
            return Told(NoValue.UNKNOWN, (_NOBODY,))
        told = self._answer(lambda: cost(self._asked, rate=self._rate), self._asked)
        if self._whole or not isinstance(told.cell, Range):
            return told
        cell = evolve(told.cell, high=None) if told.cell.low else NoValue.UNKNOWN
        return told._replace(cell=cell, remarks=(*told.remarks, f"nobody tells {self._untold}"))

    def grant_element(self) -> Told:
        """Return what is given away, as a fraction of all that is lent or given."""
        if not any(isinstance(part.claims[0], (Credit, Grant)) for part in self._parts):
            return self._nothing("nothing is lent or given")
        return self._answer(lambda: grant_element(self._asked, rate=self._rate), self._asked.credits())

    def effective_rate(self) -> Told:
        """Return the yearly rate of what is lent, fees included."""
        if not any(isinstance(part.claims[0], Credit) for part in self._parts):
            return self._nothing("nothing is lent")
        return self._answer(lambda: effective_rate(self._asked), self._asked.credits())

    def _nothing(self, reason: str) -> Told:
        if not self._parts:
            return Told(NoValue.UNKNOWN, (_NOBODY,))
        unnamed = any(isinstance(part.claims[0], Unspecified) for part in self._parts)
        return Told(NoValue.NOT_APPLICABLE, (reason,)) if self._whole and not unnamed else Told(NoValue.UNKNOWN)

    def _answer(self, ask: Callable[[], FinancingFigure], about: Asked) -> Told:
        try:
            figure = ask()
            schedule = about.schedule()
        except InvalidValue as error:
            if error.path[:1] == ("assume",):
                raise
            return Told(NoValue.UNKNOWN, (str(error),), self._sources)
        remarks = []
        if figure.assumed:
            remarks.append(f"assumed: {', '.join(f'{name} {value}' for name, value in figure.assumed.items())}")
        remarks += [f"not assumed: {name}, since {why}" for name, why in schedule.not_taken.items()]
        if figure.undecided:
            remarks.append(f"nobody published {_words(figure.undecided)}")
        if schedule.conventions and figure.low is not None:
            usual = "; ".join(f"{name}: {word}" for name, word in schedule.conventions.items())
            remarks.append(f"taken for granted: {usual}")
        remarks += [f"disputed of {part.name}: {_words(part.disputed)}" for part in about.parts if part.disputed]
        return Told(self._cell(figure), tuple(remarks), self._sources)

    def _cell(self, figure: FinancingFigure) -> Cell:
        if figure.low is None or (figure.undecided and not figure.low):
            return NoValue.UNKNOWN
        high = None if figure.undecided else figure.high
        unit = figure.unit and (
            money_in_words(self._price) if self._price and money_of(self._price) == figure.unit else figure.unit
        )
        return Range(low=figure.low, high=high, unit=unit or FRACTION)


def _words(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)
