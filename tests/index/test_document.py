"""The search document of a record."""

from harvester.index.document import document
from harvester.model import (
    Affiliation,
    Agent,
    Dataset,
    Date,
    File,
    Identifier,
    Instrument,
    Licence,
    Measurement,
    Place,
    Quantity,
    Record,
    Sample,
    Term,
    Text,
)


def record(dataset=None, **parts):
    return Record(
        iri="https://rocks.example/record/rum/1",
        source="rum",
        identifier="oai:rum:1",
        format="oai_dc",
        crosswalk="oai_dc 1",
        dataset=dataset or Dataset(),
        **parts,
    )


def technique(slug, verbatim=""):
    return Term(scheme="technique", slug=slug, verbatim=verbatim)


def material(slug):
    return Term(scheme="material", slug=slug, verbatim=slug)


FULL = record(
    Dataset(
        titles=(Text(value="Chromitite of Rum"), Text(value="Unit 5")),
        descriptions=(Text(value="The main seam."), Text(value="A second text.")),
        subjects=(Text(value="layered intrusion"), Text(value="Unit 5")),
        identifiers=(Identifier(scheme="doi", value="10.5880/gfz.1"),),
        agents=(
            Agent(name="Emeleus, C.", kind="person", affiliations=(Affiliation(name="Durham"),)),
            Agent(name="Potsdam", kind="organisation", role="hosting-institution"),
            Agent(name="A Press", kind="organisation", role="publisher"),
        ),
        dates=(
            Date(edtf="2001-05", earliest="2001-05-01", latest="2001-05-31", role="collected"),
            Date(edtf="2019", earliest="2019-01-01", latest="2019-12-31", role="issued"),
        ),
        places=(Place(name="Rum", latitude=57.0, longitude=-6.3),),
        files=(File(name="map.ctf", format=Term(scheme="format", slug="ctf")),),
        file_formats=(Term(scheme="format", slug="tiff"), Term(scheme="format", slug="ctf")),
        level=Term(scheme="processing", slug="raw"),
        licences=(
            Licence(iri="https://spdx.org/licenses/CC-BY-4.0"),
            Licence(verbatim="ask us"),
        ),
        access="open",
    ),
    samples=(
        Sample(
            key="b",
            name="RU-2",
            identifiers=(Identifier(scheme="igsn", value="10.60510/IEABC0001"),),
            type=Term(scheme="sample-type", slug="thin-section"),
            materials=(material("chromite"),),
        ),
        Sample(key="a", name="RU-1", description="sawn"),
    ),
    measurements=(
        Measurement(
            key="1",
            technique=technique("sem-ebsd", "EBSD mapping"),
            instrument=Instrument(name="Zeiss Sigma"),
            lab=Agent(name="Glasgow", kind="organisation"),
        ),
        Measurement(key="2", technique=technique("sem-ebsd")),
    ),
    mentions=(technique("apt"),),
    materials=(material("olivine"),),
)


def test_each_kind_of_thing_has_its_field():
    made = document(FULL)

    assert made["title"] == "Chromitite of Rum"
    assert made["identifiers"] == [
        "10.5880/gfz.1",
        "10.60510/IEABC0001",
        "IEABC0001",
        "oai:rum:1",
    ]
    assert made["techniques"] == ["sem-ebsd"]
    assert {"sem", "sem-ebsd"} <= set(made["technique_groups"])
    assert made["materials"] == ["chromite", "olivine"]
    assert set(made["materials"]) <= set(made["material_groups"])
    assert made["samples"] == ["RU-1", "RU-2"]
    assert made["sample_types"] == ["thin-section"]
    assert {"section", "thin-section"} <= set(made["sample_type_groups"])
    assert made["instruments"] == ["Zeiss Sigma"]
    assert (made["processing_level"], made["formats"]) == ("raw", ["ctf", "tiff"])
    assert made["licences"] == ["CC-BY-4.0"]
    assert made["labs"] == ["Glasgow", "Potsdam"]
    assert made["people"] == ["Emeleus, C."]
    assert (made["year"], made["date"]) == (2019, "2019-01-01")
    assert (made["access"], made["demonstration"]) == ("open", False)
    assert (made["latitude"], made["longitude"]) == (57.0, -6.3)


def test_the_text_has_descriptions_first_and_each_value_once():
    text = document(FULL)["text"]

    assert text[:3] == ["The main seam.", "A second text.", "Unit 5"]
    assert len(text) == len(set(text))
    named = {"layered intrusion", "RU-1", "sawn", "EBSD mapping", "Zeiss Sigma", "Glasgow"}
    assert named | {"Emeleus, C.", "Durham", "A Press", "Rum", "map.ctf"} <= set(text)


def test_the_same_record_gives_the_same_document_marked_or_not():
    assert document(FULL) == document(FULL.model_copy())
    assert document(FULL, demonstration=True) == document(FULL) | {"demonstration": True}


def test_a_bare_record_has_an_empty_document():
    made = document(record())
    assert made["identifiers"] == ["oai:rum:1"]
    assert (made["title"], made["text"], made["access"]) == ("", [], "")
    assert made["year"] is made["date"] is made["latitude"] is made["longitude"] is None
    assert made["voltages"] == made["pixel_sizes"] == made["fields_of_view"] == []


def test_the_year_is_that_of_issue_else_of_what_there_is():
    def year(*dates):
        return document(record(Dataset(dates=dates)))["year"]

    created, open_start = Date(edtf="1969-07", role="created"), Date(edtf="../1985", latest="1985")
    assert year(Date(edtf="2001", role="other"), created) == 1969
    assert year(open_start) == 1985
    assert year(Date(edtf="196X", earliest="1960-01-01", latest="1969-12-31")) == 1960
    assert year(Date(edtf="Y-4500000000")) is None


def test_the_date_is_the_first_day_of_what_gives_the_year():
    def day(**date):
        return document(record(Dataset(dates=(Date(edtf="x", **date),))))["date"]

    assert day(earliest="2019-07-01", latest="2019-07-31") == "2019-07-01"
    assert day(latest="1985-12-31") is None
    assert day(earliest="-0044-03-15") is None
    collected = Date(edtf="2001", earliest="2001-01-01", role="collected")
    issued = Date(edtf="../2019", latest="2019-12-31")
    assert document(record(Dataset(dates=(collected, issued))))["date"] is None


def measured(*conditions):
    quantities = [Quantity(kind=kind, value=value, unit=unit) for kind, value, unit in conditions]
    each = Measurement(key="1", technique=technique("sem"), conditions=tuple(quantities))
    return document(record(measurements=(each, each.model_copy(update={"key": "2"}))))


def test_conditions_are_numbers_in_fixed_units_each_once():
    made = measured(
        ("accelerating-voltage", 20.0, "kV"),
        ("accelerating-voltage", 5.0, "kV"),
        ("beam-energy", 7.0, "keV"),
        ("pixel-size", 250.0, "nm"),
        ("voxel-size", 30.0, "nm"),
        ("step-size", 250.0, "nm"),
        ("field-of-view", 12.5, "um"),
        ("slice-thickness", 9.0, "nm"),
    )
    assert made["voltages"] == [5.0, 20.0]
    assert made["pixel_sizes"] == [30.0, 250.0]
    assert made["fields_of_view"] == [12.5]


def test_a_quantity_in_another_unit_is_not_taken_for_one_in_ours():
    made = measured(("accelerating-voltage", 20_000.0, "V"), ("pixel-size", 0.25, "um"))
    assert made["voltages"] == made["pixel_sizes"] == []


def test_places_on_other_bodies_are_not_on_the_earth():
    moon = Place(body="moon", latitude=0.7, longitude=23.5)
    earth = Place(latitude=29.0, longitude=-95.0)
    sample = Sample(key="1", place=earth)

    assert document(record(Dataset(places=(moon,))))["latitude"] is None
    assert document(record(Dataset(places=(moon,)), samples=(sample,)))["latitude"] == 29.0


def test_a_box_stands_for_its_middle_also_over_the_antimeridian():
    def middle(*box):
        made = document(record(Dataset(places=(Place(box=box),))))
        return made["latitude"], made["longitude"]

    assert middle(10.0, 40.0, 20.0, 60.0) == (50.0, 15.0)
    assert middle(170.0, -20.0, -170.0, -10.0) == (-15.0, 180.0)
    assert middle(178.0, -20.0, -170.0, -10.0) == (-15.0, -176.0)
