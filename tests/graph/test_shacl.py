"""The shapes pass what the program writes and catch what is wrong, in words for a person."""

import pytest
import rdflib
from described import dublin_core, rum_lamella
from rdflib.namespace import SH

from harvester.graph import jsonld, nquads, shacl
from harvester.model import Record
from harvester.record import Finding
from harvester.resources import packaged

SHAPES = rdflib.Graph().parse(packaged("ontology") / "shapes.ttl")
NOT_IN_THE_EXAMPLE = {"shape-measurement-unknown-sample", "shape-dataset-publisher"}


def graph(record: Record) -> bytes:
    return nquads.graph(jsonld.document(record))


def found(nquads_: bytes) -> list[Finding]:
    return [each for findings in shacl.check([nquads_]).values() for each in findings]


@pytest.mark.parametrize("record", [dublin_core(), rum_lamella()], ids=["plain", "rich"])
def test_what_the_program_writes_conforms(record: Record):
    assert {each.code for each in found(graph(record))} <= NOT_IN_THE_EXAMPLE


FAULTS = {
    "record-topic": ("foaf/0.1/primaryTopic>", None),
    "record-source": ('lithoscope/source> "clyde"', 'lithoscope/source> "a"@en'),
    "dataset-title": ("dc/terms/title>", None),
    "dataset-description": ("dc/terms/description>", None),
    "dataset-issued": ('"2022"^^<http://id.loc.gov/datatypes/edtf/EDTF>', '"2022"'),
    "dataset-access": ("access_right/c_f1cf", "access_right/c_unknown"),
    "dataset-level": ("processing/raw>", "processing/RAW!>"),
    "dataset-landing-page": ("landingPage> <https://clyde.example/8>", 'landingPage> "none"'),
    "file-bytes": ('"1234"', '"-1234"'),
    "file-format": ("lithoscope/format/tiff>", "lithoscope/material/tiff>"),
    "sample-type": ("sample-type/fib-lamella>", "material/fib-lamella>"),
    "sample-name": ('schema.org/name> "07-14A-L1"', 'schema.org/email> "07-14A-L1"'),
    "preparation-method": ("sosa/usedProcedure>", None),
    "measurement-technique": ("technique/sem-bse>", "material/sem-bse>"),
    "measurement-unknown-sample": ("sosa/hasFeatureOfInterest>", None),
    "measurement-dimensionality": ('"3D"', '"three"'),
    "quantity-value": ('"20"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"twenty"'),
    "quantity-unit": ("schema.org/unitCode>", None),
    "reading-confidence": ('confidence> "found"', 'confidence> "sure"'),
    "place-latitude": ('latitude> "57"', 'latitude> "570"'),
    "elsewhere-latitude": ('schema.org/elevation> "-12.5"', 'w3id.org/lithoscope/body> "moon"'),
    "person-name": ('name> "Roe, Jane"', 'email> "Roe, Jane"'),
    "relationship-nature": ("dcat#hadRole>", None),
    "period-order": ('startDate> "2020-03-01"', 'startDate> "2029-03-01"'),
    "grant-what": ("#grant-", None),
}


@pytest.mark.parametrize("shape", FAULTS)
def test_a_fault_is_caught_by_its_shape(shape: str):
    old, new = FAULTS[shape]
    lines = graph(rum_lamella()).decode().splitlines(keepends=True)
    assert any(old in line for line in lines)
    if new is None:
        type_or_link = "22-rdf-syntax-ns#type>", "schema.org/funding>"
        keep = type_or_link if shape == "grant-what" else ()
        spoiled = [x for x in lines if old not in x or any(part in x for part in keep)]
    else:
        spoiled = [line.replace(old, new) for line in lines]
    assert f"shape-{shape}" in {each.code for each in found("".join(spoiled).encode())}


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


@pytest.mark.parametrize("shape", sorted(SHAPES.subjects(rdflib.RDF.type, SH.PropertyShape)))
def test_a_shape_has_message_and_severity(shape: rdflib.URIRef):
    assert str(SHAPES.value(shape, SH.message)).endswith(".")
    assert SHAPES.value(shape, SH.severity) in shacl.SEVERITIES
    assert list(SHAPES.subjects(SH.property, shape))
