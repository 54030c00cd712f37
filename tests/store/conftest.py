"""A store in a folder of its own, and a program that runs beside the tests."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import armsdeals as ad

Run = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.db"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an empty store; copying them is much quicker than making one that is safe on the disk."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    ad.Store.open(path).close()
    return path.read_bytes()


@pytest.fixture
def store(path: Path, empty: bytes) -> Iterator[ad.Store]:
    path.write_bytes(empty)
    with ad.Store.open(path) as store:
        yield store


@pytest.fixture
def beside() -> Iterator[Run]:
    """Starts programs that import the library as ``ad``; those that still run in the end are killed."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str, *arguments: object) -> subprocess.Popen[str]:
        asked = [sys.executable, "-c", f"import sys\nimport armsdeals as ad\n{code}", *map(str, arguments)]
        started.append(subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))  # noqa: S603  # our own text
        return started[-1]

    yield run
    for program in started:
        program.kill()
        program.communicate()
