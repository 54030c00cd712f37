"""Systems of one's own in a document: declared once, named by lines, kept in the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads

MERLIN = ad.System(
    "Merlin", id="merlin", category="air defence system", origin="Germany",
    evidence=(ad.Evidence(id="brochure", publisher="The maker"),),
)  # fmt: skip
TREE: dict[str, Any] = {
    "armsdeals": 1,
    "deals": [
        {"id": "one", "lines": [{"id": "a", "system": "merlin"}]},
        {"id": "two", "lines": [{"id": "b", "system": "merlin"}, {"id": "c", "system": {"designation": "Ural"}}]},
    ],
    "systems": [
        {
            "designation": "Merlin", "id": "merlin", "category": "air defence system", "origin": "Germany",
            "evidence": ["brochure"],
        }
    ],
    "evidence": {"brochure": {"publisher": "The maker"}},
}  # fmt: skip
TYPED = """\
systems:
  merlin: {designation: Merlin, category: air defence system, origin: Germany, evidence: [brochure]}
deals:
  one: {lines: {a: merlin}}
  two: {lines: {b: {system: merlin}, c: Ural}}
sources: {brochure: The maker}
"""


def test_a_line_that_names_a_declared_system_holds_it() -> None:
    register = ad.from_tree(TREE)
    assert isinstance(register, ad.Register)
    assert register.systems == (MERLIN,)
    assert [line.system for deal in register for line in deal.lines] == [MERLIN, MERLIN, ad.System("Ural")]
    assert ad.loads(TYPED, "yaml") == register


@pytest.mark.parametrize("form", ["json", "yaml", "jsonl"])
def test_what_was_declared_is_kept_and_written_in_the_same_bytes_again(form: str) -> None:
    register = ad.loads(TYPED, "yaml")
    data = ad.dumps(register, form)
    assert ad.loads(data, form) == register
    assert ad.dumps(ad.loads(data, form), form) == data


def test_a_file_of_one_deal_may_declare_its_systems(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("systems: {merlin: 'Merlin (Germany), air defence system'}\nlines: {a: merlin}\n", "utf-8")
    register = ad.read(file)
    assert register["one"].line("a").system == register.systems[0]
    assert register.systems[0].origin == ad.Country("Germany")


def test_the_files_of_a_folder_may_each_declare_systems_but_not_two_of_one_id(tmp_path: Path) -> None:
    for name, country in (("one", "Germany"), ("two", "Germany")):
        (tmp_path / f"{name}.yaml").write_text(
            f"systems: {{merlin: Merlin ({country})}}\nlines: {{a: merlin}}\n", "utf-8"
        )
    assert [one.id for one in ad.read(tmp_path).systems] == ["merlin"]
    (tmp_path / "two.yaml").write_text("systems: {merlin: Merlin (France)}\nlines: {a: merlin}\n", "utf-8")
    assert [issue.code for issue in ad.try_read(tmp_path).issues.errors] == ["duplicate-id"]


def test_a_register_written_as_a_folder_keeps_its_systems(tmp_path: Path) -> None:
    register = ad.loads(TYPED, "yaml")
    (tmp_path / "deals").mkdir()
    ad.write(register, tmp_path / "deals")
    assert ad.read(tmp_path / "deals") == register


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"deals": [{"id": "one", "lines": [{"id": "a", "system": "merlyn"}]}]}, "no sound system 'merlyn' is declared here; did you mean merlin"),
        ({"systems": [{"designation": "Merlin"}]}, "the system 'Merlin' needs an id"),
        ({"systems": [{"designation": "Merlin", "id": "m"}] * 2}, "two systems are called 'm'"),
        ({"systems": {"merlin": {"designation": "Merlin"}}}, "found an object (expected a list"),
        ({"systems": [{"designation": 5, "id": "merlin"}]}, "no sound system 'merlin'"),
    ],
)  # fmt: skip
def test_a_fault_in_or_around_a_declared_system_is_told(change: dict[str, Any], wanted: str) -> None:
    with pytest.raises(ad.InvalidDeals) as caught:
        ad.from_tree(TREE | change)
    assert wanted in str(caught.value)


def test_without_declared_systems_a_line_still_needs_the_system_itself() -> None:
    with pytest.raises(ad.InvalidDeals, match="expected an object"):
        ad.from_tree({"id": "one", "lines": [{"id": "a", "system": "merlin"}]})


def test_line_by_line_a_system_that_is_only_named_is_refused_with_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "named.jsonl"
    declared, named = (
        '{"armsdeals":1,"systems":[{"id":"merlin","designation":"Merlin"}]}',
        '{"id":"a","lines":[{"id":"l","system":"merlin"}]}',
    )
    path.write_text(f"{declared}\n{named}\n")
    assert ad.read(path)["a"].lines[0].system.designation == "Merlin"
    with pytest.raises(
        ad.InvalidDeals, match="write the system itself; its id is enough where a whole document is read"
    ):
        list(ad.iter_deals(path))


def test_systems_of_two_registers_stand_together_once() -> None:
    other = ad.Register(systems=(MERLIN, ad.System("Ural", id="ural")))
    joined = ad.Register(systems=(MERLIN,)) | other
    assert [one.id for one in joined.systems] == ["merlin", "ural"]
    with pytest.raises(ad.InvalidValue, match="two systems"):
        joined | ad.Register(systems=(ad.System("Merlin 2", id="merlin"),))
    with pytest.raises(TypeError):
        ad.Register(systems=("merlin",))  # type: ignore[arg-type]


@given(held=st.lists(ads.systems(), max_size=3))
def test_law_a_line_that_names_a_system_and_one_that_holds_it_are_the_same(held: list[ad.System]) -> None:
    alone = [
        evolve(one, variant_of="", export_version_of="", derived_from=()) for one in held
    ]  # it could run in a circle
    own = [evolve(one, id=f"s{n}", evidence=(), names=(), codes=(), specifications=()) for n, one in enumerate(alone)]
    register = ad.Register([ad.Deal(id="d", lines=tuple(ad.Line(id=one.id, system=one) for one in own))], systems=own)
    tree = ad.to_tree(register)
    for deal in tree["deals"]:
        for line in deal.get("lines", ()):
            line["system"] = line["system"]["id"]
    assert ad.from_tree(tree) == register
