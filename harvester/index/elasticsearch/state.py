"""How far an index is, kept in the index itself: one document that no search finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from harvester.errors import StoreError
from harvester.index.elasticsearch.fields import STATE

MOST_REFUSED = 1_000
"""If more documents than that are not taken, it is not their fault."""


@dataclass(frozen=True, slots=True)
class State:
    """`refused` are documents that could not be indexed as they are, and why."""

    cursor: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    version: int = 0
    """The highest cursor that ever was; the cursor itself may go back."""

    def after(self, put: Iterable[str], refused: dict[str, str], cursor: int) -> State:
        """Raises StoreError if too much was refused."""
        before = dict.fromkeys(put)
        still = {iri: why for iri, why in self.refused.items() if iri not in before} | refused
        if len(still) > MOST_REFUSED:
            iri, why = next(iter(refused.items()))
            raise StoreError(
                f"more than {MOST_REFUSED:,} records are not taken, {iri} for one ({why}). Every "
                "record is safe in the ledger. Make the index anew by `lithoscope rebuild index`."
            )
        return State(cursor, still, max(cursor, self.version))


def read(client: Elasticsearch, alias: str) -> State:
    """Of the index behind an alias; at the beginning if there is none."""
    try:
        found = client.get(index=alias, id=STATE)
    except NotFoundError:
        return State()
    said = found["_source"][STATE]
    return State(said["cursor"], said["refused"], found["_version"])


def write(client: Elasticsearch, alias: str, state: State) -> None:
    """On the disk when it returns; a newer one that is there stays."""
    try:
        client.index(
            index=alias,
            id=STATE,
            document={STATE: {"cursor": state.cursor, "refused": state.refused}},
            version=state.version,
            version_type="external_gte",
            require_alias=True,
        )
    except ConflictError:
        return
