"""What every figure promises: the axes given, basis, unit and sources beneath, no money beside a TIV, names that stay text."""

import re
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import polars as pl
import pytest
from matplotlib.text import Text

import armsdeals as ad
from armsdeals import analysis as an, plots
from armsdeals.analysis._result import Column, NoValue, Range, Result
from armsdeals.errors import InvalidValue

HOSTILE = "$x^$ <b>\u202eevil\x07"
MONEY = re.compile(r"\$|USD|EUR|value of trade")
LOAN = ad.Loan(amount="100 USD", rate="0.05", tenor_years=20, profile="EQUAL_PRINCIPAL", payments_per_year=4)

Drawn = Callable[..., Any]
FIGURES: dict[str, Callable[[ad.Register, ad.Register], tuple[Drawn, Any]]] = {
    "bars": lambda made_up, _: (plots.bars, an.volumes(made_up, by=("supplier", "year"), basis="delivered")),
    "cashflows": lambda *_: (plots.cashflows, ad.Financing(instruments=(LOAN,)).schedule(start="2020-01-01")),
    "flows": lambda made_up, _: (plots.flows, an.volumes(made_up, by=("supplier", "recipient"), basis="delivered")),
    "gantt": lambda _, story: (plots.gantt, story),
    "incidence": lambda _, story: (plots.incidence, an.durations(story, "OFFERED", "SIGNED", on="2020-01-01")),
    "network": lambda made_up, _: (plots.network, an.network(made_up, basis="delivered", parties="all")),
    "offers": lambda _, story: (plots.offers, ad.compare_offers(story, rate="0.05")),
    "survival": lambda made_up, _: (plots.survival, an.durations(made_up, "ordered", "first_delivery")),
    "timeline": lambda _, story: (plots.timeline, story),
}
OF_VOLUMES = ("bars", "flows", "network")


def words(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.get_figure().findobj(Text) if text.get_text()]


@pytest.fixture(params=sorted(FIGURES))
def figure(request: pytest.FixtureRequest, made_up: ad.Register, story: ad.Register) -> tuple[str, Drawn, Any]:
    draw, what = FIGURES[request.param](made_up, story)
    return request.param, draw, what


def test_every_figure_is_in_the_table() -> None:
    assert set(FIGURES) == set(plots.__all__)


def test_axes_that_are_given_are_drawn_on_and_returned(figure: tuple[str, Drawn, Any]) -> None:
    _, draw, what = figure
    ax = plt.figure().add_subplot()
    assert draw(what, ax=ax) is ax
    assert len(plt.get_fignums()) == 1


def test_what_are_no_axes_is_refused(figure: tuple[str, Drawn, Any]) -> None:
    _, draw, what = figure
    with pytest.raises(TypeError, match="ax wants Axes"):
        draw(what, ax="here")


def test_what_cannot_be_drawn_is_refused_with_what_can(figure: tuple[str, Drawn, Any]) -> None:
    _, draw, _ = figure
    with pytest.raises(TypeError):
        draw(42)


def test_a_heading_is_printed_as_text_and_not_as_a_formula(figure: tuple[str, Drawn, Any]) -> None:
    name, draw, what = figure
    ax = draw(what, title=HOSTILE)
    ax.get_figure().canvas.draw()  # matplotlib reads $...$ as mathematics only then
    title = ax.get_title(loc="left")
    assert "\x07" not in title, name
    assert "\u202e" not in title, name


def test_every_figure_of_volumes_says_basis_unit_vintage_and_source_and_no_money(
    figure: tuple[str, Drawn, Any],
) -> None:
    name, draw, what = figure
    told = "\n".join(words(draw(what)))
    if name in OF_VOLUMES:
        assert "Basis: delivered; unit: million TIV; vintage: synthetic, trade register, 2026-01-01" in told
        assert "Source: synthetic" in told
        assert not MONEY.search(told)
    elif name != "cashflows":
        assert "Source: " in told


def test_bars_tell_what_is_spread_and_not_of_bounds_that_they_do_not_show(made_up: ad.Register) -> None:
    result = an.volumes(made_up, by="year", basis="delivered", spread="even")
    told = "\n".join(words(plots.bars(result)))
    assert any(note.endswith("low and high frame what is possible") for note in result.notes)
    assert "spread evenly over them" in told
    assert "low and high" not in told


def test_payments_have_a_heading_unless_you_say_another() -> None:
    schedule = ad.Financing(instruments=(LOAN,)).schedule(start="2020-01-01")
    assert plots.cashflows(schedule).get_title(loc="left") == "What falls due, by the terms"
    assert plots.cashflows(schedule, title="A loan").get_title(loc="left") == "A loan"


def test_bars_stand_as_high_as_the_volumes_are(made_up: ad.Register) -> None:
    result = an.volumes(made_up, by="year", basis="delivered", spread="even")
    ax = plots.bars(result)
    heights = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in ax.patches}
    assert heights[1977] == pytest.approx(200)
    assert heights[2019] == pytest.approx(180)
    assert sum(heights.values()) == pytest.approx(1597)


def test_bars_of_groups_stand_on_each_other_and_the_small_ones_are_one(made_up: ad.Register) -> None:
    result = an.volumes(made_up, by=("supplier", "year"), basis="delivered", spread="even")
    ax = plots.bars(result, most=2)
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert len(labels) == 3
    assert labels[-1].endswith(" others")
    assert sum(bar.get_height() for bar in ax.patches) == pytest.approx(1597)


def test_the_stack_of_a_year_is_as_high_as_all_its_groups_together(made_up: ad.Register) -> None:
    ax = plots.bars(an.volumes(made_up, by=("supplier", "year"), basis="delivered", spread="even"))
    of_2016 = [bar for bar in ax.patches if round(bar.get_x() + bar.get_width() / 2) == 2016]
    assert len(of_2016) == 2
    assert max(bar.get_y() + bar.get_height() for bar in of_2016) == pytest.approx(9 + 16 / 3)


def test_an_incomplete_year_is_hatched_and_said_to_be(made_up: ad.Register) -> None:
    result = an.volumes(made_up, by="year", basis="delivered", spread="even")
    ax = plots.bars(result, incomplete=(2023,))
    assert [bar.get_hatch() for bar in ax.patches].count("////") == 1
    assert "not all told yet" in [text.get_text() for text in ax.get_legend().get_texts()]


def test_bars_by_something_else_than_a_year_are_refused(made_up: ad.Register) -> None:
    with pytest.raises(InvalidValue, match="by year"):
        plots.bars(an.volumes(made_up, by="supplier", basis="delivered"))


def test_a_result_without_a_basis_is_refused() -> None:
    told = Result(columns=(Column("year"), Column("value")), rows=((2019, 1),))
    with pytest.raises(InvalidValue, match="tells no basis"):
        plots.bars(told)


def test_ribbons_of_both_sides_add_up_to_the_whole(made_up: ad.Register) -> None:
    result = an.volumes(made_up, by=("supplier", "recipient"), basis="delivered")
    ax = plots.flows(result, most=3)
    boxes = [patch for patch in ax.patches if type(patch).__name__ == "Rectangle"]
    sides = {round(box.get_x(), 2) for box in boxes}
    assert len(sides) == 2
    assert any(" others" in text for text in words(ax))


def test_a_certain_stage_is_plain_and_an_uncertain_one_hatched() -> None:
    deal = ad.Deal(id="a").start_talks(on="2016-11-01").sign(on="2017-04-01/2017-09-12")
    ax = plots.timeline(deal)
    hatched = [patch for patch in ax.patches if patch.get_hatch()]
    assert len(hatched) == 1
    assert hatched[0].get_width() == pytest.approx(164)  # days from 1 April to 12 September


def test_what_was_known_by_a_day_is_drawn_as_it_was_known(story: ad.Register) -> None:
    deal = story["tur-s400"]
    early = "\n".join(words(plots.timeline(deal, known_by="2017-05-01")))
    assert "delivered" not in early
    assert "as known by 2017-05-01" in early
    assert "delivered" in "\n".join(words(plots.timeline(deal)))


def test_a_disputed_stretch_is_marked(story: ad.Register) -> None:
    ax = plots.timeline(story["tur-patriot"])
    assert "disputed" in [text.get_text() for text in ax.get_legend().get_texts()]
    plain = plots.timeline(ad.Deal(id="a").sign(on="2017"))
    assert "disputed" not in [text.get_text() for text in plain.get_legend().get_texts()]


def test_deals_without_a_date_are_refused_and_silent_ones_are_counted() -> None:
    with pytest.raises(InvalidValue, match="no line of time"):
        plots.timeline(ad.Deal(id="a"))
    ax = plots.gantt(ad.Register([ad.Deal(id="a").sign(on="2015"), ad.Deal(id="b")]))
    assert "Not drawn: 1 deal of which no stage is reported." in " ".join(words(ax)).replace("\n", " ")


def test_a_schedule_nobody_can_decide_says_what_is_missing(story: ad.Register) -> None:
    financing = story["tur-s400"].financing
    assert financing is not None
    told = " ".join(words(plots.cashflows(financing.schedule(start="2018-01-01"))))
    assert "nobody published" in told
    assert "rate" in told


def test_what_is_paid_and_drawn_stands_above_and_below_the_line() -> None:
    loan = ad.Loan(amount="100 USD", rate="0.05", tenor_years=2, profile="EQUAL_PRINCIPAL", payments_per_year=1)
    ax = plots.cashflows(ad.Financing(instruments=(loan,)).schedule(start="2020-01-01"))
    heights = sorted(round(bar.get_height(), 4) for bar in ax.patches if bar.get_height())
    assert heights == [-100.0, 2.5, 5.0, 50.0, 50.0]


def test_a_schedule_in_two_currencies_is_refused() -> None:
    both = ad.Financing(
        instruments=(ad.Cash(amount="1 USD", key="a"), ad.Cash(amount="1 EUR", key="b")),
    )
    with pytest.raises(InvalidValue, match="do not go on one axis"):
        plots.cashflows(both.schedule(start="2020-01-01"))


def test_names_of_others_stay_text_in_a_network() -> None:
    rows = pl.DataFrame({"deal": ["1"], "supplier": [HOSTILE], "recipient": ["Egypt"], "year": [2015], "tiv": [16.0]})
    ax = plots.network(an.network(rows, basis="delivered", parties="all"))
    ax.get_figure().canvas.draw()
    assert "\x07" not in "".join(words(ax))


def test_an_unknown_price_is_words_and_a_range_is_hatched_between_its_bounds() -> None:
    told = Result(
        columns=(Column("offer"), Column("price")),
        rows=(("a", Range(low=100, high=120, unit="USD")), ("b", NoValue.UNKNOWN), ("c", Range(low=50, unit="USD"))),
    )
    ax = plots.offers(told)
    assert [round(bar.get_width()) for bar in ax.patches if type(bar).__name__ == "Rectangle"] == [50, 100, 20]
    assert [bar.get_hatch() for bar in ax.patches if getattr(bar, "get_hatch", None)].count("////") == 1
    assert "unknown" in words(ax)


def test_offers_in_two_currencies_share_no_axis() -> None:
    told = Result(
        columns=(Column("offer"), Column("price")),
        rows=(("a", Range(low=1, high=1, unit="USD")), ("b", Range(low=1, high=1, unit="EUR"))),
    )
    with pytest.raises(InvalidValue, match="share no axis: they are in EUR, USD"):
        plots.offers(told)
