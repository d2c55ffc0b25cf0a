"""One name of a sample, of whatever kind: the surest kind that its form allows."""

from harvester.clean import identifiers
from harvester.identity.names import labels, missions, museums, numbered, spelling
from harvester.identity.names.name import Context, Name

LASTING = {"igsn", "doi", "handle", "ark", "url"}
"""Schemes whose identifiers are unique in the world."""


def read(text: str, context: Context = Context()) -> Name | None:  # noqa: B008  (immutable)
    """The kind, normal form, parent and split of what a field holds; None if it is empty.

    The order is that of certainty: identifiers, missions, museums, meteorites, labels, words.
    """
    text = " ".join(text.split())
    if not any(map(str.isalnum, text)):
        return None
    return (
        lasting(text)
        or mission(text, context)
        or museums.read(text, context)
        or numbered.read(text)
        or labels.read(text, context)
        or Name("words", spelling.words(text), text)
    )


def lasting(text: str, hint: str = "") -> Name | None:
    """An identifier that holds everywhere; a hint is what the field says of its scheme."""
    if not ({"/", ":"} & set(text) or "igsn" in text.casefold() or hint):
        return None
    found = identifiers.clean(text, hint).value
    if not found or found["scheme"] not in LASTING:
        return None
    return Name(found["scheme"], _compared(found["scheme"], found["value"]), text)


def mission(text: str, context: Context) -> Name | None:
    for rule in missions.RULES:
        if found := rule(text, context):
            return found
    return None


def _compared(scheme: str, value: str) -> str:
    """Hyphens of an ARK say nothing (its specification, 2.3)."""
    return value.replace("-", "") if scheme == "ark" else value
