"""Network: the parties of a trade, and what each supplied to each.

    >>> nodes = (Node("Egypt", "STATE", 651, "EGY"), Node("France", "STATE", 220, "FRA"))
    >>> net = Network(nodes=nodes, edges=(Edge("France", "Egypt", 16.0, 1, 2015, 2015, ((2015, 16.0),)),), basis=Basis.DELIVERED,
    ...               parties="state", years=None, loops=(), left_out=(), total=16.0)
    >>> net.density, net.to_matrix()["France", "Egypt"]
    (0.5, 16.0)

Left out: where the flows come from (`armsdeals.analysis.network`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from attrs import frozen

from armsdeals._disk import replace_file
from armsdeals._shown import shown
from armsdeals.analysis._asked import Years
from armsdeals.analysis._excluded import Excluded, excluded_table
from armsdeals.analysis._result import Result
from armsdeals.analysis.cells import NoValue
from armsdeals.analysis.columns import Column
from armsdeals.analysis.matrix import Matrix
from armsdeals.errors import InvalidValue, UnknownName, need, suggestion
from armsdeals.values.basis import Basis
from armsdeals.values.country import Country, is_country, to_country
from armsdeals.values.evidence import Evidence

Parties = Literal["state", "all"]
_CLOCK = re.compile(rb"<meta [^>]*>.*?</meta>\s*", re.DOTALL)  # the day of writing, which is no part of a network
_PLACES = 9  # decimals that adding up binary fractions leaves exact


class Node(NamedTuple):
    """One party.

    Attributes:
        name: Its name.
        kind: What sort of actor it is, as the text of a `PartyKind`; empty where nobody says.
        cow: The number of a state in the list of Correlates of War, its last one; None if it has none.
        iso3: Its code in ISO 3166-1, of a former state the withdrawn one.
    """

    name: str
    kind: str
    cow: int | None
    iso3: str | None


class Edge(NamedTuple):
    """What one party supplied to another.

    Attributes:
        source: Who supplied.
        target: Who received.
        tiv: The volume, in millions of TIV.
        deals: How many deals it is made of; None where the rows do not name them.
        first_year: The first year in which some of it falls; None where nobody says.
        last_year: The last one.
        by_year: The volume of each year; 0 is where nobody tells the year.
    """

    source: str
    target: str
    tiv: float
    deals: int | None
    first_year: int | None
    last_year: int | None
    by_year: tuple[tuple[int, float], ...]


@frozen(kw_only=True, repr=False)
class Network:
    """A directed network of suppliers and recipients.

    Attributes:
        nodes: The parties, by name.
        edges: Who supplied whom, by name; nobody supplies themselves.
        basis: What the weights count.
        parties: "state" where only states are in it, "all" where everybody is.
        years: The first and the last year that count; None for all.
        loops: What parties supplied to themselves.
        left_out: What else is in no edge, by name.
        total: All that was told, in millions of TIV: the weights, the loops and what is left out.
        vintage: Of what day or release the data are.
        notes: What must be said of the whole.
        sources: Where the facts come from.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    basis: Basis
    parties: Parties
    years: Years | None
    loops: tuple[Excluded, ...]
    left_out: tuple[Excluded, ...]
    total: float
    vintage: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Evidence, ...] = ()

    @property
    def density(self) -> float:
        """The share of all edges that there could be, 0 to 1; 0 with fewer than two parties."""
        size = len(self.nodes)
        return len(self.edges) / (size * (size - 1)) if size > 1 else 0.0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parties."""
        return tuple(one.name for one in self.nodes)

    @property
    def excluded(self) -> Result:
        """What is in no edge: who, why, how many deals and how much."""
        return excluded_table((*self.loops, *self.left_out), self.basis, self.vintage, self.sources)

    def to_nodes(self) -> Result:
        """Return the parties as a table."""
        rows = [
            (one.name, one.kind or NoValue.UNKNOWN, *(NoValue.NOT_APPLICABLE if code is None else code for code in (one.cow, one.iso3)))
            for one in self.nodes
        ]  # fmt: skip
        columns = (Column("name"), Column("kind"), Column("cow", meaning="number in Correlates of War"), Column("iso3"))
        return self._result("Parties", columns, rows)

    def to_edges(self, *, details: bool = False) -> Result:
        """Return the edges as a table that Gephi and igraph read: source, target, weight.

        Args:
            details: Whether deals, first and last year stand beside them.
        """
        columns = [
            Column("source", meaning="who supplied"),
            Column("target", meaning="who received"),
            Column("weight", unit="TIV"),
        ]
        more = ("deals", "first_year", "last_year") if details else ()
        rows = [
            (
                one.source,
                one.target,
                one.tiv,
                *(NoValue.UNKNOWN if (cell := getattr(one, name)) is None else cell for name in more),
            )
            for one in self.edges
        ]
        return self._result(
            f"Volume {self.basis.in_words}, by supplier and recipient", (*columns, *map(Column, more)), rows, keys=2
        )

    def to_matrix(self, *, order: Iterable[str | Country] | None = None, year: int | None = None) -> Matrix:
        """Return the square matrix of volumes: rows supply, columns receive.

        Args:
            order: The parties, in the order of the rows; those that are in no edge have rows of 0. None takes all by name.
            year: Only what falls in that year; None for all.

        Raises:
            UnknownName: No party and no country is called so.
            InvalidValue: A party stands twice, or one of the network is left out.
        """
        names = self.names if order is None else self._ordered(order)
        places = {name: place for place, name in enumerate(names)}
        rows = [[0.0] * len(names) for _ in names]
        for one in self.edges:
            volume = one.tiv if year is None else dict(one.by_year).get(year, 0.0)
            rows[places[one.source]][places[one.target]] = round(volume, _PLACES)
        return Matrix(names=names, rows=rows)

    def to_matrices(self, *, order: Iterable[str | Country] | None = None) -> dict[int, Matrix]:
        """Return one matrix for each year from the first in which something falls to the last, all in one order."""
        told = [year for one in self.edges for year, _ in one.by_year if year]
        years = range(min(told), max(told) + 1) if told else range(0)
        names = self.names if order is None else tuple(order)
        return {year: self.to_matrix(order=names, year=year) for year in years}

    def _ordered(self, order: Iterable[str | Country]) -> tuple[str, ...]:
        names = tuple(self._meant(one) for one in order)
        missing = [name for name in self.names if name not in names]
        if missing:
            raise InvalidValue(f"the order leaves out {', '.join(missing)}; name every party", path=("order",))
        if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
            raise InvalidValue(f"{', '.join(twice)} stands twice in the order; name each party once", path=("order",))
        return names

    def _meant(self, one: str | Country) -> str:
        name = str(one)
        if name in self.names:
            return name
        if is_country(name):
            return to_country(name).name
        near = suggestion(name, self.names)
        hint = f"did you mean {near[0]}?" if near else "write a country, or a name of the network"
        raise UnknownName(f"no party is called {shown(name)} here; {hint}", suggestions=near, path=("order",))

    def centrality(self) -> Result:
        """Return how each party stands in the network.

        ``suppliers`` and ``recipients`` count partners, ``received`` and ``supplied`` add volumes, ``in_degree`` and
        ``out_degree`` are the partners as a share of all others, and ``betweenness`` is the share of shortest ways between
        two others that lead through it, each edge one step (L. C. Freeman, "A Set of Measures of Centrality Based on
        Betweenness", Sociometry 40, 1977).

        Raises:
            MissingExtra: networkx is not installed.
        """
        nx = _networkx()
        graph = self.to_networkx()
        measures = [nx.in_degree_centrality(graph), nx.out_degree_centrality(graph), nx.betweenness_centrality(graph)]
        rows = []
        for name in self.names:
            came = [one.tiv for one in self.edges if one.target == name]
            went = [one.tiv for one in self.edges if one.source == name]
            sums = (round(sum(came), _PLACES), round(sum(went), _PLACES))
            rows.append((name, len(came), len(went), *sums, *(round(float(one[name]), _PLACES) for one in measures)))
        columns = (
            Column("name"), Column("suppliers"), Column("recipients"), Column("received", unit="TIV"), Column("supplied", unit="TIV"),
            Column("in_degree"), Column("out_degree"), Column("betweenness"),
        )  # fmt: skip
        return self._result("Centrality", columns, rows)

    def to_networkx(self) -> Any:
        """Return a ``networkx.DiGraph``.

        Nodes carry ``kind``, ``cow`` and ``iso3``; edges ``weight`` and ``tiv`` (the volume), ``deals``, ``first_year``,
        ``last_year`` and ``basis``. What nobody knows is left out rather than filled in.

        Raises:
            MissingExtra: networkx is not installed.
        """
        graph = _networkx().DiGraph()
        told = {"basis": str(self.basis), "unit": "TIV", "parties": self.parties, "vintage": self.vintage}
        # A graph that was read from GraphML has these two, so that ours equals it.
        graph.graph.update(
            {name: text for name, text in told.items() if text} | {"node_default": {}, "edge_default": {}}
        )
        for node in self.nodes:
            graph.add_node(node.name, **_held({"kind": node.kind or None, "cow": node.cow, "iso3": node.iso3}))
        for one in self.edges:
            years = {"first_year": one.first_year, "last_year": one.last_year}
            more = {"weight": one.tiv, "tiv": one.tiv, "deals": one.deals, **years, "basis": str(self.basis)}
            graph.add_edge(one.source, one.target, **_held(more))
        return graph

    def write(self, path: str | os.PathLike[str], *, inert: bool = True) -> None:
        """Write the network to a file; the suffix decides: .graphml, .gexf, or .csv for the list of edges.

        Args:
            path: The file; it is replaced.
            inert: Whether names in CSV that a spreadsheet would take for a formula get a leading apostrophe.

        Raises:
            InvalidValue: It is another suffix.
            MissingExtra: networkx is not installed.
        """
        suffix = PurePath(os.fspath(path)).suffix.lower()
        if suffix == ".csv":
            self.to_edges().write(path, inert=inert)
            return
        if suffix not in (".graphml", ".gexf"):
            raise InvalidValue(
                f"the suffix {shown(suffix)} is not known for a network (expected .graphml, .gexf or .csv)"
            )
        nx = _networkx()
        data = BytesIO()
        (nx.write_graphml_xml if suffix == ".graphml" else nx.write_gexf)(self.to_networkx(), data)
        replace_file(path, _CLOCK.sub(b"", data.getvalue()))

    def cite(self) -> str:
        """Return what to print beneath whatever is made from it."""
        return self.to_edges().cite()

    def __len__(self) -> int:
        return len(self.nodes)

    def __repr__(self) -> str:
        return (
            f"<Network {self.basis.in_words}: {len(self)} parties, {len(self.edges)} edges, density {self.density:.4f}>"
        )

    def __str__(self) -> str:
        return f"{self!r}\n{self.to_edges(details=True)}"

    def _repr_html_(self) -> str:
        return self.to_edges(details=True)._repr_html_()

    def _result(self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]], *, keys: int = 1) -> Result:
        return Result(
            title=title, columns=tuple(columns), rows=tuple(map(tuple, rows)), keys=keys, basis=self.basis.in_words, unit="TIV",
            vintage=self.vintage, notes=self.notes, sources=self.sources,
        )  # fmt: skip


def _held(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _networkx() -> Any:
    return need("networkx", extra="network", what="a network")
