"""Pages of every kind in a real browser: quiet, alone, inert; the table of a register sorts and filters."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

import pytest
from attrs import evolve

import armsdeals as ad
from armsdeals.pages.report import report

if TYPE_CHECKING:
    from tests.pages.conftest import Browser

pytestmark = pytest.mark.browser
REGISTER = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"
SHOWN = "[...document.querySelectorAll('#_table tbody tr')].filter(row => !row.hidden).map(row => row.cells[3].firstChild.textContent)"
DRAWN = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)))"
LOST = """[...document.querySelectorAll('a[href^="#"]')].map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"""
KINDS = ("one", "rivals", "register", "long register")


@pytest.fixture(params=KINDS)
def page(
    request: pytest.FixtureRequest, tmp_path: Path, missiles: ad.Deal, both: ad.Register, hostile: ad.Deal
) -> Path:
    """A page of every kind, each with a deal whose texts are hostile."""
    long_name = ad.Deal(id="long", title="x" * 5_000, parties=(ad.Party("y" * 400, role="supplier"),))
    many = (*both, hostile, long_name, *(ad.Deal(id=f"d{number}").sign(on="2017") for number in range(250)))
    path = tmp_path / "page.html"
    match request.param:
        case "one":
            report(hostile, path)
        case "rivals":
            report(ad.Register([missiles, hostile, long_name]), path)
        case "register":
            report(ad.Register([*both, hostile, long_name]), path, form="register")
        case _:
            report(ad.Register(many), path)
    return path


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    report(ad.try_read(REGISTER, source="sipri"), tmp_path / "mini.html", form="register")
    return tmp_path / "mini.html"


def test_a_page_is_quiet_asks_for_nothing_and_its_links_lead_somewhere(browser: Browser, page: Path) -> None:
    tab = browser.tab()
    tab.open(page)
    assert tab.run(LOST) == []
    assert tab.run("document.styleSheets.length") == 1
    assert tab.said == []
    assert tab.asked == {"file"}


def test_hostile_names_stay_texts_in_the_browser(browser: Browser, page: Path) -> None:
    tab = browser.tab()
    tab.open(page)
    assert tab.run("document.scripts.length") == page.read_text("utf-8").count("<script>")
    assert tab.run("document.scripts.length") <= 1
    assert "<script>alert(1)</script>" in tab.run("document.querySelector('main').textContent")
    assert (
        tab.run("[...document.querySelectorAll('*')].some(e => [...e.attributes].some(a => /^on/.test(a.name)))")
        is False
    )
    assert "\u202e" not in tab.run("document.documentElement.textContent")
    assert tab.said == []


def test_nothing_is_wider_than_a_phone(browser: Browser, page: Path) -> None:
    tab = browser.tab(width=390, height=800)
    tab.open(page)
    assert tab.run("document.documentElement.scrollWidth") == 390


BROKEN = r"""[...(function* () {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement.closest("svg")) continue;
    for (const word of text.data.matchAll(/[\p{L}\p{N}]{2,20}/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top / 6))).size > 1) yield word[0];
    }
  }
})()]"""


@pytest.mark.parametrize("form", ["deals", "register"])
@pytest.mark.parametrize("width", [1280, 700])
def test_no_word_of_usual_length_is_broken_and_one_without_end_makes_no_endless_table(
    browser: Browser, tmp_path: Path, form: Literal["deals", "register"], width: int
) -> None:
    tab = browser.tab(width=width)
    report(ad.example("turkey-air-defence"), tmp_path / "page.html", form=form)
    tab.open(tmp_path / "page.html")
    assert tab.run(BROKEN) == []
    endless = ad.Deal(id="long", title="x" * 5_000, parties=(ad.Party("y" * 400, role="supplier"),))
    report(ad.Register([endless, evolve(endless, id="next")]), tmp_path / "endless.html", form=form)
    tab.open(tmp_path / "endless.html")
    assert tab.run("Math.max(...[...document.querySelectorAll('table')].map(one => one.scrollWidth))") < 2_000


def test_a_register_is_filtered_by_words_sides_stage_and_year(browser: Browser, mini: Path) -> None:
    tab = browser.tab()
    tab.open(mini)
    assert len(tab.run(SHOWN)) == 12
    tab.fill("[data-f=q]", "falcon TURKIYE")
    assert tab.run(SHOWN) == ["Falcon-9S", "F9 missile"]
    assert (
        tab.run("document.getElementById('_count').textContent")
        == "2 of 12 deals · 240 million TIV ordered · 240 million TIV arrived"
    )
    tab.press("#_reset")
    tab.fill("[data-f=supplier]", "Soviet Union")
    tab.fill("[data-f=to]", "1980")
    assert tab.run(SHOWN) == ["T-X"]
    tab.press("#_reset")
    tab.fill("[data-f=stage]", "signed")
    assert tab.run(SHOWN) == ["Bear-2"]
    tab.fill("[data-f=q]", "nothing of the kind")
    assert tab.run(SHOWN) == []
    assert tab.run("document.getElementById('_none').hidden") is False


def test_a_register_is_sorted_by_number_and_the_unknown_comes_last(browser: Browser, mini: Path) -> None:
    tab = browser.tab()
    tab.open(mini)
    tab.press("[data-key=arrived_volume] button")
    assert tab.run(SHOWN)[:3] == ["Jet-4", "Gunship", "Falcon-9S"]
    assert tab.run(SHOWN)[-1] == "Bear-2"
    assert tab.run("document.querySelector('[data-key=arrived_volume]').ariaSort") == "descending"
    tab.press("[data-key=arrived_volume] button")
    assert sorted(tab.run(SHOWN)[:2]) == ["Arrow", "Dart"]
    assert tab.run(SHOWN)[-1] == "Bear-2"
    assert tab.run("[...document.querySelectorAll('thead [aria-sort]')].filter(h => h.ariaSort !== 'none').length") == 1


def test_what_is_chosen_stands_in_the_address_and_comes_back_from_it(browser: Browser, mini: Path) -> None:
    tab = browser.tab()
    tab.open(mini)
    tab.fill("[data-f=supplier]", "Russia")
    tab.press("[data-key=volume] button")
    told, address = tab.run(SHOWN), tab.run("location.hash")
    assert told == ["Falcon-9S", "Falcon-9S", "F9 missile"]
    again = browser.tab()
    again.open(mini, address)
    assert again.run(SHOWN) == told
    assert again.run("document.querySelector('[data-f=supplier]').value") == "Russia"


def test_a_deal_in_full_unfolds_when_its_link_is_followed(browser: Browser, mini: Path) -> None:
    tab = browser.tab()
    tab.open(mini, "#sipri-2026-01-01-line-9")
    assert tab.run("[...document.querySelectorAll('.folded > details')].filter(d => d.open).length") == 1
    assert tab.run("document.getElementById('sipri-2026-01-01-line-9').closest('details').open") is True


def test_without_its_script_every_deal_stands_there_and_no_control_that_does_nothing(
    browser: Browser, mini: Path
) -> None:
    html = mini.read_text("utf-8")
    mini.write_text(html.replace('"use strict";', '"use strict"; ', 1), "utf-8")  # no longer what the hash allows
    tab = browser.tab()
    tab.open(mini)
    assert len(tab.run(SHOWN)) == 12
    assert tab.run("document.getElementById('_controls').checkVisibility()") is False
    assert tab.run("document.querySelectorAll('thead button').length") == 0


def test_rows_drawn_as_grids_are_still_a_table_for_those_who_listen(browser: Browser, mini: Path) -> None:
    tab = browser.tab()
    tab.open(mini)
    tab.call("Accessibility.enable")
    roles = [node["role"]["value"] for node in tab.call("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    assert {"banner", "main", "contentinfo", "search", "table", "columnheader", "rowheader", "cell"} <= set(roles)
    assert roles.count("columnheader") >= 10
    assert roles.count("rowheader") >= 12


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A register of 450 deals, signed in 1900 to 2349."""
    deals = [ad.Deal(id=f"deal-{year}", title=f"Deal of {year}").sign(on=str(year)) for year in range(1900, 2350)]
    report(ad.Register(deals), tmp_path / "long.html")
    return tmp_path / "long.html"


ROWS = "document.querySelectorAll('#_table tbody tr').length"


def test_a_long_register_shows_its_first_rows_and_the_others_when_asked(browser: Browser, long: Path) -> None:
    tab = browser.tab()
    tab.open(long)
    assert tab.run(ROWS) == 200
    assert tab.run("document.querySelector('.more').textContent") == "Show 200 more of 250Show all rows"
    assert tab.run("document.getElementById('_table').getAttribute('aria-rowcount')") == "451"
    tab.press(".more button")
    assert tab.run(ROWS) == 400
    assert tab.run("document.querySelector('#_table tbody tr:last-child').getAttribute('aria-rowindex')") == "401"
    tab.press(".more button:last-child")
    assert tab.run(ROWS) == 450
    assert tab.run("document.querySelector('.more').checkVisibility()") is False


def test_what_is_sought_or_sorted_is_found_beyond_the_first_rows(browser: Browser, long: Path) -> None:
    tab = browser.tab()
    tab.open(long)
    tab.fill("[data-f=q]", "of 2340")
    assert tab.run(ROWS) == 1
    tab.press("#_reset")
    tab.press("[data-key=year] button")
    tab.press("[data-key=year] button")
    assert tab.run("document.querySelector('#_table tbody tr').id") == "deal-2349"


def test_a_link_to_a_deal_beyond_the_first_rows_leads_to_it(browser: Browser, long: Path) -> None:
    tab = browser.tab()
    tab.open(long, "#deal-2300")
    assert tab.run("document.querySelector('.sought').id") == "deal-2300"
    assert tab.run(
        "(box => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('.sought').getBoundingClientRect())"
    )


def test_a_long_register_is_printed_whole(browser: Browser, long: Path) -> None:
    tab = browser.tab()
    tab.open(long)
    tab.run("window.printed = 0; addEventListener('beforeprint', () => { window.printed = " + ROWS + "; })")
    tab.call("Page.printToPDF")
    assert tab.run("window.printed") == 450
    assert tab.run(ROWS) == 200


def test_without_its_script_a_long_register_stands_there_whole(browser: Browser, long: Path) -> None:
    long.write_text(long.read_text("utf-8").replace('"use strict";', '"use strict"; ', 1), "utf-8")
    tab = browser.tab()
    tab.open(long)
    assert tab.run(ROWS) == 450


@pytest.mark.benchmark
def test_two_thousand_deals_open_and_filter_quickly(browser: Browser, tmp_path: Path) -> None:
    deals = ad.read(REGISTER, source="sipri").deals
    many = [evolve(deal, id=f"{deal.id}-{number}") for number in range(170) for deal in deals][:2_000]
    report(ad.Register(many), tmp_path / "many.html")
    tab = browser.tab()
    start = perf_counter()
    tab.open(tmp_path / "many.html")
    tab.run(DRAWN)
    opened = perf_counter()
    tab.fill("[data-f=q]", "turkiye missile")
    tab.run(DRAWN)
    done = perf_counter()
    assert len(tab.run(SHOWN)) == 167
    size = (tmp_path / "many.html").stat().st_size
    print(f"2,000 deals, {size:,} bytes: open {opened - start:.2f} s, filter {done - opened:.2f} s")  # noqa: T201  # what it is for
