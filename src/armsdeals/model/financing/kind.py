"""What every way of paying has in common; each kind is a file beside this one.

A financing kind is a claim of terms. Claims with one `key` speak of the same thing: in March somebody proposes a loan, in
December somebody tells its share. Without a key each stands by itself.

A term that is None is unknown. Terms that are known not to exist, to exist but not to be published, or not to arise stand
by name in ``without``, ``withheld`` and ``inapplicable``.

    >>> from armsdeals.model.financing.cash import Cash
    >>> Cash(share="0.45", withheld=("amount",)).absence("amount")
    Absence.WITHHELD

Offsets are no financing, and an instrument in the sense of a document is another thing (`Instrument`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import field, fields, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Slug, Word, checked
from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.financing.row import ScheduleRow, Setting, money_of
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.values.claim import Absence, Claim
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import Share, to_share

ABSENT = ("without", "withheld", "inapplicable")  # the fields that name absent terms
ABSENCES = (Absence.NONE, Absence.WITHHELD, Absence.NOT_APPLICABLE)
_FRAME = frozenset(f.name for f in fields(Claim)) | {"key", "kind", *ABSENT}


_TERMS: dict[Any, tuple[str, ...]] = {}
_SUMS_IN: dict[Any, tuple[str, ...]] = {}


def _with_sums(cls: Any) -> tuple[str, ...]:
    """Return the terms of a kind that are sums or lists of things that may have one."""
    if cls not in _SUMS_IN:
        _SUMS_IN[cls] = tuple(
            f.name for f in fields(cls) if f.name in terms_of(cls) and (f.name in cls.SUMS or f.default == ())
        )
    return _SUMS_IN[cls]


def terms_of(cls: Any) -> tuple[str, ...]:
    """Return the names of the terms of a kind: what may be told of it, without who says it."""
    if cls not in _TERMS:
        _TERMS[cls] = tuple(f.name for f in fields(cls) if f.name not in _FRAME)
    return _TERMS[cls]


class FinancingForm(Word):
    """In which way a deal is paid for, as the field calls it."""

    OWN_FUNDS = "OWN_FUNDS"  # the recipient's budget
    SUPPLIER_STATE_LOAN = "SUPPLIER_STATE_LOAN"  # lent by the supplier's state
    EXPORT_CREDIT_DIRECT = "EXPORT_CREDIT_DIRECT"  # lent by an export credit agency
    EXPORT_CREDIT_GUARANTEED = "EXPORT_CREDIT_GUARANTEED"  # lent by banks, covered by such an agency
    COMMERCIAL_LOAN = "COMMERCIAL_LOAN"  # banks or bonds without official support
    SUPPLIER_CREDIT = "SUPPLIER_CREDIT"  # the selling firm waits for its money
    MILITARY_AID_GRANT = "MILITARY_AID_GRANT"
    MILITARY_AID_LOAN = "MILITARY_AID_LOAN"
    GUARANTEED_AID_LOAN = "GUARANTEED_AID_LOAN"  # lent by banks, covered by an aid programme
    GIFT = "GIFT"  # the goods themselves are given
    THIRD_PARTY_GRANT = "THIRD_PARTY_GRANT"  # somebody else pays
    THIRD_PARTY_LOAN = "THIRD_PARTY_LOAN"  # somebody else lends
    LEASE = "LEASE"
    BARTER = "BARTER"  # goods in payment
    DEBT_SETTLEMENT = "DEBT_SETTLEMENT"  # against what the supplier owes
    CO_DEVELOPMENT_SHARE = "CO_DEVELOPMENT_SHARE"  # by a share of the development
    UNKNOWN = "UNKNOWN"  # financed, nobody says how


@slim("key form share amount")
@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class FinancingKind(Claim):
    """Terms that every way of paying can have.

    Attributes:
        key: Which financing of the deal it speaks of; empty if it stands by itself.
        form: The way of paying, as the field calls it.
        share: Part of the price, 0 to 1.
        amount: The sum itself, if that is said.
        status: How far it had come when this was said.
        without: Terms that are known not to exist, by name: no grace, no fee.
        withheld: Terms that are known to exist and are not published.
        inapplicable: Terms for which the question does not arise.

    Raises:
        InvalidValue: The form is one of another kind, or a term is both given and absent, or absent in two ways.
        UnknownName: There is no such term.
    """

    FORMS: ClassVar[frozenset[FinancingForm]] = frozenset()
    PAYS: ClassVar[bool] = True  # whether its share is a part of the price
    LENDS: ClassVar[bool] = False  # whether money is owed afterwards
    NAMED_ELSEWHERE: ClassVar[frozenset[FinancingForm]] = frozenset()  # forms whose plain words mean another kind
    PAID_ON_TOP: ClassVar[frozenset[str]] = frozenset()  # terms that make it dearer where they exist
    SUMS: ClassVar[frozenset[str]] = frozenset()  # terms that are sums and are reckoned with the whole
    KINDS: ClassVar[dict[str, Any]] = {}  # tag to class; filled where all kinds are known

    key: Key = ""
    form: FinancingForm | None = field(default=None, converter=optional(FinancingForm))
    share: Share | None = field(default=None, converter=optional(to_share))
    amount: Price | None = field(default=None, converter=optional(to_price))
    status: FinancingStatus | None = field(default=None, converter=optional(FinancingStatus))
    without: tuple[Slug, ...] = ()
    withheld: tuple[Slug, ...] = ()
    inapplicable: tuple[Slug, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.form is not None and self.form not in self.FORMS:
            choices = ", ".join(sorted(self.FORMS))
            raise InvalidValue(
                f"a {type(self).__name__.lower()} is not of the form {self.form} (expected one of {choices})"
            )
        seen: set[str] = set()
        for group in ABSENT:
            for place, term in enumerate(getattr(self, group)):
                self._check_absent(term, (group, place), seen)
                seen.add(term)

    def _check_absent(self, term: str, path: tuple[str | int, ...], seen: set[str]) -> None:
        known = terms_of(type(self))
        if term not in known:
            near = suggestion(term, known)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
            raise UnknownName(
                f"{shown(term)} is no term of a {type(self).__name__.lower()}; {hint}", path=path, suggestions=near
            )
        if getattr(self, term) not in (None, "", ()):
            raise InvalidValue(f"{shown(term)} is absent here and yet given; keep one", path=path)
        if term in seen:
            raise InvalidValue(f"{shown(term)} is absent in two ways; keep one", path=path)

    def absence(self, term: str) -> Absence | None:
        """Why a term has no value, as it was told; None if it has one, or if nobody says anything."""
        for group, reason in zip(ABSENT, ABSENCES, strict=True):
            if term in getattr(self, group):
                return reason
        return None

    @property
    def needs_start(self) -> bool:
        """Whether a day must be known on which it begins."""
        return True

    @property
    def begins(self) -> date | None:
        """The day on which it begins, where its own terms tell it."""
        return None

    def missing(self, amount: object = None) -> tuple[str, ...]:
        """Return the terms without which nothing can be reckoned, by name.

        A term that is withheld is among them: what is known to exist cannot be taken for what is usual.

        Args:
            amount: The sum, as far as it is known from elsewhere.
        """
        return (*(("amount",) if amount is None else ()), *self._hidden())

    def _hidden(self) -> tuple[str, ...]:
        """The withheld terms for which else a convention would stand, or that are paid on top."""
        usual = self.conventions()
        return tuple(term for term in self.withheld if term in usual or term in self.PAID_ON_TOP)

    def ranges(self) -> dict[str, tuple[Any, ...]]:
        """Return the values to reckon with for terms that are told only within bounds, by name; years one by one."""
        return {}

    def allows(self, term: str, value: Any) -> bool:  # noqa: ARG002  # only what is told within bounds excludes anything
        """Whether what is told of a term leaves this value possible."""
        return True

    def goes_together(self, terms: Mapping[str, Any]) -> bool:  # noqa: ARG002  # most terms do
        """Whether values of several terms, each of which may be, can be those of one case."""
        return True

    def paid_in(self, amount: Price | None) -> Price | None:
        """Return the sum in whose money it is paid: its own, unless a kind knows better."""
        return amount

    def mixed(self, currency: str) -> dict[str, str]:
        """Return why sums inside it cannot be reckoned with: they are in other money than the whole. By term."""
        found = {}
        for term in _with_sums(type(self)):
            told = getattr(self, term)
            if not told:
                continue
            prices = [getattr(one, "amount", None) for one in told] if isinstance(told, tuple) else []
            if term in self.SUMS:
                prices.append(told)
            other = next((price for price in prices if isinstance(price, Price) and money_of(price) != currency), None)
            if other is not None and currency:
                found[term] = f"{other.in_words} is told, and the whole in {currency}; bring them to one money"
        return found

    def conventions(self) -> dict[str, str]:
        """Return what is taken for terms that nobody told and that a schedule needs, by name, in words."""
        return {}

    def rows(self, setting: Setting) -> list[ScheduleRow]:  # noqa: ARG002  # what is given costs the recipient nothing
        """Return what falls due, oldest first; every term in `missing` must be known."""
        return []

    __repr__ = short_repr

    @property
    def name(self) -> str:
        """The key, else the form or the kind in words."""
        return self.key or self.way_in_words

    @property
    def way_in_words(self) -> str:
        """The form in words, else the kind: "supplier state loan", "credit line"."""
        return self.form.in_words if self.form else re.sub("(?<=[a-z])(?=[A-Z])", " ", type(self).__name__).lower()
