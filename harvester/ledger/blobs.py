"""Bytes as kept: compressed with zstd and, for records, named by their SHA-256."""

import json
import threading
from collections.abc import Sequence
from dataclasses import astuple
from hashlib import sha256

from sqlalchemy import Connection
from zstandard import ZstdCompressor, ZstdDecompressor

from harvester.ledger.schema import blobs
from harvester.ledger.writes import add_missing
from harvester.record import Finding


class _Zstd(threading.local):
    """One compressor a thread: making one costs more than a small record does."""

    def __init__(self) -> None:
        self.pack = ZstdCompressor(level=3).compress
        self.unpack = ZstdDecompressor().decompress


_zstd = _Zstd()


def pack(data: bytes) -> bytes:
    return _zstd.pack(data)


def unpack(data: bytes) -> bytes:
    return _zstd.unpack(data)


def put(connection: Connection, contents: Sequence[bytes]) -> list[bytes]:
    """Keep each content once; gives their names."""
    names = [sha256(content).digest() for content in contents]
    rows = [
        {"digest": name, "data": pack(content)}
        for name, content in dict(zip(names, contents, strict=True)).items()
    ]
    add_missing(connection, blobs, rows)
    return names


def pack_findings(findings: Sequence[Finding]) -> bytes | None:
    """Packed too: they are often longer than the record itself. None where there are none."""
    if not findings:
        return None
    return pack(json.dumps([astuple(finding) for finding in findings]).encode())


def unpack_findings(data: bytes | None) -> tuple[Finding, ...]:
    return tuple(Finding(*row) for row in json.loads(unpack(data))) if data else ()
