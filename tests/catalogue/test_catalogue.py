"""The catalogue: what it refuses, how it finds, and what must hold for the bundled one."""

import json
import pickle
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from armsdeals.catalogue.catalogue import Catalogue, Relation, _read, systems
from armsdeals.catalogue.match import NameIndex
from armsdeals.errors import InvalidDeals, InvalidValue, UnknownName
from armsdeals.model.system import System
from armsdeals.values.claim import Absence
from armsdeals.values.evidence import SourceKind
from armsdeals.wire.tree import node_of

BUNDLED = systems()
IDS = sorted(BUNDLED)


def chain(*links: tuple[str, tuple[str, ...]]) -> Catalogue:
    return Catalogue(System(name.upper(), id=name, derived_from=parents) for name, parents in links)


def test_a_catalogue_is_a_mapping_that_cannot_be_changed() -> None:
    assert isinstance(BUNDLED, Mapping)
    with pytest.raises(AttributeError, match="cannot be changed"):
        BUNDLED._systems = {}
    with pytest.raises(TypeError):
        BUNDLED._systems["x"] = System("x")  # type: ignore[index]


def test_a_catalogue_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(BUNDLED)) == BUNDLED  # noqa: S301  # our own bytes


def test_it_is_read_once() -> None:
    assert systems() is BUNDLED


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("S-400", "s-400"),
        ("s400 triumf", "s-400"),
        ("SA-21 Growler", "s-400"),
        ("Growler", "s-400"),
        ("\u0421-400", "s-400"),  # declared in its own script
        ("FD 2000", "fd-2000"),
        ("HQ9", "hq-9"),
        ("Patriot", "patriot"),
        ("Fencer-D", "su-24m"),
        ("Frogfoot", "su-25"),
        ("Fullback", "su-34"),
        ("F-16", "f-16"),
        ("F4", "f-4"),
        ("Mistral-class helicopter carrier", "mistral-class"),
        ("Heroine class", "type-209-1400"),
    ],
)
def test_a_declared_name_finds_its_system(said: str, key: str) -> None:
    assert BUNDLED.find(said).id == key


@pytest.mark.parametrize("said", ["FCS-4008", "S-4000", "S-40", "Assault rifle", "F-160", "Su-24MK", "", "Mistral"])
def test_a_near_name_finds_nothing(said: str) -> None:
    with pytest.raises(UnknownName, match="no system here is called"):
        BUNDLED.find(said)


def test_a_near_name_is_suggested() -> None:
    with pytest.raises(UnknownName, match="did you mean S-400") as caught:
        BUNDLED.find("S-4000")
    assert "S-400" in caught.value.suggestions


def test_a_name_that_two_declare_is_refused_with_both() -> None:
    two = Catalogue([System("Su-24", id="a", nato_name="Fencer"), System("Su-24M", id="b", nato_name="Fencer")])
    with pytest.raises(UnknownName, match=r"may be Su-24 or Su-24M; write which"):
        two.find("fencer")


def test_a_name_is_text() -> None:
    with pytest.raises(TypeError, match="is text, not 400"):
        BUNDLED.find(400)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ([System("S-400")], "has no id"),
        ([System("S-400", id="a"), System("S-300", id="a")], "two systems have the id 'a'"),
        ([System("S-400", id="a"), System("s 400", id="b")], "'a' and 'b' have the same designation"),
    ],
)
def test_systems_that_cannot_be_told_apart_are_refused(held: list[System], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        Catalogue(held)


def test_only_systems_go_in() -> None:
    with pytest.raises(TypeError, match="'S-400' is not a system"):
        Catalogue(["S-400"])  # type: ignore[list-item]


def test_lineage_goes_up_through_every_relation_nearest_first() -> None:
    told = Catalogue(
        [
            System("A", id="a"),
            System("B", id="b", variant_of="A", derived_from=("Z",)),
            System("C", id="c", export_version_of="b", derived_from=("A",)),
        ]
    )
    assert [(step.of, step.relation, step.name, step.system and step.system.id) for step in told.lineage("c")] == [
        ("c", Relation.EXPORT_VERSION_OF, "b", "b"),
        ("c", Relation.DERIVED_FROM, "A", "a"),
        ("b", Relation.DERIVED_FROM, "Z", None),
    ]


def test_the_lineage_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="did you mean fd-2000"):
        BUNDLED.lineage("fd-200")


@pytest.mark.parametrize(
    ("held", "circle"),
    [
        ([("a", ("A",))], "a -> a"),
        ([("a", ("b",)), ("b", ("A",))], "-> "),
        ([("a", ()), ("b", ("a", "d")), ("c", ("b",)), ("d", ("c",))], "-> "),
    ],
)
def test_a_lineage_in_a_circle_is_refused(held: list[tuple[str, tuple[str, ...]]], circle: str) -> None:
    with pytest.raises(InvalidValue, match=f"leads back to itself: .*{circle}"):
        chain(*held)


def test_two_ways_to_one_ancestor_are_no_circle() -> None:
    told = chain(("a", ()), ("b", ("a",)), ("c", ("a",)), ("d", ("b", "c")))
    assert [step.name for step in told.lineage("d")] == ["b", "c", "a"]


def test_a_chain_of_thousands_is_no_trouble() -> None:
    told = chain(*[(f"x{n}", (f"x{n - 1}",) if n else ()) for n in range(5_000)])
    assert len(told.lineage("x4999")) == 4_999


@given(data=st.data(), size=st.integers(2, 8))
def test_law_who_comes_only_from_elders_is_held_and_one_way_back_is_refused(data: st.DataObject, size: int) -> None:
    names = [f"n{place}" for place in range(size)]
    held = [
        System(name.upper(), id=name, derived_from=data.draw(st.lists(st.sampled_from(names[:place]), max_size=3).map(tuple)) if place else ())
        for place, name in enumerate(names)
    ]  # fmt: skip
    shuffled = data.draw(st.permutations(held))
    told = Catalogue(shuffled)
    young = data.draw(st.sampled_from(names))
    elders = [step.system.id for step in told.lineage(young) if step.system]
    elder = data.draw(st.sampled_from([young, *elders]))
    bent = [evolve(one, variant_of=young) if one.id == elder else one for one in shuffled]
    with pytest.raises(InvalidValue, match="leads back to itself"):
        Catalogue(bent)


def test_the_bundled_file_names_no_key_twice() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), keys
        return dict(pairs)

    json.loads((files("armsdeals.catalogue") / "data" / "systems.json").read_bytes(), object_pairs_hook=once)


def test_no_name_in_it_means_two_systems() -> None:
    assert NameIndex(BUNDLED.values()).shared == {}


def test_what_a_system_comes_from_is_in_it_too() -> None:
    steps = [step for key in BUNDLED for step in BUNDLED.lineage(key)]
    assert steps
    assert [step for step in steps if step.system is None] == []


@pytest.mark.parametrize("key", IDS)
def test_each_system_says_where_it_is_known_from(key: str) -> None:
    system = BUNDLED[key]
    assert system.evidence
    assert system.category
    assert all(code.evidence for code in system.codes)
    assert all(source.is_sourced for code in system.codes for source in code.evidence)


def test_general_knowledge_has_no_publisher_that_could_be_printed() -> None:
    loose = [s for one in BUNDLED.values() for s in one.evidence if s.kind is SourceKind.UNSOURCED]
    assert loose
    assert {str(source) for source in loose} == {"general knowledge (no source)"}


@pytest.mark.parametrize("key", ["s-300", "s-400", "hq-9", "fd-2000", "patriot", "samp-t"])
def test_land_based_air_defence_has_no_class_in_the_register_of_the_united_nations(key: str) -> None:
    (code,) = BUNDLED[key].codes_in("UNROCA")
    assert (code.absent, code.code) == (Absence.NONE, "")


def test_what_the_article_tells_of_systems_is_cited() -> None:
    fd2000, s400 = BUNDLED["fd-2000"], BUNDLED["s-400"]
    assert fd2000.export_version_of == "HQ-9"
    assert [role.name for role in s400.roles] == ["AIR_DEFENCE", "MISSILE_DEFENCE"]
    assert all("article-2017" in [source.id for source in one.evidence] for one in (fd2000, s400))


def test_faults_of_a_file_are_all_told() -> None:
    tree = {
        "armsdeals": 1,
        "systems": [
            {"id": "a", "designation": "A", "codes": [{"scheme": "USML", "code": "XXII"}]},
            {"id": "b", "evidence": ["nobody"]},
        ],
        "evidence": {"x": {"kind": "ARTICLE"}},
    }
    with pytest.raises(InvalidDeals) as caught:
        _read(node_of(tree), name="mine")
    assert [issue.where for issue in caught.value.issues] == [
        "evidence.x", "systems[0].codes[0].code", "systems[1].designation", "systems[1].evidence[0]"
    ]  # fmt: skip


def test_every_code_says_by_which_edition_of_its_list_it_goes() -> None:
    told = [code for system in systems().values() for code in system.codes]
    assert told
    assert [code for code in told if not code.edition] == []
