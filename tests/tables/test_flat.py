"""The long tables: what stands in their rows, and that nothing told is missing from them."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.tables.flat import TABLES, TableSpec
from armsdeals.tables.groups import PARTED
from armsdeals.tables.subject import subjects_in, subjects_of

NAMES = Path(__file__).parent / "columns.txt"
PAPER = ad.Evidence(id="paper", publisher="A paper", published="2019-07-13", language="en")
ARRIVED = ad.Event(
    id="first", when="2019-07-12/2019-07-25", stage="delivering", place="Mürted", confidence="high", evidence=PAPER,
    deliveries=(ad.Delivery(line="s400", quantity="~2 battery"), ad.Delivery(line="s400", kind="lost", quantity=">=1 launcher")),
    payments=(ad.Payment(value="1125000000 USD", purpose="advance"),),
)  # fmt: skip
DEAL = ad.Deal(
    id="tur-s400", title="S-400",
    parties=(
        ad.Party("Rosoboronexport", role="supplier", country="Russia"), ad.Party("Almaz-Antey", role="supplier", share="0.4"),
        ad.Party("Türkiye", role="recipient", since="2017"),
    ),
    lines=(
        ad.Line(
            id="s400", system=ad.System("S-400", id="s-400", category="air defence system"),
            quantities=(
                ad.QuantityClaim(value="4 battalion", basis="ordered", id="q"),
                ad.QuantityClaim(absent="withheld", basis="option", said="2018-01"),
            ),
        ),
    ),
    history=(ad.Event(when="../2017-09-12", stage="signed"), ARRIVED, ad.Event(when="2020", text="never sent", retracts="first")),
    financing=ad.Financing(
        instruments=(ad.Loan(share="0.55", rate="0.04", tenor_years=10, lender="Russia", upfront_fee="0", withheld=("grace_years",)),),
    ),
    offers=(ad.Offer(key="bid", value="3e9 USD offer", financing=ad.Financing(instruments=(ad.Cash(share="1"),))),),
).with_price("2.5e9 USD contract")  # fmt: skip
REGISTER = ad.Register([DEAL], events=[ad.Event(when="2018-06", text="a summit", evidence=PAPER)], sources=[PAPER])


def rows(table: str) -> list[dict[str, Any]]:
    return list(REGISTER.tables[table])


def picked(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def test_a_deal_is_one_row_with_what_its_claims_add_up_to() -> None:
    (row,) = rows("deals")
    assert picked(row, "deal", "supplier", "supplier_country", "recipient_country") == (
        "tur-s400", "Rosoboronexport; Almaz-Antey", "Russia", "Türkiye"
    )  # fmt: skip
    assert picked(row, "stage", "since_earliest", "since_latest", "since_text") == (
        "SIGNED", None, date(2017, 9, 12), "../2017-09-12"
    )  # fmt: skip
    assert picked(row, "price_best", "price_currency", "price_basis", "price_year", "price_is_disputed") == (
        Decimal(2_500_000_000), "USD", "CONTRACT", None, False
    )  # fmt: skip
    assert picked(row, "events", "last_heard", "note", "systems") == (3, date(2019, 7, 13), None, "S-400")


def test_every_handing_over_is_a_row_with_its_event_behind_it() -> None:
    first, second = rows("deliveries")
    assert picked(first, "path", "line", "system", "kind", "place") == (
        "history[1].deliveries[0]", "s400", "S-400", "DELIVERED", "Mürted"
    )  # fmt: skip
    assert picked(first, "quantity_low", "quantity_best", "quantity_high", "quantity_flag", "unit", "quantity_text") == (
        2.0, 2.0, 2.0, "ABOUT", "battery", "~2 battery"
    )  # fmt: skip
    assert picked(second, "quantity_low", "quantity_best", "quantity_high", "quantity_flag") == (
        1.0,
        None,
        None,
        "AT_LEAST",
    )
    assert picked(first, "when_earliest", "when_latest", "known_from", "sources", "claim", "is_retracted", "confidence") == (
        date(2019, 7, 12), date(2019, 7, 25), date(2019, 7, 13), "paper", "first", True, "HIGH"
    )  # fmt: skip


def test_claims_of_a_number_keep_their_basis_and_why_there_is_none() -> None:
    told, withheld = rows("quantities")
    assert picked(told, "path", "quantity_basis", "quantity_best", "unit", "absent", "known_from") == (
        "lines[0].quantities[0]", "ORDERED", 4.0, "battalion", None, None
    )  # fmt: skip
    assert picked(withheld, "quantity_basis", "quantity_best", "quantity_text", "absent", "known_from") == (
        "OPTION", None, None, "WITHHELD", date(2018, 1, 31)
    )  # fmt: skip


def test_a_way_of_paying_of_an_offer_is_told_from_that_of_the_deal() -> None:
    own, offered = rows("financings")
    assert picked(own, "offer", "kind", "share", "rate", "tenor_years", "grace_years", "who", "withheld") == (
        None, "loan", 0.55, 0.04, 10, None, "Russia", "grace_years"
    )  # fmt: skip
    assert own["terms"] == "upfront_fee 0"
    assert picked(offered, "offer", "kind", "share", "rate", "path") == (
        "bid", "cash", 1.0, None, "offers[0].financing.instruments[0]"
    )  # fmt: skip


def test_rows_of_one_sum_told_in_two_moneys_share_their_key() -> None:
    deal = ad.Deal(id="a").pay("2.1e9 AUD", on="2020", key="first").pay("1.7e9 USD", on="2020", key="first")
    twice = [ad.PriceClaim("5e9 AUD", key="whole"), ad.PriceClaim("4e9 USD", key="whole"), ad.PriceClaim("1e9 USD")]
    tables = ad.Register([attrs.evolve(deal, prices=tuple(twice))]).tables
    assert tables["prices"].column("key") == ("whole", "whole", None)
    assert tables["payments"].column("key") == ("first", "first")


def test_what_belongs_to_no_deal_has_a_row_without_one() -> None:
    assert [picked(row, "deal", "path", "supplier") for row in rows("events")][-1] == (None, "events[0]", None)
    assert [picked(row, "deal", "path", "claim_path", "publisher") for row in rows("evidence")] == [
        ("tur-s400", "history[1].evidence[0]", "history[1]", "A paper"),
        (None, "events[0].evidence[0]", "events[0]", "A paper"),
        (None, "sources[0]", None, "A paper"),
    ]


def test_parties_lines_payments_and_claims_have_their_rows() -> None:
    assert [picked(row, "name", "role", "country_iso3", "share", "since_text") for row in rows("parties")] == [
        ("Rosoboronexport", "SUPPLIER", "RUS", None, None),
        ("Almaz-Antey", "SUPPLIER", None, 0.4, None),
        ("Türkiye", "RECIPIENT", None, None, "2017"),
    ]
    assert [picked(row, "line", "system", "system_id", "category") for row in rows("lines")] == [
        ("s400", "S-400", "s-400", "air defence system")
    ]
    assert [
        picked(row, "purpose", "amount_best", "amount_currency", "when_text", "is_missed") for row in rows("payments")
    ] == [("ADVANCE", Decimal(1_125_000_000), "USD", "2019-07-12/2019-07-25", False)]
    assert [row["sort"] for row in rows("claims")] == [
        "QuantityClaim", "QuantityClaim", "PriceClaim", "Loan", "Offer", "Cash", "Event", "Event", "Event", "Event"
    ]  # fmt: skip


def test_sums_of_more_decimals_than_arrow_takes_are_rounded_outwards_and_kept_as_text() -> None:
    fine = ad.Deal(id="a").with_price("0.000000000001..0.000000000002 USD")
    row = ad.Register([fine]).tables["prices"][0]
    assert picked(row, "price_low", "price_high") == (Decimal(0), Decimal("0.00000001"))
    assert row["price_text"] == "0.000000000001..0.000000000002 USD"


def test_columns_have_the_names_and_types_that_were_promised() -> None:
    told = "".join(f"{table.name}.{column.name} {column.type.value}\n" for table in TABLES for column in table.columns)
    assert told == NAMES.read_text("utf-8")


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_column_says_what_stands_in_it(table: str) -> None:
    columns = ad.columns(table)
    assert [column.name for column in columns if not (column.meaning and column.empty)] == []
    assert len(set(columns.names)) == len(columns)
    assert columns[columns.names[1]] is columns[1]
    assert str(columns).count("\n") == len(columns) - 1
    assert columns[0].name in columns._repr_html_()


# What has no column of its own, and where it is told instead.
NO_COLUMN: dict[str, set[str]] = {
    "Line": {"id", "quantities", "production", "volumes"},  # line; tables of their own; claims
    "QuantityClaim": {"basis", "value"},  # quantity_basis, quantity_...
    "PriceClaim": {"value", "years"},  # price_...; how a sum falls in years is in the deal alone
    "Delivery": {"volume", "years"},  # volumes
    "Payment": {"value", "of"},  # amount_..., financing
    "Event": {
        "after", "instrument", "suspension", "termination", "deliveries", "financing", "payments", "conditions",
        "amendments", "settlements", "materiel",
    },
    "FinancingKind": set(),
    "Evidence": {"id"},  # source
    "Party": set(),
}  # fmt: skip
FRAME = {"id", "when", "quote", "said", "evidence", "retracts"}  # of every claim; see the table of claims


@pytest.mark.parametrize(
    ("table", "cls"),
    [
        ("lines", ad.Line), ("quantities", ad.QuantityClaim), ("prices", ad.PriceClaim), ("deliveries", ad.Delivery),
        ("payments", ad.Payment), ("events", ad.Event), ("financings", ad.FinancingKind), ("evidence", ad.Evidence),
        ("parties", ad.Party),
    ],
)  # fmt: skip
def test_a_field_without_a_column_is_on_the_list(table: str, cls: Any) -> None:
    names = ad.columns(table).names
    told = set(names) | {name.rpartition("_")[0] for name in names if name.endswith("_text")}
    frame = FRAME if issubclass(cls, ad.Claim) else set()
    assert {field.name for field in attrs.fields(cls)} - told - frame == NO_COLUMN[cls.__name__]


def test_unknown_tables_and_columns_are_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean deliveries"):
        REGISTER.tables["delivery"]
    with pytest.raises(UnknownName, match="did you mean kind"):
        REGISTER.tables["deliveries"].column("kin")
    with pytest.raises(UnknownName, match="did you mean unit"):
        ad.columns("deliveries")["units"]
    assert "deliveries" in REGISTER.tables
    assert "delivery" not in REGISTER.tables
    assert len(REGISTER.tables) == len(TABLES) == len(list(REGISTER.tables))
    assert repr(REGISTER.tables).startswith("<Tables deals, lines, ")


def led_to(top: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        top = top[step] if isinstance(step, int) else getattr(top, step)
    return top


@given(register=ads.registers(max_size=2))
@settings(max_examples=25)  # each register is walked through for every table
def test_law_every_row_leads_back_to_what_it_tells(register: ad.Register) -> None:
    for one in subjects_in(register):
        assert led_to(one.deal or register, one.path) is one.item
        assert one.claim is None or led_to(one.deal or register, one.claim_path) is one.claim
    for table in register.tables.values():
        run = (
            table.columns.place("first_year") if table.name == "volumes" else 0
        )  # a delivery has a row for each run of years
        keys = [(row[0], row[1], row[run]) for row in table.rows]
        assert table.name == "deals" or len(set(keys)) == len(keys)


@given(register=ads.registers(max_size=2))
@settings(max_examples=25)
def test_law_no_claim_and_no_source_is_missing_from_the_tables(register: ad.Register) -> None:
    tables = register.tables
    assert tables["deals"].column("deal") == register.ids
    for deal in register:
        here = [row for row in tables["claims"] if row["deal"] == deal.id]
        assert {row["path"] for row in here} >= {f"history[{place}]" for place in range(len(deal.history))}
        told = [one.item for one in subjects_of(deal) if isinstance(one.item, ad.Claim)]
        assert len(told) == len(here) >= len(deal.claims())
        assert all(any(claim is item for item in told) for claim in deal.claims())
        cited = {source.publisher or None for claim in deal.claims() for source in claim.evidence}
        assert cited <= {row["publisher"] for row in tables["evidence"] if row["deal"] == deal.id}


@given(register=ads.registers(max_size=2))
@settings(max_examples=25)
def test_law_bounds_frame_what_was_stated(register: ad.Register) -> None:
    for name in ("quantities", "deliveries"):
        for row in register.tables[name]:
            low, best, high = picked(row, "quantity_low", "quantity_best", "quantity_high")
            assert (low is None) is (row["quantity_text"] is None)
            assert low is None or best is None or low <= best
            assert best is None or high is None or best <= high
    for row in register.tables["events"]:
        first, last = picked(row, "when_earliest", "when_latest")
        assert first is None or last is None or first <= last


def test_the_csv_for_people_is_inert_and_says_every_digit() -> None:
    evil = ad.Register([ad.Deal(id="a", title='=HYPERLINK("x")', note="\u200b@now").with_price("1.50 USD")])
    head, row = csv.reader(StringIO(evil.tables["deals"].to_csv().decode(), newline=""))
    told = dict(zip(head, row, strict=True))
    assert picked(told, "title", "note", "price_best", "is_disputed", "stage") == (
        '\'=HYPERLINK("x")', "'\u200b@now", "1.5", "false", ""
    )  # fmt: skip
    assert b'"=HYPERLINK' in evil.tables["deals"].to_csv(inert=False)


def test_a_table_is_written_by_its_suffix_and_never_read_back_as_a_register(tmp_path: Path) -> None:
    table = REGISTER.tables["deliveries"]
    for suffix in ("csv", "parquet"):
        path = tmp_path / f"deliveries.{suffix}"
        table.write(path)
        with pytest.raises(ad.UnreadableInput, match="does not hold all of a register"):
            ad.read(path)
    with pytest.raises(InvalidValue, match=r"expected \.csv or \.parquet"):
        table.write(tmp_path / "deliveries.xlsx")


def test_a_table_shows_its_first_rows() -> None:
    assert repr(REGISTER.tables["deliveries"]) == f"<Table deliveries: 2 rows, {len(ad.columns('deliveries'))} columns>"
    many = ad.Register([ad.Deal(id=f"d{k}", parties=(ad.Party("<b>", role="supplier"),)) for k in range(30)])
    assert "and 10 more rows" in str(many.tables["deals"])
    assert "&lt;b&gt;" in many.tables["deals"]._repr_html_()
    assert "\n" in str(ad.Register().tables["deals"])
    one_more = ad.Register([ad.Deal(id=f"d{k}") for k in range(21)]).tables["deals"]
    left = [f"and {len(one_more.columns) - 1} more columns"]
    assert str(one_more).splitlines()[-2:] == ["and 1 more row", *left]
    assert f"<li>and 1 more row</li><li>{left[0]}</li>" in one_more._repr_html_()
    assert PARTED.join(["a", "b"]) == "a; b"


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_a_table_is_printed_with_columns_that_it_has_and_with_its_deal_first(spec: TableSpec) -> None:
    assert spec.printed[0] == "deal"
    assert set(spec.printed) <= set(spec.columns.names)
    assert len(set(spec.printed)) == len(spec.printed)


def test_a_printed_table_shows_what_its_rows_tell_and_not_only_whose_they_are() -> None:
    gift = ad.Deal(id="gift", lines=(ad.Line(id="jets", system="MiG-29", ordered="4 aircraft"),))
    tables = ad.Register([gift.with_price("20e6 EUR contract")]).tables
    assert "20000000 EUR CONTRACT" in str(tables["prices"])
    assert "4 aircraft" in tables["quantities"]._repr_html_()
