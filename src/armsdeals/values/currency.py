"""Currencies: ISO 4217 codes as people write them.

    >>> to_currency("eur")
    'EUR'
    >>> to_currency("$")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: '$' is not an ISO 4217 currency code; did you mean USD, CAD or AUD?

Names and minor units are in a table beside this file. Left out: signs and names as codes, since $ is many dollars.
"""

from __future__ import annotations

from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.values._iso4217 import CURRENCIES

# What people write in place of a code. One sign stands for one currency or, as $ does, for many.
_SLIPS = {
    "$": ("USD", "CAD", "AUD"), "US$": ("USD",), "DOLLAR": ("USD", "CAD", "AUD"), "DOLLARS": ("USD", "CAD", "AUD"),
    "€": ("EUR",), "EURO": ("EUR",), "EUROS": ("EUR",), "£": ("GBP",), "POUND": ("GBP", "EGP"), "POUNDS": ("GBP", "EGP"),
    "¥": ("JPY", "CNY"), "YEN": ("JPY",), "YUAN": ("CNY",), "RMB": ("CNY",), "₽": ("RUB",), "ROUBLE": ("RUB", "SUR"),
    "RUBLE": ("RUB", "SUR"), "ROUBLES": ("RUB", "SUR"), "RUBLES": ("RUB", "SUR"), "₩": ("KRW",), "WON": ("KRW",),
    "₹": ("INR",), "RS": ("INR", "PKR"), "RUPEES": ("INR", "PKR"), "₺": ("TRY",), "TL": ("TRY",), "₪": ("ILS",),
    "NIS": ("ILS",), "NT$": ("TWD",), "NTD": ("TWD",), "STG": ("GBP",), "FRANC": ("CHF", "FRF"), "DM": ("DEM",),
}  # fmt: skip
_COUNTING = frozenset({"THOUSAND", "MILLION", "BILLION", "TRILLION", "K", "M", "MN", "MM", "B", "BN", "TN"})


def to_currency(code: str) -> str:
    """Return an ISO 4217 code, in force or withdrawn, in upper case.

    Raises:
        UnknownName: There is no such code; the error suggests some.
    """
    if not isinstance(code, str):
        raise TypeError(f"{shown(code)} is not a currency; write its ISO 4217 code as text, such as 'USD'")
    key = code.upper()
    if code.isascii() and key in CURRENCIES:
        return key
    if key.partition(" ")[0] in _COUNTING:
        raise UnknownName(
            f"{shown(code)} is not a currency; write the number in digits, such as 2500000000 USD or 2.5e9 USD"
        )
    swapped = tuple(known for known in CURRENCIES if sorted(known) == sorted(key[:4]))
    near = _SLIPS.get(key) or swapped or suggestion(key, CURRENCIES, most=3)
    hint = f"did you mean {_listed(near)}?" if near else "such as USD, EUR or RUB"
    raise UnknownName(f"{shown(code)} is not an ISO 4217 currency code; {hint}", suggestions=near)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]
