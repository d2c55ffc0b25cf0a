"""Do people of the field find what they look for? Searches with graded answers, for every engine.

The same demonstration also tells which hits and counts are right where no judgement is needed.
"""

from collections import defaultdict
from functools import cache
from math import log2
from pathlib import Path

import pytest
import yaml
from demonstration import documents, name

from harvester.index import FACETS, SearchRequest

GRADES = (1, 2, 3)
LOOKED_AT = 10
AT_LEAST = 0.9


@cache
def searches():
    """What is typed, and the grade of each record that is any good."""
    written = yaml.safe_load(Path(__file__).with_name("searches.yaml").read_text("utf-8"))
    return {
        each["search"]: {
            record: grade for grade in GRADES for record in each.get(grade, "").split()
        }
        for each in written
    }


def gain(grades):
    """Discounted cumulative gain; Järvelin & Kekäläinen 2002, exponential form."""
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


def ndcg(found, grades):
    best = sorted(grades.values(), reverse=True)[:LOOKED_AT]
    return gain(grades.get(record, 0) for record in found) / gain(best)


@pytest.fixture
def catalogue(engine):
    with engine.writer(anew=True) as writer:
        writer.put([(each["iri"], each) for each in documents()], 1)
    return engine


def found(engine, words="", limit=1_000, **how):
    result = engine.search(SearchRequest(words, limit=limit, **how))
    assert result.total == len(result.hits) or limit < 1_000
    return [name(hit.document) for hit in result.hits]


# --- the set itself


def test_there_are_enough_searches_and_they_name_records_that_there_are():
    there = {name(document) for document in documents()}
    assert len(searches()) >= 60
    assert {record for grades in searches().values() for record in grades} <= there
    assert all(grades for grades in searches().values())


def test_no_record_has_two_grades():
    written = yaml.safe_load(Path(__file__).with_name("searches.yaml").read_text("utf-8"))
    for each in written:
        graded = [record for grade in GRADES for record in each.get(grade, "").split()]
        assert len(graded) == len(set(graded)), each["search"]


def test_the_measure_is_one_for_the_best_order_and_none_for_nothing():
    grades = {"a": 3, "b": 2, "c": 1}
    assert ndcg(["a", "b", "c"], grades) == 1
    assert ndcg([], grades) == ndcg(["x"], grades) == 0
    assert 0 < ndcg(["c", "b", "a"], grades) < ndcg(["b", "a", "c"], grades) < 1


# --- what is found


def test_what_is_looked_for_stands_at_the_top(catalogue):
    reached = {
        typed: ndcg(found(catalogue, typed, LOOKED_AT), grades)
        for typed, grades in searches().items()
    }
    worst = sorted(reached.items(), key=lambda pair: pair[1])[:5]
    assert sum(reached.values()) / len(reached) >= AT_LEAST, worst


def test_every_search_finds_something_good(catalogue):
    for typed, grades in searches().items():
        assert max(grades.get(each, 0) for each in found(catalogue, typed, 3)) == 3, typed


def test_filters_and_counts_are_exact(catalogue):
    """As counted here by hand; hits without words come by IRI."""
    counts = catalogue.search(SearchRequest(facets=FACETS, limit=0)).facets
    for facet in FACETS:
        having = by_value(facet)
        expected = sorted(having.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        assert counts[facet] == [(value, len(records)) for value, records in expected]
        for value, records in expected[:25]:
            assert found(catalogue, filters={facet: (value,)}) == records


def by_value(facet):
    """Records that have each value, by IRI."""
    having = defaultdict(list)
    for document in sorted(documents(), key=lambda each: each["iri"]):
        values = document[facet]
        for value in values if isinstance(values, list) else [values]:
            having[_said(value)].append(name(document))
    having.pop("", None)
    return having


def _said(value):
    return str(value).lower() if isinstance(value, bool) else value


def test_broader_concepts_have_all_records_of_the_narrower_ones(catalogue):
    within = catalogue.search(SearchRequest(filters={"technique_groups": ("sem",)}, limit=1_000))
    expected = [each for each in documents() if "sem" in each["technique_groups"]]

    assert within.total == len(expected)
    assert within.total < sum(
        count
        for _, count in catalogue.search(
            SearchRequest(filters={"technique_groups": ("sem",)}, facets=("techniques",))
        ).facets["techniques"]
    )


def test_every_record_is_found_first_by_its_identifier(catalogue):
    for document in documents():
        assert found(catalogue, document["identifier"], 1) == [name(document)]
