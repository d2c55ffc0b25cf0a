"""Who measured a sample and with what, who holds the data, and in which formats."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from harvester.formats import formats, keeps_metadata, losing, openness
from harvester.model import Agent, Instrument, Record
from harvester.ontology import scheme
from harvester.virtual.account import Account


@dataclass(frozen=True, slots=True)
class Held:
    """A laboratory, an instrument or a source, and the IRIs of the records that name it."""

    name: str
    records: tuple[str, ...]
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class FormatUse:
    """`openness` is open, documented or closed; None for a family of formats."""

    slug: str
    label: str
    openness: str | None
    keeps_metadata: bool
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """`losing` are records of measurements whose formats all lose how they were made."""

    labs: tuple[Held, ...]
    instruments: tuple[Held, ...]
    sources: tuple[Held, ...]
    formats: tuple[FormatUse, ...]
    losing: tuple[str, ...]


def holdings(accounts: Sequence[Account]) -> Holdings:
    """What the accounts name, each once, by name."""
    records = [each.record for each in accounts]
    made = [(each.record.iri, m) for each in accounts for m in each.measurements]
    return Holdings(
        labs=_held((iri, m.lab) for iri, m in made if m.lab),
        instruments=_held((iri, m.instrument) for iri, m in made if m.instrument),
        sources=_sources(records),
        formats=tuple(_formats(records)),
        losing=tuple(each.iri for each in records if losing(each)),
    )


def _held(named: Iterable[tuple[str, Agent | Instrument]]) -> tuple[Held, ...]:
    """The same where an identifier is the same, else where the name is."""
    found: dict[str, list[tuple[str, Agent | Instrument]]] = defaultdict(list)
    for iri, each in named:
        found[_identifier(each) or each.name.casefold()].append((iri, each))
    held = (
        Held(every[0][1].name, _once(iri for iri, _ in every), _identifier(every[0][1]))
        for every in found.values()
    )
    return tuple(sorted(held, key=lambda each: each.name.casefold()))


def _identifier(named: Agent | Instrument) -> str | None:
    return next((each.iri or each.value for each in named.identifiers), None)


def _sources(records: Sequence[Record]) -> tuple[Held, ...]:
    names = sorted({each.source for each in records})
    return tuple(Held(n, _once(r.iri for r in records if r.source == n)) for n in names)


def _formats(records: Sequence[Record]) -> Iterator[FormatUse]:
    for slug in sorted({slug for each in records for slug in formats(each)}):
        label = scheme("format").concept(slug).label()
        using = _once(each.iri for each in records if slug in formats(each))
        yield FormatUse(slug, label, openness(slug), keeps_metadata(slug), using)


def _once(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iris))
