"""The report as plain text: for a terminal, an e-mail or a pipe; needs no further package.

>>> text = as_text(Deal(id="demo", title="A demonstration").start_talks(on="2016-11"))
>>> print(text.split("WHERE IT STANDS")[1].split("WHO")[0].strip())
Talks. Since November 2016. Rests on No. 1; confidence not weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from armsdeals._card import columns
from armsdeals.model.deal import Deal
from armsdeals.pages.competition_notes import CompetitionNote
from armsdeals.pages.notes import Answer, DealNote, EventNote, Figure, LinkNote, ReportNote
from armsdeals.pages.phrases import dateline, side_groups, stage_lines
from armsdeals.pages.summary import Day, report_note
from armsdeals.pages.wording import capital
from armsdeals.register.register import Register

WIDTH = 84  # columns
_DATES = 24  # columns of the dates in a chronicle
_STANDINGS = {
    "stands": "",
    "beaten": "speaks against it",
    "open": "rival of equal weight",
    "apart": "counts something else",
    "restated": "the same sum in other money",
    "superseded": "of another time",
    "retracted": "taken back",
}
_EVENT_STANDINGS = {
    "beaten": "speaks against where it stands",
    "retracted": "taken back",
    "retracts": "takes back an earlier report",
}


def as_text(
    deals: Deal | Register,
    *,
    as_of: Day | None = None,
    known_by: Day | None = None,
    title: str = "",
    width: int = WIDTH,
) -> str:
    """Return the report as text, wrapped to a width in columns; the arguments are those of `armsdeals.pages`."""
    return text_of(report_note(deals, as_of=as_of, known_by=known_by, title=title), width=width)


def text_of(report: ReportNote, *, width: int = WIDTH) -> str:
    """Return a report that is put together already as text."""
    lines = [*wrapped(report.title, width), *wrapped(dateline(report), width), "=" * width]
    if len(report.deals) > 1:
        lines += ["", "SIDE BY SIDE", *_side_by_side(report, width)]
    for competition in report.competitions:
        lines += ["", "COMPETITION", *_competition(competition, width)]
    if not report.deals:
        lines += ["", "There are no deals to report."]
    for deal in report.deals:
        lines += _deal(deal, width, alone=len(report.deals) == 1)
    return "\n".join([*lines, ""])


def wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break a text at blanks so that it fits a width in columns; wide and combining characters are counted as drawn."""
    out, line, empty = [], first, True
    for word in text.split(" "):
        if not empty and columns(line) + 1 + columns(word) > width:
            out.append(line)
            line, empty = rest, True
        line += word if empty else f" {word}"
        empty = False
    return [*out, line.rstrip()]


def chronicle_lines(deal: DealNote, width: int) -> Iterator[str]:
    """Yield the history of a deal: the date at the left, what is told and by whom at the right."""
    narrow = width < 2 * _DATES
    indent = " " * (4 if narrow else _DATES + 7)
    for event in deal.history:
        number = f"{event.number:>3}. "
        if narrow:
            yield from wrapped(f"{number}{event.date}", width, rest=indent)
            head = indent
        else:
            dates = wrapped(event.date, _DATES)
            head = f"{number}{dates[0]}{' ' * (_DATES - columns(dates[0]))}  "
        body = list(_event_lines(deal, event, width, indent))
        if narrow:
            yield from body
            continue
        for k, line in enumerate(body):
            if k == 0:
                yield head + line[len(indent) :]
            elif k < len(dates):
                yield f"     {dates[k]}{' ' * (_DATES - columns(dates[k]))}  {line[len(indent) :]}"
            else:
                yield line
        for date in dates[len(body) :]:
            yield f"     {date}"


def _event_lines(deal: DealNote, event: EventNote, width: int, indent: str) -> Iterator[str]:
    marks = [_EVENT_STANDINGS[event.standing]] if event.standing else []
    marks += ["after the day of this report"] if event.is_later else []
    told = event.heading + "".join(f" [{mark}]" for mark in marks)
    told += f": {event.text}" if event.text else ""
    told += f" “{event.quote}”" if event.quote else ""
    yield from wrapped(told, width, first=indent, rest=indent)
    for detail in event.details:
        yield from wrapped(f"({detail})", width, first=indent, rest=indent)
    trust = f"; confidence {event.confidence}" if event.confidence else ""
    yield from wrapped(f"- {_cited(deal, event.sources, event.says)}{trust}", width, first=indent, rest=f"{indent}  ")


def _side_by_side(report: ReportNote, width: int) -> Iterator[str]:
    for heading, deals in side_groups(report):
        if heading:
            yield f"  {heading}:"
        for deal in deals:
            called = deal.title if deal.title == deal.id else f"{deal.title} ({deal.id})"
            yield from wrapped(called, width, first="  * ", rest="    ")
            rows = (
                ("supplier", deal.suppliers),
                ("system", deal.systems),
                (
                    "stage",
                    deal.stage.words
                    + _marked(disputed=deal.stage.is_disputed)
                    + (f", {deal.stage.since}" if deal.stage.since else ""),
                ),
                ("furthest", deal.stage.furthest),
                ("price", deal.price.words + _marked(disputed=deal.price.is_disputed)),
                ("quantity", "; ".join(f"{line.system}: {line.best}" for line in deal.lines) or "unknown"),
            )
            for name, value in rows:
                if value:
                    yield from wrapped(value, width, first=f"      {name:<10}", rest=" " * 16)


def _competition(competition: CompetitionNote, width: int) -> Iterator[str]:
    yield from wrapped(competition.title, width, first="  ", rest="    ")
    told = capital(competition.standing) + _marked(disputed=competition.is_disputed)
    cited = f" ({competition.cited})" if competition.cited else ""
    yield from wrapped(f"{told}{cited}", width, first="    ", rest="      ")
    if competition.text:
        yield from wrapped(competition.text, width, first="    ", rest="      ")
    yield from wrapped(f"contenders: {'; '.join(competition.contenders)}", width, first="    ", rest="      ")
    for step in competition.course:
        marks = "".join(f" [{mark}]" for mark in step.marks)
        text = f", {step.text}" if step.text else ""
        yield from wrapped(
            f"{step.date}: {step.words}{marks}{text} ({step.cited})", width, first="    - ", rest="      "
        )


def _deal(deal: DealNote, width: int, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield from ("", "=" * width, *wrapped(deal.title, width))
    aside = f"{deal.flow} · {deal.systems}"
    yield from wrapped(deal.id if deal.title == aside else aside, width)
    yield from _part(
        "Where it stands",
        wrapped(
            f"{capital(deal.stage.words)}{_marked(disputed=deal.stage.is_disputed)}. {' '.join(stage_lines(deal))}",
            width,
            first="  ",
            rest="  ",
        ),
    )
    yield from _part(
        "Who",
        [line for party in deal.parties for line in _party(party.role, party.name, party.place, party.note, width)],
    )
    yield from _part("What", list(_goods(deal, width)))
    yield from _part("Price", list(_answer(deal, deal.price, width)) or ["  unknown"])
    yield from _part("Financing", list(_financing(deal, width)))
    if deal.beside:
        told = [(group.title, figure) for group in deal.beside for figure in group.figures]
        lines = [
            wrapped(f"{title}: {_figure(deal, figure)}", width, first="  - ", rest="    ") for title, figure in told
        ]
        yield from _part("Offers, permissions and limits", [line for part in lines for line in part])
    yield from _part("History", list(chronicle_lines(deal, width)) or ["  Nothing is reported."])
    if deal.disputes:
        yield from _part("Disputed", list(_disputes(deal, width)))
    unknown = [line for item in deal.unknown for line in wrapped(item, width, first="  - ", rest="    ")]
    yield from _part("What is not known", unknown or ["  Nothing that this report asks for."])
    if deal.links:
        links = (f"{link.kind}: {_linked(link)}{f', {link.note}' if link.note else ''}" for link in deal.links)
        yield from _part(
            "Other deals", [line for link in links for line in wrapped(link, width, first="  - ", rest="    ")]
        )
    if deal.note:
        yield from _part("Note", wrapped(deal.note, width, first="  ", rest="  "))
    yield from _part("Sources", list(_sources(deal, width)) or ["  None is given."])


def _linked(link: LinkNote) -> str:
    return f"{link.name} ({link.to})" if link.name not in ("", link.to) else link.to


def _part(title: str, lines: Iterable[str]) -> list[str]:
    return ["", title.upper(), *(lines or ["  unknown"])]


def _marked(*, disputed: bool) -> str:
    return " (disputed)" if disputed else ""


def _party(role: str, name: str, place: str, note: str, width: int) -> list[str]:
    told = name + (f" ({place})" if place else "") + (f", {note}" if note else "")
    return wrapped(told, width, first=f"  {role + ':':<16} ", rest=" " * 19)


def _goods(deal: DealNote, width: int) -> Iterator[str]:
    for line in deal.lines:
        yield from wrapped(line.system + (f": {line.details}" if line.details else ""), width, first="  ", rest="    ")
        for count in line.counts:
            yield from _answer(deal, count.answer, width, name=count.basis)
        if line.arrived:
            left = f"; outstanding: {line.outstanding}" if line.outstanding else ""
            left += f"; never delivered: {line.never}, and nothing is due any more" if line.never else ""
            yield from wrapped(
                f"arrived by the reports of the history: {line.arrived}{left}", width, first="    ", rest="      "
            )
        if line.volume:
            yield from wrapped(f"volume of arms: {line.volume}", width, first="    ", rest="      ")
        for figure in line.production:
            yield from wrapped(f"production: {_figure(deal, figure)}", width, first="    ", rest="      ")
        for figure in line.volumes:
            yield from wrapped(f"volume: {_figure(deal, figure)}", width, first="    ", rest="      ")


def _answer(deal: DealNote, answer: Answer, width: int, name: str = "") -> Iterator[str]:
    indent = "    " if name else "  "
    words = answer.words if answer.figures or not name else "unknown (nobody tells)"
    yield from wrapped(
        f"{f'{name}: ' if name else ''}{words}{_marked(disputed=answer.is_disputed)}",
        width,
        first=indent,
        rest=f"{indent}  ",
    )
    for figure in answer.figures:
        yield from wrapped(_figure(deal, figure), width, first=f"{indent}  - ", rest=f"{indent}    ")


def _figure(deal: DealNote, figure: Figure) -> str:
    standing = _STANDINGS.get(figure.standing, figure.standing)
    told = (
        figure.value
        + (f" [{standing}]" if standing else "")
        + (f", {figure.text}" if figure.text and figure.text != figure.value else "")
    )
    trust = f"; confidence {figure.confidence}" if figure.confidence else ""
    return f"{told} ({_cited(deal, figure.sources, figure.says)}{trust})"


def _cited(deal: DealNote, numbers: Iterable[int], says: str) -> str:
    """The speaker with the numbers of the sources; without one, the sources by name and date."""
    if says:
        return says + ("".join(f" [{number}]" for number in numbers) or ", no source given")
    return "; ".join(f"{deal.source(number).short} [{number}]" for number in numbers) or "no source given"


def _financing(deal: DealNote, width: int) -> Iterator[str]:
    for part in deal.financing:
        mood = f" ({part.mood})" if part.mood else ""
        sums = f"share {part.share}, sum {part.amount}, status {part.status}"
        yield from wrapped(f"{part.form or part.name}{mood}: {sums}", width, first="  ", rest="    ")
        if part.terms:
            yield from wrapped("; ".join(part.terms), width, first="    ", rest="    ")
        if part.missing:
            yield from wrapped(f"not known: {', '.join(part.missing)}", width, first="    ", rest="    ")
        if part.disputed:
            yield from wrapped(f"disputed: {', '.join(part.disputed)}", width, first="    ", rest="    ")
        yield from wrapped(f"- {_cited(deal, part.sources, '')}", width, first="    ", rest="      ")
    if deal.financing_total:
        yield from wrapped(deal.financing_total, width, first="  ", rest="  ")
    if not deal.financing:
        yield "  Unknown: no source tells how it is paid for."


def _disputes(deal: DealNote, width: int) -> Iterator[str]:
    for dispute in deal.disputes:
        yield from wrapped(f"{capital(dispute.about)}:", width, first="  ", rest="  ")
        for figure in dispute.claims:
            yield from wrapped(_figure(deal, figure), width, first="    - ", rest="      ")


def _sources(deal: DealNote, width: int) -> Iterator[str]:
    for source in deal.sources:
        told = ", ".join(
            part for part in (source.name, source.title, source.published or "date unknown", source.locator) if part
        )
        told += "" if source.is_cited else " (read, not cited)"
        yield from wrapped(told, width, first=f"  [{source.number}] ", rest="      ")
        if source.link:
            yield f"      {source.link}"
