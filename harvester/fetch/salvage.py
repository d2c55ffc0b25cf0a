"""One broken record must not cost the page: cut `<record>…</record>` out, keep the sound ones."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from harvester.fetch import strict
from harvester.record import RejectedElement

ENVELOPE = 64 * 1024
"""Bytes around the records of a page; it is read again with each of them, so it must be small."""

_TAG = re.compile(rb"<(/?)((?:[\w.-]+:)?record)(?:\s[^<>]*)?>")
_BETWEEN = re.compile(rb"(?:\s|<!--[^<>]*-->)*")
_IDENTIFIER = re.compile(rb"<(?:[\w.-]+:)?identifier[^<>]*>([^<>]{1,1000})<")


def without_broken(page: bytes) -> tuple[bytes, tuple[RejectedElement, ...]]:
    """The page without the records that are not well-formed, and those.

    A page whose records cannot be told from its envelope comes back as it is.
    """
    spans = list(_records(page))
    if not spans or not _side_by_side(page, spans):
        return page, ()
    head, tail = page[: spans[0][0]], page[spans[-1][1] :]
    if len(head) + len(tail) > ENVELOPE:
        return page, ()
    sound: list[bytes] = []
    broken: list[RejectedElement] = []
    for start, end in spans:
        record = page[start:end]
        why = _complaint(head + record + tail)
        if why is None:
            sound.append(record)
        else:
            reason = f"this record is not well-formed: {why}"
            broken.append(RejectedElement(record, reason, _identifier(record)))
    return b"".join([head, *sound, tail]), tuple(broken)


def _records(page: bytes) -> Iterator[tuple[int, int]]:
    """Where the outermost records begin and end; metadata may hold elements of the same name.

    Nothing after a record without an end: what follows could belong to it.
    """
    depth = start = 0
    name = b""
    for tag in _TAG.finditer(page):
        name = name or tag[2]
        if tag[2] != name or tag[0].endswith(b"/>"):
            continue
        if tag[1]:
            depth -= 1
            if depth == 0:
                yield start, tag.end()
        else:
            start = start if depth else tag.start()
            depth += 1


def _side_by_side(page: bytes, spans: list[tuple[int, int]]) -> bool:
    """Is there nothing between the records, so that nothing is lost by cutting them out?"""
    return all(_BETWEEN.fullmatch(page, one[1], other[0]) for one, other in pairwise(spans))


def _complaint(page: bytes) -> str | None:
    try:
        strict.root(page)
    except etree.XMLSyntaxError as error:
        return str(error.msg).partition(", line ")[0]
    return None


def _identifier(record: bytes) -> str:
    found = _IDENTIFIER.search(record)
    return found[1].decode("utf-8", "replace").strip() if found else ""
