"""Matching: what counts as the same name, and that a near one never does."""

import pytest
from hypothesis import assume, given, strategies as st

from armsdeals.catalogue.match import NameIndex, name_key
from armsdeals.model.system import System
from armsdeals.strategies.values import texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S-400", "s 400"),
        ("S-400", "S400"),
        ("S-400", "S\u2013400"),
        ("MiG-29", "MIG 29"),
        ("Su-24M", "su-24 m"),
        ("Mirage 2000-5", "mirage 2000 5"),
        ("AN/MPQ-65", "an/mpq 65"),
        (" K2 ", "k2"),
    ],
)
def test_case_blanks_and_hyphens_do_not_matter(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S-300", "S-400"),
        ("S-400", "FCS-4008"),
        ("HQ-9", "HQ-9A"),
        ("FD-2000", "FT-2000"),
        ("Mirage 2000-5", "Mirage 20005"),
        ("Type 209/1400", "Type 2091400"),
        ("S-400", "\u0421-400"),  # a Cyrillic letter that looks the same
        ("K9", "K9A1"),
    ],
)
def test_what_differs_otherwise_is_another_name(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_name_of_two_systems_leads_to_both() -> None:
    index = NameIndex([System("Su-24", id="a", nato_name="Fencer"), System("Su-24M", id="b", nato_name="Fencer")])
    assert index.ids("fencer") == ("a", "b")
    assert index.shared == {"Fencer": ("a", "b")}


def test_near_names_are_told_once_for_each_system() -> None:
    index = NameIndex([System("S-400", id="s-400", aliases=("S-400 Triumf", "S-401")), System("S-420", id="s-420")])
    near = index.near("S-402")
    assert len(near) == 2
    assert "S-420" in near


def test_a_name_as_long_as_a_page_finds_nothing_and_costs_little() -> None:
    index = NameIndex([System("S-400", id="s-400")])
    assert index.ids("S-400" + " " * 1_000_000) == ()
    assert index.near("x" * 1_000_000) == ()


@given(name=st.text(max_size=20))
def test_law_folding_twice_changes_nothing(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(name=texts(min_size=1, max_size=16))
def test_law_a_declared_name_is_found(name: str) -> None:
    assert NameIndex([System("x", id="id", aliases=(name,))]).ids(name) == ("id",)


@given(name=texts(min_size=1, max_size=8), other=texts(min_size=1, max_size=8))
def test_law_a_name_that_nobody_declares_finds_nothing(name: str, other: str) -> None:
    assume(name_key(other) not in (name_key(name), name_key("id")))
    assert NameIndex([System(name, id="id")]).ids(other) == ()
