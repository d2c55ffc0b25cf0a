"""What sources call the part that people, dates and related things play, in our words.

Code lists: CI_RoleCode, CI_DateTypeCode and DS_AssociationTypeCode of ISO 19115, the IGSN code
lists of CSIRO and ARDC. What has no word of ours keeps its own.
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
RELATIONS = {
    "collective-title": "is-part-of",
    "cross-reference": "references",
    "dependency": "requires",
    "has-digital-representation": "is-documented-by",
    "has-document": "is-documented-by",
    "has-member": "has-part",
    "has-reference-resource": "is-documented-by",
    "is-aggregate-of": "is-compiled-by",
    "is-composed-of": "has-part",
    "is-member-of": "is-part-of",
    "larger-work-citation": "is-part-of",
    "part-of-seamless-database": "is-part-of",
    "revision-of": "is-new-version-of",
    "series": "is-part-of",
    "source": "is-derived-from",
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


def of_relation(value: str) -> Cleaned[str]:
    return _ours(value, RELATIONS)


def _ours(value: str, words: dict[str, str]) -> Cleaned[str]:
    read = slug(value)
    return Cleaned(tuple(words.get(each, each) for each in read.values), read.findings)
