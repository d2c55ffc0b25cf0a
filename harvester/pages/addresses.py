"""Where a term of ours has its page.

A page lies at its own address below our namespace, with `.html` behind it, so that a server can
serve the files as they are. Classes, properties and shapes are parts of one page, as names that
differ only in capitals (`Collection`, `collection`) cannot be two files on every disk.
"""

from posixpath import dirname, relpath

from harvester.iris import NAMESPACE

OVERVIEW = "ontology.html"
CORE = "ontology/core.html"
QUESTIONS = "ontology/questions.html"
SHAPES = "shapes.html"
STYLE = "ontology/style.css"
PLACES = "ontology/addresses.json"

GROUPS = "technique-groups"
FIXED = {
    "": OVERVIEW,
    "ontology": OVERVIEW,
    "shapes": SHAPES,
    GROUPS: f"technique.html#{GROUPS}",
}
"""Addresses whose pages have other names."""
SHAPE = "shape/"


def place(iri: str, schemes: frozenset[str]) -> str | None:
    """File and anchor of a term of ours, from the root of the pages; none for a foreign one."""
    if not iri.startswith(NAMESPACE):
        return None
    name = iri.removeprefix(NAMESPACE)
    if name in FIXED or name.startswith("ontology/"):
        return FIXED.get(name, OVERVIEW)
    if name.startswith(SHAPE):
        return f"{SHAPES}#{name.removeprefix(SHAPE)}"
    if name.partition("/")[0] in schemes:
        return f"{name}.html"
    return f"{CORE}#{name}"


def relative(here: str, target: str) -> str:
    """The way from one page to another, both told from the root of the pages."""
    file, mark, anchor = target.partition("#")
    if file == here and anchor:
        return mark + anchor
    return relpath(file, dirname(here) or ".") + mark + anchor
