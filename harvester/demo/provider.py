"""What one demonstration repository answers to each verb, for the `oaipmh` package to write out."""

from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from lxml import etree
from oaipmh.common import Header, Identify
from oaipmh.error import (
    BadArgumentError,
    CannotDisseminateFormatError,
    IdDoesNotExistError,
    NoMetadataFormatsError,
)

from harvester.demo import corpus, formats
from harvester.demo.corpus import DemoRecord

DAY, SECOND = "YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"
Triple: TypeAlias = tuple[Header, etree._Element | None, None]


class DemoRepository(NamedTuple):
    """One that speaks OAI-PMH; `folder` is where its records are, `format` how they are written."""

    name: str
    title: str
    folder: str
    format: str
    granularity: str
    sets: dict[str, str]
    description: str
    protocol: str = "oai"


class Provider:
    """The `IBatchingOAI` interface of the `oaipmh` package over the files of one repository."""

    def __init__(self, repository: DemoRepository, url: str) -> None:
        self.repository = repository
        self.url = url
        self.records = corpus.records(repository.folder)
        self._by_identifier = {record.identifier: record for record in self.records}

    def identify(self) -> Identify:
        identify = Identify(
            repositoryName=f"Demonstration repository: {self.repository.title}",
            baseURL=self.url,
            protocolVersion="2.0",
            adminEmails=[f"curator@{self.repository.folder}.example"],
            earliestDatestamp=self.records[0].datestamp,
            deletedRecord="persistent",
            granularity=self.repository.granularity,
            compression=["identity"],
            toolkit_description=False,
        )
        identify.add_description(_marked(self.repository.description))
        return identify

    def getRecord(self, metadataPrefix: str, identifier: str) -> Triple:
        return self._triple(self._known(identifier), self._offered(metadataPrefix))

    def listRecords(
        self, metadataPrefix: str, cursor: int = 0, batch_size: int = 10, **chosen: Any
    ) -> list[Triple]:
        asked = self.chosen(metadataPrefix, **chosen)[cursor : cursor + batch_size]
        return [self._triple(record, metadataPrefix) for record in asked]

    def listIdentifiers(
        self, metadataPrefix: str, cursor: int = 0, batch_size: int = 10, **chosen: Any
    ) -> list[Header]:
        asked = self.chosen(metadataPrefix, **chosen)[cursor : cursor + batch_size]
        return [_header(record) for record in asked]

    def listMetadataFormats(self, identifier: str | None = None) -> list[formats.Format]:
        offered = formats.offered(self.repository.format)
        if identifier is None:
            return offered
        record = self._known(identifier)
        if record.deleted:
            raise NoMetadataFormatsError(f"{identifier} is deleted.")
        return [each for each in offered if self._says(record, each.prefix)]

    def listSets(self, cursor: int = 0, batch_size: int = 10) -> list[tuple[str, str, None]]:
        sets = [(spec, name, None) for spec, name in self.repository.sets.items()]
        return sets[cursor : cursor + batch_size]

    def chosen(
        self,
        metadataPrefix: str,
        set: str | None = None,
        from_: datetime | None = None,
        until: datetime | None = None,
    ) -> list[DemoRecord]:
        """The whole list that a request is about, whatever page of it is asked for."""
        self._offered(metadataPrefix)
        if from_ and until and from_ > until:
            raise BadArgumentError("The argument from is later than until.")
        return [
            record
            for record in self.records
            if (set is None or set in record.sets)
            and (from_ is None or record.datestamp >= from_)
            and (until is None or record.datestamp <= until)
            and (record.deleted or self._says(record, metadataPrefix))
        ]

    def _known(self, identifier: str) -> DemoRecord:
        if identifier not in self._by_identifier:
            raise IdDoesNotExistError(f"There is no record {identifier}.")
        return self._by_identifier[identifier]

    def _offered(self, prefix: str) -> str:
        if prefix not in (each.prefix for each in formats.offered(self.repository.format)):
            raise CannotDisseminateFormatError(f"Unknown metadata format: {prefix}")
        return prefix

    def _says(self, record: DemoRecord, prefix: str) -> bool:
        return formats.metadata(record, prefix, self.repository.format) is not None

    def _triple(self, record: DemoRecord, prefix: str) -> Triple:
        element = formats.metadata(record, prefix, self.repository.format)
        if element is None and not record.deleted:
            raise CannotDisseminateFormatError(f"{record.identifier} is not there as {prefix}.")
        return _header(record), element, None


def _header(record: DemoRecord) -> Header:
    return Header(None, record.identifier, record.datestamp, list(record.sets), record.deleted)


def _marked(description: str) -> str:
    """An Identify description: Dublin Core, as the OAI guidelines suggest."""
    dc = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{formats.DC}}}dc", nsmap={"oai_dc": formats.DC, "dc": dc})
    for text in (description, corpus.MARK):
        etree.SubElement(root, f"{{{dc}}}description").text = text
    return etree.tostring(root, encoding="unicode")
