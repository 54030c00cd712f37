"""The columns of the table of volumes, which is told from deals in a way of its own (`volume_rows`).

    >>> print(VOLUMES["tiv"])
    tiv: number, in million TIV; the volume; no price, and none can be got from it (empty: nobody says)

What sums up is `tiv` and `number`; the years say when, `told_years` over how many years the whole figure was told, and
`listed_years` over which, where they have gaps. Left out: prices, which stand in a table of their own and never beside a volume.
"""

from __future__ import annotations

from operator import itemgetter

from armsdeals.tables.columns import Columns, ColumnType, TableColumn
from armsdeals.tables.groups import FLAG, NUMBER, TEXT, WHOLE
from armsdeals.values.tiv import UNIT

_COUNT = "what unit says"
_NOT_MARKED = "nobody says whether it is, or there is none"

# name, type, meaning, unit, what an empty cell means; an empty last one is "nobody says"
_ROWS: tuple[tuple[str, ColumnType, str, str, str], ...] = (
    ("deal", TEXT, "the id of the deal", "", "never"),
    ("path", TEXT, "where it stands in the deal, as in findings; with deal and first_year it names the row", "", "never"),
    ("supplier", TEXT, "the suppliers of the deal, parted by '; '", "", ""),
    ("supplier_country", TEXT, "their countries, each once", "", ""),
    ("supplier_kind", TEXT, "what sort of actors they are, each once (PartyKind)", "", ""),
    ("recipient", TEXT, "the recipients of the deal, parted by '; '", "", ""),
    ("recipient_country", TEXT, "their countries, each once", "", ""),
    ("recipient_kind", TEXT, "what sort of actors they are, each once (PartyKind)", "", ""),
    ("line", TEXT, "the id of the line within the deal", "", "never"),
    ("system", TEXT, "the designation of what is transferred", "", "never"),
    ("category", TEXT, "the category of the system, in words", "", ""),
    ("armament_category", TEXT, "its class in the list of SIPRI, parted by '; ' where several are claimed", "", ""),
    ("condition", TEXT, "in what condition it arrives (Condition)", "", ""),
    ("basis", TEXT, "what the figures count (Basis); those of two bases never add up", "", "never"),
    ("order_year", WHOLE, "the year in which the contract is told to have been signed", "", "nobody says, or no one year"),
    ("order_year_is_estimated", FLAG, "whether that year is marked as an estimate", "", _NOT_MARKED),
    (
        "first_year", WHOLE, "the first year in which the figures may fall; of an order the order year", "",
        "nobody says, or open",
    ),
    ("last_year", WHOLE, "the last year in which they may fall", "", "nobody says, or open"),
    (
        "told_years", WHOLE, "over how many years the whole figure was told, this row being one unbroken run of them", "year",
        "nobody says, or open",
    ),
    (
        "listed_years", TEXT, "all years for which the whole figure was told, parted by '; ', where they have gaps", "",
        "the years have no gaps, or nobody says",
    ),
    ("tiv", NUMBER, "the volume; no price, and none can be got from it", UNIT, ""),
    ("number", NUMBER, "the number as it was stated, or the part of it that falls in these years", _COUNT, "nobody says, or only bounds are stated"),
    ("number_low", NUMBER, "the smallest it may be", _COUNT, ""),
    ("number_high", NUMBER, "the largest it may be", _COUNT, "nobody says, or there is no upper bound"),
    ("unit", TEXT, "what is counted, in the singular", "", ""),
    ("number_is_estimated", FLAG, "whether the number is marked as an estimate, or bounds are all that is stated", "", _NOT_MARKED),
    ("year_is_estimated", FLAG, "whether the years are marked as estimates", "", _NOT_MARKED),
    ("modality", TEXT, "how it is said to be (Modality); only a FACT is said to be so", "", "never"),
    ("is_retracted", FLAG, "whether another claim takes it back", "", "never"),
    ("is_beaten", FLAG, "whether a stronger claim of the same figure has a row of its own, so that both would count it twice", "", "never"),
    ("sources", TEXT, "the sources, by their ids where they have one, parted by '; '", "", "no source is given"),
)  # fmt: skip

VOLUMES = Columns(
    TableColumn(name=name, type=kind, meaning=meaning, unit=unit, empty=empty or "nobody says", of=itemgetter(place))
    for place, (name, kind, meaning, unit, empty) in enumerate(_ROWS)
)
