"""A brief: what somebody who follows deals has to know this week.

    >>> from armsdeals.values.evidence import Evidence
    >>> paper = Evidence(publisher="A daily", published="2016-11-18")
    >>> deal = Deal(id="demo").start_talks(on="2016-11~", evidence=paper)
    >>> week = brief(deal, since="2016-11-13", on="2016-11-20")
    >>> for one in week.changed:
    ...     print(one)
    demo: stage: TALKS since 2016-11~ (before: nothing known)
    demo: history: 2016-11~: talks (A daily, 2016-11-18)
    >>> [str(one) for one in brief(deal, since="2017-06-01", on="2017-06-08").quiet]
    ['demo: quiet: nothing new for 202 days (since 2016-11-18); it stands at TALKS']

Everything is as it could be known by the day of the brief: a claim counts from the day on which it was certainly public, so
one without a date never does. What has none is told apart: each claim whose last day is one of the brief, and how many others there
are. Two briefs of which the second begins where the first ends tell every piece of news once.
Left out: sending it anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import islice
from typing import Any

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.position import UNBEGUN, Position
from armsdeals.register.register import Register
from armsdeals.register.telling import day_in_words, ended_in_words, in_one_line, places_of
from armsdeals.values.claim import Claim
from armsdeals.values.when import NEVER, When, to_when

PARTS = ("changed", "disputed", "overdue", "quiet", "undated")
_ABOUT = {
    "changed": "What became known",
    "disputed": "What sources say against each other",
    "overdue": "What was planned and is not known to have happened",
    "quiet": "Deals that may go on and of which nothing new is told",
    "undated": "What counts in no brief, since nobody knows when it became known; a date of its source, or said, lets it",
}
_MOST_NAMED = 3  # deals with claims that have no date
_NOTHING = "nothing"
_DAYS = re.compile(r"([0-9]{1,6})(?: (day|week)s?)?")
_MARKUP = re.compile(r"[\\`*\[\]<>|&#]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])")


@frozen(kw_only=True, repr=False)
class Notice:
    """One entry of a brief.

    Attributes:
        deal: The id of the deal; empty for what belongs to none.
        about: The part of the deal: "history", "price", "lines.s400.ordered", "stage", "quiet" ...; empty for what is of none.
        text: What there is to know, in one line.
        is_new: Whether it was not so yet at the beginning of the time that the brief is about.
        day: When it became known, was to happen, or was last heard of; None for what is disputed.
        claims: The claims that it speaks of.
    """

    deal: str
    about: str
    text: str
    is_new: bool = True
    day: When | None = None
    claims: tuple[Claim, ...] = ()

    __repr__ = short_repr

    def __str__(self) -> str:
        return plain(": ".join(part for part in (self.deal, self.about, self.text) if part))


@frozen(kw_only=True)
class Brief:
    """What there is to know of some deals on a day.

    Attributes:
        since: The day up to which the reader knows everything.
        on: The day of the brief.
        quiet_after: After so many days without news a deal that may go on is quiet.
        changed: What became known after ``since`` and by ``on``; of a deal whose stage moved, first the stage on the
            day: what is told of a later day has not moved it yet, and does so in the brief that holds that day.
        disputed: What sources say against each other, by what was known on the day.
        overdue: What was planned for an earlier day and is not known to have happened.
        quiet: Deals that may go on and of which nothing is told.
        undated: Claims without a date by which they were known: each whose last day is one of the brief, and the
            number of all others.
    """

    since: When
    on: When
    quiet_after: int
    changed: tuple[Notice, ...] = ()
    disputed: tuple[Notice, ...] = ()
    overdue: tuple[Notice, ...] = ()
    quiet: tuple[Notice, ...] = ()
    undated: tuple[Notice, ...] = ()

    def to_markdown(self) -> str:
        """Return it as Markdown, each part under a heading; what was so before the time of the brief is marked "still"."""
        lines = [f"# {self.since} to {self.on}"]
        for part in PARTS:
            lines += ["", f"## {part.capitalize()}", "", f"{_ABOUT[part]}.", ""]
            lines += [_in_markdown(one) for one in getattr(self, part)] or [_NOTHING]
        return "\n".join(lines) + "\n"

    def to_tree(self) -> dict[str, Any]:
        """Return it as plain dicts, lists and texts, for JSON."""
        told: dict[str, Any] = {"since": str(self.since), "on": str(self.on), "quiet_after": self.quiet_after}
        return told | {part: [_in_tree(one) for one in getattr(self, part)] for part in PARTS}

    def __str__(self) -> str:
        return self.to_markdown()

    def __repr__(self) -> str:
        told = ", ".join(f"{len(getattr(self, part))} {part}" for part in PARTS)
        return f"<Brief {self.since} to {self.on}: {told}>"

    def _repr_html_(self) -> str:
        parts = [f"<h3>{escape(f'{self.since} to {self.on}')}</h3>"]
        for part in PARTS:
            rows = "".join(
                f"<li><strong>{escape(plain(one.deal))}</strong> {escape(one.about)}: {escape(plain(one.text))}</li>"
                if one.about
                else f"<li>{escape(plain(one.text))}</li>"
                for one in getattr(self, part)
            )
            parts.append(f"<h4>{part.capitalize()}</h4>" + (f"<ul>{rows}</ul>" if rows else f"<p>{_NOTHING}</p>"))
        return "".join(parts)


def brief(
    register: Register | Deal,
    *,
    since: When | date | str,
    on: When | date | str,
    quiet_after: str | int = "180 days",
) -> Brief:
    """Return what changed, is disputed, is overdue and is quiet, by what was known on a day.

    Args:
        register: The deals, or one.
        since: A day; what became known after it is new.
        on: The day of the brief; what became known after it does not count.
        quiet_after: How long nothing may be heard of a deal before it is quiet: "180 days", "26 weeks", or days.

    Raises:
        InvalidValue: A date is no day, ``on`` is before ``since``, or ``quiet_after`` is no time.
    """
    held = Register([register]) if isinstance(register, Deal) else register
    if not isinstance(held, Register):
        raise TypeError(f"{shown(register)} is neither a register nor a deal")
    first, last = _day("since", since), _day("on", on)
    if last.lo < first.lo:
        raise InvalidValue(f"the brief would end on {last}, before it begins on {first}", path=("on",))
    silence = _days(quiet_after)
    told: dict[str, list[Notice]] = {part: [] for part in PARTS}
    for deal in held:
        known, before = deal.as_known(last), deal.as_known(first)
        told["changed"] += _changed(known, before, first, last)
        told["disputed"] += _disputed(known, before)
        told["overdue"] += _overdue(known, before, first, last)
        told["quiet"] += _quiet(known, first, last, silence)
    told["changed"] += _beside(held, first, last)
    told["undated"] += _undated(held, first, last)
    return Brief(since=first, on=last, quiet_after=silence, **{part: tuple(told[part]) for part in PARTS})


def _changed(known: Deal, before: Deal, since: When, on: When) -> Iterator[Notice]:
    news = [(about, claim) for about, claim in places_of(known) if claim.known_days[1] > since.lo]
    now, then = _standing(known, on), _standing(before, since)
    if now.stages != then.stages:
        text = f"{_stood(now)} (before: {then.stages_in_words})"
        yield Notice(deal=known.id, about="stage", text=text, day=now.since, claims=now.decided_by)
    for about, claim in sorted(news, key=lambda one: one[1].known_days[1]):
        yield Notice(deal=known.id, about=about, text=in_one_line(claim), day=_told_on(claim), claims=(claim,))


def _standing(known: Deal, day: When) -> Position:
    """Return where a deal stood by what was known on a day: what was told as a fact by then has happened, unless it begins later."""
    is_ahead = any(event.moves_stage and event.when.lo > day.lo for event in known.history)
    return known.as_of(day) if is_ahead else known.position


def _stood(position: Position) -> str:
    """Return where a deal stands and since when; of one that was ended or halted, by whom and why."""
    if position.since is None:
        return str(position)
    day = day_in_words(position.since)
    since = f"{day[3:]} or before" if day.startswith("by ") else day.removeprefix("from ")
    return f"{position.stages_in_words} since {since}{_ended(position)}{'; disputed' if position.disputed else ''}"


def _ended(position: Position) -> str:
    told = [ended_in_words(claim) for claim in position.decided_by if isinstance(claim, Event)]
    return "".join(f", {one}" for one in dict.fromkeys(told) if one)


def _disputed(known: Deal, before: Deal) -> Iterator[Notice]:
    old = {one.about for one in before.disputes()}
    for one in known.disputes():
        told = [*map(in_one_line, one.held), *(f"against it: {in_one_line(claim)}" for claim in one.against)]
        told += [f"by the {side.in_words}'s own words {seen}" for side, seen in one.told_by]
        text = "; ".join(told)
        yield Notice(deal=known.id, about=one.about, text=text, is_new=one.about not in old, claims=one.claims)


def _overdue(known: Deal, before: Deal, since: When, on: When) -> Iterator[Notice]:
    places = {id(claim): about for about, claim in places_of(known)}
    old = before.overdue(on=since)
    for claim in known.overdue(on=on):
        about = places.get(id(claim), "history")
        yield Notice(
            deal=known.id, about=about, text=in_one_line(claim), is_new=claim not in old, day=claim.when, claims=(claim,)
        )  # fmt: skip


def _quiet(known: Deal, since: When, on: When, silence: int) -> Iterator[Notice]:
    dated = [claim for claim in claims_of(known) if claim.known_days[1] != NEVER]
    position = _standing(known, on)
    if not dated or all(stage is not None and stage.is_end for stage in position.stages):
        return
    heard = max(dated, key=lambda claim: claim.known_days[1])
    last = heard.known_days[1]
    if on.lo - last < silence:
        return
    day = When.between(last, last) if 0 < last <= date.max.toordinal() else _told_on(heard)
    stood = (
        "nobody tells a stage"
        if position.stages == UNBEGUN
        else f"it stands at {position.stages_in_words}{_ended(position)}"
    )
    text = f"nothing new for {on.lo - last:,} days (since {day}); {stood}"
    yield Notice(deal=known.id, about="quiet", text=text, is_new=since.lo - last < silence, day=day)


def _beside(register: Register, since: When, on: When) -> Iterator[Notice]:
    known, before = register.known_by(on), register.known_by(since)
    old = {one.id: one for one in before.competitions}
    for one in known.competitions:
        frame = evolve(one, course=())
        steps = [step for step in one.course if one.id not in old or step not in old[one.id].course]
        told = [frame] if one.id not in old or evolve(old[one.id], course=()) != frame else []
        for claim in (*told, *steps):
            about = f"competitions.{one.id}"
            yield Notice(deal="", about=about, text=in_one_line(claim), day=_told_on(claim), claims=(claim,))
    for event in known.events:
        if event not in before.events:
            yield Notice(deal="", about="events", text=in_one_line(event), day=event.known, claims=(event,))


def _undated(register: Register, since: When, on: When) -> Iterator[Notice]:
    """Yield what nobody dated: what speaks of these days one by one, then how much else there is."""
    rest: dict[str, list[Claim]] = {}
    for deal in register:
        for about, claim in places_of(deal):
            if claim.known_days[1] != NEVER:
                continue
            if _speaks_of(claim, since, on):
                yield Notice(deal=deal.id, about=about, text=in_one_line(claim), day=claim.when, claims=(claim,))
            else:
                rest.setdefault(deal.id, []).append(claim)
    claims = [claim for held in rest.values() for claim in held]
    if claims:
        more = len(rest) - _MOST_NAMED
        named = ", ".join([*islice(rest, _MOST_NAMED), *([f"{more:,} more"] if more > 0 else [])])
        what = "claim of other days has" if len(claims) == 1 else "claims of other days have"
        text = f"{len(claims):,} {what} no date by which anybody knew ({named}); armsdeals check names each"
        yield Notice(deal="", about="", text=text, is_new=False, claims=tuple(claims))


def _speaks_of(claim: Claim, since: When, on: When) -> bool:
    """Whether the last day of which a claim tells lies in the time of a brief, so that just one brief lists it."""
    when = claim.when
    if when is None:
        return False
    last = when.lo if when.hi == NEVER else when.hi
    return since.lo < last <= on.lo


def _told_on(claim: Claim) -> When | None:
    """Return the date by which a claim is known, as somebody wrote it: when it was said, else its earliest publication."""
    published = [source.published for source in claim.evidence if source.published is not None]
    return claim.said or min(published, key=lambda when: when.hi, default=None)


def _in_markdown(one: Notice) -> str:
    if not one.about:
        return f"- {_literal(one.text)}"
    still = "" if one.is_new else "still, "
    return f"- **{_literal(one.deal or 'no deal')}**, {still}{_literal(one.about)}: {_literal(one.text)}"


def _literal(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    text = _MARKUP.sub(r"\\\g<0>", plain(text))
    return text.replace("~", r"\~") if text.count("~") > 1 else text  # two of them would strike out


def _in_tree(one: Notice) -> dict[str, Any]:
    return {
        "deal": one.deal,
        "about": one.about,
        "text": plain(one.text),
        "new": one.is_new,
        "day": None if one.day is None else str(one.day),
    }


def _day(name: str, value: When | date | str) -> When:
    try:
        when = to_when(value)
    except InvalidValue as error:
        error.path = (name, *error.path)
        raise
    if not when.is_day:
        raise InvalidValue(f"{shown(str(when))} is no day (expected one such as 2026-11-20)", path=(name,))
    return when


def _days(value: str | int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    found = _DAYS.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        if not isinstance(value, (str, int)) or isinstance(value, bool):
            raise TypeError(f"{shown(value)} is no time; write it as text, such as '180 days'")
        raise InvalidValue(f"{shown(value)} is no time (expected '180 days' or '26 weeks')", path=("quiet_after",))
    return int(found[1]) * (7 if found[2] == "week" else 1)
