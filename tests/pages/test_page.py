"""The page: it parses, asks for nothing from outside, and strangers' texts stay texts."""

import base64
import hashlib
import itertools
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given

from armsdeals.errors import MissingExtra, UnwritableOutput
from armsdeals.model.deal import Deal
from armsdeals.pages.report import report
from armsdeals.pages.text import as_text
from armsdeals.register.register import Register
from armsdeals.strategies import deals

VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})
DRAWN = frozenset({"rect", "line", "circle", "path", "stop"})


class Page(HTMLParser):
    """Reads a page, keeps its tags and texts, and insists that they are nested."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> Iterator[dict[str, str | None]]:
        return (attrs for tag, attrs in self.tags if tag == name)


def assert_inert(page: Page) -> None:
    names = {tag for tag, _ in page.tags}
    assert not names & {
        "script",
        "iframe",
        "object",
        "embed",
        "img",
        "link",
        "form",
        "base",
        "foreignobject",
        "animate",
        "use",
        "image",
    }
    for tag, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("src", "style", "srcset", "xlink:href")]
        if "href" in attrs:
            assert tag == "a"
            assert re.match(r"#|https?://", attrs["href"] or "", re.IGNORECASE)
    assert [attrs["http-equiv"] for attrs in page.all("meta") if "http-equiv" in attrs] == ["Content-Security-Policy"]


def test_the_page_parses_and_asks_for_nothing_from_outside(both: Register) -> None:
    html = report(both, as_of="2018-01-01", known_by="2018-06-01")
    page = Page(html)
    assert_inert(page)
    assert next(page.all("html")) == {"lang": "en"}
    assert {attrs["href"] for attrs in page.all("a") if (attrs["href"] or "").startswith("http")} == {
        "https://example.org/h?a=1&b=2"
    }
    assert "url(http" not in html
    assert "@import" not in html


def test_the_one_style_sheet_is_allowed_by_its_hash(missiles: Deal) -> None:
    html = report(missiles)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    wanted = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(attrs["content"] for attrs in Page(html).all("meta") if "http-equiv" in attrs)
    assert (
        policy == f"default-src 'none'; style-src 'sha256-{wanted}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_landmarks_headings_and_table_headers_are_real(both: Register) -> None:
    page = Page(report(both))
    names = [tag for tag, _ in page.tags]
    assert [names.count(tag) for tag in ("h1", "main", "nav", "article")] == [1, 1, 1, 2]
    assert all("scope" in attrs for attrs in page.all("th"))
    levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_ids_are_unique_and_inner_links_lead_somewhere(both: Register) -> None:
    page = Page(report(both))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inner = {(attrs["href"] or "")[1:] for attrs in page.all("a") if (attrs["href"] or "").startswith("#")}
    assert inner <= set(ids)
    used = set(re.findall(r"url\(#([^)]+)\)", report(both)))
    assert used <= set(ids)


def test_every_timeline_has_a_title_and_a_description(both: Register) -> None:
    page = Page(report(both))
    ids = {attrs.get("id") for tag, attrs in page.tags if tag in ("title", "desc")}
    drawings = [attrs for attrs in page.all("svg") if attrs.get("role") == "img"]
    assert len(drawings) == 6  # the overview and two deals, each for a desk and for a phone
    assert all(set((attrs["aria-labelledby"] or "").split()) <= ids for attrs in drawings)
    assert any("talks (Nov 2016), then signed" in text for text in page.texts)


def test_hostile_names_stay_texts(hostile: Deal) -> None:
    html = report(Register([hostile, Deal(id="other")]))
    page = Page(html)
    assert_inert(page)
    assert "<script" not in html.lower()
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "49" not in re.findall(r"\d+", "".join(page.texts).split("onload", 1)[1][:40])  # {{ 7*7 }} is no template
    assert any("<script>alert(1)</script>" in text for text in page.texts)
    assert "javascript:" not in html


@given(deals())
def test_law_the_page_of_any_deal_is_inert(deal: Deal) -> None:
    assert_inert(Page(report(deal)))


def test_the_page_and_the_text_say_the_same(missiles: Deal) -> None:
    told = "".join(Page(report(missiles)).texts)
    text = " ".join(as_text(missiles).split())
    for phrase in ("2.5 billion USD, contract", "interest rate, years to repay", "4 battalions", "An analyst"):
        assert phrase in told
        assert phrase in text


def test_the_file_takes_the_place_of_the_old_one(tmp_path: Path, missiles: Deal) -> None:
    path = tmp_path / "out.html"
    path.write_text("old", encoding="utf-8")
    html = report(missiles, path)
    assert path.read_text("utf-8") == html
    assert [file.name for file in tmp_path.iterdir()] == ["out.html"]


def test_a_folder_that_is_not_there_is_named_and_nothing_is_left_behind(tmp_path: Path, missiles: Deal) -> None:
    with pytest.raises(UnwritableOutput, match=r"out\.html.*its folder is not there"):
        report(missiles, tmp_path / "none" / "out.html")
    assert list(tmp_path.iterdir()) == []


def test_without_the_template_engine_the_text_still_works(monkeypatch: pytest.MonkeyPatch, missiles: Deal) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(
        MissingExtra, match=r"the page needs jinja2; install it with: pip install \"armsdeals\[report\]\""
    ):
        report(missiles)
    assert "WHERE IT STANDS" in as_text(missiles)


def test_a_page_is_the_same_each_time(both: Register) -> None:
    assert report(both) == report(both)
