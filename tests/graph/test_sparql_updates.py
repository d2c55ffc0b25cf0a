"""How changes of graphs are written as SPARQL updates of bounded size."""

import re

import pyoxigraph as ox

from harvester.graph.replacement import cursor_of
from harvester.graph.sparql import updates
from harvester.graph.sparql.updates import Edit

WORDS = '"C:\\\\u0041 \\\\User \\u0007"'


def edit(number, gone=(), new=()):
    iri = f"urn:rock:{number}"
    lines = [
        [f"<urn:s> <urn:p> {each} <{iri}> .\n".encode() for each in side] for side in (gone, new)
    ]
    return Edit(iri, *lines)


def applied(texts, store=None):
    store = ox.Store() if store is None else store
    for text in texts:
        store.update(text)
    return sorted(str(quad) for quad in store)


def test_what_goes_what_comes_and_the_cursor_are_one_request():
    store = ox.Store()
    assert applied(updates.updates([edit(1, new=['"old"', '"stays"'])], 1), store)
    [text] = updates.updates([edit(1, ['"old"'], ['"new"']), edit(2, [], ['"x"@en'])], 2)
    assert applied([text], store) == [
        "<https://w3id.org/lithoscope/projection> <https://w3id.org/lithoscope/cursor> "
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer> <https://w3id.org/lithoscope/projection>',
        '<urn:s> <urn:p> "new" <urn:rock:1>',
        '<urn:s> <urn:p> "stays" <urn:rock:1>',
        '<urn:s> <urn:p> "x"@en <urn:rock:2>',
    ]


def test_the_same_may_be_asked_twice():
    texts = list(updates.updates([edit(1, ['"old"'], ['"new"'])], 7))
    assert applied(texts) == applied([*texts, *texts])


def test_a_request_is_bounded_but_for_one_large_graph_and_the_cursor_is_in_the_last(monkeypatch):
    monkeypatch.setattr("harvester.graph.sparql.updates.REQUEST_BYTES", 100)
    large = edit(0, new=[f'"{number:050}"' for number in range(9)])
    texts = list(updates.updates([large, *(edit(n, new=['"small"']) for n in range(1, 6))], 3))
    assert [text.count("GRAPH <urn:rock") for text in texts] == [1, 2, 2, 1]
    assert ["cursor" in text for text in texts] == [False, False, False, True]


def test_the_requests_before_the_last_say_where_the_cursor_stands(monkeypatch):
    monkeypatch.setattr("harvester.graph.sparql.updates.REQUEST_BYTES", 100)
    changed = [edit(n, new=[f'"{n:050}"']) for n in range(3)]
    store, seen = ox.Store(), []
    for text in updates.updates(changed, 7, before=4):
        store.update(text)
        seen.append(cursor_of(store))
    assert seen == [4, 4, 7]


def test_nothing_to_do_is_no_request_and_a_cursor_alone_is_one():
    assert list(updates.updates([])) == []
    assert len(list(updates.updates([], 4))) == 1


def test_a_backslash_before_a_u_is_no_escape_whenever_a_server_decodes_escapes():
    [text] = updates.updates([edit(1, new=[WORDS])])
    assert applied([text]) == [f"<urn:s> <urn:p> {WORDS} <urn:rock:1>"]
    assert not re.search(r"(?<!\\)(\\\\)+[uU]", text)
