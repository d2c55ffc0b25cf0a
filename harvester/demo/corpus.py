"""The demonstration records as their files hold them (see `corpus/README.md`)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).parent / "corpus"
MARK = "Demonstration data for Lithoscope: invented measurements on real materials."
"""Stands in every record, so that none is ever taken for a real measurement."""

_OAI = "{http://www.openarchives.org/OAI/2.0/}"


@dataclass(frozen=True, slots=True)
class DemoRecord:
    """One record; `metadata` is None for a tombstone. `datestamp` is UTC without a zone."""

    identifier: str
    datestamp: datetime
    sets: tuple[str, ...]
    metadata: etree._Element | None

    @property
    def deleted(self) -> bool:
        return self.metadata is None


@cache
def records(folder: str) -> tuple[DemoRecord, ...]:
    """All records of one repository, oldest first, as OAI-PMH servers list them."""
    files = sorted((FOLDER / folder).glob("*.xml"))
    found = [_record(element) for file in files for element in _elements(file)]
    return tuple(sorted(found, key=lambda record: (record.datestamp, record.identifier)))


def _elements(file: Path) -> list[etree._Element]:
    root = etree.parse(file, etree.XMLParser(remove_blank_text=True)).getroot()
    for element in root.iter(tag=etree.Element):
        if element.text:
            element.text = " ".join(element.text.split(None))
    return root.findall(f"{_OAI}record")


def _record(element: etree._Element) -> DemoRecord:
    header = element.find(f"{_OAI}header")
    metadata = element.find(f"{_OAI}metadata")
    assert header is not None
    return DemoRecord(
        identifier=header.findtext(f"{_OAI}identifier", ""),
        datestamp=_moment(header.findtext(f"{_OAI}datestamp", "")),
        sets=tuple(each.text or "" for each in header.findall(f"{_OAI}setSpec")),
        metadata=None if metadata is None else metadata[0],
    )


def _moment(datestamp: str) -> datetime:
    return datetime.fromisoformat(datestamp.removesuffix("Z"))
