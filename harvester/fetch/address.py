"""Which network addresses may be asked; checked when the socket is opened, not before.

A name can answer differently the second time it is looked up (DNS rebinding), so the address that
was checked is the one that is connected to. Host header and TLS name stay those of the URL.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

from harvester.errors import AddressRefused

NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address that is meant."""


def _meant(address: str) -> IPv4Address | IPv6Address:
    """The address behind mapped, NAT64 and 6to4 forms."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def objection(address: str, *, allow_private: bool) -> str | None:
    """Why this address may not be asked; None if it may.

    No repository lives at a multicast, unspecified, reserved or link-local address (there cloud
    machines keep their credentials), so `allow_private` does not open those.
    """
    ip = _meant(address)
    if ip.is_loopback:
        return None if allow_private else "is this machine itself"
    if ip.is_multicast or ip.is_unspecified or ip.is_link_local or ip.is_reserved:
        return "is of a kind at which no repository lives"
    if allow_private or (ip.is_global and not _is_site_local(ip)):
        return None
    return "is in a private network"


def _is_site_local(ip: IPv4Address | IPv6Address) -> bool:
    """RFC 3879: the private networks of IPv6 before today's; Python calls them global."""
    return isinstance(ip, IPv6Address) and ip.is_site_local


def vetted(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host that may be asked, in the resolver's order.

    Raises:
        AddressRefused: there are addresses, but none that may be asked.
        OSError: the name cannot be resolved.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    objections = {a: objection(a, allow_private=allow_private) for a in addresses}
    usable = [address for address, why in objections.items() if why is None]
    if usable:
        return usable
    address, why = next(iter(objections.items()))
    raise AddressRefused(_refusal(host, address, str(why), allow_private))


def _refusal(host: str, address: str, why: str, allow_private: bool) -> str:
    where = host if host == address else f"{host} ({address})"
    advice = (
        "It is never asked."
        if allow_private
        else "If this repository may live there, say so: --allow-private when it is added, "
        "or `allow_private: true` in its file."
    )
    return f"The address {where} {why}, so nothing was asked of it. {advice}"


class VettedNetwork(httpcore.NetworkBackend):
    """Opens sockets only to addresses that were looked up and checked in the same breath."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """See httpcore; each usable address is tried in turn."""
        try:
            addresses = vetted(host, port, allow_private=self._allow_private)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                return self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")
