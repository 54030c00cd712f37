r"""News: a table of articles on deals, with columns in any order and under the common names.

Buyer, seller, product, quantity, value, currency, date and address; also the day, the paper and the title of the article and the
stage it tells. A row is one article. Rows whose sides, system and day agree become one deal, in which what each article says
stands beside the others. A cell that cannot mean anything is left out with a finding, and nothing is put in its place.

    >>> reading = read(b'''seller,buyer,product,quantity,deal_value,currency,deal_date,article_date,source_url
    ... Saab,Norway,Drone-5,8,$120 million,USD,Tuesday,2026-02-04,https://one.example/a
    ... Saab,Norway,Drone-5,10,EUR 90 million,USD,2026-02-03,,https://two.example/b
    ... Saab,PENDING,Radar-X,10-year,5,,Tuesday,,https://three.example/c
    ... ''')
    >>> print(reading.counts)
    3 lines: 3 used, 0 joined to the line before, 0 refused, 0 skipped
    >>> [str(claim.value) for claim in reading.register.deals[0].lines[0].quantities]
    ['8', '10']
    >>> for issue in reading.issues:
    ...     print(issue)
    line 3: info: tells the deal of line 2 (supplier, recipient, system, order date) [told-again]
    line 3: currency: warning: 'EUR 90 million' is in EUR and the currency is 'USD'; no sum is kept [currency-contradicts]
    line 4: buyer: warning: nobody says who buys [no-buyer]
    line 4: buyer: warning: 'PENDING' stands for nothing known [placeholder]
    line 4: date: warning: 'Tuesday' is a day of nobody knows which week [date-unresolved] (give the day of the article)
    line 4: quantity: warning: '10-year' is no number of things; none is kept [bad-quantity]
    line 4: value: warning: '5' names no currency; no sum is kept [no-currency]

Left out: what the article says beside. Terms: see `armsdeals.sources.news.source`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnreadableInput
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, Role
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Vintage
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.delimited import Names, Table, table_of
from armsdeals.sources.news.source import NEWS
from armsdeals.sources.news.who import may_be_swapped, parties_of
from armsdeals.sources.sipri.lines import decoded
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Absence
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence, SourceKind
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.when import When
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "rows"
_SPELLED = {
    "buyer": ("buyer", "recipient", "customer", "purchaser", "importer", "buyer country", "buying country", "client", "end user"),
    "seller": ("seller", "supplier", "vendor", "contractor", "exporter", "manufacturer", "seller country", "company"),
    "product": ("product", "item", "system", "weapon", "equipment", "goods", "product name", "weapon system", "designation", "platform"),
    "quantity": ("quantity", "qty", "units", "number", "count", "number of units", "no of units", "number ordered"),
    "value": ("value", "deal value", "contract value", "price", "amount", "cost", "deal size", "deal amount", "total value", "worth"),
    "currency": ("currency", "currency code", "deal currency", "value currency"),
    "date": ("date", "deal date", "contract date", "date signed", "signed", "signing date", "award date", "order date", "date of deal"),
    "url": ("url", "source url", "link", "source link", "article url", "article link", "address"),
    "published": ("published", "article date", "publication date", "date published", "published at", "published on", "pub date", "publish date"),
    "publisher": ("publisher", "source", "outlet", "paper", "newspaper", "source name", "media", "site"),
    "title": ("title", "headline", "article title"),
    "stage": ("stage", "status", "deal status", "deal stage"),
}  # fmt: skip
COLUMNS: Names = {
    what: tuple(dict.fromkeys(told.replace(" ", blank) for told in listed for blank in (" ", "_", "-", "")))
    for what, listed in _SPELLED.items()
}
NEEDED = ("buyer", "seller", "product")
_OF_ARTICLES = frozenset({"url", "published", "publisher", "title"})
_PLACEHOLDERS = frozenset(
    {
        "pending", "tbd", "tba", "tbc", "n/a", "na", "none", "null", "nil", "nan", "unknown", "not available", "not specified", "not mentioned",
        "not provided", "unspecified", "to be determined", "to be announced", "?", "-", "--", "\u2013", "\u2014", "...", "undefined", "xxx",
    }
)  # fmt: skip
_WITHHELD = frozenset({"undisclosed", "not disclosed", "withheld", "classified", "confidential", "secret"})
_WEEKDAY = re.compile(
    r"(?:(?:on|last|this|next) )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|yesterday|today|tomorrow",
    re.IGNORECASE,
)
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)")

_MOST_OF_NAME = 500
_MOST_OF_ONE = 200  # rows on one deal; the work to join them grows with the square of their number


def knows(head: bytes) -> bool:
    """Whether a file begins as rows of news do: it names buyer, seller and product, and articles or sums of a day."""
    return _table(decoded(head)[0]) is not None


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read rows of news (see `Reader`)."""
    text, odd = decoded(data)
    table = _table(text)
    if table is None:
        raise UnreadableInput(f"no head with {', '.join(NEEDED)} and the address of an article was found", line=1)
    account = table.account(odd, limits, name=name)
    whole = Evidence(id="news", publisher="a table of articles", title=NEWS.title, kind=SourceKind.DATA_SET)
    deals: list[Deal] = []
    lines: dict[str, tuple[int, int]] = {}
    for number, cells in table.records(account):
        row = number - table.head - 1
        try:
            made = _Row({what: cells[place] for what, place in table.places.items()}, number, row, account).deal(whole)
        except ArmsDealsError as error:
            account.refuse_for(number, row, error)
            continue
        deals.append(made)
        lines[made.id] = number, row
    register = _together(Register(deals, sources=(whole,)), account, lines)
    last = len(table.lines) - table.head - 1
    if progress is not None:
        progress(last, last)
    return Reading(
        register=register, issues=Issues(sorted(account.issues, key=_line)), name=name, counts=account.counts(len(deals)),
        vintage=Vintage(publisher=NEWS.publisher, title=NEWS.title, layout=LAYOUT, lines=table.lines[: table.head]),
    )  # fmt: skip


class _Row:
    """The cells of one row, each taken with a finding for what it cannot mean."""

    def __init__(self, cells: Mapping[str, str], line: int, row: int, account: Account) -> None:
        self._line, self._row, self._account = line, row, account
        self._cells = {what: self._cell(what, text) for what, text in cells.items()}

    def deal(self, whole: Evidence) -> Deal:
        """Return what the row tells.

        Raises:
            InvalidValue: It names nobody, or neither goods nor a sum.
        """
        recipients, suppliers = self._side("buyer", Role.RECIPIENT), self._side("seller", Role.SUPPLIER)
        if not recipients and not suppliers:
            raise InvalidValue("the row names neither a buyer nor a seller", path=("buyer",))
        for what, told in (("buyer", recipients), ("seller", suppliers)):
            if not told:
                self._note(f"no-{what}", f"nobody says who {what.removesuffix('er')}s", what=what)
        if may_be_swapped(recipients, suppliers):
            message = (
                f"{shown(recipients[0].name)} seems to be a firm and {shown(suppliers[0].name)} a state or an office of one: are "
                "they swapped? they are kept as told"
            )
            self._note("sides-swapped", message, what="seller")
        on = self._published()
        evidence = (self._evidence(on) or whole,)
        product = self._cells.get("product", "")[:_MOST_OF_NAME]
        quantities, prices = self._quantities(evidence), self._prices(evidence)
        if not product and not prices:
            raise InvalidValue("the row tells neither goods nor a sum", path=("product",))
        if not product and quantities:
            self._note("no-product", "a number is told, and nobody says of what; it is left out", what="quantity")
        goods = (Line(id="1", system=System(product), quantities=quantities),) if product else ()
        return Deal(
            id=f"news-row-{self._row}", parties=(*suppliers, *recipients), lines=goods, prices=prices,
            history=self._history(on, evidence), sources=evidence if evidence[0] is not whole else (),
        )  # fmt: skip

    def _cell(self, what: str, text: str) -> str:
        told = " ".join(text.split())
        if told.casefold().strip("[]<>()*. ") in _PLACEHOLDERS or told in _PLACEHOLDERS:
            self._note("placeholder", f"{shown(told)} stands for nothing known", what=what)
            return ""
        return told

    def _note(
        self, code: str, message: str, *, what: str, hint: str = "", severity: Severity = Severity.WARNING
    ) -> None:
        self._account.note(self._line, self._row, code, message, severity=severity, hint=hint, what=what)

    def _side(self, what: str, role: Role) -> tuple[Party, ...]:
        told = self._cells.get(what, "")
        return parties_of(told, role) if told else ()

    def _published(self) -> When | None:
        """Return when the article appeared: by its column, else by the days in its address."""
        told = self._cells.get("published", "")
        # Tables of programs often hold the time of day as well; a reader could know it on the day.
        found = When.parse(re.sub(r"(?<=\d\d)[T ]\d\d:\d\d.*", "", told)) if told else None
        if told and found is None:
            self._note("bad-date", f"{shown(told)} is no date; the article has none", what="published")
        if found is None and (day := _DAY_IN_ADDRESS.search(self._cells.get("url", ""))):
            return When.parse(f"{day[1]}-{int(day[2]):02d}-{int(day[3]):02d}")
        return found

    def _evidence(self, on: When | None) -> Evidence | None:
        """Return the article; None where nothing tells which it is."""
        link, publisher = self._cells.get("url", ""), self._cells.get("publisher", "")
        host = _host(link)
        if link and not host:
            self._note("bad-address", f"{shown(link)} is no address of a page (expected https://...)", what="url")
        publisher = publisher or host.removeprefix("www.")
        title = self._cells.get("title", "")
        if not publisher and not title:
            return None
        return Evidence(
            publisher=publisher, title=title, kind=SourceKind.ARTICLE, published=on, link=link if host else ""
        )

    def _quantities(self, evidence: tuple[Evidence, ...]) -> tuple[QuantityClaim, ...]:
        told = self._cells.get("quantity", "")
        if not told:
            return ()
        found = Estimate.parse(told)
        if found is None or found.high == 0:
            self._note("bad-quantity", f"{shown(told)} is no number of things; none is kept", what="quantity")
            return ()
        return (QuantityClaim(value=found, basis=Basis.ORDERED, evidence=evidence),)

    def _prices(self, evidence: tuple[Evidence, ...]) -> tuple[PriceClaim, ...]:
        told, currency = self._cells.get("value", ""), self._cells.get("currency", "")
        if told.casefold() in _WITHHELD:
            return (PriceClaim(absent=Absence.WITHHELD, evidence=evidence),)
        if not told:
            return ()
        code = _code_of(currency)
        if currency and not code:
            self._note("unknown-currency", f"{shown(currency)} is no currency known here", what="currency")
        alone = Money.parse(told)
        if alone is not None and code and alone.currency != code:
            message = f"{shown(told)} is in {alone.currency} and the currency is {shown(currency)}; no sum is kept"
            self._note("currency-contradicts", message, what="currency")
            return ()
        found = alone or (Money.parse(told, currency=code) if code else None)
        if found is None:
            is_bare = not code and Money.parse(told, currency="USD") is not None
            code_said = "no-currency" if is_bare else "bad-value"
            why = "names no currency" if is_bare else "is no sum of money"
            self._note(code_said, f"{shown(told)} {why}; no sum is kept", what="value")
            return ()
        return (PriceClaim(value=Price(str(found)), evidence=evidence),)

    def _history(self, on: When | None, evidence: tuple[Evidence, ...]) -> tuple[Event, ...]:
        told, stage = self._cells.get("date", ""), self._stage()
        if not told or stage is None:
            return ()
        told = re.sub(r"(?<=\d\d)[T ]\d\d:\d\d.*", "", told)
        day = on.earliest if on is not None and on.earliest == on.latest else None
        found = When.parse(told, on=day)
        if found is not None:
            return (Event(when=found, stage=stage, evidence=evidence),)
        if _WEEKDAY.fullmatch(told) and day is None:
            message = f"{shown(told)} is a day of nobody knows which week"
            self._note("date-unresolved", message, hint="give the day of the article", what="date")
        else:
            self._note("bad-date", f"{shown(told)} is no date that can be told for sure; none is kept", what="date")
        return ()

    def _stage(self) -> NegotiationStage | None:
        told = self._cells.get("stage", "")
        if not told:
            return NegotiationStage.SIGNED
        try:
            return NegotiationStage(told)
        except ArmsDealsError as error:
            self._note("unknown-stage", f"{error.message}; no stage is kept", what="stage")
            return None


def _together(register: Register, account: Account, lines: Mapping[str, tuple[int, int]]) -> Register:
    """Return a register in which the rows on one deal are one deal, and note which they were."""
    told = Counter((deal.parties, deal.lines[0].system) for deal in register if deal.lines)
    if told and max(told.values()) > _MOST_OF_ONE:
        message = f"more than {_MOST_OF_ONE} rows tell of the same sides and goods; all rows are left apart"
        account.note(1, None, "not-joined", message, hint="join them by register.merge(within=True)")
        return register
    merged = register.merge(within=True)
    for match in merged.matches:
        line, row = lines[match.second]
        message = f"tells the deal of line {lines[match.first][0]} ({', '.join(match.by)})"
        account.note(line, row, "told-again", message, severity=Severity.INFO)
    for miss in (*merged.near, *merged.ambiguous):
        line, row = lines[miss.second[0]]
        others = ", ".join(str(lines[name][0]) for name in miss.first)
        message = f"may tell the deal of line {others} and is left apart: {miss.why}"
        account.note(line, row, "perhaps-told-again", message, severity=Severity.INFO)
    return merged.register


def _table(text: str) -> Table | None:
    table = table_of(text, COLUMNS, NEEDED, name="product")
    if table is None:
        return None
    is_news = _OF_ARTICLES & table.places.keys() or {"value", "date"} <= table.places.keys()
    return table if is_news else None


def _code_of(text: str) -> str:
    """Return the code of a currency that is told by code, sign or name; empty if it is none."""
    if not text:
        return ""
    found = Money.parse(f"1 {text}") or Money.parse(f"{text}1")
    return found.currency if found is not None else ""


def _host(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:  # such as an address of version 6 that is not closed
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""


def _line(issue: Issue) -> int:
    return issue.line or 0
