"""The report as plain text."""

import unicodedata

from hypothesis import given

from armsdeals._card import columns
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.instrument import ConditionPrecedent
from armsdeals.pages.text import WIDTH, as_text, wrapped
from armsdeals.register.register import Register
from armsdeals.strategies import deals


def test_the_text_tells_stage_price_history_and_gaps_in_words(missiles: Deal) -> None:
    text = as_text(missiles, as_of="2018-01-01")
    assert "As it stood on 1 January 2018, by everything that became known, also later." in text
    assert "\nWHERE IT STANDS\n  Signed." in text
    assert "2.5 billion USD, contract (disputed)" in text
    assert "4 billion USD, estimate [speaks against it] (An analyst, no source given; confidence low)" in " ".join(
        text.split()
    )
    assert "  5. March 2020                Delivering (planned) [after the day of this report]" in text
    assert "    not known: interest rate, years to repay, years of grace, way of repayment" in text
    assert "[2] Hürriyet Daily News, 29 September 2017\n      https://example.org/h?a=1&b=2" in text
    assert "SIGNED" not in text.replace("WHERE IT STANDS", "")


def test_rivals_stand_side_by_side(both: Register) -> None:
    text = as_text(both)
    side = text[text.index("SIDE BY SIDE") : text.index("WHERE IT STANDS")]
    assert "Competing for one need:" in side
    assert "supplier  CPMIEC (China)" in side
    assert "stage     cancelled, since 15 November 2015" in side
    assert "quantity  FD-2000: number unknown" in side


def test_a_condition_that_is_met_is_named_by_the_words_with_which_it_was_told() -> None:
    def told(day: str, **more: str) -> Event:
        return Event(when=day, conditions=(ConditionPrecedent(key="export-licence", **more),))

    first, then = told("2014", state="open", what="Sweden licenses it"), told("2015", state="met")
    assert "(condition: Sweden licenses it; met)" in " ".join(as_text(Deal(id="demo", history=(first, then))).split())
    assert "(condition: export licence; met)" in " ".join(as_text(Deal(id="demo", history=(then,))).split())


def test_no_deals_are_said_to_be_none() -> None:
    assert "There are no deals to report." in as_text(Register())


def test_hostile_names_stay_inert(hostile: Deal) -> None:
    text = as_text(hostile)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert r"\u202e\x1b[31m" in text
    assert "javascript:" not in text.replace("\n", "")


def test_lines_keep_to_the_width_as_drawn() -> None:
    assert wrapped("防空 " * 30, 20) == ["防空 防空 防空 防空"] * 7 + ["防空 防空"]
    assert wrapped("x" * 30, 20) == ["x" * 30]


def test_a_narrow_column_is_enough(missiles: Deal) -> None:
    lines = as_text(missiles, width=40).splitlines()
    assert max(columns(line) for line in lines if "http" not in line) <= 44  # one long word may stick out


@given(deals())
def test_law_a_text_holds_no_control_characters(deal: Deal) -> None:
    text = as_text(deal)
    assert {unicodedata.category(c) for c in text} & {"Cc", "Cf", "Zl", "Zp"} <= {"Cc"}
    assert {c for c in text if unicodedata.category(c) == "Cc"} <= {"\n"}


def test_most_lines_keep_to_eighty_four_columns(both: Register) -> None:
    assert [line for line in as_text(both).splitlines() if columns(line) > WIDTH] == []
