"""Sums as newspapers and agencies write them; each expectation was thought out by hand."""
# ruff: noqa: RUF001  # dashes, blanks and signs of print are what is read here

from __future__ import annotations

from decimal import Decimal
from typing import Any, assert_type

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.values.money import SumOfMoney
from armsdeals.values.number import Flag

READ = """
approximately $3.44 billion | ~3440000000 USD
€140 million | 140000000 EUR
$165M | 165000000 USD
RMB 300m | 300000000 CNY
£600k | 600000 GBP
NT$1.2bn | 1200000000 TWD
about $3.44 billion | ~3440000000 USD
$3.4bn | 3400000000 USD
$3.4 bn. | 3400000000 USD
$3.4b | 3400000000 USD
US$2.5 billion | 2500000000 USD
US$ 2.5 billion | 2500000000 USD
U.S.$ 40 million | 40000000 USD
USD158 m | 158000000 USD
2.5 billion dollars | 2500000000 USD
2.5 billion US dollars | 2500000000 USD
2,500,000,000 USD | 2500000000 USD
2 500 000 000 USD | 2500000000 USD
$1,125 million | 1125000000 USD
$12 MM | 12000000 USD
$1.2 trillion | 1200000000000 USD
$1.5 tr | 1500000000000 USD
more than $2.5bn | >=2500000000 USD
over €1 billion | >=1000000000 EUR
at least £30m | >=30000000 GBP
no less than €5m | >=5000000 EUR
in excess of $10 billion | >=10000000000 USD
$3 billion+ | >=3000000000 USD
$700+ million | >=700000000 USD
$3bn or more | >=3000000000 USD
up to $1.5 billion | <=1500000000 USD
as much as $400m | <=400000000 USD
less than €90 million | <=90000000 EUR
not more than $5 million | <=5000000 USD
nearly $3 billion | ~3000000000 USD
around 500m euros | ~500000000 EUR
an estimated $4.5 billion | ~4500000000 USD
some $60 million | ~60000000 USD
roughly €2bn | ~2000000000 EUR
~$3bn | ~3000000000 USD
≈ $3bn | ~3000000000 USD
≥ €5m | >=5000000 EUR
$3 billion or so | ~3000000000 USD
reportedly $800 million | 800000000? USD
$5 million? | 5000000? USD
$800-900 million | 800000000..900000000 USD
$800–900 million | 800000000..900000000 USD
$800 million to $1.2 billion | 800000000..1200000000 USD
between $3 billion and $4 billion | 3000000000..4000000000 USD
from $3 to $4 billion | 3000000000..4000000000 USD
3 to 4 billion euros | 3000000000..4000000000 EUR
$5m-$10m | 5000000..10000000 USD
EUR70-110 m | 70000000..110000000 EUR
EUR2.2-2.5 b | 2200000000..2500000000 EUR
about $3-4 billion | 3000000000..4000000000 USD
a $3.4-billion deal | 3400000000 USD
a 2.5 billion euro contract | 2500000000 EUR
a total of €90m | 90000000 EUR
worth $45 million | 45000000 USD
valued at more than $1 billion | >=1000000000 USD
half a billion dollars | 500000000 USD
one billion euros | 1000000000 EUR
two billion pounds sterling | 2000000000 GBP
€3 400 000 | 3400000 EUR
€3\u202f400\u202f000 | 3400000 EUR
€ 3 400 000 | 3400000 EUR
140 million € | 140000000 EUR
140m€ | 140000000 EUR
€ 1.5 Mrd | 1500000000 EUR
CHF 1'200'000 | 1200000 CHF
CHF 65 million | 65000000 CHF
A$2.1 b | 2100000000 AUD
AUD2.1 b | 2100000000 AUD
AUD $5m | 5000000 AUD
$2.1bn AUD | 2100000000 AUD
C$15 billion | 15000000000 CAD
NZ$20 million | 20000000 NZD
S$900m | 900000000 SGD
HK$30m | 30000000 HKD
R$5.4 billion | 5400000000 BRL
R30 billion | 30000000000 ZAR
₹39,000 crore | 390000000000 INR
₹59,000 crore | 590000000000 INR
₹1.2 lakh crore | 1200000000000 INR
₹1,25,000 crore | 1250000000000 INR
INR 500 crore | 5000000000 INR
50 lakh Indian rupees | 5000000 INR
PKR 40 billion | 40000000000 PKR
BDT16 b | 16000000000 BDT
¥5,335 billion | None
JPY5,335 billion | 5335000000000 JPY
600 billion yen | 600000000000 JPY
₩3.2 trillion | 3200000000000 KRW
3.2 trillion won | 3200000000000 KRW
₺12 billion | 12000000000 TRY
1.2 billion Turkish lira | 1200000000 TRY
65 billion roubles | 65000000000 RUB
RUB 65bn | 65000000000 RUB
₽5 million | 5000000 RUB
₪700 million | 700000000 ILS
NIS 700 million | 700000000 ILS
THB4b | 4000000000 THB
MYR1.6 b | 1600000000 MYR
RM500 m | 500000000 MYR
Rp 1.2 trillion | 1200000000000 IDR
PLN 23 billion | 23000000000 PLN
23bn zlotys | 23000000000 PLN
SEK 5 m | 5000000 SEK
5 bn kronor | 5000000000 SEK
5 bn Norwegian kroner | 5000000000 NOK
CZK25 m | 25000000 CZK
DM200 m | 200000000 DEM
200 million Deutsche marks | 200000000 DEM
FFR1.2 b | 1200000000 FRF
BFR2 b | 2000000000 BEF
DKR600 m | 600000000 DKK
SKR85 m | 85000000 SEK
KWD 1.250 | 1.25 KWD
250 million Kuwaiti dinars | 250000000 KWD
3 billion Saudi riyals | 3000000000 SAR
AED 2.4bn | 2400000000 AED
2500000000 USD | 2500000000 USD
UAH651m | 651000000 UAH
3.4 billion usd | 3400000000 USD
$0.9 million | 900000 USD
about 2.7bn US$ | ~2700000000 USD
"""
REFUSED = """
3,4 bn
$3,4 bn
€3,440 billion
€1.250
€1.250.000
$1.250.000,50
3.440,00 €
GDP99 m
EYR5 m
MNOK460 m
5m
3.4 billion
€5m USD
£5 million euros
$900-2 billion
$5-5 million
$4-3 billion
$3 billion to 4
$3 billion to €4 billion
£5m to €6m
over $3-4 bn
about over $5m
up to at least $5m
$5 each
$5 million per unit
$5 million a year
$5 million annually
$1.2bn (1.1bn euros)
$89 m or $100 m
$-5 million
-$5 million
billions of dollars
multi-billion dollar
a billion-dollar deal
several million dollars
dollars
$
€
Rs 5 billion
Rs 59,000 crore
3 lakh crore rupees
EUR 1.000 m
€2.340 bn
kr 5 million
5 bn kroner
TL 5 million
5 million pounds
5 million pesos
250 miles
10-year
S-400
F-35
R73
M1A2
5th generation
PENDING
N/A
TBD
2017
55%
$٣ million
$３ million
$3 mil­lion
$007
$1,23 million
$12,34,567
€5,00,000
$1e9
all 5 m
try 5 bn
5 m f
$3 billion and 40 aircraft
40 aircraft for $3 billion
0x10 USD
$five million
$ million
"""
CASES = [tuple(part.strip(" ") for part in line.split(" | ")) for line in READ.strip("\n").split("\n")]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_a_sum_is_read_as_printed(text: str, wanted: str) -> None:
    told = ad.Money.parse(text)
    assert (str(told), ad.Price.parse(text)) == (wanted, told)


@pytest.mark.parametrize("text", REFUSED.strip("\n").split("\n"))
def test_what_is_unsure_is_none(text: str) -> None:
    assert ad.Money.parse(text) is None


def test_the_tables_hold_no_row_twice() -> None:
    texts = [text for text, _ in CASES] + REFUSED.strip("\n").split("\n")
    assert len(set(texts)) == len(texts) > 150


@pytest.mark.parametrize(
    ("text", "currency", "wanted"),
    [
        ("$1.2bn", "AUD", "1200000000 AUD"),
        ("Rs 5 billion", "PKR", "5000000000 PKR"),
        ("Rs 59,000 crore", "PKR", "590000000000 PKR"),
        ("kr 5 m", "NOK", "5000000 NOK"),
        ("¥5,335 billion", "JPY", "5335000000000 JPY"),
        ("3.4 billion", "EUR", "3400000000 EUR"),
        ("700+", "EUR", ">=700 EUR"),
        ("€5m", "USD", "None"),
        ("US$5m", "AUD", "None"),
        ("GDP99 m", "GBP", "None"),
        ("kr 5 m", "EUR", "None"),
    ],
)
def test_a_caller_can_say_what_a_shared_sign_means_and_is_contradicted_by_none(
    text: str, currency: str, wanted: str
) -> None:
    assert str(ad.Money.parse(text, currency=currency)) == wanted


def test_a_currency_that_there_is_not_is_refused() -> None:
    with pytest.raises(ad.UnknownName, match="did you mean"):
        ad.Price.parse("5 m", currency="$")


@pytest.mark.parametrize("wrong", [5, None, b"$5", ["$5"], 2.5], ids=repr)
def test_what_is_no_text_is_a_wrong_type(wrong: Any) -> None:
    with pytest.raises(TypeError, match="is not text"):
        ad.Money.parse(wrong)


def test_type_checkers_know_what_is_read() -> None:
    told = ad.Money.parse("about $5")
    assert_type(told, SumOfMoney | None)
    assert isinstance(told, ad.Price)
    assert told.flag is Flag.ABOUT
    assert_type(ad.Price.parse("$5"), ad.Price | None)


_AMOUNTS = st.builds(
    lambda whole, part: f"{whole}.{part}" if part else f"{whole}", st.integers(1, 999), st.integers(0, 9)
)
_SCALES = st.sampled_from([("m", 10**6), (" million", 10**6), ("bn", 10**9), (" billion", 10**9), ("k", 10**3)])
_RESERVES = st.sampled_from([("", ""), ("about ", "~"), ("more than ", ">="), ("up to ", "<=")])
_CURRENCIES = st.sampled_from(
    [("$", "", "USD"), ("€", "", "EUR"), ("NT$", "", "TWD"), ("", " roubles", "RUB"), ("CHF ", "", "CHF")]
)


@given(_RESERVES, _CURRENCIES, _AMOUNTS, _SCALES)
def test_law_what_was_printed_is_read_back(
    reserve: tuple[str, str], currency: tuple[str, str, str], amount: str, scale: tuple[str, int]
) -> None:
    told = ad.Price.parse(f"{reserve[0]}{currency[0]}{amount}{scale[0]}{currency[1]}")
    assert told == ad.Price(f"{reserve[1]}{Decimal(amount) * scale[1]:f} {currency[2]}")


@given(_CURRENCIES, st.integers(1, 500), st.integers(501, 999), _SCALES)
def test_law_the_scale_of_a_range_is_that_of_both_ends(
    currency: tuple[str, str, str], low: int, high: int, scale: tuple[str, int]
) -> None:
    told = ad.Price.parse(f"{currency[0]}{low}-{high}{scale[0]}{currency[1]}")
    assert told == ad.Price.between(low * scale[1], high * scale[1], currency[2])


@given(_CURRENCIES, _AMOUNTS, _SCALES)
def test_law_digits_that_are_read_stand_in_the_text(
    currency: tuple[str, str, str], amount: str, scale: tuple[str, int]
) -> None:
    told = ad.Price.parse(f"{currency[0]}{amount}{scale[0]}{currency[1]}")
    assert told is not None
    assert told.best is not None
    assert f"{told.best:f}".strip("0.").replace(".", "") in amount.replace(".", "")
