"""Make the tables of the package: ``python .ci/make_tables.py ../shared/domain``.

It writes two modules of ``src/armsdeals/values`` from the tables of that folder: ``_classes.py`` by `tables/classes.py`, and
``_countries.py`` by `tables/countries.py`. Where the tables do not fit together it stops, and neither is written.
"""  # noqa: INP001  (a script, no package)

from __future__ import annotations

import sys
from pathlib import Path

from tables.classes import classes_module
from tables.countries import countries_module

VALUES = Path(__file__).resolve().parents[1] / "src" / "armsdeals" / "values"


def modules(folder: Path) -> dict[str, str]:
    """Return the text of each module by its name."""
    return {"_classes.py": classes_module(folder), "_countries.py": countries_module(folder)}


if __name__ == "__main__":
    for name, content in modules(Path(sys.argv[1])).items():
        (VALUES / name).write_text(content, encoding="utf-8")
