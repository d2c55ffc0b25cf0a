"""What one record says of a sample and its family: its measurements of just these pieces."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from harvester.iris import part_iri
from harvester.model import Measurement, Record, Sample


@dataclass(frozen=True)
class Account:
    """A record, and the keys of those of its samples that belong to the family."""

    record: Record
    keys: frozenset[str]

    @cached_property
    def samples(self) -> tuple[Sample, ...]:
        return tuple(each for each in self.record.samples if each.key in self.keys)

    @cached_property
    def measurements(self) -> tuple[Measurement, ...]:
        """Those of a piece of the family; one that names no sample was made on all of them."""
        made = self.record.measurements
        return tuple(m for m in made if not m.samples or not self.keys.isdisjoint(m.samples))


def accounts(records: Iterable[Record], members: Collection[str]) -> list[Account]:
    """Of each record that describes one of the samples, named by their IRIs, in its order."""
    told = (Account(record, _keys(record, members)) for record in records)
    return [each for each in told if each.keys]


def _keys(record: Record, members: Collection[str]) -> frozenset[str]:
    keys = (each.key for each in record.samples)
    return frozenset(key for key in keys if part_iri(record.iri, "sample", key) in members)
