"""Habits of every file: only named rooms touch disk, nobody asks the clock or the net, names say something, files stay short."""

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

TOUCHES_DISK = frozenset(
    {"formats", "sources", "store", "catalogue", "cases", "plots", "pages", "_desk", "_disk", "cli"}
)
DISK_CALLS = frozenset(
    {
        "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "rmdir", "unlink", "touch",
        "iterdir", "rglob", "glob", "is_file", "is_dir", "exists", "NamedTemporaryFile", "TemporaryDirectory"
    }
)  # fmt: skip
DISK_MODULES = frozenset({"shutil", "tempfile", "sqlite3"})
NET_MODULES = frozenset(
    {
        "socket", "ssl", "urllib.request", "http.client", "ftplib", "smtplib", "requests", "httpx", "aiohttp",
        "urllib3"
    }
)  # fmt: skip
CLOCK_CALLS = frozenset({"today", "now", "utcnow"})
CLOCK_FUNCTIONS = frozenset({"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"})
MAY_ASK_THE_CLOCK = frozenset({"cli"})
EMPTY_NAMES = frozenset(
    {
        "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "service", "services",
        "tools"
    }
)  # fmt: skip
LONGEST = 350  # lines; a file past it wants to be two


class Source(Protocol):
    path: str
    room: str
    tree: ast.Module
    lines: int


def _calls(file: Source) -> Iterator[tuple[int, str]]:
    """Every called name, dotted as far as it is written so."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def _modules(file: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def disk_touched(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        if file.room in TOUCHES_DISK:
            continue
        for line, name in _calls(file):
            if name.rpartition(".")[2] in DISK_CALLS or name == "os.replace":
                yield f"{file.path}:{line} calls {name}"
        yield from (f"{file.path}:{line} imports {name}" for line, name in _modules(file) if name in DISK_MODULES)


def net_reached(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        yield from (f"{file.path}:{line} imports {name}" for line, name in _modules(file) if name in NET_MODULES)


def clock_asked(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        if file.room in MAY_ASK_THE_CLOCK:
            continue
        for line, name in _calls(file):
            if name.rpartition(".")[2] in CLOCK_CALLS or name in CLOCK_FUNCTIONS:
                yield f"{file.path}:{line} calls {name}; pass the day in"
        yield from (f"{file.path}:{line} imports {name}" for line, name in _modules(file) if name in CLOCK_FUNCTIONS)


def empty_names(files: Iterable[Source]) -> Iterator[str]:
    for file in files:
        words = {word for part in file.path.removesuffix(".py").split("/") for word in part.split("_")}
        if words & EMPTY_NAMES:
            yield f"{file.path} is named for no thing of the field"


def test_only_named_rooms_touch_disk(sources: list[Source]) -> None:
    assert list(disk_touched(sources)) == []


def test_nothing_opens_a_connection(sources: list[Source]) -> None:
    assert list(net_reached(sources)) == []


def test_nothing_below_the_shell_asks_the_clock(sources: list[Source]) -> None:
    assert list(clock_asked(sources)) == []


def test_files_are_named_for_things_of_the_field(sources: list[Source]) -> None:
    assert list(empty_names(sources)) == []


def test_no_file_is_longer_than_a_reader_takes_in_at_once(sources: list[Source]) -> None:
    assert [f"{file.path} has {file.lines} lines" for file in sources if file.lines > LONGEST] == []


def test_no_script_is_longer_either(checkout: Path) -> None:
    scripts = [path for folder in (".ci", "docs") for path in sorted((checkout / folder).rglob("*.py"))]
    assert scripts
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in scripts}
    assert [f"{name} has {many} lines" for name, many in lines.items() if many > LONGEST] == []


def test_every_file_opens_by_saying_what_it_is(sources: list[Source]) -> None:
    assert [file.path for file in sources if not ast.get_docstring(file.tree)] == []


@pytest.mark.parametrize(
    ("look", "text"),
    [
        (disk_touched, "def f(path):\n    return path.read_text()"),
        (disk_touched, "open('deals.json')"),
        (disk_touched, "import os\nos.replace('a', 'b')"),
        (disk_touched, "from tempfile import mkstemp"),
        (net_reached, "from urllib.request import urlopen"),
        (clock_asked, "from datetime import date\nDAY = date.today()"),
        (clock_asked, "import datetime\nDAY = datetime.datetime.now()"),
        (clock_asked, "import time\nSTART = time.time()"),
        (clock_asked, "from time import time"),
    ],
)
def test_a_breach_of_habit_is_found(
    made: Callable[[str, str], Source], look: Callable[[Iterable[Source]], Iterator[str]], text: str
) -> None:
    assert list(look([made("model/deal.py", text)]))


def test_an_empty_name_is_found(made: Callable[[str, str], Source]) -> None:
    assert list(empty_names([made("wire/date_utils.py", "")]))


def test_rooms_of_disk_and_shell_may_do_both(made: Callable[[str, str], Source]) -> None:
    files = [made("formats/json.py", "open('x')"), made("cli/main.py", "from datetime import date\ndate.today()")]
    assert [*disk_touched(files), *clock_asked(files)] == []
