"""Groups of columns that recur: an uncertain date, number or sum, and who says it.

    >>> from armsdeals.values.when import When
    >>> [column.of(When("2016-11~")).isoformat() for column in when_columns("when", "it was", lambda when: when)[:2]]
    ['2016-11-01', '2016-11-30']

Bounds that are open stay empty, never far away days or numbers. Sums beyond 8 decimals are rounded outwards, since the
decimals of Arrow have no more room; every group ends with the exact text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from armsdeals.tables.columns import ColumnType, TableColumn
from armsdeals.tables.subject import Subject
from armsdeals.values.uncertain import Uncertain
from armsdeals.values.when import When

Get = Callable[[Any], Any]

TEXT, DAY, WHOLE = ColumnType.TEXT, ColumnType.DAY, ColumnType.WHOLE
NUMBER, MONEY, FLAG = ColumnType.NUMBER, ColumnType.MONEY, ColumnType.FLAG
PARTED = "; "  # between several in one cell
_CENTS = Decimal("1e-8")
_WIDE = Context(prec=60)
_LAST_DAY = date.max.toordinal()


def column(
    name: str, type: ColumnType, meaning: str, of: Get, *, unit: str = "", empty: str = "nobody says"  # noqa: A002  # as the field
) -> TableColumn:  # fmt: skip
    """Return a column; what is empty text stands in it as nothing."""
    return TableColumn(name=name, type=type, meaning=meaning, unit=unit, empty=empty, of=lambda one: _held(of(one)))


def _held(value: Any) -> Any:
    return None if value is None or value == "" else value


def parted(values: Iterable[object]) -> str:
    """Return several values as one text."""
    return PARTED.join(map(str, values))


def text_of(value: Any) -> str | None:
    """Return the text of a leaf or a word; None of nothing."""
    return None if value is None else str(value)


def when_columns(name: str, meaning: str, of: Callable[[Any], When | None]) -> tuple[TableColumn, ...]:
    """Return the bounds of an uncertain date, and its text."""
    return (
        column(
            f"{name}_earliest", DAY, f"first possible day on which {meaning}", lambda one: _bound(of(one), "earliest"),
            empty="nobody says, or open",
        ),
        column(
            f"{name}_latest", DAY, f"last possible day on which {meaning}", lambda one: _bound(of(one), "latest"),
            empty="nobody says, or open",
        ),
        column(f"{name}_text", TEXT, f"when {meaning}, as told, in EDTF", lambda one: text_of(of(one))),
    )  # fmt: skip


def _bound(when: When | None, side: str) -> Any:
    return None if when is None else getattr(when, side)


def quantity_columns(of: Callable[[Any], Any], name: str = "quantity") -> tuple[TableColumn, ...]:
    """Return the bounds of an uncertain number of things, its unit, and its text."""
    unit = "what unit says"
    return (
        *_spread_columns(name, NUMBER, unit, of, lambda number, _: float(number)),
        column("unit" if name == "quantity" else f"{name}_unit", TEXT, "what is counted, in the singular", lambda one: _of(of(one), "unit")),
        column(f"{name}_text", TEXT, "the number with its unit, exact", lambda one: text_of(of(one))),
    )  # fmt: skip


def price_columns(name: str, of: Callable[[Any], Any]) -> tuple[TableColumn, ...]:
    """Return the bounds of an uncertain sum, its currency, basis and price year, and its text."""
    return (
        *_spread_columns(name, MONEY, "the currency", of, _money),
        column(f"{name}_currency", TEXT, "the currency, as its ISO 4217 code", lambda one: _of(of(one), "currency")),
        column(f"{name}_basis", TEXT, "what the sum stands for (ValueBasis)", lambda one: text_of(_of(of(one), "basis"))),
        column(
            f"{name}_year", WHOLE, "the year in whose prices it is", lambda one: _of(of(one), "year"),
            empty="prices of the time, or no sum",
        ),
        column(f"{name}_text", TEXT, "the sum, exact", lambda one: text_of(of(one))),
    )  # fmt: skip


def _spread_columns(
    name: str, kind: ColumnType, unit: str, of: Callable[[Any], Uncertain | None], told: Callable[[Decimal, str], Any]
) -> tuple[TableColumn, ...]:
    def bound(side: str, rounding: str) -> Get:
        def get(one: Any) -> Any:
            number = _of(of(one), side)
            return None if number is None else told(number, rounding)

        return get

    return (
        column(f"{name}_low", kind, "the smallest it may be", bound("low", ROUND_FLOOR), unit=unit),
        column(
            f"{name}_best", kind, "the number as it was stated", bound("best", ROUND_HALF_EVEN), unit=unit,
            empty="nobody says, or only bounds are stated",
        ),
        column(
            f"{name}_high", kind, "the largest it may be", bound("high", ROUND_CEILING), unit=unit,
            empty="nobody says, or there is no upper bound",
        ),
        column(f"{name}_flag", TEXT, "in what way it is known (Flag)", lambda one: text_of(_of(of(one), "flag"))),
    )  # fmt: skip


def _money(number: Decimal, rounding: str) -> Decimal:
    return number.quantize(_CENTS, rounding=rounding, context=_WIDE)


def _of(value: Any, name: str) -> Any:
    return None if value is None else getattr(value, name)


def claim_columns() -> tuple[TableColumn, ...]:
    """Return who says it, how, and since when that can be known."""
    return (
        column("claim", TEXT, "the id of the claim in its deal", lambda one: one.claim.id, empty="it has none"),
        column("modality", TEXT, "how it is said to be (Modality); only a FACT is said to be so", lambda one: str(one.claim.modality)),
        column("confidence", TEXT, "how far the claim is trusted (Confidence)", lambda one: str(one.claim.confidence)),
        column(
            "absent", TEXT, "why the claim gives no value (Absence)", lambda one: text_of(one.claim.absent),
            empty="it gives one, or needs none",
        ),
        column("is_retracted", FLAG, "whether another claim takes it back", Subject.is_retracted, empty="never"),
        column(
            "known_from", DAY, "the first day on which a reader certainly could know it", _known_from,
            empty="nobody says when it was published",
        ),
        column("speaker", TEXT, "who says it, where that is not the source", lambda one: one.claim.speaker),
        column("speaker_role", TEXT, "in what quality they speak (SpeakerRole)", lambda one: text_of(one.claim.speaker_role)),
        column(
            "sources", TEXT, "the sources, by their ids where they have one, parted by '; '",
            lambda one: parted(source.id or source for source in one.claim.evidence), empty="no source is given",
        ),
        column("text", TEXT, "what is said, in words", lambda one: one.claim.text),
    )  # fmt: skip


def _known_from(one: Subject) -> date | None:
    return day_of(one.claim.known_days[1])


def day_of(number: int) -> date | None:
    """Return the day of a day number; None where it is open, or outside the years 1 to 9999."""
    return date.fromordinal(number) if 1 <= number <= _LAST_DAY else None
