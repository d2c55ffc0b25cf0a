"""The virtual sample: one physical sample and its family, as all records together tell of it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from harvester.model import Identifier
from harvester.virtual.account import Account
from harvester.virtual.chains import Chain, chains
from harvester.virtual.filling import Filled, filled
from harvester.virtual.gaps import gaps
from harvester.virtual.holdings import Holdings, holdings
from harvester.virtual.ladder import Rung, ladder
from harvester.virtual.matrix import Cell, matrix
from harvester.virtual.placing import Placed, placed


@dataclass(frozen=True, slots=True)
class VirtualSample:
    """`identifiers` as scheme and value; `types` and `materials` are slugs.

    `measurements` are all of them, also those whose scale neither record nor vocabulary tells,
    which stand on no rung of the ladder.
    """

    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    types: tuple[str, ...]
    materials: tuple[str, ...]
    records: tuple[str, ...]
    measurements: tuple[Placed, ...]
    ladder: tuple[Rung, ...]
    matrix: tuple[Cell, ...]
    gaps: tuple[Filled, ...]
    chains: tuple[Chain, ...]
    holdings: Holdings

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it: nothing but dicts, tuples, texts, numbers and None."""
        return asdict(self)


def virtual_sample(accounts: Sequence[Account], relatives: Sequence[Account] = ()) -> VirtualSample:
    """What the accounts of a family tell, and which of its gaps the relatives could fill."""
    measurements = [each for account in accounts for each in placed(account)]
    samples = [sample for account in accounts for sample in account.samples]
    rungs = ladder(measurements)
    types = _sorted(each.type.slug for each in samples if each.type)
    used = [each.technique for each in measurements]
    return VirtualSample(
        names=_sorted(each.name for each in samples if each.name),
        identifiers=_sorted(_spelt(i) for each in samples for i in each.identifiers),
        types=types,
        materials=_sorted(term.slug for each in samples for term in each.materials),
        records=tuple(dict.fromkeys(each.record.iri for each in accounts)),
        measurements=tuple(measurements),
        ladder=rungs,
        matrix=matrix(measurements),
        gaps=filled(gaps(rungs, types, used), relatives),
        chains=chains(accounts),
        holdings=holdings(accounts),
    )


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def _spelt(identifier: Identifier) -> str:
    return f"{identifier.scheme}:{identifier.value}"
