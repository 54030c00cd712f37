"""Money as newspapers write it: signs, codes and names of currencies around a number.

    >>> told_sum("approximately $3.44 billion")
    (Spread(low=Decimal('3440000000'), best=Decimal('3440000000'), high=Decimal('3440000000'), flag=Flag.ABOUT), 'USD')
    >>> told_sum("RMB 300m")[1], told_sum("1.2 billion Turkish lira")[1], told_sum("3,4 bn")
    ('CNY', 'TRY', None)

A sign or a word that several currencies share (kr, Rs, pesos, francs, ¥) names none, unless the caller says which of
them it is; lakh and crore are counted in all of South Asia, so that "Rs 59,000 crore" names none either. ``$`` alone is
the dollar of the United States, as in agency reports, and "roubles" are those of Russia.

    >>> told_sum("Rs 500 million"), told_sum("Rs 500 million", currency="PKR")[1], told_sum("€5m", currency="USD")
    (None, 'PKR', None)

Left out: sums per unit or per year, two sums in one phrase, and slips in a code (GDP for GBP): the answer is None.
"""

from __future__ import annotations

import re
from functools import cache

from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.currency import to_currency
from armsdeals.values.number import Spread
from armsdeals.values.told_numbers import (
    FIXED,
    GROUPED_AND_LARGE,
    INDIAN,
    SCALES,
    THOUSANDS_OR_DECIMALS,
    Told,
    amount,
    phrase,
)

# Signs and abbreviations that mean one currency. Those of old are the ones that registers of the years before 2002 use.
_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "$US": "USD", "USD$": "USD", "€": "EUR", "£": "GBP", "STG": "GBP", "UK£": "GBP", "JP¥": "JPY", "CN¥": "CNY",
    "RMB": "CNY", "RMB¥": "CNY", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "NIS": "ILS", "฿": "THB", "₫": "VND", "₴": "UAH",
    "₦": "NGN", "₱": "PHP", "₸": "KZT", "₼": "AZN", "₾": "GEL", "৳": "BDT", "Tk": "BDT", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "Rp": "IDR",
    "RM": "MYR", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD$": "CAD", "CAN$": "CAD", "NZ$": "NZD", "NZD$": "NZD",
    "S$": "SGD", "SG$": "SGD", "HK$": "HKD", "NT$": "TWD", "NTD": "TWD", "NTD$": "TWD", "R$": "BRL", "MX$": "MXN",
    "DM": "DEM", "FFR": "FRF", "FF": "FRF", "DKR": "DKK", "SKR": "SEK", "NKR": "NOK", "BFR": "BEF", "BF": "BEF", "SFR": "CHF", "DFL": "NLG",
    "HFL": "NLG", "FMK": "FIM", "PTA": "ESP", "PTAS": "ESP",
}  # fmt: skip
_FOLDED = {sign.upper(): code for sign, code in _SIGNS.items()}

# Signs and words that several currencies share; a caller may say which is meant.
_DOLLARS = frozenset(code for code, (name, _) in CURRENCIES.items() if name.lower().endswith("dollar"))
_SHARED: dict[str, frozenset[str]] = {
    sign: frozenset(codes.split())
    for signs, codes in (
        ("RS RS. RUPEES RUPEE RE", "INR PKR LKR NPR MUR SCR"), ("¥", "JPY CNY"), ("KR KR. KRONER KRONE CROWNS CROWN", "SEK NOK DKK ISK CZK"),
        ("POUNDS POUND", "GBP EGP SYP LBP SDG SSP IEP CYP"), ("FRANCS FRANC FR F", "CHF FRF BEF LUF XOF XAF"), ("TL LIRA LIRAS", "TRY TRL ITL SYP LBP"),
        ("PESOS PESO", "MXN PHP CLP COP ARS UYU"), ("DIRHAMS DIRHAM DH DHS", "AED MAD"), ("DINARS DINAR", "KWD IQD JOD BHD DZD TND LYD RSD"),
        ("RIYALS RIYAL RIALS RIAL SR", "SAR QAR IRR OMR YER"), ("LEI LEU", "RON MDL ROL"), ("MANATS MANAT", "AZN TMT"),
        ("SHILLINGS SHILLING", "KES UGX TZS SOS ATS"), ("MARKS MARK", "DEM FIM DDM BAM"), ("GUILDERS GUILDER", "NLG ANG"), ("R", "ZAR"),
    )
    for sign in signs.split()
}  # fmt: skip

# Names of one currency; where two words are given, the first says whose it is.
_NAMES = {
    name: code
    for names, code in (
        ("dollar dollars us_dollar us_dollars u.s._dollars u.s._dollar american_dollars", "USD"), ("euro euros", "EUR"),
        ("pounds_sterling pound_sterling sterling british_pounds", "GBP"), ("yen japanese_yen", "JPY"),
        ("yuan renminbi chinese_yuan yuan_renminbi", "CNY"), ("won south_korean_won korean_won", "KRW"),
        ("roubles rubles rouble ruble russian_roubles russian_rubles", "RUB"), ("indian_rupees", "INR"), ("pakistani_rupees pakistan_rupees", "PKR"),
        ("sri_lankan_rupees", "LKR"), ("turkish_lira turkish_liras", "TRY"), ("italian_lire italian_lira", "ITL"), ("hryvnia hryvnias", "UAH"),
        ("zloty zlotys zlotych polish_zloty polish_zlotys", "PLN"), ("shekels shekel israeli_shekels new_shekels", "ILS"), ("baht thai_baht", "THB"),
        ("ringgit malaysian_ringgit", "MYR"), ("rupiah indonesian_rupiah", "IDR"), ("dong vietnamese_dong", "VND"), ("rand south_african_rand", "ZAR"),
        ("naira", "NGN"), ("taka", "BDT"), ("tenge", "KZT"), ("forint forints", "HUF"), ("leva lev", "BGN"), ("reais brazilian_reais brazilian_reals", "BRL"),
        ("kronor swedish_kronor swedish_kronas swedish_krona swedish_crowns", "SEK"), ("norwegian_kroner norwegian_krone norwegian_crowns", "NOK"),
        ("danish_kroner danish_krone danish_crowns", "DKK"), ("czech_crowns czech_koruna czech_korunas koruna", "CZK"), ("swiss_francs", "CHF"),
        ("french_francs", "FRF"), ("belgian_francs", "BEF"), ("deutschmarks deutschmark deutsche_marks d-marks german_marks", "DEM"),
        ("dutch_guilders", "NLG"), ("romanian_lei", "RON"), ("philippine_pesos", "PHP"), ("mexican_pesos", "MXN"), ("chilean_pesos", "CLP"),
        ("argentine_pesos", "ARS"), ("colombian_pesos", "COP"), ("saudi_riyals saudi_riyal", "SAR"), ("qatari_riyals qatari_riyal", "QAR"),
        ("iranian_rials", "IRR"), ("omani_rials", "OMR"), ("uae_dirhams emirati_dirhams", "AED"), ("moroccan_dirhams", "MAD"),
        ("kuwaiti_dinars", "KWD"), ("iraqi_dinars", "IQD"), ("jordanian_dinars", "JOD"), ("algerian_dinars", "DZD"), ("serbian_dinars", "RSD"),
        ("egyptian_pounds", "EGP"), ("australian_dollars australian_dollar", "AUD"), ("canadian_dollars canadian_dollar", "CAD"),
        ("new_zealand_dollars", "NZD"), ("singapore_dollars singaporean_dollars", "SGD"), ("hong_kong_dollars", "HKD"),
        ("taiwan_dollars taiwanese_dollars new_taiwan_dollars", "TWD"), ("azerbaijani_manats", "AZN"),
    )
    for name in names.split()
}  # fmt: skip
_NAMED = frozenset({"usd", "eur", "gbp", "rub", "inr", "cny", "rmb"})  # codes that are no English word, also in small

# A billion of these is a small sum, so that thousands of billions are said of them; of a euro or dollar nobody says it,
# and "€3,440 billion" is a continental 3.44 billion.
_SOUTH_ASIAN = frozenset({"INR", "PKR", "BDT", "NPR", "LKR"})  # whose papers count in lakh and crore
_SMALL_UNITS = "JPY KRW IDR VND IRR IQD HUF CLP COP LBP UZS MMK LAK KHR PYG RUB INR PKR TRL ITL NGN KZT TZS UGX"
_SMALL = frozenset(_SMALL_UNITS.split())
_THOUSANDTHS = frozenset(code for code, (_, minor) in CURRENCIES.items() if minor == 3)  # noqa: PLR2004  # decimals
# Between the digits of a sum nothing but thousands is parted by blanks; a count may stand beside a calibre.
_PARTED = re.compile(r"(?<![0-9.,'])[1-9][0-9]{0,2}(?: [0-9]{3})+(?![0-9,'])")
_TAIL = re.compile(r"(?:^| )(?:deal|contract|order|agreement|package|sale|in total)$", re.IGNORECASE)


def told_sum(text: str, *, currency: str | None = None) -> tuple[Spread, str] | None:
    """Read a phrase that tells one sum; None where it is unsure.

    Args:
        text: The phrase, such as "more than US$2.5bn".
        currency: What a shared sign or a bare number is in; a text that names another currency is answered with None.

    Raises:
        TypeError: The phrase is no text.
        UnknownName: There is no such currency.
    """
    wanted = to_currency(currency) if currency is not None else None
    text = phrase(text) or ""
    told = amount(_PARTED.sub(lambda digits: digits[0].replace(" ", FIXED), text))
    if told is None:
        return None
    code = _currency(told, wanted)
    if told.scale and THOUSANDS_OR_DECIMALS.search(text):
        return None
    return (told.spread, code) if code and _is_plausible(told, code) else None


def _currency(told: Told, wanted: str | None) -> str | None:
    """Return the one currency that all marks allow."""
    after = _TAIL.sub("", told.after.replace("-", " ").strip()).strip()
    marks = [*told.before.replace(FIXED, " ").split(), *([after] if after else [])]
    allowed: frozenset[str] | None = None
    only = ""  # what the marks mean by themselves
    for mark in marks:
        codes, meant = _meaning(mark)
        if not codes:
            return None
        allowed = codes if allowed is None else allowed & codes
        only = meant if meant in allowed else only
    if allowed is None:
        return wanted
    if wanted:
        return wanted if wanted in allowed else None
    if len(allowed) == 1:
        code = next(iter(allowed))
        # R73 is a missile, R30 billion a sum.
        return code if "R" not in marks or told.scale else None
    return only if only in allowed else None


@cache
def _listed(code: str) -> frozenset[str]:
    return frozenset({code})


def _meaning(mark: str) -> tuple[frozenset[str], str]:
    """Return the currencies that a mark may mean, and the one that it means where nothing else is said."""
    if mark == "$":
        return _DOLLARS, "USD"
    if mark in CURRENCIES:
        return _listed(mark), mark
    low, high = mark.lower().replace(" ", "_"), mark.upper()
    code = _SIGNS.get(mark) or _FOLDED.get(high) or _NAMES.get(low) or (high if low in _NAMED else "")
    if code:
        return (_DOLLARS, code) if low in ("dollar", "dollars") else (_listed(code), code)
    if len(mark) == 1 and mark.islower():  # "f" and "r" are no signs
        return frozenset(), ""
    return _SHARED.get(high, frozenset()), ""


def _is_plausible(told: Told, code: str) -> bool:
    """Whether the digits can be meant as English prints them."""
    if (told.scale in INDIAN or told.is_indian) and code not in _SOUTH_ASIAN:
        return False
    if told.is_grouped and SCALES.get(told.scale) in GROUPED_AND_LARGE and code not in _SMALL:
        return False
    # "€1.250" may be a thousand and more: no price ends so, save those in thousandths.
    return bool(told.scale) or told.places <= 2 or code in _THOUSANDTHS  # noqa: PLR2004
