"""The index on an Elasticsearch cluster, shared by any number of machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from elasticsearch import NotFoundError

from harvester.exclusive import Allowed, always, only_writer
from harvester.index import (
    Document,
    Hit,
    IndexWriter,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from harvester.index.checks import check
from harvester.index.elasticsearch.address import read as read_address
from harvester.index.elasticsearch.client import Cluster, connect
from harvester.index.elasticsearch.description import described
from harvester.index.elasticsearch.faults import search_errors
from harvester.index.elasticsearch.fields import EVERYTHING, identity
from harvester.index.elasticsearch.indices import Indices, building
from harvester.index.elasticsearch.likeness import similar
from harvester.index.elasticsearch.pages import Pages, document
from harvester.index.elasticsearch.ranking import BY_IRI
from harvester.index.elasticsearch.searching import Search
from harvester.index.elasticsearch.state import read
from harvester.index.elasticsearch.suggesting import Suggester
from harvester.index.elasticsearch.writers import BuildWriter, LiveWriter
from harvester.index.synonyms import NoSynonyms, Synonyms


def open_engine(
    url: str, api_key: str, authority: Path | None, folder: Path, synonyms: Synonyms
) -> ElasticEngine:
    """As the settings say it; asks nothing yet. Raises ConfigError if one of them is wrong."""
    cluster = connect(read_address(url), api_key=api_key, authority=authority)
    return ElasticEngine(cluster, folder, synonyms)


class ElasticEngine:
    """Implements `harvester.index.SearchEngine`; asks the cluster nothing before it is needed.

    Args:
        cluster: Where the indexes are.
        folder: Of this machine, to write alone among its processes. Among several machines the
            ledger's lease does that; should two write all the same, the newer state stays.
        synonyms: What words mean.
    """

    def __init__(self, cluster: Cluster, folder: Path, synonyms: Synonyms | None = None) -> None:
        self._cluster = cluster
        self._folder = folder
        self._synonyms = synonyms or NoSynonyms()
        self._indices = Indices(cluster.client, cluster.address.prefix)
        self._pages = Pages(cluster.client, self._indices.alias)

    def cursor(self) -> int:
        with search_errors(self._cluster.address):
            return read(self._cluster.client, self._indices.alias).cursor

    def writer(
        self, *, anew: bool = False, allowed: Allowed = always
    ) -> AbstractContextManager[IndexWriter]:
        return self._anew(allowed) if anew else self._update(allowed)

    def search(self, request: SearchRequest) -> SearchResult:
        check(request)
        with search_errors(self._cluster.address):
            return Search(self._pages, self._synonyms).result(request)

    def suggest(self, typed: str, limit: int = 10) -> Sequence[Suggestion]:
        with search_errors(self._cluster.address):
            return Suggester(self._pages, self._synonyms).suggestions(typed, limit)

    def similar(self, iri: str, limit: int = 10) -> Sequence[Hit]:
        like = self.get(iri)
        with search_errors(self._cluster.address):
            return similar(self._pages, like, limit) if like else []

    def get(self, iri: str) -> Document | None:
        """As searches see it."""
        ask = self._cluster.client.get
        with search_errors(self._cluster.address), suppress(NotFoundError):
            found = ask(index=self._indices.alias, id=identity(iri), realtime=False)
            return document(found.body)
        return None

    def described(self) -> str:
        with search_errors(self._cluster.address):
            return described(self._cluster, self._indices)

    def documents(self) -> Iterator[Document]:
        with search_errors(self._cluster.address), suppress(NotFoundError):
            for found in self._pages.all({"query": EVERYTHING, "sort": BY_IRI}):
                yield document(found)

    def close(self) -> None:
        self._cluster.client.close()

    @contextmanager
    def _update(self, allowed: Allowed) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            allowed()
            with search_errors(self._cluster.address):
                self._indices.prune()
                if self._indices.live() is None:
                    self._indices.publish(self._indices.create())
            with closing(LiveWriter(self._cluster, self._indices.alias, allowed)) as writer:
                yield writer

    @contextmanager
    def _anew(self, allowed: Allowed) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            allowed()
            with search_errors(self._cluster.address):
                self._indices.prune()
                before, index = self._indices.live(), self._indices.create()
            with closing(BuildWriter(self._cluster, building(index))) as writer:
                yield writer
                writer.finish()
            allowed()
            with search_errors(self._cluster.address):
                self._indices.publish(index)
                self._indices.prune(before)
