"""What waits is linked: blocking keys → candidates → links → groups, kept in the ledger.

A changed sample opens its own candidates again and nothing else. What comes out depends on what
the samples are and what people judged, never on what came first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import structlog

from harvester.identity import authorities, weighing
from harvester.identity.blocks import CAP, keys
from harvester.identity.description import Description, describe
from harvester.identity.direction import child
from harvester.identity.judging import Evidence, Link, judge
from harvester.identity.official import Register
from harvester.identity.row import Row
from harvester.identity.version import version
from harvester.identity.weights import TABLE, Decision, Relation, Weight
from harvester.ledger.holding import Lease
from harvester.ledger.samples import Described, Judgement, KeptLink, SampleLedger
from harvester.regrouping import newest, regrouped
from harvester.watch import Silent, Watch

STEP = 1_000
"""Samples that are linked in one transaction."""


log = structlog.get_logger()


class Rules(NamedTuple):
    """`method` names the version of rules, weights and names: it stands on each link."""

    known: Register
    method: str
    cap: int = CAP
    table: Sequence[Weight] = TABLE

    def read(self, row: bytes) -> Description:
        """One description that our rules stumble over must not stop the others: it says nothing."""
        said = Row.model_validate_json(row)
        try:
            return describe(said, self.known)
        except Exception:
            log.exception("fault", sample=said.id)
            return describe(Row(id=said.id), self.known)

    def judge(self, one: Description, other: Description) -> Link:
        try:
            return judge(one, other, self.table)
        except Exception:
            log.exception("fault", sample=one.row.id, other=other.row.id)
            return Link(one.row.id, other.row.id, None, None, 0.0, ())


def rules(home: Path) -> Rules:
    """Those in force in a catalogue: of the program, with the home's lists of names and points."""
    of_home = {"weights": weighing.fingerprint(home), "lists": authorities.fingerprint(home)}
    added = "".join(f", {name} {print}" for name, print in of_home.items() if print)
    method = f"rules {version()}{added}"
    return Rules(authorities.known(home), method, table=weighing.of_home(home))


def described(row: Row) -> Described:
    """A row as the ledger keeps it; its id is the sample's IRI."""
    return Described(row.id, row.model_dump_json(exclude_defaults=True).encode())


def link(
    samples: SampleLedger, rules: Rules, watch: Watch | None = None, lease: Lease | None = None
) -> int:
    """Link all samples that wait; gives how many that were.

    A watch that says stop ends it after the open step: the others wait on.

    Raises:
        StoreError: the ledger does not take it; what was linked before is kept.
        Lost: another process took the lease over, and links on.
    """
    watch, done, total = watch or Silent(), 0, samples.count_waiting()
    while not watch.stopped and (waiting := samples.waiting(STEP)):
        own = {each.iri: rules.read(each.row) for each in waiting if each.row is not None}
        _settle(samples, rules, [each.iri for each in waiting], own, lease)
        done += len(waiting)
        watch.linked(done, max(done, total))
    return done


def _settle(
    samples: SampleLedger,
    rules: Rules,
    done: Sequence[str],
    own: Mapping[str, Description],
    lease: Lease | None,
) -> None:
    def read(iris: Collection[str]) -> dict[str, Description]:
        return {iri: rules.read(row) for iri, row in samples.rows(sorted(iris)).items()}

    filed = {iri: sorted(set(keys(own[iri]))) if iri in own else [] for iri in done}
    samples.file(filed, rules.cap)
    judged = samples.judgements(done)
    judgements = newest(judged)
    near = _neighbours(samples, filed, judgements, rules.cap)
    known = {**own, **read(set().union(*near.values()) - own.keys())}
    links = list(_links(near, known, judgements, rules))
    groups = regrouped(samples, read, rules.judge, known, done, links)
    if lease:
        lease.require()
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
    rules: Rules,
) -> Iterator[KeptLink]:
    pairs = {(min(iri, one), max(iri, one)) for iri, some in near.items() for one in some}
    for left, right in sorted(pairs):
        if left in known and right in known:
            one, other = known[left], known[right]
            judgement = judgements.get((left, right))
            found = rules.judge(one, other)
            if judgement is None and _of_one_record(one, other) and found.relation != "same":
                continue  # the record says itself how its samples hang together
            kept = _kept(found, judgement, child(one, other), rules.method)
            if kept:
                yield kept


def _of_one_record(one: Description, other: Description) -> bool:
    return bool(one.row.record) and one.row.record == other.row.record


def _kept(found: Link, judgement: Judgement | None, part: str, method: str) -> KeptLink | None:
    """A person's word beats the rules; their evidence stays beside it."""
    relation, decision, evidence = found.relation, found.decision, list(found.evidence)
    if judgement:
        relation, decision = _judged(judgement, relation, decision)
        part = judgement.part or part
        method = f"judgement {judgement.id} by {judgement.person}"
        evidence.insert(0, _word(judgement))
    if not (relation and decision):
        return None
    said = json.dumps([each._asdict() for each in evidence], ensure_ascii=False).encode()
    part = part if relation == "derived" else ""
    ends = link_id(found.left, found.right), found.left, found.right
    return KeptLink(*ends, relation, decision, found.points, said, method, part)


def _judged(
    judgement: Judgement, relation: Relation | None, decision: Decision | None
) -> tuple[Relation | None, Decision | None]:
    match judgement.ruling:
        case "different":
            return None, None
        case "unsure":
            return relation, "possible" if decision else None
    return judgement.ruling, "certain"


def _word(judgement: Judgement) -> Evidence:
    """A judgement as a piece of evidence: its weight is not counted in points."""
    text = "A person looked at both and judged."
    return Evidence("judgement", text, judgement.ruling, judgement.note, 0.0, (), ())


def link_id(left: str, right: str) -> str:
    """The same for two samples at any time, whatever is decided of them."""
    return sha256("\n".join(sorted((left, right))).encode()).hexdigest()[:16]
