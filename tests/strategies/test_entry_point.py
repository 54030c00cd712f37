"""Hypothesis finds our strategies by itself, and pays nothing for it before it is asked."""

import subprocess
import sys
from importlib.metadata import entry_points
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, settings, strategies as st

import armsdeals as ad
from armsdeals.strategies import registered

FEW = settings(
    max_examples=50, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
UNDRAWN = {
    "Catalogue",
    "LineageStep",
    "Relation",
    "Policy",
    "Store",
}  # made from bundled data, a file, or never by themselves
CLASSES = sorted(
    name
    for name in ad.__all__
    if isinstance(cls := getattr(ad, name), type) and not issubclass(cls, Exception) and name not in UNDRAWN
)


def loaded_by(code: str) -> set[str]:
    asked = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  # our own text
    return set(done.stdout.split())


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_class_is_drawn_from_its_annotation(name: str) -> None:
    cls: Any = getattr(ad, name)
    assert isinstance(find(st.from_type(cls), lambda _: True, settings=FEW), cls)


def test_the_package_tells_hypothesis_where_to_look() -> None:
    ours = [entry.value for entry in entry_points(group="hypothesis") if entry.name == "armsdeals"]
    assert ours == ["armsdeals.strategies.registered:register"]


def test_importing_hypothesis_loads_neither_the_model_nor_anything_heavy() -> None:
    loaded = loaded_by("import hypothesis")
    ours = {name for name in loaded if name.partition(".")[0] == "armsdeals"}
    assert ours == {"armsdeals", "armsdeals.strategies", "armsdeals.strategies.registered"}
    assert not loaded & {"attrs", "pint", "yaml", "msgspec", "dateutil", "numpy"}


def test_a_class_is_found_whichever_is_imported_first() -> None:
    for first, then in (("armsdeals as ad", "hypothesis"), ("hypothesis", "armsdeals as ad")):
        loaded_by(
            f"import {first}\nimport {then}\nfrom hypothesis import find, strategies as st\n"
            "assert isinstance(find(st.from_type(ad.Payment), lambda _: True), ad.Payment)"
        )


def test_a_class_of_somebody_else_is_left_to_hypothesis() -> None:
    assert registered.resolve(int) is None
    assert registered.resolve(list[int]) is None


def test_a_release_without_the_table_of_extras_gets_each_class_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(st, "register_type_strategy", lambda cls, _: told.append(cls.__name__))
    monkeypatch.setitem(sys.modules, "hypothesis.strategies._internal.types", None)
    registered.register()
    assert {"Deal", "Register", "Loan", "When"} <= set(told)
