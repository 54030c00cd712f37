"""Terms: what a comment or a sentence says of a deal besides who, what and when.

Registers print one line of remarks with each deal. `parse_terms` (`armsdeals.values.terms_reader`) reads them into these
classes; what it does not understand stays as text in ``rest``.

    >>> from armsdeals.values.terms_reader import parse_terms
    >>> terms = parse_terms("$2.5 b deal (55% financed by Russian loan); delivery delayed")
    >>> terms.price, terms.financing[0].kind, terms.financing[0].share, terms.financing[0].by
    (Price('2500000000 USD'), PaymentKind.LOAN, Share('0.55'), 'Russia')
    >>> [told.status for told in terms.status], terms.rest, terms.is_complete
    ([TermStatus.DELAYED], (), True)

A price is that of the deal, of which the goods of one row may be a part only (``is_part``): it must not be added up over
rows. Left out: turning any of it into a `Deal`, which is for the reader of a source to do.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from armsdeals._fields import Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals.values.estimate import Estimate
from armsdeals.values.number import product
from armsdeals.values.price import Price
from armsdeals.values.share import Share
from armsdeals.values.when import When

_HUNDREDTH = Decimal("0.01")


class PaymentKind(Word):
    """By what the recipient gets the goods paid."""

    LOAN = "LOAN"  # money lent
    AID = "AID"  # money given by a state
    DONATION = "DONATION"  # money given by private people
    BARTER = "BARTER"  # goods
    DEBT = "DEBT"  # the supplier pays an old debt in kind
    OTHER = "OTHER"  # somebody pays; how is not said


class ProductionKind(Word):
    """How far the goods are made elsewhere than in the supplier's plants."""

    LICENCE = "LICENCE"  # made under licence
    ASSEMBLY = "ASSEMBLY"  # put together
    KITS = "KITS"  # put together from kits
    COMPONENTS = "COMPONENTS"  # parts are made
    LOCAL = "LOCAL"  # made there; on what terms is not said


class TermStatus(Word):
    """What has become of the deal or of a part of it."""

    DELAYED = "DELAYED"  # the goods come later than was planned
    CANCELLED = "CANCELLED"  # ended; mostly of further units or an option
    SELECTED = "SELECTED"  # chosen, not yet ordered
    EMBARGOED = "EMBARGOED"  # held back by an embargo
    SUSPENDED = "SUSPENDED"  # stopped for the time being
    UNCERTAIN = "UNCERTAIN"  # the source does not know


class Topic(Word):
    """What a remark is about."""

    AID = "AID"  # the goods are given as aid
    LEASE = "LEASE"  # the goods are leased
    LOANED = "LOANED"  # the goods themselves are lent
    SECOND_HAND = "SECOND_HAND"  # the goods were in use before
    MODERNIZED = "MODERNIZED"  # the goods were brought up to date, before or after they came
    VERSION = "VERSION"  # which version
    DESIGNATION = "DESIGNATION"  # what the recipient calls it
    PURPOSE = "PURPOSE"  # the platform, the user or the use that it is for
    ENGINE = "ENGINE"  # which engine
    ORIGIN = "ORIGIN"  # from which country or production line it comes
    PART = "PART"  # of which larger thing it is a part
    VIA = "VIA"  # through whom it was ordered, sold or delivered
    PARTY = "PARTY"  # who the supplier or recipient is or may be
    UNCERTAIN = "UNCERTAIN"  # what of the row itself is uncertain


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Remark:
    """One remark, in the words of the text.

    Attributes:
        topic: What it is about.
        text: The words; of a designation only the name.
        number: Of how many it is said; None where it is of all or nobody says.
        is_doubtful: Whether the text itself calls it probable or possible.
    """

    topic: Topic
    text: Text
    number: Estimate | None = None
    is_doubtful: bool = False

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Goods:
    """Goods that are named in a comment.

    Attributes:
        what: The words for them; empty where the goods of the row are meant.
        number: How many; None where nobody says.
        is_doubtful: Whether the text itself calls it probable or possible.
    """

    what: Text = ""
    number: Estimate | None = None
    is_doubtful: bool = False

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class FinancingTerm:
    """Who pays, by what, and how much of it.

    Attributes:
        kind: By what it is paid.
        percent: How much of the price it covers, in percent; None where nobody says.
        price: The sum, where one is said.
        by: Who pays or lends: a country where one is meant, else the words of the text.
        is_partial: Whether the text says that it covers a part only, without saying how much.
        is_doubtful: Whether the text itself calls it probable or possible.
    """

    kind: PaymentKind
    percent: Estimate | None = None
    price: Price | None = None
    by: Text = ""
    is_partial: bool = False
    is_doubtful: bool = False

    __repr__ = short_repr

    @property
    def share(self) -> Share | None:
        """The exact part of the price, from 0 to 1; None where it is not said, or not exactly."""
        share = _share(self.percent)
        return Share(share) if share is not None and share <= 1 else None


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class OffsetTerm:
    """What the supplier gives back in work or trade.

    Attributes:
        percent: How much of the price, in percent; more than 100 is common.
        price: The sum, where one is said.
        is_doubtful: Whether the text itself calls it probable or possible.
    """

    percent: Estimate | None = None
    price: Price | None = None
    is_doubtful: bool = False

    __repr__ = short_repr

    @property
    def share(self) -> Decimal | None:
        """The exact part of the price: 0.8 for 80 %, 1.1 for 110 %; None where it is not said, or not exactly."""
        return _share(self.percent)


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class ProductionTerm:
    """What is made where.

    Attributes:
        kind: How far it is made there.
        where: The country, as printed; empty where nobody says.
        number: How many are made so; None where it is all or nobody says.
        name: Under which name it is made there.
        is_doubtful: Whether the text itself calls it probable or possible.
    """

    kind: ProductionKind
    where: Text = ""
    number: Estimate | None = None
    name: Text = ""
    is_doubtful: bool = False

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class OptionTerm:
    """A right to order more.

    Attributes:
        number: How many more; None where nobody says.
        is_lapsed: Whether the text says that it was not used.
        is_doubtful: Whether the text itself calls that probable or possible.
    """

    number: Estimate | None = None
    is_lapsed: bool = False
    is_doubtful: bool = False

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class StatusTerm:
    """What has become of the deal or of a part of it.

    Attributes:
        status: The state.
        text: The words of the text, which may say since when and why.
        part: Of what it is said where that is a part only: "2 more".
        is_doubtful: Whether the text itself calls it probable or possible.
    """

    status: TermStatus
    text: Text
    part: Text = ""
    is_doubtful: bool = False

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Terms:
    """All that was read in one comment, in its order, and what was not.

    Attributes:
        prices: What the deal costs; several where one sum is told in several currencies, or two figures are open.
        is_part: Whether the prices are those of a larger deal.
        programme: The name of the programme or deal; empty without one.
        financing: Who pays, by what.
        offset: What the supplier gives back.
        production: What is made elsewhere.
        options: Rights to order more.
        covers: What the prices are for.
        includes: What is among the goods.
        gifts: What comes on top for nothing.
        status: What has become of the deal or of a part of it.
        planned: When goods are to be delivered.
        remarks: Everything else, by topic.
        rest: The pieces of the text that were not understood.
    """

    prices: tuple[Price, ...] = ()
    is_part: bool = False
    programme: Text = ""
    financing: tuple[FinancingTerm, ...] = ()
    offset: OffsetTerm | None = None
    production: tuple[ProductionTerm, ...] = ()
    options: tuple[OptionTerm, ...] = ()
    covers: tuple[Goods, ...] = ()
    includes: tuple[Goods, ...] = ()
    gifts: tuple[Goods, ...] = ()
    status: tuple[StatusTerm, ...] = ()
    planned: tuple[When, ...] = ()
    remarks: tuple[Remark, ...] = ()
    rest: tuple[Text, ...] = ()

    __repr__ = short_repr

    @property
    def price(self) -> Price | None:
        """The price as it is told first; None where the text tells none."""
        return self.prices[0] if self.prices else None

    @property
    def is_complete(self) -> bool:
        """Whether nothing was left unread."""
        return not self.rest

    @property
    def aid(self) -> Remark | None:
        """That the goods are aid, or a part of them is."""
        return self.of(Topic.AID)

    @property
    def lease(self) -> Remark | None:
        """That the goods are leased, or a part of them is."""
        return self.of(Topic.LEASE)

    @property
    def loaned(self) -> Remark | None:
        """That the goods themselves are lent; a loan of money stands under ``financing``."""
        return self.of(Topic.LOANED)

    @property
    def second_hand(self) -> Remark | None:
        """That the goods were in use before, or a part of them was."""
        return self.of(Topic.SECOND_HAND)

    def of(self, topic: Topic | str) -> Remark | None:
        """Return the first remark on a topic; None without one.

        Raises:
            UnknownName: There is no such topic.
        """
        wanted = Topic(topic)
        return next((remark for remark in self.remarks if remark.topic is wanted), None)


def _share(percent: Estimate | None) -> Decimal | None:
    return None if percent is None or not percent.is_exact else product(percent.low, _HUNDREDTH)
