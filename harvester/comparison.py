"""Do graph and index say what the ledger says? Compared record by record, mended where not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from harvester.home import Home
from harvester.identities import Portion
from harvester.mapping import Mapped
from harvester.projection import Store, again, identified, mapped_anew, project, rebuild
from harvester.record import Change
from harvester.watch import Silent, Watch

LEFT = "left over"


@dataclass(frozen=True, slots=True)
class Difference:
    """`what` is missing, differs or left over; `seq` is 0 where no record is to be mapped again."""

    store: Store
    what: str
    iri: str
    seq: int = 0


@dataclass(slots=True)
class Comparison:
    """`lag` are changes that graph and index have not seen yet, by store."""

    records: int = 0
    lag: dict[str, int] = field(default_factory=dict)
    differing: list[Difference] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def compare(home: Home, watch: Watch | None = None) -> Comparison:
    """Map everything anew and hold it against both stores, byte for byte."""
    watch, ledger = watch or Silent(), home.ledger
    found, graphs, documents = Comparison(), set[str](), set[str]()
    found.lag = {
        "graph": ledger.count_changes(home.graph.cursor()),
        "index": ledger.count_changes(home.index.cursor()),
    }
    total, done = ledger.count_changes(), 0
    for batch in mapped_anew(home):
        for mapped in batch:
            found.differing += _differences(home, mapped)
            graphs.update(change.iri for change in mapped.graphs)
            documents.add(mapped.iri)
            found.records += mapped.document is not None
        done += len(batch)
        watch.projected(done, total)
    for portion in identified(home):
        found.differing += _of_identity(home, portion)
        graphs.update(change.iri for change in portion.graphs)
    found.differing += [
        *(Difference("graph", LEFT, iri) for iri in home.graph.names() if iri not in graphs),
        *(Difference("index", LEFT, iri) for iri in _indexed(home) if iri not in documents),
    ]
    return found


def _of_identity(home: Home, portion: Portion) -> Iterator[Difference]:
    """Of links and virtual samples; of these `seq` is 0, as no record is to be mapped again."""
    for change in portion.graphs:
        kept = home.graph.get(change.iri)
        if kept != change.nquads:
            yield Difference("graph", _what(kept, change.nquads), change.iri)


def _indexed(home: Home) -> Iterator[str]:
    return (document["iri"] for document in home.index.documents())


def _differences(home: Home, mapped: Mapped) -> Iterator[Difference]:
    for change in mapped.graphs:
        kept = home.graph.get(change.iri)
        if kept != change.nquads:
            yield Difference("graph", _what(kept, change.nquads), change.iri, mapped.seq)
    document = home.index.get(mapped.iri)
    if document != mapped.document:
        yield Difference("index", _what(document, mapped.document), mapped.iri, mapped.seq)


def _what(kept: object, wanted: object) -> str:
    if not kept:
        return "missing"
    return "differs" if wanted else LEFT


def repair(home: Home, watch: Watch | None = None) -> int:
    """Put right what `compare` finds; gives how many differences there were."""
    project(home, watch)
    found = compare(home, watch)
    strange = {difference.store for difference in found.differing if not difference.seq}
    if strange:
        rebuild(home, sorted(strange), watch)
    wanted = {difference.seq for difference in found.differing if difference.seq}
    if wanted:
        again(home, _changes(home, wanted), len(wanted), watch)
    return len(found.differing)


def _changes(home: Home, wanted: set[int]) -> Iterator[Change]:
    return (change for change in home.ledger.changes() if change.seq in wanted)
