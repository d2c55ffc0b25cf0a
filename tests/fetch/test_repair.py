"""A page with broken records keeps its sound ones; a broken page is never repaired."""

import answers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.fetch.envelope import Envelope, read
from harvester.fetch.fault import Fault

SOUND = [answers.record("1"), answers.record("3")]
TOKEN = answers.token("next")


def page_with(second: bytes) -> bytes:
    """Three records; the second is replaced by these bytes."""
    return answers.records(SOUND[0], "@@", SOUND[1], TOKEN).replace(b"@@", second)


def titled(title: bytes) -> bytes:
    return answers.record("2", title="@").encode().replace(b"@", title)


def listed(body: bytes) -> Envelope:
    return read(body, "ListRecords")


@pytest.mark.parametrize(
    "title",
    [
        b"Fe\x03Ni",
        b"Fe\x0bNi",
        b"Fe\x1aNi",
        b"Fe&#x1a;Ni",
        b"Fe&#26;Ni",
        b"Fe\xef\xbf\xbeNi",
        b"Fe&#0;Ni",
        b"Fe&#xD800;Ni",
    ],
)
def test_characters_that_xml_forbids_are_replaced_and_that_is_said(title: bytes) -> None:
    page = listed(page_with(titled(title)))
    assert len(page.items) == 3
    assert "Fe\ufffdNi" in "".join(page.items[1].itertext())
    assert [finding.code for finding in page.findings] == ["control-character"]
    assert page.token == "next"


def test_references_to_characters_that_xml_knows_are_left_alone() -> None:
    page = listed(page_with(titled(b"\x03&#10;&#xE9;&#x1F48E;&amp;")))
    assert "".join(page.items[1].itertext()).endswith("\ufffd\né\U0001f48e&")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (titled(b"Gr\xfcnschiefer"), "Invalid bytes in character encoding"),
        (titled(b"<b>bold</i>"), "mismatch"),
        (titled(b"R&D"), "EntityRef"),
        (titled(b"&nbsp;"), "nbsp"),
        (titled(b"<p:x/>"), "prefix p"),
        (titled(b"x" * 10_000_001), "too long"),
        (titled(b"<a>" * 300 + b"</a>" * 300), "depth"),
    ],
    ids=["latin-1", "mismatched", "ampersand", "entity", "undeclared-prefix", "huge-text", "deep"],
)
def test_a_broken_record_is_put_aside_with_its_reason(record: bytes, words: str) -> None:
    page = listed(page_with(record))
    assert [len(page.items), len(page.rejected)] == [2, 1]
    assert page.token == "next"
    broken = page.rejected[0]
    assert broken.raw == record
    assert broken.identifier == "oai:rum.example:2"
    assert broken.reason.startswith("this record is not well-formed: ")
    assert words in broken.reason
    assert [finding.code for finding in page.findings] == ["record-broken"]


def test_forbidden_characters_in_one_record_and_a_broken_other() -> None:
    body = page_with(titled(b"<b>")).replace(b"chromitite", b"chro\x01mitite")
    page = listed(body)
    assert [len(page.items), len(page.rejected)] == [2, 1]
    assert [finding.code for finding in page.findings] == ["control-character", "record-broken"]


def test_metadata_may_hold_elements_that_are_called_record_too() -> None:
    marc = titled(b"</dc:title><record><leader/></record><dc:title>&broken;")
    page = listed(page_with(marc))
    assert [len(page.items), len(page.rejected)] == [2, 1]


def test_a_page_of_broken_records_alone_is_a_page_of_rejects() -> None:
    page = listed(answers.records("@", TOKEN).replace(b"@", titled(b"&x;")))
    assert [len(page.items), len(page.rejected), page.token] == [0, 1, "next"]


@pytest.mark.parametrize(
    "body",
    [
        page_with(titled(b"&x;")).replace(b"</record>", b"", 1),
        page_with(titled(b"&x;")).replace(b"<record>", b"", 1),
        page_with(titled(b"&x;")).replace(b"</ListRecords>", b""),
        page_with(titled(b"&x;")).replace(b"</record><record>", b"</record>lost<record>", 1),
        page_with(titled(b"&x;")).replace(b"</resumptionToken>", b"&x;</resumptionToken>"),
        page_with(titled(b"&x;"))[:-11],
        page_with(titled(b"&x;")) + b"<html/>",
    ],
    ids=["no-end", "no-start", "no-list-end", "text-between", "token", "cut", "glued"],
)
def test_a_page_whose_envelope_is_not_proven_whole_is_no_page(body: bytes) -> None:
    with pytest.raises(Fault):
        listed(body)


@given(st.integers(0, len(page_with(titled(b"\xfc\x03")))))
def test_a_broken_page_that_is_cut_anywhere_is_no_page(end: int) -> None:
    body = page_with(titled(b"\xfc\x03"))
    if end < len(body):
        with pytest.raises(Fault):
            listed(body[:end])


def test_latin_1_is_read_where_it_is_declared() -> None:
    body = page_with(titled(b"Gr\xfcnschiefer")).replace(b"UTF-8", b"ISO-8859-1")
    assert "Grünschiefer" in "".join(listed(body).items[1].itertext())


def test_forbidden_characters_are_replaced_in_other_encodings_too() -> None:
    body = page_with(titled(b"Gr\xfcn\x1aschiefer")).replace(b"UTF-8", b"ISO-8859-1")
    assert "Grün\ufffdschiefer" in "".join(listed(body).items[1].itertext())


def test_utf_16_is_read() -> None:
    text = page_with(titled(b"Fe\x03Ni")).decode().replace("UTF-8", "UTF-16")
    assert len(listed(text.encode("utf-16")).items) == 3


def test_an_encoding_that_does_not_exist_is_read_as_utf_8() -> None:
    body = page_with(titled("Grünschiefer".encode())).replace(b"UTF-8", b"utf-8-bom")
    assert "Grünschiefer" in "".join(listed(body).items[1].itertext())
