"""Help for who looks: suggestions, spelling, marks and like records, as every engine gives them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import document, found, iri, put

from harvester.index import SearchRequest, Suggestion


def suggested(engine, typed, limit=10):
    return [(each.text, each.field, each.count) for each in engine.suggest(typed, limit)]


# --- while it is typed


@pytest.fixture
def cabinet(engine):
    put(
        engine,
        document(
            "1",
            "Chromite of Rum",
            technique_groups=["sem", "sem-ebsd"],
            samples=["ALH 84001,123"],
            identifiers=["10.5880/gfz.1", "oai:rum:1"],
        ),
        document("2", "Rum peridotite", technique_groups=["sem"], samples=["Rum 07-14"]),
        document("3", "Rum peridotite", material_groups=["chromite"], samples=["Rum 07-14"]),
    )
    return engine


@pytest.mark.parametrize("typed", ["ALH8", "alh-84", "ALH 84001", "84001,1"])
def test_samples_are_suggested_in_any_spelling(cabinet, typed):
    assert suggested(cabinet, typed) == [("ALH 84001,123", "samples", 1)]


@pytest.mark.parametrize("typed", ["10.5880/g", "https://doi.org/10.5880/gfz", "105880-GFZ"])
def test_identifiers_are_suggested(cabinet, typed):
    assert suggested(cabinet, typed) == [("10.5880/gfz.1", "identifiers", 1)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("electron backsc", "electron backscatter diffraction"),
        ("Rasterelek", "Rasterelektronenmikroskopie"),
        ("backsc", "electron backscatter diffraction"),
    ],
)
def test_concepts_are_suggested_by_their_labels_in_any_language(cabinet, typed, label):
    assert label.casefold() in [text.casefold() for text, _, _ in suggested(cabinet, typed)]


def test_only_concepts_that_records_have_are_suggested_with_their_count(cabinet):
    assert ("sem", 2) in {(each.value, each.count) for each in cabinet.suggest("scanning elec")}
    assert cabinet.suggest("atom prob") == []
    (chromite,) = [each for each in cabinet.suggest("chromi") if each.field == "material_groups"]
    assert chromite == Suggestion(chromite.text, "material_groups", "chromite", 1)


def test_the_commonest_comes_first_and_equal_names_are_one(cabinet):
    assert suggested(cabinet, "rum") == [
        ("Rum 07-14", "samples", 2),
        ("Rum peridotite", "title", 2),
        ("Chromite of Rum", "title", 1),
    ]
    assert suggested(cabinet, "rum per") == [("Rum peridotite", "title", 2)]
    assert len(cabinet.suggest("rum", limit=1)) == 1


def test_what_is_gone_is_not_suggested(cabinet):
    with cabinet.writer() as writer:
        writer.put([(iri(name), None) for name in "123"], 2)
    assert [cabinet.suggest(typed) for typed in ("rum", "alh", "sem", "")] == [[], [], [], []]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text())
def test_anything_may_be_begun(engine, typed):
    if not engine.cursor():
        put(engine, document("1", "Allende"))
    assert all(each.count == 1 for each in engine.suggest(typed))


# --- did you mean


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("Almahata Sita", "Almahata Sitta"),
        ("almahata sitta urelites", "almahata sitta ureilites"),
        ('"Almahata Sitta" urelite -chondrte', '"Almahata Sitta" Ureilite -chondrte'),
        ("urielite", "Ureilite"),
        ("Kathodoluminezens", "Kathodolumineszenz"),
    ],
)
def test_words_that_no_record_has_are_spelled_as_they_stand_there(engine, typed, instead):
    put(
        engine,
        document("1", "Ureilites of Almahata Sitta", "Ureilite", technique_groups=["cl"]),
        document("2", "Allende"),
    )
    result = engine.search(SearchRequest(typed))

    assert (result.instead.casefold(), result.close) == (instead.casefold(), True)
    assert [hit.document["identifier"] for hit in result.hits] == ["1"]
    assert found(engine, result.instead) == ["1"]


def test_nothing_is_spelled_anew_where_something_is_found_or_nothing_is_near(engine):
    put(engine, document("1", "Allende"), document("2", "Allendy"))

    for typed in ("Allende", "Murchison", "Allende Murchison", '"Alende"', ""):
        result = engine.search(SearchRequest(typed))
        assert (result.instead, result.close) == ("", False)


def test_filters_hold_for_what_is_spelled_anew(engine):
    put(engine, document("1", "Allende", labs=["GFZ"]), document("2", "Allende"))

    assert found(engine, "Alende", filters={"labs": ("GFZ",)}) == ["1"]
    assert found(engine, "Alende", without={"labs": ("GFZ",)}) == ["2"]


# --- where the words stand


def marked(text, marks):
    return [text[start:end] for start, end in marks]


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("chromite", "Chromites & chromite-spinel", ["Chromites", "chromite"]),
        ("NWA 869", "NWA-869, nwa869, 869", ["NWA", "869", "nwa", "869", "869"]),
        ("NWA-869", "NWA-869, nwa869, 869", ["NWA-869", "nwa869"]),
        ('"thin section"', "thin sections, thin", ["thin sections"]),
        ("sio2", "wt% SiO₂", ["SiO₂"]),
        ("<b>rum</b>", "b <b>Rum</b>", ["b>Rum</b"]),
        ("Allende -Rum", "Allende", ["Allende"]),
    ],
)
def test_marks_say_where_the_words_stand(engine, typed, text, expected):
    put(engine, document("1", text, text))
    (hit,) = engine.search(SearchRequest(typed)).hits

    assert marked(hit.document["title"], hit.title_marks) == expected
    assert marked(hit.snippet, hit.marks) == expected


def test_a_word_spelled_anew_is_marked_as_it_stands(engine):
    put(engine, document("1", "Almahata Sitta"))
    (hit,) = engine.search(SearchRequest("Almahata Sita")).hits
    assert marked("Almahata Sitta", hit.title_marks) == ["Almahata", "Sitta"]


# --- like records


@pytest.fixture
def alike(engine):
    put(
        engine,
        document("1", "Chromite seam of Rum", samples=["Rum 1"], techniques=["sem-ebsd"]),
        document("2", "Map of the same piece", samples=["Rum 1"], techniques=["sem-eds"]),
        document("3", "Chromite seam of Bushveld", techniques=["sem-ebsd"]),
        document("4", "Calcite twins of Carrara", techniques=["tem"]),
        document("5", "Calcite in marble", techniques=["sem-ebsd"]),
    )
    return engine


def test_like_records_share_samples_concepts_and_words_and_are_others(alike):
    like = [hit.document["identifier"] for hit in alike.similar(iri("1"))]

    assert set(like[:2]) == {"2", "3"}
    assert "1" not in like
    assert "4" not in like
    assert [hit.document["identifier"] for hit in alike.similar(iri("1"), limit=1)] == like[:1]


def test_a_record_that_is_not_there_is_like_none(alike):
    assert list(alike.similar(iri("9"))) == []
    assert list(alike.similar(iri("1"), limit=0)) == []


def test_scores_of_likeness_fall(alike):
    scores = [hit.score for hit in alike.similar(iri("1"))]
    assert scores == sorted(scores, reverse=True)
    assert all(scores)


# --- names of meteorites


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NWA 869", "Northwest Africa 869"),
        ("nwa869", "Northwest Africa 869"),
        ("Northwest Africa 869", "NWA 869"),
        ("ALH 84001", "Allan Hills 84001"),
        ("ALHA77005", "Allan Hills 77005"),
        ("North West Africa", "NWA 869"),
    ],
)
def test_a_meteorite_is_found_by_its_field_written_out_or_not(engine, typed, written):
    put(engine, document("1", f"Slice of {written}"), document("2", "Africa, northwest of 870"))
    assert found(engine, typed) == ["1"]
