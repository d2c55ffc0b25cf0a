"""All pages, one after the other, each with its place and its HTML."""

from collections.abc import Iterator
from typing import Any

from harvester.iris import NAMESPACE
from harvester.pages import addresses, diagram, downloads, relations, rules, terms
from harvester.pages.concepts import Described, described, vocabularies
from harvester.pages.rendering import render
from harvester.questions import questions

Page = tuple[str, str]
"""Its place below the folder, and its HTML."""


def pages() -> Iterator[Page]:
    schemes = [described(path) for path in vocabularies()]
    said = {"ontology": terms.ontology(), "titles": {each.name: each.title for each in schemes}}
    yield _overview(schemes, said)
    yield _core(said)
    yield addresses.SHAPES, render("shapes.html", addresses.SHAPES, shapes=rules.shapes(), **said)
    yield _questions(said)
    for scheme in schemes:
        yield from of_scheme(scheme, said)


def of_scheme(scheme: Described, said: dict[str, Any]) -> Iterator[Page]:
    """The page of a scheme, then one for each concept."""
    here = f"{scheme.name}.html"
    yield here, render("scheme.html", here, scheme=scheme, **said)
    for concept in scheme.scheme:
        here = f"{scheme.name}/{concept.slug}.html"
        yield here, render("concept.html", here, scheme=scheme, concept=concept, **said)


def places() -> dict[str, str]:
    """The page, and the part of it, for every address below our namespace."""
    schemes = [described(path) for path in vocabularies()]
    names = frozenset(each.name for each in schemes)
    iris = [NAMESPACE + name for name in addresses.FIXED if name]
    iris += [each.iri for each in terms.ontology().terms]
    iris += [each.iri for each in rules.shapes()]
    iris += [each.iri for shape in rules.shapes() for each in shape.rules]
    iris += [each.scheme.iri for each in schemes]
    iris += [each.iri for scheme in schemes for each in scheme.scheme]
    found = {iri.removeprefix(NAMESPACE): addresses.place(iri, names) for iri in iris}
    return {name: place for name, place in found.items() if place}


def _overview(schemes: list[Described], said: dict[str, Any]) -> Page:
    here = addresses.OVERVIEW
    more = {"schemes": schemes, "downloads": downloads.listed(), "shapes": rules.shapes()}
    return here, render("overview.html", here, questions=questions(), **more, **said)


def _core(said: dict[str, Any]) -> Page:
    found = relations.relations(terms.ontology(), rules.shapes())
    more = {"diagram": diagram.draw(found), "relations": found, "kinds": terms.KINDS.values()}
    here = addresses.CORE
    return here, render("core.html", here, **more, **said)


def _questions(said: dict[str, Any]) -> Page:
    here = addresses.QUESTIONS
    return here, render("questions.html", here, questions=questions().values(), **said)
