"""How single values are written: addresses, text, and the source's words beside a reading."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from harvester.graph.context import Document
from harvester.iris import concept_iri, part_iri
from harvester.model import Identifier, Interpreted, Term, Text
from harvester.record import Finding

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
WEB_ADDRESS = re.compile(r"https?://[^/?#\s]\S*", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


class Scribe:
    """Writes the nodes of one record; what cannot be said as linked data becomes a finding."""

    def __init__(self, record: str, source: str, findings: list[Finding]) -> None:
        self.record = record
        self.source = source
        self.findings = findings

    def part(self, kind: str, *words: object) -> str:
        """Address of a thing that the record describes, from the words that tell it apart."""
        return part_iri(self.record, kind, "|".join(map(str, words)))

    def web(self, iri: str | None, where: str = "") -> str | None:
        """The address, if RDF can hold it as one; else a finding (the text stays a literal)."""
        if not iri or is_web_address(iri):
            return iri or None
        message = "This is no well-formed web address; it is kept as text."
        self.findings.append(Finding("bad-address", message, where, iri[:200], "warning"))
        return None

    def identified(self, node: Document, identifiers: Iterable[Identifier]) -> None:
        """Say the identifiers of a thing as words (`doi:10…`) and, where they have one, address."""
        for each in identifiers:
            address = self.web(each.iri, each.path)
            add(node, "pid", address)
            words = self.known_as(each)
            add(node, "identifier", None if address == each.value else words)
            same = each.value.casefold() in each.verbatim.casefold()
            self.read(node, each, plain(words), same)

    def known_as(self, identifier: Identifier) -> str:
        """As `said`; a number of the source's own with the source: elsewhere it means another."""
        if identifier.scheme != "local":
            return said(identifier)
        return f"local:{self.source}/{identifier.value}"

    def terms(self, node: Document, key: str, terms: Iterable[Term]) -> None:
        for term in terms:
            iri = concept(term.scheme, term.slug)
            add(node, key, iri)
            self.read(node, term, {"id": iri}, names(term))

    def read(self, node: Document, read: Interpreted, value: Any, same: bool) -> None:
        """Add a reading to a thing, for a value that is no node of its own.

        None where the words are the value, or are not known: that it stood in running text
        tells too little.
        """
        if (same or not read.verbatim) and read.confidence != "guessed":
            return
        if found := words(read, same):
            key = (node["id"], read.path, read.verbatim, value)
            reading = {"id": self.part("reading", *key), "type": "Reading", "readAs": value}
            add(node, "reading", reading | found)


def add(node: Document, key: str, value: Any) -> None:
    """Add to the values of a key, once; nothing and empty text are left out."""
    if value.__class__ is str and not value.isprintable():
        value = plain(value)
    if not value:
        return
    values = node.get(key)
    if values is None:
        node[key] = [value]
    elif value not in values:
        values.append(value)


def text(value: Text) -> str | Document:
    """A string, with its language if that is a well-formed tag (in small letters, as RDF does)."""
    words = plain(value.value)
    if words and value.language and LANGUAGE.fullmatch(value.language):
        return {"text": words, "language": value.language.lower()}
    return words


def words(read: Interpreted, same: bool) -> Document:
    """The source's words, where they are not the value itself, and how sure the reading is."""
    if same or not read.verbatim:
        return {} if read.confidence == "stated" else {"confidence": read.confidence}
    given = {"verbatim": read.verbatim, "path": read.path, "rule": read.rule}
    said = {key: plain(value) for key, value in given.items() if value}
    return said | {"confidence": read.confidence}


def names(term: Term) -> bool:
    """Whether the source's words are the slug, but for capitals and hyphens."""
    return term.verbatim.casefold().replace(" ", "-") == term.slug


def said(identifier: Identifier) -> str:
    """`doi:10.5880/…`, `igsn:10.60510/…`, `museum:USNM 7908`; a web address as it is."""
    scheme, value = identifier.scheme, identifier.value
    if scheme == "url" or value.startswith(f"{scheme}:"):
        return value
    return f"{scheme}:{value}"


def number(value: float | None) -> str | None:
    """Canonical xsd:decimal, exact; None for what is no finite number."""
    if value is None or not isfinite(value):
        return None
    whole, _, fraction = format(Decimal(repr(value)), "f").partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else str(int(whole))


def plain(value: str) -> str:
    """Text without control characters and lone surrogates, which RDF and XML cannot hold."""
    return value if value.isprintable() else CONTROLS.sub("", value)


@lru_cache(maxsize=4096)
def is_web_address(iri: str) -> bool:
    if not WEB_ADDRESS.fullmatch(iri):
        return False
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4096)
def concept(scheme: str, slug: str) -> str:
    return concept_iri(quote(scheme, safe=""), quote(slug, safe=""))
