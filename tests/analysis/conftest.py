"""The made-up register M as a table of volumes, written out by hand as the columns of ``ad.columns("volumes")`` say."""

from typing import Any

import pytest

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

# deal, supplier, recipient, system, category, condition, order year and its flag, number ordered and its flag, number delivered
# and its flag, years of delivery, TIV ordered and delivered; invented, laid out like a trade register.
M = """
m-01 | Russia        | Turkiye               | Falcon-9S | SAM system           | New         | 2017  |  2   | 2?   | 2019                    | 120  | 120
m-02 | Russia        | Turkiye               | F9 missile | SAM                 | New         | 2017? | 120? | 120? | 2019 2020               | 120  | 120
m-03 | United States | Turkiye               | Heron-T   | transport helicopter | Second hand | 2012? |  6   | 4    | 2015 2016 2018          | 24   | 16
m-04 | United States | Germany               | Jet-4     | fighter aircraft     | New         | 1975  | 40   | 40?  | 1977 1978 1979 1980     | 800  | 800
m-05 | France        | Germany               | Radar-X   | air search radar     | New         | 2010  |  3   | 3    | 2012                    | 30   | 30
m-06 | Soviet Union  | East Germany (GDR)    | T-X       | tank                 | Second hand | 1979? | 100? | 100? | 1981 1982               | 80   | 80
m-07 | Sweden        | United Nations**      | Drone-5   | UAV                  | New         | 2014  |  3   | 3    | 2016                    | 9    | 9
m-08 | Iran          | Hamas (Palestine)*    | Arrow     | portable SAM         | New         | 2005? | 20?  | 20?  | 2007 2008               | 1    | 1
m-09 | China         | unknown recipient(s)  | Dart      | anti-tank missile    | New         | 2018? | 50?  | 50?  | 2020                    | 1    | 1
m-10 | Russia        | India                 | Falcon-9S | SAM system           | New         | 2018  |  5?  | 3    | 2021 2022 2023          | 300  | 180
m-11 | South Korea   | Poland                | Bear-2    | tank                 | New         | 2022  | 1000? |     |                         | 4000 |
m-12 | Soviet Union  | Viet Nam              | Gunship   | combat helicopter    | Second hand | 1984? | 30?  | 30?  | 1986 1989 1990          | 240  | 240
"""
TYPES = {
    "deal": pa.string(), "supplier": pa.string(), "recipient": pa.string(), "line": pa.string(), "system": pa.string(),
    "category": pa.string(), "condition": pa.string(), "basis": pa.string(), "order_year": pa.int64(),
    "order_year_is_estimated": pa.bool_(), "first_year": pa.int64(), "last_year": pa.int64(), "told_years": pa.int64(),
    "listed_years": pa.string(),
    "tiv": pa.float64(), "number": pa.float64(), "number_low": pa.float64(), "number_high": pa.float64(), "unit": pa.string(),
    "number_is_estimated": pa.bool_(), "year_is_estimated": pa.bool_(), "modality": pa.string(), "is_retracted": pa.bool_(),
}  # fmt: skip


def _runs(years: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for year in years:
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def m_rows() -> list[dict[str, Any]]:
    """The rows of M: one for each order, and one for each unbroken run of years of delivery."""
    rows = []
    for text in M.strip().splitlines():
        deal, supplier, recipient, system, category, condition, year, ordered, number, years, tiv, came = (
            cell.strip() for cell in text.split("|")
        )
        told = dict.fromkeys(TYPES) | {
            "deal": deal, "supplier": supplier, "recipient": recipient, "line": "1", "system": system, "category": category,
            "condition": condition, "order_year": int(year.strip("?")), "order_year_is_estimated": "?" in year, "modality": "FACT",
            "is_retracted": False,
        }  # fmt: skip
        whole = {"told_years": 1, "first_year": told["order_year"], "last_year": told["order_year"]}
        rows.append(told | whole | {"basis": "ORDERED", **_counted(ordered, 1.0), "tiv": float(tiv)})
        listed = [int(one) for one in years.split()]
        for first, last in _runs(listed):
            part = (last - first + 1) / len(listed)
            span: dict[str, Any] = {"first_year": first, "last_year": last, "told_years": len(listed)}
            span |= {"listed_years": "; ".join(years.split())} if part < 1 else {}
            rows.append(told | span | {"basis": "DELIVERED", **_counted(number, part), "tiv": float(came) * part})
    return rows


def _counted(number: str, part: float) -> dict[str, Any]:
    best = float(number.strip("?")) * part
    return {"number": best, "number_low": best, "number_high": best, "number_is_estimated": "?" in number}


@pytest.fixture(scope="session")
def m() -> Any:
    return pa.Table.from_pylist(m_rows(), schema=pa.schema(list(TYPES.items())))
