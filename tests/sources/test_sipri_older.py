"""SIPRI's older layouts: brackets, ranges of years, flags as words, rows that continue, and every total of real files."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.errors import ArmsDealsError
from armsdeals.model.deal import Deal
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.sources.rich_text import paragraphs
from armsdeals.sources.sipri.marked_cells import span_of
from armsdeals.wire.limits import Limits

SAMPLES = Path(__file__).parents[1] / "samples" / "sipri"
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
HEAD = "Supplier\tRecipient\tNo. ordered\tWeapon designation\tWeapon description\tYear of order\tYear of delivery\tNo. delivered\tComments"
ROW = "Sweden\tNorway\t(12)\tDrone-5\tUAV\t2004\t2005-2008\t9\tFor patrols"


def read(text: str | bytes, name: str = "file") -> Reading:
    return source_named("sipri").read(text.encode() if isinstance(text, str) else text, name=name)


def mini(name: str) -> Reading:
    return read((SAMPLES / name).read_bytes(), name)


def told(deal: Deal) -> tuple[str, ...]:
    (line,) = deal.lines
    return (
        deal.suppliers[0].name, deal.recipients[0].name, line.system.designation,
        "; ".join(str(claim.value) for claim in line.quantities),
        *(f"{event} {' '.join(str(entry.quantity) for entry in event.deliveries)}".strip() for event in deal.history),
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["mini_older.tsv", "mini_old_site.rtf"],
)
def test_one_and_the_same_deals_come_out_of_tabs_and_of_rich_text(name: str) -> None:
    deals = [told(deal) for deal in mini(name).register]
    assert deals[:3] == [
        ("Sweden", "Norway", "Drone-5", "12", "2004?: signed", "2005/2008: delivered ~12"),
        ("Sweden", "Norway", "Radar-X", "~3", "2006: signed", "2007: delivered 3"),
        ("Sweden", deals[2][1], "Radar-Y", "", "2019: signed"),
    ]
    assert deals[-1] == (
        "Unknown supplier(s)", "Hamas (Palestine)*", "Arrow", "~20", "2005?: signed", "2007?: delivered ~20",
    )  # fmt: skip


def test_each_line_of_the_samples_is_accounted_for() -> None:
    assert mini("mini_older.tsv").counts == Counts(data_lines=6, used=5, skipped=1)
    assert mini("mini_true_false.csv").counts == Counts(data_lines=7, used=4, skipped=3)
    assert mini("mini_report.csv").counts == Counts(data_lines=3, used=3)
    assert mini("mini_deals_and_volumes.csv").counts == Counts(data_lines=4, used=3, skipped=1)
    assert mini("mini_old_site.rtf").counts == Counts(data_lines=5, used=5)
    assert mini("mini_partners_norway.json").counts == Counts(data_lines=2, used=2)


def test_true_and_false_are_flags_and_a_blank_among_them_says_nothing() -> None:
    reading = mini("mini_true_false.csv")
    first, second, third, last = reading.register
    assert [str(claim.value) for claim in (*first.lines[0].quantities, *second.lines[0].quantities)] == ["12", "~3"]
    assert str(first.history[0].when) == "2004?"
    assert third.lines[0].quantities == ()
    assert "nobody says whether the number" in last.lines[0].quantities[0].text
    assert [issue.code for issue in reading.issues if issue.code != "skipped-line"] == ["like-a-number"]


def test_a_range_of_years_is_no_list_of_years() -> None:
    (entry,) = mini("mini_older.tsv").register.deals[0].history[1].deliveries
    assert entry.years == ()
    rows = read(f"{HEAD}\n{ROW}\n").register.tables["volumes"]
    assert [
        (row["first_year"], row["last_year"], row["told_years"]) for row in rows if row["basis"] == "DELIVERED"
    ] == [(2005, 2008, 4)]


def test_a_flag_for_two_cells_makes_neither_exact_nor_an_estimate() -> None:
    register = mini("mini_report.csv").register
    first, second, third = register
    assert first.history[1].text.startswith("the number or the year is an estimate, and nobody says which")
    (row,) = [row for row in register.tables["volumes"] if row["deal"] == first.id and row["basis"] == "DELIVERED"]
    assert (row["number_is_estimated"], row["year_is_estimated"]) == (None, None)
    assert second.history[1].text == ""
    assert [str(deal.lines[0].condition) for deal in register] == ["NEW", "USED", "None"]
    assert register.where(certain=True).ids == (third.id,)
    assert register.ids == ("sipri-report-901", "sipri-report-902", "sipri-report-903")


def test_volumes_stay_where_no_year_is_told() -> None:
    reading = mini("mini_deals_and_volumes.csv")
    rows = [row for row in reading.register.tables["volumes"] if row["basis"] == "DELIVERED"]
    assert [(row["tiv"], row["first_year"], row["number_is_estimated"]) for row in rows] == [
        (36, None, None),
        (16, None, None),
    ]
    assert [issue.code for issue in reading.issues] == ["lost-letters", "skipped-line"]
    assert [len(deal.history) for deal in reading.register] == [1, 0, 1]


def test_what_came_in_part_is_exact_only_where_all_years_are_told() -> None:
    assert [str(event.bound) for event in mini("mini_old_site.rtf").register.deals[3].history] == ["EXACT", "EXACT"]
    assert [str(event.bound) for event in mini("mini_older.tsv").register.deals[3].history] == ["EXACT", "AT_LEAST"]


def test_rich_text_tells_its_day_its_window_and_licences() -> None:
    reading = mini("mini_old_site.rtf")
    assert reading.vintage is not None
    assert (str(reading.vintage.generated), reading.vintage.first_year, reading.vintage.last_year) == (
        "2024-02-18",
        1950,
        2022,
    )
    licensed = reading.register.deals[3]
    assert (licensed.recipients[0].name, str(licensed.lines[0].production[0].value)) == (
        "Türkiye",
        "LICENCE_PRODUCTION",
    )
    assert reading.register.deals[1].lines[0].note == "Second-hand; Türk version"
    assert reading.register.deals[2].recipients[0].name == "UAE"


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (r"\u228?", "ä"), (r"\u228 ?", "ä"), (r"\u0228?", "ä"), (r"\'e4", "ä"), (r"{\uc0\u228}", "ä"), (r"{\uc2\u228\'81\'40}", "ä"),
        (r"\u-3913?", "\uf0b7"), (r"\u55357?", "\ufffd"), (r"\{a\}", "{a}"), (r"a\~b", "a\xa0b"), ("a\nb", "ab"),
        (r"{\*\generator x;}a", "a"), (r"{\info{\title x}}a", "a"), (r"\b0 a", "a"), ("a}}}b", "ab"),
    ],
)  # fmt: skip
def test_escapes_of_rich_text_become_letters(text: str, letters: str) -> None:
    (one,) = paragraphs("{\\rtf1\\ansi " + text + "}")
    assert one.text == letters


@given(text=st.text(alphabet="{}\\'bu0123?*-par tab\n", max_size=80))
def test_law_any_rich_text_has_paragraphs(text: str) -> None:
    assert all(one.line >= 1 for one in paragraphs(text))


def test_groups_within_groups_without_end_take_no_more_room() -> None:
    assert [one.text for one in paragraphs("{" * 100_000 + "a" + "}" * 100_000)] == ["a"]


@pytest.mark.parametrize(
    ("text", "flag", "when", "years"),
    [
        ("1995", None, "1995", ()), ("(1995)", None, "1995?", ()), ("1995", True, "1995?", ()), ("1993 - 1993", None, "1993", ()),
        ("1993\N{EN DASH}2001", None, "1993/2001", ()), ("(1993)-2001", None, "1993?/2001?", ()), ("(1993-2001)", None, "1993?/2001?", ()),
        ("1994; 1997", None, "1994/1997", (1994, 1997)), ("1994-1995; 1999", None, "1994/1999", ()), (". .", None, "None", ()), ("", True, "None", ()),
    ],
)  # fmt: skip
def test_years_of_delivery_in_every_spelling(text: str, flag: Any, when: str, years: tuple[int, ...]) -> None:
    span = span_of(text, flag)
    assert (str(span.when), span.years) == (when, years)


@pytest.mark.parametrize("text", ["2001-1993", "1993-", "19", "1993-x", "about 1993"])
def test_years_that_cannot_be_meant_refuse_the_row(text: str) -> None:
    reading = read(f"{HEAD}\n{ROW.replace('2005-2008', text)}\n{ROW}\n")
    assert reading.counts == Counts(data_lines=2, used=1, refused=1)
    assert [(issue.line, issue.where) for issue in reading.issues.errors] == [(2, "year(s) of delivery")]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        pytest.param(f"{HEAD}\r\n{ROW}\r\n", (1, 1, 0, 0, 0), id="line ends of Windows"),
        pytest.param(f"\ufeff{HEAD}\r{ROW}\r", (1, 1, 0, 0, 0), id="bare carriage returns and a mark"),
        pytest.param(f"x\ny\n{HEAD}\n{ROW}\n", (1, 1, 0, 0, 0), id="lines above the head"),
        pytest.param(f"{HEAD}\n{ROW}\n{HEAD}\n{ROW}\n\n", (4, 2, 0, 0, 2), id="a head in the middle and a blank line"),
        pytest.param(f"{HEAD}\n{ROW}".replace("\t", ","), (1, 1, 0, 0, 0), id="commas"),
        pytest.param(f"{HEAD}\n{ROW}".replace("\t", ";"), (1, 1, 0, 0, 0), id="semicolons"),
        pytest.param(f"{HEAD}\t\t\n{ROW}\t\t\n", (1, 1, 0, 0, 0), id="empty columns behind"),
        pytest.param(f"{HEAD}\n{ROW}\n{ROW}\tmore\n", (2, 1, 0, 1, 0), id="one cell too many"),
        pytest.param(f"{HEAD}\n{ROW}\nSweden\tNorway\n", (2, 1, 0, 1, 0), id="too few cells"),
        pytest.param(f"{HEAD}\n{ROW}\nSource: SIPRI\n", (2, 1, 0, 0, 1), id="a note"),
        pytest.param(f"{HEAD}\n{ROW.replace('Drone', 'Dro' + chr(10) + 'ne')}\n", (2, 1, 1, 0, 0), id="cut by a line break"),
        pytest.param(f"{HEAD}\n{ROW} of the sea,\nthe coast\n; and more\n{ROW}\n", (4, 2, 2, 0, 0), id="a comment that goes on as a sentence does"),
        pytest.param(f"{HEAD}\n{ROW} (incl\nItaly and\nPeru)\n", (3, 1, 2, 0, 0), id="a comment of which a bracket is closed further on"),
        pytest.param(f"{HEAD}\n{ROW} of sea/\nand coast;;\n{ROW}\n".replace("\t", ";"), (3, 2, 1, 0, 0), id="a cut comment filled up with empty cells"),
        pytest.param(f"{HEAD}\n{ROW} (of\nItaly\n{ROW}\n", (3, 2, 0, 1, 0), id="what may be a heading or half a name"),
        pytest.param(f"{HEAD}\n{ROW} of,\nunknown\n{ROW}\n", (3, 2, 0, 1, 0), id="half the name of an unknown party"),
        pytest.param(f"{HEAD}\n{ROW}\n\nas a rule, figures are estimates\n", (3, 1, 0, 0, 2), id="a note below"),
        pytest.param("\n".join("\t".join(line.split("\t")[::-1]) for line in (HEAD, ROW)), (1, 1, 0, 0, 0), id="columns turned round"),
        pytest.param(f"{HEAD}\tMore\n{ROW}\tx\n", (1, 1, 0, 0, 0), id="a column that is not known"),
    ],
)  # fmt: skip
def test_the_same_row_is_found_in_every_shape(text: str, counts: tuple[int, ...]) -> None:
    reading = read(text)
    assert reading.counts == Counts(
        **dict(zip(("data_lines", "used", "joined", "refused", "skipped"), counts, strict=True))
    )
    assert {deal.recipients[0].name for deal in reading.register} == {"Norway"}
    assert {str(deal.ordered("1")) for deal in reading.register} == {"~12"}


def test_semicolons_that_a_spreadsheet_stuck_to_the_ends_of_lines_are_no_part_of_them() -> None:
    quoted = ROW.replace("For patrols", '"For ""sea"", mostly"').replace("\t", ",")
    for text in (f"{HEAD}\n{ROW}\n{ROW}\n", f"{HEAD.replace(chr(9), ',')}\n{quoted}\n"):
        reading, plain = read(text.replace("\n", ";\n")), read(text)
        assert (reading.register, reading.counts) == (plain.register, plain.counts)
        assert len(reading.issues) == 0


def test_a_row_that_continues_never_takes_the_parties_from_beyond_a_broken_one() -> None:
    more = "\t\t3\tRadar-X\tradar\t2006\t2007\t3\t"
    assert [deal.recipients[0].name for deal in read(f"{HEAD}\n{ROW}\n{more}\n").register] == ["Norway", "Norway"]
    assert len(read(f"{HEAD}\n{ROW}\nItaly\tPeru\n{more}\n").register) == 1
    bad_year = ROW.replace("Norway", "Peru").replace("2004", "2O04")
    assert [deal.recipients[0].name for deal in read(f"{HEAD}\n{ROW}\n{bad_year}\n{more}\n").register] == [
        "Norway",
        "Peru",
    ]


def test_the_exporter_of_a_partner_list_is_that_of_its_name_or_unknown() -> None:
    data = (SAMPLES / "mini_partners_norway.json").read_bytes()
    assert {deal.suppliers[0].name for deal in read(data, "a/south-korea-2014.json").register} == {"South Korea"}
    reading = read(data, "list.json")
    assert {str(deal.suppliers[0].kind) for deal in reading.register} == {"UNKNOWN_SUPPLIER"}
    assert [issue.code for issue in reading.issues] == ["exporter-not-told"]


@pytest.mark.parametrize(
    ("old", "new"), [(b'"R"', b'"Q"'), (b'"(2004)"', b'"(20O4)"'), (b'"(2004)"', b"[1]"), (b'"Drone-5"', b'""'), (b'"Turkey"', b"null")]
)  # fmt: skip
def test_an_object_that_cannot_be_meant_is_refused_and_the_other_kept(old: bytes, new: bytes) -> None:
    reading = read((SAMPLES / "mini_partners_norway.json").read_bytes().replace(old, new, 1))
    assert reading.counts == Counts(data_lines=2, used=1, refused=1)


@pytest.mark.parametrize("tail", [b"]x", b"", b",]", b"{}"])
def test_a_list_that_does_not_end_as_one_is_refused(tail: bytes) -> None:
    data = (SAMPLES / "mini_partners_norway.json").read_bytes().rstrip().removesuffix(b"]")
    with pytest.raises(ad.UnreadableInput, match="no JSON list"):
        read(data + tail)


@pytest.mark.parametrize(
    "name", ["mini_older.tsv", "mini_old_site.rtf", "mini_partners_norway.json", "mini_report.csv"]
)
def test_a_file_beyond_the_limits_is_refused(name: str) -> None:
    with pytest.raises(ad.LimitExceeded):
        source_named("sipri").read((SAMPLES / name).read_bytes(), limits=Limits(items=1))


@given(
    cells=st.lists(
        st.lists(
            st.sampled_from(["", "2017", "(2017)", "2016-2018", "x", "TRUE", "-1", "Norway", ". .", '"', "9" * 30]),
            min_size=9,
            max_size=9,
        ),
        max_size=6,
    )
)
def test_law_any_cells_balance(cells: list[list[str]]) -> None:
    counts = read("\n".join([HEAD, *map("\t".join, cells)])).counts
    assert counts is not None
    assert counts.data_lines == len(cells)


def totals(*kinds: str) -> list[Any]:
    path = DATA / "control_totals.json"
    held = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    found = [pytest.param(name, one, id=name) for name, one in held.items() if name.partition("/")[0] in kinds]
    skipped = pytest.mark.skip(reason="no folder shared with real files stands beside the checkout")
    return found or [pytest.param("", {}, marks=skipped)]


@pytest.mark.parametrize(("name", "wanted"), totals("sipri_legacy", "sipri_rtf"))
def test_a_real_file_comes_out_to_the_row(name: str, wanted: dict[str, Any]) -> None:
    reading = ad.try_read(DATA / name, source="sipri")
    register, counts = reading.register, reading.counts
    assert counts is not None
    assert counts.refused == 0
    deals = list(register)
    arrivals = [event for deal in deals for event in deal.history if event.deliveries]
    entries = [entry.quantity for event in arrivals for entry in event.deliveries if entry.quantity is not None]
    signed = [event for deal in deals for event in deal.history if str(event.stage) == "SIGNED"]
    ordered = [claim.value for deal in deals for claim in deal.lines[0].quantities if claim.value is not None]
    produced = [claim for deal in deals for claim in deal.lines[0].production]
    found = {
        "records": len(deals),
        "number_ordered_estimated": sum(not one.is_exact for one in ordered),
        "number_estimated": sum(not one.is_exact for one in ordered),
        "number_ordered_uncertain": sum(not one.is_exact for one in ordered),
        "order_year_estimated": sum(event.when.is_uncertain for event in signed),
        "order_year_uncertain": sum(event.when.is_uncertain for event in signed),
        "number_delivered_estimated": sum(not one.is_exact for one in entries),
        "number_delivered_uncertain": sum(not one.is_exact for one in entries),
        "number_ordered_blank_or_dots": len(deals)
        - sum(one.text != ">=0" for one in ordered),  # with or without brackets
        "undelivered": len(deals) - len(arrivals),
        "year_ranges": sum("/" in event.when.text for event in arrivals),
        "units_delivered": sum(int(one.best or 0) for one in entries),
        "delivery_uncertain": sum("nobody says which" in event.text for event in arrivals),
        "recipient_involvement": len(produced),
        "roles": {"L": len(produced), "R": len(deals) - len(produced)},
        "stray_total_rows": counts.skipped,
        "partners": len({deal.recipients[0].name for deal in deals}),
        "status_uncertain": sum(issue.code == "status-in-doubt" for issue in reading.issues),
    }
    checked = found.keys() & wanted.keys()
    assert {what: found[what] for what in checked} == {what: wanted[what] for what in checked}
    assert len(checked) >= 3
    for side, parties in (("supplier", "suppliers"), ("recipient", "recipients")):
        rows = Counter(getattr(deal, parties)[0].name for deal in deals)
        assert wanted.get(f"records_by_{side}", {}).items() <= rows.items()
        if f"tiv_by_{side}" in wanted:
            tiv: Counter[str] = Counter()
            for deal in deals:
                for event in deal.history:
                    for entry in event.deliveries:
                        tiv[getattr(deal, parties)[0].name] += entry.volume.volume if entry.volume else Decimal(0)  # type: ignore[assignment]
            for party, figure in wanted[f"tiv_by_{side}"].items():
                assert abs(tiv[party] - Decimal(str(figure))) <= Decimal("0.01"), party


@given(cut=st.integers(0, 2000), put=st.binary(max_size=12))
def test_law_bytes_put_anywhere_give_a_reading_or_are_refused(cut: int, put: bytes) -> None:
    for name in ("mini_true_false.csv", "mini_old_site.rtf"):
        data = (SAMPLES / name).read_bytes()
        at = cut % len(data)
        try:
            reading = read(data[:at] + put + data[at:])
        except ArmsDealsError:
            continue
        assert reading.counts is not None
        assert len(reading.register) == reading.counts.used


@pytest.mark.parametrize("put", [rb"\ud800", rb"\u0000"])
def test_half_a_letter_in_a_list_refuses_the_object(put: bytes) -> None:
    data = (SAMPLES / "mini_partners_norway.json").read_bytes().replace(b"Turkish", put)
    assert read(data).counts == Counts(data_lines=2, used=1, refused=1)
