"""Sentences that the text and the page share, so that both say the same.

>>> dateline(ReportNote(title="", as_of=When("2017-05-01")))
'As it stood on 1 May 2017, by everything that became known, also later.'
"""

from __future__ import annotations

from armsdeals.pages.listing import ListingNote
from armsdeals.pages.notes import DealNote, ReportNote
from armsdeals.pages.wording import capital, date_in_words, listed, on_date
from armsdeals.values.when import When


def dateline(report: ReportNote | ListingNote) -> str:
    """Return the sentence that says of which day, and from whose knowledge, a report speaks."""
    if report.as_of is None and report.known_by is None:
        return "By everything that the sources tell, whenever it became known."
    if report.known_by is None:
        return f"As it stood {on_date(report.as_of or When('..'))}, by everything that became known, also later."
    known = f"what was public by {date_in_words(report.known_by)}"
    told = f"By {known}." if report.as_of is None else f"As it stood {on_date(report.as_of)}, by {known}."
    if not report.left_out:
        return told
    deals = "1 deal" if report.left_out == 1 else f"{report.left_out} deals"
    return f"{told} Nothing was public yet of {deals}, left out here."


def stage_lines(deal: DealNote) -> list[str]:
    """Return what is to be said of the stage, a sentence each."""
    stage = deal.stage
    out = [capital(f"{stage.since}.")] if stage.since else []
    if stage.is_open:
        out.append("Claims leave it open which of these it is.")
    if stage.ended:
        out.append(f"{capital(stage.ended)}.")
    out += [f"{capital(told)}." for told in stage.settled]
    if stage.interrupted:
        out.append(f"It was interrupted at: {stage.interrupted}.")
    if stage.furthest:
        out.append(f"The furthest it came: {stage.furthest}.")
    if stage.gaps:
        out.append(f"Nobody reports {listed(stage.gaps)}, though the usual way leads through it.")
    if stage.decided_by:
        numbers = listed(map(str, stage.decided_by))
        trust = f"; confidence {stage.confidence}" if stage.confidence else "; confidence not weighed"
        out.append(f"Rests on No. {numbers}{trust}.")
    if stage.beaten:
        out.append(f"Against it: No. {listed(map(str, stage.beaten))}.")
    return out or ["No stage is reported as a fact."]


def price_line(deal: DealNote) -> str:
    """Return who names the price, and what else is named."""
    standing = [figure for figure in deal.price.figures if figure.standing == "stands"]
    others = len(deal.price.figures) - len(standing)
    out = []
    if standing and deal.price.is_known:
        told = [figure.says or ", ".join(deal.source(number).name for number in figure.sources) for figure in standing]
        names = listed(dict.fromkeys(name for name in told if name))
        out.append(f"By {names}." if names else "No source is given.")
    if others:
        other = "other " if standing else ""
        out.append(f"{others} {other}{'claim' if others == 1 else 'claims'} below.")
    return " ".join(out) or ("Nobody tells a price." if not deal.price.figures else "See the claims below.")


def side_groups(report: ReportNote) -> list[tuple[str, tuple[DealNote, ...]]]:
    """Return the deals in groups: those that compete for one need together, then the others."""
    out = []
    grouped: set[str] = set()
    for group in report.rivals:
        grouped.update(group)
        out.append(("Competing for one need", tuple(deal for deal in report.deals if deal.id in group)))
    others = tuple(deal for deal in report.deals if deal.id not in grouped)
    if others:
        out.append(("Others" if out else "", others))
    return out


def side_caption(report: ReportNote) -> str:
    """Return what a comparison of all deals of a report is about."""
    if len(report.rivals) == 1 and len(report.rivals[0]) == len(report.deals):
        return "Suppliers that compete for one need."
    return "Each deal on the day of the report; “unknown” means that no source tells."
