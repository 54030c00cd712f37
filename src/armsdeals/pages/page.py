"""The page: one self-contained HTML file, with its timelines drawn in it.

No request to anywhere, and a content security policy that forbids it; the style sheet is allowed by its hash, and so is the
script of a register's page, which sorts and filters (`armsdeals.pages.register_page`). The page of deals has no script.
Everything that comes from data goes through an autoescaping template.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

from armsdeals.errors import need
from armsdeals.model.negotiation.tone import TONES
from armsdeals.pages.drawing import Drawing, draw
from armsdeals.pages.listing import ListingNote
from armsdeals.pages.notes import DealNote, Figure, ReportNote
from armsdeals.pages.phrases import dateline, price_line, side_caption, side_groups, stage_lines

TEMPLATES = Path(__file__).parent / "templates"
_WIDE, _NARROW = 960, 358  # units; about the width of the column on a desk and on a phone


@frozen(kw_only=True)
class Pair:
    """One timeline drawn twice: for a desk and for a phone."""

    wide: Drawing
    narrow: Drawing


def page(report: ReportNote) -> str:
    """Return a report as the text of one HTML file.

    Raises:
        MissingExtra: Jinja2 is not installed.
    """
    return rendered(
        "page.html",
        styles=("page.css",),
        report=report,
        dateline=dateline(report),
        side_caption=side_caption(report),
        side_groups=side_groups(report),
        overview=timelines(report.deals, report) if len(report.deals) > 1 else None,
        details=[timelines((deal,), report, detailed=True) for deal in report.deals],
    )


def rendered(template: str, *, styles: Sequence[str], script: str = "", **told: Any) -> str:
    """Return a template filled in; its style sheets and its script are files of ours, allowed by their hashes.

    Raises:
        MissingExtra: Jinja2 is not installed.
    """
    jinja2 = need("jinja2", extra="report", what="the page")
    markup = need("markupsafe", extra="report", what="the page").Markup
    house = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    house.globals.update(
        tones=[(name, tone.in_words) for name, tone in TONES.items()],
        stage_lines=stage_lines,
        price_line=price_line,
        figure_groups=figure_groups,
        beside_groups=beside_groups,
    )
    style = _tones() + "".join((TEMPLATES / name).read_text("utf-8") for name in styles)
    code = (TEMPLATES / script).read_text("utf-8") if script else ""
    html: str = house.get_template(template).render(
        style=markup(style), style_hash=_hash(style), script=markup(code), script_hash=_hash(code), **told
    )
    return html


def _tones() -> str:
    """The colours of the stages, for a light and for a dark ground."""
    light = " ".join(f"--{name}: {tone.light};" for name, tone in TONES.items())
    dark = " ".join(f"--{name}: {tone.dark};" for name, tone in TONES.items())
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def figure_groups(deal: DealNote) -> list[tuple[str, tuple[Figure, ...]]]:
    """Return the price and each quantity with the claims of it."""
    groups = [("Price", deal.price.figures)]
    for line in deal.lines:
        groups += [(f"{line.system}, {count.basis}", count.answer.figures) for count in line.counts]
        if line.production:
            groups.append((f"{line.system}, production", line.production))
        if line.volumes:
            groups.append((f"{line.system}, volume (no price)", line.volumes))
    return groups


def beside_groups(deal: DealNote) -> list[tuple[str, tuple[Figure, ...]]]:
    """Return the claims beside the history, by what they are."""
    return [(group.title, group.figures) for group in deal.beside]


def timelines(deals: Sequence[DealNote], report: ReportNote | ListingNote, *, detailed: bool = False) -> Pair:
    """Return the timeline of some deals of a report, for both widths."""

    def at(width: int) -> Drawing:
        return draw(deals, width=width, as_of=report.as_of, known_by=report.known_by, detailed=detailed)

    return Pair(wide=at(_WIDE), narrow=at(_NARROW))
