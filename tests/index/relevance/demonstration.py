"""The records of the demonstration as search documents, mapped without harvesting them."""

from functools import cache
from pathlib import Path

from lxml import etree

from harvester import settings
from harvester.demo.corpus import DemoRecord, records
from harvester.demo.repositories import REPOSITORIES
from harvester.index import Document
from harvester.mapping import Mapper
from harvester.record import Change

OAI = "http://www.openarchives.org/OAI/2.0/"


@cache
def documents() -> tuple[Document, ...]:
    changes = [
        _change(number, repository.name, repository.format, record)
        for repository in REPOSITORIES
        for number, record in enumerate(records(repository.folder))
        if not record.deleted
    ]
    mapper = Mapper(settings.load(Path("/nonexistent")))
    return tuple(each.document for each in mapper.batch(changes) if each.document)


def name(document: Document) -> str:
    """`clyde/rum-012`"""
    source = document["source"].removeprefix("demo-")
    return f"{source}/{document['identifier'].replace('/', ':').rpartition(':')[2]}"


def _change(seq: int, source: str, format: str, record: DemoRecord) -> Change:
    metadata = etree.tostring(record.metadata, encoding="unicode", with_tail=False)
    header = f"<header><identifier>{record.identifier}</identifier></header>"
    return Change(
        seq=seq,
        source=source,
        identifier=record.identifier,
        format=format,
        datestamp=f"{record.datestamp.isoformat()}Z",
        deleted=False,
        raw=f'<record xmlns="{OAI}">{header}<metadata>{metadata}</metadata></record>'.encode(),
        digest=b"",
    )
