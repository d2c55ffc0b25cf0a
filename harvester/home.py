"""One catalogue: its settings, repositories and stores, each opened when first asked for.

A store's library is imported with it: a search does not wait for HTTP or the database.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from harvester import repositories
from harvester.errors import ConfigError, StoreError
from harvester.graph import Graph
from harvester.index import SearchEngine
from harvester.ledger import Ledger
from harvester.repositories import Repository
from harvester.settings import Settings

if TYPE_CHECKING:
    from harvester.fetch import Fetcher


class Home:
    """A folder with a catalogue in it.

    Raises (on first use of a store):
        StoreError: the folder or the store cannot be opened.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @property
    def path(self) -> Path:
        return self.settings.home

    @cached_property
    def ledger(self) -> Ledger:
        from harvester.ledger.store import open_ledger

        self._make_folder()
        url = self.settings.ledger_url or f"sqlite:///{self.path / 'ledger.sqlite'}"
        return open_ledger(url, base_url=self.settings.base_url)

    @cached_property
    def graph(self) -> Graph:
        self._make_folder()
        if self.settings.graph_url:
            from harvester.graph.sparql.store import SparqlStore

            token = self.settings.graph_token.get_secret_value()
            return SparqlStore(self.settings.graph_url, self.path / "graph", token)
        from harvester.graph.oxigraph import OxigraphStore

        return OxigraphStore(self.path / "graph")

    @cached_property
    def index(self) -> SearchEngine:
        from harvester.index.synonyms import Vocabularies

        self._make_folder()
        folder, synonyms = self.path / "index", Vocabularies()
        if self.settings.search_url:
            from harvester.index.elasticsearch.engine import open_engine

            key, authority = self.settings.search_api_key, self.settings.search_ca
            url = self.settings.search_url
            return open_engine(url, key.get_secret_value(), authority, folder, synonyms)
        from harvester.index.embedded import TantivyEngine

        return TantivyEngine(folder, synonyms)

    def repositories(self) -> dict[str, Repository]:
        return repositories.load(self.path)

    def repository(self, name: str) -> Repository:
        return repositories.find(self.path, name)

    def fetcher(self, repository: Repository) -> "Fetcher":
        from harvester.fetch import FETCHERS

        if repository.protocol not in FETCHERS:
            raise ConfigError(
                f"{repository.name}: protocol `{repository.protocol}` is not there in this "
                f"version; there is {', '.join(FETCHERS)}."
            )
        return FETCHERS[repository.protocol](repository, self.settings.contact)

    def close(self) -> None:
        for name in ("ledger", "graph", "index"):
            if name in self.__dict__:
                self.__dict__.pop(name).close()

    def _make_folder(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"{self.path}: the home folder cannot be made ({error.strerror}). "
                "Choose another with --home or LITHOSCOPE_HOME."
            ) from error
