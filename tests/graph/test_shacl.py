"""The shapes pass what the program writes and catch what is wrong, in words for a person."""

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from described import dublin_core, rum_lamella
from rdflib.namespace import OWL, RDF, SH

from harvester.graph import jsonld, nquads, shacl
from harvester.graph.context import prefixes
from harvester.model import Record
from harvester.record import Finding
from harvester.resources import packaged

SHAPES = rdflib.Graph().parse(packaged("ontology") / "shapes.ttl")
ONTOLOGY = rdflib.Graph().parse(packaged("ontology") / "lithoscope.ttl")
NOT_IN_THE_EXAMPLE = {"shape-measurement-unknown-sample", "shape-dataset-publisher"}
FURTHER = Path(__file__).parents[1] / "fixtures" / "graph" / "what-no-record-says.ttl"


def graph(record: Record) -> bytes:
    return nquads.graph(jsonld.document(record))


def found(nquads_: bytes) -> list[Finding]:
    return [each for findings in shacl.check([nquads_]).values() for each in findings]


@pytest.mark.parametrize("record", [dublin_core(), rum_lamella()], ids=["plain", "rich"])
def test_what_the_program_writes_conforms(record: Record):
    assert {each.code for each in found(graph(record))} <= NOT_IN_THE_EXAMPLE


# --- one fault each


def without(said: str, of: str = "") -> str:
    """Takes away what is said by a property, of things of one class if one is named."""
    return f"DELETE {{ ?it {said} ?old }} WHERE {{ ?it {said} ?old {_of(of)} }}"


def instead(said: str, value: str, of: str = "") -> str:
    """Says something else."""
    both = f"DELETE {{ ?it {said} ?old }} INSERT {{ ?it {said} {value} }}"
    return f"{both} WHERE {{ ?it {said} ?old {_of(of)} }}"


def also(said: str, value: str, of: str) -> str:
    """Says something more."""
    return f"INSERT {{ ?it {said} {value} }} WHERE {{ ?it a {of} }}"


def only(kind: str) -> str:
    """Takes away everything that is said of things of a class, but that they are such."""
    but = f"FILTER (?said != {TYPE})"
    return f"DELETE {{ ?it ?said ?old }} WHERE {{ ?it a {kind} ; ?said ?old {but} }}"


def _of(kind: str) -> str:
    return f". ?it a {kind}" if kind else ""


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
NOTHING = "<https://nothing.example/>"
MOON, POINT = '"moon"', "schema:Place ; schema:latitude ?any"

FAULTS = {
    "record-topic": without("foaf:primaryTopic"),
    "record-describes": also("lith:describes", NOTHING, "lith:Record"),
    "record-source": instead("lith:source", '"clyde"@en'),
    "record-identifier": without("dct:identifier", "lith:Record"),
    "record-format": without("lith:metadataFormat"),
    "record-crosswalk": also("lith:crosswalk", '"another@1"', "lith:Record"),
    "dataset-title": without("dct:title", "lith:Dataset"),
    "dataset-description": without("dct:description"),
    "dataset-creator": without("dct:creator"),
    "dataset-issued": instead("dct:issued", '"2022"'),
    "dataset-collected": instead("lith:collected", '"2020"', "lith:Dataset"),
    "dataset-identifier": without("schema:identifier", "lith:Dataset"),
    "dataset-licence-address": instead("dct:license", '"CC BY"'),
    "dataset-access": instead("dct:accessRights", "coar:c_unknown"),
    "dataset-landing-page": instead("dcat:landingPage", '"none"'),
    "dataset-level": also("lith:processingLevel", "processing:figure", "lith:Dataset"),
    "dataset-measurement": also("prov:wasGeneratedBy", NOTHING, "lith:Dataset"),
    "dataset-sample": also("schema:about", NOTHING, "lith:Dataset"),
    "dataset-material": also("schema:material", '"olivine"', "lith:Dataset"),
    "dataset-mentions": instead("schema:mentions", "material:xct"),
    "dataset-place": also("dct:spatial", NOTHING, "lith:Dataset"),
    "file-name": without("schema:name", "lith:File"),
    "file-download": instead("dcat:downloadURL", "<ftp://clyde.example/scan_03.tif>"),
    "file-bytes": instead("dcat:byteSize", "-1234"),
    "file-format": instead("dct:format", "material:tiff", "lith:File"),
    "sample-name": without("schema:name", "lith:Sample"),
    "sample-type": instead("dct:type", "material:fib-lamella", "lith:Sample"),
    "sample-parent": also("sosa:isSampleOf", NOTHING, "lith:Sample"),
    "sample-mass": instead("lith:mass", '"12.4 g"'),
    "sample-place": also("dct:spatial", NOTHING, "lith:Sample"),
    "sample-collected": instead("lith:collected", '"1998"', "lith:Sample"),
    "sample-confidence": instead("lith:confidence", '"sure"', "lith:Sample"),
    "preparation-method": without("sosa:usedProcedure"),
    "preparation-child": instead("sosa:hasResult", NOTHING),
    "measurement-technique": instead("schema:measurementTechnique", "material:sem-bse"),
    "measurement-sample": also("sosa:hasFeatureOfInterest", NOTHING, "lith:Measurement"),
    "measurement-unknown-sample": without("sosa:hasFeatureOfInterest", "lith:Measurement"),
    "measurement-instrument": instead("sosa:madeBySensor", NOTHING),
    "measurement-condition": instead("lith:condition", '"20 kV"'),
    "measurement-dimensionality": instead("lith:dimensionality", '"three"'),
    "measurement-date": instead("dct:date", '"2021-01-02"', "lith:Measurement"),
    "instrument-name": without("schema:name", "lith:Instrument"),
    "quantity-kind": without("schema:propertyID"),
    "quantity-value": instead("schema:value", '"twenty"'),
    "quantity-unit": without("schema:unitCode"),
    "reading-value": without("lith:readAs"),
    "reading-confidence": instead("lith:confidence", '"sure"', "lith:Reading"),
    "reading-verbatim": without("lith:verbatim", "lith:Reading"),
    "place-latitude": instead("schema:latitude", "570.0"),
    "place-box": instead("dcat:bbox", '"POINT(1 2)"^^geo:wktLiteral'),
    "elsewhere-latitude": f"{without('schema:longitude')} ; {also('lith:body', MOON, POINT)}",
    "elsewhere-box": also("lith:body", '"moon"', "schema:Place ; dcat:bbox ?any"),
    "person-name": without("schema:name", "schema:Person"),
    "organisation-identifier": instead("schema:identifier", '"none"', "schema:Organization"),
    "relationship-nature": without("dcat:hadRole"),
    "relationship-target": without("dct:identifier", "dcat:Relationship"),
    "period-end": also("dcat:endDate", '"2022-12-31"^^xsd:date', "dct:PeriodOfTime"),
    "period-order": instead("dcat:startDate", '"2029-03-01"^^xsd:date'),
    "grant-what": only("schema:Grant"),
    # what no record says yet
    "region-name": without("schema:name", "lith:RegionOfInterest"),
    "region-sample": without("sosa:isSampleOf", "lith:RegionOfInterest"),
    "region-one-sample": also("sosa:isSampleOf", NOTHING, "lith:RegionOfInterest"),
    "region-frame": instead("lith:inCoordinateFrame", NOTHING),
    "frame-name": only("lith:CoordinateFrame"),
    "collection-name": only("lith:Collection"),
    "session-member": instead("sosa:hasMember", NOTHING),
    "step-used": without("prov:used"),
    "step-generated": without("prov:generated"),
    "virtual-sample-member": without("lith:hasMember"),
    "link-nature": instead("sosa-rel:natureOfRelationship", "material:same"),
    "link-sample": without("sosa-rel:relatedSample"),
    "link-evidence": without("lith:evidence"),
    "evidence-words": only("lith:Evidence"),
    "judgement-person": without("prov:wasAssociatedWith", "lith:Judgement"),
    "judgement-time": instead("prov:endedAtTime", '"yesterday"', "lith:Judgement"),
    "laboratory-name": without("schema:name", "lith:Laboratory"),
    "laboratory-identifier": instead("schema:identifier", '"Clyde"', "lith:Laboratory"),
    "repository-title": without("dct:title", "lith:Repository"),
    "repository-address": instead("dcat:endpointURL", "<ftp://clyde.example/>"),
    "run-start": without("prov:startedAtTime"),
    "run-end": also("prov:endedAtTime", '"2026-01-03T00:00:00Z"^^xsd:dateTime', "lith:HarvestRun"),
    "crosswalk-name": without("schema:name", "lith:Crosswalk"),
    "crosswalk-version": also("dcat:version", '"3"', "lith:Crosswalk"),
}


def codes(*updates: str) -> set[str]:
    """What is found in the examples after these updates."""
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in examples())
    for update in updates:
        before = set(store)
        store.update(update, prefixes=prefixes() | {"sosa-rel": f"{prefixes()['sosa']}sampling/"})
        assert set(store) != before
    triples = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return {each.code.removeprefix("shape-") for each in found(triples or b"")}


@cache
def examples() -> list[ox.Triple]:
    quads = ox.parse(graph(rum_lamella()), ox.RdfFormat.N_QUADS)
    return [*(quad.triple for quad in quads), *ox.parse(path=FURTHER, format=ox.RdfFormat.TURTLE)]


def test_the_examples_are_right():
    assert codes() <= {"dataset-publisher"}


@pytest.mark.parametrize("shape", FAULTS)
def test_a_fault_is_caught_by_its_shape_and_no_other(shape: str):
    assert codes(FAULTS[shape]) - codes() == {shape}


def test_there_are_enough_faults():
    assert len(FAULTS) >= 40


# --- what is told


def test_findings_come_by_record_and_the_worst_first():
    spoiled = graph(rum_lamella()).replace(b'"3D"', b'"three"')
    checked = shacl.check([graph(dublin_core()), spoiled])
    first = checked[rum_lamella().iri][0]
    assert (first.severity, first.value) == ("error", "three")
    assert first.message == "The dimensionality must be 0D, 1D, 2D, 3D or 4D."
    assert first.where.startswith("measurement-")
    assert all(each.severity == "info" for each in checked[dublin_core().iri])


def test_many_records_are_checked_in_batches(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shacl, "BATCH", 2)
    several = [graph(dublin_core(number)) for number in range(5)]
    assert len(shacl.check(several)) == 5


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(RDF.type, SH.PropertyShape)))
def test_a_shape_has_message_and_severity(shape: rdflib.URIRef):
    assert str(SHAPES.value(shape, SH.message)).endswith(".")
    assert SHAPES.value(shape, SH.severity) in shacl.SEVERITIES
    assert list(SHAPES.subjects(SH.property, shape))


@pytest.mark.parametrize("kind", sorted(ONTOLOGY.subjects(RDF.type, OWL.Class)))
def test_every_class_has_a_shape(kind: rdflib.URIRef):
    assert list(SHAPES.subjects(SH.targetClass, kind))
