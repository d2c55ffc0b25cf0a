"""The four demonstration servers, read by the `sickle` client over real HTTP."""

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)

from harvester.demo.corpus import MARK, records
from harvester.demo.protocol import PAGE_SIZE
from harvester.demo.provider import DAY, DemoRepository
from harvester.demo.repositories import REPOSITORIES, serving

NS = {"oai": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture(scope="module")
def urls() -> Iterator[dict[str, str]]:
    with serving() as urls:
        yield urls


@pytest.fixture(params=REPOSITORIES, ids=lambda repository: repository.name)
def repository(request) -> DemoRepository:
    return request.param


@pytest.fixture
def url(urls, repository) -> str:
    return urls[repository.name]


def get(url: str, **arguments: str) -> etree._Element:
    with urlopen(f"{url}?{urlencode(arguments)}") as answer:
        assert answer.headers.get_content_type() == "text/xml"
        return etree.fromstring(answer.read())


def error(root: etree._Element) -> str:
    return root.xpath("string(oai:error/@code)", namespaces=NS)


def pages(url: str, **arguments: str) -> Iterator[etree._Element]:
    while True:
        page = get(url, **arguments)
        yield page
        token = page.findtext(".//oai:resumptionToken", namespaces=NS)
        if not token:
            return
        arguments = {"verb": arguments["verb"], "resumptionToken": token}


def test_identify_says_that_it_is_a_demonstration(url, repository) -> None:
    identify = Sickle(url).Identify()
    assert identify.repositoryName == f"Demonstration repository: {repository.title}"
    assert identify.baseURL == url
    assert identify.granularity == repository.granularity
    assert identify.deletedRecord == "persistent"
    assert MARK in identify.raw


def test_the_earliest_datestamp_is_the_first_records(url, repository) -> None:
    earliest = min(record.datestamp for record in records(repository.folder))
    assert Sickle(url).Identify().earliestDatestamp.startswith(f"{earliest:%Y-%m-%d}")


def test_list_metadata_formats_names_its_own_and_dublin_core(url, repository) -> None:
    prefixes = [each.metadataPrefix for each in Sickle(url).ListMetadataFormats()]
    assert prefixes[0] == repository.format
    assert "oai_dc" in prefixes


def test_list_sets_names_the_sets(url, repository) -> None:
    sets = {each.setSpec: each.setName for each in Sickle(url).ListSets()}
    assert sets == repository.sets


def test_list_records_gives_every_record_of_the_files_once(url, repository) -> None:
    served = [
        (each.header.identifier, each.header.deleted)
        for each in Sickle(url).ListRecords(metadataPrefix=repository.format)
    ]
    written = [(each.identifier, each.deleted) for each in records(repository.folder)]
    assert served == written


def test_list_identifiers_gives_the_same_headers(url, repository) -> None:
    sickle = Sickle(url)
    headers = [each.raw for each in sickle.ListIdentifiers(metadataPrefix=repository.format)]
    listed = [each.header.raw for each in sickle.ListRecords(metadataPrefix=repository.format)]
    assert headers == listed


def test_tombstones_have_a_header_and_nothing_else(url, repository) -> None:
    deleted = [r for r in Sickle(url).ListRecords(metadataPrefix=repository.format) if r.deleted]
    assert len(deleted) >= 3
    assert all(record.xml.find("oai:metadata", NS) is None for record in deleted)


def test_tombstones_can_be_left_out(url, repository) -> None:
    kept = Sickle(url).ListRecords(metadataPrefix=repository.format, ignore_deleted=True)
    assert len(list(kept)) == sum(not record.deleted for record in records(repository.folder))


def test_get_record_gives_what_the_list_gives(url, repository) -> None:
    sickle = Sickle(url)
    listed = next(iter(sickle.ListRecords(metadataPrefix=repository.format)))
    alone = sickle.GetRecord(identifier=listed.header.identifier, metadataPrefix=repository.format)
    assert alone.raw == listed.raw


def test_every_record_with_a_title_is_there_in_dublin_core_too(url, repository) -> None:
    simple = Sickle(url).ListRecords(metadataPrefix="oai_dc", ignore_deleted=True)
    titled = [record for record in simple if record.metadata.get("title")]
    assert len(titled) >= 0.95 * sum(not each.deleted for each in records(repository.folder))


def test_a_set_holds_only_its_records(url, repository) -> None:
    found = list(Sickle(url).ListRecords(metadataPrefix=repository.format, set="data"))
    assert 0 < len(found) < len(records(repository.folder))
    assert all("data" in record.header.setSpecs for record in found)


def test_from_and_until_are_inclusive(url, repository) -> None:
    first = records(repository.folder)[0]
    day = f"{first.datestamp:%Y-%m-%d}"
    found = Sickle(url).ListIdentifiers(
        **{"metadataPrefix": repository.format, "from": day, "until": day}
    )
    assert first.identifier in {header.identifier for header in found}


def test_datestamps_have_the_announced_granularity(url, repository) -> None:
    header = next(iter(Sickle(url).ListIdentifiers(metadataPrefix=repository.format)))
    assert len(header.datestamp) == len(repository.granularity)


def test_pages_are_full_and_the_last_one_closes_the_list(url, repository) -> None:
    whole = len(records(repository.folder))
    answers = list(pages(url, verb="ListRecords", metadataPrefix=repository.format))
    sizes = [len(page.findall(".//oai:record", NS)) for page in answers]
    assert sizes[:-1] == [PAGE_SIZE] * (len(answers) - 1)
    assert sum(sizes) == whole
    tokens = [page.find(".//oai:resumptionToken", NS) for page in answers]
    assert [token.get("cursor") for token in tokens] == [
        str(number * PAGE_SIZE) for number in range(len(answers))
    ]
    assert {token.get("completeListSize") for token in tokens} == {str(whole)}
    assert not tokens[-1].text


def test_a_list_that_fits_on_one_page_has_no_token(urls) -> None:
    page = get(urls["demo-clyde"], verb="ListIdentifiers", metadataPrefix="oai_dc", set="zircon")
    assert page.find(".//oai:resumptionToken", NS) is None


@pytest.mark.parametrize(
    ("arguments", "raised"),
    [
        ({"identifier": "oai:nowhere.example:1", "metadataPrefix": "oai_dc"}, IdDoesNotExist),
        ({"identifier": "oai:north.example:smp-001", "metadataPrefix": "marc21"},
         CannotDisseminateFormat),
    ],
)  # fmt: skip
def test_get_record_refuses_what_it_does_not_have(urls, arguments, raised) -> None:
    with pytest.raises(raised):
        Sickle(urls["demo-north"]).GetRecord(**arguments)


def test_nothing_found_is_an_answer_of_the_protocol(urls) -> None:
    with pytest.raises(NoRecordsMatch):
        Sickle(urls["demo-north"]).ListRecords(**{"metadataPrefix": "oai_dc", "from": "2099-01-01"})


def test_a_repository_of_days_refuses_seconds(urls, repository) -> None:
    asked = {"metadataPrefix": "oai_dc", "from": "2020-01-01T00:00:00Z"}
    if repository.granularity == DAY:
        with pytest.raises(BadArgument):
            Sickle(urls[repository.name]).ListRecords(**asked)
    else:
        assert list(Sickle(urls[repository.name]).ListIdentifiers(**asked))


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=Destroy", "badVerb"),
        ("verb=GetMetadata&identifier=x&metadataPrefix=oai_dc", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=Identify&verb=Identify", "badArgument"),
        ("verb=Identify&identifier=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-01&until=2024-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListRecords&resumptionToken=made-up", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=cursor%3D20%26colour%3Dred", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=made-up", "badResumptionToken"),
        ("verb=ListMetadataFormats&identifier=oai:north.example:smp-017", "noMetadataFormats"),
    ],
)
def test_errors_have_the_codes_of_the_protocol(urls, query, code) -> None:
    with urlopen(f"{urls['demo-north']}?{query}") as answer:
        assert error(etree.fromstring(answer.read())) == code


def test_a_form_may_be_posted(urls) -> None:
    with urlopen(urls["demo-alps"], data=b"verb=Identify") as answer:
        assert b"<Identify>" in answer.read()


def test_there_is_nothing_beside_the_repositories(urls) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(urls["demo-alps"].replace("demo-alps", "demo-atlantis"))
    caught.value.close()
    assert caught.value.code == 404


def test_the_servers_are_gone_when_the_block_ends() -> None:
    with serving() as urls:
        url = urls["demo-north"]
    with pytest.raises(OSError):
        urlopen(f"{url}?verb=Identify")
