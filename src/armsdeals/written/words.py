"""The words that a head may use: the codes of the vocabularies, in lower case with blanks.

    >>> STAGES.read(Cursor("final talks @tass")), STAGES.written("FINAL_TALKS")
    ('FINAL_TALKS', 'final talks')
    >>> why_unknown("inked", STAGES)
    "'inked' is not a word here; write signed"

What headlines say is not accepted, for it does not tell what happened; it is the hint of what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import armsdeals.model.financing.financing  # noqa: F401  # by which every kind of financing makes itself known
from armsdeals._fields import Word
from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.economy import ObligationStatus, OffsetForm
from armsdeals.model.event import EventKind
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.instrument import ConditionState, InstrumentKind
from armsdeals.model.limits import AuthorisationKind, AuthorisationState, ConstraintKind
from armsdeals.model.line import Line
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.ending import EndActor, EndReason, SettlementKind, SettlementStatus, SuspensionScope
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import PartyKind, Role
from armsdeals.model.payment import PaymentPurpose
from armsdeals.model.valued import ProductionMode
from armsdeals.plan import members_of, names_of
from armsdeals.values.basis import Basis, ValueBasis
from armsdeals.values.claim import Absence, Confidence, Modality
from armsdeals.values.evidence import SourceKind
from armsdeals.values.told_numbers import WORDS
from armsdeals.written.cursor import Cursor


class Phrases:
    """Codes under the words that are typed for them; the longest that fits is taken."""

    def __init__(self, what: str, codes: Mapping[str, str], *, listed_in: str = "") -> None:
        self.what = what
        self.listed_in = listed_in  # the vocabulary
        self.codes = dict(codes)
        self.said = {code: phrase for phrase, code in reversed(self.codes.items())}
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for phrase, code in sorted(self.codes.items(), key=lambda pair: -len(pair[0])):
            words = phrase.split()
            self._by_first.setdefault(words[0], []).append((words, code))

    @classmethod
    def of(cls, what: str, words: Iterable[Word], *, but: Iterable[str] = ()) -> Phrases:
        """Make it of a vocabulary, some codes left out."""
        told = list(words)
        left_out = frozenset(but)
        codes = {word.in_words: word.value for word in told if word.value not in left_out}
        return cls(what, codes, listed_in=type(told[0]).__name__)

    def read(self, words: Cursor, *, mark: bool = False) -> str:
        """Take the phrase that comes next and return its code; empty if there is none.

        Args:
            words: The words of the head.
            mark: Whether a question mark may stand right behind the phrase; it is left for the caller.
        """
        for wanted, code in self._by_first.get(words.peek().removesuffix("?") if mark else words.peek(), ()):
            if words.starts(*wanted) or (mark and words.starts(*wanted[:-1], f"{wanted[-1]}?")):
                words.at += len(wanted)
                return code
        return ""

    def comes(self, words: Cursor) -> bool:
        """Whether a phrase comes next; nothing is taken."""
        before = words.at
        found = bool(self.read(words))
        words.at = before
        return found

    def written(self, code: str) -> str:
        """Return what is typed for a code; empty if nothing is."""
        return self.said.get(code, "")


STAGES = Phrases.of("stage", NegotiationStage)
KINDS = Phrases.of("sort of event", EventKind)
LEDGER = Phrases.of("delivery", DeliveryKind, but=("DELIVERED",))  # that one is a stage, too
INSTRUMENTS = Phrases.of("document", InstrumentKind, but=("UNKNOWN",))
MODALITIES = Phrases.of("modality", Modality, but=("FACT",))
ACTORS = Phrases.of("side", EndActor)
REASONS = Phrases.of("reason", EndReason)
CONFIDENCES = Phrases.of("confidence", Confidence, but=("UNKNOWN",))
ABSENCES = Phrases.of("absence", Absence)
BASES = Phrases.of("basis", Basis)
VALUE_BASES = Phrases.of("basis of a sum", ValueBasis)
STATUSES = Phrases(
    "status of a financing",
    {status.in_words: status.value for status in FinancingStatus} | {"agreed": "AGREED_IN_PRINCIPLE"},
    listed_in="FinancingStatus",
)
OFFSET_FORMS = Phrases.of("form of an offset", OffsetForm, but=("UNKNOWN",))
OBLIGATIONS = Phrases.of("status of an offset", ObligationStatus, but=("UNKNOWN",))
CONSTRAINTS = Phrases.of("constraint", ConstraintKind)
AUTHORISATIONS = Phrases.of("permission", AuthorisationKind)
AUTHORISATION_STATES = Phrases.of("state of a permission", AuthorisationState)
PRODUCTIONS = Phrases(
    "way of production",
    {mode.in_words: mode.value for mode in ProductionMode if mode.value != "UNKNOWN"}
    | {"co production": "CO_PRODUCTION", "made": "UNKNOWN"},
)
PURPOSES = Phrases.of("purpose of a payment", PaymentPurpose, but=("UNKNOWN",))
SETTLEMENTS = Phrases.of("settlement", SettlementKind)
SETTLEMENT_STATES = Phrases.of("status of a settlement", SettlementStatus, but=("UNKNOWN",))
CONDITION_STATES = Phrases.of("state of a condition", ConditionState)
PARTY_KINDS = Phrases.of("sort of party", PartyKind)
SOURCE_KINDS = Phrases.of("sort of source", SourceKind, but=("UNKNOWN",))
HALTS = Phrases.of("halt", SuspensionScope, but=("LICENCE", "LINE"))  # these two are no stage
ROLES = Phrases.of("role", Role)
LINKS = Phrases.of("link", LinkKind)
SAID_ROLES = frozenset(word.replace("_", " ").replace("-", " ").lower() for word in (*ROLES.codes, *Role.also_called()))
SAID_LINKS = frozenset(
    word.replace("_", " ").replace("-", " ").lower() for word in (*LINKS.codes, *LinkKind.also_called())
)


def _ways_of_paying() -> dict[str, tuple[str, str, str]]:
    """Return kind, form and key under the words for them."""
    ways: dict[str, tuple[str, str, str]] = {"credit line": ("credit-line", "", ""), "debt swap": ("debt-swap", "", "")}
    for kind, member in members_of(FinancingKind).items():
        ways[kind] = (kind, "", "")
        ways |= {
            FinancingForm(form).in_words: (kind, form, "") for form in sorted(member.FORMS - member.NAMED_ELSEWHERE)
        }
    return ways | {"state loan": ("loan", "SUPPLIER_STATE_LOAN", ""), "advance": ("cash", "", "advance")}


WAYS = _ways_of_paying()
PAYING = Phrases("way of paying", {phrase: phrase for phrase in WAYS})
GIVERS = {
    kind: next((name for name in ("lender", "donor", "lessor", "creditor", "payer") if name in names_of(member)), "")
    for kind, member in members_of(FinancingKind).items()
}
LINE_FIELDS = names_of(Line)

# What headlines say, and what a head says for it. A headline's word may mean less than it sounds.
HEADLINES = {
    "interested": "interest", "eyes": "interest", "seeks": "interest", "considering": "interest",
    "discussing": "talks", "exploring": "talks", "asked": "requested", "tender": "tendered", "bid": "offered",
    "pitched": "offered or interest", "downselected": "shortlisted", "wins": "selected", "won": "selected",
    "awarded": "selected", "preferred": "selected", "chosen": "selected", "chooses": "selected", "picks": "selected", "picked": "selected",
    "memorandum": "signed mou", "agreed": "final talks or preliminary",
    "inked": "signed", "inks": "signed", "signs": "signed", "seals": "signed or preliminary", "sealed": "signed",
    "cleared": "at least requested", "approved": "at least requested, or under authorisations who allows it, as in export licence granted",
    "activated": "effective", "deposit": "paid, and the sum", "payment": "paid, and the sum", "installment": "paid, and behind it instalment and the sum",
    "missed": "note, and below it what was due, as in payments: missed instalment",
    "ordered": "signed", "orders": "signed", "buys": "signed", "bought": "signed", "ratified": "effective, or note",
    "delivery": "delivering, or delivered with how many of which line", "first": "delivering, or note and your words behind a colon", "arrived": "delivering", "frozen": "suspended", "paused": "suspended",
    "postponed": "suspended, if the deal is halted; where a day is put off, planned behind the new day", "halted": "suspended", "scrapped": "cancelled", "axed": "cancelled",
    "terminated": "cancelled", "canceled": "cancelled", "vetoed": "blocked", "refused": "blocked or rejected",
    "expired": "lapsed", "replaced": "superseded", "revived": "talks, with back: true", "resumed": "talks, with back: true", "unfrozen": "talks, with back: true",
    "amendment": "signed amendment", "amended": "signed amendment", "settlement": "signed settlement, or note with settlements",
    "settled": "signed settlement, or note with settlements", "framework": "signed framework", "iga": "signed iga",
    "announced": "statement, summit or note", "announcement": "statement, summit or note", "delayed": "note, or planned behind the new day",
    **dict.fromkeys(("lawsuit", "sued", "dispute", "investigation", "inquiry", "probe", "charged", "opened", "production"), "note"),
    **dict.fromkeys(("probably", "reportedly", "allegedly", "apparently", "likely", "perhaps", "maybe"), "signed?, or whatever stage it is"),
    "loan": "signed loan agreement, and below it financing: KEY signed", "handed": "delivering, or note where it is for trials or training",
    "option": "note, and option: 4 aircraft below the line for what may still be called", **dict.fromkeys(("denies", "not", "never"), "denied signed, or whatever stage it is"),
    "ended": "completed or cancelled", "in": "talks, or a ? behind what is in doubt", "close": "final talks",
    "reached": "final talks or preliminary", "walked": "withdrawn or cancelled", "off": "withdrawn", "on": "suspended",
    "comes": "effective", "came": "effective", "back": "talks, with back: true", "takes": "delivering",
    "received": "delivering", "clears": "at least requested", "approves": "at least requested", "provisionally": "selected",
    "closed": "signed, or cancelled by recipient where a tender is closed", "done": "at most signed", "instead": "superseded", "letter": "signed loi or requested",
    "mou": "signed mou", "loi": "signed loi", "contract": "signed contract",
    **dict.fromkeys(
        ("licence", "license", "permission", "permit"),
        "note, or under authorisations what is allowed, as in export licence granted",
    ),
    **dict.fromkeys(
        ("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"),
        "the date as 2017-09-12 or 2017-09",
    ),
}  # fmt: skip


# What reports call a way of paying, and the words for it here.
_PAID = {
    "export": "export credit direct if an agency lends, or export credit guaranteed if banks do",
    "bank": "commercial loan", "banks": "commercial loan", "bonds": "commercial loan", "credit": "loan, or credit-line",
    "fmf": "military aid grant, or military aid loan", "aid": "military aid grant, or military aid loan",
    "instalments": "own funds, with milestones below", "installments": "own funds, with milestones below",
    "budget": "own funds", "deposit": "advance", "downpayment": "advance", "down": "advance", "donation": "gift",
    "supplier": "supplier credit, or supplier state loan", "government": "supplier state loan, or third party loan",
    "leasing": "lease", "offset": "nothing: an offset pays for nothing and stands under offsets",
}  # fmt: skip
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"
_SMALL = {
    **dict.fromkeys(
        (
            "the",
            "a",
            "an",
            "for",
            "with",
            "to",
            "from",
            "of",
            "and",
            "about",
            "its",
            "was",
            "has",
            "is",
            "will",
            "that",
        ),
        "words of your own stand behind a colon",
    ),
    "at": "where it was stands below, under place",
}
_FEW = 8  # words that are listed in a message
_SIDES = {
    "buyer": "recipient", "importer": "recipient", "customer": "recipient", "purchaser": "recipient",
    "seller": "supplier", "exporter": "supplier", "manufacturer": "supplier", "vendor": "supplier", "both": "mutual",
    "government": "recipient, supplier or authority", "court": "authority", "parliament": "authority",
}  # fmt: skip
_MEANT = {"approved": "agreed in principle or signed"}
TERMS_BELOW = "terms of it stand below, such as rate: 3 % or tenor_years: 10"
_TERMS = {
    "by": "write from",
    "of": "write from",
    "at": TERMS_BELOW,
    "over": TERMS_BELOW,
    "for": TERMS_BELOW,
    "with": TERMS_BELOW,
}


@lru_cache(maxsize=4_096)
def _near(word: str, phrases: tuple[str, ...]) -> tuple[str, ...]:
    # Only those that begin alike are compared: a hostile file may hold very many words that are none.
    return suggestion(word.lower(), [phrase for phrase in phrases if phrase[0] == word[:1].lower()])


def why_unknown(word: str, *known: Phrases) -> str:
    """Say that a word is none of those known, and what to write."""
    if why := _by_its_look(word):
        return why
    if word.lower() in HEADLINES and STAGES in known:
        return f"{shown(word)} is not a word here; write {HEADLINES[word.lower()]}"
    if not {VALUE_BASES, OFFSET_FORMS}.isdisjoint(known) and (
        why := _why_no_basis(word, is_share=OFFSET_FORMS in known)
    ):
        return why
    if word in PURPOSES.codes and STAGES in known:
        return f"{shown(word)} stands behind paid and in front of the sum, as in paid {word} 3 m EUR"
    if STATUSES in known and (why := why_no_status(word)):
        return why
    if PAYING in known and word in _TERMS:
        return f"{shown(word)} is not a word here; {_TERMS[word]}"
    if any(word in phrases.codes for phrases in (*known, MODALITIES)):
        return f"{shown(word)} is one word too many here; keep one of its sort, in its place"
    if word.lower() in _PAID and PAYING in known:
        return f"{shown(word)} is not a way of paying here; write {_PAID[word.lower()]}"
    if word.lower() in _SIDES and ACTORS in known:
        return f"{shown(word)} is not a word here; write {_SIDES[word.lower()]}"
    if word in CONFIDENCES.codes and CONFIDENCES not in known:
        return f"{shown(word)} is not a word here; how far a claim is trusted stands at its end: , {word} confidence"
    if number := WORDS.get(word.lower()):
        return f"{shown(word)} is not read as a number; write {number}"
    if STAGES in known and word in _SMALL:
        return f"{shown(word)} is not a word here; {_SMALL[word]}"
    near = _near(word, tuple(phrase for phrases in known for phrase in phrases.codes))
    return f"{shown(word)} is not a word here{f' (did you mean {near[0]}?)' if near else f' (expected a {_wanted(known)})'}"


def _by_its_look(word: str) -> str:
    """Say what is wrong with a word in which a sign stands that has another place; empty for all others."""
    if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?", word):
        return f"no time of day is read; leave {shown(word)} out"
    if ":" in word:
        why = f"put a blank after the colon in {shown(word)}"
        return (
            why
            if "://" not in word
            else "a link stands with its source, in the table of sources; here that is cited as @KEY"
        )
    if "@" in word[1:]:
        return f"put a blank in front of the @ in {shown(word)}"
    if word and word[0] in _QUOTES:
        return f"{shown(word)} is not a word here; words of your own stand behind a colon"
    if word in ("?", "~"):
        return f"a blank stands in front of {shown(word)}; the mark stands right behind its word or date"
    if word == "-":
        return "'-' is not a word here; your words stand behind a colon, and an item of its own in the column of the others"
    return ""


def why_no_status(word: str) -> str:
    """Say which status of a financing is meant by a word that is nearly one; empty if none is.

    >>> why_no_status("Signed"), why_no_status("Gazprom")
    ("'Signed' is not a word here; write signed", '')
    """
    low = word.lower().strip(".,;")
    meant = _MEANT.get(low, "") or (low if low in STATUSES.codes and low != word else "")
    return f"{shown(word)} is not a word here; write {meant}" if meant else ""


def _why_no_basis(word: str, *, is_share: bool) -> str:
    if is_share and word == "of":
        return "'of' is not a word here; a percentage alone is one of the price"
    if word.lower() in ("budget", "bid", "quote", "asking"):
        return f"{shown(word)} is not a word here; write offer for what is asked, estimate or programme for what is set aside"
    if word in ("per", "each", "apiece"):
        return f"{shown(word)} is not a word here; the price of one is a part of the price, as in 85 m USD component for one aircraft"
    if word == "in" or (word.strip("()").isdigit() and len(word.strip("()")) == len("2013")):
        year = word.strip("()") if word != "in" else "2013"
        return f"{shown(word)} is not a word here; the year of a sum is written as of {year}"
    if len(word) == len("USD") and word.isupper() and word.isascii():
        return f"a currency stands there already; leave {shown(word)} out"
    return ""


def _wanted(known: tuple[Phrases, ...]) -> str:
    """Say what is wanted: the words themselves if there are few, else some, and where all of them are."""
    known = tuple(one for one in known if one not in (MODALITIES, ABSENCES)) or known
    what = " or ".join(phrases.what for phrases in known[:2])
    if known[:1] == (PAYING,):
        return f"{what}: {', '.join(PAYING.codes)}"
    first = known[0]
    if len(known) == 1 and len(first.codes) <= _FEW:
        return f"{what}: {', '.join(first.codes)}"
    some = f" such as {', '.join(list(first.codes)[:3])}" if len(known) == 1 else ""
    return f"{what}{some}; see armsdeals ref words {first.listed_in}" if first.listed_in else f"{what}{some}"
