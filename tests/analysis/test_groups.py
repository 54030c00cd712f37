"""Groups of weapons: matched whole or by a listed pattern, never because of a word within."""

from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")


@pytest.mark.parametrize(
    ("description", "group"),
    [
        ("tanker/transport ac", "aircraft"),
        ("tanker/transport aircraft", "aircraft"),
        ("OPV", "ship"),
        ("tanker", "ship"),
        ("tank destroyer", "vehicle"),
        ("destroyer", "ship"),
        ("tank", "vehicle"),
        ("anti-tank missile", "missile"),
        ("anti-ship missile", "missile"),
        ("SAM", "missile"),
        ("Mobile SSM launcher", "artillery"),
        ("Coast defence system", "sensor"),
        ("Turboprop/turboshaft", "engine"),
        ("SAM system", "air defence"),
        ("self-propelled AA gun", "air defence"),
        ("self-propelled gun", "artillery"),
        ("aircraft engine", "engine"),
        ("combat aircraft radar", "sensor"),
        ("fishbowl", None),
    ],
)
def test_a_description_has_the_group_of_the_whole_and_not_of_a_word(description: str, group: str | None) -> None:
    assert an.WEAPONS.find(description) == group


def test_a_name_that_is_listed_comes_before_any_pattern_and_the_longer_pattern_before_the_shorter() -> None:
    groups = an.Groups({"a": ["*gun"], "b": ["naval gun"], "c": ["*AA gun"]})
    assert [groups.find(name) for name in ("towed gun", "Naval  GUN", "towed AA gun")] == ["a", "b", "c"]


def test_two_patterns_of_one_length_are_refused() -> None:
    with pytest.raises(ad.InvalidValue, match="list the whole name"):
        an.Groups({"a": ["big *"], "b": ["* gun"]}).find("big gun")


def test_a_name_in_two_groups_is_refused() -> None:
    with pytest.raises(ad.InvalidValue, match="a name has one group"):
        an.Groups({"a": ["tank"], "b": ["Tank"]})


def test_volumes_by_groups_of_weapons_list_what_has_none(m: Any) -> None:
    told = m.append_column("extra", pa.nulls(len(m))).to_pylist()
    told[-1]["category"] = "fishbowl"
    found = an.volumes(pa.Table.from_pylist(told), by={"weapon": an.WEAPONS}, basis="delivered")
    assert "fishbowl" in found.column("weapon")
    assert sum(found.column("value")) == pytest.approx(1597)
    assert "weapon puts category into groups; without a group, and under their own names: fishbowl" in found.notes


def test_groups_say_of_which_column_they_are(m: Any) -> None:
    found = an.volumes(
        m, by={"who": an.Groups({"Türkiye and India": ["Turkiye", "India"]}, of="recipient")}, basis="delivered"
    )
    assert found["Türkiye and India"]["value"] == 436
    assert an.volumes(m, by={"recipient_bloc": {"Germany": "Europe"}}, basis="delivered")["Europe"]["value"] == 830
