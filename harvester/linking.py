"""What waits is linked: blocking keys → candidates → links → groups, kept in the ledger.

A changed sample opens its own candidates again and nothing else. What comes out depends on what
the samples are and what people judged, never on what came first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from harvester.identity.blocks import CAP, keys
from harvester.identity.description import Description, describe
from harvester.identity.judging import Link, judge
from harvester.identity.official import Register
from harvester.identity.row import Row
from harvester.ledger.samples import Described, Judgement, KeptLink, SampleLedger
from harvester.regrouping import newest, regrouped

STEP = 1_000
"""Samples that are linked in one transaction."""
BY_PEOPLE = "judgement"


class Rules(NamedTuple):
    """`method` names the version of rules, weights and names: it stands on each link."""

    known: Register
    method: str
    cap: int = CAP

    def read(self, row: bytes) -> Description:
        return describe(Row.model_validate_json(row), self.known)


def described(row: Row) -> Described:
    """A row as the ledger keeps it; its id is the sample's IRI."""
    return Described(row.id, row.model_dump_json(exclude_defaults=True).encode())


def link(samples: SampleLedger, rules: Rules) -> int:
    """Link all samples that wait; gives how many that were.

    Raises:
        StoreError: the ledger does not take it; what was linked before is kept.
    """
    done = 0
    while waiting := samples.waiting(STEP):
        own = {each.iri: rules.read(each.row) for each in waiting if each.row is not None}
        _settle(samples, rules, [each.iri for each in waiting], own)
        done += len(waiting)
    return done


def _settle(
    samples: SampleLedger, rules: Rules, done: Sequence[str], own: Mapping[str, Description]
) -> None:
    def read(iris: Collection[str]) -> dict[str, Description]:
        return {iri: rules.read(row) for iri, row in samples.rows(sorted(iris)).items()}

    filed = {iri: sorted(set(keys(own[iri]))) if iri in own else [] for iri in done}
    samples.file(filed, rules.cap)
    judged = samples.judgements(done)
    judgements = newest(judged)
    near = _neighbours(samples, filed, judgements, rules.cap)
    known = {**own, **read(set().union(*near.values()) - own.keys())}
    links = list(_links(near, known, judgements, rules.method))
    groups = regrouped(samples, read, known, done, links)
    samples.settle(done, links, groups, [each.id for each in judged])


def _neighbours(
    samples: SampleLedger,
    filed: Mapping[str, Sequence[str]],
    judged: Iterable[tuple[str, str]],
    cap: int,
) -> dict[str, set[str]]:
    """With whom each sample is compared: whoever shares a key, and whoever it was judged with."""
    sizes = samples.sizes(sorted({key for some in filed.values() for key in some}))
    under = samples.sharing([key for key, size in sizes.items() if 1 < size <= cap])
    near: dict[str, set[str]] = {iri: set() for iri in filed}
    for iri, some in filed.items():
        near[iri].update(*(under.get(key, ()) for key in some))
    for left, right in judged:
        near.get(left, set()).add(right)
        near.get(right, set()).add(left)
    return {iri: found - {iri} for iri, found in near.items()}


def _links(
    near: Mapping[str, set[str]],
    known: Mapping[str, Description],
    judgements: Mapping[tuple[str, str], Judgement],
    method: str,
) -> Iterator[KeptLink]:
    pairs = {(min(iri, one), max(iri, one)) for iri, some in near.items() for one in some}
    for left, right in sorted(pairs):
        if left in known and right in known:
            found = judge(known[left], known[right])
            kept = _kept(left, right, found, judgements.get((left, right)), method)
            if kept:
                yield kept


def _kept(
    left: str, right: str, found: Link, judgement: Judgement | None, method: str
) -> KeptLink | None:
    """A person's word beats the rules; their evidence stays beside it."""
    relation, decision, part = found.relation, found.decision, ""
    if judgement:
        method = BY_PEOPLE
        match judgement.ruling:
            case "different":
                return None
            case "unsure":
                decision = "possible" if decision else None
            case "same" | "derived":
                relation, decision, part = judgement.ruling, "certain", judgement.part
    if not (relation and decision):
        return None
    evidence = json.dumps([each._asdict() for each in found.evidence], ensure_ascii=False)
    id = link_id(left, right)
    return KeptLink(
        id, left, right, relation, decision, found.points, evidence.encode(), method, part
    )


def link_id(left: str, right: str) -> str:
    """The same for two samples at any time, whatever is decided of them."""
    return sha256("\n".join(sorted((left, right))).encode()).hexdigest()[:16]
