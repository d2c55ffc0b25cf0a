"""Graph and index as projections of the ledger: followed, rebuilt, and compared with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from time import monotonic, sleep
from typing import Literal, TypeAlias

from harvester import pool
from harvester.errors import Busy
from harvester.graph import GraphChange, GraphWriter
from harvester.home import Home
from harvester.identities import Portion, portions
from harvester.index import IndexWriter
from harvester.ledger import Outcome
from harvester.ledger.holding import Lease
from harvester.linking import link, rules
from harvester.mapping import Mapped
from harvester.record import Change
from harvester.watch import Silent, Watch

Store: TypeAlias = Literal["graph", "index"]
STORES: tuple[Store, ...] = ("graph", "index")
PATIENCE = 600.0
"""Seconds for which another process that writes graph and index is waited for."""
PAUSE = 0.2
STEP_BYTES = 32_000_000
"""N-Quads with which a store in use takes its next step."""


def project(home: Home, watch: Watch | None = None, patience: float = PATIENCE) -> int:
    """Bring graph and index up to the newest change; gives how many changes that took.

    An empty store is built in bulk, a store in use is updated in atomic batches. Where another
    process projects, it is waited for as many seconds: it may bring our changes along.

    Raises:
        Busy: another process projects and does not come to an end.
        Lost: this process was halted, and another took over.
        StoreError: a disk does not take it.
    """
    watch, head = watch or Silent(), home.ledger.head()
    with ExitStack() as stack:
        if _in_order(home, head):
            return 0
        lease = _alone(home, head, watch, stack, monotonic() + patience)
        if lease is None:
            return 0
        empty = [store for store in STORES if _cursor(home, store) == 0]
        if empty and len(empty) < len(STORES):
            watch.say(f"The {empty[0]} is missing or of another version; it is built anew.")
        done = _write(home, lease, empty, watch, anew=True, after=0) if empty else 0
        done += _write(home, lease, STORES, watch, anew=False, after=_seen(home))
        _link(home, lease, watch)
        return done


def _in_order(home: Home, head: int) -> bool:
    return _seen(home) >= head and not home.ledger.samples.count_waiting()


def _link(home: Home, lease: Lease, watch: Watch) -> None:
    """Link what waits; graph and index follow."""
    if home.ledger.samples.count_waiting():
        link(home.ledger.samples, rules(home.path), watch, lease)
        _write(home, lease, STORES, watch, anew=False, after=_seen(home))


def _alone(home: Home, head: int, watch: Watch, stack: ExitStack, until: float) -> Lease | None:
    """Hold the projector's lease; None if another process brought both stores up to `head`."""
    for tries in count():
        try:
            return stack.enter_context(home.ledger.lease("projector"))
        except Busy:
            if watch.stopped or monotonic() > until:
                raise
        if tries == 0:
            watch.say("Another process is writing graph and index; waiting for it.")
        sleep(PAUSE)
        if _in_order(home, head):
            break
    return None


def _seen(home: Home) -> int:
    """The newest change that both stores hold."""
    return min(_cursor(home, store) for store in STORES)


def rebuild(home: Home, stores: Sequence[Store] = STORES, watch: Watch | None = None) -> int:
    """Build stores anew from the ledger beside the old ones, which serve until the change-over."""
    watch = watch or Silent()
    with home.ledger.lease("projector") as lease:
        done = _write(home, lease, stores, watch, anew=True, after=0)
        _link(home, lease, watch)
        return done


def relink(home: Home, watch: Watch | None = None, *, anew: bool = True) -> int:
    """Judge all samples anew, as with other rules or lists of names; gives how many there are.

    Ids, their history and what people judged stay. Not `anew`, samples stay as they are described,
    which is enough where nothing but names and points is another.
    """
    watch, samples = watch or Silent(), home.ledger.samples
    project(home, watch)
    with home.ledger.lease("projector") as lease:
        for batch in mapped_anew(home) if anew else ():
            lease.require()
            samples.describe([(mapped.seq, mapped.samples) for mapped in batch])
        samples.reopen()
        _link(home, lease, watch)
    return samples.count()


def again(
    home: Home, changes: Iterable[Change], expected: int, watch: Watch | None = None
) -> Counter[Outcome]:
    """Map these changes anew and replace what the stores hold of them; gives what came of them.

    Args:
        home: The catalogue.
        changes: Read only now, while nobody else projects, so that none is out of date.
        expected: About how many there are.
        watch: Is told how far it is.
    """
    watch, outcomes = watch or Silent(), Counter[Outcome]()
    with home.ledger.lease("projector") as lease:
        with ExitStack() as stack:
            outputs = _outputs(home, lease, STORES, stack, anew=False)
            for step in _steps(pool.mapped(home.settings, changes, expected)):
                _put(outputs, step, _seen(home))
                lease.require()
                _note(home, step)  # last: the cursor does not bring these changes back
                outcomes.update(mapped.note.outcome for mapped in step)
                watch.projected(outcomes.total(), max(expected, outcomes.total()))
        _link(home, lease, watch)
    return outcomes


@dataclass(frozen=True, slots=True)
class _Outputs:
    """What is written, as long as the lease is ours: a process that was halted may have lost it."""

    lease: Lease
    graph: GraphWriter | None
    index: IndexWriter | None


def _write(
    home: Home, lease: Lease, stores: Sequence[Store], watch: Watch, *, anew: bool, after: int
) -> int:
    """Map what came after a change and write it; one step is written while the next is mapped.

    What came of links and groups goes in by its `seq`, before the records of its step.
    """
    total, head, done = home.ledger.count_changes(after), home.ledger.head(), 0
    if after >= head and not anew:
        return 0
    with ExitStack() as stack:
        outputs = _outputs(home, lease, stores, stack, anew=anew)
        writing = stack.enter_context(ThreadPoolExecutor(1))
        before: Future[None] | None = None
        batches = pool.mapped(home.settings, home.ledger.changes(after), total)
        for step in batches if anew else _steps(batches):
            if before:
                before.result()
            before = writing.submit(_keep, home, outputs, step, after)
            after = step[-1].seq
            done += len(step)
            watch.projected(done, total)
        if before:
            before.result()
        for portion in identified(home, after, head):
            _put_graphs(outputs, portion.graphs, portion.seq)
        _put(outputs, (), max(after, head))
    return done


def _keep(home: Home, outputs: _Outputs, step: Sequence[Mapped], after: int) -> None:
    outputs.lease.require()
    _note(home, step)  # first: what the cursor has passed is not noted again
    for portion in identified(home, after, step[-1].seq):
        _put_graphs(outputs, portion.graphs, after)
    _put(outputs, step, step[-1].seq)


def identified(home: Home, after: int = 0, upto: int | None = None) -> Iterator[Portion]:
    """Graphs of links and virtual samples, as the ledger has them now."""
    upto = home.ledger.head() if upto is None else upto
    return portions(home.ledger.samples, home.settings.base_url, after, upto)


def _steps(batches: Iterable[list[Mapped]]) -> Iterator[list[Mapped]]:
    """Batches put together: a store in use takes few large steps sooner than many small ones."""
    step: list[Mapped] = []
    size = 0
    for batch in batches:
        step += batch
        size += sum(len(change.nquads) for mapped in batch for change in mapped.graphs)
        if size >= STEP_BYTES:
            yield step
            step, size = [], 0
    if step:
        yield step


def _outputs(
    home: Home, lease: Lease, stores: Sequence[Store], stack: ExitStack, *, anew: bool
) -> _Outputs:
    graph, index, ours = None, None, lease.require
    if "graph" in stores:
        graph = stack.enter_context(home.graph.writer(anew=anew, allowed=ours))
    if "index" in stores:
        index = stack.enter_context(home.index.writer(anew=anew, allowed=ours))
    return _Outputs(lease, graph, index)


def _note(home: Home, batch: Sequence[Mapped]) -> None:
    home.ledger.note([mapped.note for mapped in batch])
    home.ledger.samples.describe([(mapped.seq, mapped.samples) for mapped in batch])


def _put(outputs: _Outputs, batch: Sequence[Mapped], cursor: int) -> None:
    _put_graphs(outputs, [change for mapped in batch for change in mapped.graphs], cursor)
    if outputs.index:
        outputs.index.put([(mapped.iri, mapped.document) for mapped in batch], cursor)


def _put_graphs(outputs: _Outputs, graphs: Sequence[GraphChange], cursor: int) -> None:
    if outputs.graph:
        outputs.graph.put(graphs, cursor)


def _cursor(home: Home, store: Store) -> int:
    return home.graph.cursor() if store == "graph" else home.index.cursor()


def mapped_anew(home: Home, source: str | None = None) -> Iterator[list[Mapped]]:
    """Everything in the ledger as the road makes it now, without writing anything."""
    total = home.ledger.count_changes(source=source)
    return pool.mapped(home.settings, home.ledger.changes(source=source), total)
