"""Envelopes in a wrong namespace, or in none: put right, and said."""

from collections.abc import Iterator

from lxml import etree

from harvester.fetch.protocol import OAI
from harvester.record import Finding

_FOREIGN = {"metadata", "about", "description", "setDescription"}
"""Elements whose content is not the protocol's."""


def adopted(root: etree._Element, verb: str) -> tuple[Finding, ...]:
    """Bring the elements of the protocol into its namespace where a server slipped.

    Accepted are no namespace at all and the namespaces of other versions of OAI-PMH.
    """
    strays = [e for e in _protocol(root, verb) if not str(e.tag).startswith(OAI)]
    if not strays or local(root) != "OAI-PMH" or not all(_slip(stray) for stray in strays):
        return ()
    said = (
        f"the namespace of OAI-PMH 2.0 is missing on <{local(strays[0])}>; it was read all the same"
    )
    _adopt(root)
    return (Finding("envelope-namespace", said, local(strays[0]), severity="warning"),)


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Child elements, without comments and processing instructions."""
    return parent.iterchildren("*")


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _protocol(root: etree._Element, verb: str) -> Iterator[etree._Element]:
    """The first three levels: all of the envelope that decides whether a list is whole."""
    yield root
    for child in elements(root):
        yield child
        if local(child) == verb:
            yield from elements(child)


def _slip(element: etree._Element) -> bool:
    namespace = etree.QName(element).namespace
    return namespace is None or "openarchives.org/OAI/" in f"{namespace}/"


def _adopt(element: etree._Element) -> None:
    element.tag = OAI + local(element)
    if local(element) not in _FOREIGN:
        for child in elements(element):
            _adopt(child)
