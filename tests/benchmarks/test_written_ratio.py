"""A thousand files as people type them, against the bare events of PyYAML's parser in C, round by round.

The files hold invented deals of sixty lines each, no two alike: the heads, dates, sums, names and words of every one are
drawn anew, and so are the files of every round and contender, since what was read once is read faster the next time. What counts
is the median of the ratios of each round, for the machine may be slow in one and fast in the next. The peer
only walks over the events and keeps nothing; ours keeps every deal, and `check` replays it as well. Once within one process whose
code has run before, and once as users call it, in a new process for each folder, which has to load its code first.
"""

import gc
import io
import os
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from itertools import count
from os import times
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
import yaml

import armsdeals as ad
from armsdeals.cli.main import main

FILES = 1_000
LINES = 60  # of each file
ROUNDS = 5
AIM = 4.0  # times the bare events
OURS = "import sys; from armsdeals.cli.main import main; sys.exit(main())"
BARE = """
import sys, yaml
from pathlib import Path
for file in sorted(Path(sys.argv[1]).iterdir()):
    for _ in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""
STATES = (
    "Russia", "France", "Türkiye", "India", "Poland", "Egypt", "Qatar", "Serbia", "Norway", "Japan", "Kenya", "Brazil",
    "Chile", "Greece", "Spain", "Italy",
)  # fmt: skip
MAKERS = ("Arsenal", "Nordic", "Delta", "United", "Meridian", "Boreal", "Union", "Granite")
WORKS = ("Works", "Systems", "Shipyards", "Avionics", "Dynamics", "Ordnance", "Export")
GOODS = ("Bastion", "Heron", "Falcon", "Mistral", "Viper", "Anvil", "Storm", "Lynx", "Osprey", "Comet")
UNITS = ("aircraft", "systems", "launchers", "vehicles", "missiles", "ships")
PAPERS = (
    "TASS",
    "Kommersant",
    "Hürriyet Daily News",
    "Le Monde",
    "Defense News",
    "The Hindu",
    "Reuters",
    "Sputnik",
    "Jane's",
)
WORDS = (
    "the minister told reporters that a delegation would travel soon and talks on price were close to an end while both "
    "sides still differ over local production training spare parts guarantees credit delivery dates offsets technology "
    "officials declined to name a day but sources near the maker say first units leave the plant next year under plans "
    "seen by this paper after months of quiet bargaining in capital cities abroad where rivals had hoped to win"
)
COURSE = (
    "interest", "talks", "requested", "offered", "shortlisted", "selected", "negotiating", "final talks", "signed mou",
    "signed contract", "effective", "delivering", "completed",
)  # fmt: skip
SAID = ("", "", "", "", "planned ", "possible ", "denied ")


class Typist:
    """Types one invented deal."""

    def __init__(self, number: int) -> None:
        self._draw = random.Random(number)  # noqa: S311  # nothing secret
        self._number = number
        self._keys = [
            f"{self._one('tass', 'daily', 'wire', 'post', 'herald')}-{k}{self._draw.randrange(100)}" for k in range(7)
        ]
        self._begin = date(2004, 1, 1) + timedelta(days=self._draw.randrange(5_000))

    def _one(self, *things: str) -> str:
        return self._draw.choice(things)

    def _words(self, least: int = 4, most: int = 12) -> str:
        return " ".join(self._draw.choices(WORDS.split(), k=self._draw.randint(least, most)))

    def _cited(self) -> str:
        return "".join(f" @{key}" for key in self._draw.sample(self._keys, self._draw.choice((1, 1, 1, 2))))

    def _day(self, day: date) -> str:
        return self._one(f"{day}", f"{day}", f"{day:%Y-%m}", f"{day:%Y-%m}~", f"by {day}")

    def text(self) -> str:
        """Return the file."""
        end = self._end()
        lines = self._start()
        lines += self._history(LINES - len(lines) - len(end))
        return "\n".join([*lines, *end, ""])

    def _start(self) -> list[str]:
        supplier, recipient = self._draw.sample(STATES, 2)
        goods = [f"{self._one(*GOODS)}-{self._draw.randint(1, 400)}" for _ in range(2)]
        number, unit, sum_ = self._draw.randint(2, 90), self._one(*UNITS), self._draw.randint(100, 9_000)
        share = self._draw.randint(5, 60)
        return [
            "# yaml-language-server: $schema=./.armsdeals.schema.json",
            f"title: {recipient} buys {goods[0]} {unit}, {self._words(2, 5)}",
            "parties:",
            f"  supplier: {self._one(*MAKERS)} {self._one(*WORKS)} ({supplier})",
            f"  recipient: {recipient}",
            "lines:",
            "  first:",
            f"    system: {goods[0]}",
            "    ordered:",
            f"      - {number} {unit}{self._cited()}: {self._words()}",
            f"      - {number}..{number + self._draw.randint(1, 9)} {unit}{self._cited()}",
            "  second:",
            f"    system: {goods[1]}",
            f"    option: {self._one('about ', 'up to ', '')}{self._draw.randint(1, 40)} {unit}{self._cited()}",
            "price:",
            f"  - {sum_ / 1000:g} bn USD contract{self._cited()}",
            f"  - {self._one('over ', 'about ')}{sum_ // 7} m EUR estimate{self._cited()}:",
            f"    says: {self._one('Sergey', 'Anna', 'Mehmet', 'Ravi')} {self._one('Petrov', 'Kaya', 'Singh', 'Novak')}, {self._one(*MAKERS)}",
            f"    quote: {self._words(8, 16)}",
            "financing:",
            f"  - {share} % advance{self._cited()}",
            f"  - {100 - share} % state loan from {supplier}{self._cited()}:",
            f"    rate: 0.0{self._draw.randint(10, 99)}",
            "    tenor: unknown",
        ]

    def _history(self, number: int) -> list[str]:
        lines = ["history:"]
        step = 0
        day = self._begin
        while len(lines) < number:
            day += timedelta(days=self._draw.randint(5, 200))
            step = min(step + self._draw.randint(0, 1), len(COURSE) - 1)
            word, said = COURSE[step], self._one(*SAID)
            if said.strip() == "planned":
                word = COURSE[min(step + 1, len(COURSE) - 1)]
            head = f"  - {self._day(day)} {said}{word}{self._one('', '', ' (first)')}{self._cited()}"
            if self._draw.random() < 0.2 and len(lines) + 3 <= number:
                lines += [
                    f"{head}:",
                    f"      says: the ministry of {self._one(*STATES)}",
                    f"      quote: {self._words(6, 14)}",
                ]
            else:
                lines.append(f"{head}: {self._words()}" if self._draw.random() < 0.8 else head)
        return lines

    def _end(self) -> list[str]:
        sources = []
        for key in self._keys:
            day = self._begin + timedelta(days=self._draw.randint(1_800, 4_000))
            link = f", https://example.org/{self._draw.randrange(10**9)}" if self._draw.random() < 0.7 else ""
            sources.append(f"  {key}: {self._one(*PAPERS)}, {day}{link}")
        return [
            "constraints:",
            f"  - {self._one('integration barred', 'embargo by United States', 'embargo')}{self._cited()}: {self._words()}",
            "links:",
            f"  competes with: [deal-{self._draw.randrange(FILES):04}, deal-{self._draw.randrange(FILES + 40):04}]",
            "sources:",
            *sources,
        ]


def typed(folder: Path, first: int = 0) -> Path:
    """Write files into a folder; other numbers give other deals."""
    folder.mkdir()
    for place in range(FILES):
        (folder / f"deal-{place:04}.yaml").write_bytes(Typist(first + place).text().encode())
    return folder


def timed(work: Callable[[Path], object], folder: Path) -> tuple[float, float]:
    """Seconds on the clock, and seconds of work by this process and those that it started."""
    gc.collect()
    start, before = perf_counter(), times()
    work(folder)
    end, after = perf_counter(), times()
    return end - start, sum(after[:4]) - sum(before[:4])


def events(folder: Path) -> None:
    for file in sorted(folder.iterdir()):
        for _ in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
            pass


def checked(folder: Path) -> None:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        main(["check", str(folder)])


def anew(code: str, *before: str) -> Callable[[Path], object]:
    """Return what runs a program in a new process, which may keep its bytecode as installed programs do."""
    around = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    order = [sys.executable, "-c", code, *before]

    def run(folder: Path) -> None:
        done = subprocess.run([*order, str(folder)], env=around, capture_output=True, check=False)  # noqa: S603  # our own text
        assert b"Traceback" not in done.stderr, done.stderr.decode()  # which would be quick

    return run


@pytest.mark.benchmark
def test_a_thousand_typed_files_are_checked_in_a_few_times_the_bare_events_of_their_yaml(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    numbers = count()

    def drawn() -> Path:
        number = next(numbers)
        return typed(tmp_path / str(number), number * FILES)

    first = drawn()
    contents = [file.read_bytes() for file in first.iterdir()]
    assert all(data.count(b"\n") == LINES for data in contents)
    assert len(set(contents)) == FILES
    assert len(ad.try_read(first).register) == FILES
    assert ad.try_read(first).is_clean

    contenders: dict[str, dict[str, Callable[[Path], object]]] = {
        "in one process": {"events": events, "try_read": ad.try_read, "armsdeals check": checked},
        "in a new process": {"events": anew(BARE), "armsdeals check": anew(OURS, "check")},
    }
    rounds = [
        {(where, name): timed(work, drawn()) for where, each in contenders.items() for name, work in each.items()}
        for _ in range(ROUNDS + 1)
    ][1:]  # the first made everything ready
    told = (
        f"\n| {FILES:,} files of {LINES} lines never read before, {ROUNDS} rounds | seconds, least "
        f"| times the events of PyYAML {yaml.__version__} right before, median (aim: {AIM:g}) | times their work, on all cores "
        "|\n| --- | --- | --- | --- |\n"
    )
    for where, each in contenders.items():
        for name in each:
            seconds = min(one[where, name][0] for one in rounds)
            clock, work = (
                median(one[where, name][kind] / one[where, "events"][kind] for one in rounds) for kind in (0, 1)
            )
            told += f"| {name}, {where} | {seconds:.2f} | {clock:.2f} | {work:.2f} |\n"
    with capsys.disabled():
        sys.stdout.write(told)
