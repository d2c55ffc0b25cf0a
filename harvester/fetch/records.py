"""Record elements of OAI-PMH as raw records: header read, metadata kept as bytes."""

from dataclasses import replace
from hashlib import sha256

from lxml import etree

from harvester.fetch import datestamp
from harvester.fetch.protocol import OAI
from harvester.record import Finding, RawRecord, RejectedElement

_HEADER, _METADATA = f"{OAI}header", f"{OAI}metadata"
_GONE = sha256(b"deleted\n").digest()
_IDENTIFIER, _DATESTAMP, _SET = f"{OAI}identifier", f"{OAI}datestamp", f"{OAI}setSpec"

LONGEST = 2_000
"""Bytes of an identifier, which databases must find a record by; PostgreSQL takes 2,700 at most."""


def read(element: etree._Element, response_date: str) -> RawRecord | RejectedElement:
    """One `<record>`; without a datestamp it gets `response_date` and a finding."""
    raw: bytes = etree.tostring(element, encoding="utf-8", with_tail=False)
    parts = {child.tag: child for child in element}
    header, metadata = parts.get(_HEADER), parts.get(_METADATA)
    if header is None:
        return RejectedElement(raw, "this record has no header")
    identifier, stamp, sets = _told(header)
    if not identifier:
        return RejectedElement(raw, "this record has no identifier")
    if len(identifier.encode()) > LONGEST:
        return RejectedElement(raw, f"the identifier of this record is over {LONGEST:,} bytes")
    deleted = header.get("status", "").strip().lower() == "deleted"
    if not deleted and (metadata is None or next(metadata.iterchildren("*"), None) is None):
        reason = "this record has no metadata and is not marked as deleted"
        return RejectedElement(raw, reason, identifier)
    stamp, findings = _stamp(stamp, response_date)
    digest = _GONE if deleted or metadata is None else _digest(raw, metadata.prefix)
    return RawRecord(identifier, stamp, deleted, raw, digest, sets, findings)


def flagged(record: RawRecord) -> RawRecord:
    """The same with a finding, if it holds the sign that stands for a replaced character."""
    if "\ufffd".encode() not in record.raw:
        return record
    said = "holds U+FFFD on a page in which characters that XML forbids were replaced"
    finding = Finding("control-character", said, severity="warning")
    return replace(record, findings=(*record.findings, finding))


def _told(header: etree._Element) -> tuple[str, str, tuple[str, ...]]:
    """Identifier, datestamp and sets, without the white space around them."""
    identifier = stamp = ""
    sets = []
    for child in header:
        text = (child.text or "").strip()
        if child.tag == _IDENTIFIER:
            identifier = identifier or text
        elif child.tag == _DATESTAMP:
            stamp = stamp or text
        elif child.tag == _SET and text:
            sets.append(text)
    return identifier, stamp, tuple(sets)


def _stamp(text: str, response_date: str) -> tuple[str, tuple[Finding, ...]]:
    if not text:
        said = "there is no datestamp; the time of the answer stands for it"
        return response_date, (Finding("datestamp-missing", said, "header/datestamp"),)
    stamp, finding = datestamp.normal(text)
    return stamp, (finding,) if finding else ()


def _digest(raw: bytes, prefix: str | None) -> bytes:
    """Of the metadata as they stand in `raw`, where no namespace of the envelope is on them."""
    tag = f"{prefix}:metadata".encode() if prefix else b"metadata"
    start, end = raw.find(b"<" + tag), raw.rfind(b"</" + tag)
    return sha256(b"live\n" + raw[start:end]).digest()
