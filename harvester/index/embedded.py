"""The index in a folder: tantivy, written by one process and read by any number.

    index-000001      the index in use; a rebuilt one is made beside it and gets the next number

The cursor is a document of its own, so that it is committed with what it counts.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from harvester.errors import UsageError
from harvester.exclusive import only_writer
from harvester.generations import Generations
from harvester.index import FACETS, Document, IndexWriter, SearchRequest, SearchResult
from harvester.index.faults import index_errors
from harvester.index.reading import Reader
from harvester.index.searching import search
from harvester.index.synonyms import NoSynonyms, Synonyms
from harvester.index.writers import BulkWriter, LiveWriter


class TantivyEngine:
    """Implements `harvester.index.SearchEngine`; makes and opens nothing before it is needed."""

    def __init__(self, folder: Path, synonyms: Synonyms | None = None) -> None:
        self._folder = folder
        self._synonyms = synonyms or NoSynonyms()
        self._generations = Generations(folder, "index")
        self._open: Reader | None = None

    def cursor(self) -> int:
        with index_errors(self._folder):
            reader = self._newest()
            return reader.cursor() if reader else 0

    def writer(self, *, anew: bool = False) -> AbstractContextManager[IndexWriter]:
        return self._anew() if anew else self._update()

    def search(self, request: SearchRequest) -> SearchResult:
        for name in (*request.filters, *request.facets):
            if name not in FACETS:
                raise UsageError(f"Nothing is kept by {name}; filters are {', '.join(FACETS)}.")
        with index_errors(self._folder):
            reader = self._newest()
            searcher = reader.searcher() if reader else None
        if reader is None or searcher is None:
            return SearchResult(0, [], {name: [] for name in request.facets})
        return search(searcher, reader.index.schema, request, self._synonyms)

    def get(self, iri: str) -> Document | None:
        with index_errors(self._folder):
            reader = self._newest()
            return reader.get(iri) if reader else None

    def documents(self) -> Iterator[Document]:
        with index_errors(self._folder):
            reader = self._newest()
        return reader.documents() if reader else iter(())

    def close(self) -> None:
        self._open = None

    @contextmanager
    def _update(self) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            self._generations.prune()
            writer = LiveWriter(self._live_folder())
            try:
                yield writer
            finally:
                writer.close()

    @contextmanager
    def _anew(self) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            try:
                writer = BulkWriter(self._generations.build())
                yield writer
                writer.finish()
                self._publish()
            finally:
                self._generations.prune()

    def _publish(self) -> Path:
        with index_errors(self._folder):
            return self._generations.publish()

    def _live_folder(self) -> Path:
        newest = self._generations.newest()
        if newest is None:
            BulkWriter(self._generations.build()).finish()
            newest = self._publish()
        return newest

    def _newest(self) -> Reader | None:
        """The newest generation; the same object as long as there is no newer one."""
        current = self._open
        if current is None or current.path != self._generations.newest():
            held = self._generations.hold()
            self._open = current = Reader(held) if held else None
        return current
