"""Where a redirect may lead: the same site, the same way, and not back to plain HTTP."""

from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from harvester.errors import AddressRefused

HOPS = 5
"""Redirects that are followed for one request."""

_SHARED = {"ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "gv", "net", "or", "org"}
"""Second-level names below which others register theirs (`x.ac.uk`): as much of the Public
Suffix List as repositories need. A mistake costs the operator one line in a file."""


def target(url: str, location: str) -> str:
    """The address that an answer of `url` redirects to; its query is ours if it brings none.

    A redirect to another site is not followed: a parked domain or a login page would answer in
    the repository's name. An operator who knows better writes the new address into the file.

    Raises:
        AddressRefused: it leads to another site, down to plain HTTP, or nowhere.
    """
    try:
        new = urlsplit(urljoin(url, location.strip()))
        old = urlsplit(url)
        usable = new.scheme in ("http", "https") and bool(new.hostname) and new.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise AddressRefused(f"{url} redirects to {location[:200]!r}, which is no web address.")
    if old.scheme == "https" and new.scheme == "http":
        raise AddressRefused(_sentence(url, new.geturl(), "gives up encryption"))
    if not same_site(old.hostname or "", new.hostname or ""):
        raise AddressRefused(_sentence(url, new.geturl(), "is another site"))
    host = new.netloc.rpartition("@")[2]
    return new._replace(netloc=host, query=new.query or old.query, fragment="").geturl()


def same_site(one: str, other: str) -> bool:
    """Do two hosts have the same registered domain (`oai.gfz.de`, `www.gfz.de`)?"""
    site = _site(one)
    return one == other or (site is not None and site == _site(other))


def _site(host: str) -> str | None:
    """The registered domain; None for an IP address and for a name without one."""
    try:
        ip_address(host)
    except ValueError:
        labels = host.lower().rstrip(".").split(".")
        shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED
        size = 3 if shared else 2
        return ".".join(labels[-size:]) if len(labels) >= size else None
    return None


def _sentence(url: str, new: str, why: str) -> str:
    return (
        f"{url} redirects to {new}, which {why}; it was not followed. "
        "If that is the repository's new address, write it into its file (url:)."
    )
