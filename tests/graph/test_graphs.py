"""What every graph store promises (see `harvester.graph.Graph`), run over every backend."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rocks import TITLE, gone, iri, provenance, rock

from harvester.errors import StoreError, UsageError
from harvester.graph import GraphChange

TITLES = f"SELECT ?title WHERE {{ ?record <{TITLE}> ?title }} ORDER BY ?title"


def put(graph, *changes, cursor=1, anew=False):
    with graph.writer(anew=anew) as writer:
        writer.put(changes, cursor)


class Interrupted(Exception):
    """What a caller's own code raises."""


def interrupted(graph, *changes, cursor, anew):
    with graph.writer(anew=anew) as writer:
        writer.put(changes, cursor)
        raise Interrupted


def titles(graph):
    bindings = json.loads(graph.query(TITLES).json())["results"]["bindings"]
    return [binding["title"]["value"] for binding in bindings]


def dumped(graph, **how):
    return list(graph.dump(**how))


# --- what is put is there


def test_an_empty_graph_has_no_cursor_and_no_triples(graph):
    assert graph.cursor() == 0
    assert dumped(graph) == []
    assert graph.get(iri("1")) == b""
    assert json.loads(graph.query("ASK { ?s ?p ?o }").json())["boolean"] is False


def test_what_was_put_is_found_after_the_block(graph, opened):
    put(graph, rock("1", "Chromitite of Rum"), rock("2", "Peridotite"), cursor=7)

    for each in (graph, opened()):
        assert titles(each) == ["Chromitite of Rum", "Peridotite"]
        assert each.cursor() == 7
        assert each.get(iri("2")) == b"".join(
            sorted(rock("2", "Peridotite").nquads.splitlines(True))
        )


def test_a_record_replaces_all_that_it_said_before_and_nothing_else(graph):
    put(graph, rock("1", "Chromite", "Cr-spinel"), rock("2", "Olivine"))
    put(graph, rock("1", "Chromitite"), cursor=2)

    assert titles(graph) == ["Chromitite", "Olivine"]


def test_a_graph_that_becomes_empty_is_gone(graph):
    put(graph, rock("1", "Allende"), rock("2", "Murchison"))
    put(graph, gone("1"), gone("never there"), cursor=2)

    assert titles(graph) == ["Murchison"]
    names = graph.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").json()
    assert iri("1") not in names


def test_of_one_graph_twice_in_a_batch_the_later_counts(graph):
    put(graph, rock("1", "first"), rock("2", "other"), rock("1", "second"))

    assert titles(graph) == ["other", "second"]


def test_nothing_changes_when_the_same_is_put_again(graph):
    changes = rock("1", "Bon Accord"), rock("2", "NWA 869")
    put(graph, *changes)
    before = dumped(graph)
    put(graph, *changes, cursor=2)

    assert dumped(graph) == before
    assert graph.cursor() == 2


def test_the_cursor_is_the_writers_while_it_writes(graph):
    put(graph, rock("1", "Allende"), cursor=1)

    with graph.writer() as writer:
        assert graph.cursor() == 1
        writer.put([rock("2", "Orgueil")], 2)
        assert graph.cursor() == 2
        writer.put([], 3)
        assert graph.cursor() == 3
    assert graph.cursor() == 3


# --- the canonical form


def test_a_dump_has_each_line_once_by_graph_and_line_without_the_cursor(graph):
    put(graph, rock("b", "two", "one"), rock("a", "three"), cursor=99)

    first, second = (
        sorted(rock("a", "three").nquads.splitlines(True)),
        sorted(rock("b", "one", "two").nquads.splitlines(True)),
    )
    assert dumped(graph) == first + second


def test_a_dump_holds_provenance_only_when_asked(graph):
    put(graph, rock("1", "Allende"), provenance("1", run=118))

    assert not any(b"run 118" in line for line in dumped(graph))
    assert any(b"run 118" in line for line in dumped(graph, provenance=True))


def test_all_graphs_have_names_but_that_of_the_cursor(graph):
    put(graph, rock("2", "Allende"), rock("1", "Orgueil"), provenance("1", run=118))
    put(graph, gone("2"), cursor=2)

    assert list(graph.names()) == sorted([iri("1"), provenance("1", run=118).iri])


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(words, max_size=3), max_size=6), st.data())
def test_order_and_way_of_putting_leave_no_trace(graph, records, data):
    changes = [rock(str(n), *map(escaped, said)) for n, said in enumerate(records)]
    shuffled = data.draw(st.permutations(changes))

    put(graph, *changes, anew=True)
    built = dumped(graph)
    with graph.writer() as writer:
        writer.put([gone(str(n)) for n in range(len(records))], 1)
        for change in shuffled:
            writer.put([change], 1)

    assert dumped(graph) == built
    assert [graph.get(change.iri) for change in changes] == [
        b"".join(sorted(set(change.nquads.splitlines(True)))) for change in changes
    ]


def escaped(title: str) -> str:
    """As canonical N-Quads write it."""
    signs = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    signs |= {"\b": "\\b", "\f": "\\f", "\x7f": "\\u007F"}
    return "".join(signs.get(s) or (f"\\u{ord(s):04X}" if s < " " else s) for s in title)


# --- built anew


def test_a_store_built_anew_replaces_the_old_one(graph, opened):
    reader = opened()
    put(graph, rock("1", "old"), rock("2", "left over"), cursor=5)
    with graph.writer(anew=True) as writer:
        writer.put([rock("1", "new")], 6)
        writer.put([], 7)
        assert titles(reader) == ["left over", "old"]

    assert titles(reader) == ["new"]
    assert reader.cursor() == graph.cursor() == 7


def test_a_build_that_fails_leaves_the_old_store(graph):
    put(graph, rock("1", "old"), cursor=5)
    with pytest.raises(Interrupted):
        interrupted(graph, rock("2", "half"), cursor=6, anew=True)

    assert titles(graph) == ["old"]
    assert graph.cursor() == 5
    put(graph, rock("2", "whole"), cursor=6)
    assert titles(graph) == ["old", "whole"]


def test_of_a_block_that_fails_whole_batches_stay(graph):
    with pytest.raises(Interrupted):
        interrupted(graph, rock("1", "kept"), cursor=1, anew=False)
    with graph.writer():
        assert graph.cursor() == 1

    assert titles(graph) == ["kept"]


def test_only_one_writes_at_a_time(graph, opened):
    with graph.writer(), pytest.raises(StoreError, match="is writing the graph"):
        opened().writer().__enter__()
    with graph.writer(anew=True), pytest.raises(StoreError, match="is writing the graph"):
        opened().writer(anew=True).__enter__()
    put(graph, rock("1", "Allende"))


# --- questions


def test_the_default_graph_is_the_union_and_graphs_have_names(graph):
    put(graph, rock("1", "Allende"), rock("2", "Allende"))

    count = f'SELECT (COUNT(*) AS ?n) WHERE {{ ?r <{TITLE}> "Allende" }}'
    named = f"SELECT ?g WHERE {{ GRAPH ?g {{ <{iri('1')}> <{TITLE}> ?t }} }}"
    assert json.loads(graph.query(count).json())["results"]["bindings"][0]["n"]["value"] == "2"
    assert json.loads(graph.query(named).json())["results"]["bindings"][0]["g"]["value"] == iri("1")


def test_each_form_of_question_has_its_answer(graph):
    put(graph, rock("1", "Allende"))

    built = graph.query(f"CONSTRUCT {{ ?s ?p 'x' }} WHERE {{ ?s <{TITLE}> ?o . ?s ?p ?o }}")
    assert not built.tabular
    assert built.ntriples() == f'<{iri("1")}> <{TITLE}> "x" .\n'.encode()
    assert not graph.query(f"DESCRIBE <{iri('1')}>").tabular
    assert graph.query("ASK {}").tabular
    with pytest.raises(UsageError, match="table"):
        graph.query("CONSTRUCT WHERE { ?s ?p ?o }").json()
    with pytest.raises(UsageError, match="triples"):
        graph.query("SELECT * { ?s ?p ?o }").ntriples()


def test_an_answer_stays_readable_when_newer_states_come(graph):
    put(graph, rock("1", "Allende"))
    answer = graph.query(TITLES)
    for number in range(5):
        put(graph, rock("1", f"changed {number}"), cursor=number + 2)

    assert "Allende" in answer.json()


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("SELECT * {", "line 1, column 11"),
        ("SELECT *\n WHERE { ?s ?p }", "line 2, column 17"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("DROP ALL", "no SPARQL query"),
        ("LOAD <http://127.0.0.1/>", "no SPARQL query"),
        ("", "no SPARQL query"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is refused"),
    ],
)
def test_what_is_no_question_is_refused_with_the_place(graph, question, place):
    with pytest.raises(UsageError, match=place):
        graph.query(question)


def test_a_graph_is_named_as_the_record_is(graph):
    change = GraphChange(iri("oai:rum:ä/1 #"), b"")
    put(graph, rock("oai:rum:ä/1 #", "Rum"))

    assert graph.get(change.iri)
    put(graph, change, cursor=2)
    assert dumped(graph) == []
