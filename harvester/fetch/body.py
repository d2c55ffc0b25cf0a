"""A body as it came over the wire, unpacked by us.

HTTP libraries take a gzip stream that ends early, lacks its checksum, or goes on in a second
member for a whole one. Here each member must end with its checksum, and nothing may unpack to
more than a bounded multiple of itself.
"""

import zlib

from harvester.fetch.fault import Fault

WIRE_LIMIT = 64 * 2**20
"""Bytes of one answer as sent."""
LIMIT = 512 * 2**20
"""Bytes of one answer unpacked."""
RATIO = 200
"""Deflate reaches some 1000:1 on zeros, XML of records seldom 30:1."""
FREE = 8 * 2**20
"""Unpacked bytes below which the ratio does not matter."""

_GZIP = b"\x1f\x8b"
_CHUNK = 16 * 1024
_KNOWN = {"", "identity", "gzip", "x-gzip", "deflate"}


def unpacked(wire: bytes, encoding: str, most: int = LIMIT) -> bytes:
    """The body, `most` bytes at most; `encoding` is the Content-Encoding header.

    The header alone is not believed: what begins like gzip is unpacked, what does not is not.

    Raises:
        Fault: it was cut off, is damaged, is a bomb, or is packed in a way not asked for.
    """
    names = {name.strip().lower() for name in encoding.split(",")}
    if strange := names - _KNOWN:
        text = f"came packed as {', '.join(sorted(strange))}, which was not asked for"
        raise Fault(text, patience=2, evidence=wire)
    limit = min(most, max(FREE, RATIO * len(wire)))
    if wire.startswith(_GZIP):
        return _gunzip(wire, limit)
    if "deflate" in names and wire:
        return _member(wire, 0, _deflate_window(wire), limit)[0]
    return wire


def _gunzip(wire: bytes, limit: int) -> bytes:
    """Every member of a gzip file (RFC 1952, 2.2); zeros may pad it."""
    parts: list[bytes] = []
    position = 0
    while wire.startswith(_GZIP, position):
        part, position = _member(wire, position, 31, limit)
        limit -= len(part)
        parts.append(part)
    if wire[position:].strip(b"\0"):
        text = f"has {len(wire) - position:,} bytes after the end of its gzip stream"
        raise Fault(text, patience=2, evidence=b"".join(parts))
    return b"".join(parts)


def _deflate_window(wire: bytes) -> int:
    """Many servers send raw deflate where RFC 9110 asks for zlib (RFC 1950, 2.2: check bits)."""
    is_zlib = wire[0] & 0x0F == 8 and int.from_bytes(wire[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


def _member(wire: bytes, position: int, window: int, limit: int) -> tuple[bytes, int]:
    """One compressed stream from `position`: its content, and where it ended."""
    stream = zlib.decompressobj(window)
    content = bytearray()
    while not stream.eof:
        chunk = wire[position : position + _CHUNK]
        if not chunk:
            text = f"was cut off after {len(wire):,} packed bytes (the stream does not end)"
            raise Fault(text, evidence=content)
        try:
            content += stream.decompress(chunk, limit - len(content) + 1)
        except zlib.error as error:
            text = f"is damaged at packed byte {position:,} or soon after ({error})"
            raise Fault(text, evidence=content) from error
        if len(content) > limit:
            text = f"unpacks from {len(wire):,} bytes to more than {limit:,}, which is not allowed"
            raise Fault(text, patience=1, evidence=content)
        position += len(chunk) - len(stream.unused_data)
    return bytes(content), position
