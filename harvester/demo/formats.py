"""The metadata formats that the demonstration repositories disseminate, and their writers."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from oaipmh.metadata import MetadataRegistry

from harvester.demo.corpus import DemoRecord

DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DATACITE = "http://schema.datacite.org/oai/oai-1.1/"


class Format(NamedTuple):
    """One line of ListMetadataFormats."""

    prefix: str
    schema: str
    namespace: str


FORMATS = {
    "oai_dc": Format("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", DC),
    "oai_datacite": Format(
        "oai_datacite", "http://schema.datacite.org/oai/oai-1.1/oai.xsd", DATACITE
    ),
}


def offered(native: str) -> list[Format]:
    """Formats of a repository whose files are in the format `native`; all know oai_dc."""
    return [FORMATS[prefix] for prefix in dict.fromkeys((native, "oai_dc"))]


@cache
def metadata(record: DemoRecord, prefix: str, native: str) -> etree._Element | None:
    """The record's metadata in one format; None where it cannot be said in it."""
    if record.metadata is None or prefix == native:
        return record.metadata
    simple = _to_dc()(deepcopy(record.metadata)).getroot()
    return simple if len(simple) else None


def registry() -> MetadataRegistry:
    """Writers that copy the prepared element into the answer as it stands."""
    writers = MetadataRegistry()
    for prefix in FORMATS:
        writers.registerWriter(prefix, _append)
    return writers


def _append(parent: etree._Element, element: etree._Element) -> None:
    parent.append(deepcopy(element))


@cache
def _to_dc() -> etree.XSLT:
    return etree.XSLT(etree.parse(Path(__file__).with_name("datacite_to_dc.xsl")))
