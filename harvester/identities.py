"""Links and virtual samples as linked data: a named graph for each that the ledger has decided.

A link is never `owl:sameAs`: it says its nature, how sure that is, who or what decided, and every
piece of evidence. A sample that stands alone has no graph of its own; an id that was merged or
split says what replaces it. Nor have links of samples that only come from one meteorite or
locality: a hundred pieces of one would make five thousand, and what they share is in their records.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from harvester.graph import GraphChange, nquads
from harvester.graph.context import Document
from harvester.graph.scribe import add, concept, number, plain
from harvester.iris import link_iri, part_iri, virtual_iri
from harvester.ledger.samples import Group, IdentityChange, KeptLink, SampleLedger

PORTION = 1_000
"""Changes that are read at once."""
NATURES = {
    "same": "same-object",
    "derived": "derived-sample",
    "same_parent": "same-parent",
    "same_origin": "same-origin",
    "similar": "similar",
}
"""Slugs in the vocabulary of relations."""
FAMILY = {"same", "derived", "same_parent"}


class Portion(NamedTuple):
    """Graphs of links and groups, and the `seq` of the newest change among them."""

    graphs: list[GraphChange]
    seq: int


def portions(samples: SampleLedger, base: str, after: int, upto: int) -> Iterator[Portion]:
    """What came of links and groups with `after` < `seq` <= `upto`."""
    while changes := samples.changed(after, upto, PORTION):
        after = changes[-1].seq
        yield Portion([graph(change, base) for change in changes], after)


def graph(change: IdentityChange, base: str) -> GraphChange:
    """What is gone, or stands alone, leaves an empty graph."""
    iri = (link_iri if change.kind == "link" else virtual_iri)(base, change.id)
    said = _said(change.state, iri, base)
    return GraphChange(iri, nquads.graph({"id": iri, "about": said}) if said else b"")


def _said(state: Group | KeptLink | None, iri: str, base: str) -> Document | None:
    if isinstance(state, KeptLink):
        return link(state, iri) if state.relation in FAMILY else None
    return virtual_sample(state, iri, base) if state else None


def virtual_sample(group: Group, iri: str, base: str) -> Document | None:
    """Two or more records' samples that are one object, or where an id has gone."""
    if group.now:
        return {"id": iri, "is-obsoleted-by": [virtual_iri(base, id) for id in group.now]}
    if len(group.members) < 2:
        return None
    kinds = ["VirtualSample", "prov:Collection"]
    return {"id": iri, "type": kinds, "identifier": [group.id], "member": list(group.members)}


def link(kept: KeptLink, iri: str) -> Document:
    """From both samples to each other; from what is derived to what it is of."""
    node: Document = {
        "id": iri,
        "type": ["Link", "sosa-rel:SampleRelationship"],
        "linkNature": [concept("relation", NATURES[kept.relation])],
        "decision": [kept.decision.replace("_", "-")],
        "decidedBy": [plain(kept.method)],
        "evidence": [_evidence(each, iri) for each in json.loads(kept.evidence)],
    }
    ends = {kept.left, kept.right}
    if kept.part:
        return {"id": kept.part, "link": [node | {"linked": sorted(ends - {kept.part})}]}
    return node | {"linked": [{"id": end, "link": {"id": iri}} for end in sorted(ends)]}


def _evidence(said: dict[str, Any], iri: str) -> Document:
    against = "against" if said["points"] < 0 else "for"
    node: Document = {
        "id": part_iri(iri, "evidence", said["rule"]),
        "type": "Evidence",
        "rule": said["rule"],
        "speaks": "excludes" if said["refutes"] else against,
    }
    add(node, "description", said["text"])
    add(node, "value", number(said["points"]))
    add(node, "verbatim", said["left"])
    add(node, "verbatim", said["right"])
    return node
