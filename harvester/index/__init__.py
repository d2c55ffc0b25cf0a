"""Index: one search document per record, in an engine that can be deleted and rebuilt."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, TypeAlias, TypedDict

from harvester.exclusive import Allowed, always


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
    sample_type_groups: list[str]
    labs: list[str]
    people: list[str]
    instruments: list[str]
    processing_level: str
    formats: list[str]
    licences: list[str]
    """SPDX identifiers, `CC-BY-4.0`."""
    voltages: list[float]
    """Accelerating voltages, kV."""
    pixel_sizes: list[float]
    """Edges of pixels and voxels, and steps of maps, nm."""
    fields_of_view: list[float]
    """µm."""
    year: int | None
    date: str | None
    """The first day that the date of the year may mean, ISO 8601, of the years 1 to 9999."""
    latitude: float | None
    longitude: float | None
    access: str
    demonstration: bool


class Box(NamedTuple):
    """WGS 84 degrees, edges included; `west` > `east` crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


Order: TypeAlias = Literal["best", "newest", "oldest"]
"""By score, without words by IRI; or by date, those without one last. What is equal, by IRI."""
Range: TypeAlias = tuple[float | None, float | None]
"""Both ends included; None is open. Open at both ends it holds for everything."""


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
    without: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Like `filters`: what has any of these values is left out."""
    ranges: dict[str, Range] = field(default_factory=dict)
    """By a field of `RANGES`, in its unit: one of the record's values lies in the range."""
    days: tuple[str | None, str | None] = (None, None)
    """A range of `date`, ISO days."""
    box: Box | None = None
    cells: int | None = None
    """Zoom, 0 to `DEEPEST`, of the map tiles in which to count what is found."""
    order: Order = "best"
    page: str | None = None
    """Walk through all that is found: empty for the first page, then each page's `next`.

    The order is the engine's own. What is there all the time comes exactly once, whatever is put
    and removed meanwhile. `limit` is the size of a page; `offset` and `order` count for nothing.
    """


Marks: TypeAlias = tuple[tuple[int, int], ...]
"""Where the words sought stand in a text: start and end, in characters; sorted, apart."""


@dataclass(frozen=True, slots=True)
class Hit:
    document: Document
    score: float
    snippet: str = ""
    marks: Marks = ()
    """In the snippet."""
    title_marks: Marks = ()


class Cell(NamedTuple):
    """A tile of the map in Web Mercator (as OpenStreetMap numbers them), and how much is there."""

    x: int
    y: int
    records: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    total: int
    hits: Sequence[Hit]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    """Words that were sought too: the synonyms of the vocabularies."""
    close: bool = False
    """Nothing has just these words: these hits have words that differ by a letter, long ones by
    two."""
    instead: str = ""
    """With `close`: the words as they stand in the hits; did you mean these?"""
    cells: Sequence[Cell] = ()
    """Tiles with records in them, by x and y; those of no place are in none."""
    next: str | None = None
    """The `page` after this one; None after the last, and where no page was asked for."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant by the beginning of a word.

    `field` is `samples`, `identifiers`, `title`, or for a concept the field of its groups; `value`
    is what stands in that field: the concept's slug, else the text itself. `count` records have it.
    """

    text: str
    field: str
    value: str
    count: int


FACETS = (
    *("source", "techniques", "technique_groups", "materials", "material_groups", "samples"),
    *("sample_types", "sample_type_groups", "labs", "people", "instruments"),
    *("processing_level", "formats", "licences", "access", "demonstration"),
)
"""Fields to filter by and to count; the values of `demonstration` are `true` and `false`."""
RANGES = ("voltages", "pixel_sizes", "fields_of_view")
DEEPEST = 20
"""The largest zoom of a map."""


class IndexWriter(Protocol):
    def put(self, changes: Sequence[tuple[str, Document | None]], cursor: int) -> None:
        """Replace (with None: remove) the documents of these IRIs and move the cursor."""
        ...


class SearchEngine(Protocol):
    def cursor(self) -> int:
        """The newest ledger `seq` in the index.

        0 for an empty or unfinished one, and for one that another version of this engine made:
        that is as if there were none, and is built anew.
        """
        ...

    def writer(
        self, *, anew: bool = False, allowed: Allowed = always
    ) -> AbstractContextManager[IndexWriter]:
        """The one writer. With `anew` a new index is built beside the old one and takes its place
        when the block ends well; searches never see a gap, and no document may be put twice.

        `allowed` is called before each change of a server, where a folder's lock does not keep
        other machines out.

        Raises:
            StoreError: another process writes, or the disk does not take it.
        """
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Best first; equal scores by IRI, if not among more than thousands. Without words, by IRI.

        Raises:
            UsageError: there is no such filter, range, facet, day, box, zoom or page.
        """
        ...

    def suggest(self, typed: str, limit: int = 10) -> Sequence[Suggestion]:
        """Names that begin, or have a word that begins, with what was typed; commonest first.

        Concepts that records have (by the label that fits, in any language), samples and their
        and the data's identifiers in any spelling, titles.
        """
        ...

    def similar(self, iri: str, limit: int = 10) -> Sequence[Hit]:
        """Other records of like content, most alike first: rare words and concepts, samples.

        None for a record that is not there.
        """
        ...

    def get(self, iri: str) -> Document | None: ...

    def described(self) -> str:
        """What it is and where, and how many documents are there, for people."""
        ...

    def documents(self) -> Iterator[Document]:
        """All documents, sorted by IRI."""
        ...

    def close(self) -> None: ...
