"""Who supplies whom: edges, density, matrices, and the files that others read."""

import csv
import gc
from pathlib import Path
from typing import Any

import networkx as nx
import polars as pl
import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
import armsdeals.analysis as an

M = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"
NAMES = ["France", "Norway", "Egypt", "NATO**", "PKK (Turkiye)*", "unknown supplier(s)", "Atlantis"]
STATES = {"France", "Norway", "Egypt"}


@pytest.fixture(scope="module")
def mini() -> ad.Register:
    return ad.read(M, source="sipri")


@pytest.mark.parametrize(
    ("basis", "parties", "nodes", "edges", "density"),
    [
        ("delivered", "state", 9, 7, 0.0972),
        ("ordered", "state", 11, 8, 0.0727),
        ("delivered", "all", 15, 10, 0.0476),
        ("ordered", "all", 17, 11, 0.0404),
    ],
)
def test_m_has_these_parties_and_edges(
    mini: ad.Register, basis: str, parties: Any, nodes: int, edges: int, density: float
) -> None:
    net = an.network(mini, basis=basis, parties=parties)
    assert (len(net.nodes), len(net.edges), round(net.density, 4)) == (nodes, edges, density)


def test_weights_and_what_is_left_out_make_the_volume(mini: ad.Register) -> None:
    net = an.network(mini, basis="delivered")
    assert sum(net.to_edges().column("weight")) == 1_586
    assert {row["recipient"]: row["value"] for row in net.excluded} == {
        "United Nations**": 9.0,
        "Hamas (Palestine)*": 1.0,
        "unknown recipient(s)": 1.0,
    }
    assert net.total == 1_597


def test_nodes_and_edges_carry_what_is_known_of_them(mini: ad.Register) -> None:
    graph = an.network(mini, basis="delivered", parties="all").to_networkx()
    assert graph.nodes["East Germany"] == {"kind": "STATE", "cow": 265, "iso3": "DDR"}
    assert graph.nodes["United Nations**"] == {"kind": "ORGANISATION"}
    edge = {"weight": 16.0, "tiv": 16.0, "deals": 1, "first_year": 2015, "last_year": 2018, "basis": "DELIVERED"}
    assert graph.edges["United States", "Türkiye"] == edge


def test_graphml_comes_back_equal(mini: ad.Register, tmp_path: Path) -> None:
    for parties in ("state", "all"):
        net = an.network(mini, basis="ordered", parties=parties)
        net.write(tmp_path / "arms.graphml")
        assert nx.utils.graphs_equal(nx.read_graphml(tmp_path / "arms.graphml"), net.to_networkx())
    gc.collect()


def test_gexf_comes_back_and_does_not_tell_the_day(mini: ad.Register, tmp_path: Path) -> None:
    net = an.network(mini, basis="delivered")
    net.write(tmp_path / "arms.gexf")
    assert b"lastmodified" not in (tmp_path / "arms.gexf").read_bytes()
    graph = nx.read_gexf(tmp_path / "arms.gexf")
    assert set(graph.nodes) == set(net.names)
    assert graph.edges["Russia", "India"]["weight"] == 180.0


def test_the_list_of_edges_is_what_gephi_reads(mini: ad.Register, tmp_path: Path) -> None:
    an.network(mini, basis="delivered").write(tmp_path / "edges.csv")
    rows = list(csv.reader((tmp_path / "edges.csv").read_text("utf-8").splitlines()))
    assert rows[0][:3] == ["source", "target", "weight"]
    assert ["Russia", "Türkiye", "240.0"] in [row[:3] for row in rows]
    with pytest.raises(ad.InvalidValue, match=r"expected \.graphml, \.gexf or \.csv"):
        an.network(mini, basis="delivered").write(tmp_path / "edges.dot")


def test_a_matrix_stands_in_the_order_that_is_given(mini: ad.Register, tmp_path: Path) -> None:
    net = an.network(mini, basis="delivered")
    names = ["Turkey", *(name for name in net.names if name != "Türkiye"), "Norway"]
    matrix = net.to_matrix(order=names)
    assert (matrix.names[0], len(matrix)) == ("Türkiye", 10)
    assert matrix["Russia", "Türkiye"] == 240.0
    assert sum(matrix.rows[matrix.names.index("Norway")]) == 0
    matrix.write(tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_text("utf-8").splitlines()[0].startswith("supplier,Türkiye,")
    assert matrix.to_pandas().loc["Russia", "Türkiye"] == 240.0
    with pytest.raises(ad.InvalidValue, match="the order leaves out"):
        net.to_matrix(order=["Russia"])
    with pytest.raises(ad.UnknownName, match="did you mean Russia"):
        net.to_matrix(order=["Rusia"])


def test_yearly_matrices_add_up_to_the_whole(mini: ad.Register) -> None:
    net = an.network(mini, basis="delivered")
    matrices = net.to_matrices()
    assert list(matrices) == list(range(1977, 2024))
    assert matrices[2019]["Russia", "Türkiye"] == 180.0  # 120, and half of 120 that came in 2019 and 2020
    assert sum(sum(map(sum, one.rows)) for one in matrices.values()) == pytest.approx(1_586)


def test_a_window_of_years_counts_what_falls_in_it(mini: ad.Register) -> None:
    net = an.network(mini, basis="delivered", years=(2019, 2020))
    assert [tuple(row.values()) for row in net.to_edges(details=True)] == [("Russia", "Türkiye", 240.0, 2, 2019, 2020)]
    assert len(an.network(mini, basis="delivered", years=1950).edges) == 0


def test_centrality_counts_partners_and_adds_volumes(mini: ad.Register) -> None:
    found = an.network(mini, basis="delivered").centrality()
    assert dict(found["Türkiye"]) == {
        "name": "Türkiye", "suppliers": 2, "recipients": 0, "received": 256.0, "supplied": 0.0, "in_degree": 0.25,
        "out_degree": 0.0, "betweenness": 0.0,
    }  # fmt: skip


def test_a_deal_whose_volume_nobody_tells_is_no_edge_of_nothing() -> None:
    rows = pl.DataFrame({"deal": ["1"], "supplier": ["France"], "recipient": ["Egypt"], "year": [2015], "tiv": [None]})
    net = an.network(rows.cast({"tiv": pl.Float64}), basis="delivered")
    assert len(net.edges) == 0
    assert [row["reason"] for row in net.excluded] == ["no volume is told"]


def test_deals_without_a_volume_that_stand_beside_others_are_told() -> None:
    told = pl.DataFrame(
        {
            "deal": ["a", "b", "c"], "supplier": ["Norway"] * 3, "recipient": ["Sweden"] * 3, "year": [2001, 2001, 2003],
            "tiv": [5.0, None, None],
        }
    )  # fmt: skip
    net = an.network(told, basis="delivered", years=(2000, 2002))
    assert [edge.tiv for edge in net.edges] == [5.0]
    assert "1 row tells no volume and counts in no sum: b" in net.notes


def test_what_is_asked_wrongly_is_refused(mini: ad.Register) -> None:
    with pytest.raises(TypeError, match="network needs basis="):
        an.network(mini)
    with pytest.raises(ad.UnknownName, match='expected "state" or "all"'):
        an.network(mini, basis="delivered", parties="states")  # type: ignore[arg-type]


rows = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(2000, 2004), st.integers(0, 3), st.integers(0, 50)
    ),
    max_size=8,
)


def frame_of(held: list[tuple[str, str, int, int, int]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "deal": [str(place) for place in range(len(held))],
            "supplier": [one[0] for one in held],
            "recipient": [one[1] for one in held],
            "first_year": [one[2] for one in held],
            "last_year": [one[2] + one[3] for one in held],
            "tiv": [float(one[4]) for one in held],
        },
        schema_overrides={"supplier": pl.String, "recipient": pl.String, "deal": pl.String, "tiv": pl.Float64,
                          "first_year": pl.Int64, "last_year": pl.Int64},
    )  # fmt: skip


@given(held=rows)
def test_law_weights_are_the_volumes_less_what_is_named(held: list[tuple[str, str, int, int, int]]) -> None:
    frame = frame_of(held)
    for parties in ("all", "state"):
        net = an.network(frame, basis="delivered", parties=parties)
        kept = [one for one in held if one[0] != one[1] and (parties == "all" or {one[0], one[1]} <= STATES)]
        assert sum(edge.tiv for edge in net.edges) == pytest.approx(sum(one[4] for one in kept))
        assert net.total == pytest.approx(sum(one[4] for one in held))
        lost = sum(net.excluded.column("value"))
        assert sum(edge.tiv for edge in net.edges) + lost == pytest.approx(net.total)
        assert all(edge.source != edge.target for edge in net.edges)
        assert sum(edge.deals or 0 for edge in net.edges) == len(kept)


def test_of_a_window_in_which_nothing_falls_it_says_so() -> None:
    told = pl.DataFrame({"supplier": ["France"], "recipient": ["Egypt"], "year": [2015], "tiv": [1.0]})
    net = an.network(told, basis="delivered", years=(1990, 1991))
    assert net.notes == ("nothing is told on the basis delivered in 1990 to 1991, so there is no edge",)
