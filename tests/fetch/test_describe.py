"""What a repository says of itself, as far as it says it."""

import answers
import pytest
from conftest import MakeRum
from loopback import Reply, closed_port

from harvester.errors import StopSource
from harvester.fetch.describe import Format, Set


def test_identify_formats_and_sets_in_three_requests(rum: MakeRum) -> None:
    repository = rum()
    said = repository.fetcher.describe()
    assert said.name == "Rum Layered Suite"
    assert said.granularity == answers.SECONDS
    assert said.deleted_record == "persistent"
    assert said.earliest == "2019-04-01T00:00:00Z"
    assert said.emails == ("data@rum.example", "oai@rum.example")
    assert [format_.prefix for format_ in said.formats] == ["oai_dc", "oai_datacite"]
    assert said.formats[0].namespace == "http://www.openarchives.org/OAI/2.0/oai_dc/"
    assert said.formats[1] == Format("oai_datacite")
    assert said.sets == (Set("rocks", "Rocks"), Set("rocks:igneous", "Igneous rocks"))
    assert not said.more_sets
    assert said.findings == ()
    assert len(repository.server.asked) == 3


def test_only_the_first_sets_are_asked_for(rum: MakeRum) -> None:
    one = answers.answer(
        f"<ListSets><set><setSpec>rocks</setSpec></set>{answers.token('more')}</ListSets>"
    )
    said = rum(verbs={"ListSets": one}).fetcher.describe()
    assert said.sets == (Set("rocks"),)
    assert said.more_sets


def test_a_repository_without_sets(rum: MakeRum) -> None:
    said = rum(verbs={"ListSets": answers.error("noSetHierarchy")}).fetcher.describe()
    assert said.sets == ()
    assert said.findings == ()


def test_what_is_not_told_is_a_finding(rum: MakeRum) -> None:
    verbs: dict[str, Reply | bytes] = {
        "ListSets": Reply(status=404),
        "ListMetadataFormats": answers.error("badVerb", "what?"),
        "Identify": answers.identify("daily", base_url="http://localhost:8080/oai"),
    }
    said = rum(verbs=verbs).fetcher.describe()
    assert [finding.code for finding in said.findings] == [
        "granularity",
        "base-url",
        "not-told",
        "not-told",
    ]
    assert said.findings[2].message.endswith("does not tell its formats (badVerb: what?)")


def test_an_identify_with_next_to_nothing_in_it(rum: MakeRum) -> None:
    said = rum(verbs={"Identify": answers.answer("<Identify/>")}).fetcher.describe()
    assert (said.name, said.deleted_record, said.emails) == ("", "no", ())


def test_hostile_elements_in_identify_do_no_harm(rum: MakeRum) -> None:
    hostile = answers.identify().replace(b"</Identify>", b"<__class__>x</__class__></Identify>")
    with pytest.raises(StopSource, match="elements that do not belong there"):
        rum(verbs={"Identify": hostile}).fetcher.describe()


@pytest.mark.parametrize(
    ("identify", "words"),
    [
        (b"<html><title>Hello</title></html>", "rum: Identify is an HTML page (Hello)"),
        (
            answers.error("badVerb", "what?"),
            "rum: the repository refuses the request (badVerb: what?)",
        ),
        (Reply(status=410), "rum: Identify was answered with HTTP 410 (Gone)."),
    ],
)
def test_who_does_not_identify_cannot_be_described(
    rum: MakeRum, identify: Reply | bytes, words: str
) -> None:
    with pytest.raises(StopSource) as stop:
        rum(verbs={"Identify": identify}).fetcher.describe()
    assert str(stop.value).startswith(words)


def test_a_repository_that_is_down_cannot_be_described(rum: MakeRum) -> None:
    down = rum().fetcher
    down.client.endpoint = f"http://127.0.0.1:{closed_port()}/oai"
    with pytest.raises(StopSource, match="rum: Identify got no answer"):
        down.describe()
