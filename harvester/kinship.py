"""The family of a physical sample: what it was made of, and everything that was made of that.

A piece is a group of records' samples that are one object. Parents are those that a record states
for its own samples, and those that links between records of the relation *derived* say.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from harvester import lookup
from harvester.home import Home
from harvester.identity.samples import REGION
from harvester.iris import part_iri
from harvester.ledger.samples import Group, KeptLink
from harvester.model import Record, Sample
from harvester.regrouping import STRONG

MOST = 200
"""Pieces of a family that are shown; a meteorite has been cut into more than anybody reads."""


class Piece(NamedTuple):
    """One physical sample; `parent` is the id of the piece that it was made of, if known."""

    id: str
    members: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Pieces, each parent before its children; `records` by IRI, as they are mapped now.

    `left_out` is how many more pieces there are at least. `links` are those among the members of
    the sample itself: why they are held for one object.
    """

    sample: Group
    pieces: tuple[Piece, ...]
    records: Mapping[str, Record]
    links: tuple[KeptLink, ...]
    left_out: int = 0

    def members(self) -> frozenset[str]:
        """IRIs of the samples of all pieces, and of the regions that lie on them."""
        own = frozenset(iri for piece in self.pieces for iri in piece.members)
        return own | {iri for record in self.records.values() for iri in _regions(record, own)}


@dataclass(slots=True)
class _Found:
    """What is known so far while the family is walked through."""

    records: dict[str, Record] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Ids of the groups that each one was made of."""


def family(home: Home, sample: Group, most: int = MOST) -> Family:
    """Step by step over parents and children, the nearest first, until nobody new comes."""
    found, frontier, left_out = _Found(), {sample.id}, 0
    found.groups[sample.id] = sample
    while frontier:
        near = _kin(home, found, frontier) - found.groups.keys()
        room = sorted(near)[: most - len(found.groups)]
        left_out += len(near) - len(room)
        for id in room:
            if group := home.ledger.samples.group(id):
                found.groups[id] = group
        frontier = set(room)
    links = home.ledger.samples.links(sample.members)
    own = tuple(each for each in links if {each.left, each.right} <= set(sample.members))
    pieces = tuple(_in_order(found))
    seen = {_record(iri) for piece in pieces for iri in piece.members}
    records = {iri: record for iri, record in found.records.items() if iri in seen}
    return Family(sample, pieces, records, own, left_out)


def _kin(home: Home, found: _Found, ids: Collection[str]) -> set[str]:
    """Parents and children of these groups; what is learnt of parents is noted."""
    members = [iri for id in ids for iri in found.groups[id].members]
    new = {_record(iri) for iri in members} - found.records.keys()
    found.records.update(lookup.records(home, sorted(new)))
    stated = [tie for iri in sorted({_record(m) for m in members}) for tie in _stated(found, iri)]
    linked = [_tie(each) for each in home.ledger.samples.links(members) if _derives(each)]
    ties = [tie for tie in (*stated, *linked) if not set(tie).isdisjoint(members)]
    at = home.ledger.samples.groups_of(sorted({iri for tie in ties for iri in tie}))
    kin = set()
    for child, parent in ties:
        if child in at and parent in at and at[child] != at[parent]:
            found.parents[at[child]].add(at[parent])
            kin |= {at[child], at[parent]}
    return kin


def _derives(link: KeptLink) -> bool:
    return link.relation == "derived" and bool(link.part) and link.decision in STRONG


def _tie(link: KeptLink) -> tuple[str, str]:
    return link.part, link.right if link.part == link.left else link.left


def _stated(found: _Found, iri: str) -> Iterator[tuple[str, str]]:
    """Child and parent, of matter: what a region lies on is not what it was made of."""
    record = found.records.get(iri)
    for each in record.samples if record else ():
        parent = _matter(record, each) if record else None
        if record and parent and not _is_region(each):
            yield part_iri(iri, "sample", each.key), part_iri(iri, "sample", parent)


def _matter(record: Record, sample: Sample) -> str | None:
    """Key of the nearest one above that is no region; None in a ring."""
    by_key = {each.key: each for each in record.samples}
    seen, above = {sample.key}, by_key.get(sample.parent or "")
    while above and _is_region(above) and above.key not in seen:
        seen.add(above.key)
        above = by_key.get(above.parent or "")
    return above.key if above and above.key not in seen else None


def _regions(record: Record, members: Collection[str]) -> Iterator[str]:
    for each in record.samples:
        if _is_region(each):
            on = _matter(record, each)
            if on and part_iri(record.iri, "sample", on) in members:
                yield part_iri(record.iri, "sample", each.key)


def _is_region(sample: Sample) -> bool:
    return sample.type is not None and sample.type.slug == REGION


def _in_order(found: _Found) -> Iterator[Piece]:
    """The tree from its roots. Of several parents the one deepest down is the nearest."""
    parents = {id: _nearest(found, id) for id in found.groups}
    children: dict[str | None, list[str]] = defaultdict(list)
    for id, parent in sorted(parents.items()):
        children[parent].append(id)
    waiting, told = list(reversed(children[None])), set[str]()
    while waiting or len(told) < len(found.groups):
        if not waiting:  # a ring has no root
            waiting.append(min(found.groups.keys() - told))
        id = waiting.pop()
        if id not in told:
            told.add(id)
            yield Piece(id, found.groups[id].members, parents[id])
            waiting += reversed(children[id])


def _nearest(found: _Found, id: str) -> str | None:
    known = [each for each in sorted(found.parents.get(id, ())) if each in found.groups]
    return max(known, key=lambda each: len(_above(found, each)), default=None)


def _above(found: _Found, id: str) -> set[str]:
    seen: set[str] = set()
    waiting: list[str] = [id]
    while waiting:
        here = found.parents.get(waiting.pop(), set()) - seen
        seen |= here
        waiting += here
    return seen


def _record(sample: str) -> str:
    return sample.partition("#")[0]
