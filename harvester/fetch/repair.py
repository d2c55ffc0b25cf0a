"""The page that is not well-formed: forbidden characters are replaced, broken records put aside.

Nothing here makes a cut-off page pass: its end must be there, and the envelope around the records
must be well-formed by itself; it is read as strictly as any other afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from harvester.fetch import salvage, strict
from harvester.record import Finding, RejectedElement

_DECLARATION = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["'][^>]*\?>""")
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
"""Bytes of UTF-8 that are no characters of XML 1.0 (2.2); surrogates are not decodable at all."""
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_SUBSTITUTE = "\ufffd".encode()


@dataclass(frozen=True, slots=True)
class Whole:
    """A page that is well-formed now, and what had to be done for it."""

    root: etree._Element
    findings: tuple[Finding, ...] = ()
    rejected: tuple[RejectedElement, ...] = ()


def whole(body: bytes) -> Whole:
    """The page as it is, else with forbidden characters replaced, else without broken records.

    Raises:
        Fault: it cannot be proven to be one whole page.
    """
    try:
        return Whole(strict.root(body))
    except etree.XMLSyntaxError as error:
        repaired = _repaired(body)
        if repaired is None:
            raise strict.unreadable(body, error) from error
        return repaired


def _repaired(body: bytes) -> Whole | None:
    text = _as_utf8(body)
    if not strict.ends_whole(text):
        return None
    text, findings = _without_forbidden(text)
    try:
        return Whole(strict.root(text), findings)
    except etree.XMLSyntaxError:
        text, broken = salvage.without_broken(text)
    if not broken:
        return None
    said = f"{len(broken):,} records of the page are not well-formed and were put aside"
    findings += (Finding("record-broken", said, severity="warning"),)
    try:
        return Whole(strict.root(text), findings, broken)
    except etree.XMLSyntaxError:
        return None


def _as_utf8(body: bytes) -> bytes:
    """The text in UTF-8 without its declaration; undecodable bytes stay, for the records' sake."""
    declared = _DECLARATION.match(body)
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not declared and not wide:
        return body
    try:
        text = body.decode("utf-16" if wide or not declared else declared[1].decode()).encode()
    except (LookupError, UnicodeError):
        text = body
    return _DECLARATION.sub(b"", text, count=1).lstrip()


def _without_forbidden(text: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """Characters that XML forbids, and references to them, become U+FFFD."""
    text, count = _FORBIDDEN.subn(_SUBSTITUTE, text)
    references = sum(not _allowed(reference) for reference in _REFERENCE.finditer(text))
    if references:
        text = _REFERENCE.sub(lambda found: found[0] if _allowed(found) else _SUBSTITUTE, text)
    if not count + references:
        return text, ()
    said = f"{count + references:,} characters that XML forbids were replaced by U+FFFD"
    return text, (Finding("control-character", said, severity="warning"),)


def _allowed(reference: re.Match[bytes]) -> bool:
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    if point < 0x20:
        return point in (0x9, 0xA, 0xD)
    return point < 0xD800 or 0xE000 <= point < 0xFFFE or 0x10000 <= point <= 0x10FFFF
