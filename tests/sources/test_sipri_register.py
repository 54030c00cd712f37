"""The trade register of SIPRI, in every shape in which people have it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

import armsdeals as ad
from armsdeals.issues import Severity
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.values.basis import Basis
from armsdeals.wire.limits import Limits

Total = Callable[[Register], Decimal]
Flags = Callable[[Register], tuple[int, int, int]]
Codes = Callable[[Reading], list[str]]

HEAD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
ROW = "Norway,Sweden,2014,?,3,,Drone-5,UAV,3,?,2016; 2017,New,For patrols,3,9,9"


NAMES = (
    "recipient supplier year year_flag number number_flag designation description delivered delivered_flag years status "
    "comment unit order volume"
)


def read(text: str | bytes) -> Reading:
    return source_named("sipri").read(text.encode() if isinstance(text, str) else text, name="file.csv")


def row(**cells: str) -> str:
    names = NAMES.split()
    told = dict(zip(names, ROW.split(","), strict=True)) | cells
    assert set(told) == set(names)
    return ",".join(told.values())


def test_every_number_of_the_made_up_register_comes_out(
    mini_register: str, delivered: Total, ordered: Total, flags: Flags
) -> None:
    reading = read(mini_register)
    assert reading.counts == Counts(data_lines=13, used=12, joined=1)
    assert len(reading.register) == 12
    assert delivered(reading.register) == 1597
    assert ordered(reading.register) == 5725
    assert flags(reading.register) == (6, 7, 7)
    assert len(reading.register.where(certain=True)) == 2
    assert len(reading.register.where(certain=False)) == 10


def test_the_first_lines_become_the_vintage(mini_register: str) -> None:
    vintage = read(mini_register).vintage
    assert vintage is not None
    assert (vintage.generated, vintage.first_year, vintage.last_year) == (date(2026, 1, 1), 1975, 2025)
    assert (vintage.publisher, vintage.layout, len(vintage.lines)) == ("synthetic", "trade register", 5)
    assert vintage.window.endswith("years '1975' to '2025'")


def test_a_row_becomes_a_deal_whose_parts_rest_on_one_source() -> None:
    register = read(f"Data generated: 18 Mar 2024 6:13:50 PM\n{HEAD}\n{ROW}\n").register
    (deal,) = register
    assert deal.id == "sipri-2024-03-18-line-3"
    assert [(party.name, str(party.role), str(party.country), str(party.kind)) for party in deal.parties] == [
        ("Sweden", "SUPPLIER", "Sweden", "STATE"),
        ("Norway", "RECIPIENT", "Norway", "STATE"),
    ]
    (line,) = deal.lines
    assert (line.system.designation, line.system.category, str(line.condition), line.note) == (
        "Drone-5", "UAV", "NEW", "For patrols",
    )  # fmt: skip
    assert [(str(claim.value), claim.basis) for claim in line.quantities] == [("3", Basis.ORDERED)]
    assert [(str(claim.value), claim.is_per_unit) for claim in line.volumes] == [("3 TIV", True), ("9 TIV", False)]
    signed, arrived = deal.history
    assert (str(signed.when), str(signed.stage)) == ("2014?", "SIGNED")
    (entry,) = arrived.deliveries
    assert (str(arrived.when), entry.years, str(entry.quantity), str(entry.volume)) == (
        "2016/2017", (2016, 2017), "~3", "9 TIV",
    )  # fmt: skip
    (source,) = register.sources
    assert (source.publisher, str(source.published)) == ("SIPRI", "2024-03-18")
    assert {claim.evidence for claim in deal.claims()} == {(source,)}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(f"{HEAD}\n{ROW}\n", (1, 1, 0, 0, 0), id="nothing above the head"),
        pytest.param("\n".join(["x"] * 9 + [HEAD, ROW]), (1, 1, 0, 0, 0), id="nine lines above it"),
        pytest.param("\n".join(["x"] * 11 + [HEAD, ROW]), (1, 1, 0, 0, 0), id="eleven lines above it"),
        pytest.param(f"\ufeff{HEAD}\n{ROW}\n", (1, 1, 0, 0, 0), id="a byte order mark"),
        pytest.param(
            f"{HEAD}\n{ROW}\n".replace("Number delivered", "Deliveries in the Year Range"), (1, 1, 0, 0, 0), id="a new name"
        ),
        pytest.param(f"{HEAD}\r\n{ROW}\r\n", (1, 1, 0, 0, 0), id="line ends of Windows"),
        pytest.param(f"{HEAD}\r{ROW}\r", (1, 1, 0, 0, 0), id="bare carriage returns"),
        pytest.param(f"{HEAD}\n{ROW}\r\n{ROW}\r{ROW}", (3, 3, 0, 0, 0), id="mixed line ends"),
        pytest.param(f"{HEAD};\n{ROW};\n", (1, 1, 0, 0, 0), id="a semicolon stuck to lines"),
        pytest.param(f"{HEAD};;;;;;;\n{ROW};;;;;;;\n{ROW}\n", (2, 2, 0, 0, 0), id="dozens of them, not on all"),
        pytest.param(f"{HEAD},,,\n{ROW},,,\n", (1, 1, 0, 0, 0), id="empty columns behind"),
        pytest.param(f"{HEAD}\n\n{ROW}\n,,,,,,,,,,,,,,,\n", (3, 1, 0, 0, 2), id="blank lines"),
        pytest.param(f"{HEAD}\n{ROW}\n{HEAD}\n{ROW}\n", (3, 2, 0, 0, 1), id="a head in the middle"),
        pytest.param(f"{HEAD}\n{ROW}\n,,,,,,,,,,,,,,,9\n", (2, 1, 0, 0, 1), id="a line of totals"),
        pytest.param(f"{HEAD}\n{ROW}\n9\n", (2, 1, 0, 0, 1), id="a bare total"),
        pytest.param(f"{HEAD}\n{ROW}\nSource: SIPRI\n", (2, 1, 0, 0, 1), id="a note behind"),
        pytest.param(f'{HEAD}\n"{ROW.replace(",", chr(34) + "," + chr(34))}"\n', (1, 1, 0, 0, 0), id="everything in quotes"),
        pytest.param(f'{HEAD}\n"{ROW.replace(",", chr(34) + "," + chr(34))}"\n"",""\n', (2, 1, 0, 0, 1), id="blank quotes"),
        pytest.param(f"{HEAD}\n{row(comment='cut')}\n".replace("cut", "cut\nhere"), (2, 1, 1, 0, 0), id="a comment cut in two"),
        pytest.param(f"{HEAD}\n{row(comment='cut')}\n".replace("cut", "a\nb\n\nc"), (4, 1, 3, 0, 0), id="cut in four"),
        pytest.param(
            f"{HEAD}\n{row(comment='a', unit='', order='', volume='')}\n,3,9,9,,,,,,,,,,,,\n", (2, 1, 1, 0, 0),
            id="both halves filled up",
        ),
        pytest.param(
            f"{HEAD}\n{row(comment='a', unit='', order='', volume='')}\nb,,,,,,,,,,,,,,,\n,,,,,,,,,,,,,,,\n,3,9,9,,,,,,,,,,,,\n",
            (4, 1, 3, 0, 0), id="four parts filled up",
        ),
        pytest.param(f"{HEAD}\n{row(comment=chr(34) + 'a, b' + chr(10) + 'c' + chr(34))}\n", (2, 1, 1, 0, 0), id="cut in quotes"),
    ],
)  # fmt: skip
def test_the_same_row_is_found_in_every_shape(text: str, lines: tuple[int, ...], delivered: Total) -> None:
    reading = read(text)
    counts = reading.counts
    assert counts is not None
    assert (counts.data_lines, counts.used, counts.joined, counts.refused, counts.skipped) == lines
    assert not reading.issues.errors
    assert delivered(reading.register) == 9 * len(reading.register)
    assert {deal.lines[0].system.designation for deal in reading.register} == {"Drone-5"}


@pytest.mark.parametrize("tail", [",3,9,9", ",3,9,9,,,,,,,,,,,,", ",3,9,"])
def test_the_end_of_a_record_that_is_not_there_is_refused_and_no_line_of_totals(tail: str) -> None:
    reading = read(f"{HEAD}\n{ROW}\n{tail}\n")
    assert reading.counts == Counts(data_lines=2, used=1, refused=1)
    assert [(issue.code, issue.line) for issue in reading.issues.errors] == [("lost-tail", 3)]


def test_a_cut_comment_is_one_comment_again() -> None:
    reading = read(f"{HEAD}\n{row(comment='On lease').replace('On lease', 'On lease;' + chr(10) + 'for a mission')}\n")
    assert reading.register.deals[0].lines[0].note == "On lease; for a mission"
    assert [(issue.line, issue.severity) for issue in reading.issues] == [(2, Severity.INFO)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param("Göteborg".encode("cp1252"), "Göteborg", id="code page"),
        pytest.param(b"\x8eatec", "\u017datec", id="code page beyond Latin 1"),
        pytest.param("Göteborg".encode(), "Göteborg", id="UTF-8"),
    ],
)
def test_letters_come_out_in_either_encoding(data: bytes, name: str) -> None:
    reading = read(f"{HEAD}\n{row(designation='@')}\n".encode().replace(b"@", data))
    assert reading.register.deals[0].lines[0].system.designation == name
    assert reading.issues == ()


def test_a_line_in_another_encoding_than_the_rest_is_read_and_noted() -> None:
    rows = "\n".join([HEAD, *[row(designation="Göteborg")] * 3, row(designation="@")])
    reading = read(rows.encode().replace(b"@", b"G\xf6ta"))
    assert [(issue.code, issue.line) for issue in reading.issues] == [("odd-bytes", 5)]
    assert reading.register.deals[3].lines[0].system.designation == "Göta"


@pytest.mark.parametrize("many", [1, 2, 3, 8])
@pytest.mark.parametrize("way", [1, -1])
def test_two_files_in_one_keep_the_letters_of_both(many: int, way: int) -> None:
    utf8 = f"{row(designation='Göteborg')}\n".encode()
    lines = [utf8] * 3 + [utf8.decode().encode("cp1252")] * many
    reading = read(b"".join([HEAD.encode(), b"\n", *lines[::way]]))
    assert {deal.lines[0].system.designation for deal in reading.register} == {"Göteborg"}
    assert {issue.code for issue in reading.issues} == {"odd-bytes"}
    assert len(reading.issues) in (3, many)


def test_bytes_that_no_encoding_knows_are_noted_and_the_line_is_kept() -> None:
    reading = read(f"{HEAD}\n{row(designation='@')}\n".encode().replace(b"@", b"G\x81\xf6ta"))
    assert [(issue.code, issue.line, issue.severity) for issue in reading.issues] == [
        ("odd-bytes", 2, Severity.WARNING)
    ]
    assert reading.counts == Counts(data_lines=1, used=1)


def test_letters_that_were_lost_before_are_noted_once(codes: Codes) -> None:
    lost = row(comment="G\ufffdteborg")
    assert codes(read(f"{HEAD}\n{lost}\n{lost}\n")) == ["lost-letters"]


def test_a_missing_column_of_flags_is_not_taken_for_exact(codes: Codes) -> None:
    cut = [
        ",".join(cell for place, cell in enumerate(line.split(",")) if place not in (3, 5, 9)) for line in (HEAD, ROW)
    ]
    reading = read("\n".join(cut))
    assert codes(reading) == ["no-flags"] * 3
    (deal,) = reading.register
    assert [str(event.when) for event in deal.history] == ["2014", "2016/2017"]
    assert deal.history[0].text == YEAR_UNMARKED
    assert deal.history[1].text == deal.lines[0].quantities[0].text == NUMBER_UNMARKED
    assert len(reading.register.where(certain=True)) == 0


def test_a_flag_without_a_number_is_kept() -> None:
    (deal,) = read(f"{HEAD}\n{row(number='', number_flag='?', order='0')}\n").register
    assert [str(claim.value) for claim in deal.lines[0].quantities] == [">=0"]
    assert [claim.is_per_unit for claim in deal.lines[0].volumes] == [True]  # a volume of nobody knows how many is no 0


def test_nothing_delivered_yet_is_no_delivery() -> None:
    for nothing in ("0", ""):
        (deal,) = read(f"{HEAD}\n{row(delivered=nothing, delivered_flag='', years='', volume=nothing)}\n").register
        assert [str(event.stage) for event in deal.history] == ["SIGNED"]


def test_a_volume_without_number_or_year_is_not_lost(delivered: Total, codes: Codes) -> None:
    reading = read(f"{HEAD}\n{row(years='')}\n{row(delivered='', delivered_flag='')}\n")
    assert delivered(reading.register) == 18
    assert codes(reading) == ["no-delivery-year", "no-number", "volume-adds-up-otherwise"]


@pytest.mark.parametrize(
    ("cells", "code", "severity"),
    [
        ({"delivered": "4", "volume": "12"}, "more-than-ordered", Severity.WARNING),
        ({"years": "2013; 2017"}, "delivered-before-order", Severity.WARNING),
        ({"years": "2017; 2016"}, "odd-years", Severity.WARNING),
        ({"years": "2016; 2016; 2017"}, "odd-years", Severity.WARNING),
        ({"status": "Nearly new"}, "unknown-status", Severity.WARNING),
        ({"year": ""}, "no-order-year", Severity.WARNING),
        ({"number": "0", "order": "0"}, "none-ordered", Severity.INFO),
        ({"order": "12"}, "volume-adds-up-otherwise", Severity.INFO),
        ({"volume": "12"}, "volume-adds-up-otherwise", Severity.INFO),
        (
            {"delivered": "0", "years": "", "volume": "0", "comment": "Selected but not yet ordered"},
            "perhaps-not-ordered",
            Severity.INFO,
        ),
    ],
)
def test_what_is_only_odd_is_noted_and_the_line_kept(cells: dict[str, str], code: str, severity: Severity) -> None:
    reading = read(f"{HEAD}\n{row(**cells)}\n{ROW}\n")
    assert [(issue.code, issue.severity, issue.line, issue.row) for issue in reading.issues] == [(code, severity, 2, 1)]
    assert reading.counts == Counts(data_lines=2, used=2)


def test_years_are_kept_once_and_in_order() -> None:
    (deal,) = read(f"{HEAD}\n{row(years='2017; 2016; 2017')}\n").register
    assert deal.history[1].deliveries[0].years == (2016, 2017)


def test_a_printed_volume_may_be_off_by_its_rounding() -> None:
    assert (
        read(f"{HEAD}\n{row(number='105', delivered='105', unit='0.12', order='12.2', volume='12.9')}\n").issues == ()
    )


@pytest.mark.parametrize(
    ("number", "stage", "bound"),
    [("3", "DELIVERED", "EXACT"), ("5", "DELIVERING", "EXACT"), ("", "DELIVERING", "AT_LEAST")],
)
def test_the_stage_says_no_more_than_the_numbers(number: str, stage: str, bound: str) -> None:
    (deal,) = read(f"{HEAD}\n{row(number=number, order='')}\n").register
    assert (str(deal.history[1].stage), str(deal.history[1].bound)) == (stage, bound)


def test_a_file_made_for_some_years_does_not_say_that_more_is_due() -> None:
    (deal,) = read(f"Deals for year range '2000' to '2016'\n{HEAD}\n{row(number='5', order='')}\n").register
    assert (str(deal.history[1].stage), str(deal.history[1].bound)) == ("DELIVERING", "AT_LEAST")


def test_a_file_that_lost_its_marks_is_noticed(codes: Codes) -> None:
    whole = [row(number_flag="?")] * 300
    assert codes(read("\n".join([HEAD, *whole]))) == []
    lost = [row(number_flag="?", delivered_flag="")] * 300
    assert codes(read("\n".join([HEAD, *lost]))) == ["few-marks"]


def test_a_renamed_column_is_taken_by_its_place_and_noted(codes: Codes) -> None:
    reading = read(f"{HEAD}\n{ROW}\n".replace("Comments", "Remarks"))
    assert codes(reading) == ["renamed-column"]
    assert reading.register.deals[0].lines[0].note == "For patrols"


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("Supplier", "Country")
        .replace("Comments", "Remarks")
        .replace("status", "state")
        .replace("Recipient", "Who"),
        HEAD.replace(",", ":"),
        HEAD.rpartition(",")[0],
        HEAD + ",Supplier",
        "",
    ],
)
def test_a_head_that_does_not_fit_refuses_the_whole_file(head: str) -> None:
    with pytest.raises(ad.UnreadableInput, match="no head of a table of SIPRI was found"):
        read(f"{head}\n{ROW}\n")


def test_a_file_beyond_the_limits_is_refused() -> None:
    data = f"{HEAD}\n{ROW}\n{ROW}\n".encode()
    for limits, told in (
        (Limits(file_bytes=100), "file_bytes"), (Limits(items=2), "Limits.items"), (Limits(text=50), "Limits.text"),
    ):  # fmt: skip
        with pytest.raises(ad.LimitExceeded, match=told):
            source_named("sipri").read(data, limits=limits)


def test_long_files_tell_how_far_they_are() -> None:
    told: list[tuple[int, int]] = []
    source_named("sipri").read(
        "\n".join([HEAD, *[ROW] * 5_000]).encode(), progress=lambda done, of: told.append((done, of))
    )
    assert told == [(0, 5_000), (2_000, 5_000), (4_000, 5_000), (5_000, 5_000)]


def test_moving_rows_changes_nothing_but_their_numbers(mini_register: str, delivered: Total, flags: Flags) -> None:
    lines = mini_register.splitlines()
    head, rows = lines[:6], lines[6:12]
    there, back = (read("\n".join([*head, *order])) for order in (rows, rows[::-1]))
    assert delivered(there.register) == delivered(back.register)
    assert flags(there.register) == flags(back.register)
    assert [deal.lines for deal in there.register] == [deal.lines for deal in back.register][::-1]
