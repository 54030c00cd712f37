"""What every source must do with its samples; a new one is tested as soon as its row stands in the table and a sample here."""

from inspect import signature
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.errors import ArmsDealsError
from armsdeals.register.reading import Reading
from armsdeals.sources._base import SOURCES, Layout, Reader, Source, source_named, source_of, sources

SAMPLES = Path(__file__).parents[1] / "samples"
# By source and layout: a made-up file.
FILES = {
    ("sipri", "trade register"): "sipri/mini_register.csv",
    ("sipri", "deliveries"): "sipri/mini_deliveries.csv",
    ("sipri", "report"): "sipri/mini_report.csv",
    ("sipri", "older register"): "sipri/mini_older.tsv",
    ("sipri", "deals and volumes"): "sipri/mini_deals_and_volumes.csv",
    ("sipri", "old site"): "sipri/mini_old_site.rtf",
    ("sipri", "partner list"): "sipri/mini_partners_norway.json",
    ("nl_licences", "licences"): "nl_licences/mini_licences.csv",
    ("news", "rows"): "news/mini_rows.csv",
}
LAYOUTS = [
    pytest.param(source, layout, id=f"{source.name}-{layout.name}") for source in sources() for layout in source.layouts
]


def sample(source: Source, layout: Layout) -> bytes:
    return (SAMPLES / FILES[source.name, layout.name]).read_bytes()


def balances(reading: Reading) -> None:
    counts = reading.counts
    assert counts is not None
    assert counts.data_lines == counts.used + counts.joined + counts.refused + counts.skipped
    assert len({(issue.line, issue.row) for issue in reading.issues.errors}) == counts.refused


def test_every_layout_has_a_sample() -> None:
    assert FILES.keys() == {(source.name, layout.name) for source in sources() for layout in source.layouts}


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_says_who_it_is_what_is_allowed_and_what_it_leaves_out(name: str) -> None:
    source = source_named(name)
    assert source.name == name
    assert all((source.publisher, source.title, source.link.startswith("https://"), source.terms, source.leaves_out))


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_a_sample_is_known_by_how_it_begins(source: Source, layout: Layout) -> None:
    assert source_of(sample(source, layout)) == (source, layout)
    assert source_of(b"deal,path,value\n,armsdeals,1\n") is None


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_a_sample_balances_without_a_fault_and_has_a_vintage(source: Source, layout: Layout) -> None:
    reading = source.read(sample(source, layout), name="sample")
    balances(reading)
    assert len(reading.register) > 0
    assert not reading.issues.errors
    assert reading.vintage is not None
    assert reading.vintage.layout == layout.name
    assert len(reading.register.sources) == 1


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml", "csv"])
@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_what_was_read_is_written_and_read_again_with_every_flag(source: Source, layout: Layout, form: str) -> None:
    register = source.read(sample(source, layout)).register
    again = ad.loads(ad.dumps(register, form), form)
    assert again == register
    assert again.where(certain=True).ids == register.where(certain=True).ids


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_each_deal_is_one_that_the_careful_way_accepts(source: Source, layout: Layout) -> None:
    for deal in source.read(sample(source, layout)).register:
        assert ad.from_tree(ad.to_tree(deal)) == deal
        assert [issue for issue in ad.check(deal) if issue.severity is ad.Severity.ERROR] == []


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_a_file_cut_at_any_byte_gives_a_reading_or_is_refused(source: Source, layout: Layout) -> None:
    data = sample(source, layout)
    for end in range(0, len(data), 3):
        try:
            reading = source.read(data[:end])
        except ArmsDealsError:
            continue
        balances(reading)


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
@given(flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 255)), min_size=1, max_size=6))
def test_a_file_with_flipped_bits_gives_a_reading_or_is_refused(
    source: Source, layout: Layout, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(sample(source, layout))
    for at, bits in flips:
        data[at % len(data)] ^= bits
    try:
        reading = source.read(bytes(data))
    except ArmsDealsError:
        return
    balances(reading)


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_the_same_bytes_give_the_same_reading(source: Source, layout: Layout) -> None:
    assert source.read(sample(source, layout)) == source.read(sample(source, layout))


@pytest.mark.parametrize(("source", "layout"), LAYOUTS)
def test_a_layout_is_read_by_two_functions_that_are_called_alike(source: Source, layout: Layout) -> None:
    assert layout in source.layouts
    for name in ("knows", "read"):
        told, wanted = (signature(getattr(one, name)) for one in (layout.reader, Reader))
        assert list(told.parameters.values()) == list(wanted.parameters.values())[1:]
        assert told.return_annotation == wanted.return_annotation
