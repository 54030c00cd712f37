"""Telling: a claim in one line, and in which part of its deal it stands; for lists of news and of changes.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.limits import Constraint
    >>> deal = Deal(id="demo", constraints=(Constraint(kind="embargo", by="United States"),)).with_price("2.5e9 USD")
    >>> for about, claim in places_of(deal):
    ...     print(f"{about}: {in_one_line(claim)}")
    price: 2.5 billion USD (no source given)
    constraints: embargo, by United States (no source given)

Left out: markup (`brief` has its own).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from armsdeals._shown import plain
from armsdeals.model.claim_in_words import told
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery, DeliveryKind
from armsdeals.model.event import Event
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.knowing import BESIDE
from armsdeals.model.negotiation.ending import EndActor, EndReason, Reason, SuspensionScope
from armsdeals.model.payment import Payment
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.plan import Shape, plan_of
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.share import Fraction
from armsdeals.values.when import When

LONGEST = 600  # characters of one value in a line
_FRAME = frozenset(plan_of(Claim).by_name)


def places_of(deal: Deal) -> Iterator[tuple[str, Claim]]:
    """Yield every claim of a deal, each behind the part of the deal that it speaks of."""
    yield from (("history", event) for event in deal.history)
    yield from (("price", claim) for claim in deal.prices)
    for line in deal.lines:
        yield from ((f"lines.{line.id}.{claim.basis.value.lower()}", claim) for claim in line.quantities)
        yield from ((f"lines.{line.id}.production", claim) for claim in line.production)
        yield from ((f"lines.{line.id}.volumes", claim) for claim in line.volumes)
    if deal.financing is not None:
        yield from (("financing", part) for part in deal.financing.instruments)
    for name in BESIDE:
        yield from ((name, claim) for claim in getattr(deal, name))


def in_one_line(value: Any) -> str:
    """Return a value of any field in one line; a claim with its speaker and sources."""
    if isinstance(value, Claim):
        text = _claim(value)
    elif hasattr(value, "in_words"):
        text = value.in_words
    elif isinstance(value, tuple):
        text = ", ".join(map(in_one_line, value))
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif hasattr(value, "__attrs_attrs__") and "__str__" not in _spoken(type(value)):
        text = ", ".join(_fields(value)) or type(value).__name__.lower()
    else:
        text = str(value)
    return plain(" ".join(text.split()), longest=LONGEST)


def _claim(claim: Claim) -> str:
    if isinstance(claim, Event):
        return _on_its_day(claim, _event(claim))
    if isinstance(claim, (PriceClaim, QuantityClaim, VolumeClaim)) and claim.modality is Modality.FACT:
        return told(claim)
    mood = [] if claim.modality is Modality.FACT else [claim.modality.in_words]
    absent = [] if claim.absent is None else [claim.absent.in_words]
    terms = _way_of_paying(claim) if isinstance(claim, FinancingKind) else _fields(claim, but=_FRAME)
    own = ", ".join([*mood, *terms, *absent])
    words = [own, plain(claim.text)] if claim.text else [own]
    return f"{': '.join(part for part in words if part) or type(claim).__name__.lower()} ({claim.cited})"


def _event(event: Event) -> str:
    act = event.act_in_words
    parts = [*map(_entry, event.deliveries), *map(_entry, event.payments), *event.moved_in_words]
    ended = ended_in_words(event)
    more = f" {ended}" if ended else ""
    if parts and (act or event.text):  # else they are what it is called
        blank = " " if act and event.instrument is None and event.deliveries else ", "
        more = f"{more}{blank}{', '.join(parts)}" if act else f"{blank}{', '.join(parts)}{more}"
    return _behind(told(event), more, str(event))


def ended_in_words(event: Event) -> str:
    """Return by whom and why something was ended or halted, as typed files say it; empty where nobody tells.

    >>> from armsdeals.model.negotiation.ending import Reason, Termination
    >>> end = Termination(by="recipient", reasons=("price", Reason("budget", speaker="the ministry")))
    >>> ended_in_words(Event(when="2021", stage="CANCELLED", termination=end))
    'by recipient because price and (the ministry) budget'
    """
    act = event.termination or event.suspension
    if act is None:
        return ""
    halts_talks = event.suspension is not None and event.suspension.of is SuspensionScope.TALKS
    reasons = [_reason(one) for one in act.reasons]
    told = ["(the talks)"] if halts_talks else []
    told += [f"by {act.by.in_words}"] if act.by is not EndActor.UNKNOWN else []
    told += [f"because {' and '.join(filter(None, reasons))}"] if any(reasons) else []
    return " ".join(told)


def _reason(reason: Reason) -> str:
    code = "" if reason.code is EndReason.UNKNOWN else reason.code.in_words
    words = ": ".join(part for part in (code, reason.text) if part)
    return f"({reason.speaker}) {words}" if reason.speaker and words else words


def _on_its_day(event: Event, line: str) -> str:
    """Return the line of an event with its day as people write it."""
    day = str(event.when)
    return f"{day_in_words(event.when)}{line.removeprefix(day)}" if line.startswith(day) else line


def day_in_words(when: When) -> str:
    """Return a date as people write it where one end of it is open, or it is one of two days.

    >>> [day_in_words(When(day)) for day in ("../2021-10-01", "2015/..", "[2016,2018]", "2019~", "2019/2020")]
    ['by 2021-10-01', 'from 2015', '2016 or 2018', '2019~', '2019/2020']
    """
    text = str(when)
    if text.startswith("../") and text != "../..":
        return f"by {text[3:]}"
    if text.endswith("/..") and text != "../..":
        return f"from {text[:-3]}"
    if text.startswith("[") and ".." not in text:
        return " or ".join(part.strip() for part in text[1:-1].split(","))
    return text


def _way_of_paying(claim: FinancingKind) -> Iterator[str]:
    """Yield which part is paid and how, as one would say it, and the terms."""
    part = [claim.share.percent] if claim.share is not None else []
    part += [claim.amount.in_words] if claim.amount is not None else []
    named = f" ({claim.key})" if claim.key.replace("-", " ") not in ("", claim.way_in_words) else ""
    yield f"{', '.join(part)} {claim.way_in_words}{named}".strip()
    yield from _fields(claim, but=_FRAME | {"key", "kind", "form", "share", "amount"})


def _behind(text: str, more: str, head: str) -> str:
    """Put more behind the head of a line."""
    return f"{head}{more}{text.removeprefix(head)}" if text.startswith(head) else text


def _spoken(cls: Any) -> set[str]:
    """Return the names of what a class and its parents, but for Python's own, define."""
    return {name for base in cls.__mro__ if base is not object for name in vars(base)}


def _entry(entry: Delivery | Payment) -> str:
    if isinstance(entry, Payment):
        return entry.value.in_words if entry.value is not None else "a payment"
    volume = f" ({entry.volume})" if entry.volume is not None else ""
    line = f"line {entry.line}" if entry.line.isdigit() else entry.line  # "3 of 1" reads as a fraction
    what = "" if entry.kind is DeliveryKind.DELIVERED else f" {entry.kind.in_words}"
    return f"{entry.quantity.in_words if entry.quantity is not None else 'some'} of {line}{what}{volume}"


def _fields(value: Any, *, but: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what an object says beyond its defaults, the kind of it without a name."""
    cls: Any = type(value)
    for one in plan_of(cls).fields:
        held = getattr(value, one.name)
        if one.name in but or held is None or held == ():
            continue
        if one.hint.shape is not Shape.TAG and not one.is_required and held == one.default:
            continue
        name = one.name.replace("_", " ")
        if held is True:
            yield name
        elif one.name in ("kind", "form", "value") or (isinstance(held, Enum) and one.name in ("state", "status")):
            yield in_one_line(held)
        else:
            yield f"{name} {held.percent if isinstance(held, Fraction) else in_one_line(held)}"
