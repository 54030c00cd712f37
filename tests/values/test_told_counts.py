"""Numbers of things, dates and measures as newspapers write them; each expectation was thought out by hand."""
# ruff: noqa: RUF001  # dashes, blanks and signs of print are what is read here

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad

COUNTS = """
700+ | >=700
about 1,000 systems | ~1000
up to 36 | <=36
16 K9 howitzers | 16
F-16 x 40 | 40
two batteries | 2 battery
a dozen | ~12
a dozen F-16 fighters | ~12
dozens | None
two dozen | None
half a dozen | None
several | None
a few hundred | None
hundreds of drones | None
40 x F-16 | 40
F-16 × 40 | 40
F-16C/D x 40 | 40
40 x F-16 Block 70 | 40
Rafale F4 x 80 | 80
x 40 | 40
3 x 4 | None
40 F-16s | 40
40 | 40
0 | 0
40 F-16 and 12 T-50 | None
36 Rafale fighter jets | 36
2 S-400 systems | 2
16 F-16 Block 50 | 16
16 Block 50 F-16s | 16
12 155mm howitzers | 12
155mm howitzers | None
155 mm howitzers | None
2 x 155mm howitzer | None
30-40 aircraft | 30..40
4-6 batteries | 4..6 battery
four to six batteries | 4..6 battery
between 30 and 40 tanks | 30..40
from 30 to 40 tanks | 30..40
150-100 | None
more than 30 tanks | >=30
at least 12 launchers | >=12 launcher
no fewer than 100 tanks | >=100
30 or more | >=30
around 20 | ~20
~20 | ~20
20? | 20?
about 20 or so | ~20
around 20 or more | None
up to 20+ | None
3,400 tanks | 3400
3,4 tanks | None
1\u00a0000 systems | 1000
1\u202f000 missiles | 1000 missile
1 000 systems | None
100,000 rounds | 100000 round
1 million shells | 1000000 shell
1.5 million rounds | 1500000 round
100 million | None
1.500 million shells | None
10 million dollars | None
3.5 batteries | None
four battalion sets | 4 battalion set
eight UH-60M helicopters | 8
qty 40 | 40
Quantity: 40 | 40
10-year | None
10 years | None
12 months | None
S-400 | None
F-35 | None
M1A2 | None
Leopard 2 | None
Leopard 2A6 | None
5th generation | None
21st century | None
1st | None
No. 5 | None
24/7 | None
PENDING | None
TBD | None
$5 | None
5% | None
55 percent | None
400 km | None
16 of 40 | None
2 out of 3 | None
40 aircraft worth $3bn | None
2019-2021 | None
20 in 2019 | None
40 (estimated) | None
1e5 tanks | None
-5 | None
٤ tanks | None
forty | None
two more | None
"""
DATES = """
in early 2018 | 2018-01/2018-06
early 2018 | 2018-01/2018-06
mid-2018 | 2018-04/2018-09
late 2017 | 2017-07/2017-12
early September 2017 | 2017-09-01/2017-09-15
late February 2016 | 2016-02-16/2016-02-29
the end of 2024 | 2024-10/2024-12
12 September 2017 | 2017-09-12
12th September 2017 | 2017-09-12
September 12, 2017 | 2017-09-12
Sept. 12, 2017 | 2017-09-12
on 12 September 2017 | 2017-09-12
Tuesday, 12 September 2017 | 2017-09-12
Monday, 12 September 2017 | None
Tuesday | None
24 April | None
2028-2030 | 2028/2030
2028–2030 | 2028/2030
2028 to 2030 | 2028/2030
between 2028 and 2030 | 2028/2030
from 2028 to 2030 | 2028/2030
2030-2028 | None
September 2017 | 2017-09
Sep 2017 | 2017-09
2017 | 2017
in 2017 | 2017
2017-09 | 2017-09
2011-12 | None
2017-18 | None
2017-09-12 | 2017-09-12
2017-02-30 | None
31 June 2017 | None
9/12/2017 | None
12.09.2017 | None
spring 2017 | 2017-21
autumn of 2019 | 2019-23
winter 2017 | None
Q3 2017 | 2017-07/2017-09
third quarter of 2017 | 2017-07/2017-09
first half of 2018 | 2018-01/2018-06
H2 2018 | 2018-07/2018-12
by 12 September 2017 | ../2017-09-12
by Sept. 2017 | ../2017-09
by end-2024 | ../2024-12
by the end of 2024 | ../2024-12
no later than 2026 | ../2026
until 2024 | ../2024
before 2018 | ../2017-12-31
since 2016 | 2016/..
after 2016 | 2017-01-01/..
about 2016 | 2016~
around November 2016 | 2016-11~
12-14 September 2017 | 2017-09-12/2017-09-14
September-October 2017 | 2017-09/2017-10
12 September 2017 to 3 October 2017 | 2017-09-12/2017-10-03
next week | None
soon | None
FY2017 | None
1066 | None
10-year | None
PENDING | None
2024 or 2025 | None
"""
ON_A_DAY = [
    ("Tuesday", "2017-09-14", "2017-09-12"),  # a Thursday
    ("on Tuesday", "2017-09-12", "2017-09-12"),
    ("yesterday", "2018-01-01", "2017-12-31"),
    ("today", "2018-01-01", "2018-01-01"),
    ("last month", "2018-01-03", "2017-12"),
    ("last year", "2018-01-03", "2017"),
    ("24 April", "2017-04-28", "2017-04-24"),
    ("April 24", "2017-04-20", "2017-04-24"),
    ("29 December", "2018-01-03", "2017-12-29"),
    ("29 February", "2018-01-03", "None"),
    ("Sunday, 24 April", "2016-04-28", "2016-04-24"),
    ("Monday, 24 April", "2016-04-28", "None"),
    ("by Tuesday", "2017-09-14", "None"),
    ("next Tuesday", "2017-09-14", "None"),
    ("last Tuesday", "2017-09-14", "None"),
    ("12 September 2017", "2018-01-01", "2017-09-12"),
]
MEASURES = """
a range of 400 km | 400 km
400 km | 400 km
400km | 400 km
a 400-km range | 400 km
with a maximum range of 250 km | 250 km
up to 400 km | <=400 km
a range of up to 400 km | <=400 km
more than 40 kilometres | >=40 km
300-400 km | 300..400 km
250-mile range | 250 mi
40 nautical miles | 40 nmi
1,200 kg | 1200 kg
weighing 2.5 tonnes | 2.5 t
10 to 12 t | 10..12 t
155mm | 155 mm
155 mm gun | 155 mm
335hp | 335 hp
335 hp engine | 335 hp
about 20 knots | ~20 kn
100 MW | 100 MW
speed of 850 m/s | 850 m/s
100 mW | None
12 tons | None
30 kt | None
Mach 3 | None
3,5 km | None
5 feet 3 inches | None
5 million km | None
400 | None
range | None
S-400 | None
10 launchers | None
"""


def rows(table: str) -> list[tuple[str, str]]:
    found = [line.split(" | ") for line in table.strip().split("\n")]
    return [(text, wanted) for text, wanted in found]


@pytest.mark.parametrize(("text", "wanted"), rows(COUNTS), ids=[repr(text) for text, _ in rows(COUNTS)])
def test_a_count_is_read_as_printed(text: str, wanted: str) -> None:
    assert str(ad.Estimate.parse(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(DATES), ids=[repr(text) for text, _ in rows(DATES)])
def test_a_date_is_read_as_printed(text: str, wanted: str) -> None:
    assert str(ad.When.parse(text)) == wanted


@pytest.mark.parametrize(("text", "on", "wanted"), ON_A_DAY)
def test_the_day_of_the_article_decides_what_is_said_from_it(text: str, on: str, wanted: str) -> None:
    assert str(ad.When.parse(text, on=on)) == wanted
    assert str(ad.When.parse(text, on=date.fromisoformat(on))) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(MEASURES), ids=[repr(text) for text, _ in rows(MEASURES)])
def test_a_measure_is_read_as_printed(text: str, wanted: str) -> None:
    assert str(ad.Measure.parse(text)) == wanted


def test_the_tables_hold_no_row_twice() -> None:
    for table in (COUNTS, DATES, MEASURES):
        texts = [text for text, _ in rows(table)]
        assert len(set(texts)) == len(texts)


def test_an_article_is_of_one_day() -> None:
    with pytest.raises(ad.InvalidValue, match="is not one day"):
        ad.When.parse("Tuesday", on="2017-09")


@pytest.mark.parametrize("cls", [ad.Estimate, ad.When, ad.Measure])
@pytest.mark.parametrize("wrong", [5, None, b"5", ["5"]], ids=repr)
def test_what_is_no_text_is_a_wrong_type(cls: Any, wrong: Any) -> None:
    with pytest.raises(TypeError, match="is not text"):
        cls.parse(wrong)


@given(
    st.integers(0, 10**6),
    st.sampled_from(["", "about ", "up to ", "at least "]),
    st.sampled_from(["", " tanks", " launchers"]),
)
def test_law_a_printed_count_is_read_back(number: int, reserve: str, noun: str) -> None:
    mark = {"": "", "about ": "~", "up to ": "<=", "at least ": ">="}[reserve]
    unit = " launcher" if noun == " launchers" else ""
    assert ad.Estimate.parse(f"{reserve}{number:,}{noun}") == ad.Estimate(f"{mark}{number}{unit}")


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%d %b. %Y"]),
)
def test_law_a_printed_day_is_read_back(day: date, form: str) -> None:
    assert ad.When.parse(day.strftime(form)) == ad.When(day.isoformat())


@given(st.dates(date(1901, 1, 1), date(2098, 12, 31)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_law_a_weekday_is_one_of_the_seven_days_up_to_the_article(on: date, weekday: str) -> None:
    told = ad.When.parse(weekday, on=on)
    assert told is not None
    assert told.earliest is not None
    assert 0 <= (on - told.earliest).days < 7
    assert f"{told.earliest:%A}" == weekday


@given(
    st.integers(1, 5_000),
    st.sampled_from(["km", "kg", "mm", "hp", "nautical miles"]),
    st.sampled_from(["", "a range of ", "up to "]),
)
def test_law_a_printed_measure_is_read_back(number: int, unit: str, opening: str) -> None:
    mark = "<=" if opening == "up to " else ""
    assert ad.Measure.parse(f"{opening}{number:,} {unit}") == ad.Measure(f"{mark}{number} {unit}")
