"""The samples of a ledger in its database: each call of the protocol is one transaction."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from harvester.ledger import blocking, descriptions, groups, judgements, links
from harvester.ledger.database import Database
from harvester.ledger.records import next_seqs
from harvester.ledger.samples import (
    Described,
    Event,
    Group,
    IdentityChange,
    Judgement,
    KeptLink,
    Waiting,
)


class SqlSamples:
    """See `harvester.ledger.samples.SampleLedger` for what each call promises."""

    def __init__(self, database: Database, stamp: Callable[[Connection], str]) -> None:
        self._database = database
        self._stamp = stamp

    # descriptions -------------------------------------------------------------------------------
    def describe(self, records: Sequence[tuple[int, Sequence[Described]]]) -> None:
        with self._database.writing() as connection:
            descriptions.describe(connection, records)

    def waiting(self, limit: int = 1_000) -> list[Waiting]:
        with self._database.reading() as connection:
            return descriptions.waiting(connection, limit)

    def count_waiting(self) -> int:
        with self._database.reading() as connection:
            return descriptions.count_waiting(connection)

    def reopen(self, iris: Sequence[str] | None = None) -> None:
        with self._database.writing() as connection:
            descriptions.reopen(connection, iris)

    def rows(self, iris: Sequence[str]) -> dict[str, bytes]:
        with self._database.reading() as connection:
            return descriptions.rows(connection, iris)

    def of_records(self, records: Sequence[tuple[str, str]]) -> list[str]:
        with self._database.reading() as connection:
            return descriptions.of_records(connection, records)

    def count(self) -> int:
        with self._database.reading() as connection:
            return descriptions.count(connection)

    # blocking keys ------------------------------------------------------------------------------
    def file(self, keys: Mapping[str, Sequence[str]], cap: int) -> None:
        with self._database.writing() as connection:
            blocking.file(connection, keys, cap)

    def sizes(self, keys: Sequence[str]) -> dict[str, int]:
        with self._database.reading() as connection:
            return blocking.sizes(connection, keys)

    def sharing(self, keys: Sequence[str]) -> dict[str, list[str]]:
        with self._database.reading() as connection:
            return blocking.sharing(connection, keys)

    def full(self, cap: int, limit: int = 100) -> list[tuple[str, int]]:
        with self._database.reading() as connection:
            return blocking.full(connection, cap, limit)

    # links and groups ---------------------------------------------------------------------------
    def links(self, iris: Sequence[str] | None = None) -> list[KeptLink]:
        with self._database.reading() as connection:
            return links.of(connection, iris)

    def methods(self) -> dict[str, int]:
        with self._database.reading() as connection:
            return links.methods(connection)

    def groups_of(self, iris: Sequence[str]) -> dict[str, str]:
        with self._database.reading() as connection:
            return groups.of(connection, iris)

    def group(self, id: str) -> Group | None:
        with self._database.reading() as connection:
            return groups.by_id(connection, [id]).get(id)

    def ever(self, iris: Sequence[str]) -> dict[str, list[str]]:
        with self._database.reading() as connection:
            return groups.ever(connection, iris)

    def settle(
        self,
        done: Sequence[str],
        decided: Sequence[KeptLink],
        grouped: Sequence[Group],
        heeded: Collection[int],
    ) -> None:
        with self._database.writing() as connection:
            linked = links.differing(connection, done, decided)
            regrouped = groups.differing(connection, grouped)
            first = next_seqs(connection, len(linked) + len(regrouped))
            links.put(connection, linked, first)
            groups.put(connection, regrouped, first + len(linked), self._stamp(connection))
            since = judgements.judged_since(connection, done, heeded)
            settled = [iri for iri in done if iri not in since]
            descriptions.wait(connection, settled, waiting=False)

    def changed(self, after: int, upto: int, limit: int = 1_000) -> list[IdentityChange]:
        with self._database.reading() as connection:
            found = [part.changed(connection, after, upto, limit) for part in (links, groups)]
        every = sorted((each for some in found for each in some), key=lambda change: change.seq)
        return every[:limit]

    def events(self, since: str, id: str | None = None) -> list[Event]:
        with self._database.reading() as connection:
            return groups.happened(connection, since, id)

    # judgements ---------------------------------------------------------------------------------
    def judge(self, judgement: Judgement) -> Judgement:
        with self._one_at_a_time() as connection:
            return judgements.judge(connection, judgement, self._stamp(connection))

    def undo(self, id: int, person: str) -> Judgement | None:
        with self._one_at_a_time() as connection:
            return judgements.undo(connection, id, person, self._stamp(connection))

    def judgements(
        self, iris: Sequence[str] | None = None, *, undone: bool = False
    ) -> list[Judgement]:
        with self._database.reading() as connection:
            return judgements.entries(connection, iris, undone=undone)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[Connection]:
        """Reserving numbers locks: a judgement comes before `settle` looks for it, or after."""
        with self._database.writing() as connection:
            next_seqs(connection, 0)
            yield connection
