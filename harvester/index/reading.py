"""An index as a reader sees it: documents and the cursor of its newest commit."""

from collections.abc import Iterator
from itertools import count

from tantivy import DocAddress, Index, Query, Searcher

from harvester.generations import Held
from harvester.index import Document
from harvester.index.schema import CURSOR, iri, restored, term
from harvester.sorting import sort

PAGE = 20_000


class Reader:
    """One generation of an index, held while it is read."""

    def __init__(self, held: Held) -> None:
        self.path = held.path
        self._held = held
        self.index = Index.open(str(held.path))
        self.index.config_reader("manual")

    def searcher(self) -> Searcher:
        """The newest commit."""
        self.index.reload()
        return self.index.searcher()

    def cursor(self) -> int:
        searcher = self.searcher()
        found = searcher.search(Query.term_query(self.index.schema, "mark", CURSOR), 1).hits
        return int(searcher.doc(found[0][1]).get_first(CURSOR) or 0) if found else 0

    def count(self) -> int:
        """How many documents there are."""
        found = self.searcher().search(Query.exists_query("iri"), 1)
        return int(found.count)  # type: ignore[attr-defined]

    def get(self, name: str) -> Document | None:
        searcher = self.searcher()
        found = searcher.search(Query.term_query(self.index.schema, "iri", term(name)), 1).hits
        return restored(searcher.doc(found[0][1])) if found else None

    def documents(self) -> Iterator[Document]:
        """All of one commit, by IRI, in bounded memory."""
        searcher = self.searcher()
        for line in sort(_places(searcher)):
            segment, number = line.rpartition(b"\0")[2].split(b":")
            yield restored(searcher.doc(DocAddress(int(segment), int(number))))


def _places(searcher: Searcher) -> Iterator[bytes]:
    """The IRI of every document, and where the document is."""
    everything = Query.exists_query("iri")
    for page in count():
        hits = searcher.search(everything, PAGE, count=False, offset=page * PAGE).hits
        for _, at in hits:
            yield f"{iri(searcher.doc(at))}\0{at.segment_ord}:{at.doc}".encode()
        if len(hits) < PAGE:
            return
