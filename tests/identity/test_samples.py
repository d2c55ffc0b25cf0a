"""Samples of records as rows, and their lasting ids."""

from functools import cache

import pytest
from lxml import etree

from harvester.demo.corpus import FOLDER
from harvester.graph.samples import sample_iri
from harvester.graph.scribe import Scribe
from harvester.identity.description import describe
from harvester.identity.ids import sample_id
from harvester.identity.official import Register
from harvester.identity.samples import rows
from harvester.mapping import Mapper
from harvester.model import Dataset, Identifier, Place, Quantity, Record, Relation, Sample, Term
from harvester.record import Change
from harvester.settings import Settings

OAI = "{http://www.openarchives.org/OAI/2.0/}"
IRI = "https://example.org/record/lab/1"


def record(*samples: Sample) -> Record:
    return Record(
        iri=IRI,
        source="lab",
        identifier="1",
        format="f",
        crosswalk="c",
        dataset=Dataset(),
        samples=samples,
    )


def kind(slug: str) -> Term:
    return Term(scheme="sample-type", slug=slug)


def test_a_lift_out_of_a_region_is_of_the_section_and_the_region_is_no_row() -> None:
    igsn = Identifier(scheme="igsn", value="10.5072/A1")
    section = Sample(key="s", name="A1", identifiers=(igsn,), type=kind("thin-section"))
    region = Sample(key="r", name="Area 3", type=kind("region-of-interest"), parent="s")
    foil = Sample(key="f", name="A1-foil", parent="r")
    found = rows(record(section, region, foil))
    assert [(row.name, row.parent) for row in found] == [("A1", ""), ("A1-foil", "igsn:10.5072/A1")]


def test_what_is_derived_from_the_sample_itself_does_not_make_it_its_own_parent() -> None:
    igsn = Identifier(scheme="igsn", value="10.5072/A1")
    derived = Relation(kind="is-derived-from", identifier=igsn)
    told = record(Sample(key="s", name="A1", identifiers=(igsn,)))
    told = told.model_copy(update={"dataset": Dataset(relations=(derived,))})
    assert [row.parent for row in rows(told)] == [""]


def test_regions_in_a_circle_have_no_parent() -> None:
    one = Sample(key="a", type=kind("region-of-interest"), parent="b")
    other = Sample(key="b", type=kind("region-of-interest"), parent="a")
    foil = Sample(key="f", name="foil", parent="a")
    assert [row.parent for row in rows(record(one, other, foil))] == [""]


@pytest.mark.parametrize(("body", "lat"), [("earth", 12.5), ("moon", None)])
def test_degrees_are_of_the_earth(body: str, lat: float | None) -> None:
    place = Place(name="There", latitude=12.5, longitude=3.0, body=body)
    row = rows(record(Sample(key="s", name="x", place=place)))[0]
    assert (row.place, row.lat) == ("There", lat)


@pytest.mark.parametrize(("value", "unit", "grams"), [(2, "kg", 2000), (5, "mg", 0.005)])
def test_masses_are_in_grams(value: float, unit: str, grams: float) -> None:
    mass = Quantity(kind="mass", value=value, unit=unit)
    assert rows(record(Sample(key="s", name="x", mass=mass)))[0].mass_g == grams


def test_an_id_is_sixteen_small_characters_and_never_changes() -> None:
    assert sample_id(f"{IRI}#sample-0") == sample_id(f"{IRI}#sample-0")
    assert len(sample_id(IRI)) == 16
    assert set(sample_id(IRI)) <= set("abcdefghijklmnopqrstuvwxyz234567")


# --- the demonstration


@cache
def clyde() -> list[Record]:
    """Records of an archive of the demonstration, as it sends them in DataCite."""
    roots = (etree.parse(file).getroot() for file in sorted(FOLDER.glob("clyde/*.xml")))
    live = [raw for root in roots for raw in root.findall(f"{OAI}record")]
    changes = [_change(raw) for raw in live if raw.find(f"{OAI}metadata") is not None]
    steps = Mapper(Settings(home="/nowhere")).walked(changes)
    return [each.result for each in steps if isinstance(each.result, Record)]


def _change(raw: etree._Element) -> Change:
    name = raw.findtext(f"{OAI}header/{OAI}identifier", "")
    whole = etree.tostring(raw)
    return Change(1, "demo-clyde", name, "oai_datacite", "2026-01-05T10:00:00Z", False, whole, b"")


def test_rows_bear_the_addresses_that_the_graph_gives_samples() -> None:
    seen = 0
    for each in clyde():
        scribe = Scribe(each.iri, each.source, [])
        known = {sample_iri(scribe, sample.key) for sample in each.samples}
        found = {row.id for row in rows(each)}
        assert found <= known
        seen += len(found)
    assert seen > 20


def test_every_lasting_identifier_of_the_demonstration_is_read_as_one() -> None:
    known = Register([])
    for row in (row for each in clyde() for row in rows(each)):
        written = [each for each in row.identifiers if each.startswith("igsn:")]
        assert len(describe(row, known).lasting) >= len(written)
