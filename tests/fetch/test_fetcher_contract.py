"""What every fetcher promises, whatever the protocol; a new one joins by one function here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pytest
from changing import Changing
from changing import identifier as oai_identifier
from loopback import Asked, Reply, closed_port, serving
from rest_list import Listing
from site_on_loopback import a_site

from harvester.errors import LithoscopeError, SkipRecord, StopSource, StopWindow
from harvester.fetch import FETCHERS, Fetcher
from harvester.record import Page, Window
from harvester.repositories import Repository

NAMES = [f"{number:03d}" for number in range(25)]
"""More than any of the subjects gives at once."""


@dataclass
class Subject:
    """A repository with NAMES on loopback; `down` makes it answer no more."""

    repository: Repository
    identifiers: list[str]
    down: Callable[[], None]

    def fetcher(self) -> Fetcher:
        return FETCHERS[self.repository.protocol](self.repository, "curator@lithoscope.example")


Make = Callable[[], AbstractContextManager[Subject]]


def described(url: str, **more: object) -> Repository:
    said = {"name": "rum", "url": url, "allow_private": True, "politeness": {"attempts": 1}}
    return Repository.model_validate(said | more)


@contextmanager
def oai() -> Iterator[Subject]:
    rum = Changing(page_size=5)
    rum.fill(*range(25))

    def down() -> None:
        rum.trouble = lambda page: Reply(b"", 500)

    with rum.serve() as server:
        yield Subject(described(server.url), [oai_identifier(name) for name in NAMES], down)


@contextmanager
def rest() -> Iterator[Subject]:
    rum = Listing(by="offset")
    rum.fill(25)

    def down() -> None:
        rum.trouble = lambda asked, answer: Reply(b"", 500)

    with rum.serve() as server:
        said = {"protocol": "rest", "requests": rum.style(), "format": "dwc_json"}
        yield Subject(described(server.url, **said), NAMES, down)


@contextmanager
def sitemap() -> Iterator[Subject]:
    with a_site() as site:
        site.pages(*NAMES)

        def down() -> None:
            site.replies = dict.fromkeys(site.replies, Reply(b"", 500))

        said = {"protocol": "sitemap", "format": "schema_org"}
        repository = described(f"{site.base}/sitemap.xml", **said)
        yield Subject(repository, [f"data/{name}" for name in NAMES], down)


@pytest.fixture(params=[oai, rest, sitemap], ids=lambda make: make.__name__)
def subject(request: pytest.FixtureRequest) -> Iterator[Subject]:
    make: Make = request.param
    with make() as made:
        yield made


def everywhere(url: str) -> list[Repository]:
    """The same address as one of each protocol."""
    needed = {"rest": {"requests": Listing().style()}}
    return [described(url, protocol=each, **needed.get(each, {})) for each in FETCHERS]


def asked(subject: Subject, **more: object) -> Window:
    return Window("rum", subject.repository.format, **more)  # type: ignore[arg-type]


def listed(pages: list[Page]) -> list[str]:
    return [record.identifier for page in pages for record in page.records]


def test_every_protocol_has_a_subject_here() -> None:
    assert {make.__name__ for make in (oai, rest, sitemap)} == set(FETCHERS)


def test_every_record_comes_once_on_numbered_pages(subject: Subject) -> None:
    fetcher = subject.fetcher()
    pages = list(fetcher.pages(asked(subject)))
    assert sorted(listed(pages)) == subject.identifiers
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert len(pages) > 1
    fetcher.close()


def test_only_the_last_page_has_no_token(subject: Subject) -> None:
    pages = list(subject.fetcher().pages(asked(subject)))
    assert pages[-1].token is None
    assert all(page.token for page in pages[:-1])
    assert all(page.response_date.endswith("Z") and page.request for page in pages)


def test_another_process_goes_on_from_a_token(subject: Subject) -> None:
    first = next(subject.fetcher().pages(asked(subject)))
    rest_ = list(subject.fetcher().pages(asked(subject, token=first.token, page=1)))
    assert rest_[0].number == 2
    assert {*listed([first]), *listed(rest_)} == set(subject.identifiers)


def test_the_same_record_has_the_same_digest_again_and_alone(subject: Subject) -> None:
    pages = [list(subject.fetcher().pages(asked(subject))) for _ in range(2)]
    one, two = ({r.identifier: r for page in each for r in page.records} for each in pages)
    assert one == two
    name = subject.identifiers[3]
    assert subject.fetcher().record(name).digest == one[name].digest


def test_a_list_that_breaks_off_is_never_ended(subject: Subject) -> None:
    fetcher = subject.fetcher()
    pages = fetcher.pages(asked(subject))
    first = next(pages)
    subject.down()
    with pytest.raises((StopWindow, StopSource)):
        list(pages)
    assert first.token


def test_a_record_that_is_not_there_is_skipped(subject: Subject) -> None:
    missing = subject.identifiers[0].replace("000", "999")
    with pytest.raises(SkipRecord):
        subject.fetcher().record(missing)


def test_it_is_described(subject: Subject) -> None:
    said = subject.fetcher().describe()
    assert said.granularity
    assert said.deleted_record


def test_nobody_there_ends_the_source() -> None:
    url = f"http://127.0.0.1:{closed_port()}/"
    for repository in everywhere(url):
        with pytest.raises(StopSource):
            FETCHERS[repository.protocol](repository, "").describe()


def test_loopback_is_refused_unless_the_repository_allows_it(subject: Subject) -> None:
    closed = subject.repository.model_copy(update={"allow_private": False})
    fetcher = FETCHERS[closed.protocol](closed, "")
    with pytest.raises(StopSource):
        next(fetcher.pages(asked(subject)))


def test_who_asks_is_told() -> None:
    heard: list[Asked] = []

    def script(request: Asked) -> Reply:
        heard.append(request)
        return Reply(b"", 404)

    with serving(script) as server:
        for protocol, more in (
            ("oai", {}),
            ("rest", {"requests": Listing().style()}),
            ("sitemap", {}),
        ):
            fetcher = FETCHERS[protocol](
                described(server.url, protocol=protocol, **more), "curator@lithoscope.example"
            )
            with pytest.raises(LithoscopeError):
                fetcher.describe()
    assert len(heard) >= 3
    assert {request.headers["From"] for request in heard} == {"curator@lithoscope.example"}
