"""Answers of a repository of microscopy data, written for the tests."""

from xml.sax.saxutils import escape, quoteattr

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
OAI = 'xmlns="http://www.openarchives.org/OAI/2.0/"'
DC = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
WHEN = "2026-11-23T12:00:00Z"
SECONDS = "YYYY-MM-DDThh:mm:ssZ"


def record(
    name: str = "1",
    *,
    title: str = "EBSD map of a chromitite seam",
    datestamp: str = "2026-01-05T10:00:00Z",
    sets: tuple[str, ...] = (),
) -> str:
    specs = "".join(f"<setSpec>{escape(one)}</setSpec>" for one in sets)
    return (
        f"<record><header><identifier>oai:rum.example:{escape(name)}</identifier>"
        f"<datestamp>{datestamp}</datestamp>{specs}</header>"
        f"<metadata><oai_dc:dc {DC}><dc:title>{title}</dc:title></oai_dc:dc></metadata></record>"
    )


def tombstone(name: str = "1", datestamp: str = "2026-02-01T00:00:00Z") -> str:
    return (
        f'<record><header status="deleted"><identifier>oai:rum.example:{escape(name)}</identifier>'
        f"<datestamp>{datestamp}</datestamp></header></record>"
    )


def token(text: str, size: int | None = None) -> str:
    attribute = f' completeListSize="{size}"' if size is not None else ""
    return f"<resumptionToken{attribute}>{escape(text)}</resumptionToken>"


def answer(content: str, *, when: str | None = WHEN, namespace: str = OAI) -> bytes:
    date = f"<responseDate>{when}</responseDate>" if when is not None else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH {namespace} {XSI}>{date}'
        f"<request>http://rum.example/oai</request>{content}</OAI-PMH>"
    ).encode()


def records(*items: str, when: str | None = WHEN) -> bytes:
    """A page of ListRecords."""
    return answer(f"<ListRecords>{''.join(items)}</ListRecords>", when=when)


def error(code: str, text: str = "") -> bytes:
    return answer(f"<error code={quoteattr(code)}>{escape(text)}</error>")


def identify(granularity: str = SECONDS, base_url: str = "http://127.0.0.1/oai") -> bytes:
    return answer(
        "<Identify><repositoryName>Rum Layered Suite</repositoryName>"
        f"<baseURL>{base_url}</baseURL><protocolVersion>2.0</protocolVersion>"
        "<adminEmail>data@rum.example</adminEmail><adminEmail>oai@rum.example</adminEmail>"
        "<earliestDatestamp>2019-04-01T00:00:00Z</earliestDatestamp>"
        f"<deletedRecord>persistent</deletedRecord><granularity>{granularity}</granularity>"
        "</Identify>"
    )


FORMATS = answer(
    "<ListMetadataFormats>"
    "<metadataFormat><metadataPrefix>oai_dc</metadataPrefix>"
    "<schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema>"
    "<metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace>"
    "</metadataFormat>"
    "<metadataFormat><metadataPrefix>oai_datacite</metadataPrefix></metadataFormat>"
    "</ListMetadataFormats>"
)
SETS = answer(
    "<ListSets><set><setSpec>rocks</setSpec><setName>Rocks</setName></set>"
    "<set><setSpec>rocks:igneous</setSpec><setName>Igneous rocks</setName></set></ListSets>"
)
