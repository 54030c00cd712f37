"""Term: the answer to one term of one way of paying, by whom it is told, and whom it beats.

    >>> from armsdeals.model.financing.loan import Loan
    >>> from armsdeals.model.financing.part import parts_of
    >>> told = (Loan(key="loan", rate="0.0219"), Loan(key="loan", rate="0.0254"), Loan(key="loan", share="1"))
    >>> (part,) = parts_of(told, None)
    >>> answer = term_of(part, "rate")
    >>> str(answer), len(answer.open), answer.claims == answer.open
    ('2.19 % or 2.54 % (disputed)', 2, True)

A claim that does not tell the term speaks neither for its value nor against it. Left out: what events tell of its status.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen

from armsdeals._fields import Word
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.financing.kind import FinancingKind, terms_of
from armsdeals.model.financing.part import FinancingPart, in_words
from armsdeals.model.financing.settling import agree, comparable, telling
from armsdeals.values.claim import Absence, Claim, Modality, standing
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price
from armsdeals.values.when import When


@frozen(kw_only=True, repr=False)
class TermAnswer:
    """What stands of one term, and how it came about.

    Attributes:
        name: The term.
        value: The value that stands; of sums and numbers of equal standing, everything between them; None if there is none.
        absent: Why there is none, if that is told.
        disputed: Whether claims exclude each other.
        decided_by: The claims that the value rests on, strongest first.
        beaten: Claims that it excludes.
        open: Claims of equal standing that exclude each other, and those that agree with one of them.
    """

    name: str
    value: Any = None
    absent: Absence | None = None
    disputed: bool = False
    decided_by: tuple[Claim, ...] = ()
    beaten: tuple[Claim, ...] = ()
    open: tuple[Claim, ...] = ()

    __repr__ = short_repr

    @property
    def undecided(self) -> bool:
        """Whether values are told and none of them stands."""
        return self.value is None and bool(self.open)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All that tell the term, those on which the answer rests first."""
        return (*self.decided_by, *self.open, *self.beaten)

    def __str__(self) -> str:
        if self.value is not None:
            said = in_words(self.value)
        elif self.open:
            said = " or ".join(dict.fromkeys(value_told(claim, self.name) for claim in self.open))
        else:
            said = self.absent.in_words if self.absent else "unknown"
        if self.disputed:
            return f"{said} (disputed)"
        return f"{said} (undecided)" if self.undecided else said


def term_of(part: FinancingPart, name: str) -> TermAnswer:
    """Answer one term from the claims of a way of paying.

    Raises:
        UnknownName: There is no such term.
    """
    known = terms_of(type(part.claims[0]))
    if name not in known:
        near = suggestion(name, known)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
        raise UnknownName(f"{shown(name)} is no term of a {part.kind}; {hint}", suggestions=near)
    told = telling(part.claims, name)
    is_disputed = name in part.disputed
    if name in part.terms:
        value = part.terms[name]
        if name == "status":  # of its day, so that an earlier one speaks not against it
            return TermAnswer(name=name, value=value, decided_by=_with(told, name, value))
        held = [claim for claim in told if agree(_value(claim, name), value)]
        beaten = tuple(claim for claim in told if claim not in held and comparable(_value(claim, name), value))
        quarrels = is_disputed and _quarrel(held, name)
        return TermAnswer(
            name=name, value=value, disputed=is_disputed, beaten=beaten,
            decided_by=() if quarrels else tuple(held), open=tuple(held) if quarrels else (),
        )  # fmt: skip
    if rivals := part.rivals.get(name, ()):
        open_ = tuple(claim for claim in told if any(agree(_value(claim, name), rival) for rival in rivals))
        beaten = tuple(claim for claim in told if claim not in open_)
        return TermAnswer(name=name, disputed=is_disputed, open=open_, beaten=beaten)
    if told:  # it did not go together with what stronger claims tell
        return TermAnswer(name=name, disputed=is_disputed, beaten=tuple(told))
    if name == "amount" and part.amount is not None:
        share = term_of(part, "share")
        return TermAnswer(
            name=name, value=part.amount, decided_by=share.decided_by, open=share.open, beaten=share.beaten
        )
    why = part.absence(name)
    saying = tuple(claim for claim in part.claims if why is not None and claim.absence(name) is why)
    return TermAnswer(name=name, absent=why, decided_by=saying)


def value_told(claim: Claim, name: str) -> str:
    """Return what one claim tells of a term, in words; empty if it tells nothing of it."""
    if isinstance(claim, (Offset, TechTransfer)):
        told, denied = obligation_told(claim, name), claim.modality is Modality.DENIED
        if told is None:
            return "none" if denied or claim.absent is Absence.NONE else ""
        return f"{'not ' if denied else ''}{plain(in_words(told))}"
    if not isinstance(claim, FinancingKind) or name not in terms_of(type(claim)):
        return ""
    value = _value(claim, name)
    why = claim.absence(name)
    return plain(in_words(value)) if value is not None else why.in_words if why else ""


def obligation_told(claim: Offset | TechTransfer, name: str) -> Any:
    """Return what one claim tells of a term of an offset or of shared know-how; None if it tells nothing of it."""
    value = getattr(claim, name, None)
    return None if isinstance(value, Word) and value == "UNKNOWN" else value


def _value(claim: FinancingKind, name: str) -> Any:
    value = getattr(claim, name, None)
    return None if isinstance(value, (str, tuple)) and not value else value


def _with(told: list[FinancingKind], name: str, value: Any) -> tuple[FinancingKind, ...]:
    return tuple(claim for claim in told if _value(claim, name) == value)


def _quarrel(held: list[FinancingKind], name: str) -> bool:
    """Whether the strongest exclude each other, so that the value is no more than what holds them all."""
    if not held or not isinstance(_value(held[0], name), (Price, Estimate, When)):
        return False
    top = [_value(claim, name) for claim in held if standing(claim)[:2] == standing(held[0])[:2]]
    return any(not agree(a, b) for a in top for b in top)
