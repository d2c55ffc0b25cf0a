"""The files of the ontology are the only list of terms: Python reads them and repeats none."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from rdflib.namespace import OWL, RDFS
from vocabulary_files import FILES, ONTOLOGY, OURS, VOCABULARIES, graph

import harvester
from harvester.clean.techniques import TechniqueReader
from harvester.graph import samples
from harvester.graph.context import prefixes
from harvester.graph.dataset import UNSAID
from harvester.identities import NATURES
from harvester.identity.names import parts
from harvester.model import Confidence
from harvester.ontology import scheme
from harvester.virtual import matrix, usual

PACKAGE = Path(harvester.__file__).parent
OTHER_WORDS = {"raw", "json", "xml", "other", "rock", "specimen", "hematite", "describes", "table"}
OTHER_WORDS |= {"section"}
"""Slugs that are also words for something else: a table, a syntax, a spelling."""

TYPES = set(scheme("sample-type").concepts)
PARTS = TYPES & (parts.WHOLE | set(parts.GENERIC) | set(parts.GENERIC.values()) | {"mount"})
"""What names say of parts, in words that are no labels."""

USUAL = {slug for techniques in usual.USUAL.values() for slug in techniques}
"""Advice, and no list of terms: what is usually done with a piece of a kind."""

NAMED_IN_CODE = {
    "sample-type": {"particle", "meteorite", samples.REGION, *PARTS, *usual.USUAL},
    "technique": {*USUAL, *matrix.GROUPS},
    "meteorite": {"antarctic-field", "named-meteorite", "dense-collection-area", "sahara"},
    "relation": {UNSAID, *NATURES.values(), "is-derived-from", "is-source-of", "is-obsoleted-by"},
    "material": {"chromitite", "coal", "zircon", "pallasite", "mesosiderite"},
    "processing": {"derived"},
    "format": {"image"},
}
"""What single rules give or ask for, and what the demonstration repositories hold."""


def test_no_module_repeats_the_terms_of_a_vocabulary():
    slugs = {slug for path in VOCABULARIES for slug in scheme(path.stem).concepts}
    repeated = {
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        for text in strings(path)
        if text in slugs - OTHER_WORDS.union(*NAMED_IN_CODE.values())
    }
    assert repeated == set()


def strings(path: Path) -> Iterator[str]:
    """All texts of a module but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            alone = isinstance(node, ast.Expr)
            if not alone and isinstance(child, ast.Constant) and isinstance(child.value, str):
                yield child.value


@pytest.mark.parametrize("name", NAMED_IN_CODE)
def test_what_is_named_in_code_exists(name: str):
    assert NAMED_IN_CODE[name] <= set(scheme(name).concepts)


def test_how_sure_a_reading_is_has_the_same_words_everywhere():
    ontology = graph(FILES[0])
    kinds = ontology.value(rdflib.URIRef(f"{OURS}confidence"), RDFS.range)
    listed = [str(each) for each in ontology.items(ontology.value(kinds, OWL.oneOf))]
    assert listed == list(get_args(Confidence))


def test_every_scheme_has_a_prefix():
    assert {path.stem for path in VOCABULARIES} <= set(prefixes())


def test_relations_said_by_a_property_are_natures_of_the_scheme():
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    natures = set(scheme("relation").concepts)
    assert {"is-derived-from", "is-part-of", UNSAID} <= natures & context.keys()


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_python_reads_every_concept_and_every_name_of_the_file(path: Path):
    known = {concept.iri: concept for concept in scheme(path.stem)}
    for kind, names in (
        ("prefLabel", "labels"),
        ("altLabel", "alternative"),
        ("hiddenLabel", "hidden"),
    ):
        for iri, label in graph(path).subject_objects(rdflib.SKOS[kind]):
            if str(iri) in known:
                held = getattr(known[str(iri)], names)
                assert str(label) in (held.values() if kind == "prefLabel" else held)
    concepts = graph(path).subjects(rdflib.RDF.type, rdflib.SKOS.Concept)
    assert {str(each) for each in concepts} == set(known)


def test_a_label_that_is_added_to_a_file_is_found_at_once(tmp_path: Path):
    from harvester.clean.phrases import Passage
    from harvester.ontology import load_scheme

    file = tmp_path / "technique.ttl"
    text = (ONTOLOGY / "vocabularies" / "technique.ttl").read_text("utf-8")
    file.write_text(text + 'tech:sem-ebsd skos:hiddenLabel "Gitterkarte" .\n', "utf-8")
    read = TechniqueReader(load_scheme(file)).read([Passage("title", "Gitterkarte of olivine")])
    assert [each.slug for each in read] == ["sem-ebsd"]
