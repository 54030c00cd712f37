"""The house: which room stands on which floor, who may import whom, and where a foreign package comes in.

Moving a wall means changing a table here, where a reviewer sees it.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

import pytest

# From the ground up. Rooms of one floor do not import each other; the wings "in and out" and "study" neither.
FLOORS = """
ground      all     errors issues _fields _collector _slim _twins _shown _printed _card _sheet _disk _inert _later
values      all     values
model       all     model
plan        all     plan
tables      all     tables
register    all     register
checks      all     checks
derived     in-out  wire
derived     study   analysis
typed       in-out  written
catalogue   all     catalogue
wings       in-out  formats sources
wings       study   plots
kept        in-out  store
pages       all     pages
cases       all     cases
reception   all     _desk
turning     all     _convert
shell       all     cli
top         all     __main__
"""
ANNEXE = "strategies"  # may import up to the floor named next; nobody imports it
ANNEXE_REACHES = "derived"
FRONT_DOOR = (
    "__init__"  # shows what stands in every room and loads it on first use; nobody but the shell goes out by it
)
THROUGH_THE_FRONT_DOOR = frozenset({"cli", "__main__", "strategies"})

# Foreign packages and the rooms or files that may import them; attrs and the standard library are free.
DOORS = {
    "attr": ("",),
    "attrs": ("",),
    "dateutil": ("model/financing/schedule.py",),
    "duckdb": ("analysis/",),
    "hypothesis": ("strategies/",),
    "jinja2": ("pages/",),
    "markupsafe": ("pages/",),
    "matplotlib": ("plots/_draw.py",),
    "msgspec": ("wire/",),
    "narwhals": ("analysis/",),
    "numpy": ("analysis/", "model/financing/bulk.py"),
    "networkx": ("analysis/networks.py",),
    "pandas": ("analysis/_frames.py", "tables/frames.py"),
    "pint": ("values/units.py",),
    "polars": ("analysis/_frames.py", "tables/frames.py"),
    "pyarrow": ("analysis/", "formats/parquet.py", "tables/frames.py"),
    "rich": ("cli/",),
    "statsmodels": ("analysis/_curves.py",),
    "yaml": ("formats/yaml.py",),
}
# Loaded on first use although they are always there: the front door, heavy pint, tables of rates, rooms found by a table of names.
MAY_IMPORT_BY_NAME = frozenset(
    {
        "__init__.py", "_later.py", "errors.py", "formats/_base.py", "sources/_base.py", "values/money.py", "values/price_index.py",
        "values/rates.py", "values/units.py",
        "strategies/__init__.py", "strategies/registered.py",
    }
)  # fmt: skip


class Asked(Protocol):
    target: str
    line: int
    place: str


class Source(Protocol):
    path: str
    room: str
    module: str

    def imports(self) -> list[Any]: ...


def rooms() -> dict[str, tuple[int, str]]:
    rows = [line.split() for line in FLOORS.split("\n") if line]
    floors = list(dict.fromkeys(name for name, *_ in rows))
    return {room: (floors.index(name), wing) for name, wing, *inside in rows for room in inside}


def home_of(target: str) -> str | None:
    """The room of an own module; "__init__" for the package itself, None for a foreign one."""
    package, _, rest = target.partition(".")
    return (rest.partition(".")[0] or FRONT_DOOR) if package == "armsdeals" else None


def may_import(asker: str, asked: str) -> bool:
    house = rooms()
    if asker in (asked, FRONT_DOOR):
        return True
    if asked not in house:  # the annexe, or a name of the front door
        return asker in THROUGH_THE_FRONT_DOOR and asked != ANNEXE
    floor, wing = house[asked]
    if asker == ANNEXE:
        return floor <= [name for name, *_ in (line.split() for line in FLOORS.split("\n") if line)].index(
            ANNEXE_REACHES
        )
    own_floor, own_wing = house[asker]
    if own_floor == floor == 0:
        return True
    return floor < own_floor and (own_wing == wing or "all" in (own_wing, wing))


def stairs_broken(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        for asked in file.imports():
            room = home_of(asked.target)
            if room is not None and not may_import(file.room, room):
                yield f"{file.path}:{asked.line} imports {asked.target}: {file.room} may not reach {room}"


def circles(files: Iterable[Source]) -> list[list[str]]:
    """Ways from a file back to itself, imports for types included."""
    known = {file.module: file for file in files if file.path != "__init__.py"}
    leads = {name: sorted(_own_targets(file, known) - {name}) for name, file in known.items()}
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(name: str, way: list[str]) -> None:
        if name in way:
            found.append([*way[way.index(name) :], name])
        elif name not in done:
            for to in leads[name]:
                visit(to, [*way, name])
            done.add(name)

    for name in known:
        visit(name, [])
    return found


def _own_targets(file: Source, known: dict[str, Source]) -> set[str]:
    targets = {asked.target for asked in file.imports()}
    nearest = (target if target in known else target.rpartition(".")[0] for target in targets)
    return {target for target in nearest if target in known}


def doors_missed(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        for asked in file.imports():
            package = asked.target.partition(".")[0]
            if package in ("armsdeals", "__future__") or package in sys.stdlib_module_names or asked.place == "typing":
                continue
            if package not in DOORS:
                yield f"{file.path}:{asked.line} imports {package}, which has no door; write it into DOORS if it is wanted"
            elif not any(file.path.startswith(door) for door in DOORS[package]):
                yield f"{file.path}:{asked.line} imports {package}; its door is {' or '.join(DOORS[package])}"


def imports_below_the_top(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        for asked in file.imports():
            if asked.place == "inside":
                yield f"{file.path}:{asked.line} imports {asked.target} inside; imports stand at the top"
            if asked.target == "importlib.import_module" and file.path not in MAY_IMPORT_BY_NAME:
                yield f"{file.path}:{asked.line} imports by name; use errors.need for an optional package"
            if asked.target.startswith("."):
                yield f"{file.path}:{asked.line} imports {asked.target}; write the whole name"


def test_every_room_is_in_the_table(sources: list[Source]) -> None:
    assert {file.room for file in sources} <= {*rooms(), ANNEXE, FRONT_DOOR}


def test_imports_go_down_the_stairs_only(sources: list[Source]) -> None:
    assert list(stairs_broken(sources)) == []


def test_no_file_leads_back_to_itself(sources: list[Source]) -> None:
    assert [" -> ".join(way) for way in circles(sources)] == []


def test_each_foreign_package_comes_in_by_its_door(sources: list[Source]) -> None:
    assert list(doors_missed(sources)) == []


def test_imports_stand_at_the_top(sources: list[Source]) -> None:
    assert list(imports_below_the_top(sources)) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("values/money.py", "from armsdeals.model.deal import Deal"),
        (
            "values/money.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from armsdeals.plan import plan_of",
        ),
        ("formats/json.py", "import armsdeals.store.store"),
        ("formats/json.py", "from armsdeals.analysis import volumes"),
        ("analysis/volumes.py", "from armsdeals.wire.tree import check_tree"),
        ("checks/run.py", "from armsdeals.strategies import deals"),
        ("model/deal.py", "from armsdeals import Money"),
        ("strategies/deals.py", "from armsdeals.formats.json import JSON"),
    ],
)
def test_a_step_up_the_stairs_is_found(made: Callable[[str, str], Source], path: str, text: str) -> None:
    assert len(list(stairs_broken([made(path, text)]))) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("errors.py", "from armsdeals.issues import Issue"),
        ("model/deal.py", "from armsdeals.model.line import Line\nfrom armsdeals.values.money import Money"),
        ("plots/timeline.py", "from armsdeals.analysis.volumes import volumes"),
        ("strategies/deals.py", "from armsdeals.wire.tree import check_tree"),
        ("cli/main.py", "from armsdeals import __version__\nfrom armsdeals.pages.report import report"),
    ],
)
def test_a_step_down_the_stairs_is_fine(made: Callable[[str, str], Source], path: str, text: str) -> None:
    assert list(stairs_broken([made(path, text)])) == []


def test_a_circle_by_an_import_for_types_is_found(made: Callable[[str, str], Source]) -> None:
    one = made("model/one.py", "from armsdeals.model.two import Two")
    two = made("model/two.py", "if TYPE_CHECKING:\n    from armsdeals.model.one import One")
    assert circles([one, two]) == [["armsdeals.model.one", "armsdeals.model.two", "armsdeals.model.one"]]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("values/measure.py", "import pint"),
        ("values/measure.py", "def convert():\n    return need('pint', extra='units')"),
        ("plots/timeline.py", "from matplotlib.axes import Axes"),
        ("formats/json.py", "import orjson"),
    ],
)
def test_a_package_beside_its_door_is_found(made: Callable[[str, str], Source], path: str, text: str) -> None:
    assert len(list(doors_missed([made(path, text)]))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    import json",
        "from . import line",
        "from importlib import import_module",
        "try:\n    import json\nfinally:\n    pass",
    ],
)
def test_an_import_below_the_top_is_found(made: Callable[[str, str], Source], text: str) -> None:
    assert len(list(imports_below_the_top([made("model/deal.py", text)]))) == 1
