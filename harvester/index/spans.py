"""A question cut into what its words mean together: names of concepts, meteorites, single words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harvester.index.grammar import Sought
from harvester.index.synonyms import Meaning, Synonyms

LONGEST = 8
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a question, side by side, and what they mean together.

    `spellings` are other words, one after the other, for the same.
    """

    sought: tuple[Sought, ...]
    meanings: tuple[Meaning, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()


def spans(wanted: Sequence[Sought], synonyms: Synonyms) -> Iterator[Span]:
    """Cut a question into names, the longest first, and single words.

    A quoted phrase means only itself.
    """
    start = 0
    while start < len(wanted):
        span = _longest(wanted, start, synonyms)
        yield span
        start += len(span.sought)


def _longest(wanted: Sequence[Sought], start: int, synonyms: Synonyms) -> Span:
    for end in range(min(len(wanted), start + LONGEST), start, -1):
        part = tuple(wanted[start:end])
        if any(each.quoted for each in part):
            continue
        name = [word for each in part for word in each.words]
        meanings, spellings = synonyms.meanings(name), synonyms.spellings(name)
        if meanings or spellings:
            return Span(part, tuple(meanings), tuple(spellings))
    return Span((wanted[start],))
