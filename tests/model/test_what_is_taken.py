"""Codes and dates as arguments: text in any case is taken, nonsense and wrong types are refused alike everywhere.

The arguments are found from the annotations, so that a new method stands here or fails.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

import armsdeals as ad
from armsdeals._fields import Word
from armsdeals.errors import ArmsDealsError
from armsdeals.model.negotiation import moves as moves_module
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.policies import policy_of
from armsdeals.register import about, comparing, merge, where
from armsdeals.tables import table
from armsdeals.values.when import When

Stage = ad.NegotiationStage
DEAL = ad.Deal(
    id="demo",
    lines=(ad.Line(id="s400", system="S-400", ordered=4),),
    prices=(ad.PriceClaim(value="1 USD"), ad.PriceClaim(value="2 USD")),
    financing=ad.Financing(instruments=(ad.Loan(key="loan"),)),
).sign(on="2017", said="2017")
HALTED = DEAL.suspend(on="2018")
ENDED = DEAL.cancel(on="2018")
TENDER = ad.Competition(id="t", buyer="x", result="open", when="2009")
REGISTER = ad.Register([DEAL], competitions=(TENDER,))

# A call for each argument that is a code or a date, with that argument left open.
CALLS: dict[str, Callable[[Any], object]] = {
    "Deal.advance.to": lambda x: DEAL.advance(x, on="2019"),
    "Deal.advance.on": lambda x: DEAL.advance("effective", on=x),
    "Deal.advance.mode": lambda x: DEAL.advance("effective", on="2019", mode=x),
    "Deal.advance.by": lambda x: DEAL.advance("cancelled", on="2019", by=x),
    "Deal.advance.reasons": lambda x: DEAL.advance("cancelled", on="2019", reasons=(x,)),
    "Deal.as_known.day": DEAL.as_known,
    "Deal.as_of.day": DEAL.as_of,
    "Deal.as_of.known_by": lambda x: DEAL.as_of("2020", x),
    "Deal.as_told_by.side": DEAL.as_told_by,
    "Deal.cancel.on": lambda x: DEAL.cancel(on=x),
    "Deal.claims.since": lambda x: DEAL.claims(since=x),
    "Deal.claims.until": lambda x: DEAL.claims(until=x),
    "Deal.days_between.start": lambda x: DEAL.days_between(x, "signed"),
    "Deal.days_between.end": lambda x: DEAL.days_between("signed", x),
    "Deal.deliver.on": lambda x: DEAL.deliver("s400", 1, on=x),
    "Deal.deliver.mode": lambda x: DEAL.advance("effective", on="2018").deliver("s400", 1, on="2019", mode=x),
    "Deal.delivered.on": lambda x: DEAL.delivered("s400", on=x),
    "Deal.deliveries.on": lambda x: DEAL.deliveries("s400", on=x),
    "Deal.end.stage": lambda x: DEAL.end(x, on="2019"),
    "Deal.end.on": lambda x: DEAL.end("cancelled", on=x),
    "Deal.financing_status.on": lambda x: DEAL.financing_status("loan", on=x),
    "Deal.moves.mode": DEAL.moves,
    "Deal.moves.on": lambda x: DEAL.moves(on=x),
    "Deal.outstanding.on": lambda x: DEAL.outstanding("s400", on=x),
    "Deal.undelivered.on": lambda x: DEAL.undelivered("s400", on=x),
    "Deal.disputes.on": lambda x: DEAL.disputes(on=x),
    "Deal.debt.on": lambda x: DEAL.debt(on=x),
    "Deal.debt.start": lambda x: DEAL.debt(on="2020-01-01", start=x),
    "Deal.debt.known_by": lambda x: DEAL.debt(on="2020-01-01", known_by=x),
    "Deal.financing_parts.on": lambda x: DEAL.financing_parts(on=x),
    "Deal.financing_parts.known_by": lambda x: DEAL.financing_parts(known_by=x),
    "Deal.overdue.on": lambda x: DEAL.overdue(on=x),
    "Deal.permissions.on": lambda x: DEAL.permissions(on=x),
    "Deal.pay.on": lambda x: DEAL.pay("1 USD", on=x),
    "Deal.pay.purpose": lambda x: DEAL.pay("1 USD", on="2019", purpose=x),
    "Deal.price.basis": lambda x: DEAL.price(basis=x),
    "Deal.quantity.basis": lambda x: DEAL.quantity("s400", x),
    "Deal.quantity.on": lambda x: DEAL.quantity("s400", on=x),
    "Deal.ordered.on": lambda x: DEAL.ordered("s400", on=x),
    "Deal.price.on": lambda x: DEAL.price(on=x),
    "Deal.payments.on": lambda x: DEAL.payments(on=x),
    "Deal.paid.on": lambda x: DEAL.paid(on=x),
    "Deal.paid.purpose": lambda x: DEAL.paid(purpose=x),
    "Deal.settlements.on": lambda x: DEAL.settlements(on=x),
    "Deal.reopen.to": lambda x: ENDED.reopen(x, on="2019"),
    "Deal.reopen.on": lambda x: ENDED.reopen("signed", on=x),
    "Deal.resume.to": lambda x: HALTED.resume(x, on="2019"),
    "Deal.resume.on": lambda x: HALTED.resume(on=x),
    "Deal.retract.on": lambda x: DEAL.with_event(ad.Event(when="2016", id="e")).retract("e", on=x),
    "Deal.share_in_force.on": lambda x: DEAL.share_in_force(on=x),
    "Deal.sign.on": lambda x: ad.Deal(id="a").sign(on=x),
    "Competition.standing.day": lambda x: TENDER.standing(x, policy_of("default")),
    "Deal.standing.day": DEAL.standing,
    "Deal.start_talks.on": lambda x: ad.Deal(id="a").start_talks(on=x),
    "Deal.suspend.on": lambda x: DEAL.suspend(on=x),
    "Deal.why.on": lambda x: DEAL.why(on=x),
    "Deal.with_quantity.basis": lambda x: DEAL.with_quantity("s400", x, 4),
    "Register.known_by.day": REGISTER.known_by,
    "Register.where.stage": lambda x: REGISTER.where(stage=x),
    "Register.where.on": lambda x: REGISTER.where(stage="signed", on=x),
    "Register.where.ordered": lambda x: REGISTER.where(ordered=x),
    "Moves.guards_of.start": lambda x: MOVES.guards_of(x, "cancelled"),
    "Moves.guards_of.to": lambda x: MOVES.guards_of("talks", x),
    "Moves.kind_of.start": lambda x: MOVES.kind_of(x, "cancelled"),
    "Moves.kind_of.to": lambda x: MOVES.kind_of("talks", x),
    "Moves.legal.start": MOVES.legal,
    "Moves.legal.mode": lambda x: MOVES.legal("talks", mode=x),
    "Moves.origins.stage": MOVES.origins,
    "Moves.removing.pairs": lambda x: MOVES.adding(("delivered", "cancelled", "end")).removing((x, "cancelled")),
    "Moves.adding.rows": lambda x: MOVES.adding(("delivered", "cancelled", x)),
    "Moves.to_dot.kinds": MOVES.to_dot,
    "Moves.to_mermaid.kinds": MOVES.to_mermaid,
    "Moves.unavoidable.start": lambda x: MOVES.unavoidable(x, "delivering"),
    "Moves.unavoidable.to": lambda x: MOVES.unavoidable("offered", x),
    "NegotiationStage.moves.mode": Stage.TALKS.moves,
    "Line.on.basis": DEAL.line("s400").on,
    "System.codes_in.scheme": ad.System("S-400").codes_in,
    "System.named.kind": ad.System("S-400").named,
    "Competition.as_of.day": TENDER.as_of,
    "Competition.as_of.known_by": lambda x: TENDER.as_of("2010", x),
    "Competition.as_known.day": TENDER.as_known,
}  # fmt: skip
# Codes that fit where any would not do.
FITTING = {"Deal.reopen.to": Stage.TALKS, "Deal.resume.to": Stage.SIGNED, "Deal.end.stage": Stage.LAPSED,
           "Deal.advance.to": Stage.EFFECTIVE, "Moves.removing.pairs": Stage.DELIVERED,
           "Deal.with_quantity.basis": ad.Basis.OPTION, "Moves.adding.rows": ad.MoveKind.END,
           "Deal.advance.by": ad.EndActor.SUPPLIER}  # fmt: skip
INSIDE = {"Deal.standing.day", "Competition.standing.day"}  # what the library asks itself takes the date alone
# A year as a number, one of several stages, and what may be left out.
ALSO_TAKEN = [("Register.where.ordered", 1), ("Register.where.stage", ["signed"])] + [
    (f"Register.where.{name}", None) for name in ("ordered", "stage")
]
MAY_BE_NONE = ("since", "until", "on", "known_by", "to", "start")


def leaves(hint: Any) -> Iterator[Any]:
    parts = get_args(hint)
    for part in parts:
        yield from leaves(part)
    if not parts and isinstance(hint, type):
        yield hint


def coded(cls: Any) -> Iterator[tuple[str, type]]:
    """Every argument of a class's own public methods that is a code or a date."""
    own = {
        name: getattr(cls, name)
        for base in cls.__mro__
        if base.__module__.startswith("armsdeals.")
        for name in vars(base)
    }
    for name, method in own.items():
        if name.startswith("_") or not inspect.isroutine(method):
            continue
        for argument, hint in get_type_hints(method, localns=LATER).items():
            kinds = [one for one in leaves(hint) if issubclass(one, Word) or one is When]
            if kinds and argument != "return":
                yield f"{cls.__name__}.{name}.{argument}", kinds[-1]


# Names in annotations of a register whose modules are loaded on first use.
LATER = {name: thing for module in (about, comparing, merge, where, table) for name, thing in vars(module).items()}
CLASSES = (ad.Deal, ad.Register, Moves, ad.NegotiationStage, ad.Line, ad.System, ad.Competition)
FOUND = dict(pair for cls in CLASSES for pair in coded(cls))


def test_every_argument_that_is_a_code_or_a_date_is_called_here() -> None:
    assert set(FOUND) == set(CALLS)
    assert len(FOUND) > 50


CODES = sorted(name for name, kind in FOUND.items() if kind is not When)
DATES = sorted(name for name, kind in FOUND.items() if kind is When and name not in INSIDE)


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_taken_in_any_case_and_answers_like_its_member(name: str) -> None:
    kind: Any = FOUND[name]
    member = FITTING.get(name) or next(iter(kind))
    words = member.value.replace("_", " ")
    said = (member.value, words.lower(), words.title(), f" {words.lower().replace(' ', '-')} ")
    assert [CALLS[name](text) for text in said] == [CALLS[name](member)] * len(said)


@pytest.mark.parametrize("name", CODES)
@pytest.mark.parametrize("text", ["nonsense", "", "SIGNEDD", "\x00", "🂡" * 300])
def test_a_code_that_is_none_is_an_unknown_name(name: str, text: str) -> None:
    with pytest.raises(ad.UnknownName) as caught:
        CALLS[name](text)
    assert "expected one of" in caught.value.message or caught.value.suggestions


@pytest.mark.parametrize("name", [*CODES, *DATES])
@pytest.mark.parametrize("thing", [1, 1.5, b"signed", ["signed"], object(), None, True])
def test_a_code_or_date_of_another_type_is_a_wrong_type(name: str, thing: object) -> None:
    if type(thing) is not bool and (name, thing) in ALSO_TAKEN:
        return
    if thing is None and (
        name.endswith(MAY_BE_NONE) or name in ("Deal.advance.by", "Deal.price.basis", "Deal.paid.purpose")
    ):
        return
    with pytest.raises(TypeError):
        CALLS[name](thing)


@pytest.mark.parametrize("name", DATES)
def test_a_date_is_taken_as_text_or_as_a_day(name: str) -> None:
    assert CALLS[name](date(2019, 1, 2)) == CALLS[name]("2019-01-02") == CALLS[name](When("2019-01-02"))


@pytest.mark.parametrize("name", DATES)
@pytest.mark.parametrize("text", ["nonsense", "", "2017-02-30", "1.2.2017", "\x00"])
def test_a_date_that_is_none_is_an_invalid_value(name: str, text: str) -> None:
    with pytest.raises(ad.InvalidValue):
        CALLS[name](text)


LINES: dict[str, Callable[[Any], object]] = {
    "line": DEAL.line, "ordered": DEAL.ordered, "quantity": DEAL.quantity, "outstanding": DEAL.outstanding,
    "delivered": DEAL.delivered, "deliveries": DEAL.deliveries, "register": REGISTER.__getitem__,
    "with_quantity": lambda x: DEAL.with_quantity(x, "ordered", 4), "why": DEAL.why,
    "replay": lambda x: DEAL.replay(x) if x != "" else DEAL.line(""), "price": lambda x: DEAL.price(policy=x), "competition": lambda x: TENDER.as_of("2010", policy=x),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_name_that_nothing_has_is_an_unknown_name_and_no_name_at_all_a_wrong_type(name: str) -> None:
    for text in ("s4000", "", "\x00"):
        with pytest.raises(ad.UnknownName):
            LINES[name](text)
    for thing in (1, b"s400", ["s400"], None):
        with pytest.raises(TypeError):
            LINES[name](thing)


@pytest.mark.parametrize("call", [moves_module.unavoidable, moves_module.kind_of])
def test_the_tables_own_questions_take_words(call: Callable[..., object]) -> None:
    assert call("Offered", "delivering") == call(Stage.OFFERED, Stage.DELIVERING)
    with pytest.raises(ad.UnknownName, match="did you mean OFFERED"):
        call("oferred", "delivering")


@pytest.mark.parametrize("mode", ["Strict", "observed"])
def test_a_policy_and_a_mode_are_taken_in_any_case(mode: str) -> None:
    assert DEAL.moves(mode) == DEAL.moves(mode.upper())
    assert DEAL.price(policy="LATEST_known") == DEAL.price(policy="latest known")


def test_nothing_here_raises_what_is_not_ours() -> None:
    assert issubclass(ad.UnknownName, ArmsDealsError)
