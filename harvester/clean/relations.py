"""Kinds of relations, whether written `IsPartOf`, `is part of` or `ispartof`.

What code lists call them (DS_AssociationTypeCode of ISO 19115, the IGSN code lists of CSIRO and
ARDC) stands in the vocabulary as hidden labels.
"""

from functools import cache

from harvester.clean import roles
from harvester.clean.cleaned import Cleaned
from harvester.ontology import scheme


def clean(value: str) -> Cleaned[str]:
    """In our spelling, `is-part-of`; a kind that is none of the vocabulary keeps its own words."""
    read = roles.slug(value)
    known = _known()
    return Cleaned(tuple(known.get(_letters(s), s) for s in read.values), read.findings)


@cache
def _known() -> dict[str, str]:
    concepts = list(scheme("relation"))
    named = {_letters(name): each.slug for each in concepts for name in each.hidden}
    return named | {_letters(each.slug): each.slug for each in concepts}


def _letters(words: str) -> str:
    return words.replace("-", "").replace(" ", "")
