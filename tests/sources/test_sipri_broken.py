"""Registers that were broken: each line is accounted for, and nothing but a reading comes out."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri import deliveries, register
from armsdeals.sources.sipri.record_text import MOST_TAILS
from armsdeals.sources.sipri.records import Records

COUNT = 40  # rows of a register to break
BROKEN = COUNT * 3 // 10
SIPRI = source_named("sipri")


def _wide(line: bytes, place: int, _: int) -> bytes:
    cells = line.split(b",")
    cells.insert(place % len(cells), b"one more")
    return b",".join(cells)


def _narrow(line: bytes, place: int, _: int) -> bytes:
    cells = line.split(b",")
    del cells[place % len(cells)]
    return b",".join(cells)


def _bad_year(line: bytes, place: int, _: int) -> bytes:
    cells = line.split(b",")
    cells[2] = (b"", b"20I7", b"17", b"99999", b"2017-03", b"n/a")[place % 6]
    return b",".join(cells)


def _quote(line: bytes, place: int, _: int) -> bytes:
    at = place % (len(line) + 1)
    return line[:at] + b'"' + line[at:]


def _odd_byte(line: bytes, place: int, byte: int) -> bytes:
    at = place % (len(line) + 1)
    return line[:at] + bytes([byte]) + line[at:]


def _cut(line: bytes, place: int, _: int) -> bytes:
    return line[: place % (len(line) + 1)]


def _broken_in_two(line: bytes, place: int, _: int) -> bytes:
    at = place % (len(line) + 1)
    return line[:at] + b"\n" + line[at:]


WAYS = (_wide, _narrow, _bad_year, _quote, _odd_byte, _cut, _broken_in_two)


def row(place: int) -> str:
    return f"Norway,Sweden,20{place % 20:02d},?,{place + 1},,Drone-{place},UAV,{place + 1},?,2021; 2023,New,For use {place},2,{2 * place + 2},{2 * place + 2}"


def head() -> str:
    return ",".join(" " if column.is_flag else column.names[0] for column in register.COLUMNS)


def balances(reading: Reading) -> None:
    counts = reading.counts
    assert counts is not None
    assert counts.data_lines == counts.used + counts.joined + counts.refused + counts.skipped
    refused = [issue for issue in reading.issues.errors if issue.line is not None and issue.row is not None]
    assert len(refused) == len({issue.line for issue in refused}) == counts.refused
    assert len(reading.register) <= counts.used


@given(
    breaks=st.dictionaries(
        st.integers(0, COUNT - 1), st.tuples(st.sampled_from(WAYS), st.integers(0, 200), st.integers(0, 255)),
        min_size=BROKEN, max_size=BROKEN,
    )
)  # fmt: skip
def test_law_a_register_with_three_of_ten_lines_broken_still_balances(breaks: dict[int, tuple[Any, int, int]]) -> None:
    rows = [row(place).encode() for place in range(COUNT)]
    for place, (way, at, byte) in breaks.items():
        rows[place] = way(rows[place], at, byte)
    reading = SIPRI.read(b"\n".join([head().encode(), *rows]) + b"\n")
    balances(reading)
    whole = {f"Drone-{place}" for place in range(COUNT) if place not in breaks}
    read = [deal.lines[0].system.designation for deal in reading.register]
    assert whole <= set(read)  # a broken line takes no whole one with it
    assert len(reading.register) == reading.counts.used if reading.counts else False


@given(data=st.data())
def test_law_a_file_cut_and_flipped_anywhere_gives_a_reading_or_is_refused(
    data: st.DataObject, mini_register: str, mini_deliveries: str
) -> None:
    text = data.draw(st.sampled_from([mini_register, mini_deliveries])).encode()
    broken = bytearray(text[: data.draw(st.integers(0, len(text)), label="cut at")])
    for _ in range(data.draw(st.integers(0, 8), label="flips")):
        if broken:
            broken[data.draw(st.integers(0, len(broken) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        reading = SIPRI.read(bytes(broken))
    except ArmsDealsError:
        return
    balances(reading)


@given(rows=st.lists(st.text(alphabet=',;"\n\r \t\0?.0129aé\ufffd\u2028', max_size=60), max_size=12))
def test_law_any_text_below_a_head_balances(rows: list[str]) -> None:
    for columns in (register.COLUMNS, deliveries.COLUMNS):
        names = ",".join(column.names[0] for column in columns)
        balances(SIPRI.read("\n".join([names, *rows]).encode()))


@given(
    cells=st.lists(
        st.lists(st.sampled_from(["", "2017", "?", "0", "1e9", "-1", "Norway", "New", "nan", "9" * 30, "2016; 2017"]), min_size=16, max_size=16),
        max_size=6,
    )
)  # fmt: skip
def test_law_any_cells_balance(cells: list[list[str]]) -> None:
    balances(SIPRI.read("\n".join([head(), *map(",".join, cells)]).encode()))


def test_broken_lines_take_work_in_proportion_to_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    work = 0
    split = Records._cells

    def counted(records: Records, line: str) -> list[str]:
        nonlocal work
        work += 1
        return split(records, line)

    monkeypatch.setattr(Records, "_cells", counted)
    for count in (100, 400):
        work = 0
        reading = SIPRI.read("\n".join([head(), *['Norway,Sweden,"open'] * count]).encode())
        assert reading.counts == Counts(data_lines=count, refused=count)
        assert work <= count * (MOST_TAILS + 1)
