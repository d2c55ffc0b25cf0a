"""What a record says is said as linked data: in others' terms, with its own words kept."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from described import doi, dublin_core, rum_lamella

from harvester.graph import jsonld, nquads
from harvester.iris import NAMESPACE, part_iri
from harvester.model import (
    Dataset,
    Date,
    Identifier,
    Licence,
    Place,
    Record,
    Relation,
    Sample,
    Term,
    Text,
)
from harvester.record import Finding

FIXTURES = Path(__file__).parents[1] / "fixtures" / "graph"
EARTH = ("https://schema.org/latitude", "https://schema.org/longitude", "bbox", "geometry")


def lines(record: Record) -> list[str]:
    return nquads.graph(jsonld.document(record)).decode().splitlines()


def said(record: Record, subject: str, local: str) -> set[str]:
    """Values of the property of that local name (or alias) of a thing."""
    graph = nquads.graph(jsonld.document(record))
    quads = ox.parse(graph, ox.RdfFormat.N_QUADS)
    found = [quad for quad in quads if quad.subject.value == subject]
    return {quad.object.value for quad in found if quad.predicate.value.endswith(local)}


def alter(record: Record, **changes: object) -> Record:
    return record.model_copy(update={"dataset": record.dataset.model_copy(update=changes)})


@pytest.mark.parametrize(
    ("name", "record"),
    {"plain-dublin-core": dublin_core(), "lamella-with-everything": rum_lamella()}.items(),
)
def test_a_record_says_what_the_example_says(name: str, record: Record):
    example = (FIXTURES / f"{name}.ttl").read_bytes()
    wanted = {str(triple) for triple in ox.parse(example, ox.RdfFormat.TURTLE)}
    got = {str(triple) for triple in ox.parse(nquads.turtle(record), ox.RdfFormat.TURTLE)}
    assert got == wanted


def test_a_usual_record_stays_small():
    assert len(lines(dublin_core())) <= 55


def test_an_uncertain_value_has_a_reading_with_the_words_of_the_source():
    record = dublin_core()
    dataset = part_iri(record.iri, "dataset", "")
    (reading,) = said(record, dataset, "/reading")
    assert said(record, reading, "verbatim") == {"olivines"}
    assert said(record, reading, "confidence") == {"found"}
    assert said(record, reading, "readAs") == {"https://w3id.org/lithoscope/material/olivine"}


def test_the_order_of_authors_is_kept_in_words():
    record = dublin_core()
    dataset = part_iri(record.iri, "dataset", "")
    assert said(record, dataset, "creditText") == {"Roe, Jane; Doe, John"}


def test_a_measurement_that_names_no_sample_was_made_on_all():
    record = rum_lamella()
    overview = part_iri(record.iri, "measurement", "sem-bse")
    samples = {part_iri(record.iri, "sample", each.key) for each in record.samples}
    assert said(record, overview, "hasFeatureOfInterest") == samples


def test_a_place_on_another_body_is_never_put_on_the_earth():
    moon = Place(name="Mare", body="moon", latitude=0.67, longitude=23.47, box=(1, 2, 3, 4))
    there = lines(alter(dublin_core(), places=(moon,)))
    assert any("bodyLatitude" in line and '"0.67"' in line for line in there)
    assert not any(term in line for line in there for term in EARTH)


def test_the_record_of_a_physical_object_is_about_the_sample():
    record = alter(rum_lamella(), types=("PhysicalObject",), identifiers=(doi("10.5072/x"),))
    first = part_iri(record.iri, "sample", record.samples[0].key)
    assert said(record, record.iri, "primaryTopic") == {first}


def test_of_several_samples_the_record_is_about_the_one_that_bears_its_identifier():
    own = Identifier(scheme="igsn", value="10.58052/LSDEMR014")
    record = alter(rum_lamella(), types=("Physical Object",), identifiers=(own,))
    record = record.model_copy(update={"samples": record.samples[::-1]})
    bearer = part_iri(record.iri, "sample", "igsn:10.58052/LSDEMR014")
    assert said(record, record.iri, "primaryTopic") == {bearer}


@pytest.mark.parametrize(
    "address",
    [
        "http://a b.example/",
        "not an address",
        "https://x.example/%zz",
        "https://x.example/\xa0",
        "ftp://x.example/",
        "http:",
    ],
)
def test_what_is_no_web_address_stays_text_and_is_told(address: str):
    findings: list[Finding] = []
    record = alter(
        dublin_core(), landing_pages=(address,), licences=(Licence(iri=address),), relations=()
    )
    graph = nquads.graph(jsonld.document(record, findings)).decode()
    assert f'"{address}"' in graph
    assert f"<{address}>" not in graph
    assert {each.code for each in findings} == {"bad-address"}
    assert replace(findings[0], where="").value == address


def test_control_characters_are_left_out():
    record = dublin_core().model_copy(update={"identifier": "oai:\x00north\x1f:\x7f7"})
    assert any('"oai:north:7"' in line for line in lines(record))


@pytest.mark.parametrize(("value", "shown"), [(23.0, "23"), (-0.0, "0"), (1e-7, "0.0000001")])
def test_numbers_are_written_as_a_store_gives_them_back(value: float, shown: str):
    record = alter(dublin_core(), places=(Place(latitude=value),))
    assert any(f'latitude> "{shown}"^^' in line for line in lines(record))


def test_a_store_gives_the_graph_back_byte_for_byte():
    record = rum_lamella()
    graph = nquads.graph(jsonld.document(record))
    store = ox.Store()
    store.load(graph, ox.RdfFormat.N_QUADS)
    kept = (store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    assert b"".join(sorted(kept)) == graph


def test_a_number_of_the_sources_own_is_said_with_the_source():
    own = Sample(key="?", identifiers=(Identifier(scheme="local", value="A-1"),))
    record = dublin_core().model_copy(update={"samples": (own,)})
    assert said(record, part_iri(record.iri, "sample", "?"), "identifier") == {"local:north/A-1"}


def test_a_region_of_interest_is_no_piece_of_matter():
    region = Term(scheme="sample-type", slug="region-of-interest")
    given = Sample(key="roi", name="ROI 2", type=region, parent=rum_lamella().samples[0].key)
    record = rum_lamella().model_copy(update={"samples": (rum_lamella().samples[0], given)})
    kinds = said(record, part_iri(record.iri, "sample", "roi"), "#type")
    assert kinds == {f"{NAMESPACE}RegionOfInterest", "http://www.w3.org/ns/sosa/SpatialSample"}


def test_data_that_others_were_made_from_lead_to_them():
    made = Relation(kind="is-source-of", identifier=doi("10.5072/figure"))
    record = alter(rum_lamella(), relations=(made,))
    assert any("prov#hadDerivation> <https://doi.org/10.5072/figure>" in x for x in lines(record))


def test_the_format_of_the_files_is_said_beside_its_words():
    tiff = Term(scheme="format", slug="tiff", verbatim="image/tiff")
    record = alter(dublin_core(), formats=(Text(value="image/tiff"),), file_formats=(tiff,))
    dataset = part_iri(record.iri, "dataset", "")
    assert said(record, dataset, "/format") == {"image/tiff", f"{NAMESPACE}format/tiff"}
    assert not any("readAs> <https://w3id.org/lithoscope/format" in x for x in lines(record))


def test_an_interval_has_its_first_and_last_day():
    year = Date(edtf="1969/1972", earliest="1969-01-01", latest="1972-12-31", role="collected")
    there = lines(alter(dublin_core(), dates=(year,)))
    assert any('startDate> "1969-01-01"^^' in line for line in there)
    assert any('endDate> "1972-12-31"^^' in line for line in there)


def test_a_record_without_anything_is_still_a_record():
    empty = dublin_core().model_copy(
        update={"dataset": Dataset(), "measurements": (), "materials": ()}
    )
    assert len(lines(empty)) == 10


def test_a_sample_without_a_name_is_kept():
    record = rum_lamella().model_copy(update={"samples": (Sample(key="?"),)})
    assert f"<{part_iri(record.iri, 'sample', '?')}>" in "\n".join(lines(record))
