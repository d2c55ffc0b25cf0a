"""The two ways to write an index: in batches into the one in use, and once into a new one."""

from collections.abc import Sequence

import structlog

from harvester.exclusive import Allowed
from harvester.index.elasticsearch.bulk import Bulk, Change
from harvester.index.elasticsearch.client import Cluster
from harvester.index.elasticsearch.faults import search_errors
from harvester.index.elasticsearch.state import State, read, write

log = structlog.get_logger()


class LiveWriter:
    """Replaces documents in an index that is in use.

    A batch comes into sight as a whole, and then the cursor moves. If the cluster dies between, a
    part of the batch may be there; it is put once more, which changes nothing.
    """

    def __init__(self, cluster: Cluster, alias: str, allowed: Allowed) -> None:
        self._cluster, self._alias, self._allowed = cluster, alias, allowed
        with search_errors(cluster.address):
            self._state = read(cluster.client, alias)
        self._bulk = Bulk(cluster, alias)

    def put(self, changes: Sequence[Change], cursor: int) -> None:
        version, last = max(cursor, self._state.version), dict(changes)
        self._allowed()
        with search_errors(self._cluster.address):
            self._bulk.add(last.items(), version)
            refused = self._bulk.finish(version)
            _tell(refused)
            # their older forms would be found by what is no longer so
            self._bulk.add([(iri, None) for iri in refused], version)
            self._bulk.finish(version)
            self._cluster.client.indices.refresh(index=self._alias)
            self._state = self._state.after(last, refused, cursor)
            write(self._cluster.client, self._alias, self._state)

    def close(self) -> None:
        self._bulk.close()


class BuildWriter:
    """Fills a new index; nobody sees it, and no document may be put twice."""

    def __init__(self, cluster: Cluster, alias: str) -> None:
        self._cluster, self._alias = cluster, alias
        self._bulk = Bulk(cluster, alias)
        self._cursor = 0

    def put(self, changes: Sequence[Change], cursor: int) -> None:
        self._cursor = cursor
        with search_errors(self._cluster.address):
            self._bulk.add([change for change in changes if change[1] is not None], cursor)

    def finish(self) -> None:
        with search_errors(self._cluster.address):
            refused = self._bulk.finish(self._cursor)
            _tell(refused)
            state = State().after((), refused, self._cursor)
            write(self._cluster.client, self._alias, state)
            self._cluster.client.indices.refresh(index=self._alias)

    def close(self) -> None:
        self._bulk.close()


def _tell(refused: dict[str, str]) -> None:
    for iri, why in refused.items():
        log.warning("a record cannot be searched for", record=iri, why=why)
