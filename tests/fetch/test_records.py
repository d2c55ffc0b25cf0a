"""Record elements as raw records and tombstones; nothing is guessed, nothing dropped."""

from hashlib import sha256

import answers
import pytest
from lxml import etree

from harvester.fetch.envelope import read as envelope
from harvester.fetch.records import read
from harvester.record import RawRecord, RejectedElement

WHEN = "2026-11-23T12:00:00Z"


def first(item: str, **page: str) -> RawRecord | RejectedElement:
    found = envelope(
        answers.answer(f"<ListRecords>\n {item}\n</ListRecords>", **page), "ListRecords"
    )
    return read(found.items[0], WHEN)


def sound(item: str) -> RawRecord:
    found = first(item)
    assert isinstance(found, RawRecord)
    return found


def rejected(item: str) -> RejectedElement:
    found = first(item)
    assert isinstance(found, RejectedElement)
    return found


def test_a_record() -> None:
    record = sound(answers.record("1", sets=("rocks", "rocks:igneous")))
    assert record.identifier == "oai:rum.example:1"
    assert record.datestamp == "2026-01-05T10:00:00Z"
    assert not record.deleted
    assert record.sets == ("rocks", "rocks:igneous")
    assert record.findings == ()


def test_its_bytes_stand_by_themselves() -> None:
    """With the namespaces that were declared around it, and nothing else of the page."""
    prefixed = (
        answers.record("1")
        .replace("<oai_dc:dc " + answers.DC, "<oai_dc:dc")
        .replace("</record>", "</record>")
    )
    page = answers.answer(
        f"<ListRecords>{prefixed}</ListRecords>", namespace=f"{answers.OAI} {answers.DC}"
    )
    record = read(envelope(page, "ListRecords").items[0], WHEN)
    tree = etree.fromstring(record.raw)
    assert tree.findtext(".//{http://purl.org/dc/elements/1.1/}title")
    assert not record.raw.endswith(b"\n")
    assert b"responseDate" not in record.raw


def test_the_digest_is_of_the_metadata_alone() -> None:
    one = sound(answers.record("1", datestamp="2026-01-05", sets=("rocks",)))
    other = sound(answers.record("1", datestamp="2026-09-09"))
    assert one.digest == other.digest
    assert one.digest != sound(answers.record("1", title="EBSD map 2")).digest


def test_the_digest_does_not_hang_on_the_envelope() -> None:
    plain = answers.record("1")
    prefixed = plain
    for name in ("record", "header", "identifier", "datestamp", "metadata"):
        prefixed = prefixed.replace(f"<{name}>", f"<o:{name}>").replace(
            f"</{name}>", f"</o:{name}>"
        )
    page = (
        f'<o:OAI-PMH xmlns:o="http://www.openarchives.org/OAI/2.0/"><o:responseDate>{WHEN}'
        f"</o:responseDate><o:ListRecords>{prefixed}</o:ListRecords></o:OAI-PMH>"
    )
    found = read(envelope(page.encode(), "ListRecords").items[0], WHEN)
    assert isinstance(found, RawRecord)
    content = sound(plain).raw.partition(b"<metadata>")[2].partition(b"</metadata>")[0]
    assert found.digest == sha256(b"live\n<o:metadata>" + content).digest()


def test_a_tombstone_is_a_record() -> None:
    record = sound(answers.tombstone("1"))
    assert record.deleted
    assert record.datestamp == "2026-02-01T00:00:00Z"
    assert record.digest == sound(answers.tombstone("2", "2026-09-09")).digest
    assert record.digest != sound(answers.record("1")).digest


def test_a_tombstone_with_metadata_is_a_tombstone() -> None:
    record = sound(answers.record("1").replace("<header>", '<header status=" Deleted ">'))
    assert record.deleted
    assert record.digest == sound(answers.tombstone("1")).digest


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<record/>", "this record has no header"),
        ("<record><header/></record>", "this record has no identifier"),
        (
            "<record><header><identifier> </identifier></header></record>",
            "this record has no identifier",
        ),
        (
            '<record><header status="deleted"><!-- none --></header></record>',
            "this record has no identifier",
        ),
    ],
)
def test_what_has_no_identifier_is_no_record(item: str, reason: str) -> None:
    assert rejected(item).reason == reason
    assert rejected(item).raw.startswith(b"<record")


def test_an_identifier_that_no_database_would_find_again_is_none() -> None:
    found = rejected(answers.record("µ" * 1_000))
    assert found.reason == "the identifier of this record is over 2,000 bytes"
    assert sound(answers.record("µ" * 900)).identifier.endswith("µ")


@pytest.mark.parametrize(
    "metadata", ["", "<metadata/>", "<metadata> text <!-- none --></metadata>"]
)
def test_a_record_without_metadata_is_not_taken_for_deleted(metadata: str) -> None:
    item = f"<record><header><identifier>oai:rum.example:1</identifier></header>{metadata}</record>"
    found = rejected(item)
    assert found.reason == "this record has no metadata and is not marked as deleted"
    assert found.identifier == "oai:rum.example:1"


@pytest.mark.parametrize("datestamp", ["<datestamp/>", "<datestamp> </datestamp>", ""])
def test_without_a_datestamp_the_time_of_the_answer_stands_for_it(datestamp: str) -> None:
    record = sound(
        answers.record("1").replace("<datestamp>2026-01-05T10:00:00Z</datestamp>", datestamp)
    )
    assert record.datestamp == WHEN
    assert [finding.code for finding in record.findings] == ["datestamp-missing"]


def test_a_datestamp_that_cannot_be_read_does_not_cost_the_record() -> None:
    record = sound(answers.record("1", datestamp="2026-13-05"))
    assert record.datestamp == "2026-13-05"
    assert [finding.code for finding in record.findings] == ["datestamp-unreadable"]


def test_white_space_around_an_identifier_is_not_part_of_it() -> None:
    item = (
        answers.record("1")
        .replace("<identifier>", "<identifier>\n  ")
        .replace("</identifier>", "\t</identifier>")
    )
    assert (
        sound(item.replace("<datestamp>", "<setSpec/><datestamp> ")).identifier
        == "oai:rum.example:1"
    )
    assert sound(item.replace("<datestamp>", "<setSpec/><datestamp> ")).sets == ()
