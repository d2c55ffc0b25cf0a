"""A search from the words as typed to hits with their extracts."""

from collections.abc import Iterator
from dataclasses import dataclass

from tantivy import Order, Query, Schema, Searcher

from harvester.index import SearchRequest, SearchResult
from harvester.index.asked import Asked, understood
from harvester.index.counting import cells, counted
from harvester.index.questions import Questions
from harvester.index.ranking import Ranked, best, by_date, by_iri
from harvester.index.schema import restored
from harvester.index.snippets import hit
from harvester.index.spelling import LOOKED_AT, Spelling, errors
from harvester.index.synonyms import Synonyms
from harvester.index.walking import walk


@dataclass(frozen=True, slots=True)
class Search:
    """Searches in one commit of an index."""

    searcher: Searcher
    schema: Schema
    synonyms: Synonyms

    def result(self, request: SearchRequest) -> SearchResult:
        """What has all words; if nothing has, what has the nearest ones that there are."""
        asked, instead = understood(request.words, self.synonyms), ""
        query = self._query(request, asked)
        total = self._count(query)
        if asked.question.wanted and not total and (respelled := self._respelled(asked)):
            other = understood(respelled, self.synonyms)
            if found := self._count(self._query(request, other)):
                asked, query, total, instead = other, self._query(request, other), found, respelled
        ranked, after = self._ranked(request, asked, query)
        documents = ((score, restored(self.searcher.doc(at))) for score, at in ranked)
        return SearchResult(
            total=total,
            hits=[hit(each, score, asked.sought) for score, each in documents],
            facets=counted(self.searcher, query, request.facets),
            also=asked.also,
            close=bool(instead),
            instead=instead,
            cells=cells(self.searcher, query, request.cells),
            next=after,
        )

    def _query(self, request: SearchRequest, asked: Asked) -> Query:
        return Questions(self.schema).query(request, asked.question, asked.spans)

    def _count(self, query: Query) -> int:
        found: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]
        return found

    def _ranked(
        self, request: SearchRequest, asked: Asked, query: Query
    ) -> tuple[Ranked, str | None]:
        if request.page is not None:
            return walk(self.searcher, self.schema, query, request.limit, request.page)
        if request.limit <= 0:
            return [], None
        place = (self.searcher, query, request.limit, max(request.offset, 0))
        if request.order != "best":
            return by_date(*place, Order.Asc if request.order == "oldest" else Order.Desc), None
        return (best if asked.question.wanted else by_iri)(*place), None

    def _respelled(self, asked: Asked) -> str:
        spelling = Spelling(self._known, self._near, self.synonyms.names)
        return spelling.instead(asked.question, asked.spans)

    def _known(self, word: str) -> bool:
        return self._count(Questions(self.schema).known(word)) > 0

    def _near(self, word: str) -> Iterator[str]:
        query = Questions(self.schema).near(word, errors(word))
        for _, at in best(self.searcher, query, LOOKED_AT, 0):
            document = restored(self.searcher.doc(at))
            yield from (document["title"], *document["text"])
