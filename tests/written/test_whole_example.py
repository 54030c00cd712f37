"""A whole file as somebody types it: what it says, and what is left of it when it is cut or a line is lost."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from armsdeals._desk import dumps, loads
from armsdeals.cases.cases import names
from armsdeals.errors import ArmsDealsError, UnreadableInput
from armsdeals.model.financing.loan import Loan
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Modality

EXAMPLE = """\
# yaml-language-server: $schema=./.armsdeals.schema.json
title: Türkiye buys Russian S-400 air defence
parties:
  supplier: Rosoboronexport (Russia)       # NAME (COUNTRY), or a state, or unknown; a list if several
  recipient: SSM (Türkiye)
  financier: Russia
lines:
  s400:
    system: S-400 Triumf
    ordered:                               # a quantity always stands under its basis
      - 4 battalions @rostec: printed as "divizion"
      - 2? systems @sipri                  # rival claims: a list; nobody adds battalions to systems
    delivered: 1 regiment @tass-2020
  second:
    system: S-400 Triumf
    option: 1 regiment @tass-2020
price:
  - 2.5 bn USD contract @rostec
  - over 2 bn USD estimate @sputnik-1102:
    says: Sergey Chemezov, Rostec
financing:
  - 45 % advance @rostec
  - 55 % state loan from Russia @rostec:
    rate: withheld
    tenor: unknown
history:                                   # any order; append at the end
  - 2016-11~ talks @seed: the talks became public
  - 2017-04-24~ denied signed @seed: not tomorrow morning, says the minister
  - 2017-05-03 planned summit @seed: Sochi
  - by 2017-09-12 signed @hurriyet: on a day that officials decline to give
  - 2017-12-29 signed loan agreement @sputnik-1229
  - 2020-03 planned delivering @rostec
  - 2019-07-12 delivering (s400) @tass-2020: first components flown to Mürted
  - 2020-08-23 signed? (second) @tass-2020: says the exporter; its financing is under discussion
constraints:
  - integration barred @seed: NATO air defence
links:
  competes with: [tur-patriot, tur-t-loramids]
sources:
  seed: news article, 2017-04-24/2017-05-03          # PUBLISHER[, DATE][, LINK], read from the right
  rostec: Kommersant, via Sputnik, 2017-12-27
  hurriyet: Hürriyet Daily News, 2017-09-29
  sputnik-1102: Sputnik, 2017-11-02
  sputnik-1229: Sputnik, 2017-12-29
  tass-2020: TASS, 2020-08-23                        # without a date: an issue says known_by cannot use it
  sipri: {publisher: SIPRI, title: Trade register, published: 2024-03, kind: data set}
"""
WHOLE = f"id: tur-s400\n{EXAMPLE}"
DATA = files("armsdeals.cases") / "data"
CUTS = 12  # of each bundled file


def outcome(data: bytes) -> str:
    """What reading comes to; any error that is not ours goes through."""
    try:
        return type(loads(data, "yaml")).__name__
    except ArmsDealsError:
        return "refused"


def test_the_example_says_what_its_lines_say() -> None:
    (deal,) = loads(WHOLE, "yaml").deals
    signed = deal.history[3]
    assert (str(signed.when), signed.stage, signed.evidence[0].publisher) == (
        "../2017-09-12",
        NegotiationStage.SIGNED,
        "Hürriyet Daily News",
    )
    assert [event.stage for event in deal.history if event.modality is Modality.DENIED] == [NegotiationStage.SIGNED]
    assert [str(claim.value) for claim in deal.lines[0].quantities] == ["4 battalion", "2? system", "1 regiment"]
    assert [str(claim.value) for claim in deal.prices] == ["2500000000 USD CONTRACT", ">=2000000000 USD ESTIMATE"]
    assert deal.financing is not None
    loan = deal.financing.instruments[1]
    assert isinstance(loan, Loan)
    assert (str(loan.share), loan.lender, loan.withheld, loan.tenor_years) == ("0.55", "Russia", ("rate",), None)
    assert deal.prices[1].speaker == "Sergey Chemezov, Rostec"


def test_the_example_written_short_reads_back_equal() -> None:
    register = loads(WHOLE, "yaml")
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register


def test_the_example_cut_at_any_byte_is_a_register_or_refused() -> None:
    data = WHOLE.encode()
    assert {outcome(data[:place]) for place in range(len(data))} == {"Register", "refused"}


def test_the_example_without_any_of_its_lines_is_a_register_or_refused() -> None:
    lines = WHOLE.splitlines(keepends=True)
    left = ["".join(lines[:one] + lines[one + 1 :]).encode() for one in range(len(lines))]
    assert {outcome(data) for data in left} == {"Register", "refused"}


@pytest.mark.parametrize("mark", ["'", '"'])
def test_a_quotation_that_never_closes_is_told_where_it_opens_and_hides_nothing_else(mark: str) -> None:
    lines = WHOLE.splitlines()
    opened = [
        (number, found.end())
        for number, line in enumerate(lines)
        if '"' not in line and (found := re.match(r"[^#]*?: +(?=[^ #\[{>|])", line))
    ]
    assert len(opened) > len(lines) / 2
    for number, place in opened:
        told = [*lines]
        told[number] = f"{told[number][:place]}{mark}{told[number][place:]}"
        with pytest.raises(ArmsDealsError) as caught:
            loads("\n".join(told), "yaml")
        assert isinstance(caught.value, UnreadableInput), told[number]
        assert (caught.value.line, caught.value.column) == (number + 1, place + 1)
        assert "a quotation mark is opened here and not closed" in str(caught.value)


@pytest.mark.parametrize("name", [one.name for one in names()])
def test_a_bundled_file_cut_anywhere_is_a_register_or_refused(name: str) -> None:
    data = (DATA / f"{name}.yaml").read_bytes()
    first, step = data.index(b"deals:"), len(data) // CUTS
    assert {outcome(data[:place]) for place in range(first, len(data), step)} <= {"Register", "refused"}
    assert outcome(data) == "Register"


def test_the_example_of_one_story_without_any_of_its_lines_is_a_register_or_refused() -> None:
    lines = (DATA / "idn-mirage.yaml").read_bytes().splitlines(keepends=True)
    left = [b"".join(lines[:one] + lines[one + 1 :]) for one in range(len(lines))]
    assert {outcome(data) for data in left} == {"Register", "refused"}
