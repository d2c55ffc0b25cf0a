"""The fetcher for OAI-PMH: what it asks, what it makes of answers, and how it says no."""

import gc
from collections.abc import Iterator

import answers
import pytest
from conftest import MakeRum, fetcher_for
from loopback import Reply, by_verb, serving

from harvester.errors import AddressRefused, SkipRecord, StopSource, StopWindow
from harvester.fetch import FETCHERS, Fetcher
from harvester.fetch.oai import OaiFetcher
from harvester.record import Window
from harvester.repositories import Repository

ONE = answers.record("1")


def test_the_first_harvest_asks_from_the_beginning(rum: MakeRum) -> None:
    """earliestDatestamp is often wrong, so no `from`; and never an `until`."""
    harvest = rum(answers.records(ONE)).harvest()
    assert harvest.server.params() == [{"verb": "ListRecords", "metadataPrefix": "oai_dc"}]


def test_the_set_is_encoded_once(rum: MakeRum) -> None:
    harvest = rum(answers.records(ONE)).harvest(set="resourcetype:physical-object é%3A")
    assert harvest.server.params()[0]["set"] == "resourcetype:physical-object é%3A"


def test_an_interrupted_window_goes_on_at_its_token(rum: MakeRum) -> None:
    harvest = rum(answers.records(ONE)).harvest(token="page-8", page=7)
    assert [page.number for page in harvest.pages] == [8]
    assert harvest.pages[0].token_sent == "page-8"
    assert harvest.server.params() == [{"verb": "ListRecords", "resumptionToken": "page-8"}]


def test_an_interrupted_window_that_breaks_off_again_counts_all_its_pages(rum: MakeRum) -> None:
    harvest = rum(b"").harvest(token="page-207", page=206)
    assert str(harvest.error) == "rum: page 207 is empty. 206 pages are kept."


@pytest.mark.parametrize(
    "said",
    [answers.error("badArgument"), b"<html/>", Reply(status=404), Reply(b"oops", 500)],
    ids=["badArgument", "html", "404", "500"],
)
def test_whatever_is_said_to_a_token_of_an_earlier_run_it_is_dead(
    rum: MakeRum, said: bytes
) -> None:
    harvest = rum(said).harvest(token="page-8", page=7)
    assert isinstance(harvest.error, StopWindow)
    assert harvest.error.restart


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_token_outlives_a_server_that_is_busy_or_away(rum: MakeRum, status: int) -> None:
    harvest = rum(Reply(status=status)).harvest(token="page-8", page=7)
    assert isinstance(harvest.error, StopWindow)
    assert not harvest.error.restart


def test_a_token_that_was_taken_is_not_dead_when_a_later_page_breaks(rum: MakeRum) -> None:
    harvest = rum(answers.records(ONE, answers.token("page-9")), b"").harvest(token="8", page=7)
    assert isinstance(harvest.error, StopWindow)
    assert not harvest.error.restart


def test_a_page_says_where_it_came_from(rum: MakeRum) -> None:
    page = rum(answers.records(ONE, when="2026-11-23T12:34:56Z")).harvest().pages[0]
    assert page.response_date == "2026-11-23T12:34:56Z"
    assert page.request.endswith("/oai?verb=ListRecords&metadataPrefix=oai_dc")


def test_records_tombstones_and_rejects_come_together(rum: MakeRum) -> None:
    nameless = ONE.replace("oai:rum.example:1", "")
    broken = answers.record("4", title="R&D")
    page = rum(answers.records(ONE, answers.tombstone("2"), nameless, broken)).harvest().pages[0]
    assert [(r.identifier[-1], r.deleted) for r in page.records] == [("1", False), ("2", True)]
    assert [piece.identifier for piece in page.rejected] == ["oai:rum.example:4", ""]


def test_records_with_replaced_characters_say_so(rum: MakeRum) -> None:
    page = rum(answers.records(ONE, answers.record("2", title="Fe\x03Ni"))).harvest().pages[0]
    assert [finding.code for finding in page.findings] == ["control-character"]
    assert [[f.code for f in r.findings] for r in page.records] == [[], ["control-character"]]


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("cannotDisseminateFormat", "`marcxml` was asked for; it offers oai_dc, oai_datacite."),
        ("badArgument", "`marcxml` was asked for; it offers oai_dc, oai_datacite."),
        ("noSetHierarchy", "It has no sets: take `sets:` out of its file."),
        ("badVerb", "Is this the base address of an OAI-PMH interface?"),
    ],
)
def test_a_refusal_is_told_in_the_repositorys_words_with_advice(
    rum: MakeRum, code: str, advice: str
) -> None:
    harvest = rum(Reply(answers.error(code, "Sorry, no."), 422), format="marcxml")
    window = Window("rum", "marcxml", set="rocks")
    with pytest.raises(StopSource) as stop:
        list(harvest.fetcher.pages(window))
    assert (
        str(stop.value) == f"rum: the repository refuses the request ({code}: Sorry, no.). {advice}"
    )


def test_a_refused_format_is_told_even_if_the_offer_is_not(rum: MakeRum) -> None:
    refusal = answers.error("cannotDisseminateFormat", "no")
    harvest = rum(refusal, verbs={"ListMetadataFormats": Reply(status=404)}).harvest()
    assert str(harvest.error) == (
        "rum: the repository refuses the request (cannotDisseminateFormat: no)."
    )


@pytest.mark.parametrize(
    "identify",
    [Reply(status=404), b"<html></html>", answers.error("badVerb"), answers.identify("?")],
    ids=["missing", "html", "refused", "no-granularity"],
)
def test_without_a_usable_identify_days_are_asked(rum: MakeRum, identify: Reply | bytes) -> None:
    harvest = rum(answers.records(ONE), verbs={"Identify": identify}).harvest(
        since="2026-01-05T10:00:00Z"
    )
    assert harvest.identifiers == ["1"]
    assert harvest.server.params()[0]["from"] == "2026-01-05"
    assert harvest.findings[0] in ("identify", "granularity")


def test_identify_is_asked_once_for_all_windows(rum: MakeRum) -> None:
    harvest = rum(answers.records(ONE)).harvest(set="rocks").harvest(set="minerals")
    assert len(harvest.server.params("Identify")) == 1


def test_records_from_outside_the_question_are_kept_and_said_once(rum: MakeRum) -> None:
    old = answers.record("1", datestamp="2019-01-01", sets=("minerals",))
    new = answers.record("2", sets=("rocks:igneous",))
    harvest = rum(answers.records(old, answers.token("a")), answers.records(new, old)).harvest(
        set="rocks", since="2026-01-01"
    )
    assert harvest.identifiers == ["1", "2", "1"]
    assert harvest.findings == ["before-from", "outside-set", "list-not-closed"]


def test_a_set_that_has_gone_is_said(rum: MakeRum) -> None:
    nothing = answers.error("noRecordsMatch")
    assert rum(nothing).harvest(set="minerals").findings == ["set-unknown"]
    assert rum(nothing).harvest(set="rocks").findings == []


def test_an_address_that_has_moved_is_said(rum: MakeRum) -> None:
    moved = Reply(b"", 301, {"Location": "/new?verb=ListRecords&metadataPrefix=oai_dc"})
    harvest = rum(moved, answers.records(ONE)).harvest()
    assert harvest.identifiers == ["1"]
    finding = harvest.pages[0].findings[0]
    assert finding.code == "redirected"
    assert finding.message.endswith("/new")


def test_loopback_is_refused_unless_the_repository_allows_it() -> None:
    with serving(lambda _: answers.records(ONE)) as server:
        fetcher = OaiFetcher(Repository(name="rum", url=server.url))
        with pytest.raises(AddressRefused):
            next(fetcher.pages(Window("rum", "oai_dc")))
        with pytest.raises(AddressRefused):
            fetcher.describe()
    assert not server.asked


@pytest.fixture
def one_record() -> Iterator[OaiFetcher]:
    replies = {
        "1": answers.answer(f"<GetRecord>{ONE}</GetRecord>"),
        "2": Reply(answers.error("idDoesNotExist", "No matching identifier"), 422),
        "3": answers.answer("<GetRecord><record><header/></record></GetRecord>"),
        "4": answers.answer("<GetRecord/>"),
        "5": b"",
    }
    with serving(lambda asked: replies[asked.params["identifier"]]) as server:
        yield fetcher_for(server.url)


def test_one_record(one_record: OaiFetcher) -> None:
    assert one_record.record("1").identifier == "oai:rum.example:1"


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("2", "rum: record 2 is not given (idDoesNotExist: No matching identifier)."),
        ("3", "rum: record 3 cannot be used: this record has no identifier."),
        ("4", "rum: record 4 cannot be used: there is none."),
    ],
)
def test_one_record_that_is_none(one_record: OaiFetcher, identifier: str, words: str) -> None:
    with pytest.raises(SkipRecord) as skip:
        one_record.record(identifier)
    assert str(skip.value) == words


def test_no_answer_is_not_the_same_as_no_record(one_record: OaiFetcher) -> None:
    with pytest.raises(StopWindow, match="record 5 is empty"):
        one_record.record("5")


def test_a_record_is_the_same_bytes_in_a_list_and_alone(
    rum: MakeRum, one_record: OaiFetcher
) -> None:
    listed = rum(answers.records(ONE)).harvest().pages[0].records[0]
    assert one_record.record("1") == listed


def test_the_registry_makes_fetchers() -> None:
    fetcher: Fetcher = FETCHERS["oai"](Repository(name="rum", url="https://rum.example/oai"), "")
    fetcher.close()


def test_a_fetcher_that_is_dropped_leaves_no_open_connection() -> None:
    """Else each would be a ResourceWarning, which is an error in these tests."""
    with serving(by_verb([answers.records(ONE)], Identify=answers.identify())) as server:
        fetcher = fetcher_for(server.url)
        list(fetcher.pages(Window("rum", "oai_dc")))
        del fetcher
        gc.collect()
