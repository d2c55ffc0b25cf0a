"""Techniques in running text become measurements; what is known of them is put beside them."""

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
