"""The index in a folder: tantivy, written by one process and read by any number.

    index-v2-000001   the index in use; a rebuilt one is made beside it and gets the next number

The first number is the schema's: what another version left is not read, and the next writer
clears it away. The cursor is a document of its own, so that it is committed with what it counts.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tantivy import Schema, Searcher

from harvester.exclusive import Allowed, always, only_writer
from harvester.generations import Generations
from harvester.index import (
    Document,
    Hit,
    IndexWriter,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from harvester.index.checks import check
from harvester.index.faults import index_errors
from harvester.index.likeness import similar
from harvester.index.reading import Reader
from harvester.index.schema import VERSION
from harvester.index.searching import Search
from harvester.index.suggesting import Suggester
from harvester.index.synonyms import NoSynonyms, Synonyms
from harvester.index.writers import BulkWriter, LiveWriter

NAME = f"index-v{VERSION}"


class TantivyEngine:
    """Implements `harvester.index.SearchEngine`; makes and opens nothing before it is needed."""

    def __init__(self, folder: Path, synonyms: Synonyms | None = None) -> None:
        self._folder = folder
        self._synonyms = synonyms or NoSynonyms()
        self._generations = Generations(folder, NAME)
        self._open: Reader | None = None

    def cursor(self) -> int:
        with index_errors(self._folder):
            reader = self._newest()
            return reader.cursor() if reader else 0

    def writer(
        self, *, anew: bool = False, allowed: Allowed = always
    ) -> AbstractContextManager[IndexWriter]:
        return self._anew() if anew else self._update()

    def search(self, request: SearchRequest) -> SearchResult:
        check(request)
        found = self._searcher()
        if found is None:
            return SearchResult(0, [], {name: [] for name in request.facets})
        return Search(*found, self._synonyms).result(request)

    def suggest(self, typed: str, limit: int = 10) -> Sequence[Suggestion]:
        found = self._searcher()
        return Suggester(*found, self._synonyms).suggestions(typed, limit) if found else []

    def similar(self, iri: str, limit: int = 10) -> Sequence[Hit]:
        document, found = self.get(iri), self._searcher()
        return similar(*found, document, limit) if document and found else []

    def get(self, iri: str) -> Document | None:
        with index_errors(self._folder):
            reader = self._newest()
            return reader.get(iri) if reader else None

    def described(self) -> str:
        with index_errors(self._folder):
            reader = self._newest()
            return f"tantivy, {reader.count() if reader else 0:,} documents in {self._folder}"

    def documents(self) -> Iterator[Document]:
        with index_errors(self._folder):
            reader = self._newest()
        return reader.documents() if reader else iter(())

    def close(self) -> None:
        self._open = None

    @contextmanager
    def _update(self) -> Iterator[IndexWriter]:
        with only_writer(self._folder, "index"):
            self._prune()
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
                self._prune()

    def _searcher(self) -> tuple[Searcher, Schema] | None:
        """The newest commit."""
        with index_errors(self._folder):
            reader = self._newest()
            return (reader.searcher(), reader.index.schema) if reader else None

    def _publish(self) -> Path:
        with index_errors(self._folder):
            return self._generations.publish()

    def _prune(self) -> None:
        self._generations.prune()
        there = {path.name.rpartition("-")[0] for path in self._folder.glob("index-*")}
        for other in there - {NAME}:
            Generations(self._folder, other).prune(keep=0)

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
