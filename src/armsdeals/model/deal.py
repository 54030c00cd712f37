"""Deal: one dealing between a supplier side and a recipient side, as a set of dated, sourced claims.

Nothing about where it stands is stored: the stage is replayed from the history, for any day and for what was known by
any day.

    >>> deal = Deal(id="demo", parties=(Party("Russia", role="supplier"), Party("Türkiye", role="recipient")),
    ...             lines=(Line(id="s400", system="S-400", ordered="4", unit="battalion"),))
    >>> deal = deal.start_talks(on="2016-11").sign(on="2017-09").cancel(on="2020", by="recipient", reasons=("price",))
    >>> deal.stage, deal.position.furthest
    (NegotiationStage.CANCELLED, NegotiationStage.SIGNED)
    >>> deal.as_of("2018-01-01").stage
    NegotiationStage.SIGNED
    >>> str(deal.ordered("s400"))
    '4 battalion'

Left out: what several deals have in common; that stands in the `Register`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

from attrs import evolve, frozen

from armsdeals._fields import Slug, Text, checked
from armsdeals._shown import plain, shown
from armsdeals._twins import changer
from armsdeals.errors import InvalidValue
from armsdeals.model.answers import Answers
from armsdeals.model.card import card_of
from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import Financing
from armsdeals.model.knowing import as_known, claims_of, undated
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.model.negotiation.guards import GUARDS, Guards
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.next_moves import NextMove, next_moves
from armsdeals.model.offer import Offer, OfferAssessment
from armsdeals.model.overdue import overdue
from armsdeals.model.party import Party, Role
from armsdeals.model.sense import makes_sense, scope_is_there
from armsdeals.model.shared_ends import told_beside
from armsdeals.model.sides import Side, as_told_by
from armsdeals.model.spans import Span, Stay, days_between, spans, stays, stays_of_whole
from armsdeals.model.standing import share_in_force, stages_on, takes, whole
from armsdeals.model.steps import Steps, settled_from
from armsdeals.model.tranche import Tranche
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.model.why import Dispute, Explanation, disputes, why
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.when import ALWAYS, When, to_when


class _Memo:
    """A slot beside the fields for what can be computed again: not compared, printed, copied, pickled or written."""

    __slots__ = ("_memo",)
    _memo: dict[Any, Any]

    def _kept(self) -> dict[Any, Any]:
        try:
            return self._memo
        except AttributeError:  # a new object, also after unpickling
            object.__setattr__(self, "_memo", {})
            return self._memo


@frozen(kw_only=True, weakref_slot=False, repr=False, field_transformer=checked)
class Deal(_Memo, Steps, Answers):
    """One dealing between two sides.

    Attributes:
        id: A key for it: a-z, 0-9, '-', '_' and '.'.
        title: What it is about, in words.
        parties: Who has a part in it.
        lines: What is transferred.
        prices: Every claim of what it costs.
        tranches: Parts that come into force by themselves.
        financing: How it is paid for; None if nobody says.
        offers: What was put on the table.
        assessments: What somebody thought of an offer, or of there being none.
        authorisations: What somebody allows or forbids, dated.
        constraints: What limits the use of the goods, or the deal itself.
        offsets: What is owed to the recipient's economy.
        technology: Know-how that is shared.
        history: Everything dated that was told of it, in any order.
        links: How it stands to other deals.
        note: Anything else, in words.
        sources: Evidence that was read for it and that no claim cites.

    Raises:
        InvalidValue: Two parts share an id, a part names one that is not there, or events follow each other in a circle.
    """

    id: Slug
    title: Text = ""
    parties: tuple[Party, ...] = ()
    lines: tuple[Line, ...] = ()
    prices: tuple[PriceClaim, ...] = ()
    tranches: tuple[Tranche, ...] = ()
    financing: Financing | None = None
    offers: tuple[Offer, ...] = ()
    assessments: tuple[OfferAssessment, ...] = ()
    authorisations: tuple[Authorisation, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    offsets: tuple[Offset, ...] = ()
    technology: tuple[TechTransfer, ...] = ()
    history: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    note: Text = ""
    sources: tuple[Evidence, ...] = ()

    def __attrs_post_init__(self) -> None:
        makes_sense(self)

    def replay(self, scope: str = "", *, table: Moves | None = None) -> Replay:
        """Return the replayed history; keep it to ask for many days.

        Args:
            scope: The key of a line or tranche, for events that speak of it alone, and halts that a tranche shares with the
                whole (not by a table of your own); empty for the deal as a whole.
            table: Legal moves of your own (`ad.moves`); None for the common ones.

        Raises:
            UnknownName: No line or tranche has that key.
        """
        memo = self._kept()
        key = ("replay", scope, table)
        if key not in memo:
            scope_is_there(self, scope)
            gone = self.retracted()
            told = [] if table else told_beside(self.history, gone, self.tranches, scope, self.replay)
            memo[key] = Replay(self.history, scope=scope, retracted=gone, table=table or MOVES, beside=told)
        return memo[key]  # type: ignore[no-any-return]

    @property
    def position(self) -> Position:
        """Where it stands after everything that is told, whenever it was known."""
        return self.standing(None)

    @property
    def stage(self) -> NegotiationStage | None:
        """The stage after everything that is told; None before the first and where it is open."""
        return self.position.stage

    @property
    def stages(self) -> frozenset[NegotiationStage | None]:
        """The stages it may be in; None among them means that perhaps nothing has begun."""
        return self.position.stages

    def as_of(self, day: When | date | str, known_by: When | date | str | None = None, *, scope: str = "") -> Position:
        """Return where it stood on a day, from what a reader could have known by another day.

        Args:
            day: The day asked for; a month or year means at some time in it.
            known_by: The reader's day; None uses every claim.
            scope: As in `replay`.
        """
        deal = self if known_by is None else self.as_known(known_by)
        position = deal.replay(scope).at(to_when(day)) if scope else deal.standing(to_when(day))
        return position if known_by is None else evolve(position, undated=undated(self))

    def share_in_force(self, *, on: When | date | str | None = None) -> tuple[Decimal, Decimal] | None:
        """Return how much of it is certainly and possibly in force by a day, 0 to 1; None where shares are not known."""
        day = None if on is None else to_when(on)
        parts = [self.replay(tranche.id) for tranche in self.tranches]
        return share_in_force(self.tranches, self.replay(), parts, day) if parts else None

    def as_known(self, day: When | date | str) -> Self:
        """Return the deal as a reader of that day could have written it.

        Every claim of every kind that was not certainly known by then is dropped; undated ones are never known. Of a
        month or year, the first day counts.
        """
        by = to_when(day).lo
        memo = self._kept()
        key = ("known", by)
        if key not in memo:
            memo[key] = as_known(self, by)
        return memo[key]  # type: ignore[no-any-return]

    def as_told_by(self, side: Side | str) -> Self:
        """Return the deal with only what one side says in its own words: SUPPLIER or RECIPIENT (see `Side`)."""
        return as_told_by(self, Side(side))

    def overdue(self, *, on: When | date | str) -> tuple[Claim, ...]:
        """Return what was planned for before a day and is not known by then to have happened, oldest first."""
        day = to_when(on)
        return overdue(self.as_known(day), day)

    def spans(self, scope: str = "") -> tuple[Span, ...]:
        """Return how long it stayed in each stage, as ranges of days; ``scope`` as in `replay`."""
        return spans(self._stays(scope))

    def moves(
        self, mode: Mode | str = "strict", *, on: When | date | str | None = None, table: Moves = MOVES,
        guards: Guards = GUARDS,
    ) -> tuple[NextMove, ...]:  # fmt: skip
        """Return the steps that the table knows from where it stands, with what the guards say of each.

        Args:
            mode: "strict", or "observed" to see the stages as well that can be jumped to.
            on: The day of the step, up to which the guards look; None is after everything that is told.
            table: The legal moves.
            guards: The guards to ask, by id.
        """
        position = self.position if table is MOVES else self.replay(table=table).at(None)
        _, _, last, _ = self._end()
        day = None if on is None else to_when(on)
        found = next_moves(self, position, Mode(mode), day, last, table=table, guards=guards)
        return tuple(move for move in found if self._takes(move.to))

    def days_between(self, start: NegotiationStage | str, end: NegotiationStage | str) -> Estimate | None:
        """Return the days from first coming to one stage to coming to another after it; None if it did not."""
        return days_between(self._stays(), NegotiationStage(start), NegotiationStage(end))

    def disputes(self, *, on: When | date | str | None = None) -> tuple[Dispute, ...]:
        """Return what is disputed on a day (None: after everything told), with the claims that exclude each other."""
        return disputes(self, None if on is None else to_when(on))

    def why(self, about: str = "stage", *, on: When | date | str | None = None) -> Explanation:
        """Return the reasons for an answer, readable by ``str``.

        Args:
            about: "stage", "price", "lines.ID.BASIS", "financing.KEY.TERM" such as "financing.loan.rate",
                "offsets.KEY.TERM", "technology.KEY.TERM", "payments.KEY", "settlements.KEY", "tranches.ID.stage".
            on: The day for which is asked; None for after everything that is told.

        Raises:
            UnknownName: Nothing is answered under that name.
        """
        return why(self, about, None if on is None else to_when(on))

    @property
    def suppliers(self) -> tuple[Party, ...]:
        """The parties with the role SUPPLIER."""
        return tuple(party for party in self.parties if party.role is Role.SUPPLIER)

    @property
    def recipients(self) -> tuple[Party, ...]:
        """The parties with the role RECIPIENT."""
        return tuple(party for party in self.parties if party.role is Role.RECIPIENT)

    def with_price(self, claim: PriceClaim | Price | Money | str) -> Self:
        """Return the deal with one more claim of its price."""
        return evolve(self, prices=(*self.prices, claim if isinstance(claim, PriceClaim) else PriceClaim(value=claim)))

    def with_quantity(self, line: str, basis: Basis | str, claim: QuantityClaim | Estimate | str | int) -> Self:
        """Return the deal with one more claim of how many of a line, on a basis."""
        told = claim if isinstance(claim, QuantityClaim) else QuantityClaim(value=claim, basis=basis)
        if told.basis is not Basis(basis):
            raise InvalidValue(f"the claim counts {told.basis.in_words}, not {Basis(basis).in_words}")
        changed = evolve(self.line(line), quantities=(*self.line(line).quantities, told))
        return evolve(self, lines=tuple(changed if part.id == line else part for part in self.lines))

    def with_financing(self, financing: Financing) -> Self:
        """Return the deal with this financing in place of the one it has."""
        return evolve(self, financing=financing)

    def with_offer(self, offer: Offer) -> Self:
        """Return the deal with one more offer."""
        return evolve(self, offers=(*self.offers, offer))

    def with_authorisation(self, authorisation: Authorisation) -> Self:
        """Return the deal with one more claim of a permission."""
        return evolve(self, authorisations=(*self.authorisations, authorisation))

    def with_constraint(self, constraint: Constraint) -> Self:
        """Return the deal with one more constraint."""
        return evolve(self, constraints=(*self.constraints, constraint))

    def with_link(self, link: Link) -> Self:
        """Return the deal with one more link."""
        return evolve(self, links=(*self.links, link))

    def retract(
        self, claim_id: str, *, on: When | date | str = "../..", text: str = "", evidence: Evidence | Iterable[Evidence] = ()
    ) -> Self:  # fmt: skip
        """Return the deal with a claim taken back; it is kept, and no longer counts."""
        told = (evidence,) if isinstance(evidence, Evidence) else tuple(evidence)
        return self.with_event(Event(when=on, retracts=claim_id, text=text, evidence=told))

    def standing(self, day: When | None) -> Position:
        """Return where it stands on a day, its tranches looked at; None is after everything that is told."""
        told = self.replay()
        return whole(told, [self.replay(part.id) for part in self.tranches], day) if self.tranches else told.at(day)

    def _stays(self, scope: str = "") -> list[Stay]:
        if scope or not self.tranches:
            return stays(self.replay(scope))
        parts = [self.replay(tranche.id) for tranche in self.tranches]
        return stays_of_whole((self.replay(), *parts), lambda day: stages_on(self.replay(), parts, day))

    def retracted(self) -> frozenset[str]:
        """The ids of the claims that others take back."""
        memo = self._kept()
        if "retracted" not in memo:
            memo["retracted"] = frozenset(claim.retracts for claim in claims_of(self) if claim.retracts)
        return memo["retracted"]  # type: ignore[no-any-return]

    def _end(self) -> tuple[frozenset[NegotiationStage | None], int, Event | None, int]:
        memo = self._kept()
        if "end" not in memo:
            replay = self.replay()
            last = replay.moves[-1] if replay.moves else None
            earliest = replay.earliest[-1] if replay.moves else ALWAYS
            stages = self.position.stages if self.tranches else replay.stages[-1]
            memo["end"] = stages, earliest, last, settled_from(replay, self.history)
        return memo["end"]  # type: ignore[no-any-return]

    def _takes(self, to: NegotiationStage) -> bool:
        return not self.tranches or takes(to, [self.replay(tranche.id).at(None) for tranche in self.tranches])

    def _stepped(self, history: tuple[Event, ...], event: Event, earliest: int) -> Self:
        deal = _with_history(self, history)
        object.__setattr__(deal, "_memo", {"end": (frozenset((event.stage,)), earliest, event, event.when.lo)})
        return deal  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        return f"<Deal {shown(self.id)}: {self.position}; {len(self.history)} events>"

    def _repr_html_(self) -> str:
        return card_of(self).html()

    def __str__(self) -> str:
        return plain(f"{self.title or self.id}: {self.position}")


_with_history = changer(Deal, "history")
