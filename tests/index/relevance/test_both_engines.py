"""Both engines, filled with the demonstration, give one answer; only close scores may differ."""

from dataclasses import replace

import pytest
from demonstration import documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_relevance import LOOKED_AT, found, ndcg, searches

from harvester.index import FACETS, RANGES, Box, SearchRequest

pytestmark = pytest.mark.server

AS_GOOD = 0.02


@pytest.fixture
def engines(tantivy_engine, elasticsearch_engine):
    both = tantivy_engine(), elasticsearch_engine()
    for number, engine in enumerate(both):
        with engine.writer(anew=True) as writer:
            writer.put([(each["iri"], each) for each in documents()], number + 1)
    return both


def said(engine, request):
    """All of an answer but the order of hits and their scores."""
    result = engine.search(replace(request, limit=1_000))
    hits = {hit.document["iri"]: (hit.snippet, hit.marks, hit.title_marks) for hit in result.hits}
    return hits, result.total, result.facets, result.cells, result.also, result.instead


def test_they_find_the_same_and_count_the_same(engines):
    tantivy, elasticsearch = engines
    for typed in searches():
        request = SearchRequest(typed, facets=FACETS, cells=4)
        assert said(elasticsearch, request) == said(tantivy, request), typed


def test_one_is_as_good_as_the_other(engines):
    reached = [
        sum(ndcg(found(each, typed, LOOKED_AT), good) for typed, good in searches().items())
        for each in engines
    ]
    assert reached[0] == pytest.approx(reached[1], abs=AS_GOOD * len(searches()))


def test_they_suggest_the_same(engines):
    """Of names that are equally common a short list may have others."""
    tantivy, elasticsearch = engines
    for typed in ("chr", "sem", "NWA", "all", "rum 0", "ebs", "meteor", "thin s", "(*", "Dünn"):
        assert elasticsearch.suggest(typed, 500) == tantivy.suggest(typed, 500), typed


def values(facet):
    there = {str(v) for each in documents() for v in _listed(each[facet])} - {""}
    return st.lists(st.sampled_from([*sorted(there), "nothing", ""]), max_size=2).map(tuple)


def _listed(value):
    return value if isinstance(value, list) else [str(value).lower()]


def bounds(numbers):
    end = st.none() | numbers
    return st.tuples(end, end)


FILTERS = st.sampled_from(FACETS).flatmap(lambda name: st.tuples(st.just(name), values(name)))
NUMBERS = st.sampled_from([0.5, 5.0, 15.0, 20.0, 100.0, 1e6]) | st.floats(-10, 1e7)
DEGREES = st.integers(-90, 90) | st.floats(-90, 90)
DAYS = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2019-01-01", "2021-06-30"])
BOXES = st.builds(
    lambda west, east, ends: Box(west * 2, min(ends), east * 2, max(ends)),
    DEGREES,
    DEGREES,
    st.tuples(DEGREES, DEGREES),
)
REQUESTS = st.builds(
    SearchRequest,
    words=st.sampled_from(["", *searches(), "-rum", "chondrite -Allende"]),
    filters=st.lists(FILTERS, max_size=1).map(dict),
    without=st.lists(FILTERS, max_size=1).map(dict),
    years=bounds(st.integers(1990, 2030)),
    ranges=st.dictionaries(st.sampled_from(RANGES), bounds(NUMBERS), max_size=1),
    days=bounds(DAYS),
    box=st.none() | BOXES,
    cells=st.none() | st.integers(0, 20),
    facets=st.just(FACETS),
    order=st.sampled_from(["best", "newest", "oldest"]),
)


def test_they_filter_sort_and_map_alike(engines):
    tantivy, elasticsearch = engines

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(request=REQUESTS)
    def alike(request):
        assert said(elasticsearch, request) == said(tantivy, request)
        if request.order != "best" or not request.words:
            assert _order(elasticsearch, request) == _order(tantivy, request)

    alike()


def _order(engine, request):
    return [hit.document["iri"] for hit in engine.search(request).hits]
