"""What every search engine promises (see `harvester.index.SearchEngine`), run over all of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import document, found, iri, put

from harvester.errors import StoreError, UsageError
from harvester.index import FACETS, SearchRequest


def every(engine):
    return list(engine.documents())


# --- what is put is there


def test_an_empty_index_has_no_cursor_and_finds_nothing(engine):
    result = engine.search(SearchRequest("Allende", facets=("source",)))

    assert (result.total, result.hits, result.facets) == (0, [], {"source": []})
    assert engine.cursor() == 0
    assert every(engine) == []
    assert engine.get(iri("1")) is None


def test_what_was_put_comes_back_as_it_was(engine, opened):
    full = document(
        "oai:rum:ä/1",
        "Chromitite of Rum",
        "Layered suite, δ18O",
        identifiers=["10.5880/gfz.1"],
        techniques=["sem-ebsd"],
        technique_groups=["sem", "sem-ebsd"],
        samples=["RU-1"],
        year=1969,
        latitude=57.0,
        longitude=-6.25,
        access="open",
        demonstration=True,
    )
    put(engine, full, document("2"), cursor=7)

    for each in (engine, opened()):
        assert each.get(full["iri"]) == full
        assert every(each) == [document("2"), full]
        assert each.cursor() == 7


def test_a_document_replaces_the_one_before_and_none_removes_it(engine):
    put(engine, document("1", "Allende"), document("2", "Murchison"))
    with engine.writer() as writer:
        writer.put([(iri("1"), document("1", "Orgueil")), (iri("2"), None)], 2)
        writer.put([(iri("never there"), None)], 3)

        assert (found(engine, "Orgueil"), engine.cursor()) == (["1"], 3)
    assert found(engine, "Allende") == []
    assert every(engine) == [document("1", "Orgueil")]


def test_an_identifier_longer_than_any_term_is_one_too(engine):
    long = document("x" * 70_000, "Allende")
    put(engine, long)
    put(engine, long | {"title": "Murchison"}, cursor=2)

    assert [each["title"] for each in every(engine)] == ["Murchison"]
    assert engine.get(long["iri"])["title"] == "Murchison"


def test_an_index_built_anew_replaces_the_old_one(engine, opened):
    reader = opened()
    put(engine, document("1", "old"), document("2", "left over"), cursor=5)
    with engine.writer(anew=True) as writer:
        writer.put([(iri("1"), document("1", "new")), (iri("2"), None)], 6)
        writer.put([], 7)
        assert found(reader) == ["1", "2"]

    assert every(reader) == every(engine) == [document("1", "new")]
    assert reader.cursor() == engine.cursor() == 7


class Interrupted(Exception):
    """What a caller's own code raises."""


def interrupted(engine, *documents, cursor, anew):
    with engine.writer(anew=anew) as writer:
        writer.put([(each["iri"], each) for each in documents], cursor)
        raise Interrupted


def test_a_build_that_fails_leaves_the_old_index(engine):
    put(engine, document("1", "old"), cursor=5)
    with pytest.raises(Interrupted):
        interrupted(engine, document("2"), cursor=6, anew=True)

    assert (found(engine), engine.cursor()) == (["1"], 5)
    put(engine, document("2"), cursor=6)
    assert found(engine) == ["1", "2"]


def test_of_a_block_that_fails_whole_batches_stay(engine):
    with pytest.raises(Interrupted):
        interrupted(engine, document("1"), cursor=1, anew=False)

    assert (found(engine), engine.cursor()) == (["1"], 1)


def test_only_one_writes_at_a_time(engine, opened):
    with engine.writer(), pytest.raises(StoreError, match="is writing the index"):
        opened().writer().__enter__()
    with engine.writer(anew=True), pytest.raises(StoreError, match="is writing the index"):
        opened().writer(anew=True).__enter__()
    put(engine, document("1"))


TITLES = st.lists(st.text(max_size=20), max_size=5)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(titles=TITLES, data=st.data())
def test_order_and_way_of_putting_leave_no_trace(engine, titles, data):
    documents = [document(str(number), title) for number, title in enumerate(titles)]
    put(engine, *documents, anew=True)
    built = every(engine)
    shuffled = data.draw(st.permutations(documents))
    with engine.writer() as writer:
        writer.put([(each["iri"], None) for each in shuffled[:3]], 1)
        writer.put([(each["iri"], each) for each in shuffled], 2)

    assert every(engine) == built == documents


# --- words


@pytest.mark.parametrize("written", ["NWA 869", "NWA-869", "NWA869", "nwa 869"])
@pytest.mark.parametrize("typed", ["NWA 869", "NWA-869", "NWA869", "nwa869", '"NWA 869"'])
def test_a_sample_is_found_in_any_spelling(engine, written, typed):
    put(engine, document("1", f"A slice of {written}, L3-6"), document("2", "NWA 5000 and 8.69 g"))
    assert found(engine, typed) == ["1"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ALH 84001,123", "Split ALH 84001,123 of the orthopyroxenite"),
        ("alh84001", "ALH-84001"),
        ("ML-12", "Sample ML12"),
        ("µm", "pixels of 2 μm"),
        ("um", "2 µm"),
        ("SiO2", "wt% SiO₂"),
        ("(Mg,Fe)SiO3", "bridgmanite (Mg,Fe)SiO3"),
        ("d18O", "δ18O of olivine"),
        ("18O", "¹⁸O-rich"),
        ("chondrites", "an ordinary chondrite"),
        ("Dunnschliff", "Dünnschliffe aus Rum"),
        ("Angstrom", "Ångström"),
        ("FeO*", "total iron as FeO*"),
        ("the Allende meteorite", "Allende meteorite"),
        ("20kV", "at 20 kV"),
        ("“thin section”", "a thin section"),
    ],
)
def test_spellings_that_mean_the_same_are_found(engine, typed, written):
    put(engine, document("1", written), document("2", "Bon Accord"))
    assert found(engine, typed) == ["1"]


def test_all_words_must_be_there_wherever_they_stand(engine):
    put(
        engine,
        document("1", "Chromite", "from Rum"),
        document("2", "Chromite", "from Bushveld"),
        document("3", "Rum", samples=["chromite 7"]),
    )
    assert sorted(found(engine, "chromite Rum")) == ["1", "3"]


def test_a_phrase_keeps_its_order_and_does_not_reach_into_the_next_text(engine):
    put(
        engine,
        document("1", "", "a thin polished section"),
        document("2", "", "a thin section"),
        document("3", "", "too thin", "section A"),
    )
    assert found(engine, '"thin section"') == ["2"]
    assert sorted(found(engine, "thin section")) == ["1", "2", "3"]
    assert found(engine, "thin-section") == ["2"]


def test_words_can_be_left_out(engine):
    put(engine, document("1", "Allende CAI"), document("2", "Allende matrix"), document("3", "CAI"))

    assert found(engine, "Allende -CAI") == ["2"]
    assert found(engine, 'Allende -"Allende CAI"') == ["2"]
    assert found(engine, "-Allende") == ["3"]
    assert found(engine, "Allende -CAI -matrix") == []


def test_a_word_in_the_title_counts_more_and_rare_words_too(engine):
    put(
        engine,
        document("1", "Basalt", "spinel in basalt"),
        document("2", "Spinel", "of basalt"),
        document("3", "Basalt", "olivine"),
    )
    assert found(engine, "spinel") == ["2", "1"]


def test_words_side_by_side_come_first(engine):
    put(
        engine,
        document("1", "Electron and diffraction, backscatter"),
        document("2", "Electron backscatter diffraction"),
    )
    assert found(engine, "electron backscatter diffraction") == ["2", "1"]


def test_equal_scores_are_ordered_by_iri_over_all_pages(engine):
    numbers = [f"{number:04d}" for number in range(1_200)]
    for start in (800, 0, 400):
        put(engine, *[document(number, "Allende") for number in numbers[start : start + 400]])

    assert found(engine, "Allende", limit=1_200) == numbers
    assert found(engine, "Allende", limit=7, offset=600) == numbers[600:607]
    assert found(engine, limit=5, offset=1_198) == numbers[1_198:]
    assert found(engine, "Allende", limit=5, offset=2_000) == []


def test_a_score_falls_from_hit_to_hit(engine):
    put(engine, *[document(str(n), "Rum " * n + "peridotite " * 5) for n in range(1, 9)])
    scores = [hit.score for hit in engine.search(SearchRequest("Rum")).hits]

    assert len(scores) == 8
    assert scores == sorted(scores, reverse=True)
    assert all(scores)


# --- names of things


@pytest.mark.parametrize(
    "typed",
    [
        "10.5880/GFZ.4.8.2023.001",
        "https://doi.org/10.5880/GFZ.4.8.2023.001",
        "http://dx.doi.org/10.5880/gfz.4.8.2023.001",
        "doi:10.5880/GFZ.4.8.2023.001",
        "10.5880-gfz-4-8-2023-001",
        "10.60510/IEABC0001",
        "https://igsn.org/IEABC0001",
        "IGSN:IEABC0001",
        "ieabc0001",
        "oai:rum:1",
        "10017,25",
    ],
)
def test_an_identifier_is_found_in_any_spelling_and_comes_first(engine, typed):
    named = ["10.5880/gfz.4.8.2023.001", "10.60510/IEABC0001", "IEABC0001"]
    put(
        engine,
        document("oai:rum:1", "Apollo", identifiers=named, samples=["10017,25"]),
        document("2", typed, typed, typed),
        document("3", "10.5880/gfz.4.8.2023.002", identifiers=["10.5880/gfz.4.8.2023.002"]),
    )
    assert found(engine, typed)[0] == "oai:rum:1"


# --- synonyms


def tagged(identifier, technique, *broader, title=""):
    return document(
        identifier,
        title,
        techniques=[technique],
        technique_groups=sorted([technique, *broader]),
    )


@pytest.mark.parametrize("typed", ["SEM-EDX", "sem edx", "SEM-EDS", "SEM–EDX of Allende"])
def test_a_name_of_a_technique_finds_what_is_tagged_with_it(engine, typed):
    put(
        engine,
        tagged("1", "sem-eds", "sem", "eds", title="Allende"),
        tagged("2", "epma", title="Allende"),
        document("3", f"Allende by {typed}"),
    )
    assert sorted(found(engine, typed)) == ["1", "3"]


def test_a_broader_name_finds_the_narrower_techniques_and_is_told(engine):
    put(engine, tagged("1", "sem-eds", "sem", "eds"), tagged("2", "tem-eds", "tem", "eds"))
    result = engine.search(SearchRequest("EDX"))

    assert result.total == 2
    assert result.also
    assert "EDX" not in result.also
    assert found(engine, '"EDX"') == []


def test_a_word_that_names_nothing_has_no_synonyms(engine):
    put(engine, document("1", "Allende"))
    assert engine.search(SearchRequest("Allende")).also == ()


# --- nearly


def test_a_typing_error_finds_what_was_meant_and_says_so(engine):
    put(engine, document("1", "Almahata Sitta"), document("2", "Allende"))
    result = engine.search(SearchRequest("Almahata Sita"))

    assert [hit.document["identifier"] for hit in result.hits] == ["1"]
    assert result.close
    assert not engine.search(SearchRequest("Almahata Sitta")).close


def test_numbers_short_words_and_phrases_are_never_nearly_meant(engine):
    put(engine, document("1", "NWA 869"), document("2", "Rum"), document("3", "Allende"))

    assert found(engine, "NWA 868") == []
    assert found(engine, "Rom") == []
    assert found(engine, '"Alende"') == []
    assert not engine.search(SearchRequest("Rom")).close


# --- filters and counts


@pytest.fixture
def shelf(engine):
    put(
        engine,
        tagged("1", "sem-ebsd", "sem") | {"labs": ["Glasgow"], "year": 1999, "access": "open"},
        tagged("2", "sem-cl", "sem", "cl") | {"labs": ["Glasgow", "Potsdam (GFZ)"], "year": 2010},
        tagged("3", "apt") | {"source": "other", "year": 2022, "demonstration": True},
    )
    return engine


def test_values_of_one_filter_are_alternatives_and_filters_all_hold(shelf):
    assert found(shelf, filters={"techniques": ("apt", "sem-cl")}) == ["2", "3"]
    assert found(shelf, filters={"technique_groups": ("sem",)}) == ["1", "2"]
    assert found(shelf, filters={"technique_groups": ("sem",), "access": ("open",)}) == ["1"]
    assert found(shelf, filters={"labs": ("Potsdam (GFZ)",)}) == ["2"]
    assert found(shelf, filters={"labs": ("potsdam",)}) == []
    assert found(shelf, filters={"demonstration": ("true",)}) == ["3"]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((None, None), ["1", "2", "3"]),
        ((2010, None), ["2", "3"]),
        ((None, 2010), ["1", "2"]),
        ((2000, 2010), ["2"]),
        ((2011, 2000), []),
    ],
)
def test_years_are_a_range_with_both_ends(shelf, years, expected):
    assert found(shelf, years=years) == expected


def test_counts_are_of_what_is_found_most_first_then_by_value(shelf):
    result = shelf.search(SearchRequest(facets=("technique_groups", "labs", "source", "access")))

    assert result.facets == {
        "technique_groups": [("sem", 2), ("apt", 1), ("cl", 1), ("sem-cl", 1), ("sem-ebsd", 1)],
        "labs": [("Glasgow", 2), ("Potsdam (GFZ)", 1)],
        "source": [("rum", 2), ("other", 1)],
        "access": [("open", 1)],
    }


def test_a_filter_finds_as_many_as_were_counted(shelf):
    counts = shelf.search(SearchRequest(facets=FACETS, limit=0)).facets
    for facet, values in counts.items():
        for value, count in values:
            assert shelf.search(SearchRequest(filters={facet: (value,)})).total == count


def test_what_is_no_filter_or_facet_is_refused(shelf):
    with pytest.raises(UsageError, match="technique_groups"):
        shelf.search(SearchRequest(filters={"technique": ("sem",)}))
    with pytest.raises(UsageError, match="technique_groups"):
        shelf.search(SearchRequest(facets=("identifier",)))


# --- extracts


def test_a_snippet_is_plain_text_around_the_words(engine):
    long = "Layers of peridotite. " * 30 + "Here is <b>chromite</b> & spinel. " + "More. " * 100
    put(engine, document("1", "Rum", "The suite.", long))
    (hit,) = engine.search(SearchRequest("Chromites Rum")).hits

    assert "<b>chromite</b> & spinel" in hit.snippet
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) <= 210
    assert engine.search(SearchRequest("Rum")).hits[0].snippet == "The suite."


# --- hostile


HOSTILE = [
    "(" * 10_000,
    "a OR *",
    "*:*",
    "/(a+)+$/",
    'title:"x"~9999999999',
    " ".join(f"w{number}" for number in range(1_000)),
    "[* TO *]",
    "-",
    '"',
    '-"',
    '""',
    "\x00\ud800",
    "a" * 100_000,
    "AND OR NOT",
    "{!func}",
    "\\",
    "ï" * 600,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_anything_may_be_typed(engine, typed):
    put(engine, document("1", "Allende"))
    assert engine.search(SearchRequest(typed)).total == 0


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(), filtered=st.text())
def test_nothing_typed_breaks_a_search(engine, typed, filtered):
    if not engine.cursor():
        put(engine, document("1", "Allende"))
    assert engine.search(SearchRequest(typed, filters={"labs": (filtered,)})).total == 0
