"""What deals hold beside their history, as it is drawn: each piece in a slot of its own, and none depends on another.

What a piece says of others (a line, an offer, a source, a claim that it takes back) is a number, which is looked up when
all pieces are there. So any of them can be left out, and the rest stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.line import Line
from armsdeals.model.offer import Offer, OfferAssessment
from armsdeals.model.tranche import Tranche
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.strategies.by_plan import Told, made, told_by_plan
from armsdeals.strategies.claim import BETWEEN_CLAIMS, evidences
from armsdeals.strategies.one_event import RELATIONS, Drawn
from armsdeals.strategies.parts import links, parties
from armsdeals.strategies.sense import fitting
from armsdeals.strategies.slots import nth, slot, slots, whole
from armsdeals.strategies.values import texts
from armsdeals.values.evidence import Evidence

_LONE = (*BETWEEN_CLAIMS, "evidence")  # drawn for the deal as a whole
_MOST = 8  # pieces of a deal
_OF_A_LINE: tuple[tuple[str, Any] | None, ...] = (
    *(None,) * 4,
    ("quantities", QuantityClaim),
    ("quantities", QuantityClaim),
    ("production", ProductionClaim),
    ("volumes", VolumeClaim),
)
_BESIDE = {  # claims beside the history, and their fields that name parts of the deal
    "prices": (PriceClaim, ()),
    "offers": (Offer, ("key", "lines", "revises")),
    "assessments": (OfferAssessment, ("offer",)),
    "authorisations": (Authorisation, ("lines",)),
    "constraints": (Constraint, ("lines",)),
    "offsets": (Offset, ()),
    "technology": (TechTransfer, ("line",)),
}
_NAMES = (
    *("lines",) * 6, *("prices",) * 3, *("financing",) * 3, *("tranches",) * 2, *("parties",) * 2,
    *("offers",) * 2, "assessments", "authorisations", "constraints", "offsets", "technology", "links", "title", "note",
)  # fmt: skip
_IDS = tuple("abcdefgh")
_SAID = 8  # from this number on a claim speaks of a line, or an offer of the one before
_OF_OFFERS = 12


class Goods(NamedTuple):
    """A line, not yet made, and the claims of it with the names of their fields."""

    said: Told
    claims: tuple[tuple[str, Any, Drawn], ...]


Piece = tuple[str, Any]


@cache
def claims_of(cls: Any, currencies: tuple[str, ...], refers: tuple[str, ...] = ()) -> st.SearchStrategy[Drawn]:
    """Claims, not yet made."""
    return _claim(told_by_plan(cls, currencies=currencies, without=(*_LONE, *refers)))


@st.composite
def _claim(draw: st.DrawFn, /, fields: st.SearchStrategy[Told]) -> Drawn:
    said = draw(fields)
    return Drawn(said, relation=draw(whole(0, RELATIONS)), about=draw(whole(0, 15)), cite=draw(whole(0, 3)))


@cache
def goods(currencies: tuple[str, ...]) -> st.SearchStrategy[Goods]:
    """Lines, not yet made."""
    return _goods(currencies)


@st.composite
def _goods(draw: st.DrawFn, /, currencies: tuple[str, ...]) -> Goods:
    said = draw(told_by_plan(Line, currencies=currencies, without=("id", "quantities", "production", "volumes")))
    claim = _claim_of_goods(currencies)
    return Goods(said, tuple(one for one in [draw(claim) for _ in range(3)] if one is not None))


@cache
def _claim_of_goods(currencies: tuple[str, ...]) -> st.SearchStrategy[tuple[str, Any, Drawn] | None]:
    @st.composite
    def one_of_them(draw: st.DrawFn) -> tuple[str, Any, Drawn] | None:
        named = _OF_A_LINE[draw(whole(0, len(_OF_A_LINE) - 1))]
        return None if named is None else (*named, draw(claims_of(named[1], currencies)))

    return one_of_them()


@cache
def _tranches() -> st.SearchStrategy[tuple[Told, int]]:
    return st.tuples(told_by_plan(Tranche, without=("id", "lines")), whole(0, 3))


@cache
def _ways_of_paying(currencies: tuple[str, ...]) -> st.SearchStrategy[tuple[Any, Drawn]]:
    return st.one_of([st.tuples(st.just(kind), claims_of(kind, currencies)) for kind in FinancingKind.KINDS.values()])


@cache
def _piece(name: str, currencies: tuple[str, ...]) -> st.SearchStrategy[Any]:
    if name in _BESIDE:
        cls, refers = _BESIDE[name]
        return claims_of(cls, currencies, refers)
    match name:
        case "lines":
            return goods(currencies)
        case "financing":
            return _ways_of_paying(currencies)
        case "tranches":
            return _tranches()
        case "parties":
            return parties()
        case "links":
            return links()
    return texts(min_size=1, max_size=16 if name == "title" else 8)


@cache
def pieces(currencies: tuple[str, ...]) -> st.SearchStrategy[list[Piece]]:
    """What a deal holds, each with its name."""

    @st.composite
    def one_of_them(draw: st.DrawFn) -> Piece:
        name = _NAMES[draw(whole(0, len(_NAMES) - 1))]
        return name, draw(_piece(name, currencies))

    return slots(one_of_them(), most=_MOST)


@cache
def pools() -> st.SearchStrategy[tuple[tuple[Evidence, ...], int]]:
    """Sources that claims may cite, keyed ones first and each key once; and how many stand there cited or not."""
    return _pool()


@st.composite
def _pool(draw: st.DrawFn) -> tuple[tuple[Evidence, ...], int]:
    keyed, lone = slot(evidences(keyed=True)), slot(evidences(keyed=False))
    drawn = [draw(keyed), draw(keyed), draw(lone)]
    by_key = {source.id or " ": source for source in drawn if source is not None}
    return tuple(by_key.values()), draw(whole(0, 2))


class Held:
    """The pieces of a deal by what they are, and what they say once all are there."""

    def __init__(self, drawn: Sequence[Piece], first: Sequence[Goods] = ()) -> None:
        def of(name: str) -> list[Any]:
            return [value for kind, value in drawn if kind == name]

        self.goods = [*first, *of("lines")]
        self.lines = _IDS[: len(self.goods)]
        self.parties = of("parties")
        self.links = of("links")
        self.words = {name: value for name in ("title", "note") for value in of(name)[:1]}
        self.tranches = tuple(
            Tranche(**told, id=f"part-{one}", lines=self.lines[:most])
            for one, (told, most) in zip(_IDS, of("tranches"), strict=False)
        )
        self._beside = [(name, n, one) for name in _BESIDE for n, one in enumerate(of(name))]
        self._offers = _IDS[: len(of("offers"))]
        self._paid = _fitting(of("financing"))

    @property
    def drawn(self) -> list[Drawn]:
        """The claims, in the order in which `said` gives their fields."""
        of_lines = [one for line in self.goods for _, _, one in line.claims]
        return [*of_lines, *(one for _, _, one in self._beside), *(one for _, one in self._paid)]

    @property
    def said(self) -> list[Told]:
        """Their fields."""
        of_lines = [one.said for line in self.goods for _, _, one in line.claims]
        return [*of_lines, *(self._referring(*one) for one in self._beside), *(one.said for _, one in self._paid)]

    def _referring(self, name: str, place: int, one: Drawn) -> Told:
        """Let a claim name a line or an offer of the deal."""
        told, turn, lines = dict(one.said), one.about, self.lines
        if name == "offers":
            told["key"] = _IDS[place]
            if turn >= _OF_OFFERS and place:
                told["revises"] = nth(_IDS[:place], turn - _OF_OFFERS)
        if name == "assessments" and turn >= _SAID and self._offers:
            told["offer"] = nth(self._offers, turn - _SAID)
        if name == "technology" and turn >= _SAID and lines:
            told["line"] = nth(lines, (turn - _SAID) // 2)
        if name in ("offers", "authorisations", "constraints") and _SAID <= turn < _OF_OFFERS and lines:
            told["lines"] = (nth(lines, turn - _SAID),)
        return told

    def made(self, told: Iterator[Told]) -> dict[str, Any]:
        """Make the pieces of their fields, in the order of `said`."""
        out: dict[str, Any] = {"lines": tuple(self._line(n, line, told) for n, line in enumerate(self.goods))}
        for name, _, _ in self._beside:
            out[name] = (*out.get(name, ()), made(_BESIDE[name][0], next(told)))
        if self._paid:
            ways = tuple(made(kind, next(told)) for kind, _ in self._paid)
            complete = {"complete": True} if any(one.about for _, one in self._paid) else {}
            out["financing"] = made(Financing, {"instruments": ways} | complete)
        return out | self.words | {"links": tuple(self.links), "tranches": self.tranches}

    def _line(self, place: int, line: Goods, told: Iterator[Told]) -> Line:
        fields: dict[str, Any] = dict(line.said) | {"id": _IDS[place]}
        for name, cls, _ in line.claims:
            fields[name] = (*fields.get(name, ()), made(cls, next(told)))
        return made(Line, fields)  # type: ignore[no-any-return]


def _fitting(ways: Sequence[tuple[Any, Drawn]]) -> list[tuple[Any, Drawn]]:
    """Leave out ways of paying that contradict others, before any claim speaks of them."""
    made_ways = [made(kind, one.said) for kind, one in ways]
    left = {id(way) for way in fitting(made_ways)}
    return [way for way, done in zip(ways, made_ways, strict=True) if id(done) in left]


def cited(told: Sequence[Told], drawn: Sequence[Drawn], pool: tuple[Evidence, ...]) -> list[Told]:
    """Let claims cite from a pool of sources: none, the first, the last, or all."""
    if not pool:
        return list(told)
    ways = ((), pool[:1], pool[-1:], pool)
    return [said | {"evidence": ways[one.cite]} for said, one in zip(told, drawn, strict=True)]
