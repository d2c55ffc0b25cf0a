"""What sources call the part that people and dates play, in our words.

Code lists: CI_RoleCode and CI_DateTypeCode of ISO 19115, the IGSN code lists of CSIRO and ARDC.
What has no word of ours keeps its own.
"""

import re

from harvester.clean.cleaned import Cleaned, refused

AGENTS = {
    "author": "creator",
    "originator": "creator",
    "point-of-contact": "contact",
    "technical-contact": "contact",
    "metadata-author": "metadata-contact",
}
DATES = {
    "creation": "created",
    "publication": "issued",
    "published": "issued",
    "released": "available",
    "revision": "updated",
    "last-revision": "updated",
    "last-update": "updated",
    "adopted": "accepted",
}


def slug(value: str) -> Cleaned[str]:
    """`IsPartOf`, `Is part of`, an address that ends so → `is-part-of`."""
    said = value.strip()
    if re.match(r"https?://", said, re.IGNORECASE):
        said = re.split(r"[/#]", said.rstrip("/#"))[-1]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", said)
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return Cleaned((plain,)) if plain else refused("no word stands here", value)


def of_agent(value: str) -> Cleaned[str]:
    return _ours(value, AGENTS)


def of_date(value: str) -> Cleaned[str]:
    return _ours(value, DATES)


def _ours(value: str, words: dict[str, str]) -> Cleaned[str]:
    read = slug(value)
    return Cleaned(tuple(words.get(each, each) for each in read.values), read.findings)
