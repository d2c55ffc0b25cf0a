"""The indexes of one catalogue, and which of them is searched.

    lithoscope-v1-000007            the one before, for going back
    lithoscope-v1-000008            in use: the alias lithoscope-v1 is on it
    lithoscope-v1-000009            being built: the alias lithoscope-v1-000009-building is on it

A version of this program that lays documents out otherwise has a name of its own (`v2`), builds
its own index and leaves the old one to old programs until its second rebuild.
"""

import re
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from harvester.index.elasticsearch.fields import SCHEMA, mappings, settings

KEPT = 2
"""The index in use and the one before it."""


class Indices:
    """Every writing goes through an alias, so that no index comes to be by a mistake."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self.alias = f"{prefix}-v{SCHEMA}"
        self._name = re.compile(rf"{re.escape(prefix)}-v\d+-(\d{{6,}})")

    def live(self) -> str | None:
        """The name of the index that is searched."""
        try:
            return next(
                iter(self._client.indices.get_alias(index=f"{self.alias}-*", name=self.alias))
            )
        except NotFoundError:
            return None

    def create(self) -> str:
        """A new index, and the alias by which to write to it, which is not searched."""
        number = max(map(_number, self._all()), default=0) + 1
        index = f"{self.alias}-{number:06d}"
        self._client.indices.create(
            index=index,
            mappings=mappings(),
            settings=settings(),
            aliases={building(index): {"is_hidden": True}},
        )
        return index

    def publish(self, index: str) -> None:
        """From one moment to the next this index is the one that is searched."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": f"{self.alias}-*", "alias": self.alias, "must_exist": False}},
            {"remove": {"index": index, "alias": building(index)}},
            {"add": {"index": index, "alias": self.alias, "is_write_index": True}},
        ]
        self._client.indices.update_aliases(actions=actions)

    def prune(self, before: str | None = None) -> None:
        """Remove builds that came to nothing, and all but the live index and one beside it.

        Only the one writer may.

        Args:
            before: That one, to go back to; the newest other if it is not told.
        """
        there = self._all()
        finished = [name for name, aliases in there.items() if building(name) not in aliases]
        worth = sorted(
            finished, key=lambda name: (self.alias in there[name], name == before, _number(name))
        )
        for name in there.keys() - set(worth[-KEPT:]):
            self._client.indices.delete(index=name, ignore_unavailable=True)

    def _all(self) -> dict[str, set[str]]:
        """All indexes of this catalogue, of whatever version, with their aliases."""
        found = self._client.indices.get_alias(
            index=f"{self._prefix}-v*", expand_wildcards=["open", "closed", "hidden"]
        )
        ours = {name: said for name, said in found.items() if self._name.fullmatch(name)}
        return {name: set(said["aliases"]) for name, said in ours.items()}


def building(index: str) -> str:
    return f"{index}-building"


def _number(index: str) -> int:
    return int(index.rpartition("-")[2])
