"""The samples of one record: each once, with a key made of what it is, and its parent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from harvester.record import Finding

Thing: TypeAlias = dict[str, Any]

BEST_FIRST = ("igsn", "doi", "ark", "handle")
"""Schemes whose identifier is the key of a sample that has one; then any other, then its name."""


def key_of(sample: Thing) -> str | None:
    """What tells a sample apart within its record, however the record is sorted."""
    identifiers = sample.get("identifiers") or ()
    ranked = sorted(identifiers, key=_rank)
    if ranked:
        return identifier_key(ranked[0])
    name = sample.get("name")
    return f"name:{' '.join(name.casefold().split())}" if name else None


def identifier_key(identifier: Thing) -> str:
    return f"{identifier['scheme']}:{identifier['value']}"


def _rank(identifier: Thing) -> tuple[int, str, str]:
    scheme = identifier["scheme"]
    place = BEST_FIRST.index(scheme) if scheme in BEST_FIRST else len(BEST_FIRST)
    return place, scheme, identifier["value"]


def settle(samples: Iterable[Thing]) -> tuple[list[Thing], list[Finding]]:
    """Join what is told twice, give keys, and lead each parent to a sample of this record."""
    joined: list[Thing] = []
    for sample in samples:
        same = next((other for other in joined if _same(other, sample)), None)
        if same is None:
            joined.append(dict(sample))
        else:
            _add(same, sample)
    keys = {name: key_of(sample) for sample in joined for name in _names(sample)}
    findings: list[Finding] = []
    for sample in joined:
        sample["key"] = key_of(sample)
        _lead(sample, keys, findings)
    return [sample for sample in joined if sample["key"]], findings


def _names(sample: Thing) -> set[str]:
    """All keys that the sample could have."""
    names = {identifier_key(each) for each in sample.get("identifiers") or ()}
    if sample.get("name"):
        names.add(f"name:{' '.join(sample['name'].casefold().split())}")
    return names


def _same(one: Thing, other: Thing) -> bool:
    return not _names(one).isdisjoint(_names(other))


def _add(sample: Thing, more: Thing) -> None:
    known = {identifier_key(each) for each in sample.get("identifiers") or ()}
    added = [i for i in more.get("identifiers") or () if identifier_key(i) not in known]
    for field, value in more.items():
        if sample.get(field) in (None, (), [], ""):
            sample[field] = value
    if added and known:
        sample["identifiers"] = [*sample["identifiers"], *added]


def _lead(sample: Thing, keys: dict[str, str | None], findings: list[Finding]) -> None:
    parent = sample.get("parent")
    if parent is None:
        return
    sample["parent"] = keys.get(parent)
    if sample["parent"] in (None, sample["key"]):
        del sample["parent"]
        findings.append(Finding("cleaned", "a parent that is not described here", value=parent))
