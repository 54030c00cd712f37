"""What is published: the wheel and the sdist hold what they should and nothing else, and work in an empty environment."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
import yaml

import armsdeals

pytestmark = pytest.mark.slow

LARGEST = 2_000_000  # bytes of the wheel
INTERPRETERS = ("python3.11", "python3.12", "python3.13")
STRAY = re.compile(
    r"(^|/)(tests?|docs|shared|corpora|\.ci|\.venv|node_modules|__pycache__)(/|$)|\.(db|parquet|tsv|rtf)$"
)


def working(interpreter: str) -> str | None:
    """An interpreter of this name that runs; a version manager may show names that do not, and keep those that do."""
    version = interpreter.removeprefix("python")
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for one in (shutil.which(interpreter), *map(str, sorted(kept.glob(f"{version}.*/bin/{interpreter}")))):
        if one and subprocess.run([one, "--version"], check=False, capture_output=True).returncode == 0:  # noqa: S603
            return one
    return None


@pytest.fixture(scope="module")
def made(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(checkout)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # our own words
    return folder


@pytest.fixture(scope="module")
def wheel(made: Path) -> Path:
    (found,) = made.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> Iterator[list[str]]:
    with zipfile.ZipFile(wheel) as archive:
        yield archive.namelist()


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < LARGEST


def test_the_wheel_holds_the_package_and_nothing_else(names: list[str]) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names}
    assert tops == {"armsdeals", f"armsdeals-{armsdeals.__version__}.dist-info"}
    assert [name for name in names if STRAY.search(name)] == []


def test_the_wheel_holds_what_is_read_at_run_time(names: list[str], checkout: Path) -> None:
    source = checkout / "src"
    wanted = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }
    assert wanted - set(names) == set()
    assert "armsdeals/py.typed" in names


def test_the_sdist_can_be_tested_and_built_again(made: Path) -> None:
    (found,) = made.glob("*.tar.gz")
    with tarfile.open(found) as archive:
        held = {PurePosixPath(name).parts[1] for name in archive.getnames() if len(PurePosixPath(name).parts) > 1}
    assert {"src", "tests", "docs", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CITATION.cff"} <= held
    assert "shared" not in held


@pytest.mark.parametrize("interpreter", INTERPRETERS)
def test_it_works_from_the_wheel_in_an_empty_environment(interpreter: str, wheel: Path, tmp_path: Path) -> None:
    found = working(interpreter)
    if found is None:
        pytest.skip(f"no {interpreter} on this machine")
    there = tmp_path / "env"
    bare = {key: text for key, text in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}

    def run(*command: str) -> str:
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path, env=bare)  # noqa: S603  # our own words
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(found, "-m", "venv", str(there))
    run(str(there / "bin" / "pip"), "install", "--quiet", str(wheel))
    python, command = str(there / "bin" / "python"), str(there / "bin" / "armsdeals")
    assert run(command, "--version") == f"armsdeals {armsdeals.__version__}\n"
    assert "As it stood on 1 January 2018" in run(command, "report", "tur-s400", "--as-of", "2018-01-01")
    told = run(
        python,
        "-W",
        "error",
        "-c",
        "import armsdeals as ad; print(ad.example('tur-s400')['tur-s400'].as_of('2018-01-01'))",
    )
    assert told == "EFFECTIVE since 2017-07-18/2017-09-29\n"
    path = tmp_path / "deals.json"
    run(
        python,
        "-c",
        f"import armsdeals as ad; ad.write(ad.casebook(), {str(path)!r}); assert ad.read({str(path)!r}) == ad.casebook()",
    )


def test_the_citation_names_this_version(checkout: Path) -> None:
    told = yaml.safe_load((checkout / "CITATION.cff").read_text("utf-8"))
    assert (told["version"], told["license"], told["cff-version"]) == (armsdeals.__version__, "MIT", "1.2.0")
    assert told["authors"] == [{"name": "The armsdeals maintainers"}]
