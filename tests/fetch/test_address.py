"""No request goes where no repository should be: checked on the address that is connected to."""

import socket
from typing import Any

import httpcore
import pytest
from loopback import Reply, closed_port, serving

from harvester.errors import AddressRefused
from harvester.fetch.address import VettedNetwork, objection, vetted
from harvester.fetch.web import Web
from harvester.repositories import Politeness

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.7",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "::1",
    "fd12:3456::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.7",
    "64:ff9b::192.168.1.1",
    "2002:c0a8:0101::1",
]
NEVER = [
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "fe80::1",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
    "64:ff9b:1::1",
]
OUTSIDE = ["193.0.14.129", "2001:7fd::1", "64:ff9b::193.0.14.129"]


@pytest.mark.parametrize("address", INSIDE)
def test_inside_addresses_are_only_for_those_who_allow_them(address: str) -> None:
    assert objection(address, allow_private=False)
    assert objection(address, allow_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_for_nobody(address: str) -> None:
    assert objection(address, allow_private=False)
    assert objection(address, allow_private=True)


@pytest.mark.parametrize("address", OUTSIDE)
def test_public_addresses_are_for_all(address: str) -> None:
    assert objection(address, allow_private=False) is None


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "0x7f000001", "2130706433", "127.1", "[::ffff:127.0.0.1]"]
)
def test_every_spelling_of_loopback_is_refused_and_nothing_is_asked(host: str) -> None:
    with serving(lambda _: Reply(b"secret")) as server:
        port = server.url.rsplit(":", 1)[1]
        with Web(Politeness()) as web, pytest.raises(AddressRefused) as refused:
            web.get(f"http://{host}:{port}")
    assert not server.asked
    assert "127.0.0.1" in str(refused.value)
    assert "--allow-private" in str(refused.value)
    assert "allow_private: true" in str(refused.value)


def test_the_sentence_offers_no_way_where_there_is_none() -> None:
    with pytest.raises(AddressRefused) as refused:
        vetted("169.254.169.254", 80, allow_private=True)
    assert "allow" not in str(refused.value)


def resolver(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """rum.example has these addresses: the first list at the first look-up, and so on."""
    rest = list(answers)
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        if host != "rum.example":
            return real(host, port, *args, **kwargs)
        addresses = rest.pop(0) if len(rest) > 1 else rest[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_a_private_address_beside_a_public_one_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, ["10.0.0.7", "193.0.14.129"])
    assert vetted("rum.example", 80, allow_private=False) == ["193.0.14.129"]


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: a second look-up would give another address."""
    connected: list[str] = []

    def connect_tcp(self: Any, host: str, *_: Any, **__: Any) -> None:
        connected.append(host)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    resolver(monkeypatch, ["193.0.14.129"], ["127.0.0.1"])
    VettedNetwork(allow_private=False).connect_tcp("rum.example", 80)
    assert connected == ["193.0.14.129"]


def test_the_next_address_is_tried_when_the_first_does_not_listen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(lambda _: Reply(b"here")) as server:
        port = int(server.url.split(":")[2].split("/")[0])
        resolver(monkeypatch, ["127.0.0.2", "127.0.0.1"])
        stream = VettedNetwork(allow_private=True).connect_tcp("rum.example", port, timeout=5)
        assert stream.get_extra_info("server_addr")[0] == "127.0.0.1"
        stream.close()


def test_when_none_listens_the_last_reason_is_told() -> None:
    with pytest.raises(httpcore.ConnectError, match="refused"):
        VettedNetwork(allow_private=True).connect_tcp("127.0.0.1", closed_port(), timeout=5)
