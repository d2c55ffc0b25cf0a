"""A request as repositories should see it: who asks, and the arguments encoded exactly once."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from harvester import __version__

LONGEST = 16_000
"""Characters of an address: more than any server takes."""


def with_query(url: str, params: Mapping[str, str]) -> str:
    """`url` with these query parameters, each percent-encoded once (never `+` for a space).

    A query that it has already stays, but for parameters of the same name: people copy addresses
    that end with `?verb=Identify`.
    """
    base, _, query = url.partition("?")
    own = [part for part in query.split("&") if part and part.partition("=")[0] not in params]
    asked = [urlencode(params, quote_via=quote, safe="")] if params else []
    return "?".join(filter(None, [base, "&".join([*own, *asked])]))


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
