"""Addresses as they may be shown: what could be a password is left out, however it is written."""

import re

HIDDEN = "(an address that is not shown: it may hold a password)"
_PLACE = re.compile(
    r"(?:\[[0-9a-f:.]+\]|[\w.-]*)(?::\d+)?(?:,[\w.-]*(?::\d+)?)*(?:/\S*)?", re.IGNORECASE
)
"""Hosts with their ports, and a path."""


def shown(address: str) -> str:
    """Of `https://user:password@host/path?key=…` only `https://***@host/path?***`.

    Where it is not clear what is a password (one that holds `?` and is not encoded, say), nothing
    of it is shown. The address of a file holds none but behind its `?`.
    """
    scheme, found, rest = address.partition("://")
    if not found or not scheme.replace("+", "").isalnum():
        return HIDDEN
    before, *query = re.split(r"(?=[?#])", rest, maxsplit=1)
    asked = "?***" if query else ""
    if scheme.startswith("sqlite"):
        return f"{scheme}://{before}{asked}"
    _, login, place = before.rpartition("@")
    if any("@" in each for each in query) or not _PLACE.fullmatch(place):
        return HIDDEN
    return f"{scheme}://{'***@' if login else ''}{place}{asked}"
