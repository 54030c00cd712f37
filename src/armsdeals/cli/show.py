"""armsdeals show: the deals of a file, one card each."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from armsdeals._desk import dumps
from armsdeals._disk import file_bytes
from armsdeals.cli.asked import add_deals, deals_of
from armsdeals.cli.page import print_data
from armsdeals.errors import ArmsDealsError
from armsdeals.formats._base import format_of
from armsdeals.formats.folder import common_beside
from armsdeals.issues import Issues
from armsdeals.model.card import card_of
from armsdeals.register.register import Register
from armsdeals.wire.document import read_document
from armsdeals.wire.faults import issue_of
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.written.flat import facts

EXAMPLES = """\
examples:
  armsdeals show turkey-air-defence            every deal of the example
  armsdeals show deals.yaml tur-s400           one deal of a file
  armsdeals show deals.yaml --json > all.json  the deals themselves, in full
  armsdeals show deals.yaml --flat             one fact a line, for git diff
  git config diff.armsdeals.textconv "armsdeals show --flat --shared deals/_shared.yaml"
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    add_deals(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the deals in full as canonical JSON")
    form.add_argument("--flat", action="store_true", help="print one fact a line, sorted, as git's textconv wants it")
    parser.add_argument(
        "--shared",
        metavar="FILE",
        help="with --flat, what the folder shares, for a file that git shows without its folder",
    )


def run(asked: Namespace) -> int:
    """Print the cards, or the facts."""
    if asked.flat and asked.deal is None and Path(asked.what).is_file() and format_of(asked.what).name == "yaml":
        print("\n".join(_flat(Path(asked.what), asked.shared)))
        return 0
    deals, _ = deals_of(asked.what, asked.deal)
    if asked.json:
        print_data(dumps(deals, format="json"))
        return 0
    if asked.flat:
        print("\n".join(facts(deals)))
        return 0
    print("\n\n".join(card_of(deal).text() for deal in deals) or "no deals")
    return 0


def _flat(path: Path, shared: str | None) -> Iterator[str]:
    """Yield the facts of a file and, since git shows no difference at all where a program fails, what is wrong with it."""
    form = format_of(path)
    try:
        common, _ = common_beside(Path(shared) if shared else path)
        node, _ = form.long(
            form.parse(file_bytes(path, most=DEFAULT_LIMITS.yaml_bytes)), name=path.stem, shared=common.shared
        )
        register, issues = read_document(node, needs_version=False, common=common.table)
    except ArmsDealsError as error:
        register, issues = Register(), Issues([issue_of(error)])
    yield from facts(register)
    yield from sorted(str(evolve(issue, line=None, column=None)) for issue in issues.errors)
