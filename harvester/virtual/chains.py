"""From the raw data to the figure: what was made from what, and where the way back breaks off."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from harvester.model import Identifier, Record
from harvester.ontology import scheme
from harvester.virtual.account import Account

Derivations = Mapping[str, Mapping[str, Identifier]]
"""By IRI of a record: what it was made from, by IRI of the record or spelling of the identifier."""


@dataclass(frozen=True, slots=True)
class Step:
    """A dataset; `sources` are IRIs of the records of its chain that it was made from.

    `level` is a slug of the vocabulary of processing, None where the record does not tell.
    """

    record: str
    title: str
    level: str | None
    techniques: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """From what was first to what nothing else was made from; `missing` in a sentence each."""

    steps: tuple[Step, ...]
    missing: tuple[str, ...]


def chains(accounts: Sequence[Account]) -> tuple[Chain, ...]:
    """One for each dataset that no other was made from, in the order of the accounts; rings last.

    A record that bears the identifier of a sample tells of matter: no data are made from it.
    """
    told = {each.record.iri: each.record for each in accounts}
    matter = {i.value.casefold() for r in told.values() for s in r.samples for i in s.identifiers}
    records = {iri: r for iri, r in told.items() if not _registers(r, matter)}
    made = _derivations(records, matter)
    used = {source for sources in made.values() for source in sources}
    data = {iri: r for iri, r in records.items() if _is_data(r) or made[iri] or iri in used}
    ends = _ends(sorted(data, key=used.__contains__), made, data)
    return tuple(_chain(iri, data, made) for iri in ends)


def _registers(record: Record, matter: Container[str]) -> bool:
    return any(_is_matter(each, matter) for each in record.dataset.identifiers)


def _is_matter(identifier: Identifier, matter: Container[str]) -> bool:
    return identifier.scheme == "igsn" or identifier.value.casefold() in matter


def _ends(iris: Sequence[str], made: Derivations, records: Mapping[str, Record]) -> Iterator[str]:
    """Those that lead to all others: the unused come first, of a ring alone the first."""
    reached: set[str] = set()
    for iri in iris:
        if iri not in reached:
            yield iri
            reached.update(_back(iri, made, records))


def _is_data(record: Record) -> bool:
    return bool(record.measurements or record.dataset.level)


def _derivations(records: Mapping[str, Record], matter: Container[str]) -> Derivations:
    """As either side states it: derived from the other, or its source."""
    named = {_spelt(i): iri for iri, r in records.items() for i in r.dataset.identifiers}
    made: dict[str, dict[str, Identifier]] = {iri: {} for iri in records}
    for iri, record in records.items():
        for relation in record.dataset.relations:
            if _is_matter(relation.identifier, matter):
                continue
            spelt = _spelt(relation.identifier)
            other = named.get(spelt, spelt)
            if relation.kind == "is-derived-from" and other != iri:
                made[iri][other] = relation.identifier
            elif relation.kind == "is-source-of" and other in made and other != iri:
                made[other][iri] = relation.identifier
    return made


def _spelt(identifier: Identifier) -> str:
    return f"{identifier.scheme}:{identifier.value}"


def _chain(end: str, records: Mapping[str, Record], made: Derivations) -> Chain:
    order = list(_back(end, made, records))
    steps = tuple(_step(records[iri], made[iri], order) for iri in reversed(order))
    return Chain(steps, tuple(_missing(steps, records, made)))


def _back(end: str, made: Derivations, records: Mapping[str, Record]) -> Iterator[str]:
    """The records on the way back, nearest first, each once also where derivations run in rings."""
    reached, waiting = {end}, [end]
    while waiting:
        iri = waiting.pop(0)
        yield iri
        further = [each for each in made[iri] if each in records and each not in reached]
        reached.update(further)
        waiting.extend(further)


def _step(record: Record, sources: Mapping[str, Identifier], order: Sequence[str]) -> Step:
    return Step(
        record=record.iri,
        title=record.dataset.title,
        level=record.dataset.level.slug if record.dataset.level else None,
        techniques=record.techniques,
        sources=tuple(iri for iri in sources if iri in order),
    )


def _missing(
    steps: Sequence[Step], records: Mapping[str, Record], made: Derivations
) -> Iterator[str]:
    for step in steps:
        for other, identifier in made[step.record].items():
            if other not in records:
                told = f"was made from {identifier.scheme}:{identifier.value}"
                yield f"“{step.title}” {told}, which no record of this sample describes."
    end = steps[-1]
    if end.level not in (None, "raw") and all(step.level != "raw" for step in steps):
        level = scheme("processing").concept(end.level or "").label()
        yield f"No raw data are known from which “{end.title}” ({level}) was made."
