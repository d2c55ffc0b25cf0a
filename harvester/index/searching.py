"""A search from the words as typed to hits with their extracts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tantivy import Order, Query, Schema, Searcher

from harvester.index import SearchRequest, SearchResult
from harvester.index.counting import cells, counted
from harvester.index.grammar import Question, read
from harvester.index.questions import Questions
from harvester.index.ranking import Ranked, best, by_date, by_iri
from harvester.index.schema import restored
from harvester.index.snippets import hit
from harvester.index.spans import Span, spans
from harvester.index.spelling import Spelling, errors
from harvester.index.synonyms import Synonyms
from harvester.index.walking import walk
from harvester.index.words import key

LOOKED_AT = 20
"""Records in which a word is looked for that is spelled nearly as one that was typed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words as they were typed, read and understood, and what finds them."""

    typed: str
    question: Question
    spans: Sequence[Span]
    query: Query


@dataclass(frozen=True, slots=True)
class Search:
    """Searches in one commit of an index."""

    searcher: Searcher
    schema: Schema
    synonyms: Synonyms

    def result(self, request: SearchRequest) -> SearchResult:
        """What has all words; if nothing has, what has the nearest ones that there are."""
        asked, instead = self._asked(request, request.words), ""
        total = self._count(asked.query)
        if asked.question.wanted and not total and (respelled := self._respelled(asked)):
            other = self._asked(request, respelled)
            if found := self._count(other.query):
                asked, total, instead = other, found, respelled
        ranked, after = self._ranked(request, asked)
        sought = {each.words for each in asked.question.wanted}
        documents = ((score, restored(self.searcher.doc(at))) for score, at in ranked)
        return SearchResult(
            total=total,
            hits=[hit(each, score, sought) for score, each in documents],
            facets=counted(self.searcher, asked.query, request.facets),
            also=_also(asked.spans),
            close=bool(instead),
            instead=instead,
            cells=cells(self.searcher, asked.query, request.cells),
            next=after,
        )

    def _asked(self, request: SearchRequest, typed: str) -> Asked:
        question = read(typed)
        cut = tuple(spans(question.wanted, self.synonyms))
        return Asked(typed, question, cut, Questions(self.schema).query(request, question, cut))

    def _count(self, query: Query) -> int:
        found: int = self.searcher.search(query, 1).count  # type: ignore[attr-defined]
        return found

    def _ranked(self, request: SearchRequest, asked: Asked) -> tuple[Ranked, str | None]:
        if request.page is not None:
            return walk(self.searcher, asked.query, request.limit, request.page)
        if request.limit <= 0:
            return [], None
        place = (self.searcher, asked.query, request.limit, max(request.offset, 0))
        if request.order != "best":
            return by_date(*place, Order.Asc if request.order == "oldest" else Order.Desc), None
        return (best if asked.question.wanted else by_iri)(*place), None

    def _respelled(self, asked: Asked) -> str:
        return Spelling(self._known, self._near, self.synonyms.names).instead(
            asked.question, asked.spans
        )

    def _known(self, word: str) -> bool:
        return self._count(Questions(self.schema).known(word)) > 0

    def _near(self, word: str) -> Iterator[str]:
        query = Questions(self.schema).near(word, errors(word))
        for _, at in best(self.searcher, query, LOOKED_AT, 0):
            document = restored(self.searcher.doc(at))
            yield from (document["title"], *document["text"])


def _also(cut: Sequence[Span]) -> tuple[str, ...]:
    """Names of the concepts that were sought, where they were not typed so."""
    named = [
        (meaning.label, key(" ".join(each.typed for each in span.sought)))
        for span in cut
        for meaning in span.meanings
    ]
    return tuple(dict.fromkeys(label for label, typed in named if key(label) != typed))
