"""A request as repositories should see it: who asks, and the arguments encoded exactly once."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

from harvester import __version__


def with_query(url: str, params: Mapping[str, str]) -> str:
    """`url` with more query parameters, each percent-encoded once (never `+` for a space)."""
    if not params:
        return url
    joint = "&" if urlsplit(url).query else "?"
    return url.rstrip("?&") + joint + urlencode(params, quote_via=quote, safe="")


def headers(contact: str) -> dict[str, str]:
    """Who we are and whom to write to; only what we can unpack ourselves is accepted packed."""
    contact = " ".join(contact.encode("ascii", "replace").decode().split())
    agent = f"Lithoscope/{__version__}"
    told = {
        "User-Agent": f"{agent} (+{contact})" if contact else agent,
        "Accept": "text/xml, application/xml, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    return told | ({"From": contact} if "@" in contact else {})
