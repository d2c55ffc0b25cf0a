"""Parse: a change's raw bytes to the tree of its metadata, strictly.

No entity is expanded, no DTD read, no network asked, no size or depth limit lifted. What a strict
parser refuses is repaired only where nothing is lost but the fault itself, and each repair is a
finding.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from lxml import etree

from harvester import linked
from harvester.errors import SkipRecord
from harvester.record import Change, Finding, Parsed, Tree
from harvester.strictxml import parser

LARGEST = 16 * 2**20
"""Bytes of one record; a text of over 10 MB is refused by the XML parser already."""
DEEPEST = 256
"""Levels of JSON; the XML parser has the same limit of its own."""

PARSER = parser(comments=False)

ENCODING = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9._-]{1,40})")
PROLOG = re.compile(r"<\?xml\s[^<>]{0,200}\?>\s*")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPED_ILLEGAL = re.compile(rb"\\u00[01]|\\[bf]|\\u[dD][89a-fA-F]|\\u[fF]{3}")
ILLEGAL_REFERENCE = re.compile(r"&#(?:0*([0-9]{1,8})|[xX]0*([0-9a-fA-F]{1,8}));")


def parse(change: Change) -> Parsed:
    """The metadata of one live record.

    Raises:
        SkipRecord: they cannot be read; the sentence says why.
    """
    raw = _utf8(change.raw).lstrip()
    if len(raw) > LARGEST:
        _refuse(f"it has {len(raw):,} bytes, and {LARGEST:,} are the most that is read")
    if not raw:
        _refuse("it is empty")
    findings: list[Finding] = []
    if raw.startswith((b"{", b"[")):
        tree = _as_linked(_json(raw, findings), findings)
    elif linked.is_turtle(raw):
        tree = linked.from_text(raw)
    else:
        root = _metadata(_xml(raw, findings), findings)
        tree = linked.from_xml(root) if linked.is_rdf_xml(root) else root
    return Parsed(change, tree, tuple(findings))


def _utf8(raw: bytes) -> bytes:
    """JSON in UTF-16 with a mark at its beginning, which nobody may send and some do."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = raw.decode("utf-16", "replace")
        return text.encode() if text.lstrip().startswith(("{", "[")) else raw
    return raw.removeprefix(codecs.BOM_UTF8) if raw[3:].lstrip()[:1] in (b"{", b"[") else raw


def _as_linked(tree: Any, findings: list[Finding]) -> Tree:
    if linked.is_json_ld(tree):
        return linked.from_json(tree, findings)
    if not isinstance(tree, dict):
        _refuse("it is a JSON list, where one object is expected")
    return tree


def _refuse(why: str) -> NoReturn:
    raise SkipRecord(f"The record cannot be read: {why}.")


def _xml(raw: bytes, findings: list[Finding]) -> etree._Element:
    try:
        root = etree.fromstring(raw, PARSER)
    except (etree.XMLSyntaxError, ValueError) as first:
        try:
            root = etree.fromstring(_repaired(raw, findings), PARSER)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            _refuse(f"it is no well-formed XML ({_reason(first)})")
    if b"<!DOCTYPE" in raw and root.getroottree().docinfo.doctype:
        _refuse("it has a document type declaration, which is not read from strangers")
    return root


def _reason(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else "nothing stands in it"


def _repaired(raw: bytes, findings: list[Finding]) -> bytes:
    """Characters that XML forbids replaced by U+FFFD, declarations inside the document left out."""
    text, repairs = _decoded(raw)
    body = PROLOG.sub("", text, count=1) if text.startswith("<?xml") else text
    inner = PROLOG.sub("", body)
    if inner != body:
        repairs.append(("prolog", "an XML declaration inside the record was left out"))
    clean = ILLEGAL_REFERENCE.sub(_legal, ILLEGAL.sub("\ufffd", inner))
    if clean != inner:
        repairs.append(("control-character", "characters that XML forbids became U+FFFD"))
    findings.extend(Finding(code, message, severity="warning") for code, message in repairs)
    return clean.encode("utf-8")


def _decoded(raw: bytes) -> tuple[str, list[tuple[str, str]]]:
    """As declared, else UTF-8, else as what is mostly passed off as UTF-8."""
    declared = ENCODING.match(raw)
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    codec = "utf-16" if utf16 else declared[1].decode("ascii") if declared else "utf-8"
    if codec.lower() == "utf-8":
        codec = "utf-8-sig"
    try:
        return raw.decode(codec).lstrip(), []
    except (UnicodeError, LookupError):
        message = f"bytes that are not {codec.upper()} were read as Windows-1252"
        return raw.decode("cp1252", "replace").lstrip(), [("encoding", message)]


def _legal(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return match[0] if legal and code not in (0xFFFE, 0xFFFF) else "\ufffd"


def _metadata(root: etree._Element, findings: list[Finding]) -> etree._Element:
    """The element inside <record><metadata>; a root that is no record is the metadata itself."""
    record = _record(root)
    if record is None:
        return root
    payloads: list[etree._Element] = []
    for child in record:
        name = _local(child)
        if name == "metadata":
            payloads.extend(child)
        elif name == "about":
            findings.append(Finding("unread", "what the repository says about the record", "about"))
    if not payloads:
        _refuse("it has no metadata")
    if len(payloads) > 1:
        names = ", ".join(_local(extra) for extra in payloads[1:])
        message = "only the first of several pieces of metadata is read"
        findings.append(Finding("unread", message, "metadata", names, "warning"))
    return payloads[0]


def _record(root: etree._Element) -> etree._Element | None:
    """The record element, also inside an answer that was kept whole."""
    if _local(root) == "record":
        return root if any(_local(child) in ("header", "metadata") for child in root) else None
    if _local(root) != "OAI-PMH":
        return None
    records = [e for e in root.iter() if _local(e) == "record"]
    if len(records) != 1:
        _refuse(f"it is an answer with {len(records)} records, where one is expected")
    return records[0]


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _json(raw: bytes, findings: list[Finding]) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = sorted({name for name in names if names.count(name) > 1})
            message = "a key is given twice; its last value is read"
            findings.append(Finding("duplicate-key", message, value=", ".join(twice)))
        return made

    try:
        tree = json.loads(raw, object_pairs_hook=once, parse_constant=_no_number)
    except RecursionError:
        _refuse(f"its JSON is deeper than {DEEPEST} levels")
    except ValueError as error:
        _refuse(f"it is no JSON ({error})")
    if any(level > DEEPEST for level in _levels(tree)):
        _refuse(f"its JSON is deeper than {DEEPEST} levels")
    if ESCAPED_ILLEGAL.search(raw):
        message = "characters that text cannot hold became U+FFFD"
        findings.append(Finding("control-character", message, severity="warning"))
        tree = _scrubbed(tree)
    return tree


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return ILLEGAL.sub("\ufffd", value)
    if isinstance(value, list):
        return [_scrubbed(each) for each in value]
    if isinstance(value, dict):
        return {_scrubbed(key): _scrubbed(each) for key, each in value.items()}
    return value


def _levels(tree: Any) -> Iterator[int]:
    waiting = [(tree, 1)]
    while waiting:
        value, level = waiting.pop()
        yield level
        below = value.values() if isinstance(value, dict) else value
        waiting += [(each, level + 1) for each in below if isinstance(each, dict | list)]
