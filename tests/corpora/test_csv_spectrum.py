"""csv-spectrum (Max Ogden, BSD): odd but right CSV gives the very cells it holds."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from armsdeals.formats._base import text_of
from armsdeals.formats.csv_cells import line_of, rows_of


def test_every_file_gives_its_cells_and_they_are_written_back(corpus: Callable[[str], Any]) -> None:
    cases = corpus("csv-spectrum")
    assert len(cases) == 6
    for case in cases:
        data = b64decode(case["csv_b64"])
        if case["name"] == "newlines_crlf":  # whose rows have CR LF, and whose bytes have lost the CR on their way here
            data = data.replace(b"\n", b"\r\n")
        head, *rows = [[cell.text for cell in row] for row in rows_of(text_of(data))]
        assert [dict(zip(head, row, strict=True)) for row in rows] == case["rows"], case["name"]
        again = "".join(map(line_of, [head, *rows]))
        assert [[cell.text for cell in row] for row in rows_of(again)] == [head, *rows]
