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
