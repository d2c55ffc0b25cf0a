"""Addresses that may be shown as links: http and https, well formed, with nothing hidden."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from harvester.clean.cleaned import Cleaned, refused

LONGEST = 2048
HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")
KEPT = "/:;@!$&'()*+,=?#-._~%"
"""What RFC 3986 lets stand; a percent sign stands for what is already escaped."""
NOTHING_TO_ESCAPE = re.compile(r"[A-Za-z0-9/:;@!$&'()*+,=?#._~-]*")
BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def clean(value: str) -> Cleaned[str]:
    """A safe address."""
    address = safe(value)
    return Cleaned((address,)) if address else refused("this is no http or https address", value)


def safe(address: str) -> str | None:
    """The address with what may not stand in it escaped; None if it is no link to follow."""
    text = address.strip()
    if len(text) > LONGEST or not re.match(r"https?://", text, re.IGNORECASE):
        return None
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port else ""
        host = (parts.hostname or "").encode("idna").decode("ascii") if parts.hostname else ""
    except (UnicodeError, ValueError):
        return None
    if ":" in host:
        host = f"[{host}]"
    if not HOST.fullmatch(host) or parts.username is not None:
        return None
    return urlunsplit(
        (
            parts.scheme.lower(),
            host + port,
            *map(escaped, (parts.path, parts.query, parts.fragment)),
        )
    )


def https(host: str, path: str) -> str:
    """The address of an identifier at its resolver."""
    return f"https://{host}/{escaped(path)}"


def escaped(text: str) -> str:
    """Everything that RFC 3986 forbids as percent escapes, stray percent signs too."""
    if NOTHING_TO_ESCAPE.fullmatch(text):
        return text
    return quote(BAD_ESCAPE.sub("%25", text), safe=KEPT, errors="replace")
