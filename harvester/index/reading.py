"""An index as a reader sees it: documents and the cursor of its newest commit."""

from collections.abc import Iterator
from itertools import count

from tantivy import Index, Order, Query, Searcher

from harvester.generations import Held
from harvester.index import Document
from harvester.index.schema import CURSOR, restored, term

PAGE = 5_000


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

    def get(self, iri: str) -> Document | None:
        searcher = self.searcher()
        found = searcher.search(Query.term_query(self.index.schema, "iri", term(iri)), 1).hits
        return restored(searcher.doc(found[0][1])) if found else None

    def documents(self) -> Iterator[Document]:
        """All of one commit, by IRI."""
        searcher = self.searcher()
        everything = Query.exists_query("iri")
        for page in count():
            found = searcher.search(
                everything, PAGE, order_by_field="iri", order=Order.Asc, offset=page * PAGE
            )
            yield from (restored(searcher.doc(address)) for _, address in found.hits)
            if len(found.hits) < PAGE:
                return
