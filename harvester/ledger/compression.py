"""Bytes and findings as kept: compressed with zstd."""

import json
import threading
from collections.abc import Sequence
from dataclasses import astuple

from zstandard import ZstdCompressor, ZstdDecompressor

from harvester.record import Finding


class _Zstd(threading.local):
    """One compressor a thread: making one costs more than a small piece does."""

    def __init__(self) -> None:
        self.compress = ZstdCompressor(level=3).compress
        self.decompress = ZstdDecompressor().decompress


_zstd = _Zstd()


def compress(data: bytes) -> bytes:
    return _zstd.compress(data)


def decompress(data: bytes) -> bytes:
    return _zstd.decompress(data)


def compress_findings(findings: Sequence[Finding]) -> bytes | None:
    """They are often longer than the record itself. None where there are none."""
    if not findings:
        return None
    return compress(json.dumps([astuple(finding) for finding in findings]).encode())


def decompress_findings(data: bytes | None) -> tuple[Finding, ...]:
    return tuple(Finding(*row) for row in json.loads(decompress(data))) if data else ()
