"""Walking through all that is found, page by page, while the index changes."""

from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import document, found, iri, put

from harvester.errors import UsageError
from harvester.index import SearchRequest


def walked(engine, limit, words="", between=lambda number: None, **how):
    """Identifiers page by page; `between` pages the index may be changed."""
    pages, page = [], ""
    while page is not None:
        result = engine.search(SearchRequest(words, limit=limit, page=page, **how))
        pages.append([hit.document["identifier"] for hit in result.hits])
        page = result.next
        between(len(pages) - 1)
    return pages


@pytest.fixture
def drawer(engine):
    named = [f"{number:02d}" for number in range(10)]
    put(engine, *[document(name, "Allende " * int(name), labs=["Rum"]) for name in named])
    return engine


def test_full_pages_hold_every_hit_once_to_the_last(drawer):
    assert [len(page) for page in walked(drawer, 4)] == [4, 4, 2]
    assert [len(page) for page in walked(drawer, 3, "Allende")] == [3, 3, 3]
    for words in ("", "Allende"):
        assert sorted(chain(*walked(drawer, 4, words))) == sorted(found(drawer, words))
    assert walked(drawer, 10) == [list(chain(*walked(drawer, 1)))]
    assert walked(drawer, 2, "nothing") == [[]]
    assert drawer.search(SearchRequest(limit=2)).next is None


def test_every_page_has_the_total_and_the_counts(drawer):
    first = drawer.search(SearchRequest(limit=3, page="", facets=("labs",)))
    second = drawer.search(SearchRequest(limit=3, page=first.next, facets=("labs",)))

    assert first.total == second.total == 10
    assert first.facets == second.facets == {"labs": [("Rum", 10)]}


def test_another_process_goes_on_where_one_stopped(drawer, opened):
    page = drawer.search(SearchRequest(limit=7, page="")).next
    result = opened().search(SearchRequest(limit=7, page=page))

    assert [[hit.document["identifier"] for hit in result.hits]] == walked(drawer, 7)[1:]


CHANGES = st.lists(st.dictionaries(st.integers(0, 30), st.booleans(), max_size=12), max_size=6)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=CHANGES, limit=st.integers(1, 6))
def test_what_is_there_all_the_time_comes_exactly_once(engine, changes, limit):
    first = [f"{number:02d}" for number in range(0, 31, 2)]
    put(engine, *[document(name) for name in first], anew=True)
    touched = {number for change in changes for number in change}

    def change(number):
        with engine.writer() as writer:
            for each, there in (changes[number] if number < len(changes) else {}).items():
                name = f"{each:02d}"
                writer.put([(iri(name), document(name) if there else None)], 2)

    seen = [name for page in walked(engine, limit, between=change) for name in page]
    assert len(seen) == len(set(seen))
    assert set(seen) >= {name for name in first if int(name) not in touched}


@pytest.mark.parametrize("page", ["nonsense", "-1", "[]", "\x00", "9" * 99])
def test_a_page_that_nobody_gave_is_refused(drawer, page):
    with pytest.raises(UsageError, match="no page"):
        drawer.search(SearchRequest(page=page))
