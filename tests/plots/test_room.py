"""Figures of any size and on any ground: nothing is cut off, nothing stands on something else, words can be read."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.dates import date2num
from matplotlib.text import Text

import armsdeals as ad
from armsdeals import plots
from armsdeals.analysis._result import Column, Result
from armsdeals.model.negotiation.tone import TONES, tone_of
from armsdeals.plots._draw import ink_on, luminance

if TYPE_CHECKING:
    from collections.abc import Callable

from tests.plots.test_figures import FIGURES

SLACK = 3  # pixels
SIZES = {"own": None, "small": (4.5, 3.6)}


@pytest.fixture(params=sorted(FIGURES))
def figure(request: pytest.FixtureRequest, made_up: ad.Register, story: ad.Register) -> Callable[..., Any]:
    draw, what = FIGURES[request.param](made_up, story)
    return lambda **more: draw(what, **more)


def texts(ax: Any) -> list[Any]:
    ax.get_figure().canvas.draw()
    return [text for text in ax.get_figure().findobj(Text) if text.get_text().strip() and text.get_visible()]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_text_of_a_figure_leaves_its_paper(figure: Callable[..., Any], size: tuple[float, float] | None) -> None:
    ax = figure(ax=plt.figure(figsize=size).add_subplot()) if size else figure()
    told, paper = texts(ax), ax.get_figure().bbox
    outside = []
    for text in told:
        box = text.get_window_extent()
        in_view = text.get_clip_box() is None or not text.get_clip_on() or box.overlaps(text.get_clip_box())
        ticks = {label for axis in (ax.xaxis, ax.yaxis) for label in axis.get_ticklabels()}
        if in_view and text not in ticks and not (
            box.x0 >= paper.x0 - SLACK and box.y0 >= paper.y0 - SLACK and box.x1 <= paper.x1 + SLACK and box.y1 <= paper.y1 + SLACK
        ):  # fmt: skip
            outside.append(text.get_text())
    assert outside == []
    assert any("Source: " in text.get_text() for text in told)


def test_words_are_light_where_the_ground_is_dark(figure: Callable[..., Any]) -> None:
    with plt.style.context("dark_background"):
        ax = figure()
        legend = ax.get_legend()
        ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()] if ax.axison else []
        told = [*ticks, *(legend.get_texts() if legend else ()), *ax.texts[-1:]]
    assert min(luminance(text.get_color()) for text in told) > 0.2


def test_events_have_labels_that_do_not_touch_each_other() -> None:
    days = [date(2010 + k // 6, 1 + 2 * (k % 6), 1 + k % 9) for k in range(40)]
    history = tuple(ad.Event(when=str(day), text=f"meeting {k} of the commission") for k, day in enumerate(days))
    ax = plots.timeline(ad.Deal(id="many", history=(*history, ad.Event(when="2011", stage="TALKS"))))
    boxes = [text.get_window_extent() for text in texts(ax) if text.get_text().startswith("meeting")]
    assert len(boxes) == 40
    assert not [1 for one, other in combinations(boxes, 2) if one.overlaps(other)]


def test_every_day_at_the_edge_has_its_year() -> None:
    ax = plots.timeline(ad.Deal(id="a").sign(on="2017-03-05"))
    ax.get_figure().canvas.draw()
    told = [label.get_text() for label in ax.get_xticklabels() if label.get_text()]
    assert told
    assert all("2017" in text for text in told)


def test_what_has_no_known_beginning_points_back_and_is_not_drawn_as_if_it_began() -> None:
    ax = plots.timeline(
        ad.Deal(id="a", history=(ad.Event(when="../1962", stage="SIGNED"), ad.Event(when="1970", stage="DELIVERED")))
    )
    shapes = [patch for patch in ax.patches if type(patch).__name__ == "Polygon"]
    assert len(shapes) == 1
    assert shapes[0].get_xy()[:, 0].max() == date2num(date(1962, 12, 31))  # type: ignore[no-untyped-call]  # of matplotlib


def test_a_single_year_has_one_tick_that_is_a_year_and_a_bar_that_is_no_wall() -> None:
    told = Result(columns=(Column("year"), Column("value")), keys=1, basis="delivered", unit="TIV", rows=((2019, 12),))
    ax = plots.bars(told)
    ax.get_figure().canvas.draw()
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2019"]
    left, right = ax.get_xlim()
    assert right - left > 5


def test_sums_of_money_are_told_in_words_and_not_as_powers() -> None:
    told = Result(
        columns=(Column("year"), Column("value")),
        keys=1,
        basis="ordered",
        unit="USD",
        rows=((2019, 2.5e9), (2020, 3e9)),
    )
    ax = plots.bars(told)
    assert ax.get_ylabel() == "billion USD, ordered"
    assert max(float(text.get_text()) for text in texts(ax) if text in ax.get_yticklabels()) < 10


def test_the_smallest_box_has_its_label_and_labels_do_not_touch() -> None:
    rows = tuple((f"S{k}", "Egypt", 1000 if k == 0 else 1) for k in range(8))
    told = Result(
        columns=(Column("supplier"), Column("recipient"), Column("value")),
        keys=2,
        basis="delivered",
        unit="TIV",
        rows=rows,
    )
    ax = plots.flows(told)
    boxes = [
        text.get_window_extent() for text in texts(ax) if text.get_text().startswith("S") and ":" not in text.get_text()
    ]
    assert len(boxes) == 8
    assert not [1 for one, other in combinations(boxes, 2) if one.overlaps(other)]


def test_a_long_name_is_broken_and_not_cut() -> None:
    name = "The second bid of a maker with a long name in a tender with a longer one"
    ax = plots.gantt(ad.Register([ad.Deal(id="a", title=name).sign(on="2015")]))
    assert [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()] == [name]


def test_tones_darken_along_the_way_of_a_deal_so_that_the_order_stays_in_grey() -> None:
    way = [stage for stage in ad.NegotiationStage if tone_of(stage) not in ("halt", "end")]
    shades = [luminance(TONES[tone_of(stage)].light) for stage in sorted(way, key=lambda stage: stage.rank or 0)]
    assert shades == sorted(shades, reverse=True)
    assert {tone_of(stage) for stage in ad.NegotiationStage} == set(TONES)


@pytest.mark.parametrize("tone", TONES)
def test_words_on_a_tone_stand_out(tone: str) -> None:
    ground, ink = luminance(TONES[tone].light), luminance(ink_on(TONES[tone].light))
    assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5
