"""What is taken from one record: nothing it says can break the report."""

import html5lib
import pytest
from changes import change, titled
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.mapping import Steps
from harvester.model import Record
from harvester.quality import Report
from harvester.quality.doubles import Doubles
from harvester.quality.facts import Facts, of_record
from harvester.quality.fieldlist import FIELDS
from harvester.quality.page import page
from harvester.quality.points import OF_RECORDS, met_by, missing, shares
from harvester.quality.tally import Tally
from harvester.quality.wording import slug
from tests.graph.any_record import records

CHANGE = change("1", titled("x"))


def facts(record: Record) -> Facts:
    return of_record(CHANGE, Steps(None, None, record), record)


@settings(max_examples=50, deadline=None)
@given(records)
def test_a_record_never_has_more_of_a_field_than_it_should(record: Record) -> None:
    for has, total in facts(record).filled:
        assert 0 <= has <= total


@settings(max_examples=25, deadline=None)
@given(st.lists(records, max_size=4))
def test_whatever_records_say_the_page_is_valid(several: list[Record]) -> None:
    with Doubles() as doubles:
        tally = Tally(doubles)
        for record in several:
            tally.add(facts(record))
        points = (*missing(tally), *met_by(OF_RECORDS, tally))
        drawn = page(report(tally, points))
    html5lib.HTMLParser(strict=True).parse(drawn)


def report(tally: Tally, points: tuple) -> Report:
    known = {"source": "rum", "title": "", "address": "", "made": "2026-11-01T00:00:00Z"}
    counts = {"records": tally.records, "mapped": tally.mapped, "withdrawn": 0}
    said = {"demonstration": False, "runs": (), "trend": "", "links": ""}
    return Report(**known, **counts, **said, shares=tuple(shares(tally)), points=tuple(points))


def described(**dataset: object) -> Record:
    names = {"iri": "https://x.example/1", "source": "rum", "identifier": "1", "format": "oai_dc"}
    fields = {"titles": [{"value": "EBSD map"}], **dataset}
    return Record.model_validate({**names, "crosswalk": "oai_dc/1", "dataset": fields})


def filled(record: Record, name: str) -> tuple[int, int]:
    place = [slug(field.measure) for field in FIELDS].index(name)
    return facts(record).filled[place]


PERSON = {"name": "Ada Grant", "kind": "person"}
ORCID = {"scheme": "orcid", "value": "0000-0002-1825-0097"}


@pytest.mark.parametrize(
    ("dataset", "field", "wanted"),
    [
        ({"agents": [PERSON]}, "orcid", (0, 1)),
        ({"agents": [{**PERSON, "identifiers": [ORCID]}]}, "orcid", (1, 1)),
        ({"agents": [{"name": "Rum Project", "kind": "organisation"}]}, "orcid", (0, 0)),
        ({"agents": [{**PERSON, "role": "editor"}]}, "creator", (0, 1)),
        ({"types": ["PhysicalObject"]}, "creator", (0, 0)),
        ({"types": ["PhysicalObject"]}, "licence", (0, 0)),
        ({"types": ["Physical Object"], "files": [{"name": "a.tif"}]}, "files", (0, 1)),
        ({"identifiers": [{"scheme": "local", "value": "7"}]}, "identifier", (0, 1)),
        ({"identifiers": [{"scheme": "doi", "value": "10.5072/x"}]}, "identifier", (1, 1)),
    ],
)
def test_a_field_is_counted_where_it_should_stand(dataset, field, wanted) -> None:
    assert filled(described(**dataset), field) == wanted


def formats(*slugs: str) -> dict[str, object]:
    return {"file_formats": [{"scheme": "format", "slug": each} for each in slugs]}


@pytest.mark.parametrize(
    ("slugs", "lost"),
    [
        (["tiff"], "tiff"),
        (["csv", "jpeg"], "csv, jpeg"),
        (["tiff", "ome-tiff"], ""),
        (["h5oina", "csv"], ""),
        ([], ""),
    ],
)
def test_only_who_has_nothing_better_loses_metadata(slugs: list[str], lost: str) -> None:
    technique = {"scheme": "technique", "slug": "sem-ebsd"}
    record = described(**formats(*slugs)).model_dump()
    record["measurements"] = [{"key": "1", "technique": technique}]
    assert facts(Record.model_validate(record)).lost == lost


def test_an_embargo_may_end_in_the_future_and_nothing_else() -> None:
    ahead = {"edtf": "2042", "earliest": "2042-01-01", "latest": "2042-12-31", "verbatim": "2042"}
    record = described(dates=[{**ahead, "role": "available"}, {**ahead, "role": "created"}])
    assert facts(record).ahead == ("2042 (created)",)
