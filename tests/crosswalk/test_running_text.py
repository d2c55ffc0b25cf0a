"""Techniques in running text become measurements; what is known of them is put beside them."""

import pytest
from mapped import change, checked, packaged

from harvester import parse
from harvester.clean.materials import MaterialReader
from harvester.clean.samples import SampleReader
from harvester.clean.techniques import TechniqueReader
from harvester.crosswalk import Readers, words

READERS = Readers(TechniqueReader(), MaterialReader(), SampleReader())


def record(*elements: str, lookups=None):
    dc = "".join(f"<{e.split('=')[0]}>{e.split('=', 1)[1]}</{e.split('=')[0]}>" for e in elements)
    xml = f'<dc xmlns="http://purl.org/dc/elements/1.1/">{dc}</dc>'
    return checked(xml, readers=READERS, lookups=lookups)


def test_a_technique_is_one_measurement_with_the_words_that_gave_it():
    made = record("title=EBSD of olivine", "subject=EBSD")
    (measurement,) = made.measurements
    assert (measurement.key, measurement.technique.slug) == ("sem-ebsd", "sem-ebsd")
    assert (measurement.technique.verbatim, measurement.technique.path) == ("EBSD", "dc:subject")
    assert measurement.technique.confidence == "stated"


def test_a_technique_that_was_not_used_is_a_mention_alone():
    made = record("title=BSE images", "description=No EBSD was done.")
    assert made.techniques == ("sem-bse",)
    assert [mention.slug for mention in made.mentions] == ["sem-ebsd"]


def test_settings_go_to_the_one_measurement():
    made = record("title=EBSD maps", "description=Measured at 20 kV with a step size of 0.5 µm.")
    settings = {(c.kind, c.value, c.unit) for c in made.measurements[0].conditions}
    assert settings == {("accelerating-voltage", 20, "kV"), ("step-size", 500, "nm")}


def test_settings_go_to_the_measurement_that_their_sentence_names():
    made = record(
        "title=Rum chromitite",
        "description=EBSD was done at 20 kV. EDS maps were made at 15 kV. All at 10 mm.",
    )
    volts = {m.key: [c.value for c in m.conditions] for m in made.measurements}
    assert volts["sem-ebsd"] == [20]
    assert [15] in volts.values()


def test_the_size_of_voxels_goes_to_the_measurement_that_made_a_volume():
    made = record(
        "title=FIB nanotomography with EDS",
        "description=SEM-EDS on every fifth slice. Voxel size 30 × 30 × 30 nm.",
    )
    sizes = {m.key: [c.value for c in m.conditions] for m in made.measurements}
    assert sizes == {"fib-nt": [30], "sem-eds": []}


def test_the_one_organisation_that_made_the_data_is_guessed_to_be_the_lab():
    made = record("title=EBSD maps", "creator=Clyde Electron Imaging Laboratory")
    lab = made.measurements[0].lab
    assert (lab.name, lab.confidence) == ("Clyde Electron Imaging Laboratory", "guessed")


def test_the_sources_own_words_win_over_the_vocabularies():
    own = {"technique": {"EBSD map": "tkd"}}
    made = record("title=EBSD map of a foil", lookups=own)
    assert made.techniques == ("tkd",)
    assert made.measurements[0].technique.rule == "lookup"
    assert made.measurements[0].technique.verbatim == "EBSD map"


def test_the_sources_own_words_for_a_field_win_too():
    xml = """<resource xmlns="http://datacite.org/schema/kernel-4">
      <identifier>10.5072/a</identifier><titles><title>T 4</title></titles>
      <resourceType resourceTypeGeneral="PhysicalObject">Kiste</resourceType></resource>"""
    own = {"sample-type": {"Kiste": "core"}}
    assert checked(xml, lookups=own).samples[0].type.slug == "core"


def test_keywords_in_one_field_are_passages_of_their_own_and_say_where_they_stood():
    xml = '<dc xmlns="http://purl.org/dc/elements/1.1/"><subject>EBSD; rutile</subject></dc>'
    parsed = parse.parse(change(xml.encode()))
    read = words.passages(packaged()["oai_dc"], packaged()["oai_dc"].open(parsed))
    assert [(p.role, p.text, p.path) for p in read] == [
        ("subject", "EBSD", "dc:subject"),
        ("subject", "rutile", "dc:subject"),
    ]


def test_an_instrument_named_by_its_identifier_is_that_of_the_one_measurement():
    xml = """<resource xmlns="http://datacite.org/schema/kernel-4">
      <titles><title>EBSD of olivine</title></titles>
      <dates><date dateType="Collected">2024-03</date></dates>
      <relatedIdentifiers><relatedIdentifier relatedIdentifierType="DOI"
        relationType="IsCollectedBy">10.5072/sem5</relatedIdentifier></relatedIdentifiers>
      </resource>"""
    (measurement,) = checked(xml, readers=READERS).measurements
    assert measurement.instrument.identifiers[0].value == "10.5072/sem5"
    assert measurement.date.edtf == "2024-03"


def test_an_instrument_described_as_a_related_item_has_its_name():
    xml = """<resource xmlns="http://datacite.org/schema/kernel-4">
      <titles><title>EBSD of olivine</title></titles><relatedItems>
      <relatedItem relatedItemType="Instrument" relationType="IsCollectedBy">
      <relatedItemIdentifier relatedItemIdentifierType="DOI">10.5072/sem5</relatedItemIdentifier>
      <titles><title>Field emission microscope 5</title></titles></relatedItem></relatedItems>
      </resource>"""
    (measurement,) = checked(xml, readers=READERS).measurements
    assert measurement.instrument.name == "Field emission microscope 5"
    assert measurement.instrument.identifiers[0].value == "10.5072/sem5"


def test_a_keyword_by_its_address_states_a_technique():
    xml = """<resource xmlns="http://datacite.org/schema/kernel-4">
      <titles><title>Slab</title></titles><subjects>
      <subject valueURI="https://w3id.org/lithoscope/technique/sem-ebsd">Orientierung</subject>
      <subject valueURI="https://other.example/x">anderes</subject></subjects></resource>"""
    (measurement,) = checked(xml).measurements
    assert (measurement.technique.slug, measurement.verbatim) == ("sem-ebsd", "Orientierung")


def keyword(address: str, words: str = "Schlüsselwort") -> str:
    return f"""<resource xmlns="http://datacite.org/schema/kernel-4">
      <titles><title>Platte</title></titles><subjects>
      <subject valueURI="{address}">{words}</subject></subjects></resource>"""


CGI = "http://resource.geosciml.org/classifier/cgi/lithology/"
ISAMPLES = "https://w3id.org/isample/vocabulary"


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        (
            "https://w3id.org/geochem/1.0/analyticalmethod/electronbackscatterdiffraction",
            "sem-ebsd",
        ),
        ("https://epos-msl.uu.nl/voc/microscopy/1.3/apparatus-x-ray_tomography", "xct"),
        ("https://epos-msl.uu.nl/voc/microscopy/1.4/apparatus-x-ray_tomography", "xct"),
        ("http://purl.obolibrary.org/obo/CHMO_0000073", "sem"),
        ("http://purl.org/pan-science/PaNET/PaNET01207", "xct"),
    ],
)
def test_a_technique_of_another_vocabulary_is_known_by_its_address(address: str, slug: str):
    (measurement,) = checked(keyword(address), "datacite", readers=READERS).measurements
    assert measurement.technique.slug == slug
    assert measurement.technique.verbatim == address


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        (f"{CGI}granite", "granite"),
        (f"{CGI}granite".replace("http:", "https:"), "granite"),
        (f"{CGI}quartz_diorite", "plutonic-rock"),
        (f"{ISAMPLES}/material/rock", "rock"),
        (f"{ISAMPLES}/material/1.0/rock", "rock"),
        ("https://w3id.org/isample/earthenv/rocksediment/1.0/Basalt", "basalt"),
        ("https://epos-msl.uu.nl/voc/materials/1.2/minerals-carbonate_minerals-calcite", "calcite"),
        ("https://www.mindat.org/min-3337.html", "quartz"),
        ("https://www.mindat.org/1:1:49557:3", "cm2"),
        ("etma:1:1:49557:3", "cm2"),
        ("https://w3id.org/geochem/etmaterial/1:1:49557:3", "cm2"),
        ("https://w3id.org/lithoscope/material/cm2", "cm2"),
    ],
)
def test_a_material_of_another_vocabulary_is_known_by_its_address(address: str, slug: str):
    (material,) = checked(keyword(address), "datacite", readers=READERS).materials
    assert (material.slug, material.confidence) == (slug, "stated")
    assert material.verbatim == "Schlüsselwort"


def test_a_material_that_address_and_words_name_is_said_once():
    made = checked(keyword(f"{CGI}granite", "Granit"), "datacite", readers=READERS)
    assert [each.slug for each in made.materials] == ["granite"]


def test_nothing_is_read_into_an_address_that_is_not_known():
    made = checked(keyword("https://other.example/granite-ebsd"), "datacite", readers=READERS)
    assert made.materials == made.measurements == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://w3id.org/isample/earthenv/esmaterialsample/thinsection",
        "https://w3id.org/isample/earthenv/esmaterialsample/1.0/thinsection",
    ],
)
def test_the_type_of_a_sample_is_known_by_its_address(address: str):
    physical = '<resourceType resourceTypeGeneral="PhysicalObject">Objekt</resourceType>'
    xml = keyword(address).replace("</resource>", f"{physical}</resource>")
    (sample,) = checked(xml, "datacite", readers=READERS).samples
    assert sample.type.slug == "thin-section"
