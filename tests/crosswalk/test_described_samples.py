"""Samples of a record: each once, with a key made of what it is, and its parent."""

import itertools

from mapped import checked

from harvester.clean.materials import MaterialReader
from harvester.clean.samples import SampleReader
from harvester.clean.techniques import TechniqueReader
from harvester.crosswalk import Readers
from harvester.crosswalk.samples import key_of, recognise, settle

DATACITE = "http://datacite.org/schema/kernel-4"


def doi(value: str) -> dict[str, str]:
    return {"scheme": "igsn", "value": value}


def registered(title: str, related: str = "", more: str = "") -> str:
    return f"""<resource xmlns="{DATACITE}">
      <identifier identifierType="DOI">10.5072/LAB1</identifier>
      <titles><title>{title}</title></titles>
      <resourceType resourceTypeGeneral="PhysicalObject">Thin section</resourceType>
      <relatedIdentifiers>{related}</relatedIdentifiers>{more}</resource>"""


def related(kind: str, value: str, scheme: str = "IGSN") -> str:
    return (
        f'<relatedIdentifier relatedIdentifierType="{scheme}" relationType="{kind}">'
        f"{value}</relatedIdentifier>"
    )


def test_a_key_comes_from_the_best_identifier_whatever_the_order():
    ids = [{"scheme": "local", "value": "A 1"}, doi("10.5072/LAB1"), doi("IELAB1")]
    keys = {key_of({"identifiers": list(order)}) for order in itertools.permutations(ids)}
    assert keys == {"igsn:10.5072/LAB1"}


def test_without_identifier_the_name_is_the_key():
    assert key_of({"name": "Slab  A-12"}) == "name:slab a-12"


def test_what_is_told_twice_is_one_sample_and_knows_both_tellings():
    (one,), _ = settle(
        [
            {"identifiers": [doi("10.5072/A")], "name": None, "path": "x"},
            {"identifiers": [doi("10.5072/A"), doi("IEA1")], "name": "Slab", "path": "y"},
        ]
    )
    assert one["name"] == "Slab"
    assert [i["value"] for i in one["identifiers"]] == ["10.5072/A", "IEA1"]


def test_the_code_of_a_number_is_the_same_sample_within_one_record():
    joined, _ = settle([{"identifiers": [doi("10.5072/IELAB7")]}, {"name": "IELAB7"}])
    assert len(joined) == 1


def test_a_parent_that_the_record_does_not_describe_is_left_out_and_told():
    (one,), findings = settle([{"identifiers": [doi("10.5072/A")], "parent": "igsn:10.5072/B"}])
    assert "parent" not in one
    assert findings[0].value == "igsn:10.5072/B"


def test_a_registered_sample_has_its_parent_and_its_parts():
    xml = registered("Slab", related("IsPartOf", "10.5072/BLOCK") + related("HasPart", "LAB1A"))
    samples = {sample.key: sample for sample in checked(xml).samples}
    own = samples["igsn:10.5072/LAB1"]
    assert (own.name, own.type.slug, own.parent) == ("Slab", "thin-section", "igsn:10.5072/BLOCK")
    assert samples["igsn:LAB1A"].parent == own.key
    assert "igsn:10.5072/BLOCK" in samples


def test_the_parent_may_be_said_as_what_the_sample_is_derived_from():
    xml = registered("Slab", related("IsDerivedFrom", "igsn:10.5072/block"))
    assert checked(xml).samples[0].parent == "igsn:10.5072/BLOCK"


def test_a_dataset_names_its_samples_and_is_none():
    xml = registered("Maps", related("IsDerivedFrom", "IGSN:IELAB7")).replace(
        "PhysicalObject", "Dataset"
    )
    (sample,) = checked(xml).samples
    assert (sample.key, sample.parent) == ("igsn:IELAB7", None)


def test_a_report_on_a_sample_is_no_sample():
    xml = registered("Slab", related("IsDocumentedBy", "10.5072/report", "DOI"))
    assert len(checked(xml).samples) == 1


def test_the_title_of_a_sample_gives_its_number_and_what_it_is_a_piece_of():
    own = {"name": "FIB lamella L1 from section 12B"}
    found = [
        {"key": "name:l1", "name": "L1", "identifiers": [], "parent": None},
        {"key": "name:12b", "name": "12B", "identifiers": [], "parent": None},
    ]
    assert recognise(own, found) == found[1:]
    assert own["parent"] == "name:12b"


READERS = Readers(TechniqueReader(), MaterialReader(), SampleReader())


def test_a_meteorite_named_by_the_title_is_the_parent_of_its_piece():
    record = checked(registered("Thin section of NWA 869"), readers=READERS)
    own = next(sample for sample in record.samples if sample.path == ".")
    assert own.parent == "meteorite:Northwest Africa 869"
    assert own.parent in {sample.key for sample in record.samples}


def test_a_split_number_in_the_title_is_the_samples_own():
    record = checked(registered("Apollo 11 sample 10017,25"), readers=READERS)
    own = next(sample for sample in record.samples if sample.path == ".")
    assert {"lunar:10017,25", "igsn:10.5072/LAB1"} == {
        f"{i.scheme}:{i.value}" for i in own.identifiers
    }
    assert own.parent == "lunar:10017"


def test_the_mass_of_a_sample_is_read_in_its_text_if_one_alone_is_told():
    told = "<descriptions><description>{}</description></descriptions>"
    one = checked(registered("Slab", more=told.format("A slice of 9.3 g.")), readers=READERS)
    assert (one.samples[0].mass.value, one.samples[0].mass.unit) == (9.3, "g")
    two = checked(registered("Slab", more=told.format("9.3 g of 45 kg.")), readers=READERS)
    assert two.samples[0].mass is None
