"""What is new of a sample and its relatives since a day: for those who want to be told of it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from harvester.home import Home
from harvester.iris import record_name
from harvester.relatives import Related


class News(NamedTuple):
    """`of` is the sample itself, or how what it is about stands to it.

    `about` is the address of a record, or the id of a sample; `title` what it is called.
    """

    time: str
    what: str
    of: str
    about: str
    title: str

    def as_dict(self) -> dict[str, Any]:
        return self._asdict()


RELATIVE = "a relative"
IDENTITY = {
    "changed": "records were added to the sample, or taken from it",
    "merged": "the sample became one with another",
    "split": "the sample was split",
    "gone": "no record describes the sample any more",
}
"""What happened to a group, in words; that one began is told by its records."""


def news(home: Home, found: Related, since: str) -> list[News]:
    """Newest first.

    Args:
        home: The catalogue.
        found: The sample with its relatives.
        since: RFC 3339 UTC, or a day; what happened at that time is among it.
    """
    told = [*_records(home, found, since), *_events(home, found, since)]
    return sorted(set(told), key=lambda each: (each.time, each.about), reverse=True)


def _records(home: Home, found: Related, since: str) -> Iterator[News]:
    own = ((each.record, each.how, each.title) for each in found.same)
    for iri, of, title in (*own, *_of_relatives(home, found)):
        versions = home.ledger.versions(*record_name(iri))
        for number, version in enumerate(versions):
            if version.kept_at >= since:
                what = "record withdrawn" if version.deleted else "record changed"
                yield News(version.kept_at, what if number else "new record", of, iri, title)


def _of_relatives(home: Home, found: Related) -> Iterable[tuple[str, str, str]]:
    """Every record of each, by its own title: several may bear the same."""
    for each in (*found.same_lab, *found.other_labs):
        for iri in each.profile.records:
            document = home.index.get(iri)
            yield iri, RELATIVE, document["title"] if document else each.profile.name


def _events(home: Home, found: Related, since: str) -> Iterator[News]:
    kin = {each.piece: (each.how, each.title) for each in found.same}
    kin |= {
        each.profile.id: (RELATIVE, each.profile.name)
        for each in (*found.same_lab, *found.other_labs)
    }
    kin[found.sample.id] = (found.same[0].how if found.same else RELATIVE, found.sample.name)
    for event in home.ledger.samples.events(since):
        if event.id in kin and event.what in IDENTITY:
            of, title = kin[event.id]
            yield News(event.time, IDENTITY[event.what], of, event.id, title)
