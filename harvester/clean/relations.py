"""Kinds of relations, whether written `IsPartOf`, `is part of` or `ispartof`."""

import re
from functools import cache

from harvester.clean.cleaned import Cleaned, refused
from harvester.ontology import scheme


def clean(value: str) -> Cleaned[str]:
    """In our spelling, `is-part-of`; a kind that is none of the vocabulary keeps its own words."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", value.strip())
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    known = _known().get(slug.replace("-", ""), slug)
    return Cleaned((known,)) if known else refused("no word stands here", value)


@cache
def _known() -> dict[str, str]:
    return {concept.slug.replace("-", ""): concept.slug for concept in scheme("relation")}
