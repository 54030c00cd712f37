"""A contract: every type of weapon that the bundled examples and the dossiers name is in the catalogue.

A name that is missing wants a row in the catalogue. A label that joins several types, marks a lot of one, or names goods
of no type stands in the table below; goods without a type are no system, since two submarines are not the same thing.
"""

from pathlib import Path

import pytest
import yaml

from armsdeals.cases.cases import casebook
from armsdeals.catalogue.catalogue import systems
from armsdeals.model.system import System

SHARED = Path(__file__).parents[2] / ".." / "shared"

# What a label stands for: the systems by name; nothing where it names no type.
LABELS: dict[str, tuple[str, ...]] = {
    "FD-2000 (HQ-9 export)": ("FD-2000",),
    "F-16A/B Block 15 built and stored": ("F-16A/B Block 15",),
    "Gripen C interim lease": ("Gripen C",),
    "Gripen D interim lease": ("Gripen D",),
    "Gripen all versions": ("Gripen",),
    "K2 and K2PL": ("K2", "K2PL"),
    "K2 built in Korea": ("K2",),
    "K2PL built in Poland": ("K2PL",),
    "K9A1 and K9PL": ("K9A1", "K9PL"),
    "LAV 6.0 / LAV 700": ("LAV 6.0", "LAV 700"),
    "LAV 6.0 after reduction as reported": ("LAV 6.0",),
    "LAV 6.0 as first reported": ("LAV 6.0",),
    "Mistral-class helicopter carrier (Russian fit)": ("Mistral class",),
    "Mistral-class helicopter carrier (same hulls)": ("Mistral class",),
    "PAC-3 package of 2009": ("PAC-3",),
    "Rafale built by HAL (MMRCA)": ("Rafale",),
    "Rafale fly-away (IGA)": ("Rafale",),
    "Rafale fly-away (MMRCA)": ("Rafale",),
    "Rafale option": ("Rafale",),
    "S-300, S-400 or Antey-2500": ("S-300", "S-400", "Antey-2500"),
    "S-400 Triumf second regiment": ("S-400 Triumf",),
} | dict.fromkeys(
    (
        "Air-to-air and air-to-ground munitions",
        "Ammunition, type not named",
        "Armoured vehicle",
        "Armoured vehicles, helicopters, patrol boats, drones and guns",
        "Assault rifle",
        "Hand grenade",
        "Machine gun",
        "Maritime helicopter",
        "Non-lethal material",
        "Patrol corvette",
        "Round for the shoulder-fired launcher",
        "Shoulder-fired anti-armour launcher",
        "Submarine",
        "Training simulator",
        "Weapons, types not named",
        "ammunition",
        "armoured vehicles",
        "electronic systems",
        "missile technology",
        "missiles",
        "patrol corvette",
        "submarine",
        "support vehicles",
        "weapons of the aircraft",
    ),
    (),
)
LINES = {line.system.designation: line.system for deal in casebook() for line in deal.lines}
DOSSIERS = sorted((SHARED / "casebook").glob("*.yaml"))


def meant(label: str) -> list[System]:
    return [systems().find(name) for name in LABELS.get(label, (label,))]


@pytest.mark.parametrize("label", sorted(LINES))
def test_each_type_in_the_examples_is_in_the_catalogue(label: str) -> None:
    for system in meant(label):
        assert system.id in systems()


def test_examples_and_catalogue_do_not_contradict_each_other() -> None:
    wrong = []
    for label, told in LINES.items():
        for ours in meant(label) if len(meant(label)) == 1 else ():
            for name in ("origin", "nato_name", "export_version_of"):
                said, held = getattr(told, name), getattr(ours, name)
                if said and held and said != held:
                    wrong.append(f"{label}: {name} is {said} in the example and {held} in the catalogue")
    assert wrong == []


def test_other_names_in_the_examples_lead_to_the_same_system() -> None:
    wrong = [
        f"{label}: {alias}"
        for label, told in LINES.items()
        for alias in told.aliases
        if systems().find(alias) not in meant(label)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", DOSSIERS, ids=lambda file: file.stem)
def test_each_type_in_the_dossiers_is_in_the_catalogue(file: Path) -> None:
    for row in yaml.safe_load(file.read_text(encoding="utf-8"))["systems"]:
        assert all(system.id in systems() for system in meant(row["designation"]))


def test_the_dossiers_were_looked_at() -> None:
    if not DOSSIERS:
        pytest.skip("the dossiers are not beside this checkout")
    assert len(DOSSIERS) == 20


def test_no_label_stands_for_a_name_that_the_catalogue_has() -> None:
    names = {name for system in systems().values() for name in system.all_names}
    assert sorted(set(LABELS) & names) == []


@pytest.mark.parametrize(
    "name",
    [
        "Aster 30", "Eurofighter", "F-16", "F/A-18", "F/A-18E/F", "FD-2000", "Gripen", "IRIS-T", "MiG-35", "Patriot",
        "PAC-2 GEM-T", "PAC-3", "Rafale", "S-300", "S-400", "SAMP/T", "Typhoon"
    ],
)  # fmt: skip
def test_each_rival_offer_of_the_dossiers_is_in_the_catalogue(name: str) -> None:
    assert systems().find(name).id in systems()
