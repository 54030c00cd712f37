"""Codes of issues that are no rules: what each says, and what to do about it.

    >>> CODES["duplicate-key"].remedy
    'keep one of the two'

Rules have codes of their own, such as PAR-001, and tell about themselves in `checks`. A code stays what it is; new ones come
in. Left out: what exactly was found, which the message of the issue says.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Code(NamedTuple):
    """One code.

    Attributes:
        where: Where it is met: "files", "registers" of others, "store", or "calls".
        about: What it says.
        remedy: What to do.
    """

    where: str
    about: str
    remedy: str


_FILES = {
    "bad-value": ("a value that its field cannot hold", "write what the message expects"),
    "not-in-list": ("a name or code that is in no list", "take the nearest that is named; armsdeals ref words shows all"),
    "out-of-range": ("a number too small or too large for its field", "keep to the bounds that are named"),
    "wrong-type": ("text where a list is wanted, or the like", "put it as the message says, for instance in brackets"),
    "inconsistent": ("fields that cannot stand together, though each alone could", "mend one of those that the message names"),
    "unknown-key": ("a key that no field has", "mend the spelling; armsdeals schema lists the keys"),
    "duplicate-key": ("a key that stands twice", "keep one of the two"),
    "duplicate-id": ("two things under one id", "rename one, or join them"),
    "missing": ("a field that is required and not there", "add it"),
    "unknown-source": ("a claim cites a source that is not declared", "add it to the sources, or mend its key"),
    "never-cited": ("a source that no claim cites", "cite it with @KEY, or take it out"),
    "undated-source": ("a source without a date, which no look into the past can use", "add the day on which it was published"),
    "same-link": ("two sources with one link", "keep one, and cite that"),
    "not-its-file": ("a file whose one deal has another id than the file", "rename the file or the deal"),
    "no-last-line-end": ("a file without an end of its last line, so that it may have been cut", "look whether the end is there"),
    "repeated-item": ("an item that was typed twice, word for word", "keep one of the two"),
    "unknown-category": ("a sort of goods with a word that is nearly a known one, kept as it is", "see whether it is spelled as meant"),
    "unknown-unit": ("a unit that no table knows, kept as it is", "see whether it is spelled as meant"),
    "not-read": ("something in YAML that is not read, such as an alias or a tag", "write it out in full"),
    "more-faults": ("more faults than are listed", "mend the others and read again"),
    "unreadable": ("bytes that are no document of the format", "save it in UTF-8, whole, under its own suffix"),
    "unsupported-version": ("a document of a version that this release does not know", "take a newer release"),
    "limit-exceeded": ("a document larger or deeper than the limits", "read it with wider limits: armsdeals.Limits"),
    "no-file": ("a file that is not there, or is no regular file", "mend the name"),
    "unknown-suffix": ("a suffix that no format has", "armsdeals ref formats lists them"),
    "unwritable": ("a file that the system does not let us write; what stood there is as it was", "make room, get the right, or choose another folder"),
    "not-ours": ("a Parquet file that is no register of ours", "read the file that it was made from"),
    "damaged": ("a Parquet file that does not hold what was written", "take it from where it was made"),
    "other-source": ("a register of somebody else", "armsdeals import SOURCE FILE reads it"),
    "typed-file": ("a file that somebody typed would be replaced", "choose another name, or say --overwrite"),
    "invalid-deals": ("a document with faults", "armsdeals check lists each with its line"),
}  # fmt: skip
_REGISTERS = {
    "wrong-width": ("a line with more or fewer cells than the head; refused", "look for a missing quote or a line break"),
    "bad-character": ("a line with a character that no text holds; refused", "mend or leave out the line"),
    "tail-of-refused": ("the rest of a line that was refused", "mend that line"),
    "lost-tail": ("the end of a record whose beginning is not above it; refused", "join it to its line by hand"),
    "stray-quote": ("a quote without its other; in the name of a side the line is refused", "take it out, or close it"),
    "cut-cell": ("a line break inside a name may have left a space too much, or cut the name", "compare it with the other lines"),
    "joined-line": ("a record that a line break had cut; joined", "nothing"),
    "skipped-line": ("a line that holds no record: blank, totals, a note, a head again", "nothing"),
    "odd-bytes": ("a line in another encoding than the file", "see whether its letters are right"),
    "bad-bytes": ("bytes that are letters of no alphabet, so that nothing is read", "download it again, or save it in UTF-8"),
    "lost-letters": ("letters that were lost when the file was saved before", "download it again"),
    "no-flags": ("a column of marks of estimates is missing or astray, so nobody says", "download it again, not through a spreadsheet"),
    "few-marks": ("next to no figure is marked as an estimate, which is unusual", "see whether a spreadsheet dropped the marks"),
    "renamed-column": ("a column under another name", "nothing, if it is the one that is meant"),
    "unknown-column": ("a column that is not known here and was left out", "nothing, unless it matters to you"),
    "unknown-category": ("a class of weapon that is not in the list", "nothing; it is kept as text"),
    "unknown-status": ("a condition of goods that is not in the list", "nothing; it is kept as text"),
    "status-in-doubt": ("the condition of the goods is an estimate; none is kept", "nothing"),
    "no-order-year": ("nobody says when it was ordered", "leave it out of questions by order year"),
    "no-delivery-year": ("delivered, and nobody says when", "leave it out of questions by year"),
    "no-number": ("delivered, and nobody says how many", "leave it out of sums of numbers"),
    "none-ordered": ("the number ordered is 0", "see the comment"),
    "perhaps-not-ordered": ("the comment says that it may not be ordered yet", "see the comment"),
    "more-than-ordered": ("more was delivered than ordered", "see the comment; the order may have grown"),
    "delivered-before-order": ("a delivery before the order", "see whether the order year is an estimate"),
    "odd-years": ("years of delivery that are out of order or told twice", "see the line"),
    "year-twice": ("one year that has two rows in one deal", "nothing; both are kept"),
    "id-differs": ("rows of one id that tell different deals", "nothing; they are kept apart"),
    "id-twice": ("an id that stands in an earlier row or file", "nothing; other deals are kept apart, equal ones once"),
    "like-a-number": ("a designation that a spreadsheet may have made a number", "look it up in the original"),
    "volume-adds-up-otherwise": ("a volume that is not number times unit", "see the line; both are kept as printed"),
    "unit-volume-otherwise": ("a unit of used goods that does not count as its condition has it", "see the line"),
    "no-supplier": ("a row above which no supplier stands; refused", "see whether the beginning of the file is missing"),
    "no-row": ("a paragraph that is neither a row nor a supplier; refused", "see the line; it may be a heading"),
    "exporter-not-told": ("a list of partners that does not say whose exports these are", "begin the name of the file with the exporter"),
    "licence-twice": ("a licence that has an earlier row", "nothing; each row has its own goods or value and is a deal"),
    "unknown-country": ("a country under a name that is not known; kept as printed", "see who is meant, and add a code of it"),
    "bad-date": ("a date that cannot be told for sure; none is kept", "write it as 2017-09-12"),
    "date-unresolved": ("a day of the week of nobody knows which week; none is kept", "give the day of the article"),
    "unknown-stage": ("a stage that is not in the list; none is kept", "take one of armsdeals ref stages"),
    "bad-address": ("an address that leads to no page", "write it whole, with https://"),
    "bad-quantity": ("a number of things that is none; none is kept", "write digits, or words such as about 40"),
    "no-currency": ("a sum of money without a currency; none is kept", "name the currency"),
    "unknown-currency": ("a currency that is not in the list", "take a code of armsdeals ref currencies"),
    "currency-contradicts": ("a sum in other money than the column of currencies says; none is kept", "mend one of the two"),
    "placeholder": ("a word that stands for nothing known, such as n/a; read as empty", "nothing"),
    "no-buyer": ("nobody says who buys", "add the buyer, if an article names it"),
    "no-seller": ("nobody says who sells", "add the seller, if an article names it"),
    "no-product": ("a number without the goods that it counts; left out", "name the goods"),
    "sides-swapped": ("a firm that buys from a state, which is unusual; kept as told", "see whether buyer and seller are swapped"),
    "semicolons": ("a register whose cells semicolons, tabs or bars part; read as such", "nothing"),
    "na-cells": ("NA of R, read as empty cells", "nothing, if R wrote the file"),
    "commas-in-figures": ("figures with commas, read as thousands or decimals", "see whether the message names what they are"),
    "told-again": ("a row that tells a deal of an earlier row; joined to it", "nothing"),
    "perhaps-told-again": ("a row that may tell a deal of an earlier row; left apart", "see whether it does, and join the two"),
    "not-joined": ("so many rows on the same sides and goods that none are joined", "join them with Register.merge(within=True)"),
    "bad-header": ("a yearly table whose head is not understood", "download it again as CSV"),
    "bad-row": ("a row of a yearly table that is not understood", "mend or leave out the row"),
    "unknown-side": ("a yearly table that does not say whose volumes it holds", "say it with table.with_rows_of('supplier')"),
    "no-table": ("a file that holds no yearly table", "see whether it is a register: armsdeals import"),
}  # fmt: skip
_STORE = {
    "store": ("the store cannot be used", "see the message"),
    "store-busy": ("somebody else writes to the store", "try again in a moment"),
    "store-closed": ("the store was closed", "open it again"),
    "store-closed-to-us": ("no right to read or write the store", "ask its owner for the right"),
    "store-damaged": ("the store does not hold what was put", "put a backup in its place; armsdeals.Store.verify tells what is left"),
    "store-foreign": ("a file that is no store of ours", "mend the name"),
    "store-full": ("the disk is full", "make room and put it again"),
    "store-io": ("the disk did not answer", "look at the disk; nothing that was put is lost"),
    "store-read-only": ("the store cannot be written", "open it where it can be"),
    "store-version": ("a store of a newer release", "take a newer release"),
    "version-conflict": ("somebody changed the deal in the meantime", "get it anew, make the change again, put that"),
}  # fmt: skip
_CALLS = {
    "currency-mismatch": ("sums in two moneys that would be added", "convert one of them first, with a rate and its day"),
    "move-not-allowed": ("a step that the table or a guard forbids", "armsdeals ref moves FROM TO says what holds"),
    "missing-extra": ("an optional package is not installed", "install it as the message says"),
    "no-yearly-breakdown": ("a sum of several years, in the prices of each, of which no parts are told", "tell what falls in each year"),
    "no-rate": ("no rate or level is known for the day", "give a table that has it"),
    "error": ("something else", "see the message"),
}  # fmt: skip
_TABLES = (("files", _FILES), ("registers", _REGISTERS), ("store", _STORE), ("calls", _CALLS))
CODES: Mapping[str, Code] = MappingProxyType(
    {code: Code(where, *told) for where, table in _TABLES for code, told in table.items()}
)
