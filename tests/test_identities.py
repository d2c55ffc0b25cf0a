"""Links and virtual samples as named graphs: what they say, and when there is none."""

import json

import pyoxigraph as ox
import pytest

from harvester.graph import shacl
from harvester.graph.context import prefixes
from harvester.identities import graph
from harvester.ledger.samples import Group, IdentityChange, KeptLink

BASE = "https://catalogue.example/"
ONE, OTHER = f"{BASE}record/clyde/1#sample-a", f"{BASE}record/elbe/7#sample-b"
SAME_IGSN = {
    "rule": "same_identifier",
    "text": "Both carry the same identifier that is unique in the world.",
    "left": "IGSN: IERUM0001",
    "right": "igsn:IERUM0001",
    "points": 10.0,
    "speaks_for": ["same"],
    "refutes": [],
}
OTHER_MASS = SAME_IGSN | {"rule": "other_mass", "points": 0.0, "left": "5", "right": "7"}
OTHER_MASS |= {"speaks_for": [], "refutes": ["same"]}


def link(*evidence: dict[str, object], relation: str = "same", part: str = "") -> KeptLink:
    said = json.dumps(evidence or [SAME_IGSN]).encode()
    return KeptLink("0a1b", ONE, OTHER, relation, "very_likely", 10.0, said, "rules 1", part)


def said(state: Group | KeptLink | None, kind: str = "link", id: str = "0a1b") -> list[ox.Triple]:
    change = graph(IdentityChange(7, kind, id, state), BASE)  # type: ignore[arg-type]
    return [quad.triple for quad in ox.parse(change.nquads, ox.RdfFormat.N_QUADS)]


def objects(found: list[ox.Triple], property: str, subject: str | None = None) -> set[str]:
    name, _, local = property.partition(":")
    predicate = prefixes()[name] + local
    return {
        each.object.value  # type: ignore[union-attr]
        for each in found
        if each.predicate.value == predicate and subject in (None, each.subject.value)  # type: ignore[union-attr]
    }


def test_a_link_says_its_nature_how_sure_that_is_and_who_decided() -> None:
    found = said(link())
    assert objects(found, "sosa-rel:natureOfRelationship") == {
        "https://w3id.org/lithoscope/relation/same-object"
    }
    assert objects(found, "lith:decision") == {"very-likely"}
    assert objects(found, "lith:decidedBy") == {"rules 1"}


def test_both_samples_lead_to_their_link_and_it_to_them() -> None:
    found = said(link())
    iri = f"{BASE}link/0a1b"
    assert objects(found, "sosa-rel:relatedSample", iri) == {ONE, OTHER}
    for end in (ONE, OTHER):
        assert objects(found, "sosa-rel:hasSampleRelationship", end) == {iri}


def test_what_is_derived_leads_to_what_it_is_of() -> None:
    found = said(link(relation="derived", part=OTHER))
    iri = f"{BASE}link/0a1b"
    assert objects(found, "sosa-rel:hasSampleRelationship", OTHER) == {iri}
    assert objects(found, "sosa-rel:relatedSample", iri) == {ONE}
    assert objects(found, "sosa-rel:hasSampleRelationship", ONE) == set()


def test_evidence_has_both_values_its_points_and_what_it_speaks_for() -> None:
    found = said(link(SAME_IGSN, OTHER_MASS))
    assert objects(found, "lith:verbatim") >= {"IGSN: IERUM0001", "igsn:IERUM0001", "5", "7"}
    assert objects(found, "lith:speaks") == {"for", "excludes"}
    assert objects(found, "schema:value") == {"10", "0"}
    assert len(objects(found, "lith:evidence")) == 2


def test_samples_that_are_one_object_are_members_of_a_virtual_sample() -> None:
    found = said(Group("abc2", (ONE, OTHER)), "group", "abc2")
    assert objects(found, "lith:hasMember", f"{BASE}sample/abc2") == {ONE, OTHER}
    assert objects(found, "dct:identifier") == {"abc2"}


def test_an_id_that_was_merged_or_split_says_where_it_went() -> None:
    found = said(Group("abc2", (), ("xyz3", "xyz4")), "group", "abc2")
    went = {f"{BASE}sample/xyz3", f"{BASE}sample/xyz4"}
    assert objects(found, "dct:isReplacedBy", f"{BASE}sample/abc2") == went


@pytest.mark.parametrize("state", [None, Group("abc2", (ONE,)), Group("abc2", ())])
def test_what_is_gone_or_stands_alone_has_no_graph(state: Group | None) -> None:
    change = graph(IdentityChange(7, "group", "abc2", state), BASE)
    assert (change.iri, change.nquads) == (f"{BASE}sample/abc2", b"")


def test_a_link_that_is_gone_has_no_graph() -> None:
    assert graph(IdentityChange(7, "link", "0a1b", None), BASE).nquads == b""


def test_samples_of_one_meteorite_have_no_link_in_the_graph() -> None:
    assert said(link(relation="same_origin")) == []


def test_they_conform_to_the_shapes() -> None:
    states = (("link", "0a1b", link(OTHER_MASS)), ("group", "abc2", Group("abc2", (ONE, OTHER))))
    graphs = [graph(IdentityChange(7, *each), BASE).nquads for each in states]  # type: ignore[arg-type]
    assert shacl.check(graphs) == {}
