"""The long tables: which there are, and the columns of each, in one list.

    >>> names = [table.name for table in TABLES]
    >>> names[:5], names[5:]
    (['deals', 'lines', 'quantities', 'prices', 'deliveries'], ['payments', 'events', 'financings', 'parties', 'claims', 'evidence', 'volumes'])
    >>> columns("quantities").names[:7]
    ('deal', 'path', 'supplier', 'supplier_country', 'recipient', 'recipient_country', 'line')

One row is one thing that is told, never a sum of several: claims that contradict each other are rows of their own, and
whoever adds rows up first chooses among them (`modality`, `is_retracted`, `quantity_basis`). What has no table of its own,
such as a permission, stands among the claims with its words. Names of columns are kept; new ones come last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Event
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.line import Line
from armsdeals.model.party import Party
from armsdeals.model.payment import Payment
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.tables.cells import (
    claim_path_of,
    designation_of,
    held,
    last_heard,
    line_of,
    number,
    offer_of,
    other_terms,
    party_countries,
    party_names,
    position_of,
    price_of,
    several,
    who_pays,
    word,
)
from armsdeals.tables.columns import Columns, TableColumn
from armsdeals.tables.groups import (
    DAY,
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    claim_columns,
    column,
    parted,
    price_columns,
    quantity_columns,
    text_of,
    when_columns,
)
from armsdeals.tables.volume_rows import volume_columns, volume_rows
from armsdeals.tables.volumes import VOLUMES
from armsdeals.values.claim import Claim
from armsdeals.values.evidence import Evidence


@frozen(kw_only=True, repr=False)
class TableSpec:
    """One table.

    Attributes:
        name: Its name.
        about: What one row is.
        cls: The class of the things that have a row in it.
        columns: Its columns.
        printed: Those that a reader is shown first; all are in what it is turned into.
        rows: What tells its rows from the deals, where they are not one for each thing of the class.
        blocks: What tells them in blocks of columns (`frames.shared_reader`), if there is that.
    """

    name: str
    about: str
    cls: Any
    columns: Columns = field(converter=Columns)
    printed: tuple[str, ...]
    rows: Callable[[Iterable[Deal]], Iterator[tuple[Any, ...]]] | None = None
    blocks: Callable[[Iterable[Deal]], Iterator[Any]] | None = None

    __repr__ = short_repr


_WHERE = (
    column("deal", TEXT, "the id of the deal", lambda one: one.deal.id if one.deal else None, empty="it belongs to no deal"),
    column(
        "path", TEXT, "where it stands in the deal, as in findings; with deal it names the row", lambda one: one.path_text,
        empty="the deal itself",
    ),
    column("supplier", TEXT, "the suppliers of the deal, parted by '; '", party_names("suppliers")),
    column("supplier_country", TEXT, "their countries, each once", party_countries("suppliers")),
    column("recipient", TEXT, "the recipients of the deal, parted by '; '", party_names("recipients")),
    column("recipient_country", TEXT, "their countries, each once", party_countries("recipients")),
)  # fmt: skip
_OF_A_LINE = (
    column("line", TEXT, "the id of the line within the deal", line_of),
    column("system", TEXT, "the designation of what is transferred", designation_of),
)
_OF_A_DEAL: tuple[TableColumn, ...] = (
    column("deal", TEXT, "the id of the deal; it names the row", lambda one: one.deal.id),
    column("title", TEXT, "what it is about", held("title"), empty="it has none"),
    column("supplier", TEXT, "the suppliers, parted by '; '", party_names("suppliers")),
    column("supplier_country", TEXT, "their countries, each once", party_countries("suppliers")),
    column("recipient", TEXT, "the recipients, parted by '; '", party_names("recipients")),
    column("recipient_country", TEXT, "their countries, each once", party_countries("recipients")),
    column("systems", TEXT, "the designations of its lines, parted by '; '", lambda one: parted(line.system.designation for line in one.deal.lines)),
    column("stage", TEXT, "the stage after everything that is told (NegotiationStage)", lambda one: text_of(position_of(one).stage), empty="open, or nothing is told"),
    column("stages", TEXT, "the stages in which it may be, parted by ' or '", lambda one: position_of(one).stages_in_words),
    *when_columns("since", "it came to the stage", lambda one: position_of(one).since),
    column("furthest", TEXT, "the highest live stage to which it certainly came", lambda one: text_of(position_of(one).furthest), empty="none is certain"),
    column("is_disputed", FLAG, "whether a claim excludes the stage", lambda one: position_of(one).disputed, empty="never"),
    *price_columns("price", lambda one: price_of(one).value),
    column("price_absent", TEXT, "why there is no price (Absence)", lambda one: text_of(price_of(one).absent), empty="there is one, or nobody says"),
    column("price_is_disputed", FLAG, "whether a claim excludes the price", lambda one: price_of(one).disputed, empty="never"),
    column("events", WHOLE, "how many events its history holds", lambda one: len(one.deal.history), unit="event", empty="never"),
    column("last_heard", DAY, "the last day on which anything of it became known", last_heard, empty="nothing is dated"),
    column("note", TEXT, "anything else", held("note"), empty="nothing"),
)  # fmt: skip


def _spec(
    name: str,
    about: str,
    cls: Any,
    printed: str,
    *own: TableColumn,
    frame: bool = True,
    last: Iterable[TableColumn] = (),
) -> TableSpec:
    claimed = claim_columns() if frame else ()
    columns = (*_WHERE, *own, *claimed, *last)
    return TableSpec(name=name, about=about, cls=cls, columns=columns, printed=("deal", *printed.split()))


TABLES: tuple[TableSpec, ...] = (
    TableSpec(
        name="deals", about="a deal, and what all of its claims add up to", cls=Deal, columns=_OF_A_DEAL,
        printed=("deal", "supplier", "recipient", "systems", "stage", "since_text", "price_text"),
    ),
    _spec(
        "lines", "one kind of goods in a deal", Line,
        "line system category kind condition",
        column("line", TEXT, "the id of the line within the deal", line_of),
        column("system", TEXT, "the designation of what is transferred", lambda one: one.item.system.designation),
        column("system_id", TEXT, "the id of the system", lambda one: one.item.system.id, empty="it has none"),
        column("category", TEXT, "the category of the system", lambda one: one.item.system.category),
        column("kind", TEXT, "what sort of thing is transferred (LineKind)", word("kind")),
        column("condition", TEXT, "in what condition it arrives (Condition)", word("condition")),
        column("note", TEXT, "anything else", held("note"), empty="nothing"),
        frame=False,
    ),
    _spec(
        "quantities", "one claim of how many, on one basis", QuantityClaim,
        "line quantity_basis quantity_text when_text modality known_from",
        *_OF_A_LINE,
        column("quantity_basis", TEXT, "what the number counts (Basis)", word("basis"), empty="never"),
        *quantity_columns(held("value")),
        *when_columns("when", "it is said to be so", held("when")),
    ),
    _spec(
        "prices", "one claim of what the deal costs", PriceClaim,
        "price_text when_text modality confidence known_from",
        *price_columns("price", held("value")),
        column("covers", TEXT, "what the sum pays for", held("covers")),
        *when_columns("when", "it is said to be so", held("when")),
        last=[column("key", TEXT, "which sum it tells; rows of one deal and key are one sum, told again or in other money", held("key"), empty="it stands by itself")],
    ),
    _spec(
        "deliveries", "goods handed over, sent back, lost or turned elsewhere by one event", Delivery,
        "line kind quantity_text when_text place modality known_from",
        *_OF_A_LINE,
        column("kind", TEXT, "what happened to the goods (DeliveryKind)", word("kind"), empty="never"),
        *quantity_columns(held("quantity")),
        *when_columns("when", "it happened or is to happen", lambda one: one.claim.when),
        column("place", TEXT, "where", lambda one: one.item.place or one.claim.place),
        column("is_accepted", FLAG, "whether the recipient accepted them", held("is_accepted")),
    ),
    _spec(
        "payments", "money, or goods in its place, that moved by one event", Payment,
        "purpose amount_text when_text payer payee modality",
        *price_columns("amount", held("value")),
        *when_columns("when", "it was paid or is to be paid", lambda one: one.claim.when),
        column("purpose", TEXT, "what for (PaymentPurpose)", word("purpose"), empty="never"),
        column("payer", TEXT, "who paid", held("payer"), empty="the recipient, or nobody says"),
        column("payee", TEXT, "who got it", held("payee"), empty="the supplier, or nobody says"),
        column("financing", TEXT, "the key of the financing that it belongs to", held("of"), empty="none is named"),
        column("in_kind", TEXT, "the goods, where goods moved", held("in_kind"), empty="it was money"),
        column("is_missed", FLAG, "whether it fell due and was not paid", held("is_missed"), empty="never"),
        last=[column("key", TEXT, "which payment it is; rows of one deal and key are one payment, told again", held("key"), empty="it stands by itself")],
    ),
    _spec(
        "events", "something dated that was told of a deal, or that belongs to none", Event,
        "when_text stage kind modality known_from text",
        *when_columns("when", "it happened or is to happen", held("when")),
        column("stage", TEXT, "the stage that it opens (NegotiationStage)", word("stage"), empty="it opens none"),
        column("alternatives", TEXT, "further stages that it may be instead, parted by '; '", several("alternatives"), empty="none"),
        column("bound", TEXT, "how the stage is to be read (Bound)", word("bound"), empty="never"),
        column("back", FLAG, "whether it goes back or reopens", held("back"), empty="never"),
        column("kind", TEXT, "what sort of happening it is (EventKind)", word("kind")),
        column("place", TEXT, "where", held("place")),
        column("participants", TEXT, "who took part, parted by '; '", several("participants")),
        column("scope", TEXT, "the ids of the lines or tranches of which it speaks", several("scope"), empty="the whole deal"),
        column("topic", TEXT, "what it was about", held("topic")),
    ),
    _spec(
        "financings", "one claim of one way of paying, of the deal or of an offer", FinancingKind,
        "kind form share amount_text who modality known_from",
        column("kind", TEXT, "the kind of financing, by its tag", held("kind"), empty="never"),
        column("offer", TEXT, "the key of the offer whose financing it is; its path where it has none", offer_of, empty="it is that of the deal"),
        column("key", TEXT, "which financing it speaks of", held("key"), empty="it stands by itself"),
        column("form", TEXT, "the way of paying (FinancingForm)", word("form")),
        column("status", TEXT, "how far it had come (FinancingStatus)", word("status")),
        column("share", NUMBER, "the part of the price", number("share"), unit="fraction"),
        *price_columns("amount", held("amount")),
        column("who", TEXT, "who lends, pays, gives, guarantees, lets or owes", who_pays),
        column("rate", NUMBER, "the rate of interest a year", number("rate"), unit="fraction", empty="nobody says, or it is no credit"),
        column("rate_low", NUMBER, "the lowest rate that it may be", number("rate_low"), unit="fraction"),
        column("rate_high", NUMBER, "the highest rate that it may be", number("rate_high"), unit="fraction"),
        column("tenor_years", WHOLE, "how long it runs", held("tenor_years"), unit="year", empty="nobody says, or it is no credit"),
        column("grace_years", WHOLE, "how long nothing is repaid", held("grace_years"), unit="year", empty="nobody says, or it is no credit"),
        column("payments_per_year", WHOLE, "how often it is paid", held("payments_per_year"), unit="payment"),
        column("profile", TEXT, "how it is repaid (Profile)", word("profile")),
        column("terms", TEXT, "the other terms, parted by '; '", other_terms, empty="none is told"),
        *(
            column(name, TEXT, f"the terms that are known {what}", several(name), empty="none")
            for name, what in (("without", "not to exist"), ("withheld", "not to be published"), ("inapplicable", "not to arise"))
        ),
    ),
    _spec(
        "parties", "somebody with a part in a deal", Party,
        "name role country kind share since_text",
        column("name", TEXT, "their name, as the sources write it", held("name"), empty="never"),
        column("role", TEXT, "what part they have (Role)", word("role"), empty="never"),
        column("country", TEXT, "the country they act for or sit in", word("country")),
        column("country_iso3", TEXT, "its code of today in ISO 3166-1", lambda one: one.item.country and one.item.country.iso3, empty="nobody says, or it has none"),
        column("kind", TEXT, "what sort of actor they are (PartyKind)", word("kind")),
        column("share", NUMBER, "their part of the role", number("share"), unit="fraction"),
        *when_columns("since", "they joined", held("since")),
        *when_columns("until", "they left", held("until")),
        column("note", TEXT, "anything else", held("note"), empty="nothing"),
        frame=False,
    ),
    _spec(
        "claims", "one claim of any sort", Claim,
        "path sort when_text modality sources text",
        column("sort", TEXT, "the class of the claim", lambda one: type(one.item).__name__, empty="never"),
        *when_columns("when", "it is said to be so, or happened", held("when")),
        *when_columns("said", "it was said in public", held("said")),
        column("retracts", TEXT, "the id of the claim that it takes back", held("retracts"), empty="none"),
        column("quote", TEXT, "a short quotation", held("quote")),
    ),
    _spec(
        "evidence", "one source, in one of the places that cite it", Evidence,
        "claim_path publisher published_text kind title",
        column("claim_path", TEXT, "the path of the claim that it tells", claim_path_of, empty="no claim cites it"),
        column("source", TEXT, "its id", held("id"), empty="it has none"),
        column("publisher", TEXT, "who published it", held("publisher")),
        column("title", TEXT, "its title", held("title")),
        column("author", TEXT, "who wrote it", held("author")),
        column("kind", TEXT, "what kind of source it is (SourceKind)", word("kind"), empty="never"),
        *when_columns("published", "it was published", held("published")),
        *when_columns("retrieved", "it was read", held("retrieved")),
        column("language", TEXT, "its language, as a BCP 47 tag", held("language")),
        column("locator", TEXT, "where in it", held("locator")),
        column("link", TEXT, "where it can be read", held("link")),
        column("archive", TEXT, "where a kept copy can be read", held("archive")),
        column("licence", TEXT, "what its publisher allows", held("licence")),
        frame=False,
    ),
    TableSpec(
        name="volumes", about="one figure of one line on one basis, in one unbroken run of years", cls=Line,
        columns=VOLUMES, rows=volume_rows, blocks=volume_columns,
        printed=("deal", "supplier", "recipient", "system", "basis", "first_year", "last_year", "tiv", "number"),
    ),
)  # fmt: skip


def table_named(name: str) -> TableSpec:
    """Return what is known of a table.

    Raises:
        UnknownName: There is none of that name.
    """
    for table in TABLES:
        if table.name == name:
            return table
    names = [table.name for table in TABLES]
    near = suggestion(str(name), names)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
    raise UnknownName(f"no table is called {shown(name)}; {hint}", suggestions=near)


def columns(table: str = "deals") -> Columns:
    """Return the columns of a long table with their types, units and meanings.

    Raises:
        UnknownName: There is no such table.
    """
    return table_named(table).columns
