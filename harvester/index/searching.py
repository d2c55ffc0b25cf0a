"""A search from the words as typed to hits with their extracts."""

from collections.abc import Sequence

from tantivy import Query, Schema, Searcher

from harvester.index import Hit, SearchRequest, SearchResult
from harvester.index.grammar import Question, read
from harvester.index.questions import Questions
from harvester.index.ranking import Ranked, best, by_iri, counted
from harvester.index.schema import restored
from harvester.index.snippets import snippet
from harvester.index.synonyms import Span, Synonyms, spans
from harvester.index.words import key


def search(
    searcher: Searcher, schema: Schema, request: SearchRequest, synonyms: Synonyms
) -> SearchResult:
    """Find what has all words; if nothing has, what differs in a letter of each."""
    asked = read(request.words)
    cut = tuple(spans(asked.wanted, synonyms))
    questions = Questions(schema)
    query = questions.query(request, asked, cut)
    total = _count(searcher, query)
    close = bool(asked.wanted) and not total
    if close:
        query = questions.query(request, asked, cut, close=True)
        total = _count(searcher, query)
    return SearchResult(
        total=total,
        hits=_hits(searcher, _ranked(searcher, query, request, asked), asked),
        facets=counted(searcher, query, request.facets),
        also=_also(cut),
        close=close and bool(total),
    )


def _count(searcher: Searcher, query: Query) -> int:
    found: int = searcher.search(query, 1).count  # type: ignore[attr-defined]
    return found


def _ranked(searcher: Searcher, query: Query, request: SearchRequest, asked: Question) -> Ranked:
    if request.limit <= 0:
        return []
    order = best if asked.wanted else by_iri
    return order(searcher, query, request.limit, max(request.offset, 0))


def _hits(searcher: Searcher, ranked: Ranked, asked: Question) -> list[Hit]:
    words = {word for each in asked.wanted for word in each.words}
    documents = [(score, restored(searcher.doc(address))) for score, address in ranked]
    return [Hit(each, score, snippet(each["text"], words)) for score, each in documents]


def _also(cut: Sequence[Span]) -> tuple[str, ...]:
    """Names of the concepts that were sought, where they were not typed so."""
    named = [
        (meaning.label, key(" ".join(each.typed for each in span.sought)))
        for span in cut
        for meaning in span.meanings
    ]
    return tuple(dict.fromkeys(label for label, typed in named if key(label) != typed))
