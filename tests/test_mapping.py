"""From a change to what graph and index take: in order, whole, and one fault at a time."""

import pytest
from catalogue import add_crosswalk, add_file, iris, repository
from changes import change, titled
from hypothesis import given
from hypothesis import strategies as st

from harvester.mapping import Mapper
from harvester.model import Record
from harvester.record import Rejection
from harvester.settings import Settings

SECTION = titled("EBSD map of thin section 07-14A, Rum chromitite") + (
    "<dc:type>Dataset</dc:type><dc:relation>https://doi.org/10.5072/rum</dc:relation>"
)

TECHNIQUE_AS_TYPE = {
    "dataset.titles": "dc:title",
    "measurements": {
        "path": "dc:type",
        "with": {"technique": {"path": ".", "clean": "term/technique"}},
    },
}


@pytest.fixture
def mapper(home) -> Mapper:
    return Mapper(home.settings)


# --- one record


def test_every_step_of_a_record_can_be_seen(mapper) -> None:
    steps = mapper.steps(change("1", SECTION))
    assert steps.parsed.tree.tag.endswith("dc")
    assert steps.draft.crosswalk.startswith("oai_dc/")
    assert isinstance(steps.result, Record)
    assert steps.result.iri == iris(["1"])[0]
    assert steps.result.techniques == ("sem-ebsd",)


def test_a_record_is_mapped_to_graphs_a_document_and_a_note(mapper) -> None:
    (mapped,) = mapper.batch([change("1", SECTION, seq=5)])
    (iri,) = iris(["1"])
    assert (mapped.seq, mapped.iri) == (5, iri)
    assert (mapped.note.seq, mapped.note.outcome) == (5, "mapped")
    assert mapped.document["techniques"] == ["sem-ebsd"]
    own, provenance = mapped.graphs
    assert own.iri == iri
    assert b"technique/sem-ebsd" in own.nquads
    assert provenance.iri == iri.replace("/record/", "/provenance/")
    assert b"/run/7>" in provenance.nquads


def test_time_and_run_stand_in_the_provenance_alone(mapper) -> None:
    """What a record's graph says depends on its bytes, its source, crosswalk and ontology."""
    earlier = change("1", SECTION)
    later = earlier._replace(seq=9, run=8, kept_at="2027-01-01T00:00:00Z", datestamp="2027-01-01")
    (one,), (other,) = mapper.batch([earlier]), mapper.batch([later])
    assert one.graphs[0] == other.graphs[0]
    assert one.document == other.document
    assert one.graphs[1] != other.graphs[1]


def test_there_is_no_blank_node(mapper) -> None:
    (mapped,) = mapper.batch([change("1", SECTION)])
    assert b"_:" not in mapped.graphs[0].nquads + mapped.graphs[1].nquads


def test_a_tombstone_has_provenance_alone(mapper) -> None:
    (mapped,) = mapper.batch([change("1", None)])
    assert mapped.note.outcome == "deleted"
    assert mapped.document is None
    own, provenance = mapped.graphs
    assert own.nquads == b""
    assert provenance.nquads


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<record><metadata><dc>", "no well-formed XML"),
        (b"", "it is empty"),
        (b"<record><header/></record>", "it has no metadata"),
        (b'<record><metadata><m:mods xmlns:m="urn:mods"/></metadata></record>', "No crosswalk"),
        (change("1", "<dc:subject>EBSD</dc:subject>").raw, "neither a title nor a sample"),
    ],
)
def test_what_cannot_be_mapped_says_why(mapper, raw, reason) -> None:
    (mapped,) = mapper.batch([change("1", SECTION)._replace(raw=raw)])
    assert mapped.note.outcome == "rejected"
    assert reason in mapped.note.reason
    assert mapped.document is None
    assert mapped.graphs[0].nquads == b""


def test_what_is_not_read_and_what_cannot_be_linked_is_noted(home) -> None:
    add_crosswalk(home, **{"dataset.titles": "dc:title", "dataset.landing_pages": "dc:source"})
    said = SECTION + "<dc:source>https://[rum</dc:source><dc:format>TIFF</dc:format>"
    (mapped,) = Mapper(home.settings).batch([change("1", said)])
    assert {finding.code for finding in mapped.note.findings} >= {"unread", "bad-address"}


# --- what the operator's files say


def test_the_versions_of_the_crosswalks_in_force_are_known(mapper, home) -> None:
    before = mapper.versions
    add_crosswalk(home, **{"dataset.titles": "dc:title"})
    after = Mapper(home.settings).versions
    assert [version.partition("/")[0] for version in before] == sorted(mapper.crosswalks)
    assert len(set(after) - set(before)) == 1


def test_a_sources_own_words_are_understood(home) -> None:
    add_crosswalk(home, **TECHNIQUE_AS_TYPE)
    described = {"url": "https://rum.example/oai", "lookups": {"technique": {"Strahl 2": "epma"}}}
    add_file(home, "repositories", "rum", described)
    said = titled("Spinel") + "<dc:type>Strahl 2</dc:type>"
    steps = Mapper(home.settings).steps(change("1", said))
    assert steps.result.techniques == ("epma",)


def test_demonstration_data_are_marked_as_what_they_are(home, mapper) -> None:
    described = {"url": "https://rum.example/oai", "demonstration": True}
    assert mapper.batch([change("1", SECTION)])[0].document["demonstration"] is False
    add_file(home, "repositories", "rum", described)
    (mapped,) = Mapper(home.settings).batch([change("1", SECTION)])
    assert mapped.document["demonstration"] is True


def test_addresses_stand_under_the_base_of_the_catalogue(tmp_path) -> None:
    mapper = Mapper(Settings(home=tmp_path, base_url="https://rocks.example/"))
    (mapped,) = mapper.batch([change("1/ä", SECTION)])
    assert mapped.iri == "https://rocks.example/record/rum/oai%3Arum.example%3A1%2F%C3%A4"
    assert mapped.graphs[1].iri.startswith("https://rocks.example/provenance/rum/")


# --- many at once

KINDS = {
    "live": SECTION,
    "other": titled("Murchison, SEM images & \u20ac".replace("&", "&amp;")),
    "tombstone": None,
    "bare": "<dc:subject>nothing</dc:subject>",
}


@given(kinds=st.lists(st.sampled_from(sorted(KINDS)), max_size=8), cut=st.integers(0, 8))
def test_how_changes_are_batched_makes_no_difference(kinds, cut) -> None:
    changes = [change(str(n), KINDS[kind], seq=n + 1) for n, kind in enumerate(kinds)]
    together = SHARED.batch(changes)
    assert [mapped.seq for mapped in together] == [each.seq for each in changes]
    assert together == SHARED.batch(changes[:cut]) + SHARED.batch(changes[cut:])


SHARED = Mapper(Settings(home="/nowhere"))


def test_an_error_of_ours_about_one_record_leaves_the_rest_of_the_batch(home) -> None:
    """A source's own word means a technique that does not exist, which no file may say."""
    add_crosswalk(home, **TECHNIQUE_AS_TYPE)
    mapper = Mapper(home.settings)
    lookups = {"technique": {"Strahl 3": "nosuch"}}
    wrong = repository("https://rum.example/oai").model_copy(update={"lookups": lookups})
    mapper.repositories["rum"] = wrong
    said = {1: "SEM", 2: "Strahl 3", 3: "SEM"}
    mapped = mapper.batch(
        [
            change(str(n), titled("Spinel") + f"<dc:type>{word}</dc:type>", seq=n)
            for n, word in said.items()
        ]
    )
    assert [each.note.outcome for each in mapped] == ["mapped", "rejected", "mapped"]
    assert "please report it: KeyError('nosuch')" in mapped[1].note.reason
    assert mapped[1].document is None


def test_an_error_of_ours_in_a_crosswalk_is_a_rejection(home) -> None:
    add_crosswalk(home, **{"dataset.titles": "dc:title[nosuch(.)]"})
    result = Mapper(home.settings).steps(change("1", SECTION)).result
    assert isinstance(result, Rejection)
    assert "please report it" in result.reason
