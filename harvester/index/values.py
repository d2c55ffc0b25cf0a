"""The values of a facet, as tantivy and Elasticsearch count them in the same form."""

from collections.abc import Iterable, Mapping
from typing import Any

MOST_VALUES = 10_000


def by_count(buckets: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Values and in how many documents they are: most first, then by value."""
    pairs = [(str(bucket["key"]), int(bucket["doc_count"])) for bucket in buckets]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
