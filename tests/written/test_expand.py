"""What people type, beside the long form that it stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import dumps, loads, read, try_read
from armsdeals.checks.run import check
from armsdeals.errors import ArmsDealsError, InvalidDeals
from armsdeals.issues import Issues
from armsdeals.register.register import Register
from armsdeals.written.heads import HISTORY, read_head
from armsdeals.written.words import HEADLINES

# Public facts of a made-up reading: the shapes of the written form, each once.
TYPED = """\
# One deal, as somebody types it
title: Norland buys coastal batteries
parties:
  supplier: Arsenal Works (Russia)
  recipient: [Defence Agency (Türkiye), Norway]
  financier: Russia
  lender: unknown
lines:
  battery:
    system: Bastion                        # the maker's name
    ordered:
      - 4 battalions @daily: printed as "divizion"
      - 2? systems @table
    delivered: 1 regiment @wire
  second:
    system: Bastion
    option: up to 36 launchers as of 2018-03 @wire
  spares: Spare parts
price:
  - 2.5 bn USD contract @daily @wire
  - over 2 bn USD(2015) estimate @wire:
    says: A director
    role: supplier company
financing:
  - 45 % advance @daily
  - 55 % state loan from Russia agreed in principle @daily:
    tenor_years: unknown
  - nothing else
history:
  - 2016-11~ talks @seed: the talks became public
  - 2017-04-24~ denied signed @seed: not tomorrow, says the minister
  - 2017-05-03 planned summit @seed: Sochi
  - by 2017-09-12 signed @daily: on a day that nobody gives
  - 2017-12-29 signed loan agreement @wire
  - 2017 or 2018 signed framework
  - 2019-07-12 delivering (battery) @wire: first parts were flown in
  - 2019-08 delivered 10 launchers of battery @wire
  - 2020-08-23 signed? (second) @wire: "says the exporter: so it is"
  - 2021 paid 570 m USD
  - from 2022 at least effective
  - 2023-01~ suspended by supplier because sanctions, embargo
constraints:
  - integration barred (battery) @seed: of an alliance's air defence
  - planned embargo by United States as of 2019
offsets: about 50 % indirect @daily
links:
  competes with: [rival-one, rival-two]
  part of: a-package
sources:
  seed: news article, 2017-04-24/2017-05-03
  daily: A daily, via a wire, 2017-12-27
  wire: A wire, 2020-08-23, https://example.org/a?b=c
  table: {publisher: An institute, title: Register, published: 2024-03, kind: data set}
"""
LONG = """\
armsdeals: 1
deals:
- id: norland
  title: Norland buys coastal batteries
  parties:
  - {name: Arsenal Works, country: Russia, role: SUPPLIER}
  - {name: Defence Agency, country: Türkiye, role: RECIPIENT}
  - {name: Norway, country: Norway, kind: STATE, role: RECIPIENT}
  - {name: Russia, country: Russia, kind: STATE, role: FINANCIER}
  lines:
  - id: battery
    system: {designation: Bastion}
    quantities:
    - {value: 4 battalion, basis: ORDERED, text: printed as "divizion", evidence: [daily]}
    - {value: 2? system, basis: ORDERED, evidence: [table]}
    - {value: 1 regiment, basis: DELIVERED, evidence: [wire]}
  - id: second
    system: {designation: Bastion}
    quantities: [{value: <=36 launcher, basis: OPTION, when: 2018-03, evidence: [wire]}]
  - id: spares
    system: {designation: Spare parts}
  prices:
  - {value: 2500000000 USD CONTRACT, evidence: [daily, wire]}
  - value: '>=2000000000 USD(2015) ESTIMATE'
    speaker: A director
    speaker_role: SUPPLIER_COMPANY
    evidence: [wire]
  financing:
    instruments:
    - {kind: cash, key: advance, share: '0.45', evidence: [daily]}
    - kind: loan
      form: SUPPLIER_STATE_LOAN
      share: '0.55'
      lender: Russia
      status: AGREED_IN_PRINCIPLE
      evidence: [daily]
    complete: true
  history:
  - {when: 2016-11~, stage: TALKS, text: the talks became public, evidence: [seed]}
  - when: 2017-04-24~
    stage: SIGNED
    modality: DENIED
    instrument: {kind: UNKNOWN}
    text: not tomorrow, says the minister
    evidence: [seed]
  - {when: 2017-05-03, kind: SUMMIT, modality: PLANNED, text: Sochi, evidence: [seed]}
  - when: ../2017-09-12
    stage: SIGNED
    instrument: {kind: UNKNOWN}
    text: on a day that nobody gives
    evidence: [daily]
  - {when: 2017-12-29, instrument: {kind: LOAN_AGREEMENT}, evidence: [wire]}
  - when: '[2017,2018]'
    stage: PRELIMINARY
    bound: ONE_OF
    alternatives: [SIGNED]
    instrument: {kind: FRAMEWORK}
  - {when: 2019-07-12, stage: DELIVERING, scope: [battery], text: first parts were flown in, evidence: [wire]}
  - when: 2019-08
    stage: DELIVERING
    bound: AT_LEAST
    deliveries: [{line: battery, quantity: 10 launcher}]
    evidence: [wire]
  - when: 2020-08-23
    stage: SIGNED
    instrument: {kind: UNKNOWN}
    confidence: LOW
    scope: [second]
    text: 'says the exporter: so it is'
    evidence: [wire]
  - {when: '2021', payments: [{value: 570000000 USD}]}
  - {when: 2022/.., stage: EFFECTIVE, bound: AT_LEAST}
  - when: 2023-01~
    stage: SUSPENDED
    suspension: {by: SUPPLIER, reasons: [{code: SANCTIONS}, {code: EMBARGO}]}
  constraints:
  - kind: INTEGRATION_BARRED
    lines: [battery]
    text: of an alliance's air defence
    evidence: [seed]
  - {kind: EMBARGO, by: United States, when: '2019', modality: PLANNED}
  offsets:
  - {percent: ~50, form: INDIRECT, evidence: [daily]}
  links:
  - {kind: COMPETES_WITH, to: rival-one}
  - {kind: COMPETES_WITH, to: rival-two}
  - {kind: PART_OF, to: a-package}
  evidence:
    seed: {publisher: news article, published: 2017-04-24/2017-05-03}
    daily: {publisher: 'A daily, via a wire', published: 2017-12-27}
    wire: {publisher: A wire, published: 2020-08-23, link: 'https://example.org/a?b=c'}
    table: {publisher: An institute, title: Register, published: 2024-03, kind: DATA_SET}
"""


def typed(text: str) -> Register:
    return loads(f"id: norland\n{text}", "yaml")


def test_the_written_form_equals_its_long_form() -> None:
    assert typed(TYPED) == loads(LONG, "yaml")


def test_the_short_writing_of_it_reads_back_equal_and_is_shorter_than_the_long_one() -> None:
    register = typed(TYPED)
    short = dumps(register, "yaml", style="short")
    assert loads(short, "yaml") == register
    assert len(short) < 0.7 * len(dumps(register, "yaml"))


def test_the_short_writing_is_stable() -> None:
    short = dumps(typed(TYPED), "yaml", style="short")
    assert dumps(loads(short, "yaml"), "yaml", style="short") == short


def test_long_and_short_items_stand_in_one_list() -> None:
    deal = typed("history:\n- 2017 talks: short\n- {when: '2018', stage: SIGNED, text: long}\n").deals[0]
    assert [(str(event.when), event.text) for event in deal.history] == [("2017", "short"), ("2018", "long")]


def test_details_may_be_aligned_with_the_head_or_stand_deeper() -> None:
    aligned = typed("history:\n- 2017 talks:\n  says: A minister\n  quote: Soon.\n")
    deeper = typed("history:\n- 2017 talks:\n    says: A minister\n    quote: Soon.\n")
    assert aligned == deeper
    assert aligned.deals[0].history[0].speaker == "A minister"


def test_words_and_details_stand_together() -> None:
    event = typed("history:\n- 2017 talks: in Ankara\n  says: A minister\n").deals[0].history[0]
    assert (event.text, event.speaker) == ("in Ankara", "A minister")


@pytest.mark.parametrize("side", ["supplier", "recipient"])
def test_a_side_that_is_said_to_be_unknown_is_a_party_and_no_warning(side: str) -> None:
    typed = f"title: x\nid: demo\nparties:\n  {side}: unknown\n  broker: unknown\n"
    deal = loads(typed, format="yaml")["demo"]
    (party,) = deal.parties
    assert (party.name, party.kind, party.role) == ("unknown", f"UNKNOWN_{side.upper()}", side.upper())
    assert f"nobody is on the {side} side" not in str(check(deal))
    short = dumps(Register([deal]), format="yaml", style="short")
    assert f"{side}: unknown\n".encode() in short
    assert loads(short, format="yaml")["demo"] == deal


@pytest.mark.parametrize("nothing", ["", " unknown", " []"])
def test_unknown_is_left_out_left_empty_or_said(nothing: str) -> None:
    assert typed(f"lines:\n  a:\n    system: X\n    ordered:{nothing}\nprice:{nothing}\n") == typed(
        "lines:\n  a: X\nprice: []\n"
    )


@pytest.mark.parametrize("word", ["none", "withheld", "not applicable"])
def test_what_is_absent_is_a_claim_of_its_own_and_survives(word: str) -> None:
    register = typed(f"price: {word} @x\nsources: {{x: A paper}}\n")
    assert register.deals[0].prices[0].absent == word.upper().replace(" ", "_")
    assert f"price:\n- {word} @x" in dumps(register, "yaml", style="short").decode()


def test_several_deals_stand_under_their_ids_with_common_sources() -> None:
    register = loads(
        "deals:\n  one:\n    price: 1 m USD @x\n  two:\n    price: 2 m USD @x\nsources: {x: A paper, y: Another}\n",
        "yaml",
    )
    assert register.ids == ("one", "two")
    assert [source.publisher for source in register.sources] == ["Another"]
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register


def test_an_event_of_no_deal_is_typed_too() -> None:
    register = loads("deals: []\nevents:\n- 2017 summit: in Sochi\n", "yaml")
    assert register.events[0].text == "in Sochi"


def test_the_id_of_a_deal_is_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "nor-demo.yaml").write_text("title: A demo\n", encoding="utf-8")
    assert read(tmp_path / "nor-demo.yaml").ids == ("nor-demo",)


def test_an_id_that_differs_from_the_name_of_the_file_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "nor-demo.yaml").write_text("id: other\ntitle: A demo\n", encoding="utf-8")
    reading = try_read(tmp_path / "nor-demo.yaml")
    assert reading.register.ids == ("other",)
    assert [(issue.code, issue.severity.name, issue.line) for issue in reading.issues] == [
        ("not-its-file", "WARNING", 1)
    ]


def test_a_unit_that_is_unknown_is_kept_and_remarked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "lines:\n  x:\n    system: X\n    ordered: [4 batallions, 2 sets]\n", encoding="utf-8"
    )
    reading = try_read(tmp_path / "a.yaml")
    assert str(reading.register.deals[0].lines[0].quantities[0].value) == "4 batallions"
    assert [(issue.code, issue.severity.name, issue.line) for issue in reading.issues] == [("unknown-unit", "INFO", 4)]


def test_a_unit_that_is_unknown_is_remarked_wherever_goods_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "lines: {x: X}\nhistory:\n- 2017 delivered 4 batallions of x\n- 2018 delivering:\n  deliveries: [2 setz of x, 1 set of x]\n",
        encoding="utf-8",
    )
    assert [(issue.code, issue.line) for issue in try_read(tmp_path / "a.yaml").issues] == [
        ("unknown-unit", 3),
        ("unknown-unit", 5),
    ]


def test_a_source_that_is_not_there_is_found_in_its_column() -> None:
    with pytest.raises(InvalidDeals) as caught:
        typed("history:\n- 2017 talks @seed @nope: x\nsources: {seed: A paper}\n")
    issue = caught.value.issues[0]
    assert (issue.code, issue.line, issue.column) == ("unknown-source", 3, 21)


def test_blanks_of_any_width_part_the_words_of_a_head() -> None:
    assert typed("history:\n- 2017\u00a0final\u202ftalks: x\n") == typed("history:\n- 2017 final talks: x\n")


@pytest.mark.parametrize("mode", ["co-production", "co production"])
def test_co_production_is_read_with_its_hyphen_or_without_and_written_with_it(mode: str) -> None:
    deals = typed(f"lines: {{a: {{system: S-400, production: possible {mode} in Türkiye}}}}\n")
    assert deals["norland"].line("a").production[0].value == "CO_PRODUCTION"
    assert b"production: possible co-production in T" in dumps(deals, "yaml", style="short")


def test_a_file_whose_last_line_has_no_end_may_have_been_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: A\nnote: one, t", encoding="utf-8")
    assert [(issue.code, issue.severity.name, issue.line) for issue in try_read(path).issues] == [
        ("no-last-line-end", "INFO", 2)
    ]
    path.write_text("title: A\nnote: one, two\n", encoding="utf-8")
    assert try_read(path).issues == Issues()


def test_what_headlines_say_is_answered_with_words_that_are_read() -> None:
    heads = {word: hint for word, hint in HEADLINES.items() if not hint.startswith("the date")}
    for word, hint in heads.items():
        meant = "paid 1 m USD" if hint.startswith("paid,") else hint.partition(",")[0].partition(" or ")[0]
        assert read_head(HISTORY, f"2017 {meant}").fields, word


def read_or_refused(data: bytes) -> str:
    try:
        return type(loads(data, "yaml")).__name__
    except ArmsDealsError:
        return "refused"


def test_cut_at_any_byte_it_gives_a_register_or_our_errors() -> None:
    whole = f"id: norland\n{TYPED}".encode()
    ends = {read_or_refused(whole[:place]) for place in range(len(whole))}
    assert ends == {"Register", "refused"}


def test_without_any_of_its_lines_it_gives_a_register_or_our_errors() -> None:
    lines = f"id: norland\n{TYPED}".splitlines(keepends=True)
    ends = {read_or_refused("".join(lines[:one] + lines[one + 1 :]).encode()) for one in range(len(lines))}
    assert ends == {"Register", "refused"}
