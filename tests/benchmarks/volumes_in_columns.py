"""Made-up tables of volumes for measuring: the columns of ``ad.columns("volumes")``, straight from NumPy."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

COUNTRIES = [f"Country {place:02}" for place in range(60)]
CLASSES = ["Aircraft", "Ships", "Missiles", "Armoured vehicles", "Artillery", "Sensors", "Engines", "Other"]
ROWS_IN_A_GROUP = 200_000


def write_volumes(path: Path, deals: int, *, seed: int = 3) -> None:
    """Write one row of what was delivered for each deal; suppliers are few and uneven, recipients many and even."""
    chance = np.random.default_rng(seed)
    uneven = 1 / np.arange(1, len(COUNTRIES) + 1)

    def drawn(names: list[str], weights: np.ndarray | None = None) -> pa.Array:
        places = chance.choice(len(names), deals, p=None if weights is None else weights / weights.sum())
        return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int16)), pa.array(names)).cast(pa.string())

    def flags(share: float) -> pa.Array:
        return pa.array(chance.random(deals) < share, mask=chance.random(deals) < 0.05)

    first = chance.integers(1985, 2020, deals)
    length = chance.integers(1, 7, deals)
    number = np.maximum(1, (chance.integers(1, 300, deals) * chance.random(deals)).astype(int))
    table = pa.table(
        {
            "deal": pa.array(np.arange(deals)).cast(pa.string()),
            "supplier": drawn(COUNTRIES, uneven),
            "recipient": drawn(COUNTRIES),
            "armament_category": drawn(CLASSES),
            "basis": pa.DictionaryArray.from_arrays(np.zeros(deals, np.int8), ["DELIVERED"]).cast(pa.string()),
            "order_year": pa.array((first - chance.integers(0, 4, deals)).astype(np.int64)),
            "first_year": pa.array(first.astype(np.int64)),
            "last_year": pa.array((first + length - 1).astype(np.int64)),
            "told_years": pa.array(length.astype(np.int64)),
            "tiv": pa.array(np.round(number * chance.lognormal(1, 1, deals), 2)),
            "number": pa.array(number.astype(float)),
            "number_is_estimated": flags(0.5),
            "year_is_estimated": flags(0.2),
            "modality": pa.DictionaryArray.from_arrays(np.zeros(deals, np.int8), ["FACT"]).cast(pa.string()),
            "is_retracted": pa.array(np.zeros(deals, bool)),
        }
    )
    pq.write_table(table, path, row_group_size=ROWS_IN_A_GROUP)
