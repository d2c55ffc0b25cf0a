"""What the report wants to know of one record: small enough to go from process to process."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from harvester.clean import terms
from harvester.formats import formats, losing, openness
from harvester.mapping import Mapper, Steps
from harvester.model import Record
from harvester.quality.fieldlist import FIELDS
from harvester.quality.fields import PERSISTENT
from harvester.record import Change, Finding, Rejection

SCHEMES = ("technique", "material", "meteorite", "sample-type", "preparation", "format")
"""A keyword that names a concept of one of these is understood."""
PROMISES = {"available", "valid"}
"""Roles of dates that may lie ahead."""
NOT_KNOWN = "of the vocabulary"
"""How `clean.terms` ends what it says of words that name no concept."""
SHOWN = 120
"""Characters of a title or keyword that the report shows."""


class Facts(NamedTuple):
    """`reason` says why the record was rejected; then there is no more than its findings."""

    identifier: str
    run: int
    findings: tuple[Finding, ...]
    reason: str = ""
    left_out: bool = False
    """It was rejected on purpose, as what such records describe is neither data nor a sample."""
    title: str = ""
    filled: tuple[tuple[int, int], ...] = ()
    """For each of FIELDS how many have it, of how many that should."""
    lost: str = ""
    """The formats, if all of them lose how the data were made."""
    closed: str = ""
    """The formats that only their maker's programs open."""
    ahead: tuple[str, ...] = ()
    """Dates later than the day on which the record came."""
    keywords: tuple[str, ...] = ()
    """Those that name nothing we know."""
    keys: tuple[tuple[str, str], ...] = ()
    """By which another record may turn out to be the same."""
    links: tuple[str, ...] = ()


def of_batch(mapper: Mapper, changes: Sequence[Change]) -> list[Facts]:
    """In the order of the changes; tombstones have none."""
    live = [change for change in changes if not change.deleted]
    on_purpose = {why for crosswalk in mapper.crosswalks.values() for _, why in crosswalk.declined}
    return [
        of_record(change, steps, steps.result)
        if isinstance(steps.result, Record)
        else _refused(change, steps.result, on_purpose)
        for change, steps in zip(live, mapper.walked(live), strict=True)
    ]


def _refused(change: Change, rejection: Rejection, on_purpose: Container[str]) -> Facts:
    findings = (*change.findings, *rejection.findings)
    reason = rejection.reason.partition("; formats known:")[0]
    left_out = rejection.reason in on_purpose
    return Facts(change.identifier, change.run, findings, reason, left_out)


def of_record(change: Change, steps: Steps, record: Record) -> Facts:
    """Of a record as it came, and as `steps` made it."""
    return Facts(
        change.identifier,
        change.run,
        (*change.findings, *_meant(steps, record)),
        title=record.dataset.title[:SHOWN],
        filled=tuple((sum(has), len(has)) for has in (f.measure(record) for f in FIELDS)),
        lost=", ".join(losing(record)),
        closed=", ".join(_closed(record)),
        ahead=tuple(_ahead(record, change.kept_at[:10])),
        keywords=tuple(_strange(record)),
        keys=tuple(dict.fromkeys(_keys(record))),
        links=tuple(dict.fromkeys(_links(record))),
    )


def _closed(record: Record) -> Iterator[str]:
    for slug in formats(record):
        if openness(slug) == "closed":
            yield slug


def _ahead(record: Record, day: str) -> Iterator[str]:
    for date in record.dataset.dates:
        if date.role not in PROMISES and date.earliest and date.earliest > day:
            yield f"{date.verbatim} ({date.role})"


def _meant(steps: Steps, record: Record) -> Iterator[Finding]:
    """All findings but of words that mean something else: a keyword is not always a sample type."""
    known = {each.casefold() for each in _recognised(record)}
    for finding in steps.draft.findings if steps.draft else ():
        strange = finding.value.casefold() not in known and not _in_vocabulary(finding.value)
        if strange or not finding.message.endswith(NOT_KNOWN):
            yield finding


def _strange(record: Record) -> Iterator[str]:
    """Keywords in which nothing was recognised: neither by their words nor as a sample's name."""
    named = {each.casefold() for each in _recognised(record)}
    for subject in record.dataset.subjects:
        words = subject.value[:SHOWN]
        if words.casefold() not in named and not _in_vocabulary(words):
            yield words


def _recognised(record: Record) -> Iterator[str]:
    """Words that were read as a technique, a material or a sample, perhaps only beside others."""
    techniques = [measured.technique for measured in record.measurements]
    for term in (*techniques, *record.mentions, *record.materials):
        yield term.verbatim
    for sample in record.samples:
        yield from (sample.name or "", sample.verbatim)


def _in_vocabulary(words: str) -> bool:
    return any(terms.clean(words, name).values for name in SCHEMES)


def _keys(record: Record) -> Iterator[tuple[str, str]]:
    for each in record.dataset.identifiers:
        if each.iri and each.scheme in PERSISTENT:
            yield "identifier", each.iri
    creator = next((a.name for a in record.dataset.agents if a.role == "creator"), "")
    if record.dataset.title and creator:
        yield "title", f"{record.dataset.title.casefold()} · {creator.casefold()}"


def _links(record: Record) -> Iterator[str]:
    data = record.dataset
    named = (*(each.iri for each in data.identifiers), *(each.url for each in data.files))
    for each in (*data.landing_pages, *named):
        if each and each.startswith(("https://", "http://")):
            yield each
