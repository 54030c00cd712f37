"""Rows of news: what they cannot mean becomes a finding, nothing is guessed, and three articles on one deal are one deal."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.party import PartyKind, Role
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named, source_of
from armsdeals.sources.news.who import parties_of, sort_of

SAMPLES = Path(__file__).parents[1] / "samples" / "news"
DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
HEAD = "buyer,seller,product,quantity,value,currency,date,published,url"
ROW = "Norway,Saab AB,Drone-5,8,$120 million,USD,2026-02-03,2026-02-04,https://one.example/a"


def read(*rows: str, head: str = HEAD) -> Reading:
    return source_named("news").read("\n".join([head, *rows]).encode(), name="rows.csv")


def row(**cells: str) -> str:
    told = dict(zip(HEAD.split(","), ROW.split(","), strict=True)) | cells
    return ",".join(told.values())


def found(reading: Reading) -> list[tuple[str, str]]:
    return [(issue.code, issue.where) for issue in reading.issues]


def test_three_articles_on_one_deal_are_one_deal_with_three_claims() -> None:
    reading = ad.try_read(SAMPLES / "mini_rows.csv", source="news")
    assert reading.counts == Counts(data_lines=5, used=5)
    deal = reading.register["news-row-1"]
    assert [str(claim.value) for claim in deal.prices] == ["120000000 USD", "120000000 USD", "100000000 EUR"]
    assert [str(claim.value) for claim in deal.lines[0].quantities] == ["8", "8", "10"]
    assert [claim.evidence[0].link for claim in deal.prices] == [
        "https://one.example/a", "https://two.example/b", "https://three.example/c",
    ]  # fmt: skip
    assert [str(event.when) for event in deal.history] == ["2026-02-03"] * 3
    assert len(reading.register) == 3
    assert found(reading) == [("told-again", ""), ("told-again", ""), ("placeholder", "date")]


def test_a_row_becomes_a_deal_resting_on_its_article() -> None:
    reading = read(row())
    assert found(reading) == []
    (deal,) = reading.register
    assert [(party.name, str(party.role), str(party.kind)) for party in deal.parties] == [
        ("Saab AB", "SUPPLIER", "COMPANY"), ("Norway", "RECIPIENT", "STATE"),
    ]  # fmt: skip
    (article,) = {source for claim in deal.claims() for source in claim.evidence}
    assert (article.publisher, str(article.published), article.link) == (
        "one.example",
        "2026-02-04",
        "https://one.example/a",
    )
    assert [str(event) for event in deal.history] == ["2026-02-03: signed"]


@pytest.mark.parametrize(
    ("cells", "findings"),
    [
        ({"buyer": "Hanwha Aerospace", "seller": "Norway's defense ministry"}, [("sides-swapped", "seller")]),
        ({"buyer": "Kongsberg Systems", "seller": "Sweden"}, [("sides-swapped", "seller")]),
        ({"buyer": "Norway's defense ministry", "seller": "Hanwha Aerospace"}, []),
        ({"buyer": "Norway", "seller": "Sweden"}, []),
        ({"buyer": ""}, [("no-buyer", "buyer")]),
        ({"seller": "n/a"}, [("no-seller", "seller"), ("placeholder", "seller")]),
        ({"date": "Tuesday", "published": ""}, [("date-unresolved", "date")]),
        ({"date": "03/02/2026"}, [("bad-date", "date")]),
        ({"date": "soon"}, [("bad-date", "date")]),
        ({"published": "soon"}, [("bad-date", "published")]),
        ({"date": ""}, []),
        ({"quantity": "10-year"}, [("bad-quantity", "quantity")]),
        ({"quantity": "10-year* IDIQ contract"}, [("bad-quantity", "quantity")]),
        ({"quantity": "0"}, [("bad-quantity", "quantity")]),
        ({"value": "€120 million"}, [("currency-contradicts", "currency")]),
        ({"value": "120 million euros"}, [("currency-contradicts", "currency")]),
        ({"value": "120000000", "currency": ""}, [("no-currency", "value")]),
        ({"value": "large", "currency": ""}, [("bad-value", "value")]),
        ({"currency": "gold"}, [("unknown-currency", "currency")]),
        ({"product": ""}, [("no-product", "quantity")]),
        ({"url": "see the paper"}, [("bad-address", "url")]),
        ({"url": "https://[1/a"}, [("bad-address", "url")]),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_mean_is_a_finding_and_the_rest_is_kept(
    cells: dict[str, str], findings: Iterable[tuple[str, str]]
) -> None:
    reading = read(row(**cells))
    assert found(reading) == list(findings)
    assert reading.counts == Counts(data_lines=1, used=1)


@pytest.mark.parametrize("word", ["PENDING", "pending", "TBD", "N/A", "[Unknown]", "null", "-"])
@pytest.mark.parametrize("what", HEAD.split(","))
def test_a_placeholder_in_any_cell_is_a_finding(what: str, word: str) -> None:
    assert ("placeholder", what) in found(read(row(**{what: word})))


def test_a_row_of_placeholders_is_refused() -> None:
    reading = read(",".join(["PENDING"] * 8 + ["https://one.example/a"]), row())
    assert reading.counts == Counts(data_lines=2, used=1, refused=1)
    assert [issue.line for issue in reading.issues.errors] == [2]
    assert sum(issue.code == "placeholder" for issue in reading.issues) == 8


def test_nothing_is_kept_of_a_sum_in_two_currencies() -> None:
    (deal,) = read(row(value="€120 million")).register
    assert deal.prices == ()


@pytest.mark.parametrize(
    ("value", "currency", "told"),
    [
        ("120000000", "USD", "120000000 USD"), ("120000000", "$", "120000000 USD"), ("2.5 billion", "euros", "2500000000 EUR"),
        ("₹300 crore", "INR", "3000000000 INR"), ("$5.6 billion", "", "5600000000 USD"), ("$5.6 billion", "usd", "5600000000 USD"),
    ],
)  # fmt: skip
def test_sums_as_people_write_them(value: str, currency: str, told: str) -> None:
    (deal,) = read(row(value=value, currency=currency)).register
    assert [str(claim.value) for claim in deal.prices] == [told]


def test_an_undisclosed_sum_is_withheld_and_not_unknown() -> None:
    (deal,) = read(row(value="undisclosed")).register
    assert [str(claim.absent) for claim in deal.prices] == ["WITHHELD"]


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        ({"date": "Tuesday"}, "2026-02-03"), ({"date": "Tuesday", "published": "2026-02-04T08:00:00Z"}, "2026-02-03"),
        ({"date": "Tuesday", "published": "", "url": "https://one.example/2026/2/4/a"}, "2026-02-03"),
        ({"date": "Feb. 3 2026"}, "2026-02-03"), ({"date": "2026-02"}, "2026-02"), ({"date": "2026-02-03 10:00"}, "2026-02-03"),
    ],
)  # fmt: skip
def test_a_day_is_resolved_against_the_day_of_the_article(cells: dict[str, str], day: str) -> None:
    reading = read(row(**cells))
    assert found(reading) == []
    assert [str(event.when) for event in reading.register.deals[0].history] == [day]


@pytest.mark.parametrize(
    "head",
    [
        "Customer,Supplier,Item,Qty,Contract Value,Currency Code,Deal Date,Publication Date,Source URL",
        "purchaser,vendor,product_name,units,deal_value,deal_currency,contract-date,article_date,link",
        "BUYER,SELLER,PRODUCT,QUANTITY,DEALVALUE,CURRENCY,DEALDATE,PUBLISHED,SOURCEURL",
    ],
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_columns_are_found_under_the_common_names(head: str, separator: str) -> None:
    assert read(row().replace(",", separator), head=head.replace(",", separator)).register == read(row()).register


def test_columns_stand_in_any_order() -> None:
    turned = ",".join(ROW.split(",")[::-1])
    assert read(turned, head=",".join(HEAD.split(",")[::-1])).register == read(row()).register


def test_a_stage_that_is_told_counts_and_one_that_is_none_is_a_finding() -> None:
    head = f"{HEAD},status"
    assert str(read(f"{row()},offered", head=head).register.deals[0].history[0].stage) == "OFFERED"
    reading = read(f"{row()},all but done", head=head)
    assert found(reading) == [("unknown-stage", "stage")]
    assert reading.register.deals[0].history == ()


def test_a_table_without_articles_and_sums_is_no_news() -> None:
    assert source_of(b"buyer,seller,product\nNorway,Saab,Drone-5\n") is None
    with pytest.raises(ad.UnreadableInput, match="no head of a table"):
        read(head="a,b,c")


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("U.S. Army", "STATE_AGENCY", "United States"), ("Norway's defense ministry", "STATE_AGENCY", "Norway"),
        ("Indian Navy", "STATE_AGENCY", "India"), ("Missile Defense Agency", "STATE_AGENCY", "None"), ("Poland", "STATE", "Poland"),
        ("Hanwha Aerospace", "COMPANY", "None"), ("Bharat Forge", "None", "None"), ("Trinidad and Tobago", "STATE", "Trinidad and Tobago"),
    ],
)  # fmt: skip
def test_parties_are_told_apart_by_the_words_of_their_names(name: str, kind: str, country: str) -> None:
    (party,) = parties_of(name, Role.RECIPIENT)
    assert (party.name, str(party.kind), str(party.country)) == (name, kind, country)


def test_two_states_in_a_cell_are_two_parties_and_a_firm_with_and_is_one() -> None:
    assert [party.name for party in parties_of("Germany, Sweden and Norway", Role.RECIPIENT)] == [
        "Germany",
        "Sweden",
        "Norway",
    ]
    assert [party.name for party in parties_of("Smith and Sons", Role.SUPPLIER)] == ["Smith and Sons"]
    assert sort_of("Smith and Sons Ltd.") is PartyKind.COMPANY


@given(
    cells=st.lists(st.lists(st.text(alphabet='aN.,$€0123-/" \t:\0é', max_size=12), min_size=9, max_size=9), max_size=4)
)
def test_law_any_cells_balance(cells: list[list[str]]) -> None:
    reading = read(*map(",".join, cells))
    counts = reading.counts
    assert counts is not None
    assert len({issue.line for issue in reading.issues.errors}) == counts.refused
    assert len(reading.register) <= counts.used


def test_real_rows_of_a_program_give_each_its_finding() -> None:
    path = DATA / "misc" / "news_scraped_deals.csv"
    if not path.is_file():
        pytest.skip("no folder shared with real files stands beside the checkout")
    reading = ad.try_read(path, source="news")
    assert reading.counts == Counts(data_lines=8, used=7, refused=1)
    codes = {issue.code for issue in reading.issues}
    assert codes >= {"placeholder", "date-unresolved", "sides-swapped", "bad-quantity", "no-seller"}


def test_rows_beyond_number_on_one_deal_are_left_apart_and_said_so() -> None:
    reading = read(*[ROW] * 201)
    assert (len(reading.register), [issue.code for issue in reading.issues]) == (201, ["not-joined"])
