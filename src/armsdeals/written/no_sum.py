"""Why words are no sum of money: currencies and scales as the press prints them, and what to write for them.

    >>> why_no_currency("5 billion", "euros")
    "'euros' is no code of a currency; write 5 billion EUR"
    >>> why_no_currency("10", "crore", "INR")
    "'crore' is not read in sums; write 100 m INR"
    >>> why_no_sum("A$50", "bn")
    "'A$' is not read in sums; write 50 bn AUD"

Nothing is taken for a currency by its likeness, and none is proposed that was not typed. Left out: reading sums (`amounts`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from armsdeals._shown import shown
from armsdeals.values.number import product, shortest_decimal, to_decimal

_NAMES = {
    "euro": ("EUR",), "euros": ("EUR",), "dollars": ("USD", "AUD", "CAD"), "dollar": ("USD", "AUD", "CAD"),
    "rubles": ("RUB",), "roubles": ("RUB",), "yen": ("JPY",), "yuan": ("CNY",), "renminbi": ("CNY",), "rmb": ("CNY",),
    "zloty": ("PLN",), "zlotys": ("PLN",), "rupees": ("INR", "PKR"), "pounds": ("GBP", "EGP"), "lira": ("TRY",),
    "liras": ("TRY",), "won": ("KRW",), "shekels": ("ILS",), "francs": ("CHF", "FRF"), "kronor": ("SEK",),
    "kroner": ("NOK", "DKK"), "forint": ("HUF",), "riyals": ("SAR", "QAR"), "dirhams": ("AED", "MAD"), "rand": ("ZAR",),
    "hryvnia": ("UAH",), "reais": ("BRL",), "baht": ("THB",),
}  # fmt: skip
_SIGNS = {
    "A$": ("AUD",), "AU$": ("AUD",), "C$": ("CAD",), "CA$": ("CAD",), "NZ$": ("NZD",), "S$": ("SGD",), "HK$": ("HKD",),
    "NT$": ("TWD",), "R$": ("BRL",), "¥": ("JPY", "CNY"), "Rs": ("INR", "PKR"), "Rs.": ("INR", "PKR"), "Fr.": ("CHF",),
    "kr": ("SEK", "NOK", "DKK"), "zł": ("PLN",),
}  # fmt: skip
_SCALES = {
    "k": "thousand", "K": "thousand", "M": "m", "mln": "m", "mio": "m", "mill": "m", "mil": "m", "millions": "m", "B": "bn",
    "b": "bn", "bln": "bn", "mrd": "bn", "md": "bn", "milliard": "bn", "milliards": "bn", "billions": "bn", "trn": "tn",
    "T": "tn", "milyar": "bn", "milyon": "m", "milliarden": "bn", "milliarde": "bn", "millionen": "m", "miliardi": "bn",
    "milioni": "m", "mld": "bn", "millones": "m", "milhões": "m", "miljard": "bn", "miljarder": "bn", "miljoner": "m",
    "млрд": "bn", "миллиард": "bn", "миллиарда": "bn", "миллиардов": "bn", "млн": "m", "миллиона": "m", "миллионов": "m",
    "мільярд": "bn", "мільярда": "bn", "мільярдів": "bn", "мільйонів": "m",
}  # fmt: skip
_INDIAN = {"crore": Decimal(10), "crores": Decimal(10), "lakh": Decimal("0.1"), "lakhs": Decimal("0.1")}  # millions
_GLUED = re.compile(rf"({'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))}|[A-Z]{{3}})([0-9].*)?")
_CODE = re.compile(r"[A-Za-z]{3}")
_PERCENT = re.compile(r"%|percent|pct|per")


def why_no_currency(told: str, follows: str, then: str = "", spoken: str = "") -> str:
    """Return why no currency is read behind a number, and what to write.

    Args:
        told: The number with its scale.
        follows: The word behind it.
        then: The word behind that.
        spoken: The words in front of the number, such as up to.
    """
    before = f"{spoken} " if spoken else ""
    number, _, scale = told.partition(" ")
    low = follows.lower()
    if _PERCENT.fullmatch(low):
        if low == "%":
            return f"a share is one number here; write {number} %, and {shown(spoken)} in your words behind a colon"
        return f"{shown(follows)} is not read; write {before}{number} %"
    if follows.endswith("?") and _CODE.fullmatch(follows[:-1]):
        meant = follows[:-1].upper()
        return f"no ? is read behind a currency; write {meant} alone, and ', low confidence' behind the other words"
    if scale == "thousand" and low in ("million", "millions", "m"):
        return f"{shown(f'{scale} {follows}')} is not read in sums; write {before}{number} bn {_code(then)}"
    bare = follows.removesuffix(".")
    if not scale and (bare.lower() in _INDIAN or bare in _SCALES or bare.lower() in _SCALES):
        if low.startswith("lakh") and then.lower() == "crore":
            return f"{shown(f'{follows} {then}')} is not read in sums; write {before}{number} tn and a currency"
        return f"{shown(follows)} is not read in sums; write {before}{_scaled(number, bare)} {_code(then)}"
    if low in _NAMES or (
        low in {code.lower() for codes in _NAMES.values() for code in codes} and follows != follows.upper()
    ):
        codes = _NAMES.get(low, (follows.upper(),))
        what = "is no code of a currency" if low in _NAMES else f"is not read; no currency stands behind {shown(told)}"
        return f"{shown(follows)} {what}; write {before}{_either(told, codes)}"
    if follows.endswith(",") and _CODE.fullmatch(follows[:-1]):
        return f"no comma stands behind {follows[:-1]}; a share stands in front of the sum, as in 55 %, {told} {follows[:-1]}"
    if follows and not follows.startswith("@") and not follows.islower():
        return f"no currency stands behind {shown(told)}, but {shown(follows)}; write its code of ISO 4217, as in 3.4 bn EUR"
    return f"no currency stands behind {shown(told)}; write {before}{told} USD, or another code of ISO 4217"


def _code(typed: str) -> str:
    return typed if re.fullmatch("[A-Z]{3}", typed) else "and a currency"


def why_no_sum(typed: str, *behind: str) -> str:
    """Return why a word opens no sum, and what to write; empty where that is not known."""
    found = _GLUED.fullmatch(typed)
    if found is None:
        return ""
    sign, number = found[1], found[2]
    if not number:
        if sign not in _SIGNS:
            return ""
        number, *behind_it = [*behind, ""]
        behind = tuple(behind_it)
    if not re.fullmatch(r"[0-9.]+", number):
        return ""
    scale = behind[0] if behind else ""
    told = (
        f"{number} {scale}"
        if scale in ("thousand", "m", "mn", "million", "bn", "billion", "tn", "trillion")
        else number
    )
    if scale.lower() in _INDIAN or scale in _SCALES or scale.lower() in _SCALES:
        told = _scaled(number, scale)
    return f"{shown(sign)} is not read in sums; write {_either(told, _SIGNS.get(sign, (sign,)))}"


def _either(told: str, codes: tuple[str, ...]) -> str:
    others = f", or with {' or '.join(codes[1:])} if it is that" if codes[1:] else ""
    return f"{told} {codes[0]}{others}"


def _scaled(number: str, scale: str) -> str:
    factor = _INDIAN.get(scale.lower())
    if factor is None:
        return f"{number} {_SCALES.get(scale) or _SCALES[scale.lower()]}"
    if not re.fullmatch(r"[0-9]{1,20}(?:\.[0-9]{1,9})?", number):
        return f"{number} times {shortest_decimal(factor)} m"
    return f"{shortest_decimal(product(to_decimal(number), factor))} m"
