"""The core without any extra: what is optional is kept from being imported, and all else must still work."""

import subprocess
import sys

import pytest

OPTIONAL = (
    "hypothesis",
    "jinja2",
    "markupsafe",
    "matplotlib",
    "numpy",
    "rich",
    "pandas",
    "polars",
    "pyarrow",
    "duckdb",
)
CLOSED = f"import sys\nsys.modules.update(dict.fromkeys({OPTIONAL!r}))\nimport armsdeals as ad\n"
USES = {
    "a deal goes its way": "assert ad.Deal(id='a').start_talks(on='2016').sign(on='2017').cancel(on='2020').stage == 'CANCELLED'",
    "JSON": "assert ad.loads(ad.dumps(ad.Deal(id='a'), format='json'), format='json').ids == ('a',)",
    "YAML": "assert ad.loads(ad.dumps(ad.Deal(id='a'), format='yaml'), format='yaml').ids == ('a',)",
    "CSV": "assert ad.loads(ad.dumps(ad.Deal(id='a'), format='csv'), format='csv').ids == ('a',)",
    "long tables": "assert ad.Register([ad.Deal(id='a')]).tables['deals'][0]['deal'] == 'a'",
    "checks": "assert {issue.code for issue in ad.check(ad.Deal(id='a'))} == {'PAR-001'}",
    "bundled histories": "assert 'tur-s400' in ad.casebook()",
    "units": "assert ad.Measure('1 km').to('m') == ad.Measure('1000 m')",
    "looking up": "from armsdeals.cli.main import main\nassert main(['ref', 'stage']) == 0",
    "the command": "from armsdeals.cli.main import main\nassert main(['examples']) == 0",
}


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", CLOSED + code], capture_output=True, text=True, check=False)  # noqa: S603  # our own text


@pytest.mark.parametrize("code", USES.values(), ids=USES)
def test_the_core_works_without_extras(code: str) -> None:
    done = run(code)
    assert done.returncode == 0, done.stderr


def test_a_page_without_its_extra_says_how_to_get_it() -> None:
    done = run("try:\n    ad.report(ad.Deal(id='a'))\nexcept ad.MissingExtra as error:\n    print(error)")
    assert 'pip install "armsdeals[report]"' in done.stdout


def test_parquet_without_its_extra_says_how_to_get_it() -> None:
    done = run(
        "try:\n    ad.dumps(ad.Deal(id='a'), format='parquet')\nexcept ad.MissingExtra as error:\n    print(error)"
    )
    assert 'Parquet needs pyarrow; install it with: pip install "armsdeals[analysis]"' in done.stdout, done.stderr


def test_a_closed_package_cannot_be_imported() -> None:
    assert run("import jinja2").returncode == 1


def test_the_words_are_complete_though_nothing_else_was_imported_before() -> None:
    done = run("import armsdeals.written.words as words\nprint(sorted(words.WAYS))")
    assert "'loan'" in done.stdout, done.stderr
