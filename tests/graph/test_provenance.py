"""When and by which run a record came stands in a graph of its own."""

from harvester.graph import nquads
from harvester.graph.provenance import provenance, provenance_iri
from harvester.iris import NAMESPACE, is_provenance
from harvester.record import Change

RECORD = f"{NAMESPACE}record/clyde/oai%3Ax%3A1"


def change(**more: object) -> Change:
    known = {
        "seq": 3,
        "source": "clyde",
        "identifier": "oai:x:1",
        "format": "oai_dc",
        "datestamp": "2024-05-01",
        "deleted": False,
        "raw": b"",
        "digest": b"",
        "run": 7,
        "kept_at": "2024-05-02T10:00:00.500000+00:00",
    }
    return Change(**(known | more))  # type: ignore[arg-type]


def graph(**more: object) -> str:
    document = provenance(change(**more), NAMESPACE)
    assert document["id"] == provenance_iri(change(**more), NAMESPACE)
    return nquads.graph(document).decode()


def test_the_graph_has_a_name_beside_the_record():
    name = provenance_iri(change(), NAMESPACE)
    assert name == f"{NAMESPACE}provenance/clyde/oai%3Ax%3A1"
    assert is_provenance(name)


def test_it_says_where_the_record_came_from_and_by_which_run():
    said = graph()
    assert f"<{RECORD}> <http://purl.org/dc/terms/source> <{NAMESPACE}source/clyde>" in said
    assert f"<http://www.w3.org/ns/prov#wasGeneratedBy> <{NAMESPACE}run/7>" in said
    assert 'datestamp> "2024-05-01"' in said


def test_times_are_in_utc_as_a_store_gives_them_back():
    assert '#generatedAtTime> "2024-05-02T10:00:00.5Z"' in graph()
    assert '"2024-05-02T08:00:00Z"' in graph(kept_at="2024-05-02T10:00:00+02:00")


def test_a_deleted_record_was_invalidated():
    said = graph(deleted=True)
    assert "#invalidatedAtTime>" in said
    assert "#generatedAtTime>" not in said
