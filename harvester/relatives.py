"""The relatives of a sample in a catalogue, in the three kinds that laboratories ask for.

*Same sample, other labs*; *related samples, same lab*; *related samples, other labs*. Who could be
a relative is sought by blocking keys, by words of records, by place and by material.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from math import log
from typing import Any

from harvester import kinship, lookup
from harvester.home import Home
from harvester.identity.blocks import keys
from harvester.index import Box, Document, SearchRequest
from harvester.iris import record_name, virtual_iri
from harvester.kinship import Family
from harvester.linking import Rules, rules
from harvester.related.profile import Profile, profile
from harvester.related.ranking import Relative, ranked

SAME = "the same sample"
SOUGHT = 100
"""Records that each question gives at most."""
OWN = 10
"""Records of the sample by whose words others are sought."""
NAMES = 60
"""Names in titles and text whose rarity is asked for."""
DEGREE = 0.5
"""A box of about 50 km to each side, in which near places are sought."""


@dataclass(frozen=True, slots=True)
class Same:
    """One record of the sample or of a piece of its family, and who measured there."""

    record: str
    title: str
    source: str
    labs: tuple[str, ...]
    techniques: tuple[str, ...]
    piece: str
    how: str


@dataclass(frozen=True, slots=True)
class Related:
    """`same` has all records of the sample, then those of its family.

    The two kinds of relatives are told apart by laboratory, or where none is told by repository.
    """

    sample: Profile
    iri: str
    same: tuple[Same, ...]
    same_lab: tuple[Relative, ...]
    other_labs: tuple[Relative, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.sample.id,
            "iri": self.iri,
            "name": self.sample.name,
            "same_sample": [asdict(each) for each in self.same],
            "related_same_lab": [_relative(each) for each in self.same_lab],
            "related_other_labs": [_relative(each) for each in self.other_labs],
        }


def _relative(each: Relative) -> dict[str, Any]:
    found = each.profile
    return {
        "id": found.id,
        "name": found.name,
        "score": each.score,
        "records": list(found.records),
        "titles": list(found.titles),
        "labs": sorted(found.labs),
        "sources": sorted(found.sources),
        "techniques": sorted(found.techniques),
        "reasons": [asdict(reason) for reason in each.reasons],
    }


def related(home: Home, name: str, limit: int = 10) -> Related:
    """The relatives of the sample that a name means, so many of each kind.

    Raises:
        UsageError: it means none, or several.
        SkipRecord: what came under that name was no record.
    """
    return of_family(home, kinship.family(home, lookup.group(home, name)), limit)


def of_family(home: Home, family: Family, limit: int = 10) -> Related:
    """The same for a family that is gathered already: none of its pieces is a relative."""
    seeker = Seeker(home)
    pieces = {piece.id: piece.members for piece in family.pieces}
    sample = seeker.profiles({family.sample.id: family.sample.members})[0]
    found = seeker.relatives(sample, exclude=pieces.keys())
    return Related(
        sample=sample,
        iri=virtual_iri(home.settings.base_url, sample.id),
        same=tuple(_same(family, sample)),
        same_lab=tuple([each for each in found if each.same_lab][:limit]),
        other_labs=tuple([each for each in found if not each.same_lab][:limit]),
    )


def _same(family: Family, sample: Profile) -> Iterator[Same]:
    """The sample's own records, then those of its family; other laboratories before its first."""
    how = _kin(family)
    told = [
        Same(
            record=iri,
            title=record.dataset.title,
            source=record.source,
            labs=tuple(sorted({m.lab.name for m in record.measurements if m.lab})),
            techniques=record.techniques,
            piece=piece.id,
            how=how[piece.id],
        )
        for piece in family.pieces
        for iri in dict.fromkeys(member.partition("#")[0] for member in piece.members)
        if (record := family.records.get(iri))
    ]
    once = {each.record: each for each in sorted(told, key=_last_if_same)}
    return iter(sorted(once.values(), key=lambda each: (each.how != SAME, each.how, each.record)))


def _last_if_same(each: Same) -> bool:
    """Of a record that tells of several pieces, the sample itself counts."""
    return each.how == SAME


def _kin(family: Family) -> dict[str, str]:
    """How each piece stands to the sample, in a word."""
    parents = {piece.id: piece.parent for piece in family.pieces}
    own = family.sample.id
    above = set(_above(own, parents))
    said = {own: SAME}
    for id in parents:
        if id == own:
            continue
        if id in above:
            said[id] = "what it was made of"
        elif own in _above(id, parents):
            said[id] = "made of it"
        else:
            said[id] = "made of the same"
    return said


def _above(id: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    parent = parents.get(id)
    while parent and parent not in found and parent != id:
        found.append(parent)
        parent = parents.get(parent)
    return found


class Seeker:
    """Looks through one catalogue, with the rules that are in force there."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._rules: Rules = rules(home.path)

    def relatives(self, sample: Profile, exclude: Collection[str] = ()) -> list[Relative]:
        """Who has something in common with a sample, best first, but for these ids."""
        likeness = self._likeness(sample)
        iris = {*self._by_keys(sample), *self._of_records({*likeness, *self._sought(sample)})}
        groups: dict[str, list[str]] = {}
        for iri, id in sorted(self._home.ledger.samples.groups_of(sorted(iris)).items()):
            if id not in exclude and id != sample.id:
                groups.setdefault(id, []).append(iri)
        return ranked(sample, self.profiles(groups), likeness, self._rarity(sample))

    def profiles(self, groups: Mapping[str, Iterable[str]]) -> list[Profile]:
        """Of groups by their members."""
        rows = self._home.ledger.samples.rows([iri for some in groups.values() for iri in some])
        read = {iri: self._rules.read(row) for iri, row in rows.items()}
        documents = self._documents(each.row.record for each in read.values())
        return [
            profile(id, [read[iri] for iri in some if iri in read], documents)
            for id, some in groups.items()
        ]

    def _documents(self, records: Iterable[str]) -> dict[str, Document]:
        found = ((iri, self._home.index.get(iri)) for iri in sorted(set(records)))
        return {iri: document for iri, document in found if document}

    def _likeness(self, sample: Profile) -> dict[str, float]:
        """How alike the words of records are, 1 for the likest of each of the sample's."""
        alike: dict[str, float] = {}
        for record in sample.records[:OWN]:
            hits = self._home.index.similar(record, SOUGHT)
            best = max((hit.score for hit in hits), default=0.0) or 1.0
            for hit in hits:
                iri = hit.document["iri"]
                alike[iri] = max(alike.get(iri, 0.0), hit.score / best)
        return {iri: value for iri, value in alike.items() if iri not in sample.records}

    def _rarity(self, sample: Profile) -> dict[str, float]:
        """By how few records each of the sample's words stands in."""
        total = self._home.index.search(SearchRequest(limit=0)).total
        if total < 2:
            return {}
        counts = {word: self._count(word) for word in _names(sample)}
        return {word: 1 - log(count) / log(total) for word, count in counts.items() if count}

    def _count(self, word: str) -> int:
        found = self._home.index.search(SearchRequest(words=f'"{word}"', limit=0))
        return 0 if found.close else found.total

    def _by_keys(self, sample: Profile) -> set[str]:
        samples = self._home.ledger.samples
        own = [self._rules.read(row) for row in samples.rows(sample.members).values()]
        found = {key for each in own for key in keys(each)}
        sizes = samples.sizes(sorted(found))
        usable = [key for key, size in sizes.items() if size <= self._rules.cap]
        return {iri for some in samples.sharing(usable).values() for iri in some}

    def _sought(self, sample: Profile) -> Iterator[str]:
        """Records of the same names, places and materials."""
        for request in _requests(sample):
            for hit in self._home.index.search(request).hits:
                yield hit.document["iri"]

    def _of_records(self, records: Collection[str]) -> set[str]:
        names = [record_name(iri) for iri in sorted(records)]
        return set(self._home.ledger.samples.of_records(names))


def _names(sample: Profile) -> list[str]:
    """Those in titles first; of a long text not all are asked for."""
    return list(dict.fromkeys((*sample.said, *sample.mentioned)))[:NAMES]


def _requests(sample: Profile) -> Iterator[SearchRequest]:
    for name in (*sample.origins.values(), *sample.places, *sample.numbers.values()):
        yield SearchRequest(words=f'"{name.replace(chr(34), " ")}"', limit=SOUGHT)
    for lat, lon in sample.points:
        south, north = max(-90.0, lat - DEGREE), min(90.0, lat + DEGREE)
        west, east = _around(lon - DEGREE), _around(lon + DEGREE)
        yield SearchRequest(box=Box(west, south, east, north), limit=SOUGHT)
    if sample.materials:
        yield SearchRequest(filters={"materials": tuple(sorted(sample.materials))}, limit=SOUGHT)


def _around(longitude: float) -> float:
    """Within 180 degrees to both sides: a box may lie across the antimeridian."""
    return (longitude + 180) % 360 - 180
