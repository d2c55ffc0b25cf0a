"""Which indexes there are on a cluster, and which of them is searched."""

from contextlib import closing
from threading import Event, Thread

import pytest
from elasticsearch import BadRequestError
from indexer import state
from shelf import document, iri

from harvester.errors import Lost
from harvester.index import SearchRequest
from harvester.index.elasticsearch.client import connect
from harvester.index.elasticsearch.fields import SCHEMA, mappings

pytestmark = pytest.mark.server


@pytest.fixture
def client(address):
    with closing(connect(address).client) as client:
        yield client


@pytest.fixture
def engine(elasticsearch_engine):
    return elasticsearch_engine()


@pytest.fixture
def named(address):
    return f"{address.prefix}-v{SCHEMA}"


def filled(engine, number, *, anew=True):
    with engine.writer(anew=anew) as writer:
        writer.put(state(number), number)


def indexes(client, address):
    """Every index of a catalogue with its aliases."""
    found = client.indices.get_alias(index=f"{address.prefix}-*", expand_wildcards="all")
    return {name: sorted(said["aliases"]) for name, said in found.items()}


def test_nothing_is_made_before_something_is_written(engine, client, address):
    assert engine.cursor() == 0
    assert engine.search(SearchRequest("Allende")).total == 0
    assert engine.get(iri("1")) is None
    assert list(engine.documents()) == []
    assert f"cluster local, no {address.prefix}-v1 yet" in engine.described()
    assert indexes(client, address) == {}


def test_the_index_before_stays_until_the_next_rebuild(engine, client, address, named):
    for number in (1, 2, 3):
        filled(engine, number)

    assert indexes(client, address) == {f"{named}-000002": [], f"{named}-000003": [named]}


def test_an_operator_goes_back_by_moving_the_alias(engine, client, address, named):
    filled(engine, 1)
    filled(engine, 2)
    client.indices.update_aliases(
        actions=[
            {"remove": {"index": f"{named}-000002", "alias": named}},
            {"add": {"index": f"{named}-000001", "alias": named}},
        ]
    )
    assert engine.search(SearchRequest('"state 1"', limit=1)).total
    assert engine.cursor() == 1

    filled(engine, 3)
    assert engine.search(SearchRequest('"state 3"', limit=1)).total
    # the one that was searched before stays, not the one that was found wanting
    assert indexes(client, address) == {f"{named}-000001": [], f"{named}-000003": [named]}


def test_what_was_deleted_is_remembered_longer_than_a_writer_is_halted(engine, client, named):
    """So that an older version of it, which comes late, is refused after any number of minutes."""
    filled(engine, 1)
    said = client.indices.get_settings(index=named, flat_settings=True)
    assert said[f"{named}-000001"]["settings"]["index.gc_deletes"] == "24h"


def test_a_build_that_came_to_nothing_is_cleared_away(engine, client, address, named):
    filled(engine, 1)
    with pytest.raises(ZeroDivisionError), engine.writer(anew=True) as writer:
        writer.put(state(2), 2 // 0)
    assert f"{named}-000002" in indexes(client, address)

    with engine.writer():
        assert indexes(client, address) == {f"{named}-000001": [named]}


def test_indexes_of_another_version_of_the_program_are_left_to_it(engine, client, address, named):
    other = f"{address.prefix}-v{SCHEMA + 1}"
    client.indices.create(index=f"{other}-000001", aliases={other: {}})
    client.indices.create(index=f"{address.prefix}-v1-of-somebody-else")
    assert engine.cursor() == 0
    filled(engine, 1)

    assert indexes(client, address) == {
        f"{named}-000002": [named],
        f"{other}-000001": [other],
        f"{address.prefix}-v1-of-somebody-else": [],
    }


def test_searches_never_see_a_gap_or_half_an_index_during_rebuilds(engine, elasticsearch_engine):
    filled(engine, 1, anew=False)
    reader, done = elasticsearch_engine(), Event()
    builder = Thread(target=lambda: ([filled(engine, n) for n in range(2, 12)], done.set()))
    builder.start()
    seen, titles = set(), set()
    while not done.is_set():
        result = reader.search(SearchRequest("Allende", limit=1, facets=("source",)))
        seen.add((result.total, *result.facets["source"]))
        titles.add(result.hits[0].document["title"])
    builder.join()

    assert seen == {(300, ("rum", 300))}
    assert len(titles) > 1
    assert reader.cursor() == 11


def test_a_batch_comes_into_sight_as_a_whole(engine, elasticsearch_engine, client, named):
    reader = elasticsearch_engine()
    with engine.writer() as writer:
        writer.put(state(1), 1)
        client.index(
            index=named, id="half", document={"sought": {"order": "half"}, "title": "", "text": []}
        )
        assert reader.search(SearchRequest()).total == 300
        assert reader.get("half") is None
        writer.put([], 2)
        assert reader.search(SearchRequest()).total == 301


def test_documents_are_those_of_one_moment(engine):
    filled(engine, 1)
    reading = engine.documents()
    first = next(reading)
    with engine.writer() as writer:
        writer.put([(each, None) for each, _ in state(1)], 2)

    assert [first, *reading] == [each for _, each in state(1)]
    assert list(engine.documents()) == []


def test_hits_beyond_ten_thousand_are_reached(engine):
    number = 10_300
    documents = [document(f"{n:05d}", "Allende") for n in range(number)]
    with engine.writer(anew=True) as writer:
        writer.put([(each["iri"], each) for each in documents], 1)

    for words in ("Allende", ""):
        result = engine.search(SearchRequest(words, offset=10_100, limit=150, facets=("source",)))
        assert result.total == number
        assert result.facets == {"source": [("rum", number)]}
        names = [hit.document["identifier"] for hit in result.hits]
        assert names == [f"{n:05d}" for n in range(10_100, 10_250)]
    assert len(engine.search(SearchRequest("Allende", limit=20_000)).hits) == number


def test_over_several_shards_as_an_index_template_says_all_is_the_same(engine, client, address):
    numbered = [document(f"{n:03d}", "Rum " * (n % 7 + 1) + "gabbro") for n in range(300)]
    asked = SearchRequest("Rum", limit=300, facets=("source",), order="best")
    answers = []
    for shards in (1, 3):
        template = {"settings": {"number_of_shards": shards}}
        client.indices.put_index_template(
            name=address.prefix, index_patterns=f"{address.prefix}-*", template=template
        )
        with engine.writer(anew=True) as writer:
            writer.put([(each["iri"], each) for each in numbered], 1)
        result = engine.search(asked)
        names = [hit.document["identifier"] for hit in result.hits]
        answers.append((result.total, result.facets, names))
    client.indices.delete_index_template(name=address.prefix)

    assert answers[0] == answers[1]
    assert list(engine.documents()) == numbered


# --- halted, while another goes on


def lost():
    raise Lost("another took over")


def test_who_was_halted_publishes_no_index_that_is_out_of_date(engine, client, address, named):
    filled(engine, 1)
    moments = iter([lambda: None, lost])
    with pytest.raises(Lost):  # noqa: SIM117
        with engine.writer(anew=True, allowed=lambda: next(moments)()) as writer:
            writer.put(state(2), 2)
    assert engine.cursor() == 1
    filled(engine, 3)
    assert sorted(indexes(client, address).values()) == [[], [named]]


def test_who_was_halted_writes_no_batch(engine):
    filled(engine, 1)
    moments = iter([lambda: None, lost])
    with pytest.raises(Lost):  # noqa: SIM117
        with engine.writer(allowed=lambda: next(moments)()) as writer:
            writer.put(state(2), 2)
    assert engine.cursor() == 1
    assert not engine.search(SearchRequest('"state 2"')).total


# --- what is in one


def test_an_older_state_never_replaces_a_newer_one(engine, elasticsearch_engine, client, named):
    with engine.writer() as late:
        late.put([(iri("1"), document("1", "old"))], 1)
        client.index(  # what another machine wrote, whose cursor is further
            index=named,
            id=iri("1"),
            document=document("1", "new") | {"sought": {"order": iri("1")}},
            version=5,
            version_type="external_gte",
        )
        late.put([(iri("1"), document("1", "late")), (iri("2"), document("2", "good"))], 2)
    assert engine.get(iri("1"))["title"] == "new"
    assert engine.get(iri("2"))["title"] == "good"


def test_a_cursor_that_goes_back_still_replaces_what_is_there(engine):
    filled(engine, 7)
    with engine.writer() as writer:
        writer.put(state(3), 3)

    assert engine.cursor() == 3
    assert engine.search(SearchRequest('"state 3"')).total == 300


def test_what_the_model_does_not_know_is_refused(engine, client, named):
    filled(engine, 1)
    with pytest.raises(BadRequestError, match="strict"):
        client.index(index=named, document={"colour": "green"})
    with pytest.raises(BadRequestError, match="strict"):
        client.index(index=named, document={"sought": {"colour": "green"}})


def test_no_feature_is_asked_for_that_a_small_server_lacks():
    said = str(mappings())
    for feature in ("geo_shape", "search_as_you_type", "rank_feature", "script"):
        assert feature not in said
