"""armsdeals brief: what changed, is disputed, is overdue, is quiet."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import Any

from armsdeals._shown import plain
from armsdeals.cli.asked import deals_of, print_json
from armsdeals.errors import InvalidValue
from armsdeals.model.knowing import claims_of
from armsdeals.register.register import Register
from armsdeals.values.claim import Claim
from armsdeals.values.when import NEVER, When

EXAMPLES = """\
examples:
  armsdeals brief deals/ --since 2026-11-13 --on 2026-11-20           Markdown
  armsdeals brief deals/ --since 2026-11-13 --on 2026-11-20 --json    for a program
  armsdeals brief deals/ --since 2026-11-13 --on 2026-11-20 --quiet-days 90
"""
_PARTS = ("changed", "disputed", "overdue", "quiet")
_NOTHING = "nothing"


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", metavar="DIR|FILE", help="a folder or file of deals")
    parser.add_argument("--since", metavar="DAY", required=True, help="what became known after this day is new")
    parser.add_argument(
        "--on", metavar="DAY", required=True, help="the day of the brief; nothing later counts as known"
    )
    parser.add_argument("--quiet-days", metavar="N", type=int, default=365, help="days without news; 365 if left out")
    parser.add_argument("--json", action="store_true", help="print the brief as JSON")


def run(asked: Namespace) -> int:
    """Print the brief."""
    register, _ = deals_of(asked.what, None)
    told = brief(register, since=_day("--since", asked.since), on=_day("--on", asked.on), quiet_days=asked.quiet_days)
    if asked.json:
        print_json(told)
        return 0
    print(f"# {told['since']} to {told['on']}")
    for part in _PARTS:
        print(f"\n## {part.capitalize()}\n")
        print("\n".join(f"- **{one['deal']}**: {one['text']}" for one in told[part]) or _NOTHING)
    return 0


def brief(register: Register, *, since: When, on: When, quiet_days: int = 365) -> dict[str, Any]:
    """Return what somebody who follows these deals has to know.

    Args:
        register: The deals.
        since: What became known after this day is new.
        on: The day of the brief.
        quiet_days: After so many days without news a deal that has not ended is quiet.
    """
    told: dict[str, Any] = {"since": str(since), "on": str(on), **{part: [] for part in _PARTS}}
    for deal in register:
        known = deal.as_known(on)
        news = [claim for claim in claims_of(known) if since.hi < claim.known_days[1] <= on.hi]
        told["changed"] += _entries(deal.id, news)
        told["disputed"] += [{"deal": deal.id, "text": plain(" ".join(str(one).split()))} for one in known.disputes()]
        told["overdue"] += _entries(deal.id, known.overdue(on=on))
        days = [claim.known_days[1] for claim in claims_of(known) if claim.known_days[1] != NEVER]
        stages = known.stages
        if days and on.lo - max(days) > quiet_days and any(stage is not None and not stage.is_end for stage in stages):
            text = f"nothing new for {on.lo - max(days)} days; {known.position.stages_in_words}"
            told["quiet"].append({"deal": deal.id, "text": text})
    return told


def _entries(deal: str, claims: Iterable[Claim]) -> list[dict[str, str]]:
    return [{"deal": deal, "text": _text(claim)} for claim in claims]


def _text(claim: Claim) -> str:
    value = getattr(claim, "value", None)
    what = str(claim) if type(claim).__str__ is not object.__str__ and "(" not in str(claim)[:30] else ""
    if value is not None:
        basis = getattr(claim, "basis", None)
        what = f"{value}{f' {basis.in_words}' if basis is not None and basis.value not in str(value) else ''}"
    words = f": {claim.text}" if claim.text and claim.text not in what else ""
    return plain(f"{what or type(claim).__name__.lower()}{words} ({claim.cited})")


def _day(name: str, text: str) -> When:
    when = When(text)
    if not when.is_day:
        raise InvalidValue(f"{name} wants a day, such as 2026-11-20")
    return when
