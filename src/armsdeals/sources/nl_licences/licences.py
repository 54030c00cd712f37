r"""Netherlands: licences for military goods, one in a row, as the government published them as a spreadsheet by month.

A licence allows an export and proves none, so a row becomes a deal with a permission and a value on the basis of a licence, and with no
stage. The state of the Netherlands stands for the exporter, whom nobody names; the final destination is the recipient, and a
destination before it an intermediary. ``D`` is for good and ``T`` for a time; ``J`` under ``Verl.`` prolongs an earlier licence.

    >>> head = "afgifte datum,nummer,SGP,goederen omschrijving,D/T,Verl.,land van bestemming,land van eindbestemming,waarde (€)"
    >>> reading = read((head + "\n03/16/2004,2360,ML5b,Delen van radar,T,N,DUITSLAND,NOORWEGEN   ,3000\n").encode())
    >>> (deal,) = reading.register
    >>> deal.id, [str(party) for party in deal.parties], str(deal.prices[0].value)
    ('nl-2360', ['Netherlands', 'NOORWEGEN (Norway)', 'DUITSLAND (Germany)'], '3000 EUR LICENCE')
    >>> str(deal.authorisations[0].when), deal.authorisations[0].text, deal.position.stage
    ('2004-03-16', 'for a time', None)

Dates are printed as month/day/year. Left out: the origin of the goods, the codes of the publisher's own categories, until when a
licence holds where that is no date. Terms: see `armsdeals.sources.nl_licences.source`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName, UnreadableInput
from armsdeals.issues import Issues, Severity
from armsdeals.model.classification import ClassCode
from armsdeals.model.deal import Deal
from armsdeals.model.limits import Authorisation, AuthorisationKind, AuthorisationState
from armsdeals.model.line import Line
from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Vintage
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.delimited import Names, table_of
from armsdeals.sources.nl_licences.dutch_countries import country_in_dutch
from armsdeals.sources.nl_licences.source import NL_LICENCES
from armsdeals.sources.sipri.lines import decoded
from armsdeals.values.classes import Scheme
from armsdeals.values.evidence import Evidence, SourceKind
from armsdeals.values.price import Price
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "licences"
COLUMNS: Names = {
    "goods": ("goederen omschrijving", "goederenomschrijving", "omschrijving"),
    "issued": ("afgifte datum", "afgiftedatum", "datum afgifte"),
    "number": ("nummer", "vergunningnummer"),
    "class": ("sgp", "sg-post", "post"),
    "for": ("d/t",),
    "renews": ("verl.", "verl", "verlenging"),
    "destination": ("land van bestemming", "bestemming"),
    "final": ("land van eindbestemming", "eindbestemming"),
    "value": ("waarde (€)", "waarde (eur)", "waarde (?)", "waarde", "waarde in euro", "waarde euro", "waarde (\ufffd)"),
    "expires": ("verval datum", "vervaldatum"),
    "own class": ("cat", "cat."),
    "v/n": ("v/n",),
    "u/d": ("u/d",),
    "earlier": ("t.v.v.", "tvv"),
    "origin": ("oorsprong /herkomst", "oorsprong/herkomst"),
    "country of origin": ("land van oorsprong",),
}
NEEDED = ("goods", "issued", "number", "final", "value")
_DATES = (
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})(?P<month>\d{2})(?P<year>\d{4})"),
)
_FOR = {"D": "for good", "T": "for a time"}
_GROUPS = frozenset(
    {"eu", "eu-landen", "eu landen", "navo", "navo-landen", "nato", "diverse", "div", "div.", "diversen"}
)
_CLASS = re.compile(r"(ML)?(\d{1,2})\.?([a-z]?)(\d?)", re.IGNORECASE)
_SUM = re.compile(r"\d{1,13}(?:[.,]\d{1,2})?")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,39}")
_LONGEST_NAME = 500


def knows(head: bytes) -> bool:
    """Whether a file begins as a list of licences does."""
    return table_of(decoded(head)[0], COLUMNS, NEEDED) is not None


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a list of licences (see `Reader`)."""
    text, odd = decoded(data)
    table = table_of(text, COLUMNS, NEEDED)
    if table is None:
        raise UnreadableInput("no head with afgifte datum, nummer and waarde was found", line=1)
    account = table.account(odd, limits, name=name)
    source = Evidence(
        id="nl-licences", publisher=NL_LICENCES.publisher, title=NL_LICENCES.title, kind=SourceKind.OFFICIAL_NOTICE,
        link=NL_LICENCES.link, licence=NL_LICENCES.terms,
    )  # fmt: skip
    lister = _Lister(source, account)
    deals: list[Deal] = []
    for number, cells in table.records(account):
        row = number - table.head - 1
        told = {what: " ".join(cells[place].split()) for what, place in table.places.items()}
        try:
            deals.append(lister.deal(told, number, row))
        except ArmsDealsError as error:
            account.refuse_for(number, row, error)
    last = len(table.lines) - table.head - 1
    if progress is not None:
        progress(last, last)
    return Reading(
        register=Register(deals, sources=(source,)), issues=Issues(account.issues), name=name, counts=account.counts(len(deals)),
        vintage=Vintage(
            publisher=NL_LICENCES.publisher, title=NL_LICENCES.title, layout=LAYOUT, lines=table.lines[: table.head]
        ),
    )  # fmt: skip


class _Lister:
    """Makes deals of rows, and gives rows of one licence ids of their own."""

    def __init__(self, source: Evidence, account: Account) -> None:
        self._evidence = (source,)
        self._account = account
        self._taken: Counter[str] = Counter()

    def deal(self, told: Mapping[str, str], line: int, row: int) -> Deal:
        """Return the deal of a row.

        Raises:
            InvalidValue: The number, the value or the destination cannot be meant.
        """
        number, value = told["number"], told["value"].replace(",", ".")
        if not _NUMBER.fullmatch(number):
            raise InvalidValue(f"{shown(number)} is no number of a licence", path=("nummer",))
        if not _SUM.fullmatch(told["value"]):
            raise InvalidValue(f"{shown(told['value'])} is no sum in EUR (expected such as 3000)", path=("waarde",))
        final, before = told["final"], told.get("destination", "")
        recipients = [self._party(final or before, Role.RECIPIENT)]
        if final and before and final.casefold() != before.casefold():
            recipients.append(self._party(before, Role.INTERMEDIARY))
        parties = (Party("Netherlands", role=Role.SUPPLIER_STATE, country="Netherlands", kind="state"), *recipients)
        for party in recipients:
            if party.country is None and party.kind is None:
                message = f"{shown(party.name)} is no country known by that name in Dutch; it is kept as printed"
                self._account.note(line, row, "unknown-country", message, severity=Severity.INFO, what="destination")
        designation = told["goods"][:_LONGEST_NAME]
        if not designation:
            raise InvalidValue("nothing tells the goods", path=("goederen omschrijving",))
        system = System(designation, category=told.get("class", ""), codes=self._codes(told.get("class", "")))
        plain = f"nl-{number.lower()}"
        self._taken[plain] += 1
        count = self._taken[plain]
        if count > 1:
            message = f"the licence {number} has an earlier row as well; each is a deal, since each has its own goods or value"
            self._account.note(line, row, "licence-twice", message, severity=Severity.INFO, what="nummer")
        return Deal(
            id=plain if count == 1 else f"{plain}-{count}", parties=parties, lines=(Line(id="1", system=system),),
            prices=(PriceClaim(value=Price(f"{value} EUR LICENCE"), evidence=self._evidence),),
            authorisations=(self._permission(told, line, row),),
        )  # fmt: skip

    def _permission(self, told: Mapping[str, str], line: int, row: int) -> Authorisation:
        days = {}
        for what, column in (("issued", "afgifte datum"), ("expires", "verval datum")):
            text = told.get(what, "")
            days[what] = found = _day(text)
            if text and found is None:
                message = f"{shown(text)} is no day (expected month/day/year)"
                self._account.note(line, row, "bad-date", message, what=column)
        issued, expires = days["issued"], days["expires"]
        said = [_FOR.get(told.get("for", "").upper(), "")]
        said += ["prolongs an earlier licence"] if told.get("renews", "").upper() == "J" else []
        said += [f"holds until {expires.isoformat()}"] if expires else []
        return Authorisation(
            kind=AuthorisationKind.EXPORT_LICENCE, state=AuthorisationState.GRANTED, authority="Netherlands",
            when=issued.isoformat() if issued else None, text="; ".join(one for one in said if one), evidence=self._evidence,
        )  # fmt: skip

    def _party(self, name: str, role: Role) -> Party:
        if not name:
            raise InvalidValue("nothing tells the destination", path=("land van eindbestemming",))
        if name.casefold() in _GROUPS:
            return Party(name, role=role, kind=PartyKind.GROUP_OF_STATES)
        country = country_in_dutch(name)
        return Party(name[:_LONGEST_NAME], role=role, country=country, kind=PartyKind.STATE if country else None)

    def _codes(self, text: str) -> tuple[ClassCode, ...]:
        """Return the classes of a cell such as "ML5b" or "ML4b,10b"; what is none is kept in words only."""
        codes: list[ClassCode] = []
        for found in map(_CLASS.fullmatch, re.split(r"[,;/ ]+", text)):
            if found is None or not (found[1] or codes):
                continue
            deeper = "".join(f".{part.lower()}" for part in (found[3], found[4]) if part)
            try:
                codes.append(ClassCode(Scheme.EU_ML, f"ML{int(found[2])}{deeper}", evidence=self._evidence))
            except UnknownName:  # a class that the list does not have is left to the words
                continue
        return tuple(dict.fromkeys(codes))


def _day(text: str) -> date | None:
    """Return the day of a cell; None if it is none that can be told for sure."""
    for form in _DATES:
        if found := form.fullmatch(text):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:  # such as a month 16
                return None
    return None
