"""A repository on loopback: the README's example, in Dublin Core and in a format of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.fetch.answers import answer, error, identify, record, records
from tests.loopback import Asked, serving

IDENTIFIER = "oai:log.example.org:1"
ENTRY = f"""<record><header><identifier>{IDENTIFIER}</identifier>
<datestamp>2026-03-04T05:06:07Z</datestamp></header><metadata>
<log:entry xmlns:log="https://log.example.org/ns">
<log:title>EBSD map of a chromitite seam, section RUM-7</log:title>
<log:day>2026-03-02</log:day><log:sample>RUM-7</log:sample><log:method>EBSD</log:method>
<log:notes>Taken at 20 kV with a step of 0.5 µm.</log:notes><log:page>17</log:page>
</log:entry></metadata></record>"""
FORMATS = answer(
    "<ListMetadataFormats>"
    "<metadataFormat><metadataPrefix>oai_dc</metadataPrefix></metadataFormat>"
    "<metadataFormat><metadataPrefix>lab_log</metadataPrefix></metadataFormat>"
    "</ListMetadataFormats>"
)
SETS = answer("<ListSets><set><setSpec>rocks</setSpec><setName>Rocks</setName></set></ListSets>")
ANSWERS = {
    "Identify": identify(),
    "ListMetadataFormats": FORMATS,
    "ListSets": SETS,
    "GetRecord lab_log": answer(f"<GetRecord>{ENTRY}</GetRecord>"),
    "ListRecords lab_log": records(ENTRY),
    "ListRecords oai_dc": records(record("1"), record("2", title="Raman map of an olivine")),
}


@contextmanager
def laboratory() -> Iterator[str]:
    """Its address for as long as the block runs."""

    def script(asked: Asked) -> bytes:
        words = filter(None, map(asked.params.get, ("verb", "metadataPrefix")))
        return ANSWERS.get(" ".join(words), error("cannotDisseminateFormat", "no such format"))

    with serving(script) as server:
        yield server.url
