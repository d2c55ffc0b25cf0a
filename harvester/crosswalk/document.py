"""What the engine needs of a document, whether XML or JSON."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence, Set
from typing import Any, NamedTuple, Protocol


class Found(NamedTuple):
    """One thing that a path found.

    `node` is where further paths start (of an attribute: its element), `key` names the value for
    the audit, `also` what else was looked at to find it. `words` is the value where it is known
    at once: then it is of one piece.
    """

    node: Any
    key: Hashable
    also: Iterable[Hashable] = ()
    words: str | None = None


class Leaf(NamedTuple):
    """A value of the document, for the audit."""

    path: str
    value: str


class Path(Protocol):
    """A compiled path; `text` is as the crosswalk's author wrote it."""

    text: str

    @property
    def first(self) -> str | None:
        """The name that it begins with, if it begins with a plain name."""
        ...

    @property
    def from_top(self) -> bool:
        """Whether it starts at the record's top, wherever it is used."""
        ...

    def find(self, node: Any) -> Sequence[Found]: ...


class Document(Protocol):
    """One record's metadata; `base` is where the crosswalk's paths start."""

    base: Any

    @property
    def names(self) -> Set[str] | None:
        """What a path may begin with at `base` and find something; None: not known."""
        ...

    def text(self, found: Found) -> str | None:
        """The value as text; None where there is none (an empty element, an object)."""
        ...

    def within(self, found: Found) -> Iterable[Hashable]:
        """Keys of all that `text` is made of."""
        ...

    def language(self, found: Found) -> Found | None:
        """Its language as declared at the value itself."""
        ...

    def leaves(self, told: Container[Hashable]) -> Iterator[Leaf]:
        """Every value of the document but those told of, also outside `base`."""
        ...
