"""A search from the words as typed to hits with their extracts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError

from harvester.index import SearchRequest, SearchResult
from harvester.index.asked import Asked, understood
from harvester.index.checks import too_many_places
from harvester.index.elasticsearch import counting, questions, ranking
from harvester.index.elasticsearch.pages import Pages, document, total
from harvester.index.snippets import hit
from harvester.index.spelling import LOOKED_AT, Spelling, errors
from harvester.index.synonyms import Synonyms


@dataclass(frozen=True, slots=True)
class Search:
    pages: Pages
    synonyms: Synonyms

    def result(self, request: SearchRequest) -> SearchResult:
        """What has all words; if nothing has, what has the nearest ones that there are."""
        asked, instead = understood(request.words, self.synonyms), ""
        said = self._said(request, asked)
        if asked.question.wanted and not total(said) and (respelled := self._respelled(asked)):
            other = understood(respelled, self.synonyms)
            if total(found := self._said(request, other)):
                asked, said, instead = other, found, respelled
        shown, after = ranking.shown(request, said["hits"]["hits"])
        return SearchResult(
            total=total(said),
            hits=[hit(document(each), ranking.score(each), asked.sought) for each in shown],
            facets=counting.counted(said, request.facets),
            also=asked.also,
            close=bool(instead),
            instead=instead,
            cells=counting.cells(said, request.cells),
            next=after,
        )

    def _said(self, request: SearchRequest, asked: Asked) -> dict[str, Any]:
        how = {
            "query": questions.query(request, asked),
            "sort": ranking.order(request, scored=bool(asked.question.wanted)),
            "aggs": counting.asked(request),
            **ranking.place(request),
        }
        offset = 0 if request.page is not None else max(request.offset, 0)
        try:
            return self.pages.answer(how, ranking.size(request), offset)
        except ApiError as error:
            if "too_many_buckets" in str(error.body):
                raise too_many_places(request.cells) from error
            raise

    def _respelled(self, asked: Asked) -> str:
        spelling = Spelling(self._known, self._near, self.synonyms.names)
        return spelling.instead(asked.question, asked.spans)

    def _known(self, word: str) -> bool:
        how = {"query": questions.known(word), "track_total_hits": 1}
        return total(self.pages.answer(how, 0)) > 0

    def _near(self, word: str) -> Iterator[str]:
        how = {"query": questions.near(word, errors(word)), "sort": ranking.BEST}
        for found in self.pages.hits(how, LOOKED_AT):
            looked_at = document(found)
            yield from (looked_at["title"], *looked_at["text"])
