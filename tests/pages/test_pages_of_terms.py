"""Every term has its place, which says what the file says; every link leads somewhere."""

import json

import pyoxigraph as ox
import pytest
from written import ELSEWHERE, Site

from harvester.iris import NAMESPACE
from harvester.ontology import scheme
from harvester.pages import addresses
from harvester.pages.names import curie
from harvester.pages.terms import ontology
from harvester.resources import packaged

FILES = sorted(packaged("ontology").rglob("*.ttl"))
SCHEMES = sorted(path.stem for path in packaged("ontology").glob("vocabularies/*.ttl"))


def subjects() -> set[str]:
    """Every address below our namespace of which a file of the ontology says something."""
    triples = (each for path in FILES for each in ox.parse(path=path))
    said = {each.subject.value for each in triples if isinstance(each.subject, ox.NamedNode)}
    return {iri.removeprefix(NAMESPACE) for iri in said if iri.startswith(NAMESPACE)}


def test_every_address_of_the_files_has_its_place(site: Site):
    places = json.loads(site.folder.joinpath(addresses.PLACES).read_bytes())
    assert set(places) == subjects()
    assert not {name: place for name, place in places.items() if not site.has(place)}


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_and_its_concepts_lie_at_their_own_addresses(site: Site, name: str):
    assert f"{name}.html" in site.pages
    concepts = {f"{name}/{slug}.html" for slug in scheme(name).concepts}
    assert concepts == {place for place in site.pages if place.startswith(f"{name}/")}


def test_every_link_inside_leads_to_a_page_and_a_part_of_it(site: Site):
    links = {(place, link) for place in site.pages for link in site.links(place)}
    inside = {pair for pair in links if not pair[1].startswith(ELSEWHERE)}
    assert len(inside) > 10_000
    assert not {pair for pair in inside if not site.has(pair[1])}


def test_every_page_is_reached_from_the_overview(site: Site):
    reached, ahead = set[str](), [addresses.OVERVIEW]
    while ahead:
        place = ahead.pop()
        reached.add(place)
        found = {link.partition("#")[0] for link in site.links(place)}
        ahead += sorted((found & set(site.pages)) - reached - set(ahead))
    assert reached == set(site.pages)


@pytest.mark.parametrize("name", SCHEMES)
def test_a_concept_is_told_with_its_names_its_relatives_and_its_matches(site: Site, name: str):
    for concept in scheme(name):
        place = f"{name}/{concept.slug}.html"
        page, text, links = site.pages[place], site.text(place), set(site.links(place))
        assert " ".join(concept.definition.split()) in text
        for language, label in concept.labels.items():
            assert label in page.xpath(f"//*[@lang='{language}']/text()")
        assert all(name in text for name in (*concept.alternative, *concept.hidden))
        relatives = (*concept.broader, *concept.related)
        assert {f"{name}/{slug}.html" for slug in relatives} <= links
        assert {iri for _, iri in concept.matches} <= links


def test_what_decides_an_ambiguous_label_is_told(site: Site):
    place = "technique/sem.html"
    text = site.text(place)
    for each in scheme("technique").concept("sem").ambiguous:
        assert all(word in text for word in (*each.labels, *each.words, *each.unless))
    lends = set(site.links("technique/sem-eds.html"))
    assert {"technique/eds.html", "technique/sem.html"} <= lends


def test_ranges_of_length_are_drawn_and_told(site: Site):
    for concept in scheme("technique"):
        [drawing] = site.pages[f"technique/{concept.slug}.html"].xpath("//figure/svg")
        kinds = {"view": "typicalFieldOfView", "resolution": "typicalResolution"}
        told = {
            kind: concept.properties[name]
            for kind, name in kinds.items()
            if name in concept.properties
        }
        assert {rect.get("class") for rect in drawing.xpath("rect")} == set(told)
        assert all(text in drawing.findtext("title") for [text] in told.values())


def test_the_tree_has_the_six_groups_first_and_every_technique(site: Site):
    page = site.pages["technique.html"]
    first, second = page.xpath("//h2/following-sibling::ul[@class='tree'][1]")
    groups = [code.text for code in first.xpath("li/div/p/code")]
    assert groups == ["optical", "xray", "sem", "fib", "tem", "apt"]
    named = {code.text for tree in (first, second) for code in tree.xpath(".//p/code")}
    assert named == set(scheme("technique").concepts)


@pytest.mark.parametrize("term", ontology().terms, ids=lambda term: term.name)
def test_a_class_or_property_is_told_at_its_anchor(site: Site, term):
    [part] = site.pages[addresses.CORE].xpath("//*[@id=$name]", name=term.name)
    text = " ".join(part.text_content().split())
    for said in (term.label, term.definition, term.note, *term.examples, *term.choices, term.iri):
        assert " ".join(said.split()) in text
    for iri in (*term.above, *term.domain, *term.range):
        assert curie(iri) in text


def test_all_rules_are_told_with_their_messages(site: Site):
    text = site.text(addresses.SHAPES)
    message = ox.NamedNode("http://www.w3.org/ns/shacl#message")
    said = [
        each.object.value
        for each in ox.parse(path=packaged("ontology") / "shapes.ttl")
        if each.predicate == message
    ]
    assert len(said) > 100
    assert not [each for each in said if " ".join(each.split()) not in text]


def test_all_questions_are_told_with_their_queries(site: Site):
    page = site.pages[addresses.QUESTIONS]
    for file in packaged("ontology").glob("questions/*.rq"):
        [part] = page.xpath("//*[@id=$name]", name=file.stem)
        told = part.text_content()
        query = file.read_text("utf-8")
        assert query[query.index("PREFIX") :].strip() in told
        assert query.partition("\n")[0].removeprefix("# ") in told


def test_the_files_lie_beside_the_pages_as_they_are(site: Site):
    for file in (*FILES, *packaged("ontology").rglob("*.jsonld")):
        name = "ontology.ttl" if file.stem == "lithoscope" else file.name
        [copy] = [*site.folder.glob(name), *site.folder.glob(f"frames/{name}")]
        assert copy.read_bytes() == file.read_bytes()
