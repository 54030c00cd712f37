"""Texts that mean no good in every text field of every class: pages, terminals, tables and messages show them and run nothing."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import armsdeals as ad
from armsdeals.cli.main import main
from armsdeals.formats._base import FORMATS
from armsdeals.pages.text import as_text
from armsdeals.plan import Shape, plan_of

SAMPLE = Path(__file__).parents[1] / "samples" / "wire" / "v1" / "fields.json"
# What each of them would do is said by nobody: markup, an attribute, a template, an escape sequence, a forged order, SQL.
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style></title><svg/onload=alert(1)>",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    "\x1b[31m\x1b]0;owned\x07",
    "\u202egnp.exe\u2066",
    "'; DROP TABLE deals; --",
    "]]>&lt;b&gt;&#x3c;i>",
)
LINKS = ("javascript:alert(1)", "java\nscript:alert(1)", " data:text/html,<script>", "https://a.example/\"onload='x'", "//evil.example", "file:///etc/passwd")  # fmt: skip
NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")


_BELOW = (Shape.OBJECT, Shape.UNION, Shape.CITED)


def bent(value: Any, text: str) -> Any:
    """Return an object in which every free text is this one, as far as its class takes it."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return tuple(bent(one, text) for one in value)
    cls: Any = type(value)
    for field in plan_of(cls).fields:
        hint = field.hint.item or field.hint
        told: Any = None
        if hint.shape is Shape.TEXT and (hint.rule is None or hint.rule.pattern is None):
            told = text[: hint.rule.max_length if hint.rule else None]
            told = (told,) if field.hint.item else told
        elif hint.shape in _BELOW or field.hint.shape is Shape.CITED:
            told = bent(getattr(value, field.name), text)
        with suppress(ad.ArmsDealsError, TypeError):  # a rule across its fields wants another text
            value = value if told is None else evolve(value, **{field.name: told})
    return value


@pytest.fixture(scope="module")
def hostile() -> ad.Register:
    """Deals that use many classes, with all hostile texts in every free text."""
    deals = ad.read(SAMPLE).deals
    return ad.Register([bent(deal, "".join(HOSTILE)) for deal in sorted(deals, key=_classes, reverse=True)[:12]])


def _classes(deal: ad.Deal) -> int:
    cls: Any = ad.Deal
    return sum(getattr(deal, field.name) != field.default for field in plan_of(cls).fields)


class Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def shape_of(html: str) -> set[str]:
    """Return every tag, and every attribute by its tag: what a text can change only where it is no text."""
    page = Page(html)
    return {tag for tag, _ in page.tags} | {f"{tag}.{name}" for tag, attrs in page.tags for name in attrs}


ACTIVE = {
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


def assert_inert(html: str) -> None:
    shape = shape_of(html)
    assert not shape & ACTIVE
    assert not [name for name in shape if ".on" in name or name.endswith((".src", ".srcset"))]
    styles = {attrs["style"] or "" for _, attrs in Page(html).tags if "style" in attrs}
    assert [style for style in styles if not re.fullmatch(r"[a-z0-9:;,. #%-]*", style)] == []
    assert not NOT_SHOWN.search(html)


def test_a_page_of_hostile_texts_runs_nothing(hostile: ad.Register) -> None:
    for deal in hostile.deals[:6]:
        html = ad.report(deal)
        assert "alert(1)" in html
        assert_inert(html)


def test_a_page_of_hostile_texts_side_by_side_runs_nothing(hostile: ad.Register) -> None:
    assert_inert(ad.report(ad.Register(hostile.deals[:4]), title="".join(HOSTILE)))


@pytest.mark.parametrize("link", LINKS, ids=repr)
def test_only_links_to_the_web_can_be_followed(link: str) -> None:
    source = ad.Evidence(publisher="TASS", published="2017", link=link, archive=link)
    deal = ad.Deal(id="demo", history=(ad.Event(when="2017", stage="talks", evidence=(source,)),), sources=(source,))
    followed = [attrs["href"] or "" for tag, attrs in Page(ad.report(deal)).tags if "href" in attrs]
    assert [href for href in followed if not re.match(r"#|https?://[a-z.]+/", href)] == []


def test_terminals_and_notebooks_show_hostile_texts_escaped(hostile: ad.Register) -> None:
    for one in hostile.deals[:6]:
        checked = ad.check(one)
        shown = [str(one), repr(one), as_text(one), str(checked), str(one.why("stage")), str(one.disputes())]
        assert [told for told in shown if NOT_SHOWN.search(told)] == []
        for part in (one, checked):
            assert_inert(part._repr_html_())


COMMANDS: dict[str, tuple[str, ...]] = {
    "show": (), "timeline": (), "check": (), "report": (), "brief": ("--since", "1900-01-01", "--on", "2026-01-01"),
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_prints_hostile_texts_escaped(
    name: str, hostile: ad.Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deals.json"
    ad.write(ad.Register(hostile.deals[:4]), path)
    assert main([name, str(path), *COMMANDS[name]]) in (0, 1)
    out, err = capsys.readouterr()
    assert out
    assert not NOT_SHOWN.search(out + err)


STYLES = [
    ("json", "long"),
    ("jsonl", "long"),
    ("yaml", "long"),
    ("yaml", "short"),
    ("csv", "long"),
    ("csv", "inert"),
    ("parquet", "long"),
]


@pytest.mark.parametrize(("form", "style"), STYLES)
def test_hostile_texts_in_every_field_survive_every_format(form: str, style: str, hostile: ad.Register) -> None:
    assert ad.loads(ad.dumps(hostile, format=form, style=style), format=form) == hostile


def test_every_format_was_looked_at() -> None:
    assert {form for form, _ in STYLES} == {form.name for form in FORMATS}


def test_the_texts_of_the_deals_are_hostile(hostile: ad.Register) -> None:
    """Else the tests above would look at nothing."""
    assert str(ad.to_tree(hostile)).count("alert(1)") > 50


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "\u202e", "\u2066x", "\x9b31m", "\u200b", "\r", "\x07", "\x08\x08"], ids=repr
)
def test_messages_show_what_was_found_escaped(text: str) -> None:
    for path, told in (
        ("title", {"title": [text]}),
        ("stage", {"history": [{"when": "2017", "stage": text}]}),
        ("key", {text: 1}),
    ):
        tree = {"armsdeals": 1, "deals": [{"id": "demo", **told}]}
        with pytest.raises(ad.InvalidDeals) as caught:
            ad.from_tree(tree)
        assert str(caught.value).replace("\n", "").isprintable(), path
