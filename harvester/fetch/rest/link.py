"""Where a link to the next page may lead: to the repository that sent it, nowhere else."""

import re
from urllib.parse import urljoin, urlsplit

from harvester.errors import AddressRefused

_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)')
_NEXT = re.compile(r'(?:^|;)\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s|;|$))', re.I)


def from_header(text: str) -> str | None:
    """The address of `rel="next"` in a header Link (RFC 8288)."""
    for match in _LINK.finditer(text[:20_000]):
        if _NEXT.search(match[2]):
            return match[1].strip() or None
    return None


def followed(url: str, link: str) -> str:
    """The address of the next page, as `url`'s answer names it.

    Many interfaces behind a proxy write `http:` where they were asked by `https:`; the way stays
    the safe one. User and password in a link are left out.

    Raises:
        AddressRefused: it leads to another host, or nowhere.
    """
    try:
        old, new = urlsplit(url), urlsplit(urljoin(url, link.strip()))
        usable = new.scheme in ("http", "https") and bool(new.hostname) and new.port != 0
        same = new.hostname == old.hostname
        upgraded = old.scheme == "https" and new.scheme == "http" and same
        port = old.port if upgraded else new.port
    except ValueError:
        usable = False
    if not usable:
        raise AddressRefused(f"{url} names {link[:200]!r} as its next page: no web address.")
    host = new.netloc.rpartition("@")[2]
    if upgraded:
        new = new._replace(scheme="https")
        host = old.netloc.rpartition("@")[2]
    same_port = (port or _PORTS[new.scheme]) == (old.port or _PORTS[old.scheme])
    if not same or not same_port:
        raise AddressRefused(
            f"{url} names a next page at {host}, which is another host; it was not asked. "
            "If the repository has moved there, write that address into its file (url:)."
        )
    return new._replace(netloc=host, fragment="").geturl()


_PORTS = {"http": 80, "https": 443}
