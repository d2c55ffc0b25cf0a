"""Names that may be meant while they are typed: of concepts, samples, identifiers and titles."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from harvester.index import Suggestion, beginnings
from harvester.index.elasticsearch.filtering import terms
from harvester.index.elasticsearch.pages import Pages, document
from harvester.index.elasticsearch.ranking import BY_IRI
from harvester.index.grammar import MAX_LENGTH
from harvester.index.synonyms import Meaning, Synonyms
from harvester.index.words import key, keys, words

TITLES = 50
"""Records whose titles are looked at."""
MOST_WORDS = 1_000
"""Words that begin so, after others."""
SIGN = re.compile(r"(\W)")
BEGINNINGS = "sought.beginnings"


@dataclass(frozen=True, slots=True)
class Suggester:
    pages: Pages
    synonyms: Synonyms

    def suggestions(self, typed: str, limit: int) -> list[Suggestion]:
        """The commonest first, then by text."""
        typed = typed[:MAX_LENGTH].encode("utf-8", "ignore").decode()
        if not key(typed) or limit <= 0:
            return []
        found = [*self._concepts(typed), *self._names(typed, limit), *self._titles(typed)]
        return sorted(found, key=lambda each: (-each.count, each.text, each.field))[:limit]

    def _concepts(self, typed: str) -> Iterator[Suggestion]:
        meanings = list(self.synonyms.beginning(typed))
        for meaning, count in zip(meanings, self._counts(meanings), strict=True):
            if count:
                yield Suggestion(meaning.label, meaning.field, meaning.value, count)

    def _counts(self, meanings: list[Meaning]) -> list[int]:
        """How many records have each."""
        if not meanings:
            return []
        each = {str(at): terms(one.field, [one.value]) for at, one in enumerate(meanings)}
        said = self._counted({"concepts": {"filters": {"filters": each}}})
        buckets = said.get("concepts", {}).get("buckets", {})
        return [buckets.get(at, {}).get("doc_count", 0) for at in each]

    def _names(self, typed: str, limit: int) -> Iterator[Suggestion]:
        """Samples and identifiers, each once though several of its words may begin so."""
        told = set[tuple[str, str]]()
        for begun in keys(typed):
            for term, count in self._begun(begun, limit * beginnings.MOST):
                field, name = beginnings.read(term)
                if (field, name) not in told:
                    told.add((field, name))
                    yield Suggestion(name, field, name, count)

    def _begun(self, begun: str, most: int) -> list[tuple[str, int]]:
        """The commonest terms that begin so; only records that have one are looked at."""
        include = SIGN.sub(r"\\\1", begun) + ".*"
        how = {"field": BEGINNINGS, "include": include, "size": most, "execution_hint": "map"}
        said = self._counted({"names": {"terms": how}}, {"prefix": {BEGINNINGS: begun}})
        return [
            (each["key"], each["doc_count"]) for each in said.get("names", {}).get("buckets", [])
        ]

    def _counted(self, aggs: dict[str, Any], query: dict[str, Any] | None = None) -> dict[str, Any]:
        how = {"query": query or {"match_all": {}}, "aggs": aggs, "track_total_hits": False}
        said: dict[str, Any] = self.pages.answer(how, 0).get("aggregations", {})
        return said

    def _titles(self, typed: str) -> Iterator[Suggestion]:
        begun = words(typed)
        if not begun:
            return
        how = {"query": _in_title(begun), "sort": BY_IRI}
        titles = Counter(document(each)["title"] for each in self.pages.hits(how, TITLES))
        for title, count in titles.items():
            yield Suggestion(title, "title", title, count)


def _in_title(begun: list[str]) -> dict[str, Any]:
    """Words one after the other, the last of them perhaps only begun."""
    if len(begun) == 1:
        return {"prefix": {"sought.title": begun[0]}}
    how = {"query": " ".join(begun), "max_expansions": MOST_WORDS}
    return {"match_phrase_prefix": {"sought.title": how}}
