"""What a repository says of itself: Identify, formats, sets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from harvester.fetch.client import StrictSickle
from harvester.fetch.datestamp import DAY, granularity_of
from harvester.fetch.fault import Fault
from harvester.fetch.response import Refusal
from harvester.record import Finding


@dataclass(frozen=True, slots=True)
class Format:
    """A metadata format on offer; `prefix` is what a repository's file calls `format`."""

    prefix: str
    schema: str = ""
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class Set:
    spec: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What Identify, ListMetadataFormats and the first page of ListSets told.

    `deleted_record` is `no`, `transient` or `persistent` (OAI-PMH 2.0, 2.5.1); `more_sets` says
    that `sets` is only the beginning.
    """

    name: str = ""
    base_url: str = ""
    granularity: str = DAY
    deleted_record: str = "no"
    earliest: str = ""
    emails: tuple[str, ...] = ()
    formats: tuple[Format, ...] = ()
    sets: tuple[Set, ...] = ()
    more_sets: bool = False
    findings: tuple[Finding, ...] = ()


def identity(client: StrictSickle) -> Description:
    """Identify alone: one request.

    Raises:
        Fault, Refusal: it was not answered.
    """
    said: dict[str, list[str | None]] = dict(client.Identify())
    texts = {key: [" ".join(v.split()) for v in values if v] for key, values in said.items()}
    first = {key: values[0] for key, values in texts.items() if values}
    granularity, doubt = granularity_of(first.get("granularity", ""))
    base_url = first.get("baseURL", "")
    return Description(
        name=first.get("repositoryName", ""),
        base_url=base_url,
        granularity=granularity,
        deleted_record=first.get("deletedRecord", "no").lower(),
        earliest=first.get("earliestDatestamp", ""),
        emails=tuple(texts.get("adminEmail", ())),
        findings=tuple(filter(None, (doubt, _elsewhere(client.endpoint, base_url)))),
    )


def description(client: StrictSickle) -> Description:
    """All of it, in three requests; formats or sets that are not told are a finding.

    Raises:
        Fault, Refusal: Identify was not answered.
    """
    known = identity(client)
    try:
        known = replace(known, formats=formats(client))
    except (Fault, Refusal) as error:
        known = _without(known, "formats", error)
    try:
        told, more = sets(client)
        known = replace(known, sets=told, more_sets=more)
    except (Fault, Refusal) as error:
        known = _without(known, "sets", error)
    return known


def formats(client: StrictSickle) -> tuple[Format, ...]:
    """In the repository's order."""
    keys = ("metadataPrefix", "schema", "metadataNamespace")
    told = (Format(*(_text(item, key) for key in keys)) for item in client.ListMetadataFormats())
    return tuple(format_ for format_ in told if format_.prefix)


def sets(client: StrictSickle) -> tuple[tuple[Set, ...], bool]:
    """The first page of ListSets, and whether there are more; none where there is no hierarchy."""
    try:
        page = client.harvest(verb="ListSets").envelope
    except Refusal as refusal:
        if refusal.code == "noSetHierarchy":
            return (), False
        raise
    models = map(client.class_mapping["ListSets"], page.items)
    told = (Set(_text(item, "setSpec"), _text(item, "setName")) for item in models)
    return tuple(one for one in told if one.spec), page.token is not None


def _without(known: Description, what: str, error: Exception) -> Description:
    finding = Finding("not-told", f"the repository does not tell its {what} ({error})")
    return replace(known, findings=(*known.findings, finding))


def _text(item: object, name: str) -> str:
    return " ".join(str(getattr(item, name, None) or "").split())


def _elsewhere(asked: str, told: str) -> Finding | None:
    """Identify often names localhost or an old address; it is never used for requests."""
    try:
        same = urlsplit(asked).hostname == urlsplit(told).hostname
    except ValueError:
        same = False
    if same:
        return None
    said = f"Identify names another base address, {told or 'none'}; it is not used"
    return Finding("base-url", said, "Identify/baseURL", told[:200])
