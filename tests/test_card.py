"""Cards for terminals and notebooks."""

from armsdeals._card import Card, columns
from armsdeals.model.card import card_of
from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.valued import QuantityClaim


def test_rows_stand_in_columns_as_drawn() -> None:
    card = Card(title="T", rows=(("価格", "1"), ("stage", "2")))
    assert card.text() == "T\n  価格   1\n  stage  2"
    assert columns("e\u0301") == 1


def test_neighbours_of_one_name_share_it_in_a_notebook_and_none_is_lost() -> None:
    card = Card(title="T", rows=(("a", "1"), ("a", "2"), ("b", "3"), ("a", "4")))
    drawn = card.html()
    assert drawn.count("<tr>") == drawn.count("<td") == 4
    assert drawn.count("<th ") == 3
    assert drawn.count('rowspan="2"') == drawn.count("rowspan") == 1
    assert card.text().count("\n  a  ") == 3


def test_hostile_names_stay_inert_in_both_forms() -> None:
    card = Card(title="<b>\x1b[31m", badges=("\u202e",), rows=(("<i>", "&\n"),))
    assert card.text() == "<b>\\x1b[31m [\\u202e]\n  <i>  &\\n"
    assert "<b>" not in card.html()
    assert "<i>" not in card.html()
    assert "&lt;i&gt;" in card.html()
    assert "\u202e" not in card.html()


def test_a_deal_shows_what_is_known_and_says_what_is_not() -> None:
    line = Line(id="x", system="X", quantities=(QuantityClaim(value=3, basis="offered"),))
    rows = dict(card_of(Deal(id="demo", lines=(line, Line(id="y", system="Y")))).rows)
    assert rows == {
        "from": "unknown",
        "to": "unknown",
        "stage": "nothing known",
        "X": "3 offered",
        "Y": "number ordered unknown",
        "price": "unknown",
    }


def test_rival_numbers_are_shown_and_none_is_picked() -> None:
    rivals = tuple(QuantityClaim(value=number, unit="aircraft", basis="sought") for number in (4, 30))
    card = card_of(Deal(id="demo", lines=(Line(id="x", system="X", quantities=rivals),)))
    assert dict(card.rows)["X"] == "30 aircraft or 4 aircraft sought (disputed)"
