"""Bodies are unpacked by us: every member whole, with its checksum, and never too large."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.fetch.body import FREE, unpacked
from harvester.fetch.fault import Fault

PAGE = b"<OAI-PMH>" + b"olivine, chromite, spinel; " * 400 + b"</OAI-PMH>"


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=5))
def test_all_members_of_a_gzip_stream_are_read(members: list[bytes]) -> None:
    wire = b"".join(gzip.compress(member) for member in members)
    assert unpacked(wire, "gzip") == b"".join(members)


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_gzip_stream_that_is_cut_anywhere_is_no_body(content: bytes, data: st.DataObject) -> None:
    wire = gzip.compress(content)
    cut = data.draw(st.integers(2, len(wire) - 1))
    with pytest.raises(Fault, match="was cut off"):
        unpacked(wire[:cut], "gzip")


def test_a_second_member_that_is_cut_is_no_body() -> None:
    with pytest.raises(Fault, match="was cut off after"):
        unpacked(gzip.compress(PAGE) + gzip.compress(PAGE)[:-8], "gzip")


def test_a_wrong_checksum_is_damage() -> None:
    wire = bytearray(gzip.compress(PAGE))
    wire[-6] ^= 0xFF
    with pytest.raises(Fault, match="is damaged"):
        unpacked(bytes(wire), "gzip")


def test_zeros_may_pad_a_gzip_stream_but_nothing_else() -> None:
    wire = gzip.compress(PAGE)
    assert unpacked(wire + bytes(512), "gzip") == PAGE
    with pytest.raises(Fault, match="4 bytes after the end"):
        unpacked(wire + b"oops", "gzip")


@pytest.mark.parametrize("window", [zlib.MAX_WBITS, -zlib.MAX_WBITS], ids=["zlib", "raw"])
def test_deflate_is_read_in_both_of_its_forms(window: int) -> None:
    packer = zlib.compressobj(wbits=window)
    wire = packer.compress(PAGE) + packer.flush()
    assert unpacked(wire, "deflate") == PAGE
    with pytest.raises(Fault, match="was cut off"):
        unpacked(wire[:-5], "deflate")


@pytest.mark.parametrize("encoding", ["", "identity", "gzip", "x-gzip", "GZIP"])
def test_the_header_is_not_believed(encoding: str) -> None:
    """Some servers name a packing that they do not use, others use one that they do not name."""
    assert unpacked(PAGE, encoding) == PAGE
    assert unpacked(gzip.compress(PAGE), encoding) == PAGE


def test_a_packing_that_was_not_asked_for_is_refused() -> None:
    with pytest.raises(Fault, match="came packed as br"):
        unpacked(b"\x0b\x02\x80", "br")


def test_an_empty_body_is_an_empty_body() -> None:
    assert unpacked(b"", "gzip") == b""
    assert unpacked(b"", "deflate") == b""


def test_a_bomb_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, wbits=31)
    wire = b"".join(packer.compress(bytes(2**20)) for _ in range(100)) + packer.flush()
    assert len(wire) < 130_000
    with pytest.raises(Fault, match="which is not allowed") as bomb:
        unpacked(wire, "gzip")
    assert bomb.value.patience == 1
    assert len(bomb.value.evidence) <= 64 * 1024


def test_many_small_bombs_are_one() -> None:
    member = gzip.compress(bytes(FREE // 4))
    with pytest.raises(Fault, match="which is not allowed"):
        unpacked(member * 8, "gzip")


def test_a_page_of_much_the_same_records_is_no_bomb() -> None:
    page = b"<record><title>EBSD map</title></record>" * 100_000
    assert unpacked(gzip.compress(page), "gzip") == page
