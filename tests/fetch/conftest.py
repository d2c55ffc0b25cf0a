"""A fetcher for a server on loopback: patient in attempts, but without its pauses."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import answers
import pytest
import stamina
from loopback import Reply, Script, Server, by_verb, serving

from harvester.errors import LithoscopeError
from harvester.fetch.oai import OaiFetcher
from harvester.record import Page, Window
from harvester.repositories import Politeness, Repository


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=20, cap=True):
        yield


class Clock:
    """Stands still; sleeping moves it on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Rum:
    """A repository named rum, its server, and all that was fetched from it."""

    def __init__(self, server: Server, fetcher: OaiFetcher) -> None:
        self.server = server
        self.fetcher = fetcher
        self.pages: list[Page] = []
        self.error: LithoscopeError | None = None

    def harvest(
        self,
        *,
        set: str | None = None,
        since: str | None = None,
        token: str | None = None,
        page: int = 0,
    ) -> "Rum":
        """All pages of a window; the error that ended it, if one did, is in `error`."""
        window = Window("rum", "oai_dc", set=set, since=since, token=token, page=page)
        try:
            self.pages.extend(self.fetcher.pages(window))
        except LithoscopeError as error:
            self.error = error
        return self

    @property
    def identifiers(self) -> list[str]:
        """The ends of the identifiers of all records, in order."""
        return [r.identifier.rsplit(":", 1)[-1] for page in self.pages for r in page.records]

    @property
    def findings(self) -> list[str]:
        return [finding.code for page in self.pages for finding in page.findings]


MakeRum = Callable[..., Rum]


@pytest.fixture
def rum() -> Iterator[MakeRum]:
    """`rum(page, page, …)`: a repository that answers ListRecords with these, one by one."""
    with ExitStack() as stack:

        def make(
            *pages: Reply | bytes | Script,
            attempts: int = 3,
            format: str = "oai_dc",
            verbs: dict[str, Reply | bytes] | None = None,
        ) -> Rum:
            usual: dict[str, Reply | bytes] = {
                "Identify": answers.identify(),
                "ListMetadataFormats": answers.FORMATS,
                "ListSets": answers.SETS,
            }
            listed: Iterable[Reply | bytes | Script] = pages or [answers.records()]
            server = stack.enter_context(serving(by_verb(listed, **(usual | (verbs or {})))))
            return Rum(server, fetcher_for(server.url, attempts=attempts, format=format))

        yield make


def fetcher_for(url: str, *, attempts: int = 3, format: str = "oai_dc") -> OaiFetcher:
    repository = Repository(
        name="rum",
        url=url,
        format=format,
        allow_private=True,
        politeness=Politeness(attempts=attempts),
    )
    return OaiFetcher(repository, "curator@lithoscope.example")
