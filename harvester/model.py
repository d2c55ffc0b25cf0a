"""What a record says, in our words (see `ontology/lithoscope.ttl` for the same as linked data).

Every interpreted value keeps the source's words beside it: `verbatim`, the `path` where they
stood, the `rule` that read them and how sure that is.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Confidence: TypeAlias = Literal["stated", "found", "guessed"]
"""stated: the field says so; found: read in running text; guessed: inferred."""


Access: TypeAlias = Literal["open", "embargoed", "restricted", "metadata-only"]
"""Who may see the data."""


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Interpreted(Model):
    verbatim: str = ""
    path: str = ""
    rule: str = ""
    confidence: Confidence = "stated"


class Text(Model):
    """Plain text, markup removed; `language` is a BCP 47 tag where the source gives one."""

    value: str
    language: str | None = None
    role: str | None = None


class Identifier(Interpreted):
    """`value` is the normal form of `scheme` (doi, igsn, ark, handle, orcid, ror, …)."""

    scheme: str
    value: str
    iri: str | None = None


class Date(Interpreted):
    """An EDTF date or interval; `earliest` and `latest` are ISO days for ranges (None: open)."""

    edtf: str
    earliest: str | None = None
    latest: str | None = None
    role: str = "issued"


class Quantity(Interpreted):
    """`kind` is a property slug (accelerating-voltage, pixel-size, mass …), `unit` a UCUM code."""

    kind: str
    value: float
    unit: str


class Place(Interpreted):
    """WGS 84 degrees only where `body` is earth; box is west, south, east, north."""

    name: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    box: tuple[float, float, float, float] | None = None
    polygon: tuple[tuple[float, float], ...] | None = None
    elevation: float | None = None
    body: str = "earth"
    identifiers: tuple[Identifier, ...] = ()


class Term(Interpreted):
    """A concept of one of our schemes: technique, material, sample-type, preparation, …"""

    scheme: str
    slug: str


class Agent(Interpreted):
    name: str
    kind: Literal["person", "organisation", "unknown"] = "unknown"
    role: str = "creator"
    given: str | None = None
    family: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()


class Affiliation(Model):
    name: str
    identifier: Identifier | None = None


class Sample(Interpreted):
    """A material sample as this record describes it; `key` tells it apart within the record.

    `parent` is the key of another sample of this record.
    """

    key: str
    name: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    type: Term | None = None
    parent: str | None = None
    materials: tuple[Term, ...] = ()
    place: Place | None = None
    collected: Date | None = None
    collection: str | None = None
    age: str | None = None
    mass: Quantity | None = None
    description: str | None = None


class Preparation(Interpreted):
    """A cut, lift-out or polish: made `child` from `parent` (keys of samples)."""

    key: str
    kind: Term
    parent: str | None = None
    child: str | None = None


class Instrument(Interpreted):
    name: str
    manufacturer: str | None = None
    identifiers: tuple[Identifier, ...] = ()


class Measurement(Interpreted):
    """One technique used on the record's samples (all of them where `samples` is empty)."""

    key: str
    technique: Term
    samples: tuple[str, ...] = ()
    instrument: Instrument | None = None
    lab: Agent | None = None
    date: Date | None = None
    conditions: tuple[Quantity, ...] = ()
    dimensionality: str | None = None


class File(Interpreted):
    name: str
    url: str | None = None
    bytes: int | None = None
    format: Term | None = None
    media_type: str | None = None
    checksum: str | None = None
    """Algorithm and hexadecimal digits, as in `md5:9e10…`."""
    access: Access | None = None
    """Where the file's own differs from, or adds to, that of its dataset."""


class Relation(Interpreted):
    """`kind` is a DataCite relationType in our spelling: is-part-of, is-derived-from, cites …"""

    kind: str
    identifier: Identifier
    type: str | None = None
    title: str | None = None


class Funding(Model):
    funder: str | None = None
    funder_identifier: Identifier | None = None
    award: str | None = None
    title: str | None = None


class Licence(Interpreted):
    """`iri` where the words name a known licence."""

    iri: str | None = None


class Dataset(Model):
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    agents: tuple[Agent, ...] = ()
    dates: tuple[Date, ...] = ()
    subjects: tuple[Text, ...] = ()
    types: tuple[str, ...] = ()
    level: Term | None = None
    languages: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    access: Access | None = None
    version: str | None = None
    sizes: tuple[str, ...] = ()
    formats: tuple[Text, ...] = ()
    file_formats: tuple[Term, ...] = ()
    files: tuple[File, ...] = ()
    landing_pages: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    relations: tuple[Relation, ...] = ()
    funding: tuple[Funding, ...] = ()

    @property
    def title(self) -> str:
        return self.titles[0].value if self.titles else ""


class Record(Model):
    """All that one repository says in one record; `iri` is also the name of its graph."""

    iri: str
    source: str
    identifier: str
    format: str
    crosswalk: str
    dataset: Dataset
    samples: tuple[Sample, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    mentions: tuple[Term, ...] = ()
    """Techniques that are named but were not used to make the data."""
    materials: tuple[Term, ...] = ()

    @property
    def techniques(self) -> tuple[str, ...]:
        """Slugs of the techniques used to make the data, sorted, each once."""
        return tuple(sorted({m.technique.slug for m in self.measurements}))


Agent.model_rebuild()
