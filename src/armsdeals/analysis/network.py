"""Who supplies whom: suppliers and recipients as a directed network, weighted by volume.

    >>> import pyarrow as pa
    >>> told = pa.table({"deal": ["1", "2", "3"], "supplier": ["France", "Norway", "Norway"], "recipient": ["Egypt", "France", "Norway"],
    ...                  "year": [2015, 2016, 2016], "tiv": [16.0, 4.0, 1.0]})
    >>> net = network(told, basis="delivered")
    >>> net
    <Network delivered: 3 parties, 2 edges, density 0.3333>
    >>> net.to_edges()
    Volume delivered, by supplier and recipient
    source  target  weight (million TIV)
    France  Egypt                     16
    Norway  France                     4
    >>> net.notes[0]
    'who supplies themselves is no edge: Norway 1 million TIV (1 deal)'

Weights and what is left out by name add up to all that was told. Left out: drawing it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armsdeals._shown import shown
from armsdeals.analysis._answer import rivals_told, silent_told, window_of
from armsdeals.analysis._asked import Years, basis_of, years_of
from armsdeals.analysis._engine import opened
from armsdeals.analysis._excluded import Excluded, excluded_words
from armsdeals.analysis._flows import Flow, Who, balance, flows_of, total_of
from armsdeals.analysis._sums import counted
from armsdeals.analysis.networks import Edge, Network, Node, Parties
from armsdeals.errors import UnknownName
from armsdeals.model.party import PartyKind
from armsdeals.values.basis import Basis
from armsdeals.values.tiv import UNIT

_PLACES = 9  # decimals that adding up binary fractions leaves exact


def network(
    data: Any,
    *,
    basis: Basis | str | None = None,
    parties: Parties = "state",
    years: Years | int | None = None,
    columns: Mapping[str, str] | None = None,
) -> Network:
    """Return who supplies whom.

    Args:
        data: A register, or whatever holds rows of the table ``volumes``.
        basis: What the weights count: ordered, delivered ...
        parties: "state" for states, with those who act for one; "all" for everybody as they are told.
        years: The first and the last year that count; what is told for several years is spread evenly.
        columns: Our names of columns, each with the frame's.

    Raises:
        TypeError: There is no basis.
        UnknownName: The basis or ``parties`` is not known, or a column is missing.
    """
    on = basis_of(basis, "network")
    if parties not in ("state", "all"):
        raise UnknownName(f'{shown(parties)} is no choice of parties (expected "state" or "all")', path=("parties",))
    window = years_of(years)
    frame = opened(data, columns=columns)
    flows = flows_of(frame, on, window)
    nodes: dict[str, Node] = {}
    held: dict[tuple[str, str], list[Flow]] = {}
    loops: list[Excluded] = []
    left_out: list[Excluded] = []
    for flow in flows:
        ends = [_node(one, parties) for one in (flow.supplier, flow.recipient)]
        if not flow.is_told:
            left_out.append(Excluded.of(flow, "no volume is told"))
        elif ends[0] is None or ends[1] is None:
            why = "; ".join(f"{one.name}: {one.why}" for one in (flow.supplier, flow.recipient) if one.state is None)
            left_out.append(Excluded.of(flow, why))
        elif ends[0].name == ends[1].name:
            loops.append(Excluded.of(flow, "supplied to themselves"))
        else:
            nodes |= {end.name: end for end in ends if end is not None}
            held.setdefault((ends[0].name, ends[1].name), []).append(flow)
    edges = tuple(_edge(*key, held[key]) for key in sorted(held))
    total = total_of(frame, on) if window is None else sum(flow.value for flow in flows)
    balance("the network", total, *(one.tiv for one in edges), *(one.value for one in (*loops, *left_out)))
    return Network(
        nodes=tuple(nodes[name] for name in sorted(nodes)), edges=edges, basis=on, parties=parties, years=window,
        loops=tuple(loops), left_out=tuple(left_out), total=total, vintage=frame.vintage,
        notes=(
            *_notes(flows, loops, left_out, window, on, sum(flow.shared for kept in held.values() for flow in kept)), *rivals_told(frame, on),
            *silent_told(counted(frame, on), on, window, "network", name="volume"),
        ),
        sources=frame.sources,
    )  # fmt: skip


def _notes(
    flows: Sequence[Flow],
    loops: Sequence[Excluded],
    left_out: Sequence[Excluded],
    years: Years | None,
    basis: Basis,
    shared: float,
) -> list[str]:
    notes = []
    if loops:
        notes.append(f"who supplies themselves is no edge: {excluded_words(loops, 'supplier')}")
    if left_out:
        notes.append(f"left out: {excluded_words(left_out, 'reason')}")
    if shared:
        notes.append(
            f"{shared:,.6g} {UNIT} of it are told for several years together; what falls in a year is spread evenly"
        )
    if not flows:
        notes.append(f"nothing is told on the basis {basis.in_words}{window_of(years)}, so there is no edge")
    elif years is not None:
        notes.append(f"only what falls{window_of(years)} counts")
    return notes


def _node(one: Who, parties: Parties) -> Node | None:
    state = one.state if parties == "state" or one.kind is PartyKind.STATE else None
    if parties == "state" and state is None:
        return None
    if state is None:
        return Node(one.name, one.kind.value if one.kind else "", None, None)
    spells = state.spells("cow")
    return Node(
        state.name, PartyKind.STATE.value, spells[-1].number if spells else None, state.code("iso3", on=state.end)
    )


def _edge(source: str, target: str, flows: Sequence[Flow]) -> Edge:
    by_year: dict[int, float] = {}
    for flow in flows:
        for part in flow.parts:
            by_year[part.year] = by_year.get(part.year, 0.0) + part.value
    deals = [flow.deals for flow in flows]
    first = [flow.first_year for flow in flows if flow.first_year is not None]
    last = [flow.last_year for flow in flows if flow.last_year is not None]
    return Edge(
        source, target, round(sum(flow.value for flow in flows), _PLACES),
        None if None in deals else sum(one for one in deals if one is not None),
        min(first, default=None), max(last, default=None), tuple(sorted(by_year.items())),
    )  # fmt: skip
