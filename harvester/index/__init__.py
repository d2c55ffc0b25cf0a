"""Index: one search document per record, in an engine that can be deleted and rebuilt."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol, TypedDict


class Document(TypedDict):
    """One record as the search engine sees it. No list has doubles; all but `text` are sorted."""

    iri: str
    source: str
    identifier: str
    title: str
    text: list[str]
    """Descriptions, subjects, sample names, agents: what words are sought in, beside the title.

    The descriptions come first: what is shown of a record comes from there.
    """
    identifiers: list[str]
    techniques: list[str]
    technique_groups: list[str]
    """The techniques and all that is broader."""
    materials: list[str]
    material_groups: list[str]
    samples: list[str]
    sample_types: list[str]
    labs: list[str]
    people: list[str]
    year: int | None
    latitude: float | None
    longitude: float | None
    access: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Words are plain words, with "a phrase" and -without; never an engine's query language.

    A filter's values are alternatives; filters of different names all hold. Filters and facets are
    named as the fields of `Document` (see `FACETS`).
    """

    words: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    limit: int = 10
    offset: int = 0
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    score: float
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    total: int
    hits: Sequence[Hit]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    """Words that were sought too: the synonyms of the vocabularies."""
    close: bool = False
    """Nothing has just these words: these hits have words that differ from them by one letter."""


FACETS = (
    *("source", "techniques", "technique_groups", "materials", "material_groups", "samples"),
    *("sample_types", "labs", "people", "access", "demonstration"),
)
"""Fields to filter by and to count; the values of `demonstration` are `true` and `false`."""


class IndexWriter(Protocol):
    def put(self, changes: Sequence[tuple[str, Document | None]], cursor: int) -> None:
        """Replace (with None: remove) the documents of these IRIs and move the cursor."""
        ...


class SearchEngine(Protocol):
    def cursor(self) -> int:
        """The newest ledger `seq` in the index; 0 for an empty or unfinished one."""
        ...

    def writer(self, *, anew: bool = False) -> AbstractContextManager[IndexWriter]:
        """The one writer. With `anew` a new index is built beside the old one and takes its place
        when the block ends well; searches never see a gap, and no document may be put twice.

        Raises:
            StoreError: another process writes, or the disk does not take it.
        """
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Best first; equal scores by IRI, if not among more than thousands. Without words, by IRI.

        Raises:
            UsageError: there is no such filter or facet.
        """
        ...

    def get(self, iri: str) -> Document | None: ...

    def documents(self) -> Iterator[Document]:
        """All documents, sorted by IRI."""
        ...

    def close(self) -> None: ...
