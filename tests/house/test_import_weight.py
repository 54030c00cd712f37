"""What an import costs: nothing heavy or optional is loaded before it is used. Each case runs in a fresh interpreter."""

import subprocess
import sys

import pytest

HEAVY = frozenset(
    {
        "pint", "numpy", "yaml", "hypothesis", "msgspec", "jinja2", "matplotlib", "rich", "dateutil.parser",
        "pandas", "polars", "pyarrow", "duckdb", "narwhals"
    }
)  # fmt: skip
# What each use may load besides the library itself, attrs and the standard library.
COSTS = {
    "import armsdeals": frozenset(),
    "import armsdeals; armsdeals.Deal": frozenset(),
    "import armsdeals; armsdeals.Deal(id='demo').start_talks(on='2016-11').sign(on='2017-09').position": frozenset(),
    "import armsdeals; armsdeals.Measure('400 km')": frozenset(),
    "import armsdeals; armsdeals.check(armsdeals.Deal(id='demo'))": frozenset(),
    "import armsdeals; armsdeals.read; armsdeals.write": frozenset({"msgspec"}),
    "import armsdeals; armsdeals.report": frozenset(),
    "import armsdeals.cli.main": frozenset({"msgspec"}),
}


def loaded_by(code: str) -> set[str]:
    asked = f"import sys\n{code}\nprint(*sorted(name for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  # our own text
    return set(done.stdout.split())


@pytest.mark.parametrize("code", COSTS)
def test_a_use_loads_nothing_heavier_than_it_needs(code: str) -> None:
    assert loaded_by(code) & HEAVY - COSTS[code] == set()


def test_what_is_heavy_is_seen_once_it_is_used() -> None:
    assert "pint" in loaded_by("import armsdeals; armsdeals.Measure('400 km').to('mi')")


def test_a_help_loads_no_room_but_that_of_the_command() -> None:
    code = "from armsdeals.cli.main import COMMANDS, main\nfor name in COMMANDS: main([name, '--help'])"
    loaded = {name for name in loaded_by(code) if name.startswith("armsdeals.")}
    assert {name for name in loaded if not name.startswith("armsdeals.cli")} == {"armsdeals._shown", "armsdeals.errors"}
    assert {name for name in loaded if name.count(".") == 2} == {
        "armsdeals.cli.exits",
        "armsdeals.cli.main",
        "armsdeals.cli.usage",
    }


def test_the_front_door_loads_no_room_by_itself() -> None:
    rooms = {name for name in loaded_by("import armsdeals") if name.startswith("armsdeals.")}
    assert rooms == set()
