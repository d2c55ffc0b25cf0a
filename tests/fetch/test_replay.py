"""Real repositories, as they were recorded, harvested page by page."""

from pathlib import Path

import pytest
from conftest import fetcher_for
from recorded import Case, cases
from replay import Replay

from harvester.errors import LithoscopeError, SkipRecord
from harvester.record import Page, Window

pytestmark = pytest.mark.data


def falls_short(pages: list[Page]) -> bool:
    """A list without its closing sign, of which less came than was announced."""
    announced = [page.complete_list_size or 0 for page in pages]
    sent = sum(len(page.records) + len(page.rejected) for page in pages)
    return bool(pages) and not pages[-1].closed and sent < max(announced)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_list_ends_as_a_person_would_say(case: Case, shared: Path) -> None:
    pages: list[Page] = []
    said = ""
    with case.replay(shared / "data").serve() as url:
        fetcher = fetcher_for(url, format=case.format)
        try:
            for page in fetcher.pages(Window("rum", case.format, set=case.set)):
                pages.append(page)
        except LithoscopeError as error:
            said = str(error)
    if falls_short(pages):
        said = "without its closing sign"  # the road says so: it knows what came in earlier runs
    ended = "complete" if not said else "partial" if pages else "failed"
    records = [record for page in pages for record in page.records]
    assert case.verdict.startswith(ended), f"{case.why}, but: {said}"
    assert case.says in said
    assert bool(case.says) == bool(said)
    assert len(pages) == case.pages
    assert len({record.identifier for record in records}) == case.kept
    assert len({record.identifier for record in records if record.deleted}) == case.deleted
    assert sum(len(page.rejected) for page in pages) == case.aside


def test_the_recorded_lists_of_identifiers_sets_and_formats_are_read_too(shared: Path) -> None:
    with Replay.zenodo(shared / "data/zenodo_oaipmh").serve() as url:
        client = fetcher_for(url).client
        headers = list(client.ListIdentifiers(metadataPrefix="oai_dc"))
        sets = list(client.ListSets())
        formats = list(client.ListMetadataFormats())
    assert [len(headers), sum(header.deleted for header in headers)] == [9, 1]
    assert len({one.setSpec for one in sets}) == len(sets) == 10
    assert {"oai_dc", "datacite"} <= {one.metadataPrefix for one in formats}


def test_the_recorded_single_records_are_given_and_refused(shared: Path) -> None:
    with Replay.zenodo(shared / "data/zenodo_oaipmh").serve() as url:
        fetcher = fetcher_for(url, format="datacite")
        assert fetcher.record("oai:zenodo.org:10357859").datestamp.endswith("Z")
        with pytest.raises(SkipRecord, match="is not given"):
            fetcher.record("oai:zenodo.org:XXX")
