"""What a refusal tells to write is read: the mend mends, and what was found can be seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import loads, read
from armsdeals.errors import ArmsDealsError, UnreadableInput
from armsdeals.written.remarks import units_of
from armsdeals.written.rows import QUANTITY

PRICE = "price: {}\n"
FINANCING = "financing: {}\n"
OFFSETS = "offsets: {}\n"
HISTORY = "history:\n- {}\n"
PARTY = "parties:\n  supplier: {}\n"
LINK = "links:\n  part of: {}\n"
ORDERED = "lines:\n  k:\n    system: X\n    ordered: {}\n"
MENDED = [
    (PRICE, "5 billion euros", "'euros' is no code of a currency; write 5 billion EUR", "5 billion EUR"),
    (PRICE, "over 5 billion euros", "write over 5 billion EUR", "over 5 billion EUR"),
    (PRICE, "10 crore INR", "'crore' is not read in sums; write 100 m INR", "100 m INR"),
    (PRICE, "10 Mrd EUR", "'Mrd' is not read in sums; write 10 bn EUR", "10 bn EUR"),
    (PRICE, "2.5 bn usd", "no currency stands behind '2.5 bn'; write 2.5 bn USD", "2.5 bn USD"),
    (PRICE, "about 3 bn USD?", "write USD alone, and ', low confidence' behind the other words", "about 3 bn USD, low confidence"),
    (PRICE, "A$50 bn", "'A$' is not read in sums; write 50 bn AUD", "50 bn AUD"),
    (PRICE, "\u00a5100 bn", "write 100 bn JPY, or with CNY if it is that", "100 bn JPY"),
    (PRICE, "Rs 500 crore", "write 5000 m INR, or with PKR if it is that", "5000 m INR"),
    (PRICE, "CHF5 m", "write 5 m CHF", "5 m CHF"),
    (PRICE, "secret", "'secret' is not a word here; write withheld if it is kept secret", "withheld"),
    (PRICE, "12,000 USD", "write 12000, or 12 if the comma is a decimal point", "12000 USD"),
    (PRICE, "\n- unknown", "leave the item out, or write the word alone behind the key", "unknown"),
    (FINANCING, "45 percent advance", "'percent' is not read; write 45 %", "45 % advance"),
    (FINANCING, "up to 85 % loan", "a share is one number here; write 85 %, and 'up to' in your words behind a colon", "\n- 85 % loan: up to"),
    (FINANCING, "barter", "write part barter", "part barter"),
    (FINANCING, "secret", "as in 45 % advance, 570 m USD loan or part barter", "part barter"),
    (FINANCING, "withheld", "'withheld' says nothing of how it is paid; leave the line out, or tell one part, such as part loan", "part loan"),
    (OFFSETS, "45 percent", "'percent' is not read; write 45 %", "45 %"),
    (OFFSETS, "\n- unknown", "leave the item out, or write the word alone behind the key", "unknown"),
    (ORDERED, "4 battalions: printed", "below ordered: write - 4 battalions: printed", "\n    - 4 battalions: printed"),
    (ORDERED, "12,000 rounds", "write 12000, or 12 if the comma is a decimal point", "12000 rounds"),
    (ORDERED, "1,234,000 rounds", "a comma is not read in numbers here; write 1234000", "1234000 rounds"),
    (HISTORY, "[2017,2018] signed", "a head cannot begin with a bracket; write 2017 or 2018", "2017 or 2018 signed"),
    (HISTORY, "2018 cancelled because zzz", "(expected a reason such as price, budget, financing failed; see armsdeals ref words EndReason)", "2018 cancelled because budget"),
    (HISTORY, "2018 cancelled by India", "(expected a side: recipient, supplier, mutual, authority", "2018 cancelled by recipient"),
    (HISTORY, "2018 cancelled by buyer", "'buyer' is not a word here; write recipient", "2018 cancelled by recipient"),
    (HISTORY, "2018 resumed", "'resumed' is not a word here; write talks, with back: true", "2018 talks:\n  back: true"),
    (HISTORY, "12. Oktober 2012 signed", "'12. Oktober 2012' is not read in dates; write 2012-10-12", "2012-10-12 signed"),
    (HISTORY, "12 octobre 2012 signed", "write 2012-10-12", "2012-10-12 signed"),
    (HISTORY, "12 \u043e\u043a\u0442\u044f\u0431\u0440\u044f 2012 signed", "write 2012-10-12", "2012-10-12 signed"),
    (HISTORY, "12 Ekim 2012 signed", "write 2012-10-12", "2012-10-12 signed"),
    (HISTORY, "by 12 September 2017 signed", "'by 12 September 2017' is not read in dates; write by 2017-09-12", "by 2017-09-12 signed"),
    (HISTORY, "31.02.2019 signed", "'31.02.2019' is no day of the calendar; write it as 2019-MM-DD", "2019-02-28 signed"),
    (HISTORY, "30/04/2019 signed", "'30/04/2019' is written 2019-04-30", "2019-04-30 signed"),
    (HISTORY, "10/2012 signed", "'10/2012' is not read in dates; write 2012-10", "2012-10 signed"),
    (HISTORY, "2012/13 signed", "'2012/13' is not read in dates; write 2012/2013", "2012/2013 signed"),
    (HISTORY, "20121012 signed", "write 2012-10-12", "2012-10-12 signed"),
    (HISTORY, "2012-10, signed", "'2012-10,' is not read in dates; write 2012-10", "2012-10 signed"),
    (HISTORY, "2012 Q3 signed", "'2012 Q3' is not read in dates; write 2012-07/2012-09", "2012-07/2012-09 signed"),
    (HISTORY, "2012 H2 signed", "'2012 H2' is not read in dates; write 2012-07/2012-12", "2012-07/2012-12 signed"),
    (HISTORY, "2012-10: signed mou: in Paris", 'a second ": "', "2012-10 signed mou: in Paris"),
    (HISTORY, "2012-10: signed mou", "a colon stands behind '2012-10', and words of a head behind it; write 2012-10 signed mou", "2012-10 signed mou"),
    (HISTORY, "planned 2012-10 delivering", "'planned' stands behind the date: 2012-10 planned", "2012-10 planned delivering"),
    (HISTORY, "2012-10 signed ?", "a blank stands in front of '?'; the mark stands right behind its word or date", "2012-10 signed?"),
    (HISTORY, "2012-10 signed the contract", "'the' is not a word here; words of your own stand behind a colon", "2012-10 signed: the contract"),
    (HISTORY, "2012-10 delivering three", "'three' is not read as a number; write 3", "2012-10 delivering"),
    (HISTORY, "2012-10 signed at Paris", "'at' is not a word here; where it was stands below, under place", "2012-10 signed:\n  place: Paris"),
    (HISTORY, "mid-2012 signed", "write 2012-04/2012-09", "2012-04/2012-09 signed"),
    (HISTORY, "before 2012 signed", "'before 2012' is not read in dates; write by 2011-12-31", "by 2011-12-31 signed"),
    (HISTORY, "2012-10-01 to 2012-11-01 signed", "write 2012-10-01/2012-11-01", "2012-10-01/2012-11-01 signed"),
    (HISTORY, "2012 signed@x", "put a blank in front of the @ in 'signed@x'", "2012 signed\nsources: {x: X}"),
    (HISTORY, "2012 signed @x and @y", "sources are parted by blanks alone: @x @KEY", "2012 signed @x @y\nsources: {x: X, y: Y}"),
    (PRICE, "3.4 bn US$", "'3.4 bn US$' is not read as a sum; write 3.4 bn USD", "3.4 bn USD"),
    (PRICE, "USD3.4bn", "write 3.4 bn USD", "3.4 bn USD"),
    (PRICE, "3.4 Mrd. USD", "write 3.4 bn USD", "3.4 bn USD"),
    (PRICE, "between 300 and 350 m USD", "write 300..350 m USD", "300..350 m USD"),
    (PRICE, "300 m..350 m USD", "'300 m..350 m USD' is not read as a sum; write 300..350 m USD", "300..350 m USD"),
    (PRICE, "300 m? USD", "the mark stands at the number; write 300? m", "300? m USD"),
    (PRICE, "300 000 000 USD", "no blank stands in a number; write 300000000", "300000000 USD"),
    (PRICE, "300.000.000 USD", "no dots part thousands here; write 300000000", "300000000 USD"),
    (PRICE, "3 bn USD offer 2013", "the year of a sum is written as of 2013", "3 bn USD offer as of 2013"),
    (PRICE, "3 m USD each", "as in 85 m USD component for one aircraft", "3 m USD component for one aircraft"),
    (PRICE, "$3 bn USD", "a currency stands there already; leave 'USD' out", "$3 bn"),
    (FINANCING, "3 bn USD loan from Russia approved", "'approved' is not a word here; write agreed in principle or signed", "3 bn USD loan from Russia signed"),
    (FINANCING, "3 bn USD loan from Russia Signed", "'Signed' is not a word here; write signed", "3 bn USD loan from Russia signed"),
    (FINANCING, "3 bn USD loan by Russia", "'by' is not a word here; write from", "3 bn USD loan from Russia"),
    (FINANCING, "3 bn USD loan at 3 %", "terms of it stand below, such as rate: 3 % or tenor_years: 10", "\n- 3 bn USD loan:\n  rate: 3 %"),
    (ORDERED, "24 howitzers by 2016", "'2016' stands in the unit; the day of a number is written as of 2016", "24 howitzers as of 2016"),
    (ORDERED, "24 howitzers, @x", "no comma stands in a unit; write howitzers", "24 howitzers"),
    (ORDERED, "24 + 12 howitzers", "write one number in place of '24 + 12', or two items", "36 howitzers"),
    (ORDERED, "24 and 12 howitzers", "write one of them, or two items", "24 howitzers"),
    (ORDERED, "twelve howitzers", "'twelve' is not read as a number; write 12", "12 howitzers"),
    (ORDERED, "ca. 24", "'ca.' is not read in front of numbers; write about", "about 24"),
    (ORDERED, "\u226524", "write at least 24", "at least 24"),
    (ORDERED, "n/a", "write withheld if it is kept secret, none if there is none, or unknown alone", "unknown"),
    (HISTORY, "2018 talks @x, low confidence", "stands in front of its sources: , low confidence @x", "2018 talks, low confidence @x\nsources: {x: X}"),
    (HISTORY, "2018 talks, medium", "'medium' is not understood; write , medium confidence", "2018 talks, medium confidence"),
    (FINANCING, "85 % loan, medium confidnce", "'medium confidnce' is not understood; write , medium confidence", "85 % loan, medium confidence"),
    (HISTORY, "2018 cancelled because price, banana", "'banana' is not a word here", "2018 cancelled because price"),
    (HISTORY, "2018 talks, secret ones", "'secret ones' is not understood; behind a comma stands how far it is trusted", "2018 talks: secret ones"),
    (PARTY, "Saab (Sweden): since 2019", "below supplier: write - Saab (Sweden): since 2019", "\n  - Saab (Sweden): since 2019"),
    (LINK, "other: words", "below part of: write - other: words", "\n  - other: words"),
    (PARTY, "Norway, KfW (Germany)", "reads like two parties; write a list: [Norway, KfW (Germany)]", "[Norway, KfW (Germany)]"),
    (PARTY, "Norway and Germany", "are 2 parties; write a list: [Norway, Germany]", "[Norway, Germany]"),
    (ORDERED, "3 ships planned", "'planned' stands in front of the number", "planned 3 ships"),
    (PRICE, "3 m EUR for two ships contract", "'contract' stands in front of for", "3 m EUR contract for two ships"),
    (FINANCING, "85 % 3 m EUR loan", "a comma stands between the share and the sum, as in 55 %, 570 m USD loan", "85 %, 3 m EUR loan"),
    (FINANCING, "3 m EUR, 85 % loan", "a share stands in front of the sum, as in 55 %, 3 m EUR", "85 %, 3 m EUR loan"),
    (FINANCING, "\n- part loan\n- Nothing else", "is written nothing else", "\n- part loan\n- nothing else"),
    (FINANCING, "\n- part loan:\n  grace_years: 2,5", "a comma is not read in numbers here; write 2.5", "\n- part loan:\n  grace_years: 2.5"),
    (FINANCING, "\n- part loan:\n  rate: 2,19 %", "a comma is not read in numbers here; write 2.19 %", "\n- part loan:\n  rate: 2.19 %"),
    (HISTORY, "2018 paid 3 m EUR advance", "'advance' stands behind paid and in front of the sum, as in paid advance 3 m EUR", "2018 paid advance 3 m EUR"),
    ("offers: {}\n", "2019-05 offer 800 m EUR", "a key is missing", "2019-05 offer first 800 m EUR"),
    (HISTORY, "2018 talks low", "how far a claim is trusted stands at its end: , low confidence", "2018 talks, low confidence"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "typed", "sentence", "mended"), MENDED)
def test_the_mend_that_is_told_mends(place: str, typed: str, sentence: str, mended: str) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        loads("id: demo\n" + place.format(typed), "yaml")
    assert sentence in str(caught.value)
    assert len(loads("id: demo\n" + place.format(mended), "yaml")) == 1


@pytest.mark.parametrize(
    ("place", "typed", "sentence"),
    [
        (PRICE, "3 bn\u200bUSD", r"but 'bn\u200bUSD'"), (HISTORY, "2018 s\u0456gned", r"'s\u0456gned' is not a word here"),
        (HISTORY, "2018 signed @\u0455", r"no source '\u0455'"), (HISTORY, "2017\u201109 signed", r"'2017\u201109' is not read in dates; write 2017-09"),
    ],
)  # fmt: skip
def test_what_looks_right_and_is_not_is_shown_by_its_number(place: str, typed: str, sentence: str) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        loads("id: demo\n" + place.format(typed), "yaml")
    assert sentence in str(caught.value)


def test_what_is_no_unit_is_not_said_to_be_kept() -> None:
    assert units_of(QUANTITY, "4 batteries/divizion") == ()
    assert units_of(QUANTITY, "4 divizions") == ("divizions",)


def test_a_path_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file or folder"):
        read(tmp_path / "deals")
