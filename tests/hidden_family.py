"""The demonstration without any stated family, and what is to be found again nevertheless.

Hidden are the parents of samples (with the entries that a record has for them), relations of
records as parts and derivations, and identifiers of places. Who is a relative says the answer key:
samples of one site or meteorite.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

from catalogue import home_in

from harvester.home import Home
from harvester.identity.samples import rows
from harvester.index.document import document
from harvester.iris import record_iri
from harvester.linking import described, link, rules
from harvester.mapping import Mapper
from harvester.model import Record
from harvester.relatives import Seeker
from tests.demo.answer_key import answers

KINDS = {"is-part-of", "has-part", "is-derived-from", "is-source-of"}
FIRST = 10


@dataclass(frozen=True)
class Found:
    """Of one sample: how many of its relatives came, of how many that could have come first."""

    id: str
    name: str
    came: int
    of: int


def hidden(record: Record) -> Record:
    parents = {each.parent for each in record.samples if each.parent}
    samples = [
        each.model_copy(
            update={
                "parent": None,
                "place": each.place and each.place.model_copy(update={"identifiers": ()}),
            }
        )
        for each in record.samples
        if each.key not in parents
    ]
    relations = tuple(each for each in record.dataset.relations if each.kind not in KINDS)
    dataset = record.dataset.model_copy(update={"relations": relations})
    return record.model_copy(update={"samples": tuple(samples), "dataset": dataset})


def without_family(demo: Home, folder: Path) -> Home:
    """A copy of the demonstration whose samples and documents say nothing of families."""
    home = home_in(copytree(demo.path, folder / "hidden"))
    mapper = Mapper(home.settings)
    told = {c.seq: mapper.steps(c).result for c in home.ledger.changes() if not c.deleted}
    records = {seq: hidden(found) for seq, found in told.items() if isinstance(found, Record)}
    samples = home.ledger.samples
    samples.describe([(seq, [described(r) for r in rows(one)]) for seq, one in records.items()])
    link(samples, rules(home.path))
    with home.index.writer(anew=True) as writer:
        writer.put([(one.iri, document(one)) for one in records.values()], home.ledger.head())
    return home


def found_again(home: Home) -> Iterator[Found]:
    """For each sample that has relatives by the answer key."""
    at = _sites(home)
    groups = _groups(home)
    none: set[str] = set()
    belongs = {id: none.union(*(at.get(one, none) for one in of)) for id, of in groups.items()}
    seeker = Seeker(home)
    for id, own in sorted(belongs.items()):
        relatives = {other for other, theirs in belongs.items() if other != id and own & theirs}
        group = home.ledger.samples.group(id)
        if not (own and relatives and group):
            continue
        (sample,) = seeker.profiles({id: group.members})
        came = [each.profile.id for each in seeker.relatives(sample)[:FIRST]]
        yield Found(id, sample.name, len(relatives.intersection(came)), min(FIRST, len(relatives)))


def _sites(home: Home) -> dict[str, set[str]]:
    """The sites or meteorites of each record's samples, by its IRI."""
    base = home.settings.base_url
    return {
        record_iri(base, each.repository, each.identifier): {
            sample.split("/")[0] for sample in each.samples
        }
        for each in answers()
    }


def _groups(home: Home) -> dict[str, set[str]]:
    """Records of each physical sample."""
    changes = home.ledger.samples.changed(0, home.ledger.head(), 1_000_000)
    found = {}
    for each in changes:
        members = getattr(each.state, "members", ()) if each.kind == "group" else ()
        if members:
            found[each.id] = {iri.partition("#")[0] for iri in members}
    return found
