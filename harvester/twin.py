"""The digital twin of a physical sample: the virtual sample with its family, evidence and history.

For the terminal, for a page, and as JSON-LD framed as `ontology/frames/virtual-sample.jsonld`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harvester import kinship, lookup, relatives
from harvester.graph import framing, nquads
from harvester.graph.context import CONTEXT_IRI, Document
from harvester.home import Home
from harvester.identity.judging import score
from harvester.iris import part_iri, virtual_iri
from harvester.kinship import Family, Piece
from harvester.ledger.samples import Event, KeptLink
from harvester.model import Sample
from harvester.relatives import Related
from harvester.virtual.account import Account, accounts
from harvester.virtual.sample import VirtualSample, virtual_sample

RELATIVES = 10
"""Of each kind, among which is looked for who could fill a gap."""
BEGINNING = "0000"
"""Before every time."""


@dataclass(frozen=True, slots=True)
class Named:
    """A piece of the family as people call it; `depth` is 0 for what nothing is above."""

    id: str
    depth: int
    names: tuple[str, ...]
    types: tuple[str, ...]
    parent: str | None
    records: tuple[str, ...]
    this: bool


@dataclass(frozen=True, slots=True)
class Twin:
    """`asked` is the name by which it was asked for; `history` is of the group, oldest first.

    `virtual` tells of the whole family, `own` are the IRIs of this sample's records.
    """

    asked: str
    id: str
    iri: str
    family: Family
    pieces: tuple[Named, ...]
    virtual: VirtualSample
    own: tuple[str, ...]
    history: tuple[Event, ...]

    @property
    def this(self) -> Named:
        return next(each for each in self.pieces if each.this)

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.id,
            "iri": self.iri,
            "asked": self.asked,
            "members": list(self.family.sample.members),
            "records": list(self.own),
            "family": [
                {name: getattr(each, name) for name in Named.__slots__} for each in self.pieces
            ],
            "left_out": self.family.left_out,
            "evidence": [_link(each) for each in self.family.links],
            "history": [each._asdict() for each in self.history],
            "virtual": self.virtual.as_dict(),
        }


def twin(home: Home, name: str) -> Twin:
    """Of the sample that a name means (see `lookup.sample`), whatever id it had before.

    Raises:
        UsageError: it means none, or several.
        SkipRecord: what came under that name was no record.
    """
    sample = lookup.group(home, name)
    family = kinship.family(home, sample)
    told = accounts(family.records.values(), family.members())
    found = relatives.of_family(home, family, RELATIVES)
    return Twin(
        asked=name,
        id=sample.id,
        iri=virtual_iri(home.settings.base_url, sample.id),
        family=family,
        pieces=tuple(_named(family)),
        virtual=virtual_sample(told, list(_accounts(home, found))),
        own=tuple(sorted({iri.partition("#")[0] for iri in sample.members})),
        history=tuple(home.ledger.samples.events(BEGINNING, sample.id)),
    )


def _accounts(home: Home, found: Related) -> Iterator[Account]:
    """What records tell of the relatives, the nearest first."""
    near = sorted((*found.same_lab, *found.other_labs), key=lambda each: -each.score)
    records = lookup.records(home, {iri for each in near for iri in each.profile.records})
    for each in near:
        its = [records[iri] for iri in each.profile.records if iri in records]
        yield from accounts(its, set(each.profile.members))


def _named(family: Family) -> Iterator[Named]:
    samples, depth = _samples(family), dict[str, int]()
    for piece in family.pieces:
        depth[piece.id] = depth[piece.parent] + 1 if piece.parent in depth else 0
        said = [samples[iri] for iri in piece.members if iri in samples]
        yield Named(
            id=piece.id,
            depth=depth[piece.id],
            names=tuple(dict.fromkeys(_called(each) for each in said if _called(each))),
            types=tuple(sorted({each.type.slug for each in said if each.type})),
            parent=piece.parent,
            records=tuple(sorted({iri.partition("#")[0] for iri in piece.members})),
            this=piece.id == family.sample.id,
        )


def _samples(family: Family) -> Mapping[str, Sample]:
    return {
        part_iri(iri, "sample", each.key): each
        for iri, record in family.records.items()
        for each in record.samples
    }


def _called(sample: Sample) -> str:
    return sample.name or next((each.value for each in sample.identifiers), "")


def _link(link: KeptLink) -> dict[str, Any]:
    return {
        "left": link.left,
        "right": link.right,
        "decision": link.decision,
        "score": score(link.points),
        "decided_by": link.method,
        "evidence": json.loads(link.evidence),
    }


def jsonld(home: Home, twin: Twin) -> Document:
    """What the records' graphs say of this sample, its parent and its parts, as one tree."""
    base = home.settings.base_url
    near = [each for each in twin.family.pieces if _is_near(each, twin)]
    graphs = [nquads.graph(_virtual(each, base)) for each in near]
    graphs += [home.graph.get(iri) for iri in twin.own]
    tree = framing.framed(b"".join(graphs), "virtual-sample")
    every = tree.get("@graph", [tree])
    found = next((each for each in every if each.get("id") == twin.iri), {"id": twin.iri})
    return {"@context": CONTEXT_IRI} | found


def _is_near(piece: Piece, twin: Twin) -> bool:
    return twin.id in (piece.id, piece.parent) or piece.id == twin.this.parent


def _virtual(piece: Piece, base: str) -> Document:
    said: Document = {
        "id": virtual_iri(base, piece.id),
        "type": ["VirtualSample"],
        "identifier": [piece.id],
        "member": list(piece.members),
    }
    return said | ({"sampleOf": [virtual_iri(base, piece.parent)]} if piece.parent else {})
