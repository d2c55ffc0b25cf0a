"""The technique scheme is whole: whoever edits the file by hand is told what is missing."""

import re
from collections import Counter

import pytest
import rdflib

from harvester.iris import concept_iri
from harvester.ontology import Concept, scheme
from harvester.resources import packaged

TECHNIQUES = scheme("technique")
FILE = packaged("ontology") / "vocabularies" / "technique.ttl"

GRAPH = rdflib.Graph().parse(FILE)

GROUPS = {
    "optical": "tl-ppl tl-xpl rl-xpl rl-ppl z-stack conoscopic opt-spec opt-raman",
    "xray": "xct xrf xrd labdct xanes-2d xanes-3d xmcd xholo sr-diff",
    "sem": "sem-se sem-bse sem-cl sem-hcl sem-eds sem-wds sem-ebsd sem-raman",
    "fib": "fib-se fib-si fib-nt fib-sims him 3d-ebsd 3d-eds-ebsd tem-prep",
    "tem": "tem-bf tem-df tem-eels tem-eds tem-hcl tem-ed tem-holo tem-dpc",
    "apt": "apt-ms apt-fim",
}
ACROSS = "eds cl raman sims se holography epma"
FURTHER = "nanosims tof-sims tkd 4d-stem peem ptychography qemscan confocal fluorescence"

LENGTH = r"[\d.]+ (?:nm|µm|mm)"

concepts = pytest.mark.parametrize("concept", list(TECHNIQUES), ids=lambda each: each.slug)


def test_the_slugs_are_those_that_records_already_carry():
    promised = {*GROUPS, *" ".join(GROUPS.values()).split(), *ACROSS.split(), *FURTHER.split()}
    assert set(TECHNIQUES.concepts) == promised


@pytest.mark.parametrize(("group", "members"), GROUPS.items())
def test_every_technique_lies_in_its_group(group: str, members: str):
    assert set(members.split()) <= TECHNIQUES.narrower(group)


def test_the_six_groups_stand_in_their_order():
    head = GRAPH.value(
        predicate=rdflib.SKOS.prefLabel,
        object=rdflib.Literal("The six groups of techniques", lang="en"),
    )
    members = GRAPH.collection(GRAPH.value(head, rdflib.SKOS.memberList))
    assert [str(each).rsplit("/", 1)[1] for each in members] == list(GROUPS)


@concepts
def test_a_concept_has_an_address_a_name_and_a_definition(concept: Concept):
    assert concept.iri == concept_iri("technique", concept.slug)
    assert concept.labels["en"]
    assert concept.definition.endswith(".")


@concepts
def test_a_concept_has_a_broader_one_or_is_at_the_top(concept: Concept):
    assert all(broader in TECHNIQUES for broader in (*concept.broader, *concept.related))
    top = rdflib.URIRef(concept.iri), rdflib.SKOS.topConceptOf, rdflib.URIRef(TECHNIQUES.iri)
    assert bool(concept.broader) != (top in GRAPH)
    assert concept.slug not in TECHNIQUES.ancestors(concept.slug)


@concepts
def test_a_concept_says_how_it_measures(concept: Concept):
    assert concept.properties["platform"]
    assert concept.properties["signal"]
    measures = concept.slug != "tem-prep"
    assert bool(concept.properties.get("dimensionality")) is measures


@concepts
@pytest.mark.parametrize("kind", ["typicalFieldOfView", "typicalResolution"])
def test_lengths_are_given_with_their_unit_from_small_to_large(concept: Concept, kind: str):
    for value in concept.properties.get(kind, ()):
        assert re.fullmatch(rf"{LENGTH} – {LENGTH}", value), value
        low, high = (nanometres(length) for length in value.split(" – "))
        assert low < high


def nanometres(length: str) -> float:
    number, unit = length.split()
    return float(number) * {"nm": 1, "µm": 1e3, "mm": 1e6}[unit]


@concepts
def test_a_label_is_shown_found_or_hidden_and_only_one_of_these(concept: Concept):
    labels = [*concept.labels.values(), *concept.alternative, *concept.hidden]
    assert [label for label, times in Counter(labels).items() if times > 1] == [
        label for label, times in Counter(concept.labels.values()).items() if times > 1
    ]


@concepts
def test_what_decides_an_ambiguous_label_exists(concept: Concept):
    for each in concept.ambiguous:
        assert each.labels or each.labels_of
        assert each.words or each.beside
        assert not set(each.words) & set(each.unless)
        assert {*each.labels_of, *each.beside} <= set(TECHNIQUES.concepts)


AMBIGUOUS = """
SE SI SIM CL STM XRM ED EDX FIM PPL DCT APT DPC HIM LEAP REM RISE EH XN FTH ESI
"""


@pytest.mark.parametrize("label", AMBIGUOUS.split())
def test_a_label_that_means_other_things_too_waits_for_its_context(label: str):
    assert any(label in each.labels for concept in TECHNIQUES for each in concept.ambiguous)
    plain = {concept.slug for concept in TECHNIQUES if label in concept.names()}
    assert plain <= {"eds"}


def test_a_foreign_concept_is_exactly_one_of_ours_at_most():
    exact = Counter(
        iri for each in TECHNIQUES for kind, iri in each.matches if kind == "exactMatch"
    )
    assert [iri for iri, times in exact.items() if times > 1] == []


@concepts
def test_a_foreign_concept_stands_in_one_relation_to_ours(concept: Concept):
    assert [iri for iri, n in Counter(iri for _, iri in concept.matches).items() if n > 1] == []


def test_terms_of_a_vocabulary_with_its_version_in_the_address_are_never_exact():
    kinds = {k for each in TECHNIQUES for k, iri in each.matches if "epos-msl.uu.nl" in iri}
    assert "exactMatch" not in kinds


def test_the_turtle_reads_alike_in_rdflib():
    labels = {str(o) for o in GRAPH.objects(predicate=rdflib.SKOS.altLabel)}
    assert labels == {label for each in TECHNIQUES for label in each.alternative}


# --- what the table of techniques promises of each

MEASURES_NOTHING = {"tem-prep"}
"""A preparation: it has an extent, but no resolution."""
IN_ANGLES = {"conoscopic"}
"""An interference figure tells directions apart, not places."""
CALLED_ALIKE = {"fib-sims", "3d-ebsd", "3d-eds-ebsd", "nanosims", "4d-stem"}
"""The field says the English name or abbreviation in every language."""


@concepts
def test_a_technique_has_its_name_in_the_languages_of_the_records(concept: Concept):
    expected = {"en"} if concept.slug in CALLED_ALIKE else {"en", "de", "fr", "es"}
    assert set(concept.labels) == expected


@concepts
def test_a_technique_says_how_much_it_sees_and_how_finely(concept: Concept):
    assert concept.properties["typicalFieldOfView"]
    resolves = concept.slug not in MEASURES_NOTHING | IN_ANGLES
    assert bool(concept.properties.get("typicalResolution")) is resolves


@concepts
def test_dimensions_are_those_of_space_and_time(concept: Concept):
    assert set(concept.properties.get("dimensionality", ())) <= {"0D", "1D", "2D", "3D", "4D"}


ALIGNED = {
    "Astromat": ("https://w3id.org/geochem/1.0/analyticalmethod/", 40),
    "EPOS-MSL": ("https://epos-msl.uu.nl/voc/microscopy/1.4/", 40),
    "CHMO": ("http://purl.obolibrary.org/obo/CHMO_", 50),
    "PaNET": ("http://purl.org/pan-science/PaNET/PaNET", 35),
    "CHAMEO": ("https://w3id.org/emmo/domain/characterisation-methodology/chameo#", 15),
    "FBbi": ("http://purl.obolibrary.org/obo/FBbi_", 10),
}


@pytest.mark.parametrize("name", ALIGNED)
def test_the_scheme_is_aligned_with_the_vocabularies_of_the_field(name: str):
    namespace, least = ALIGNED[name]
    foreign = {iri for each in TECHNIQUES for _, iri in each.matches if iri.startswith(namespace)}
    assert len(foreign) >= least


UNALIGNED = {"labdct", "xanes-3d", "tem-holo", "tem-dpc"}
"""No vocabulary has a term for them, or only a far wider one."""


@concepts
def test_a_technique_is_matched_to_some_vocabulary(concept: Concept):
    assert concept.matches or concept.slug in UNALIGNED


@concepts
def test_an_ambiguous_label_stays_hidden(concept: Concept):
    """It would be shown, or found, without its context otherwise."""
    waiting = {label for each in concept.ambiguous for label in each.labels}
    assert not waiting & {*concept.labels.values(), *concept.alternative, *concept.hidden}


def test_epos_terms_of_techniques_and_apparatus_are_known():
    """All that name a technique; not detectors, filters and what was looked at."""
    base = "https://epos-msl.uu.nl/voc/microscopy/1.3/"
    for term, slug in {
        "apparatus-electron_microscopy-scanning_electron_microscope_sem": "sem",
        "apparatus-electron_microscopy-transmission_electron_microscope_tem": "tem",
        "apparatus-microchemical_analysis-electron_probe_micro_analyser": "epma",
        "technique-imaging_3d-computed_tomography_ct-spectral_ct": "xct",
        "technique-crystal_structure_analysis-raman_spectrometry_-_crystal_lattice": "raman",
    }.items():
        assert TECHNIQUES.matching(base + term).slug == slug
