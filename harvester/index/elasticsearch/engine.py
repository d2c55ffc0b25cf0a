"""The index on an Elasticsearch cluster, shared by any number of machines."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from harvester.errors import UsageError
from harvester.exclusive import only_writer
from harvester.index import FACETS, Document, IndexWriter, SearchRequest, SearchResult
from harvester.index.elasticsearch.client import Cluster
from harvester.index.elasticsearch.faults import search_errors
from harvester.index.elasticsearch.indices import Indices, building
from harvester.index.elasticsearch.reading import get, walk
from harvester.index.elasticsearch.searching import search
from harvester.index.elasticsearch.state import read
from harvester.index.elasticsearch.writers import BuildWriter, LiveWriter
from harvester.index.synonyms import NoSynonyms, Synonyms


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

    def cursor(self) -> int:
        with search_errors(self._cluster.address):
            return read(self._cluster.client, self._indices.alias).cursor

    def writer(self, *, anew: bool = False) -> AbstractContextManager[IndexWriter]:
        return self._anew() if anew else self._update()

    def search(self, request: SearchRequest) -> SearchResult:
        for name in (*request.filters, *request.facets):
            if name not in FACETS:
                raise UsageError(f"Nothing is kept by {name}; filters are {', '.join(FACETS)}.")
        with search_errors(self._cluster.address):
            return search(self._cluster.client, self._indices.alias, request, self._synonyms)

    def get(self, iri: str) -> Document | None:
        with search_errors(self._cluster.address):
            return get(self._cluster.client, self._indices.alias, iri)

    def documents(self) -> Iterator[Document]:
        with search_errors(self._cluster.address):
            yield from walk(self._cluster.client, self._indices.alias)

    def close(self) -> None:
        self._cluster.client.close()

    @contextmanager
    def _update(self) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            with search_errors(self._cluster.address):
                self._indices.prune()
                if self._indices.live() is None:
                    self._indices.publish(self._indices.create())
            yield LiveWriter(self._cluster, self._indices.alias)

    @contextmanager
    def _anew(self) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            with search_errors(self._cluster.address):
                self._indices.prune()
                index = self._indices.create()
            writer = BuildWriter(self._cluster, building(index))
            yield writer
            writer.finish()
            with search_errors(self._cluster.address):
                self._indices.publish(index)
                self._indices.prune()
