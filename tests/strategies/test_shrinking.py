"""Failing cases become plain: what `find` hands back says no more than a deal that somebody wrote down for the same question."""

from collections.abc import Callable
from itertools import cycle
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings

import armsdeals as ad
import armsdeals.analysis
from armsdeals import strategies as ads
from armsdeals.analysis.cells import NoValue, Range
from armsdeals.model.knowing import claims_of
from armsdeals.strategies.paths import AWKWARD

Stage = ad.NegotiationStage
# Explaining varies what was found, and `find` hands back whichever case it tried last.
SETTINGS = settings(
    max_examples=20_000, deadline=None, database=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
)  # fmt: skip
# The first that is drawn is the plainest one.
FIRST = settings(SETTINGS, phases=[Phase.generate])
SEEDS = (0, 1, 4711)
S400 = ad.Line(id="a", system="S-400")
LETTER = ad.Evidence(publisher="a paper")


def told(thing: Any) -> int:
    """How many fields are set in an object and in all that it holds; a value counts as one, however it is written."""
    if isinstance(thing, tuple):
        return sum(1 + told(item) for item in thing)
    values = type(thing).__module__.startswith("armsdeals.values") and not isinstance(thing, ad.Evidence)
    fields = () if values else getattr(type(thing), "__attrs_attrs__", ())
    held = [(field.default, getattr(thing, field.name)) for field in fields if field.init]
    return sum(
        (not isinstance(value, tuple)) + told(value) for default, value in held if value not in (default, (), None)
    )


def event(stage: str | None = "interest", when: str = "2017", **more: Any) -> ad.Event:
    return ad.Event(when=when, stage=Stage(stage) if stage else None, **more)


def deal(*history: ad.Event, **more: Any) -> ad.Deal:
    return ad.Deal(id="a", history=history, **more)


# A question, and a deal of which it is true that says as little as can be.
PLAINEST: dict[str, tuple[Callable[[ad.Deal], Any], ad.Deal]] = {
    "anything": (lambda one: True, deal()),  # noqa: ARG005  # any deal will do
    "an open stage": (
        lambda one: one.stage is None and len(one.stages) > 1,
        deal(event(bound="ONE_OF", alternatives=(Stage.TALKS,))),
    ),
    "a disputed stage": (lambda one: one.replay().tied, deal(event("signed"), event("signed", "2018"))),
    "a gap": (lambda one: one.position.gaps, deal(event(), event("shortlisted"))),
    "a halt": (lambda one: one.stage is Stage.SUSPENDED, deal(event("suspended"))),
    "a halt that is told": (
        lambda one: any(told.suspension for told in one.history),
        deal(event("suspended", suspension=ad.Suspension())),
    ),
    "a deal taken up again": (
        lambda one: one.stage is not None and one.stage.is_live and Stage.CANCELLED in {told.stage for told in one.history},
        deal(event("cancelled"), event("interest", "2018", back=True)),
    ),
    "a price that nobody knows": (lambda one: one.prices and one.price().value is None, deal(prices=(ad.PriceClaim(absent="WITHHELD"),))),
    "a price in dispute": (
        lambda one: len({claim.value for claim in one.prices if claim.value is not None}) > 1,
        deal(prices=(ad.PriceClaim(value="1 USD"), ad.PriceClaim(value="2 USD"))),
    ),
    "an order within bounds": (
        lambda one: any((n := one.ordered(line.id)) is not None and n.low != n.high for line in one.lines),
        deal(lines=(ad.Line(id="a", system="S-400", quantities=(ad.QuantityClaim(value="4..6", basis="ORDERED"),)),)),
    ),
    "goods handed over": (
        lambda one: any(told.deliveries for told in one.history),
        deal(event(deliveries=(ad.Delivery(line="a"),)), lines=(S400,)),
    ),
    "a payment": (lambda one: any(told.payments for told in one.history), deal(event(payments=(ad.Payment(),)))),
    "a part with a stage of its own": (
        lambda one: any(told.stage and set(told.scope) & {part.id for part in one.tranches} for told in one.history),
        deal(event(scope=("part-a",)), tranches=(ad.Tranche(id="part-a"),)),
    ),
    "an event about a line": (
        lambda one: any(set(told.scope) & {line.id for line in one.lines} for told in one.history),
        deal(event(scope=("a",)), lines=(S400,)),
    ),
    "an offer that revises another": (
        lambda one: any(offer.revises for offer in one.offers),
        deal(offers=(ad.Offer(key="a"), ad.Offer(key="b", revises="a"))),
    ),
    "a judged offer": (
        lambda one: any(judged.offer for judged in one.assessments),
        deal(offers=(ad.Offer(key="a"),), assessments=(ad.OfferAssessment(offer="a", by="a"),)),
    ),
    "a claim that is taken back": (
        lambda one: any(claim.id and claim.id in one.retracted() for claim in claims_of(one)),
        deal(event(id="a"), event(retracts="a")),
    ),
    "an event after another": (lambda one: any(told.after for told in one.history), deal(event(id="a"), event(after="a"))),
    "a source that two claims cite": (
        lambda one: sum(bool(claim.evidence) for claim in claims_of(one)) > 1,
        deal(event(evidence=(LETTER,)), event(evidence=(LETTER,))),
    ),
    "a source that nothing cites": (lambda one: one.sources, deal(sources=(LETTER,))),
    "a document": (
        lambda one: any(told.instrument for told in one.history),
        deal(event(instrument=ad.Instrument())),
    ),
    "a denial": (
        lambda one: any(told.modality is ad.Modality.DENIED for told in one.history),
        deal(event(modality="DENIED")),
    ),
    "two lines": (lambda one: len(one.lines) > 1, deal(lines=(S400, ad.Line(id="b", system="S-400")))),
    "a supplier": (lambda one: one.suppliers, deal(parties=(ad.Party("a", role="supplier"),))),
    "a loan": (
        lambda one: one.financing and any(isinstance(way, ad.Loan) for way in one.financing.instruments),
        deal(financing=ad.Financing(instruments=(ad.Loan(),))),
    ),
    "a permission for a line": (
        lambda one: any(told.lines for told in one.authorisations),
        deal(lines=(S400,), authorisations=(ad.Authorisation(kind="EXPORT_LICENCE", state="GRANTED", lines=("a",)),)),
    ),
    "two events and a price": (lambda one: len(one.history) > 1 and one.prices, deal(event(), event(), prices=(ad.PriceClaim(value="1 USD"),))),
    "a supplier and a note": (
        lambda one: one.suppliers and one.note,
        deal(parties=(ad.Party("a", role="supplier"),), note="a"),
    ),
}  # fmt: skip
QUICK = ("a claim that is taken back",)


def plain_enough(what: str, seed: int) -> tuple[int, int]:
    holds, written = PLAINEST[what]
    found = find(ads.deals(), lambda one: bool(holds(one)), settings=SETTINGS, random=Random(seed))  # noqa: S311  # which deals are drawn
    # An event tells a stage at its plainest, where a deal that is written may have none.
    spare = sum(event.stage is not None for event in found.history)
    return told(found) - spare, told(written)


def is_found(what: str, first: int) -> bool:
    """Whether one of three searches ends at a deal as plain as the written one.

    What is drawn depends on all modules that are loaded, whose constants Hypothesis tries, so no seed alone fixes it.
    """
    searches = (plain_enough(what, seed) for seed in (*SEEDS[first:], *SEEDS[:first]))
    return any(found <= written for found, written in searches)


@pytest.mark.parametrize("what", sorted(PLAINEST))
def test_the_written_deal_answers_its_question(what: str) -> None:
    holds, written = PLAINEST[what]
    assert holds(written)


@pytest.mark.parametrize("what", QUICK)
def test_a_deal_that_is_found_says_no_more_than_one_that_is_written(what: str) -> None:
    assert is_found(what, 0)


@pytest.mark.slow
@pytest.mark.parametrize(("what", "first"), list(zip(sorted(PLAINEST), cycle(range(len(SEEDS))), strict=False)))
def test_every_deal_that_is_found_says_no_more_than_one_that_is_written(what: str, first: int) -> None:
    assert is_found(what, first)


def test_what_a_deal_tells_is_counted_in_all_that_it_holds() -> None:
    assert told(deal()) == 1
    assert told(deal(note="a")) == 2
    assert told(deal(event())) - told(deal(event(None))) == 1
    assert told(deal(event(evidence=(LETTER,)))) - told(deal(event())) == 2


@pytest.mark.parametrize("way", sorted(AWKWARD))
def test_an_awkward_way_alone_is_a_few_plain_events(way: str) -> None:
    history = find(ads.histories(containing=[way]), lambda _: True, settings=FIRST)
    assert len(history) <= 3
    assert not any(event.text or event.evidence or event.payments or event.deliveries for event in history)


def found_by(strategy: Any, holds: Callable[[Any], Any]) -> Any:
    return find(strategy, holds, settings=settings(SETTINGS, max_examples=2_000), random=Random(0))  # noqa: S311


def cells_of(result: armsdeals.analysis.Result) -> list[list[Any]]:
    return [list(row.values()) for row in result]


ANSWERS: dict[str, tuple[Callable[[Any], Any], tuple[int, int]]] = {
    "anything": (lambda one: True, (1, 0)),  # noqa: ARG005  # any table will do
    "a row": (len, (1, 1)),
    "two rows": (lambda one: len(one) > 1, (1, 2)),
    "two columns and a row": (lambda one: len(one) and len(one.columns) > 1, (2, 1)),
    "a note": (lambda one: one.notes, (1, 0)),
    "a remark": (lambda one: one.remarks, (1, 1)),
    "a range": (lambda one: any(isinstance(cell, Range) for row in cells_of(one) for cell in row), (1, 1)),
}


def is_plain_answer(what: str, seed: int) -> bool:
    holds, size = ANSWERS[what]
    found = find(ads.results(), lambda one: bool(holds(one)), settings=SETTINGS, random=Random(seed))  # noqa: S311
    said = (
        found.title,
        found.basis,
        found.unit,
        found.vintage,
        *found.sources,
        *(column.unit for column in found.columns),
    )
    cells = {type(cell) for row in cells_of(found) for cell in row}
    return (
        (len(found.columns), len(found)) == size
        and not any(said)
        and (len(found.notes), len(found.remarks)) == (what == "a note", what == "a remark")
        and cells <= {Range if what == "a range" else NoValue}
    )


@pytest.mark.parametrize("what", sorted(ANSWERS))
def test_an_answer_that_is_found_has_no_more_columns_rows_or_words_than_were_asked_for(what: str) -> None:
    assert any(is_plain_answer(what, seed) for seed in SEEDS)


@pytest.mark.slow
def test_a_table_that_is_found_has_the_row_that_was_asked_for_and_no_other() -> None:
    table = found_by(ads.yearly_tables(), lambda one: "Norway" in one.names)
    assert (table.names, len(table.years), table.title, table.vintage) == (("Norway",), 1, "", None)


@pytest.mark.slow
def test_a_table_of_rates_that_is_found_has_the_rate_that_was_asked_for_and_no_other() -> None:
    (rate,) = found_by(
        ads.rate_tables(), lambda one: any((row.base, row.quote) == ("USD", "TRY") for row in one.rows)
    ).rows
    assert (rate.rate, rate.note, rate.average) == (1, "", False)


@pytest.mark.slow
def test_a_broken_document_that_is_found_holds_the_fault_that_was_asked_for_and_no_more() -> None:
    broken = found_by(ads.broken_documents(formats=["yaml"]), lambda one: one.codes == ("bad-value",))
    assert broken.data.decode().splitlines() == ['"armsdeals": 1', '"deals":', '  - "id": "?!"']
