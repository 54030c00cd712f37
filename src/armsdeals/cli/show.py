"""armsdeals show: the deals of a file, one card each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from armsdeals._desk import dumps
from armsdeals._disk import file_bytes
from armsdeals.cli.asked import deals_of
from armsdeals.cli.exits import FINE, FOUND
from armsdeals.cli.page import print_data
from armsdeals.errors import ArmsDealsError
from armsdeals.formats._base import format_of
from armsdeals.formats.folder import common_beside, common_of, is_common
from armsdeals.issues import Issues
from armsdeals.model.card import card_of
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.document import read_document
from armsdeals.wire.faults import issue_of
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.written.flat import facts, shared_facts


def run(asked: Namespace) -> int:
    """Print the cards, or the facts."""
    if (
        asked.flat
        and asked.deal is None
        and asked.source is None
        and Path(asked.what).is_file()
        and format_of(asked.what).name == "yaml"
    ):
        print("\n".join(_flat(Path(asked.what), asked.shared)))
        return 0
    deals, _, refused = deals_of(asked.what, asked.deal, source=asked.source)
    if asked.json:
        print_data(dumps(deals, format="json"))
    elif asked.flat:
        print("\n".join(facts(deals)))
    else:
        print("\n\n".join(card_of(deal).text() for deal in deals) or "no deals")
    return FOUND if refused else FINE


def _flat(path: Path, shared: str | None) -> Iterator[str]:
    """Yield the facts of a file and, since git shows no difference at all where a program fails, what is wrong with it."""
    form = format_of(path)
    try:
        typed = form.parse(file_bytes(path, most=DEFAULT_LIMITS.yaml_bytes))
        if is_common(typed):  # what git shows of it, whatever it calls the file
            common, issues = common_of(typed, path.name)
            sources = [one for one in common.table.entries.values() if isinstance(one, Evidence)]
            yield from shared_facts(sources, common.shared)
            yield from sorted(str(evolve(issue, file="", line=None, column=None)) for issue in issues.errors)
            return
        common, _ = common_beside(Path(shared) if shared else path)
        node, _ = form.long(typed, name=path.stem, shared=common.shared)
        register, issues = read_document(node, needs_version=False, common=common.table)
    except ArmsDealsError as error:
        register, issues = Register(), Issues([issue_of(error)])
    yield from facts(register)
    yield from sorted(str(evolve(issue, line=None, column=None)) for issue in issues.errors)
