"""Rival figures of one line: all stand in the table of volumes, and one of them counts."""

from __future__ import annotations

from typing import Any

from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals import strategies as ads
from armsdeals.tables.rivals import Told, beaten

OLD = ad.Evidence(id="old", publisher="A register", published="2024-03-18")
NEW = ad.Evidence(id="new", publisher="A register", published="2026-05-18")


def volume(tiv: str, source: ad.Evidence = OLD, **more: Any) -> ad.VolumeClaim:
    return ad.VolumeClaim(tiv, evidence=(source,), **{"basis": "ordered"} | more)


def number(many: str, source: ad.Evidence = OLD, **more: Any) -> ad.QuantityClaim:
    return ad.QuantityClaim(many, evidence=(source,), **{"basis": "ordered"} | more)


def deal(*claims: Any, id: str = "d", **more: Any) -> ad.Deal:  # noqa: A002  # as deals call it
    volumes = tuple(claim for claim in claims if isinstance(claim, ad.VolumeClaim))
    quantities = tuple(claim for claim in claims if isinstance(claim, ad.QuantityClaim))
    parties = (ad.Party("Sweden", role="supplier"), ad.Party("Norway", role="recipient"))
    lines = (ad.Line(id="a", system="A", volumes=volumes, quantities=quantities),)
    return ad.Deal(id=id, parties=parties, lines=lines, **more)


def counting(*claims: Any, **more: Any) -> list[tuple[Any, Any]]:
    """Volume and number of the rows that count."""
    rows = ad.Register([deal(*claims, **more)]).tables["volumes"]
    return [(row["tiv"], row["number"]) for row in rows if not row["is_beaten"]]


def test_of_two_orders_the_one_known_last_counts() -> None:
    claims = (volume("120", NEW), number("12", NEW), volume("100"), number("10"))
    assert counting(*claims) == [(120, 12)]
    assert counting(*reversed(claims)) == [(120, 12)]


def test_the_more_confident_counts_before_the_later() -> None:
    assert counting(volume("100", confidence="certain"), volume("120", NEW, confidence="low")) == [(100, None)]


def test_a_number_by_itself_counts_where_the_volume_that_counts_has_none() -> None:
    assert counting(volume("120", NEW), volume("100"), number("10"), number("9", NEW)) == [(120, 9)]
    assert counting(volume("120", NEW), number("10")) == [(120, None), (None, 10)]


def test_numbers_in_different_units_are_no_rivals() -> None:
    assert counting(number("2 battery"), number("16 launcher")) == [(None, 2), (None, 16)]


def test_figures_of_different_years_are_no_rivals_unless_they_are_orders() -> None:
    exported = [volume(tiv, basis="exported", when=when) for tiv, when in (("3", "2015"), ("4", "2016"), ("5", "2016"))]
    assert len(counting(*exported)) == 2
    assert len(counting(volume("3", when="2015"), volume("4", when="2016"))) == 1


def test_bases_are_no_rivals_and_what_was_taken_back_beats_nothing() -> None:
    assert len(counting(volume("3"), volume("4", basis="licensed"))) == 2
    rows = ad.Register([deal(volume("3"), volume("4", NEW, id="x"), number("5", NEW, retracts="x"))]).tables["volumes"]
    assert [(row["tiv"], row["is_retracted"], row["is_beaten"]) for row in rows] == [
        (3, False, False), (4, True, False), (None, False, False),
    ]  # fmt: skip


def arrived(when: str, many: str, tiv: str | None = None, **more: Any) -> ad.Event:
    return ad.Event(when=when, deliveries=(ad.Delivery(line="a", quantity=many, volume=tiv),), **more)


def delivered(*claims: Any, history: tuple[ad.Event, ...]) -> list[tuple[Any, Any, bool]]:
    """Volume and number of the rows of what arrived, and whether they are beaten."""
    rows = ad.Register([deal(*claims, history=history)]).tables["volumes"]
    return [(row["tiv"], row["number"], row["is_beaten"]) for row in rows if row["basis"] == "DELIVERED"]


def test_a_sum_that_the_batches_tell_otherwise_has_a_row_that_they_beat() -> None:
    history = (arrived("2016", "2", "20"), arrived("2018", "3", "30"))
    batches = [(20, 2, False), (30, 3, False)]
    sums = volume("80", NEW, basis="delivered", when="2018"), number("8", NEW, basis="delivered", when="2018")
    assert delivered(*sums, history=history) == [(80, 8, True), *batches]
    assert delivered(number("4", basis="delivered"), history=history) == [(None, 4, True), *batches]
    assert delivered(number("5", basis="delivered", when="2017"), history=history) == [(None, 5, True), *batches]


def test_a_sum_that_the_batches_tell_alike_has_no_row() -> None:
    history = (arrived("2016", "2", "20"), arrived("2018", "3", "30"))
    batches = [(20, 2, False), (30, 3, False)]
    assert delivered(volume("50.01", basis="delivered"), number("5", basis="delivered"), history=history) == batches
    assert delivered(number("2", basis="delivered", when="2017"), history=history) == batches
    assert delivered(number("4..6", basis="delivered", when="2019"), history=history) == batches
    assert delivered(number("3 lot", basis="delivered"), history=history) == batches


def test_a_sum_in_the_course_of_a_year_may_hold_any_batch_of_that_year() -> None:
    history = (arrived("2016", "2"), arrived("2018", "3"))
    for many, is_rival in (("1", True), ("2", False), ("5", False), ("6", True)):
        rows = delivered(number(many, basis="delivered", when="2018-06"), history=history)
        assert [row for row in rows if row[2]] == ([(None, float(many), True)] if is_rival else [])


def test_a_number_that_the_batches_beat_does_not_count_with_a_volume_that_they_do_not_tell() -> None:
    history = (arrived("2016", "2"),)
    sums = volume("40", NEW, basis="delivered", when="2016"), number("4", NEW, basis="delivered", when="2016")
    assert delivered(*sums, history=history) == [(40, None, False), (None, 4, True), (None, 2, False)]


def test_a_sum_that_was_taken_back_or_is_no_fact_rivals_no_batch() -> None:
    gone = number("8", NEW, basis="delivered", id="x"), number("2", basis="delivered", retracts="x")
    denied = number("8", NEW, basis="delivered", modality="denied")
    for claims in (gone, (denied,)):
        assert delivered(*claims, history=(arrived("2016", "2"),)) == [(None, 2, False)]


def test_registers_that_tell_other_deliveries_of_one_deal_are_named_in_the_answer() -> None:
    tellings = [
        ad.Register([deal(id=name, history=(ad.Event(when="2014", stage="signed"), arrived("2016", many, tiv)))])
        for name, many, tiv in (("one", "2", "20"), ("two", "3", "30"))
    ]
    found = an.volumes(tellings[0].merge(tellings[1]).register, by="year", basis="delivered")
    assert [(row["year"], row["value"]) for row in found] == [(2016, 20)]
    note = "1 figure delivered has a stronger rival in the same deal, and only the stronger counts: one"
    assert note in found.notes


def test_an_order_before_an_amendment_is_no_longer_in_force() -> None:
    signed = ad.Event(when="2014", stage="signed", instrument=ad.Instrument(id="c", kind="contract"))
    changed = ad.Event(when="2020-04", amendments=(ad.Amendment(of="c"),))
    claims = volume("120", when="2014", confidence="certain"), volume("100", when="2020-04")
    assert counting(*claims, history=(signed,)) == [(120, None)]
    assert counting(*claims, history=(signed, changed)) == [(100, None)]


def test_sums_count_one_of_the_rivals_and_say_so() -> None:
    register = ad.Register([deal(volume("120", NEW), volume("100")), deal(volume("7"), id="e")])
    found = an.volumes(register, by="recipient", basis="ordered")
    assert found.column("value") == (127,)
    assert "1 figure ordered has a stronger rival in the same deal, and only the stronger counts: d" in found.notes
    book = an.order_book(register)
    assert book.column("value") == (127,)
    for other in (book, an.network(register, basis="ordered"), an.shares(register, of="supplier", basis="ordered")):
        assert any("stronger rival" in note for note in other.notes)
    assert sum(found.explain(recipient="Norway").column("value")) == 127


def test_an_order_of_which_nobody_tells_a_figure_has_a_row_without_one() -> None:
    signed = ad.Event(when="2019?", stage="signed", evidence=(OLD,))
    (row,) = ad.Register([deal(history=(signed,))]).tables["volumes"]
    assert {name: row[name] for name in ("path", "basis", "order_year", "first_year", "tiv", "number", "sources")} == {
        "path": "lines[0]", "basis": "ORDERED", "order_year": 2019, "first_year": 2019, "tiv": None, "number": None,
        "sources": "old",
    }  # fmt: skip
    assert row["order_year_is_estimated"] is True


def test_what_is_only_an_option_is_no_order_although_the_deal_is_signed() -> None:
    signed = ad.Event(when="2019", stage="signed")
    rows = ad.Register([deal(number("4", basis="option"), history=(signed,))]).tables["volumes"]
    assert [row["basis"] for row in rows] == ["OPTION"]


def test_orders_without_a_figure_count_as_deals_and_are_named() -> None:
    signed = ad.Event(when="2019", stage="signed")
    register = ad.Register([deal(history=(signed,)), deal(volume("7"), number("7"), id="e", history=(signed,))])
    assert an.volumes(register, basis="ordered", measure="deals").column("value") == (2,)
    found = an.volumes(register, basis="ordered")
    assert found.column("value") == (7,)
    assert "1 row tells no volume and counts in no sum: d" in found.notes
    assert found.explain().column("value") == (7,)
    assert not any("do not say" in note for note in found.notes)  # of a figure that is not told nobody says anything
    assert any(
        "nobody tells a volume; they are open" in note and note.endswith(": d")
        for note in an.order_book(register).notes
    )


def test_a_table_of_a_register_knows_as_many_waits_as_the_register() -> None:
    signed = ad.Event(when="2019", stage="signed")
    register = ad.Register([deal(history=(signed,)), deal(volume("7"), id="e", history=(signed,))])
    of_frame = an.durations(register.to_arrow("volumes"), "ordered", "first_delivery", on="2025-12-31")
    of_deals = an.durations(register, "ordered", "first_delivery", on="2025-12-31")
    assert of_frame.survival().rows == of_deals.survival().rows


CLAIMS = st.lists(ads.volume_claims() | ads.quantity_claims(), max_size=5)


@given(claims=CLAIMS, data=st.data())
def test_law_which_rival_counts_does_not_hang_on_their_order(claims: list[Any], data: st.DataObject) -> None:
    told = [
        Told(claim, has_volume=isinstance(claim, ad.VolumeClaim), unit=None if isinstance(claim, ad.VolumeClaim) else claim.value.unit)
        for claim in claims
        if claim.value is not None
    ]  # fmt: skip
    shuffled = data.draw(st.permutations(told))
    kept = sorted(repr(row) for place, row in enumerate(told) if place not in beaten(told))
    assert kept == sorted(repr(row) for place, row in enumerate(shuffled) if place not in beaten(shuffled))


@given(claims=CLAIMS)
def test_law_a_figure_that_is_told_is_never_beaten_by_nothing(claims: list[Any]) -> None:
    told = [Told(claim, has_volume=True) for claim in claims if claim.value is not None]
    standing = [row for place, row in enumerate(told) if place not in beaten(told)]
    facts = [row.claim.basis for row in told if row.claim.modality is ad.Modality.FACT]
    assert {row.claim.basis for row in standing if row.claim.modality is ad.Modality.FACT} == set(facts)
